//! The data of the cache, read and written.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::delta_map::{Changed, DeltaMap};
use super::dependencies::{Dependencies, Snapshot, SnapshotDelta};
use super::fingerprint::Key;
use super::log::{End, Frames, Sink, is_foreign};
use super::noop::NoopCheck;
use crate::content::{Document, Hash};
use crate::diagnostics::Diagnostic;
use crate::output::Links;
use crate::pages::search::Parts;
use crate::source::{Pixels, Stamp};
use crate::values::Number;

/// The cache. It is in two parts, so that a build of a site in which nothing changed reads only the small one.
#[derive(Default)]
pub struct Cache {
    /// The small part: enough to prove that a build has nothing to do without reading the rest.
    pub noop: Option<NoopCheck>,
    data: CacheData,
    load: Option<Loader>,
    /// The log that the data were read from or written to, if it is without damage.
    log: Option<Written>,
    /// Whether the log was another program's.
    foreign: bool,
}

/// A log as it lies on the disk.
#[derive(Debug, Clone, Copy)]
struct Written {
    /// Its length when it held one frame.
    whole: u64,
    end: End,
}

/// Reads the log, if there is one.
type Loader = Box<dyn FnOnce() -> Option<Vec<u8>> + Send>;

/// A build appends to the log only if at most one entry in so many changed, and the log has grown by at most that share since
/// it held one frame. Else it is compacted: written anew with one frame.
const FEW: u64 = 8;

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cache").field("noop", &self.noop).field("data", &self.data).finish_non_exhaustive()
    }
}

impl Cache {
    /// The cache whose small part is `noop`, and whose log is read by `load` when it is needed. What is damaged, or of another
    /// program, is as good as missing.
    #[must_use]
    pub fn new(noop: Option<&[u8]>, load: impl FnOnce() -> Option<Vec<u8>> + Send + 'static) -> Self {
        let noop = noop.and_then(|bytes| Frames::of(bytes)?.next()).and_then(value);
        Self { noop, load: Some(Box::new(load)), ..Self::default() }
    }

    /// What is known from earlier builds.
    pub fn data(&mut self) -> &mut CacheData {
        if let Some(log) = self.load.take().and_then(|load| load()) {
            self.foreign = is_foreign(&log);
            if let Some(mut frames) = Frames::of(&log)
                && let Some(data) = frames.next().and_then(value)
            {
                self.data = data;
                let whole = frames.length();
                frames.by_ref().map_while(value).for_each(|delta| self.data.apply(delta));
                self.log = frames.end().map(|end| Written { whole, end });
            }
        }
        &mut self.data
    }

    /// Whether nothing is known because another program wrote the cache; known once [`Cache::data`] was asked for.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }

    /// Forgets outputs that are gone, if it is known what there is; `is_gone` is asked for the name of each.
    pub fn forget(&mut self, is_gone: impl Fn(&str) -> bool) {
        if self.load.is_none() {
            self.data.forget(is_gone);
        }
    }

    /// Whether the data are as they were, because no build asked for them.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.load.is_some()
    }

    /// The length of the log that [`Cache::append`] may add to; `None` if it has to be written anew.
    #[must_use]
    pub fn appends_at(&self) -> Option<u64> {
        let Written { whole, end } = self.log?;
        let few = self.data.changes() as u64 * FEW <= self.data.len() as u64;
        (few && (end.length - whole) * FEW <= whole).then_some(end.length)
    }

    /// Writes what changed to the end of the log.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn append(&mut self, to: &mut dyn Sink) -> io::Result<()> {
        let Some(Written { whole, end }) = self.log.take() else { return Err(io::ErrorKind::NotFound.into()) };
        let end = end.append(&self.data.delta(), to)?;
        self.log = Some(Written { whole, end });
        self.data.settle();
        Ok(())
    }

    /// Writes the log anew.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn write(&mut self, to: &mut dyn Sink) -> io::Result<()> {
        self.log = None;
        let end = End::begin(to)?.append(&self.data, to)?;
        self.log = Some(Written { whole: end.length, end });
        self.data.settle();
        Ok(())
    }

    /// Writes the small part, if there is one.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn write_noop(&self, to: &mut dyn Sink) -> io::Result<()> {
        self.noop.as_ref().map_or(Ok(()), |noop| End::begin(to)?.append(noop, to).map(|_| ()))
    }
}

