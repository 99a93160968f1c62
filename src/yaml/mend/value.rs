//! A text that YAML takes for something else than it is.

use super::line::{Line, close, is_of_text, quoted, unit_of_sign};
use super::{Mend, flow};

/// Quotation marks that are none to YAML, each with those that may close it.
const TYPOGRAPHIC: [(char, &str); 9] =
    [('“', "”“\""), ('„', "“”\""), ('”', "”\""), ('«', "»"), ('»', "«"), ('‘', "’‘'"), ('‚', "‘’'"), ('「', "」"), ('『', "』")];

pub(super) fn proposals(line: &Line<'_>) -> Vec<Mend> {
    let value = line.value();
    let Some(first) = value.chars().next() else { return Vec::new() };
    let at = line.value.start;
    // Of an item that reads like a field, all is text: `- The end: a: b`.
    if line.is_item() && line.key().is_some_and(is_of_text) {
        let text = line.start..line.value.end;
        let colon = line.key.as_ref().map_or(line.start, |key| key.end);
        let mended = line.with(text.clone(), &quoted(without_typographic(&line.text[text])));
        return vec![Mend::new("a text with a colon and a space in it needs quotation marks around it", colon..colon + 1, mended)];
    }
    let whole = |message: String, sign: std::ops::Range<usize>| Mend::new(message, sign, line.with_value(&quoted(value)));
    match first {
        '"' | '\'' => within_quotes(line, value, first),
        '[' | '{' | '｛' => flow::proposals(line, value),
        _ if TYPOGRAPHIC.iter().any(|(open, _)| *open == first) => vec![typographic(line, value, first)],
        '%' if let Some(code) = line.key().and_then(|key| unit_of_sign(key, value)) => {
            let message = format!("`{value}` is a sign, and a unit is given by its code");
            vec![Mend::new(message, at..at + value.len(), line.with_value(code))]
        }
        '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>' | '?' | '-' | ',' | ']' | '}' => {
            let sign = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
            vec![whole(format!("a text that begins with {sign} needs quotation marks around it"), at..at + 1)]
        }
        _ if let Some(group) = flow::without_braces(line.key().unwrap_or_default(), value) => {
            let message = "fields that stand on one line need braces around them";
            vec![Mend::new(message, at..at + value.len(), line.with_value(&group))]
        }
        _ => match value.find(": ").or_else(|| value.strip_suffix(':').map(str::len)) {
            Some(colon) => vec![whole("a text with a colon and a space in it needs quotation marks around it".to_owned(), at + colon..at + colon + 1)],
            None => Vec::new(),
        },
    }
}

/// Quotation marks around all that stands behind the name of the field, whatever it is.
pub(super) fn last_resort(line: &Line<'_>) -> Option<Mend> {
    let start = line.value.start;
    let text = line.text[start..line.value.end.max(start)].trim_end();
    let may_be = !text.is_empty() && !text.starts_with(['"', '\'', '[', '{']);
    may_be.then(|| {
        Mend::new("this text needs quotation marks around it", start..start + text.len(), line.with(start..start + text.len(), &quoted(text))).offered()
    })
}

/// What is wrong with a text that begins with a quotation mark.
fn within_quotes(line: &Line<'_>, value: &str, mark: char) -> Vec<Mend> {
    let at = line.value.start;
    let mend = |message: &str, sign: usize, value: &str| Mend::new(message, at + sign..at + sign + 1, line.with_value(value));
    let Some(close) = close(value, mark) else {
        // `"abc”`
        let ends = TYPOGRAPHIC.iter().find(|(open, _)| *open == if mark == '"' { '“' } else { '‘' }).map_or("", |(_, ends)| *ends);
        if let Some(last) = value.chars().next_back().filter(|last| *last != mark && ends.contains(*last)) {
            let sign = value.len() - last.len_utf8();
            let mended = line.with_value(&format!("{}{mark}", &value[..sign]));
            let message = format!("the text begins with `{mark}` and ends with `{last}`, which does not close it");
            return vec![Mend::new(message, at + sign..at + value.len(), mended)];
        }
        let message = format!("the quotation mark `{mark}` that opens here is never closed");
        // A backslash at the end would take the mark that closes for a part of the text.
        return [format!("{value}{mark}"), quoted(&value[1..]), quoted(value)].map(|text| mend(&message, 0, &text).offered()).into();
    };
    if close + 1 == value.len() {
        return match value.find('\\').filter(|_| mark == '"') {
            Some(backslash) => {
                let message = "between double quotation marks a backslash begins the name of a character, and this is none";
                vec![mend(message, backslash, &quoted(&value[1..close]))]
            }
            None => Vec::new(),
        };
    }
    if is_row_of_texts(value, mark) {
        return vec![mend("several texts stand in a row without brackets around them", close + 1, &format!("[{value}]")).offered()];
    }
    let inner = value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)).filter(|inner| !is_divided(inner, mark));
    match inner {
        Some(inner) if mark == '"' => vec![mend("a quotation mark within quotation marks ends the text", close, &quoted(&inner.replace("\\\"", "\"")))],
        Some(inner) => vec![mend("an apostrophe within single quotation marks ends the text", close, &quoted(&inner.replace("''", "'")))],
        None => {
            let after = close + 1 + (value[close + 1..].len() - value[close + 1..].trim_start().len());
            let first = value[after..].chars().next().map_or(1, char::len_utf8);
            let message = "the text goes on behind the quotation mark that ends it";
            vec![Mend::new(message, at + after..at + after + first, line.with_value(&quoted(value)))]
        }
    }
}

/// Whether a text such as `A" and "B`, without its outer marks, is a first quotation, words, and a second one.
fn is_divided(inner: &str, mark: char) -> bool {
    let Some(at) = inner.find(mark) else { return false };
    let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ",.;:!?)".contains(c));
    let before = inner[..at].chars().next_back();
    before.is_some_and(|c| !c.is_whitespace()) && ends(inner[at + 1..].chars().next()) && inner[at + 1..].matches(mark).count() % 2 == 1
}

/// Whether a value is `"a", "b"`.
fn is_row_of_texts(value: &str, mark: char) -> bool {
    let mut rest = value;
    while let Some(end) = rest.starts_with(mark).then(|| close(rest, mark)).flatten() {
        rest = rest[end + 1..].trim_start();
        match rest.strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None => return rest.is_empty(),
        }
    }
    false
}

/// `“Plan: the next step”`.
fn typographic(line: &Line<'_>, value: &str, first: char) -> Mend {
    let at = line.value.start;
    let text = without_typographic(value);
    Mend::new(format!("the typographic mark `{first}` does not hold a text together as `\"` does"), at..at + first.len_utf8(), line.with_value(&quoted(text)))
}

/// A text without the typographic marks around it, unless it has more of them.
pub(super) fn without_typographic(value: &str) -> &str {
    let Some((first, closing)) = value.chars().next().and_then(|first| TYPOGRAPHIC.iter().find(|(open, _)| *open == first)) else { return value };
    let inner = &value[first.len_utf8()..];
    let inner = match inner.chars().next_back().filter(|last| closing.contains(*last)) {
        Some(last) => &inner[..inner.len() - last.len_utf8()],
        None => inner,
    };
    // Where the marks enclose a part of the text alone, they belong to it.
    if inner.contains(|c| c == *first || closing.contains(c)) { value } else { inner }
}
