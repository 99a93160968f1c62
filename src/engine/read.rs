//! Reading and parsing what changed; the rest comes from the memo.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::bodies::{Pool, Room};
use super::{Inputs, Told};
use crate::config::Config;
use crate::content::{self, Document, Folder, Hash, Kind, Settings};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::output::{Known, SourceMemo};
use crate::source::{Entry, unreadable};

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
    /// A moment before the first of them was read, by the clock of their stamps.
    pub started: i64,
    /// How many files were read.
    pub reads: usize,
    /// How many were parsed.
    pub parses: usize,
    /// HTML of bodies that came up while parsing.
    pub(super) pool: Pool,
    pub(super) settings: Settings,
}

/// What one file gave.
struct Outcome {
    memo: SourceMemo,
    read: bool,
    parsed: bool,
    template: Option<content::markdown::Template>,
    unreadable: Option<Diagnostic>,
}

/// Reads the site's files; `started` is a moment before site.yaml was read. Everything wrong with them is told; the good ones are in the result.
pub fn read(inputs: &Inputs<'_>, config: &Config, started: i64, memo: &mut Known, told: &mut Told) -> Sources {
    let settings = Settings::of(config);
    let fingerprint = settings.fingerprint();
    if memo.settings != fingerprint {
        memo.sources.clear();
        memo.settings = fingerprint;
    }
    let listed_at = inputs.files.now();
    let mut files = told.take(inputs.files.list("content"));
    files.extend(told.take(inputs.files.list("themes")));
    misplaced(&files, told);

    let wanted: Vec<(&Entry, Option<Kind>)> = files.iter().filter_map(|e| Some((e, wanted(&e.path)?))).collect();
    let (known, room) = (&*memo, Room::default());
    let outcomes: Vec<Outcome> = wanted
        .par_iter()
        .map(|(entry, kind)| {
            let outcome = one(inputs, entry, *kind, known, &settings);
            Outcome { template: room.admit(outcome.template), ..outcome }
        })
        .collect();

    let mut sources = Sources {
        files: Vec::new(),
        documents: Vec::new(),
        refused: Vec::new(),
        hashes: BTreeMap::new(),
        started,
        reads: 0,
        parses: 0,
        pool: Pool::default(),
        settings,
    };
    let mut kept: HashMap<Arc<str>, SourceMemo> = HashMap::with_capacity(outcomes.len());
    for ((entry, kind), outcome) in wanted.iter().zip(outcomes) {
        sources.reads += usize::from(outcome.read);
        sources.parses += usize::from(outcome.parsed);
        told.extend(outcome.memo.diagnostics.iter().cloned());
        if let Some(template) = outcome.template {
            sources.pool.keep(&entry.path, template);
        }
        if let Some(diagnostic) = outcome.unreadable {
            told.extend([diagnostic]);
            sources.refused.extend(kind.map(|k| (k, Arc::clone(&entry.path))));
            continue;
        }
        if crate::diagnostics::any_error(&outcome.memo.diagnostics) {
            // Its names are known, so that references to it are no second error.
            sources.refused.extend(kind.map(|k| (k, Arc::clone(&entry.path))));
        }
        match (&outcome.memo.document, kind) {
            (Some(document), _) => sources.documents.push(Arc::clone(document)),
            (None, Some(_)) => {}
            (None, None) => drop(sources.hashes.insert(Arc::clone(&entry.path), outcome.memo.hash)),
        }
        kept.insert(Arc::clone(&entry.path), outcome.memo);
    }
    memo.sources = kept;
    memo.taken = listed_at;
    sources.files = files;
    sources
}

/// What is read here: documents, with their kind, and files that may be published. Themes read their own.
#[expect(clippy::option_option, reason = "not read, read as a file, read as a document")]
fn wanted(path: &str) -> Option<Option<Kind>> {
    let (folder, file) = path.strip_prefix("content/")?.split_once('/')?;
    match content::folder(folder)? {
        Folder::Documents(kind) => Some(content::is_markdown(file).then_some(kind)),
        Folder::Static => Some(None),
        Folder::Theme => None,
    }
}

fn one(inputs: &Inputs<'_>, entry: &Entry, kind: Option<Kind>, memo: &Known, settings: &Settings) -> Outcome {
    let known = memo.sources.get(&entry.path);
    let outcome = |memo, read, parsed| Outcome { memo, read, parsed, template: None, unreadable: None };
    if let Some(known) = known.filter(|k| !inputs.reread && k.holds(&entry.stamp, memo.taken)) {
        return outcome(known.clone(), false, false);
    }
    // What is left out here is not missed: the build ends after reading.
    let read = if (inputs.stop)() { Err(std::io::ErrorKind::Interrupted.into()) } else { inputs.files.read(&entry.path) };
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) => {
            let memo = SourceMemo { stamp: entry.stamp, hash: [0; 32], document: None, diagnostics: Vec::new() };
            return Outcome { unreadable: Some(unreadable(&entry.path, &error)), ..outcome(memo, true, false) };
        }
    };
    let hash = || *blake3::hash(&bytes).as_bytes();
    if let Some(known) = known.filter(|k| k.hash == hash()) {
        return outcome(SourceMemo { stamp: entry.stamp, ..known.clone() }, true, false);
    }
    let Some(kind) = kind else {
        return outcome(SourceMemo { stamp: entry.stamp, hash: hash(), document: None, diagnostics: Vec::new() }, true, false);
    };
    let parsed = content::parse(&entry.path, kind, &bytes, settings);
    let hash = parsed.document.as_ref().map_or_else(hash, |document| document.source);
    let memo = SourceMemo { stamp: entry.stamp, hash, document: parsed.document, diagnostics: parsed.diagnostics };
    Outcome { template: parsed.template, ..outcome(memo, true, true) }
}

/// Folders that mean nothing, and Markdown outside the folder of a kind.
fn misplaced(files: &[Entry], told: &mut Told) {
    let mut folders = BTreeSet::new();
    for entry in files {
        let Some(rest) = entry.path.strip_prefix("content/") else { continue };
        match rest.split_once('/') {
            None if content::is_markdown(rest) => {
                told.extend([Diagnostic::new(Code::Misplaced, Place::file(&entry.path), "a Markdown file stands outside the folder of any kind")
                    .help("move it to content/briefings if it is a briefing, or to content/pages")]);
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
