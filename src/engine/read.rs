//! Reading and parsing what changed; the rest comes from the cache.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::bodies::{Pool, Room};
use super::{Diagnostics, Inputs, misnamed, record, stored};
use crate::cache::{CacheData, SourceEntry};
use crate::config::{Config, SITE_FILE, UNITS_FILE};
use crate::content::{self, Document, Folder, Hash, Kind, Record, Settings};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::source::{Entry, Pixels, is_folder_text, is_picture, pixels, unreadable};
use crate::values::Number;

/// The site's files as a build finds them, before it reads any.
#[derive(Debug)]
pub struct Listed {
    /// All files below `content` and `themes`, sorted by path.
    pub files: Vec<Entry>,
    /// What is wrong with others there.
    pub wrong: Vec<Diagnostic>,
    /// A moment before they were listed, by the clock of their stamps.
    pub taken: i64,
}

/// Lists the site's files. A build does so once, and before it reads anything: a file that is written while the build runs
/// then has another stamp than the one that is remembered with its bytes.
#[must_use]
pub fn list(inputs: &Inputs<'_>) -> Listed {
    let taken = inputs.files.now();
    let ((mut files, mut wrong), (themes, wrong_themes)) = (inputs.files.list("content"), inputs.files.list("themes"));
    files.extend(themes);
    wrong.extend(wrong_themes);
    Listed { files, wrong, taken }
}

/// What the site's files gave.
#[derive(Debug)]
pub struct Sources {
    /// All files below `content` and `themes`.
    pub files: Vec<Entry>,
    /// The good documents, by path.
    pub documents: Vec<Arc<Document>>,
    /// Files whose document is missing because of errors.
    pub refused: Vec<(Kind, Arc<str>)>,
    /// Fingerprints of files that are no documents.
    pub hashes: BTreeMap<Arc<str>, Hash>,
    /// What readers were told so far.
    pub record: Arc<Record>,
    /// The numbers in the stored texts of sources.
    pub stored: BTreeMap<Arc<str>, Vec<Number>>,
    /// A moment before they were listed, and so before the first of them was read, by the clock of their stamps.
    pub taken: i64,
    /// How many files were read.
    pub reads: usize,
    /// How many were parsed.
    pub parses: usize,
    /// HTML of bodies that came up while parsing.
    pub(super) pool: Pool,
    pub(super) settings: Settings,
}

/// What one file gave.
enum Outcome<'m> {
    /// Its entry still holds.
    Known(&'m SourceEntry),
    /// It was read.
    Read(Box<Read>),
    /// It could not be read.
    Unreadable(Diagnostic),
}

impl Outcome<'_> {
    /// The document that the file gave.
    fn document(&self) -> Option<&Arc<Document>> {
        match self {
            Self::Known(known) => known.document.as_ref(),
            Self::Read(read) => read.cache.document.as_ref(),
            Self::Unreadable(_) => None,
        }
    }
}

/// What a file gave that was read.
struct Read {
    cache: SourceEntry,
    parsed: bool,
    template: Option<content::markdown::Template>,
}

