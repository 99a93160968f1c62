//! Items and fields that YAML takes for a part of the text beside them, in silence: `-The plan` without a space, a second item
//! further right than the first, `1.` in place of a hyphen, `{en: Beijing， zh-Hans：北京}`.

use std::ops::Range;

use super::marked::{Node, NodeId, Value};
use super::mend::is_word;
use super::{Found, Replacement, ValueError};
use crate::diagnostics::Code;

/// Signs that divide in other scripts, and do not in YAML.
const DIVIDERS: [char; 5] = ['，', '；', '、', ';', ','];

/// Whether something of the kind may be in a text. `false` is certain; one pass over the lines of every good file.
pub(super) fn are_possible(yaml: &str) -> bool {
    let mut above: Option<usize> = None;
    yaml.lines().any(|line| {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        let is_item = text.starts_with("- ");
        let joins = is_item && above.is_some_and(|of| of < indent);
        if !text.is_empty() {
            above = is_item.then_some(indent).filter(|_| !text.trim_end().ends_with([':', '|', '>', '-']));
        }
        // Behind a field with a value.
        joins || item(text).is_some_and(|(mark, _)| mark != "-") || !line.is_ascii() && (holds_field(text) || text.starts_with("authors:"))
    })
}

/// What a line that is meant as an item begins with, and the rest of it.
fn item(text: &str) -> Option<(&str, &str)> {
    if let Some(rest) = text.strip_prefix('-') {
        let is_text = rest.starts_with(|c: char| c == ' ' || c.is_alphabetic() || matches!(c, '[' | '*' | '"'));
        return is_text.then(|| (if rest.starts_with(' ') { "-" } else { "-…" }, rest.trim_start()));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).filter(|_| (1..=2).contains(&digits))?;
    let behind = rest.strip_prefix(['.', ')']).filter(|behind| behind.starts_with(' '))?;
    Some((&text[..=digits], behind.trim_start()))
}

/// Whether a sign of another script stands in front of the name of a field and its colon.
fn holds_field(text: &str) -> bool {
    second_field(text).is_some()
}

/// Where the sign that should divide two fields stands, where the name of the second does, and where its colon is.
fn second_field(text: &str) -> Option<(usize, Range<usize>)> {
    text.match_indices(DIVIDERS).find_map(|(at, sign)| {
        let behind = &text[at + sign.len()..];
        let start = text.len() - behind.trim_start().len();
        let end = start + text[start..].find([':', '：'])?;
        is_word(&text[start..end]).then_some((at, start..end))
    })
}

/// What of the kind is in a tree, each with the node that it is in.
pub(super) fn found(tree: &Node, yaml: &str) -> Vec<(Found, NodeId)> {
    let mut all = Vec::new();
    for (id, node) in tree.nodes.iter().enumerate() {
        match &node.value {
            Value::Scalar { plain: true, .. } => all.extend(items(yaml, &node.span).map(|found| (found, id))),
            Value::Map(entries) if yaml[node.span.start..].starts_with('{') => {
                all.extend(entries.iter().filter_map(|(_, value)| Some((fields(tree, yaml, *value)?, *value))));
            }
            Value::Map(entries) => {
                let authors = entries.iter().filter(|(key, _)| tree.written(*key) == "authors");
                let names = authors.filter_map(|(_, value)| match &tree.item(*value).value {
                    Value::List(names) => Some(names),
                    _ => None,
                });
                all.extend(names.flatten().filter_map(|name| Some((people(tree, yaml, *name)?, *name))));
            }
            _ => {}
        }
    }
    all
}

