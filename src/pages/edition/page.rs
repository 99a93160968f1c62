//! Editions: their index, a page for each, its newsletter in three forms, and their feed.
//!
//! What an edition says stays as it was on its day: dates ahead and corrections come only from briefings that were there by
//! then, so that a new briefing changes no old edition.

use std::collections::BTreeSet;
use std::hash::DefaultHasher;
use std::ops::{Bound, RangeBounds as _};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::newsletter::{self, Envelope, NewsletterForm};
use crate::content::{Certainty, Kind, UpdateKind};
use crate::pages::feeds::feed;
use crate::pages::feeds::feed::{Entry, Feed};
use crate::pages::output::{Listed, Menu};
use crate::pages::shared::cards::thing_url;
use crate::pages::shared::held::{Briefings, Language};
use crate::pages::shared::parts::{Brief, Card, Head, Link};
use crate::pages::{Emitter, Inputs, Output, Prose, Template, View};
use crate::site::{Briefing, Edition, FigurePart, Form, Identify, Identities, Index, Item, Known, Section, Thing, Vantage};
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

/// What an edition gathers. Its page and its letters hold this: the plan looks for it in the lists of the whole digest, which
/// change with every briefing.
#[derive(Debug)]
pub(in crate::pages) struct Gathered {
    /// The edition.
    pub(in crate::pages) edition: Index,
    /// Its day.
    pub(in crate::pages) date: Date,
    /// The briefing that leads.
    pub(in crate::pages) lead: Option<Index>,
    /// The other briefings, the newest first.
    pub(in crate::pages) others: Vec<Index>,
    /// What is to come after its day, the next first.
    pub(in crate::pages) dates: Vec<Item>,
    /// What was corrected in its period, the newest first.
    pub(in crate::pages) corrections: Vec<Correction>,
    /// The editions before and after it.
    around: (Option<Index>, Option<Index>),
}

impl Identify for Gathered {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { edition, date, lead, others, dates, corrections, around } = self;
        let thing = |index: Index| Thing { kind: Kind::Edition, index };
        (thing(*edition), *date, lead.map(briefing), Briefings(others)).feed(names, to);
        (dates, corrections, around.0.map(thing), around.1.map(thing)).feed(names, to);
    }
}

/// A correction of a briefing.
#[derive(Debug, Clone, Copy)]
pub(in crate::pages) struct Correction {
    /// When it was made.
    pub(in crate::pages) date: Date,
    /// The briefing, and which one of its updates.
    pub(in crate::pages) update: Item,
}

impl Identify for Correction {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { date, update } = self;
        (*date, *update).feed(names, to);
    }
}

/// A file of an edition's newsletter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::pages) enum Letter {
    Html,
    Text,
    Message,
}

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

fn briefing(index: Index) -> Thing {
    Thing { kind: Kind::Briefing, index }
}

pub(in crate::pages) const EMITTER: Emitter = Emitter {
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
        let gathered: Vec<Arc<Gathered>> = gather(inputs, section).into_iter().map(Arc::new).collect();
        let led: Vec<Led> = gathered.iter().map(|g| (Thing { kind: Kind::Edition, index: g.edition }, g.lead.map(briefing))).collect();
        if on.feeds {
            let newest = led[led.len().saturating_sub(NEWEST)..].to_vec();
            feed::formats(inputs, section, "editions/", newest, outputs, |inputs, prose, section, path, newest| {
                editions_feed(inputs, prose, section, path, newest)
            });
        }
        let index = Output::made_from(inputs, inputs.address(section, "editions/"), language, (Language(language), led), |inputs, _, (language, led)| {
            View::page("editions.html", index(inputs, inputs.section(*language), led))
        });
        outputs.push(index.listed().in_menu(Menu::Main, "editions"));
        for gathered in gathered {
            let node = inputs.site.edition(gathered.edition);
            let origin = &node.version(language).unwrap_or_else(|| node.original()).document.path;
            for letter in Letter::ALL {
                let held = (Language(language), Arc::clone(&gathered), letter);
                let address = inputs.address(section, &format!("{}{}", path(node), letter.file()));
                let output = Output::made_from(inputs, address, language, held, |inputs, prose, (language, gathered, letter)| {
                    let section = inputs.section(*language);
                    View::Newsletter(Box::new(newsletter::view(inputs, prose, section, gathered)), form(inputs, section, gathered, *letter))
                });
                outputs.push(output.of(origin));
            }
            let (address, listed) = (inputs.address(section, &path(node)), Listed { year: None, modified: node.shared().date });
            let page = Output::made_from(inputs, address, language, (Language(language), gathered), |inputs, prose, (language, gathered)| {
                View::page("edition.html", view(inputs, prose, inputs.section(*language), gathered))
            });
            outputs.push(Output { listed: Some(listed), ..page.of(origin) });
        }
    }
}

