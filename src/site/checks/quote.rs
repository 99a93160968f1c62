//! Quotes: the source's own words for a figure, held against the figure.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Data;
use crate::content::{Change, Figure};
use crate::diagnostics::{Code, Diagnostic};
use crate::locale::{Bound, Course, Language, Qualifier, Reader, Reading, Unit, UnitKind, Units, language_of_text, ten_to};
use crate::site::ids::EntryId;
use crate::values::{Number, right_language};

/// The readers of the languages that are met, by tag.
type Readers<'l> = HashMap<String, Reader<'l>>;

/// Why a number of a quote is not that of the figure; what is most alike last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slip {
    Amount,
    Unit,
    Sign,
    Bound,
}

/// A number that a quote must have.
struct Stated<'a> {
    /// Without its sign, in its unit.
    amount: Decimal,
    is_negative: bool,
    unit: Option<&'a Unit>,
    /// How the figure says that it stands to the true one; `None` where it does not say so of this number.
    qualifier: Option<Qualifier>,
    /// Whether a fall by this much would be another number.
    is_observed_level: bool,
    /// The field of the change that it is; `None` for a level.
    change: Option<&'static str>,
}

impl Stated<'_> {
    /// What it is, for a message.
    fn what(&self) -> &'static str {
        if self.change.is_some() { "the change" } else { "the figure" }
    }
}

pub(super) fn check(data: &Data<'_>, all: &mut Vec<Diagnostic>) {
    let mut readers = Readers::new();
    for item in data.figures() {
        let figure = data.figure(item);
        if let Some(quote) = figure.quote.as_ref().filter(|_| figure.checked.is_none()) {
            check_one(data, item, quote.as_str(), &mut readers, all);
        }
    }
}

fn check_one<'l>(data: &Data<'l>, item: EntryId, quote: &str, readers: &mut Readers<'l>, all: &mut Vec<Diagnostic>) {
    let (figure, place) = (data.figure(item), || data.place(item, "quote"));
    let units = &data.linked.config.units;
    let language = language(data, item, quote);
    let reader = readers.entry(language.tag().to_owned()).or_insert_with(|| Reader::new(&language, units));
    let readings = reader.read(quote);
    if readings.is_empty() {
        let told = Diagnostic::new(Code::QuoteUnread, place(), "no number can be read in this quote");
        let has_language = data.linked.briefings[item.briefing].shared().quoted(figure).is_some_and(|source| source.lang.is_some());
        let language = if has_language { "" } else { " (`lang:` of the source says which language it is)" };
        all.push(told.help(format!("quote the words that have the number{language}; or say in `checked:` how it is told")));
        return;
    }
    for stated in levels(data, item) {
        if let Some((slip, reading)) = disagreement(&stated, &readings, units, |stated, reading| slip_of_level(data, stated, reading)) {
            all.push(told(data, item, &stated, slip, reading).help(help(&stated, slip, reading)));
            return;
        }
    }
    if let Some(stated) = figure.change.as_ref().and_then(|change| changed(data, item, change)) {
        // A quote may tell the level alone. What it tells as a change must be this one.
        let is_change =
            |reading: &Reading<'_>| reading.course.is_some() || reading.minus || reading.units.iter().any(|code| matches!(*code, "points" | "basis-points"));
        let is_level = |reading: &Reading<'_>| levels(data, item).iter().any(|level| slip_of_level(data, level, reading).is_none());
        let fits = |reading: &&Reading<'_>| !figure.has_level() || is_change(reading) && same_kind(&stated, reading) && !is_level(reading);
        let changes: Vec<Reading<'_>> = readings.iter().filter(fits).cloned().collect();
        if let Some((slip, reading)) = disagreement(&stated, &changes, units, |stated, reading| slip_of_change(data, stated, reading)) {
            all.push(told(data, item, &stated, slip, reading).help(help(&stated, slip, reading)));
            return;
        }
    }
    let years = reader.years(quote);
    if let Some((from, to)) = data.time(item)
        && let Some(year) = years.first()
        && !years.iter().any(|year| (from.year()..=to.year()).contains(year))
        && figure.base.is_none_or(|base| !years.contains(&base.start().year()))
    {
        let message = format!("the quote names {year}, and the figure is of {}", data.when(item));
        let told = Diagnostic::new(Code::QuoteOfOtherYear, place(), message);
        let field = if figure.as_of.is_some() { "as_of" } else { "period" };
        all.push(told.help(format!("mend `{field}`, or the quote; or say in `checked:` why both are right")).also(data.place(item, field), "the time"));
    }
}

