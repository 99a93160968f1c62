//! Figures as data, and `figures.csv` of each year.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::values::{Basis, Day, Exact, Named, Nature, Qualifier, Scale, Web, Written};
use super::{Datatype, Heading, Output, Scope, cell, entries, path, table, years};
use crate::content;
use crate::pages::shared::held::Briefings;
use crate::site::{EntryId, Index};
use crate::values::{Id, Number, Period};

/// A number that a briefing states.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Figure {
    /// What identifies it on this site: year and id of its briefing, and its own id.
    pub(super) id: String,
    /// Where it stands on the page of its briefing.
    pub(super) url: Web,
    /// What identifies it among the facts of this site, as texts name it: `fig:2024/miit-nine-months/bs-5g`.
    pub(super) fact: String,
    /// The indicator that it is an observation of.
    pub(super) indicator: Option<Named>,
    /// What it says: the name of its indicator, or a label of its own.
    pub(super) label: String,
    /// The value as it was stated, to be read with `scale` and `unit`; null where only a change was.
    pub(super) value: Option<Exact>,
    /// The lower end of a range that is stated in place of the value, or around it.
    pub(super) low: Option<Exact>,
    /// The upper end of the range.
    pub(super) high: Option<Exact>,
    /// What value and range are counted in; null for ones.
    pub(super) scale: Option<Scale>,
    /// How the value stands to the true one; null without a value.
    pub(super) qualifier: Option<Qualifier>,
    /// The code of its unit: an ISO 4217 code, `percent`, `Mbps`, or what is counted.
    pub(super) unit: Option<String>,
    /// When an index is 100: `2015`.
    pub(super) base: Option<Written>,
    /// The value in its unit, without a scale.
    pub(super) amount: Option<Exact>,
    /// The period that it is about, as it was written: `2024-01/2024-09`. Null where it is about a day.
    pub(super) period: Option<Written>,
    /// The first day of the period.
    pub(super) period_start: Option<Day>,
    /// The last day of the period.
    pub(super) period_end: Option<Day>,
    /// The day that it is about. Null where it is about a period.
    pub(super) as_of: Option<Day>,
    /// The change that the source states.
    pub(super) change: Option<StatedChange>,
    /// Whether the source calls it provisional.
    pub(super) provisional: bool,
    /// Whether it was observed, or is a forecast or a target.
    pub(super) nature: Nature,
    /// Whose forecast or target it is.
    pub(super) by: Option<String>,
    /// The day of the forecast or target.
    pub(super) issued: Option<Day>,
    /// The earlier figure that it corrects.
    pub(super) revises: Option<String>,
    /// The later figure that corrects it.
    pub(super) revised_by: Option<String>,
    /// The figure of the same briefing that it is a part of.
    pub(super) part_of: Option<String>,
    /// The source that states it.
    pub(super) source: Option<Cited>,
    /// The source's own words for it.
    pub(super) quote: Option<String>,
    /// What else is to be said of it.
    pub(super) note: Option<String>,
}

/// A change as the source states it: one of `percent`, `points` and `absolute`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct StatedChange {
    /// In per cent of the value before.
    pub(super) percent: Option<Exact>,
    /// In percentage points.
    pub(super) points: Option<Exact>,
    /// In the figure's own unit and scale.
    pub(super) absolute: Option<Exact>,
    /// What it is measured against.
    pub(super) basis: Option<Basis>,
    /// Whether the source compares on another base than its earlier levels.
    pub(super) restated: bool,
}

/// A source in short.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Cited {
    /// Its title.
    pub(super) title: Option<String>,
    /// Where it is.
    pub(super) url: Option<String>,
}

/// The days of a period.
pub(super) fn days(period: Option<Period>) -> (Option<Day>, Option<Day>) {
    (period.map(|p| Day(p.start())), period.map(|p| Day(p.end())))
}

/// A value without its scale.
pub(super) fn amount(value: Decimal) -> Exact {
    Exact(Number::from(value.normalize()))
}

