//! The terms of a text: what the index knows it by. The search page cuts what readers type in the same way, in JavaScript; one
//! file of samples holds the two together (`tests/web/terms.json`).
//!
//! A text is *folded* first, so that a word is found however it was typed: case, accents, width and ligatures do not count. Then
//! it is cut: languages with spaces by words, Chinese, Japanese and Korean into overlapping pairs of characters, so that whatever
//! is typed without a space is found wherever it stands.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::values::is_unspaced;

/// A term has so many characters at most, in a text and in what is typed.
const LONGEST: usize = 40;

/// How texts of a language are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Whether plurals are taken for their singular, as English forms them.
    pub plurals: bool,
    /// So many terms a text has that is neither long nor short.
    pub usual: u64,
}

/// Where words stand in a document: a word of the title says more of it than one of the text.
#[derive(Debug, Clone, Copy)]
#[repr(u64)]
pub enum Field {
    /// Its text.
    Text = 1,
    /// Its summary, and its key points.
    Lead = 2,
    /// Its title.
    Title = 6,
}

/// The terms of a document, each with its *impact*: how much of the document is about it, from 0 to 7.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// In the order of their characters, each with a line end behind it.
    names: String,
    impacts: Vec<u8>,
}

impl Terms {
    /// The terms of a document with these parts.
    #[must_use]
    pub fn of<'t>(parts: impl IntoIterator<Item = (Field, &'t str)>, rules: Rules) -> Self {
        // All in one text, so that they need no room each; in the order in which they stand, then in that of their characters.
        let (mut names, mut all) = (String::new(), Vec::new());
        for (field, text) in parts {
            cut(text, rules, &mut |term| {
                let start = names.len();
                names.push_str(term);
                all.push((first_bytes(term), start..names.len(), field as u64));
            });
        }
        all.sort_unstable_by(|(first, a, _), (other, b, _)| first.cmp(other).then_with(|| names[a.clone()].cmp(&names[b.clone()])));
        // Those of all documents wait in memory for their segments.
        let mut terms = Self { names: String::with_capacity(names.len() / 2), impacts: Vec::with_capacity(all.len() / 2) };
        for same in all.chunk_by(|(first, a, _), (other, b, _)| first == other && names[a.clone()] == names[b.clone()]) {
            terms.names.push_str(&names[same[0].1.clone()]);
            terms.names.push('\n');
            terms.impacts.push(impact(same.iter().map(|(_, _, weight)| weight).sum(), all.len() as u64, rules.usual));
        }
        terms.names.shrink_to_fit();
        terms.impacts.shrink_to_fit();
        terms
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.impacts.len()
    }

    /// The terms with their impacts, in the order of their characters.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u8)> {
        self.names.lines().zip(self.impacts.iter().copied())
    }
}

/// The first eight bytes of a term as a number, which is in the order of the terms: most are told apart by it.
fn first_bytes(term: &str) -> u64 {
    let mut bytes = [0; 8];
    let length = term.len().min(8);
    bytes[..length].copy_from_slice(&term.as_bytes()[..length]);
    u64::from_be_bytes(bytes)
}

/// By BM25, in eighths: the more often, the more, but less and less; and the longer the document, the less. In whole numbers, so
/// that every machine finds the same.
fn impact(weight: u64, all: u64, usual: u64) -> u8 {
    let eighths = 80 * weight * usual / (10 * weight * usual + 6 * (usual + all));
    u8::try_from(eighths.min(7)).unwrap_or(7)
}

