//! Numbers in the texts of translations, held against what the originals say.

use rust_decimal::Decimal;

use crate::content::{self, Front, Kind, OfKind, ProseNumber, numbers};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::locale::{Notation, ten_to};
use crate::site::ids::{EntityId, EntryId};
use crate::site::model::Linked;
use crate::site::node::{Node, Version};
use crate::site::resolution::Resolution;

/// Looks at every translation.
pub(super) fn check(linked: &Linked, all: &mut Vec<Diagnostic>) {
    if linked.config.languages.len() < 2 {
        return;
    }
    let notations: Vec<Notation> = linked.config.languages.iter().map(Notation::of).collect();
    for (entity, node) in linked.nodes() {
        let mut said: Option<Vec<Decimal>> = None;
        for version in node.versions().filter(|version| version.document.language > 0) {
            let notation = notations[version.document.language];
            for (number, place, words) in stated(version, notation) {
                let said = said.get_or_insert_with(|| of_original(linked, entity, node, notations[0]));
                if is_told(&number) && !has(said, &number) {
                    all.push(tell(place, &words, &number, said));
                }
            }
        }
    }
}

/// Whether a number is one that a translator would not write otherwise: counts that are written in words are left out.
fn is_told(number: &ProseNumber) -> bool {
    let value = number.value.decimal();
    number.power.is_some() && (number.percent || number.power > Some(0) || value.scale() > 0 || value >= Decimal::ONE_HUNDRED)
}

/// The numbers of a translation's text, title, summary and key points, each with its place and its words.
fn stated(version: &Version, notation: Notation) -> Vec<(ProseNumber, Place, String)> {
    let document = &version.document;
    let outline = &document.outline;
    let place = |number: &ProseNumber| Place::bytes(&document.path, outline.start + number.span.start as usize..outline.start + number.span.end as usize);
    let mut found: Vec<_> = outline.numbers.iter().map(|number| (number.clone(), place(number), "this number".to_owned())).collect();
    for (field, text) in texts(&document.front) {
        for number in numbers(text, notation) {
            let words = text.get(number.span.start as usize..number.span.end as usize).unwrap_or_default().to_owned();
            found.push((number, Place::value(&document.path, &field), format!("`{words}`")));
        }
    }
    found
}

/// The texts of the front matter that a translation may give, each with its field.
pub(super) fn texts(front: &Front) -> Vec<(String, &str)> {
    let fields = front.fields();
    let summary = content::Briefing::of(front).and_then(|briefing| Some(("summary".to_owned(), briefing.summary.as_ref()?.as_str())));
    let title = if fields.name().is_some() { "name" } else { "title" };
    fields.titles().into_iter().map(|text| (title.to_owned(), text)).chain(summary).chain(fields.inlines()).collect()
}

/// Every amount that the original of a translation says, by size: in its text and fields, and by the figures that it prints or gives.
fn of_original(linked: &Linked, entity: EntityId, node: &Node, notation: Notation) -> Vec<Decimal> {
    let original = node.original();
    let mut said: Vec<Decimal> = original.document.outline.amounts.iter().map(|number| number.decimal()).collect();
    said.extend(texts(&original.document.front).iter().flat_map(|(_, text)| notation.amounts(text)));
    let mut figure = |item: EntryId| {
        let fields = linked.figure(item);
        let scale = ten_to(linked.power(item)).unwrap_or(Decimal::ONE);
        let levels = [fields.value, fields.low, fields.high].into_iter().flatten().filter_map(|number| number.decimal().abs().checked_mul(scale));
        let change = fields.change.iter().flat_map(|change| [change.percent, change.points]).flatten().map(|number| number.decimal().abs());
        let absolute = fields.change.iter().filter_map(|change| change.absolute?.decimal().abs().checked_mul(scale));
        said.extend(levels.chain(change).chain(absolute));
    };
    for resolution in original.body.iter().chain(original.inlines.iter().flatten()) {
        if let Resolution::Figure { item, .. } = resolution {
            figure(*item);
        }
    }
    if entity.kind == Kind::Briefing {
        (0..linked.briefings[entity.index].figures.len()).map(|index| EntryId { briefing: entity.index, index }).for_each(figure);
    }
    said.sort_unstable();
    said
}

/// Whether the original says a number, rounded as it is here or there. Noughts at the end of a whole number may be rounded ones.
fn has(said: &[Decimal], number: &ProseNumber) -> bool {
    let Some((amount, half)) = rounded(number) else { return true };
    let (Some(low), Some(high)) = (amount.checked_sub(half), amount.checked_add(half)) else { return true };
    said.get(said.partition_point(|other| *other < low)).is_some_and(|other| *other <= high)
}

fn rounded(number: &ProseNumber) -> Option<(Decimal, Decimal)> {
    let unit = ten_to(number.power.unwrap_or(0))?;
    let value = number.value.decimal();
    let mut step = number.value.half_step();
    let ten = Decimal::TEN;
    // The last digit that is not a nought is the one that was rounded to: 41 million for 40.89.
    while value.scale() == 0 && !value.is_zero() && value.checked_rem(step.checked_mul(Decimal::from(20))?)?.is_zero() {
        step = step.checked_mul(ten)?;
    }
    Some((value.checked_mul(unit)?, step.checked_mul(unit)?))
}

/// The number of the original that is nearest to one of the translation, if any is near: within a tenth of it.
fn number_near(number: &ProseNumber, said: &[Decimal]) -> Option<Decimal> {
    let (amount, _) = rounded(number)?;
    let at = said.partition_point(|other| *other < amount);
    let beside = [at.checked_sub(1).and_then(|at| said.get(at)), said.get(at)].into_iter().flatten();
    let gap = |other: &Decimal| amount.checked_sub(*other).map(|gap| gap.abs());
    beside.copied().min_by_key(gap).filter(|near| gap(near).is_some_and(|gap| gap <= amount / Decimal::TEN))
}

fn tell(place: Place, words: &str, number: &ProseNumber, said: &[Decimal]) -> Diagnostic {
    let message = format!("the original has no number that {words} may stand for");
    let slip = rounded(number).and_then(|(amount, half)| {
        (1..=4).flat_map(|power| ten_to(power).into_iter().flat_map(move |by| [(by, amount.checked_div(by)), (by, amount.checked_mul(by))])).find_map(
            |(by, other)| {
                let other = other?;
                let is_larger = other < amount;
                let half = if is_larger { half.checked_div(by)? } else { half.checked_mul(by)? };
                let near = said.get(said.partition_point(|known| *known < other - half)).filter(|known| **known <= other + half)?;
                Some(format!(
                    "the original says {}, of which it is {}; mend the scale or the decimal point",
                    near.normalize(),
                    if is_larger { format!("{by} times as much") } else { format!("one part in {by}") }
                ))
            },
        )
    });
    let help = slip.unwrap_or_else(|| {
        let nearest = number_near(number, said).map_or_else(String::new, |near| format!(" (the nearest number of the original is {})", near.normalize()));
        format!("mend it{nearest}; or print the figure with [[fig:…]] in both texts, so that it is typed once")
    });
    Diagnostic::new(Code::TranslatedNumber, place, message).help(help)
}
