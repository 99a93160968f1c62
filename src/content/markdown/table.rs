//! Tables: a frame that scrolls on a narrow screen, and headers that say what they are headers of.

use super::out::{Out, at};
use super::template::{HoleKind, Word};
use pulldown_cmark::Alignment;

/// The start of a column's header.
const HEADER: &str = "<th scope=\"col\"";

/// A table that is being written.
#[derive(Debug)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    /// Where `<table>` starts in the HTML.
    start: usize,
    in_head: bool,
    has_body: bool,
    column: usize,
    /// Where the `<td>` and the `</td>` of the first column start.
    first_column: Vec<(usize, usize)>,
    cell: usize,
    /// Where what the cell says starts.
    inside: usize,
    first: Tally,
    others: Tally,
    /// Whether the first column has no header of its own.
    no_corner: bool,
}

/// How many cells hold what.
#[derive(Debug, Default)]
struct Tally {
    numbers: usize,
    words: usize,
    empty: usize,
}

impl Table {
    pub(super) fn open(out: &mut Out, alignments: Vec<Alignment>) -> Self {
        out.push("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
        out.hole(HoleKind::Word(Word::Table));
        out.push("\">\n");
        let start = out.len();
        out.push("<table>\n");
        Self {
            alignments,
            start,
            in_head: false,
            has_body: false,
            column: 0,
            first_column: Vec::new(),
            cell: 0,
            inside: 0,
            first: Tally::default(),
            others: Tally::default(),
            no_corner: false,
        }
    }

    /// How many columns it has.
    pub(super) fn columns(&self) -> usize {
        self.alignments.len()
    }

    pub(super) fn open_head(&mut self, out: &mut Out) {
        out.push("<thead>\n<tr>");
        self.in_head = true;
        self.column = 0;
    }

    pub(super) fn close_head(&mut self, out: &mut Out) {
        out.push("</tr>\n</thead>\n");
        self.in_head = false;
    }

    pub(super) fn open_row(&mut self, out: &mut Out) {
        if !self.has_body {
            out.push("<tbody>\n");
            self.has_body = true;
        }
        out.push("<tr>");
        self.column = 0;
    }

    pub(super) fn open_cell(&mut self, out: &mut Out) {
        self.cell = out.len();
        out.push(if self.in_head { HEADER } else { "<td" });
        out.push(match self.alignments.get(self.column) {
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::Center) => " class=\"center\">",
            _ => ">",
        });
        self.inside = out.len();
    }

    /// Closes a cell in which `written` stands in the text.
    pub(super) fn close_cell(&mut self, out: &mut Out, written: &str) {
        let mut close = out.len();
        let is_empty = out.is_at(self.inside);
        if self.in_head && is_empty {
            // An empty header is the header of nothing.
            out.replace(self.cell..self.cell + HEADER.len(), "<td");
            close = out.len();
        }
        out.push(if self.in_head && !is_empty { "</th>" } else { "</td>" });
        match (self.in_head, self.column) {
            (true, 0) => self.no_corner = content(written).is_empty(),
            (true, _) => {}
            (false, 0) => {
                self.first_column.push((self.cell, close));
                self.first.count(written);
            }
            (false, _) => self.others.count(written),
        }
        self.column += 1;
    }

    pub(super) fn close(self, out: &mut Out) {
        if self.has_body {
            out.push("</tbody>\n");
        }
        out.push("</table>\n</div>\n");
        if self.has_row_headers() {
            promote(out, self.start, &self.first_column);
        }
    }

    /// Whether the first column says what the rows are about: it has no header, or it is words where the others are
    /// mostly numbers.
    fn has_row_headers(&self) -> bool {
        let named = self.first.numbers == 0 && self.first.empty == 0;
        let has_others = self.others.numbers + self.others.words > 0;
        has_others && self.first.empty == 0 && (self.no_corner || (named && self.others.numbers >= self.others.words.max(1)))
    }
}

impl Tally {
    fn count(&mut self, written: &str) {
        let content = content(written);
        if content.is_empty() {
            self.empty += 1;
        } else if is_number(content) {
            self.numbers += 1;
        } else if content.chars().any(char::is_alphanumeric) {
            self.words += 1;
        }
    }
}

/// A cell's source without bars, spaces and emphasis around it.
fn content(written: &str) -> &str {
    written.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '*' | '_'))
}

/// Whether a cell holds a figure, as in `4.089 million`, `CNY 325.2 billion`, `≈ 9.4 %`, `3252亿元`: not many words,
/// and a number that is not part of a name (`5G base stations`).
fn is_number(content: &str) -> bool {
    if content.starts_with("[[fig:") {
        return true;
    }
    let Some(digit) = content.find(|c: char| c.is_ascii_digit()) else { return false };
    let before = content[..digit].chars().filter(|c| c.is_alphabetic()).count();
    let number = content[digit..].find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ' ' | '\u{A0}' | '\u{202F}' | '’'));
    let after = number.map_or("", |end| &content[digit + end..]);
    let glued = after.starts_with(|c: char| c.is_ascii_alphabetic()) && !content[..content.len() - after.len()].ends_with([' ', '\u{A0}', '\u{202F}']);
    before <= 5 && !glued && after.chars().filter(|c| c.is_alphabetic()).count() <= 12
}

/// Makes the cells of the first column headers of their rows.
fn promote(out: &mut Out, start: usize, cells: &[(usize, usize)]) {
    const ROW: &str = "<th scope=\"row\"";
    let grown = ROW.len() - "<td".len();
    let old = out.html.split_off(start);
    out.html.reserve(old.len() + grown * cells.len());
    let mut from = 0;
    for (open, close) in cells {
        out.push(&old[from..open - start]);
        out.push(ROW);
        out.push(&old[open - start + "<td".len()..close - start]);
        out.push("</th>");
        from = close - start + "</td>".len();
    }
    out.push(&old[from..]);
    let behind = out.holes.partition_point(|hole| (hole.at as usize) < start);
    let mut passed = 0;
    for hole in &mut out.holes[behind..] {
        while cells.get(passed).is_some_and(|(open, _)| *open < hole.at as usize) {
            passed += 1;
        }
        hole.at += at(passed * grown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for figure in ["4.089 million", "CNY 325.2 billion", "≈ 9.4 %", "3252亿元", "-3", "1 005,6", "over 300 million", "2024", "[[fig:a]]"] {
            assert!(is_number(content(figure)), "{figure}");
        }
        for words in ["5G base stations", "MIIT", "Ministry of Finance", "", "–", "The first 3 quarters"] {
            assert!(!is_number(content(words)), "{words}");
        }
    }
}
