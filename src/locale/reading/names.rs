//! The units that the words and signs beside a number may name.

use std::collections::{BTreeMap, HashSet};

use super::glob;
use super::words::ReadingWords;
use crate::locale::units::{Unit, UnitKind, Units};
use crate::locale::{Language, signs, style};

/// The names of the units in one language. A name may be that of several units: a measure word counts many kinds of things.
#[derive(Debug)]
pub(super) struct Names<'u> {
    /// By their first characters, the longest first.
    by_first: BTreeMap<char, Vec<(String, Vec<&'u str>)>>,
    /// Those of currencies, as they stand in front of a number.
    in_front: BTreeMap<String, Vec<&'u str>>,
    /// The units that count things.
    counts: HashSet<&'u str>,
    percent: &'static [&'static str],
    of: &'static [&'static str],
    points: &'static [&'static str],
    dense: bool,
}

/// Names of units that are so short that their case counts: MW and mW.
const CASED: usize = 4;
/// How far behind a number what it counts may be named, in words: 4 million new 5G base stations.
const WINDOW: usize = 6;

impl<'u> Names<'u> {
    pub(super) fn new(language: &Language, units: &'u Units, words: Option<&'static ReadingWords>, dense: bool) -> Self {
        let mut names: BTreeMap<String, Vec<&'u str>> = BTreeMap::new();
        let mut in_front: BTreeMap<String, Vec<&'u str>> = BTreeMap::new();
        let mut counts = HashSet::new();
        for unit in units.codes().filter_map(|code| units.find(code)) {
            let code = unit.code();
            if unit.kind() == UnitKind::Count {
                counts.insert(code);
            }
            for name in unit.names(language) {
                // "{0}% of GDP" is known by what stands behind the number.
                let name = name.split_once("{0}").map_or(name, |(_, behind)| behind).trim();
                add(&mut names, name.to_owned(), code);
                if unit.kind() == UnitKind::Currency {
                    add(&mut in_front, name.to_lowercase(), code);
                }
            }
            if unit.kind() == UnitKind::Currency {
                for name in [Some(code), style::symbol(code)].into_iter().flatten() {
                    add(&mut names, name.to_owned(), code);
                    add(&mut in_front, name.to_lowercase(), code);
                }
            }
        }
        for (sign, codes) in signs::of_units() {
            for code in codes.filter_map(|code| units.find(code).map(Unit::code)) {
                add(&mut names, sign.to_owned(), code);
                add(&mut in_front, sign.to_owned(), code);
            }
        }
        for (code, one, other) in style::ENGLISH_NAMES {
            if let Some(code) = units.find(code).map(Unit::code) {
                // Of "US dollars" a text that is in the United States says "dollars".
                let short = [one, other].map(|name| name.rsplit(' ').next().unwrap_or(name));
                [one, other].into_iter().chain(short).for_each(|name| add(&mut names, name.to_owned(), code));
            }
        }
        let mut by_first: BTreeMap<char, Vec<(String, Vec<&'u str>)>> = BTreeMap::new();
        for (name, codes) in names {
            let Some(first) = name.chars().next() else { continue };
            by_first.entry(lower(first)).or_default().push((name, codes));
        }
        for names in by_first.values_mut() {
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        Self {
            by_first,
            in_front,
            counts,
            percent: words.map_or(&[], |words| words.percent),
            of: words.map_or(&[], |words| words.of),
            points: words.map_or(&[], |words| words.points),
            dense,
        }
    }

    /// The currency in front of a number, and where it begins.
    pub(super) fn in_front(&self, text: &str) -> Option<(&[&'u str], usize)> {
        let trimmed = text.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        let is_part = |c: char| c.is_alphanumeric() || !c.is_ascii() && !c.is_whitespace() || c == '$';
        let tail = trimmed.char_indices().rev().take(8).take_while(|(_, c)| is_part(*c));
        let mut starts: Vec<usize> = tail.map(|(at, _)| at).collect();
        starts.reverse();
        // The longest that is a word of its own, or begins with a sign, or stands among characters that need no spaces.
        starts.into_iter().find_map(|at| {
            let name = &trimmed[at..];
            let alone =
                !name.starts_with(char::is_alphanumeric) || !trimmed[..at].ends_with(char::is_alphanumeric) || name.starts_with(|c: char| c >= '\u{2E80}');
            self.in_front.get(&name.to_lowercase()).filter(|_| alone).map(|codes| (codes.as_slice(), at))
        })
    }

    /// What is named right behind a number, and where its name ends.
    pub(super) fn right_behind(&self, text: &str, low: &str) -> Option<(Vec<&'u str>, usize)> {
        let start = self.skip(low);
        let said = |(words, code): (&[&str], &'static str)| Some((vec![code], start + glob::at_start(words, &low[start..], self.dense)?));
        let shares = [(self.points, "points"), (self.percent, "percent")].into_iter().filter_map(said);
        // "puntos básicos" begins with "puntos".
        self.at(text, start, false).into_iter().chain(shares).max_by_key(|(_, end)| *end)
    }

    /// What the number counts that `text` stands behind: the units, and where their name ends. `low` is the text in lower case.
    pub(super) fn behind(&self, text: &str, low: &str) -> Option<(Vec<&'u str>, usize)> {
        let found = self.right_behind(text, low);
        if found.is_some() || self.dense {
            return found;
        }
        let start = self.skip(low);
        // Further behind only whole words of some length are looked for, before the next number and the end of the clause.
        let (mut at, mut words) = (start, 0);
        while words < WINDOW {
            let rest = &text[at..];
            let word = rest.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '’').unwrap_or(rest.len());
            let next = at + word + spaces(&text[at + word..]);
            if word == 0 && next == at || next >= text.len() {
                return None;
            }
            at = next;
            words += 1;
            if text[at..].starts_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | ';' | '.' | ':' | '(')) {
                return None;
            }
            if let Some(found) = self.at(text, at, true) {
                return Some(found);
            }
        }
        None
    }

    /// The length of the spaces, and of the preposition that some languages put between a million and what is counted.
    fn skip(&self, low: &str) -> usize {
        let start = spaces(low);
        let of = glob::at_start(self.of, &low[start..], self.dense).map_or(0, |length| length + spaces(&low[start + length..]));
        start + of
    }

    /// The units that are named at a place.
    fn at(&self, text: &str, at: usize, far: bool) -> Option<(Vec<&'u str>, usize)> {
        let rest = &text[at..];
        let names = self.by_first.get(&lower(rest.chars().next()?))?;
        names.iter().filter(|(name, _)| !far || name.chars().count() > CASED).find_map(|(name, codes)| {
            let begun = rest.get(..name.len())?;
            let same = begun == name || name.chars().count() > CASED && begun.to_lowercase() == name.to_lowercase();
            let whole = !name.ends_with(char::is_alphanumeric) || dense(name) || !rest[name.len()..].starts_with(char::is_alphanumeric);
            // Further behind only things are named that are counted: "two million smart meters" are no metres.
            let codes: Vec<&str> = codes.iter().copied().filter(|code| !far || self.counts.contains(code)).collect();
            (same && whole && !codes.is_empty()).then(|| (codes, at + name.len()))
        })
    }
}

fn dense(name: &str) -> bool {
    name.ends_with(|c: char| c >= '\u{2E80}')
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\n']).len()
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn add<'u>(names: &mut BTreeMap<String, Vec<&'u str>>, name: String, code: &'u str) {
    if !name.is_empty() {
        let codes = names.entry(name).or_default();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
}
