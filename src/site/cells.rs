//! The parts of the digest that views read, each as a number that changes when the part does.
//!
//! Parts are named by what they are and not by their index, so that the same part has the same name in the next build,
//! whatever came or went before it. Everything is hashed with all its fields: a pattern without `..` makes the compiler ask
//! for a new field here.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::Index;
use super::nodes::{Agency, Briefing, Commitment, Edition, Figure, Indicator, Instrument, Item, Jurisdiction, Page, Term, Thing, Topic, Version, Versions};
use super::reads::{List, Read, WINDOW};
use super::references::Resolution;
use super::series::Observation;
use super::tracks::{Progress, Step, Track};
use super::visible::{Section, Site};
use crate::content::Kind;

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

/// The names of all things, which stand for them in every build.
#[derive(Debug, Default)]
pub(super) struct Identities([Vec<u64>; Kind::COUNT]);

impl Identities {
    pub(super) fn of(site: &Site<'_>) -> Self {
        let linked = site.linked;
        Self(Kind::ALL.map(|kind| match kind {
            Kind::Briefing => linked.briefings.iter().map(|b| number(&(kind, b.date.year(), b.id.as_str()))).collect(),
            Kind::Topic => linked.topics.iter().map(|t| number(&(kind, t.id.as_str()))).collect(),
            Kind::Agency => linked.agencies.iter().map(|a| number(&(kind, a.id.as_str()))).collect(),
            Kind::Jurisdiction => linked.jurisdictions.iter().map(|j| number(&(kind, j.id.as_str()))).collect(),
            Kind::Indicator => linked.indicators.iter().map(|i| number(&(kind, i.id.as_str()))).collect(),
            Kind::Instrument => linked.instruments.iter().map(|i| number(&(kind, i.id.as_str()))).collect(),
            Kind::Edition => linked.editions.iter().map(|e| number(&(kind, e.id.as_str()))).collect(),
            Kind::Term => linked.terms.iter().map(|t| number(&(kind, t.id.as_str()))).collect(),
            Kind::Page => linked.pages.iter().map(|p| number(&(kind, p.id.as_str()))).collect(),
        }))
    }

    pub(super) fn thing(&self, thing: Thing) -> u64 {
        self.0[thing.kind as usize][thing.index]
    }
}

fn number(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Hashes what holds indices: each index as the name of its thing.
pub(super) trait Named {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher);
}

fn of(value: &(impl Named + ?Sized), names: &Identities) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.feed(names, &mut hasher);
    hasher.finish()
}

impl Named for Thing {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        names.thing(*self).hash(to);
    }
}

impl Named for Item {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { briefing, index } = self;
        (names.0[Kind::Briefing as usize][*briefing], index).hash(to);
    }
}

impl<T: Named> Named for Option<T> {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        self.is_some().hash(to);
        if let Some(value) = self {
            value.feed(names, to);
        }
    }
}

impl<T: Named> Named for [T] {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        self.len().hash(to);
        self.iter().for_each(|value| value.feed(names, to));
    }
}

/// Indices of things of one kind.
struct All<'a>(Kind, &'a [Index]);

impl Named for All<'_> {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        self.1.len().hash(to);
        self.1.iter().for_each(|index| names.0[self.0 as usize][*index].hash(to));
    }
}

/// Indices of things of one kind, some of which may be missing.
struct Each<'a>(Kind, &'a [Option<Index>]);

impl Named for Each<'_> {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        self.1.len().hash(to);
        self.1.iter().for_each(|index| One(self.0, *index).feed(names, to));
    }
}

/// The index of a thing that may be missing.
struct One(Kind, Option<Index>);

impl Named for One {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        self.1.map(|index| names.0[self.0 as usize][index]).hash(to);
    }
}

