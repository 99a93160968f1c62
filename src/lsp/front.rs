//! Which field of a front matter the cursor is in, by the lines alone: while somebody types, they are seldom good YAML.

use std::ops::Range;

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
    let mut levels: Vec<Level> = Vec::new();
    let mut start = all.start;
    // The column of a field whose text of several lines goes on as long as lines are indented by more.
    let mut scalar: Option<usize> = None;
    while start <= all.end {
        let end = text[start..all.end].find('\n').map_or(all.end, |n| start + n);
        let line = Line::of(&text[start..end]);
        let is_here = at <= end;
        let is_text = scalar.is_some_and(|column| line.indent > column || line.is_blank());
        if is_text && is_here {
            return Some(Cursor { keys: keys(&levels, usize::MAX), is_key: false, word: at..at, beside: Vec::new() });
        }
        if !is_text && (is_here || !line.is_blank()) {
            scalar = None;
            if is_here && at < start + line.content {
                return Some(Cursor { keys: keys(&levels, at - start), is_key: false, word: at..at, beside: Vec::new() });
            }
            line.dashes.iter().for_each(|dash| levels.retain(|level| level.column <= *dash));
            let column = line.content;
            let Some(key) = &line.key else {
                if is_here {
                    let word = word(text, start + column, end);
                    let beside = beside(text, &levels, column, end..all.end);
                    return Some(within(text, keys(&levels, column), word, at, beside));
                }
                start = end + 1;
                continue;
            };
            levels.retain(|level| level.column <= column);
            let name = text[start + key.start..start + key.end].trim_matches(['"', '\'']).to_owned();
            let mut seen = levels.pop_if(|level| level.column == column).map(|level| level.seen).unwrap_or_default();
            if is_here && at <= start + key.end {
                let after = beside_after(text, column, end..all.end);
                return Some(Cursor { keys: keys(&levels, column), is_key: true, word: start + key.start..start + key.end, beside: [seen, after].concat() });
            }
            seen.push(name.clone());
            levels.push(Level { column, key: name, seen });
            let value = start + line.value.unwrap_or(end - start);
            if text[value..].starts_with(['[', '{']) {
                match flow(text, value, all.end, at) {
                    Flow::Within(inner, word) => {
                        return Some(Cursor { keys: [keys(&levels, usize::MAX), inner].concat(), is_key: false, word, beside: Vec::new() });
                    }
                    Flow::Closed(closed) => {
                        start = text[closed..all.end].find('\n').map_or(all.end, |n| closed + n) + 1;
                        continue;
                    }
                }
            }
            if is_here {
                let keys = keys(&levels, usize::MAX);
                return Some(Cursor { keys, is_key: false, word: word(text, value.min(end), end), beside: Vec::new() })
                    .filter(|c| c.word.end >= at)
                    .or_else(|| Some(Cursor { keys: self::keys(&levels, usize::MAX), is_key: false, word: at..at, beside: Vec::new() }));
            }
            if text[value..end].starts_with(['|', '>']) {
                scalar = Some(column);
            }
        }
        start = end + 1;
    }
    None
}

/// The cursor on a line without a field: in an entry of a list, or where a field is about to be named.
fn within(text: &str, keys: Vec<String>, word: Range<usize>, at: usize, beside: Vec<String>) -> Cursor {
    let word = if word.start <= at && at <= word.end { word } else { at..at };
    // An entry that is written in brackets on its line.
    if text[word.start..].starts_with(['[', '{'])
        && let Flow::Within(inner, word) = flow(text, word.start, text.len(), at)
    {
        return Cursor { keys: [keys, inner].concat(), is_key: false, word, beside: Vec::new() };
    }
    Cursor { keys, is_key: false, word, beside }
}

/// The fields that lead to `column`.
fn keys(levels: &[Level], column: usize) -> Vec<String> {
    levels.iter().filter(|level| level.column < column).map(|level| level.key.clone()).collect()
}

