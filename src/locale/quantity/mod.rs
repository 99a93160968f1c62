//! Figures in words: a number, how many thousands it counts in, and its unit.
//!
//! A [`Quantity`] is what is said: value or range, [`Scale`], unit, [`Qualifier`], and how it stands. There is no other way to
//! words for a figure, so that none is ever printed without what qualifies it. [`Axis`] is how a chart's axis is labelled.

mod stated;

pub use stated::{Nature, Qualifier, Quantity, Scale, Value};

use super::style::{self, CurrencyStyle};
use super::units::{Form, Origin, Unit, UnitKind};
use super::wording::{CurrencyCode, FigureWords, Of, Scales, Spacing};
use super::{Locale, number};

/// How the axis of a chart, or the head of a column, is labelled in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// What the numbers along it count: "million stations", 万个.
    pub title: String,
    /// The power of ten of which the title speaks: values in ones are divided by it.
    pub power: u32,
}

/// A number with its scale word.
pub(super) struct Number {
    text: String,
    /// The plural category of what follows.
    category: &'static str,
    /// Whether a scale word was written.
    in_words: bool,
}

/// A space at which a line does not break.
const JOINED: &str = "\u{a0}";
/// The longest unit that is kept on one line with its number, in characters.
const SHORT: usize = 12;

/// The language's words for figures, if we have any.
pub(super) fn words(locale: &Locale) -> Option<&'static FigureWords> {
    locale.language.conventions().words.map(|words| &words.figures)
}

/// `beside` is what else is said of it, and stands first in the brackets behind it.
pub(super) fn write(locale: &Locale, quantity: &Quantity<'_>, beside: Option<&str>) -> String {
    let Quantity { scale, unit, .. } = *quantity;
    write_with(locale, quantity, beside, &|values| amount(locale, values, scale, unit))
}

pub(super) fn write_digits(locale: &Locale, quantity: &Quantity<'_>) -> String {
    let shifted = |value: &&str| signed_number(locale, &shift(value, places(quantity.scale, 0)));
    write_with(locale, quantity, None, &|values| values.iter().map(shifted).collect::<Vec<String>>().join(between(locale)))
}

/// A figure whose numbers are written by `amount`.
fn write_with(locale: &Locale, quantity: &Quantity<'_>, beside: Option<&str>, amount: &dyn Fn(&[&str]) -> String) -> String {
    let Quantity { value, qualifier, standing, unit, base, .. } = *quantity;
    let (text, range) = match value {
        Value::One(value) => (amount(&[value]), None),
        Value::Between(low, high) => (amount(&[low, high]), None),
        Value::Within(value, low, high) => (amount(&[value]), Some(amount(&[low, high]))),
    };
    let standing = standing.map(|standing| locale.standing(standing).0);
    let base = base.filter(|_| unit.kind() == UnitKind::Index).map(|base| self::base(locale, base));
    let marks: Vec<&str> = [base.as_deref(), beside, range.as_deref(), standing].into_iter().flatten().collect();
    let text = qualified(locale, qualifier, &text);
    if marks.is_empty() {
        return text;
    }
    let (open, close) = locale.brackets();
    [&text, open, &marks.join(locale.comma()), close].concat()
}

/// What an index is measured against: "2015 = 100".
pub(super) fn base(locale: &Locale, base: &str) -> String {
    [base, "\u{a0}=\u{a0}", &locale.number("100")].concat()
}

/// Numbers, or the two ends of a range, and their unit.
pub(super) fn amount(locale: &Locale, values: &[&str], scale: Option<Scale>, unit: &Unit) -> String {
    if unit.kind() == UnitKind::Percent {
        let percentages: Vec<String> = values.iter().map(|value| percent(locale, &shift(value, places(scale, 0)))).collect();
        return percentages.join(between(locale));
    }
    let number = number_in_words(locale, values, scale);
    if unit.kind() == UnitKind::Index {
        return number.text;
    }
    if let Some(style) = locale.style.currency.filter(|_| unit.kind() == UnitKind::Currency)
        && let Some(text) = money(locale, &number, unit, style)
    {
        return text;
    }
    let form = unit.form(&locale.language, number.category);
    if let Some((before, after)) = form.text.split_once(PLACE) {
        return [before, &number.text, after].concat();
    }
    if is_code_in_front(words(locale), unit, &form) {
        return [form.text, JOINED, &number.text].concat();
    }
    attach(locale, &number, &form)
}

