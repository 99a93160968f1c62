//! Numbers in the words of a briefing that none of its figures states (B0317).
//!
//! A number that is rightly no figure is given with its source: a citation in its sentence is enough, and what the text gives so
//! may stand in the title, the summary and the key points. But a number near to a figure that its sentence does not tell may be that
//! figure mistyped, whoever is cited. Where the sentence tells the figure, the number may be one that its series has for another time.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::Data;
use crate::content::markdown::Piece;
use crate::content::{ProseNumber, numbers};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::locale::{Notation, UnitKind};
use crate::site::ids::{EntryId, Index};
use crate::site::model::Briefing;
use crate::site::node::Version;
use crate::site::resolution::Resolution;
use crate::values::{Localised, Text};

/// A number is near to a figure if it is as near as this part of it.
const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 1);

/// How many numbers of the data to each side are tried for being near.
const LOOKED_AT: usize = 8;

/// How many figures of a sentence are asked for their series.
const FIGURES: usize = 64;

/// What stands for a reference in the words of a key point.
const HOLE: char = '\u{FFFC}';

/// A number that a briefing gives as data, without its sign.
#[derive(Debug)]
struct Known {
    /// In its unit.
    amount: Decimal,
    place: Place,
    /// The figure that it is of, if it is of one.
    figure: Option<EntryId>,
    /// Whether it is one of a hundred.
    percent: bool,
}

/// What a briefing gives in numbers, by size.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Figures, changes, and the targets of commitments.
    known: Vec<Known>,
    /// The same as they are written, without their scale.
    written: Vec<Decimal>,
}

impl Numbers {
    /// Whether a number of a text is one of them, rounded.
    pub(super) fn has(&self, number: &ProseNumber) -> bool {
        let as_written = (number.value.decimal(), number.value.half_step());
        // Where scale words are not understood, the digits must do.
        amount(number).is_some_and(|stated| has(&self.known, |known| known.amount, stated))
            || number.power.is_none() && has(&self.written, |written| *written, as_written)
    }
}

/// What the sentence of a number tells beside it.
#[derive(Debug, Default)]
struct Beside {
    /// Whether it has a citation.
    cited: bool,
    /// The figures that it prints.
    told: BTreeSet<EntryId>,
}

/// Looks at the words of one version of a briefing.
struct Reader<'r, 'l> {
    data: &'r Data<'l>,
    numbers: &'r Numbers,
    notation: Notation,
    version: &'r Version,
    /// Amounts that the words of its data have, or its text with a source; by size.
    said: Vec<Decimal>,
    series: &'r mut Series,
    all: &'r mut Vec<Diagnostic>,
}

/// The amounts of each indicator that was asked for, by size.
type Series = HashMap<Index, Vec<(Decimal, EntryId)>>;

pub(super) fn check(data: &Data<'_>, all: &mut Vec<Diagnostic>) {
    let mut series = Series::new();
    let notations: Vec<Notation> = data.linked.config.languages.iter().map(Notation::of).collect();
    for (briefing, node) in data.linked.briefings.iter().enumerate().filter(|(_, b)| b.is_listed() && !b.figures.is_empty() && !b.original().document.damaged) {
        let numbers = given(data, briefing);
        // A translation's numbers are held against its original's.
        let by_original = data.linked.config.wants(Code::TranslatedNumber);
        for version in node.versions().filter(|version| version.document.language == 0 || !by_original) {
            let notation = notations[version.document.language];
            let said = said(node, notation);
            Reader { data, numbers: &numbers, notation, version, said, series: &mut series, all }.look();
        }
    }
}

