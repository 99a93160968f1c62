//! A hash per piece of the digest that views can depend on.
//!
//! The key of a piece is made from what it is and not from its index, so that the same piece has the same key in the next build,
//! whatever came or went before it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::site::ids::{EntityId, EntryId, Index};
use crate::site::published::Site;
use crate::site::published::localized::LocalizedSite;
use crate::site::tracking::dependencies::{Dependency, InputKey, ListKey, WINDOW};
use crate::site::tracking::stable_hash::{All, StableHash, StableIds, number, of};

/// The hash of each input, by its key. Inputs that share a key share a hash, the sum of theirs.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputHashes(HashMap<InputKey, u64>);

impl InputHashes {
    fn add(&mut self, key: InputKey, hash: u64) {
        let known = self.0.entry(key).or_default();
        *known = known.wrapping_add(hash);
    }

    /// The keys of inputs that are not what they were in `old`: changed, new or gone.
    #[must_use]
    pub fn changed(&self, old: &Self) -> Vec<InputKey> {
        let new = self.0.iter().filter(|(key, hash)| old.0.get(key) != Some(hash));
        let gone = old.0.iter().filter(|(key, _)| !self.0.contains_key(key));
        new.chain(gone).map(|(key, _)| *key).collect()
    }

    /// How they differ from `old`: the hash of each key that has another one, was added, or is gone.
    #[must_use]
    pub fn delta(&self, old: &Self) -> Vec<(InputKey, Option<u64>)> {
        self.changed(old).into_iter().map(|key| (key, self.0.get(&key).copied())).collect()
    }

    /// Makes them those that differ by `delta`.
    pub fn apply(&mut self, delta: Vec<(InputKey, Option<u64>)>) {
        for (key, hash) in delta {
            match hash {
                Some(hash) => drop(self.0.insert(key, hash)),
                None => drop(self.0.remove(&key)),
            }
        }
    }
}

