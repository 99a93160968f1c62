//! What stands for a thing in every build, and hashes of what refers to things.
//!
//! Indices mean other things in other builds, so each is hashed as the name of its thing. Everything is hashed with all its
//! fields: a pattern without `..` makes the compiler ask for a new field here.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::content::{Kind, Stage};
use crate::site::Index;
use crate::site::link::references::Resolution;
use crate::site::model::{
    Agency, Briefing, Commitment, Edition, EntityId, EntryId, Figure, Indicator, Instrument, Jurisdiction, Page, Term, Topic, Vantage, Version,
};
use crate::site::progress::{CommitmentProgress, InstrumentHistory, Step};
use crate::site::published::Site;
use crate::site::series::Observation;

/// The names of all things, which stand for them in every build.
#[derive(Debug, Default)]
pub struct StableIds([Vec<u64>; Kind::COUNT]);

impl StableIds {
    pub(in crate::site) fn new(site: &Site<'_>) -> Self {
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

    pub(in crate::site) fn thing(&self, thing: EntityId) -> u64 {
        self.of(thing.kind, thing.index)
    }

    pub(in crate::site) fn of(&self, kind: Kind, index: Index) -> u64 {
        self.0[kind as usize][index]
    }
}

/// The hash of a value that holds no index.
pub(in crate::site) fn number(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Something that may hold indices. They mean other things in other builds, so each is hashed as the name of its thing.
pub trait StableHash {
    /// Hashes it.
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher);
}

/// The hash of a value.
pub(in crate::site) fn of(value: &(impl StableHash + ?Sized), names: &StableIds) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.stable_hash(names, &mut hasher);
    hasher.finish()
}

impl StableHash for EntityId {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        names.thing(*self).hash(to);
    }
}

impl StableHash for EntryId {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { briefing, index } = self;
        (names.of(Kind::Briefing, *briefing), index).hash(to);
    }
}

impl<T: StableHash> StableHash for Option<T> {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        self.is_some().hash(to);
        if let Some(value) = self {
            value.stable_hash(names, to);
        }
    }
}

impl<T: StableHash> StableHash for [T] {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        self.len().hash(to);
        for value in self {
            value.stable_hash(names, to);
        }
    }
}

impl<T: StableHash> StableHash for Vec<T> {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        self[..].stable_hash(names, to);
    }
}

impl<T: StableHash + ?Sized> StableHash for Arc<T> {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        (**self).stable_hash(names, to);
    }
}

impl<T: StableHash + ?Sized> StableHash for &T {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        (**self).stable_hash(names, to);
    }
}

/// Indices of things of one kind.
#[derive(Debug, Clone, Copy)]
pub struct All<'a>(pub Kind, pub &'a [Index]);

impl StableHash for All<'_> {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        self.1.len().hash(to);
        self.1.iter().for_each(|index| names.of(self.0, *index).hash(to));
    }
}

/// Indices of things of one kind, some of which may be missing.
struct Each<'a>(Kind, &'a [Option<Index>]);

impl StableHash for Each<'_> {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        self.1.len().hash(to);
        self.1.iter().for_each(|index| One(self.0, *index).stable_hash(names, to));
    }
}

/// The index of a thing that may be missing.
struct One(Kind, Option<Index>);

impl StableHash for One {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        self.1.map(|index| names.of(self.0, index)).hash(to);
    }
}

impl StableHash for Resolution {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        std::mem::discriminant(self).hash(to);
        match self {
            Self::EntityId { thing, language, fragment, label } => {
                thing.stable_hash(names, to);
                (language, fragment, label).hash(to);
            }
            Self::Here(fragment) => fragment.hash(to),
            Self::Asset(path) => path.hash(to),
            Self::Address { path, rest } => (path, rest).hash(to),
            Self::Citation(source) => source.hash(to),
            Self::Figure { item, part } => {
                item.stable_hash(names, to);
                part.hash(to);
            }
            Self::Date(item) => item.stable_hash(names, to),
            Self::Nothing => {}
        }
    }
}

impl StableHash for Version {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { document, body, inlines, from: Vantage { day, briefing } } = self;
        // The document is what its bytes say under its path; the settings of parsing are compared elsewhere.
        (&document.path, &document.source).hash(to);
        body.stable_hash(names, to);
        for resolutions in inlines {
            resolutions.stable_hash(names, to);
        }
        day.hash(to);
        One(Kind::Briefing, *briefing).stable_hash(names, to);
    }
}

