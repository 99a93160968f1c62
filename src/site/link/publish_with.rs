//! What `publish_with` names, which may be of either of two kinds, and moments that the clocks of the site do not tell.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::documents::Linker;
use crate::content::{Document, Kind};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::checks::circles;
use crate::site::ids::{EntityId, Index};
use crate::site::model::Linked;
use crate::values::shown;

const FIELD: &str = "publish_with";

impl Linker<'_> {
    /// The briefing or edition with which a document comes out.
    pub(super) fn publish_with(&mut self, document: &Arc<Document>) -> Option<EntityId> {
        let fields = document.front.fields();
        if let Some((message, help)) = fields.publish_at().and_then(|at| at.unclear_in(&self.config.time_zone)) {
            self.all.push(Diagnostic::new(Code::BadInstant, Place::value(&document.path, "publish_at"), message).help(help));
        }
        let name = fields.publish_with()?;
        let place = || Place::value(&document.path, FIELD);
        let (briefings, editions) = (self.lookup.names(Kind::Briefing), self.lookup.names(Kind::Edition));
        // A document does not mean itself where another one goes by its name.
        let is_own = |kind: Kind, index: Option<Index>| {
            let entity = index.map(|index| EntityId { kind, index });
            entity.and_then(|entity| self.lookup.document(entity, 0)).is_some_and(|own| own.path == document.path)
        };
        let (briefing, edition) = (briefings.find(name.as_str()), editions.find(name.as_str()));
        let kind = match (briefings.has(name.as_str()), editions.has(name.as_str())) {
            (true, true) if is_own(Kind::Briefing, briefing) => Kind::Edition,
            (true, true) if is_own(Kind::Edition, edition) => Kind::Briefing,
            (true, false) => Kind::Briefing,
            (false, true) => Kind::Edition,
            (true, true) => {
                let both = Diagnostic::new(Code::AmbiguousReference, place(), format!("a briefing and an edition are called `{name}`"));
                self.all.push(both.help("write the year of the briefing in front, if that is meant; else give the edition another id"));
                return None;
            }
            (false, false) => {
                let unknown = Diagnostic::new(Code::UnknownReference, place(), format!("there is no briefing or edition `{}`", shown(name.as_str())));
                self.all.push(match self.hints.nearest(name.as_str(), briefings.known().chain(editions.known())) {
                    Some(near) => unknown.help(format!("did you mean `{near}`?")).rewrite(name.as_str(), near, false),
                    None => unknown.help("name a briefing by year and id, 2024/miit-nine-months, or an edition by its id, 2024-w44"),
                });
                return None;
            }
        };
        let index = self.name(kind, name, &document.path, || FIELD.to_owned())?;
        Some(EntityId { kind, index })
    }
}

impl Linked {
    /// Reports documents that wait for one another.
    pub(super) fn check_publish_with(&self, all: &mut Vec<Diagnostic>) {
        let next: BTreeMap<EntityId, EntityId> = self.nodes().filter_map(|(entity, node)| Some((entity, node.publish_with?))).collect();
        let place = |entity: EntityId| Place::value(&self.node(entity).original().document.path, FIELD);
        for circle in circles(&next) {
            let (first, rest) = circle.split_first().expect("a circle has members");
            let message = if rest.is_empty() { "it waits for itself" } else { "these wait for one another, so that none is ever published" };
            let mut told = Diagnostic::new(Code::PublishCircle, place(*first), message).help("give one of them a `publish_at` in place of `publish_with`");
            for other in rest {
                told = told.also(place(*other), "and this one");
            }
            all.push(told);
        }
    }
}