impl Site<'_> {
    /// What stands for each entity in every build.
    #[must_use]
    pub fn stable_ids(&self) -> &StableIds {
        &self.names
    }

    /// The hashes of all that a view may read, as it is now.
    #[must_use]
    pub fn input_hashes(&self) -> InputHashes {
        let (names, linked) = (&self.names, self.linked);
        let mut hashes = InputHashes::default();
        let mut everything = DefaultHasher::new();
        let mut things = |kind: Kind, values: Vec<u64>| {
            let mut whole = DefaultHasher::new();
            for (index, value) in values.into_iter().enumerate() {
                let thing = EntityId { kind, index };
                let there = |local: &LocalizedSite| (local.address(thing).is_some(), local.holds(thing));
                let value = number(&(value, self.is_visible(thing), self.localized.iter().map(there).collect::<Vec<_>>()));
                hashes.add(self.input_key(Dependency::Entity(thing)), value);
                (names.thing(thing), value).hash(&mut whole);
            }
            hashes.add(self.input_key(Dependency::Kind(kind)), whole.finish());
            whole.finish().hash(&mut everything);
        };
        for kind in Kind::ALL {
            things(kind, linked.hashes(kind, names));
        }
        hashes.add(self.input_key(Dependency::Everything), everything.finish());
        for (index, observations) in self.series.iter().enumerate() {
            hashes.add(self.input_key(Dependency::Series(index)), of(&observations[..], names));
            // Feeds have them as the briefings came, and not by the time that they are about.
            let mut told: Vec<EntryId> = observations.iter().flat_map(|o| std::iter::once(o.figure).chain(o.also.iter().copied())).collect();
            told.sort_unstable();
            hashes.add(self.input_key(Dependency::Series(index)), of(&told[..], names));
            hashes.add(self.input_key(Dependency::Series(index)), of(&self.outlooks[index][..], names));
        }
        for (figure, reviser) in &self.revisions {
            hashes.add(self.input_key(Dependency::Revision(*figure)), of(reviser, names));
        }
        let mut schedules = DefaultHasher::new();
        for (event, schedule) in &self.schedules {
            let (key, hash) = (self.input_key(Dependency::Schedule(*event)), of(schedule, names));
            hashes.add(key, hash);
            (key, hash).hash(&mut schedules);
        }
        hashes.add(self.input_key(Dependency::Schedules), schedules.finish());
        for (index, history) in self.histories.iter().enumerate() {
            hashes.add(self.input_key(Dependency::InstrumentHistory(index)), of(history, names));
        }
        for progress in &self.commitments {
            hashes.add(self.input_key(Dependency::CommitmentProgress(progress.commitment)), of(progress, names));
        }
        for local in &self.localized {
            self.lists(local, &mut hashes);
        }
        hashes
    }

    /// The lists of a localized site.
    fn lists(&self, local: &LocalizedSite, hashes: &mut InputHashes) {
        let names = &self.names;
        let mut list = |list: ListKey, value: u64| hashes.add(self.input_key(Dependency::ListKey(local.language, list)), value);
        list(ListKey::Pages, of(&All(Kind::Briefing, &local.pages), names));
        list(ListKey::Briefings, of(&All(Kind::Briefing, &local.briefings), names));
        list(ListKey::Editions, of(&All(Kind::Edition, &local.editions), names));
        list(ListKey::Events, of(&local.events[..], names));
        list(ListKey::Commitments, of(&local.commitments[..], names));
        list(ListKey::Open, of(&local.indexes.open[..], names));
        list(ListKey::Ahead, of(&local.indexes.ahead[..], names));
        list(ListKey::Dated, u64::from(local.indexes.dated));
        for kind in [Kind::Topic, Kind::Agency, Kind::Jurisdiction, Kind::Instrument] {
            for (index, briefings) in local.filed_under(kind).iter().enumerate() {
                list(ListKey::Of(EntityId { kind, index }), of(&All(Kind::Briefing, briefings), names));
            }
        }
        for kind in Kind::ALL {
            let filed: Vec<EntityId> = local.filed(kind).collect();
            list(ListKey::Filed(kind), of(&filed[..], names));
        }
        let mut indexes = DefaultHasher::new();
        for (thing, items) in &local.indexes.open_of {
            let value = number(&(of(&items[..], names), local.indexes.tracked.contains(thing)));
            list(ListKey::OpenOf(*thing), value);
            (names.thing(*thing), value).hash(&mut indexes);
        }
        list(ListKey::OpenSubjects, indexes.finish());
        for (thing, items) in &local.indexes.events_of {
            list(ListKey::EventsOf(*thing), of(&items[..], names));
        }
        for (thing, items) in &local.indexes.ahead_of {
            list(ListKey::AheadOf(*thing), of(&items[..], names));
        }
        for (topic, instruments) in &local.instruments_of {
            let instruments: Vec<Index> = instruments.iter().copied().collect();
            list(ListKey::InstrumentsOf(*topic), of(&All(Kind::Instrument, &instruments), names));
        }
        for (instrument, items) in &local.indexes.commitments_of {
            list(ListKey::CommitmentsOf(*instrument), of(&items[..], names));
        }
        for (topic, briefings) in local.by_topic.iter().enumerate() {
            for (window, briefings) in briefings.chunks(WINDOW).enumerate() {
                let mut hasher = DefaultHasher::new();
                for index in briefings {
                    let briefing = &self.linked.briefings[*index];
                    // Which of two comes first is a matter of their days.
                    (names.of(Kind::Briefing, *index), briefing.date).hash(&mut hasher);
                    briefing.own_topics.hash(&mut hasher);
                    All(Kind::Topic, &briefing.topics).stable_hash(names, &mut hasher);
                    All(Kind::Agency, &briefing.agencies).stable_hash(names, &mut hasher);
                    All(Kind::Jurisdiction, &briefing.jurisdictions).stable_hash(names, &mut hasher);
                }
                hashes.add(self.input_key(Dependency::Window(local.language, topic, window)), hasher.finish());
            }
        }
    }

    /// The key of what a view depends on.
    pub(in crate::site) fn input_key(&self, dependency: Dependency) -> InputKey {
        let names = &self.names;
        let item = |item: EntryId| (names.of(Kind::Briefing, item.briefing), item.index);
        let hash = match dependency {
            Dependency::Entity(thing) => names.thing(thing),
            Dependency::Kind(kind) => number(&(1_u8, kind)),
            Dependency::ListKey(language, list) => {
                let thing = match list {
                    ListKey::Of(thing) | ListKey::EventsOf(thing) | ListKey::AheadOf(thing) | ListKey::OpenOf(thing) => names.thing(thing),
                    ListKey::InstrumentsOf(topic) => names.of(Kind::Topic, topic),
                    ListKey::CommitmentsOf(instrument) => names.of(Kind::Instrument, instrument),
                    ListKey::Filed(kind) => kind as u64,
                    ListKey::Pages
                    | ListKey::Briefings
                    | ListKey::Editions
                    | ListKey::Events
                    | ListKey::Ahead
                    | ListKey::Dated
                    | ListKey::Commitments
                    | ListKey::Open
                    | ListKey::OpenSubjects => 0,
                };
                number(&(2_u8, language, std::mem::discriminant(&list), thing))
            }
            Dependency::Window(language, topic, window) => number(&(3_u8, language, names.of(Kind::Topic, topic), window)),
            Dependency::Series(indicator) => number(&(4_u8, names.of(Kind::Indicator, indicator))),
            Dependency::InstrumentHistory(instrument) => number(&(5_u8, names.of(Kind::Instrument, instrument))),
            Dependency::CommitmentProgress(commitment) => number(&(6_u8, item(commitment))),
            Dependency::Everything => number(&7_u8),
            Dependency::Revision(figure) => number(&(8_u8, item(figure))),
            Dependency::Schedule(event) => number(&(9_u8, item(event))),
            Dependency::Schedules => number(&10_u8),
        };
        // Any half of it is as good as the other.
        (hash >> 32) as InputKey
    }
}
