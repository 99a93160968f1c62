//! The reader: from a text to the numbers in it.

use rust_decimal::Decimal;

use super::digits::{Notation, Written, ten_to};
use super::found::{Bound, Direction, Reading};
use super::months::MonthNames;
use super::names::Names;
use super::plain::{clause, is_name, lower, plain};
use super::words::ReadingWords;
use super::{glob, numerals};
use crate::locale::units::Units;
use crate::locale::{Language, WordBreaks};

/// Reads the numbers of texts in one language.
#[derive(Debug)]
pub struct Reader<'u> {
    pub(super) notation: Notation,
    pub(super) names: Names<'u>,
    /// The names of the months, beside which a number is a day.
    pub(super) months: MonthNames,
    /// Whether words are written without spaces between them, or with particles behind them.
    pub(super) dense: bool,
}

impl<'u> Reader<'u> {
    /// The reader of texts in `language`.
    #[must_use]
    pub fn new(language: &Language, units: &'u Units) -> Self {
        let notation = Notation::of(language);
        let dense = language.conventions().word_breaks != WordBreaks::Spaced;
        Self { notation, names: Names::new(language, units, notation.words, dense), months: MonthNames::of(language), dense }
    }

    /// Every number of a text of a sentence or two, but for years, days and names such as 5G.
    #[must_use]
    pub fn read(&self, text: &str) -> Vec<Reading<'u>> {
        let text = plain(text);
        let low = lower(&text);
        let mut found: Vec<Reading<'u>> = Vec::new();
        let mut at = 0;
        while let Some((start, written)) = self.next(&text, &low, at) {
            at = written.end.max(start + 1);
            if is_name(&text, start, written.digits) || self.is_time(&low, start, &written) {
                continue;
            }
            let from = found.last().map_or(0, |last| last.span.end);
            if let Some(reading) = self.reading(&text, &low, from, start, &written) {
                at = reading.span.end.max(at);
                found.push(reading);
            }
        }
        share(&text, &low, self.notation.words, &mut found);
        found
    }

    /// The next number from `at` on, in digits or in words.
    fn next(&self, text: &str, low: &str, at: usize) -> Option<(usize, Written)> {
        let mut from = at;
        loop {
            let spelled = numerals::next(low, from, self.notation);
            let start = text[from..].find(|c: char| c.is_ascii_digit()).map(|found| from + found);
            match (start, spelled) {
                (start, Some((at, written))) if start.is_none_or(|start| at < start) => return Some((at, written)),
                (Some(start), _) => match self.notation.lone_number_at(low, start) {
                    Some(written) => return Some((start, written)),
                    None => from = start + text[start..].find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len() - start),
                },
                (None, _) => return None,
            }
        }
    }

    fn reading(&self, text: &str, low: &str, from: usize, start: usize, written: &Written) -> Option<Reading<'u>> {
        let words = self.notation.words;
        let Written { mut end, value, mut power, .. } = *written;
        let mut bound = Bound::Exact;
        // 300多万, 300여만: the bound stands before the scale word.
        if power == 0
            && let Some((length, found)) = self.bound_behind(&low[end..], true)
        {
            bound = found;
            end += length;
            if let Some((more, length)) = self.notation.scale(&low[end..]) {
                (power, end) = (more, end + length);
            }
        }
        // 300만여 명: it stands between the scale word and what is counted.
        if power > 0
            && self.dense
            && !low[end..].starts_with(' ')
            && let Some((length, found)) = self.bound_behind(&low[end..], false)
        {
            (bound, end) = (found, end + length);
        }
        let (mut units, mut head) = (Vec::new(), start);
        if let Some((codes, at)) = self.names.in_front(&text[..start]) {
            (units, head) = (codes.to_vec(), at);
            // €35m
            if power == 0
                && let Some((power_of, length)) = letter(&low[end..])
            {
                (power, end) = (power_of, end + length);
            }
        }
        // 百分之9.4
        let front = low[..head].trim_end();
        if let Some(before) = ["百分之", "百分の"].iter().find_map(|words| front.strip_suffix(words)) {
            (units, head) = (vec!["percent"], before.len());
        }
        if let Some((length, tenths)) = tenths(&low[end..]) {
            (units, end, power) = (vec!["percent"], end + length, power + tenths);
        }
        // "au moins 3" is no minus, and "up to 3" is where something rose to as well as a bound.
        let found = self.bound_in_front(low[..head].trim_end());
        let (minus, plus, signed) = if found.is_some() { (false, false, head) } else { self.sign(text, low, head) };
        head = signed;
        let mut behind = end;
        if let Some((codes, length)) = self.names.behind(&text[end..], &low[end..]) {
            // A sign in front and a word behind say the same currency twice, or the word is what is paid for.
            if units.is_empty() {
                units = codes;
            }
            behind = end + self.names.right_behind(&text[end..], &low[end..]).map_or(0, |(_, length)| length);
            let far = end + length;
            if let Some((length, found)) = self.bound_behind(&low[far..], false).filter(|_| bound == Bound::Exact) {
                (bound, behind) = (found, far + length);
            }
        }
        if let Some((length, found)) = self.bound_behind(&low[end..], false).filter(|_| bound == Bound::Exact) {
            (bound, behind) = (found, behind.max(end + length));
        }
        let mut reached = false;
        if let Some((length, found)) = found.or_else(|| self.bound_in_front(low[..head].trim_end())) {
            let front = low[..head].trim_end();
            let at = front.len() - length;
            let moved = words.is_some_and(|words| glob::at_end(words.reached, front, self.dense) == Some(length));
            reached = moved && self.course(low, from, at, low.len()).0.is_some();
            if !reached {
                bound = found;
            }
            head = at;
        }
        let before = low[..head].trim_end();
        reached |= words.is_some_and(|words| glob::at_end(words.reached, before, self.dense).is_some());
        // Behind "to" only what follows says that something went by the number: "was 3.2% lower".
        let (course, is_close) = self.course(low, if reached { head } else { from }, head, behind);
        let clause = clause(low, from, head);
        let below_zero = words.is_some_and(|words| glob::all(words.below_zero, &low[clause..head], self.dense).next().is_some());
        let unit = ten_to(power)?;
        Some(Reading {
            words: text[head..behind].trim().to_owned(),
            amount: value.checked_mul(unit)?,
            half: half(value, power)?,
            bound,
            minus,
            below_zero,
            course: course.or_else(|| plus.then_some(Direction::Rise)),
            is_close: is_close || plus,
            units,
            shared: None,
            span: head..behind,
            power,
        })
    }
}