/// Gives every term of a text to `each`.
pub fn cut(text: &str, rules: Rules, each: &mut dyn FnMut(&str)) {
    let folded = folded(text);
    let (mut rest, mut word) = (folded.as_str(), String::new());
    while let Some(c) = rest.chars().next() {
        if is_unspaced(c) {
            let end = rest.find(|c| !is_unspaced(c)).unwrap_or(rest.len());
            pairs(&rest[..end], each);
            rest = &rest[end..];
        } else if is_of_word(c) {
            let end = word_end(rest);
            word.clear();
            word.extend(rest[..end].chars().filter(|c| *c != ','));
            let stem = stem(&word, rules);
            let stem = stem.char_indices().nth(LONGEST).map_or(&*stem, |(end, _)| &stem[..end]);
            each(stem);
            rest = &rest[end..];
            rest = rest.strip_prefix("'s").filter(|after| !after.starts_with(is_of_word)).unwrap_or(rest);
        } else {
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// The overlapping pairs of a run, and its last character, which begins no pair: so one character finds all that begin with it.
fn pairs(run: &str, each: &mut dyn FnMut(&str)) {
    let mut starts = run.char_indices().map(|(at, _)| at).peekable();
    while let Some(start) = starts.next() {
        let end = starts.peek().map_or(run.len(), |next| next + run[*next..].chars().next().map_or(0, char::len_utf8));
        each(&run[start..end]);
    }
}

/// Whether a character is a part of words.
fn is_of_word(c: char) -> bool {
    (c.is_alphanumeric() || is_combining_mark(c)) && !is_unspaced(c)
}

/// Where the word that a text begins with ends. A point or comma between two digits is a part of a number, and `'s` ends a word
/// that goes without it.
fn word_end(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let in_number = matches!(c, '.' | ',') && before.is_ascii_digit() && next.is_ascii_digit();
        if !is_of_word(c) && !in_number {
            return at;
        }
        before = c;
    }
    text.len()
}

/// A word without the plural's ending, after Harman's three rules.
fn stem(word: &str, rules: Rules) -> std::borrow::Cow<'_, str> {
    let is_plain = rules.plurals && word.chars().nth(3).is_some() && word.chars().all(char::is_alphabetic);
    let Some(short) = word.strip_suffix('s').filter(|_| is_plain) else { return word.into() };
    match short.as_bytes() {
        [.., before, b'i', b'e'] if !matches!(before, b'a' | b'e') => format!("{}y", &short[..short.len() - 2]).into(),
        [.., b'u' | b's'] => word.into(),
        _ => short.into(),
    }
}

/// A text whose letters count alike however they are written.
#[must_use]
pub fn folded(text: &str) -> String {
    let (mut folded, mut rest) = (String::with_capacity(text.len()), text);
    while !rest.is_empty() {
        let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let further = rest[plain..].bytes().position(|byte| byte.is_ascii()).map_or(rest.len(), |length| plain + length);
        // An accent may belong to the last plain letter.
        let start = if further > plain { plain.saturating_sub(1) } else { plain };
        let from = folded.len();
        folded.push_str(&rest[..start]);
        folded[from..].make_ascii_lowercase();
        fold_run(&rest[start..further], &mut folded);
        rest = &rest[further..];
    }
    folded
}

/// Folds what is not plain.
fn fold_run(run: &str, to: &mut String) {
    if is_nfc_quick(run.chars()) == IsNormalized::Yes {
        fold_chars(run.chars(), to);
    } else {
        fold_chars(run.nfc(), to);
    }
}

fn fold_chars(chars: impl Iterator<Item = char>, to: &mut String) {
    let (start, mut is_composed) = (to.len(), true);
    for c in chars {
        match c {
            _ if c.is_ascii() => to.push(c.to_ascii_lowercase()),
            // What folds to itself: most of all texts in these scripts, dashes, quotation marks.
            '\u{2012}'..='\u{2014}'
            | '\u{2018}'
            | '\u{201C}'..='\u{201E}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30A1}'..='\u{30FA}'
            | '\u{3001}'
            | '\u{3002}' => to.push(c),
            '’' => to.push('\''),
            _ => {
                is_composed = false;
                let lower = std::iter::once(c).nfkc().flat_map(char::to_lowercase);
                lower.nfd().filter(|c| !is_dropped(*c)).for_each(|c| fold(c, to));
            }
        }
    }
    if !is_composed {
        let composed: String = to[start..].nfc().collect();
        to.truncate(start);
        to.push_str(&composed);
    }
}

/// What does not count: accents, and what nobody sees within a word: places to break and to join it, and variants of a sign.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Letters that no form of Unicode takes apart.
fn fold(c: char, to: &mut String) {
    match c {
        'ß' => to.push_str("ss"),
        'ø' => to.push('o'),
        'ł' => to.push('l'),
        'đ' => to.push('d'),
        'æ' => to.push_str("ae"),
        'œ' => to.push_str("oe"),
        'ı' => to.push('i'),
        'ς' => to.push('σ'),
        _ => to.push(c),
    }
}