/// A sum of money in the house style; `None` where the language's own way is that style.
fn money(locale: &Locale, number: &Number, unit: &Unit, style: CurrencyStyle) -> Option<String> {
    let wording = words(locale);
    let in_front = wording.is_some_and(|w| w.currency_code == CurrencyCode::InFront || w.spacing != Spacing::Spaced);
    let space = if number.in_words { " " } else { JOINED };
    let code = || if in_front { [unit.code(), JOINED, &number.text].concat() } else { [number.text.as_str(), space, unit.code()].concat() };
    match style {
        CurrencyStyle::Code => Some(code()),
        CurrencyStyle::Symbol => Some(match style::symbol(unit.code()) {
            None => code(),
            // The sign of a negative sum stands before its symbol.
            Some(symbol) if in_front => match number.text.strip_prefix(MINUS) {
                Some(digits) => [MINUS, symbol, digits].concat(),
                None => [symbol, &number.text].concat(),
            },
            Some(symbol) => [number.text.as_str(), space, symbol].concat(),
        }),
        CurrencyStyle::Word => {
            if !wording.is_some_and(|w| w.currency_code == CurrencyCode::InFront) {
                return None;
            }
            let (_, one, other) = style::ENGLISH_NAMES.iter().find(|(code, ..)| *code == unit.code())?;
            let name = if number.category == "one" { one } else { other };
            Some([number.text.as_str(), space, name].concat())
        }
    }
}

/// The number's place in a form.
const PLACE: &str = "{0}";

fn attach(locale: &Locale, number: &Number, form: &Form<'_>) -> String {
    let wording = words(locale);
    let is_long = form.text.chars().count() > SHORT || form.text.contains(' ');
    let space = match wording.map_or(Spacing::Spaced, |wording| wording.spacing) {
        Spacing::Dense if form.origin != Origin::Foreign && !is_currency_code(form) => "",
        Spacing::BehindScale if form.origin == Origin::Symbol && !is_currency_code(form) || form.origin == Origin::Own && !number.in_words => "",
        Spacing::Spaced if is_long || number.in_words && form.origin != Origin::Symbol => " ",
        _ => JOINED,
    };
    let of = if number.in_words { wording.map_or("", |wording| preposition(wording.of, form.text)) } else { "" };
    let joined = if of.is_empty() || of.ends_with('’') { "" } else { JOINED };
    [&number.text, space, of, joined, form.text].concat()
}

fn is_currency_code(form: &Form<'_>) -> bool {
    form.origin == Origin::Symbol && form.text.len() == 3 && form.text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether the unit is a currency's code and stands before the number.
fn is_code_in_front(wording: Option<&FigureWords>, unit: &Unit, form: &Form<'_>) -> bool {
    let in_front = wording.is_some_and(|wording| wording.currency_code == CurrencyCode::InFront);
    in_front && unit.kind() == UnitKind::Currency && form.origin == Origin::Symbol
}

/// The preposition before `word`.
fn preposition(of: Of, word: &str) -> &'static str {
    match of {
        Of::Nothing => "",
        Of::Always(of) => of,
        Of::Elided { full, elided, vowels, mute } => {
            let word = word.to_lowercase();
            if word.starts_with(vowels) || mute.iter().any(|h| word.starts_with(h)) { elided } else { full }
        }
    }
}

fn qualified(locale: &Locale, qualifier: Qualifier, figure: &str) -> String {
    // Without words, the signs of mathematics are read anywhere.
    let [about, over, under] = words(locale).map_or(["≈{0}", ">{0}", "<{0}"], |wording| wording.qualifiers);
    match qualifier {
        Qualifier::Exact => figure.to_owned(),
        Qualifier::About => about.replace(PLACE, figure),
        Qualifier::Over => over.replace(PLACE, figure),
        Qualifier::Under => under.replace(PLACE, figure),
    }
}

/// What stands between the two ends of a range.
fn between(locale: &Locale) -> &'static str {
    words(locale).map_or(" – ", |wording| wording.between)
}