/// An edition and the briefing that leads it.
type Led = (Thing, Option<Thing>);

fn path(edition: &Edition) -> String {
    format!("editions/{}/", edition.id)
}

/// The form of an edition's letter.
fn form(inputs: Inputs<'_>, section: &Section, gathered: &Gathered, letter: Letter) -> NewsletterForm {
    let config = inputs.site.config();
    match letter {
        Letter::Html => NewsletterForm::Html,
        Letter::Text => NewsletterForm::Text,
        Letter::Message => NewsletterForm::Message(Envelope {
            id: inputs.site.edition(gathered.edition).id.clone(),
            host: config.feed_authority.split_once(',').map_or(config.feed_authority.as_str(), |(host, _)| host).to_owned(),
            date: gathered.date.begins(&config.time_zone).strftime("%a, %d %b %Y %H:%M:%S %z").to_string(),
            language: config.languages[section.language].tag().to_owned(),
        }),
    }
}

/// The corrections of all listed briefings, the newest first.
fn corrections(inputs: Inputs<'_>, section: &Section) -> Vec<Correction> {
    let mut all = Vec::new();
    for &briefing in section.briefings() {
        let updates = inputs.site.briefing(briefing).shared().updates.iter().enumerate().filter(|(_, u)| u.kind == UpdateKind::Correction);
        all.extend(updates.filter_map(|(index, fields)| Some(Correction { date: fields.date?, update: Item { briefing, index } })));
    }
    all.sort_by_key(|c| std::cmp::Reverse((c.date, c.update)));
    all
}

/// What each edition of a section gathers, the oldest first.
fn gather(inputs: Inputs<'_>, section: &Section) -> Vec<Gathered> {
    let (site, editions) = (inputs.site, section.editions());
    let corrections = corrections(inputs, section);
    let mut coming = Coming::new(inputs, section);
    let one = |(position, &edition): (usize, &Index)| {
        let date = inputs.day(edition);
        let before = position.checked_sub(1).map(|at| editions[at]);
        let mut others = site.edition_briefings(section, edition);
        let oldest = others.first().map(|i| Bound::Included(site.briefing(*i).date));
        let lead = site.edition_lead(edition, &others);
        others.retain(|i| Some(*i) != lead);
        others.reverse();
        let (from, to) = match site.edition(edition).shared().span() {
            Some((from, to)) => (Bound::Included(from), to),
            // Without a period of its own, an edition follows on the one before it.
            None => (before.map(|before| Bound::Excluded(inputs.day(before))).or(oldest).unwrap_or(Bound::Unbounded), date),
        };
        let end = corrections.partition_point(|c| (from, Bound::Unbounded).contains(&c.date));
        let start = corrections.partition_point(|c| c.date > to).min(end);
        let known = |c: &&Correction| site.briefing(c.update.briefing).date <= date;
        Gathered {
            edition,
            date,
            lead,
            others,
            dates: coming.after(inputs, section, date),
            corrections: corrections[start..end].iter().filter(known).copied().collect(),
            around: (before, editions.get(position + 1).copied()),
        }
    };
    editions.iter().enumerate().map(one).collect()
}

/// The first figures of the briefing that leads, those that have a value before those that have none.
pub(in crate::pages) fn figures(inputs: Inputs<'_>, gathered: &Gathered) -> Vec<Item> {
    let Some(briefing) = gathered.lead else { return Vec::new() };
    let all = (0..inputs.site.briefing(briefing).figures.len()).map(|index| Item { briefing, index });
    let (mut valued, changes): (Vec<Item>, Vec<Item>) = all.partition(|item| inputs.site.figure(*item).value.is_some());
    valued.truncate(FIGURES);
    let room = ENOUGH.saturating_sub(valued.len());
    valued.extend(changes.into_iter().take(room));
    valued
}

