//! The linked digest: documents with their references resolved.
//!
//! What is the same for every kind is in its [`Node`], what it refers to beside it. A new kind is a struct and a line below.
//!
//! Long because the list of kinds makes the code for each of them, and one who adds a kind should see the others.

use std::hash::{DefaultHasher, Hash};
use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;

use super::entries::{Commitment, Figure};
use super::ids::{EntityId, EntryId, Index};
use super::node::{Entity, Find, Node, References, Version, Wanted};
pub use super::page::Page;
use super::redirect::Redirect;
use super::resolution::Resolution;
use super::tracking::stable_hash::{All, Each, One, StableHash, StableIds, of};
use crate::config::Config;
use crate::content::{self, Kind, OfKind, Record};
use crate::locale::regions;
use crate::values::Date;

/// Every kind of document: its struct, and the names of one of them and of all.
macro_rules! for_each_kind {
    ($make:ident) => {
        $make! {
            Briefing: briefing briefings;
            Topic: topic topics;
            Agency: agency agencies;
            Jurisdiction: jurisdiction jurisdictions;
            Indicator: indicator indicators;
            Instrument: instrument instruments;
            Edition: edition editions;
            Term: term terms;
            Page: page pages;
        }
    };
}
pub(super) use for_each_kind;

/// A briefing.
#[derive(Debug, Clone, Default)]
pub struct Briefing {
    /// What it has in common with all others.
    pub node: Node,
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
    /// The instrument of each.
    pub moves: Vec<Option<Index>>,
    /// What stands in its place.
    pub replaced_by: Option<Index>,
    /// Its picture.
    pub image: Option<Resolution>,
    /// The stored texts of its sources that are published.
    pub texts: Vec<Option<Resolution>>,
}

impl Briefing {
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

    /// Whether nothing but its title and the notice that it is withdrawn may be kept.
    #[must_use]
    pub fn is_erased(&self) -> bool {
        self.shared().withdrawn.as_ref().is_some_and(|withdrawn| withdrawn.erase)
    }

    /// Whether it is in listings and feeds.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.shared().withdrawn.is_none()
    }
}

/// A topic.
#[derive(Debug, Clone, Default)]
pub struct Topic {
    /// What it has in common with all others.
    pub node: Node,
    /// The topic above it.
    pub parent: Option<Index>,
    /// The topics below it.
    pub children: Vec<Index>,
    /// The indicators that its page shows first.
    pub featured: Vec<Index>,
}

/// An agency.
#[derive(Debug, Clone, Default)]
pub struct Agency {
    /// What it has in common with all others.
    pub node: Node,
    /// Where it has its powers.
    pub jurisdiction: Option<Index>,
    /// The agency that it is part of.
    pub parent: Option<Index>,
    /// The agency that took over.
    pub successor: Option<Index>,
}

impl References for Agency {
    fn resolve(&mut self, find: &mut Find<'_>) {
        let fields = self.shared();
        let jurisdiction = find(Kind::Jurisdiction, fields.jurisdiction.as_ref(), "jurisdiction");
        let parent = find(Kind::Agency, fields.parent.as_ref(), "parent");
        let successor = find(Kind::Agency, fields.successor.as_ref(), "successor");
        (self.jurisdiction, self.parent, self.successor) = (jurisdiction, parent, successor);
    }
}

/// An indicator.
#[derive(Debug, Clone, Default)]
pub struct Indicator {
    /// What it has in common with all others.
    pub node: Node,
    /// Where it is measured.
    pub jurisdiction: Option<Index>,
    /// Who measures it.
    pub agency: Option<Index>,
    /// Its topics.
    pub topics: Vec<Index>,
    /// The indicator that it is a part of.
    pub part_of: Option<Index>,
}

/// An instrument: a law, regulation, plan or pilot.
#[derive(Debug, Clone, Default)]
pub struct Instrument {
    /// What it has in common with all others.
    pub node: Node,
    /// Where it applies.
    pub jurisdiction: Option<Index>,
    /// Who is responsible for it.
    pub agencies: Vec<Index>,
    /// What it does to others.
    pub relates: Vec<(Index, content::RelationKind)>,
    /// What others do to it.
    pub related: Vec<(Index, content::RelationKind)>,
}

/// An edition.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    /// What it has in common with all others.
    pub node: Node,
    /// The briefing that leads it.
    pub lead: Option<Index>,
    /// The briefings that it names; nothing where it gathers those of its period.
    pub briefings: Vec<Index>,
}

macro_rules! without_references {
    ($($(#[$doc:meta])* $kind:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Default)]
        pub struct $kind {
            /// What it has in common with all others.
            pub node: Node,
        }

        impl References for $kind {}

        impl StableHash for $kind {
            fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
                let Self { node } = self;
                node.stable_hash(names, to);
            }
        }
    )* };
}

without_references! {
    /// A jurisdiction: a built-in one, one of the site's own, or a built-in one that the site adds to.
    Jurisdiction;
    /// A term of the glossary.
    Term;
}

