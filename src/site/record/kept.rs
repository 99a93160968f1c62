//! Pages that readers may hold although nothing is filed there any more: they go on answering, and say so.

use crate::content::Kind;
use crate::site::addresses::{self, Address};
use crate::site::ids::EntityId;
use crate::site::model::Linked;
use crate::values::Date;

/// The kinds that have a page where something visible is filed under them.
const FILED: [Kind; 5] = [Kind::Topic, Kind::Agency, Kind::Jurisdiction, Kind::Indicator, Kind::Instrument];

impl Linked {
    /// The entities whose page in `language`, or whose `file` below it, was published by `today`.
    pub(in crate::site) fn published_before(&self, language: usize, file: &str, today: Date) -> Vec<EntityId> {
        if self.record.addresses.is_empty() {
            return Vec::new();
        }
        let entities = FILED.into_iter().flat_map(|kind| (0..self.count(kind)).map(move |index| EntityId { kind, index }));
        let was_published = |entity: &EntityId| {
            let path = addresses::path(entity.kind, 0, &self.node(*entity).id) + file;
            self.record.addresses.has(Address::new(&self.config, language, &path).as_str(), today)
        };
        entities.filter(was_published).collect()
    }

    /// Whether something at `path` was published in `language` by `today`.
    pub(in crate::site) fn was_published(&self, language: usize, path: &str, today: Date) -> bool {
        self.record.addresses.has(Address::new(&self.config, language, path).as_str(), today)
    }
}
