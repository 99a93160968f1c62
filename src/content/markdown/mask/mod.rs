//! What pulldown-cmark gets to see.
//!
//! Two things of ours stand above Markdown's own rules: `[[kind:name|label]]` and `[@id]` are never links, emphasis or
//! the end of a table's cell; and emphasis works beside full-width punctuation, where `CommonMark`'s rules (which look
//! for spaces between words) make `**重要：**请看` show its stars. Both are had without a parser of our own: the parser
//! is given a copy of the text, *of the same length*, in which some characters are exchanged for others that mean
//! nothing to it. As all offsets stay the same, every slice that comes back is looked up in the author's text.
//!
//! - Inside a mark, ASCII punctuation becomes control characters, one for one. Mathematics (see `math`) is a mark too; its
//!   line breaks are exchanged with the rest, so that no block starts in it.
//! - The `<` of what only looks like a tag, as in `<name of office>`, becomes one too, so that it stays text; and so does
//!   a `:` that starts a line with a word behind it, as in `:::note`.
//! - Beside a run of `*` or `~~`, full-width punctuation becomes a private character that counts as a letter; where the
//!   other side of the run is the CJK one, as in `**9%**的`, the letter becomes a character that counts as punctuation.
//!   With that, a run beside Chinese or Japanese opens and closes wherever no space forbids it. A run between ASCII
//!   characters is never touched.
//!
//! A label that the text defines as a link's, `[@name]: https://…`, is no citation.
//!
//! Where none of these occurs, the parser gets the author's text itself, and this costs one look at each byte.

mod emphasis;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use emphasis::{Change, STOP, WIDE_STOP, as_punctuation, holds_stand_ins, is_beside_emphasis, mending};
use memchr::memmem;
use pulldown_cmark::CowStr;

use super::escape::find;
use super::inline::{self, Mark};
use super::suspect::{self, Suspect};
use super::{math, near_marks, tags};

/// The text as the parser sees it, and the way back.
#[derive(Debug)]
pub(super) struct Masked<'s> {
    /// The author's text.
    pub(super) source: &'s str,
    /// The exchanged copy, if anything had to be exchanged.
    copy: Option<String>,
    /// How many bytes the copy has in front of the text.
    lead_in: usize,
    /// `[[…]]` and citations, in order.
    marks: Vec<Mark>,
    /// What looks like a mark, a link or another program's markup, in order, wherever it stands.
    suspects: Vec<Suspect>,
    /// Characters that mean nothing to Markdown where they stand: a `<` of what only looks like a tag, a `:` that starts a line
    /// and no definition.
    plain: Vec<usize>,
    /// Up to here raw HTML is another language: SVG or `MathML`.
    foreign: usize,
    /// Whether such HTML was found that does not end.
    endless: bool,
    /// Whether a site's own elements may stand in the text.
    trusted: bool,
    /// Where letters were exchanged for [`STOP`] or [`WIDE_STOP`].
    stops: Vec<usize>,
    /// Whether characters beside emphasis were exchanged; if not, what looks like a stand-in is the author's own.
    mended: bool,
}

/// Makes a text start inside a line, so that no block can start there. It counts as a space, as a line's start does.
const LEAD_IN: char = '\u{2003}';

/// ASCII punctuation that Markdown knows, and the control characters that stand for it.
const EXCHANGED: [(u8, u8); 19] = [
    (b'[', 0x01),
    (b']', 0x02),
    (b'*', 0x03),
    (b'_', 0x04),
    (b'&', 0x05),
    (b'\\', 0x06),
    (b'<', 0x07),
    (b'!', 0x08),
    (b'`', 0x0E),
    (b'|', 0x0F),
    (b'~', 0x10),
    (b'>', 0x11),
    (b'(', 0x12),
    (b')', 0x13),
    (b'{', 0x14),
    (b'}', 0x15),
    (b'\n', 0x16),
    (b'\r', 0x17),
    (b':', 0x18),
];

impl<'s> Masked<'s> {
    /// A whole body.
    pub(super) fn body(source: &'s str, math: bool, trusted: bool) -> Self {
        Self::plain(source, trusted).masked(true, math)
    }

