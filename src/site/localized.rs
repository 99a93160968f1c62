//! The digest in one language: its lists, and which of its things have a page.

use std::collections::{BTreeMap, BTreeSet};

use super::Index;
use super::indexes::Subjects;
use super::link::documents::Linked;
use super::model::{Edition, Item, Thing};
use super::progress::Progress;
use super::schedule::Schedule;
use super::tracking::dependencies::{List, Read, WINDOW, note};
use crate::content::Kind;
use crate::locale::Locale;

/// The digest in one language. Indices of briefings are in the order of their dates, so every list here is oldest first.
#[derive(Debug)]
pub struct Section {
    /// The language, as an index into the site's languages.
    pub language: usize,
    /// How it writes dates and numbers.
    pub locale: Locale,
    /// Briefings that have a page: listed and withdrawn ones.
    pub(in crate::site) pages: Vec<Index>,
    /// Briefings in listings and feeds.
    pub(in crate::site) briefings: Vec<Index>,
    /// The listed briefings of each topic, those of its children included.
    pub(in crate::site) by_topic: Vec<Vec<Index>>,
    /// The listed briefings of each agency.
    pub(in crate::site) by_agency: Vec<Vec<Index>>,
    /// The listed briefings of each jurisdiction.
    pub(in crate::site) by_jurisdiction: Vec<Vec<Index>>,
    /// The listed briefings that tell of each instrument: that say how far it has come, date something of it, or give a
    /// commitment that is part of it.
    pub(in crate::site) by_instrument: Vec<Vec<Index>>,
    /// The instruments that the listed briefings of each topic tell of.
    pub(in crate::site) instruments_of: BTreeMap<Index, BTreeSet<Index>>,
    /// Topics, agencies and jurisdictions that some briefing with a page is filed under, listed or withdrawn: their pages
    /// go on answering when their last briefing is withdrawn.
    filed: BTreeSet<Thing>,
    /// Dated events of listed briefings, the earliest first.
    pub(in crate::site) events: Vec<Item>,
    /// Commitments of listed briefings, in their order.
    pub(in crate::site) commitments: Vec<Item>,
    /// The dated events and commitments by what they are about.
    pub(in crate::site) subjects: Subjects,
    /// Editions, the oldest first.
    pub(in crate::site) editions: Vec<Index>,
    /// The page of each thing that has one, by kind and index, as written in links.
    pub(in crate::site) urls: [Vec<Option<Box<str>>>; Kind::COUNT],
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

    /// The instruments that the listed briefings of a topic tell of.
    pub fn instruments_of(&self, topic: Index) -> impl Iterator<Item = Index> {
        self.note(List::InstrumentsOf(topic));
        self.instruments_of.get(&topic).into_iter().flatten().copied()
    }

    /// Dated events of listed briefings, the earliest first.
    #[must_use]
    pub fn events(&self) -> &[Item] {
        self.note(List::Events);
        &self.events
    }

    /// Whether a dated event is among them.
    #[must_use]
    pub fn holds_event(&self, event: Item) -> bool {
        self.note(List::Briefings);
        self.briefings.binary_search(&event.briefing).is_ok()
    }

    /// Those of a topic, agency or instrument, the earliest first. None are left where its last one was withdrawn; `None` where
    /// it never had one.
    #[must_use]
    pub fn events_of(&self, thing: Thing) -> Option<&[Item]> {
        self.note(List::EventsOf(thing));
        self.subjects.events_of.get(&thing).map(Vec::as_slice)
    }

    /// The topics and agencies that have, or had, dated events.
    pub fn with_events(&self) -> impl Iterator<Item = Thing> {
        note(Read::Everything);
        self.subjects.events_of.keys().copied().filter(|thing| thing.kind != Kind::Instrument)
    }

