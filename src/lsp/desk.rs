//! What the server knows: what is open, what the digest was when it was last linked, what was told of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::sync::Arc;

use lsp_server::{Message, Notification};
use serde_json::Value;

use super::address;
use super::check::{self, Digest};
use super::editor::Editor;
use super::reports;
use super::shift::Shift;
use crate::cache::{Cache, SourceEntry};
use crate::config::{SITE_FILE, UNITS_FILE};
use crate::content::{self, Document, Kind, Settings, hash};
use crate::diagnostics::{Diagnostic, Located};
use crate::engine::{locate, locate_shown};
use crate::source::Files;

/// How many errors and warnings are told of files that are not open.
const SHOWN: (usize, usize) = (200, 50);

/// How much was done since the server began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Work {
    /// Files that were parsed.
    pub(super) parsed: usize,
    /// Times that the whole digest was checked.
    pub(super) checked: usize,
}

/// What the server knows.
pub(super) struct Desk {
    pub(super) editor: Editor,
    /// The digest as it was when it could last be linked.
    pub(super) digest: Option<Digest>,
    pub(super) work: Work,
    /// Whether the whole digest is to be checked as soon as there is time.
    pub(super) is_due: bool,
    /// The moment of the last check, in seconds since 1970.
    pub(super) at: i64,
    /// What is to be sent to the editor.
    pub(super) out: Vec<Message>,
    cache: Cache,
    settings: Option<Settings>,
    /// What the last check of the whole digest told of each open file, beside what that alone tells of itself.
    rest: BTreeMap<Arc<str>, Vec<Diagnostic>>,
    /// What the editor shows, by file.
    shown: BTreeMap<Arc<str>, Vec<Located>>,
    /// How it was told.
    sent: BTreeMap<Arc<str>, Value>,
}

impl Desk {
    pub(super) fn new(editor: Editor, cache: Cache) -> Self {
        Self {
            editor,
            cache,
            digest: None,
            work: Work::default(),
            is_due: false,
            at: 0,
            out: Vec::new(),
            settings: None,
            rest: BTreeMap::new(),
            shown: BTreeMap::new(),
            sent: BTreeMap::new(),
        }
    }

    /// Takes a text over from the editor, and tells at once what is wrong with it.
    pub(super) fn typed(&mut self, uri: &str, version: i32, text: &str) {
        let Some(path) = self.editor.root.path(uri) else { return };
        let path: Arc<str> = path.into();
        let former = self.editor.files.buffer(&path).map(|buffer| Arc::clone(&buffer.text));
        self.editor.files.put(&path, uri, version, text);
        self.is_due = true;
        if let (Some(former), Some(rest)) = (former, self.rest.get_mut(&path)) {
            let shift = Shift::between(&former, text);
            *rest = std::mem::take(rest).into_iter().filter_map(|told| shift.of(&path, told)).collect();
        }
        if let Some(own) = self.look_at(&path) {
            let rest = self.rest.get(&path).into_iter().flatten().filter(|told| !is_among(&own, told)).cloned().collect();
            let located = locate([own, rest].concat(), &self.editor.files);
            self.tell(&path, located);
        }
    }

    /// Goes back to what the disk has of a file.
    pub(super) fn closed(&mut self, uri: &str) {
        let Some(path) = self.editor.root.path(uri) else { return };
        self.editor.files.close(&path);
        self.rest.remove(&*path);
        self.is_due = true;
    }

    /// What an open file alone tells of itself: its own mistakes, and those of what it names by what names meant at the last
    /// link. `None` where that cannot be said yet.
    fn look_at(&mut self, path: &Arc<str>) -> Option<Vec<Diagnostic>> {
        let (kind, settings, digest) = (address::kind(path)?, self.settings.as_ref()?, self.digest.as_mut()?);
        let buffer = self.editor.files.buffer(path).filter(|_| !digest.directory.is_asset(path))?;
        let (text, stamp) = (Arc::clone(&buffer.text), buffer.stamp);
        let sources = &mut self.cache.data().sources;
        let known = sources.get(path).filter(|entry| entry.hash == hash(&text)).cloned();
        let entry = known.unwrap_or_else(|| {
            self.work.parsed += 1;
            let parsed = content::parse(path, kind, text.as_bytes(), settings);
            SourceEntry { stamp, hash: hash(&text), pixels: None, stored: None, document: parsed.document, diagnostics: parsed.diagnostics }
        });
        let mut own = entry.diagnostics.clone();
        if let Some(document) = &entry.document {
            own.extend(digest.directory.check(&digest.linked, document).unwrap_or_default());
            if let Some(buffer) = self.editor.files.buffer_mut(path) {
                buffer.good = Some(Arc::clone(document));
            }
        }
        // The check of the whole digest finds it there, and parses it no second time.
        sources.put(Arc::clone(path), SourceEntry { stamp, ..entry });
        Some(digest.config.weigh(own))
    }

