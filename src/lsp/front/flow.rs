//! Values in brackets, on one line or several, as far as the cursor.

use std::ops::Range;

use super::line::unquoted;

/// Where the cursor is in a value in brackets.
pub(super) enum Flow {
    /// In it: the fields there that lead to it, and the word.
    Within(Vec<String>, Range<usize>),
    /// Behind it: where it ends.
    Closed(usize),
}

/// Goes through a value in brackets that begins at `start`.
pub(super) fn flow(text: &str, start: usize, end: usize, cursor: usize) -> Flow {
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
                    *key = Some(unquoted(text[item..at].trim()).to_owned());
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
