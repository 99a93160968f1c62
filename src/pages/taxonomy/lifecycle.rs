//! The life cycle of an instrument: the stages that it went through, with the briefings that report them, and those ahead.

use serde::{Deserialize, Serialize};

use crate::content::Stage;
use crate::pages::PageContext;
use crate::pages::shared::parts::Link;
use crate::site::{EntryId, Index, LocalizedSite, Step};
use crate::values::Date;

/// A stage of a life cycle.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct Reached {
    /// The stage's word: `in-force`.
    stage: String,
    /// `past`, `current` or `ahead`.
    state: String,
    /// What the briefings say of it, the oldest first. Empty for a stage that the instrument had reached before the first of
    /// them, and for one ahead that has no date yet.
    reports: Vec<Report>,
}

/// What a briefing says of a stage.
#[derive(Debug, Serialize, Deserialize)]
struct Report {
    date: String,
    briefing: Link,
    correction: Option<String>,
}

/// The life cycle of an instrument, as the page shows it.
pub(in crate::pages) fn lifecycle(cx: PageContext<'_>, local: &LocalizedSite, instrument: Index) -> Vec<Reached> {
    let (site, fields) = (cx.site, cx.site.instrument(instrument).shared());
    let corrects = |step: &Step| site.step(step.item).correction.is_some();
    let history = site.history(instrument);
    let stages = course(Stage::of(fields.kind), fields.status, &history.steps, corrects);
    let report = |(date, item): (Date, EntryId)| Report {
        date: date.to_string(),
        briefing: cx.told_by(local, item.briefing),
        correction: site.step(item).correction.as_ref().map(ToString::to_string),
    };
    let state = |marked: &Marked| match marked.ahead {
        true => "ahead",
        false if history.stage == Some(marked.stage) => "current",
        false => "past",
    };
    let stages = stages.into_iter();
    stages
        .map(|marked| Reached {
            stage: marked.stage.word().to_owned(),
            state: state(&marked).to_owned(),
            reports: marked.reports.into_iter().map(report).collect(),
        })
        .collect()
}

/// A stage with the steps that lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Marked {
    stage: Stage,
    ahead: bool,
    reports: Vec<(Date, EntryId)>,
}

/// Stages that come by themselves if nothing happens in between. Changes and repeals do not, so they are never shown ahead
/// unless a briefing gives their day.
const USUAL: [Stage; 4] = [Stage::Adopted, Stage::InForce, Stage::Running, Stage::Ended];

/// The stages to show, in order. Those that nobody reported are left out, except for what usually comes next: that an
/// instrument never was at a stage is more than its briefings say.
fn course(stages: &[Stage], first: Option<Stage>, steps: &[Step], corrects: impl Fn(&Step) -> bool) -> Vec<Marked> {
    let mut marked: Vec<Marked> = first.map(|stage| Marked { stage, ahead: false, reports: Vec::new() }).into_iter().collect();
    for step in steps {
        let Some(stage) = step.stage else { continue };
        let ahead = step.ahead;
        if corrects(step) {
            // What was reported of later stages was wrong.
            marked.retain(|m| m.stage <= stage);
        }
        match marked.iter_mut().find(|m| m.stage == stage && m.ahead == ahead) {
            Some(known) => known.reports.push((step.date, step.item)),
            None => marked.push(Marked { stage, ahead, reports: vec![(step.date, step.item)] }),
        }
    }
    let furthest = marked.iter().filter_map(|m| stages.iter().position(|s| *s == m.stage)).max();
    let usual = stages.iter().enumerate().filter(|(i, stage)| furthest.is_some_and(|f| *i > f) && USUAL.contains(stage));
    marked.extend(usual.map(|(_, stage)| Marked { stage: *stage, ahead: true, reports: Vec::new() }));
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// Steps told by briefings 0, 1, …: a day and a stage, as they are on the day `today`.
    fn steps(today: &str, list: &[(&str, Stage)]) -> Vec<Step> {
        let step = |(i, (date, stage)): (usize, &(&str, Stage))| Step {
            item: EntryId { briefing: i, index: 0 },
            date: day(date),
            ahead: day(date) > day(today),
            stage: Some(*stage),
        };
        list.iter().enumerate().map(step).collect()
    }

    /// Each stage with how many briefings report it; `+` marks those ahead.
    fn shown(marked: &[Marked]) -> Vec<String> {
        marked.iter().map(|m| format!("{}{} {}", if m.ahead { "+" } else { "" }, m.stage.word(), m.reports.len())).collect()
    }

    #[test]
    fn reached_stages_come_first_and_the_usual_ones_follow() {
        let told = [("2024-01-10", Stage::Proposed), ("2024-03-01", Stage::Adopted)];
        let marked = course(Stage::LAW, None, &steps("2024-06-01", &told), |_| false);
        assert_eq!(shown(&marked), ["proposed 1", "adopted 1", "+in-force 0"]);
        let marked = course(Stage::LAW, None, &steps("2024-02-01", &told), |_| false);
        assert_eq!(shown(&marked), ["proposed 1", "+adopted 1", "+in-force 0"]);
        assert_eq!(shown(&course(Stage::PILOT, Some(Stage::Announced), &[], |_| false)), ["announced 0", "+running 0", "+ended 0"]);
        assert_eq!(shown(&course(Stage::LAW, None, &[], |_| false)), [""; 0]);
    }

    #[test]
    fn a_stage_that_is_reported_again_stands_once() {
        let told = steps("2026-01-01", &[("2024-01-10", Stage::InForce), ("2024-03-01", Stage::Amended), ("2025-03-01", Stage::Amended)]);
        let marked = course(Stage::LAW, Some(Stage::InForce), &told, |_| false);
        assert_eq!(shown(&marked), ["in-force 1", "amended 2"]);
    }

    #[test]
    fn a_correction_takes_back_what_came_after_it() {
        let told = steps("2024-06-01", &[("2024-01-10", Stage::Proposed), ("2024-03-01", Stage::InForce), ("2024-04-01", Stage::Adopted)]);
        let marked = course(Stage::LAW, None, &told, |step| step.item.briefing == 2);
        assert_eq!(shown(&marked), ["proposed 1", "adopted 1", "+in-force 0"]);
    }
}
