//! The index of topics, and a page for each topic.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::pages::commitments::commitment::OpenCommitments;
use crate::pages::indicator::page::IndicatorCard;
use crate::pages::output::Menu;
use crate::pages::shared::cards::thing_url;
use crate::pages::shared::dates::Dates;
use crate::pages::shared::held::Language;
use crate::pages::shared::parts::{Head, InstrumentEntry, Link, Paginator};
use crate::pages::{Emitter, Html, Inputs, Output, Prose, Template, View};
use crate::site::{Form, Index, Section, Thing};

/// What the template `topics.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct TopicsView {
    head: Head,
    page: Topics,
}

#[derive(Debug, Serialize, Deserialize)]
struct Topics {
    title: String,
    topics: Vec<TopicEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct TopicEntry {
    title: String,
    url: String,
    count: usize,
    summary: Option<String>,
    latest: String,
    children: Vec<ChildEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ChildEntry {
    title: String,
    url: String,
    count: usize,
    summary: Option<String>,
    latest: String,
}

/// What the template `topic.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct TopicView {
    head: Head,
    page: TopicPage,
    paginator: Paginator,
}

#[derive(Debug, Serialize, Deserialize)]
struct TopicPage {
    title: String,
    url: String,
    permalink: String,
    content: Html,
    parent: Option<Link>,
    children: Vec<Link>,
    indicators: Vec<IndicatorCard>,
    instruments: Vec<InstrumentEntry>,
    dates: Dates,
    commitments: OpenCommitments,
}

pub(in crate::pages) const EMITTER: Emitter =
    Emitter { outputs, templates: &[Template::of::<TopicsView>("topics.html"), Template::of::<TopicView>("topic.html")], labels: &["topics"] };

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    for section in &inputs.site.sections {
        if !section.has_any(Kind::Topic) {
            continue;
        }
        let address = inputs.address(section, "topics/");
        outputs.push(
            Output::made_from(inputs, address, section.language, Language(section.language), |inputs, _, language| {
                View::page("topics.html", index(inputs, inputs.section(*language)))
            })
            .listed()
            .in_menu(Menu::Main, "topics"),
        );
        for thing in section.filed(Kind::Topic) {
            let node = inputs.site.topic(thing.index);
            let origin = node.version(section.language).or_else(|| node.version(0));
            inputs.listing(section, &base(inputs, thing.index), thing, origin, outputs, |inputs, prose, listed, paginator| {
                let (section, topic) = (listed.section, listed.thing.index);
                let mut head = inputs.listing_head(section, listed.slice, listed.base, head(inputs, section, topic));
                if listed.is_first() {
                    let name = inputs.site.topic_name(topic, section.language);
                    head.feeds.extend(inputs.calendar_file(section, Some(listed.thing), listed.base, name));
                }
                View::page("topic.html", TopicView { page: page(inputs, prose, section, topic, &head, listed.is_first()), head, paginator })
            });
        }
    }
}

/// The path of a topic's page.
fn base(inputs: Inputs<'_>, topic: Index) -> String {
    format!("topics/{}/", inputs.site.topic(topic).id)
}

fn head(inputs: Inputs<'_>, section: &Section, topic: Index) -> Head {
    let (site, path) = (inputs.site, base(inputs, topic));
    let title = site.topic_name(topic, section.language).to_owned();
    let mut head = inputs.head(section, "topic", Some(title.clone()), &path, &|s| s.has(Kind::Topic, topic));
    head.feeds = inputs.feeds(section, &path, &title);
    head.breadcrumbs.push(inputs.labelled(section, "topics", "topics/"));
    head.breadcrumbs.extend(site.topic(topic).parent.iter().flat_map(|p| inputs.topic_links(section, &[*p])));
    head.description = site.topic(topic).version(section.language).map(|v| site.lead(v, section.language)).filter(|d| !d.is_empty());
    head
}

fn page(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, topic: Index, head: &Head, first: bool) -> TopicPage {
    let (node, thing) = (inputs.site.topic(topic), Thing { kind: Kind::Topic, index: topic });
    let version = node.version(section.language).filter(|_| first);
    let mut children = inputs.topic_links(section, &node.children);
    section.locale.sort_by_key(&mut children, |c| &c.title);
    TopicPage {
        title: inputs.site.topic_name(topic, section.language).to_owned(),
        url: head.url.clone(),
        permalink: head.permalink.clone(),
        content: version.map(|v| inputs.body(prose, v, section.language, Form::Url, &head.permalink)).unwrap_or_default(),
        parent: node.parent.and_then(|p| inputs.topic_links(section, &[p]).pop()),
        children,
        indicators: if first { inputs.topic_indicators(section, topic) } else { Vec::new() },
        instruments: if first { inputs.instruments(section, section.instruments_of(topic)) } else { Vec::new() },
        dates: if first { inputs.dates_ahead(section, Some(thing), &base(inputs, topic)) } else { Dates::default() },
        commitments: if first { inputs.open_commitments(section, thing) } else { OpenCommitments::default() },
    }
}

fn index(inputs: Inputs<'_>, section: &Section) -> TopicsView {
    let title = inputs.labels.text(section.language, "topics");
    let first_level = inputs.site.topics().iter().enumerate().filter(|(_, t)| t.parent.is_none());
    let mut topics: Vec<TopicEntry> = first_level
        .filter_map(|(topic, node)| {
            let ChildEntry { title, url, count, summary, latest } = entry(inputs, section, topic)?;
            let mut children: Vec<ChildEntry> = node.children.iter().filter_map(|c| entry(inputs, section, *c)).collect();
            section.locale.sort_by_key(&mut children, |c| &c.title);
            Some(TopicEntry { title, url, count, summary, latest, children })
        })
        .collect();
    section.locale.sort_by_key(&mut topics, |t| &t.title);
    let head = inputs.head(section, "topics", Some(title.clone()), "topics/", &|s| s.has_any(Kind::Topic));
    TopicsView { head, page: Topics { title, topics } }
}

fn entry(inputs: Inputs<'_>, section: &Section, topic: Index) -> Option<ChildEntry> {
    let (site, briefings) = (inputs.site, section.briefings_of(Thing { kind: Kind::Topic, index: topic }));
    Some(ChildEntry {
        title: site.topic_name(topic, section.language).to_owned(),
        url: thing_url(section, Kind::Topic, topic)?,
        count: briefings.len(),
        summary: site.topic(topic).version(section.language).map(|v| site.lead(v, section.language)).filter(|s| !s.is_empty()),
        latest: site.briefing(*briefings.last()?).date.to_string(),
    })
}