    /// Whether a briefing with a page has dated events. Those of withdrawn ones are in no list, but what somebody may have
    /// subscribed to stays when its last date is withdrawn, and is empty then.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.note(List::Dated);
        self.subjects.dated
    }

    /// Dated events that are not over on the day of the build, the earliest first.
    #[must_use]
    pub fn ahead(&self) -> &[Item] {
        self.note(List::Ahead);
        &self.subjects.ahead
    }

    /// Those of a topic, agency or instrument, the earliest first.
    #[must_use]
    pub fn ahead_of(&self, thing: Thing) -> &[Item] {
        self.note(List::AheadOf(thing));
        self.subjects.ahead_of.get(&thing).map_or(&[], Vec::as_slice)
    }

    /// Commitments of listed briefings, in their order.
    #[must_use]
    pub fn commitments(&self) -> &[Item] {
        self.note(List::Commitments);
        &self.commitments
    }

    /// Those that are part of an instrument, in the same order.
    #[must_use]
    pub fn commitments_of(&self, instrument: Index) -> &[Item] {
        self.note(List::CommitmentsOf(instrument));
        self.subjects.commitments_of.get(&instrument).map_or(&[], Vec::as_slice)
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

    /// Whether one of those of a topic or agency is on the front page of the tracker.
    #[must_use]
    pub fn is_tracked(&self, thing: Thing) -> bool {
        self.note(List::OpenOf(thing));
        self.subjects.tracked.contains(&thing)
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

    /// Notes that a stretch of the briefings of a topic was read, and where it ends: what comes in there changes the window
    /// behind it.
    pub(in crate::site) fn note_windows(&self, topic: Index, stretch: std::ops::Range<usize>) {
        for window in stretch.start / WINDOW..=stretch.end / WINDOW {
            note(Read::Window(self.language, topic, window));
        }
    }

    fn note(&self, list: List) {
        note(Read::List(self.language, list));
    }

    /// [`Section::has`], without a note.
    pub(in crate::site) fn holds(&self, thing: Thing) -> bool {
        self.filed.contains(&thing)
    }

    /// [`Section::url`], without a note.
    pub(in crate::site) fn address(&self, thing: Thing) -> Option<&str> {
        self.urls[thing.kind as usize].get(thing.index)?.as_deref()
    }

    /// The listed briefings of each topic, agency, jurisdiction or instrument.
    pub(in crate::site) fn filed_under(&self, kind: Kind) -> &[Vec<Index>] {
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
    /// The indicators and instruments that a briefing's data name, also by what it updates.
    fn named(&self, index: Index) -> impl Iterator<Item = (Kind, Index)> {
        let briefing = &self.briefings[index];
        let dated = briefing.date_updates.iter().flatten().filter_map(|event| self.briefings[event.briefing].events[event.index]);
        briefing.named().chain(dated.map(|index| (Kind::Instrument, index)))
    }

    /// What of the digest may be seen in a language, without the addresses of its pages.
    pub(in crate::site) fn section(
        &self,
        language: usize,
        shown: &[bool],
        commitments: &[Progress],
        schedules: &BTreeMap<Item, Schedule>,
        drafts: bool,
    ) -> Section {
        let mut section = Section {
            language,
            locale: Locale::new(&self.config.languages[language]),
            pages: Vec::new(),
            briefings: Vec::new(),
            by_topic: vec![Vec::new(); self.topics.len()],
            by_agency: vec![Vec::new(); self.agencies.len()],
            by_jurisdiction: vec![Vec::new(); self.jurisdictions.len()],
            by_instrument: vec![Vec::new(); self.instruments.len()],
            instruments_of: BTreeMap::new(),
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
            section.filed.extend(self.named(index).map(|(kind, index)| Thing { kind, index }));
            if briefing.is_listed() {
                section.events.extend((0..briefing.events.len()).map(|entry| Item { briefing: index, index: entry }));
                section.briefings.push(index);
                briefing.topics.iter().for_each(|t| section.by_topic[*t].push(index));
                briefing.agencies.iter().for_each(|a| section.by_agency[*a].push(index));
                briefing.jurisdictions.iter().for_each(|j| section.by_jurisdiction[*j].push(index));
                for (_, instrument) in self.named(index).filter(|(kind, _)| *kind == Kind::Instrument) {
                    let list = &mut section.by_instrument[instrument];
                    // A briefing may name it in several places.
                    if list.last() != Some(&index) {
                        list.push(index);
                    }
                    for topic in &briefing.topics {
                        section.instruments_of.entry(*topic).or_default().insert(instrument);
                    }
                }
            }
        }
        let own = |item: &Item| self.event(*item).date.unwrap_or(self.briefings[item.briefing].date);
        let day = |item: &Item| schedules.get(item).map_or_else(|| own(item), |schedule| schedule.known.date);
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
