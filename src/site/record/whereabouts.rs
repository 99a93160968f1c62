//! Where what was published is now.

use std::sync::Arc;

use crate::content::{Kind, OfKind, dated, is_markdown, stem};
use crate::diagnostics::Hints;
use crate::site::addresses::Address;
use crate::site::ids::EntityId;
use crate::site::node::Node;
use crate::site::published::Site;

/// What a source is now, whether it may be seen or not.
#[derive(Debug, Clone)]
pub struct Whereabouts {
    /// What it is about.
    pub entity: EntityId,
    /// Its language.
    pub language: usize,
    /// Where its page is.
    pub address: Option<Address>,
    /// Whether it may be seen.
    pub is_shown: bool,
}

impl<'l> Site<'l> {
    /// What the source at `path` is now; `None` where there is none.
    #[must_use]
    pub fn whereabouts(&self, path: &str) -> Option<Whereabouts> {
        let (entity, language) = self.linked().nodes().find_map(|(entity, node)| {
            let version = node.versions().find(|version| &*version.document.path == path)?;
            Some((entity, version.document.language))
        })?;
        Some(Whereabouts { entity, language, address: self.address(entity, language), is_shown: self.is_visible(entity) })
    }

    /// A document, whether it may be seen or not: for messages to those who write.
    #[must_use]
    pub fn node_of(&self, entity: EntityId) -> &'l Node {
        self.linked().node(entity)
    }

    /// The original of a translation whose file is gone, and the original's file.
    #[must_use]
    pub fn original_of(&self, translation: &str) -> Option<(EntityId, &'l Arc<str>)> {
        let (folder, name) = translation.rsplit_once('/')?;
        let (base, language) = name.strip_suffix(".md")?.rsplit_once('.')?;
        crate::locale::Language::parse(language).ok()?;
        let original = format!("{folder}/{base}.md");
        // Built-in jurisdictions have none.
        let mut originals = self.linked().nodes().filter_map(|(entity, node)| Some((entity, &node.version(0)?.document.path)));
        originals.find(|(_, path)| ***path == *original)
    }

    /// The source of a kind that most likely stands in the place of one whose file is gone: among those that are new, the one of
    /// the same title, else the one with the nearest name, else the only one.
    #[must_use]
    pub fn heir(&self, kind: Kind, address: &str, source: &str, hints: &Hints, is_new: &dyn Fn(&EntityId) -> bool) -> Option<EntityId> {
        if !is_markdown(source) {
            return None;
        }
        let candidates: Vec<(EntityId, &Node)> =
            self.linked().nodes().filter(|(entity, node)| entity.kind == kind && node.has_original() && is_new(entity)).collect();
        let title = address.strip_prefix("briefings/").map(|name| format!("briefing:{}/title", name.trim_end_matches('/')));
        let title = title.and_then(|fact| self.record().facts.of(&fact).last().map(|value| value.value.clone()));
        let has_title = |node: &Node| crate::content::Briefing::of(&node.original().document.front).and_then(|fields| Some(fields.title.as_ref()?.to_string()));
        if let Some((entity, _)) = candidates.iter().find(|(_, node)| title.is_some() && has_title(node) == title) {
            return Some(*entity);
        }
        let id = dated(stem(source)).1;
        let near = hints.nearest(id, candidates.iter().map(|(_, node)| node.id.as_str()));
        let near = near.and_then(|near| candidates.iter().find(|(_, node)| node.id == near));
        // One that is gone and one that is new are most often one.
        let only = candidates.first().filter(|_| candidates.len() == 1);
        near.or(only).map(|(entity, _)| *entity)
    }
}
