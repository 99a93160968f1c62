//! What topics and agencies have beside briefings: dated events and open commitments. Found once for all pages: a look through
//! all of them for each topic and agency took two thirds of a build with 50,000 commitments and 2,000 agencies.

use std::cmp::Reverse;

use crate::content::Kind;
use crate::site::ids::{EntityId, EntryId};
use crate::site::published::Site;
use crate::site::published::localized::{Indexes, LocalizedSite, TRACKED};
use crate::site::tracking::dependencies::{Dependency, record};
use crate::values::When;

impl Site<'_> {
    /// When a commitment is due: its own day or period, else that of its target.
    #[must_use]
    pub fn when_due(&self, commitment: EntryId) -> Option<When> {
        record(Dependency::Entity(EntityId { kind: Kind::Briefing, index: commitment.briefing }));
        self.linked.when_due(commitment)
    }

    pub(in crate::site) fn indexes(&self, local: &LocalizedSite) -> Indexes {
        let open = local.commitments.iter().filter_map(|item| self.progress(*item)).filter(|p| p.status.is_open());
        let mut indexes = Indexes { open: open.map(|p| p.commitment).collect(), ..Indexes::default() };
        indexes.open.sort_by_cached_key(|item| {
            let day = self.when_due(*item).map(When::end);
            (day.is_none(), day, Reverse(self.briefing(item.briefing).date), *item)
        });
        for (at, item) in indexes.open.iter().enumerate() {
            for thing in self.of_commitment(*item) {
                if at < TRACKED {
                    indexes.tracked.insert(thing);
                }
                indexes.open_of.entry(thing).or_default().push(*item);
            }
        }
        for item in &local.commitments {
            for instrument in &self.commitment_node(*item).instruments {
                let list = indexes.commitments_of.entry(*instrument).or_default();
                // It may name one twice.
                if list.last() != Some(item) {
                    list.push(*item);
                }
            }
        }
        for &briefing in &local.pages {
            let items = (0..self.briefing(briefing).events.len()).map(|index| EntryId { briefing, index });
            indexes.dated |= items.len() > 0;
            indexes.events_of.extend(items.flat_map(|item| self.of_event(item)).map(|thing| (thing, Vec::new())));
        }
        let was_published = |path: &str| self.linked.was_published(local.language, path, self.moment.today);
        indexes.dated |= was_published("calendar/");
        indexes.events_of.extend(self.linked.published_before(local.language, "calendar.ics", self.moment.today).into_iter().map(|thing| (thing, Vec::new())));
        for item in &local.events {
            let last_day = self.event_last_day(*item);
            let ahead = last_day >= self.moment.today;
            if ahead {
                indexes.ahead.push(*item);
            }
            for thing in self.of_event(*item) {
                indexes.events_of.entry(thing).or_default().push(*item);
                if ahead {
                    indexes.ahead_of.entry(thing).or_default().push(*item);
                }
            }
        }
        indexes
    }

    /// The agency that is to keep a commitment, and its topics with those above them.
    fn of_commitment(&self, item: EntryId) -> Vec<EntityId> {
        let topics = self.commitment_topics(item).iter().flat_map(|topic| [Some(*topic), self.topic(*topic).parent]).flatten();
        let actor = self.actor(item).map(|index| EntityId { kind: Kind::Agency, index });
        distinct(topics.map(|index| EntityId { kind: Kind::Topic, index }).chain(actor))
    }

    /// The topics and agencies of a dated event's briefing, and its instrument with the agencies of that.
    fn of_event(&self, item: EntryId) -> Vec<EntityId> {
        let (briefing, instrument) = (self.briefing(item.briefing), self.event_instrument(item));
        let of_instrument = instrument.map_or(&[][..], |index| &self.instrument(index).agencies);
        let agencies = briefing.agencies.iter().chain(of_instrument).map(|index| EntityId { kind: Kind::Agency, index: *index });
        let topics = briefing.topics.iter().map(|index| EntityId { kind: Kind::Topic, index: *index });
        distinct(topics.chain(agencies).chain(instrument.map(|index| EntityId { kind: Kind::Instrument, index })))
    }
}

fn distinct(things: impl Iterator<Item = EntityId>) -> Vec<EntityId> {
    let mut things: Vec<EntityId> = things.collect();
    things.sort_unstable();
    things.dedup();
    things
}
