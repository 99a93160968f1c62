//! Exact decimals.

use std::fmt;

use rust_decimal::Decimal;

use super::scalar;
use super::slips::retyped;
use crate::diagnostics::{Code, meant};
use crate::yaml::ValueError;

/// An exact decimal, `-?digits(.digits)?`, whose digits are kept as they are written: `4.10` stays `4.10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

impl Number {
    /// Reads a decimal.
    ///
    /// # Errors
    /// Where it has another form, or more than 28 digits; the right form is shown.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        if is_decimal(text) {
            return Decimal::from_str_exact(text).map(Self).map_err(|_| {
                ValueError::new(Code::BadNumber, format!("`{text}` has too many digits"))
                    .help("write at most 28 digits; `scale` stands for thousands and millions")
            });
        }
        Err(other_form(text))
    }

    /// The number for arithmetic.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// The same number without a minus sign.
    #[must_use]
    pub fn without_sign(self) -> Self {
        Self(self.0.abs())
    }

    /// Half of the last digit's place: how far the true value may be from what is written. The whole of it behind the 28th
    /// digit, where a decimal ends.
    #[must_use]
    pub fn half_step(self) -> Decimal {
        Decimal::try_new(5, self.0.scale() + 1).unwrap_or_else(|_| Decimal::new(1, self.0.scale()))
    }
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        Self(decimal)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

scalar!(Number, "a number such as 4.089");

fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = text.strip_prefix('-').unwrap_or(text).split_once('.').map_or((text.strip_prefix('-').unwrap_or(text), "0"), |parts| parts);
    digits(whole) && digits(fraction)
}

/// A number of another form, with what it seems to mean.
fn other_form(text: &str) -> ValueError {
    retyped(text, told, |text| if is_decimal(text) { Ok(()) } else { Err(told(text)) })
}

fn told(text: &str) -> ValueError {
    let mistake = ValueError::new(Code::BadNumber, format!("`{text}` is not a number of the form 1005.6"));
    if let Some((number, is_certain)) = plain(text) {
        return match is_certain {
            true if is_comma_decimal(text) => mistake.help(format!("write numbers with a decimal point: {number}")).mend(number),
            true => mistake.help(format!("write the digits without anything between them: {number}")).mend(number),
            false => {
                let other = text.replace([',', ' '], ".");
                mistake.help(format!("write {number}; or {other}, if the comma stands before decimals")).offer(number)
            }
        };
    }
    if let Some(number) = text.strip_prefix('+').map(str::trim).filter(|n| is_decimal(n)) {
        return mistake.help(format!("write no sign in front of what is more than nothing: {number}")).mend(number);
    }
    if let Some(number) = filled(text) {
        return mistake.help(format!("write digits on both sides of the point: {number}")).mend(number);
    }
    if let Some(number) = text.strip_suffix('%').map(str::trim).and_then(read) {
        return mistake.help(format!("write {number}, and `unit: percent` where it is a value")).offer(number);
    }
    if let Some(number) = exponent(text) {
        return mistake.help(format!("write all digits: {number}; or fewer, and a `scale`: thousand, million, billion, trillion")).mend(number);
    }
    if let Some(number) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).and_then(read) {
        return mistake.help(format!("write a hyphen in front of what is less than nothing: -{number}")).offer(format!("-{number}"));
    }
    if let Some((one, other)) = text.trim_start_matches('-').split_once('-').filter(|(a, b)| read(a.trim()).is_some() && read(b.trim()).is_some()) {
        return mistake.help(format!("a number is one: of a range write `low: {}, high: {}` in place of `value`", one.trim(), other.trim()));
    }
    let (before, rest) = text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len()));
    let (digits, after) = rest.split_at(rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | ' ' | '\''))).unwrap_or(rest.len()));
    if let Some(number) = read(digits.trim()) {
        return mistake.help(beside(before.trim(), &number, after.trim()));
    }
    mistake.help("write digits with at most one point, such as 4.089, and a `scale` for thousands and millions")
}

