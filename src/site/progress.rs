//! Progress: of instruments along their life cycle, of commitments along what later briefings report.

use std::hash::{DefaultHasher, Hash};

use crate::content::{Move, Stage, Status};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::ids::{EntryId, Index};
use crate::site::model::Linked;
use crate::site::tracking::stable_hash::{StableHash, StableIds};
use crate::values::{Date, When};

/// What a briefing says of an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The entry of the briefing's `instruments`.
    pub item: EntryId,
    /// Since when.
    pub date: Date,
    /// Whether that is later than the day of the build.
    pub ahead: bool,
    /// How far the instrument has come then; `None` where the briefing only tells of it.
    pub stage: Option<Stage>,
}

/// What the briefings say of an instrument, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InstrumentHistory {
    /// The steps in the order of their dates; some may lie ahead.
    pub steps: Vec<Step>,
    /// How far it has come by the day of the build.
    pub stage: Option<Stage>,
}

/// A commitment and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentProgress {
    /// The commitment.
    pub commitment: EntryId,
    /// The entries of later briefings' `commitment_updates`, the oldest first.
    pub updates: Vec<EntryId>,
    /// How far it has come.
    pub status: Status,
    /// The day of the newest report: of an update, else of the briefing itself.
    pub reported: Date,
    /// Whether it is open, its day had passed on the day of the build, and nothing was reported since that day.
    pub silent: bool,
}

impl Linked {
    /// The front matter of a move.
    pub(in crate::site) fn step(&self, item: EntryId) -> &Move {
        &self.briefings[item.briefing].shared().instruments[item.index]
    }

    /// The history of each instrument in the briefings that `counts` lets through, as it is on the day `today`.
    pub(in crate::site) fn histories(&self, counts: impl Fn(Index) -> bool, today: Date) -> Vec<InstrumentHistory> {
        let mut histories: Vec<InstrumentHistory> = vec![InstrumentHistory::default(); self.instruments.len()];
        for (briefing, node) in self.briefings.iter().enumerate().filter(|(i, _)| counts(*i)) {
            for (index, (instrument, fields)) in node.moves.iter().zip(&node.shared().instruments).enumerate() {
                if let Some(instrument) = instrument {
                    let date = fields.date.unwrap_or(node.date);
                    let step = Step { item: EntryId { briefing, index }, date, ahead: date > today, stage: fields.status };
                    histories[*instrument].steps.push(step);
                }
            }
        }
        for (instrument, history) in histories.iter_mut().enumerate() {
            // What a correction takes back was never reached: steps that were told of before it and go further.
            let corrections: Vec<(EntryId, Stage)> =
                history.steps.iter().filter(|step| self.step(step.item).correction.is_some()).filter_map(|step| Some((step.item, step.stage?))).collect();
            history.steps.retain(|step| !corrections.iter().any(|(item, stage)| step.item < *item && step.stage > Some(*stage)));
            // Of steps on one day, the one that goes further comes later; what corrects them comes last, and may go back.
            history.steps.sort_by_key(|step| (step.date, self.step(step.item).correction.is_some(), step.stage));
            let mut taken = history.steps.iter().rev().filter(|step| !step.ahead);
            history.stage = taken.find_map(|s| s.stage).or(self.instruments[instrument].shared().status);
        }
        histories
    }

