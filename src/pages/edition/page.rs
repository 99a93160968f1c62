//! Editions: their index, a page for each, its newsletter in three forms, and their feed.
//!
//! What an edition says stays as it was on its day: dates ahead and corrections come only from briefings that were there by
//! then, so that a new briefing changes no old edition.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::gathered::{Correction, Gathered, briefing, figures, gather};
use super::letter::{self, Envelope, NewsletterForm};
use super::newsletter;
use crate::content::{Certainty, Kind};
use crate::pages::feeds::emitter;
use crate::pages::feeds::feed::{Entry, Feed};
use crate::pages::output::{Listed, Menu};
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::cards::thing_url;
use crate::pages::shared::held::{Language, hashed_by_value};
use crate::pages::shared::json_ld::reference;
use crate::pages::shared::json_ld::types::{Node, Work};
use crate::pages::shared::parts::{Brief, Card, Head, Link};
use crate::pages::{BodyRenderer, Emitter, Output, PageContext, Template, View};
use crate::site::{Briefing, Edition, EntityId, EntryId, FigurePart, Form, Index, Known, LocalizedSite, Vantage};
use crate::values::Date;

/// Entries in the feed.
const NEWEST: usize = 20;

/// What the template `editions.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct EditionsView {
    head: Head,
    page: Editions,
}

#[derive(Debug, Serialize, Deserialize)]
struct Editions {
    title: String,
    years: Vec<Year>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Year {
    date: String,
    items: Vec<EditionEntry>,
}

/// An edition in a list.
#[derive(Debug, Serialize, Deserialize)]
struct EditionEntry {
    title: String,
    url: String,
    date: String,
    period: Option<String>,
    summary: Option<String>,
}

/// What the template `edition.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct EditionView {
    head: Head,
    page: EditionPage,
}

#[derive(Debug, Serialize, Deserialize)]
struct EditionPage {
    title: String,
    url: String,
    permalink: String,
    date: String,
    period: Option<String>,
    summary: Option<String>,
    content: crate::pages::Html,
    lead: Option<Card>,
    key_points: Vec<String>,
    figures: Vec<Glance>,
    items: Vec<Card>,
    dates_ahead: Vec<Ahead>,
    corrections: Vec<Corrected>,
    newsletter: Letters,
    previous: Option<Link>,
    next: Option<Link>,
}

/// A figure at a glance.
#[derive(Debug, Serialize, Deserialize)]
struct Glance {
    title: String,
    url: Option<String>,
    value: Option<String>,
    change: Option<String>,
    when: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Ahead {
    date: String,
    end: Option<String>,
    title: String,
    label: Option<String>,
    since: Option<Link>,
    url: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Corrected {
    date: String,
    title: String,
    url: String,
    note: String,
}

/// The addresses of the newsletter's forms.
#[derive(Debug, Serialize, Deserialize)]
struct Letters {
    html: String,
    text: String,
    message: String,
}

/// A file of an edition's newsletter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::pages) enum Letter {
    Html,
    Text,
    Message,
}

hashed_by_value!(Letter);

impl Letter {
    const ALL: [Self; 3] = [Self::Html, Self::Text, Self::Message];

    fn file(self) -> &'static str {
        match self {
            Self::Html => "newsletter.html",
            Self::Text => "newsletter.txt",
            Self::Message => "newsletter.eml",
        }
    }
}