/// What to do with words and signs beside a number.
fn beside(before: &str, number: &str, after: &str) -> String {
    let (number, before) = match before.strip_suffix('-') {
        Some(before) => (format!("-{number}"), before.trim()),
        None => (number.to_owned(), before),
    };
    let counted = counted(&number, after);
    let scale = counted.as_ref().map(|(_, scale)| *scale).or_else(|| meant(after, SCALES).map(|near| near.name));
    let number = counted.map_or(number, |(number, _)| number);
    let qualifier = meant(before, QUALIFIERS).map(|near| near.name);
    match (before, after, qualifier, scale) {
        (_, "", Some(qualifier), _) => format!("write {number}, and beside it `qualifier: {qualifier}`"),
        ("", _, _, Some(scale)) => format!("write {number}, and beside it `scale: {scale}`"),
        (_, _, Some(qualifier), Some(scale)) => format!("write {number}, and beside it `qualifier: {qualifier}` and `scale: {scale}`"),
        _ => format!("write {number} alone; what it counts in is said by `unit`, thousands and millions by `scale`, \"over\" and \"about\" by `qualifier`"),
    }
}

/// A number in a count of other languages, such as `3096万`, in thousands, millions, billions or trillions.
fn counted(number: &str, after: &str) -> Option<(String, &'static str)> {
    let (_, zeros) = OTHER_COUNTS.iter().find(|(word, _)| after.to_lowercase().starts_with(word))?;
    let units = number.parse::<Decimal>().ok()?.checked_mul(Decimal::from(10_u64.pow(*zeros)))?;
    let (scale, one) = SCALES.iter().zip([3, 6, 9, 12]).rev().map(|(scale, zeros)| (*scale, zeros)).find_map(|(scale, zeros)| {
        let one = Decimal::from(10_u64.pow(zeros));
        (units.abs() >= one).then_some((scale, one))
    })?;
    Some(((units / one).normalize().to_string(), scale))
}

/// Words for numbers that are no scale here, the longest first, with their zeros.
const OTHER_COUNTS: [(&str, u32); 12] =
    [("万亿", 12), ("萬億", 12), ("千万", 7), ("千萬", 7), ("百万", 6), ("百萬", 6), ("亿", 8), ("億", 8), ("万", 4), ("萬", 4), ("crore", 7), ("lakh", 5)];

/// The words that say how large, and how exact, a number is.
const SCALES: &[&str] = &["thousand", "million", "billion", "trillion"];
const QUALIFIERS: &[&str] = &["exact", "about", "over", "under"];

/// A number in one of the forms that are read here, in the right form.
fn read(text: &str) -> Option<String> {
    if is_decimal(text) { Some(text.to_owned()) } else { plain(text).map(|(number, _)| number) }
}

/// Whether the last of the signs between the digits is a comma, behind which decimals stand.
fn is_comma_decimal(text: &str) -> bool {
    text.rsplit_once(',').is_some_and(|(_, decimals)| !decimals.contains('.')) && !is_grouped(text, &[','])
}

/// The digits of a number with signs between its thousands or a decimal comma, and whether they can be read in one way only.
fn plain(text: &str) -> Option<(String, bool)> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let sign = if unsigned.len() < text.len() { "-" } else { "" };
    let is_sign = |c: char| matches!(c, ',' | '_' | ' ' | '\'' | '’' | '.');
    if !unsigned.starts_with(|c: char| c.is_ascii_digit()) || !unsigned.chars().all(|c| c.is_ascii_digit() || is_sign(c)) {
        return None;
    }
    let separators: &[char] = &['_', ' ', '\'', '’'];
    let bare = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, decimals, certain) = match (unsigned.matches(',').count(), unsigned.matches('.').count()) {
        // 1 005.6
        (0, 1) => unsigned.split_once('.').map(|(whole, decimals)| (whole, decimals, true))?,
        // 1_005, 1.005.006 and 1,005,006
        (0, _) | (2.., 0) => (unsigned, "", true),
        // 1,005 may be a thousand, or one and five thousandths.
        (1, 0) if is_grouped(unsigned, &[',']) => (unsigned, "", unsigned.contains(separators)),
        (1, 0) => unsigned.split_once(',').map(|(whole, decimals)| (whole, decimals, true))?,
        // 1,005.6 and 1.005,6
        (_, 1) if unsigned.rfind('.') > unsigned.rfind(',') => unsigned.split_once('.').map(|(whole, decimals)| (whole, decimals, true))?,
        (1, _) if unsigned.rfind(',') > unsigned.rfind('.') => unsigned.split_once(',').map(|(whole, decimals)| (whole, decimals, true))?,
        _ => return None,
    };
    let grouped = is_grouped(whole, &['_', ' ', '\'', '’', ',', '.']);
    if !grouped || !decimals.is_empty() && !digits(decimals) {
        return None;
    }
    let number = if decimals.is_empty() { format!("{sign}{}", bare(whole)) } else { format!("{sign}{}.{decimals}", bare(whole)) };
    (is_decimal(&number) && number != text).then_some((number, certain))
}

