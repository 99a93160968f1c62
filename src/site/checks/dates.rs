//! Dates that contradict one another: two of one thing that disagree (B0609), and a last day that an update leaves out (B0610).

use std::collections::{BTreeMap, HashMap};

use crate::content::{Certainty, EventKind};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::ids::{EntryId, Index};
use crate::site::model::Linked;
use crate::values::{Date, Localised};

/// What two dates have in common that are of one thing.
type Same<'l> = (EventKind, Index, Option<&'l str>);

/// Reports what does not fit together in the dates of the listed briefings.
pub(super) fn check(linked: &Linked, all: &mut Vec<Diagnostic>) {
    if linked.briefings.iter().all(|b| b.events.is_empty()) {
        return;
    }
    let schedules = linked.schedules(|_| true);
    let mut things: HashMap<Same<'_>, BTreeMap<Date, EntryId>> = HashMap::new();
    for (briefing, node) in linked.briefings.iter().enumerate().filter(|(_, b)| b.is_listed()) {
        for (index, instrument) in node.events.iter().enumerate() {
            let (event, fields) = (EntryId { briefing, index }, &node.shared().dates[index]);
            let (Some(kind), Some(instrument)) = (fields.kind, *instrument) else { continue };
            let known = schedules.get(&event).map_or_else(|| linked.known(event, &[]), |schedule| schedule.known.clone());
            if known.certainty == Certainty::Cancelled {
                continue;
            }
            let earlier = things.entry((kind, instrument, fields.title.iter().flat_map(Localised::texts).next())).or_default();
            let other = earlier.iter().find(|(date, other)| **date != known.date && !is_another(linked, kind, event, **other, **date));
            if let Some((date, other)) = other {
                all.push(disagreement(linked, (event, known.date), (*other, *date)));
            }
            earlier.entry(known.date).or_insert(event);
        }
    }
    for (event, schedule) in &schedules {
        for (i, update) in schedule.updates.iter().enumerate() {
            let (before, fields) = (linked.known(*event, &schedule.updates[..i]), linked.date_update(*update));
            if let (Some(date), None, true) = (fields.date, fields.end, before.last_day() > before.date) {
                let message = format!("the event took several days, {} to {}, and the update names one", before.date, before.last_day());
                let left_out = Diagnostic::new(Code::EndLeftOut, update_place(linked, *update, "date"), message);
                let help = format!("add its last day under `end`; if it takes one day now, write so: end: {date}");
                all.push(left_out.help(help).also(place(linked, *event, if before.by.is_none() { "end" } else { "id" }), "the event"));
            }
        }
    }
}

/// Whether two dates of one name are rather of two things: in one briefing, whose editor sees both; and of what happens again
/// and again where the second is announced when the first is over.
fn is_another(linked: &Linked, kind: EventKind, later: EntryId, earlier: EntryId, date: Date) -> bool {
    let recurs = match kind {
        EventKind::CommentOpens
        | EventKind::CommentCloses
        | EventKind::Hearing
        | EventKind::Meeting
        | EventKind::Vote
        | EventKind::Election
        | EventKind::Deadline
        | EventKind::Release
        | EventKind::Review => true,
        EventKind::Effective | EventKind::Applies | EventKind::Expiry => false,
    };
    later.briefing == earlier.briefing || recurs && date < linked.briefings[later.briefing].date
}

fn disagreement(linked: &Linked, (later, date): (EntryId, Date), (earlier, before): (EntryId, Date)) -> Diagnostic {
    let message = format!("this is {date}, but another date of the same kind, instrument and title is {before}");
    let told = Diagnostic::new(Code::DisagreeingDates, place(linked, later, "date"), message);
    let id = linked.event(earlier).id.as_ref().map_or("", |id| id.as_str());
    let name = format!("{}/{id}", linked.briefings[earlier.briefing].name());
    let help =
        format!("if the date was moved, write in its place date_updates: [{{event: {name}, date: {date}}}]; if they are two things, give each a `title`");
    told.help(help).also(place(linked, earlier, "date"), "the other one")
}

fn place(linked: &Linked, event: EntryId, field: &str) -> Place {
    Place::value(&linked.briefings[event.briefing].original().document.path, format!("dates[{}].{field}", event.index))
}

fn update_place(linked: &Linked, update: EntryId, field: &str) -> Place {
    Place::value(&linked.briefings[update.briefing].original().document.path, format!("date_updates[{}].{field}", update.index))
}
