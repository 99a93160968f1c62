//! Values whose decimal point slipped (B0611), and those that lost or gained a sign (B0614).
//!
//! A slip is seen by logarithms: the value stands about ln 10, ln 100 or ln 1000 from the median of its neighbours, and these
//! keep far closer together. So nothing is said of a series that leaps by itself, crosses zero, or is as short as two values.

use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::LN_10;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Data, short};
use crate::content::{Accumulation, Measure};
use crate::diagnostics::{Code, Diagnostic};
use crate::locale::UnitKind;
use crate::site::ids::{EntryId, Index};

/// How many values to each side are neighbours.
const WINDOW: usize = 3;

/// How many are where there is but one side.
const ONE_SIDE: usize = 4;

/// So many values of one length are a series of their own; fewer are held against all others, by the month.
const OWN_SERIES: usize = 4;

/// A value of a series.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) item: EntryId,
    /// In its unit; of what adds up over a period, for each month where lengths differ.
    pub(super) size: f64,
    /// Whether its source compares on another base than that of the values before, as after a reform of the currency.
    pub(super) restated: bool,
}

/// What seems to have happened to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// The point stands so many places too far to the right.
    Point(i32),
    /// There is a minus sign too many.
    Sign,
}

/// Looks at all values but those that were `told` of for their scale.
pub(super) fn check(data: &Data<'_>, told: &BTreeSet<EntryId>, all: &mut Vec<Diagnostic>) {
    for indicator in 0..data.series.len() {
        if data.series[indicator].len() > 2 {
            let trust = trust(data, indicator);
            for points in groups(data, indicator).iter().flat_map(|points| segments(points)) {
                let sizes: Vec<f64> = points.iter().map(|p| p.size).collect();
                for (at, point) in points.iter().enumerate().filter(|(_, point)| !told.contains(&point.item)) {
                    let beside = || [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| points.get(at)).map(|p| p.item).collect();
                    match slip(&sizes, at, trust) {
                        Some(Slip::Point(power)) if !is_stated_leap(data, point.item) => all.push(slipped(data, point.item, power, beside())),
                        Some(Slip::Sign) => all.push(negative(data, point.item, beside())),
                        _ => {}
                    }
                }
            }
        }
        below_zero(data, indicator, all);
    }
}

/// How far the values before a newest one, or after a first one, can be trusted to tell of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// Not at all: counts of what comes about multiply overnight, as infections do.
    None,
    /// It does not multiply overnight: money, a share. But a profit turns into as large a loss, and growth into as deep a fall.
    Size,
    /// Nor does it change its sign: what there is.
    Sign,
}

fn trust(data: &Data<'_>, indicator: Index) -> Trust {
    match data.linked.indicators[indicator].shared().measure {
        Some(Measure::Stock) => Trust::Sign,
        Some(Measure::Rate) => Trust::Size,
        Some(Measure::Flow) if kind(data, indicator) != Some(UnitKind::Count) => Trust::Size,
        Some(Measure::Flow | Measure::Count) | None => Trust::None,
    }
}

fn kind(data: &Data<'_>, indicator: Index) -> Option<UnitKind> {
    let unit = data.linked.indicators[indicator].shared().unit.as_ref()?;
    data.linked.config.units.find(unit.as_str()).map(crate::locale::Unit::kind)
}

/// The values of an indicator that can be compared with one another.
fn groups(data: &Data<'_>, indicator: Index) -> Vec<Vec<Point>> {
    let fields = data.linked.indicators[indicator].shared();
    let adds_up = matches!(fields.measure, Some(Measure::Flow)) && !matches!(kind(data, indicator), Some(UnitKind::Percent | UnitKind::Points));
    let so_far = fields.accumulation() == Accumulation::YearToDate;
    let mut lengths: BTreeMap<u32, Vec<Point>> = BTreeMap::new();
    for observation in &data.series[indicator] {
        let item = observation.figure;
        let Some(size) = data.linked.amount(item).filter(|_| data.is_comparable(item)).and_then(|(value, _)| value.to_f64()) else { continue };
        let restated = super::standing(observation).any(|item| data.figure(item).change.as_ref().is_some_and(|change| change.restated));
        let months = data.figure(item).period.map_or(0, crate::values::Period::months);
        lengths.entry(months).or_default().push(Point { item, size, restated });
    }
    if !adds_up {
        return lengths.into_values().collect();
    }
    let (mut groups, mut mixed) = (Vec::new(), Vec::new());
    for (months, points) in lengths {
        if months > 0 && (so_far || points.len() < OWN_SERIES) {
            mixed.extend(points.into_iter().map(|point| Point { size: point.size / f64::from(months), ..point }));
        } else {
            groups.push(points);
        }
    }
    mixed.sort_by_key(|point| data.time(point.item).map(|(from, at)| (at, from)));
    groups.push(mixed);
    groups
}

/// A series cut before each value that is restated and of another size than the one before it.
pub(super) fn segments(points: &[Point]) -> Vec<&[Point]> {
    let leaps = |at: &usize| points[*at].restated && (points[*at].size / points[at - 1].size).abs().ln().abs() > LN_10 / 2.0;
    let cuts: Vec<usize> = std::iter::once(0).chain((1..points.len()).filter(leaps)).chain([points.len()]).collect();
    cuts.windows(2).map(|cut| &points[cut[0]..cut[1]]).collect()
}