    /// Checks the whole digest as of `at`, and tells what is wrong. Gives up where `stop` says so, and is then still due.
    ///
    /// Where there never were settings, there is no digest: an editor may start the server for any Markdown.
    pub(super) fn check(&mut self, at: i64, stop: &(dyn Fn() -> bool + Sync)) {
        let is_there = || self.editor.files.open(SITE_FILE).map_or_else(|error| error.kind() != ErrorKind::NotFound, |_| true);
        if self.digest.is_none() && !is_there() {
            self.is_due = false;
            return;
        }
        let Some(checked) = check::check(&self.editor.files, self.cache.data(), at, stop, &mut self.work.parsed) else { return };
        self.is_due = false;
        self.at = at;
        self.work.checked += 1;
        let Some(digest) = checked.digest else { return self.tell_of_settings(checked.diagnostics) };
        self.settings = Some(Settings::of(&digest.config));
        self.digest = Some(digest);
        let open: Vec<Arc<str>> = self.editor.files.paths().map(Arc::clone).collect();
        let (of_open, others): (Vec<_>, Vec<_>) = checked.diagnostics.into_iter().partition(|told| open.binary_search(&told.place.file).is_ok());
        self.rest.clear();
        for path in &open {
            let own = self.look_at(path).unwrap_or_default();
            let rest = of_open.iter().filter(|told| told.place.file == *path && !is_among(&own, told)).cloned().collect();
            self.rest.insert(Arc::clone(path), rest);
        }
        let located = locate(of_open, &self.editor.files).into_iter().chain(locate_shown(others, &self.editor.files, SHOWN.0, SHOWN.1).located);
        let mut by_file = by_file(located);
        let files: BTreeSet<Arc<str>> = open.into_iter().chain(self.shown.keys().cloned()).chain(by_file.keys().cloned()).collect();
        for path in files {
            let located = by_file.remove(&path).unwrap_or_default();
            self.tell(&path, located);
        }
    }

    /// Tells what is wrong with the settings. While they cannot be read, what was told of other files stands.
    fn tell_of_settings(&mut self, diagnostics: Vec<Diagnostic>) {
        let mut by_file = by_file(locate(diagnostics, &self.editor.files));
        for path in [SITE_FILE, UNITS_FILE].map(Arc::from) {
            let located = by_file.remove(&path).unwrap_or_default();
            self.tell(&path, located);
        }
    }

    /// Tells what is wrong with a file: nothing, if it was mended.
    fn tell(&mut self, path: &Arc<str>, located: Vec<Located>) {
        let params = reports::publish(&self.editor, path, &located);
        // Of hundreds of files that are not open, few change from one look to the next.
        let is_old = self.editor.files.buffer(path).is_none() && self.sent.get(path) == Some(&params);
        if !is_old {
            self.sent.insert(Arc::clone(path), params.clone());
            self.out.push(Notification::new("textDocument/publishDiagnostics".to_owned(), params).into());
        }
        if located.is_empty() {
            self.shown.remove(path);
        } else {
            self.shown.insert(Arc::clone(path), located);
        }
    }

    /// What the editor shows of a file.
    pub(super) fn shown(&self, path: &str) -> &[Located] {
        self.shown.get(path).map_or(&[], Vec::as_slice)
    }

    /// What is known of an open file by what it holds now, or last held.
    pub(super) fn document(&self, path: &str) -> Option<&Document> {
        if let Some(good) = self.editor.files.buffer(path).and_then(|buffer| buffer.good.as_deref()) {
            return Some(good);
        }
        let directory = &self.digest.as_ref()?.directory;
        let (entity, language) = directory.at(path)?;
        directory.document(entity, language)
    }

    /// The briefing whose data a file's text names without more words: of a translation, those of its original.
    pub(super) fn briefing(&self, path: &str) -> Option<&content::Briefing> {
        use crate::content::OfKind;
        let own = self.document(path).filter(|document| document.kind() == Kind::Briefing)?;
        if own.language == 0 {
            return content::Briefing::of(&own.front);
        }
        let directory = &self.digest.as_ref()?.directory;
        let (entity, _) = directory.at(path)?;
        content::Briefing::of(&directory.document(entity, 0)?.front)
    }
}

/// Whether the same is told already; the help may be another, for only so many near names are looked for at a time.
fn is_among(all: &[Diagnostic], told: &Diagnostic) -> bool {
    all.iter().any(|one| (one.code, &one.place, &one.message) == (told.code, &told.place, &told.message))
}

/// What was located, by its file.
fn by_file(located: impl IntoIterator<Item = Located>) -> BTreeMap<Arc<str>, Vec<Located>> {
    let mut files: BTreeMap<Arc<str>, Vec<Located>> = BTreeMap::new();
    for one in located {
        files.entry(Arc::clone(&one.diagnostic.place.file)).or_default().push(one);
    }
    files
}
