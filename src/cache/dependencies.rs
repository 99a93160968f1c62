//! What an output's view was made from, so that one of which nothing changed need not be made again to see that.

use serde::{Deserialize, Serialize};

use crate::content::Hash;
use crate::site::{InputHashes, InputKey};

/// What a view was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependencies {
    /// Fingerprint of what its output held.
    held: u64,
    /// The parts of the digest that it read.
    reads: Reads,
}

impl Dependencies {
    /// The trace of a view whose output held `held`, and which read `reads`.
    #[must_use]
    pub fn new(held: u64, reads: &[InputKey]) -> Self {
        Self { held, reads: Reads(reads.iter().flat_map(|cell| cell.to_le_bytes()).collect()) }
    }
}

/// InputHashes as bytes, four for each: so they are read and written in one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reads(Box<[u8]>);

impl Reads {
    fn cells(&self) -> impl Iterator<Item = InputKey> {
        self.0.as_chunks().0.iter().map(|bytes| InputKey::from_le_bytes(*bytes))
    }
}

impl Serialize for Reads {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Reads {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes: &'de [u8] = Deserialize::deserialize(deserializer)?;
        Ok(Self(bytes.into()))
    }
}

/// All that views read, as it was in a build.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Snapshot {
    /// Fingerprint of what every view may read: the settings, the words, whether drafts are shown.
    pub base: Hash,
    /// The parts of the digest.
    pub cells: InputHashes,
}

/// What is not as it was in an earlier build.
#[derive(Debug)]
pub struct Changes {
    /// The cells that changed, in their order; nothing where all may have.
    cells: Option<Vec<InputKey>>,
    /// A bit for each low half of a cell's name, which clears most cells at a glance.
    filter: Box<[bool]>,
}

impl Changes {
    /// From `old` to `new`.
    #[must_use]
    pub fn between(old: &Snapshot, new: &Snapshot) -> Self {
        let mut filter = vec![false; 1 << 16].into_boxed_slice();
        if old.base != new.base {
            return Self { cells: None, filter };
        }
        let mut cells = new.cells.changed(&old.cells);
        cells.sort_unstable();
        for cell in &cells {
            filter[low(*cell)] = true;
        }
        Self { cells: Some(cells), filter }
    }

    /// Whether a view that was made as `trace` says, and whose output now holds `held`, is made the same again.
    #[must_use]
    pub fn is_up_to_date(&self, trace: &Dependencies, held: u64) -> bool {
        let Some(cells) = &self.cells else { return false };
        trace.held == held && !trace.reads.cells().any(|cell| self.filter[low(cell)] && cells.binary_search(&cell).is_ok())
    }
}

fn low(cell: InputKey) -> usize {
    (cell & 0xffff) as usize
}
