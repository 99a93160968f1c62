//! Editions: their index, a page for each, its newsletter in three forms, and their feed.
//!
//! What an edition says stays as it was on its day: dates ahead and corrections come only from briefings that were there by
//! then, so that a new briefing changes no old edition.

use std::ops::{Bound, RangeBounds as _};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::cards::thing_url;
use super::feed::{self, Entry, Feed};
use super::newsletter::{self, Envelope, NewsletterForm};
use super::output::{Listed, Menu};
use super::parts::{Brief, Card, Head, Link};
use super::{Emitter, Inputs, Output, Prose, Template, View};
use crate::content::{Certainty, Kind, UpdateKind};
use crate::site::{Briefing, Edition, FigurePart, Form, Index, Item, Known, Section, Vantage};
use crate::values::Date;

/// Figures of the leading briefing.
const FIGURES: usize = 6;

/// With fewer figures that have a value, those that have but a change are shown too.
const ENOUGH: usize = 3;

/// Dates ahead.
const DATES: usize = 10;

/// Entries in the feed.
const NEWEST: usize = 20;

/// What the template `editions.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EditionsView {
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
pub(super) struct EditionView {
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
    content: super::Html,
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

/// What an edition gathers.
#[derive(Debug)]
pub(super) struct Gathered {
    /// The edition.
    pub(super) edition: Index,
    /// Its day.
    pub(super) date: Date,
    /// The briefing that leads.
    pub(super) lead: Option<Index>,
    /// The other briefings, the newest first.
    pub(super) others: Vec<Index>,
    /// Figures of the one that leads.
    pub(super) figures: Vec<Item>,
    /// What is to come after its day, the next first.
    pub(super) dates: Vec<Item>,
    /// What was corrected in its period, the newest first.
    pub(super) corrections: Vec<Correction>,
}

/// A correction of a briefing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Correction {
    /// When it was made.
    pub(super) date: Date,
    /// The briefing.
    pub(super) briefing: Index,
    /// Which one of the briefing's updates.
    pub(super) update: usize,
}

/// Makes a view from what an edition gathers.
type Maker<'s> = Box<dyn Fn(&mut dyn Prose, &Gathered) -> View + Send + Sync + 's>;

pub(super) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[
        Template::of::<EditionsView>("editions.html"),
        Template::of::<EditionView>("edition.html"),
        Template::of::<newsletter::NewsletterView>(newsletter::TEMPLATE),
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

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    let on = &inputs.site.config().outputs;
    for section in inputs.site.sections.iter().filter(|s| on.editions && !s.editions().is_empty()) {
        let language = section.language;
        outputs.push(
            Output::new(inputs.address(section, "editions/"), language, move |_: &mut dyn Prose| View::page("editions.html", index(inputs, section)))
                .listed()
                .in_menu(Menu::Main, "editions"),
        );
        if on.feeds {
            feed::formats(inputs, section, "editions/", (), outputs, |inputs, prose, section, path, ()| editions_feed(inputs, prose, section, path));
        }
        let corrections: Arc<[Correction]> = corrections(inputs, section).into();
        for (position, &edition) in section.editions().iter().enumerate() {
            let node = &inputs.site.editions()[edition];
            let origin = &node.version(language).unwrap_or_else(|| node.original()).document.path;
            let mut push = |path: String, listed: Option<Listed>, make: Maker<'s>| {
                let corrections = Arc::clone(&corrections);
                let gathered = move || gather(inputs, section, position, &corrections);
                let output = Output::new(inputs.address(section, &path), language, move |prose: &mut dyn Prose| make(prose, &gathered())).of(origin);
                outputs.push(Output { listed, ..output });
            };
            let page = path(node);
            push(
                page.clone(),
                Some(Listed { year: None, modified: node.shared().date }),
                Box::new(move |prose, gathered| View::page("edition.html", view(inputs, prose, section, position, gathered))),
            );

            for (file, form) in letters(inputs, section, edition) {
                let letter = move |prose: &mut dyn Prose, gathered: &Gathered| {
                    View::Newsletter(Box::new(newsletter::view(inputs, prose, section, gathered)), form.clone())
                };
                push(format!("{page}{file}"), None, Box::new(letter));
            }
        }
    }
}

fn path(edition: &Edition) -> String {
    format!("editions/{}/", edition.id)
}