    /// Every commitment in the briefings that `counts` lets through, in their order, as it is on the day `today`.
    pub(in crate::site) fn progress(&self, counts: impl Fn(Index) -> bool, today: Date) -> Vec<CommitmentProgress> {
        let mut all: Vec<CommitmentProgress> = Vec::new();
        let mut first = vec![0; self.briefings.len()];
        for (briefing, node) in self.briefings.iter().enumerate() {
            first[briefing] = all.len();
            if counts(briefing) {
                let fields = &node.shared().commitments;
                all.extend(fields.iter().enumerate().map(|(index, commitment)| CommitmentProgress {
                    commitment: EntryId { briefing, index },
                    updates: Vec::new(),
                    status: commitment.status.unwrap_or(Status::Announced),
                    reported: node.date,
                    silent: false,
                }));
            }
        }
        for (briefing, node) in self.briefings.iter().enumerate().filter(|(i, _)| counts(*i)) {
            for (index, item) in node.commitment_updates.iter().enumerate() {
                if let Some(item) = item.filter(|item| counts(item.briefing)) {
                    all[first[item.briefing] + item.index].updates.push(EntryId { briefing, index });
                }
            }
        }
        for progress in &mut all {
            progress.updates.sort_by_key(|item| (self.reported(*item), *item));
            if let Some(last) = progress.updates.last().copied() {
                let fields = &self.briefings[last.briefing].shared().commitment_updates[last.index];
                progress.status = fields.status.unwrap_or(progress.status);
                progress.reported = self.reported(last);
            }
            let day = self.when_due(progress.commitment).map(When::end);
            progress.silent = progress.status.is_open() && day.is_some_and(|day| day < today && progress.reported < day);
        }
        all
    }

    /// When a commitment is due: its own day or period, else that of its target.
    pub(in crate::site) fn when_due(&self, commitment: EntryId) -> Option<When> {
        let fields = &self.briefings[commitment.briefing].shared().commitments[commitment.index];
        fields.due.or_else(|| fields.target.as_ref()?.by)
    }

    /// The day of an update of a commitment.
    pub(in crate::site) fn reported(&self, update: EntryId) -> Date {
        let node = &self.briefings[update.briefing];
        node.shared().commitment_updates[update.index].date.unwrap_or(node.date)
    }

    /// Reports steps that no instrument takes, those ahead included.
    pub(in crate::site) fn check_histories(&self, all: &mut Vec<Diagnostic>) {
        for (instrument, history) in self.histories(|i| self.briefings[i].is_listed(), jiff::civil::Date::MAX.into()).iter().enumerate() {
            let node = &self.instruments[instrument];
            let fields = node.shared();
            let stages = Stage::of(fields.kind);
            let mut last = fields.status.map(|stage| (stage, Place::value(&node.original().document.path, "status"), None));
            for step in &history.steps {
                let Some(stage) = step.stage else { continue };
                let place = Place::value(&self.briefings[step.item.briefing].original().document.path, format!("instruments[{}].status", step.item.index));
                if !stages.contains(&stage) {
                    let words: Vec<String> = stages.iter().map(|s| format!("`{}`", s.word())).collect();
                    let what = format!("the instrument `{}` is never `{}`", node.id, stage.word());
                    all.push(Diagnostic::new(Code::ImpossibleStep, place, what).help(format!(
                        "of its type, which is a {}, write one of {}",
                        fields.kind.map_or("", |k| k.word()),
                        words.join(", ")
                    )));
                    continue;
                }
                if let Some((before, earlier, day)) = &last
                    && !before.may_become(stage)
                    && self.step(step.item).correction.is_none()
                {
                    let since = day.map_or_else(String::new, |day: Date| format!(" since {day}"));
                    let message = format!("the instrument `{}` was `{}`{since} and cannot become `{}`", node.id, before.word(), stage.word());
                    all.push(
                        Diagnostic::new(Code::ImpossibleStep, place.clone(), message)
                            .help("mend the status or the date; if the earlier report was wrong, say so here: correction: \"…\"")
                            .also(earlier.clone(), "the step before"),
                    );
                }
                last = Some((stage, place, Some(step.date)));
            }
        }
    }
}

impl StableHash for Step {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { item, date, ahead, stage } = self;
        item.stable_hash(names, to);
        (date, ahead, stage.map(Stage::word)).hash(to);
    }
}

impl StableHash for InstrumentHistory {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { steps, stage } = self;
        steps.stable_hash(names, to);
        stage.map(Stage::word).hash(to);
    }
}

impl StableHash for CommitmentProgress {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { commitment, updates, status, reported, silent } = self;
        commitment.stable_hash(names, to);
        updates.stable_hash(names, to);
        (status.word(), reported, silent).hash(to);
    }
}
