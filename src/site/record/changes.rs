//! What became of facts since they were published, and which update of their briefing says so.
//!
//! The values of a fact are those that the record has, and the present one behind them, if it is another. So what is found is
//! the same right before and right after the present value is recorded: a change that is not recorded yet would be so today.

use std::collections::{BTreeSet, HashSet};

use rayon::prelude::*;

use super::facts::{Fact, KINDS, short};
use crate::content::{FormerValue, REMOVED, Update};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::site::ids::Index;
use crate::site::model::Linked;
use crate::values::Date;

/// A fact that is told otherwise than it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChange {
    /// The briefing that states it.
    pub briefing: Index,
    /// Which of its `updates` says so; nothing where none does.
    pub update: Option<usize>,
    /// Its name: `fig:2024/miit-nine-months/bs-5g`.
    pub fact: String,
    /// What was told, and since when. Blank where that must not be kept.
    pub old: FormerValue,
    /// What is told in its place; [`REMOVED`] where that is nothing.
    pub new: String,
    /// The field that states it, if the change is yet to be recorded.
    field: Option<String>,
}

impl Linked {
    /// The changes of the facts of all briefings that are `shown` on `today`, by their briefings.
    pub(in crate::site) fn fact_changes(&self, shown: &[bool], today: Date, all: &mut Vec<Diagnostic>) -> Vec<FactChange> {
        let names = |index: &Index| shown[*index] && !self.briefings[*index].is_erased();
        let indices: Vec<Index> = (0..self.briefings.len()).filter(names).collect();
        let wanted = |index: &Index| !self.record.facts.is_empty() || self.briefings[*index].shared().updates.iter().any(|update| !update.facts.is_empty());
        let found: Vec<(Vec<FactChange>, Vec<Diagnostic>)> =
            indices.into_par_iter().with_min_len(64).filter(wanted).map(|index| self.changes_of(index, today)).collect();
        let mut changes = Vec::new();
        for (more, told) in found {
            changes.extend(more);
            all.extend(told);
        }
        changes
    }

    fn changes_of(&self, index: Index, today: Date) -> (Vec<FactChange>, Vec<Diagnostic>) {
        let (briefing, facts) = (&self.briefings[index], self.facts_of(index));
        let own = briefing.name();
        let starts = KINDS.map(|kind| format!("{kind}:{own}/"));
        let recorded = starts.iter().flat_map(|start| self.record.facts.beginning(start).map(|(name, _)| name));
        let names: BTreeSet<&str> = facts.iter().map(|fact| fact.name.as_str()).chain(recorded).collect();
        // The names that it had, by the addresses that lead to it.
        let had = briefing.shared().redirect_from.iter().filter_map(|address| address.as_str().strip_prefix("/briefings/"));
        let former: Vec<&str> = had.map(|name| name.trim_end_matches('/')).filter(|name| *name != own && name.matches('/').count() == 1).collect();
        let updates = &briefing.shared().updates;
        let path = &briefing.original().document.path;
        let mut told = Vec::new();
        for (i, update) in updates.iter().enumerate() {
            for (j, name) in update.facts.iter().enumerate().filter(|(_, given)| !names.iter().any(|name| is_called(name, given.as_str(), &own))) {
                let place = Place::value(path, format!("updates[{i}].facts[{j}]"));
                let unknown = Diagnostic::new(Code::UnknownReference, place, format!("the briefing states no fact `{name}`, and never did"));
                let near = nearest(name.as_str(), names.iter().filter_map(|name| short(name, &own)));
                told.push(match near {
                    Some(near) => unknown.help(format!("did you mean `{near}`?")).rewrite(name.as_str(), near, false),
                    None => unknown.help("name a figure, date or commitment by its id, an instrument by its own, or `title` or `date`"),
                });
            }
        }
        let mut changes = Vec::new();
        for name in names {
            let fact = facts.iter().find(|fact| fact.name == name);
            if fact.is_none() && self.goes_by_another_name(name, &own, &facts) {
                continue;
            }
            let recorded = former.iter().rev().flat_map(|former| self.record.facts.of(&renamed(name, &own, former))).filter(|value| value.value != REMOVED);
            let recorded: Vec<FormerValue> = recorded.chain(self.record.facts.of(name)).cloned().collect();
            changes.extend(steps(&recorded, fact, name, &Told { index, own: &own, updates, today }));
        }
        told.extend(changes.iter().filter(|change| change.update.is_none()).filter_map(|change| {
            let field = change.field.as_ref()?;
            let said = if change.old.is_forgotten() { "something else".to_owned() } else { format!("`{}`", change.old.value) };
            let says = if change.new == REMOVED { "it is stated no more".to_owned() } else { format!("it is `{}` now", change.new) };
            let place = if change.new == REMOVED { Place::file(path) } else { Place::value(path, field.clone()) };
            let id = short(&change.fact, &own).unwrap_or(&change.fact);
            Some(Diagnostic::new(Code::ChangedFact, place, format!("readers were told {said} of `{id}` since {}, and {says}", change.old.since)).help(format!(
                "if it was wrong, say so: updates: [{{date: {today}, kind: correction, facts: [{id}], note: \"…\"}}]; else put the old value back"
            )))
        }));
        (changes, told)
    }
}

