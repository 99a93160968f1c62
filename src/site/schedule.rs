//! What is known of dated events: the words of their own briefings, and those of later ones that move or cancel them.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash};

use super::tracking::stable_hash::{StableHash, StableIds};
use crate::content::{Certainty, DateUpdate};
use crate::site::ids::{EntryId, Index};
use crate::site::model::Linked;
use crate::values::Date;

/// What is known of a dated event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The day.
    pub date: Date,
    /// The last day, where it takes several.
    pub end: Option<Date>,
    /// How sure the date is.
    pub certainty: Certainty,
    /// The days that were said before, the oldest first.
    pub previous: Vec<Date>,
    /// The entry of a later briefing's `date_updates` that says so; `None` where it is the event's own briefing.
    pub by: Option<EntryId>,
}

impl Known {
    /// The last day that it takes.
    #[must_use]
    pub fn last_day(&self) -> Date {
        self.end.unwrap_or(self.date)
    }

    /// Whether it is to take place on the same days as `other`, or is cancelled like it.
    #[must_use]
    pub fn is_as(&self, other: &Self) -> bool {
        let cancelled = |known: &Self| known.certainty == Certainty::Cancelled;
        (self.date, self.last_day(), cancelled(self)) == (other.date, other.last_day(), cancelled(other))
    }
}

/// A dated event that later briefings speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Schedule {
    /// The entries of later briefings' `date_updates` that count, in the order of their briefings.
    pub(super) updates: Vec<EntryId>,
    /// The same with those of withdrawn briefings, whose pages still say that they spoke of it.
    pub(super) spoken: Vec<EntryId>,
    /// What is known of it by the last of them.
    pub(super) known: Known,
}

impl StableHash for Known {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { date, end, certainty, previous, by } = self;
        (date, end, certainty, previous).hash(to);
        by.stable_hash(names, to);
    }
}

impl StableHash for Schedule {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { updates, spoken, known } = self;
        updates.stable_hash(names, to);
        spoken.stable_hash(names, to);
        known.stable_hash(names, to);
    }
}

impl Linked {
    /// The front matter of an update of a dated event.
    pub(super) fn date_update(&self, item: EntryId) -> &DateUpdate {
        &self.briefings[item.briefing].shared().date_updates[item.index]
    }

    /// Every dated event that a briefing of those that `shown` lets through speaks of later. Events and updates of withdrawn
    /// briefings do not count.
    pub(super) fn schedules(&self, shown: impl Fn(Index) -> bool) -> BTreeMap<EntryId, Schedule> {
        let mut spoken: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
        for (briefing, node) in self.briefings.iter().enumerate().filter(|(i, node)| !node.date_updates.is_empty() && shown(*i)) {
            for (index, event) in node.date_updates.iter().enumerate() {
                if let Some(event) = event.filter(|event| shown(event.briefing) && self.briefings[event.briefing].is_listed()) {
                    spoken.entry(event).or_default().push(EntryId { briefing, index });
                }
            }
        }
        let schedule = |(event, spoken): (EntryId, Vec<EntryId>)| {
            let updates: Vec<EntryId> = spoken.iter().copied().filter(|update| self.briefings[update.briefing].is_listed()).collect();
            (event, Schedule { known: self.known(event, &updates), updates, spoken })
        };
        spoken.into_iter().map(schedule).collect()
    }

    /// What is known of a dated event by its own briefing and by `updates`, the oldest first.
    pub(super) fn known(&self, event: EntryId, updates: &[EntryId]) -> Known {
        let own = self.event(event);
        let date = own.date.unwrap_or(self.briefings[event.briefing].date);
        let mut known = Known { date, end: own.end, certainty: own.certainty(), previous: own.previous.clone(), by: None };
        for update in updates {
            let fields = self.date_update(*update);
            if let Some(date) = fields.date {
                if date != known.date {
                    known.previous.push(known.date);
                }
                (known.date, known.end) = (date, fields.end);
            }
            let stands = if known.previous.is_empty() { Certainty::Confirmed } else { Certainty::Moved };
            known.certainty = fields.certainty.unwrap_or(stands);
            known.by = Some(*update);
        }
        known
    }
}
