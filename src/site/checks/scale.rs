//! Values that look as if their scale were wrong beside others of their series: `billion` for `million` (B0604).

use std::collections::BTreeSet;

use rust_decimal::prelude::ToPrimitive;

use super::Data;
use super::point::{Point, segments};
use crate::content::Measure;
use crate::diagnostics::{Code, Diagnostic};
use crate::locale::Scale;
use crate::site::ids::EntryId;
use crate::values::Period;

/// How many of the nearest others a value is held against.
const NEIGHBOURS: usize = 4;

/// Values within this factor of one another are of one size: a year and a month of one flow are, and ten years of growth.
const SIZE: f64 = 10.0;

/// A value so many times its neighbours, or so small a part of them, is out of line where those before and after agree.
const SPIKE: f64 = 100.0;

/// How far from a power of a thousand a ratio may be and still look like a wrong scale.
const NEAR: f64 = 3.0;

/// Gives the figures that it tells of.
pub(super) fn check(data: &Data<'_>, all: &mut Vec<Diagnostic>) -> BTreeSet<EntryId> {
    let mut told = BTreeSet::new();
    for (indicator, series) in data.series.iter().enumerate() {
        let fields = data.linked.indicators[indicator].shared();
        let is_share = fields.unit.as_ref().is_some_and(|unit| matches!(unit.as_str(), "percent" | "points"));
        if series.len() < 2 || is_share || fields.measure == Some(Measure::Rate) {
            continue;
        }
        let points = |of_period: bool| {
            let of_kind = series.iter().map(|o| o.figure).filter(move |item| data.figure(*item).period.is_some() == of_period);
            of_kind.filter_map(|item| point(data, item)).collect::<Vec<Point>>()
        };
        for points in [points(false), points(true)] {
            for points in segments(&points) {
                let sizes: Vec<f64> = points.iter().map(|p| p.size).collect();
                for (at, beside) in wrong(&sizes) {
                    told.insert(points[at].item);
                    all.push(diagnostic(data, points[at].item, points[beside].item, sizes[at] / sizes[beside]));
                }
            }
        }
    }
    told
}

/// A value that can be compared; of a flow, for each month. One of zero or less has no size, and says nothing of that of others.
fn point(data: &Data<'_>, item: EntryId) -> Option<Point> {
    let (value, _) = data.linked.amount(item)?;
    let months = data.figure(item).period.map_or(1, Period::months);
    let size = value.to_f64()? / f64::from(months);
    let restated = data.figure(item).change.as_ref().is_some_and(|change| change.restated);
    (size > 0.0 && data.is_comparable(item)).then_some(Point { item, size, restated })
}

/// The values that look wrong, each with a neighbour that shows it.
fn wrong(sizes: &[f64]) -> Vec<(usize, usize)> {
    let judged: Vec<Judgement> = (0..sizes.len()).map(|at| judge(sizes, at)).collect();
    let found = judged.iter().enumerate().filter_map(|(at, judgement)| match judgement {
        Judgement::Fits => None,
        Judgement::Wrong { beside } => Some((at, *beside)),
        // Nobody can say what most are. A jump is told of where it happens, unless it is the one before that is wrong.
        Judgement::Open => {
            let before = at.checked_sub(1)?;
            let explained = matches!(judged[before], Judgement::Wrong { .. });
            (!explained && near_power(sizes[at] / sizes[before])).then_some((at, before))
        }
    });
    found.collect()
}

/// What the neighbours of a value say of it.
enum Judgement {
    Fits,
    /// It looks wrong beside this one.
    Wrong {
        beside: usize,
    },
    /// They are too few, or do not agree.
    Open,
}

/// A value looks wrong where most of its nearest neighbours are of one size, and
/// - it is near a thousand or a million times that, or such a part of it; and beside the nearest of them too, for what is new
///   may grow a hundredfold at first;
/// - or the values right before and after it are of that size, and it is a hundred times that, or such a part of it.
fn judge(sizes: &[f64], at: usize) -> Judgement {
    let beside = nearest(sizes.len(), at);
    let like = |one: f64, other: f64| one / other <= SIZE && other / one <= SIZE;
    let mut sorted: Vec<f64> = beside.iter().map(|other| sizes[*other]).collect();
    sorted.sort_by(f64::total_cmp);
    let Some(&median) = sorted.get(sorted.len().saturating_sub(1) / 2) else { return Judgement::Open };
    let agreeing: Vec<usize> = beside.iter().copied().filter(|other| like(sizes[*other], median)).collect();
    if beside.len() < 2 || agreeing.len() * 2 <= beside.len() {
        return Judgement::Open;
    }
    let (shown, ratio) = (agreeing[0], sizes[at] / median);
    let of_size = |index: usize| like(sizes[index], median);
    let inside = at > 0 && at + 1 < sizes.len() && of_size(at - 1) && of_size(at + 1) && like(sizes[at - 1], sizes[at + 1]);
    let spike = inside && (ratio >= SPIKE || ratio <= 1.0 / SPIKE);
    let scaled = near_power(ratio) && near_power(sizes[at] / sizes[shown]);
    if scaled || spike { Judgement::Wrong { beside: shown } } else { Judgement::Fits }
}

