//! What a mistake is when one looks at what stands around it.

use std::ops::Range;

use super::de::Failure;
use super::marked::{Node, NodeId, Value};
use super::mend::{is_odd_gap, is_word, quoted, text_of_field};
use super::{Found, ValueError, written};
use crate::diagnostics::Code;

/// The mistake at its bytes.
pub(super) fn found(tree: &Node, yaml: &str, failure: Failure) -> Found {
    let Failure { mut mistake, node } = failure;
    if matches!(mistake.code, Code::UnknownField | Code::BadLanguage)
        && let Some(found) = undivided(tree, node, &mistake)
    {
        return found;
    }
    if matches!(mistake.code, Code::UnknownField | Code::BadLanguage)
        && let Some(found) = divided_text(tree, yaml, node)
    {
        return found;
    }
    if mistake.code == Code::BadId
        && let Some(id) = id_of_title(tree, node)
    {
        mistake = ValueError { replacement: None, help: None, ..mistake }.mend(id);
    }
    if mistake.code == Code::UnknownField {
        if let Some(found) = divided_number(tree, yaml, node).or_else(|| unseen(tree, yaml, node)) {
            return found;
        }
        let siblings = siblings(tree, node);
        if let (Some(replacement), Some(siblings)) = (&mistake.replacement, siblings)
            && let Some(name) = siblings.iter().map(|(key, _)| *key).find(|key| text(tree, *key) == Some(&replacement.text))
        {
            // Both cannot stay; which of the two counts, nobody else can tell.
            let help = format!("`{0}` stands here already: remove this line, or put its value into `{0}`", text(tree, name).unwrap_or_default());
            mistake = ValueError { replacement: None, ..mistake }.help(help);
        } else if let Some(found) = in_own_words(tree, yaml, node, &mistake) {
            return found;
        }
    }
    if node == 0 && mistake.message.ends_with(", found a list") {
        mistake = mistake.help("remove the hyphens in front of the fields: each stands on a line of its own");
    }
    let span = tree.span(node);
    // `- The plan: a first look`, where a text is wanted.
    if mistake.code == Code::WrongType
        && mistake.message.ends_with(", found a group of fields")
        && matches!(&tree.item(node).value, Value::Map(entries) if entries.len() == 1)
        && let Some(text) = yaml.get(span.clone()).and_then(text_of_field)
    {
        let message = "a colon with a space behind it makes a field and its value of this text";
        mistake = ValueError::new(Code::WrongType, message).help(format!("put quotation marks around it: {text}")).mend_yaml(text);
    }
    Found { mistake, span, other: None, line: None }
}

/// The name of ours for a field that has another.
pub(super) fn renamed(mistake: &ValueError) -> Option<String> {
    let name = mistake.replacement.as_ref()?.text.split(':').next()?;
    is_word(name).then(|| name.to_owned())
}

/// A field of a group that its value has joined: `{percent 0.9}`, `{zh-Hans:北京}`.
fn undivided(tree: &Node, key: NodeId, mistake: &ValueError) -> Option<Found> {
    let (_, value) = siblings(tree, key)?.iter().find(|(own, _)| *own == key)?;
    let whole = tree.written(key);
    let (name, rest) = whole.split_once([':', '：', ' ']).filter(|(name, rest)| is_word(name) && !rest.is_empty() && tree.written(*value).is_empty())?;
    let sign = whole[name.len()..].chars().next()?;
    let is_meant = sign != ' ' || renamed(mistake).is_some_and(|near| near == name);
    let message = match sign {
        ' ' => format!("a colon is missing behind `{name}`"),
        ':' => "a space is missing behind the colon".to_owned(),
        _ => format!("`{sign}` is not the colon that ends the name of a field"),
    };
    let mended = format!("{name}: {}", rest.trim_start());
    let mistake = ValueError::new(Code::YamlSyntax, message).help(format!("write: {mended}")).mend_yaml(mended);
    let start = tree.span(key).start;
    let sign = start + name.len()..start + name.len() + sign.len_utf8();
    (is_meant && !rest.starts_with("//")).then(|| Found { mistake, span: sign, other: None, line: Some(start..start + whole.len()) })
}

