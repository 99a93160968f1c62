//! Which suspect texts are told.

use std::ops::Range;

use super::suspect::{REACH, shortened};
use super::writer::Writer;
use super::{Likeness, Problem, ProblemKind};

impl Writer<'_> {
    /// Tells what is suspect in a span of the source that is text.
    pub(super) fn suspected(&mut self, span: &Range<usize>) {
        let masked = self.masked;
        for suspect in masked.suspects_in(span) {
            // Addresses that are written out may hold anything.
            let start = suspect.span.start;
            let before = &masked.source[masked.source.floor_char_boundary(start.saturating_sub(REACH))..start];
            if before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://")) {
                continue;
            }
            let span = super::out::at(suspect.span.start)..super::out::at(suspect.span.end);
            self.problems.push(Problem { span, kind: suspect.kind.clone() });
        }
    }

    /// Looks at the beginnings of a paragraph's lines, where a block may have been meant.
    pub(super) fn suspect_lines(&mut self, range: &Range<usize>) {
        let span = self.masked.span(range);
        let text = self.masked.slice(range);
        let mut at = span.start;
        let (mut above, mut above_at) = ("", at);
        let mut rows = 0;
        for whole in text.split_inclusive('\n') {
            let line = whole.trim_matches([' ', '\t', '>', '\r', '\n']);
            let start = at + (whole.len() - whole.trim_start_matches([' ', '\t', '>']).len());
            at += whole.len();
            let is_row = line.contains('|');
            if is_row {
                rows = self.suspect_row(above, above_at, line, rows);
            } else {
                rows = 0;
                match line.as_bytes().first() {
                    Some(0xEF) if line.starts_with('＃') => self.wide_heading(line, start),
                    Some(b'#') => self.suspect_heading(line, start, whole.len() >= text.len()),
                    Some(b':') => self.suspect_directive(line, start),
                    _ => {}
                }
            }
            (above, above_at) = (line, start);
        }
    }

    fn looks_like(&mut self, span: Range<usize>, likeness: Likeness, written: &str, meant: String) {
        let span = super::out::at(span.start)..super::out::at(span.end);
        self.problems.push(Problem { span, kind: ProblemKind::LooksLike { likeness, written: shortened(written), meant } });
    }

    /// `##Heading`. With one number sign it may be a hashtag, so that more must speak for a heading.
    fn suspect_heading(&mut self, line: &str, start: usize, alone: bool) {
        let text = line.trim_start_matches('#');
        let level = line.len() - text.len();
        // An id behind it belongs to a heading alone.
        let (text, given) = text.split_once(" {#").map_or((text, ""), |(text, _)| (text, &line[level + text.len()..]));
        let Some(first) = text.chars().next().filter(|c| c.is_alphanumeric() && level <= 6) else { return };
        let fits = if level > 1 {
            !text.trim_end_matches('#').contains('#')
        } else {
            let word = text.split_whitespace().next().unwrap_or_default();
            let camel = word.chars().skip(1).any(char::is_uppercase) || word.contains('_');
            let followed = !self.masked.source[start + line.len()..].trim().is_empty();
            alone
                && self.depth == 1
                && followed
                && first.is_alphabetic()
                && !first.is_lowercase()
                && !camel
                && !text.contains('#')
                && !text.ends_with(['.', ',', ';', '。'])
        };
        if fits {
            let marks = &line[..level];
            self.looks_like(start..start + line.len(), Likeness::Heading, marks, format!("{marks} {}{given}", shortened(text)));
        }
    }

    /// `＃＃ Heading`.
    fn wide_heading(&mut self, line: &str, start: usize) {
        let text = line.trim_start_matches(['＃', '#']);
        let signs = &line[..line.len() - text.len()];
        let level = signs.chars().count();
        if level <= 6 && !text.trim().is_empty() {
            let meant = format!("{} {}", "#".repeat(level), text.trim());
            self.looks_like(start..start + line.len(), Likeness::Heading, line, meant);
        }
    }

    /// `## Networks (#networks)` and `## Networks [#networks]`.
    pub(super) fn suspect_heading_id(&mut self, range: &Range<usize>) {
        let span = self.masked.span(range);
        let text = self.masked.slice(range).trim_end();
        for (open, close) in [("(#", ')'), ("[#", ']'), ("（#", '）')] {
            let Some(inside) = text.strip_suffix(close).and_then(|text| text.rfind(open).map(|at| (at, &text[at + open.len()..]))) else { continue };
            let (at, id) = inside;
            let is_id =
                id.starts_with(|c: char| c.is_ascii_lowercase()) && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            if is_id && text[..at].ends_with(' ') {
                self.looks_like(span.start + at..span.start + text.len(), Likeness::HeadingId, &text[at..], format!("{{#{id}}}"));
                return;
            }
        }
    }

    /// A row of a table with more or fewer cells than its head: what is more is dropped.
    pub(super) fn suspect_row_cells(&mut self, range: &Range<usize>, columns: usize) {
        let Some(text) = self.masked.text().get(range.clone()) else { return };
        let line = text.trim().trim_matches(['>', ' ']);
        let bars = line.match_indices('|').filter(|(at, _)| !line[..*at].ends_with('\\')).count();
        let cells = bars + 1 - usize::from(line.starts_with('|')) - usize::from(line.len() > 1 && line.ends_with('|') && !line.ends_with("\\|"));
        if cells != columns {
            let (span, written) = (self.masked.span(range), self.masked.slice(range).trim());
            let meant = format!("{cells}/{columns}");
            self.looks_like(span.start..span.start + written.len(), Likeness::Row, written, meant);
        }
    }

    /// `:::note`, `::download{…}`.
    fn suspect_directive(&mut self, line: &str, start: usize) {
        let text = line.trim_start_matches(':');
        let colons = line.len() - text.len();
        let text = if colons > 2 { text.trim_start() } else { text };
        let length = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
        let (name, behind) = text.split_at(length);
        let fits = match colons {
            0 | 1 => false,
            2 => !name.is_empty() && behind.starts_with(['{', '[']),
            _ => text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '{'),
        };
        if fits {
            let written = format!("{}{name}", &line[..colons]);
            self.looks_like(start..start + line.len(), Likeness::Directive, &written, String::new());
        }
    }

    /// The rows of a table that is none: two lines between bars, or a row of hyphens that does not fit. Returns how many rows
    /// there are so far; those of one table are told once.
    fn suspect_row(&mut self, above: &str, above_at: usize, line: &str, rows: usize) -> usize {
        let bars = |line: &str| line.matches('|').count();
        let is_ruled = line.contains("--") && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'));
        let framed = |line: &str| line.len() > 2 && line.starts_with('|') && line.ends_with('|') && bars(line) > 2;
        if rows == 1 && (is_ruled && above.contains('|') || framed(line) && framed(above) && bars(line) == bars(above)) {
            let meant = if is_ruled { "as many cells" } else { "" };
            self.looks_like(above_at..above_at + above.len(), Likeness::Table, "", meant.to_owned());
        }
        rows + 1
    }
}
