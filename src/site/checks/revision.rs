//! What `revises` names: an earlier figure of the same thing for the same time (B0608).

use std::collections::BTreeMap;

use super::Data;
use super::circle::circles;
use crate::diagnostics::{Code, Diagnostic};
use crate::site::ids::EntryId;

pub(super) fn check(data: &Data<'_>, all: &mut Vec<Diagnostic>) {
    let mut next: BTreeMap<EntryId, EntryId> = BTreeMap::new();
    for item in data.figures() {
        let Some(goal) = data.node(item).revises else { continue };
        let day = |item: EntryId| data.linked.briefings[item.briefing].date;
        let found = if goal == item {
            Some(("the figure revises itself".to_owned(), "name the figure that it corrects", "id", "the figure"))
        } else if day(goal) > day(item) {
            let message = format!("the figure that it revises is stated later, on {}", day(goal));
            Some((message, "write `revises` in the later briefing, which corrects the earlier one", "id", "the later one"))
        } else if let Some(what) = different(data, item, goal) {
            Some((what, "name the figure that states the same thing for the same time, or remove `revises`", "id", "the figure that it names"))
        } else {
            next.insert(item, goal);
            None
        };
        if let Some((message, help, field, also)) = found {
            let bad = Diagnostic::new(Code::BadRevision, data.place(item, "revises"), message).help(help);
            all.push(if goal == item { bad } else { bad.also(data.place(goal, field), also) });
        }
    }
    for circle in circles(&next) {
        let bad = Diagnostic::new(Code::BadRevision, data.place(circle[0], "revises"), "figures revise one another in a circle");
        let bad = bad.help("remove `revises` from the one that was stated first");
        all.push(circle[1..].iter().fold(bad, |bad, item| bad.also(data.place(*item, "revises"), "part of the circle")));
    }
}

/// Why one figure cannot correct another.
fn different(data: &Data<'_>, item: EntryId, goal: EntryId) -> Option<String> {
    let called = |item: EntryId| match data.node(item).indicator {
        Some(indicator) => format!("`{}`", data.linked.indicators[indicator].id),
        None => format!("\"{}\"", data.figure(item).label.iter().flat_map(crate::values::Localised::texts).next().unwrap_or_default()),
    };
    let same = match (data.node(item).indicator, data.node(goal).indicator) {
        (Some(one), Some(other)) => one == other,
        // An indicator that is not known was told of already.
        (None, None) => data.figure(item).indicator.is_some() || data.figure(goal).indicator.is_some() || data.figure(item).label == data.figure(goal).label,
        _ => data.figure(item).indicator.is_some() && data.figure(goal).indicator.is_some(),
    };
    if !same {
        return Some(format!("the figure that it revises is of something else: {} and not {}", called(goal), called(item)));
    }
    let (own, other) = (data.time(item)?, data.time(goal)?);
    (own != other).then(|| format!("the figure that it revises is about {}, this one about {}", data.when(goal), data.when(item)))
}
