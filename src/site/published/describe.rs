//! Dependencies in readers' words, for `bulletin build --explain`.

use std::collections::HashSet;

use super::Site;
use crate::content::Kind;
use crate::site::ids::{EntityId, EntryId};
use crate::site::tracking::dependencies::{Dependency, InputKey, ListKey, recording};
use crate::values::Id;

impl Site<'_> {
    /// As [`Site::recording`], for a view that is made again; the third part of the result says why, in readers' words.
    ///
    /// `is_changed` tells whether the input of a key has changed, and `old` are the keys for which that is so among those that
    /// the view depended on last time, in ascending order. These are why it is made again; what else has changed of that
    /// which it reads now was reached through one of them, and may be what a reader wants to know: a new briefing in a list.
    pub fn recording_why<T>(&self, old: &[InputKey], is_changed: impl Fn(InputKey) -> bool, make: impl FnOnce() -> T) -> (T, Vec<InputKey>, Vec<String>) {
        let (made, reads) = recording(make);
        let (mut keys, mut why) = (Vec::with_capacity(reads.len()), Vec::new());
        let mut seen = HashSet::new();
        for read in reads {
            let key = self.input_key(read);
            keys.push(key);
            if is_changed(key) && seen.insert(key) {
                why.push(self.describe(read));
            }
        }
        if old.iter().any(|key| !seen.contains(key)) {
            why.push("something that it no longer shows".to_owned());
        }
        keys.sort_unstable();
        keys.dedup();
        let mut seen = HashSet::new();
        why.retain(|words| seen.insert(words.clone()));
        (made, keys, why)
    }

    /// A dependency as the subject of a sentence: `the observations of indicator cn-5g-base-stations`.
    fn describe(&self, read: Dependency) -> String {
        match read {
            Dependency::Entity(thing) => format!("the {}", self.named(thing)),
            Dependency::Kind(kind) => format!("the {}", kind.folder()),
            Dependency::ListKey(language, list) => self.describe_list(language, list),
            Dependency::Window(language, topic, _) => self.describe_list(language, ListKey::Of(EntityId { kind: Kind::Topic, index: topic })),
            Dependency::Series(index) => format!("the observations of {}", self.named(EntityId { kind: Kind::Indicator, index })),
            Dependency::Revision(figure) => {
                format!("the correction of figure {}", self.entry(figure, |briefing| briefing.figures.get(figure.index)?.id.as_ref()))
            }
            Dependency::Schedule(event) => format!("what became of date {}", self.entry(event, |briefing| briefing.dates.get(event.index)?.id.as_ref())),
            Dependency::Schedules => "what became of dates".to_owned(),
            Dependency::InstrumentHistory(index) => format!("the history of {}", self.named(EntityId { kind: Kind::Instrument, index })),
            Dependency::CommitmentProgress(commitment) => {
                format!("what became of commitment {}", self.entry(commitment, |briefing| briefing.commitments.get(commitment.index)?.id.as_ref()))
            }
            Dependency::Everything => "one of the documents".to_owned(),
        }
    }

    /// A list, with its language unless that is the default one.
    fn describe_list(&self, language: usize, list: ListKey) -> String {
        let words = match list {
            ListKey::Pages => "the list of briefings with a page".to_owned(),
            ListKey::Briefings => "the list of briefings".to_owned(),
            ListKey::Of(thing) => format!("the list of briefings of {}", self.named(thing)),
            ListKey::Filed(kind) => format!("the list of {} with a page", kind.folder()),
            ListKey::InstrumentsOf(index) => format!("the list of instruments of {}", self.named(EntityId { kind: Kind::Topic, index })),
            ListKey::Events => "the list of dates".to_owned(),
            ListKey::EventsOf(thing) => format!("the list of dates of {}", self.named(thing)),
            ListKey::Ahead => "the dates ahead".to_owned(),
            ListKey::AheadOf(thing) => format!("the dates ahead of {}", self.named(thing)),
            ListKey::Dated => "whether there are dates".to_owned(),
            ListKey::Commitments => "the list of commitments".to_owned(),
            ListKey::CommitmentsOf(index) => format!("the list of commitments of {}", self.named(EntityId { kind: Kind::Instrument, index })),
            ListKey::Open => "the open commitments".to_owned(),
            ListKey::OpenOf(thing) => format!("the open commitments of {}", self.named(thing)),
            ListKey::OpenSubjects => "the open commitments of topics and agencies".to_owned(),
            ListKey::Editions => "the list of editions".to_owned(),
        };
        match self.config().languages.get(language) {
            Some(other) if language > 0 => format!("{words} in {}", other.tag()),
            _ => words,
        }
    }

    /// `topic telecoms`, `briefing 2024/miit-nine-months`
    fn named(&self, thing: EntityId) -> String {
        let node = self.linked.node(thing);
        let name = if thing.kind == Kind::Briefing { format!("{:04}/{}", node.year, node.id) } else { node.id.clone() };
        format!("{} {name}", thing.kind.word())
    }

    /// An entry of a briefing's data by its id, else by its place: `2024/miit-nine-months/dual-gigabit`, `3 of 2024/budget`.
    fn entry(&self, entry: EntryId, id: impl FnOnce(&crate::content::Briefing) -> Option<&Id>) -> String {
        let briefing = &self.linked.briefings[entry.briefing];
        match id(briefing.shared()) {
            Some(id) => format!("{}/{}", briefing.name(), id.as_str()),
            None => format!("{} of {}", entry.index + 1, briefing.name()),
        }
    }
}