/// The language of a quote: its source's, else what the text itself tells.
fn language(data: &Data<'_>, item: EntryId, quote: &str) -> Language {
    let source = data.linked.briefings[item.briefing].shared().quoted(data.figure(item));
    let given = source.and_then(|source| Language::parse(source.lang.as_ref().filter(|lang| right_language(lang.as_str()).is_none())?.as_str()).ok());
    given.unwrap_or_else(|| language_of_text(quote, &data.linked.config.languages[0]))
}

/// The levels that a figure states.
fn levels<'l>(data: &Data<'l>, item: EntryId) -> Vec<Stated<'l>> {
    let figure = data.figure(item);
    let unit = data.linked.unit(item).and_then(|code| data.linked.config.units.find(code));
    let scale = ten_to(data.linked.power(item)).unwrap_or(Decimal::ONE);
    let is_observed_level = figure.indicator.is_some();
    let one = |number: Number, qualifier| {
        let amount = number.decimal().checked_mul(scale)?;
        Some(Stated { amount: amount.abs(), is_negative: amount < Decimal::ZERO, unit, qualifier, is_observed_level, change: None })
    };
    let value = figure.value.and_then(|number| one(number, Some(figure.qualifier)));
    value.into_iter().chain([figure.low, figure.high].into_iter().flatten().filter_map(|number| one(number, None))).collect()
}

/// The change that a figure states.
fn changed<'l>(data: &Data<'l>, item: EntryId, change: &Change) -> Option<Stated<'l>> {
    let units = &data.linked.config.units;
    let own = || data.linked.unit(item).and_then(|code| units.find(code));
    let (number, field, unit, scale) = match (change.percent, change.points, change.absolute) {
        (Some(number), ..) => (number, "percent", units.find("percent"), Decimal::ONE),
        (_, Some(number), _) => (number, "points", units.find("points"), Decimal::ONE),
        (.., number) => (number?, "absolute", own(), ten_to(data.linked.power(item))?),
    };
    let amount = number.decimal().checked_mul(scale)?;
    Some(Stated { amount: amount.abs(), is_negative: amount < Decimal::ZERO, unit, qualifier: None, is_observed_level: false, change: Some(field) })
}

/// Whether a number of a quote is told in what a change is told in.
fn same_kind(stated: &Stated<'_>, reading: &Reading<'_>) -> bool {
    let is_share = stated.unit.is_some_and(|unit| matches!(unit.kind(), UnitKind::Percent | UnitKind::Points));
    is_share == reading.is_share()
}

/// How much a number of a quote is like the stated one: what is wrong, whether its unit fits, its digits, and how many times it is it.
type Rank = (Slip, bool, bool, std::cmp::Reverse<Decimal>);

