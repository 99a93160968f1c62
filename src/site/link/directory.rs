//! What names mean, kept beyond the link: for editors, which ask while somebody types.

use std::sync::Arc;

use super::assets::Assets;
use super::documents::{Linker, link_with_names};
use super::lookup::Lookup;
use super::name_index::REFUSED;
use crate::config::Config;
use crate::content::{Document, Kind, Record, join};
use crate::diagnostics::{Diagnostic, Hints};
use crate::site::ids::EntityId;
use crate::site::model::Linked;
use crate::source::Entry;
use crate::values::Date;

/// The tables in which a link looked names up, and the documents behind them. A document that is written further takes the place
/// of its former self ([`Directory::check`]), as long as its name stays.
#[derive(Debug)]
pub struct Directory {
    config: Arc<Config>,
    lookup: Lookup,
    assets: Assets,
}

impl Directory {
    /// Links as [`link`](super::documents::link) does, and keeps the tables.
    #[must_use]
    pub fn link(
        config: &Arc<Config>,
        documents: &[Arc<Document>],
        files: &[Entry],
        refused: &[(Kind, Arc<str>)],
        record: &Arc<Record>,
    ) -> ((Self, Linked), Vec<Diagnostic>) {
        let (linked, lookup, assets, all) = link_with_names(config, documents, files, refused, record);
        ((Self { config: Arc::clone(config), lookup, assets }, linked), all)
    }

    /// The entity that a name means.
    #[must_use]
    pub fn find(&self, kind: Kind, name: &str) -> Option<EntityId> {
        let index = self.lookup.names(kind).find(name).filter(|index| *index != REFUSED)?;
        Some(EntityId { kind, index })
    }

    /// What the document at a path is about, and its language.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<(EntityId, usize)> {
        self.lookup.by_path().get(path).copied().filter(|(entity, _)| entity.index != REFUSED)
    }

    /// Whether the file at a path is no document, whatever its name: a file beside one, such as the stored text of a source.
    #[must_use]
    pub fn is_asset(&self, path: &str) -> bool {
        self.assets.beside.contains_key(path)
    }

    /// The document that the path of a link in `file` leads to.
    #[must_use]
    pub fn led_to(&self, file: &str, path: &str) -> Option<(EntityId, usize)> {
        self.at(&join(file, path)?)
    }

    /// The document of an entity in a language.
    #[must_use]
    pub fn document(&self, entity: EntityId, language: usize) -> Option<&Document> {
        self.lookup.document(entity, language)
    }

    /// Every document, with what it is about and its language.
    pub fn documents(&self) -> impl Iterator<Item = (EntityId, usize, &Arc<Document>)> {
        self.lookup.documents()
    }

    /// The entities of a kind that have documents.
    pub fn entities(&self, kind: Kind) -> impl DoubleEndedIterator<Item = EntityId> {
        (0..self.lookup.groups[kind as usize].len()).map(move |index| EntityId { kind, index })
    }

    /// What references call an entity: its id, or of a briefing its year and id.
    #[must_use]
    pub fn name(&self, entity: EntityId) -> String {
        self.lookup.id(entity)
    }

    /// Puts a document in the place of its former self; `false` if there is none of that name.
    fn replace(&mut self, document: &Arc<Document>) -> bool {
        let year = |document: &Document| document.date().map(Date::year);
        let known = self.at(&document.path);
        let known = known.filter(|(entity, language)| {
            let former = self.lookup.document(*entity, *language);
            former.is_some_and(|former| former.id == document.id && year(former) == year(document) && document.language == *language)
        });
        let Some((entity, language)) = known else { return false };
        self.lookup.groups[entity.kind as usize][entity.index].documents[language] = Some(Arc::clone(document));
        true
    }

    /// What is wrong with what a document names, as far as these tables tell; the document takes the place of its former self.
    /// `None` where there is none of that name: then only a link can tell. `linked` is what the same link gave.
    ///
    /// Of a briefing that is all that [`link`](super::documents::link) tells of names; of other kinds, what their texts refer to.
    #[must_use]
    pub fn check(&mut self, linked: &Linked, document: &Arc<Document>) -> Option<Vec<Diagnostic>> {
        if !self.replace(document) {
            return None;
        }
        let (entity, _) = self.at(&document.path)?;
        let (hints, mut all) = (Hints::shown(), Vec::new());
        let mut linker = Linker { config: &self.config, lookup: &self.lookup, assets: &self.assets, hints: &hints, all: &mut all };
        let group = &self.lookup.groups[entity.kind as usize][entity.index];
        if entity.kind == Kind::Briefing {
            let _ = linker.briefing(entity.index, group, &linked.topics);
        } else {
            let _ = linker.versions(group, None);
        }
        all.retain(|told| told.place.file == document.path);
        Some(all)
    }
}