/// Whether signs stand between the thousands of a whole number, or, as in India, in front of them by twos; or none do.
fn is_grouped(whole: &str, signs: &[char]) -> bool {
    let groups: Vec<&str> = whole.split(signs).collect();
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let [first, middle @ .., last] = groups.as_slice() else { return groups.len() == 1 && digits(&groups[0]) };
    let by = |length| middle.iter().all(|group| group.len() == length);
    groups.iter().all(digits) && last.len() == 3 && first.len() <= 3 && (by(3) || by(2) && first.len() <= 2)
}

/// `.5` and `5.` with what they lack.
fn filled(text: &str) -> Option<String> {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let number = match (unsigned.strip_prefix('.'), unsigned.strip_suffix('.')) {
        (Some(decimals), None) => format!("{sign}0.{decimals}"),
        (None, Some(whole)) => format!("{sign}{whole}"),
        _ => return None,
    };
    is_decimal(&number).then_some(number)
}

/// `1.5e6` with all its digits.
fn exponent(text: &str) -> Option<String> {
    let (digits, exponent) = text.split_once(['e', 'E'])?;
    is_decimal(digits).then_some(())?;
    let number = Decimal::from_scientific(&format!("{digits}e{}", exponent.trim_start_matches('+'))).ok()?;
    Some(number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_another_form_is_shown_in_the_right_one() {
        for (text, number, certain) in [
            ("1,005.6", "1005.6", true),
            ("1 005.6", "1005.6", true),
            ("1.005,6", "1005.6", true),
            ("1\u{202f}005,6", "1005.6", true),
            ("1’005.6", "1005.6", true),
            ("1_000", "1000", true),
            ("1,005,006", "1005006", true),
            ("1.005.006", "1005006", true),
            ("12,34,567.8", "1234567.8", true),
            ("1,005", "1005", false),
            ("1,5", "1.5", true),
            ("-1,5", "-1.5", true),
            ("−13", "-13", true),
            ("–1,5", "-1.5", true),
            ("１２", "12", true),
            ("１，２３４．５", "1234.5", true),
            ("1e3", "1000", true),
            ("1.5E+6", "1500000", true),
            ("2e-3", "0.002", true),
            ("+13", "13", true),
            (".5", "0.5", true),
            ("5.", "5", true),
            ("12%", "12", false),
            ("(13)", "-13", false),
            ("13\u{200b}", "13", true),
        ] {
            let mistake = Number::parse(text).expect_err(text);
            let found = mistake.replacement.as_ref().map(|r| (r.text.as_str(), r.certain));
            assert_eq!(found, Some((number, certain)), "{text}: {mistake:?}");
            assert!(Number::parse(number).is_ok() && mistake.help.is_some_and(|help| help.contains(number)), "{text}");
        }
        for (text, help) in [
            ("1.2bn", "write 1.2, and beside it `scale: billion`"),
            ("1,234 million", "write 1234, and beside it `scale: million`"),
            ("3096万", "write 30.96, and beside it `scale: million`"),
            ("3096万个", "write 30.96, and beside it `scale: million`"),
            ("1.5亿", "write 150, and beside it `scale: million`"),
            ("约12亿", "write 1.2, and beside it `qualifier: about` and `scale: billion`"),
            ("2 lakh", "write 200, and beside it `scale: thousand`"),
            ("1.327万亿元", "write 1.327, and beside it `scale: trillion`"),
            ("more than 5", "write 5, and beside it `qualifier: over`"),
            ("~5", "write 5, and beside it `qualifier: about`"),
            ("5-6", "a number is one: of a range write `low: 5, high: 6` in place of `value`"),
        ] {
            let mistake = Number::parse(text).expect_err(text);
            assert_eq!((mistake.help.as_deref(), mistake.replacement), (Some(help), None), "{text}");
        }
        for text in ["", "many", "1,2,3", "1.2.3", "1..2", "--1"] {
            assert_eq!(Number::parse(text).expect_err(text).replacement, None, "{text}");
        }
    }
}
