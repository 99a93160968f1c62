//! The digest in one language: its lists, and which of its entities have a page.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::Kind;
use crate::locale::Locale;
use crate::site::ids::{EntityId, EntryId, Index};
use crate::site::model::Linked;
use crate::site::progress::CommitmentProgress;
use crate::site::published::Moment;
use crate::site::published::held_back::Shown;
use crate::site::schedule::Schedule;
use crate::site::tracking::dependencies::{Dependency, ListKey, WINDOW, record};

/// The digest in one language. Indices of briefings are in the order of their dates, so every list here is oldest first.
#[derive(Debug)]
pub struct LocalizedSite {
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
    /// The instruments that the listed briefings of each topic tell of.
    pub(super) instruments_of: BTreeMap<Index, BTreeSet<Index>>,
    /// Topics, agencies and jurisdictions that some briefing with a page is filed under, listed or withdrawn: their pages
    /// go on answering when their last briefing is withdrawn.
    filed: BTreeSet<EntityId>,
    /// Dated events of listed briefings, the earliest first.
    pub(super) events: Vec<EntryId>,
    /// Commitments of listed briefings, in their order.
    pub(super) commitments: Vec<EntryId>,
    /// The dated events and commitments by what they are about.
    pub(super) indexes: Indexes,
    /// Editions, the oldest first.
    pub(super) editions: Vec<Index>,
    /// The page of each entity that has one, by kind and index, as written in links.
    pub(super) urls: [Vec<Option<Box<str>>>; Kind::COUNT],
}

/// Open commitments on the front page of the tracker: the pages of the years hold all.
pub const TRACKED: usize = 200;

/// The dated events and commitments of a localized site by what they are about.
#[derive(Debug, Default)]
pub(in crate::site) struct Indexes {
    /// The open commitments: by the day on which they are due, then the newest first.
    pub(in crate::site) open: Vec<EntryId>,
    /// Those of each topic and agency that has some, in the same order.
    pub(in crate::site) open_of: BTreeMap<EntityId, Vec<EntryId>>,
    /// The topics and agencies with one among the first [`TRACKED`].
    pub(in crate::site) tracked: BTreeSet<EntityId>,
    /// The commitments that are part of each instrument, in the order of their briefings.
    pub(in crate::site) commitments_of: BTreeMap<Index, Vec<EntryId>>,
    /// The dated events of each topic, agency and instrument, the earliest first. Those of withdrawn briefings are in no list,
    /// but a calendar that somebody may have subscribed to stays when its last date is withdrawn, and is empty then.
    pub(in crate::site) events_of: BTreeMap<EntityId, Vec<EntryId>>,
    /// Whether a briefing with a page has dated events.
    pub(in crate::site) dated: bool,
    /// The dated events that are not over on the day of the build, the earliest first.
    pub(in crate::site) ahead: Vec<EntryId>,
    /// Those of each topic, agency and instrument that has some.
    pub(in crate::site) ahead_of: BTreeMap<EntityId, Vec<EntryId>>,
}

impl LocalizedSite {
    /// Whether a topic, agency or jurisdiction has a page of its own here.
    #[must_use]
    pub fn has(&self, kind: Kind, index: Index) -> bool {
        let thing = EntityId { kind, index };
        record(Dependency::Entity(thing));
        self.holds(thing)
    }

    /// Whether any of a kind has.
    #[must_use]
    pub fn has_any(&self, kind: Kind) -> bool {
        self.filed(kind).next().is_some()
    }

    /// The topics, agencies or other entities of a kind that have.
    pub fn filed(&self, kind: Kind) -> impl Iterator<Item = EntityId> {
        self.record(ListKey::Filed(kind));
        self.filed.iter().copied().filter(move |thing| thing.kind == kind)
    }

    /// The page of an entity, as written in links; `None` where it has no page in this language.
    #[must_use]
    pub fn url(&self, thing: EntityId) -> Option<&str> {
        record(Dependency::Entity(thing));
        self.address(thing)
    }

    /// Briefings that have a page: listed and withdrawn ones.
    #[must_use]
    pub fn pages(&self) -> &[Index] {
        self.record(ListKey::Pages);
        &self.pages
    }

    /// Briefings in listings and feeds.
    #[must_use]
    pub fn briefings(&self) -> &[Index] {
        self.record(ListKey::Briefings);
        &self.briefings
    }

