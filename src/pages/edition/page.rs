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
use crate::pages::{BodyRenderer, Emitter, Output, PageContext, Template, View};
use crate::site::{Briefing, Edition, EntityId, EntryId, FigurePart, Form, Index, Known, LocalizedSite, StableHash, StableIds, Vantage};
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
    pub(in crate::pages) dates: Vec<EntryId>,
    /// What was corrected in its period, the newest first.
    pub(in crate::pages) corrections: Vec<Correction>,
    /// The editions before and after it.
    around: (Option<Index>, Option<Index>),
}

impl StableHash for Gathered {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { edition, date, lead, others, dates, corrections, around } = self;
        let thing = |index: Index| EntityId { kind: Kind::Edition, index };
        (thing(*edition), *date, lead.map(briefing), Briefings(others)).stable_hash(names, to);
        (dates, corrections, around.0.map(thing), around.1.map(thing)).stable_hash(names, to);
    }
}

/// A correction of a briefing.
#[derive(Debug, Clone, Copy)]
pub(in crate::pages) struct Correction {
    /// When it was made.
    pub(in crate::pages) date: Date,
    /// The briefing, and which one of its updates.
    pub(in crate::pages) update: EntryId,
}

impl StableHash for Correction {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { date, update } = self;
        (*date, *update).stable_hash(names, to);
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

fn briefing(index: Index) -> EntityId {
    EntityId { kind: Kind::Briefing, index }
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

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    let on = &cx.site.config().outputs;
    for local in cx.site.localized.iter().filter(|s| on.editions && !s.editions().is_empty()) {
        let language = local.language;
        let gathered: Vec<Arc<Gathered>> = gather(cx, local).into_iter().map(Arc::new).collect();
        let led: Vec<Led> = gathered.iter().map(|g| (EntityId { kind: Kind::Edition, index: g.edition }, g.lead.map(briefing))).collect();
        if on.feeds {
            let newest = led[led.len().saturating_sub(NEWEST)..].to_vec();
            feed::formats(cx, local, "editions/", newest, outputs, |cx, renderer, local, path, newest| editions_feed(cx, renderer, local, path, newest));
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

/// The corrections of all listed briefings, the newest first.
fn corrections(cx: PageContext<'_>, local: &LocalizedSite) -> Vec<Correction> {
    let mut all = Vec::new();
    for &briefing in local.briefings() {
        let updates = cx.site.briefing(briefing).shared().updates.iter().enumerate().filter(|(_, u)| u.kind == UpdateKind::Correction);
        all.extend(updates.filter_map(|(index, fields)| Some(Correction { date: fields.date?, update: EntryId { briefing, index } })));
    }
    all.sort_by_key(|c| std::cmp::Reverse((c.date, c.update)));
    all
}

/// What each edition of a section gathers, the oldest first.
fn gather(cx: PageContext<'_>, local: &LocalizedSite) -> Vec<Gathered> {
    let (site, editions) = (cx.site, local.editions());
    let corrections = corrections(cx, local);
    let mut coming = Coming::new(cx, local);
    let one = |(position, &edition): (usize, &Index)| {
        let date = cx.day(edition);
        let before = position.checked_sub(1).map(|at| editions[at]);
        let mut others = site.edition_briefings(local, edition);
        let oldest = others.first().map(|i| Bound::Included(site.briefing(*i).date));
        let lead = site.edition_lead(edition, &others);
        others.retain(|i| Some(*i) != lead);
        others.reverse();
        let (from, to) = match site.edition(edition).shared().span() {
            Some((from, to)) => (Bound::Included(from), to),
            // Without a period of its own, an edition follows on the one before it.
            None => (before.map(|before| Bound::Excluded(cx.day(before))).or(oldest).unwrap_or(Bound::Unbounded), date),
        };
        let end = corrections.partition_point(|c| (from, Bound::Unbounded).contains(&c.date));
        let start = corrections.partition_point(|c| c.date > to).min(end);
        let known = |c: &&Correction| site.briefing(c.update.briefing).date <= date;
        Gathered {
            edition,
            date,
            lead,
            others,
            dates: coming.after(cx, local, date),
            corrections: corrections[start..end].iter().filter(known).copied().collect(),
            around: (before, editions.get(position + 1).copied()),
        }
    };
    editions.iter().enumerate().map(one).collect()
}

/// The first figures of the briefing that leads, those that have a value before those that have none.
pub(in crate::pages) fn figures(cx: PageContext<'_>, gathered: &Gathered) -> Vec<EntryId> {
    let Some(briefing) = gathered.lead else { return Vec::new() };
    let all = (0..cx.site.briefing(briefing).figures.len()).map(|index| EntryId { briefing, index });
    let (mut valued, changes): (Vec<EntryId>, Vec<EntryId>) = all.partition(|item| cx.site.figure(*item).value.is_some());
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
    untold: std::iter::Peekable<std::vec::IntoIter<(EntryId, usize)>>,
    /// The places of those told of.
    told: BTreeSet<usize>,
    /// The dates that later briefings speak of. Each edition knows them as they were on its day, so they are looked at one by one.
    updated: Vec<EntryId>,
}

impl Coming {
    fn new(cx: PageContext<'_>, local: &LocalizedSite) -> Self {
        let updated: Vec<EntryId> = cx.site.updated_events().filter(|item| local.holds_event(*item)).collect();
        let stands = |item: EntryId| cx.site.event(item).certainty() != Certainty::Cancelled && updated.binary_search(&item).is_err();
        let mut untold: Vec<(EntryId, usize)> = local.events().iter().enumerate().filter(|(_, item)| stands(**item)).map(|(at, item)| (*item, at)).collect();
        untold.sort_unstable();
        Self { untold: untold.into_iter().peekable(), told: BTreeSet::new(), updated }
    }

    /// What comes after `date`, as briefings of that day or before it say. What two of them say is told once. A later call is
    /// for a later day.
    fn after(&mut self, cx: PageContext<'_>, local: &LocalizedSite, date: Date) -> Vec<EntryId> {
        let (site, events) = (cx.site, local.events());
        while let Some((_, at)) = self.untold.next_if(|(item, _)| site.briefing(item.briefing).date <= date) {
            self.told.insert(at);
        }
        let from = Vantage { day: Some(date), briefing: None };
        let known = |item: EntryId| site.event_known_from(item, from);
        let start = events.partition_point(|item| site.event_date(*item) <= date);
        let mut ahead: Vec<EntryId> = Vec::new();
        let add = |ahead: &mut Vec<EntryId>, item: EntryId| {
            let same = |other: &EntryId| known(*other).date == known(item).date && cx.date_title(local, *other) == cx.date_title(local, item);
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
        let stands = |item: &EntryId| {
            let known = known(*item);
            site.briefing(item.briefing).date <= date && known.date > date && known.certainty != Certainty::Cancelled
        };
        let updated: Vec<EntryId> = self.updated.iter().copied().filter(stands).collect();
        if !updated.is_empty() {
            let mut all: Vec<EntryId> = ahead.drain(..).chain(updated).collect();
            all.sort_by_key(|item| (known(*item).date, *item));
            for item in all {
                add(&mut ahead, item);
            }
            ahead.truncate(DATES);
        }
        ahead
    }
}

impl PageContext<'_> {
    /// The day of an edition.
    fn day(self, edition: Index) -> Date {
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
    EditionsView { head, page: Editions { title, years: years.rev().map(year).collect() } }
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
    EditionView { head, page }
}

/// A figure at a glance. What corrected it later is told on the page of its briefing.
fn glance(cx: PageContext<'_>, local: &LocalizedSite, item: EntryId) -> Glance {
    let (site, language) = (cx.site, local.language);
    let words = |part| Some(site.figure_words(item, part, language)).filter(|words| !words.is_empty());
    Glance {
        title: site.figure_name(item, language).to_owned(),
        url: site.figure_node(item).indicator.and_then(|index| thing_url(local, Kind::Indicator, index)),
        value: words(FigurePart::Value),
        change: words(FigurePart::Change),
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

/// The feed of a section's editions, each with its editor's note.
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
            id: feed::tag(cx, local, &path(node)),
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
        id: feed::tag(cx, local, "editions/"),
        title: format!("{} – {name}", cx.labels.text(local.language, "editions")),
        subtitle: None,
        author: name,
        language: language.tag().to_owned(),
        address: cx.address(local, file).permalink(config),
        page: cx.address(local, "editions/").permalink(config),
        updated: cx.changed(newest.iter().map(|(edition, _)| cx.day(edition.index)).max()),
        entries,
    }
}