/// Gives numbers that are the beginning of a range or list the unit and scale of its end.
fn share(text: &str, low: &str, words: Option<&ReadingWords>, found: &mut [Reading<'_>]) {
    for at in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(at);
        let (one, next) = (&mut head[at - 1], &mut tail[0]);
        let between = low.get(one.span.end..next.span.start).map(str::trim);
        let is_word = |between: &str| words.is_some_and(|words| words.joins.contains(&between));
        let joins = between.is_some_and(|between| matches!(between, "," | "、" | "/" | "-" | "–" | "—" | "~" | "～") || is_word(between));
        // 分别增长34.4%和35.5%: what is said of the first is said of both.
        let in_words = between.is_some_and(|between| between.chars().any(char::is_alphabetic));
        if joins && in_words && next.course.is_none() && one.units == next.units {
            (next.course, next.is_close) = (one.course, one.is_close);
        }
        let bare = one.power == 0 && (one.units.is_empty() || text.get(one.span.clone()).is_some_and(|words| words.ends_with(|c: char| c.is_ascii_digit())));
        if joins && bare {
            one.shared = (next.power > 0).then_some(next.power).or(next.shared);
            if one.units.is_empty() {
                one.units.clone_from(&next.units);
            }
            one.course = one.course.or(next.course);
        }
    }
}

/// Half of a number's last digit's place, in ones.
fn half(value: Decimal, power: u32) -> Option<Decimal> {
    Decimal::try_new(5, value.scale() + 1).ok()?.checked_mul(ten_to(power)?)
}

/// The letter for millions and thousands that stands close behind a sum of money.
fn letter(rest: &str) -> Option<(u32, usize)> {
    let power = match rest.as_bytes().first()? {
        b'm' => 6,
        b'k' => 3,
        b'b' => 9,
        _ => return None,
    };
    (!rest[1..].starts_with(char::is_alphanumeric)).then_some((power, 1))
}

/// Tenths of a whole, which Chinese and Japanese tell shares in: 3成 is 30 per cent.
fn tenths(rest: &str) -> Option<(usize, u32)> {
    ["成", "割"].iter().find(|word| rest.starts_with(**word)).map(|word| (word.len(), 1))
}
