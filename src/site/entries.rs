//! What the entries of a briefing's lists refer to.

use std::hash::{DefaultHasher, Hash};

use super::ids::{EntryId, Index};
use super::tracking::stable_hash::{All, One, StableHash, StableIds};
use crate::content::Kind;

/// What a figure refers to.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// The indicator that it is an observation of.
    pub indicator: Option<Index>,
    /// The earlier figure that it corrects.
    pub revises: Option<EntryId>,
    /// The figure of the same briefing that it is a part of.
    pub part_of: Option<usize>,
    /// Its source, among those of the briefing.
    pub source: Option<usize>,
    /// The agency whose forecast or target it is, if one is named.
    pub by: Option<Index>,
}

/// What a commitment refers to.
#[derive(Debug, Clone, Default)]
pub struct Commitment {
    /// Who is to do it.
    pub actor: Option<Index>,
    /// Its topics: its own, else the briefing's.
    pub topics: Vec<Index>,
    /// The laws and plans that it is part of.
    pub instruments: Vec<Index>,
    /// The indicator of its target.
    pub target: Option<Index>,
    /// Its source, among those of the briefing.
    pub source: Option<usize>,
}

impl StableHash for Figure {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { indicator, revises, part_of, source, by } = self;
        One(Kind::Indicator, *indicator).stable_hash(names, to);
        One(Kind::Agency, *by).stable_hash(names, to);
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