/// The dates that briefings had told of by a day, which goes on from edition to edition: to look through all dates for each
/// edition would take the longer the more editions there are.
struct Coming {
    /// The dates that stand, by the briefing that tells of them, each with its place among all by day; those already told of
    /// are taken out.
    untold: std::iter::Peekable<std::vec::IntoIter<(Item, usize)>>,
    /// The places of those told of.
    told: BTreeSet<usize>,
    /// The dates that later briefings speak of. Each edition knows them as they were on its day, so they are looked at one by one.
    updated: Vec<Item>,
}

impl Coming {
    fn new(inputs: Inputs<'_>, section: &Section) -> Self {
        let updated: Vec<Item> = inputs.site.updated_events().filter(|item| section.holds_event(*item)).collect();
        let stands = |item: Item| inputs.site.event(item).certainty() != Certainty::Cancelled && updated.binary_search(&item).is_err();
        let mut untold: Vec<(Item, usize)> = section.events().iter().enumerate().filter(|(_, item)| stands(**item)).map(|(at, item)| (*item, at)).collect();
        untold.sort_unstable();
        Self { untold: untold.into_iter().peekable(), told: BTreeSet::new(), updated }
    }

    /// What comes after `date`, as briefings of that day or before it say. What two of them say is told once. A later call is
    /// for a later day.
    fn after(&mut self, inputs: Inputs<'_>, section: &Section, date: Date) -> Vec<Item> {
        let (site, events) = (inputs.site, section.events());
        while let Some((_, at)) = self.untold.next_if(|(item, _)| site.briefing(item.briefing).date <= date) {
            self.told.insert(at);
        }
        let from = Vantage { day: Some(date), briefing: None };
        let known = |item: Item| site.event_known_from(item, from);
        let start = events.partition_point(|item| site.event_date(*item) <= date);
        let mut ahead: Vec<Item> = Vec::new();
        let add = |ahead: &mut Vec<Item>, item: Item| {
            let same = |other: &Item| known(*other).date == known(item).date && inputs.date_title(section, *other) == inputs.date_title(section, item);
            if !ahead.iter().any(same) {
                ahead.push(item);
            }
        };
        for item in self.told.range(start..).map(|at| events[*at]) {
            add(&mut ahead, item);
            if ahead.len() == DATES {
                break;
            }
        }
        let stands = |item: &Item| {
            let known = known(*item);
            site.briefing(item.briefing).date <= date && known.date > date && known.certainty != Certainty::Cancelled
        };
        let updated: Vec<Item> = self.updated.iter().copied().filter(stands).collect();
        if !updated.is_empty() {
            let mut all: Vec<Item> = ahead.drain(..).chain(updated).collect();
            all.sort_by_key(|item| (known(*item).date, *item));
            for item in all {
                add(&mut ahead, item);
            }
            ahead.truncate(DATES);
        }
        ahead
    }
}

impl Inputs<'_> {
    /// The day of an edition.
    fn day(self, edition: Index) -> Date {
        // An edition without a date is an error of its own, which stops the build before any page is made.
        self.site.edition(edition).shared().date.unwrap_or_else(|| jiff::civil::date(1970, 1, 1).into())
    }

    /// The newest edition, in one line.
    pub(in crate::pages) fn latest_edition(self, section: &Section) -> Option<Brief> {
        let &newest = section.editions().last().filter(|_| self.site.config().outputs.editions)?;
        let Link { title, url } = self.edition_link(section, newest)?;
        Some(Brief { title, url, date: self.day(newest).to_string() })
    }

    fn edition_link(self, section: &Section, index: Index) -> Option<Link> {
        let title = self.site.edition_title(index, section.language).to_owned();
        Some(Link { title, url: thing_url(section, Kind::Edition, index)? })
    }

    /// What an edition of the day `date` knows of a dated event, and whether that may still move, in a word.
    pub(in crate::pages) fn known_on(self, section: &Section, item: Item, date: Date) -> (Known, Option<String>) {
        let known = self.site.event_known_from(item, Vantage { day: Some(date), briefing: None });
        let provisional = known.certainty == Certainty::Provisional;
        (known, provisional.then(|| self.labels.text(section.language, "certainty-provisional")))
    }

    /// The period of an edition in words.
    fn edition_period(self, section: &Section, edition: Index) -> Option<String> {
        let (from, to) = self.site.edition(edition).shared().span()?;
        Some(section.locale.period(from.civil(), to.civil()))
    }

    /// An edition in one sentence: the one for mail, else the title of what leads it.
    fn edition_summary(self, section: &Section, edition: Index, lead: Option<Index>) -> Option<String> {
        let version = self.site.edition(edition).version(section.language)?;
        let given = Edition::fields(version).preheader.as_ref().map(ToString::to_string);
        given.or_else(|| lead.map(|lead| self.site.title(lead, section.language).to_owned()))
    }
}