fn value<T: DeserializeOwned>(frame: &[u8]) -> Option<T> {
    postcard::from_bytes(frame).ok()
}

impl CacheData {
    /// How many entries there are.
    fn len(&self) -> usize {
        self.sources.len() + self.outputs.values().map(|outputs| outputs.files.len()).sum::<usize>()
    }

    /// How many entries are not as they are in the log.
    fn changes(&self) -> usize {
        self.forgotten + self.sources.changes() + self.outputs.values().map(|outputs| outputs.files.changes()).sum::<usize>()
    }

    fn forget(&mut self, is_gone: impl Fn(&str) -> bool) {
        let forgotten = &mut self.forgotten;
        self.outputs.retain(|name, outputs| {
            let gone = is_gone(name);
            *forgotten += if gone { outputs.files.len() } else { 0 };
            !gone
        });
    }

    /// What is not as it is in the log.
    fn delta(&self) -> Delta {
        let Self { settings, taken, sources, theme, outputs, forgotten: _ } = self;
        let outputs = outputs.iter().map(|(name, outputs)| (name.clone(), outputs.delta())).collect();
        Delta { settings: *settings, taken: *taken, theme: *theme, sources: sources.changed(), outputs }
    }

    fn apply(&mut self, delta: Delta) {
        let Delta { settings, taken, theme, sources, outputs } = delta;
        (self.settings, self.taken, self.theme) = (settings, taken, theme);
        self.sources.apply(sources);
        // All that were known are named, if only to say that nothing of them changed.
        self.forget(|name| !outputs.iter().any(|(other, _)| other == name));
        for (name, delta) in outputs {
            if delta.is_new {
                self.outputs.remove(&name);
            }
            self.outputs.entry(name).or_default().apply(delta);
        }
        self.settle();
    }

    /// From now on, changes count from what it is now.
    fn settle(&mut self) {
        self.sources.settle();
        self.forgotten = 0;
        self.outputs.values_mut().for_each(OutputsData::settle);
    }
}

/// What a build changed.
#[derive(Serialize, Deserialize)]
struct Delta {
    settings: Hash,
    taken: i64,
    theme: Option<Hash>,
    sources: Changed<Arc<str>, SourceEntry>,
    outputs: Vec<(String, OutputsDelta)>,
}

#[derive(Serialize, Deserialize)]
struct OutputsDelta {
    /// Whether it is not the one that the log may have under its name.
    is_new: bool,
    at: i64,
    base_url: String,
    taken: i64,
    snapshot: Option<SnapshotDelta>,
    files: Changed<String, OutputEntry>,
    documents: Changed<String, IndexedDocument>,
    segments: Vec<(Hash, Parts)>,
}

/// What is known from earlier builds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CacheData {
    /// Fingerprint of the settings that parsing depends on.
    pub settings: Hash,
    /// When the sources were listed, by the clock of their stamps.
    pub taken: i64,
    /// Sources by their path.
    pub sources: DeltaMap<Arc<str>, SourceEntry>,
    /// Fingerprint of a theme that passed its checks without a word.
    pub theme: Option<Hash>,
    /// Outputs, by the name of their store.
    pub outputs: HashMap<String, OutputsData>,
    /// How many entries of outputs that are gone the log has.
    #[serde(skip)]
    forgotten: usize,
}