/// Items in a text without quotation marks that stands on several lines.
fn items(yaml: &str, span: &Range<usize>) -> Option<Found> {
    let text = yaml.get(span.clone())?;
    let start = yaml[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let lead = &yaml[start..span.start];
    if lead.contains(['{', '[', '"']) || lead.trim_start().starts_with('#') {
        return None;
    }
    let is_below = lead.trim().is_empty();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let own = item(first).filter(|_| is_below);
    let numbered = own.is_some_and(|(mark, _)| !mark.starts_with('-'));
    let counts = |text: &str| item(text).is_some_and(|(mark, _)| mark.starts_with('-') || numbered);
    if numbered && !rest.lines().any(|line| counts(line.trim_start())) || own.is_none() && !rest.lines().any(|line| counts(line.trim_start())) {
        return None;
    }
    // The items stand in the column of the first, or in that of the line below the name of a field.
    let below = rest.lines().next().map_or(0, |line| line.len() - line.trim_start().len());
    let is_item = !is_below && lead.trim().chars().all(|c| c == '-');
    let column = if is_below || is_item { lead.len() - lead.trim_start().len() } else { below };
    let indent = " ".repeat(column);
    let mut lines = match own {
        Some((_, words)) => vec![format!("{indent}- {words}")],
        None if is_below || is_item => vec![format!("{lead}{first}")],
        None => vec![lead.trim_end().to_owned(), format!("{indent}- {first}")],
    };
    lines.extend(rest.lines().map(|line| match item(line.trim_start()).filter(|_| counts(line.trim_start())) {
        Some((_, words)) => format!("{indent}- {words}"),
        None => format!("{indent}  {}", line.trim_start()),
    }));
    // Where the first line that is meant as an item is, and what it begins with.
    let (at, mark) = if let Some((mark, _)) = own {
        (span.start, mark)
    } else {
        let line = rest.lines().find(|line| counts(line.trim_start()))?;
        let words = line.trim_start();
        (span.start + text.len() - rest.len() + rest.find(line)? + line.len() - words.len(), item(words)?.0)
    };
    let message = match mark {
        "-…" => "a space is missing behind the hyphen of the item, so that YAML takes it for a text".to_owned(),
        "-" => "YAML takes this item for a part of the text above it: it begins further right".to_owned(),
        mark => format!("an item of a list begins with a hyphen here, not with `{mark}`"),
    };
    let length = if mark.starts_with('-') { 1 } else { mark.len() };
    let end = span.end + yaml[span.end..].find(['\n', '\r']).unwrap_or(yaml.len() - span.end);
    let whole = format!("{}{}", lines.join("\n"), &yaml[span.end..end]);
    let shown = lines.iter().find(|line| !line.ends_with(':') && !yaml[start..end].lines().any(|was| was == *line)).unwrap_or(&lines[0]);
    let help = format!("begin each item with a hyphen and a space, all in one column: `{shown}`");
    let mistake = ValueError::new(Code::YamlSyntax, message).help(help);
    let replacement = Some(Replacement { text: whole, certain: true });
    Some(Found { mistake: ValueError { replacement, ..mistake }, span: at..at + length, other: None, line: Some(start..end) })
}

/// Fields between braces that a sign of another script divides.
fn fields(tree: &Node, yaml: &str, value: NodeId) -> Option<Found> {
    let Value::Scalar { plain: true, .. } = tree.item(value).value else { return None };
    let span = tree.span(value);
    let text = yaml.get(span.clone())?;
    let (at, name) = second_field(text)?;
    let sign = text[at..].chars().next()?;
    let colon = text[name.end..].chars().next()?;
    let mended = format!("{}, {}: {}", text[..at].trim_end(), &text[name.clone()], text[name.end + colon.len_utf8()..].trim_start());
    let (message, place) = if sign == ',' {
        (format!("`{colon}` is not the colon that ends the name of a field"), name.end..name.end + colon.len_utf8())
    } else {
        (format!("`{sign}` does not divide fields between braces"), at..at + sign.len_utf8())
    };
    Some(told(message, format!("write a comma and a space, and a colon and a space: {mended}"), mended, span, &place))
}

/// Names in a list that a sign of another script divides.
fn people(tree: &Node, yaml: &str, name: NodeId) -> Option<Found> {
    let Value::Scalar { plain: true, .. } = tree.item(name).value else { return None };
    let span = tree.span(name);
    let text = yaml.get(span.clone())?;
    let at = text.find(['，', '、', '；', ';'])?;
    let sign = text[at..].chars().next()?;
    let mended = text.split(['，', '、', '；', ';']).map(str::trim).collect::<Vec<_>>().join(", ");
    let help = format!("write a comma and a space between the names: [{mended}]");
    Some(told(format!("`{sign}` does not divide a list"), help, mended, span, &(at..at + sign.len_utf8())))
}

fn told(message: String, help: String, mended: String, span: Range<usize>, sign: &Range<usize>) -> Found {
    let mistake = ValueError::new(Code::YamlSyntax, message).help(help).mend_yaml(mended);
    Found { mistake, span: span.start + sign.start..span.start + sign.end, other: None, line: Some(span) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text as it should be; `None` where nothing is told.
    fn mended(yaml: &str) -> Option<String> {
        let tree = Node::parse(yaml).ok()?;
        let (found, _) = found(&tree, yaml).into_iter().next().filter(|_| are_possible(yaml))?;
        let mut text = yaml.to_owned();
        text.replace_range(found.line?, &found.mistake.replacement?.text);
        Some(text)
    }

    #[test]
    fn items_that_yaml_joins_are_told() {
        let list = "k:\n  - A b\n  - C d\nz: 1\n";
        for wrong in [
            "k:\n  -A b\n  - C d\nz: 1\n",
            "k:\n  -A b\n  -C d\nz: 1\n",
            "k:\n  - A b\n  -C d\nz: 1\n",
            "k:\n  - A b\n   - C d\nz: 1\n",
            "k:\n  - A b\n    - C d\nz: 1\n",
            "k:\n  1. A b\n  2. C d\nz: 1\n",
            "k:\n  1) A b\n  2) C d\nz: 1\n",
            "k: A b\n  - C d\nz: 1\n",
        ] {
            if let Some(text) = mended(wrong) {
                assert_eq!(text, list, "{wrong}");
            } else {
                assert!(wrong.starts_with("k: A") || Node::parse(wrong).is_err(), "{wrong}");
            }
        }
        assert_eq!(mended("k:\n  -A b # c\nz: 1\n").as_deref(), Some("k:\n  - A b # c\nz: 1\n"));
        for fine in
            ["k:\n  - A b\n    c d\n", "k:\n  - - a\n    - b\n", "k: >\n  A\n  -b\n", "k: -5\n", "k:\n  -5\n", "k:\n  In\n  24. May\n", "k: \"A\n  - b\"\n"]
        {
            assert_eq!(mended(fine), None, "{fine}");
        }
    }

    #[test]
    fn fields_that_a_sign_of_another_script_divides_are_told() {
        let right = "place: {en: Beijing, zh-Hans: 北京}\n";
        for wrong in ["place: {en: Beijing， zh-Hans：北京}\n", "place: {en: Beijing，zh-Hans：北京}\n", "place: {en: Beijing；zh-Hans：北京}\n"] {
            assert_eq!(mended(wrong).as_deref(), Some(right), "{wrong}");
        }
        assert_eq!(mended("authors: [Ana，Li]\n").as_deref(), Some("authors: [Ana, Li]\n"));
        assert_eq!(mended("place: {en: Beijing, zh-Hans: 北京，上海}\n"), None);
    }
}