/// What a briefing gives as data.
pub(super) fn given(data: &Data<'_>, briefing: Index) -> Numbers {
    let mut given = Numbers::default();
    let mut add = |value: Decimal, power: u32, place: Place, figure: Option<EntryId>, percent: bool| {
        given.written.push(value.abs());
        if let Some(amount) = value.abs().checked_mul(Decimal::from(10_u64.pow(power))) {
            given.known.push(Known { amount, place, figure, percent });
        }
    };
    let fields = data.linked.briefings[briefing].shared();
    for (index, figure) in fields.figures.iter().enumerate() {
        let item = EntryId { briefing, index };
        let power = data.linked.power(item);
        let is_share = matches!(data.linked.unit_kind(item), Some(UnitKind::Percent | UnitKind::Points));
        if let Some(value) = figure.value {
            add(value.decimal(), power, data.place(item, "value"), Some(item), is_share);
        }
        if let Some(change) = &figure.change {
            let place = || data.place(item, "change");
            change.percent.iter().chain(&change.points).for_each(|number| add(number.decimal(), 0, place(), Some(item), true));
            change.absolute.iter().for_each(|number| add(number.decimal(), power, place(), Some(item), is_share));
        }
    }
    for (index, target) in fields.commitments.iter().enumerate().filter_map(|(i, c)| Some((i, c.target.as_ref()?))) {
        let place = Place::value(data.path(briefing), format!("commitments[{index}].target.value"));
        let indicator = data.linked.briefings[briefing].commitments[index].target;
        let scale = target.scale.or_else(|| data.linked.indicators[indicator?].shared().scale);
        target.value.iter().for_each(|value| add(value.decimal(), scale.map_or(0, crate::locale::Scale::power), place.clone(), None, false));
    }
    given.known.sort_by_key(|known| known.amount);
    given.written.sort_unstable();
    given
}

/// Amounts in the words of a briefing's data: what they say need not be typed as a figure to be said in the text.
fn said(node: &Briefing, notation: Notation) -> Vec<Decimal> {
    let fields = node.shared();
    let figures = fields.figures.iter().flat_map(|figure| [&figure.label, &figure.note]);
    let commitments = fields.commitments.iter().map(|commitment| &commitment.text);
    let updates = fields.commitment_updates.iter().map(|update| &update.note).chain(fields.date_updates.iter().map(|update| &update.note));
    let dates = fields.dates.iter().flat_map(|event| [&event.title, &event.note]);
    let event = fields.event.iter().flat_map(|event| [&event.name, &event.place]);
    let localised = figures.chain(commitments).chain(updates).chain(dates).chain(event).flatten().flat_map(Localised::texts);
    let sources = fields.sources.iter().flat_map(|source| [&source.title, &source.note]).flatten();
    let notes = fields.updates.iter().filter_map(|update| update.note.as_ref());
    // Most texts have no digit, and there are many.
    let texts = localised.chain(sources.chain(notes).map(Text::as_str)).filter(|text| text.bytes().any(|byte| byte.is_ascii_digit()));
    let mut said: Vec<Decimal> = Vec::new();
    for text in texts {
        said.extend(numbers(text, notation).iter().filter_map(amount).map(|(amount, _)| amount));
    }
    said.sort_unstable();
    said
}

/// A number in its unit, and how far the true one may be from it.
pub(super) fn amount(number: &ProseNumber) -> Option<(Decimal, Decimal)> {
    let unit = Decimal::from(10_u64.pow(number.power.unwrap_or(0)));
    Some((number.value.decimal().checked_mul(unit)?, number.value.half_step().checked_mul(unit)?))
}

/// Whether a list of amounts has one that is rounded to `value`.
pub(super) fn has<T>(list: &[T], of: impl Fn(&T) -> Decimal, (value, half): (Decimal, Decimal)) -> bool {
    first(list, of, (value, half)).is_some()
}

fn first<T>(list: &[T], of: impl Fn(&T) -> Decimal, (value, half): (Decimal, Decimal)) -> Option<&T> {
    let (low, high) = (value.checked_sub(half)?, value.checked_add(half)?);
    list.get(list.partition_point(|other| of(other) < low)).filter(|other| of(other) <= high)
}

