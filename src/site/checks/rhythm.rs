//! The times of the figures of a series: another length than the others' (B0613), and one that is far longer past (B0612).

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use super::Data;
use crate::content::{Accumulation, Frequency, Measure};
use crate::diagnostics::{Code, Diagnostic};
use crate::site::ids::{EntryId, Index};

/// Without a `frequency`, so many others must be of one length before a single one is told that is not.
const ALIKE: usize = 4;

/// How many times the median of others, or which part of it, a value may be to be of their size.
const SIZE: f64 = 1.3;

/// A series comes out soon after the fact if all but one of at least so many figures do, within so many days; the one that is left
/// must be so many days old to be told.
const SERIES: usize = 6;
const SOON: i32 = 120;
const OLD: i32 = 300;

const MEND: &str = "mend the period; if it is right, say why: checked: \"…\"";

pub(super) fn check(data: &Data<'_>, all: &mut Vec<Diagnostic>) {
    for indicator in 0..data.series.len() {
        lengths(data, indicator, all);
        delays(data, indicator, all);
    }
}

/// The figures of an indicator, each with its length in months; those about a day have none.
fn figures(data: &Data<'_>, indicator: Index) -> impl Iterator<Item = (EntryId, Option<u32>)> {
    let standing = data.series[indicator].iter().flat_map(super::standing);
    standing.map(|item| (item, data.figure(item).period.map(crate::values::Period::months)))
}

fn lengths(data: &Data<'_>, indicator: Index, all: &mut Vec<Diagnostic>) {
    let fields = data.linked.indicators[indicator].shared();
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for (_, months) in figures(data, indicator) {
        *counts.entry(months.unwrap_or(0)).or_default() += 1;
    }
    counts.remove(&0);
    let total: usize = counts.values().sum();
    let frequent = match fields.frequency {
        Some(Frequency::Monthly) => Some((1, "monthly")),
        Some(Frequency::Quarterly) => Some((3, "quarterly")),
        Some(Frequency::HalfYearly) => Some((6, "half-yearly")),
        Some(Frequency::Yearly) => Some((12, "yearly")),
        Some(Frequency::Daily | Frequency::Weekly | Frequency::Irregular) | None => None,
    };
    let Some((usual, word)) = frequent else {
        single(data, indicator, &counts, all);
        return;
    };
    for (item, months) in figures(data, indicator) {
        let Some(months) = months.filter(|_| data.figure(item).checked.is_none()) else { continue };
        // The sum of a year so far is as long as it has come; a quarter's comes every three months.
        let fits = if fields.accumulation() == Accumulation::YearToDate { months.is_multiple_of(usual) } else { months == usual };
        // What comes out every month may be about three: then most of its figures are.
        let is_most = total > 2 && counts[&months] * 2 > total;
        if fits || is_most {
            continue;
        }
        let id = &data.linked.indicators[indicator].id;
        let message = format!("the indicator `{id}` is {word}, but the figure is about {}: {}", data.when(item), length(months));
        let told = Diagnostic::new(Code::DifferentRhythm, data.place(item, "period"), message).help(MEND);
        all.push(told.also(data.indicator_place(indicator, "frequency"), "the indicator's frequency"));
    }
}

/// Where no frequency is given: a figure of another length than all others, in the place of one of theirs. What adds up over time
/// is told by its size, for that is theirs; of all else, some of what it covers must be missing among them.
fn single(data: &Data<'_>, indicator: Index, counts: &BTreeMap<u32, usize>, all: &mut Vec<Diagnostic>) {
    let fields = data.linked.indicators[indicator].shared();
    if fields.accumulation() == Accumulation::YearToDate {
        return;
    }
    let (Some((&usual, &most)), 2) = (counts.iter().max_by_key(|(_, count)| **count), counts.len()) else { return };
    if most < ALIKE || counts.values().sum::<usize>() != most + 1 {
        return;
    }
    let of_length = |wanted: bool| figures(data, indicator).filter(move |(_, months)| months.is_some_and(|months| (months == usual) == wanted));
    let Some((item, Some(months))) = of_length(false).next().filter(|(item, _)| data.figure(*item).checked.is_none()) else { return };
    let end = data.time(item).map(|(_, end)| end);
    let wrong = if fields.measure == Some(Measure::Flow) {
        let size = |item: EntryId| data.linked.amount(item)?.0.to_f64().filter(|size| *size > 0.0);
        let mut others: Vec<f64> = of_length(true).filter_map(|(item, _)| size(item)).collect();
        others.sort_by(f64::total_cmp);
        let (Some(own), Some(median)) = (size(item), others.get(others.len() / 2)) else { return };
        own / median <= SIZE && median / own <= SIZE
    } else {
        let Some((from, to)) = data.time(item) else { return };
        let within = of_length(true).filter_map(|(other, _)| data.time(other)).filter(|(start, end)| *start <= to && *end >= from);
        most + 1 >= SERIES && within.count() < usize::try_from((months / usual).max(1)).unwrap_or(1)
    };
    let days = |other: EntryId| data.time(other).zip(end).map(|((_, other), end)| other.days_since(end).abs());
    let Some((near, _)) = of_length(true).min_by_key(|(other, _)| days(*other)).filter(|_| wrong) else { return };
    let message =
        format!("the figure is about {}, {}, in the place of one about {}, as all others of its indicator are", data.when(item), length(months), length(usual));
    let told = Diagnostic::new(Code::DifferentRhythm, data.place(item, "period"), message).help(MEND);
    all.push(told.also(data.place(near, "period"), "one of them"));
}

fn length(months: u32) -> String {
    match months {
        1 => "a month".to_owned(),
        3 => "a quarter".to_owned(),
        6 => "half a year".to_owned(),
        12 => "a year".to_owned(),
        other => format!("{other} months"),
    }
}

/// A figure of a series that comes out soon after the fact, which is far longer past: most often a year that is one too small.
/// One that stands beside a newer figure of the series in its briefing is there to be compared.
fn delays(data: &Data<'_>, indicator: Index, all: &mut Vec<Diagnostic>) {
    let delay = |item: EntryId| Some(data.linked.briefings[item.briefing].date.days_since(data.time(item)?.1));
    let delays: Vec<(i32, EntryId)> = figures(data, indicator).filter_map(|(item, _)| Some((delay(item)?, item))).collect();
    let soon = delays.iter().filter(|(delay, _)| *delay <= SOON).count();
    let old = || delays.iter().filter(|(delay, _)| *delay > SOON);
    let Some(&(delay, item)) = old().next().filter(|(delay, _)| *delay >= OLD) else { return };
    let figure = data.figure(item);
    let is_beside_another = delays.iter().any(|(_, other)| *other != item && other.briefing == item.briefing);
    if old().count() > 1 || soon + 1 < SERIES || is_beside_another || figure.checked.is_some() || data.node(item).revises.is_some() {
        return;
    }
    let field = if figure.period.is_some() { "period" } else { "as_of" };
    let message =
        format!("the figure is about {}, {delay} days before its briefing; those of all others of its indicator are {SOON} days old at most", data.when(item));
    let told = Diagnostic::new(Code::UnlikelyTime, data.place(item, field), message);
    let help = "mend the year; if it is right, say why: checked: \"…\"";
    let day = crate::diagnostics::Place::value(data.path(item.briefing), "date");
    all.push(told.help(help).also(day, "the day of the briefing"));
}