impl Scope<'_> {
    /// What no other entry of a list is called: `2024/miit-nine-months/bs-5g`.
    pub(super) fn entry_name(self, item: EntryId, id: Option<&Id>) -> String {
        format!("{}/{}", self.site.briefing(item.briefing).name(), id.map_or("", Id::as_str))
    }

    pub(super) fn figure_name(self, item: EntryId) -> String {
        self.entry_name(item, self.site.figure(item).id.as_ref())
    }

    /// The source at `source` of a briefing, in short.
    pub(super) fn cited(self, briefing: Index, source: Option<usize>) -> Option<Cited> {
        let source = self.site.briefing(briefing).shared().sources.get(source?)?;
        Some(Cited { title: source.title.as_ref().map(ToString::to_string), url: source.url.as_ref().map(ToString::to_string) })
    }

    /// A figure as data.
    pub(super) fn figure_data(self, item: EntryId) -> Figure {
        let (site, language) = (self.site, self.language);
        let (fields, node) = (site.figure(item), site.figure_node(item));
        let (period_start, period_end) = days(fields.period);
        let scale = fields.scale.or_else(|| site.indicator(node.indicator?).shared().scale);
        Figure {
            id: self.figure_name(item),
            fact: format!("fig:{}", self.figure_name(item)),
            url: self.entry_address(item, "figure", fields.id.as_ref()),
            indicator: node.indicator.map(|index| self.named_indicator(index)),
            label: site.figure_name(item, language).to_owned(),
            value: fields.value.map(Exact),
            low: fields.low.map(Exact),
            high: fields.high.map(Exact),
            scale: scale.filter(|_| fields.has_level()).map(Into::into),
            qualifier: fields.has_level().then(|| fields.qualifier.into()),
            unit: site.figure_unit(item).map(str::to_owned),
            base: site.figure_base(item).map(Into::into),
            amount: site.figure_amount(item).map(amount),
            period: fields.period.map(Into::into),
            period_start,
            period_end,
            as_of: fields.as_of.map(Day),
            change: fields.change.as_ref().map(StatedChange::new),
            provisional: fields.provisional,
            nature: fields.nature.into(),
            by: self.cx.forecaster(self.local, item).map(|who| who.title),
            issued: (!fields.is_observed()).then(|| Day(site.figure_stated(item))),
            revises: node.revises.map(|other| self.figure_name(other)),
            revised_by: site.revised_by(item).map(|other| self.figure_name(other)),
            part_of: node.part_of.map(|index| self.figure_name(EntryId { index, ..item })),
            source: self.cited(item.briefing, node.source),
            quote: fields.quote.as_ref().map(ToString::to_string),
            note: fields.note.as_ref().map(|note| site.localised(note, language).to_owned()),
        }
    }
}

impl StatedChange {
    fn new(change: &content::Change) -> Self {
        Self {
            percent: change.percent.map(Exact),
            points: change.points.map(Exact),
            absolute: change.absolute.map(Exact),
            basis: change.basis.map(Into::into),
            restated: change.restated,
        }
    }

    /// The cells of `change_percent`, `change_points`, `change_absolute`, `change_basis` and `restated`.
    pub(super) fn cells(change: Option<&Self>) -> [String; 5] {
        [
            cell(change.and_then(|c| c.percent)),
            cell(change.and_then(|c| c.points)),
            cell(change.and_then(|c| c.absolute)),
            cell(change.and_then(|c| c.basis)),
            cell(change.map(|c| c.restated)),
        ]
    }
}