/// The number of the data that is nearest to one of the text, if any is near.
fn near<'k>(known: &'k [Known], number: &ProseNumber, value: Decimal) -> Option<&'k Known> {
    let after = known.partition_point(|known| known.amount < value);
    let gap = |known: &Known| value.checked_sub(known.amount).map(|gap| gap.abs());
    // "3.25" alone may be one of a hundred; "24" rather is not.
    let is_bare = !number.percent && number.power == Some(0) && number.value.decimal().scale() > 0;
    let same = |known: &Known| known.percent == number.percent || known.percent && is_bare;
    let alike = |known: &&Known| same(known) && gap(known).zip(value.checked_mul(NEAR)).is_some_and(|(gap, most)| gap <= most);
    let near = known[..after].iter().rev().take(LOOKED_AT).find(alike).into_iter().chain(known[after..].iter().take(LOOKED_AT).find(alike));
    near.min_by_key(|known| gap(known))
}

/// The words of a key point, and where in them each of its references stands.
fn words(pieces: &[Piece]) -> (String, Vec<(u32, usize)>) {
    let (mut text, mut references) = (String::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Reference(index) => {
                references.push((u32::try_from(text.len()).unwrap_or(u32::MAX), *index as usize));
                text.push(HOLE);
            }
        }
    }
    (text, references)
}

impl Reader<'_, '_> {
    fn look(&mut self) {
        let version = self.version;
        let (document, path) = (&version.document, &version.document.path);
        let outline = &document.outline;
        let mut sourced = Vec::new();
        let at = |number: &ProseNumber| Place::bytes(path, outline.start + number.span.start as usize..outline.start + number.span.end as usize);
        let sentences: Vec<(&[ProseNumber], Beside)> = outline
            .numbers
            .chunk_by(|one, other| one.sentence == other.sentence)
            .map(|sentence| {
                let span = &sentence[0].sentence;
                let from = outline.references.partition_point(|reference| reference.span.start < span.start);
                let to = outline.references.partition_point(|reference| reference.span.start < span.end);
                (sentence, self.beside(version.body.get(from..to).into_iter().flatten(), sentence))
            })
            .collect();
        for (sentence, beside) in &sentences {
            for number in sentence.iter().filter(|_| beside.cited) {
                if self.unknown(number, beside, false).is_none() {
                    sourced.extend(amount(number).map(|(amount, _)| amount));
                }
            }
        }
        self.said.append(&mut sourced);
        self.said.sort_unstable();
        for (sentence, beside) in &sentences {
            for number in *sentence {
                if let Some((help, near)) = self.unknown(number, beside, false) {
                    self.tell(at(number), "this number", help, near);
                }
            }
        }
        for (inline, resolutions) in document.inlines.iter().zip(&version.inlines).filter(|(inline, _)| inline.field.starts_with("key_points")) {
            let (text, references) = words(&inline.text);
            self.look_in(&text, &inline.field, &references, resolutions);
        }
        let fields = Briefing::fields(version);
        for (text, field) in [(&fields.title, "title"), (&fields.summary, "summary")] {
            if let Some(text) = text {
                self.look_in(text.as_str(), field, &[], &[]);
            }
        }
    }

    /// Looks at a text of the front matter.
    fn look_in(&mut self, text: &str, field: &str, references: &[(u32, usize)], resolutions: &[Resolution]) {
        let found = numbers(text, self.notation);
        for sentence in found.chunk_by(|one, other| one.sentence == other.sentence) {
            let span = &sentence[0].sentence;
            let inside = references.iter().filter(|(at, _)| span.contains(at)).filter_map(|(_, index)| resolutions.get(*index));
            let beside = self.beside(inside, sentence);
            for number in sentence {
                if let Some((help, near)) = self.unknown(number, &beside, matches!(field, "title" | "summary")) {
                    let words = text.get(number.span.start as usize..number.span.end as usize).unwrap_or_default();
                    self.tell(Place::value(&self.version.document.path, field), words, help, near);
                }
            }
        }
    }