/// The files of an edition's newsletter.
fn letters(inputs: Inputs<'_>, section: &Section, edition: Index) -> [(&'static str, NewsletterForm); 3] {
    let (config, node) = (inputs.site.config(), &inputs.site.editions()[edition]);
    let host = config.feed_authority.split_once(',').map_or(config.feed_authority.as_str(), |(host, _)| host);
    let envelope = Envelope {
        id: node.id.clone(),
        host: host.to_owned(),
        date: inputs.day(edition).begins(&config.time_zone).strftime("%a, %d %b %Y %H:%M:%S %z").to_string(),
        language: config.languages[section.language].tag().to_owned(),
    };
    [("newsletter.html", NewsletterForm::Html), ("newsletter.txt", NewsletterForm::Text), ("newsletter.eml", NewsletterForm::Message(envelope))]
}

/// The corrections of all listed briefings, the newest first.
fn corrections(inputs: Inputs<'_>, section: &Section) -> Vec<Correction> {
    let mut all = Vec::new();
    for &briefing in section.briefings() {
        let updates = inputs.site.briefing(briefing).shared().updates.iter().enumerate().filter(|(_, u)| u.kind == UpdateKind::Correction);
        all.extend(updates.filter_map(|(update, fields)| Some(Correction { date: fields.date?, briefing, update })));
    }
    all.sort_by_key(|c| std::cmp::Reverse((c.date, c.briefing, c.update)));
    all
}

/// What the edition at `position` of a section gathers, of its briefings and of `corrections`.
fn gather(inputs: Inputs<'_>, section: &Section, position: usize, corrections: &[Correction]) -> Gathered {
    let (site, edition) = (inputs.site, section.editions()[position]);
    let date = inputs.day(edition);
    let known = |briefing: Index| site.briefing(briefing).date <= date;
    let mut briefings = site.edition_briefings(section, edition);
    // Without a period of its own, an edition follows on the one before it.
    let before = position.checked_sub(1).map(|i| Bound::Excluded(inputs.day(section.editions()[i])));
    let oldest = briefings.first().map(|i| Bound::Included(site.briefing(*i).date));
    let period = match site.editions()[edition].shared().span() {
        Some((from, to)) => (Bound::Included(from), Bound::Included(to)),
        None => (before.or(oldest).unwrap_or(Bound::Unbounded), Bound::Included(date)),
    };
    let lead = site.edition_lead(edition, &briefings);
    briefings.retain(|i| Some(*i) != lead);
    briefings.reverse();
    Gathered {
        edition,
        date,
        lead,
        others: briefings,
        figures: lead.map(|lead| figures(inputs, lead)).unwrap_or_default(),
        dates: dates_ahead(inputs, section, date),
        corrections: corrections.iter().filter(|c| period.contains(&c.date) && known(c.briefing)).copied().collect(),
    }
}

/// The first figures of a briefing, those that have a value before those that have none.
fn figures(inputs: Inputs<'_>, briefing: Index) -> Vec<Item> {
    let all = (0..inputs.site.briefing(briefing).figures.len()).map(|index| Item { briefing, index });
    let (mut valued, changes): (Vec<Item>, Vec<Item>) = all.partition(|item| inputs.site.figure(*item).value.is_some());
    valued.truncate(FIGURES);
    let room = ENOUGH.saturating_sub(valued.len());
    valued.extend(changes.into_iter().take(room));
    valued
}

/// What comes after `date`, as briefings of that day or before it say. What two of them say is told once.
fn dates_ahead(inputs: Inputs<'_>, section: &Section, date: Date) -> Vec<Item> {
    let site = inputs.site;
    let from = Vantage { day: Some(date), briefing: None };
    let known = |item: Item| site.event_known_from(item, from);
    // Most dates are what they were, and in order; those that later briefings speak of are looked at one by one.
    let updated: Vec<Item> = site.updated_events().filter(|item| section.holds_event(*item)).collect();
    let start = section.events().partition_point(|item| site.event_date(*item) <= date);
    let as_ever = section.events()[start..].iter().copied().filter(|item| updated.binary_search(item).is_err());
    let stands = |item: &Item| {
        let known = known(*item);
        site.briefing(item.briefing).date <= date && known.date > date && known.certainty != Certainty::Cancelled
    };
    let mut ahead: Vec<Item> = Vec::new();
    let add = |ahead: &mut Vec<Item>, item: Item| {
        let same = |other: &Item| known(*other).date == known(item).date && inputs.date_title(section, *other) == inputs.date_title(section, item);
        if !ahead.iter().any(same) {
            ahead.push(item);
        }
    };
    for item in as_ever.filter(stands) {
        add(&mut ahead, item);
        if ahead.len() == DATES {
            break;
        }
    }
    if !updated.is_empty() {
        let mut all: Vec<Item> = ahead.drain(..).chain(updated.iter().copied().filter(stands)).collect();
        all.sort_by_key(|item| (known(*item).date, *item));
        all.into_iter().for_each(|item| add(&mut ahead, item));
        ahead.truncate(DATES);
    }
    ahead
}