/// Reads the site's files. Everything wrong with them is told; the good ones are in the result.
pub fn read(inputs: &Inputs<'_>, config: &Config, listed: Listed, cache: &mut CacheData, told: &mut Diagnostics) -> Sources {
    let settings = Settings::of(config);
    let fingerprint = settings.fingerprint();
    if cache.settings != fingerprint {
        cache.sources.clear();
        cache.settings = fingerprint;
    }
    let Listed { mut files, wrong, taken } = listed;
    told.extend(wrong);
    misplaced(&files, told);

    let wanted: Vec<(&Entry, Option<Kind>)> = files.iter().filter_map(|e| Some((e, wanted(&e.path)?))).collect();
    let (known, room) = (&*cache, Room::default());
    let outcomes: Vec<Outcome<'_>> = wanted
        .par_iter()
        .map(|(entry, kind)| {
            let mut outcome = one(inputs, entry, *kind, known, &settings);
            if let Outcome::Read(read) = &mut outcome {
                read.template = room.admit(read.template.take());
            }
            outcome
        })
        .collect();

    let texts = stored::claimed(outcomes.iter().filter_map(Outcome::document));
    let mut sources = Sources {
        files: Vec::new(),
        documents: Vec::with_capacity(wanted.len()),
        refused: Vec::new(),
        hashes: BTreeMap::new(),
        record: Arc::default(),
        stored: BTreeMap::new(),
        taken,
        reads: 0,
        parses: 0,
        pool: Pool::default(),
        settings,
    };
    let mut anew: Vec<(&Arc<str>, Option<SourceEntry>)> = Vec::new();
    let mut unreadable = 0;
    let mut pictures: Vec<(Arc<str>, Pixels)> = Vec::new();
    for ((entry, kind), outcome) in wanted.iter().zip(outcomes) {
        sources.reads += usize::from(!matches!(outcome, Outcome::Known(_)));
        let picture = match &outcome {
            Outcome::Known(known) => known.pixels,
            Outcome::Read(read) => read.cache.pixels,
            Outcome::Unreadable(_) => None,
        };
        pictures.extend(picture.map(|pixels| (Arc::clone(&entry.path), pixels)));
        // A stored text is no document, whatever its name.
        let kind = &kind.filter(|_| !texts.contains(&*entry.path));
        match outcome {
            Outcome::Known(known) if texts.contains(&*entry.path) => drop(sources.hashes.insert(Arc::clone(&entry.path), known.hash)),
            Outcome::Known(known) => sources.take(&entry.path, *kind, known, told),
            Outcome::Read(read) => {
                sources.parses += usize::from(read.parsed);
                if texts.contains(&*entry.path) {
                    sources.hashes.insert(Arc::clone(&entry.path), read.cache.hash);
                } else {
                    sources.take(&entry.path, *kind, &read.cache, told);
                }
                if let Some(template) = read.template {
                    sources.pool.keep(&entry.path, template);
                }
                anew.push((&entry.path, Some(read.cache)));
            }
            Outcome::Unreadable(diagnostic) => {
                told.extend([diagnostic]);
                sources.refused.extend(kind.map(|k| (k, Arc::clone(&entry.path))));
                unreadable += 1;
                anew.push((&entry.path, None));
            }
        }
    }
    for (path, entry) in anew {
        match entry {
            Some(entry) => cache.sources.put(Arc::clone(path), entry),
            None => drop(cache.sources.remove(path)),
        }
    }
    // All files that are here have an entry, but for unreadable ones: if there are more, they are of files that are gone.
    if cache.sources.len() > wanted.len() - unreadable {
        cache.sources.retain(|path| wanted.binary_search_by(|(entry, _)| entry.path.cmp(path)).is_ok());
    }
    cache.taken = taken;
    if !texts.is_empty() {
        let known = stored::Texts { documents: &sources.documents, hashes: &sources.hashes, settings: &sources.settings };
        sources.stored = stored::check(inputs, &known, cache, told);
    }
    let documents = wanted.iter().filter(|(entry, kind)| kind.is_some() && !texts.contains(&*entry.path)).map(|(entry, _)| &entry.path);
    for path in misnamed::translations(documents, &config.languages, told) {
        sources.documents.retain(|document| document.path != path);
        sources.refused.extend(kind_of(&path).map(|kind| (kind, path)));
    }
    for (path, pixels) in pictures {
        if let Ok(at) = files.binary_search_by(|entry| entry.path.cmp(&path)) {
            files[at].pixels = Some(pixels);
        }
    }
    sources.record = Arc::new(record::read(inputs, &files, told));
    sources.files = files;
    sources
}

impl Sources {
    /// Takes what is known of a file.
    fn take(&mut self, path: &Arc<str>, kind: Option<Kind>, cache: &SourceEntry, told: &mut Diagnostics) {
        told.extend(cache.diagnostics.iter().cloned());
        if crate::diagnostics::any_error(&cache.diagnostics) {
            // Its names are known, so that references to it are no second error.
            // A source that is misnamed would be one of the kind of its folder.
            self.refused.extend(kind.or_else(|| kind_of(path)).map(|k| (k, Arc::clone(path))));
        }
        match (&cache.document, kind) {
            (Some(document), _) => self.documents.push(Arc::clone(document)),
            (None, Some(_)) => {}
            (None, None) => drop(self.hashes.insert(Arc::clone(path), cache.hash)),
        }
    }
}

/// What is read here: documents, with their kind, and files that may be published. Themes read their own.
#[expect(clippy::option_option, reason = "not read, read as a file, read as a document")]
fn wanted(path: &str) -> Option<Option<Kind>> {
    let (folder, file) = path.strip_prefix("content/")?.split_once('/')?;
    match content::folder(folder)? {
        Folder::Documents(_) if is_folder_text(path) => None,
        Folder::Documents(kind) => Some(content::is_markdown(file).then_some(kind)),
        Folder::Static => Some(None),
        Folder::Theme | Folder::Record => None,
    }
}

/// The kind of documents that lie in the folder of a path.
fn kind_of(path: &str) -> Option<Kind> {
    match content::folder(path.strip_prefix("content/")?.split_once('/')?.0)? {
        Folder::Documents(kind) => Some(kind),
        Folder::Static | Folder::Theme | Folder::Record => None,
    }
}