/// Of numbers of which none is the stated one, that which is most alike, and what is wrong with it.
fn disagreement<'r, 'u>(
    stated: &Stated<'_>,
    readings: &'r [Reading<'u>],
    units: &Units,
    slip: impl Fn(&Stated<'_>, &Reading<'_>) -> Option<Slip>,
) -> Option<(Slip, &'r Reading<'u>)> {
    let mut nearest: Option<(Rank, &Reading<'u>)> = None;
    for reading in readings {
        let slip = slip(stated, reading)?;
        let times = ratio(stated.amount, reading.amount);
        // The digits of the figure in another scale are what is meant; else the nearest number of its unit, and no other one.
        let has_digits = power_of_ten(times.normalize()).is_some();
        let is_share = stated.unit.is_some_and(|unit| matches!(unit.kind(), UnitKind::Percent | UnitKind::Points));
        let fits = stated.unit.is_none_or(|unit| reading.fits(unit, units) && reading.is_share() == is_share);
        let rank = (slip, fits, has_digits, std::cmp::Reverse(times));
        if nearest.as_ref().is_none_or(|(best, _)| rank > *best) {
            nearest = Some((rank, reading));
        }
    }
    nearest.map(|(rank, reading)| (rank.0, reading))
}

/// How many times the one amount is the other, the larger by the smaller.
fn ratio(one: Decimal, other: Decimal) -> Decimal {
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    if low.is_zero() { if high.is_zero() { Decimal::ONE } else { Decimal::MAX } } else { high.checked_div(low).unwrap_or(Decimal::MAX) }
}

fn slip_of_level(data: &Data<'_>, stated: &Stated<'_>, reading: &Reading<'_>) -> Option<Slip> {
    if let Some(slip) = slip_of_amount(data, stated, reading) {
        return Some(slip);
    }
    let fell = reading.course == Some(Course::Fall);
    let is_sign_wrong = if stated.is_negative {
        !(reading.minus || reading.below_zero || fell)
    } else {
        // "fell by 3.2%" says nothing of a level; of an observation that is a rate of growth it says the sign.
        reading.minus || stated.is_observed_level && fell && reading.is_close
    };
    if is_sign_wrong && !stated.amount.is_zero() {
        return Some(Slip::Sign);
    }
    let agrees = match stated.qualifier {
        None | Some(Qualifier::About) => true,
        Some(Qualifier::Exact) => reading.bound == Bound::Exact,
        Some(Qualifier::Over) => reading.bound == Bound::Over,
        Some(Qualifier::Under) => matches!(reading.bound, Bound::Under | Bound::Nearly),
    };
    (!agrees).then_some(Slip::Bound)
}

fn slip_of_change(data: &Data<'_>, stated: &Stated<'_>, reading: &Reading<'_>) -> Option<Slip> {
    if let Some(slip) = slip_of_amount(data, stated, reading) {
        return Some(slip);
    }
    let fell = reading.minus || reading.course == Some(Course::Fall);
    let is_sign_wrong = if stated.is_negative { reading.course == Some(Course::Rise) && !reading.minus } else { fell };
    (is_sign_wrong && !stated.amount.is_zero()).then_some(Slip::Sign)
}

fn slip_of_amount(data: &Data<'_>, stated: &Stated<'_>, reading: &Reading<'_>) -> Option<Slip> {
    let points = stated.unit.is_some_and(|unit| unit.code() == "points") && reading.units.contains(&"basis-points");
    // A quarter of a point is 25 basis points, and the two are told apart by nobody but their writers.
    let is_hundredth = points && stated.amount.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|amount| reading.is(amount));
    let is_it = || stated.unit.map_or_else(|| reading.is(stated.amount), |unit| reading.is_of(stated.amount, unit));
    if !is_hundredth && !is_it() {
        return Some(Slip::Amount);
    }
    let fits = is_hundredth || stated.unit.is_none_or(|unit| reading.fits(unit, &data.linked.config.units));
    (!fits).then_some(Slip::Unit)
}