/// A field under another name, with what to write shown with its value.
fn in_own_words(tree: &Node, yaml: &str, key: NodeId, mistake: &ValueError) -> Option<Found> {
    let name = renamed(mistake)?;
    let help = mistake.help.as_deref()?;
    let (_, value) = siblings(tree, key)?.iter().find(|(own, _)| *own == key)?;
    let written = tree.written(*value);
    // The first example of the help.
    let start = help.find(&format!("`{name}: "))?;
    let end = start + 1 + help[start + 1..].find('`')?;
    let several = if name == "authors" { text(tree, *value).map(names) } else { None };
    let shown = several.as_deref().unwrap_or(written);
    if shown.is_empty() || shown.contains(['\n', '`']) || shown.chars().count() > 80 {
        return None;
    }
    let mut mistake = mistake.clone().help(format!("{}`{name}: {shown}{}", &help[..start], &help[end..]));
    let line = several.map(|several| {
        mistake = mistake.clone().offer_yaml(format!("{name}: {several}"));
        tree.span(key).start..tree.span(*value).start + written.len()
    });
    let line = line.filter(|line| yaml.get(line.clone()).is_some());
    Some(Found { mistake, span: tree.span(key), other: None, line })
}

/// Names in one text as a list: `Ana Lima and Li Wei`.
fn names(text: &str) -> String {
    let pieces = text.split([',', ';', '，', '；', '、', '&']).flat_map(|piece| piece.split(" and ")).map(str::trim).filter(|piece| !piece.is_empty());
    format!("[{}]", pieces.map(written).collect::<Vec<_>>().join(", "))
}

/// The id of the source whose title stands where its id belongs.
fn id_of_title(tree: &Node, node: NodeId) -> Option<String> {
    let named = text(tree, node)?;
    let is_source = tree.maps().any(|entries| entries.iter().any(|(key, value)| *value == node && text(tree, *key) == Some("source")));
    let mut titled = tree.maps().filter(|_| is_source).filter_map(|entries| {
        let field = |name| entries.iter().find(|(key, _)| text(tree, *key) == Some(name)).and_then(|(_, value)| text(tree, *value));
        field("title").filter(|title| title.eq_ignore_ascii_case(named)).and_then(|_| field("id"))
    });
    titled.next().map(str::to_owned)
}

/// A text within braces of which a comma has cut off the rest, which then looks like a field: `{en: Publish the plan, then act.}`.
fn divided_text(tree: &Node, yaml: &str, key: NodeId) -> Option<Found> {
    let entries = siblings(tree, key)?;
    let is_rest = |(own, value): &(NodeId, NodeId)| tree.written(*value).is_empty() && !text(tree, *own).is_some_and(str::is_empty);
    let at = entries.iter().position(|(own, _)| *own == key).filter(|at| is_rest(&entries[*at]))?;
    let first = entries[..at].iter().rposition(|entry| !is_rest(entry))?;
    let (_, value) = entries[first];
    let last = entries[first + 1..].iter().take_while(|entry| is_rest(entry)).last()?.0;
    let span = tree.span(value).start..tree.span(last).start + tree.written(last).len();
    let whole = yaml.get(span.clone()).filter(|whole| !whole.contains(['\n', '{', '[']))?;
    if !matches!(tree.item(value).value, Value::Scalar { plain: true, .. })
        || entries[first + 1].0 != key
        || !yaml[tree.span(value).end..].trim_start().starts_with(',')
    {
        return None;
    }
    if !tree.written(key).contains(char::is_alphabetic) {
        return None;
    }
    let quoted = quoted(whole);
    let mistake = ValueError::new(Code::YamlSyntax, "inside braces a comma ends a text").help(format!("put quotation marks around it: {quoted}"));
    // A single word may be a field that lacks its value.
    let is_text = !is_word(tree.written(last)) && !is_word(tree.written(key));
    let mistake = if is_text { mistake.mend_yaml(quoted) } else { mistake.offer_yaml(quoted) };
    Some(Found { mistake, span, other: None, line: None })
}

