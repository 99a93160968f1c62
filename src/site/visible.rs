//! What of the digest may be seen at a moment. Pages are made from this alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::addresses::{self, Address};
use super::cells::Cell;
use super::identity::Identities;
use super::link::Linked;
use super::nodes::{Agency, Briefing, Edition, Indicator, Instrument, Item, Jurisdiction, Page, Term, Thing, Topic, Version, Wanted};
use super::reads::{List, Read, WINDOW, note, noting};
use super::redirects::Redirect;
use super::references::Resolution;
use super::series::Observation;
use super::subjects::Subjects;
use super::tracks::{Progress, Track};
use super::{Index, related};
use crate::config::Config;
use crate::content::Kind;
use crate::content::markdown::{Reference, Target};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::locale::Locale;
use crate::values::Date;

/// The moment of a build: an input like any other, so that equal inputs give equal bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970 in UTC.
    pub seconds: i64,
    /// The day in the site's time zone.
    pub today: Date,
    /// Whether drafts and briefings before their time are shown.
    pub drafts: bool,
}

impl Moment {
    /// The moment `seconds` after the beginning of 1970, on a site of `config`.
    #[must_use]
    pub fn new(seconds: i64, config: &Config, drafts: bool) -> Self {
        let at = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { seconds, today: at.to_zoned(config.time_zone.clone()).date().into(), drafts }
    }
}

/// The digest as it may be seen.
#[derive(Debug)]
pub struct Site<'l> {
    pub(super) linked: &'l Linked,
    pub(super) moment: Moment,
    /// One part for each language, the default one first.
    pub sections: Vec<Section>,
    /// What stands for each thing in every build.
    pub(super) names: Identities,
    shown: Vec<bool>,
    /// The observations of each indicator, the oldest first.
    pub(super) series: Vec<Vec<Observation>>,
    /// What became of each instrument.
    pub(super) tracks: Vec<Track>,
    /// Every commitment and what became of it, in the order of their briefings.
    pub(super) commitments: Vec<Progress>,
    /// When the next briefing that is held back falls due, in seconds since 1970.
    pub due: Option<i64>,
}

/// The digest in one language. Indices of briefings are in the order of their dates, so every list here is oldest first.
#[derive(Debug)]
pub struct Section {
    /// The language, as an index into the site's languages.
    pub language: usize,
    /// How it writes dates and numbers.
    pub locale: Locale,
    /// Briefings that have a page: listed and withdrawn ones.
    pub(super) pages: Vec<Index>,
    /// Briefings in listings and feeds.
    pub(super) briefings: Vec<Index>,
    /// The listed briefings of each topic, those of its children included.
    pub(super) by_topic: Vec<Vec<Index>>,
    /// The listed briefings of each agency.
    pub(super) by_agency: Vec<Vec<Index>>,
    /// The listed briefings of each jurisdiction.
    pub(super) by_jurisdiction: Vec<Vec<Index>>,
    /// The listed briefings that tell of each instrument: that say how far it has come, date something of it, or give a
    /// commitment that is part of it.
    pub(super) by_instrument: Vec<Vec<Index>>,
    /// Topics, agencies and jurisdictions that some briefing with a page is filed under, listed or withdrawn: their pages
    /// go on answering when their last briefing is withdrawn.
    filed: BTreeSet<Thing>,
    /// Dated events of listed briefings, the earliest first.
    pub(super) events: Vec<Item>,
    /// Commitments of listed briefings, in their order.
    pub(super) commitments: Vec<Item>,
    /// The dated events and open commitments by what they are about.
    pub(super) subjects: Subjects,
    /// Editions, the oldest first.
    pub(super) editions: Vec<Index>,
    /// The page of each thing that has one, by kind and index, as written in links.
    urls: [Vec<Option<Box<str>>>; Kind::COUNT],
}

impl Section {
    /// Whether a topic, agency or jurisdiction has a page of its own here.
    #[must_use]
    pub fn has(&self, kind: Kind, index: Index) -> bool {
        let thing = Thing { kind, index };
        note(Read::Thing(thing));
        self.holds(thing)
    }

