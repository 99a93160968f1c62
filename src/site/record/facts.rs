//! The facts of a briefing, as the record names and writes them.

use super::stated::Stated;
use crate::content::Certainty;
use crate::site::ids::{EntryId, Index};
use crate::site::model::Linked;
use crate::values::{Date, Id};

/// A fact that a briefing states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is named by: `fig:2024/miit-nine-months/bs-5g`.
    pub name: String,
    /// Its value as the record writes it.
    pub value: String,
    /// The field that states it.
    pub field: String,
}

/// The words before the colon in the names of facts. A briefing's own title and day are called `title` and `date`.
pub(in crate::site) const KINDS: [&str; 5] = ["briefing", "fig", "date", "commitment", "instrument"];

/// A fact's name without its kind and its briefing, by which `updates` may name it: `bs-5g`.
#[must_use]
pub(in crate::site) fn short<'n>(name: &'n str, briefing: &str) -> Option<&'n str> {
    name.split_once(':')?.1.strip_prefix(briefing)?.strip_prefix('/')
}

impl Linked {
    /// The facts of a briefing. What it states without an id of its own goes by what it is about: a step by its instrument, an
    /// update by the name of what it updates.
    pub(in crate::site) fn facts_of(&self, index: Index) -> Vec<Fact> {
        let briefing = &self.briefings[index];
        let (fields, own) = (briefing.shared(), briefing.name());
        let mut facts: Vec<Fact> = Vec::new();
        let mut add = |kind: &str, id: &str, value: String, field: String| {
            let name = format!("{kind}:{own}/{id}");
            // What a briefing says twice of one thing is one fact.
            match facts.iter_mut().find(|fact| fact.name == name) {
                Some(known) => known.value = format!("{}; {value}", known.value),
                None => facts.push(Fact { name, value, field }),
            }
        };
        add("briefing", "title", fields.title.as_ref().map_or_else(String::new, ToString::to_string), "title".to_owned());
        add("briefing", "date", briefing.date.to_string(), "date".to_owned());
        for (i, figure) in fields.figures.iter().enumerate() {
            let item = EntryId { briefing: index, index: i };
            let stated = Stated::of(figure, self.unit(item), self.scale(item), self.base(item));
            add("fig", id(figure.id.as_ref()), stated.to_string(), format!("figures[{i}]"));
        }
        for (i, event) in fields.dates.iter().enumerate() {
            add("date", id(event.id.as_ref()), days(event.date, event.end, Some(event.certainty())), format!("dates[{i}]"));
        }
        for (i, (update, of)) in fields.date_updates.iter().zip(&briefing.date_updates).enumerate() {
            let Some(of) = of else { continue };
            let name = self.entry_name(*of, self.event(*of).id.as_ref());
            add("date", &name, days(update.date, update.end, update.certainty), format!("date_updates[{i}]"));
        }
        for (i, commitment) in fields.commitments.iter().enumerate() {
            let mut words = vec![commitment.status.unwrap_or(crate::content::Status::Announced).word().to_owned()];
            words.extend(commitment.due.map(|due| format!("due {due}")));
            if let Some(target) = &commitment.target {
                let (value, scale) = (target.value.map(|value| value.to_string()), target.scale.map(|scale| scale.word().to_owned()));
                let qualifier = (target.qualifier != crate::locale::Qualifier::Exact).then(|| target.qualifier.word().to_owned());
                let parts = [qualifier, value, scale, target.unit.as_ref().map(ToString::to_string), target.by.map(|by| format!("by {by}"))];
                words.push(format!("target {}", parts.into_iter().flatten().collect::<Vec<_>>().join(" ")));
            }
            add("commitment", id(commitment.id.as_ref()), words.join(", "), format!("commitments[{i}]"));
        }
        for (i, (update, of)) in fields.commitment_updates.iter().zip(&briefing.commitment_updates).enumerate() {
            let Some(of) = of else { continue };
            let name = self.entry_name(*of, self.briefings[of.briefing].shared().commitments[of.index].id.as_ref());
            let status = update.status.map_or("", |status| status.word());
            add("commitment", &name, format!("{status} {}", update.date.unwrap_or(briefing.date)), format!("commitment_updates[{i}]"));
        }
        for (i, (step, of)) in fields.instruments.iter().zip(&briefing.moves).enumerate() {
            let (Some(of), Some(status)) = (of, step.status) else { continue };
            let value = format!("{} {}", status.word(), step.date.unwrap_or(briefing.date));
            add("instrument", &self.instruments[*of].id, value, format!("instruments[{i}]"));
        }
        facts
    }

    /// An entry by its briefing and its id: `2024/miit-nine-months/dual-gigabit`.
    fn entry_name(&self, entry: EntryId, own: Option<&Id>) -> String {
        format!("{}/{}", self.briefings[entry.briefing].name(), id(own))
    }
}

fn id(id: Option<&Id>) -> &str {
    id.map_or("", Id::as_str)
}

/// A day or several, and how sure they are where they are not simply confirmed.
fn days(date: Option<Date>, end: Option<Date>, certainty: Option<Certainty>) -> String {
    let days = date.into_iter().chain(end).map(|day| day.to_string()).collect::<Vec<_>>().join("/");
    let sure = certainty.filter(|certainty| !matches!(certainty, Certainty::Confirmed | Certainty::Moved)).map(Certainty::word);
    [days.as_str(), sure.unwrap_or_default()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