impl References for Briefing {}
impl References for Topic {}
impl References for Indicator {}
impl References for Instrument {}
impl References for Edition {}

impl Jurisdiction {
    /// Its name: the site's own, else the built-in one.
    pub(in crate::site) fn name_or_built_in(&self, wanted: Wanted<'_>) -> &str {
        self.name(wanted).map(|(name, _)| name).or_else(|| regions::name(&self.id, wanted.language())).unwrap_or(&self.id)
    }
}

impl StableHash for Briefing {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self {
            node,
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
            texts,
        } = self;
        node.stable_hash(names, to);
        (date, own_topics).hash(to);
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
        texts.stable_hash(names, to);
    }
}

impl StableHash for Topic {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { node, parent, children, featured } = self;
        node.stable_hash(names, to);
        One(Kind::Topic, *parent).stable_hash(names, to);
        All(Kind::Topic, children).stable_hash(names, to);
        All(Kind::Indicator, featured).stable_hash(names, to);
    }
}

impl StableHash for Agency {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { node, jurisdiction, parent, successor } = self;
        node.stable_hash(names, to);
        One(Kind::Jurisdiction, *jurisdiction).stable_hash(names, to);
        One(Kind::Agency, *parent).stable_hash(names, to);
        One(Kind::Agency, *successor).stable_hash(names, to);
    }
}

impl StableHash for Indicator {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { node, jurisdiction, agency, topics, part_of } = self;
        node.stable_hash(names, to);
        One(Kind::Jurisdiction, *jurisdiction).stable_hash(names, to);
        One(Kind::Agency, *agency).stable_hash(names, to);
        All(Kind::Topic, topics).stable_hash(names, to);
        One(Kind::Indicator, *part_of).stable_hash(names, to);
    }
}

impl StableHash for Instrument {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { node, jurisdiction, agencies, relates, related } = self;
        node.stable_hash(names, to);
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
        let Self { node, lead, briefings } = self;
        node.stable_hash(names, to);
        One(Kind::Briefing, *lead).stable_hash(names, to);
        All(Kind::Briefing, briefings).stable_hash(names, to);
    }
}

macro_rules! linked {
    ($($kind:ident: $one:ident $all:ident;)*) => {
        /// All documents of a site, linked, hidden ones too. Pages are made from what [`Linked::published_at`] lets through.
        #[derive(Debug)]
        pub struct Linked {
            pub(super) config: Arc<Config>,
            $(pub(super) $all: Vec<$kind>,)*
            pub(super) redirects: Vec<Redirect>,
            /// What readers were told so far.
            pub(super) record: Arc<Record>,
            /// Whether documents are missing because of mistakes that are told already.
            pub(super) is_partial: bool,
        }

        impl Linked {
            pub(super) fn new(config: Arc<Config>, record: Arc<Record>) -> Self {
                Self { config, $($all: Vec::new(),)* redirects: Vec::new(), record, is_partial: false }
            }

            /// What a document has in common with all others.
            pub(super) fn node(&self, entity: EntityId) -> &Node {
                match entity.kind { $(Kind::$kind => &self.$all[entity.index].node,)* }
            }

            /// How many documents of a kind there are.
            pub(super) fn count(&self, kind: Kind) -> usize {
                match kind { $(Kind::$kind => self.$all.len(),)* }
            }

            /// The hash of each document of a kind with what it refers to.
            pub(super) fn hashes(&self, kind: Kind, names: &StableIds) -> Vec<u64> {
                match kind { $(Kind::$kind => self.$all.par_iter().with_min_len(64).map(|entity| of(entity, names)).collect(),)* }
            }
        }

        $(
            impl Deref for $kind {
                type Target = Node;

                fn deref(&self) -> &Node {
                    &self.node
                }
            }

            impl Entity for $kind {
                #[allow(clippy::needless_update, reason = "some kinds are a node and nothing else")]
                fn new(node: Node) -> Self {
                    Self { node, ..Self::default() }
                }
            }

            impl $kind {
                /// The front matter of a version.
                #[must_use]
                pub fn fields(version: &Version) -> &content::$kind {
                    content::$kind::of(&version.document.front).expect("a node holds documents of its own kind")
                }

                /// The original's front matter, which holds what translations share.
                #[must_use]
                pub fn shared(&self) -> &content::$kind {
                    Self::fields(self.node.original())
                }
            }
        )*
    };
}

for_each_kind!(linked);

impl Linked {
    /// All documents.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (EntityId, &Node)> {
        let entities = Kind::ALL.into_iter().flat_map(|kind| (0..self.count(kind)).map(move |index| EntityId { kind, index }));
        entities.map(|entity| (entity, self.node(entity)))
    }

    /// What stands for each document in every build.
    pub(super) fn stable_ids(&self) -> StableIds {
        StableIds::new(|kind| (0..self.count(kind)).map(|index| self.node(EntityId { kind, index })).map(|node| (node.year, node.id.as_str())).collect())
    }
}
