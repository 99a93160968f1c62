//! Documents with their references resolved.

use std::sync::Arc;

use super::Index;
use super::link::references::Resolution;
use crate::content::{self, Document, Front, Kind};
use crate::locale::{Language, regions};
use crate::values::Date;

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
pub(in crate::site) type Versions = Vec<Option<Version>>;

macro_rules! versions {
    ($node:ident, $front:ident, $fields:ty) => {
        impl $node {
            /// The document in language `language`, if there is one.
            #[must_use]
            pub fn version(&self, language: usize) -> Option<&Version> {
                self.versions.get(language)?.as_ref()
            }

            /// The front matter of a version.
            #[must_use]
            pub fn fields(version: &Version) -> &$fields {
                match &version.document.front {
                    Front::$front(fields) => fields,
                    _ => unreachable!("a node holds documents of its own kind"),
                }
            }
        }
    };
}

/// A briefing.
#[derive(Debug, Clone)]
pub struct Briefing {
    pub(in crate::site) versions: Versions,
    /// Its id.
    pub id: String,
    /// Its day.
    pub date: Date,
    /// Its topics, the first counts most; then those above them that it does not name itself.
    pub topics: Vec<Index>,
    /// How many of `topics` it names itself.
    pub own_topics: usize,
    /// Its agencies.
    pub agencies: Vec<Index>,
    /// Its jurisdictions.
    pub jurisdictions: Vec<Index>,
    /// The agency of each of its people.
    pub people: Vec<Option<Index>>,
    /// The agency that is the publisher of each of its sources.
    pub publishers: Vec<Option<Index>>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Its commitments.
    pub commitments: Vec<Commitment>,
    /// The commitment that each of its updates is about.
    pub commitment_updates: Vec<Option<EntryId>>,
    /// The instrument of each of its dated events.
    pub events: Vec<Option<Index>>,
    /// The dated event that each of its updates of dates is about.
    pub date_updates: Vec<Option<EntryId>>,
    /// The instrument of each of its moves.
    pub moves: Vec<Option<Index>>,
    /// What stands in its place.
    pub replaced_by: Option<Index>,
    /// Its picture.
    pub image: Option<Resolution>,
}

versions!(Briefing, Briefing, content::Briefing);

impl Briefing {
    /// The original's document.
    #[must_use]
    pub fn original(&self) -> &Version {
        self.versions[0].as_ref().expect("a briefing without an original is not linked")
    }

    /// The original's front matter, which holds everything but title, summary and key points of a translation.
    #[must_use]
    pub fn shared(&self) -> &content::Briefing {
        Self::fields(self.original())
    }

    /// The day of its last change: of the briefing itself or its newest update.
    #[must_use]
    pub fn modified(&self) -> Date {
        let fields = self.shared();
        let withdrawn = fields.withdrawn.iter().filter_map(|w| w.date);
        fields.updates.iter().filter_map(|u| u.date).chain(withdrawn).fold(self.date, Date::max)
    }

    /// Year and id, by which references name it: `2024/miit-nine-months`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{:04}/{}", self.date.year(), self.id)
    }

    /// The indicators and instruments that its data name.
    pub(in crate::site) fn named(&self) -> impl Iterator<Item = (Kind, Index)> {
        let measured = self.figures.iter().filter_map(|f| f.indicator).chain(self.commitments.iter().filter_map(|c| c.target));
        let moved = self.moves.iter().chain(&self.events).flatten().copied();
        let moved = moved.chain(self.commitments.iter().flat_map(|c| c.instruments.iter().copied()));
        measured.map(|index| (Kind::Indicator, index)).chain(moved.map(|index| (Kind::Instrument, index)))
    }

    /// Whether it is in listings and feeds.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.shared().withdrawn.is_none()
    }
}

/// An entry of one of the lists of a briefing: a figure, a commitment, a dated event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// The briefing.
    pub briefing: Index,
    /// Which one of its list.
    pub index: usize,
}

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

/// An indicator.
#[derive(Debug, Clone)]
pub struct Indicator {
    pub(in crate::site) versions: Versions,
    /// Its id.
    pub id: String,
    /// Where it is measured.
    pub jurisdiction: Option<Index>,
    /// Who measures it.
    pub agency: Option<Index>,
    /// Its topics.
    pub topics: Vec<Index>,
    /// The indicator that it is a part of.
    pub part_of: Option<Index>,
}

versions!(Indicator, Indicator, content::Indicator);

/// An instrument: a law, regulation, plan or pilot.
#[derive(Debug, Clone)]
pub struct Instrument {
    pub(in crate::site) versions: Versions,
    /// Its id.
    pub id: String,
    /// Where it applies.
    pub jurisdiction: Option<Index>,
    /// Who is responsible for it.
    pub agencies: Vec<Index>,
    /// What it does to others.
    pub relates: Vec<(Index, content::RelationKind)>,
    /// What others do to it.
    pub related: Vec<(Index, content::RelationKind)>,
}

