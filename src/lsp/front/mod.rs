//! Which field of a front matter the cursor is in, by the lines alone: while somebody types, they are seldom good YAML.

mod flow;
mod line;

use std::ops::Range;

use flow::{Flow, flow};
use line::{Line, unquoted, word};

/// Where the cursor is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The fields around it, the outermost first; the last is the one whose value it is in.
    pub(super) keys: Vec<String>,
    /// Whether it is in the name of a field, which is then no part of `keys`.
    pub(super) is_key: bool,
    /// The bytes of the word that it is in, without quotation marks.
    pub(super) word: Range<usize>,
    /// Fields that stand beside the one that it is in.
    pub(super) beside: Vec<String>,
}

/// A field, or an entry of a list, that is open at a line.
struct Level {
    column: usize,
    key: String,
    /// The fields that stand in the same group before it, itself included.
    seen: Vec<String>,
}

/// The bytes of the fields of a text: between its lines of hyphens, even if the second is still missing; all of it in a file of
/// YAML.
pub(super) fn fields(text: &str, is_yaml: bool) -> Option<Range<usize>> {
    if is_yaml {
        return Some(0..text.len());
    }
    let first = text.split_inclusive('\n').next()?;
    if first.trim_start_matches('\u{feff}').trim_end() != "---" {
        return None;
    }
    let mut end = first.len();
    for line in text[first.len()..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some(first.len()..end);
        }
        end += line.len();
    }
    Some(first.len()..text.len())
}

/// Where byte `at` of `text` is, if it is among the fields.
pub(super) fn cursor(text: &str, is_yaml: bool, at: usize) -> Option<Cursor> {
    let all = fields(text, is_yaml).filter(|all| all.start <= at && at <= all.end)?;
    let mut scan = Scan { text, end: all.end, at, levels: Vec::new(), scalar: None };
    let mut start = all.start;
    while start <= all.end {
        match scan.line(start) {
            Step::Here(cursor) => return Some(cursor),
            Step::On(next) => start = next,
        }
    }
    None
}

/// What a line led to.
enum Step {
    /// The cursor is in it.
    Here(Cursor),
    /// The next one begins here.
    On(usize),
}

/// The lines on the way to the cursor.
struct Scan<'t> {
    text: &'t str,
    /// Where the fields end.
    end: usize,
    /// The cursor.
    at: usize,
    /// What is open.
    levels: Vec<Level>,
    /// The column of a field whose text goes on as long as lines are indented by more: `summary: >`.
    scalar: Option<usize>,
}

impl Scan<'_> {
    fn line(&mut self, start: usize) -> Step {
        let end = self.end_of_line(start);
        let line = Line::of(&self.text[start..end]);
        let is_here = self.at <= end;
        if self.scalar.is_some_and(|column| line.indent > column || line.is_blank()) {
            return if is_here { self.nowhere(usize::MAX) } else { Step::On(end + 1) };
        }
        if line.is_blank() && !is_here {
            return Step::On(end + 1);
        }
        self.scalar = None;
        if is_here && self.at < start + line.content {
            return self.nowhere(self.at - start);
        }
        line.dashes.iter().for_each(|dash| self.levels.retain(|level| level.column <= *dash));
        match &line.key {
            Some(key) => self.field(&line, start + key.start..start + key.end, start, end),
            None if is_here => self.word(line.content, start, end),
            None => Step::On(end + 1),
        }
    }

    /// A line that names a field.
    fn field(&mut self, line: &Line, key: Range<usize>, start: usize, end: usize) -> Step {
        let (column, is_here) = (line.content, self.at <= end);
        self.levels.retain(|level| level.column <= column);
        let mut seen = self.levels.pop_if(|level| level.column == column).map(|level| level.seen).unwrap_or_default();
        if is_here && self.at <= key.end {
            seen.extend(beside_after(self.text, column, end..self.end));
            return Step::Here(Cursor { keys: keys(&self.levels, column), is_key: true, word: key, beside: seen });
        }
        let name = unquoted(&self.text[key]).to_owned();
        seen.push(name.clone());
        self.levels.push(Level { column, key: name, seen });
        let value = (start + line.value.unwrap_or(end - start)).min(end);
        if self.text[value..].starts_with(['[', '{']) {
            return match flow(self.text, value, self.end, self.at) {
                Flow::Within(inner, word) => self.value(inner, word),
                Flow::Closed(closed) => Step::On(self.end_of_line(closed) + 1),
            };
        }
        if is_here {
            let word = word(self.text, value, end);
            return if word.start <= self.at && self.at <= word.end { self.value(Vec::new(), word) } else { self.nowhere(usize::MAX) };
        }
        if self.text[value..end].starts_with(['|', '>']) {
            self.scalar = Some(column);
        }
        Step::On(end + 1)
    }

    /// The cursor's line, which names no field: an entry of a list, or where a field is about to be named.
    fn word(&self, column: usize, start: usize, end: usize) -> Step {
        let word = word(self.text, start + column, end);
        let word = if word.start <= self.at && self.at <= word.end { word } else { self.at..self.at };
        let outer = keys(&self.levels, column);
        if self.text[word.start..].starts_with(['[', '{'])
            && let Flow::Within(inner, word) = flow(self.text, word.start, self.end, self.at)
        {
            return Step::Here(Cursor { keys: [outer, inner].concat(), is_key: false, word, beside: Vec::new() });
        }
        let before = self.levels.iter().find(|level| level.column == column).map(|level| level.seen.clone()).unwrap_or_default();
        let beside = [before, beside_after(self.text, column, end..self.end)].concat();
        Step::Here(Cursor { keys: outer, is_key: false, word, beside })
    }

    /// The cursor in the value of the field that was named last, or of `inner` ones within it.
    fn value(&self, inner: Vec<String>, word: Range<usize>) -> Step {
        Step::Here(Cursor { keys: [keys(&self.levels, usize::MAX), inner].concat(), is_key: false, word, beside: Vec::new() })
    }

    /// The cursor where no word is, among the fields left of `column`.
    fn nowhere(&self, column: usize) -> Step {
        Step::Here(Cursor { keys: keys(&self.levels, column), is_key: false, word: self.at..self.at, beside: Vec::new() })
    }

    fn end_of_line(&self, start: usize) -> usize {
        self.text[start..self.end].find('\n').map_or(self.end, |n| start + n)
    }
}

