//! Numbers in the words of a text, with what the words say of them: the inverse of [`Locale::quantity`](super::Locale::quantity).
//!
//! A [`Reader`] reads texts of one language: "up to CNY 325.2 billion", 同比增长9.4%, "um rund 3,2 % gesunken". What it is not
//! sure of it leaves open, as no bound, no direction, no unit: whoever holds a number against a [`Reading`] takes that for consent.

mod digits;
mod glob;
mod months;
mod names;
mod numerals;
mod tongue;
mod words;

use std::ops::Range;

use names::Names;
use rust_decimal::Decimal;

pub use digits::{Notation, Written, ten_to};
pub use months::MonthNames;
pub use tongue::language_of_text;
pub(super) use words::ReadingWords;

use super::units::{Unit, UnitKind, Units};
use super::{Language, WordBreaks};

/// Reads the numbers of texts in one language.
#[derive(Debug)]
pub struct Reader<'u> {
    notation: Notation,
    names: Names<'u>,
    /// The names of the months, beside which a number is a day.
    months: MonthNames,
    /// Whether words are written without spaces between them, or with particles behind them.
    dense: bool,
}

/// A number of a text.
#[derive(Debug, Clone)]
pub struct Reading<'u> {
    /// It as it is written, with what qualifies it and what it counts.
    pub words: String,
    /// The number without its sign, in ones.
    pub amount: Decimal,
    /// Half of its last digit's place, in ones.
    pub half: Decimal,
    /// How it stands to the true number.
    pub bound: Bound,
    /// Whether a minus sign stands in front of it.
    pub minus: bool,
    /// Whether the words say that what it tells of is below zero.
    pub below_zero: bool,
    /// Whether the words say that something grew or shrank by it.
    pub course: Option<Direction>,
    /// Whether they say so right beside it.
    pub is_close: bool,
    /// The codes of the units that it may be of; none if none is known.
    pub units: Vec<&'u str>,
    /// The scale of the number behind it, where both are ends of a range: 3 to 4 million.
    shared: Option<u32>,
    /// Where it stands, in bytes of the text as it is read.
    span: Range<usize>,
    power: u32,
}

/// How a number of a text stands to the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It is the number, as rounded.
    Exact,
    /// It is near it: about, around.
    About,
    /// It is near it, and greater: nearly, almost.
    Nearly,
    /// The true one is greater.
    Over,
    /// The true one is less.
    Under,
}

/// Which way something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It grew.
    Rise,
    /// It shrank.
    Fall,
}

/// How far from its number a word for a rise or a fall may stand: in words, and in the characters of a language without spaces.
const NEAR: [usize; 2] = [7, 10];
/// The same behind the number.
const BEHIND: [usize; 2] = [4, 5];

/// Articles that may stand between a bound and its number.
const ARTICLES: [&str; 16] = [" the", " a", " los", " las", " les", " le", " la", " i", " gli", " os", " as", " die", " den", " der", " de", " het"];