fn index(inputs: Inputs<'_>, section: &Section, all: &[Led]) -> EditionsView {
    let entry = |(edition, lead): &Led| {
        let edition = edition.index;
        let Link { title, url } = inputs.edition_link(section, edition)?;
        Some(EditionEntry {
            title,
            url,
            date: inputs.day(edition).to_string(),
            period: inputs.edition_period(section, edition),
            summary: inputs.edition_summary(section, edition, lead.map(|lead| lead.index)),
        })
    };
    let year = |editions: &[Led]| Year { date: inputs.day(editions[0].0.index).to_string(), items: editions.iter().rev().filter_map(entry).collect() };
    let years = all.chunk_by(|(a, _), (b, _)| inputs.day(a.index).year() == inputs.day(b.index).year());
    let title = inputs.labels.text(section.language, "editions");
    let mut head = inputs.head(section, "editions", Some(title.clone()), "editions/", &|s| !s.editions().is_empty());
    head.feeds = inputs.feeds(section, "editions/", &title);
    EditionsView { head, page: Editions { title, years: years.rev().map(year).collect() } }
}

fn view(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, gathered: &Gathered) -> EditionView {
    let (site, language, edition) = (inputs.site, section.language, gathered.edition);
    let node = site.edition(edition);
    let version = node.version(language).unwrap_or_else(|| node.original());
    let title = site.edition_title(edition, language).to_owned();
    let base = path(node);
    let mut head = inputs.head(section, "edition", Some(title.clone()), &base, &|s| s.has(Kind::Edition, edition));
    head.breadcrumbs.push(inputs.labelled(section, "editions", "editions/"));
    head.feeds = inputs.feeds(section, "editions/", &inputs.labels.text(language, "editions"));
    head.description = inputs.edition_summary(section, edition, gathered.lead);
    head.published = Some(gathered.date.to_string());
    let file = |name: &str| inputs.url(section, &format!("{base}{name}"));
    let neighbour = |edition: Option<Index>| inputs.edition_link(section, edition?);
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
        figures: figures(inputs, gathered).iter().map(|item| glance(inputs, section, *item)).collect(),
        items: gathered.others.iter().map(|i| inputs.card(section, *i)).collect(),
        dates_ahead: gathered.dates.iter().map(|item| ahead(inputs, section, *item, gathered.date)).collect(),
        corrections: gathered.corrections.iter().map(|c| corrected(inputs, prose, section, c)).collect(),
        newsletter: Letters { html: file("newsletter.html"), text: file("newsletter.txt"), message: file("newsletter.eml") },
        previous: neighbour(gathered.around.0),
        next: neighbour(gathered.around.1),
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
    let Item { briefing: index, index: update } = correction.update;
    let briefing = inputs.site.briefing(index);
    Corrected {
        date: correction.date.to_string(),
        title: inputs.site.title(index, section.language).to_owned(),
        url: thing_url(section, Kind::Briefing, index).unwrap_or_default(),
        note: inputs.inline(prose, briefing.original(), &format!("updates[{update}].note"), section.language),
    }
}

/// The feed of a section's editions, each with its editor's note.
fn editions_feed(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, file: &str, newest: &[Led]) -> Feed {
    let (site, config) = (inputs.site, inputs.site.config());
    let language = &config.languages[section.language];
    let name = config.title.get(language, config.default_language()).0.to_owned();
    let mut entry = |(edition, lead): &Led| {
        let (edition, lead) = (edition.index, lead.map(|lead| lead.index));
        let node = site.edition(edition);
        let version = node.version(section.language).unwrap_or_else(|| node.original());
        let permalink = inputs.address(section, &path(node)).permalink(config);
        Entry {
            id: feed::tag(inputs, section, &path(node)),
            title: site.edition_title(edition, section.language).to_owned(),
            published: inputs.begins(inputs.day(edition)),
            updated: inputs.begins(inputs.day(edition)),
            summary: inputs.edition_summary(section, edition, lead).unwrap_or_default(),
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
        updated: inputs.changed(newest.iter().map(|(edition, _)| inputs.day(edition.index)).max()),
        entries,
    }
}