/// The fields that lead to `column`.
fn keys(levels: &[Level], column: usize) -> Vec<String> {
    levels.iter().filter(|level| level.column < column).map(|level| level.key.clone()).collect()
}

/// The fields behind the cursor's line in the group at `column`.
fn beside_after(text: &str, column: usize, after: Range<usize>) -> Vec<String> {
    let mut found = Vec::new();
    for written in text[after].split('\n').skip(1) {
        let line = Line::of(written);
        if line.is_blank() {
            continue;
        }
        if line.indent < column || !line.dashes.is_empty() && line.indent <= column {
            break;
        }
        found.extend(line.key.filter(|_| line.content == column).map(|key| unquoted(&written[key]).to_owned()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fields around `|`, the word there in brackets, and the fields beside it.
    fn at(yaml: &str) -> String {
        let marked = format!("---\n{yaml}\n---\nText.\n");
        let cursor_at = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let Cursor { keys, is_key, word, beside } = cursor(&text, false, cursor_at).expect("it is among the fields");
        let key = if is_key { " key" } else { "" };
        let beside = if beside.is_empty() { String::new() } else { format!(" beside {}", beside.join(",")) };
        format!("{}<{}>{key}{beside}", keys.join("."), &text[word])
    }

    #[test]
    fn the_field_is_known_by_its_lines() {
        for (yaml, expected) in [
            ("title: A\n|\ndate: x", "<> beside title,date"),
            ("title: A\nto|\ndate: x", "<to> beside title,date"),
            ("ki|nd: release", "<kind> key"),
            ("a: 1\nki|nd: release\nb: 2", "<kind> key beside a,b"),
            ("kind: |", "kind<>"),
            ("kind: rel|ease # so", "kind<release>"),
            ("kind: 'rel|ease'", "kind<release>"),
            ("topics: [|]", "topics<>"),
            ("topics: [telecoms, tr|ade, x]", "topics<trade>"),
            ("topics: [telecoms, |", "topics<>"),
            ("topics: [\"a, b\", c|]", "topics<c>"),
            ("topics:\n  - |", "topics<>"),
            ("topics:\n- te|l\n- x", "topics<tel>"),
            ("figures:\n  - id: x\n    |", "figures<> beside id"),
            ("figures:\n  - id: x\n    val|\n    unit: y\n  - id: z", "figures<val> beside id,unit"),
            ("figures:\n  - id: x\n    change:\n      |", "figures.change<>"),
            ("figures:\n  - {id: x, indicator: cn|-x, value: 1}", "figures.indicator<cn-x>"),
            ("figures:\n  - {id: x, |}", "figures<>"),
            ("figures:\n  - id: x\n    change: {percent: 1, basis: |}", "figures.change.basis<>"),
            ("figures:\n  - |", "figures<>"),
            ("figures: [{id: a,\n  unit: |}]", "figures.unit<>"),
            ("summary: >\n  a: b\n  c|\nkind: x", "summary<>"),
            ("event:\n  |", "event<>"),
            ("title: \"a: b\"\nkind: |", "kind<>"),
            ("figures:\n  - id: x\nki|", "<ki> beside figures"),
            ("commitments:\n  - id: a\n    target:\n      unit: C|", "commitments.target.unit<C>"),
        ] {
            assert_eq!(at(yaml), expected, "{yaml}");
        }
    }

    #[test]
    fn every_place_of_any_text_has_an_answer() {
        for text in [
            "---\na: [\n",
            "---\n- - {\n---\n",
            "---\n\"a\n",
            "---\n: :\n- \n-\n---",
            "---\na: '\n---\n",
            "---\r\na: b\r\n- \r\n---\r\n",
            "---\na: {b: [c: \"d\n",
        ] {
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                for is_yaml in [false, true] {
                    if let Some(cursor) = cursor(text, is_yaml, at) {
                        assert!(text.get(cursor.word.clone()).is_some(), "{text:?} at {at}: {cursor:?}");
                    }
                }
            }
        }
    }
}