    /// The listed briefings of a topic, those of its children included, of an agency or a jurisdiction, or those that tell
    /// of an instrument. Things of other kinds have none.
    #[must_use]
    pub fn briefings_of(&self, thing: EntityId) -> &[Index] {
        self.record(ListKey::Of(thing));
        self.filed_under(thing.kind).get(thing.index).map_or(&[], Vec::as_slice)
    }

    /// The instruments that the listed briefings of a topic tell of.
    pub fn instruments_of(&self, topic: Index) -> impl Iterator<Item = Index> {
        self.record(ListKey::InstrumentsOf(topic));
        self.instruments_of.get(&topic).into_iter().flatten().copied()
    }

    /// Dated events of listed briefings, the earliest first.
    #[must_use]
    pub fn events(&self) -> &[EntryId] {
        self.record(ListKey::Events);
        &self.events
    }

    /// Whether a dated event is among them.
    #[must_use]
    pub fn holds_event(&self, event: EntryId) -> bool {
        self.record(ListKey::Briefings);
        self.briefings.binary_search(&event.briefing).is_ok()
    }

    /// Those of a topic, agency or instrument, the earliest first. None are left where its last one was withdrawn; `None` where
    /// it never had one.
    #[must_use]
    pub fn events_of(&self, thing: EntityId) -> Option<&[EntryId]> {
        self.record(ListKey::EventsOf(thing));
        self.indexes.events_of.get(&thing).map(Vec::as_slice)
    }

    /// The topics and agencies that have, or had, dated events.
    pub fn with_events(&self) -> impl Iterator<Item = EntityId> {
        record(Dependency::Everything);
        self.indexes.events_of.keys().copied().filter(|thing| thing.kind != Kind::Instrument)
    }

