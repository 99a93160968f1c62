//! A map that knows which of its entries are not as they are in the log.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A map that counts its changes. To read it is to read a map.
#[derive(Debug)]
pub struct DeltaMap<K, V> {
    all: HashMap<K, V>,
    /// Keys of entries that were put or removed since it was logged; nothing as long as it never was.
    changed: Option<HashSet<K>>,
}

/// What changed in a map since it was logged.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Changed<K, V> {
    put: Vec<(K, V)>,
    removed: Vec<K>,
}

impl<K: Eq + Hash + Clone, V> DeltaMap<K, V> {
    /// Puts an entry, in the place of another of its key.
    pub fn put(&mut self, key: K, value: V) {
        self.note(&key);
        self.all.insert(key, value);
    }

    /// Removes an entry.
    pub fn remove<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (key, value) = self.all.remove_entry(key)?;
        self.note(&key);
        Some(value)
    }

    /// Changes the entry of a key, if there is one.
    pub fn alter(&mut self, key: &K, change: impl FnOnce(&mut V)) {
        let Some(value) = self.all.get_mut(key) else { return };
        change(value);
        self.note(key);
    }

    /// Makes room for as many more entries.
    pub fn reserve(&mut self, more: usize) {
        self.all.reserve(more);
    }

    /// Removes all entries whose key `keep` does not want.
    pub fn retain(&mut self, mut keep: impl FnMut(&K) -> bool) {
        let changed = &mut self.changed;
        self.all.retain(|key, _| {
            let kept = keep(key);
            if let Some(changed) = changed
                && !kept
            {
                changed.insert(key.clone());
            }
            kept
        });
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.retain(|_| false);
    }

    /// Whether it was never logged.
    pub(super) fn is_new(&self) -> bool {
        self.changed.is_none()
    }

    /// How many entries changed.
    pub(super) fn changes(&self) -> usize {
        self.changed.as_ref().map_or(self.all.len(), HashSet::len)
    }

    /// What changed.
    pub(super) fn changed(&self) -> Changed<K, V>
    where
        V: Clone,
    {
        let mut changed = Changed { put: Vec::new(), removed: Vec::new() };
        for key in self.changed.as_ref().map_or_else(|| self.all.keys().collect::<Vec<_>>(), |keys| keys.iter().collect()) {
            match self.all.get(key) {
                Some(value) => changed.put.push((key.clone(), value.clone())),
                None => changed.removed.push(key.clone()),
            }
        }
        changed
    }

    /// Makes it the map that had changed so.
    pub(super) fn apply(&mut self, changed: Changed<K, V>) {
        changed.removed.into_iter().for_each(|key| {
            self.all.remove(&key);
            self.note(&key);
        });
        changed.put.into_iter().for_each(|(key, value)| self.put(key, value));
    }

    /// Counts from now on, because it was logged as it is.
    pub(super) fn settle(&mut self) {
        self.changed = Some(HashSet::new());
    }

    fn note(&mut self, key: &K) {
        if let Some(changed) = &mut self.changed {
            changed.insert(key.clone());
        }
    }
}

impl<K, V> Default for DeltaMap<K, V> {
    fn default() -> Self {
        Self { all: HashMap::new(), changed: None }
    }
}

impl<K, V> Deref for DeltaMap<K, V> {
    type Target = HashMap<K, V>;

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl<K: Serialize, V: Serialize> Serialize for DeltaMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.all.serialize(serializer)
    }
}

impl<'de, K: Deserialize<'de> + Eq + Hash, V: Deserialize<'de>> Deserialize<'de> for DeltaMap<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { all: HashMap::deserialize(deserializer)?, changed: Some(HashSet::new()) })
    }
}

#[cfg(test)]
mod tests {
    use super::DeltaMap;

    #[test]
    fn what_changed_makes_the_same_of_the_whole() {
        let mut map: DeltaMap<String, u8> = DeltaMap::default();
        for (key, value) in [("a", 1), ("b", 2), ("c", 3)] {
            map.put(key.to_owned(), value);
        }
        map.settle();
        let whole = postcard::to_stdvec(&map).unwrap();
        map.put("d".to_owned(), 4);
        map.put("a".to_owned(), 5);
        map.remove("b");
        map.remove("d");
        map.remove("never");
        let changed = postcard::to_stdvec(&map.changed()).unwrap();
        let mut back: DeltaMap<String, u8> = postcard::from_bytes(&whole).unwrap();
        back.apply(postcard::from_bytes(&changed).unwrap());
        assert_eq!(*back, *map);
        assert_eq!(back.changes(), map.changes());
    }
}
