//! Names as hashes: what the cache keeps of links and anchors in place of their texts.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Sorted hashes, each once; written as bytes, four for each, so that they are read in one piece.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hashes(pub(super) Box<[u32]>);

impl Hashes {
    pub(super) fn contains(&self, hash: u32) -> bool {
        self.0.binary_search(&hash).is_ok()
    }
}

impl From<Vec<u32>> for Hashes {
    fn from(mut all: Vec<u32>) -> Self {
        all.sort_unstable();
        all.dedup();
        Self(all.into_boxed_slice())
    }
}

impl Serialize for Hashes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|hash| hash.to_le_bytes()).collect();
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de> Deserialize<'de> for Hashes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes: &'de [u8] = Deserialize::deserialize(deserializer)?;
        Ok(Self(bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect()))
    }
}

pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The half of a hash that the cache keeps.
#[expect(clippy::cast_possible_truncation, reason = "half of it is what is wanted")]
pub(super) fn low(hash: u64) -> u32 {
    hash as u32
}

/// Passes on what is a hash already.
#[derive(Debug, Default)]
pub(super) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only hashes are looked up");
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
