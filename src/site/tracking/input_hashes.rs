//! The parts of the digest that views read, each as a number that changes when the part does.
//!
//! Parts are named by what they are and not by their index, so that the same part has the same name in the next build,
//! whatever came or went before it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::dependencies::{List, Read, WINDOW};
use super::stable_hash::{All, Identify, Identities, number, of};
use crate::content::Kind;
use crate::site::Index;
use crate::site::localized::Section;
use crate::site::model::{Item, Thing};
use crate::site::published::Site;

/// The name of a part: as much of a hash as tells a few hundred thousand of them apart. Two parts of one name count as one.
pub type Cell = u32;

/// The parts of a digest and what they are now.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cells(HashMap<Cell, u64>);

impl Cells {
    fn add(&mut self, cell: Cell, value: u64) {
        let known = self.0.entry(cell).or_default();
        *known = known.wrapping_add(value);
    }

    /// The parts that are not what they were in `old`: changed, new or gone.
    #[must_use]
    pub fn changed(&self, old: &Self) -> Vec<Cell> {
        let new = self.0.iter().filter(|(cell, value)| old.0.get(cell) != Some(value));
        let gone = old.0.iter().filter(|(cell, _)| !self.0.contains_key(cell));
        new.chain(gone).map(|(cell, _)| *cell).collect()
    }
}

