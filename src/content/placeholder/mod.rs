//! Texts that stand for others: what `bulletin new` asks its author to write, and the marks that writers leave where something
//! is still to come. Only what can be nothing else is found: "Article XX", "the TK" of a German telecoms law and a `TODO` in
//! code are not.
//!
//! [`in_body`], [`in_front`] and [`in_field`] report them; [`is_unfinished`] keeps them out of newsletters. [`mod@marks`] tells a mark
//! from a word that only looks like one.

mod marks;

use std::ops::Range;
use std::sync::Arc;

use marks::{marks, may_hold_mark};
use memchr::memchr_iter;

use super::markdown;
use super::prompts::PROMPTS;
use crate::diagnostics::{Code, Diagnostic, Place};
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

#[cfg(test)]
mod tests;
