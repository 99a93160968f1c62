//! What documents of all kinds have in common once they are linked.

use std::hash::{DefaultHasher, Hash};
use std::sync::Arc;

use super::ids::{EntityId, Index};
use super::resolution::Resolution;
use super::tracking::stable_hash::{One, StableHash, StableIds};
use crate::content::{self, Document, Kind};
use crate::locale::Language;
use crate::values::{Date, Id, Localised, Name};

/// One language's document of a thing, with what its texts refer to.
#[derive(Debug, Clone)]
pub struct Version {
    /// The document.
    pub document: Arc<Document>,
    /// What its body refers to, in the order of its references.
    pub body: Vec<Resolution>,
    /// What each of its inline texts refers to.
    pub inlines: Vec<Vec<Resolution>>,
    /// From where its texts look at facts that change.
    pub from: Vantage,
}

/// From where a text looks at facts that change: a briefing or an edition tells them as they were known on its day, any other
/// text as they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Vantage {
    /// The day of the briefing or edition.
    pub day: Option<Date>,
    /// The briefing.
    pub briefing: Option<Index>,
}

/// By language; the first is the original.
pub(super) type Versions = Vec<Option<Version>>;

/// What documents of all kinds have in common once they are linked.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// The year in its address; 0 for all but briefings.
    pub year: i16,
    /// The briefing or edition with which it comes out.
    pub publish_with: Option<EntityId>,
    versions: Versions,
}

impl Node {
    pub(super) fn new(id: String, year: i16, versions: Versions) -> Self {
        Self { id, year, publish_with: None, versions }
    }

    pub(super) fn with(self, publish_with: Option<EntityId>) -> Self {
        Self { publish_with, ..self }
    }

    /// The document in language `language`, if there is one.
    #[must_use]
    pub fn version(&self, language: usize) -> Option<&Version> {
        self.versions.get(language)?.as_ref()
    }

    /// The document in each language that has one.
    pub fn versions(&self) -> impl Iterator<Item = &Version> {
        self.versions.iter().flatten()
    }

    /// The original's document. Only a built-in jurisdiction has none.
    #[must_use]
    pub fn original(&self) -> &Version {
        self.versions[0].as_ref().expect("what has no original is not linked")
    }

    /// Whether it has one.
    #[must_use]
    pub fn has_original(&self) -> bool {
        self.versions[0].is_some()
    }

    /// Whether it says when it comes out, or with what.
    pub(super) fn is_timed(&self) -> bool {
        self.publish_with.is_some() || self.original().document.front.fields().publish_at().is_some()
    }

    /// The ids that it had once, the oldest first.
    #[must_use]
    pub fn former_ids(&self) -> &[Id] {
        self.version(0).map_or(&[], |version| version.document.front.fields().former_ids())
    }

    /// Its name in the wanted language, and whether it really is in it.
    pub(super) fn name(&self, wanted: Wanted<'_>) -> Option<(&str, bool)> {
        self.text(wanted, |fields| fields.name())
    }

    /// Its short name, likewise.
    pub(super) fn short(&self, wanted: Wanted<'_>) -> Option<(&str, bool)> {
        self.text(wanted, |fields| fields.short())
    }

    fn text(&self, wanted: Wanted<'_>, of: impl Fn(&dyn content::FrontMatter) -> Option<&Localised>) -> Option<(&str, bool)> {
        let of = |index: usize| self.version(index).and_then(|version| of(version.document.front.fields()));
        let (language, fallback) = (wanted.language(), &wanted.all[0]);
        if wanted.index > 0
            && let Some(own) = of(wanted.index)
        {
            return Some((own.get(language, fallback).0, true));
        }
        of(0).map(|name| name.get(language, fallback))
    }
}

impl StableHash for Node {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        // With what it comes out is told nowhere: only whether it may be seen.
        let Self { id, year, publish_with: _, versions } = self;
        (id, year).hash(to);
        versions.stable_hash(names, to);
    }
}

/// A kind of document, linked.
pub(super) trait Entity: Sized {
    /// One whose references are yet to be resolved.
    fn new(node: Node) -> Self;
}

/// Finds the entity of a kind that a field names; a name that means nothing is reported at the field.
pub(super) type Find<'f> = dyn FnMut(Kind, Option<&Name>, &'static str) -> Option<Index> + 'f;

/// A kind of which some fields name one entity each.
pub(super) trait References {
    /// Resolves them. Where there is more to say of a field than that its name means nothing, the room `link` resolves it.
    fn resolve(&mut self, _find: &mut Find<'_>) {}
}

/// The languages at hand when something is named: the wanted one by its index, and all of the site's.
#[derive(Clone, Copy)]
pub(in crate::site) struct Wanted<'a> {
    pub(in crate::site) index: usize,
    pub(in crate::site) all: &'a [Language],
}

impl Wanted<'_> {
    pub(super) fn language(&self) -> &Language {
        &self.all[self.index]
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
