//! The memo: what is known from earlier builds, and when that may be relied on.
//!
//! A source's entry holds for its bytes and the settings of parsing. Its stamp stands for the bytes if it is older than the
//! moment at which it was taken: a file that was written in that very moment may be written again without its stamp
//! changing. An output's entry holds as long as the file in the output has the bytes that we gave it: its stamp, if it is the
//! one that is known, stands for them; else they are read and hashed.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::delta_map::{Changed, DeltaMap};
use super::fingerprint::{Key, program};
use crate::cache::{Dependencies, NoopCheck, Snapshot, ThemeHashes};
use crate::content::{Document, Hash};
use crate::diagnostics::Diagnostic;
use crate::output::Links;
use crate::source::Stamp;

/// The memo. It is in two parts, so that a build of a site in which nothing changed reads but the small one. Of the large
/// one a build writes down what changed since it was written as a whole, as long as that is little.
#[derive(Default)]
pub struct Cache {
    /// What tells at a glance that nothing changed.
    pub noop: Option<NoopCheck>,
    data: CacheData,
    /// The checksum of the large part as it was written as a whole.
    whole: Option<Hash>,
    load: Option<Loader>,
    /// Whether the large part was that of another program.
    foreign: bool,
}

/// The bytes of the large part.
#[derive(Debug, Default)]
pub struct Files {
    /// As it was written as a whole.
    pub whole: Option<Vec<u8>>,
    /// What changed since.
    pub changes: Option<Vec<u8>>,
}

/// How the large part is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As a whole.
    Whole,
    /// What changed since it was last written as a whole.
    Changes,
}

/// Reads the large part.
type Loader = Box<dyn FnOnce() -> Files + Send>;

/// Of so many entries one may have changed before the large part is written as a whole.
const FEW: usize = 8;

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memo").field("still", &self.noop).field("data", &self.data).finish_non_exhaustive()
    }
}

impl Cache {
    /// The memo whose small part is `still`, and whose large one is read by `load` when it is needed. Parts that are
    /// damaged, or of another program, are none.
    #[must_use]
    pub fn new(noop: Option<&[u8]>, load: impl FnOnce() -> Files + Send + 'static) -> Self {
        Self { noop: noop.and_then(parse), load: Some(Box::new(load)), ..Self::default() }
    }

    /// What is known from earlier builds.
    pub fn data(&mut self) -> &mut CacheData {
        if let Some(Files { whole: Some(whole), changes }) = self.load.take().map(|load| load()) {
            self.foreign = whole.strip_prefix(HEAD).is_some_and(|rest| !rest.starts_with(program().as_bytes()));
            if let Some(data) = parse(&whole) {
                self.data = data;
                self.whole = checksum(&whole);
            }
            let changes: Option<Changes> = changes.as_deref().and_then(parse);
            if let Some(changes) = changes.filter(|changes| Some(changes.whole) == self.whole) {
                self.data.apply(changes);
            }
        }
        &mut self.data
    }

    /// Whether nothing is known because another program wrote the memo; told once [`Cache::data`] was asked for.
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

    /// How the large part is to be written; `None` if no build has asked for it, so that it is as it was.
    #[must_use]
    pub fn form(&self) -> Option<Form> {
        let few = self.whole.is_some() && self.data.changes() * FEW <= self.data.len();
        self.load.is_none().then_some(if few { Form::Changes } else { Form::Whole })
    }

    /// Writes the small part, if there is one.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn write_noop(&self, to: &mut dyn Write) -> io::Result<()> {
        self.noop.as_ref().map_or(Ok(()), |noop| write(noop, to).map(|_| ()))
    }

    /// Writes the large part. It goes there piece by piece: as bytes it takes as much room as the documents.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn write(&mut self, form: Form, to: &mut dyn Write) -> io::Result<()> {
        if let (Form::Changes, Some(whole)) = (form, self.whole) {
            write(&self.data.changed(whole), to)?;
        } else {
            self.whole = Some(write(&self.data, to)?);
            self.data.settle();
        }
        Ok(())
    }
}

impl CacheData {
    /// How many entries there are.
    fn len(&self) -> usize {
        self.sources.len() + self.outputs.values().map(|outputs| outputs.files.len()).sum::<usize>()
    }

    /// How many entries are not as they were when they were written as a whole.
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

    fn changed(&self, whole: Hash) -> Changes {
        let outputs = self.outputs.iter().map(|(name, outputs)| {
            let OutputsData { at, taken, theme, snapshot, files } = outputs;
            let changed = ChangedOutputs { at: *at, taken: *taken, theme: theme.clone(), snapshot: snapshot.clone(), files: files.changed() };
            (name.clone(), changed)
        });
        Changes { whole, settings: self.settings, taken: self.taken, theme: self.theme, sources: self.sources.changed(), outputs: outputs.collect() }
    }