    /// Whether any of a kind has.
    #[must_use]
    pub fn has_any(&self, kind: Kind) -> bool {
        self.filed(kind).next().is_some()
    }

    /// The topics, agencies or other things of a kind that have.
    pub fn filed(&self, kind: Kind) -> impl Iterator<Item = Thing> {
        self.note(List::Filed(kind));
        self.filed.iter().copied().filter(move |thing| thing.kind == kind)
    }

    /// The page of a thing, as written in links; `None` where it has no page in this language.
    #[must_use]
    pub fn url(&self, thing: Thing) -> Option<&str> {
        note(Read::Thing(thing));
        self.address(thing)
    }

    /// Briefings that have a page: listed and withdrawn ones.
    #[must_use]
    pub fn pages(&self) -> &[Index] {
        self.note(List::Pages);
        &self.pages
    }

    /// Briefings in listings and feeds.
    #[must_use]
    pub fn briefings(&self) -> &[Index] {
        self.note(List::Briefings);
        &self.briefings
    }

    /// The listed briefings of a topic, those of its children included, of an agency or a jurisdiction, or those that tell
    /// of an instrument. Things of other kinds have none.
    #[must_use]
    pub fn briefings_of(&self, thing: Thing) -> &[Index] {
        self.note(List::Of(thing));
        self.filed_under(thing.kind).get(thing.index).map_or(&[], Vec::as_slice)
    }

    /// Dated events of listed briefings, the earliest first.
    #[must_use]
    pub fn events(&self) -> &[Item] {
        self.note(List::Events);
        &self.events
    }

    /// Those of a topic or agency, the earliest first; `None` where it never had one. See [`Subjects::events_of`].
    #[must_use]
    pub fn events_of(&self, thing: Thing) -> Option<&[Item]> {
        self.note(List::EventsOf(thing));
        self.subjects.events_of.get(&thing).map(Vec::as_slice)
    }

    /// The topics and agencies that have, or had, dated events.
    pub fn with_events(&self) -> impl Iterator<Item = Thing> {
        note(Read::Everything);
        self.subjects.events_of.keys().copied()
    }

    /// Commitments of listed briefings, in their order.
    #[must_use]
    pub fn commitments(&self) -> &[Item] {
        self.note(List::Commitments);
        &self.commitments
    }

    /// The open commitments: by the day on which they are due, then the newest first.
    #[must_use]
    pub fn open(&self) -> &[Item] {
        self.note(List::Open);
        &self.subjects.open
    }

    /// Those of a topic or agency, in the same order.
    #[must_use]
    pub fn open_of(&self, thing: Thing) -> &[Item] {
        self.note(List::OpenOf(thing));
        self.subjects.open_of.get(&thing).map_or(&[], Vec::as_slice)
    }

    /// The topics and agencies with open commitments, each with its own.
    pub fn open_subjects(&self) -> impl Iterator<Item = (Thing, &[Item])> {
        self.note(List::OpenSubjects);
        self.subjects.open_of.iter().map(|(thing, items)| (*thing, &items[..]))
    }

    /// Editions, the oldest first.
    #[must_use]
    pub fn editions(&self) -> &[Index] {
        self.note(List::Editions);
        &self.editions
    }

    /// Notes that a stretch of the briefings of a topic was read, or that there is none before its end.
    pub(super) fn note_windows(&self, topic: Index, stretch: std::ops::Range<usize>) {
        for window in stretch.start / WINDOW..=stretch.end.saturating_sub(1).max(stretch.start) / WINDOW {
            note(Read::Window(self.language, topic, window));
        }
    }

    fn note(&self, list: List) {
        note(Read::List(self.language, list));
    }

    /// [`Section::has`], without a note.
    pub(super) fn holds(&self, thing: Thing) -> bool {
        self.filed.contains(&thing)
    }

    /// [`Section::url`], without a note.
    pub(super) fn address(&self, thing: Thing) -> Option<&str> {
        self.urls[thing.kind as usize].get(thing.index)?.as_deref()
    }

