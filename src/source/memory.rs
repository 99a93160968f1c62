//! Files in memory, for tests and previews.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Entry, Files, Opened, Stamp, is_hidden};
use crate::diagnostics::Diagnostic;
use crate::values::nfc;

/// A site's files in memory. Each change gives a file a stamp that it never had.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<Arc<str>, (Stamp, Vec<u8>)>,
    changes: i64,
}

/// Between two moments of a memory's clock, so that each counts as settled.
const STEP: i64 = 1_000_000_000;

impl Memory {
    /// An empty site.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a file.
    pub fn write(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        self.changes += STEP;
        let stamp = Stamp { size: bytes.len() as u64, modified: self.changes, changed: self.changes, inode: 0 };
        self.files.insert(nfc(path).into(), (stamp, bytes));
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }
}

impl Files for Memory {
    fn list(&self, folder: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
        let inside = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let visible = |path: &str| !is_hidden(path);
        let entries = self.files.iter().filter(|(p, _)| inside(p) && visible(p));
        (entries.map(|(path, (stamp, _))| Entry { path: Arc::clone(path), stamp: *stamp, pixels: None }).collect(), Vec::new())
    }

    fn open(&self, path: &str) -> std::io::Result<Opened<'_>> {
        let (_, bytes) = self.files.get(path).ok_or(std::io::ErrorKind::NotFound)?;
        Ok(Opened { size: bytes.len() as u64, bytes: Box::new(&bytes[..]) })
    }

    fn now(&self) -> i64 {
        self.changes + STEP
    }
}