/// What seems to have happened to a value of a series, if its neighbours can tell. `trust`: what those of one side alone can.
fn slip(sizes: &[f64], at: usize, trust: Trust) -> Option<Slip> {
    let (before, after) = (&sizes[..at], &sizes[at + 1..]);
    let inside = !before.is_empty() && !after.is_empty();
    let most = if inside { WINDOW } else { ONE_SIDE };
    let beside: Vec<f64> = before.iter().rev().take(most).chain(after.iter().take(most)).copied().collect();
    let own = sizes[at];
    let below = beside.first()?.is_sign_negative();
    if own == 0.0 || beside.iter().any(|size| *size == 0.0 || size.is_sign_negative() != below) {
        return None;
    }
    let mut logs: Vec<f64> = beside.iter().map(|size| size.abs().ln()).collect();
    logs.sort_by(f64::total_cmp);
    let (low, high) = (logs[(logs.len() - 1) / 2], logs[logs.len() / 2]);
    let median = f64::midpoint(low, high);
    let spread = (logs[logs.len() - 1] - median).max(median - logs[0]);
    let off = own.abs().ln() - median;
    if own.is_sign_negative() != below {
        // What is steadily above zero and then, once, as far below it.
        let most = match (inside, beside.len()) {
            (true, 4..) => 0.25,
            (true, 2..) => 0.1,
            (false, 3..) if trust == Trust::Sign => 0.15,
            _ => return None,
        };
        return (own < 0.0 && spread.max(off.abs()) <= most).then_some(Slip::Sign);
    }
    // How far neighbours may stand apart, and how far from a power of ten the value may be: a month may be a third below the others by
    // itself.
    let (calm, near) = match (inside, beside.len()) {
        (true, 4..) => (0.6, (spread + 0.25).clamp(0.45, 0.7)),
        (true, 2..) => (0.2, spread + 0.15),
        (false, 3..) if trust != Trust::None => (0.15, spread + 0.1),
        _ => return None,
    };
    let power = [1, 2, 3, -1, -2, -3].into_iter().find(|power| (off - f64::from(*power) * LN_10).abs() <= near)?;
    (spread <= calm).then_some(Slip::Point(power))
}

/// Whether a figure says itself that it is many times what was before.
fn is_stated_leap(data: &Data<'_>, item: EntryId) -> bool {
    let percent = data.figure(item).change.as_ref().and_then(|change| change.percent);
    percent.is_some_and(|percent| percent.decimal() >= Decimal::from(300) || percent.decimal() <= Decimal::from(-70))
}

fn slipped(data: &Data<'_>, item: EntryId, power: i32, beside: Vec<EntryId>) -> Diagnostic {
    let (times, part) = match power.abs() {
        1 => ("ten times", "a tenth of"),
        2 => ("a hundred times", "a hundredth of"),
        _ => ("a thousand times", "a thousandth of"),
    };
    let near: Vec<String> = beside.iter().map(|item| data.written(*item)).collect();
    let factor = if power > 0 { times } else { part };
    let message = format!("the value is about {factor} those beside it, {}", near.join(" and "));
    let unit = Decimal::from(10_u64.pow(power.unsigned_abs()));
    let value = data.figure(item).value.map(crate::values::Number::decimal);
    let right = value.and_then(|value| if power > 0 { value.checked_div(unit) } else { value.checked_mul(unit) }).map_or_else(String::new, short);
    let too = if power > 0 { "large" } else { "small" };
    let help = format!("{times} too {too}? write `value: {right}` if that is meant; if it is right, say why: checked: \"…\"");
    shown(data, Diagnostic::new(Code::SlippedPoint, data.place(item, "value"), message).help(help), beside)
}

fn negative(data: &Data<'_>, item: EntryId, beside: Vec<EntryId>) -> Diagnostic {
    let message = format!("the value is {}, and those beside it are as far above zero", data.written(item));
    let help = "remove the minus sign; if it is right, say why: checked: \"…\"";
    shown(data, Diagnostic::new(Code::NegativeValue, data.place(item, "value"), message).help(help), beside)
}

fn shown(data: &Data<'_>, told: Diagnostic, beside: Vec<EntryId>) -> Diagnostic {
    beside.into_iter().fold(told, |told, other| told.also(data.place(other, "value"), format!("{} for {}", data.written(other), data.when(other))))
}

