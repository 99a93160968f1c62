//! Stated changes against the levels that are stated for both times (B0605).

use jiff::{Span, civil};

use rust_decimal::Decimal;

use super::{Data, Interval, rounded, standing};
use crate::content::{Change, Measure};
use crate::diagnostics::{Code, Diagnostic};
use crate::locale::{Basis, Qualifier, UnitKind};
use crate::site::ids::{EntryId, Index};
use crate::site::series::Observation;
use crate::values::{Date, Number};

/// How many statements of one earlier level are tried before a change is said to contradict it.
const TRIED: usize = 8;

pub(super) fn check(data: &Data<'_>, all: &mut Vec<Diagnostic>) {
    for (indicator, series) in data.series.iter().enumerate() {
        for observation in series {
            for item in standing(observation) {
                all.extend(contradiction(data, indicator, observation, item).or_else(|| absurdity(data, indicator, item)));
            }
        }
    }
}

/// What is wrong with the change that a figure states. One that was corrected since is history, and not looked at.
fn contradiction(data: &Data<'_>, indicator: Index, observation: &Observation, item: EntryId) -> Option<Diagnostic> {
    let change = data.figure(item).change.as_ref().filter(|change| !change.restated)?;
    if !data.is_comparable(item) {
        return None;
    }
    let own = |item: &EntryId| data.figure(*item).value.is_some() && data.is_comparable(*item);
    let now = Some(item).filter(own).or_else(|| Some(observation.figure).filter(own))?;
    let before = before(&data.series[indicator], observation, change.basis?)?;
    // The source may have known another level than what stands today: a change that fits any of them is right.
    let earlier: Vec<EntryId> = standing(before).chain(before.revised.iter().copied()).filter(own).take(TRIED).collect();
    let then = *earlier.first()?;
    if earlier.iter().any(|then| fits(data, change, now, *then) != Some(false)) {
        return is_difference(data, change, now, then).then(|| points_meant(data, item, now, then));
    }
    let (given, stated, unit) = implied(data, change, now, then)?;
    let digits = stated.decimal().scale() + 1;
    let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
    let message = format!("a change of {stated}{unit} is stated, but the levels give {}{unit}", given.words(digits));
    let other = meant(data, change, now, then).map_or_else(String::new, |other| format!("write `{other}: {stated}` if that is meant, or "));
    let told = Diagnostic::new(Code::ContradictingChange, data.place(item, "change"), message).help(format!(
        "{other}mend the numbers; if the source compares on another base, add `restated: true` to the change; if all stand, say why: checked: \"…\""
    ));
    let told = told.also(data.place(now, "value"), format!("the level of {}", data.when(now)));
    Some(told.also(data.place(then, "value"), format!("the level of {}", data.when(then))))
}

/// Whether a change of a share in per cent is, to the digit, its difference in points, and would be another number in per cent.
/// With few digits the one often lies within the rounding of the other; that both are the same number is no chance.
fn is_difference(data: &Data<'_>, change: &Change, now: EntryId, then: EntryId) -> bool {
    let value = |item: EntryId| data.figure(item).value.map(Number::decimal).filter(|_| data.figure(item).qualifier == Qualifier::Exact);
    let (Some(percent), Some(UnitKind::Percent)) = (change.percent, data.linked.unit_kind(now)) else { return false };
    let (Some(later), Some(earlier)) = (value(now), value(then).filter(|earlier| *earlier > Decimal::ZERO)) else { return false };
    let (Some(difference), Some(ratio)) = (later.checked_sub(earlier), later.checked_div(earlier)) else { return false };
    let growth = (ratio - Decimal::ONE).checked_mul(Decimal::ONE_HUNDRED);
    let gap = growth.and_then(|growth| growth.checked_sub(difference));
    percent.decimal() == difference && gap.is_some_and(|gap| gap.abs() > percent.half_step())
}

