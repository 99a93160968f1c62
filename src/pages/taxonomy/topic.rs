//! The index of topics, and a page for each topic.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::pages::commitments::commitment::OpenCommitments;
use crate::pages::indicator::page::IndicatorCard;
use crate::pages::output::Menu;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::cards::thing_url;
use crate::pages::shared::dates::Dates;
use crate::pages::shared::held::Language;
use crate::pages::shared::json_ld::reference;
use crate::pages::shared::json_ld::types::{Node, Term, TermSet, Thing};
use crate::pages::shared::parts::{Head, InstrumentEntry, Link, Paginator};
use crate::pages::{BodyRenderer, Emitter, Html, Output, PageContext, Template, View};
use crate::site::{EntityId, Form, Index, LocalizedSite};

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

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    for local in &cx.site.localized {
        if !local.has_any(Kind::Topic) {
            continue;
        }
        let address = cx.address(local, "topics/");
        outputs.push(
            Output::made_from(cx, address, local.language, Language(local.language), |cx, _, language| {
                View::page("topics.html", index(cx, cx.local(*language)))
            })
            .listed()
            .in_menu(Menu::Main, "topics"),
        );
        for thing in local.filed(Kind::Topic) {
            let node = cx.site.topic(thing.index);
            let origin = node.version(local.language).or_else(|| node.version(0));
            cx.listing(local, &base(cx, thing.index), thing, origin, outputs, |cx, renderer, listed, paginator| {
                let (local, topic) = (listed.local, listed.thing.index);
                let own = head(cx, local, topic);
                let described = own.description.clone();
                let mut head = cx.listing_head(local, listed.slice, listed.base, &paginator.pages, own);
                let page = page(cx, renderer, local, topic, &head, listed.is_first());
                if listed.is_first() {
                    let name = cx.site.topic_name(topic, local.language);
                    head.feeds.extend(cx.calendar_file(local, Some(listed.thing), listed.base, name));
                    let thing = Thing { description: described, url: Some(head.permalink.clone()), ..Thing::at(&head.permalink, name) };
                    let term = Term { thing, in_defined_term_set: vec![reference(&cx.full(&cx.url(local, "topics/")))] };
                    head = cx.describing(head, vec![Node::DefinedTerm(term)]);
                } else {
                    head = cx.collection(local, head);
                }
                View::page("topic.html", TopicView { head, page, paginator })
            });
        }
    }
}

/// The path of a topic's page.
fn base(cx: PageContext<'_>, topic: Index) -> String {
    format!("topics/{}/", cx.site.topic(topic).id)
}

fn head(cx: PageContext<'_>, local: &LocalizedSite, topic: Index) -> Head {
    let (site, path) = (cx.site, base(cx, topic));
    let title = site.topic_name(topic, local.language).to_owned();
    let mut head = cx.head(local, "topic", Some(title.clone()), &path, &|s| s.has(Kind::Topic, topic));
    head.feeds = cx.feeds(local, &path, &title);
    head.breadcrumbs.push(cx.labelled(local, "topics", "topics/"));
    head.breadcrumbs.extend(site.topic(topic).parent.iter().flat_map(|p| cx.topic_links(local, &[*p])));
    head.description = site.topic(topic).version(local.language).map(|v| site.lead(v, local.language)).filter(|d| !d.is_empty());
    head
}

fn page(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, topic: Index, head: &Head, first: bool) -> TopicPage {
    let (node, thing) = (cx.site.topic(topic), EntityId { kind: Kind::Topic, index: topic });
    let version = node.version(local.language).filter(|_| first);
    let mut children = cx.topic_links(local, &node.children);
    local.locale.sort_by_key(&mut children, |c| &c.title);
    TopicPage {
        title: cx.site.topic_name(topic, local.language).to_owned(),
        url: head.url.clone(),
        permalink: head.permalink.clone(),
        content: version.map(|v| cx.body(renderer, v, local.language, Form::Url, &head.permalink)).unwrap_or_default(),
        parent: node.parent.and_then(|p| cx.topic_links(local, &[p]).pop()),
        children,
        indicators: if first { cx.topic_indicators(local, topic) } else { Vec::new() },
        instruments: if first { cx.instruments(local, local.instruments_of(topic)) } else { Vec::new() },
        dates: if first { cx.dates_ahead(local, Some(thing), &base(cx, topic)) } else { Dates::default() },
        commitments: if first { cx.open_commitments(local, thing) } else { OpenCommitments::default() },
    }
}

fn index(cx: PageContext<'_>, local: &LocalizedSite) -> TopicsView {
    let title = cx.labels.text(local.language, "topics");
    let first_level = cx.site.topics().iter().enumerate().filter(|(_, t)| t.parent.is_none());
    let mut topics: Vec<TopicEntry> = first_level
        .filter_map(|(topic, node)| {
            let ChildEntry { title, url, count, summary, latest } = entry(cx, local, topic)?;
            let mut children: Vec<ChildEntry> = node.children.iter().filter_map(|c| entry(cx, local, *c)).collect();
            local.locale.sort_by_key(&mut children, |c| &c.title);
            Some(TopicEntry { title, url, count, summary, latest, children })
        })
        .collect();
    local.locale.sort_by_key(&mut topics, |t| &t.title);
    let mut head = cx.head(local, "topics", Some(title.clone()), "topics/", &|s| s.has_any(Kind::Topic));
    head.description = summed_up(local, &title, topics.iter().map(|entry| entry.title.as_str()));
    let set = TermSet { work: cx.work(local, &head), ..TermSet::default() };
    TopicsView { head: cx.describing(head, vec![Node::DefinedTermSet(set)]), page: Topics { title, topics } }
}

fn entry(cx: PageContext<'_>, local: &LocalizedSite, topic: Index) -> Option<ChildEntry> {
    let (site, briefings) = (cx.site, local.briefings_of(EntityId { kind: Kind::Topic, index: topic }));
    Some(ChildEntry {
        title: site.topic_name(topic, local.language).to_owned(),
        url: thing_url(local, Kind::Topic, topic)?,
        count: briefings.len(),
        summary: site.topic(topic).version(local.language).map(|v| site.lead(v, local.language)).filter(|s| !s.is_empty()),
        latest: site.briefing(*briefings.last()?).date.to_string(),
    })
}