pub(in crate::pages) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[
        Template::of::<EditionsView>("editions.html"),
        Template::of::<EditionView>("edition.html"),
        Template::of::<letter::NewsletterView>(letter::TEMPLATE),
    ],
    labels: &[
        "editions",
        "feed-atom",
        "newsletter-lead",
        "newsletter-figures",
        "newsletter-briefings",
        "newsletter-more",
        "newsletter-dates-ahead",
        "newsletter-corrections",
        "newsletter-web",
        "newsletter-feed",
    ],
};

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    let on = &cx.site.config().outputs;
    for local in cx.site.localized.iter().filter(|s| on.editions && !s.editions().is_empty()) {
        let language = local.language;
        let gathered: Vec<Arc<Gathered>> = gather(cx, local).into_iter().map(Arc::new).collect();
        let led: Vec<Led> = gathered.iter().map(|g| (EntityId { kind: Kind::Edition, index: g.edition }, g.lead.map(briefing))).collect();
        if on.feeds {
            let newest = led[led.len().saturating_sub(NEWEST)..].to_vec();
            emitter::formats(cx, local, "editions/", newest, outputs, |cx, renderer, local, path, newest| editions_feed(cx, renderer, local, path, newest));
        }
        let index = Output::made_from(cx, cx.address(local, "editions/"), language, (Language(language), led), |cx, _, (language, led)| {
            View::page("editions.html", index(cx, cx.local(*language), led))
        });
        outputs.push(index.listed().in_menu(Menu::Main, "editions"));
        for gathered in gathered {
            let node = cx.site.edition(gathered.edition);
            let origin = &node.version(language).unwrap_or_else(|| node.original()).document.path;
            for letter in Letter::ALL {
                let held = (Language(language), Arc::clone(&gathered), letter);
                let address = cx.address(local, &format!("{}{}", path(node), letter.file()));
                let output = Output::made_from(cx, address, language, held, |cx, renderer, (language, gathered, letter)| {
                    let local = cx.local(*language);
                    View::Newsletter(Box::new(newsletter::view(cx, renderer, local, gathered)), form(cx, local, gathered, *letter))
                });
                outputs.push(output.of(origin));
            }
            let (address, listed) = (cx.address(local, &path(node)), Listed { year: None, modified: node.shared().date });
            let page = Output::made_from(cx, address, language, (Language(language), gathered), |cx, renderer, (language, gathered)| {
                View::page("edition.html", view(cx, renderer, cx.local(*language), gathered))
            });
            outputs.push(Output { listed: Some(listed), ..page.of(origin) });
        }
    }
}

/// An edition and the briefing that leads it.
type Led = (EntityId, Option<EntityId>);

fn path(edition: &Edition) -> String {
    format!("editions/{}/", edition.id)
}

/// The form of an edition's letter.
fn form(cx: PageContext<'_>, local: &LocalizedSite, gathered: &Gathered, letter: Letter) -> NewsletterForm {
    let config = cx.site.config();
    match letter {
        Letter::Html => NewsletterForm::Html,
        Letter::Text => NewsletterForm::Text,
        Letter::Message => NewsletterForm::Message(Envelope {
            id: cx.site.edition(gathered.edition).id.clone(),
            host: config.feed_authority.split_once(',').map_or(config.feed_authority.as_str(), |(host, _)| host).to_owned(),
            date: gathered.date.begins(&config.time_zone).strftime("%a, %d %b %Y %H:%M:%S %z").to_string(),
            language: config.languages[local.language].tag().to_owned(),
        }),
    }
}

impl PageContext<'_> {
    /// The day of an edition.
    pub(super) fn day(self, edition: Index) -> Date {
        // An edition without a date is an error of its own, which stops the build before any page is made.
        self.site.edition(edition).shared().date.unwrap_or_else(|| jiff::civil::date(1970, 1, 1).into())
    }

    /// The newest edition, in one line.
    pub(in crate::pages) fn latest_edition(self, local: &LocalizedSite) -> Option<Brief> {
        let &newest = local.editions().last().filter(|_| self.site.config().outputs.editions)?;
        let Link { title, url } = self.edition_link(local, newest)?;
        Some(Brief { title, url, date: self.day(newest).to_string() })
    }

    fn edition_link(self, local: &LocalizedSite, index: Index) -> Option<Link> {
        let title = self.site.edition_title(index, local.language).to_owned();
        Some(Link { title, url: thing_url(local, Kind::Edition, index)? })
    }

    /// What an edition of the day `date` knows of a dated event, and whether that may still move, in a word.
    pub(in crate::pages) fn known_on(self, local: &LocalizedSite, item: EntryId, date: Date) -> (Known, Option<String>) {
        let known = self.site.event_known_from(item, Vantage { day: Some(date), briefing: None });
        let provisional = known.certainty == Certainty::Provisional;
        (known, provisional.then(|| self.labels.text(local.language, "certainty-provisional")))
    }

    /// The period of an edition in words.
    fn edition_period(self, local: &LocalizedSite, edition: Index) -> Option<String> {
        let (from, to) = self.site.edition(edition).shared().span()?;
        Some(local.locale.period(from.civil(), to.civil()))
    }

    /// An edition in one sentence: the one for mail, else the title of what leads it.
    fn edition_summary(self, local: &LocalizedSite, edition: Index, lead: Option<Index>) -> Option<String> {
        let version = self.site.edition(edition).version(local.language)?;
        let given = Edition::fields(version).preheader.as_ref().map(ToString::to_string);
        given.or_else(|| lead.map(|lead| self.site.title(lead, local.language).to_owned()))
    }
}

