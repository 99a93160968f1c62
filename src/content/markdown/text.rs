//! Text between the tags: typographic punctuation, bare addresses, marks, line breaks.

use super::escape::find;
use super::template::HoleKind;
use super::writer::Writer;
use super::{Piece, ProblemKind, bare, cjk, inline, links, smart};
use crate::yaml::is_unprintable;
use pulldown_cmark::CowStr;
use std::ops::Range;

/// Stands for something whose text is not known here.
pub(in crate::content) const HOLE: char = '\u{FFFC}';

/// Whether more may be meant at a byte of a text than it says.
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep the compiler from looking at whole blocks")]
const fn is_telling(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\'') | (byte == b'-') | (byte == b'.') | (byte == b':') | (byte == b'[') | (byte == b'\n')
}

/// What is done at a telling byte.
enum Step {
    /// So many bytes are kept as they are.
    Keep(usize),
    /// So many bytes give way to something else.
    Exchange(usize, &'static str),
    /// An address written out.
    Link(Range<usize>),
    /// A line break in a text that is one line.
    Break,
}

impl Writer<'_> {
    /// Writes the text that has arrived.
    pub(super) fn flush(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let masked = self.masked;
        let mut span = masked.span(&std::mem::take(&mut self.run));
        if self.inline && self.before == '\n' {
            // A line does not start with space.
            let text = &masked.source[span.clone()];
            span.start += text.len() - text.trim_start().len();
        }
        self.suspected(&span);
        let mut from = span.start;
        for mark in masked.marks_in(&span) {
            let before = &masked.source[from..mark.span.start];
            // A citation's number stands close to the word before it, however it was typed.
            let before = if mark.is_citation() { before.trim_end_matches(' ') } else { before };
            self.stretch(from..from + before.len());
            if mark.is_math() {
                self.math(&mark.span);
            } else {
                self.mark(mark);
            }
            from = mark.span.end;
        }
        self.stretch(from..span.end);
    }

    /// Text that is not in the source as it is: a character reference. Nothing more is meant by it.
    pub(super) fn other_text(&mut self, text: &CowStr<'_>, range: &Range<usize>) {
        if self.in_code_block {
            // No reference means anything in code; what the source itself holds has been told of.
            let code = self.restored(text, Some(range));
            self.out.text(&code);
            return;
        }
        self.put(text);
        if text.chars().any(is_unprintable) {
            self.problem(range, ProblemKind::Unprintable);
        }
    }

    /// Writes plain text as it is.
    pub(super) fn put(&mut self, text: &str) {
        let Some(last) = text.chars().next_back() else { return };
        self.before = last;
        if let Some(alt) = &mut self.alt {
            return alt.text(text);
        }
        self.out.text(text);
        if let Some(plain) = &mut self.plain {
            plain.text(text);
            if let Some(heading) = &mut self.heading {
                heading.words.push_str(text);
            }
        }
    }

    /// Mathematics, as it was typed.
    fn math(&mut self, span: &Range<usize>) {
        let text = &self.masked.source[span.clone()];
        if text.contains('\n') {
            let lines = text.lines().map(|line| line.trim_start_matches([' ', '\t', '>']));
            let text = lines.collect::<Vec<_>>().join(if self.inline { " " } else { "\n" });
            self.put(&text);
        } else {
            self.put(text);
        }
    }

    /// A line break that is no more than the end of a line; `next` is where the next line starts in the source.
    pub(super) fn soft_break(&mut self, next: usize) {
        let joins = self.is_wide(self.before) && self.is_wide(self.line_start(next));
        self.break_plain(joins);
        if joins {
            return;
        }
        self.markup(if self.inline { " " } else { "\n" });
        self.before = ' ';
    }

    pub(super) fn hard_break(&mut self) {
        self.markup("<br>\n");
        self.break_plain(false);
        self.before = '\n';
    }

    fn break_plain(&mut self, joins: bool) {
        match (&mut self.alt, &mut self.plain) {
            (Some(alt), _) if !joins => alt.space(),
            (None, Some(plain)) if self.inline => plain.space_unless(joins),
            (None, Some(plain)) => plain.line_break(joins),
            _ => {}
        }
        if let (Some(heading), false) = (&mut self.heading, joins) {
            heading.words.push(' ');
        }
    }

    /// Tells the plain text of an element's start or end.
    pub(super) fn tag(&mut self, name: &str, closes: bool) {
        if let Some(plain) = self.alt.as_mut().or(self.plain.as_mut()) {
            plain.tag(name, closes);
        }
    }

    /// Markup of ours, which has no place inside an attribute.
    pub(super) fn markup(&mut self, markup: &str) {
        if self.images.is_empty() {
            self.out.push(markup);
        }
    }

    /// A stretch of the source that is text, without marks.
    fn stretch(&mut self, span: Range<usize>) {
        let masked = self.masked;
        let text = &masked.source[span.clone()];
        let bytes = text.as_bytes();
        let mut from = 0;
        // An escaped character means itself. The parser leaves out the backslash; had the backslash been text, the
        // stretch would have started with it.
        let behind_backslash = span.start > 0 && masked.source.as_bytes()[span.start - 1] == b'\\';
        let escaped = behind_backslash && bytes.first().is_some_and(u8::is_ascii_punctuation);
        let mut at = usize::from(escaped);
        while let Some(found) = find(bytes, at, is_telling) {
            let step = if self.verbatim > 0 && bytes[found] != b'\n' { Step::Keep(1) } else { self.step(text, from, found, span.start) };
            if let Step::Keep(length) = step {
                at = found + length;
                continue;
            }
            at = self.take(step, text, from, found, span.start);
            from = at;
        }
        if from < text.len() {
            self.put(&text[from..]);
        }
    }

