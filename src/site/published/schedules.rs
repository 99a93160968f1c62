//! What is known of dated events, as views read it.

use super::Site;
use crate::content::DateUpdate;
use crate::site::ids::EntryId;
use crate::site::node::Vantage;
use crate::site::schedule::{Known, Schedule};
use crate::site::tracking::dependencies::{Dependency, record};
use crate::values::Date;

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