fn index(cx: PageContext<'_>, local: &LocalizedSite, all: &[Led]) -> EditionsView {
    let entry = |(edition, lead): &Led| {
        let edition = edition.index;
        let Link { title, url } = cx.edition_link(local, edition)?;
        Some(EditionEntry {
            title,
            url,
            date: cx.day(edition).to_string(),
            period: cx.edition_period(local, edition),
            summary: cx.edition_summary(local, edition, lead.map(|lead| lead.index)),
        })
    };
    let year = |editions: &[Led]| Year { date: cx.day(editions[0].0.index).to_string(), items: editions.iter().rev().filter_map(entry).collect() };
    let years = all.chunk_by(|(a, _), (b, _)| cx.day(a.index).year() == cx.day(b.index).year());
    let title = cx.labels.text(local.language, "editions");
    let mut head = cx.head(local, "editions", Some(title.clone()), "editions/", &|s| !s.editions().is_empty());
    head.feeds = cx.feeds(local, "editions/", &title);
    let years: Vec<Year> = years.rev().map(year).collect();
    head.description = summed_up(local, &title, years.iter().flat_map(|year| &year.items).map(|entry| entry.title.as_str()));
    EditionsView { head: cx.collection(local, head), page: Editions { title, years } }
}

fn view(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, gathered: &Gathered) -> EditionView {
    let (site, language, edition) = (cx.site, local.language, gathered.edition);
    let node = site.edition(edition);
    let version = node.version(language).unwrap_or_else(|| node.original());
    let title = site.edition_title(edition, language).to_owned();
    let base = path(node);
    let mut head = cx.head(local, "edition", Some(title.clone()), &base, &|s| s.has(Kind::Edition, edition));
    head.breadcrumbs.push(cx.labelled(local, "editions", "editions/"));
    head.feeds = cx.feeds(local, "editions/", &cx.labels.text(language, "editions"));
    head.description = cx.edition_summary(local, edition, gathered.lead);
    head.published = Some(gathered.date.to_string());
    let file = |name: &str| cx.url(local, &format!("{base}{name}"));
    let neighbour = |edition: Option<Index>| cx.edition_link(local, edition?);
    let points = gathered.lead.and_then(|lead| site.briefing(lead).version(language));
    let point = |renderer: &mut dyn BodyRenderer, version, i: usize| cx.inline(renderer, version, &format!("key_points[{i}]"), language);
    let page = EditionPage {
        url: head.url.clone(),
        permalink: head.permalink.clone(),
        date: gathered.date.to_string(),
        period: cx.edition_period(local, edition),
        summary: Edition::fields(version).preheader.as_ref().map(ToString::to_string),
        content: cx.body(renderer, version, language, Form::Url, &head.permalink),
        lead: gathered.lead.map(|lead| cx.card(local, lead)),
        key_points: points.map(|v| (0..Briefing::fields(v).key_points.len()).map(|i| point(renderer, v, i)).collect()).unwrap_or_default(),
        figures: figures(cx, gathered).iter().map(|item| glance(cx, local, *item)).collect(),
        items: gathered.others.iter().map(|i| cx.card(local, *i)).collect(),
        dates_ahead: gathered.dates.iter().map(|item| ahead(cx, local, *item, gathered.date)).collect(),
        corrections: gathered.corrections.iter().map(|c| corrected(cx, renderer, local, c)).collect(),
        newsletter: Letters { html: file("newsletter.html"), text: file("newsletter.txt"), message: file("newsletter.eml") },
        previous: neighbour(gathered.around.0),
        next: neighbour(gathered.around.1),
        title,
    };
    let parts = page.lead.iter().chain(&page.items).map(|card| reference(&cx.full(&card.url))).collect();
    let issue =
        Work { date_published: head.published.clone(), publisher: vec![cx.publisher(local)], license: cx.license(), has_part: parts, ..cx.work(local, &head) };
    EditionView { head: cx.describing(head, vec![Node::PublicationIssue(issue)]), page }
}