    /// Whether a briefing with a page has dated events. Those of withdrawn ones are in no list, but what somebody may have
    /// subscribed to stays when its last date is withdrawn, and is empty then.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.record(ListKey::Dated);
        self.indexes.dated
    }

    /// Dated events that are not over on the day of the build, the earliest first.
    #[must_use]
    pub fn ahead(&self) -> &[EntryId] {
        self.record(ListKey::Ahead);
        &self.indexes.ahead
    }

    /// Those of a topic, agency or instrument, the earliest first.
    #[must_use]
    pub fn ahead_of(&self, thing: EntityId) -> &[EntryId] {
        self.record(ListKey::AheadOf(thing));
        self.indexes.ahead_of.get(&thing).map_or(&[], Vec::as_slice)
    }

    /// Commitments of listed briefings, in their order.
    #[must_use]
    pub fn commitments(&self) -> &[EntryId] {
        self.record(ListKey::Commitments);
        &self.commitments
    }

    /// Those that are part of an instrument, in the same order.
    #[must_use]
    pub fn commitments_of(&self, instrument: Index) -> &[EntryId] {
        self.record(ListKey::CommitmentsOf(instrument));
        self.indexes.commitments_of.get(&instrument).map_or(&[], Vec::as_slice)
    }

    /// The open commitments: by the day on which they are due, then the newest first.
    #[must_use]
    pub fn open(&self) -> &[EntryId] {
        self.record(ListKey::Open);
        &self.indexes.open
    }

    /// Those of a topic or agency, in the same order.
    #[must_use]
    pub fn open_of(&self, thing: EntityId) -> &[EntryId] {
        self.record(ListKey::OpenOf(thing));
        self.indexes.open_of.get(&thing).map_or(&[], Vec::as_slice)
    }

    /// Whether one of those of a topic or agency is on the front page of the tracker.
    #[must_use]
    pub fn is_tracked(&self, thing: EntityId) -> bool {
        self.record(ListKey::OpenOf(thing));
        self.indexes.tracked.contains(&thing)
    }

    /// The topics and agencies with open commitments, each with its own.
    pub fn open_subjects(&self) -> impl Iterator<Item = (EntityId, &[EntryId])> {
        self.record(ListKey::OpenSubjects);
        self.indexes.open_of.iter().map(|(thing, items)| (*thing, &items[..]))
    }

    /// Editions, the oldest first.
    #[must_use]
    pub fn editions(&self) -> &[Index] {
        self.record(ListKey::Editions);
        &self.editions
    }

    /// Records that a stretch of the briefings of a topic was read, and where it ends: what comes in there changes the window
    /// behind it.
    pub(in crate::site) fn record_windows(&self, topic: Index, stretch: std::ops::Range<usize>) {
        for window in stretch.start / WINDOW..=stretch.end / WINDOW {
            record(Dependency::Window(self.language, topic, window));
        }
    }

    fn record(&self, list: ListKey) {
        record(Dependency::ListKey(self.language, list));
    }

    /// [`LocalizedSite::has`], without recording it.
    pub(in crate::site) fn holds(&self, thing: EntityId) -> bool {
        self.filed.contains(&thing)
    }

    /// [`LocalizedSite::url`], without recording it.
    pub(in crate::site) fn address(&self, thing: EntityId) -> Option<&str> {
        self.urls[thing.kind as usize].get(thing.index)?.as_deref()
    }

    /// The listed briefings of each topic, agency, jurisdiction or instrument.
    pub(in crate::site) fn filed_under(&self, kind: Kind) -> &[Vec<Index>] {
        match kind {
            Kind::Topic => &self.by_topic,
            Kind::Agency => &self.by_agency,
            Kind::Jurisdiction => &self.by_jurisdiction,
            Kind::Instrument => &self.by_instrument,
            // Nothing is filed under the others.
            _ => &[],
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
    pub(in crate::site) fn local(
        &self,
        language: usize,
        shown: &Shown,
        commitments: &[CommitmentProgress],
        schedules: &BTreeMap<EntryId, Schedule>,
        moment: Moment,
    ) -> LocalizedSite {
        let mut local = LocalizedSite {
            language,
            locale: Locale::styled(&self.config.languages[language], self.config.number_style(language)),
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
            indexes: Indexes::default(),
            editions: Vec::new(),
            urls: Default::default(),
        };
        for (index, briefing) in self.briefings.iter().enumerate() {
            if !shown[Kind::Briefing as usize][index] || briefing.version(language).is_none() {
                continue;
            }
            local.pages.push(index);
            let named = [(Kind::Topic, &briefing.topics), (Kind::Agency, &briefing.agencies), (Kind::Jurisdiction, &briefing.jurisdictions)];
            local.filed.extend(named.iter().flat_map(|(kind, list)| list.iter().map(|index| EntityId { kind: *kind, index: *index })));
            local.filed.extend(self.named(index).map(|(kind, index)| EntityId { kind, index }));
            if briefing.is_listed() {
                local.events.extend((0..briefing.events.len()).map(|entry| EntryId { briefing: index, index: entry }));
                local.briefings.push(index);
                briefing.topics.iter().for_each(|t| local.by_topic[*t].push(index));
                briefing.agencies.iter().for_each(|a| local.by_agency[*a].push(index));
                briefing.jurisdictions.iter().for_each(|j| local.by_jurisdiction[*j].push(index));
                for (_, instrument) in self.named(index).filter(|(kind, _)| *kind == Kind::Instrument) {
                    let list = &mut local.by_instrument[instrument];
                    // A briefing may name it in several places.
                    if list.last() != Some(&index) {
                        list.push(index);
                    }
                    for topic in &briefing.topics {
                        local.instruments_of.entry(*topic).or_default().insert(instrument);
                    }
                }
            }
        }
        let own = |item: &EntryId| self.event(*item).date.unwrap_or(self.briefings[item.briefing].date);
        let day = |item: &EntryId| schedules.get(item).map_or_else(|| own(item), |schedule| schedule.known.date);
        local.events.sort_by_key(|item| (day(item), *item));
        let there = |item: &EntryId| self.briefings[item.briefing].version(language).is_some();
        local.commitments = commitments.iter().map(|progress| progress.commitment).filter(there).collect();
        // An instrument that another one with a page does something to has a page too.
        let named: Vec<Index> = (0..self.instruments.len()).filter(|index| local.has(Kind::Instrument, *index)).collect();
        for index in named {
            let instrument = &self.instruments[index];
            let others = instrument.relates.iter().chain(&instrument.related).map(|(other, _)| EntityId { kind: Kind::Instrument, index: *other });
            local.filed.extend(others);
        }
        let out = |index: &Index| shown[Kind::Edition as usize][*index] && self.editions[*index].version(language).is_some();
        local.editions = (0..self.editions.len()).filter(out).collect();
        local.editions.sort_by_key(|index| (self.editions[*index].shared().date, *index));
        local.filed.extend(local.editions.iter().map(|index| EntityId { kind: Kind::Edition, index: *index }));
        local.filed.extend(self.published_before(language, "", moment.today));
        local
    }
}
