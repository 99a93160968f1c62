//! How documents and the entries of their lists are named within one build.

use crate::content::Kind;

/// Index of a briefing among all briefings; likewise for the other kinds.
pub type Index = usize;

/// A document with its translations: its kind and its index there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId {
    /// Its kind.
    pub kind: Kind,
    /// Its index.
    pub index: Index,
}

/// An entry of one of the lists of a briefing: a figure, a commitment, a dated event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// The briefing.
    pub briefing: Index,
    /// Which one of its list.
    pub index: usize,
}
