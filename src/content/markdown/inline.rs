//! `[[kind:name#fragment|label]]` and `[@id; @other]`, which only the site can resolve.

use super::Target;
use std::collections::HashSet;
use std::ops::Range;

/// One of the two, and what it names.
#[derive(Debug)]
pub(super) struct Mark {
    /// The whole of it, in bytes of the author's text.
    pub(super) span: Range<usize>,
    /// What it names, each with its place.
    pub(super) targets: Vec<(Range<usize>, Target)>,
}

/// The mark that starts with the `[` at `at`, if one does. The time it takes is bounded by the next bracket.
pub(super) fn mark(source: &str, at: usize) -> Option<Mark> {
    let bytes = source.as_bytes();
    let wiki = match bytes.get(at + 1)? {
        b'[' => true,
        b'@' => false,
        _ => return None,
    };
    if is_escaped(bytes, at) {
        return None;
    }
    if wiki { wiki_link(source, at) } else { citation(source, at) }
}

/// Whether an odd number of backslashes stands before `at`.
pub(super) fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// `[[kind:name#fragment|label]]`. Anything else between double brackets is the author's own.
fn wiki_link(source: &str, at: usize) -> Option<Mark> {
    let inside = at + 2;
    let length = source.as_bytes()[inside..].iter().position(|byte| matches!(byte, b'[' | b']' | b'\n' | b'\r'))?;
    let end = inside + length;
    if !source[end..].starts_with("]]") {
        return None;
    }
    let target = wiki_target(&source[inside..end])?;
    let span = at..end + 2;
    Some(Mark { span: span.clone(), targets: vec![(span, target)] })
}

/// What stands between the double brackets.
fn wiki_target(inside: &str) -> Option<Target> {
    let (kind, rest) = inside.split_once(':')?;
    if !kind.starts_with(|c: char| c.is_ascii_lowercase()) || !kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') || rest.starts_with("//") {
        return None;
    }
    let (named, label) = match rest.split_once('|') {
        // In a table the bar is escaped, which means the same everywhere else.
        Some((named, label)) => (named.strip_suffix('\\').unwrap_or(named), not_empty(&unescaped(label))),
        None => (rest, None),
    };
    let (name, fragment) = match named.split_once('#') {
        Some((name, fragment)) => (name, not_empty(fragment)),
        None => (named, None),
    };
    let name = not_empty(&unescaped(name))?;
    Some(Target::Wiki { kind: kind.to_owned(), name, fragment, label })
}

/// `[@id]`, `[@id; @other]`. What could be a link of Markdown (`[@name](…)`, `[@name][…]`, `[@name]: …`) is one.
fn citation(source: &str, at: usize) -> Option<Mark> {
    let inside = at + 1;
    let length = source.as_bytes()[inside..].iter().position(|byte| matches!(byte, b'[' | b']' | b'\n' | b'\r'))?;
    let end = inside + length;
    if source.as_bytes()[end] != b']' || is_link(source, at, end + 1) {
        return None;
    }
    let mut targets = Vec::new();
    let mut from = inside;
    for part in source[inside..end].split(';') {
        let cited = part.trim();
        let id = cited.strip_prefix('@')?;
        if !id.starts_with(char::is_alphanumeric) || !id.chars().all(is_id) {
            return None;
        }
        let start = from + (part.len() - part.trim_start().len());
        targets.push((start..start + cited.len(), Target::Citation { id: id.to_owned() }));
        from += part.len() + 1;
    }
    Some(Mark { span: at..end + 1, targets })
}

/// The labels beginning with `@` that a text defines as those of links: `[@name]: https://…` at the start of a line.
pub(super) fn definitions(source: &str) -> HashSet<String> {
    let starts = source.match_indices("[@").map(|(at, _)| at);
    let defined = starts.filter_map(|at| {
        let end = at + source[at..].find([']', '\n'])?;
        (source[end..].starts_with("]:") && is_link(source, at, end + 1)).then(|| label(&source[at..=end]))
    });
    defined.collect()
}

/// A label in brackets as Markdown compares labels: without regard to case and the width of white space.
pub(super) fn label(bracketed: &str) -> String {
    let inside = bracketed.trim_start_matches('[').trim_end_matches(']');
    inside.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Mark {
    /// Whether it is mathematics, which names nothing.
    pub(super) fn is_math(&self) -> bool {
        self.targets.is_empty()
    }

    /// Whether it cites a source.
    pub(super) fn is_citation(&self) -> bool {
        matches!(self.targets.first(), Some((_, Target::Citation { .. })))
    }
}

/// Whether what follows the closing bracket makes it a link, or the definition of one.
fn is_link(source: &str, at: usize, end: usize) -> bool {
    match source.as_bytes().get(end) {
        Some(b'(') => true,
        Some(b'[') => source.as_bytes().get(end + 1) != Some(&b'@'),
        Some(b':') => {
            let mut before = source.as_bytes()[..at].iter().rev();
            matches!(before.find(|byte| !matches!(byte, b' ' | b'\t' | b'>')), None | Some(b'\n' | b'\r'))
        }
        _ => false,
    }
}

fn is_id(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':')
}

fn not_empty(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Plain text without the backslashes that escape ASCII punctuation.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' || !rest.peek().is_some_and(char::is_ascii_punctuation) {
            plain.push(c);
        } else if let Some(escaped) = rest.next() {
            plain.push(escaped);
        }
    }
    plain
}