impl Site<'_> {
    /// What stands for each thing in every build.
    #[must_use]
    pub fn identities(&self) -> &Identities {
        &self.names
    }

    /// All parts of the digest that a view may read, as they are now.
    #[must_use]
    pub fn cells(&self) -> Cells {
        let (names, linked) = (&self.names, self.linked);
        let mut cells = Cells::default();
        let mut everything = DefaultHasher::new();
        let mut things = |kind: Kind, values: Vec<u64>| {
            let mut whole = DefaultHasher::new();
            for (index, value) in values.into_iter().enumerate() {
                let thing = Thing { kind, index };
                let there = |section: &Section| (section.address(thing).is_some(), section.holds(thing));
                let shown = kind == Kind::Briefing && self.is_shown(index);
                let value = number(&(value, shown, self.sections.iter().map(there).collect::<Vec<_>>()));
                cells.add(self.cell(Read::Thing(thing)), value);
                (names.thing(thing), value).hash(&mut whole);
            }
            cells.add(self.cell(Read::Kind(kind)), whole.finish());
            whole.finish().hash(&mut everything);
        };
        things(Kind::Briefing, linked.briefings.par_iter().with_min_len(64).map(|n| of(n, names)).collect());
        things(Kind::Topic, linked.topics.iter().map(|n| of(n, names)).collect());
        things(Kind::Agency, linked.agencies.iter().map(|n| of(n, names)).collect());
        things(Kind::Jurisdiction, linked.jurisdictions.iter().map(|n| of(n, names)).collect());
        things(Kind::Indicator, linked.indicators.iter().map(|n| of(n, names)).collect());
        things(Kind::Instrument, linked.instruments.iter().map(|n| of(n, names)).collect());
        things(Kind::Edition, linked.editions.iter().map(|n| of(n, names)).collect());
        things(Kind::Term, linked.terms.iter().map(|n| of(n, names)).collect());
        things(Kind::Page, linked.pages.iter().map(|n| of(n, names)).collect());
        cells.add(self.cell(Read::Everything), everything.finish());
        for (index, observations) in self.series.iter().enumerate() {
            cells.add(self.cell(Read::Series(index)), of(&observations[..], names));
            // Feeds have them as the briefings came, and not by the time that they are about.
            let mut told: Vec<Item> = observations.iter().flat_map(|o| std::iter::once(o.figure).chain(o.also.iter().copied())).collect();
            told.sort_unstable();
            cells.add(self.cell(Read::Series(index)), of(&told[..], names));
        }
        for (figure, reviser) in &self.revisions {
            cells.add(self.cell(Read::Revision(*figure)), of(reviser, names));
        }
        let mut schedules = DefaultHasher::new();
        for (event, schedule) in &self.schedules {
            let (cell, value) = (self.cell(Read::Schedule(*event)), of(schedule, names));
            cells.add(cell, value);
            (cell, value).hash(&mut schedules);
        }
        cells.add(self.cell(Read::Schedules), schedules.finish());
        for (index, track) in self.tracks.iter().enumerate() {
            cells.add(self.cell(Read::Track(index)), of(track, names));
        }
        for progress in &self.commitments {
            cells.add(self.cell(Read::Progress(progress.commitment)), of(progress, names));
        }
        for section in &self.sections {
            self.lists(section, &mut cells);
        }
        cells
    }

    /// The lists of a section.
    fn lists(&self, section: &Section, cells: &mut Cells) {
        let names = &self.names;
        let mut list = |list: List, value: u64| cells.add(self.cell(Read::List(section.language, list)), value);
        list(List::Pages, of(&All(Kind::Briefing, &section.pages), names));
        list(List::Briefings, of(&All(Kind::Briefing, &section.briefings), names));
        list(List::Editions, of(&All(Kind::Edition, &section.editions), names));
        list(List::Events, of(&section.events[..], names));
        list(List::Commitments, of(&section.commitments[..], names));
        list(List::Open, of(&section.subjects.open[..], names));
        list(List::Ahead, of(&section.subjects.ahead[..], names));
        list(List::Dated, u64::from(section.subjects.dated));
        for kind in [Kind::Topic, Kind::Agency, Kind::Jurisdiction, Kind::Instrument] {
            for (index, briefings) in section.filed_under(kind).iter().enumerate() {
                list(List::Of(Thing { kind, index }), of(&All(Kind::Briefing, briefings), names));
            }
        }
        for kind in Kind::ALL {
            let filed: Vec<Thing> = section.filed(kind).collect();
            list(List::Filed(kind), of(&filed[..], names));
        }
        let mut subjects = DefaultHasher::new();
        for (thing, items) in &section.subjects.open_of {
            let value = number(&(of(&items[..], names), section.subjects.tracked.contains(thing)));
            list(List::OpenOf(*thing), value);
            (names.thing(*thing), value).hash(&mut subjects);
        }
        list(List::OpenSubjects, subjects.finish());
        for (thing, items) in &section.subjects.events_of {
            list(List::EventsOf(*thing), of(&items[..], names));
        }
        for (thing, items) in &section.subjects.ahead_of {
            list(List::AheadOf(*thing), of(&items[..], names));
        }
        for (topic, instruments) in &section.instruments_of {
            let instruments: Vec<Index> = instruments.iter().copied().collect();
            list(List::InstrumentsOf(*topic), of(&All(Kind::Instrument, &instruments), names));
        }
        for (instrument, items) in &section.subjects.commitments_of {
            list(List::CommitmentsOf(*instrument), of(&items[..], names));
        }
        for (topic, briefings) in section.by_topic.iter().enumerate() {
            for (window, briefings) in briefings.chunks(WINDOW).enumerate() {
                let mut hasher = DefaultHasher::new();
                for index in briefings {
                    let briefing = &self.linked.briefings[*index];
                    // Which of two comes first is a matter of their days.
                    (names.of(Kind::Briefing, *index), briefing.date).hash(&mut hasher);
                    briefing.own_topics.hash(&mut hasher);
                    All(Kind::Topic, &briefing.topics).feed(names, &mut hasher);
                    All(Kind::Agency, &briefing.agencies).feed(names, &mut hasher);
                    All(Kind::Jurisdiction, &briefing.jurisdictions).feed(names, &mut hasher);
                }
                cells.add(self.cell(Read::Window(section.language, topic, window)), hasher.finish());
            }
        }
    }

    /// The name of a part.
    pub(in crate::site) fn cell(&self, read: Read) -> Cell {
        let names = &self.names;
        let item = |item: Item| (names.of(Kind::Briefing, item.briefing), item.index);
        let name = match read {
            Read::Thing(thing) => names.thing(thing),
            Read::Kind(kind) => number(&(1_u8, kind)),
            Read::List(language, list) => {
                let thing = match list {
                    List::Of(thing) | List::EventsOf(thing) | List::AheadOf(thing) | List::OpenOf(thing) => names.thing(thing),
                    List::InstrumentsOf(topic) => names.of(Kind::Topic, topic),
                    List::CommitmentsOf(instrument) => names.of(Kind::Instrument, instrument),
                    List::Filed(kind) => kind as u64,
                    List::Pages
                    | List::Briefings
                    | List::Editions
                    | List::Events
                    | List::Ahead
                    | List::Dated
                    | List::Commitments
                    | List::Open
                    | List::OpenSubjects => 0,
                };
                number(&(2_u8, language, std::mem::discriminant(&list), thing))
            }
            Read::Window(language, topic, window) => number(&(3_u8, language, names.of(Kind::Topic, topic), window)),
            Read::Series(indicator) => number(&(4_u8, names.of(Kind::Indicator, indicator))),
            Read::Track(instrument) => number(&(5_u8, names.of(Kind::Instrument, instrument))),
            Read::Progress(commitment) => number(&(6_u8, item(commitment))),
            Read::Everything => number(&7_u8),
            Read::Revision(figure) => number(&(8_u8, item(figure))),
            Read::Schedule(event) => number(&(9_u8, item(event))),
            Read::Schedules => number(&10_u8),
        };
        // Any half of it is as good as the other.
        (name >> 32) as Cell
    }
}