impl StableHash for Figure {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { indicator, revises, part_of, source } = self;
        One(Kind::Indicator, *indicator).stable_hash(names, to);
        revises.stable_hash(names, to);
        (part_of, source).hash(to);
    }
}

impl StableHash for Commitment {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { actor, topics, instruments, target, source } = self;
        One(Kind::Agency, *actor).stable_hash(names, to);
        All(Kind::Topic, topics).stable_hash(names, to);
        All(Kind::Instrument, instruments).stable_hash(names, to);
        One(Kind::Indicator, *target).stable_hash(names, to);
        source.hash(to);
    }
}

impl StableHash for Briefing {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self {
            versions,
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
            date_updates,
            moves,
            replaced_by,
            image,
        } = self;
        versions.stable_hash(names, to);
        (id, date, own_topics).hash(to);
        All(Kind::Topic, topics).stable_hash(names, to);
        All(Kind::Agency, agencies).stable_hash(names, to);
        All(Kind::Jurisdiction, jurisdictions).stable_hash(names, to);
        Each(Kind::Agency, people).stable_hash(names, to);
        Each(Kind::Agency, publishers).stable_hash(names, to);
        figures.stable_hash(names, to);
        commitments.stable_hash(names, to);
        commitment_updates.stable_hash(names, to);
        Each(Kind::Instrument, events).stable_hash(names, to);
        date_updates.stable_hash(names, to);
        Each(Kind::Instrument, moves).stable_hash(names, to);
        One(Kind::Briefing, *replaced_by).stable_hash(names, to);
        image.stable_hash(names, to);
    }
}

impl StableHash for Topic {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { versions, id, parent, children, featured } = self;
        versions.stable_hash(names, to);
        id.hash(to);
        One(Kind::Topic, *parent).stable_hash(names, to);
        All(Kind::Topic, children).stable_hash(names, to);
        All(Kind::Indicator, featured).stable_hash(names, to);
    }
}

impl StableHash for Agency {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { versions, id, jurisdiction, parent, successor } = self;
        versions.stable_hash(names, to);
        id.hash(to);
        One(Kind::Jurisdiction, *jurisdiction).stable_hash(names, to);
        One(Kind::Agency, *parent).stable_hash(names, to);
        One(Kind::Agency, *successor).stable_hash(names, to);
    }
}

impl StableHash for Indicator {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { versions, id, jurisdiction, agency, topics, part_of } = self;
        versions.stable_hash(names, to);
        id.hash(to);
        One(Kind::Jurisdiction, *jurisdiction).stable_hash(names, to);
        One(Kind::Agency, *agency).stable_hash(names, to);
        All(Kind::Topic, topics).stable_hash(names, to);
        One(Kind::Indicator, *part_of).stable_hash(names, to);
    }
}

impl StableHash for Instrument {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { versions, id, jurisdiction, agencies, relates, related } = self;
        versions.stable_hash(names, to);
        id.hash(to);
        One(Kind::Jurisdiction, *jurisdiction).stable_hash(names, to);
        All(Kind::Agency, agencies).stable_hash(names, to);
        for list in [relates, related] {
            list.len().hash(to);
            for (other, kind) in list {
                (names.of(Kind::Instrument, *other), kind.word()).hash(to);
            }
        }
    }
}

impl StableHash for Edition {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { versions, id, lead, briefings } = self;
        versions.stable_hash(names, to);
        id.hash(to);
        One(Kind::Briefing, *lead).stable_hash(names, to);
        All(Kind::Briefing, briefings).stable_hash(names, to);
    }
}

macro_rules! plain {
    ($($node:ident),*) => { $(
        impl StableHash for $node {
            fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
                let Self { versions, id } = self;
                versions.stable_hash(names, to);
                id.hash(to);
            }
        }
    )* };
}

plain!(Jurisdiction, Term, Page);

impl StableHash for Observation {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { figure, from, at, also, revised } = self;
        (from, at).hash(to);
        figure.stable_hash(names, to);
        also.stable_hash(names, to);
        revised.stable_hash(names, to);
    }
}

impl StableHash for Step {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { item, date, ahead, stage } = self;
        item.stable_hash(names, to);
        (date, ahead, stage.map(Stage::word)).hash(to);
    }
}

impl StableHash for InstrumentHistory {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { steps, stage } = self;
        steps.stable_hash(names, to);
        stage.map(Stage::word).hash(to);
    }
}

impl StableHash for CommitmentProgress {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { commitment, updates, status, reported, silent } = self;
        commitment.stable_hash(names, to);
        updates.stable_hash(names, to);
        (status.word(), reported, silent).hash(to);
    }
}
