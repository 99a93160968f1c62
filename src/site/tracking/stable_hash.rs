//! Stable ids of entities, and hashes of values that refer to entities.
//!
//! Indices mean other entities in other builds, so each is hashed as the stable id of its entity. Everything is hashed with all its
//! fields: a pattern without `..` makes the compiler ask for a new field here.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::content::Kind;
use crate::site::ids::{EntityId, EntryId, Index};

/// What stands for each document in every build: a hash of its kind, year and id.
#[derive(Debug, Default)]
pub struct StableIds([Vec<u64>; Kind::COUNT]);

impl StableIds {
    /// `nodes` gives year and id of each document of a kind.
    pub(in crate::site) fn new<'n>(nodes: impl Fn(Kind) -> Vec<(i16, &'n str)>) -> Self {
        Self(Kind::ALL.map(|kind| nodes(kind).into_iter().map(|(year, id)| number(&(kind, year, id))).collect()))
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

/// Something that may hold indices. They mean other entities in other builds, so each is hashed as the stable id of its entity.
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

/// Indices of entities of one kind.
#[derive(Debug, Clone, Copy)]
pub struct All<'a>(pub Kind, pub &'a [Index]);

impl StableHash for All<'_> {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        self.1.len().hash(to);
        self.1.iter().for_each(|index| names.of(self.0, *index).hash(to));
    }
}

/// Indices of entities of one kind, some of which may be missing.
pub(in crate::site) struct Each<'a>(pub(in crate::site) Kind, pub(in crate::site) &'a [Option<Index>]);

impl StableHash for Each<'_> {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        self.1.len().hash(to);
        self.1.iter().for_each(|index| One(self.0, *index).stable_hash(names, to));
    }
}

/// The index of an entity that may be missing.
pub(in crate::site) struct One(pub(in crate::site) Kind, pub(in crate::site) Option<Index>);

impl StableHash for One {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        self.1.map(|index| names.of(self.0, index)).hash(to);
    }
}
