//! The marks that writers leave where something is still to come: `TODO`, `FIXME`, `TK`, a row of `X`, and the words that fill
//! a draft's space.

use std::ops::Range;

use memchr::{memchr3_iter, memmem};

use crate::content::markdown::HOLE;
use crate::locale::{DraftMarks, conventions};

/// Whether there may be a mark in a text. It is asked of every text of a site, so that it looks at bytes.
pub(super) fn may_hold_mark(text: &str) -> bool {
    let bytes = text.as_bytes();
    let tells = |at: usize| match bytes[at] {
        b'K' => bytes[..at].ends_with(b"T"),
        b'X' => bytes[at + 1..].starts_with(b"X") || bytes[at + 1..].starts_with(b"ME") && bytes[..at].ends_with(b"FI"),
        _ => bytes[at + 1..].starts_with(b"DO") && bytes[..at].ends_with(b"T"),
    };
    memchr3_iter(b'K', b'X', b'O', bytes).any(tells) || memmem::find(bytes, b"orem ipsum").is_some()
}

/// The marks in words without markup.
pub(super) fn marks(text: &str, tag: &str) -> Vec<Range<usize>> {
    let language = conventions(tag).draft_marks;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_uppercase()).map(|offset| at + offset) {
        let end = text[start..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(text.len(), |offset| start + offset);
        let begins = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let word = Word { text, span: start..end };
        if begins && word.stands_alone() && word.is_mark(language) {
            found.push(start..end);
        }
        at = end;
    }
    for word in ["Lorem ipsum", "lorem ipsum"] {
        found.extend(text.match_indices(word).map(|(start, _)| start..start + word.len()));
    }
    found.sort_by_key(|span| span.start);
    found
}

/// A word of ASCII letters and digits in its text.
struct Word<'t> {
    text: &'t str,
    span: Range<usize>,
}

impl<'t> Word<'t> {
    fn word(&self) -> &'t str {
        &self.text[self.span.clone()]
    }

    fn before(&self) -> &'t str {
        &self.text[..self.span.start]
    }

    fn after(&self) -> &'t str {
        &self.text[self.span.end..]
    }

    /// The word in front of it, where nothing but a space or a dot stands between them.
    fn previous(&self) -> &'t str {
        let before = self.before().trim_end_matches(SPACES);
        let before = before.strip_suffix('.').unwrap_or(before);
        let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        if before.len() == self.span.start { "" } else { &before[start..] }
    }

    /// The word behind it, where nothing but a space stands between them.
    fn next(&self) -> &'t str {
        let after = self.after();
        let rest = after.trim_start_matches(SPACES);
        if rest.len() == after.len() { "" } else { &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())] }
    }

    /// Whether it is no part of a longer word, a name of a file, an address, a number of a document.
    fn stands_alone(&self) -> bool {
        let glues =
            |c: char| matches!(c, '_' | '/' | '\\' | '@' | '#' | '&' | '=' | '-' | '\u{2010}' | '\u{2011}' | '\'' | '’') || c.is_alphanumeric() && !is_han(c);
        let mut after = self.after().chars();
        let next = after.next();
        let dotted = next.is_some_and(|c| matches!(c, '.' | ':')) && after.next().is_some_and(|c| c.is_alphanumeric() && c != 'X');
        !dotted && !next.is_some_and(glues) && !self.before().chars().next_back().is_some_and(|c| glues(c) || c == '.')
    }

    /// Whether it is all there is.
    fn is_whole(&self) -> bool {
        let is_sign = |c: char| c.is_ascii_punctuation() || c.is_whitespace();
        self.before().chars().all(is_sign) && self.after().chars().all(is_sign) && !self.text.contains(HOLE)
    }

    fn is_bracketed(&self) -> bool {
        self.before().ends_with('[') && self.after().starts_with(']')
    }

    fn is_mark(&self, language: DraftMarks) -> bool {
        let word = self.word();
        match word {
            "FIXME" => true,
            "TODO" => {
                let is_called_so = ["list", "lists", "item", "items", "comment", "comments", "app", "apps", "Group"].contains(&self.next());
                !is_called_so && (!language.todo_is_a_word || self.is_whole() || self.is_bracketed() || self.after().starts_with(':'))
            }
            "TK" => self.is_whole() || self.is_bracketed() || self.next() == "TK" || self.previous() == "TK" || language.tk_is_to_come && self.is_to_come(),
            _ if word.starts_with("TK") && word.replace("TK", "").is_empty() => true,
            _ if word.len() > 1 && word.bytes().all(|byte| byte == b'X') => self.is_unknown_number(language),
            _ => false,
        }
    }

    /// Whether `TK` in English stands for what is to come, and not for a company, a country or an abbreviation.
    fn is_to_come(&self) -> bool {
        let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let is_explained = self.before().ends_with('(') && self.after().starts_with(')') && is_name(last_word(self.before()));
        !is_name(self.next()) && !is_explained && !["the", "The"].contains(&self.previous())
    }

    /// Whether a row of `X` stands for a number or a name, and is no Roman number.
    fn is_unknown_number(&self, language: DraftMarks) -> bool {
        if ROMAN.contains(&self.previous().to_lowercase().as_str()) {
            return false;
        }
        let (before, after) = (self.before(), self.after());
        let decimals = after.strip_prefix(['.', ',']).map_or(after, |rest| if rest.starts_with('X') { rest.trim_start_matches('X') } else { after });
        let rest = decimals.strip_prefix('.').unwrap_or(decimals).trim_start_matches(SPACES);
        let next = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
        let is_month = MONTHS.contains(&next) || language.months.contains(&next);
        rest.starts_with(['%', '‰', '€', '$'])
            || rest.starts_with("pour cent")
            || before.ends_with(['€', '$', '£', '¥', '￥'])
            || is_month
            || UNITS.contains(&next.to_lowercase().as_str())
            || is_han_unit(next)
            || CURRENCIES.contains(&self.previous())
            || ["Mr", "Mrs", "Ms", "Herr", "Frau", "Mme"].contains(&self.previous())
            || self.is_bracketed()
            || self.is_whole()
            || self.word().len() > 3
    }
}

/// The last word of a text.
fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default()
}

/// Whether Chinese or Japanese counts with what a text begins with.
fn is_han_unit(text: &str) -> bool {
    ["亿", "億", "万", "萬", "月", "日", "个百分点", "个月"].iter().any(|unit| text.starts_with(unit))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// What Roman numbers stand behind.
const ROMAN: [&str; 29] = [
    "article",
    "articles",
    "art",
    "chapter",
    "title",
    "annex",
    "section",
    "part",
    "book",
    "volume",
    "vol",
    "appendix",
    "schedule",
    "protocol",
    "century",
    "siècle",
    "titre",
    "chapitre",
    "annexe",
    "kapitel",
    "anhang",
    "artikel",
    "teil",
    "titel",
    "abschnitt",
    "capítulo",
    "título",
    "anexo",
    "class",
];

/// What is counted, in lower case.
const UNITS: [&str; 24] = [
    "percent",
    "per",
    "pc",
    "thousand",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "mn",
    "bn",
    "euro",
    "euros",
    "dollars",
    "yuan",
    "prozent",
    "tausend",
    "millionen",
    "milliarden",
    "mio",
    "mrd",
    "milliard",
    "milliards",
    "people",
];

const CURRENCIES: [&str; 7] = ["EUR", "USD", "GBP", "CNY", "RMB", "CHF", "JPY"];

const MONTHS: [&str; 21] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Januar",
    "Februar",
    "März",
    "Mai",
    "Juni",
    "Juli",
    "Oktober",
    "Dezember",
    "Jänner",
];