/// What parts the clauses of a sentence. What stands in the next one says nothing of this one's numbers.
const CLAUSES: [char; 16] = [',', ';', '.', ':', '(', ')', '，', '。', '；', '：', '、', '（', '）', '\n', '!', '?'];

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
        self.share(&text, &low, &mut found);
        found
    }

    /// The years that a text names, but for those that it only compares with.
    #[must_use]
    pub fn years(&self, text: &str) -> Vec<i16> {
        let text = plain(text);
        let low = lower(&text);
        let digits = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
        let starts = digits.filter(|at| !text[..*at].ends_with(|c: char| c.is_ascii_digit()));
        let year = |start: usize| -> Option<i16> {
            let end = start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
            let year = text[start..end].parse::<i16>().ok().filter(|year| end - start == 4 && (1900..2100).contains(year))?;
            let glued = is_name(&text, start, end) || text[end..].starts_with([',', '.']) && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
            let is_amount = self.notation.scale(&text[end..]).is_some() || text[..start].ends_with(['$', '€', '£', '¥']);
            // "3.5% recorded in 2023" is only compared with if its clause says so: "against the 3.5% recorded in 2023".
            let words = self.notation.words.map_or(&[][..], |words| words.against);
            let behind = text[end..].trim_start_matches(['年', '년', ' ']);
            let compared = if self.dense {
                glob::at_end(words, low[..start].trim_end(), true).is_some()
                    || glob::at_start(words, behind, true).is_some()
                    || words.iter().filter(|word| word.starts_with('を')).any(|word| clause_end(behind).contains(word))
            } else {
                glob::all(words, &low[clause(&low, 0, start)..start], false).next().is_some()
            };
            (!glued && !is_amount && !compared).then_some(year)
        };
        starts.filter_map(year).chain(ERAS.iter().flat_map(|(era, first)| of_era(&text, era, *first))).collect()
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

    /// Whether a minus or a plus sign stands in front of `head`, and where it begins.
    fn sign(&self, text: &str, low: &str, head: usize) -> (bool, bool, usize) {
        let alone = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric());
        for (sign, minus) in [("−", true), ("-", true), ("–", true), ("▲", true), ("△", true), ("+", false), ("＋", false)] {
            let trimmed = text[..head].trim_end();
            let is_spaced = trimmed.len() < head;
            let before = trimmed.strip_suffix(sign).map(str::len).filter(|at| matches!(sign, "▲" | "△") || alone(*at));
            // "(- 2,0 %)", but not "3 - 2".
            let before = before.filter(|at| !is_spaced || text[..*at].trim_end().ends_with(['(', '（', ':']));
            if let Some(at) = before {
                return (minus, !minus, at);
            }
        }
        let before = low[..head].trim_end();
        let word = ["minus", "negative", "moins", "menos", "meno", "min", "负", "負", "マイナス", "마이너스"].into_iter().find(|word| before.ends_with(word));
        match word.map(|word| before.len() - word.len()) {
            // "menos 3,2 %" rather is a fall where it stands beside a change; a fall is below zero as well.
            Some(at) if self.dense || alone(at) => (true, false, at),
            _ => (false, false, head),
        }
    }

    fn bound_in_front(&self, before: &str) -> Option<(usize, Bound)> {
        let words = self.notation.words?;
        let kinds = [(words.about, Bound::About), (words.nearly, Bound::Nearly), (words.over, Bound::Over), (words.under, Bound::Under)];
        let found = |before: &str| longest(kinds.into_iter().filter_map(|(words, bound)| Some((glob::at_end(words, before, self.dense)?, bound))));
        // "superó los 300", "more than the 300".
        found(before).or_else(|| {
            let rest = ARTICLES.iter().find_map(|article| before.strip_suffix(article)).filter(|_| !self.dense)?.trim_end();
            found(rest).map(|(length, bound)| (length + before.len() - rest.len(), bound))
        })
    }

    /// The bound that stands behind a number; `inside` it if its scale word follows.
    fn bound_behind(&self, rest: &str, inside: bool) -> Option<(usize, Bound)> {
        let words = self.notation.words?;
        let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        if inside && (gap > 0 || !self.dense) {
            return None;
        }
        let kinds = [(words.about_behind, Bound::About), (words.over_behind, Bound::Over), (words.under_behind, Bound::Under)];
        let found = longest(kinds.into_iter().filter_map(|(words, bound)| Some((gap + glob::at_start(words, &rest[gap..], self.dense)?, bound))))?;
        (!inside || self.notation.scale(&rest[found.0..]).is_some()).then_some(found)
    }

    /// Which way the words say that something went by the number between `head` and `end`, and whether they do right beside it.
    fn course(&self, low: &str, from: usize, head: usize, end: usize) -> (Option<Direction>, bool) {
        let Some(words) = self.notation.words else { return (None, false) };
        let start = clause(low, from, head);
        let front = low[start..head].trim_end();
        let kinds = [(words.rise, Direction::Rise), (words.fall, Direction::Fall)];
        let size = |text: &str| if self.dense { text.chars().count() } else { text.split_whitespace().count() };
        let before = words_of(kinds, front, self.dense).into_iter().map(|(_, at, way)| (size(&front[at..]), way));
        let before = before.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| *distance <= NEAR[usize::from(self.dense)]);
        let stop = low[end..].find(|c: char| c.is_ascii_digit() || CLAUSES.contains(&c)).map_or(low.len(), |at| end + at);
        let rest = low[end..stop].trim_start();
        let close = |words: &[&str]| words.iter().filter_map(|word| word.strip_prefix('_')).any(|word| glob::at_start(&[word], rest, self.dense).is_some());
        let particle = kinds.into_iter().filter(|(words, _)| close(words)).map(|(_, way)| (0, way));
        let behind = particle.chain(words_of(kinds, rest, self.dense).into_iter().map(|(at, _, way)| (size(&rest[..at]), way)));
        let behind = behind.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| *distance <= BEHIND[usize::from(self.dense)]);
        let nearest = match (before, behind) {
            // What ends a clause is its verb in languages that put it there; else the word in front is.
            (Some(before), Some(behind)) => Some(if behind.0 < before.0 { behind } else { before }),
            (before, behind) => before.or(behind),
        };
        (nearest.map(|(_, way)| way), nearest.is_some_and(|(distance, _)| distance <= if self.dense { 3 } else { 2 }))
    }

    /// Whether a number is a year, a day, a quarter or an ordinal.
    fn is_time(&self, low: &str, start: usize, written: &Written) -> bool {
        let rest = &low[written.end..];
        let run = &low[start..written.digits];
        let before = low[..start].trim_end();
        let named = self.notation.words.is_some_and(|words| glob::at_end(words.named, before, self.dense).is_some());
        if named || before.ends_with(['第', '제', '§', '#', '№']) {
            return true;
        }
        let plain = written.power == 0 && run.bytes().all(|byte| byte.is_ascii_digit());
        if !plain {
            return false;
        }
        let behind = rest.trim_start_matches([' ', '\u{a0}', '.', 'º', '°']);
        let ordinal = rest.starts_with(['º', 'ª', '°']) && !rest.starts_with("°c");
        let follows = ["de ", "er ", "of ", "st ", "nd ", "rd ", "th "].iter().fold(behind, |behind, word| behind.strip_prefix(word).unwrap_or(behind));
        let day = !self.dense && run.len() <= 2 && (self.months.at_start(follows).is_some() || self.months.at_end(before.trim_end_matches('.')).is_some());
        let east = self.dense
            && behind.starts_with(['年', '月', '日', '号', '號', '년', '월', '일', '届', '次', '条', '條', '季', '分'])
            && !behind.starts_with("分の")
            && !behind.starts_with("次元")
            && !is_count(behind);
        // 2070多万户 is no year.
        let is_more = self.bound_behind(rest, true).is_some();
        let year = run.len() == 4 && (run.starts_with("19") || run.starts_with("20")) && !is_more && self.names.right_behind(rest, rest).is_none();
        ordinal || day || east || year
    }

    /// Gives numbers that are the beginning of a range or list the unit and scale of its end.
    fn share(&self, text: &str, low: &str, found: &mut [Reading<'u>]) {
        for at in (1..found.len()).rev() {
            let (head, tail) = found.split_at_mut(at);
            let (one, next) = (&mut head[at - 1], &mut tail[0]);
            let between = low.get(one.span.end..next.span.start).map(str::trim);
            let joins = between.is_some_and(|between| {
                matches!(
                    between,
                    "to" | "and"
                        | "or"
                        | "bis"
                        | "und"
                        | "à"
                        | "et"
                        | "a"
                        | "y"
                        | "e"
                        | "o"
                        | "tot"
                        | "en"
                        | "至"
                        | "到"
                        | "和"
                        | "或"
                        | "～"
                        | "~"
                        | "から"
                        | "에서"
                        | ","
                        | "、"
                        | "/"
                ) || matches!(between, "-" | "–" | "—")
            });
            // 分别增长34.4%和35.5%: what is said of the first is said of both.
            let in_words = between.is_some_and(|between| between.chars().any(char::is_alphabetic));
            if joins && in_words && next.course.is_none() && one.units == next.units {
                (next.course, next.is_close) = (one.course, one.is_close);
            }
            let bare =
                one.power == 0 && (one.units.is_empty() || text.get(one.span.clone()).is_some_and(|words| words.ends_with(|c: char| c.is_ascii_digit())));
            if joins && bare {
                one.shared = (next.power > 0).then_some(next.power).or(next.shared);
                if one.units.is_empty() {
                    one.units.clone_from(&next.units);
                }
                one.course = one.course.or(next.course);
            }
        }
    }
}