/// The up to four nearest others of `count` values, the nearest first.
fn nearest(count: usize, at: usize) -> Vec<usize> {
    let pairs = (1..count).flat_map(|step| [at.checked_sub(step), Some(at + step).filter(|next| *next < count)]);
    pairs.flatten().take(NEIGHBOURS).collect()
}

/// Which power of a thousand a ratio is near to, other than one itself.
fn power(ratio: f64) -> Option<i32> {
    let near = |power: &i32| {
        let goal = 1000_f64.powi(*power);
        ratio <= goal * NEAR && ratio >= goal / NEAR
    };
    [1, -1, 2, -2, 3, -3, 4, -4].into_iter().find(near)
}

fn near_power(ratio: f64) -> bool {
    power(ratio).is_some()
}

fn diagnostic(data: &Data<'_>, item: EntryId, beside: EntryId, ratio: f64) -> Diagnostic {
    let figure = data.figure(item);
    let (times, word) = if ratio >= 1.0 { (ratio, "times as large as") } else { (1.0 / ratio, "times smaller than") };
    // Two digits are enough to see what happened.
    let mut step = 1.0;
    while times / step >= 100.0 {
        step *= 10.0;
    }
    let times = (times / step).round() * step;
    let a_month = if figure.period.is_some() { ", counted by the month," } else { "" };
    let message = format!("the value{a_month} is about {} {word} that of {}", grouped(times), data.when(beside));
    let right = power(ratio).and_then(|power| i32::try_from(data.linked.power(item)).ok()?.checked_sub(power * 3)).and_then(scale);
    let mend = right.map_or_else(|| "mend the value or its scale".to_owned(), |right| format!("write `scale: {}` if that is meant", right.word()));
    Diagnostic::new(Code::WrongScale, data.place(item, if figure.scale.is_some() { "scale" } else { "value" }), message)
        .help(format!("{mend}, or say why the value stands: checked: \"…\""))
        .also(data.place(beside, "value"), format!("{} for {}", data.written(beside), data.when(beside)))
}

/// A whole number with commas between its thousands.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let comma = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.char_indices().flat_map(|(at, digit)| comma(at).then_some(',').into_iter().chain([digit])).collect()
}

fn scale(power: i32) -> Option<Scale> {
    [Scale::Thousand, Scale::Million, Scale::Billion, Scale::Trillion].into_iter().find(|scale| i32::try_from(scale.power()) == Ok(power))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{nearest, wrong};

    fn all_wrong(sizes: &[f64]) -> Vec<usize> {
        wrong(sizes).into_iter().map(|(at, _)| at).collect()
    }

    #[test]
    fn the_nearest_come_from_both_sides() {
        assert_eq!(nearest(1, 0), [0; 0]);
        assert_eq!(nearest(6, 0), [1, 2, 3, 4]);
        assert_eq!(nearest(6, 2), [1, 3, 0, 4]);
        assert_eq!(nearest(6, 5), [4, 3, 2, 1]);
    }

    #[test]
    fn a_wrong_scale_is_seen_wherever_it_stands() {
        let stations = [2.64e6, 3.055e6, 3.215e6, 3.377e6, 3.647e6, 3.917e6];
        for at in 0..stations.len() {
            for factor in [1e-6, 1e-3, 1e3, 1e6] {
                let mut sizes = stations;
                sizes[at] *= factor;
                assert_eq!(all_wrong(&sizes), [at], "{factor} at {at}");
            }
        }
        assert_eq!(all_wrong(&[894.1e9, 905.5e6]), [1], "of two, the later one");
        for at in 0..3 {
            let mut sizes = [3.917e6, 4.089e6, 4.2e6];
            sizes[at] *= 1e3;
            assert_eq!(all_wrong(&sizes), [at], "of three, the one that stands alone");
        }
        assert_eq!(all_wrong(&[1.0, 2.0, 300.0, 3.0, 4.0]), [2], "a spike");
        assert_eq!(all_wrong(&[3e6, 3e6, 3e6, 3e9, 3e9, 3e9]), [3], "of two halves, the later one is told of once");
    }

    #[test]
    fn honest_series_raise_no_alarm() {
        assert_eq!(all_wrong(&[5.0]), [0; 0]);
        assert_eq!(all_wrong(&[0.4, 60.0, 160.0, 355.0, 560.0]), [0; 0], "something new grows fast at first");
        assert_eq!(all_wrong(&[1.0, 100.0]), [0; 0], "two values that nothing else is known of");
        assert_eq!(all_wrong(&[1.0, 1.0, 1.0, 100.0, 100.0, 100.0]), [0; 0], "something is counted in another way");
    }

    proptest! {
        /// Whatever grows or shrinks by less than tenfold from one value to the next is no mistake.
        #[test]
        fn growth_is_no_mistake(start in 1e-3_f64..1e12, steps in proptest::collection::vec(1.0_f64..2.5, 0..40), shrinks: bool) {
            let mut sizes = vec![start];
            for step in steps {
                sizes.push(sizes[sizes.len() - 1] * if shrinks { 1.0 / step } else { step });
            }
            prop_assert_eq!(all_wrong(&sizes), [0_usize; 0]);
        }
    }
}
