//! The home page of each language: the featured or newest briefing leads, then the newest by date.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::pages::shared::cards::thing_url;
use crate::pages::shared::dates::Dates;
use crate::pages::shared::held::{Briefings, Language};
use crate::pages::shared::parts::{Brief, Card, Head};
use crate::pages::{Emitter, Inputs, Output, Template, View};
use crate::site::{Index, Section, Thing};

/// Briefings on the home page.
const NEWEST: usize = 20;

/// What the template `index.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct HomeView {
    head: Head,
    page: Home,
}

#[derive(Debug, Serialize, Deserialize)]
struct Home {
    lead: Option<Card>,
    items: Vec<Card>,
    latest_edition: Option<Brief>,
    dates: Dates,
    topics: Vec<TopicCount>,
    archive_url: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct TopicCount {
    title: String,
    url: String,
    count: usize,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[Template::of::<HomeView>("index.html")], labels: &["home"] };

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    for section in &inputs.site.sections {
        let newest = &section.briefings()[section.briefings().len().saturating_sub(NEWEST)..];
        let lead = lead(inputs, section).map(|index| Thing { kind: Kind::Briefing, index });
        let held = (Language(section.language), lead, Briefings(newest));
        let output = Output::made_from(inputs, inputs.address(section, ""), section.language, held, |inputs, _, (language, lead, newest)| {
            View::page("index.html", view(inputs, inputs.section(*language), lead.map(|thing| thing.index), newest.0))
        });
        outputs.push(output.listed());
    }
}

fn view(inputs: Inputs<'_>, section: &Section, lead: Option<Index>, newest: &[Index]) -> HomeView {
    let site = inputs.site;
    let mut head = inputs.head(section, "home", None, "", &|_| true);
    head.breadcrumbs.clear();
    head.feeds.extend(inputs.calendar_file(section, None, "", &inputs.labels.text(section.language, "calendar")));
    head.description =
        site.config().description.as_ref().map(|d| d.get(&site.config().languages[section.language], site.config().default_language()).0.to_owned());
    HomeView {
        head,
        page: Home {
            lead: lead.map(|i| inputs.card(section, i)),
            items: newest.iter().rev().filter(|i| Some(**i) != lead).map(|i| inputs.card(section, *i)).collect(),
            latest_edition: inputs.latest_edition(section),
            dates: inputs.dates_ahead(section, None, ""),
            topics: topics(inputs, section),
            archive_url: (site.config().outputs.archive && !newest.is_empty()).then(|| inputs.url(section, "briefings/")),
        },
    }
}

/// The newest featured briefing, else the newest.
fn lead(inputs: Inputs<'_>, section: &Section) -> Option<Index> {
    let featured = section.briefings().iter().rev().find(|i| inputs.site.briefing(**i).shared().featured);
    featured.or(section.briefings().last()).copied()
}

/// Topics of the first level, by name.
fn topics(inputs: Inputs<'_>, section: &Section) -> Vec<TopicCount> {
    let first_level = inputs.site.topics().iter().enumerate().filter(|(_, t)| t.parent.is_none());
    let mut topics: Vec<TopicCount> = first_level
        .filter_map(|(index, _)| {
            Some(TopicCount {
                title: inputs.site.topic_name(index, section.language).to_owned(),
                url: thing_url(section, Kind::Topic, index)?,
                count: section.briefings_of(Thing { kind: Kind::Topic, index }).len(),
            })
        })
        .collect();
    section.locale.sort_by_key(&mut topics, |t| &t.title);
    topics
}
