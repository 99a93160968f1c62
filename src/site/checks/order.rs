//! Days of two briefings that stand in an order that cannot be (B0125), or is hardly meant (B0615): a state that is reported
//! before its commitment, a law that takes effect before it is adopted, a source that is read long after everything else.

use std::collections::BTreeMap;

use crate::content::{Certainty, EventKind, MEND_ONE, Stage};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::ids::{EntryId, Index};
use crate::site::model::Linked;
use crate::values::{Date, Issued};

/// Days after a briefing within which its sources are usually read. A day of the next month is told.
const READ: i32 = 27;

/// The same where only the month or the year is known.
const READ_INEXACT: i32 = 366;

/// What is read so many days apart was read in one sitting of work.
const TOGETHER: i32 = 31;

/// Reports what does not fit together in the listed briefings.
pub(super) fn check(linked: &Linked, all: &mut Vec<Diagnostic>) {
    states(linked, all);
    effects(linked, all);
    reading(linked, all);
}

fn place(linked: &Linked, briefing: Index, field: impl Into<String>) -> Place {
    Place::value(&linked.briefings[briefing].original().document.path, field)
}

fn listed(linked: &Linked) -> impl Iterator<Item = Index> {
    (0..linked.briefings.len()).filter(|index| linked.briefings[*index].is_listed())
}

/// States of commitments that are reported before these are made.
fn states(linked: &Linked, all: &mut Vec<Diagnostic>) {
    for briefing in listed(linked) {
        let node = &linked.briefings[briefing];
        for (i, (goal, update)) in node.commitment_updates.iter().zip(&node.shared().commitment_updates).enumerate() {
            let Some(goal) = goal.filter(|goal| goal.briefing != briefing) else { continue };
            let made = linked.briefings[goal.briefing].date;
            let announced = (place(linked, goal.briefing, "date"), "when the commitment is announced");
            if node.date == Date::default() || made == Date::default() {
                // A day that could not be read is told where it stands.
            } else if node.date < made {
                let message = format!("this briefing is of {}, and the commitment is announced later, on {made}", node.date);
                let wrong = Diagnostic::new(Code::Contradiction, place(linked, briefing, format!("commitment_updates[{i}].commitment")), message);
                let help = "mend the date of one of the two briefings, or name the commitment that is meant";
                all.push(wrong.help(help).also(announced.0, announced.1));
            } else if let Some(day) = update.date.filter(|day| *day < made && update.checked.is_none()) {
                let message = format!("the state is that of {day}, but the commitment is announced on {made}");
                let wrong = Diagnostic::new(Code::UnlikelyDate, place(linked, briefing, format!("commitment_updates[{i}].date")), message);
                all.push(wrong.help(MEND_ONE).also(announced.0, announced.1));
            }
        }
    }
}

/// Instruments that take effect before they are adopted. They may well apply to what was before.
fn effects(linked: &Linked, all: &mut Vec<Diagnostic>) {
    let mut adopted: BTreeMap<Index, (Date, Place)> = BTreeMap::new();
    for briefing in listed(linked) {
        let node = &linked.briefings[briefing];
        for (i, (instrument, step)) in node.moves.iter().zip(&node.shared().instruments).enumerate() {
            let (Some(instrument), Some(Stage::Adopted)) = (*instrument, step.status) else { continue };
            let (day, field) = step.date.map_or((node.date, "status"), |day| (day, "date"));
            let first = adopted.entry(instrument).or_insert_with(|| (day, place(linked, briefing, format!("instruments[{i}].{field}"))));
            if day < first.0 {
                *first = (day, place(linked, briefing, format!("instruments[{i}].{field}")));
            }
        }
    }
    if adopted.is_empty() {
        return;
    }
    let schedules = linked.schedules(|_| true);
    for briefing in listed(linked) {
        let node = &linked.briefings[briefing];
        for (index, (instrument, fields)) in node.events.iter().zip(&node.shared().dates).enumerate() {
            let event = EntryId { briefing, index };
            let Some((day, when)) = instrument.as_ref().and_then(|instrument| adopted.get(instrument)) else { continue };
            if fields.kind != Some(EventKind::Effective) || fields.checked.is_some() {
                continue;
            }
            let known = schedules.get(&event).map_or_else(|| linked.known(event, &[]), |schedule| schedule.known.clone());
            if known.certainty != Certainty::Cancelled && known.date < *day {
                let at = known.by.map_or_else(
                    || place(linked, briefing, format!("dates[{index}].date")),
                    |by| place(linked, by.briefing, format!("date_updates[{}].date", by.index)),
                );
                let message = format!("this takes effect on {}, before it is adopted on {day}", known.date);
                all.push(Diagnostic::new(Code::UnlikelyDate, at, message).help(MEND_ONE).also(when.clone(), "when it is adopted"));
            }
        }
    }
}

/// Sources that were read long after the day of their briefing. Older events are written up later, and then several sources are
/// read late at a time; a single one has most often a wrong year.
fn reading(linked: &Linked, all: &mut Vec<Diagnostic>) {
    let mut late: Vec<(Date, Index, usize)> = Vec::new();
    for briefing in listed(linked) {
        let node = &linked.briefings[briefing];
        let sources = node.shared().sources.iter().enumerate().filter(|(_, source)| source.checked.is_none());
        late.extend(sources.filter_map(|(i, source)| {
            let day = source.accessed?;
            let usual = if matches!(day, Issued::Day(_)) { READ } else { READ_INEXACT };
            (day.start().days_since(node.modified()) > usual).then_some((day.start(), briefing, i))
        }));
    }
    late.sort_unstable();
    for (at, &(day, briefing, i)) in late.iter().enumerate() {
        let near = |other: Option<&(Date, Index, usize)>| other.is_some_and(|other| other.0.days_since(day).abs() <= TOGETHER);
        if near(at.checked_sub(1).and_then(|before| late.get(before))) || near(late.get(at + 1)) {
            continue;
        }
        let message = format!("the source is read on {day}, long after the briefing of {}, and no other so late", linked.briefings[briefing].date);
        let wrong = Diagnostic::new(Code::UnlikelyDate, place(linked, briefing, format!("sources[{i}].accessed")), message);
        all.push(wrong.help(MEND_ONE).also(place(linked, briefing, "date"), "the day of the briefing"));
    }
}
