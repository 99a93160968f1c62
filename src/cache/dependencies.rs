//! The dependencies of views: an output whose dependencies are what they were need not have its view made to see that.

use serde::{Deserialize, Serialize};

use super::theme_diff::ThemeHashes;
use crate::content::Hash;
use crate::site::{InputHashes, InputKey};

/// What the view of an output was made from: its trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependencies {
    /// Fingerprint of what the output held: see [`Output::held`](crate::pages::Output::held).
    held: u64,
    /// The keys of the inputs that were read.
    keys: Keys,
}

impl Dependencies {
    /// Those of a view whose output held `held`, and which read the inputs `keys`.
    #[must_use]
    pub fn new(held: u64, keys: &[InputKey]) -> Self {
        Self { held, keys: Keys(keys.iter().flat_map(|key| key.to_le_bytes()).collect()) }
    }

    /// Whether the output held the same.
    #[must_use]
    pub fn holds(&self, held: u64) -> bool {
        self.held == held
    }
}

/// Input keys as bytes, four for each, so that they are read and written in one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Keys(Box<[u8]>);

impl Keys {
    fn iter(&self) -> impl Iterator<Item = InputKey> {
        self.0.as_chunks().0.iter().map(|bytes| InputKey::from_le_bytes(*bytes))
    }
}

impl Serialize for Keys {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes: &'de [u8] = Deserialize::deserialize(deserializer)?;
        Ok(Self(bytes.into()))
    }
}

/// The state of all that outputs depend on in a build, which the next one compares with its own.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Snapshot {
    /// Fingerprint of the settings, which every view may depend on.
    pub settings: Hash,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// What pages have around what they show. Every view may depend on its words.
    pub theme: ThemeHashes,
    /// A hash for each piece of the digest that a view can depend on.
    pub inputs: InputHashes,
}

/// How a snapshot differs from another one.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct SnapshotDelta {
    settings: Hash,
    drafts: bool,
    theme: Option<ThemeHashes>,
    inputs: Vec<(InputKey, Option<u64>)>,
}

impl Snapshot {
    /// How it differs from `old`.
    pub(super) fn delta(&self, old: &Self) -> SnapshotDelta {
        let Self { settings, drafts, theme, inputs } = self;
        let theme = (*theme != old.theme).then(|| theme.clone());
        SnapshotDelta { settings: *settings, drafts: *drafts, theme, inputs: inputs.delta(&old.inputs) }
    }

    /// Makes it the snapshot that `delta` was the difference of.
    pub(super) fn apply(&mut self, delta: SnapshotDelta) {
        let SnapshotDelta { settings, drafts, theme, inputs } = delta;
        (self.settings, self.drafts) = (settings, drafts);
        self.theme = theme.unwrap_or_else(|| std::mem::take(&mut self.theme));
        self.inputs.apply(inputs);
    }
}

/// The inputs that changed from one build to the next.
#[derive(Debug)]
pub struct Changes {
    /// What changed that every view may depend on, in readers' words. If anything did, no view is up to date.
    pub base: Vec<&'static str>,
    /// The keys of inputs with another hash, of new and of missing ones, in ascending order.
    keys: Vec<InputKey>,
    /// A bit per lower half of a key: rejects most unchanged keys without the binary search.
    filter: Box<[bool]>,
}

impl Changes {
    /// From `old` to `new`.
    #[must_use]
    pub fn between(old: &Snapshot, new: &Snapshot) -> Self {
        let base = [
            (new.settings != old.settings, "the settings"),
            (!new.theme.has_words_of(&old.theme), "the words of the interface"),
            (new.drafts != old.drafts, "whether drafts are shown"),
        ];
        let mut keys = new.inputs.changed(&old.inputs);
        keys.sort_unstable();
        let mut filter = vec![false; 1 << 16].into_boxed_slice();
        for key in &keys {
            filter[low(*key)] = true;
        }
        Self { base: base.into_iter().filter_map(|(differs, name)| differs.then_some(name)).collect(), keys, filter }
    }

    /// The keys of the inputs that a view depended on and that changed, in ascending order.
    #[must_use]
    pub fn of(&self, old: &Dependencies) -> Vec<InputKey> {
        let mut changed: Vec<InputKey> = old.keys.iter().filter(|key| self.holds(*key)).collect();
        changed.sort_unstable();
        changed
    }

    /// Whether a view with the dependencies `old` is made the same again, where its output now holds `held`.
    #[must_use]
    pub fn is_up_to_date(&self, old: &Dependencies, held: u64) -> bool {
        self.base.is_empty() && old.holds(held) && !old.keys.iter().any(|key| self.holds(key))
    }

    /// Whether the input of a key changed.
    #[must_use]
    pub fn holds(&self, key: InputKey) -> bool {
        self.filter[low(key)] && self.keys.binary_search(&key).is_ok()
    }
}

fn low(key: InputKey) -> usize {
    (key & 0xffff) as usize
}
