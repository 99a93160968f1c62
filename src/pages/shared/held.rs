//! What an output holds: all that its view is made from beside the digest, the words and the settings. Two outputs that hold
//! the same in two builds are made the same, if nothing that their views read has changed.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::content::Kind;
use crate::site::{Address, All, Index, LocalizedSite, Site, StableHash, StableIds};
use crate::values::Date;

/// Briefings.
#[derive(Debug, Clone, Copy)]
pub(in crate::pages) struct Briefings<'s>(pub(in crate::pages) &'s [Index]);

/// Something of the program itself, which is the same in all builds that are compared.
#[derive(Debug, Clone, Copy)]
pub(in crate::pages) struct Fixed<T>(pub(in crate::pages) T);

/// How many there are of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::pages) struct Count(pub(in crate::pages) usize);

/// The languages in which a page exists, so that it need not look for that in lists which change with every briefing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::pages) struct Languages(Vec<Language>);

impl Languages {
    /// Those for which `exists` says so. A site of one language has nothing to say.
    pub(in crate::pages) fn of(site: &Site<'_>, exists: impl Fn(&LocalizedSite) -> bool) -> Self {
        let several = site.localized.iter().filter(|_| site.localized.len() > 1);
        Self(several.filter(|local| exists(local)).map(|local| Language(local.language)).collect())
    }

    /// Whether the page exists in the language of a localized site.
    pub(in crate::pages) fn has(&self, local: &LocalizedSite) -> bool {
        self.0.contains(&Language(local.language))
    }
}

/// A language, as an index into the site's languages: a change of these makes every page anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::pages) struct Language(pub(in crate::pages) usize);

impl StableHash for Briefings<'_> {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        All(Kind::Briefing, self.0).stable_hash(names, to);
    }
}

impl<T> StableHash for Fixed<T> {
    fn stable_hash(&self, _: &StableIds, _: &mut DefaultHasher) {}
}

macro_rules! tuples {
    ($(($($name:ident $at:tt),*);)*) => { $(
        impl<$($name: StableHash),*> StableHash for ($($name,)*) {
            fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
                $(self.$at.stable_hash(names, to);)*
            }
        }
    )* };
}

tuples! {
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
}

/// Types that hold no index, whose values are hashed as they are.
macro_rules! hashed_by_value {
    ($($kind:ty),*) => { $(
        impl crate::site::StableHash for $kind {
            fn stable_hash(&self, _: &crate::site::StableIds, to: &mut std::hash::DefaultHasher) {
                std::hash::Hash::hash(self, to);
            }
        }
    )* };
}

pub(in crate::pages) use hashed_by_value;

// No `usize`, which could be the index of something.
hashed_by_value!((), bool, i16, String, Date, Address, Language, Languages, Count);

/// The hash of what an output holds, made by the function of the type `F`.
pub(in crate::pages) fn fingerprint<F>(held: &impl StableHash, site: &Site<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    std::any::type_name::<F>().hash(&mut hasher);
    held.stable_hash(site.stable_ids(), &mut hasher);
    hasher.finish()
}
