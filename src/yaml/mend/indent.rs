//! Where a line begins.

use super::line::{Line, is_odd_gap};
use super::{Context, Mend};
use crate::diagnostics::Code;

/// Columns at which the lines above begin: those of items for an item, those of names for a field; the nearest line first.
pub(super) fn columns(above: &[String], line: &Line<'_>) -> Vec<usize> {
    let mut all: Vec<usize> = Vec::new();
    let mut lowest = usize::MAX;
    for text in above.iter().rev().take(200) {
        let other = Line::read(text.trim_end_matches(['\n', '\r']));
        if !other.is_blank() && line.key.is_none() && !line.is_item() {
            // A line of a text that goes on.
            return vec![if other.key.is_some() || other.is_item() { other.start + 2 } else { other.indent }];
        }
        if other.is_blank() || other.indent > lowest {
            continue;
        }
        lowest = other.indent;
        let own = [other.indent, other.start];
        let fitting = if line.is_item() { &own[..usize::from(other.is_item())] } else { &own[1..] };
        // Below a field without a value, its items or fields stand two columns further.
        let below = (other.value().is_empty() && other.key.is_some()).then_some(other.start + 2);
        for column in fitting.iter().copied().chain(below) {
            if !all.contains(&column) {
                all.push(column);
            }
        }
        if lowest == 0 {
            break;
        }
    }
    all
}

/// The column of a line that begins with white space of another kind, as the lines next to it have it; `None` where they begin so too.
pub(super) fn beside(above: &[String], line: &Line<'_>, below: &[String]) -> Option<usize> {
    let bare = |text: &'_ String| text.trim_end_matches(['\n', '\r']).to_owned();
    let is_told = |text: &String| !Line::read(text.trim_end()).is_blank();
    let (before, after) = (above.iter().rev().find(|text| is_told(text)).map(bare), below.iter().find(|text| is_told(text)).map(bare));
    if !line.text[..line.indent].contains(is_odd_gap) || after.as_ref().is_some_and(|text| text.starts_with(is_odd_gap)) {
        return None;
    }
    let before = before.as_deref().map(Line::read)?;
    // The first line below a field without a value stands further right than the field, unless it is an item.
    let opens = before.key.is_some() && before.value().is_empty();
    let least = if opens { before.start + usize::from(!line.is_item()) } else { 0 };
    // Fields below an item say where it begins.
    if let Some(after) = after.as_deref().map(Line::read).filter(|after| line.is_item() && !after.is_item() && after.indent > before.indent) {
        return after.indent.checked_sub(line.start - line.indent);
    }
    let sibling = after.as_deref().map(Line::read).filter(|after| after.is_item() == line.is_item() && after.indent >= least.max(1));
    match sibling {
        Some(sibling) if opens || sibling.indent == before.start || line.is_item() => Some(sibling.indent),
        _ if opens => None,
        _ if line.is_item() => before.is_item().then_some(before.indent),
        _ => Some(before.start),
    }
}

/// White space that YAML does not take for such: as indent, and behind a hyphen or colon.
pub(super) fn odd_gaps(line: &Line<'_>, context: &Context<'_>) -> Vec<Mend> {
    let colon = line.key.as_ref().map_or(line.start, |key| key.end);
    let Some((at, sign)) = line.text[..line.value.start.max(colon)].char_indices().find(|(_, c)| is_odd_gap(*c)) else { return Vec::new() };
    let (indent, between) = (&line.text[..line.indent], &line.text[line.indent..line.value.start]);
    let plain = |gap: &str, tab: &str| {
        let mut plain = String::new();
        for c in gap.chars() {
            match c {
                '\t' => plain.push_str(tab),
                // The space of Chinese is as wide as a letter of it.
                '\u{3000}' => plain.push_str("  "),
                c if is_odd_gap(c) && c.is_whitespace() => plain.push(' '),
                c if is_odd_gap(c) => {}
                c => plain.push(c),
            }
        }
        plain
    };
    let tail = format!("{}{}", plain(between, " "), &line.text[line.value.start..]);
    let widths = context.beside.into_iter().chain([plain(indent, "  ").len()]).chain(context.columns.iter().copied());
    let told = |width: usize| {
        let line = format!("{}{tail}", " ".repeat(width));
        let (code, message) = match sign {
            '\t' => (Code::Tab, "a tab stands where YAML takes only spaces".to_owned()),
            c if c.is_whitespace() => (Code::YamlSyntax, format!("this is no plain space, but looks like one (U+{:04X})", u32::from(c))),
            c => (Code::YamlSyntax, format!("a character that cannot be seen stands here (U+{:04X})", u32::from(c))),
        };
        Mend { code, message, sign: at..at + sign.len_utf8(), line, certain: true }
    };
    widths.map(told).collect()
}

/// The line at each of the columns at which it could stand.
pub(super) fn proposals(line: &Line<'_>, context: &Context<'_>) -> Vec<Mend> {
    let what = match (line.is_item(), &line.key) {
        (true, _) => "item",
        (false, Some(_)) => "field",
        (false, None) => {
            // To the left it would be none of the text.
            let further = context.columns.iter().copied().filter(|column| *column > line.indent);
            let told = |column: usize| {
                let mended = format!("{}{}", " ".repeat(column), &line.text[line.indent..]);
                Mend::new("this line goes on with the text above it, but begins too far left", line.indent..line.text.trim_end().len(), mended).offered()
            };
            return further.map(told).collect();
        }
    };
    let told = |column: &usize| {
        let way = if *column < line.indent { "further right" } else { "further left" };
        let message = format!("this {what} begins {way} than those that it belongs to");
        Mend::new(message, line.indent..line.text.trim_end().len(), format!("{}{}", " ".repeat(*column), &line.text[line.indent..])).offered()
    };
    context.columns.iter().filter(|column| **column != line.indent).map(told).collect()
}

/// The line of a field with its first item beside its name, where the second, `item`, stands below it.
pub(super) fn first_item(field: &Line<'_>, item: &Line<'_>) -> Option<Mend> {
    let key = field.key.clone()?;
    let fits = item.is_item() && !field.value().is_empty() && !field.value().starts_with(['[', '{', '|', '>']) && item.indent >= field.indent;
    fits.then(|| {
        let mended = format!("{}:\n{}- {}", &field.text[..key.end], " ".repeat(item.indent), &field.text[field.value.start..]);
        Mend::new("the first item of the list stands beside the name of the field", field.value.clone(), mended).offered()
    })
}