    /// A whole body whose emphasis is left to `CommonMark`'s own rules.
    pub(super) fn body_unmended(source: &'s str, math: bool, trusted: bool) -> Self {
        Self::plain(source, trusted).masked(false, math)
    }

    /// A text that is one line, whatever it looks like.
    pub(super) fn line(source: &'s str, math: bool, trusted: bool) -> Self {
        Self::one_line(source, trusted).masked(true, math)
    }

    /// Such a text whose emphasis is left to `CommonMark`'s own rules.
    pub(super) fn line_unmended(source: &'s str, math: bool, trusted: bool) -> Self {
        Self::one_line(source, trusted).masked(false, math)
    }

    fn one_line(source: &'s str, trusted: bool) -> Self {
        let mut copy = String::with_capacity(source.len() + LEAD_IN.len_utf8());
        copy.push(LEAD_IN);
        copy.extend(source.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
        Self { copy: Some(copy), lead_in: LEAD_IN.len_utf8(), ..Self::plain(source, trusted) }
    }

    /// What to parse.
    pub(super) fn text(&self) -> &str {
        self.copy.as_deref().unwrap_or(self.source)
    }

    /// The author's bytes behind a range that the parser gave.
    pub(super) fn span(&self, range: &Range<usize>) -> Range<usize> {
        range.start.saturating_sub(self.lead_in)..range.end.saturating_sub(self.lead_in)
    }

    /// The author's text in a range that the parser gave.
    pub(super) fn slice(&self, range: &Range<usize>) -> &'s str {
        self.source.get(self.span(range)).unwrap_or_default()
    }

    /// Whether a text is exactly the slice of the parsed text that its range says, not an entity or the like.
    pub(super) fn is_slice(&self, text: &str, range: &Range<usize>) -> bool {
        text.len() == range.len() && text.as_ptr() == self.text().as_ptr().wrapping_add(range.start)
    }

    /// The marks inside a span of the author's text.
    pub(super) fn marks_in(&self, span: &Range<usize>) -> &[Mark] {
        if self.marks.is_empty() {
            return &[];
        }
        let from = self.marks.partition_point(|mark| mark.span.start < span.start);
        let to = self.marks.partition_point(|mark| mark.span.end <= span.end);
        &self.marks[from.min(to)..to]
    }

    /// What is suspect in a span of the author's text that is text.
    pub(super) fn suspects_in(&self, span: &Range<usize>) -> &[Suspect] {
        if self.suspects.is_empty() {
            return &[];
        }
        let from = self.suspects.partition_point(|suspect| suspect.span.start < span.start);
        let to = self.suspects.partition_point(|suspect| suspect.span.start < span.end);
        &self.suspects[from..to]
    }

    /// The author's text behind something that the parser gave. `range` tells where it stood, if it is known to hold
    /// nothing else; `None` comes back if only the range could have told which letter was exchanged.
    pub(super) fn restore<'t>(&self, text: &'t CowStr<'_>, range: Option<&Range<usize>>) -> Option<Cow<'t, str>>
    where
        's: 't,
    {
        let Some(copy) = &self.copy else { return Some(Cow::Borrowed(text)) };
        // Addresses are compared as numbers, and only to look up a slice: nothing is read through them.
        let offset = (text.as_ptr().addr()).wrapping_sub(copy.as_ptr().addr());
        if offset < copy.len() && offset >= self.lead_in {
            let from = offset - self.lead_in;
            if let Some(slice) = self.source.get(from..from + text.len()) {
                return Some(Cow::Borrowed(slice));
            }
        }
        if !text.chars().any(|c| is_mark_byte(c) || (self.mended && is_beside_emphasis(c))) {
            return Some(Cow::Borrowed(text));
        }
        self.translate(text, range).map(Cow::Owned)
    }