/// A number, or the two ends of a range in one scale. The words around a range are those for its upper end.
fn number_in_words(locale: &Locale, values: &[&str], scale: Option<Scale>) -> Number {
    let joined = |digits: Vec<String>| digits.join(between(locale));
    let in_full = |values: &[String]| Number {
        text: joined(values.iter().map(|value| signed_number(locale, value)).collect()),
        category: values.last().map_or("other", |value| locale.plural_decimal(value)),
        in_words: false,
    };
    let moved = |power: u32| values.iter().map(|value| shift(value, places(scale, power))).collect::<Vec<String>>();
    // Text that is no decimal cannot be shifted: it comes back as it is.
    let Some(scale) = scale.filter(|_| values.iter().all(|value| number::parse(value).is_some())) else {
        return in_full(&values.iter().map(|value| (*value).to_owned()).collect::<Vec<String>>());
    };
    let is_small = |below: u64| {
        let below = rust_decimal::Decimal::from(below);
        moved(0).iter().all(|value| value.parse::<rust_decimal::Decimal>().is_ok_and(|value| value.abs() < below))
    };
    if locale.style.digits_below.is_some_and(is_small) {
        return in_full(&moved(0));
    }
    match words(locale).map(|wording| &wording.scales) {
        None => in_full(&moved(0)),
        Some(Scales::Words(words)) => {
            let word = &words[scale as usize];
            let shifted = moved(word.power);
            if word.power == 0 {
                return in_full(&shifted);
            }
            let is_one = shifted.last().is_some_and(|value| locale.plural_decimal(value) == "one");
            let digits = joined(shifted.iter().map(|value| signed_number(locale, value)).collect());
            Number { text: [digits.as_str(), JOINED, if is_one { word.one } else { word.other }].concat(), category: "other", in_words: true }
        }
        Some(Scales::Myriads(words)) => {
            let largest = values.iter().filter_map(|value| magnitude(value)).max();
            let (power, word) = myriad(words, largest.map(|magnitude| magnitude + power_of(scale)));
            let digits = moved(power).into_iter().map(|shifted| {
                let whole = shifted.trim_start_matches('-').split('.').next().map_or(0, str::len);
                // Up to 9999 of a myriad are never grouped: 3252亿.
                if power > 0 && whole <= 4 { shifted.replace('-', MINUS) } else { signed_number(locale, &shifted) }
            });
            Number { text: joined(digits.collect()) + word, category: "other", in_words: power > 0 }
        }
    }
}