const HEADINGS: [Heading; 31] = [
    ("briefing", Datatype::Text, true, "The briefing that states it: its year and id."),
    ("figure", Datatype::Text, true, "What identifies it on this site: year and id of its briefing, and its own id."),
    ("indicator", Datatype::Text, false, "The id of the indicator that it is an observation of."),
    ("label", Datatype::Text, true, "What it says: the name of its indicator, or a label of its own."),
    ("value", Datatype::Decimal, false, "The value as it was stated, to be read with scale and unit; empty where only a change was."),
    ("low", Datatype::Decimal, false, "The lower end of a range that is stated in place of the value, or around it."),
    ("high", Datatype::Decimal, false, "The upper end of the range."),
    ("scale", Datatype::Text, false, "What the value is counted in: thousand, million, billion or trillion; empty for ones."),
    ("qualifier", Datatype::Text, false, "How the value stands to the true one: exact, about, over or under; empty without a value."),
    ("unit", Datatype::Text, false, "The code of its unit: an ISO 4217 code, percent, Mbps, or what is counted."),
    ("base", Datatype::Text, false, "When an index is 100."),
    ("amount", Datatype::Decimal, false, "The value in its unit, without a scale."),
    ("period_start", Datatype::Date, false, "The first day of the period that it is about."),
    ("period_end", Datatype::Date, false, "The last day of the period that it is about."),
    ("as_of", Datatype::Date, false, "The day that it is about, where that is no period."),
    ("change_percent", Datatype::Decimal, false, "The stated change in per cent of the value before."),
    ("change_points", Datatype::Decimal, false, "The stated change in percentage points."),
    ("change_absolute", Datatype::Decimal, false, "The stated change in the figure's own unit and scale."),
    ("change_basis", Datatype::Text, false, "What the change is measured against: year-on-year, quarter-on-quarter or month-on-month."),
    ("restated", Datatype::Boolean, false, "Whether the source compares on another base than its earlier levels; empty without a change."),
    ("provisional", Datatype::Boolean, true, "Whether the source calls it provisional."),
    ("nature", Datatype::Text, true, "Whether it was observed, or is a forecast or a target: observed, forecast or target."),
    ("by", Datatype::Text, false, "Whose forecast or target it is."),
    ("issued", Datatype::Date, false, "The day of the forecast or target."),
    ("revises", Datatype::Text, false, "The earlier figure that it corrects."),
    ("part_of", Datatype::Text, false, "The figure of the same briefing that it is a part of."),
    ("source_title", Datatype::Text, false, "The title of the source that states it."),
    ("source_url", Datatype::Address, false, "The address of that source."),
    ("url", Datatype::Address, true, "Where it stands on the page of its briefing."),
    ("note", Datatype::Text, false, "What else is to be said of it."),
    ("quote", Datatype::Text, false, "The source's own words for it."),
];

pub(super) fn outputs<'s>(scope: Scope<'s>, outputs: &mut Vec<Output<'s>>) {
    for (year, briefings) in years(scope) {
        if !has_any(scope, briefings) {
            continue;
        }
        let rows = |scope: Scope<'s>, briefings: &Briefings<'s>| {
            let items = entries(scope, briefings, |briefing| briefing.figures.len());
            items.map(|item| row(scope.site.briefing(item.briefing).name(), scope.figure_data(item))).collect()
        };
        let title = (format!("Figures of {year}"), &["figure"][..]);
        table(scope, (&path(year, ""), FILE), title, &HEADINGS, Briefings(briefings), rows, outputs);
    }
}

/// The name of the table.
pub(super) const FILE: &str = "figures.csv";

/// Whether any of `briefings` states a figure.
pub(super) fn has_any(scope: Scope<'_>, briefings: &[Index]) -> bool {
    briefings.iter().any(|i| !scope.site.briefing(*i).figures.is_empty())
}

fn row(briefing: String, figure: Figure) -> [String; 31] {
    let [percent, points, absolute, basis, restated] = StatedChange::cells(figure.change.as_ref());
    let (source_title, source_url) = figure.source.map_or((None, None), |source| (source.title, source.url));
    [
        briefing,
        figure.id,
        figure.indicator.map_or_else(String::new, |indicator| indicator.id),
        figure.label,
        cell(figure.value),
        cell(figure.low),
        cell(figure.high),
        cell(figure.scale),
        cell(figure.qualifier),
        cell(figure.unit),
        cell(figure.base),
        cell(figure.amount),
        cell(figure.period_start),
        cell(figure.period_end),
        cell(figure.as_of),
        percent,
        points,
        absolute,
        basis,
        restated,
        figure.provisional.to_string(),
        figure.nature.to_string(),
        cell(figure.by),
        cell(figure.issued),
        cell(figure.revises),
        cell(figure.part_of),
        cell(source_title),
        cell(source_url),
        figure.url.0,
        cell(figure.note),
        cell(figure.quote),
    ]
}
