//! What an output holds: all that its view is made from beside the digest, the words and the settings.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::citation::CitationFormat;
use super::feed::{FeedFormat, Subject};
use super::listing::Slice;
use crate::site::{Index, Item, Site, Thing};
use crate::values::Date;

/// Something that an output may hold. Two outputs that hold the same in two builds are made the same, if nothing that their
/// views read has changed; so indices, which mean other things in other builds, are hashed as what they mean.
pub(super) trait Held: Send + Sync {
    /// Hashes it.
    fn feed(&self, site: &Site<'_>, to: &mut DefaultHasher);
}

/// Briefings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Briefings<'s>(pub(super) &'s [Index]);

/// Something of the program itself, which is the same in all builds that are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fixed<T>(pub(super) T);

impl Held for Briefings<'_> {
    fn feed(&self, site: &Site<'_>, to: &mut DefaultHasher) {
        self.0.len().hash(to);
        self.0.iter().for_each(|index| site.identity(Thing { kind: crate::content::Kind::Briefing, index: *index }).hash(to));
    }
}

impl<T: Send + Sync> Held for Fixed<T> {
    fn feed(&self, _: &Site<'_>, _: &mut DefaultHasher) {}
}

impl Held for Thing {
    fn feed(&self, site: &Site<'_>, to: &mut DefaultHasher) {
        site.identity(*self).hash(to);
    }
}

impl Held for Item {
    fn feed(&self, site: &Site<'_>, to: &mut DefaultHasher) {
        Briefings(&[self.briefing]).feed(site, to);
        self.index.hash(to);
    }
}

impl<T: Held> Held for [T] {
    fn feed(&self, site: &Site<'_>, to: &mut DefaultHasher) {
        self.len().hash(to);
        for one in self {
            one.feed(site, to);
        }
    }
}

impl<T: Held + ?Sized> Held for &T {
    fn feed(&self, site: &Site<'_>, to: &mut DefaultHasher) {
        (**self).feed(site, to);
    }
}

impl<T: Held> Held for Option<T> {
    fn feed(&self, site: &Site<'_>, to: &mut DefaultHasher) {
        self.is_some().hash(to);
        if let Some(one) = self {
            one.feed(site, to);
        }
    }
}

macro_rules! tuples {
    ($(($($name:ident $at:tt),*);)*) => { $(
        impl<$($name: Held),*> Held for ($($name,)*) {
            fn feed(&self, site: &Site<'_>, to: &mut DefaultHasher) {
                $(self.$at.feed(site, to);)*
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
        impl Held for $kind {
            fn feed(&self, _: &Site<'_>, to: &mut DefaultHasher) {
                self.hash(to);
            }
        }
    )* };
}

// No `usize`, which could be the index of something.
plain!((), bool, i16, String, str, Date, Slice, CitationFormat, FeedFormat, Subject, Language);

/// A language, as an index into the site's languages: a change of these makes every page anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Language(pub(super) usize);

/// The hash of what an output holds, made by the function of the type `F`.
pub(super) fn fingerprint<F>(held: &impl Held, site: &Site<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    std::any::type_name::<F>().hash(&mut hasher);
    held.feed(site, &mut hasher);
    hasher.finish()
}
