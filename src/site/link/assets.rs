//! Files that are no documents: those beside briefings, and those of `content/static`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::{self, Document, Folder, OfKind};
use crate::diagnostics::{Code, Diagnostic, Hints, Place};
use crate::site::model::Linked;
use crate::site::resolution::Resolution;
use crate::source::{Entry, Pixels};

/// Files that references may lead to: everything below `content` that is not a document.
#[derive(Debug, Default)]
pub(in crate::site) struct Assets {
    /// Files beside documents, by path below the root.
    pub(in crate::site) beside: BTreeMap<Arc<str>, Option<Pixels>>,
    /// Those of them that are stored texts of sources, which no page may lead to.
    pub(in crate::site) unpublished: BTreeSet<Arc<str>>,
    /// Files of `content/static`, by their address.
    pub(in crate::site) fixed: BTreeMap<String, Option<Pixels>>,
}

/// Files below `content` that are no documents. A stored text of a source is none, whatever its name.
pub(super) fn assets(files: &[Entry], documents: &[Arc<Document>]) -> Assets {
    let mut assets = Assets::default();
    let mut published: BTreeSet<String> = BTreeSet::new();
    let mut stored: BTreeSet<String> = BTreeSet::new();
    for document in documents {
        let Some(briefing) = content::Briefing::of(&document.front) else { continue };
        for (index, path) in briefing.texts().filter_map(|(index, text)| Some((index, content::join(&document.path, text)?))) {
            if briefing.sources[index].publish_text { &mut published } else { &mut stored }.insert(path);
        }
    }
    for file in files {
        if stored.contains(&*file.path) || published.contains(&*file.path) {
            assets.beside.insert(Arc::clone(&file.path), file.pixels);
            if !published.contains(&*file.path) {
                assets.unpublished.insert(Arc::clone(&file.path));
            }
            continue;
        }
        let Some(path) = file.path.strip_prefix("content/") else { continue };
        if let Some(fixed) = path.strip_prefix("static/") {
            assets.fixed.insert(fixed.to_owned(), file.pixels);
        } else if is_asset(path) {
            assets.beside.insert(Arc::clone(&file.path), file.pixels);
        }
    }
    assets
}

/// Whether `path`, below `content`, is a file beside documents.
fn is_asset(path: &str) -> bool {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    matches!(content::folder(folder), Some(Folder::Documents(_))) && !content::is_markdown(path)
}

/// The files of its sources' stored texts that are published; that the others are there is checked too.
pub(super) fn texts(assets: &Assets, hints: &Hints, document: &Document, fields: &content::Briefing, all: &mut Vec<Diagnostic>) -> Vec<Option<Resolution>> {
    let mut texts = vec![None; fields.sources.len()];
    for (index, text) in fields.texts() {
        let place = Place::value(&document.path, format!("sources[{index}].text"));
        match content::join(&document.path, text).and_then(|path| assets.beside.get_key_value(path.as_str())) {
            Some((path, pixels)) if fields.sources[index].publish_text => {
                texts[index] = Some(Resolution::Asset { path: Arc::clone(path), pixels: *pixels });
            }
            Some(_) => {}
            None => {
                let told = Diagnostic::new(Code::BrokenLink, place, format!("there is no file `{text}`"));
                let beside = assets.beside.keys().map(|path| path.rsplit('/').next().unwrap_or(path));
                all.push(match hints.nearest(text.rsplit('/').next().unwrap_or(text), beside) {
                    Some(near) => told.help(format!("did you mean `{near}`? The path is counted from the briefing's folder")),
                    None => told.help("save the source's text there; the path is counted from the briefing's folder"),
                });
            }
        }
    }
    texts
}

impl Linked {
    /// Files beside documents that nothing shows or links to.
    pub(super) fn unused_assets(&self, assets: &Assets, all: &mut Vec<Diagnostic>) {
        let mut unused: BTreeSet<&Arc<str>> = assets.beside.keys().filter(|path| !assets.unpublished.contains(*path)).collect();
        for resolution in self.resolutions() {
            if let Resolution::Asset { path, .. } = resolution {
                unused.remove(path);
            }
        }
        all.extend(
            unused
                .iter()
                .map(|path| Diagnostic::new(Code::UnusedAsset, Place::file(path), "no source shows this file or links to it").help(content::unused_help(path))),
        );
    }
}