impl Inputs<'_> {
    /// The day of an edition.
    fn day(self, edition: Index) -> Date {
        // An edition without a date is an error of its own, which stops the build before any page is made.
        self.site.editions()[edition].shared().date.unwrap_or_else(|| jiff::civil::date(1970, 1, 1).into())
    }

    /// The newest edition, in one line.
    pub(super) fn latest_edition(self, section: &Section) -> Option<Brief> {
        let &newest = section.editions().last().filter(|_| self.site.config().outputs.editions)?;
        let Link { title, url } = self.edition_link(section, newest)?;
        Some(Brief { title, url, date: self.day(newest).to_string() })
    }

    fn edition_link(self, section: &Section, index: Index) -> Option<Link> {
        let title = self.site.edition_title(index, section.language).to_owned();
        Some(Link { title, url: thing_url(section, Kind::Edition, index)? })
    }

    /// What an edition of the day `date` knows of a dated event, and whether that may still move, in a word.
    pub(super) fn known_on(self, section: &Section, item: Item, date: Date) -> (Known, Option<String>) {
        let known = self.site.event_known_from(item, Vantage { day: Some(date), briefing: None });
        let provisional = known.certainty == Certainty::Provisional;
        (known, provisional.then(|| self.labels.text(section.language, "certainty-provisional")))
    }

    /// The period of an edition in words.
    fn edition_period(self, section: &Section, edition: Index) -> Option<String> {
        let (from, to) = self.site.editions()[edition].shared().span()?;
        Some(section.locale.period(from.civil(), to.civil()))
    }

    /// An edition in one sentence: the one for mail, else the title of what leads it.
    fn edition_summary(self, section: &Section, edition: Index) -> Option<String> {
        let version = self.site.editions()[edition].version(section.language)?;
        let lead = || self.site.edition_lead(edition, &self.site.edition_briefings(section, edition));
        let given = Edition::fields(version).preheader.as_ref().map(ToString::to_string);
        given.or_else(|| lead().map(|lead| self.site.title(lead, section.language).to_owned()))
    }
}

fn index(inputs: Inputs<'_>, section: &Section) -> EditionsView {
    let entry = |&edition: &Index| {
        let Link { title, url } = inputs.edition_link(section, edition)?;
        Some(EditionEntry {
            title,
            url,
            date: inputs.day(edition).to_string(),
            period: inputs.edition_period(section, edition),
            summary: inputs.edition_summary(section, edition),
        })
    };
    let year = |editions: &[Index]| Year { date: inputs.day(editions[0]).to_string(), items: editions.iter().rev().filter_map(entry).collect() };
    let years = section.editions().chunk_by(|a, b| inputs.day(*a).year() == inputs.day(*b).year());
    let title = inputs.labels.text(section.language, "editions");
    let mut head = inputs.head(section, "editions", Some(title.clone()), "editions/", &|s| !s.editions().is_empty());
    head.feeds = inputs.feeds(section, "editions/", &title);
    EditionsView { head, page: Editions { title, years: years.rev().map(year).collect() } }
}

fn view(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, position: usize, gathered: &Gathered) -> EditionView {
    let (site, language, edition) = (inputs.site, section.language, gathered.edition);
    let node = &site.editions()[edition];
    let version = node.version(language).unwrap_or_else(|| node.original());
    let title = site.edition_title(edition, language).to_owned();
    let base = path(node);
    let mut head = inputs.head(section, "edition", Some(title.clone()), &base, &|s| s.has(Kind::Edition, edition));
    head.breadcrumbs.push(inputs.labelled(section, "editions", "editions/"));
    head.feeds = inputs.feeds(section, "editions/", &inputs.labels.text(language, "editions"));
    head.description = inputs.edition_summary(section, edition);
    head.published = Some(gathered.date.to_string());
    let file = |name: &str| inputs.url(section, &format!("{base}{name}"));
    let neighbour = |at: Option<usize>| at.and_then(|i| inputs.edition_link(section, *section.editions().get(i)?));
    let points = gathered.lead.and_then(|lead| site.briefing(lead).version(language));
    let point = |prose: &mut dyn Prose, version, i: usize| inputs.inline(prose, version, &format!("key_points[{i}]"), language);
    let page = EditionPage {
        url: head.url.clone(),
        permalink: head.permalink.clone(),
        date: gathered.date.to_string(),
        period: inputs.edition_period(section, edition),
        summary: Edition::fields(version).preheader.as_ref().map(ToString::to_string),
        content: inputs.body(prose, version, language, Form::Url, &head.permalink),
        lead: gathered.lead.map(|lead| inputs.card(section, lead)),
        key_points: points.map(|v| (0..Briefing::fields(v).key_points.len()).map(|i| point(prose, v, i)).collect()).unwrap_or_default(),
        figures: gathered.figures.iter().map(|item| glance(inputs, section, *item)).collect(),
        items: gathered.others.iter().map(|i| inputs.card(section, *i)).collect(),
        dates_ahead: gathered.dates.iter().map(|item| ahead(inputs, section, *item, gathered.date)).collect(),
        corrections: gathered.corrections.iter().map(|c| corrected(inputs, prose, section, c)).collect(),
        newsletter: Letters { html: file("newsletter.html"), text: file("newsletter.txt"), message: file("newsletter.eml") },
        previous: neighbour(position.checked_sub(1)),
        next: neighbour(Some(position + 1)),
        title,
    };
    EditionView { head, page }
}

