//! `indicator.json` and `observations.csv` of each indicator: what its page shows, and the observations that the page leaves out.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::{Figure, StatedChange};
use super::schema::File;
use super::values::{Accumulation, Day, Exact, Frequency, Measure, Named, Publisher, Qualifier, Scale, Web, Written};
use super::{Datatype, Heading, Output, Scope, View, cell, spaced, table};
use crate::content::Kind;
use crate::pages::feeds::emitter::folders;
use crate::pages::shared::held::Language;
use crate::site::{self, EntityId, EntryId, Index};

/// The indicator as JSON.
pub(super) const FILE: &str = "indicator.json";

/// The table of its observations.
pub(super) const TABLE: &str = "observations.csv";

/// What is measured again and again.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "An indicator")]
pub(super) struct IndicatorData {
    /// The schema of this file.
    #[serde(rename = "$schema")]
    schema: Web,
    /// Its id.
    id: String,
    /// The language of this file (BCP 47).
    language: String,
    /// Who publishes it.
    publisher: Publisher,
    /// The address of the licence that it is under.
    license: Option<String>,
    /// Its name.
    name: String,
    /// Its page.
    url: Web,
    /// The table of the same observations.
    table: Web,
    /// What it is, in a paragraph of plain text.
    definition: Option<String>,
    /// The code of its unit: an ISO 4217 code, `percent`, `Mbps`, or what is counted.
    unit: Option<String>,
    /// When an index is 100: `2015`.
    base: Option<Written>,
    /// What its values are usually counted in; null for ones.
    scale: Option<Scale>,
    /// What kind of quantity it is.
    measure: Option<Measure>,
    /// What stretch of time its values cover.
    accumulation: Accumulation,
    /// How often it is published.
    frequency: Option<Frequency>,
    /// Where it is measured.
    jurisdiction: Option<Named>,
    /// Who measures it.
    agency: Option<Named>,
    /// Where the numbers are from.
    source: Option<String>,
    /// Its topics.
    topics: Vec<Named>,
    /// The indicator that it is a part of.
    part_of: Option<Named>,
    /// What is known of it, the oldest first.
    observations: Vec<Observation>,
    /// Forecasts and targets that nobody revised, by the times that they are about.
    outlook: Vec<Statement>,
}

/// What is known of an indicator for a day or period. The values are those of the first of `stated`.
#[derive(Debug, Serialize, JsonSchema)]
struct Observation {
    /// The period that it is about, as it was written: `2024-01/2024-09`. Null where it is about a day.
    period: Option<Written>,
    /// The first day of the period.
    period_start: Option<Day>,
    /// The last day of the period.
    period_end: Option<Day>,
    /// The day that it is about. Null where it is about a period.
    as_of: Option<Day>,
    /// The value as it was stated, to be read with `scale` and `unit`; null where only a change was.
    value: Option<Exact>,
    /// The lower end of a range that is stated in place of the value, or around it.
    low: Option<Exact>,
    /// The upper end of the range.
    high: Option<Exact>,
    /// What value and range are counted in; null for ones.
    scale: Option<Scale>,
    /// How the value stands to the true one; null without a value.
    qualifier: Option<Qualifier>,
    /// The code of its unit.
    unit: Option<String>,
    /// The value in its unit, without a scale.
    amount: Option<Exact>,
    /// The change that the source states.
    change: Option<StatedChange>,
    /// Whether the source calls it provisional.
    provisional: bool,
    /// Where it is stated, the most precise first.
    stated: Vec<Statement>,
    /// What was stated before and corrected since, the newest first.
    revised: Vec<Statement>,
}

/// A briefing that states a value.
#[derive(Debug, Serialize, JsonSchema)]
struct Statement {
    /// The briefing: its year and id.
    briefing: String,
    /// The title of the briefing.
    title: String,
    /// The day of the briefing.
    date: Day,
    /// What it states.
    figure: Figure,
}

/// The folder of an indicator.
pub(super) fn folder(id: &str) -> String {
    format!("indicators/{id}/")
}

pub(super) fn outputs<'s>(scope: Scope<'s>, outputs: &mut Vec<Output<'s>>) {
    let site = scope.site;
    for (index, node) in site.indicators().iter().enumerate() {
        // Where an indicator has no page, it has no data either.
        if site.address(EntityId { kind: Kind::Indicator, index }, scope.language).is_none() {
            continue;
        }
        let thing = EntityId { kind: Kind::Indicator, index };
        let rows =
            |scope: Scope<'s>, indicator: &EntityId| scope.site.observations(indicator.index).iter().map(|observation| row(scope, observation)).collect();
        for folder in folders(scope.cx, thing) {
            let address = scope.address(&format!("{folder}{FILE}"));
            let held = (Language(scope.language), thing);
            let output = Output::made_from(scope.cx, address, scope.language, held, |cx, _, (language, indicator)| {
                View::Json(Box::new(data(Scope::of(cx, *language), indicator.index)))
            });
            outputs.push(output.of(&node.original().document.path));
            let title = format!("Observations of {}", node.id);
            table(scope, (&folder, TABLE), (title, &["figure"]), &HEADINGS, thing, rows, outputs);
        }
    }
}