/// The fields of the group at `column`, before and behind the cursor.
fn beside(text: &str, levels: &[Level], column: usize, after: Range<usize>) -> Vec<String> {
    let before = levels.iter().find(|level| level.column == column).map(|level| level.seen.clone()).unwrap_or_default();
    [before, beside_after(text, column, after)].concat()
}

fn beside_after(text: &str, column: usize, after: Range<usize>) -> Vec<String> {
    let mut found = Vec::new();
    for line in text[after].split('\n').skip(1) {
        let line = (Line::of(line), line);
        match line {
            (line, _) if line.is_blank() => {}
            (line, _) if line.indent < column || !line.dashes.is_empty() && line.indent <= column => break,
            (Line { content, key: Some(key), .. }, line) if content == column => found.push(line[key].trim_matches(['"', '\'']).to_owned()),
            _ => {}
        }
    }
    found
}

/// A line taken apart; all in bytes of the line.
struct Line {
    indent: usize,
    /// Hyphens of lists.
    dashes: Vec<usize>,
    /// Where what is neither blank nor a hyphen begins.
    content: usize,
    /// The field that it names.
    key: Option<Range<usize>>,
    /// Where the value of that begins.
    value: Option<usize>,
    length: usize,
}

impl Line {
    fn of(line: &str) -> Self {
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

    fn is_blank(&self) -> bool {
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

/// The word from `start` to the end of its line, without quotation marks, a comment or blanks.
fn word(text: &str, start: usize, end: usize) -> Range<usize> {
    let line = text.get(start..end).unwrap_or_default();
    let bare = line.find(" #").map_or(line, |at| &line[..at]);
    let bare = if line.starts_with('#') { "" } else { bare.trim_end() };
    let quoted = bare.starts_with(['"', '\'']);
    let inner = if quoted { bare[1..].trim_end_matches(['"', '\'']) } else { bare };
    let start = start.min(end) + usize::from(quoted);
    start..start + inner.len()
}

/// Where the cursor is in a value in brackets.
enum Flow {
    /// In it: the fields there that lead to it, and the word.
    Within(Vec<String>, Range<usize>),
    /// Behind it: where it ends.
    Closed(usize),
}

/// Goes through a value in brackets that begins at `start`.
fn flow(text: &str, start: usize, end: usize, cursor: usize) -> Flow {
    // For each bracket that is open: whether it holds fields, and the field that was named last.
    let mut open: Vec<(bool, Option<String>)> = Vec::new();
    let (mut at, mut item) = (start, start);
    let bytes = text.as_bytes();
    while at < end {
        if at >= cursor && !open.is_empty() {
            break;
        }
        match bytes[at] {
            c @ (b'[' | b'{') => {
                open.push((c == b'{', None));
                item = at + 1;
            }
            b']' | b'}' => {
                open.pop();
                if open.is_empty() {
                    return Flow::Closed(at + 1);
                }
                item = at + 1;
            }
            b',' => {
                if let Some((_, key)) = open.last_mut() {
                    *key = None;
                }
                item = at + 1;
            }
            b':' if matches!(bytes.get(at + 1), None | Some(b' ' | b'\n')) => {
                if let Some((true, key)) = open.last_mut() {
                    *key = Some(text[item..at].trim().trim_matches(['"', '\'']).to_owned());
                    item = at + 1;
                }
            }
            quote @ (b'"' | b'\'') if text[item..at].trim().is_empty() => {
                let close = text[at + 1..end].find(quote as char).map_or(end, |n| at + 1 + n);
                if (at..=close).contains(&cursor) {
                    let keys = open.into_iter().filter_map(|(_, key)| key).collect();
                    return Flow::Within(keys, at + 1..close);
                }
                at = close;
            }
            _ => {}
        }
        at += 1;
    }
    let keys = open.into_iter().filter_map(|(_, key)| key).collect();
    let from = item + text[item..cursor.max(item)].len() - text[item..cursor.max(item)].trim_start().len();
    let until = text[cursor..end].find([',', ']', '}', '\n', ':', '#']).map_or(end, |n| cursor + n);
    let until = cursor + text[cursor..until].trim_end().len();
    Flow::Within(keys, from..until.max(from))
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
