//! A line of fields, taken apart by its looks: a line that is wrong has no better structure.

use crate::locale::signs::{self, Sign};
use std::ops::Range;

/// A line without its end.
#[derive(Debug)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    /// Where its indent ends.
    pub(super) indent: usize,
    /// Where what follows the indent and the hyphens of list items begins.
    pub(super) start: usize,
    /// The name of its field.
    pub(super) key: Option<Range<usize>>,
    /// Its value, without a comment; empty at the end of the line where there is none.
    pub(super) value: Range<usize>,
}

impl<'t> Line<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        let indent = text.len() - text.trim_start_matches(is_gap).len();
        let mut start = indent;
        while let Some(after) = text[start..].strip_prefix('-').filter(|after| after.is_empty() || after.starts_with(is_gap)) {
            start = text.len() - after.trim_start_matches(is_gap).len();
        }
        let (key, from) = match key(&text[start..]) {
            Some((length, gap)) => (Some(start..start + length), start + gap),
            None => (None, start),
        };
        let from = text.len() - text[from..].trim_start_matches(is_gap).len();
        let value = from..from + without_comment(&text[from..]).len();
        Self { text, indent, start, key, value }
    }

    pub(super) fn key(&self) -> Option<&'t str> {
        self.key.clone().map(|key| &self.text[key])
    }

    pub(super) fn value(&self) -> &'t str {
        &self.text[self.value.clone()]
    }

    /// What follows the indent and the hyphens.
    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.start..]
    }

    pub(super) fn is_item(&self) -> bool {
        self.start > self.indent
    }

    /// Whether there is nothing in it but a comment.
    pub(super) fn is_blank(&self) -> bool {
        self.text[self.indent..].is_empty() || self.text[self.indent..].starts_with('#')
    }

    /// The line with another value.
    pub(super) fn with_value(&self, value: &str) -> String {
        self.with(self.value.clone(), value)
    }

    /// The line with other words at `range`.
    pub(super) fn with(&self, range: Range<usize>, words: &str) -> String {
        format!("{}{words}{}", &self.text[..range.start], &self.text[range.end..])
    }
}

/// Spaces, and what looks like them.
pub(super) fn is_gap(c: char) -> bool {
    c == ' ' || is_odd_gap(c)
}

/// White space that is no space to YAML, and what has no width.
pub(in crate::yaml) fn is_odd_gap(c: char) -> bool {
    c != ' ' && (c.is_whitespace() && c != '\n' || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}'))
}

/// Lengths of the name that a text begins with, and of that name with its colon.
fn key(text: &str) -> Option<(usize, usize)> {
    let from = match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].find(quote)? + 2,
        '[' | '{' => return None,
        _ => 0,
    };
    let colons = text[from..].match_indices(':').map(|(at, _)| from + at);
    let at = colons.into_iter().find(|at| text[at + 1..].is_empty() || text[at + 1..].starts_with(is_gap))?;
    let name = text[..at].trim_end();
    (from == 0 || name.len() == from).then_some((name.len(), at + 1))
}

/// A value without the comment behind it.
fn without_comment(text: &str) -> &str {
    let from = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text.rfind(quote).unwrap_or(0),
        _ => 0,
    };
    let end = text[from..].find(" #").map_or(text.len(), |at| from + at);
    text[..end].trim_end_matches(is_gap)
}

/// Whether a word may be the name of a field.
pub(in crate::yaml) fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// Whether what looks like the name of a field is more likely the beginning of a text: `The plan: a first look`.
pub(super) fn is_of_text(key: &str) -> bool {
    !is_word(key) || key.starts_with(char::is_uppercase)
}

/// A text between the quotation marks that need the fewest changes in it.
pub(in crate::yaml) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// The byte of the mark that closes a text in quotation marks.
pub(super) fn close(value: &str, mark: char) -> Option<usize> {
    let bytes = value.as_bytes();
    let mark = u8::try_from(mark).ok()?;
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if mark == b'"' => at += 1,
            b'\'' if mark == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            byte if byte == mark => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The code of the unit that a sign stands for which YAML does not take for a text: `unit: %`.
pub(super) fn unit_of_sign(key: &str, text: &str) -> Option<&'static str> {
    match signs::meant(text).filter(|_| key == "unit" && text.starts_with('%'))? {
        Sign::Unit { code, certain: true } => Some(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart() {
        let parts = |text| {
            let line = Line::read(text);
            (line.indent, line.start, line.key().map(str::to_owned), line.value().to_owned())
        };
        let own = |indent, start, key: Option<&str>, value: &str| (indent, start, key.map(str::to_owned), value.to_owned());
        for (text, expected) in [
            ("title: A # b", own(0, 0, Some("title"), "A")),
            ("  - - a: b: c", own(2, 6, Some("a"), "b: c")),
            ("  - 'it: is': \"a # b\" # c", own(2, 4, Some("'it: is'"), "\"a # b\"")),
            ("a:", own(0, 0, Some("a"), "")),
            ("url: https://a.b", own(0, 0, Some("url"), "https://a.b")),
            ("kind:report", own(0, 0, None, "kind:report")),
            ("-a", own(0, 0, None, "-a")),
            ("-", own(0, 1, None, "")),
            ("", own(0, 0, None, "")),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }
}
