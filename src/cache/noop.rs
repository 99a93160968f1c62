//! Enough to prove a no-op build without reading the rest of the cache.
//!
//! To link a digest and compare its inputs takes time for each briefing, also where all turn out equal. If no file of the
//! site has another stamp than at the last build, nor any file of the output, and nothing fell due in between, then the
//! output is what a build would make, and the build ends when it has compared the stamps.

use serde::{Deserialize, Serialize};

use crate::content::Hash;
use crate::diagnostics::Diagnostic;
use crate::source::{Entry, Stamp};

/// What a build saw and made, as far as stamps can prove that the next one would make the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoopCheck {
    /// Fingerprint of the options.
    pub options: Hash,
    /// Fingerprint of the paths and stamps of the site's files.
    pub sources: Hash,
    /// Fingerprint of the output's list and the stamps of its files.
    pub outputs: Hash,
    /// The moment of the build, in seconds since 1970.
    pub at: i64,
    /// The first moment at which the same files make other pages, in seconds since 1970.
    pub until: Option<i64>,
    /// When the next briefing that is held back falls due.
    pub due: Option<i64>,
    /// Pages of briefings.
    pub briefings: usize,
    /// Outputs that there are.
    pub planned: usize,
    /// What is worth mending.
    pub warnings: Vec<Diagnostic>,
}

impl NoopCheck {
    /// Whether its files make the same pages at the moment `at`, in seconds since 1970.
    #[must_use]
    pub fn covers(&self, at: i64) -> bool {
        self.at <= at && self.until.is_none_or(|until| at < until)
    }
}

/// Fingerprint of the site's files; `None` if one of them may have been written again since `taken` without getting another
/// stamp.
#[must_use]
pub fn of_sources(files: &[Entry], taken: i64) -> Option<Hash> {
    // Hashed in one piece, because many small ones cost several times as much.
    let mut all = Vec::with_capacity(files.iter().map(|file| file.path.len() + Stamp::LENGTH).sum());
    for file in files {
        if !file.stamp.is_settled(taken) {
            return None;
        }
        all.extend_from_slice(file.path.as_bytes());
        all.extend_from_slice(&file.stamp.to_bytes());
    }
    Some(*blake3::hash(&all).as_bytes())
}
