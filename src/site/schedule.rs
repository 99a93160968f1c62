//! What is known of dated events: the words of their own briefings, and those of later ones that move or cancel them.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash};

use super::model::Vantage;
use super::tracking::dependencies::{Dependency, record};
use super::tracking::stable_hash::{StableHash, StableIds};
use crate::content::{Certainty, DateUpdate};
use crate::site::ids::EntryId;
use crate::site::ids::Index;
use crate::site::model::Linked;
use crate::site::published::Site;
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

impl<'l> Site<'l> {
    fn schedule(&self, event: EntryId) -> Option<&Schedule> {
        record(Dependency::Schedule(event));
        self.schedules.get(&event)
    }

    /// What is known of a dated event: by the newest visible briefing that speaks of it and is not withdrawn.
    #[must_use]
    pub fn event_known(&self, event: EntryId) -> Known {
        // Its own briefing counts too.
        let _ = self.event(event);
        self.schedule(event).map_or_else(|| self.linked.known(event, &[]), |schedule| schedule.known.clone())
    }

    /// What is known of a dated event from where a text stands. On the page of its own briefing, that is what the briefing
    /// says; a text without a day knows all.
    #[must_use]
    pub fn event_known_from(&self, event: EntryId, from: Vantage) -> Known {
        let Some(day) = from.day else { return self.event_known(event) };
        let _ = self.event(event);
        let updates = self.event_updates(event);
        let by_then = updates.iter().take_while(|update| from.briefing != Some(event.briefing) && self.briefing(update.briefing).date <= day).count();
        self.linked.known(event, &updates[..by_then])
    }

    /// The entries of later briefings' `date_updates` about a dated event, in the order of their briefings.
    #[must_use]
    pub fn event_updates(&self, event: EntryId) -> &[EntryId] {
        self.schedule(event).map_or(&[], |schedule| &schedule.updates)
    }

    /// The dated events that later briefings speak of.
    pub fn updated_events(&self) -> impl Iterator<Item = EntryId> {
        record(Dependency::Schedules);
        self.schedules.keys().copied()
    }

    /// The front matter of an update of a dated event.
    #[must_use]
    pub fn date_update(&self, update: EntryId) -> &'l DateUpdate {
        let _ = self.briefing(update.briefing);
        self.linked.date_update(update)
    }

    /// What was known of a dated event before an entry of a later briefing's `date_updates`, and what that makes of it.
    #[must_use]
    pub fn event_step(&self, event: EntryId, update: EntryId) -> (Known, Known) {
        let _ = self.event(event);
        let updates = self.event_updates(event);
        // That of a withdrawn briefing counts nowhere but on its own page.
        let before = updates.partition_point(|other| *other < update);
        let mut steps = updates[..before].to_vec();
        let known = self.linked.known(event, &steps);
        steps.push(update);
        // What each of them says counts, and not only what all of them come to.
        for step in &steps {
            let _ = self.date_update(*step);
        }
        (known, self.linked.known(event, &steps))
    }

    /// The day of the newest change of the briefings that speak of a dated event, its own included, and how many moves they
    /// tell of. Neither ever falls as long as briefings stay: the updates of one that is withdrawn go on counting here.
    #[must_use]
    pub fn event_revision(&self, event: EntryId) -> (Date, usize) {
        let spoken = self.schedule(event).map_or(&[][..], |schedule| &schedule.spoken);
        let speaking = std::iter::once(event.briefing).chain(spoken.iter().map(|update| update.briefing));
        let newest = speaking.map(|briefing| self.briefing(briefing).modified()).max();
        (newest.unwrap_or(self.briefing(event.briefing).date), self.event(event).previous.len() + spoken.len())
    }

    /// The day of a dated event.
    #[must_use]
    pub fn event_date(&self, event: EntryId) -> Date {
        self.schedule(event).map_or_else(|| self.event(event).date.unwrap_or(self.briefing(event.briefing).date), |schedule| schedule.known.date)
    }

    /// Its last day.
    #[must_use]
    pub fn event_last_day(&self, event: EntryId) -> Date {
        self.schedule(event).map_or_else(|| self.event(event).end.unwrap_or_else(|| self.event_date(event)), |schedule| schedule.known.last_day())
    }
}
