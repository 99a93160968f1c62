//! Lists in brackets and groups in braces, as far as one line holds them.

use super::Mend;
use super::line::{Line, close, is_of_text, is_word, quoted, unit_of_sign};

pub(super) fn proposals(line: &Line<'_>, value: &str) -> Vec<Mend> {
    let scan = scan(value);
    let mut all = Vec::new();
    let at = line.value.start;
    let mend = |message: String, sign: usize, length: usize, value: &str| Mend::new(message, at + sign..at + sign + length, line.with_value(value));
    // `alt: Map #3}`: a comment would take the bracket with it.
    if let Some((sign, mended)) = commented(line, value) {
        let whole = line.with(at..line.text.trim_end().len(), &mended);
        all.push(Mend::new("YAML takes what follows a space and `#` for a comment, with the bracket behind it", at + sign..at + sign + 1, whole).offered());
    }
    // `｛en: Beijing｝`
    if let Some(sign) = value.chars().find(|c| matches!(c, '｛' | '｝' | '［' | '］' | '【' | '】')) {
        let plain: String = value
            .chars()
            .map(|c| match c {
                '｛' => '{',
                '｝' => '}',
                '［' | '【' => '[',
                '］' | '】' => ']',
                c => c,
            })
            .collect();
        let place = value.find(sign).unwrap_or(0);
        all.push(mend(format!("`{sign}` opens and closes nothing"), place, sign.len_utf8(), &plain).offered());
    }
    if !value.starts_with(['[', '{']) {
        return all;
    }
    if let Some((place, mended)) = inner_group(value).filter(|_| matches!(scan, Scan::Open(_))) {
        all.push(mend("the group of fields that begins here is never closed: `}` is missing".to_owned(), place, 1, &mended).offered());
    }
    // What is in them first: a mark that is never closed hides the bracket that ends the list.
    all.extend(items(value).map(|(message, sign, length, value)| mend(message, sign, length, &value).offered()));
    match scan {
        // What stands alone on its line goes on in the next.
        Scan::Open(_) if value.trim_matches(['[', '{', ' ']).is_empty() => {}
        // `{percent: 0.9)`
        Scan::Open(ref open) if let Some((sign, written, mended)) = other_bracket(value, open) => {
            all.push(mend(format!("`{written}` does not close what `{}` opened", open[0].1), sign, written.len_utf8(), &mended));
        }
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

/// A group or list that ends with a sign of another kind: where the sign is, the sign, and the whole with the right ones.
fn other_bracket(value: &str, open: &[(usize, char)]) -> Option<(usize, char, String)> {
    let written = value.chars().next_back().filter(|c| matches!(c, ')' | '）' | '】' | '］' | '｝' | '>'))?;
    let inside = &value[..value.len() - written.len_utf8()];
    let own = match written {
        ')' => '(',
        '）' => '（',
        '】' => '【',
        '］' => '［',
        '｝' => '｛',
        _ => '<',
    };
    let closed: String = open.iter().rev().map(|(_, c)| if *c == '[' { ']' } else { '}' }).collect();
    (inside.matches(own).count() <= inside.matches(written).count()).then(|| (inside.len(), written, format!("{inside}{closed}")))
}

/// The fields that hold a group of fields which editors write on one line.
const GROUPS: [&str; 5] = ["change", "event", "image", "withdrawn", "target"];

/// Fields in a row, `percent: 0.9, basis: year-on-year`, between the braces that they lack. One alone may be a text.
pub(super) fn without_braces(key: &str, value: &str) -> Option<String> {
    let value = value.strip_suffix('}').unwrap_or(value).trim_end_matches([',', ' ']);
    let is_field = |piece: &str| piece.split_once(": ").is_some_and(|(name, text)| is_word(name.trim()) && !is_of_text(name.trim()) && !text.contains(": "));
    let pieces: Vec<&str> = value.split(", ").collect();
    (pieces.iter().all(|piece| is_field(piece)) && (pieces.len() > 1 || GROUPS.contains(&key))).then(|| format!("{{{value}}}"))
}

/// A text in braces or brackets that goes on behind what YAML takes for a comment, with the bracket that closes them: where the
/// comment begins, and all of it with the text between quotation marks.
fn commented(line: &Line<'_>, value: &str) -> Option<(usize, String)> {
    let whole = line.text[line.value.start..].trim_end();
    let comment = whole.find(" #").filter(|at| *at >= value.len() && whole.ends_with([']', '}']))? + 1;
    let start = whole[..comment].rfind([',', '[', '{', ':'])? + 1;
    let start = start + whole[start..].len() - whole[start..].trim_start().len();
    let end = comment + whole[comment..].find([',', ']', '}'])?;
    let mended = format!("{}{}{}", &whole[..start], quoted(&whole[start..end]), &whole[end..]);
    matches!(scan(&mended), Scan::Closed(end) if end == mended.len()).then_some((comment, mended))
}

/// Whether the name of a field is that of a language by its looks.
fn is_language(name: &str) -> bool {
    name.split('-').next().is_some_and(|base| base.len() == 2 && !matches!(base, "id" | "by"))
}

/// A group within another one that goes on with fields of the outer one, as languages do not with `place:`: where it begins, and
/// the whole with the brace that it lacks.
fn inner_group(value: &str) -> Option<(usize, String)> {
    let is_form = |name: &str| matches!(name, "zero" | "one" | "two" | "few" | "many" | "other");
    value.match_indices('{').find_map(|(at, _)| {
        let inside = &value[at + 1..];
        let end = inside.find(['}', '{']).unwrap_or(inside.len());
        let mut names = inside[..end].match_indices(": ").filter_map(|(colon, _)| {
            let start = inside[..colon].rfind([',', ' ']).map_or(0, |gap| gap + 1);
            Some((start, &inside[start..colon])).filter(|(_, name)| is_word(name))
        });
        let (_, first) = names.next()?;
        let is_alike = |name: &str| if is_form(first) { is_form(name) } else { is_language(name) };
        let (start, _) = names.find(|(_, name)| (is_form(first) || is_language(first)) && !is_alike(name))?;
        let before = inside[..start].trim_end().strip_suffix(',')?;
        let mended = format!("{}{before}}}{}", &value[..=at], &inside[before.len()..]);
        matches!(scan(&mended), Scan::Closed(end) if end == mended.len()).then_some((at, mended))
    })
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
    // The brackets that are open.
    let mut open = vec![value.chars().next()?];
    while at < value.len() {
        let rest = &value[at..];
        let item = rest.trim_start();
        let mut start = at + rest.len() - item.len();
        if let Some(behind) = item.strip_prefix(',') {
            let mended = format!("{}{}", &value[..start], behind.trim_start());
            return Some(("there is nothing in front of this comma".to_owned(), start, 1, mended));
        }
        // The value alone, of a field in braces.
        let in_braces = open.last() == Some(&'{');
        let name = item.find(": ").filter(|colon| in_braces && is_word(&item[..*colon])).map_or("", |colon| &item[..colon]);
        if !name.is_empty() {
            let behind = item[name.len() + 1..].trim_start();
            start += item.len() - behind.len();
        }
        let item = &value[start..];
        let first = item.chars().next()?;
        if let '"' | '\'' = first {
            match quotation(value, start, first, in_braces) {
                Ok(next) => at = next,
                Err(found) => return Some(found),
            }
        } else {
            let stop = item.find([',', ']', '}', '[', '{']).unwrap_or(item.len());
            let text = item[..stop].trim_end();
            if let Some(found) = plain(value, start, name, text, in_braces) {
                return Some(found);
            }
            at = start + stop;
        }
        let sign = value[at..].chars().next();
        match sign {
            Some(sign @ ('[' | '{')) => open.push(sign),
            Some(']' | '}') => {
                open.pop();
                // The comma behind it has something in front.
                let behind = value[at + 1..].trim_start();
                let next = value.len() - behind.len();
                // Else the character in front is passed over, which may be a space of several bytes.
                at = if behind.starts_with(',') { next } else { next - value[..next].chars().next_back().map_or(1, char::len_utf8) };
            }
            _ => {}
        }
        at += value[at..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// Where a text between quotation marks that begins at `start` ends, or what is wrong with it.
fn quotation(value: &str, start: usize, mark: char, in_braces: bool) -> Result<usize, (String, usize, usize, String)> {
    let item = &value[start..];
    let end = close(item, mark).map_or(item.len(), |end| end + 1);
    let after = item[end..].trim_start();
    let next = start + item.len() - after.len();
    if after.starts_with(['"', '\'']) && item[end..].starts_with(' ') {
        let mended = format!("{}, {}", &value[..start + end], after);
        return Err(("a comma is missing between two items".to_owned(), start + end - 1, 1, mended));
    }
    let tail = after.split([',', ']', '}']).next().unwrap_or_default();
    if !tail.is_empty() && !after.starts_with(':') {
        // `'China's plan'`: the text ends at the first mark behind which a comma, another field or a bracket stands.
        let ends = item[end..].match_indices(mark).map(|(at, _)| end + at + 1);
        let stop = ends.into_iter().find(|stop| is_end_of_item(&item[*stop..], in_braces)).unwrap_or(item.len() - after.len() + tail.len());
        let text = item[..stop].trim_end();
        let inner = text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark)).unwrap_or(text);
        let mended = format!("{}{}{}", &value[..start], quoted(inner), &item[stop..]);
        return Err((format!("the mark `{mark}` within the text ends it"), start + end - 1, 1, mended));
    }
    if end == item.len() && close(item, mark).is_none() {
        let stop = item.find([',', ']', '}']).unwrap_or(item.len());
        let text = item[..stop].trim_end();
        let mended = format!("{}{text}{mark}{}", &value[..start], &item[stop..]);
        return Err((format!("the quotation mark `{mark}` that opens here is never closed"), start, 1, mended));
    }
    Ok(next)
}

/// Whether an item ends in front of this.
fn is_end_of_item(rest: &str, in_braces: bool) -> bool {
    let rest = rest.trim_start();
    match rest.strip_prefix(',') {
        Some(next) => !in_braces || next.trim_start().split_once(':').is_some_and(|(name, _)| is_word(name)),
        None => rest.is_empty() || rest.starts_with([']', '}']),
    }
}

/// What is wrong with the item `text`, which begins at `start` and has no quotation marks; in braces, the value of `name`.
fn plain(value: &str, start: usize, name: &str, text: &str, in_braces: bool) -> Option<(String, usize, usize, String)> {
    if let Some(code) = unit_of_sign(name, text) {
        let mended = format!("{}{code}{}", &value[..start], &value[start + text.len()..]);
        return Some((format!("`{text}` is a sign, and a unit is given by its code"), start, text.len(), mended));
    }
    // `value: 91 qualifier: over`
    if let Some(at) =
        text.find(": ").filter(|_| in_braces).and_then(|colon| text[..colon].rfind(GAPS).map(|gap| gap + text[gap..].chars().next().map_or(1, char::len_utf8)))
        && let Some(second) = text[at..].split(':').next().filter(|second| NEXT.contains(second) || is_language(name) && is_language(second))
    {
        let first = text[..at].trim_end_matches(GAPS);
        let mended = format!("{}{first}, {}", &value[..start], &value[start + at..]);
        return Some((format!("a comma is missing in front of `{second}:`"), start + at, second.len(), mended));
    }
    let is_odd = text.starts_with(['@', '`', '%', '*', '&', '!', '|', '>', '?', '-']) || text.contains(": ");
    // A single hyphen or question mark may stand for nothing at all.
    (is_odd && !matches!(text, "-" | "?") && text.parse::<f64>().is_err()).then(|| {
        let colon = text.find(": ").map_or(0, |colon| colon);
        let mended = format!("{}{}{}", &value[..start], quoted(text), &value[start + text.len()..]);
        ("this text needs quotation marks around it, or is the name of a field without braces".to_owned(), start + colon, 1, mended)
    })
}

/// What may stand between two fields in place of a comma.
const GAPS: [char; 5] = [' ', ';', '；', '，', '、'];

/// Fields of groups that are written between braces, which stand there behind another one.
const NEXT: [&str; 32] = [
    "accessed",
    "actor",
    "agency",
    "alt",
    "archive_url",
    "as_of",
    "basis",
    "change",
    "date",
    "due",
    "high",
    "indicator",
    "issued",
    "kind",
    "label",
    "lang",
    "low",
    "nature",
    "note",
    "part_of",
    "percent",
    "period",
    "place",
    "publisher",
    "qualifier",
    "role",
    "scale",
    "source",
    "status",
    "unit",
    "url",
    "value",
];