impl Named for Resolution {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        std::mem::discriminant(self).hash(to);
        match self {
            Self::Thing { thing, language, fragment, label } => {
                thing.feed(names, to);
                (language, fragment, label).hash(to);
            }
            Self::Here(fragment) => fragment.hash(to),
            Self::Asset(path) => path.hash(to),
            Self::Address { path, rest } => (path, rest).hash(to),
            Self::Citation(source) => source.hash(to),
            Self::Figure { item, part } => {
                item.feed(names, to);
                part.hash(to);
            }
            Self::Nothing => {}
        }
    }
}

impl Named for Version {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { document, body, inlines } = self;
        // The document is what its bytes say under its path; the settings of parsing are compared elsewhere.
        (&document.path, &document.source).hash(to);
        body.feed(names, to);
        inlines.iter().for_each(|resolutions| resolutions.feed(names, to));
    }
}

fn versions(versions: &Versions, names: &Identities, to: &mut DefaultHasher) {
    versions.feed(names, to);
}

impl Named for Figure {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { indicator, revises, part_of, source } = self;
        One(Kind::Indicator, *indicator).feed(names, to);
        revises.feed(names, to);
        (part_of, source).hash(to);
    }
}

impl Named for Commitment {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { actor, topics, instruments, target, source } = self;
        One(Kind::Agency, *actor).feed(names, to);
        All(Kind::Topic, topics).feed(names, to);
        All(Kind::Instrument, instruments).feed(names, to);
        One(Kind::Indicator, *target).feed(names, to);
        source.hash(to);
    }
}

impl Named for Briefing {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self {
            versions: all,
            id,
            date,
            topics,
            own_topics,
            agencies,
            jurisdictions,
            people,
            publishers,
            figures,
            commitments,
            commitment_updates,
            events,
            moves,
            replaced_by,
            image,
        } = self;
        versions(all, names, to);
        (id, date, own_topics).hash(to);
        All(Kind::Topic, topics).feed(names, to);
        All(Kind::Agency, agencies).feed(names, to);
        All(Kind::Jurisdiction, jurisdictions).feed(names, to);
        Each(Kind::Agency, people).feed(names, to);
        Each(Kind::Agency, publishers).feed(names, to);
        figures.feed(names, to);
        commitments.feed(names, to);
        commitment_updates.feed(names, to);
        Each(Kind::Instrument, events).feed(names, to);
        Each(Kind::Instrument, moves).feed(names, to);
        One(Kind::Briefing, *replaced_by).feed(names, to);
        image.feed(names, to);
    }
}

impl Named for Topic {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { versions: all, id, parent, children, featured } = self;
        versions(all, names, to);
        id.hash(to);
        One(Kind::Topic, *parent).feed(names, to);
        All(Kind::Topic, children).feed(names, to);
        All(Kind::Indicator, featured).feed(names, to);
    }
}

impl Named for Agency {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { versions: all, id, jurisdiction, parent, successor } = self;
        versions(all, names, to);
        id.hash(to);
        One(Kind::Jurisdiction, *jurisdiction).feed(names, to);
        One(Kind::Agency, *parent).feed(names, to);
        One(Kind::Agency, *successor).feed(names, to);
    }
}

impl Named for Indicator {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { versions: all, id, jurisdiction, agency, topics, part_of } = self;
        versions(all, names, to);
        id.hash(to);
        One(Kind::Jurisdiction, *jurisdiction).feed(names, to);
        One(Kind::Agency, *agency).feed(names, to);
        All(Kind::Topic, topics).feed(names, to);
        One(Kind::Indicator, *part_of).feed(names, to);
    }
}

impl Named for Instrument {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { versions: all, id, jurisdiction, agencies, relates, related } = self;
        versions(all, names, to);
        id.hash(to);
        One(Kind::Jurisdiction, *jurisdiction).feed(names, to);
        All(Kind::Agency, agencies).feed(names, to);
        for list in [relates, related] {
            list.len().hash(to);
            for (other, kind) in list {
                (names.0[Kind::Instrument as usize][*other], kind.word()).hash(to);
            }
        }
    }
}

