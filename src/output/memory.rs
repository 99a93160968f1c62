//! An output in memory, for previews and tests.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

use super::{EnvironmentError, Kept, Manifest, Store};
use crate::content::Hash;
use crate::source::{Stamp, reason};

/// An output in memory. Whoever has its [`Reader`] reads it while builds go on.
#[derive(Debug, Default)]
pub struct Memory {
    files: Reader,
    list: Arc<Manifest>,
    /// Beside the files, so that a build asks for the stamps of all without a lock.
    stamps: HashMap<String, Stamp>,
    staged: Mutex<HashMap<String, Arc<[u8]>>>,
    changes: i64,
}

/// Reads the files of a [`Memory`]. A commit lets no one read until it is done, so that what is read under one [`Shelf`] is of
/// one build.
#[derive(Debug, Clone, Default)]
pub struct Reader(Arc<RwLock<HashMap<String, Arc<[u8]>>>>);

/// The files of one build, which stay as they are as long as it is held: long enough to find one, no longer.
#[derive(Debug)]
pub struct Shelf<'r>(RwLockReadGuard<'r, HashMap<String, Arc<[u8]>>>);

impl Memory {
    /// An empty output.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What reads its files, now and after later builds.
    #[must_use]
    pub fn reader(&self) -> Reader {
        self.files.clone()
    }

    /// A copy of all its files, by path.
    #[must_use]
    pub fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        self.files.shelf().0.iter().map(|(path, file)| (path.clone(), file.to_vec())).collect()
    }
}

impl Reader {
    /// The files as they are.
    #[must_use]
    pub fn shelf(&self) -> Shelf<'_> {
        Shelf(self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Shelf<'_> {
    /// The bytes of the file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Arc<[u8]>> {
        self.0.get(path).cloned()
    }

    /// Whether there is a file at a path.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Between two moments of a memory's clock, so that each counts as settled.
const STEP: i64 = 1_000_000_000;

impl Store for Memory {
    fn name(&self) -> String {
        String::new()
    }

    fn open(&mut self, drafts: bool) -> Result<Arc<Manifest>, EnvironmentError> {
        self.staged.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        if self.list.drafts != drafts {
            Arc::make_mut(&mut self.list).drafts = drafts;
        }
        Ok(Arc::clone(&self.list))
    }

    fn seen(&self) -> Option<Hash> {
        super::of_outputs(self.list.write().as_bytes(), self.list.files.keys().map(|path| self.stamp(path)))
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.stamps.get(path).copied()
    }

    /// Nobody else writes here, so that a file has the hash that the list gives.
    fn hash(&self, path: &str) -> Option<Hash> {
        self.list.files.get(path).copied()
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), EnvironmentError> {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.into());
        Ok(())
    }

    fn stage_from(&self, path: &str, from: &mut dyn Read) -> Result<Hash, EnvironmentError> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).map_err(|error| EnvironmentError::new(format!("cannot copy {path}: {}", reason(&error))))?;
        self.stage(path, &bytes)?;
        Ok(*blake3::hash(&bytes).as_bytes())
    }

    fn commit(&mut self, staged: &BTreeSet<String>, stale: &BTreeSet<String>, list: &Arc<Manifest>) -> Result<Kept, EnvironmentError> {
        let mut waiting = std::mem::take(self.staged.get_mut().unwrap_or_else(PoisonError::into_inner));
        self.changes += STEP;
        self.list = Arc::clone(list);
        let mut files = self.files.0.write().unwrap_or_else(PoisonError::into_inner);
        for path in staged {
            if let Some(bytes) = waiting.remove(path) {
                let stamp = Stamp { size: bytes.len() as u64, modified: self.changes, changed: self.changes, inode: 0 };
                self.stamps.insert(path.clone(), stamp);
                files.insert(path.clone(), bytes);
            }
        }
        for path in stale {
            self.stamps.remove(path);
            files.remove(path);
        }
        Ok(Kept::AsTheyWere)
    }

    fn now(&self) -> i64 {
        self.changes + STEP
    }

    fn settle(&self) -> i64 {
        self.now()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_reads_sees_a_build_when_it_is_committed() {
        let mut memory = Memory::new();
        let reader = memory.reader();
        let list = |paths: &[&str]| Arc::new(Manifest { drafts: false, files: paths.iter().map(|path| ((*path).to_owned(), Hash::default())).collect() });
        let names = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<String>>();
        memory.stage("a", b"one").unwrap();
        assert!(reader.shelf().is_empty());
        memory.commit(&names(&["a"]), &BTreeSet::new(), &list(&["a"])).unwrap();
        assert_eq!(reader.shelf().get("a").as_deref(), Some(&b"one"[..]));
        memory.stage("b", b"two").unwrap();
        memory.commit(&names(&["b"]), &names(&["a"]), &list(&["b"])).unwrap();
        assert!(!reader.shelf().has("a") && reader.shelf().has("b"));
    }
}
