//! Commitments as data, and `commitments.csv` of each year.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::figure::{Cited, amount};
use super::values::{Day, Exact, Named, Qualifier, Scale, Status, Web, Written};
use super::{Datatype, Heading, Output, Scope, cell, entries, path, spaced, table, years};
use crate::content;
use crate::pages::shared::held::Briefings;
use crate::site::{EntryId, Index};
use crate::values::Date;

/// What somebody said would be done, and what became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Commitment {
    /// What identifies it on this site: year and id of its briefing, and its own id.
    pub(super) id: String,
    /// Where it stands on the page of its briefing.
    pub(super) url: Web,
    /// What identifies it among the facts of this site: `commitment:2024/miit-nine-months/dual-gigabit`.
    pub(super) fact: String,
    /// What is to be done.
    pub(super) text: String,
    /// Who is to do it.
    pub(super) actor: Option<Named>,
    /// By when, as it was written: a day, or a period such as `2024-Q3`.
    pub(super) due: Option<Written>,
    /// The first day that `due` may mean.
    pub(super) due_start: Option<Day>,
    /// The last day that `due` may mean.
    pub(super) due_end: Option<Day>,
    /// How far it has come.
    pub(super) status: Status,
    /// The day of the first report that it has come so far.
    pub(super) status_since: Day,
    /// The day of the newest report on it.
    pub(super) reported: Day,
    /// The value that an indicator is to reach.
    pub(super) target: Option<Target>,
    /// Its topics.
    pub(super) topics: Vec<Named>,
    /// The laws and plans that it is part of.
    pub(super) instruments: Vec<Named>,
    /// The source that states it.
    pub(super) source: Option<Cited>,
    /// What later briefings report of it, the oldest first.
    pub(super) updates: Vec<Report>,
}

/// A value that an indicator is to reach.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Target {
    /// The indicator.
    pub(super) indicator: Option<Named>,
    /// The value to reach, to be read with `scale` and `unit`.
    pub(super) value: Option<Exact>,
    /// What the value is counted in; null for ones.
    pub(super) scale: Option<Scale>,
    /// Whether more or less than it is meant.
    pub(super) qualifier: Qualifier,
    /// The code of its unit.
    pub(super) unit: Option<String>,
    /// The value in its unit, without a scale.
    pub(super) amount: Option<Exact>,
    /// By when, as it was written: a day, or a period such as `2024`.
    pub(super) by: Option<Written>,
    /// The first day that `by` may mean.
    pub(super) by_start: Option<Day>,
    /// The last day that `by` may mean.
    pub(super) by_end: Option<Day>,
}

/// What a later briefing reports of a commitment.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Report {
    /// The commitment.
    pub(super) commitment: String,
    /// The briefing that reports: its year and id.
    pub(super) briefing: String,
    /// The page of that briefing.
    pub(super) url: Web,
    /// How far the commitment has come.
    pub(super) status: Status,
    /// Since when.
    pub(super) date: Day,
    /// The source that states it.
    pub(super) source: Option<Cited>,
    /// What is known.
    pub(super) note: Option<String>,
}

impl Scope<'_> {
    fn commitment_name(self, item: EntryId) -> String {
        self.entry_name(item, self.site.commitment(item).id.as_ref())
    }

    /// A commitment as data.
    pub(super) fn commitment_data(self, item: EntryId) -> Commitment {
        let (site, language) = (self.site, self.language);
        let (fields, node) = (site.commitment(item), site.commitment_node(item));
        // A commitment of a withdrawn briefing is no longer followed.
        let updates = site.progress(item).map_or(&[][..], |progress| &progress.updates);
        let (status, since) = self.state(item, updates);
        Commitment {
            id: self.commitment_name(item),
            url: self.entry_address(item, "commitment", fields.id.as_ref()),
            fact: format!("commitment:{}", self.commitment_name(item)),
            text: fields.text.as_ref().map_or_else(String::new, |text| site.localised(text, language).to_owned()),
            actor: site.actor(item).map(|index| self.named_agency(index)),
            due: fields.due.map(Into::into),
            due_start: fields.due.map(|due| Day(due.start())),
            due_end: fields.due.map(|due| Day(due.end())),
            status: status.into(),
            status_since: Day(since),
            reported: Day(updates.last().map_or(site.briefing(item.briefing).date, |update| site.reported(*update))),
            target: fields.target.as_ref().map(|target| self.target(node.target, target)),
            topics: self.topics(site.commitment_topics(item)),
            instruments: node.instruments.iter().map(|index| self.named_instrument(*index)).collect(),
            source: self.cited(item.briefing, node.source),
            updates: updates.iter().map(|update| self.report(item, *update)).collect(),
        }
    }

    /// How far a commitment has come, and the day of the first report that it has come so far.
    fn state(self, item: EntryId, updates: &[EntryId]) -> (content::Status, Date) {
        let first = (self.site.commitment(item).status.unwrap_or(content::Status::Announced), self.site.briefing(item.briefing).date);
        updates.iter().fold(first, |(status, since), update| match self.site.commitment_update(*update).status {
            Some(next) if next != status => (next, self.site.reported(*update)),
            _ => (status, since),
        })
    }

    fn target(self, indicator: Option<Index>, target: &content::Target) -> Target {
        let whole = indicator.map(|index| self.site.indicator(index).shared());
        let scale = target.scale.or_else(|| whole?.scale);
        let one = Decimal::from(10_u64.pow(scale.map_or(0, crate::locale::Scale::power)));
        Target {
            indicator: indicator.map(|index| self.named_indicator(index)),
            value: target.value.map(Exact),
            scale: scale.map(Into::into),
            qualifier: target.qualifier.into(),
            unit: target.unit.as_ref().or_else(|| whole?.unit.as_ref()).map(ToString::to_string),
            amount: target.value.and_then(|value| value.decimal().checked_mul(one)).map(amount),
            by: target.by.map(Into::into),
            by_start: target.by.map(|by| Day(by.start())),
            by_end: target.by.map(|by| Day(by.end())),
        }
    }

    /// What the entry `update` of a briefing's `commitment_updates` says of the commitment `item`.
    pub(super) fn report(self, item: EntryId, update: EntryId) -> Report {
        let site = self.site;
        let fields = site.commitment_update(update);
        let briefing = site.briefing(update.briefing);
        let source = fields.source.as_ref().and_then(|id| briefing.shared().sources.iter().position(|source| source.id.as_ref() == Some(id)));
        Report {
            commitment: self.commitment_name(item),
            briefing: briefing.name(),
            url: self.permalink(crate::content::Kind::Briefing, update.briefing).unwrap_or_default(),
            status: fields.status.unwrap_or(content::Status::Announced).into(),
            date: Day(site.reported(update)),
            source: self.cited(update.briefing, source),
            note: fields.note.as_ref().map(|note| site.localised(note, self.language).to_owned()),
        }
    }
}