    /// Exchanges back, character by character.
    fn translate(&self, text: &str, range: Option<&Range<usize>>) -> Option<String> {
        let span = range.map(|range| self.span(range));
        let from = span.as_ref().map_or(0, |span| self.stops.partition_point(|stop| *stop < span.start));
        let mut stops = self.stops[from..].iter();
        let mut restored = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                STOP | WIDE_STOP if self.mended => {
                    let stop = span.as_ref().and_then(|_| stops.next())?;
                    restored.push(self.source[*stop..].chars().next()?);
                }
                _ if self.mended && is_beside_emphasis(c) => restored.push(as_punctuation(c)),
                _ => restored.push(as_ascii(c)),
            }
        }
        Some(restored)
    }

    fn plain(source: &'s str, trusted: bool) -> Self {
        Self {
            source,
            copy: None,
            lead_in: 0,
            marks: Vec::new(),
            suspects: Vec::new(),
            plain: Vec::new(),
            foreign: 0,
            endless: false,
            trusted,
            stops: Vec::new(),
            mended: false,
        }
    }

    /// Finds what is to be exchanged, and makes the copy if there is anything.
    fn masked(mut self, mend: bool, math: bool) -> Self {
        let bytes = self.source.as_bytes();
        let mut spans = if math { math::spans(self.source) } else { Vec::new() }.into_iter().peekable();
        let mut definitions = None;
        let mut changes = Vec::new();
        let mut at = 0;
        loop {
            let found = next_candidate(bytes, at);
            while spans.next_if(|span| span.start < at).is_some() {}
            if let Some(span) = spans.next_if(|span| found.is_none_or(|found| span.start < found)) {
                at = span.end;
                self.marks.push(Mark { span, targets: Vec::new() });
                continue;
            }
            let Some(found) = found else { break };
            at = match bytes[found] {
                b'[' => self.mark(found, &mut definitions),
                b'<' => self.angle(found),
                b'{' => {
                    self.suspects.extend(suspect::brace(self.source, found));
                    found + 1
                }
                byte => {
                    let end = found + bytes[found..].iter().take_while(|next| **next == byte).count();
                    if byte == b'*' && end == found + 2 {
                        self.suspects.extend(near_marks::emphasis(self.source, found));
                    }
                    if mend && (byte == b'*' || end > found + 1) {
                        changes.extend(mending(self.source, found..end));
                    }
                    end
                }
            };
        }
        self.colons();
        self.other_brackets();
        if !changes.is_empty() && holds_stand_ins(self.source) {
            changes.clear();
        }
        if !self.marks.is_empty() || !self.plain.is_empty() || !changes.is_empty() || self.copy.is_some() {
            self.exchange(&changes);
        }
        self
    }

    /// Records the mark that starts at `at`, if one does; returns where to go on.
    fn mark(&mut self, at: usize, definitions: &mut Option<HashSet<String>>) -> usize {
        let Some(mark) = inline::mark(self.source, at) else {
            self.suspects.extend(suspect::bracket(self.source, at).or_else(|| near_marks::bracket(self.source, at)));
            return at + 1;
        };
        let end = mark.span.end;
        let is_link = mark.is_citation() && is_defined(definitions.get_or_insert_with(|| inline::definitions(self.source)), &self.source[mark.span.clone()]);
        if !is_link {
            self.marks.push(mark);
        }
        end
    }

    /// Records the `<` at `at` if no tag starts with it, whatever it looks like; returns where to go on.
    fn angle(&mut self, at: usize) -> usize {
        if at < self.foreign {
            return at + 1;
        }
        let Some(tag) = tags::read(self.source, at) else { return at + 1 };
        if tag.is_text(self.source, self.trusted) {
            // Angle brackets are also put around the address of a link; and a tag ends with its paragraph.
            let before = self.source[..at].trim_end_matches(' ');
            let is_address = before.ends_with("](") || before.ends_with("]:");
            if !is_address && !self.source[at..tag.end].contains("\n\n") {
                self.plain.push(at);
            }
        } else if let (false, false, "svg" | "math") = (tag.closes, self.endless, tag.name) {
            let end = if tag.name == "svg" { "</svg>" } else { "</math>" };
            match self.source[tag.end..].find(end) {
                Some(length) => self.foreign = tag.end + length,
                // None is looked for again.
                None => self.endless = true,
            }
        }
        at + 1
    }

    /// Records each colon at the start of a line with a word or a colon behind it. The parser would make a definition of
    /// `:::note`.
    fn colons(&mut self) {
        let bytes = self.source.as_bytes();
        let found = memmem::find_iter(bytes, b"\n:").map(|at| at + 1);
        self.plain.extend(found.filter(|at| bytes.get(at + 1).is_some_and(|next| *next == b':' || next.is_ascii_alphanumeric() || !next.is_ascii())));
    }

    /// Looks at brackets that an input method for Chinese or Japanese gives, and at citations in parentheses.
    fn other_brackets(&mut self) {
        let before = self.suspects.len();
        for bracket in ["［", "【"].into_iter().filter(|_| !self.source.is_ascii()) {
            let found = memmem::find_iter(self.source.as_bytes(), bracket);
            self.suspects.extend(found.filter_map(|at| suspect::wide_bracket(self.source, at)));
        }
        for bracket in ["(@", "（@", "（＠"] {
            let found = memmem::find_iter(self.source.as_bytes(), bracket);
            self.suspects.extend(found.filter_map(|at| near_marks::cited(self.source, at)));
        }
        if self.suspects.len() > before {
            self.suspects.sort_by_key(|suspect| suspect.span.start);
        }
    }

    /// Makes the copy.
    fn exchange(&mut self, changes: &[Change]) {
        let mut bytes = self.copy.take().map_or_else(|| self.source.as_bytes().to_vec(), String::into_bytes);
        let mut at = 0;
        while let Some(found) = find(&bytes, at, is_control) {
            // The author's own control characters must not be taken for stand-ins; they are dropped in the end.
            bytes[found] = 0x7F;
            at = found + 1;
        }
        for mark in &self.marks {
            for byte in &mut bytes[mark.span.start + self.lead_in..mark.span.end + self.lead_in] {
                *byte = stand_in(*byte).unwrap_or(*byte);
            }
        }
        for at in &self.plain {
            bytes[at + self.lead_in] = stand_in(bytes[at + self.lead_in]).unwrap_or(bytes[at + self.lead_in]);
        }
        self.mended = !changes.is_empty();
        for change in changes {
            let length = change.to.len_utf8();
            let from = change.at + self.lead_in;
            change.to.encode_utf8(&mut bytes[from..from + length]);
            if change.to == STOP || change.to == WIDE_STOP {
                self.stops.push(change.at);
            }
        }
        self.stops.sort_unstable();
        self.stops.dedup();
        self.copy = Some(String::from_utf8(bytes).expect("characters gave way to characters of the same length"));
    }
}