fn points_meant(data: &Data<'_>, item: EntryId, now: EntryId, then: EntryId) -> Diagnostic {
    let percent = data.figure(item).change.as_ref().and_then(|change| change.percent).map_or_else(String::new, |percent| percent.to_string());
    let message = format!("a change of {percent} % is stated, and {percent} is the difference of the two shares, in points");
    Diagnostic::new(Code::ContradictingChange, data.place(item, "change"), message)
        .help(format!("write `points: {percent}` if that is meant; if it is right, say why: checked: \"…\""))
        .also(data.place(now, "value"), format!("the level of {}", data.when(now)))
        .also(data.place(then, "value"), format!("the level of {}", data.when(then)))
}

/// How a change is written that does not fit to two levels as it is, and would otherwise: `points` for `percent`.
fn meant(data: &Data<'_>, change: &Change, now: EntryId, then: EntryId) -> Option<&'static str> {
    let other = |percent, points| Change { percent, points, absolute: None, ..change.clone() };
    let (word, other) = match (change.percent, change.points) {
        (Some(number), _) => ("points", other(None, Some(number))),
        (None, Some(number)) => ("percent", other(Some(number), None)),
        (None, None) => return None,
    };
    (fits(data, &other, now, then) == Some(true)).then_some(word)
}

/// What is wrong with a change whatever the levels are: percentage points of what is no share, the loss of more than all.
fn absurdity(data: &Data<'_>, indicator: Index, item: EntryId) -> Option<Diagnostic> {
    let change = data.figure(item).change.as_ref()?;
    if data.figure(item).checked.is_some() {
        return None;
    }
    let node = &data.linked.indicators[indicator];
    let unit = data.linked.unit(item)?;
    let kind = data.linked.unit_kind(item)?;
    let (message, help) = if let Some(points) = change.points.filter(|_| kind == UnitKind::Currency) {
        let message = format!("a change of {points} points is stated, but `{}` is money, in {unit}: points are the difference of two shares", node.id);
        (message, format!("write `percent: {points}` if that is meant; if it is right, say why: checked: \"…\""))
    } else if let Some(percent) = change.percent.filter(|percent| percent.decimal() < Decimal::from(-100)) {
        let counts = kind == UnitKind::Count && matches!(node.shared().measure, Some(Measure::Stock));
        if !counts {
            return None;
        }
        let message = format!("a change of {percent} % is stated, but nothing that is counted loses more than all of it");
        (message, "mend the number; if it is right, say why: checked: \"…\"".to_owned())
    } else {
        return None;
    };
    let told = Diagnostic::new(Code::ContradictingChange, data.place(item, "change"), message).help(help);
    Some(told.also(data.indicator_place(indicator, "unit"), "the indicator's unit"))
}

/// Whether a change fits to two levels; `None` if that cannot be said.
fn fits(data: &Data<'_>, change: &Change, now: EntryId, then: EntryId) -> Option<bool> {
    let (given, stated, _) = implied(data, change, now, then)?;
    Some(given.meets(rounded(stated)?))
}

/// The change from one level to another in the terms of a stated one, the stated one, and what both are counted in.
fn implied<'d>(data: &'d Data<'_>, change: &Change, now: EntryId, then: EntryId) -> Option<(Interval, Number, Option<&'d str>)> {
    let (later, earlier) = (data.level(now)?, data.level(then)?);
    if let Some(percent) = change.percent {
        return Some((later.growth_from(earlier)?, percent, Some("%")));
    }
    if let Some(points) = change.points {
        // Points are the difference of two shares; of an index, that of two levels. What is counted, weighed or paid has none, and
        // is told where its growth is what was meant.
        let difference = later.minus(earlier);
        if matches!(data.linked.unit_kind(now), Some(UnitKind::Percent | UnitKind::Points)) {
            return Some((difference, points, Some("points")));
        }
        let growth = later.growth_from(earlier)?;
        let stated = rounded(points)?;
        let is_growth = growth.meets(stated) && !difference.scaled_down(data.linked.power(now)).meets(stated);
        return is_growth.then_some((difference.scaled_down(data.linked.power(now)), points, Some("points")));
    }
    let absolute = change.absolute?;
    Some((later.minus(earlier).scaled_down(data.linked.power(now)), absolute, data.figure(now).scale.map(crate::locale::Scale::word)))
}