impl Named for Edition {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { versions: all, id, lead, briefings } = self;
        versions(all, names, to);
        id.hash(to);
        One(Kind::Briefing, *lead).feed(names, to);
        All(Kind::Briefing, briefings).feed(names, to);
    }
}

macro_rules! plain {
    ($($node:ident),*) => { $(
        impl Named for $node {
            fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
                let Self { versions: all, id } = self;
                versions(all, names, to);
                id.hash(to);
            }
        }
    )* };
}

plain!(Jurisdiction, Term, Page);

impl Named for Observation {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { figure, from, at, also, revised } = self;
        (from, at).hash(to);
        figure.feed(names, to);
        also.feed(names, to);
        revised.feed(names, to);
    }
}

impl Named for Step {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { item, date, stage } = self;
        item.feed(names, to);
        (date, stage.map(|s| s.word())).hash(to);
    }
}

impl Named for Track {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { steps, stage } = self;
        steps.feed(names, to);
        stage.map(|s| s.word()).hash(to);
    }
}

impl Named for Progress {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { commitment, updates, status, reported } = self;
        commitment.feed(names, to);
        updates.feed(names, to);
        (status.word(), reported).hash(to);
    }
}

impl Site<'_> {
    /// A number that stands for a thing in every build.
    #[must_use]
    pub fn identity(&self, thing: Thing) -> u64 {
        self.names.thing(thing)
    }

    /// All parts of the digest that a view may read, as they are now.
    #[must_use]
    pub fn cells(&self) -> Cells {
        let (names, linked) = (&self.names, self.linked);
        let mut cells = Cells::default();
        let today = self.cell(Read::Today);
        cells.add(today, number(&self.moment.today));
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
        things(Kind::Briefing, linked.briefings.iter().map(|n| of(n, names)).collect());
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
            for item in observations.iter().flat_map(|observation| &observation.revised) {
                cells.add(self.cell(Read::Revision(*item)), of(&self.revised_by(*item), names));
            }
        }
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
            let value = of(&items[..], names);
            list(List::OpenOf(*thing), value);
            (names.thing(*thing), value).hash(&mut subjects);
        }
        list(List::OpenSubjects, subjects.finish());
        for (thing, items) in &section.subjects.events_of {
            list(List::EventsOf(*thing), of(&items[..], names));
        }
        for (topic, briefings) in section.by_topic.iter().enumerate() {
            for (window, briefings) in briefings.chunks(WINDOW).enumerate() {
                let mut hasher = DefaultHasher::new();
                for index in briefings {
                    let briefing = &self.linked.briefings[*index];
                    names.0[Kind::Briefing as usize][*index].hash(&mut hasher);
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
    pub(super) fn cell(&self, read: Read) -> Cell {
        let names = &self.names;
        let item = |item: Item| (names.0[Kind::Briefing as usize][item.briefing], item.index);
        let name = match read {
            Read::Today => number(&0_u8),
            Read::Thing(thing) => names.thing(thing),
            Read::Kind(kind) => number(&(1_u8, kind)),
            Read::List(language, list) => {
                let thing = match list {
                    List::Of(thing) | List::EventsOf(thing) | List::OpenOf(thing) => names.thing(thing),
                    List::Filed(kind) => kind as u64,
                    List::Pages | List::Briefings | List::Events | List::Commitments | List::Open | List::OpenSubjects | List::Editions => 0,
                };
                number(&(2_u8, language, std::mem::discriminant(&list), thing))
            }
            Read::Window(language, topic, window) => number(&(3_u8, language, names.0[Kind::Topic as usize][topic], window)),
            Read::Series(indicator) => number(&(4_u8, names.0[Kind::Indicator as usize][indicator])),
            Read::Track(instrument) => number(&(5_u8, names.0[Kind::Instrument as usize][instrument])),
            Read::Progress(commitment) => number(&(6_u8, item(commitment))),
            Read::Everything => number(&7_u8),
            Read::Revision(figure) => number(&(8_u8, item(figure))),
        };
        // As good as any other half of it.
        name as Cell
    }
}
