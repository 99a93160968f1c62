//! Where outputs go.

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

use super::Manifest;
use crate::content::Hash;
use crate::source::Stamp;

/// Where outputs go: a folder on a disk, or memory. Paths are below the output, with `/` between their segments.
pub trait Store: Sync {
    /// What tells this output from others in the cache.
    fn name(&self) -> String;

    /// Makes ready for a build: completes or clears what an earlier one left, and reads the list.
    ///
    /// # Errors
    /// Where the output must not be written to, or cannot be.
    fn open(&mut self, drafts: bool) -> Result<Arc<Manifest>, EnvironmentError>;

    /// Fingerprint of the list and of the stamps of the files that it names; `None` if one of them is missing, or an earlier
    /// build has left something to be completed or cleared.
    fn seen(&self) -> Option<Hash>;

    /// The stamp of a file; `None` where there is no regular file.
    fn stamp(&self, path: &str) -> Option<Stamp>;

    /// Fingerprint of the bytes of a file; `None` where there is no regular file, or it cannot be read.
    fn hash(&self, path: &str) -> Option<Hash>;

    /// Puts a file aside, to be moved into place by [`Store::commit`].
    ///
    /// # Errors
    /// What the file system says.
    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), EnvironmentError>;

    /// As [`Store::stage`], with the bytes that `from` gives, which need not fit into memory. Their fingerprint.
    ///
    /// # Errors
    /// What the file system says.
    fn stage_from(&self, path: &str, from: &mut dyn Read) -> Result<Hash, EnvironmentError>;

    /// Moves `staged` into place, deletes `stale` and replaces the list.
    ///
    /// # Errors
    /// What the file system says.
    fn commit(&mut self, staged: &BTreeSet<String>, stale: &BTreeSet<String>, list: &Arc<Manifest>) -> Result<Kept, EnvironmentError>;

    /// The moment, in nanoseconds since 1970, by the clock of the stamps.
    fn now(&self) -> i64;

    /// As [`Store::now`]. A store with patience lets so much time pass before that every later change of a file gets another
    /// stamp.
    fn settle(&self) -> i64;
}

/// What became of the files that were in the output and stay in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Nothing at all.
    AsTheyWere,
    /// They are the same files in another folder, which gave their records another time of change.
    WithNewStamps,
}

/// Why an output is not written: the environment is at fault, not the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvironmentError {
    /// What is wrong, a lower-case fragment.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl EnvironmentError {
    /// A refusal.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl std::fmt::Display for EnvironmentError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EnvironmentError {}
