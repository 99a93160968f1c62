//! Numbers in the words of a briefing that none of its figures states (B0317); only where the site asks for it.

use rust_decimal::Decimal;

use super::Data;
use crate::content::markdown::Piece;
use crate::content::{ProseNumber, numbers};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::ids::{EntryId, Index};
use crate::site::node::Version;

/// A near number is shown beside one that matches none, if it is as near as this part of it.
const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 1);

/// What a briefing states in numbers, all without signs and in order.
#[derive(Debug, Default)]
struct Known {
    /// Amounts in their unit, of figures and of the targets of commitments, and changes.
    amounts: Vec<(Decimal, Place)>,
    /// The same as they are written, without their scale.
    written: Vec<(Decimal, Place)>,
}

pub(super) fn check(data: &Data<'_>, all: &mut Vec<Diagnostic>) {
    for (briefing, node) in data.linked.briefings.iter().enumerate().filter(|(_, b)| b.is_listed() && !b.figures.is_empty()) {
        let known = known(data, briefing);
        for version in node.versions() {
            look(data, &known, version, version.document.language, all);
        }
    }
}

fn known(data: &Data<'_>, briefing: Index) -> Known {
    let mut known = Known::default();
    let mut add = |value: Decimal, power: u32, place: &Place| {
        known.written.push((value.abs(), place.clone()));
        if let Some(amount) = value.abs().checked_mul(Decimal::from(10_u64.pow(power))) {
            known.amounts.push((amount, place.clone()));
        }
    };
    let fields = data.linked.briefings[briefing].shared();
    for (index, figure) in fields.figures.iter().enumerate() {
        let item = EntryId { briefing, index };
        let power = data.linked.power(item);
        if let Some(value) = figure.value {
            add(value.decimal(), power, &data.place(item, "value"));
        }
        if let Some(change) = &figure.change {
            let place = data.place(item, "change");
            change.percent.iter().chain(&change.points).for_each(|number| add(number.decimal(), 0, &place));
            change.absolute.iter().for_each(|number| add(number.decimal(), power, &place));
        }
    }
    for (index, target) in fields.commitments.iter().enumerate().filter_map(|(i, c)| Some((i, c.target.as_ref()?))) {
        let place = Place::value(data.path(briefing), format!("commitments[{index}].target.value"));
        let indicator = data.linked.briefings[briefing].commitments[index].target;
        let scale = target.scale.or_else(|| data.linked.indicators[indicator?].shared().scale);
        target.value.iter().for_each(|value| add(value.decimal(), scale.map_or(0, crate::locale::Scale::power), &place));
    }
    known.amounts.sort_by_key(|known| known.0);
    known.written.sort_by_key(|known| known.0);
    known
}

/// Looks at the words of a version: its text, its summary and its key points.
fn look(data: &Data<'_>, known: &Known, version: &Version, language: usize, all: &mut Vec<Diagnostic>) {
    let document = &version.document;
    let path = &document.path;
    for stated in &document.outline.numbers {
        let span = document.outline.start + stated.span.start as usize..document.outline.start + stated.span.end as usize;
        all.extend(unknown(known, stated, Place::bytes(path, span), "this number"));
    }
    let language = &data.linked.config.languages[language];
    let mut look_in = |text: &str, field: &str| {
        for stated in numbers(text, language) {
            let words = text.get(stated.span.start as usize..stated.span.end as usize).unwrap_or_default();
            all.extend(unknown(known, &stated, Place::value(path, field), words));
        }
    };
    for inline in document.inlines.iter().filter(|inline| inline.field.starts_with("key_points")) {
        let pieces = inline.text.iter().map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Reference(_) => "\u{FFFC}",
        });
        look_in(&pieces.collect::<String>(), &inline.field);
    }
    if let Some(summary) = &crate::site::model::Briefing::fields(version).summary {
        look_in(summary.as_str(), "summary");
    }
}

/// What is wrong with a number, if no figure rounds to it.
fn unknown(known: &Known, stated: &ProseNumber, place: Place, words: &str) -> Option<Diagnostic> {
    let unit = Decimal::from(10_u64.pow(stated.power.unwrap_or(0)));
    let (value, half) = (stated.value.decimal().checked_mul(unit)?, stated.value.half_step().checked_mul(unit)?);
    let is_known = |list: &[(Decimal, Place)], value: Decimal, half: Decimal| {
        let (Some(low), Some(high)) = (value.checked_sub(half), value.checked_add(half)) else { return true };
        list.get(list.partition_point(|(other, _)| *other < low)).is_some_and(|(other, _)| *other <= high)
    };
    // Where scale words are not understood, the digits must do.
    if is_known(&known.amounts, value, half) || stated.power.is_none() && is_known(&known.written, stated.value.decimal(), stated.value.half_step()) {
        return None;
    }
    let told = Diagnostic::new(Code::ProseNumber, place, format!("no figure of this briefing states {words}"));
    let told = told.help("give it under `figures:` and print it with [[fig:…]], or mend it");
    let after = known.amounts.partition_point(|(other, _)| *other < value);
    let around = [after.checked_sub(1), Some(after)].into_iter().flatten().filter_map(|index| known.amounts.get(index));
    let gap = |other: Decimal| value.checked_sub(other).map(|gap| gap.abs());
    let near = around.filter(|(other, _)| gap(*other).zip(value.checked_mul(NEAR)).is_some_and(|(gap, most)| gap <= most)).min_by_key(|(other, _)| gap(*other));
    Some(match near {
        Some((_, place)) => told.also(place.clone(), "the nearest one"),
        None => told,
    })
}