impl Reading<'_> {
    /// Whether `amount` of a unit, without its sign, is this number, rounded as it is here.
    #[must_use]
    pub fn is_of(&self, amount: Decimal, unit: &Unit) -> bool {
        match self.factor(unit.code()) {
            Some(factor) => amount.checked_mul(factor).is_some_and(|amount| self.is(amount)),
            None => self.is(amount),
        }
    }

    /// How many of the unit that was read one of the unit `code` is, if both measure the same.
    fn factor(&self, code: &str) -> Option<Decimal> {
        let (base, power) = multiple(code)?;
        self.units.iter().find_map(|read| {
            let (other, less) = multiple(read)?;
            (other == base).then(|| if power >= less { ten_to(power - less) } else { Decimal::ONE.checked_div(ten_to(less - power)?) })?
        })
    }

    /// Whether `amount` without its sign is this number, rounded as it is here.
    #[must_use]
    pub fn is(&self, amount: Decimal) -> bool {
        let near = |read: Decimal, half: Decimal| amount.abs().checked_sub(read).is_some_and(|gap| gap.abs() <= half);
        let shared = || {
            let unit = ten_to(self.shared?)?;
            Some((self.amount.checked_mul(unit)?, self.half.checked_mul(unit)?))
        };
        near(self.amount, self.half) || shared().is_some_and(|(amount, half)| near(amount, half))
    }

    /// Whether what it counts may be what `unit` counts.
    #[must_use]
    pub fn fits(&self, unit: &Unit, units: &Units) -> bool {
        let code = unit.code();
        if self.units.is_empty() || self.units.contains(&code) {
            return true;
        }
        let kinds = || self.units.iter().filter_map(|code| units.find(code));
        let any = |kind: UnitKind| kinds().any(|unit| unit.kind() == kind);
        match unit.kind() {
            // "143.03 €/MWh" is read as a sum of money.
            _ if self.units.iter().any(|read| code.strip_prefix(read).is_some_and(|rest| rest.starts_with("-per-"))) => true,
            UnitKind::Percent | UnitKind::Points => false,
            UnitKind::Physical => self.factor(code).is_some(),
            UnitKind::Currency => !any(UnitKind::Currency) && !any(UnitKind::Percent) && !any(UnitKind::Points),
            UnitKind::Index => any(UnitKind::Points) || any(UnitKind::Index) || kinds().all(|unit| unit.kind() == UnitKind::Count),
            // A share of something else is told in per cent: of GDP; a ratio by what it is a part of.
            UnitKind::Count if code.starts_with("percent-") => any(UnitKind::Percent),
            UnitKind::Count if code.starts_with("per-") => !any(UnitKind::Currency),
            UnitKind::Count => kinds().any(|other| other.kind() == UnitKind::Count) && self.counts(code),
        }
    }

    /// Whether what counts its things counts those of a unit too: a word for things of several kinds counts whatever there is.
    fn counts(&self, code: &str) -> bool {
        let mut families: Vec<&str> = self.units.iter().map(|code| family(code)).collect();
        families.sort_unstable();
        families.dedup();
        families.len() > 2 || families.contains(&family(code)) || families.contains(&"thing") || family(code) == "thing"
    }

    /// Whether it is one of a hundred, or a difference of two such.
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.units.iter().any(|code| matches!(*code, "percent" | "points" | "basis-points"))
    }
}

