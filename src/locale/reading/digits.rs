//! Numbers as they are written: digits, separators and scale words.

use std::ops::Range;

use rust_decimal::Decimal;

use super::words::ReadingWords;
use crate::locale::{Language, Locale, languages};

/// How a language writes numbers. It is found out once for many texts, which takes longer than to read a short one.
#[derive(Debug, Clone, Copy)]
pub struct Notation {
    point: char,
    pub(super) words: Option<&'static ReadingWords>,
}

impl Notation {
    /// That of a language.
    #[must_use]
    pub fn of(language: &Language) -> Self {
        let point = if Locale::new(language).number("0.5").contains(',') { ',' } else { '.' };
        Self { point, words: language.conventions().reading }
    }

    /// Whether its scale words are known, so that 4 and 4 million can be told apart.
    #[must_use]
    pub fn knows_scales(self) -> bool {
        self.words.is_some()
    }

    /// Whether `before`, which a number follows, ends in a word that makes it a part of a name: article 12, page 3. English words do
    /// so in a text of any language.
    #[must_use]
    pub fn is_named(self, before: &str) -> bool {
        let before = before.trim_end_matches([' ', '\u{a0}', '.', ':']);
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '°' | 'º');
        let start = before.char_indices().rev().take(LONGEST + 1).take_while(|(_, c)| is_part(*c)).last().map_or(before.len(), |(at, _)| at);
        let word = &before[start..];
        !word.is_empty() && self.or_english(|words| words.named).any(|named| is_word(word, named))
    }

    /// Whether `behind`, which follows a number, begins with a word that makes it a length of time or an ordinal: 30 days, 12条. Behind
    /// a scale word 条 and the like count something: 408.9万条 are lines, and no article.
    #[must_use]
    pub fn is_length(self, behind: &str, is_scaled: bool) -> bool {
        let behind = behind.trim_start_matches([' ', '\u{a0}', '.', '-']);
        let word = &behind[..behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len())];
        self.or_english(|words| words.lengths).any(|length| match length.strip_suffix('*') {
            _ if is_dense(length) => !is_scaled && behind.starts_with(length),
            Some(stem) => word.get(..stem.len()).is_some_and(|start| is_word(start, stem)),
            None => is_word(word, length),
        })
    }

    /// The language's own words of one kind, and those of English.
    fn or_english(self, kind: fn(&'static ReadingWords) -> &'static [&'static str]) -> impl Iterator<Item = &'static str> {
        let english = languages::english_reading();
        let own = self.words.filter(|words| !std::ptr::eq(*words, english));
        own.into_iter().chain([english]).flat_map(kind).copied()
    }

    /// The number whose digits begin at `start`; `None` for dates, versions and lists.
    #[must_use]
    pub fn number_at(self, text: &str, start: usize) -> Option<Written> {
        self.written(text, start..run(text, start, false), Self::read)
    }

    /// Every number of a text without its sign, in ones, whatever it stands for; by size, each once.
    #[must_use]
    pub fn amounts(self, text: &str) -> Vec<Decimal> {
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
            match self.lone_number_at(text, start) {
                Some(written) => {
                    found.extend(written.amount());
                    at = written.digits;
                }
                None => at = run(text, start, false),
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Where the digits that begin at `start` end, with the separators among them.
    #[must_use]
    pub fn skip(self, text: &str, start: usize) -> usize {
        run(text, start, false)
    }

    /// The same in a text that is read for this number alone: thousands may be parted by plain spaces, and a point that is
    /// not the language's own still is one where it can be nothing else.
    pub(super) fn lone_number_at(self, text: &str, start: usize) -> Option<Written> {
        let either = |this: Self, digits: &str| this.read(digits).or_else(|| Self { point: if this.point == ',' { '.' } else { ',' }, ..this }.read(digits));
        self.written(text, start..run(text, start, true), either).or_else(|| self.written(text, start..run(text, start, false), either))
    }

    fn written(self, text: &str, digits: Range<usize>, read: impl Fn(Self, &str) -> Option<Decimal>) -> Option<Written> {
        let value = read(self, &text[digits.clone()])?;
        let (power, end) = self.scale(&text[digits.end..]).map_or((0, digits.end), |(power, length)| (power, digits.end + length));
        let mut all = Written { digits: digits.end, end, value, power };
        // 11亿9000万 is one number, and so are "36 mil 872 millones" and "un miliardo e 128 milioni".
        while all.power > 0 {
            let rest = &text[all.end..];
            let word = [" e ", " y ", " et ", " und ", " and ", " en "].iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len());
            let gap = if word > 0 { word } else { rest.len() - rest.trim_start_matches([' ', '\u{a0}', '零']).len() };
            let start = all.end + gap;
            if !text[start..].starts_with(|c: char| c.is_ascii_digit()) {
                break;
            }
            let end = run(text, start, false);
            let Some(less) = read(self, &text[start..end]) else { break };
            let (power, length) = self.scale(&text[end..]).unwrap_or((0, 0));
            // Without a scale word it is a part only where scale words stand close, and no year or date begins there.
            let is_close = gap == 0 || gap == 1 && text[..all.end].ends_with(|c| matches!(c, '\u{AC00}'..='\u{D7AF}'));
            let is_time = text[end..].starts_with(['年', '月', '년', '월']);
            let is_part = power > 0 || is_close && !is_time && !text[..all.end].ends_with(|c: char| c.is_ascii());
            // Thousands in front of millions count in them; else what follows is less than one of what came before.
            let step = if all.power == 3 && power > 3 && word == 0 { Some(3) } else { all.power.checked_sub(power) };
            let sum = step.filter(|step| *step > 0 && is_part).and_then(|step| {
                let unit = ten_to(step)?;
                (less < unit).then(|| all.value.checked_mul(unit)?.checked_add(less))?
            });
            let Some(sum) = sum else { break };
            all = Written { digits: end, end: end + length, value: sum, power };
        }
        Some(all)
    }

    /// A number from its digits.
    fn read(self, digits: &str) -> Option<Decimal> {
        let (whole, fraction) = digits.split_once(self.point).map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
        let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).collect();
        let grouped = groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
        let plain = groups.concat();
        match fraction {
            _ if !grouped => None,
            Some(fraction) if fraction.bytes().all(|b| b.is_ascii_digit()) => Decimal::from_str_exact(&format!("{plain}.{fraction}")).ok(),
            Some(_) => None,
            None => Decimal::from_str_exact(&plain).ok(),
        }
    }

    /// The power of ten of the scale word that `rest` begins with, and its length with the space before it. The language's own
    /// words come first: a German Billion is 10^12.
    pub(super) fn scale(self, rest: &str) -> Option<(u32, usize)> {
        let word = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let space = rest.len() - word.len();
        let is_end = |length: usize| !word[length..].starts_with(|c: char| c.is_alphanumeric());
        let fits = |name: &str| word.get(..name.len()).is_some_and(|start| is_word(start, name)) && (is_dense(name) || is_end(name.len()));
        // 万亿 begins with 万.
        let longest = |names: &mut dyn Iterator<Item = &(&'static str, u32)>| {
            names.filter(|(name, _)| fits(name)).max_by_key(|(name, _)| name.len()).map(|(name, power)| (*power, space + name.len()))
        };
        let own = self.words?.scales;
        if !word.starts_with(char::is_alphabetic) {
            return None;
        }
        longest(&mut own.iter()).or_else(|| {
            // An abbreviation of another language is something else here: 5 mi are miles.
            longest(&mut languages::scales().filter(|(name, _)| is_dense(name) || name.len() > 4))
        })
    }
}

/// A number in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Where its last digits end.
    pub digits: usize,
    /// Where it ends with its scale word.
    pub end: usize,
    /// Its digits without sign and grouping; of a sum such as 11亿9000万 in the unit of the last part.
    pub value: Decimal,
    /// The power of ten of its scale word; 0 without one.
    pub power: u32,
}

impl Written {
    /// The number in ones.
    #[must_use]
    pub fn amount(&self) -> Option<Decimal> {
        self.value.checked_mul(ten_to(self.power)?)
    }
}

/// A power of ten.
#[must_use]
pub fn ten_to(power: u32) -> Option<Decimal> {
    10_u64.checked_pow(power).map(Decimal::from)
}

/// More characters than the longest word in front of a number has.
const LONGEST: usize = 24;

/// Whether a text is a word that is given in lower case.
fn is_word(text: &str, word: &str) -> bool {
    text.len() == word.len() && (text == word || text.chars().flat_map(char::to_lowercase).eq(word.chars()))
}

/// Whether a word stands close to its number and to what follows.
fn is_dense(word: &str) -> bool {
    word.starts_with(|c: char| c >= '\u{2E80}')
}

/// Where the digits that begin at `start` end, with the separators among them.
fn run(text: &str, start: usize, spaced: bool) -> usize {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut end = start;
    let mut rest = text[start..].chars().peekable();
    while let Some(c) = rest.next() {
        let separates = matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’') || spaced && c == ' ';
        let is_part = c.is_ascii_digit() || separates && digit(rest.peek().copied());
        if !is_part {
            break;
        }
        end += c.len_utf8();
    }
    end
}