/// What one source gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SourceEntry {
    /// Its stamp when it was read.
    pub stamp: Stamp,
    /// Fingerprint of its bytes.
    pub hash: Hash,
    /// How large it is, if it is a picture.
    pub pixels: Option<Pixels>,
    /// What is known of its words, if it is the stored text of a source.
    pub stored: Option<StoredText>,
    /// Its document, where it is one and good.
    pub document: Option<Arc<Document>>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is known of the words of a source's stored text. They are read again only for other questions.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct StoredText {
    /// Fingerprint of the quotes that were looked for, and of the language in which its numbers were read.
    pub asked: Hash,
    /// Those that do not occur, by their place among all that were asked for.
    pub missing: Vec<u32>,
    /// Its numbers, by size.
    pub numbers: Vec<Number>,
    /// Whether it is no text.
    pub is_unreadable: bool,
}

/// What is known of one output folder.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct OutputsData {
    /// The moment of the build that wrote it, in seconds since 1970.
    pub at: i64,
    /// The site's address in that build.
    pub base_url: String,
    /// When the stamps were taken.
    pub taken: i64,
    snapshot: Snapshot,
    /// The snapshot in the log, where that is another one.
    #[serde(skip)]
    logged: Option<Snapshot>,
    /// Outputs by their path.
    pub files: DeltaMap<String, OutputEntry>,
    /// The index for searching.
    pub index: IndexData,
}

/// What is known of the index for searching.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct IndexData {
    /// Its documents by their addresses.
    pub documents: DeltaMap<String, IndexedDocument>,
    /// The files of its segments, by the fingerprints of all that is in them.
    pub segments: Vec<(Hash, Parts)>,
}

/// What is known of a document of the index.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IndexedDocument {
    /// The dependencies of what is in the index of it.
    pub trace: Dependencies,
    /// Fingerprint of that.
    pub key: Hash,
    /// How many terms it has.
    pub weight: u32,
    /// How many bytes of text.
    pub bytes: u32,
}

/// What is known of one output.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OutputEntry {
    /// Fingerprint of all that its bytes depend on.
    pub key: Key,
    /// Fingerprint of its bytes.
    pub hash: Hash,
    /// Its stamp in the output.
    pub stamp: Stamp,
    /// The dependencies of its view.
    pub trace: Dependencies,
    /// Where it links to, where it is a page.
    pub links: Option<Box<Links>>,
}

impl SourceEntry {
    /// Whether a file that now has the stamp `seen` has the bytes that this entry is about; `taken` is that of the cache.
    #[must_use]
    pub fn holds(&self, seen: &Stamp, taken: i64) -> bool {
        self.stamp == *seen && seen.is_settled(taken)
    }
}

impl OutputEntry {
    /// Whether a file that now has the stamp `seen` has the bytes that this entry is about; `taken` is that of the output.
    #[must_use]
    pub fn holds(&self, seen: &Stamp, taken: i64) -> bool {
        self.stamp == *seen && seen.is_settled(taken)
    }
}

impl OutputsData {
    /// The state of the inputs that its entries are about.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Puts the state of the inputs of a build in the place of the former one.
    pub fn set_snapshot(&mut self, snapshot: Snapshot) {
        let former = std::mem::replace(&mut self.snapshot, snapshot);
        self.logged.get_or_insert(former);
    }

    fn delta(&self) -> OutputsDelta {
        let Self { at, base_url, taken, snapshot, logged, files, index } = self;
        OutputsDelta {
            is_new: files.is_new(),
            at: *at,
            base_url: base_url.clone(),
            taken: *taken,
            snapshot: logged.as_ref().map(|logged| snapshot.delta(logged)),
            files: files.changed(),
            documents: index.documents.changed(),
            segments: index.segments.clone(),
        }
    }

    fn apply(&mut self, delta: OutputsDelta) {
        let OutputsDelta { is_new: _, at, base_url, taken, snapshot, files, documents, segments } = delta;
        (self.at, self.base_url, self.taken) = (at, base_url, taken);
        if let Some(snapshot) = snapshot {
            self.snapshot.apply(snapshot);
        }
        self.files.apply(files);
        self.index.documents.apply(documents);
        self.index.segments = segments;
    }

    fn settle(&mut self) {
        self.logged = None;
        self.files.settle();
        self.index.documents.settle();
    }
}