    /// The listed briefings of each topic, agency, jurisdiction or instrument.
    pub(super) fn filed_under(&self, kind: Kind) -> &[Vec<Index>] {
        match kind {
            Kind::Topic => &self.by_topic,
            Kind::Agency => &self.by_agency,
            Kind::Jurisdiction => &self.by_jurisdiction,
            Kind::Instrument => &self.by_instrument,
            Kind::Briefing | Kind::Indicator | Kind::Edition | Kind::Term | Kind::Page => &[],
        }
    }
}

impl Linked {
    /// What may be seen at `moment`, and what is wrong with that: references to what is held back, dates that lie ahead.
    #[must_use]
    pub fn visible(&self, moment: Moment) -> (Site<'_>, Vec<Diagnostic>) {
        let mut all = Vec::new();
        let publish_at = |b: &Briefing| b.shared().publish_at.map(|at| at.seconds(&self.config.time_zone));
        let shown: Vec<bool> =
            self.briefings.iter().map(|b| moment.drafts || !b.shared().draft && publish_at(b).is_none_or(|at| at <= moment.seconds)).collect();
        let waiting = self.briefings.iter().filter(|b| !b.shared().draft).filter_map(publish_at);
        let due = waiting.filter(|at| *at > moment.seconds).min();
        let counts = |index: Index| shown[index] && self.briefings[index].is_listed();
        let (series, tracks, commitments) = (self.series(counts), self.tracks(counts, moment.today), self.progress(counts));
        let sections = (0..self.config.languages.len()).map(|language| self.section(language, &shown, &commitments, moment.drafts)).collect();
        let mut site = Site { linked: self, moment, sections, names: Identities::default(), shown, series, tracks, commitments, due };
        site.names = Identities::new(&site);
        for language in 0..site.sections.len() {
            site.sections[language].urls = Kind::ALL.map(|kind| site.urls(kind, language));
            site.sections[language].subjects = site.subjects(&site.sections[language]);
        }
        site.check(&mut all);
        (site, all)
    }

    fn section(&self, language: usize, shown: &[bool], commitments: &[Progress], drafts: bool) -> Section {
        let mut section = Section {
            language,
            locale: Locale::new(&self.config.languages[language]),
            pages: Vec::new(),
            briefings: Vec::new(),
            by_topic: vec![Vec::new(); self.topics.len()],
            by_agency: vec![Vec::new(); self.agencies.len()],
            by_jurisdiction: vec![Vec::new(); self.jurisdictions.len()],
            by_instrument: vec![Vec::new(); self.instruments.len()],
            filed: BTreeSet::new(),
            events: Vec::new(),
            commitments: Vec::new(),
            subjects: Subjects::default(),
            editions: Vec::new(),
            urls: Default::default(),
        };
        for (index, briefing) in self.briefings.iter().enumerate() {
            if !shown[index] || briefing.version(language).is_none() {
                continue;
            }
            section.pages.push(index);
            let named = [(Kind::Topic, &briefing.topics), (Kind::Agency, &briefing.agencies), (Kind::Jurisdiction, &briefing.jurisdictions)];
            section.filed.extend(named.iter().flat_map(|(kind, list)| list.iter().map(|index| Thing { kind: *kind, index: *index })));
            section.filed.extend(briefing.named().map(|(kind, index)| Thing { kind, index }));
            if briefing.is_listed() {
                section.events.extend((0..briefing.events.len()).map(|entry| Item { briefing: index, index: entry }));
                section.briefings.push(index);
                briefing.topics.iter().for_each(|t| section.by_topic[*t].push(index));
                briefing.agencies.iter().for_each(|a| section.by_agency[*a].push(index));
                briefing.jurisdictions.iter().for_each(|j| section.by_jurisdiction[*j].push(index));
                for (_, instrument) in briefing.named().filter(|(kind, _)| *kind == Kind::Instrument) {
                    let list = &mut section.by_instrument[instrument];
                    // A briefing may name it in several places.
                    if list.last() != Some(&index) {
                        list.push(index);
                    }
                }
            }
        }
        let day = |item: &Item| self.event(*item).date.unwrap_or(self.briefings[item.briefing].date);
        section.events.sort_by_key(|item| (day(item), *item));
        let there = |item: &Item| self.briefings[item.briefing].version(language).is_some();
        section.commitments = commitments.iter().map(|progress| progress.commitment).filter(there).collect();
        // An instrument that another one with a page does something to has a page too.
        let named: Vec<Index> = (0..self.instruments.len()).filter(|index| section.has(Kind::Instrument, *index)).collect();
        for index in named {
            let instrument = &self.instruments[index];
            let others = instrument.relates.iter().chain(&instrument.related).map(|(other, _)| Thing { kind: Kind::Instrument, index: *other });
            section.filed.extend(others);
        }
        let out = |edition: &Edition| edition.version(language).is_some() && (drafts || !edition.shared().draft);
        section.editions = (0..self.editions.len()).filter(|index| out(&self.editions[*index])).collect();
        section.editions.sort_by_key(|index| (self.editions[*index].shared().date, *index));
        section.filed.extend(section.editions.iter().map(|index| Thing { kind: Kind::Edition, index: *index }));
        section
    }
}