    /// Looks at a telling byte. The text from `from` on is not yet written; it all stands at `base` in the source.
    fn step(&mut self, text: &str, from: usize, found: usize, base: usize) -> Step {
        let before = || text[from..found].chars().next_back();
        let rest = &text.as_bytes()[found..];
        match rest[0] {
            mark @ (b'"' | b'\'') => {
                let before = before().unwrap_or(self.before);
                let after = self.shown_at(base + found + 1);
                let behind = &self.masked.source[base + found + 1..];
                smart::quote(self.style, &mut self.open_quotes, mark, before, after, behind).map_or(Step::Keep(1), |quote| Step::Exchange(1, quote))
            }
            b'-' | b'.' => {
                let (length, run) = smart::run(self.style, &self.masked.source[base + found..], before().unwrap_or(self.before));
                run.map_or(Step::Keep(length), |run| Step::Exchange(length, run))
            }
            b':' if self.links.is_empty() && self.images.is_empty() && self.raw_links == 0 => {
                bare::address(text, from, found, self.before, self.script).map_or(Step::Keep(1), Step::Link)
            }
            b'[' => {
                self.check_footnote(&text[found..], base + found);
                Step::Keep(1)
            }
            b'\n' => Step::Break,
            _ => Step::Keep(1),
        }
    }

    /// Does what was found, after what stands before it; returns where to go on.
    fn take(&mut self, step: Step, text: &str, from: usize, found: usize, base: usize) -> usize {
        match step {
            Step::Keep(length) => found + length,
            Step::Exchange(length, with) => {
                self.put(&text[from..found]);
                self.put(with);
                found + length
            }
            Step::Link(address) => {
                self.put(&text[from..address.start]);
                self.bare_link(&text[address.clone()], base + address.start..base + address.end);
                address.end
            }
            Step::Break => {
                self.put(text[from..found].trim_end());
                self.soft_break(base + found + 1);
                let rest = &text[found..];
                found + (rest.len() - rest.trim_start().len())
            }
        }
    }

    fn bare_link(&mut self, address: &str, span: Range<usize>) {
        let opened = match links::of_link(address).map(|found| links::on_site(found, self.options.site)) {
            Ok(links::Address::External(external)) => {
                self.out.push("<a href=\"");
                self.out.text(&external);
                true
            }
            Ok(links::Address::Internal { path, query, fragment }) => {
                let index = self.refer(span, super::Target::Link { path, query, fragment });
                self.out.push("<a href=\"");
                self.out.hole(HoleKind::Address(index));
                true
            }
            Err(_) => false,
        };
        if opened {
            self.out.push("\">");
        }
        self.put(address);
        if opened {
            self.out.push("</a>");
        }
    }

    /// A `[^label]` that arrives as text has no definition.
    fn check_footnote(&mut self, text: &str, at: usize) {
        let Some(rest) = text.strip_prefix("[^") else { return };
        let Some(length) = rest.find(|c: char| matches!(c, '[' | ']') || c.is_whitespace()) else { return };
        if length > 0 && rest[length..].starts_with(']') {
            let label = rest[..length].to_owned();
            let span = super::out::at(at)..super::out::at(at + length + "[^]".len());
            self.problems.push(super::Problem { span, kind: ProblemKind::UndefinedFootnote { label } });
        }
    }

    /// `[[…]]` or `[@…]`.
    fn mark(&mut self, mark: &inline::Mark) {
        for (span, target) in &mark.targets {
            let index = self.refer(span.clone(), target.clone());
            let plain = self.alt.as_mut().or(self.plain.as_mut());
            match (plain, target) {
                (Some(plain), super::Target::Wiki { name, label, .. }) => {
                    plain.reference(index);
                    if let (Some(heading), None) = (&mut self.heading, &self.alt) {
                        heading.words.push_str(label.as_ref().unwrap_or(name));
                    }
                }
                (Some(plain), _) => plain.left_out(),
                (None, _) => {}
            }
            if self.alt.is_none() {
                // A link inside a link would be broken HTML.
                let as_text = self.links.contains(&true);
                self.out.hole(if as_text { HoleKind::Text(index) } else { HoleKind::Html(index) });
            }
        }
        self.before = HOLE;
    }

    /// Writes plain text that may hold references.
    pub(super) fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.out.text(text),
                Piece::Reference(index) => self.out.hole(HoleKind::Text(*index)),
            }
        }
    }

    /// The first character that is shown in the line that starts at a place of the source.
    fn line_start(&self, at: usize) -> char {
        let rest = self.masked.source.get(at..).unwrap_or_default();
        // Nobody puts more than this before a line's first word.
        let prefix: usize = rest.chars().take(64).take_while(|c| c.is_whitespace() || *c == '>').map(char::len_utf8).sum();
        self.shown_at(at + prefix)
    }

    /// The first character that is shown at or after a place of the source, past markup: a line break if there is none.
    fn shown_at(&self, at: usize) -> char {
        let rest = self.masked.source.get(at..).unwrap_or_default();
        for (offset, c) in rest.char_indices().take(64) {
            match c {
                '[' if ["[[", "[@", "[^"].iter().any(|start| rest[offset..].starts_with(start)) => return HOLE,
                '*' | '_' | '~' | '[' => {}
                _ => return c,
            }
        }
        '\n'
    }

    /// Whether a character needs no space beside it where a line breaks.
    fn is_wide(&self, c: char) -> bool {
        cjk::is_cjk(c) || (self.joins_lines && (c == HOLE || cjk::is_shared_punctuation(c)))
    }
}