/// A figure at a glance. What corrected it later is told on the page of its briefing.
fn glance(inputs: Inputs<'_>, section: &Section, item: Item) -> Glance {
    let (site, language) = (inputs.site, section.language);
    let words = |part| Some(site.figure_words(item, part, language)).filter(|words| !words.is_empty());
    Glance {
        title: site.figure_name(item, language).to_owned(),
        url: site.figure_node(item).indicator.and_then(|index| thing_url(section, Kind::Indicator, index)),
        value: words(FigurePart::Value),
        change: words(FigurePart::Change),
        when: inputs.when(section, item),
    }
}

fn ahead(inputs: Inputs<'_>, section: &Section, item: Item, date: Date) -> Ahead {
    let (known, label) = inputs.known_on(section, item, date);
    let since = inputs.site.date_since(item, Vantage { day: Some(date), briefing: None }, section.language, Form::Url);
    Ahead {
        date: known.date.to_string(),
        end: known.end.map(|day| day.to_string()),
        title: inputs.date_title(section, item),
        label,
        since: since.map(|(title, url)| Link { title, url }),
        url: inputs.site.event_address(item, section.language, Form::Url).unwrap_or_default(),
    }
}

fn corrected(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, correction: &Correction) -> Corrected {
    let briefing = inputs.site.briefing(correction.briefing);
    Corrected {
        date: correction.date.to_string(),
        title: inputs.site.title(correction.briefing, section.language).to_owned(),
        url: thing_url(section, Kind::Briefing, correction.briefing).unwrap_or_default(),
        note: inputs.inline(prose, briefing.original(), &format!("updates[{}].note", correction.update), section.language),
    }
}

/// The feed of a section's editions, each with its editor's note.
fn editions_feed(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, file: &str) -> Feed {
    let (site, config) = (inputs.site, inputs.site.config());
    let language = &config.languages[section.language];
    let name = config.title.get(language, config.default_language()).0.to_owned();
    let newest = &section.editions()[section.editions().len().saturating_sub(NEWEST)..];
    let mut entry = |&edition: &Index| {
        let node = &site.editions()[edition];
        let version = node.version(section.language).unwrap_or_else(|| node.original());
        let permalink = inputs.address(section, &path(node)).permalink(config);
        Entry {
            id: feed::tag(inputs, section, &path(node)),
            title: site.edition_title(edition, section.language).to_owned(),
            published: inputs.begins(inputs.day(edition)),
            updated: inputs.begins(inputs.day(edition)),
            summary: inputs.edition_summary(section, edition).unwrap_or_default(),
            content: (!version.document.outline.empty).then(|| inputs.body(prose, version, section.language, Form::Permalink, &permalink)),
            updates: Vec::new(),
            authors: Vec::new(),
            categories: Vec::new(),
            permalink,
        }
    };
    let entries: Vec<Entry> = newest.iter().rev().map(&mut entry).collect();
    Feed {
        id: feed::tag(inputs, section, "editions/"),
        title: format!("{} – {name}", inputs.labels.text(section.language, "editions")),
        subtitle: None,
        author: name,
        language: language.tag().to_owned(),
        address: inputs.address(section, file).permalink(config),
        page: inputs.address(section, "editions/").permalink(config),
        updated: inputs.changed(newest.iter().map(|edition| inputs.day(*edition)).max()),
        entries,
    }
}