fn one<'m>(inputs: &Inputs<'_>, entry: &Entry, kind: Option<Kind>, cache: &'m CacheData, settings: &Settings) -> Outcome<'m> {
    let known = cache.sources.get(&entry.path);
    if let Some(known) = known.filter(|k| !inputs.reread && k.holds(&entry.stamp, cache.taken)) {
        return Outcome::Known(known);
    }
    let read = |hash, document, diagnostics, parsed, template| {
        Outcome::Read(Box::new(Read { cache: SourceEntry { stamp: entry.stamp, hash, pixels: None, stored: None, document, diagnostics }, parsed, template }))
    };
    // What is left out here is not missed: the build ends after reading.
    if (inputs.stop)() {
        return Outcome::Unreadable(unreadable(&entry.path, &std::io::ErrorKind::Interrupted.into()));
    }
    let Some(kind) = kind else {
        let may_be_source = entry.stamp.size <= settings.limits.file_bytes && kind_of(&entry.path).is_some() && content::may_be_misnamed(&entry.path);
        if may_be_source && let Ok(bytes) = inputs.files.read_up_to(&entry.path, settings.limits.file_bytes) {
            let misnamed = content::misnamed(&entry.path, &bytes);
            return read(*blake3::hash(&bytes).as_bytes(), None, misnamed.into_iter().collect(), false, None);
        }
        // It may be a recording of a whole day, and is never needed in one piece.
        return match inputs.files.hash(&entry.path) {
            Ok(hash) => match read(hash, None, Vec::new(), false, None) {
                Outcome::Read(mut read) if is_picture(&entry.path) => {
                    read.cache.pixels = inputs.files.open(&entry.path).ok().and_then(pixels);
                    Outcome::Read(read)
                }
                other => other,
            },
            Err(error) => Outcome::Unreadable(unreadable(&entry.path, &error)),
        };
    };
    if let Some(large) = content::too_large(&entry.path, entry.stamp.size, settings) {
        return read(Hash::default(), None, vec![large], false, None);
    }
    let bytes = match inputs.files.read_up_to(&entry.path, settings.limits.file_bytes) {
        Ok(bytes) => bytes,
        Err(error) => return Outcome::Unreadable(unreadable(&entry.path, &error)),
    };
    let hash = || *blake3::hash(&bytes).as_bytes();
    if let Some(known) = known.filter(|k| k.hash == hash()) {
        return read(known.hash, known.document.clone(), known.diagnostics.clone(), false, None);
    }
    let parsed = content::parse(&entry.path, kind, &bytes, settings);
    let hash = parsed.document.as_ref().map_or_else(hash, |document| document.source);
    read(hash, parsed.document, parsed.diagnostics, true, parsed.template)
}

/// Folders that mean nothing, and Markdown outside the folder of a kind.
fn misplaced(files: &[Entry], told: &mut Diagnostics) {
    let mut folders = BTreeSet::new();
    for entry in files {
        let Some(rest) = entry.path.strip_prefix("content/") else { continue };
        match rest.split_once('/') {
            None if content::is_markdown(rest) => {
                told.extend([Diagnostic::new(Code::Misplaced, Place::file(&entry.path), "a Markdown file stands outside the folder of any kind")
                    .help("move it to content/briefings if it is a briefing, or to content/pages")]);
            }
            None if ![SITE_FILE, UNITS_FILE].contains(&&*entry.path) => {
                told.extend([Diagnostic::new(Code::UnusedAsset, Place::file(&entry.path), "nothing reads a file of that name here")
                    .help("move it to content/static if it is to be published, or remove it")]);
            }
            Some((folder, _)) if is_folder_text(rest) && matches!(content::folder(folder), Some(Folder::Documents(_))) => {
                told.extend([Diagnostic::new(
                    Code::FolderText,
                    Place::file(&entry.path),
                    "`_index.md` would be the text of a whole folder, and folders have none here",
                )
                .help("move the text to the file of a topic, or to a page in content/pages, and remove this file")]);
            }
            Some((folder, _)) if content::folder(folder).is_none() && folders.insert(folder.to_owned()) => {
                let known = Kind::ALL.iter().map(|k| k.folder()).chain(["static", "templates", "labels"]);
                let near = nearest(folder, known.clone());
                let help =
                    near.map_or_else(|| format!("folders of content are {}", known.collect::<Vec<_>>().join(", ")), |n| format!("did you mean content/{n}?"));
                told.extend([Diagnostic::new(
                    Code::UnknownFolder,
                    Place::file(&format!("content/{folder}").into()),
                    format!("the folder `{folder}` is of no kind"),
                )
                .help(help)]);
            }
            _ => {}
        }
    }
}