const HEADINGS: [Heading; 24] = [
    ("briefing", Datatype::Text, true, "The briefing that tells of it: its year and id."),
    ("commitment", Datatype::Text, true, "What identifies it on this site: year and id of its briefing, and its own id."),
    ("text", Datatype::Text, true, "What is to be done."),
    ("actor", Datatype::Text, false, "The id of the agency that is to do it."),
    ("actor_name", Datatype::Text, false, "The name of that agency."),
    ("due_start", Datatype::Date, false, "The first day that it may be due."),
    ("due_end", Datatype::Date, false, "The last day that it may be due; the same as the first where a day was named."),
    ("status", Datatype::Text, true, "How far it has come: announced, in-progress, delivered, delayed, dropped or superseded."),
    ("status_since", Datatype::Date, true, "The day of the first report that it has come so far."),
    ("reported", Datatype::Date, true, "The day of the newest report on it."),
    ("updates", Datatype::Integer, true, "How many reports later briefings have given of it."),
    ("target_indicator", Datatype::Text, false, "The id of the indicator that is to reach a value."),
    ("target_qualifier", Datatype::Text, false, "Whether that value (exact, about), more (over) or less (under) is meant."),
    ("target_value", Datatype::Decimal, false, "The value to reach, to be read with target_scale and target_unit."),
    ("target_scale", Datatype::Text, false, "What that value is counted in: thousand, million, billion or trillion; empty for ones."),
    ("target_unit", Datatype::Text, false, "The code of its unit."),
    ("target_amount", Datatype::Decimal, false, "The value to reach in its unit, without a scale."),
    ("target_by", Datatype::Date, false, "The last day by which it is to be reached."),
    ("topics", Datatype::Text, true, "The ids of its topics, with spaces between."),
    ("instruments", Datatype::Text, false, "The ids of the laws and plans that it is part of, with spaces between."),
    ("source_title", Datatype::Text, false, "The title of the source that states it."),
    ("source_url", Datatype::Address, false, "The address of that source."),
    ("url", Datatype::Address, true, "Where it stands on the page of its briefing."),
    ("last_update_url", Datatype::Address, false, "The page of the briefing that gave the newest report."),
];

/// The name of the table.
pub(super) const FILE: &str = "commitments.csv";

pub(super) fn outputs<'s>(scope: Scope<'s>, outputs: &mut Vec<Output<'s>>) {
    for (year, briefings) in years(scope) {
        if !has_any(scope, briefings) {
            continue;
        }
        let rows = |scope: Scope<'s>, briefings: &Briefings<'s>| {
            let items = entries(scope, briefings, |briefing| briefing.commitments.len());
            items.map(|item| row(scope.site.briefing(item.briefing).name(), scope.commitment_data(item))).collect()
        };
        let title = (format!("Commitments of {year}"), &["commitment"][..]);
        table(scope, (&path(year, ""), FILE), title, &HEADINGS, Briefings(briefings), rows, outputs);
    }
}

/// Whether any of `briefings` tells of a commitment.
pub(super) fn has_any(scope: Scope<'_>, briefings: &[Index]) -> bool {
    briefings.iter().any(|i| !scope.site.briefing(*i).commitments.is_empty())
}

fn row(briefing: String, commitment: Commitment) -> [String; 24] {
    let (actor, actor_name) = commitment.actor.map_or((None, None), |actor| (Some(actor.id), Some(actor.name)));
    let (source_title, source_url) = commitment.source.map_or((None, None), |source| (source.title, source.url));
    let target = commitment.target.as_ref();
    [
        briefing,
        commitment.id,
        commitment.text,
        cell(actor),
        cell(actor_name),
        cell(commitment.due_start),
        cell(commitment.due_end),
        commitment.status.to_string(),
        commitment.status_since.to_string(),
        commitment.reported.to_string(),
        commitment.updates.len().to_string(),
        target.and_then(|t| t.indicator.as_ref()).map_or_else(String::new, |indicator| indicator.id.clone()),
        cell(target.map(|t| t.qualifier)),
        cell(target.and_then(|t| t.value)),
        cell(target.and_then(|t| t.scale)),
        cell(target.and_then(|t| t.unit.as_ref())),
        cell(target.and_then(|t| t.amount)),
        cell(target.and_then(|t| t.by_end)),
        spaced(commitment.topics.iter().map(|topic| topic.id.as_str())),
        spaced(commitment.instruments.iter().map(|instrument| instrument.id.as_str())),
        cell(source_title),
        cell(source_url),
        commitment.url.0,
        cell(commitment.updates.last().map(|update| &update.url)),
    ]
}