impl<'l> Site<'l> {
    /// The first moment at which the same sources make other pages, in seconds since 1970: a briefing falls due, or the day
    /// ends and something lies ahead of which pages or warnings say so.
    #[must_use]
    pub fn until(&self) -> Option<i64> {
        let today = self.moment.today;
        let ahead = |index: &Index| {
            let fields = self.briefing(*index).shared();
            let dates = fields.dates.iter().filter_map(|d| d.end.max(d.date));
            let due = fields.commitments.iter().flat_map(|c| [c.due, c.target.as_ref().and_then(|t| t.by)]).flatten().map(crate::values::When::end);
            let steps = fields.instruments.iter().filter_map(|step| step.date);
            self.briefing(*index).date > today || dates.chain(due).chain(steps).any(|day| day >= today)
        };
        let edition = self.editions().iter().any(|edition| edition.shared().date.is_some_and(|date| date > today));
        let mut shown = (0..self.shown.len()).filter(|index| self.shown[*index]);
        let tomorrow = || today.civil().tomorrow().ok()?.to_zoned(self.config().time_zone.clone()).ok().map(|zoned| zoned.timestamp().as_second());
        let turn = if edition || shown.any(|index| ahead(&index)) { tomorrow() } else { None };
        self.due.into_iter().chain(turn).min()
    }

    /// What `make` makes of the digest, and the parts of the digest that it is made from.
    pub fn noting<T>(&self, make: impl FnOnce() -> T) -> (T, Vec<Cell>) {
        let (made, reads) = noting(make);
        let mut cells: Vec<Cell> = reads.into_iter().map(|read| self.cell(read)).collect();
        cells.sort_unstable();
        cells.dedup();
        (made, cells)
    }

    /// Whether drafts are shown.
    #[must_use]
    pub fn drafts(&self) -> bool {
        self.moment.drafts
    }

    /// The day of the build.
    #[must_use]
    pub fn today(&self) -> Date {
        note(Read::Today);
        self.moment.today
    }