fn told(data: &Data<'_>, item: EntryId, stated: &Stated<'_>, slip: Slip, reading: &Reading<'_>) -> Diagnostic {
    let words = &reading.words;
    let message = match slip {
        Slip::Amount => format!("the quote says “{words}”, {} {}", stated.what(), written(data, item, stated)),
        Slip::Unit => format!("the quote says “{words}”, {} is in `{}`", stated.what(), stated.unit.map_or("", Unit::code)),
        Slip::Sign if stated.is_negative => format!("{} is below zero, and the quote says “{words}” without a sign or a fall", stated.what()),
        Slip::Sign => format!("the quote says a fall or less than zero, “{words}”, and {} is above zero", stated.what()),
        Slip::Bound => format!("the quote says “{words}”, and the figure gives the number as {}", doubt(stated.qualifier)),
    };
    let diagnostic = Diagnostic::new(Code::QuoteDisagrees, data.place(item, "quote"), message);
    if let Some(field) = stated.change {
        return diagnostic.also(data.place(item, &format!("change.{field}")), "the change");
    }
    let field = if data.figure(item).value.is_some() {
        "value"
    } else if data.figure(item).low.is_some() {
        "low"
    } else {
        "change"
    };
    match (slip, data.figure(item).unit.is_some()) {
        (Slip::Unit, true) => diagnostic.also(data.place(item, "unit"), "the unit"),
        _ => diagnostic.also(data.place(item, field), "the figure"),
    }
}

/// A number as the figure has it.
fn written(data: &Data<'_>, item: EntryId, stated: &Stated<'_>) -> String {
    let figure: &Figure = data.figure(item);
    let sign = if stated.is_negative { "-" } else { "" };
    let power = data.linked.power(item);
    let is_share = stated.unit.is_some_and(|unit| matches!(unit.kind(), UnitKind::Percent | UnitKind::Points));
    let scale = figure.scale.filter(|_| !is_share).map_or("", crate::locale::Scale::word);
    let shown = ten_to(power).filter(|_| !scale.is_empty()).and_then(|unit| stated.amount.checked_div(unit)).unwrap_or(stated.amount);
    let number = figure.value.filter(|value| value.decimal().abs() == shown).map_or_else(|| format!("{sign}{}", shown.normalize()), |value| value.to_string());
    [number.as_str(), scale, stated.unit.map_or("", Unit::code)].iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

fn doubt(qualifier: Option<Qualifier>) -> &'static str {
    match qualifier {
        Some(Qualifier::Over) => "a lower bound",
        Some(Qualifier::Under) => "an upper bound",
        _ => "exact",
    }
}

fn help(stated: &Stated<'_>, slip: Slip, reading: &Reading<'_>) -> String {
    let stands = "; or say in `checked:` why it stands";
    match slip {
        Slip::Amount => {
            let times = ratio(stated.amount, reading.amount).normalize();
            match power_of_ten(times) {
                Some(_) if stated.change.is_some_and(|field| field != "absolute") => format!("one is {times} times the other: mend the decimal point{stands}"),
                Some(_) => format!("one is {times} times the other: mend `scale` or the decimal point{stands}"),
                None => format!("mend the number, or quote the words that have it{stands}"),
            }
        }
        Slip::Unit if stated.change.is_some() => {
            let right = if reading.units.iter().any(|code| matches!(*code, "points" | "basis-points")) { "points" } else { "percent" };
            format!("write `change: {{{right}: …}}`, or quote the words that have the number{stands}")
        }
        Slip::Unit => format!("mend `unit`, or quote the words that have the number{stands}"),
        Slip::Sign => format!("mend the sign, or quote the words that have the number{stands}"),
        Slip::Bound => match reading.bound {
            Bound::Exact => format!("remove `qualifier`{stands}"),
            Bound::Over => format!("add `qualifier: over`{stands}"),
            Bound::Under => format!("add `qualifier: under`{stands}"),
            Bound::About | Bound::Nearly => format!("add `qualifier: about`{stands}"),
        },
    }
}

/// The power of ten that a number is, if it is one that scales are apart by.
fn power_of_ten(times: Decimal) -> Option<u32> {
    (1..=12).find(|power| ten_to(*power) == Some(times))
}