fn data(scope: Scope<'_>, index: Index) -> IndicatorData {
    let (site, language) = (scope.site, scope.language);
    let node = site.indicator(index);
    let fields = node.shared();
    let version = node.version(language).unwrap_or_else(|| node.original());
    IndicatorData {
        schema: File::Indicator.url(site.config()),
        id: node.id.clone(),
        language: site.config().languages[language].tag().to_owned(),
        publisher: scope.publisher(),
        license: scope.cx.license(),
        name: site.indicator_name(index, language).to_owned(),
        url: scope.permalink(Kind::Indicator, index).unwrap_or_default(),
        table: Web(scope.address(&format!("{}{TABLE}", folder(&node.id))).permalink(site.config())),
        definition: Some(site.plain(&version.document.outline.lead, &version.body, version.from, language)).filter(|text| !text.is_empty()),
        unit: fields.unit.as_ref().map(ToString::to_string),
        base: fields.base.map(Into::into),
        scale: fields.scale.map(Into::into),
        measure: fields.measure.map(Into::into),
        accumulation: fields.accumulation().into(),
        frequency: fields.frequency.map(Into::into),
        jurisdiction: node.jurisdiction.map(|j| scope.named_jurisdiction(j)),
        agency: node.agency.map(|a| scope.named_agency(a)),
        source: site.text_in(fields.source.as_ref(), language),
        topics: scope.topics(&node.topics),
        part_of: node.part_of.map(|whole| scope.named_indicator(whole)),
        observations: site.observations(index).iter().map(|o| observation(scope, o)).collect(),
        outlook: site.outlook(index).iter().map(|item| statement(scope, *item)).collect(),
    }
}

fn observation(scope: Scope<'_>, observation: &site::Observation) -> Observation {
    let figure = scope.figure_data(observation.figure);
    let statement = |item: &EntryId| statement(scope, *item);
    Observation {
        period: figure.period,
        period_start: figure.period_start,
        period_end: figure.period_end,
        as_of: figure.as_of,
        value: figure.value,
        low: figure.low,
        high: figure.high,
        scale: figure.scale,
        qualifier: figure.qualifier,
        unit: figure.unit,
        amount: figure.amount,
        change: figure.change,
        provisional: figure.provisional,
        stated: std::iter::once(&observation.figure).chain(&observation.also).map(statement).collect(),
        revised: observation.revised.iter().map(statement).collect(),
    }
}

fn statement(scope: Scope<'_>, item: EntryId) -> Statement {
    let briefing = scope.site.briefing(item.briefing);
    Statement {
        briefing: briefing.name(),
        title: scope.site.title(item.briefing, scope.language).to_owned(),
        date: Day(briefing.date),
        figure: scope.figure_data(item),
    }
}

const HEADINGS: [Heading; 22] = [
    ("period_start", Datatype::Date, false, "The first day of the period that it is about."),
    ("period_end", Datatype::Date, false, "The last day of the period that it is about."),
    ("as_of", Datatype::Date, false, "The day that it is about, where that is no period."),
    ("value", Datatype::Decimal, false, "The value as it was stated, to be read with scale and unit; empty where only a change was."),
    ("low", Datatype::Decimal, false, "The lower end of a range that is stated in place of the value, or around it."),
    ("high", Datatype::Decimal, false, "The upper end of the range."),
    ("scale", Datatype::Text, false, "What the value is counted in: thousand, million, billion or trillion; empty for ones."),
    ("qualifier", Datatype::Text, false, "How the value stands to the true one: exact, about, over or under; empty without a value."),
    ("unit", Datatype::Text, false, "The code of its unit."),
    ("amount", Datatype::Decimal, false, "The value in its unit, without a scale."),
    ("change_percent", Datatype::Decimal, false, "The stated change in per cent of the value before."),
    ("change_points", Datatype::Decimal, false, "The stated change in percentage points."),
    ("change_absolute", Datatype::Decimal, false, "The stated change in the value's own unit and scale."),
    ("change_basis", Datatype::Text, false, "What the change is measured against: year-on-year, quarter-on-quarter or month-on-month."),
    ("restated", Datatype::Boolean, false, "Whether the source compares on another base than its earlier levels; empty without a change."),
    ("provisional", Datatype::Boolean, true, "Whether the source calls it provisional."),
    ("figure", Datatype::Text, true, "The figure that the value is of: year and id of its briefing, and its own id."),
    ("also", Datatype::Text, false, "Other figures that state the same, with spaces between."),
    ("revised", Datatype::Text, false, "Figures that were corrected since, the newest first, with spaces between."),
    ("source_title", Datatype::Text, false, "The title of the source that states the value."),
    ("source_url", Datatype::Address, false, "The address of that source."),
    ("url", Datatype::Address, true, "Where the figure stands on the page of its briefing."),
];

fn row(scope: Scope<'_>, observation: &site::Observation) -> [String; 22] {
    let figure = scope.figure_data(observation.figure);
    let [percent, points, absolute, basis, restated] = StatedChange::cells(figure.change.as_ref());
    let (source_title, source_url) = figure.source.map_or((None, None), |source| (source.title, source.url));
    let names = |items: &[EntryId]| {
        let names: Vec<String> = items.iter().map(|item| scope.figure_name(*item)).collect();
        spaced(names.iter().map(String::as_str))
    };
    [
        cell(figure.period_start),
        cell(figure.period_end),
        cell(figure.as_of),
        cell(figure.value),
        cell(figure.low),
        cell(figure.high),
        cell(figure.scale),
        cell(figure.qualifier),
        cell(figure.unit),
        cell(figure.amount),
        percent,
        points,
        absolute,
        basis,
        restated,
        figure.provisional.to_string(),
        figure.id,
        names(&observation.also),
        names(&observation.revised),
        cell(source_title),
        cell(source_url),
        figure.url.0,
    ]
}