    fn apply(&mut self, changes: Changes) {
        let Changes { whole: _, settings, taken, theme, sources, outputs } = changes;
        (self.settings, self.taken, self.theme) = (settings, taken, theme);
        self.sources.apply(sources);
        // All that were known are named, if only to say that nothing of them changed.
        self.forget(|name| !outputs.iter().any(|(other, _)| other == name));
        for (name, ChangedOutputs { at, taken, theme, snapshot, files }) in outputs {
            let known = self.outputs.entry(name).or_default();
            (known.at, known.taken, known.theme, known.snapshot) = (at, taken, theme, snapshot);
            known.files.apply(files);
        }
    }

    fn settle(&mut self) {
        self.sources.settle();
        self.forgotten = 0;
        self.outputs.values_mut().for_each(|outputs| outputs.files.settle());
    }
}

/// What changed since the large part was written as a whole.
#[derive(Serialize, Deserialize)]
struct Changes {
    /// The checksum of that whole.
    whole: Hash,
    settings: Hash,
    taken: i64,
    theme: Option<Hash>,
    sources: Changed<Arc<str>, SourceEntry>,
    outputs: Vec<(String, ChangedOutputs)>,
}

#[derive(Serialize, Deserialize)]
struct ChangedOutputs {
    at: i64,
    taken: i64,
    theme: ThemeHashes,
    snapshot: Snapshot,
    files: Changed<String, OutputEntry>,
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
    /// How many entries of outputs that are gone it had when it was last written as a whole.
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
    /// Its document, where it is one and good.
    pub document: Option<Arc<Document>>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is known of one output folder.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct OutputsData {
    /// The moment of the build that wrote it, in seconds since 1970.
    pub at: i64,
    /// When the stamps were taken.
    pub taken: i64,
    /// What its pages have around what they show.
    pub theme: ThemeHashes,
    /// The state of the inputs that their views depend on.
    pub snapshot: Snapshot,
    /// Outputs by their path.
    pub files: DeltaMap<String, OutputEntry>,
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
    /// Whether a file that now has the stamp `seen` has the bytes that this entry is about; `taken` is the memo's.
    #[must_use]
    pub fn holds(&self, seen: &Stamp, taken: i64) -> bool {
        self.stamp == *seen && seen.is_settled(taken)
    }
}

impl OutputsData {
    /// The entry of a file that has the stamp `seen`, if it still stands for its bytes.
    #[must_use]
    pub fn get(&self, path: &str, seen: Option<Stamp>) -> Option<&OutputEntry> {
        let seen = seen?;
        self.files.get(path).filter(|entry| entry.stamp == seen && seen.is_settled(self.taken))
    }
}

/// The first bytes of a memo's file: a name, and the version of its form.
const HEAD: &[u8; 12] = b"bulletin\0\0\0\x01";

/// Reads a part of a memo. One that is damaged, cut, or of another program is none.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let rest = bytes.strip_prefix(HEAD)?;
    let rest = rest.strip_prefix(program().as_bytes())?;
    let (body, checksum) = rest.split_last_chunk()?;
    if blake3::hash(body).as_bytes() != checksum {
        return None;
    }
    postcard::from_bytes(body).ok()
}

/// Writes a part of a memo, and gives its checksum.
fn write<T: Serialize>(part: &T, to: &mut dyn Write) -> io::Result<Hash> {
    to.write_all(HEAD)?;
    to.write_all(program().as_bytes())?;
    let summed = postcard::to_io(part, Summed { to, hasher: blake3::Hasher::new(), waiting: Vec::with_capacity(PIECE) }).map_err(io::Error::other)?;
    let (to, checksum) = summed.end()?;
    to.write_all(&checksum)?;
    Ok(checksum)
}

/// The checksum in a part of a memo.
fn checksum(bytes: &[u8]) -> Option<Hash> {
    bytes.last_chunk().copied()
}

/// Bytes that are hashed and passed on in one piece: to do so one by one costs several times as much.
const PIECE: usize = 1 << 16;

/// Hashes what goes through it.
struct Summed<'w> {
    to: &'w mut dyn Write,
    hasher: blake3::Hasher,
    waiting: Vec<u8>,
}

impl<'w> Summed<'w> {
    fn end(mut self) -> io::Result<(&'w mut dyn Write, Hash)> {
        self.flush()?;
        Ok((self.to, *self.hasher.finalize().as_bytes()))
    }
}

impl Write for Summed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hasher.update(&self.waiting);
        self.to.write_all(&self.waiting)?;
        self.waiting.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_memo_is_no_memo() {
        let mut bytes = Vec::new();
        write(&CacheData { taken: 5, ..CacheData::default() }, &mut bytes).unwrap();
        let read = |bytes: &[u8]| parse::<CacheData>(bytes);
        assert_eq!(read(&bytes).unwrap().taken, 5);
        for cut in 0..bytes.len() {
            assert!(read(&bytes[..cut]).is_none(), "{cut}");
            let mut flipped = bytes.clone();
            flipped[cut] ^= 1;
            assert!(read(&flipped).is_none(), "{cut}");
        }
    }
}