/// The largest of the powers 4, 8 and 12 that a number of this magnitude reaches, and its word; else 0.
fn myriad(words: &[&'static str; 3], magnitude: Option<i32>) -> (u32, &'static str) {
    match magnitude {
        Some(12..) => (12, words[2]),
        Some(8..) => (8, words[1]),
        Some(4..) => (4, words[0]),
        _ => (0, ""),
    }
}

pub(super) fn axis(locale: &Locale, unit: &Unit, scale: Option<Scale>, largest: &str) -> Axis {
    let wording = words(locale);
    let (power, word) = match (wording.map(|wording| &wording.scales), scale) {
        (_, None) => (0, ""),
        // An English word would not be read, a power of ten is.
        (None, Some(scale)) => (scale.power(), ["10³", "10⁶", "10⁹", "10¹²"][scale as usize]),
        (Some(Scales::Words(words)), Some(scale)) => (scale.power(), words[scale as usize].title),
        (Some(Scales::Myriads(words)), Some(scale)) => {
            let magnitude = number::parse(largest).and_then(|_| magnitude(largest)).unwrap_or(0);
            myriad(words, Some(magnitude + power_of(scale)))
        }
    };
    Axis { title: title(locale, unit, wording, word), power }
}

fn title(locale: &Locale, unit: &Unit, wording: Option<&FigureWords>, word: &str) -> String {
    if unit.kind() == UnitKind::Percent {
        return percent_sign(locale).trim().to_owned();
    }
    let form = unit.form(&locale.language, "other");
    if let Some((before, after)) = form.text.split_once(PLACE) {
        let words: Vec<_> = [before.trim(), word, after.trim()].into_iter().filter(|part| !part.is_empty()).collect();
        let dense = wording.is_some_and(|wording| wording.spacing == Spacing::Dense);
        return match words.split_first() {
            Some((first, rest)) if !rest.is_empty() && dense => format!("{first}（{}）", rest.concat()),
            Some((first, rest)) if !rest.is_empty() => format!("{first} ({})", rest.join(" ")),
            _ => words.concat(),
        };
    }
    if word.is_empty() {
        return form.text.to_owned();
    }
    if is_code_in_front(wording, unit, &form) {
        return format!("{} {word}", form.text);
    }
    let dense = wording.is_some_and(|wording| wording.spacing == Spacing::Dense) && form.origin == Origin::Own;
    let of = wording.map_or("", |wording| preposition(wording.of, form.text));
    let gap = if of.is_empty() || of.ends_with('’') { "" } else { " " };
    [word, if dense { "" } else { " " }, of, gap, form.text].concat()
}

/// A percentage as the language writes it: "9.4%", "9,4 %", "%9,4".
pub(super) fn percent(locale: &Locale, value: &str) -> String {
    let (before, after) = around_percentage(locale);
    let digits = value.strip_prefix('-');
    let text = locale.number(digits.unwrap_or(value));
    let sign = digits.map_or(String::new(), |_| sign(locale, MINUS));
    [sign.as_str(), before, &text, after].concat()
}

fn percent_sign(locale: &Locale) -> String {
    let (before, after) = around_percentage(locale);
    [before, after].concat()
}

/// What stands before and after a percentage. The sign itself goes with the language's digits.
fn around_percentage(locale: &Locale) -> (&'static str, &'static str) {
    let percent = locale.language.conventions().percent;
    match locale.number("1").as_str() {
        "١" => percent.arabic,
        "۱" => ("", "\u{66a}"),
        _ => percent.latin,
    }
}

/// The minus sign of typography; hyphens are for words.
pub(super) const MINUS: &str = "\u{2212}";

/// A number with a real minus sign, in the place where the language has its own.
fn signed_number(locale: &Locale, decimal: &str) -> String {
    match decimal.strip_prefix('-') {
        Some(digits) if number::parse(decimal).is_some() => sign(locale, MINUS) + &locale.number(digits),
        _ => locale.number(decimal),
    }
}

/// A sign as it stands before the language's digits, with the marks of direction that Arabic and Hebrew have there.
pub(super) fn sign(locale: &Locale, sign: &str) -> String {
    let (minus_one, one) = (locale.number("-1"), locale.number("1"));
    let own = minus_one.strip_suffix(one.as_str()).unwrap_or("-");
    own.replace(['-', '\u{2212}'], sign)
}

/// By how many places a number of this scale moves to be counted in 10^`power`.
fn places(scale: Option<Scale>, power: u32) -> i32 {
    scale.map_or(0, power_of) - power.cast_signed()
}

fn power_of(scale: Scale) -> i32 {
    scale.power().cast_signed()
}

/// The power of ten of a decimal's first digit that is not 0; `None` for nought.
fn magnitude(decimal: &str) -> Option<i32> {
    let (whole, fraction) = parts(decimal.trim_start_matches('-'));
    let first = |digits: &str| digits.bytes().position(|digit| digit != b'0').and_then(|at| i32::try_from(at).ok());
    match first(whole) {
        Some(at) => i32::try_from(whole.len()).ok().map(|length| length - 1 - at),
        None => first(fraction).map(|at| -1 - at),
    }
}

fn parts(digits: &str) -> (&str, &str) {
    digits.split_once('.').unwrap_or((digits, ""))
}

/// A decimal times 10^`places`, exactly: `4.10` by 2 is `410`, `325.25` by -1 is `32.525`.
///
/// Digits that were written behind the point stay, also noughts. Noughts at the end of a whole number that come to stand
/// behind the point go: nobody measured them ("220 million" is 2.2亿).
fn shift(decimal: &str, places: i32) -> String {
    if places == 0 || number::parse(decimal).is_none() {
        return decimal.to_owned();
    }
    let (sign, digits) = decimal.strip_prefix('-').map_or(("", decimal), |digits| ("-", digits));
    let (whole, fraction) = parts(digits);
    let by = usize::try_from(places.unsigned_abs()).unwrap_or(usize::MAX);
    let (whole, fraction) = if places > 0 {
        let moved = by.min(fraction.len());
        (format!("{whole}{}{}", &fraction[..moved], "0".repeat(by - moved)), fraction[moved..].to_owned())
    } else {
        let padded = format!("{}{whole}", "0".repeat(by));
        let (kept, moved) = padded.split_at(padded.len() - by);
        let moved = if fraction.is_empty() { moved.trim_end_matches('0') } else { moved };
        (kept.to_owned(), format!("{moved}{fraction}"))
    };
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests;