/// A name of a field with a sign in it that nobody sees.
fn unseen(tree: &Node, yaml: &str, key: NodeId) -> Option<Found> {
    let span = tree.span(key);
    let name = yaml.get(span.clone())?;
    let (at, sign) = name.char_indices().find(|(_, c)| is_odd_gap(*c))?;
    let plain: String = name.chars().filter(|c| !is_odd_gap(*c)).collect();
    let message = format!("a character that cannot be seen stands in the name of the field (U+{:04X})", u32::from(sign));
    let mistake = ValueError::new(Code::UnknownField, message).help(format!("type it anew: `{plain}:`")).mend(plain);
    let start = span.start + at;
    Some(Found { mistake, span: start..start + sign.len_utf8(), other: None, line: Some(span) })
}

/// The entries of the mapping that a key belongs to.
fn siblings(tree: &Node, key: NodeId) -> Option<&[(NodeId, NodeId)]> {
    tree.maps().find(|entries| entries.iter().any(|(own, _)| *own == key))
}

fn text(tree: &Node, id: NodeId) -> Option<&str> {
    match &tree.item(id).value {
        Value::Scalar { text, .. } => Some(text),
        Value::List(_) | Value::Map(_) => None,
    }
}

/// A number of which a comma within braces has cut off the rest, which then looks like a field: `{value: 1,005.6, unit: km}`.
fn divided_number(tree: &Node, yaml: &str, key: NodeId) -> Option<Found> {
    let entries = siblings(tree, key)?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let is_rest = |id: NodeId| text(tree, id).is_some_and(digits);
    let at = entries.iter().position(|(own, _)| *own == key).filter(|at| *at > 0 && is_rest(key))?;
    // The first part is the value of the last field that has a name.
    let first = entries[..at].iter().rposition(|(own, _)| !is_rest(*own))?;
    let (_, value) = entries[first];
    let last = entries[first + 1..].iter().take_while(|(own, _)| is_rest(*own)).last()?.0;
    let span: Range<usize> = tree.span(value).start..tree.span(last).end;
    let written = yaml.get(span.clone())?;
    let is_number = written.trim_start_matches('-').chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '));
    if !is_number || tree.span(key).start != tree.span(entries[first + 1].0).start {
        return None;
    }
    let groups: Vec<&str> = written.trim_start_matches('-').split(',').map(str::trim).collect();
    let whole = groups.last()?.split('.').next()?;
    let name = text(tree, entries[first].0)?;
    let mistake = ValueError::new(Code::BadNumber, format!("`{written}` is not a number of the form 1005.6: inside braces a comma ends a value"));
    let plain: String = written.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let is_thousands = groups[1..groups.len() - 1].iter().chain([&whole]).all(|group| group.len() == 3);
    let mistake = match (is_thousands, groups.as_slice()) {
        (true, [_, last]) if !last.contains('.') => {
            let decimal = written.replace([',', ' '], ".").replace("..", ".");
            mistake.help(format!("write numbers without a comma: `{name}: {plain}`; or {decimal}, if decimals stand behind it")).offer(plain)
        }
        (true, _) => mistake.help(format!("write numbers without a comma: `{name}: {plain}`")).mend(plain),
        (false, [whole, decimals]) if !decimals.contains('.') => {
            let sign = if written.starts_with('-') { "-" } else { "" };
            let number = format!("{sign}{whole}.{decimals}");
            mistake.help(format!("write decimals behind a point: `{name}: {number}`")).mend(number)
        }
        _ => mistake.help(format!("write digits with at most one point: `{name}: 1005.6`")),
    };
    Some(Found { mistake, span, other: None, line: None })
}
