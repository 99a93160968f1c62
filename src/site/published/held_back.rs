//! What is held back, why, and until when.

use std::collections::{BTreeMap, BTreeSet};

use super::{Moment, Site};
use crate::content::Kind;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::ids::{EntityId, Index};
use crate::site::model::{Linked, Term};
use crate::site::node::{Node, Version};
use crate::site::resolution::Resolution;

/// Why readers do not get something yet, what comes first in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldBack {
    /// Its time has not come: seconds since 1970.
    Until(i64),
    /// It is a draft, or comes out with one.
    Draft,
}

impl HeldBack {
    /// Whether that is still so at a moment, in seconds since 1970.
    fn holds(self, seconds: i64) -> bool {
        match self {
            Self::Until(at) => at > seconds,
            Self::Draft => true,
        }
    }
}

/// Whether each document may be seen, by kind and index.
pub(super) type Shown = [Vec<bool>; Kind::COUNT];

impl Linked {
    /// The documents that are or were held back: a draft altogether, any other until the later of its own moment and that of the one
    /// that it comes out with. A withdrawn one holds nothing back: its page stands, with its notice.
    pub(super) fn held_back(&self) -> BTreeMap<EntityId, HeldBack> {
        let own = |node: &Node| {
            let fields = node.version(0)?.document.front.fields();
            let until = || fields.publish_at().map(|at| HeldBack::Until(at.seconds(&self.config.time_zone)));
            if fields.is_draft() { Some(HeldBack::Draft) } else { until() }
        };
        let mut held: BTreeMap<EntityId, HeldBack> = self.nodes().filter_map(|(entity, node)| Some((entity, own(node)?))).collect();
        let mut done = BTreeSet::new();
        for (entity, _) in self.nodes().filter(|(_, node)| node.publish_with.is_some()) {
            // From the end of the chain to its beginning; one that leads in a circle is an error of its own.
            let mut chain = Vec::new();
            let mut at = Some(entity);
            while let Some(next) = at.filter(|next| done.insert(*next)) {
                chain.push(next);
                at = self.node(next).publish_with;
            }
            while let Some(follower) = chain.pop() {
                let both = [Some(follower), self.node(follower).publish_with].into_iter().flatten();
                if let Some(latest) = both.filter_map(|entity| held.get(&entity)).max().copied() {
                    held.insert(follower, latest);
                }
            }
        }
        held
    }

    /// Whether each document may be seen at a moment, as far as it is not held back.
    pub(super) fn shown(&self, held: &BTreeMap<EntityId, HeldBack>, moment: Moment) -> Shown {
        let mut shown = Kind::ALL.map(|kind| vec![true; self.count(kind)]);
        for (entity, _) in held.iter().filter(|(_, held)| !moment.drafts && held.holds(moment.seconds)) {
            shown[entity.kind as usize][entity.index] = false;
        }
        shown
    }

    /// The terms that texts use: of the documents that `is_visible` lets through, and of the definitions of such terms.
    pub(in crate::site) fn used_terms(&self, is_visible: impl Fn(EntityId, &Version) -> bool) -> Vec<bool> {
        let mut used = vec![false; self.terms.len()];
        let mut found: Vec<Index> = Vec::new();
        let of = |entity: EntityId, node: &Node, found: &mut Vec<Index>| {
            for version in node.versions().filter(|version| is_visible(entity, version)) {
                let resolutions = version.body.iter().chain(version.inlines.iter().flatten());
                found.extend(resolutions.filter_map(Resolution::term).filter(|term| entity != EntityId { kind: Kind::Term, index: *term }));
            }
        };
        self.nodes().filter(|(entity, _)| entity.kind != Kind::Term).for_each(|(entity, node)| of(entity, node, &mut found));
        while let Some(index) = found.pop() {
            if !std::mem::replace(&mut used[index], true) {
                of(EntityId { kind: Kind::Term, index }, &self.terms[index], &mut found);
            }
        }
        used
    }
}

impl<'l> Site<'l> {
    /// Whether a document may be seen: it is not held back, and if it is a term, a text that may be seen uses it.
    pub(in crate::site) fn is_visible(&self, thing: EntityId) -> bool {
        self.shown[thing.kind as usize][thing.index]
    }

    /// Whether a briefing may be seen.
    pub(in crate::site) fn is_shown(&self, index: Index) -> bool {
        self.shown[Kind::Briefing as usize][index]
    }

    /// The terms that may be seen.
    pub fn visible_terms(&self) -> impl Iterator<Item = (Index, &'l Term)> {
        self.terms().iter().enumerate().filter(|(index, _)| self.is_visible(EntityId { kind: Kind::Term, index: *index }))
    }

    /// Whether a version of a document is on a page.
    pub(super) fn is_published(&self, entity: EntityId, version: &Version) -> bool {
        match entity.kind {
            Kind::Briefing => self.is_shown(entity.index),
            // What has no page shows nothing, so its text and its files stay back.
            _ => self.address(entity, version.document.language).is_some(),
        }
    }

    /// Whether a document is held back at the moment of the build, whether that is shown or not.
    pub(super) fn is_held_back(&self, entity: EntityId) -> bool {
        self.held.get(&entity).is_some_and(|held| held.holds(self.moment.seconds))
    }

    /// What waits for its moment, the first one first. For reports alone: no view may depend on it.
    #[must_use]
    pub fn waiting(&self) -> Vec<(i64, EntityId)> {
        let of = |(entity, held): (&EntityId, &HeldBack)| match held {
            HeldBack::Until(at) if held.holds(self.moment.seconds) => Some((*at, *entity)),
            _ => None,
        };
        let mut waiting: Vec<(i64, EntityId)> = self.held.iter().filter_map(of).collect();
        waiting.sort_unstable();
        waiting
    }

    /// What is here only because drafts are shown, by the paths of its sources. For the report alone: no view may depend on it.
    #[must_use]
    pub fn unpublished(&self) -> BTreeMap<&'l str, HeldBack> {
        if !self.moment.drafts {
            return BTreeMap::new();
        }
        let held = self.held.iter().filter(|(_, held)| held.holds(self.moment.seconds));
        held.flat_map(|(entity, held)| self.linked.node(*entity).versions().map(|version| (&*version.document.path, *held))).collect()
    }

    /// A reference to what is held back.
    pub(in crate::site) fn hidden(&self, thing: EntityId, place: Place) -> Diagnostic {
        let node = self.linked.node(thing);
        let fields = node.original().document.front.fields();
        let waits = || fields.publish_at().is_some_and(|at| at.seconds(&self.linked.config.time_zone) > self.moment.seconds);
        let why = match () {
            () if fields.is_draft() => "is a draft",
            () if waits() => "is held back by `publish_at`",
            () => "is held back by `publish_with`",
        };
        let name = if thing.kind == Kind::Briefing { self.linked.briefings[thing.index].name() } else { node.id.clone() };
        Diagnostic::new(Code::HiddenReference, place, format!("the {} `{name}` {why}", thing.kind.word()))
            .help("hold this one back too, or take the reference out")
    }
}