/// The observation that a change on `basis` is measured against: of as long a time, so much earlier.
fn before<'s>(series: &'s [Observation], now: &Observation, basis: Basis) -> Option<&'s Observation> {
    let months = match basis {
        Basis::YearOnYear => 12,
        Basis::QuarterOnQuarter => 3,
        Basis::MonthOnMonth => 1,
    };
    let find = |from: Date, at: Date| series.binary_search_by_key(&(at, from), |o| (o.at, o.from)).ok().map(|index| &series[index]);
    let (from, at) = (earlier(now.from, months)?, earlier(now.at, months)?);
    // The last day of February is the last day of February, in whatever year.
    let ends_month = |date: Date| date.civil() == date.civil().last_of_month();
    let month_end = |date: Date| Date::from(date.civil().last_of_month());
    let is_day = now.from == now.at;
    let to_the_end = || ends_month(now.at).then(|| find(if is_day { month_end(at) } else { from }, month_end(at))).flatten();
    to_the_end().or_else(|| find(from, at))
}

fn earlier(date: Date, months: i32) -> Option<Date> {
    let moved: civil::Date = date.civil().checked_sub(Span::new().months(months)).ok()?;
    Some(moved.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observation(from: &str, at: &str) -> Observation {
        let date = |text| Date::parse(text).expect("it is a date");
        Observation { figure: EntryId { briefing: 0, index: 0 }, from: date(from), at: date(at), also: Vec::new(), revised: Vec::new() }
    }

    fn found(series: &[(&str, &str)], now: (&str, &str), basis: Basis) -> Option<String> {
        let series: Vec<Observation> = series.iter().map(|(from, at)| observation(from, at)).collect();
        before(&series, &observation(now.0, now.1), basis).map(|o| format!("{} {}", o.from, o.at))
    }

    #[test]
    fn a_change_is_measured_against_as_long_a_time() {
        let series = [("2024-01-01", "2024-03-31"), ("2024-04-01", "2024-06-30"), ("2024-01-01", "2024-06-30"), ("2024-06-30", "2024-06-30")];
        let half = ("2025-01-01", "2025-06-30");
        let mut sorted = series;
        sorted.sort_by_key(|(from, at)| (*at, *from));
        assert_eq!(found(&sorted, half, Basis::YearOnYear).as_deref(), Some("2024-01-01 2024-06-30"));
        assert_eq!(found(&sorted, ("2024-04-01", "2024-06-30"), Basis::QuarterOnQuarter).as_deref(), Some("2024-01-01 2024-03-31"));
        assert_eq!(found(&sorted, ("2025-06-30", "2025-06-30"), Basis::YearOnYear).as_deref(), Some("2024-06-30 2024-06-30"));
        assert_eq!(found(&sorted, ("2025-06-29", "2025-06-29"), Basis::YearOnYear), None);
    }

    #[test]
    fn the_ends_of_months_are_those_of_each_month() {
        let leap = [("2024-02-29", "2024-02-29")];
        assert_eq!(found(&leap, ("2025-02-28", "2025-02-28"), Basis::YearOnYear).as_deref(), Some("2024-02-29 2024-02-29"));
        assert_eq!(found(&leap, ("2024-03-31", "2024-03-31"), Basis::MonthOnMonth).as_deref(), Some("2024-02-29 2024-02-29"));
        let month = [("2024-02-01", "2024-02-29")];
        assert_eq!(found(&month, ("2024-03-01", "2024-03-31"), Basis::MonthOnMonth).as_deref(), Some("2024-02-01 2024-02-29"));
        assert_eq!(found(&month, ("2025-02-01", "2025-02-28"), Basis::YearOnYear).as_deref(), Some("2024-02-01 2024-02-29"));
        let plain = [("2024-02-28", "2024-02-28")];
        assert_eq!(found(&plain, ("2025-02-28", "2025-02-28"), Basis::YearOnYear).as_deref(), Some("2024-02-28 2024-02-28"));
        assert_eq!(found(&plain, ("0001-01-01", "0001-01-31"), Basis::YearOnYear), None);
    }
}
