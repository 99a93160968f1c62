//! What an output holds: all that its view is made from beside the digest, the words and the settings. Two outputs that hold
//! the same in two builds are made the same, if nothing that their views read has changed.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::citation::CitationFormat;
use super::feed::{FeedFormat, Subject};
use super::listing::Slice;
use crate::content::Kind;
use crate::site::{All, Identify, Identities, Index, Site};
use crate::values::Date;

/// Briefings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Briefings<'s>(pub(super) &'s [Index]);

/// Something of the program itself, which is the same in all builds that are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fixed<T>(pub(super) T);

/// A language, as an index into the site's languages: a change of these makes every page anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Language(pub(super) usize);

impl Identify for Briefings<'_> {
    fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
        All(Kind::Briefing, self.0).feed(names, to);
    }
}

impl<T> Identify for Fixed<T> {
    fn feed(&self, _: &Identities, _: &mut DefaultHasher) {}
}

macro_rules! tuples {
    ($(($($name:ident $at:tt),*);)*) => { $(
        impl<$($name: Identify),*> Identify for ($($name,)*) {
            fn feed(&self, names: &Identities, to: &mut DefaultHasher) {
                $(self.$at.feed(names, to);)*
            }
        }
    )* };
}

tuples! {
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
}

macro_rules! plain {
    ($($kind:ty),*) => { $(
        impl Identify for $kind {
            fn feed(&self, _: &Identities, to: &mut DefaultHasher) {
                self.hash(to);
            }
        }
    )* };
}

// No `usize`, which could be the index of something.
plain!((), i16, String, Date, Slice, CitationFormat, FeedFormat, Subject, Language);

/// The hash of what an output holds, made by the function of the type `F`.
pub(super) fn fingerprint<F>(held: &impl Identify, site: &Site<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    std::any::type_name::<F>().hash(&mut hasher);
    held.feed(site.identities(), &mut hasher);
    hasher.finish()
}
