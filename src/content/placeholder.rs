//! Texts that stand for others: what `bulletin new` asks its author to write, and the marks that writers leave where something
//! is still to come. Only what can be nothing else is found: "Article XX", "the TK" of a German telecoms law and a `TODO` in
//! code are not.

use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr_iter, memchr3_iter, memmem};

use super::markdown::{self, HOLE};
use super::prompts::PROMPTS;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::locale::{DraftMarks, conventions};
use crate::yaml;

/// Whether a text, such as a title or a summary, has a placeholder in it. `tag` is that of its language.
#[must_use]
pub fn is_unfinished(text: &str, tag: &str) -> bool {
    !prompts(text).is_empty() || may_hold_mark(text) && !marks(text, tag).is_empty()
}

/// The placeholders in a body, which begins at `start` of its file.
pub(super) fn in_body(path: &Arc<str>, body: &str, start: usize, tag: &str, math: bool) -> Vec<Diagnostic> {
    let place = |span: Range<usize>| Place::bytes(path, start + span.start..start + span.end);
    let mut all: Vec<Diagnostic> = prompts(body).into_iter().map(|span| prompt(place(span))).collect();
    if may_hold_mark(body) {
        // Only now is it worth the while to find out what is prose.
        let prose = markdown::words(body, math);
        all.extend(marks(&prose.text, tag).into_iter().map(|span| mark(&prose.text[span.clone()], place(prose.source(&span)))));
    }
    all
}

/// The marks in the texts of the front matter, which begins at `start` of its file.
pub(super) fn in_front(path: &Arc<str>, front: &str, start: usize, tag: &str) -> Vec<Diagnostic> {
    if !may_hold_mark(front) {
        return Vec::new();
    }
    let mut all = Vec::new();
    yaml::each_text(front, |scalar| {
        let is_name = scalar.keys.contains(&"name");
        if scalar.keys.contains(&"extra") || !scalar.keys.iter().any(|key| TEXTS.contains(key)) {
            return;
        }
        // Where it stands in the file as it is read, the mark alone is shown.
        let verbatim = front[scalar.span.clone()].find(scalar.text).map(|offset| scalar.span.start + offset);
        for span in marks(scalar.text, tag) {
            let word = &scalar.text[span.clone()];
            let place = verbatim.map_or_else(|| scalar.span.clone(), |at| at + span.start..at + span.end);
            // Short names of companies and countries are names.
            if !is_name || !word.starts_with(['T', 'X']) || word == "TODO" {
                all.push(mark(word, Place::bytes(path, start + place.start..start + place.end)));
            }
        }
    });
    all
}

/// The field called `field`, if its text is one that `new` suggests.
pub(super) fn in_field(path: &Arc<str>, field: impl FnOnce() -> String, text: &str) -> Option<Diagnostic> {
    PROMPTS.iter().any(|(_, prompt)| *prompt == text).then(|| prompt(Place::value(path, field())))
}

/// The fields whose texts readers see as they are.
const TEXTS: [&str; 14] =
    ["title", "name", "summary", "key_points", "preheader", "note", "reason", "label", "text", "role", "place", "alt", "checked", "description"];

fn prompt(place: Place) -> Diagnostic {
    Diagnostic::new(Code::Placeholder, place, "`bulletin new` wrote this, and nobody has replaced it").help(HELP)
}

fn mark(word: &str, place: Place) -> Diagnostic {
    Diagnostic::new(Code::Placeholder, place, format!("`{word}` stands for something that is still to be written")).help(HELP)
}

const HELP: &str = "write what belongs here, or take it out; newsletters leave the whole text out until then";

/// The lines of a text that begin with what `new` wrote, as far as they go on with it.
fn prompts(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let ends = memchr_iter(b'\n', text.as_bytes());
    for start in std::iter::once(0).chain(ends.map(|end| end + 1)) {
        // All of them begin with one of these.
        if !matches!(text.as_bytes().get(start), Some(b'W' | b'S' | b'D' | b'T' | b'R')) {
            continue;
        }
        let mut end = start;
        while let Some((_, prompt)) = PROMPTS.iter().find(|(_, prompt)| text[end..].trim_start_matches(' ').starts_with(prompt)) {
            end += text[end..].len() - text[end..].trim_start_matches(' ').len() + prompt.len();
        }
        if end > start {
            found.push(start..end);
        }
    }
    found
}