/// Whether the label in brackets is one that the text defines.
fn is_defined(definitions: &HashSet<String>, bracketed: &str) -> bool {
    !definitions.is_empty() && definitions.contains(&inline::label(bracketed))
}

/// The next byte at which something of ours may start.
fn next_candidate(bytes: &[u8], from: usize) -> Option<usize> {
    find(bytes, from, is_candidate)
}

#[expect(clippy::needless_bitwise_bool, reason = "branches would keep the compiler from looking at whole blocks")]
const fn is_candidate(byte: u8) -> bool {
    (byte == b'[') | (byte == b'*') | (byte == b'~') | (byte == b'<') | (byte == b'{')
}

/// Whether a byte is a control character that no text should hold.
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep the compiler from looking at whole blocks")]
const fn is_control(byte: u8) -> bool {
    (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')
}

/// What stands for a character in a mark.
fn stand_in(byte: u8) -> Option<u8> {
    EXCHANGED.iter().find(|(plain, _)| *plain == byte).map(|(_, to)| *to)
}

/// Undoes [`EXCHANGED`].
fn as_ascii(c: char) -> char {
    EXCHANGED.iter().find(|(_, to)| char::from(*to) == c).map_or(c, |(plain, _)| char::from(*plain))
}

/// Whether a character stands for ASCII punctuation in a mark. The author's own control characters are not among
/// them, see [`Masked::exchange`].
fn is_mark_byte(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r')
}
