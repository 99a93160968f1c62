//! A line of YAML, taken apart by its signs alone.

use std::ops::Range;

/// A line taken apart; all in bytes of the line.
pub(super) struct Line {
    pub(super) indent: usize,
    /// Hyphens of lists.
    pub(super) dashes: Vec<usize>,
    /// Where what is neither blank nor a hyphen begins.
    pub(super) content: usize,
    /// The field that it names.
    pub(super) key: Option<Range<usize>>,
    /// Where the value of that begins.
    pub(super) value: Option<usize>,
    length: usize,
}

impl Line {
    pub(super) fn of(line: &str) -> Self {
        let line = line.trim_end_matches('\r');
        let bytes = line.as_bytes();
        let skip = |mut at: usize| {
            while bytes.get(at) == Some(&b' ') {
                at += 1;
            }
            at
        };
        let indent = skip(0);
        let (mut content, mut dashes) = (indent, Vec::new());
        while bytes.get(content) == Some(&b'-') && matches!(bytes.get(content + 1), None | Some(b' ')) {
            dashes.push(content);
            content = skip(content + 1).max(content + 2);
        }
        let content = content.min(line.len().max(dashes.last().map_or(0, |dash| dash + 2)));
        let rest = line.get(content..).unwrap_or_default();
        let colon = if rest.starts_with(['[', '{', '#', '|', '>']) { None } else { colon(rest) };
        let key = colon.map(|at| content..content + rest[..at].trim_end().len());
        let value = colon.map(|at| skip(content + at + 1));
        Self { indent, dashes, content, key, value, length: line.len() }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.indent >= self.length
    }
}

/// The colon behind the name of a field.
fn colon(text: &str) -> Option<usize> {
    let from = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => 1 + text[1..].find(quote)? + 1,
        _ => 0,
    };
    text[from..].match_indices(':').map(|(at, _)| from + at).find(|at| matches!(text.as_bytes().get(at + 1), None | Some(b' ')))
}

pub(super) fn unquoted(name: &str) -> &str {
    name.trim_matches(['"', '\''])
}

/// The word from `start` to the end of its line, without quotation marks, a comment or blanks.
pub(super) fn word(text: &str, start: usize, end: usize) -> Range<usize> {
    let line = text.get(start..end).unwrap_or_default();
    let bare = line.find(" #").map_or(line, |at| &line[..at]);
    let bare = if line.starts_with('#') { "" } else { bare.trim_end() };
    let quoted = bare.starts_with(['"', '\'']);
    let inner = if quoted { bare[1..].trim_end_matches(['"', '\'']) } else { bare };
    let start = start.min(end) + usize::from(quoted);
    start..start + inner.len()
}