/// The name of a fact under another name of its briefing.
fn renamed(name: &str, own: &str, former: &str) -> String {
    let kind = name.split_once(':').map_or("", |(kind, _)| kind);
    format!("{kind}:{former}/{}", short(name, own).unwrap_or_default())
}

impl Linked {
    /// Whether what a fact was named by has another name now: an instrument by its former id, or another briefing's entry where that
    /// briefing has another id or year.
    fn goes_by_another_name(&self, name: &str, own: &str, facts: &[Fact]) -> bool {
        let Some((kind, id)) = name.split_once(':').zip(short(name, own)).map(|((kind, _), id)| (kind, id)) else { return false };
        let is_there = |id: &str| facts.iter().any(|fact| fact.name == format!("{kind}:{own}/{id}"));
        if kind == "instrument" {
            return self.instruments.iter().any(|one| one.former_ids().iter().any(|former| former.as_str() == id) && is_there(&one.id));
        }
        let Some((_, entry)) = id.rsplit_once('/') else { return false };
        let starts = format!("{kind}:{own}/");
        facts.iter().filter_map(|fact| fact.name.strip_prefix(&starts)).any(|other| other != id && other.rsplit_once('/').is_some_and(|(_, of)| of == entry))
    }
}

/// What is known of a briefing whose facts are looked at.
struct Told<'t> {
    index: Index,
    own: &'t str,
    updates: &'t [Update],
    today: Date,
}

/// The changes of one fact: each from one value to the next.
fn steps(recorded: &[FormerValue], fact: Option<&Fact>, name: &str, told: &Told<'_>) -> Vec<FactChange> {
    let known = recorded.iter().take_while(|value| value.since <= told.today).count();
    let mut values: Vec<FormerValue> = recorded[..known].to_vec();
    let mut pending = false;
    // Of a day in the past, what was told is known, and what the files say now is not of that day.
    if known == recorded.len()
        && let Some(last) = values.last()
    {
        let value = fact.map_or(REMOVED, |fact| fact.value.as_str());
        if last.value != value && !last.is_forgotten() {
            values.push(FormerValue { value: value.to_owned(), since: told.today });
            pending = true;
        }
    }
    let mut used: HashSet<usize> = HashSet::new();
    let last = values.len().saturating_sub(2);
    // What is stated again after it was taken out changes nothing that was told.
    let is_change = |step: &[FormerValue]| !step[1].is_forgotten() && step[0].value != step[1].value && step[0].value != REMOVED;
    let pairs = values.windows(2).enumerate().filter(|(_, step)| is_change(step));
    pairs
        .map(|(at, step)| {
            let update = update_of(step, name, told, &used);
            used.extend(update);
            let field = (pending && at == last).then(|| fact.map_or_else(String::new, |fact| fact.field.clone()));
            FactChange { briefing: told.index, update, fact: name.to_owned(), old: step[0].clone(), new: step[1].value.clone(), field }
        })
        .collect()
}

/// Days within which an update that names no facts speaks for a change: from the one on which it is written to that on which it
/// is published.
const SOON: i32 = 14;

/// The update that says that a fact went from one value to the next: one that names it and is as young as the old value, or one
/// that names no facts, is younger, and is of the days in which the new value came. Each says so once.
fn update_of(step: &[FormerValue], name: &str, told: &Told<'_>, used: &HashSet<usize>) -> Option<usize> {
    let (old, new) = (&step[0], &step[1]);
    let free = || told.updates.iter().enumerate().filter(|(index, _)| !used.contains(index)).filter_map(|(index, update)| Some((update.date?, index, update)));
    let naming = free().filter(|(date, _, update)| *date >= old.since && update.facts.iter().any(|fact| is_called(name, fact.as_str(), told.own)));
    let is_of_then = |date: Date| date > old.since && new.since.days_since(date) <= SOON;
    let general = free().filter(|(date, _, update)| is_of_then(*date) && update.facts.is_empty());
    let first = |updates: &mut dyn Iterator<Item = (Date, usize, &Update)>| updates.map(|(date, index, _)| (date, index)).min();
    first(&mut naming.into_iter()).or_else(|| first(&mut general.into_iter())).map(|(_, index)| index)
}