/// Whether there may be a mark in a text. It is asked of every text of a site, so that it looks at bytes.
fn may_hold_mark(text: &str) -> bool {
    let bytes = text.as_bytes();
    let tells = |at: usize| match bytes[at] {
        b'K' => bytes[..at].ends_with(b"T"),
        b'X' => bytes[at + 1..].starts_with(b"X") || bytes[at + 1..].starts_with(b"ME") && bytes[..at].ends_with(b"FI"),
        _ => bytes[at + 1..].starts_with(b"DO") && bytes[..at].ends_with(b"T"),
    };
    memchr3_iter(b'K', b'X', b'O', bytes).any(tells) || memmem::find(bytes, b"orem ipsum").is_some()
}

/// The marks in words without markup.
fn marks(text: &str, tag: &str) -> Vec<Range<usize>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
        let spans = if may_hold_mark(text) { marks(text, language) } else { Vec::new() };
        spans.into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn marks_stand_for_what_is_to_come() {
        for (text, mark) in [
            ("TODO", "TODO"),
            ("TODO: check the number", "TODO"),
            ("The number (TODO) is", "TODO"),
            ("TODO Ask the ministry", "TODO"),
            ("FIXME", "FIXME"),
            ("The minister said TK.", "TK"),
            ("Growth of TK percent", "TK"),
            ("TK", "TK"),
            ("Title TK", "TK"),
            ("A quote [TK] here", "TK"),
            ("TKTK", "TKTK"),
            ("It cost XX million euros.", "XX"),
            ("up XX% on the year", "XX"),
            ("up XX.X % on the year", "XX"),
            ("on XX May 2024", "XX"),
            ("€XX billion", "XX"),
            ("EUR XX", "XX"),
            ("Mr XXX said", "XXX"),
            ("[XX]", "XX"),
            ("XX", "XX"),
            ("said XXXX yesterday", "XXXX"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
            ("XX per cent", "XX"),
        ] {
            assert_eq!(found(text, "en"), [mark], "{text}");
        }
        for (text, language, mark) in [
            ("am XX. Mai 2024", "de", "XX"),
            ("XX Prozent", "de", "XX"),
            ("XX Millionen", "de", "XX"),
            ("le XX mai", "fr", "XX"),
            ("XX milliards", "fr", "XX"),
            ("增长XX%，达到", "zh-Hans", "XX"),
            ("收入XX亿元", "zh-Hans", "XX"),
            ("TODO: revisar", "es", "TODO"),
            ("TODO 补充数据", "zh-Hans", "TODO"),
        ] {
            assert_eq!(found(text, language), [mark], "{text}");
        }
        assert_eq!(found("TK TK", "de"), ["TK", "TK"]);
    }

    #[test]
    fn what_only_looks_like_a_mark_is_none() {
        for text in [
            "the XX century",
            "Article XX",
            "Article XX may apply",
            "Chapter XX. May it stand",
            "Title XXX of the act",
            "Louis XX",
            "a XXL size",
            "XXI",
            "20XX",
            "Regulation (EU) 2024/XXX",
            "COM(2024)XXX",
            "a TKO in round two",
            "UTK",
            "TK Elevator grew",
            "the TK paid",
            "Turkish Airlines (TK) flies",
            "TK-Markt",
            "a TODO list",
            "the TODO Group",
            "todo",
            "TODO.md",
            "src/TODO",
            "MEXXICO",
            "DIFIXMED",
            "Annex XX: products",
            "a.TK",
            "Exxon",
            "an XX chromosome",
        ] {
            assert_eq!(found(text, "en"), [""; 0], "{text}");
        }
        for (text, language) in [
            ("die TK und der TK-Markt", "de"),
            ("Die TK.", "de"),
            ("im XX. Jahrhundert", "de"),
            ("TODO POR LA PATRIA", "es"),
            ("le XXe siècle", "fr"),
            ("XX公司", "zh-Hans"),
            ("Kapitel XX Mai", "de"),
        ] {
            assert_eq!(found(text, language), [""; 0], "{text}");
        }
    }

    #[test]
    fn every_prompt_is_found_and_none_begins_another() {
        for (name, prompt) in PROMPTS {
            assert_eq!(prompts(prompt).len(), 1, "{name}");
            assert_eq!(PROMPTS.iter().filter(|(_, other)| other.starts_with(prompt)).count(), 1, "{name}");
            assert!(is_unfinished(prompt, "en"), "{name}");
        }
        let body = "A text.\n\nSay what it is about. This text introduces the instrument's page.\n";
        assert_eq!(prompts(body).into_iter().map(|span| &body[span]).collect::<Vec<_>>(), [body[9..].trim_end()]);
        assert!(prompts("He said: Say what it is about. Then\nWrite it.").is_empty());
    }
}