versions!(Instrument, Instrument, content::Instrument);

/// An edition.
#[derive(Debug, Clone)]
pub struct Edition {
    pub(in crate::site) versions: Versions,
    /// Its id.
    pub id: String,
    /// The briefing that leads it.
    pub lead: Option<Index>,
    /// The briefings that it names; nothing where it gathers those of its period.
    pub briefings: Vec<Index>,
}

versions!(Edition, Edition, content::Edition);

macro_rules! shared {
    ($($node:ident, $fields:ty;)*) => { $(
        impl $node {
            /// The original's document.
            #[must_use]
            pub fn original(&self) -> &Version {
                self.versions[0].as_ref().expect("what has no original is not linked")
            }

            /// The original's front matter, which holds what translations share.
            #[must_use]
            pub fn shared(&self) -> &$fields {
                Self::fields(self.original())
            }
        }
    )* };
}

shared! {
    Indicator, content::Indicator;
    Instrument, content::Instrument;
    Edition, content::Edition;
    Page, content::Page;
}

/// A topic.
#[derive(Debug, Clone)]
pub struct Topic {
    pub(in crate::site) versions: Versions,
    /// Its id.
    pub id: String,
    /// The topic above it.
    pub parent: Option<Index>,
    /// The topics below it.
    pub children: Vec<Index>,
    /// The indicators that its page shows first.
    pub featured: Vec<Index>,
}

versions!(Topic, Topic, content::Topic);

/// An agency.
#[derive(Debug, Clone)]
pub struct Agency {
    pub(in crate::site) versions: Versions,
    /// Its id.
    pub id: String,
    /// Where it has its powers.
    pub jurisdiction: Option<Index>,
    /// The agency that it is part of.
    pub parent: Option<Index>,
    /// The agency that took over.
    pub successor: Option<Index>,
}

versions!(Agency, Agency, content::Agency);

/// A jurisdiction: a built-in one, one of the site's own, or a built-in one that the site adds to.
#[derive(Debug, Clone)]
pub struct Jurisdiction {
    pub(in crate::site) versions: Versions,
    /// Its id: a code of ISO 3166 in lower case, `eu`, or the site's own.
    pub id: String,
}

versions!(Jurisdiction, Jurisdiction, content::Jurisdiction);

/// A term of the glossary.
#[derive(Debug, Clone)]
pub struct Term {
    pub(in crate::site) versions: Versions,
    /// Its id.
    pub id: String,
}

versions!(Term, Term, content::Term);

/// A page of its own.
#[derive(Debug, Clone)]
pub struct Page {
    pub(in crate::site) versions: Versions,
    /// Its id.
    pub id: String,
}

versions!(Page, Page, content::Page);

/// The languages at hand when something is named: the wanted one by its index, and all of the site's.
#[derive(Clone, Copy)]
pub(in crate::site) struct Wanted<'a> {
    pub(in crate::site) index: usize,
    pub(in crate::site) all: &'a [Language],
}

impl Wanted<'_> {
    fn language(&self) -> &Language {
        &self.all[self.index]
    }
}

macro_rules! named {
    ($node:ident, $field:ident) => {
        /// A name in the wanted language, and whether it really is in it.
        pub(in crate::site) fn $field(&self, wanted: Wanted<'_>) -> Option<(&str, bool)> {
            let of = |index: usize| self.version(index).and_then(|v| Self::fields(v).$field.as_ref());
            let (language, fallback) = (wanted.language(), &wanted.all[0]);
            if wanted.index > 0
                && let Some(own) = of(wanted.index)
            {
                return Some((own.get(language, fallback).0, true));
            }
            of(0).map(|name| name.get(language, fallback))
        }
    };
}

impl Topic {
    named!(Topic, name);
}

impl Agency {
    named!(Agency, name);
    named!(Agency, short);
}

impl Indicator {
    named!(Indicator, name);
}

impl Instrument {
    named!(Instrument, name);
    named!(Instrument, short);
}

impl Term {
    named!(Term, name);
    named!(Term, short);
}

impl Jurisdiction {
    named!(Jurisdiction, name);

    /// Its name: the site's own, else the built-in one.
    pub(in crate::site) fn name_or_built_in(&self, wanted: Wanted<'_>) -> &str {
        self.name(wanted).map(|(name, _)| name).or_else(|| regions::name(&self.id, wanted.language())).unwrap_or(&self.id)
    }
}

/// A thing that references can name: a document's kind and its index there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId {
    /// Its kind.
    pub kind: Kind,
    /// Its index.
    pub index: Index,
}