/// Whether a fact is called so in the updates of its briefing `own`: `bs-5g`, `fig:bs-5g` or in full.
fn is_called(name: &str, given: &str, own: &str) -> bool {
    let Some(short) = short(name, own) else { return false };
    name == given || short == given || name.split_once(':').zip(given.split_once(':')).is_some_and(|((kind, _), (word, id))| kind == word && id == short)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "fig:2024/a/b";

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    /// The changes of a fact as `old > new (update)`.
    fn found(recorded: &[(&str, &str)], present: Option<&str>, updates: &[(&str, &[&str])]) -> Vec<String> {
        let recorded: Vec<FormerValue> = recorded.iter().map(|(value, since)| FormerValue { value: (*value).to_owned(), since: day(since) }).collect();
        let fact = present.map(|value| Fact { name: NAME.to_owned(), value: value.to_owned(), field: "figures[0]".to_owned() });
        let text = |text: &&str| crate::values::Text::parse(text).expect("a text");
        let updates: Vec<Update> =
            updates.iter().map(|(date, facts)| Update { date: Some(day(date)), facts: facts.iter().map(text).collect(), ..Update::default() }).collect();
        let told = Told { index: 0, own: "2024/a", updates: &updates, today: day("2024-10-20") };
        let changes = steps(&recorded, fact.as_ref(), NAME, &told);
        changes.iter().map(|c| format!("{} > {} ({})", c.old.value, c.new, c.update.map_or("untold".to_owned(), |u| u.to_string()))).collect()
    }

    #[test]
    fn a_change_is_found_before_and_after_it_is_recorded() {
        let updates: &[(&str, &[&str])] = &[("2024-10-19", &["b"])];
        let before = found(&[("1", "2024-10-01")], Some("2"), updates);
        assert_eq!(before, ["1 > 2 (0)"]);
        assert_eq!(found(&[("1", "2024-10-01"), ("2", "2024-10-20")], Some("2"), updates), before);
        assert_eq!(found(&[("1", "2024-10-01")], Some("1"), updates), [""; 0]);
        assert_eq!(found(&[], Some("1"), updates), [""; 0]);
    }

    #[test]
    fn an_update_speaks_for_one_change_of_a_fact() {
        let named: &[(&str, &[&str])] = &[("2024-10-05", &["fig:b"])];
        assert_eq!(found(&[("1", "2024-10-01"), ("2", "2024-10-05")], Some("3"), named), ["1 > 2 (0)", "2 > 3 (untold)"]);
        // One that names no facts speaks for all that changed since an earlier day.
        assert_eq!(found(&[("1", "2024-10-05")], Some("2"), &[("2024-10-05", &[])]), ["1 > 2 (untold)"]);
        assert_eq!(found(&[("1", "2024-10-05")], Some("2"), &[("2024-10-06", &[])]), ["1 > 2 (0)"]);
        assert_eq!(found(&[("1", "2024-10-05")], Some("2"), &[("2024-10-06", &["c"])]), ["1 > 2 (untold)"]);
        // One of the day itself that names the fact is of that day's evening.
        assert_eq!(found(&[("1", "2024-10-05")], Some("2"), &[("2024-10-05", &["fig:2024/a/b"])]), ["1 > 2 (0)"]);
    }

    #[test]
    fn what_is_removed_or_forgotten_is_said_so() {
        assert_eq!(found(&[("1", "2024-10-01")], None, &[]), ["1 > - (untold)"]);
        assert_eq!(found(&[("1", "2024-10-01"), ("-", "2024-10-02")], None, &[]), ["1 > - (untold)"]);
        assert_eq!(found(&[("", "2024-10-01")], Some("2"), &[]), [""; 0]);
        assert_eq!(found(&[("", "2024-10-01"), ("2", "2024-10-02")], Some("2"), &[]), [" > 2 (untold)"]);
    }

    #[test]
    fn on_an_earlier_day_only_what_was_known_then_counts() {
        assert_eq!(found(&[("1", "2024-10-01"), ("2", "2024-10-21")], Some("2"), &[]), [""; 0]);
        assert_eq!(found(&[("1", "2024-10-01"), ("2", "2024-10-03"), ("3", "2024-10-21")], Some("3"), &[]), ["1 > 2 (untold)"]);
    }
}