/// The years before the first of eras that years are counted in.
const ERAS: [(&str, i16); 5] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911)];

/// The years of an era that a text names.
fn of_era<'t>(text: &'t str, era: &'t str, before: i16) -> impl Iterator<Item = i16> + 't {
    text.match_indices(era).filter_map(move |(at, _)| {
        let rest = &text[at + era.len()..];
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let year = if rest.starts_with('元') { 1 } else { rest[..digits].parse::<i16>().ok()? };
        before.checked_add(year).filter(|_| rest.contains('年'))
    })
}

/// What a unit measures, and which power of ten of that it is.
fn multiple(code: &str) -> Option<(&'static str, u32)> {
    MULTIPLES.iter().find_map(|(base, codes)| codes.iter().find(|(known, _)| *known == code).map(|(_, power)| (*base, *power)))
}

/// A unit's code, and the power of ten that it is of the smallest of its measure.
type Multiple = (&'static str, u32);

/// Units of one measure that are powers of ten of each other: a source may well count in another one than its digest.
const MULTIPLES: [(&str, &[Multiple]); 10] = [
    ("power", &[("W", 0), ("kW", 3), ("MW", 6), ("GW", 9), ("TW", 12)]),
    ("energy", &[("Wh", 0), ("kWh", 3), ("MWh", 6), ("GWh", 9), ("TWh", 12)]),
    ("rate", &[("bps", 0), ("kbps", 3), ("Mbps", 6), ("Gbps", 9), ("Tbps", 12)]),
    ("bytes", &[("B", 0), ("kB", 3), ("MB", 6), ("GB", 9), ("TB", 12), ("PB", 15), ("EB", 18)]),
    ("mass", &[("g", 0), ("kg", 3), ("t", 6), ("kt", 9), ("Mt", 12)]),
    ("length", &[("nm", 0), ("mm", 6), ("cm", 7), ("m", 9), ("km", 12)]),
    ("area", &[("m2", 0), ("ha", 4), ("km2", 6)]),
    ("frequency", &[("Hz", 0), ("kHz", 3), ("MHz", 6), ("GHz", 9)]),
    ("emissions", &[("tCO2e", 0), ("ktCO2e", 3), ("MtCO2e", 6), ("GtCO2e", 9)]),
    ("computing", &[("FLOPS", 0), ("TFLOPS", 12), ("PFLOPS", 15), ("EFLOPS", 18)]),
];

/// The family of what a unit counts, within which a text and its figure may choose different words.
fn family(code: &str) -> &str {
    match code {
        "unit" | "item" | "piece" => "thing",
        "visit" | "person" | "user" | "subscriber" | "subscription" | "customer" | "worker" | "job" | "student" | "teacher" | "member" | "passenger"
        | "death" | "birth" | "fte" => "person",
        "household" | "home" => "household",
        "connection" | "line" => "connection",
        "company" | "operator" | "bank" | "institution" | "factory" => "company",
        "village" | "town" | "county" | "city" | "province" | "region" | "country" | "site" => "place",
        "case" | "incident" | "event" | "complaint" | "inspection" | "session" | "call" => "event",
        "app" | "application" | "service" | "product" | "platform" | "website" | "model" | "project" | "pilot" | "measure" => "offer",
        other => other,
    }
}

/// Where words for a rise and a fall stand; one within a longer one is none: 负增长.
fn words_of(kinds: [(&[&str], Direction); 2], text: &str, dense: bool) -> Vec<(usize, usize, Direction)> {
    let all: Vec<(usize, usize, Direction)> =
        kinds.into_iter().flat_map(|(words, way)| glob::all(words, text, dense).map(|(from, to)| (from, to, way)).collect::<Vec<_>>()).collect();
    let within = |one: &(usize, usize, Direction)| all.iter().any(|other| other.0 <= one.0 && one.1 <= other.1 && other.1 - other.0 > one.1 - one.0);
    all.iter().filter(|one| !within(one)).copied().collect()
}

/// Half of a number's last digit's place, in ones.
fn half(value: Decimal, power: u32) -> Option<Decimal> {
    Decimal::try_new(5, value.scale() + 1).ok()?.checked_mul(ten_to(power)?)
}

/// Where the clause begins that `at` stands in, not before `from`. A point or comma in a number ends none.
fn clause(low: &str, from: usize, at: usize) -> usize {
    let from = from.min(at);
    let ends = low[from..at].char_indices().rev().find(|(start, c)| CLAUSES.contains(c) && !is_in_number(low, from + start, *c));
    ends.map_or(from, |(start, c)| from + start + c.len_utf8())
}

/// What is left of a clause at the beginning of `text`.
fn clause_end(text: &str) -> &str {
    text.char_indices().find(|(at, c)| CLAUSES.contains(c) && !is_in_number(text, *at, *c)).map_or(text, |(at, _)| &text[..at])
}

fn is_in_number(text: &str, at: usize, c: char) -> bool {
    matches!(c, '.' | ',') && text[..at].ends_with(|c: char| c.is_ascii_digit()) && text[at + 1..].starts_with(|c: char| c.is_ascii_digit())
}

fn longest(found: impl Iterator<Item = (usize, Bound)>) -> Option<(usize, Bound)> {
    found.max_by_key(|(length, _)| *length)
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

/// Whether 分 and the like stand for a count here and not for a time: 分公司, 日本.
fn is_count(behind: &str) -> bool {
    ["分公司", "分店", "次元", "条线", "日本", "月額"].iter().any(|word| behind.starts_with(word))
}

/// Whether a number is a part of something longer: 5G, 2024/1689, COVID-19.
fn is_name(text: &str, start: usize, end: usize) -> bool {
    let wide = |c: char| c >= '\u{2E80}';
    let mut before = text[..start].chars().rev();
    let mut after = text[end..].chars();
    let (b, a) = (before.next(), after.next());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !wide(c));
    let left = letter(b) && !text[..start].ends_with("CNY") && !text[..start].ends_with(|c: char| c == '$')
        || matches!(b, Some('/' | '_' | '@' | '#')) && before.next().is_some_and(char::is_alphanumeric)
        || b == Some('-') && text[..start].strip_suffix('-').is_some_and(|text| text.ends_with(|c: char| c.is_alphabetic() && !wide(c)));
    let joined = matches!(a, Some('/' | '_' | '@')) && after.clone().next().is_some_and(|c| c.is_ascii_digit());
    // 5G, 4K: one digit and a capital.
    let named = end - start <= 2 && matches!(a, Some('G' | 'K' | 'D' | 'P')) && !after.next().is_some_and(|c| c.is_ascii_alphabetic());
    left && !is_code(&text[..start]) || joined || named
}

/// Whether a text ends in the code of a currency, which may stand close to its number.
fn is_code(text: &str) -> bool {
    let tail: Vec<char> = text.chars().rev().take(4).collect();
    tail.len() >= 3 && tail[..3].iter().all(char::is_ascii_uppercase) && !tail.get(3).is_some_and(|c| c.is_alphanumeric())
}

/// A text with plain digits, signs and apostrophes.
fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' if !matches!(c, '，' | '；' | '：' | '（' | '）' | '～' | '！' | '？') => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '\'' | '‘' | 'ʼ' => '’',
        other => other,
    };
    let plain: String = text.chars().map(one).collect();
    // ５，８９５: the comma is a separator where three digits follow.
    let mut out = String::with_capacity(plain.len());
    for (at, c) in plain.char_indices() {
        let rest = &plain.as_bytes()[at + c.len_utf8()..];
        let is_group = rest.len() >= 3 && rest[..3].iter().all(u8::is_ascii_digit) && !rest.get(3).is_some_and(u8::is_ascii_digit);
        out.push(if c == '，' && is_group && out.ends_with(|c: char| c.is_ascii_digit()) { ',' } else { c });
    }
    out
}

/// A text in lower case, each character as long as it was.
fn lower(text: &str) -> String {
    let one = |c: char| {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
            _ => c,
        }
    };
    text.chars().map(one).collect()
}

#[cfg(test)]
mod tests;