/// Values below zero of what is counted: there are none. A net number may be so, and then more than one of its values is.
fn below_zero(data: &Data<'_>, indicator: Index, all: &mut Vec<Diagnostic>) {
    let measure = data.linked.indicators[indicator].shared().measure;
    if !matches!(measure, Some(Measure::Stock | Measure::Count)) || kind(data, indicator) != Some(UnitKind::Count) {
        return;
    }
    let figures = || data.series[indicator].iter().flat_map(super::standing);
    let is_negative = |item: &EntryId| data.figure(*item).value.is_some_and(|value| value.decimal() < Decimal::ZERO);
    let mut below = figures().filter(is_negative);
    // What is counted over a period may be a change; one value alone does not tell.
    let (Some(item), None) = (below.next(), below.next()) else { return };
    let figure = data.figure(item);
    if figure.checked.is_some() || measure == Some(Measure::Count) && figure.period.is_some() {
        return;
    }
    let message = format!("the value is {}, and less than nothing cannot be counted", data.written(item));
    let help = "remove the minus sign; if it is right, say why: checked: \"…\"";
    let told = Diagnostic::new(Code::NegativeValue, data.place(item, "value"), message).help(help);
    all.push(told.also(data.indicator_place(indicator, "measure"), "the indicator's measure"));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{EntryId, Point, Slip, Trust, segments, slip};

    fn all(sizes: &[f64], trust: Trust) -> Vec<(usize, Slip)> {
        (0..sizes.len()).filter_map(|at| Some((at, slip(sizes, at, trust)?))).collect()
    }

    #[test]
    fn a_slipped_point_is_seen_wherever_it_stands() {
        let rates = [5.1, 5.2, 5.0, 4.9, 5.3, 5.2, 5.1, 5.4];
        for at in 0..rates.len() {
            for power in [1, -1, 2, -2, 3] {
                let mut sizes = rates;
                sizes[at] *= 10_f64.powi(power);
                assert_eq!(all(&sizes, Trust::Size), [(at, Slip::Point(power))], "{power} at {at}");
            }
        }
        assert_eq!(all(&[402.0, 4150.0, 431.0], Trust::Size), [(1, Slip::Point(1))], "three years of a stock");
        assert_eq!(all(&[-3.1, -3.0, -31.0, -2.9, -3.2], Trust::Size), [(2, Slip::Point(1))], "a steady deficit");
    }

    #[test]
    fn a_flow_with_seasons_is_calm_enough() {
        let mut sales = [82.0, 61.0, 90.0, 95.0, 101.0, 99.0, 88.0, 84.0, 102.0, 110.0, 118.0, 125.0];
        for at in 1..sales.len() - 1 {
            sales[at] *= 10.0;
            assert_eq!(all(&sales, Trust::None), [(at, Slip::Point(1))], "at {at}");
            sales[at] /= 10.0;
        }
    }

    #[test]
    fn a_minus_sign_too_many_is_seen_between_steady_values() {
        assert_eq!(all(&[320.1, 324.0, 325.2, -331.0, 333.3, 330.0], Trust::Size), [(3, Slip::Sign)]);
        assert_eq!(all(&[320.1, 324.0, 325.2, -331.0], Trust::Sign), [(3, Slip::Sign)], "the newest of a stock");
        assert_eq!(all(&[6.0, 6.1, 6.0, -6.8], Trust::Size), [], "growth of China in the first quarter of 2020");
        assert_eq!(all(&[20.3, 18.3, -37.63, 10.0, 13.8, 15.1], Trust::Size), [], "oil on one day of 2020");
    }

    #[test]
    fn honest_series_raise_no_alarm() {
        let unemployment = [3.6, 3.5, 4.4, 14.8, 13.2, 11.0, 10.2, 8.4, 7.8, 6.8, 6.7, 6.7];
        let payrolls = [214.0, 251.0, -1373.0, -20787.0, 2725.0, 4781.0, 1726.0, 1583.0];
        let balance = [0.4, -0.3, 3.1, 0.2, -4.0, 0.5, 31.0, -0.1];
        for series in [&unemployment[..], &payrolls, &balance, &[1.0, 10.0], &[5.0, 5.0, 50.0], &[0.25, 0.25, 0.5, 1.0, 1.75, 2.5, 3.25]] {
            // As the series stands each time that something is added.
            for length in 1..=series.len() {
                assert_eq!(all(&series[..length], Trust::Size), [], "{:?}", &series[..length]);
            }
        }
        let infections = [310.0, 290.0, 330.0, 3300.0, 31000.0, 29000.0, 30000.0];
        for length in 1..=infections.len() {
            assert_eq!(all(&infections[..length], Trust::None), [], "{:?}", &infections[..length]);
        }
    }

    #[test]
    fn a_series_is_cut_where_it_is_restated_and_leaps() {
        let point = |(size, restated)| Point { item: EntryId { briefing: 0, index: 0 }, size, restated };
        let series = [(1500.0, false), (1600.0, false), (1.7, true), (1.8, true), (1.9, false)].map(point);
        let cut: Vec<usize> = segments(&series).iter().map(|part| part.len()).collect();
        assert_eq!(cut, [2, 3]);
        assert_eq!(segments(&[]).len(), 1);
    }

    proptest! {
        /// Whatever grows or shrinks by less than half from one value to the next is no slip.
        #[test]
        fn growth_is_no_slip(start in 1e-3_f64..1e12, steps in proptest::collection::vec(0.6_f64..1.6, 0..40)) {
            let mut sizes = vec![start];
            for step in steps {
                sizes.push(sizes[sizes.len() - 1] * step);
            }
            prop_assert_eq!(all(&sizes, Trust::Size), []);
        }
    }
}
