//! Figures and targets against their indicators: the unit (B0601), and whether they are about a day or a period (B0602).

use super::Data;
use crate::content::{Accumulation, Measure};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::locale::UnitKind;
use crate::site::ids::{EntryId, Index};
use crate::values::Text;

pub(super) fn check(data: &Data<'_>, all: &mut Vec<Diagnostic>) {
    for item in data.figures() {
        if data.figure(item).value.is_some() && data.linked.amount(item).is_none() {
            let large = Diagnostic::new(Code::BadNumber, data.place(item, "value"), "the value is too large, or has too many digits, for its scale");
            all.push(large.help("mend the value or its scale"));
        }
        base(data, item, all);
        let Some(indicator) = data.node(item).indicator else { continue };
        unit(data, indicator, data.figure(item).unit.as_ref(), || data.place(item, "unit"), all);
        if data.figure(item).checked.is_none() {
            measure(data, indicator, item, all);
        }
    }
    for (briefing, node) in data.linked.briefings.iter().enumerate().filter(|(_, b)| b.is_listed()) {
        for (index, (commitment, fields)) in node.commitments.iter().zip(&node.shared().commitments).enumerate() {
            let (Some(indicator), Some(target)) = (commitment.target, &fields.target) else { continue };
            let place = || Place::value(data.path(briefing), format!("commitments[{index}].target.unit"));
            unit(data, indicator, target.unit.as_ref(), place, all);
        }
    }
}

/// An index says nothing without the time at which it is 100, and cannot be compared with one of another base.
fn base(data: &Data<'_>, item: EntryId, all: &mut Vec<Diagnostic>) {
    let figure = data.figure(item);
    let common = data.node(item).indicator.and_then(|indicator| Some((indicator, data.linked.indicators[indicator].shared().base?)));
    let is_index = data.linked.unit_kind(item) == Some(UnitKind::Index);
    match (figure.base, common) {
        (Some(own), Some((indicator, common))) if is_index && (own.start(), own.end()) != (common.start(), common.end()) => {
            let id = &data.linked.indicators[indicator].id;
            let message = format!("this index is 100 in {own}, but the indicator `{id}` is 100 in {common}");
            let told = Diagnostic::new(Code::DifferentUnit, data.place(item, "base"), message);
            let help = format!("convert the value to `base: {common}`, or give the figure an indicator of its own");
            all.push(told.help(help).also(data.indicator_place(indicator, "base"), "the indicator's base"));
        }
        (None, None) if is_index && figure.has_level() => {
            let place = Place::value(data.path(item.briefing), format!("figures[{}]", item.index));
            let told = Diagnostic::new(Code::MissingField, place, "an index stands without the time at which it is 100");
            all.push(told.help("add `base: 2015`, here or in its indicator"));
        }
        (Some(own), _) if !is_index => {
            let told = Diagnostic::new(Code::Contradiction, data.place(item, "base"), format!("`base: {own}` is given, but the unit is no index"));
            all.push(told.help("write `unit: index`, or remove `base`"));
        }
        _ => {}
    }
}

fn unit(data: &Data<'_>, indicator: Index, own: Option<&Text>, place: impl FnOnce() -> Place, all: &mut Vec<Diagnostic>) {
    let node = &data.linked.indicators[indicator];
    let (Some(own), Some(common)) = (own, &node.shared().unit) else { return };
    // A unit that nothing defines is told of as such.
    if data.linked.same_unit(own.as_str(), common.as_str()) || data.linked.config.units.find(own.as_str()).is_none() {
        return;
    }
    let message = format!("the unit is `{own}`, but the indicator `{}` is counted in `{common}`", node.id);
    all.push(
        Diagnostic::new(Code::DifferentUnit, place(), message)
            .help(format!("write `unit: {common}` with the value in it; if something else was measured, write `label:` in place of `indicator:`"))
            .also(data.indicator_place(indicator, "unit"), "the indicator's unit"),
    );
}

fn measure(data: &Data<'_>, indicator: Index, item: EntryId, all: &mut Vec<Diagnostic>) {
    let (node, figure) = (&data.linked.indicators[indicator], data.figure(item));
    let (fields, id) = (node.shared(), &node.id);
    let (Some(measure), accumulation) = (fields.measure, fields.accumulation) else { return };
    // What the indicator says of itself in so many words counts; of a rate or a count, the default says nothing.
    let (field, needs_day) = match (measure, accumulation) {
        (Measure::Stock, _) => ("measure", true),
        (Measure::Flow, _) => ("measure", false),
        (_, Some(accumulation)) => ("accumulation", accumulation == Accumulation::Point),
        (Measure::Rate | Measure::Count, None) => return,
    };
    let is = if field == "measure" { format!("a {}", measure.word()) } else { format!("of `accumulation: {}`", accumulation.map_or("", Accumulation::word)) };
    let told = |place: &str, message: String, help: String, field: &str| {
        let also = if field == "measure" { "the indicator's measure" } else { "the indicator's accumulation" };
        let told = Diagnostic::new(Code::DifferentMeasure, data.place(item, place), message).help(help);
        told.also(data.indicator_place(indicator, field), also)
    };
    match (figure.period, figure.as_of) {
        (Some(period), None) if needs_day => {
            let message = format!("the indicator `{id}` is {is}: its values are about a day, not about a period");
            let help = format!("write the day: `as_of: {}`; if something else was measured, write `label:` in place of `indicator:`", period.end());
            all.push(told("period", message, help, field));
        }
        (None, Some(day)) if !needs_day => {
            let message = format!("the indicator `{id}` is {is}: its values are about a period, not about a day");
            let (year, month) = (day.year(), day.month());
            let period =
                if accumulation == Some(Accumulation::YearToDate) { format!("{year:04}-01/{year:04}-{month:02}") } else { format!("{year:04}-{month:02}") };
            let help = format!("write the period: `period: {period}`; if something else was measured, write `label:` in place of `indicator:`");
            all.push(told("as_of", message, help, field));
        }
        (Some(period), None) if accumulation == Some(Accumulation::YearToDate) => {
            let (from, to) = (period.start(), period.end());
            if from.month() != 1 || from.year() != to.year() {
                let wrong = if from.month() == 1 { "is longer than one" } else { "does not begin in January" };
                let message = format!("the indicator `{id}` counts from the start of the year, but `{period}` {wrong}");
                let period = format!("{0:04}-01/{0:04}-{1:02}", to.year(), to.month());
                let help = format!("write `period: {period}` if the value is that of the year so far, or name an indicator of single periods");
                all.push(told("period", message, help, "accumulation"));
            }
        }
        _ => {}
    }
}
