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
    Agency, Briefing, Commitment, Edition, Figure, Indicator, Instrument, Item, Jurisdiction, Page, Term, Thing, Topic, Vantage, Version,
};
use crate::site::progress::{Progress, Step, Track};
use crate::site::published::Site;
use crate::site::series::Observation;

/// The names of all things, which stand for them in every build.
#[derive(Debug, Default)]
pub struct Identities([Vec<u64>; Kind::COUNT]);

impl Identities {
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

    pub(in crate::site) fn thing(&self, thing: Thing) -> u64 {
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
pub trait Identify {
    /// Hashes it.
    fn feed(&self, names: &Identities, to: &mut DefaultHasher);
}

/// The hash of a value.
pub(in crate::site) fn of(value: &(impl Identify + ?Sized), names: &Identities) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.feed(names, &mut hasher);
    hasher.finish()
}

impl Identify for Thing {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        names.thing(*self).hash(to);
    }
}

impl Identify for Item {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { briefing, index } = self;
        (names.of(Kind::Briefing, *briefing), index).hash(to);
    }
}

impl<T: Identify> Identify for Option<T> {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        self.is_some().hash(to);
        if let Some(value) = self {
            value.feed(names, to);
        }
    }
}

impl<T: Identify> Identify for [T] {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        self.len().hash(to);
        for value in self {
            value.feed(names, to);
        }
    }
}

impl<T: Identify> Identify for Vec<T> {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        self[..].feed(names, to);
    }
}

impl<T: Identify + ?Sized> Identify for Arc<T> {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        (**self).feed(names, to);
    }
}

impl<T: Identify + ?Sized> Identify for &T {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        (**self).feed(names, to);
    }
}

/// Indices of things of one kind.
#[derive(Debug, Clone, Copy)]
pub struct All<'a>(pub Kind, pub &'a [Index]);

impl Identify for All<'_> {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        self.1.len().hash(to);
        self.1.iter().for_each(|index| names.of(self.0, *index).hash(to));
    }
}

/// Indices of things of one kind, some of which may be missing.
struct Each<'a>(Kind, &'a [Option<Index>]);

impl Identify for Each<'_> {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        self.1.len().hash(to);
        self.1.iter().for_each(|index| One(self.0, *index).feed(names, to));
    }
}

/// The index of a thing that may be missing.
struct One(Kind, Option<Index>);

impl Identify for One {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        self.1.map(|index| names.of(self.0, index)).hash(to);
    }
}

impl Identify for Resolution {
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
            Self::Date(item) => item.feed(names, to),
            Self::Nothing => {}
        }
    }
}

impl Identify for Version {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { document, body, inlines, from: Vantage { day, briefing } } = self;
        // The document is what its bytes say under its path; the settings of parsing are compared elsewhere.
        (&document.path, &document.source).hash(to);
        body.feed(names, to);
        for resolutions in inlines {
            resolutions.feed(names, to);
        }
        day.hash(to);
        One(Kind::Briefing, *briefing).feed(names, to);
    }
}

impl Identify for Figure {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { indicator, revises, part_of, source } = self;
        One(Kind::Indicator, *indicator).feed(names, to);
        revises.feed(names, to);
        (part_of, source).hash(to);
    }
}

impl Identify for Commitment {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { actor, topics, instruments, target, source } = self;
        One(Kind::Agency, *actor).feed(names, to);
        All(Kind::Topic, topics).feed(names, to);
        All(Kind::Instrument, instruments).feed(names, to);
        One(Kind::Indicator, *target).feed(names, to);
        source.hash(to);
    }
}

impl Identify for Briefing {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
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
        versions.feed(names, to);
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
        date_updates.feed(names, to);
        Each(Kind::Instrument, moves).feed(names, to);
        One(Kind::Briefing, *replaced_by).feed(names, to);
        image.feed(names, to);
    }
}

impl Identify for Topic {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { versions, id, parent, children, featured } = self;
        versions.feed(names, to);
        id.hash(to);
        One(Kind::Topic, *parent).feed(names, to);
        All(Kind::Topic, children).feed(names, to);
        All(Kind::Indicator, featured).feed(names, to);
    }
}

impl Identify for Agency {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { versions, id, jurisdiction, parent, successor } = self;
        versions.feed(names, to);
        id.hash(to);
        One(Kind::Jurisdiction, *jurisdiction).feed(names, to);
        One(Kind::Agency, *parent).feed(names, to);
        One(Kind::Agency, *successor).feed(names, to);
    }
}

impl Identify for Indicator {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { versions, id, jurisdiction, agency, topics, part_of } = self;
        versions.feed(names, to);
        id.hash(to);
        One(Kind::Jurisdiction, *jurisdiction).feed(names, to);
        One(Kind::Agency, *agency).feed(names, to);
        All(Kind::Topic, topics).feed(names, to);
        One(Kind::Indicator, *part_of).feed(names, to);
    }
}

impl Identify for Instrument {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { versions, id, jurisdiction, agencies, relates, related } = self;
        versions.feed(names, to);
        id.hash(to);
        One(Kind::Jurisdiction, *jurisdiction).feed(names, to);
        All(Kind::Agency, agencies).feed(names, to);
        for list in [relates, related] {
            list.len().hash(to);
            for (other, kind) in list {
                (names.of(Kind::Instrument, *other), kind.word()).hash(to);
            }
        }
    }
}

impl Identify for Edition {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { versions, id, lead, briefings } = self;
        versions.feed(names, to);
        id.hash(to);
        One(Kind::Briefing, *lead).feed(names, to);
        All(Kind::Briefing, briefings).feed(names, to);
    }
}

macro_rules! plain {
    ($($node:ident),*) => { $(
        impl Identify for $node {
            fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
                let Self { versions, id } = self;
                versions.feed(names, to);
                id.hash(to);
            }
        }
    )* };
}

plain!(Jurisdiction, Term, Page);

impl Identify for Observation {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { figure, from, at, also, revised } = self;
        (from, at).hash(to);
        figure.feed(names, to);
        also.feed(names, to);
        revised.feed(names, to);
    }
}

impl Identify for Step {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { item, date, ahead, stage } = self;
        item.feed(names, to);
        (date, ahead, stage.map(Stage::word)).hash(to);
    }
}

impl Identify for Track {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { steps, stage } = self;
        steps.feed(names, to);
        stage.map(Stage::word).hash(to);
    }
}

impl Identify for Progress {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        let Self { commitment, updates, status, reported, silent } = self;
        commitment.feed(names, to);
        updates.feed(names, to);
        (status.word(), reported, silent).hash(to);
    }
}