    /// The site's settings.
    #[must_use]
    pub fn config(&self) -> &'l Config {
        &self.linked.config
    }

    /// The ids that the addresses of a topic, agency or indicator are made from: the present one, then those that it had, the
    /// oldest first.
    #[must_use]
    pub fn ids(&self, thing: Thing) -> Vec<&'l str> {
        note(Read::Thing(thing));
        let linked = self.linked;
        let original = match thing.kind {
            Kind::Topic => linked.topics[thing.index].version(0),
            Kind::Agency => linked.agencies[thing.index].version(0),
            Kind::Indicator => linked.indicators[thing.index].version(0),
            _ => None,
        };
        let ids = original.map(|version| {
            let former = version.document.front.former_ids().iter();
            std::iter::once(&version.document.id).chain(former).map(crate::values::Id::as_str)
        });
        ids.into_iter().flatten().collect()
    }

    /// Whether a briefing may be seen.
    pub(super) fn is_shown(&self, index: Index) -> bool {
        self.shown[index]
    }

    /// A briefing. Its index is from one of the lists here, so that it may be seen.
    #[must_use]
    pub fn briefing(&self, index: Index) -> &'l Briefing {
        note(Read::Thing(Thing { kind: Kind::Briefing, index }));
        &self.linked.briefings[index]
    }

    /// A topic.
    #[must_use]
    pub fn topic(&self, index: Index) -> &'l Topic {
        note(Read::Thing(Thing { kind: Kind::Topic, index }));
        &self.linked.topics[index]
    }

    /// All topics.
    #[must_use]
    pub fn topics(&self) -> &'l [Topic] {
        note(Read::Kind(Kind::Topic));
        &self.linked.topics
    }

    /// An agency.
    #[must_use]
    pub fn agency(&self, index: Index) -> &'l Agency {
        note(Read::Thing(Thing { kind: Kind::Agency, index }));
        &self.linked.agencies[index]
    }

    /// All agencies.
    #[must_use]
    pub fn agencies(&self) -> &'l [Agency] {
        note(Read::Kind(Kind::Agency));
        &self.linked.agencies
    }

    /// All jurisdictions.
    #[must_use]
    pub fn jurisdictions(&self) -> &'l [Jurisdiction] {
        note(Read::Kind(Kind::Jurisdiction));
        &self.linked.jurisdictions
    }

    /// All indicators.
    #[must_use]
    pub fn indicators(&self) -> &'l [Indicator] {
        note(Read::Kind(Kind::Indicator));
        &self.linked.indicators
    }

    /// All instruments.
    #[must_use]
    pub fn instruments(&self) -> &'l [Instrument] {
        note(Read::Kind(Kind::Instrument));
        &self.linked.instruments
    }

    /// All editions.
    #[must_use]
    pub fn editions(&self) -> &'l [Edition] {
        note(Read::Kind(Kind::Edition));
        &self.linked.editions
    }

    /// All terms.
    #[must_use]
    pub fn terms(&self) -> &'l [Term] {
        note(Read::Kind(Kind::Term));
        &self.linked.terms
    }

    /// All pages of their own.
    #[must_use]
    pub fn pages(&self) -> &'l [Page] {
        note(Read::Kind(Kind::Page));
        &self.linked.pages
    }

    /// The languages at hand when something is named in language `index`.
    fn wanted(&self, index: usize) -> Wanted<'l> {
        Wanted { index, all: &self.linked.config.languages }
    }

    /// A topic's name.
    #[must_use]
    pub fn topic_name(&self, index: Index, language: usize) -> &'l str {
        self.topic(index).name(self.wanted(language)).map_or("", |(name, _)| name)
    }

    /// An agency's name.
    #[must_use]
    pub fn agency_name(&self, index: Index, language: usize) -> &'l str {
        self.agency(index).name(self.wanted(language)).map_or("", |(name, _)| name)
    }

    /// An agency's short name.
    #[must_use]
    pub fn agency_short(&self, index: Index, language: usize) -> Option<&'l str> {
        self.agency(index).short(self.wanted(language)).map(|(name, _)| name)
    }

    /// A jurisdiction's name.
    #[must_use]
    pub fn jurisdiction_name(&self, index: Index, language: usize) -> &'l str {
        note(Read::Thing(Thing { kind: Kind::Jurisdiction, index }));
        self.linked.jurisdictions[index].name_or_built_in(self.wanted(language))
    }

    /// An indicator's name.
    #[must_use]
    pub fn indicator_name(&self, index: Index, language: usize) -> &'l str {
        note(Read::Thing(Thing { kind: Kind::Indicator, index }));
        self.linked.indicators[index].name(self.wanted(language)).map_or("", |(name, _)| name)
    }

    /// An instrument's name.
    #[must_use]
    pub fn instrument_name(&self, index: Index, language: usize) -> &'l str {
        note(Read::Thing(Thing { kind: Kind::Instrument, index }));
        self.linked.instruments[index].name(self.wanted(language)).map_or("", |(name, _)| name)
    }

    /// An instrument's short name.
    #[must_use]
    pub fn instrument_short(&self, index: Index, language: usize) -> Option<&'l str> {
        note(Read::Thing(Thing { kind: Kind::Instrument, index }));
        self.linked.instruments[index].short(self.wanted(language)).map(|(name, _)| name)
    }

    /// A text of the front matter in `language`, or in the site's own language.
    #[must_use]
    pub fn localised<'t>(&self, text: &'t crate::values::Localised, language: usize) -> &'t str {
        text.get(&self.config().languages[language], self.config().default_language()).0
    }

    /// A text of the front matter that may be absent, as [`Site::localised`] gives it.
    #[must_use]
    pub fn text_in(&self, text: Option<&crate::values::Localised>, language: usize) -> Option<String> {
        text.map(|text| self.localised(text, language).to_owned())
    }

    /// A term's name and its abbreviation.
    #[must_use]
    pub fn term_names(&self, index: Index, language: usize) -> (&'l str, Option<&'l str>) {
        note(Read::Thing(Thing { kind: Kind::Term, index }));
        let (term, wanted) = (&self.linked.terms[index], self.wanted(language));
        (term.name(wanted).map_or("", |(name, _)| name), term.short(wanted).map(|(short, _)| short))
    }

    /// The briefing that comes before `index` in its first topic.
    #[must_use]
    pub fn previous(&self, section: &Section, index: Index) -> Option<Index> {
        let topic = *self.briefing(index).topics.first()?;
        let list = &section.by_topic[topic];
        let end = list.partition_point(|i| *i < index);
        section.note_windows(topic, end.saturating_sub(1)..end);
        list[..end].last().copied()
    }

    /// Up to `most` earlier briefings that have much in common with `index`, the best first, without `except`.
    #[must_use]
    pub fn related(&self, section: &Section, index: Index, except: Option<Index>, most: usize) -> Vec<Index> {
        note(Read::Thing(Thing { kind: Kind::Briefing, index }));
        related::related(self.linked, section, index, except, most)
    }

    /// The day on which the newest of `briefings` changed last.
    #[must_use]
    pub fn modified(&self, briefings: &[Index]) -> Option<Date> {
        briefings.iter().map(|i| self.briefing(*i).modified()).max()
    }

    /// The page of each thing of a kind, as written in links.
    fn urls(&self, kind: Kind, language: usize) -> Vec<Option<Box<str>>> {
        let linked = self.linked;
        let count = match kind {
            Kind::Briefing => linked.briefings.len(),
            Kind::Topic => linked.topics.len(),
            Kind::Agency => linked.agencies.len(),
            Kind::Jurisdiction => linked.jurisdictions.len(),
            Kind::Indicator => linked.indicators.len(),
            Kind::Instrument => linked.instruments.len(),
            Kind::Edition => linked.editions.len(),
            Kind::Term => linked.terms.len(),
            Kind::Page => linked.pages.len(),
        };
        (0..count).map(|index| Some(self.address(Thing { kind, index }, language)?.url(self.config()).into())).collect()
    }

    /// The address of a thing's page in `language`; `None` where it has no page there.
    #[must_use]
    pub fn address(&self, thing: Thing, language: usize) -> Option<Address> {
        note(Read::Thing(thing));
        let (linked, section) = (self.linked, self.sections.get(language)?);
        let index = thing.index;
        let (id, year, there) = match thing.kind {
            Kind::Briefing => {
                let briefing = &linked.briefings[index];
                (&briefing.id, briefing.date.year(), self.shown[index] && briefing.version(language).is_some())
            }
            Kind::Topic => (&linked.topics[index].id, 0, section.has(Kind::Topic, index)),
            Kind::Agency => (&linked.agencies[index].id, 0, self.config().outputs.agencies && section.has(Kind::Agency, index)),
            Kind::Jurisdiction => (&linked.jurisdictions[index].id, 0, self.config().outputs.jurisdictions && section.has(Kind::Jurisdiction, index)),
            Kind::Indicator => (&linked.indicators[index].id, 0, self.config().outputs.indicators && section.has(Kind::Indicator, index)),
            Kind::Instrument => (&linked.instruments[index].id, 0, self.config().outputs.instruments && section.has(Kind::Instrument, index)),
            Kind::Edition => (&linked.editions[index].id, 0, self.config().outputs.editions && section.has(Kind::Edition, index)),
            Kind::Term => (&linked.terms[index].id, 0, self.config().outputs.glossary && linked.terms[index].version(language).is_some()),
            Kind::Page => (&linked.pages[index].id, 0, linked.pages[index].version(language).is_some()),
        };
        there.then(|| Address::new(self.config(), language, &addresses::path(thing.kind, year, id)))
    }

    /// The address of a thing's page in `language` if it has one, else in the default language.
    #[must_use]
    pub fn nearest_address(&self, thing: Thing, language: usize) -> Option<Address> {
        self.address(thing, language).or_else(|| self.address(thing, 0))
    }

    /// Redirects whose goal may be seen.
    pub fn redirects(&self) -> impl Iterator<Item = (&'l Redirect, Address)> {
        note(Read::Everything);
        self.linked.redirects.iter().filter_map(|r| Some((r, self.address(r.to, r.language)?)))
    }

    /// Files beside documents that something visible shows or links to, by path below the root.
    #[must_use]
    pub fn assets(&self) -> BTreeSet<&'l Arc<str>> {
        note(Read::Everything);
        let mut assets = BTreeSet::new();
        let mut note = |resolution: &'l Resolution| {
            if let Resolution::Asset(path) = resolution {
                assets.insert(path);
            }
        };
        self.each_version(|_, version, _| version.body.iter().chain(version.inlines.iter().flatten()).for_each(&mut note));
        let images = self.linked.briefings.iter().zip(&self.shown).filter(|(_, shown)| **shown);
        images.filter_map(|(b, _)| b.image.as_ref()).for_each(note);
        assets
    }

    /// Addresses of the site that visible texts link to without naming a document, with the place of each link.
    #[must_use]
    pub fn addresses_in_texts(&self) -> Vec<(&'l str, Place)> {
        note(Read::Everything);
        let mut found = Vec::new();
        self.each_version(|_, version, _| {
            for (resolution, reference) in version.body.iter().zip(&version.document.outline.references) {
                if let Resolution::Address { path, .. } = resolution {
                    found.push((path.as_str(), Place::bytes(&version.document.path, version.document.outline.span(reference))));
                }
            }
            for (inline, resolutions) in version.document.inlines.iter().zip(&version.inlines) {
                for resolution in resolutions {
                    if let Resolution::Address { path, .. } = resolution {
                        found.push((path.as_str(), Place::value(&version.document.path, inline.field.clone())));
                    }
                }
            }
        });
        for (index, briefing) in self.linked.briefings.iter().enumerate() {
            if let (true, Some(Resolution::Address { path, .. })) = (self.shown[index], &briefing.image) {
                found.push((path, Place::value(&briefing.original().document.path, "image.src")));
            }
        }
        found
    }

    /// Calls `f` with every visible version.
    fn each_version(&self, mut f: impl FnMut(Kind, &'l Version, Index)) {
        let linked = self.linked;
        for (index, briefing) in linked.briefings.iter().enumerate().filter(|(i, _)| self.shown[*i]) {
            briefing.versions.iter().flatten().for_each(|v| f(Kind::Briefing, v, index));
        }
        macro_rules! all_of {
            ($kind:ident, $nodes:expr) => {
                for (index, node) in $nodes.iter().enumerate() {
                    // What has no page shows nothing, so its text and its files stay back.
                    let there = |v: &&'l Version| self.address(Thing { kind: Kind::$kind, index }, v.document.language).is_some();
                    node.versions.iter().flatten().filter(there).for_each(|v| f(Kind::$kind, v, index));
                }
            };
        }
        all_of!(Topic, linked.topics);
        all_of!(Agency, linked.agencies);
        all_of!(Jurisdiction, linked.jurisdictions);
        all_of!(Indicator, linked.indicators);
        all_of!(Instrument, linked.instruments);
        all_of!(Edition, linked.editions);
        all_of!(Term, linked.terms);
        all_of!(Page, linked.pages);
    }

    fn check(&self, all: &mut Vec<Diagnostic>) {
        self.each_version(|_, version, _| {
            let document = &version.document;
            for (resolution, reference) in version.body.iter().zip(&document.outline.references) {
                self.check_goal(resolution, reference, document.language, || Place::bytes(&document.path, document.outline.span(reference)), all);
            }
            for (inline, resolutions) in document.inlines.iter().zip(&version.inlines) {
                for (resolution, reference) in resolutions.iter().zip(&inline.references) {
                    self.check_goal(resolution, reference, document.language, || Place::value(&document.path, inline.field.clone()), all);
                }
            }
        });
        for (index, briefing) in self.linked.briefings.iter().enumerate().filter(|(i, _)| self.shown[*i]) {
            let path = &briefing.original().document.path;
            if let Some(next) = briefing.replaced_by.filter(|next| !self.shown[*next]) {
                all.push(self.hidden(next, Place::value(path, "withdrawn.replaced_by")));
            }
            if briefing.date > self.moment.today && briefing.shared().publish_at.is_none() && !self.moment.drafts {
                all.push(
                    Diagnostic::new(
                        Code::FutureDate,
                        Place::value(path, "date"),
                        format!("the date {} lies ahead, and the briefing is published now", briefing.date),
                    )
                    .help("set `publish_at` to hold it back, or mend the date"),
                );
            }
            self.check_data(index, all);
        }
        self.check_editions(all);
        super::checks::overdue(self, all);
        self.check_names(all);
    }

    /// Reports a reference to what is held back, and a link to what has no page. `[[…]]` shows a name without a link then.
    fn check_goal(&self, resolution: &Resolution, reference: &Reference, language: usize, place: impl FnOnce() -> Place, all: &mut Vec<Diagnostic>) {
        if let Resolution::Figure { item, .. } = resolution
            && !self.shown[item.briefing]
        {
            all.push(self.hidden(item.briefing, place()));
            return;
        }
        let Resolution::Thing { thing, language: named, .. } = resolution else { return };
        if thing.kind == Kind::Briefing && !self.shown[thing.index] {
            all.push(self.hidden(thing.index, place()));
        } else if matches!(reference.target, Target::Link { .. }) && self.nearest_address(*thing, named.unwrap_or(language)).is_none() {
            let word = thing.kind.word();
            let message = format!("the {word} `{}` has no page", self.name(*thing, language));
            all.push(
                Diagnostic::new(Code::BrokenLink, place(), message)
                    .help(format!("nothing visible belongs to it; write [[{word}:…]], which shows its name alone")),
            );
        }
    }

    pub(super) fn hidden(&self, index: Index, place: Place) -> Diagnostic {
        let briefing = &self.linked.briefings[index];
        let why = if briefing.shared().draft { "is a draft" } else { "is held back by `publish_at`" };
        Diagnostic::new(Code::HiddenReference, place, format!("the briefing `{}` {why}", briefing.name()))
            .help("hold this one back too, or take the reference out")
    }

    /// Names of topics and agencies that a language with a page of them lacks.
    fn check_names(&self, all: &mut Vec<Diagnostic>) {
        for section in self.sections.iter().skip(1) {
            let wanted = self.wanted(section.language);
            let topics = self.linked.topics.iter().enumerate().filter(|(i, _)| section.has(Kind::Topic, *i));
            let topics = topics.filter_map(|(_, t)| Some((t.versions[0].as_ref()?, t.name(wanted)?)));
            let agencies = self.linked.agencies.iter().enumerate().filter(|(i, _)| section.has(Kind::Agency, *i));
            let agencies = agencies.filter_map(|(_, a)| Some((a.versions[0].as_ref()?, a.name(wanted)?)));
            for (original, (name, own)) in topics.chain(agencies) {
                if !own {
                    let tag = self.config().languages[section.language].tag();
                    all.push(
                        Diagnostic::new(
                            Code::MissingTranslation,
                            Place::value(&original.document.path, "name"),
                            format!("the name is not given in {tag}; `{name}` stands there"),
                        )
                        .help(format!("add it: name: {{{}: {name}, {tag}: …}}", self.config().default_language().tag())),
                    );
                }
            }
        }
    }
}