/// A figure at a glance. What corrected it later is told on the page of its briefing.
fn glance(cx: PageContext<'_>, local: &LocalizedSite, item: EntryId) -> Glance {
    let (site, language) = (cx.site, local.language);
    Glance {
        title: site.figure_name(item, language).to_owned(),
        url: site.figure_node(item).indicator.and_then(|index| thing_url(local, Kind::Indicator, index)),
        value: Some(site.figure_words(item, FigurePart::Value, language)).filter(|words| !words.is_empty()),
        change: site.change_beside(item, language),
        when: cx.when(local, item),
    }
}

fn ahead(cx: PageContext<'_>, local: &LocalizedSite, item: EntryId, date: Date) -> Ahead {
    let (known, label) = cx.known_on(local, item, date);
    let since = cx.site.date_since(item, Vantage { day: Some(date), briefing: None }, local.language, Form::Url);
    Ahead {
        date: known.date.to_string(),
        end: known.end.map(|day| day.to_string()),
        title: cx.date_title(local, item),
        label,
        since: since.map(|(title, url)| Link { title, url }),
        url: cx.site.event_address(item, local.language, Form::Url).unwrap_or_default(),
    }
}

fn corrected(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, correction: &Correction) -> Corrected {
    let EntryId { briefing: index, index: update } = correction.update;
    let briefing = cx.site.briefing(index);
    Corrected {
        date: correction.date.to_string(),
        title: cx.site.title(index, local.language).to_owned(),
        url: thing_url(local, Kind::Briefing, index).unwrap_or_default(),
        note: cx.inline(renderer, briefing.original(), &format!("updates[{update}].note"), local.language),
    }
}

/// The feed of a localized site's editions, each with its editor's note.
fn editions_feed(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, file: &str, newest: &[Led]) -> Feed {
    let (site, config) = (cx.site, cx.site.config());
    let language = &config.languages[local.language];
    let name = config.title.get(language, config.default_language()).0.to_owned();
    let mut entry = |(edition, lead): &Led| {
        let (edition, lead) = (edition.index, lead.map(|lead| lead.index));
        let node = site.edition(edition);
        let version = node.version(local.language).unwrap_or_else(|| node.original());
        let permalink = cx.address(local, &path(node)).permalink(config);
        Entry {
            id: emitter::tag(cx, local, &path(node)),
            title: site.edition_title(edition, local.language).to_owned(),
            published: cx.begins(cx.day(edition)),
            updated: cx.begins(cx.day(edition)),
            summary: cx.edition_summary(local, edition, lead).unwrap_or_default(),
            content: (!version.document.outline.empty).then(|| cx.body(renderer, version, local.language, Form::Permalink, &permalink)),
            updates: Vec::new(),
            authors: Vec::new(),
            categories: Vec::new(),
            permalink,
        }
    };
    let entries: Vec<Entry> = newest.iter().rev().map(&mut entry).collect();
    Feed {
        id: emitter::tag(cx, local, "editions/"),
        title: format!("{} – {name}", cx.labels.text(local.language, "editions")),
        subtitle: None,
        author: emitter::author(cx, local),
        license: emitter::license(cx),
        language: language.tag().to_owned(),
        address: cx.address(local, file).permalink(config),
        page: cx.address(local, "editions/").permalink(config),
        updated: cx.changed(newest.iter().map(|(edition, _)| cx.day(edition.index)).max()),
        entries,
    }
}