    /// What a sentence tells by its references, and by the numbers in it that are right.
    fn beside<'a>(&self, references: impl Iterator<Item = &'a Resolution>, sentence: &[ProseNumber]) -> Beside {
        let mut beside = Beside::default();
        for resolution in references {
            match resolution {
                Resolution::Citation(_) => beside.cited = true,
                Resolution::Figure { item, .. } => {
                    beside.told.insert(*item);
                }
                _ => {}
            }
        }
        let right = sentence.iter().filter_map(|number| first(&self.numbers.known, |known| known.amount, amount(number)?)?.figure);
        beside.told.extend(right);
        beside
    }

    /// What to do about a number that nothing else states, and the figure that is nearest to it. In a text that is `plain`
    /// references are not read.
    fn unknown(&mut self, number: &ProseNumber, beside: &Beside, plain: bool) -> Option<(String, Option<Place>)> {
        let stated = amount(number)?;
        let numbers = self.numbers;
        if numbers.has(number) || has(&self.said, |said| *said, stated) {
            return None;
        }
        let near = near(&numbers.known, number, stated.0);
        // A count such as 19 members is no statistic, unless it stands where one is told.
        if near.is_none() && !number.percent && number.power.unwrap_or(0) == 0 && number.value.decimal().scale() == 0 && stated.0 < Decimal::ONE_HUNDRED {
            return None;
        }
        let is_told = |figure: &EntryId| beside.told.contains(figure);
        // In a sentence that tells the figure, a number near to it is another one.
        if beside.cited && near.is_none_or(|near| near.figure.as_ref().is_some_and(is_told)) {
            return None;
        }
        let other = self.other_time(beside.told.iter().copied(), stated);
        if other.is_some() {
            return None;
        }
        let figure = near.and_then(|near| near.figure);
        let place = near.map(|near| near.place.clone());
        let help = match self.other_time(figure.into_iter(), stated) {
            Some(_) if plain => "mend it, or say which time it is of".to_owned(),
            Some(other) => format!("mend it; or, if the number of another time is meant, print that: [[fig:{}]]", self.data.name(other)),
            None if beside.cited => "mend it; or, if it is another number, tell the figure in the same sentence, or give both under `figures:`".to_owned(),
            None if plain => match figure.and_then(|figure| self.value(figure)) {
                Some(value) => format!("write {value}, as the figure does; or mend that, or give the number under `figures:`"),
                None => "give it under `figures:`, or mend it".to_owned(),
            },
            None => {
                let id = figure.and_then(|figure| self.data.figure(figure).id.as_ref());
                let near = id.map_or_else(String::new, |id| format!("print the figure with [[fig:{id}]] if it is meant; or "));
                format!("{near}give it under `figures:` and print it with [[fig:…]]; or cite its source in the same sentence of the text; or mend it")
            }
        };
        Some((help, place))
    }

    /// The value of a figure in digits and the word for its scale.
    fn value(&self, figure: EntryId) -> Option<String> {
        let value = self.data.figure(figure).value?.decimal().normalize();
        let scale = match self.data.linked.power(figure) {
            0 => "",
            3 => " thousand",
            6 => " million",
            9 => " billion",
            12 => " trillion",
            _ => return None,
        };
        let sign = if self.data.linked.unit_kind(figure) == Some(UnitKind::Percent) { "%" } else { "" };
        Some(format!("{value}{sign}{scale}"))
    }

    /// A figure that one of `figures` follows or precedes in its series, with the value `stated`.
    fn other_time(&mut self, figures: impl Iterator<Item = EntryId>, stated: (Decimal, Decimal)) -> Option<EntryId> {
        let data = self.data;
        for indicator in figures.take(FIGURES).filter_map(|item| data.node(item).indicator) {
            let amounts = self.series.entry(indicator).or_insert_with(|| {
                let standing = data.series[indicator].iter().flat_map(|o| super::standing(o).chain(o.revised.iter().copied()));
                let mut amounts: Vec<(Decimal, EntryId)> = standing.filter_map(|item| Some((data.linked.amount(item)?.0.abs(), item))).collect();
                amounts.sort_unstable();
                amounts
            });
            if let Some((_, item)) = first(amounts, |(amount, _)| *amount, stated) {
                return Some(*item);
            }
        }
        None
    }

    fn tell(&mut self, place: Place, words: &str, help: String, near: Option<Place>) {
        let told = Diagnostic::new(Code::ProseNumber, place, format!("no figure of this briefing states {words}")).help(help);
        self.all.push(match near {
            Some(near) => told.also(near, "the nearest one"),
            None => told,
        });
    }
}
