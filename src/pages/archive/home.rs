//! The home page of each language: the featured or newest briefing leads, then the newest by date.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::cards::thing_url;
use crate::pages::shared::dates::Dates;
use crate::pages::shared::held::{Briefings, Language};
use crate::pages::shared::json_ld::types::{Node, Thing, Work};
use crate::pages::shared::parts::{Brief, Card, Head};
use crate::pages::{Emitter, Output, PageContext, Template, View};
use crate::site::{EntityId, Index, LocalizedSite};

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

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    for local in &cx.site.localized {
        let newest = &local.briefings()[local.briefings().len().saturating_sub(NEWEST)..];
        let lead = lead(cx, local).map(|index| EntityId { kind: Kind::Briefing, index });
        let held = (Language(local.language), lead, Briefings(newest));
        let output = Output::made_from(cx, cx.address(local, ""), local.language, held, |cx, _, (language, lead, newest)| {
            View::page("index.html", view(cx, cx.local(*language), lead.map(|thing| thing.index), newest.0))
        });
        outputs.push(output.listed());
    }
}

fn view(cx: PageContext<'_>, local: &LocalizedSite, lead: Option<Index>, newest: &[Index]) -> HomeView {
    let site = cx.site;
    let mut head = cx.head(local, "home", None, "", &|_| true);
    head.breadcrumbs.clear();
    head.feeds.extend(cx.calendar_file(local, None, "", &cx.labels.text(local.language, "calendar")));
    head.description =
        site.config().description.as_ref().map(|d| d.get(&site.config().languages[local.language], site.config().default_language()).0.to_owned());
    let titles = || lead.iter().chain(newest.iter().rev().filter(|other| Some(**other) != lead)).map(|briefing| site.title(*briefing, local.language));
    head.description = head.description.or_else(|| summed_up(local, "", titles()));
    let title = site.config().title.get(&site.config().languages[local.language], site.config().default_language()).0;
    let website = Work {
        thing: Thing { name: Some(title.to_owned()), url: Some(head.permalink.clone()), ..cx.work(local, &head).thing },
        is_part_of: Vec::new(),
        publisher: vec![cx.publisher(local)],
        license: cx.license(),
        ..cx.work(local, &head)
    };
    HomeView {
        head: cx.describing(head, vec![Node::WebSite(website)]),
        page: Home {
            lead: lead.map(|i| cx.card(local, i)),
            items: newest.iter().rev().filter(|i| Some(**i) != lead).map(|i| cx.card(local, *i)).collect(),
            latest_edition: cx.latest_edition(local),
            dates: cx.dates_ahead(local, None, ""),
            topics: topics(cx, local),
            archive_url: (site.config().outputs.archive && !newest.is_empty()).then(|| cx.url(local, "briefings/")),
        },
    }
}

/// How many days older than the newest briefing one may be that leads because it is featured.
const FEATURED: i32 = 60;

/// The newest featured briefing of the last weeks, else the newest. Counted from the newest briefing and not from today, so that
/// the page is the same on whatever day it is built.
fn lead(cx: PageContext<'_>, local: &LocalizedSite) -> Option<Index> {
    let newest = *local.briefings().last()?;
    let day = |index: Index| cx.site.briefing(index).date.civil();
    let is_recent = |index: &&Index| (day(newest) - day(**index)).get_days() <= FEATURED;
    let featured = local.briefings().iter().rev().take_while(is_recent).find(|i| cx.site.briefing(**i).shared().featured);
    Some(featured.copied().unwrap_or(newest))
}

/// Topics of the first level, by name.
fn topics(cx: PageContext<'_>, local: &LocalizedSite) -> Vec<TopicCount> {
    let first_level = cx.site.topics().iter().enumerate().filter(|(_, t)| t.parent.is_none());
    let mut topics: Vec<TopicCount> = first_level
        .filter_map(|(index, _)| {
            Some(TopicCount {
                title: cx.site.topic_name(index, local.language).to_owned(),
                url: thing_url(local, Kind::Topic, index)?,
                count: local.briefings_of(EntityId { kind: Kind::Topic, index }).len(),
            })
        })
        .collect();
    local.locale.sort_by_key(&mut topics, |t| &t.title);
    topics
}
