//! How a build tells at a glance that nothing changed.
//!
//! Linking a digest and making its views takes time for each briefing, also where all turn out equal. If no file of the
//! site has another stamp than at the last build, nor any file of the output, and nothing fell due in between, then the
//! output is what a build would make, and the build ends with a look at the stamps.

use serde::{Deserialize, Serialize};

use super::memo::is_settled;
use crate::content::Hash;
use crate::diagnostics::Diagnostic;
use crate::source::{Entry, Stamp};

/// What a build saw and made, as far as a look at stamps tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Still {
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

impl Still {
    /// Whether it is about a moment at which its files make the same pages.
    #[must_use]
    pub fn covers(&self, at: i64) -> bool {
        self.at <= at && self.until.is_none_or(|until| at < until)
    }
}

/// Fingerprint of the site's files; `None` if one of them may have been written again since `taken` without getting another
/// stamp.
#[must_use]
pub fn of_sources(files: &[Entry], taken: i64) -> Option<Hash> {
    // In one piece, because hashing many small ones costs several times as much.
    let mut all = Vec::with_capacity(files.iter().map(|file| file.path.len() + STAMP).sum());
    for file in files {
        if !is_settled(&file.stamp, taken) {
            return None;
        }
        all.extend_from_slice(file.path.as_bytes());
        all.extend_from_slice(&bytes(&file.stamp));
    }
    Some(*blake3::hash(&all).as_bytes())
}

/// Fingerprint of an output: the text of its list, and the stamp of each file in the list's order.
#[must_use]
pub fn of_outputs(list: &[u8], stamps: impl IntoIterator<Item = Option<Stamp>>) -> Option<Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(list);
    for stamp in stamps {
        hasher.update(&bytes(&stamp?));
    }
    Some(*hasher.finalize().as_bytes())
}

/// The length of a stamp as bytes.
const STAMP: usize = 33;

/// A stamp as bytes of fixed length, behind which a zero divides it from what comes next.
fn bytes(stamp: &Stamp) -> [u8; STAMP] {
    let mut bytes = [0; STAMP];
    bytes[..8].copy_from_slice(&stamp.size.to_le_bytes());
    bytes[8..16].copy_from_slice(&stamp.modified.to_le_bytes());
    bytes[16..24].copy_from_slice(&stamp.changed.to_le_bytes());
    bytes[24..32].copy_from_slice(&stamp.inode.to_le_bytes());
    bytes
}
