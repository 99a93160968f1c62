//! Lists in brackets and groups in braces, as far as one line holds them.

use super::Mend;
use super::line::{Line, close, quoted, unit_of_sign};

pub(super) fn proposals(line: &Line<'_>, value: &str) -> Vec<Mend> {
    let scan = scan(value);
    let mut all = Vec::new();
    let at = line.value.start;
    let mend = |message: String, sign: usize, length: usize, value: &str| Mend::new(message, at + sign..at + sign + length, line.with_value(value));
    // What is in them first: a mark that is never closed hides the bracket that ends the list.
    all.extend(items(value).map(|(message, sign, length, value)| mend(message, sign, length, &value).offered()));
    match scan {
        // What stands alone on its line goes on in the next.
        Scan::Open(_) if value.trim_matches(['[', '{', ' ']).is_empty() => {}
        Scan::Open(ref open) => {
            let closed: String = open.iter().rev().map(|(_, c)| if *c == '[' { ']' } else { '}' }).collect();
            let (sign, first) = open[0];
            let what = if first == '[' { "list" } else { "group of fields" };
            let end = closed.chars().next_back().unwrap_or(']');
            let message = format!("the {what} that begins here is never closed: `{end}` is missing");
            all.push(mend(message, sign, 1, &format!("{}{closed}", value.trim_end_matches([',', ' ', '、', '，', ';']))).offered());
        }
        Scan::Other(sign, written, meant) => {
            // One is missing in front of it, or another was meant.
            for mended in [format!("{}{meant}{}", &value[..sign], &value[sign..]), format!("{}{meant}{}", &value[..sign], &value[sign + 1..])] {
                all.push(mend(format!("`{written}` does not close what `{}` opened", if meant == ']' { '[' } else { '{' }), sign, 1, &mended));
            }
        }
        Scan::Closed(end) if end < value.len() => {
            let rest = value[end..].trim_start();
            let sign = value.len() - rest.len();
            if rest.chars().all(|c| matches!(c, ']' | '}' | ' ' | ',')) {
                all.push(mend("there is one sign too many behind the list".to_owned(), sign, 1, &value[..end]));
            }
            let bracket = &value[end - 1..end];
            let message = format!("the text goes on behind `{bracket}`, which ends a {}", if bracket == "]" { "list" } else { "group of fields" });
            all.push(mend(message, sign, rest.chars().next().map_or(1, char::len_utf8), &quoted(value)));
        }
        Scan::Closed(_) => {}
    }
    all
}

enum Scan {
    /// What is still open at the end, with its sign.
    Open(Vec<(usize, char)>),
    /// A sign that closes another kind of bracket: where, what is written, what is meant.
    Other(usize, char, char),
    /// Where the outermost one ends.
    Closed(usize),
}

fn scan(value: &str) -> Scan {
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(c) = value[at..].chars().next() {
        match c {
            '[' | '{' => open.push((at, c)),
            ']' | '}' => {
                let meant = match open.pop() {
                    Some((_, '[')) => ']',
                    _ => '}',
                };
                if meant != c {
                    return Scan::Other(at, c, meant);
                }
                if open.is_empty() {
                    return Scan::Closed(at + 1);
                }
            }
            '"' | '\'' if begins_item(&value[..at]) => at += close(&value[at..], c).unwrap_or(0),
            _ => {}
        }
        at += c.len_utf8();
    }
    Scan::Open(open)
}

/// Whether a new item or value begins behind this.
fn begins_item(before: &str) -> bool {
    before.trim_end().is_empty() || before.trim_end().ends_with(['[', '{', ',', ':'])
}

/// The first thing wrong with the items of a list: what, where, how long the sign is, and the whole as it should be.
fn items(value: &str) -> Option<(String, usize, usize, String)> {
    let mut at = 1;
    while at < value.len() {
        let rest = &value[at..];
        let item = rest.trim_start();
        let start = at + rest.len() - item.len();
        let first = item.chars().next()?;
        if first == ',' {
            let mended = format!("{}{}", &value[..start], item[1..].trim_start());
            return Some(("there is nothing in front of this comma".to_owned(), start, 1, mended));
        }
        if let '"' | '\'' = first {
            let end = close(item, first).map_or(item.len(), |end| end + 1);
            let after = item[end..].trim_start();
            let next = start + item.len() - after.len();
            let tail = after.split([',', ']', '}']).next().unwrap_or_default();
            if after.starts_with(['"', '\'']) && item[end..].starts_with(' ') {
                let mended = format!("{}, {}", &value[..start + end], after);
                return Some(("a comma is missing between two items".to_owned(), start + end - 1, 1, mended));
            }
            if !tail.is_empty() && !after.starts_with(':') {
                // `'China's plan'`: the text ends where the last mark before a comma or bracket is.
                let stop = next + tail.len();
                let text = value[start..stop].trim_end();
                let inner = text.strip_prefix(first).and_then(|text| text.strip_suffix(first)).unwrap_or(text);
                let mended = format!("{}{}{}", &value[..start], quoted(inner), &value[stop..]);
                return Some((format!("the mark `{first}` within the text ends it"), start + end - 1, 1, mended));
            }
            if end == item.len() && close(item, first).is_none() {
                let stop = item.find([',', ']', '}']).unwrap_or(item.len());
                let text = item[..stop].trim_end();
                let mended = format!("{}{text}{first}{}", &value[..start], &item[stop..]);
                return Some((format!("the quotation mark `{first}` that opens here is never closed"), start, 1, mended));
            }
            at = next;
        } else {
            let stop = item.find([',', ']', '}', '[', '{']).unwrap_or(item.len());
            let text = item[..stop].trim_end();
            // The value alone, of a field in braces.
            let gap = text.find(": ").map_or(0, |colon| colon + 2);
            let (lead, text) = if value.starts_with('{') { text.split_at(gap) } else { ("", text) };
            let begin = start + lead.len();
            if let Some(code) = unit_of_sign(lead.trim_end().trim_end_matches(':'), text) {
                let mended = format!("{}{code}{}", &value[..begin], &value[begin + text.len()..]);
                return Some((format!("`{text}` is a sign, and a unit is given by its code"), begin, text.len(), mended));
            }
            let is_odd = text.starts_with(['@', '`', '%', '*', '&', '!', '|', '>', '?', '-']) || text.contains(": ");
            // A single hyphen or question mark may stand for nothing at all.
            if is_odd && !matches!(text, "-" | "?") && text.parse::<f64>().is_err() {
                let colon = text.find(": ").map_or(0, |colon| colon);
                let mended = format!("{}{}{}", &value[..begin], quoted(text), &value[begin + text.len()..]);
                return Some(("this text needs quotation marks around it, or is the name of a field without braces".to_owned(), begin + colon, 1, mended));
            }
            at = start + stop;
        }
        at += value[at..].chars().next().map_or(1, char::len_utf8);
    }
    None
}
