//! Parts that add up to more than their whole (B0606), within a briefing and between indicators.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::circle::circles;
use super::{Data, short};
use crate::diagnostics::{Code, Diagnostic};
use crate::site::ids::{EntryId, Index};

pub(super) fn check(data: &Data<'_>, all: &mut Vec<Diagnostic>) {
    let mut wholes: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
    for item in data.figures() {
        if let Some(index) = data.node(item).part_of {
            let whole = EntryId { briefing: item.briefing, index };
            if data.time(whole) == data.time(item) {
                wholes.entry(whole).or_default().push(item);
            }
        }
    }
    let mut told = BTreeSet::new();
    exceeding(data, &wholes, &mut told, all);
    indicators(data, all);
    // What one briefing says of itself is not told again of the indicators that its figures belong to.
    exceeding(data, &observations(data), &mut told, all);
}

/// The observations that are parts, by the observation of the whole for the same time.
fn observations(data: &Data<'_>) -> BTreeMap<EntryId, Vec<EntryId>> {
    let mut wholes: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
    for (part, node) in data.linked.indicators.iter().enumerate() {
        let Some(whole) = node.part_of.map(|whole| &data.series[whole]) else { continue };
        for observation in &data.series[part] {
            if let Ok(index) = whole.binary_search_by_key(&(observation.at, observation.from), |o| (o.at, o.from)) {
                wholes.entry(whole[index].figure).or_default().push(observation.figure);
            }
        }
    }
    wholes
}

/// Reports wholes whose upper bound is below what their parts come to at least.
fn exceeding(data: &Data<'_>, wholes: &BTreeMap<EntryId, Vec<EntryId>>, told: &mut BTreeSet<EntryId>, all: &mut Vec<Diagnostic>) {
    for (&whole, parts) in wholes {
        let Some(most) = data.level(whole).filter(|_| data.is_comparable(whole)).and_then(|level| level.high) else { continue };
        let unit = data.linked.unit(whole);
        let alike = |part: &EntryId| data.is_comparable(*part) && unit.zip(data.linked.unit(*part)).is_some_and(|(a, b)| data.linked.same_unit(a, b));
        // Of a part that is only known to be less than something, nothing is added.
        let parts: Vec<(EntryId, Decimal)> = parts.iter().copied().filter(alike).filter_map(|part| Some((part, data.level(part)?.low?))).collect();
        let least = parts.iter().try_fold(Decimal::ZERO, |sum, (_, low)| sum.checked_add(*low));
        if parts.is_empty() || least.is_none_or(|least| least <= most) || !told.insert(whole) {
            continue;
        }
        let message = if let [(part, _)] = parts[..] {
            format!("the whole is {}, less than its part of {}", data.written(whole), data.written(part))
        } else {
            let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (part, _)| sum.checked_add(data.linked.amount(*part)?.0));
            let power = data.linked.power(whole);
            let sum = sum.and_then(|sum| sum.checked_div(Decimal::from(10_u64.pow(power)))).map_or_else(String::new, short);
            let scale = data.figure(whole).scale.map_or_else(String::new, |scale| format!(" {}", scale.word()));
            format!("the whole is {}, but its parts add up to {sum}{scale}", data.written(whole))
        };
        let exceeded = Diagnostic::new(Code::PartsExceedWhole, data.place(whole, "value"), message)
            .help("mend the numbers, or `part_of`; if the parts overlap, say so at the whole: checked: \"…\"");
        all.push(parts.iter().fold(exceeded, |told, (part, _)| told.also(data.place(*part, "value"), "a part")));
    }
}

/// Reports indicators that are parts of one another in a circle.
fn indicators(data: &Data<'_>, all: &mut Vec<Diagnostic>) {
    let next: BTreeMap<Index, Index> = data.linked.indicators.iter().enumerate().filter_map(|(i, node)| Some((i, node.part_of?))).collect();
    for circle in circles(&next) {
        let bad = Diagnostic::new(Code::BadParent, data.indicator_place(circle[0], "part_of"), "indicators are parts of one another in a circle");
        let bad = bad.help("remove `part_of` from the one that is the whole");
        all.push(circle[1..].iter().fold(bad, |bad, index| bad.also(data.indicator_place(*index, "part_of"), "part of the circle")));
    }
}
