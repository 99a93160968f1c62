//! An output in memory, for previews, comparisons and tests.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Mutex;

use super::{EnvironmentError, Kept, Manifest, Store};
use crate::content::Hash;
use crate::source::{Stamp, reason};

/// An output in memory.
#[derive(Debug, Default)]
pub struct Memory {
    /// Its files by path.
    pub files: BTreeMap<String, Vec<u8>>,
    list: Manifest,
    stamps: BTreeMap<String, i64>,
    staged: Mutex<BTreeMap<String, Vec<u8>>>,
    changes: i64,
}

impl Memory {
    /// An empty output.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

/// Between two moments of a memory's clock, so that each counts as settled.
const STEP: i64 = 1_000_000_000;

impl Store for Memory {
    fn name(&self) -> String {
        String::new()
    }

    fn open(&mut self, drafts: bool) -> Result<Manifest, EnvironmentError> {
        self.staged.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
        self.list.drafts = drafts;
        Ok(self.list.clone())
    }

    fn seen(&self) -> Option<Hash> {
        super::of_outputs(self.list.write().as_bytes(), self.list.files.keys().map(|path| self.stamp(path)))
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let (bytes, changed) = (self.files.get(path)?, *self.stamps.get(path)?);
        Some(Stamp { size: bytes.len() as u64, modified: changed, changed, inode: 0 })
    }

    fn hash(&self, path: &str) -> Option<Hash> {
        self.files.get(path).map(|bytes| *blake3::hash(bytes).as_bytes())
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), EnvironmentError> {
        self.staged.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn stage_from(&self, path: &str, from: &mut dyn Read) -> Result<Hash, EnvironmentError> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).map_err(|error| EnvironmentError::new(format!("cannot copy {path}: {}", reason(&error))))?;
        self.stage(path, &bytes)?;
        Ok(*blake3::hash(&bytes).as_bytes())
    }

    fn commit(&mut self, staged: &BTreeSet<String>, stale: &BTreeSet<String>, list: &Manifest) -> Result<Kept, EnvironmentError> {
        let mut waiting = std::mem::take(self.staged.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner));
        self.changes += STEP;
        for path in staged {
            if let Some(bytes) = waiting.remove(path) {
                self.files.insert(path.clone(), bytes);
                self.stamps.insert(path.clone(), self.changes);
            }
        }
        for path in stale {
            self.files.remove(path);
            self.stamps.remove(path);
        }
        self.list = list.clone();
        Ok(Kept::AsTheyWere)
    }

    fn now(&self) -> i64 {
        self.changes + STEP
    }

    fn settle(&self) -> i64 {
        self.now()
    }
}
