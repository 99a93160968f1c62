//! The course of an indicator: its observations as the points of a chart.

use rust_decimal::Decimal;

use crate::content::{Accumulation, ChartForm, Frequency, Measure};
use crate::locale::DateStyle;
use crate::pages::PageContext;
use crate::pages::chart::{self, Chart, Form, Granularity, Point, Spec};
use crate::site::{EntryId, FigurePart, Index, Indicator, LocalizedSite, Observation};
use crate::values::{Date, Period};

/// How an indicator is drawn, in the words of charts.
pub(in crate::pages) fn form(form: ChartForm) -> Form {
    match form {
        ChartForm::Line => Form::Line,
        ChartForm::Bar => Form::Bar,
        ChartForm::Step => Form::Step,
    }
}

/// Whether nothing but changes are known of an indicator, so that they are what is drawn.
pub(in crate::pages) fn changes_only(cx: PageContext<'_>, index: Index) -> bool {
    !cx.site.observations(index).iter().any(|o| cx.site.figure(o.figure).has_level())
}

/// What is drawn of an observation: its value, or, where no value of the indicator is known, its change in per cent.
fn amount(cx: PageContext<'_>, changes: bool, observation: &Observation) -> Option<Decimal> {
    if changes {
        let change = cx.site.figure(observation.figure).change.as_ref()?;
        return change.percent.or(change.points).map(crate::values::Number::decimal);
    }
    cx.site.figure_amount(observation.figure)
}

/// The chart of an indicator: of its values, or of its changes where no value is known. Figures of another unit than the
/// indicator's have no place in it.
pub(in crate::pages) fn drawing(cx: PageContext<'_>, local: &LocalizedSite, index: Index, observations: &[Observation], title: &str) -> Option<Chart> {
    let (site, locale) = (cx.site, &local.locale);
    let node = site.indicator(index);
    let fields = node.shared();
    let changes = changes_only(cx, index);
    let rate = changes || fields.measure == Some(Measure::Rate);
    let unit = site.unit(if changes { "percent" } else { fields.unit.as_ref()?.as_str() })?;
    let scale = if changes { None } else { fields.scale };
    let points = told(cx, local, index, observations);
    let axis = axis(local, unit, scale, &points.iter().map(|p| p.value).collect::<Vec<_>>());
    let description = describe(cx, local, &points);
    let format = |tick: &str| locale.number(tick);
    let date = |day: jiff::civil::Date, granularity: Granularity| {
        locale.date(
            day,
            match granularity {
                Granularity::Year => DateStyle::Year,
                Granularity::Month => DateStyle::MonthYear,
            },
        )
    };
    let label = if changes { cx.labels.with(local.language, "chart-of-changes", None, &[("name".to_owned(), title.to_owned())])? } else { title.to_owned() };
    chart::chart(
        &points,
        &Spec {
            form: if changes { Form::Bar } else { form(fields.chart()) },
            from_zero: rate,
            axis_title: based(local, fields.base, axis.title),
            power: axis.power,
            format: &format,
            date: &date,
            title: label,
            description,
            id: &node.id,
        },
    )
}

/// The name of what is counted, and for an index the time at which it is 100: "index, 2015 = 100".
pub(in crate::pages) fn based(local: &LocalizedSite, base: Option<Period>, title: String) -> String {
    let Some(base) = base else { return title };
    let words = local.locale.base(&local.locale.period_short(base.start().civil(), base.end().civil()));
    [title.as_str(), local.locale.comma(), &words].concat()
}

/// What `values` are counted in, in the scale that suits the greatest: 11.9亿 and not 1190百万.
pub(in crate::pages) fn axis(
    local: &LocalizedSite,
    unit: &crate::locale::Unit,
    scale: Option<crate::locale::Scale>,
    values: &[Decimal],
) -> crate::locale::Axis {
    let one = Decimal::from(10_u64.pow(scale.map_or(0, crate::locale::Scale::power)));
    let largest = values.iter().map(Decimal::abs).max().map_or_else(String::new, |value| (value / one).normalize().to_string());
    local.locale.axis(unit, scale, &largest)
}

/// The points of `observations`, with their words.
fn told(cx: PageContext<'_>, local: &LocalizedSite, index: Index, observations: &[Observation]) -> Vec<Point> {
    let part = if changes_only(cx, index) { FigurePart::Change } else { FigurePart::Value };
    let mut points = points(cx, index, observations);
    for (item, point) in &mut points {
        point.label = cx.site.figure_words(*item, part, local.language);
        point.when = cx.when(local, *item);
    }
    points.into_iter().map(|(_, point)| point).collect()
}

/// The points that are drawn of `observations`: those with a value, or with a change where no value of the indicator is known.
/// They have no words yet, which take longer to make than all the rest, and which a sparkline has no place for.
pub(in crate::pages) fn points(cx: PageContext<'_>, index: Index, observations: &[Observation]) -> Vec<(EntryId, Point)> {
    let site = cx.site;
    let node = site.indicator(index);
    let changes = changes_only(cx, index);
    let mut before: Option<Date> = None;
    let mut points = Vec::with_capacity(observations.len());
    for observation in observations {
        let Some(value) = amount(cx, changes, observation) else { continue };
        let figure = site.figure(observation.figure);
        let point = Point {
            // A change is not a sum of its period, so it is drawn as of its end.
            from: (observation.from != observation.at && !changes).then(|| observation.from.civil()),
            at: observation.at.civil(),
            value,
            label: String::new(),
            when: String::new(),
            provisional: figure.provisional,
            qualifier: figure.qualifier,
            breaks: before.is_some_and(|before| gap(node, before, observation)),
        };
        points.push((observation.figure, point));
        before = Some(observation.at);
    }
    points
}

/// Whether observations are missing between a day and the next observation, going by how often the indicator is published.
fn gap(node: &Indicator, before: Date, next: &Observation) -> bool {
    let fields = node.shared();
    let days = match fields.frequency {
        Some(Frequency::Daily) => 1,
        Some(Frequency::Weekly) => 7,
        Some(Frequency::Monthly) => 31,
        Some(Frequency::Quarterly) => 92,
        Some(Frequency::HalfYearly) => 184,
        Some(Frequency::Yearly) => 366,
        Some(Frequency::Irregular) | None => return fields.accumulation() == Accumulation::YearToDate && before.year() != next.at.year(),
    };
    let passed = (next.at.civil() - before.civil()).get_days();
    passed > days + days / 2 || fields.accumulation() == Accumulation::YearToDate && before.year() != next.at.year()
}

/// What is to be seen in a chart, in a sentence or two.
fn describe(cx: PageContext<'_>, local: &LocalizedSite, points: &[Point]) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    let arguments = [("first", &first.label), ("from", &first.when), ("last", &last.label), ("to", &last.when)];
    let arguments: Vec<(String, String)> = arguments.iter().map(|(key, text)| ((*key).to_owned(), (*text).clone())).collect();
    cx.labels.with(local.language, "chart-description", Some(points.len() as u64), &arguments).unwrap_or_default()
}
