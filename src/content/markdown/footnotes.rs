//! Footnotes: numbered in the order in which a reader meets their marks, listed at the end.

use super::out::{Out, at};
use super::slug::Ids;
use super::template::{HoleKind, Word};
use super::{Problem, ProblemKind};
use std::collections::HashMap;
use std::ops::Range;

/// The footnotes of one text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    definitions: Vec<Definition>,
    /// The definition of each label; labels do not distinguish case.
    by_label: HashMap<String, usize>,
    /// In the order of their numbers.
    notes: Vec<Note>,
    numbers: HashMap<String, usize>,
}

/// `[^label]: …`, already in HTML.
#[derive(Debug)]
struct Definition {
    label: String,
    span: Range<usize>,
    out: Out,
    marks: Vec<InnerMark>,
    used: bool,
}

/// A mark inside a definition. Its number is known only when all marks of the text itself have theirs, so it is a hole
/// in the definition's HTML until then.
#[derive(Debug)]
pub(super) struct InnerMark {
    label: String,
    mark: Mark,
}

/// A footnote that has a number.
#[derive(Debug)]
struct Note {
    label: String,
    marks: u32,
}

/// What a mark shows: the footnote's number, and which of its marks this is. Both from 1.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    number: usize,
    occurrence: u32,
}

impl Footnotes {
    /// A mark in the text itself.
    pub(super) fn mark(&mut self, out: &mut Out, label: &str) {
        write_mark(out, self.assign(label));
    }

    /// A mark inside a definition that is being written to `out`, and has those `marks` already.
    pub(super) fn inner_mark(out: &mut Out, marks: &mut Vec<InnerMark>, label: &str) {
        out.hole(HoleKind::Mark(at(marks.len())));
        marks.push(InnerMark { label: label.to_owned(), mark: Mark::default() });
    }

    /// A definition that has been written. The first one of a label counts.
    pub(super) fn define(&mut self, label: &str, span: Range<usize>, out: Out, marks: Vec<InnerMark>) -> Option<Problem> {
        if self.by_label.contains_key(&key(label)) {
            let kind = ProblemKind::DuplicateFootnote { label: label.to_owned() };
            return Some(Problem { span: at(span.start)..at(span.end), kind });
        }
        self.by_label.insert(key(label), self.definitions.len());
        self.definitions.push(Definition { label: label.to_owned(), span, out, marks, used: false });
        None
    }

    /// Writes the list, and tells of definitions that nothing refers to.
    pub(super) fn finish(mut self, out: &mut Out, ids: &mut Ids, problems: &mut Vec<Problem>) {
        self.number_inner_marks();
        if !self.notes.is_empty() {
            out.push("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
            out.hole(HoleKind::Word(Word::Footnotes));
            out.push("\">\n<ol>\n");
            for (index, note) in self.notes.iter().enumerate() {
                let definition = self.by_label.get(&key(&note.label)).map(|found| &self.definitions[*found]);
                write_note(out, ids, index + 1, note.marks, definition);
            }
            out.push("</ol>\n</section>\n");
        }
        for Definition { label, span, .. } in self.definitions.into_iter().filter(|definition| !definition.used) {
            problems.push(Problem { span: at(span.start)..at(span.end), kind: ProblemKind::UnusedFootnote { label } });
        }
    }

    /// Gives each mark inside a definition its number, definition by definition; the list grows meanwhile.
    fn number_inner_marks(&mut self) {
        let mut next = 0;
        while next < self.notes.len() {
            let found = self.by_label.get(&key(&self.notes[next].label)).copied();
            next += 1;
            let Some(index) = found else { continue };
            self.definitions[index].used = true;
            let mut marks = std::mem::take(&mut self.definitions[index].marks);
            for inner in &mut marks {
                inner.mark = self.assign(&inner.label);
            }
            self.definitions[index].marks = marks;
        }
    }

    /// The number for a mark, a new one if the footnote has none.
    fn assign(&mut self, label: &str) -> Mark {
        let next = self.notes.len();
        let index = *self.numbers.entry(key(label)).or_insert(next);
        if index == next {
            self.notes.push(Note { label: label.to_owned(), marks: 0 });
        }
        let note = &mut self.notes[index];
        note.marks += 1;
        Mark { number: index + 1, occurrence: note.marks }
    }
}

fn key(label: &str) -> String {
    label.to_lowercase()
}

/// The id of a mark, which its footnote links back to.
fn mark_id(mark: Mark) -> String {
    match mark.occurrence {
        1 => format!("fnref-{}", mark.number),
        occurrence => format!("fnref-{}-{occurrence}", mark.number),
    }
}

fn write_mark(out: &mut Out, mark: Mark) {
    out.push("<sup class=\"footnote-ref\"><a href=\"");
    out.hole(HoleKind::Page);
    out.push("#fn-");
    out.number(mark.number as u64);
    out.push("\" id=\"");
    out.push(&mark_id(mark));
    out.push("\" role=\"doc-noteref\">");
    out.number(mark.number as u64);
    out.push("</a></sup>");
}

/// One item of the list: what the definition says, then a link back to each mark, in its last paragraph if it has one.
fn write_note(out: &mut Out, ids: &mut Ids, number: usize, marks: u32, definition: Option<&Definition>) {
    let id = format!("fn-{number}");
    out.push("<li id=\"");
    out.push(&id);
    out.push("\">\n");
    ids.push(id);
    if let Some(definition) = definition {
        write_definition(out, definition);
    }
    let in_paragraph = out.html.ends_with("</p>\n");
    if in_paragraph {
        out.html.truncate(out.len() - "</p>\n".len());
    }
    for occurrence in 1..=marks {
        let mark = Mark { number, occurrence };
        write_back_link(out, mark);
        ids.push(mark_id(mark));
    }
    out.push(if in_paragraph { "</p>\n</li>\n" } else { "\n</li>\n" });
}

/// The definition's HTML, with its marks.
fn write_definition(out: &mut Out, definition: &Definition) {
    let mut from = 0;
    for hole in &definition.out.holes {
        let at = hole.at as usize;
        out.append(&definition.out, from..at);
        from = at;
        match hole.kind {
            HoleKind::Mark(index) => write_mark(out, definition.marks[index as usize].mark),
            kind => out.hole(kind),
        }
    }
    out.append(&definition.out, from..definition.out.len());
}

fn write_back_link(out: &mut Out, mark: Mark) {
    out.push(" <a class=\"footnote-back\" href=\"");
    out.hole(HoleKind::Page);
    out.push("#");
    out.push(&mark_id(mark));
    out.push("\" role=\"doc-backlink\" aria-label=\"");
    out.hole(HoleKind::Word(Word::BackToText));
    out.push(" ");
    out.push(mark_id(mark).trim_start_matches("fnref-"));
    // The variation selector keeps the arrow from becoming a coloured picture.
    out.push("\">↩\u{FE0E}");
    if mark.occurrence > 1 {
        out.push("<sup>");
        out.number(u64::from(mark.occurrence));
        out.push("</sup>");
    }
    out.push("</a>");
}
