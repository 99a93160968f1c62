//! What looks like a reference, a link or a block, and is printed as it was typed.
//!
//! Each form is looked for at the bytes where it would start, in the author's text; whether it then stands in text (and not
//! in code, in an address or in a tag) is known when the text is written. What is not clearly meant as more than text is left
//! alone: `[sic]`, `[1]`, `#5`, `{x}`.

use std::ops::Range;

use memchr::{memchr, memchr2};

use super::inline::is_escaped;
use super::{Likeness, ProblemKind};

/// Something that may be a slip.
#[derive(Debug)]
pub(super) struct Suspect {
    pub(super) span: Range<usize>,
    pub(super) kind: ProblemKind,
}

/// The kinds of references, for forms that are none.
const KINDS: [&str; 14] =
    ["agency", "briefing", "chart", "commitment", "date", "edition", "fig", "figure", "indicator", "instrument", "jurisdiction", "page", "term", "topic"];

/// So far is looked for the end of something, in bytes.
pub(super) const REACH: usize = 400;

/// The longest text that a message repeats, in characters.
const SHOWN: usize = 60;

pub(super) fn found(source: &str, span: Range<usize>, likeness: Likeness, meant: String) -> Suspect {
    let written = shortened(&source[span.clone()]);
    Suspect { span, kind: ProblemKind::LooksLike { likeness, written, meant } }
}

pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The rest of the line from `at` on, as far as is looked.
pub(super) fn line(source: &str, at: usize) -> &str {
    let rest = &source[at..source.floor_char_boundary(at + REACH)];
    memchr2(b'\n', b'\r', rest.as_bytes()).map_or(rest, |end| &rest[..end])
}

/// The rest of the line from `at` on, up to the bracket behind the next one that `open` bytes open, so that no byte is looked
/// at for many of them.
fn bracketed(source: &str, at: usize, open: usize) -> &str {
    let rest = line(source, at);
    let Some(end) = rest.get(open..).and_then(|inside| inside.find(|c| is_closing(c) || c == '[')) else { return rest };
    let end = open + end;
    let closing = rest[end..].chars().take_while(|c| is_closing(*c)).take(2).map(char::len_utf8).sum::<usize>();
    &rest[..end + closing]
}

/// What stands between the two characters at `at` and `end`, within one paragraph and as far as is looked.
fn enclosed<'s>(source: &'s str, at: usize, end: &str) -> Option<&'s str> {
    let rest = &source[at + 2..source.floor_char_boundary(at + REACH).max(at + 2)];
    let inside = &rest[..rest.find(end)?];
    (!inside.contains("\n\n")).then_some(inside)
}

/// Looks at a `[` that starts no mark.
pub(super) fn bracket(source: &str, at: usize) -> Option<Suspect> {
    let bytes = source.as_bytes();
    let next = *bytes.get(at + 1)?;
    if is_escaped(bytes, at) || at > 0 && bytes[at - 1] == b'[' {
        return None;
    }
    let special = match next {
        b'[' => return double(source, at, "[["),
        b'@' => citation(source, at, 1),
        b'!' => alert(source, at),
        b'a'..=b'z' => single(source, at),
        0xEF if source[at + 1..].starts_with('［') => return double(source, at, "[［"),
        _ => None,
    };
    special.or_else(|| link(source, at))
}

/// Looks at a full-width bracket.
pub(super) fn wide_bracket(source: &str, at: usize) -> Option<Suspect> {
    let rest = &source[at..];
    let open = rest.chars().next()?;
    let behind = &rest[open.len_utf8()..];
    if let Some(second) = behind.chars().next().filter(|c| matches!(c, '[' | '［' | '【')) {
        return double(source, at, &rest[..open.len_utf8() + second.len_utf8()]);
    }
    if source[..at].ends_with(['[', '［', '【']) {
        return None;
    }
    if behind.starts_with('@') {
        return citation(source, at, open.len_utf8());
    }
    double(source, at, &rest[..open.len_utf8()])
}

fn is_closing(c: char) -> bool {
    matches!(c, ']' | '］' | '】')
}

/// `[[fig:x]`, `[[ topic : x ]]`, `[[topic：x]]`, `[[Topic:x]]`, and the same between full-width brackets. `[[x]]` may be meant
/// as a reference where the front matter has such a name.
fn double(source: &str, at: usize, open: &str) -> Option<Suspect> {
    let inside = &source.as_bytes()[at + open.len()..];
    let gap = inside.iter().take(4).take_while(|byte| **byte == b' ').count();
    let length = inside[gap..].iter().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let kind = kind(&source[at + open.len() + gap..][..length]);
    if kind.is_none() && open != "[[" {
        return None;
    }
    let whole = bracketed(source, at, open.len());
    let closing = whole.chars().rev().take_while(|c| is_closing(*c)).map(char::len_utf8).sum::<usize>();
    let content = whole.get(open.len()..whole.len() - closing)?;
    let named = kind.and_then(|kind| {
        let behind = content.get(gap + length..)?.trim_start_matches(' ');
        let name = behind.strip_prefix([':', '：', '.', '/', '=', '｜']).or_else(|| is_name(behind).then_some(behind).filter(|_| content.contains(' ')))?;
        Some((kind, name))
    });
    let Some((kind, named)) = named else {
        let name = content.split(['|', '#']).next().unwrap_or_default().trim();
        let kind = ProblemKind::BareName { name: name.to_owned() };
        return (open == "[[" && whole.ends_with("]]") && !name.is_empty()).then(|| Suspect { span: at..at + whole.len(), kind });
    };
    // Where nothing closes it, its name is a word.
    let name = if closing > 0 {
        named.trim()
    } else {
        named.trim_start().split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '，' | '。')).next().unwrap_or_default()
    };
    let end = if closing > 0 { whole.len() } else { open.len() + content.len() - named.trim_start().len() + name.len() };
    // The ids of figures and dates have no capital letters.
    let lower = matches!(kind, "fig" | "date").then(|| name.to_lowercase());
    let name = lower.as_deref().unwrap_or(name);
    let meant = format!("[[{kind}:{}]]", if name.is_empty() { "…" } else { name });
    Some(found(source, at..at + end, Likeness::Reference, meant))
}

/// The kind of reference that a word names, whatever its case.
fn kind(word: &str) -> Option<&'static str> {
    let kind = KINDS.into_iter().find(|kind| kind.eq_ignore_ascii_case(word))?;
    Some(if kind == "figure" { "fig" } else { kind })
}

/// `[topic:x]` and `[topic:x]]`.
fn single(source: &str, at: usize) -> Option<Suspect> {
    let length = source.as_bytes()[at + 1..].iter().take(16).take_while(|byte| byte.is_ascii_lowercase()).count();
    let kind = kind(&source[at + 1..][..length])?;
    let rest = line(source, at);
    let end = rest.find(']')?;
    let behind = rest.get(1 + length..end)?;
    let name = behind.strip_prefix(':').or_else(|| behind.strip_prefix('：'))?;
    let is_name = name.starts_with(char::is_alphanumeric) && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '#' | '|' | '.'));
    let is_number = name.starts_with(|c: char| c.is_ascii_digit()) && !name.contains('/');
    let behind = rest[end + 1..].bytes().next();
    if !is_name || is_number || matches!(behind, Some(b'(' | b'[' | b':')) {
        return None;
    }
    let end = end + 1 + usize::from(behind == Some(b']'));
    Some(found(source, at..at + end, Likeness::Reference, format!("[[{kind}:{name}]]")))
}

/// `[@id` that is never closed, and `[@a, @b]`; `open` is the length of the bracket.
fn citation(source: &str, at: usize, open: usize) -> Option<Suspect> {
    let rest = bracketed(source, at, open);
    let inside = &rest[open..];
    let close = inside.find(is_closing);
    let content = &inside[..close.unwrap_or(inside.len())];
    let id = |text: &str| {
        let text = text.strip_prefix('@')?;
        let length = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':'))).unwrap_or(text.len());
        let id = text[..length].trim_end_matches(['.', ':']);
        id.starts_with(char::is_alphanumeric).then(|| id.to_owned())
    };
    let first = id(content)?;
    if close.is_none() {
        return Some(found(source, at..at + open + 1 + first.len(), Likeness::Citation, format!("[@{first}]")));
    }
    let end = open + content.len() + inside[content.len()..].chars().next().map_or(0, char::len_utf8);
    if matches!(source.as_bytes().get(at + end), Some(b'(' | b'[' | b':')) {
        return None;
    }
    let behind = content[1 + first.len()..].trim_start();
    // Behind a semicolon a name alone is one that lacks its sign.
    let named =
        |piece: &str| id(piece).or_else(|| id(&format!("@{piece}")).filter(|id| content.contains(';') && id == piece && content.split(';').count() == 2));
    let ids: Vec<String> = content.split([' ', ',', ';', '，', '；', '、', '&']).filter_map(named).collect();
    let meant = if ids.len() > 1 {
        format!("[{}]", ids.iter().map(|id| format!("@{id}")).collect::<Vec<_>>().join("; "))
    } else if let Some(behind) = behind.strip_prefix([',', ';', ':', '，', '；', '：']) {
        format!("[@{first}], {}", behind.trim()).trim_end_matches([',', ' ']).to_owned()
    } else if open > 1 && behind.is_empty() {
        format!("[@{first}]")
    } else {
        return None;
    };
    Some(found(source, at..at + end, Likeness::Citation, meant))
}

/// `[!INFO]` at the start of a quotation, and `[!NOTE]` with more on its line or without a quotation.
fn alert(source: &str, at: usize) -> Option<Suspect> {
    let before = source.as_bytes()[..at].iter().rev().find(|byte| !matches!(byte, b'>' | b' '));
    if before.is_some_and(|byte| *byte != b'\n') {
        return None;
    }
    let rest = line(source, at);
    let end = rest.find(']')?;
    let name = &rest[2..end];
    if name.is_empty()
        || !name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
        || matches!(rest.as_bytes().get(end + 1), Some(b'(' | b'[' | b':'))
    {
        return None;
    }
    let kind = match name.to_ascii_uppercase().as_str() {
        "TIP" | "HINT" | "EXAMPLE" | "SUCCESS" => "TIP",
        "IMPORTANT" | "ATTENTION" => "IMPORTANT",
        "WARNING" | "WARN" => "WARNING",
        "CAUTION" | "DANGER" | "ERROR" | "BUG" | "FAILURE" => "CAUTION",
        _ => "NOTE",
    };
    Some(found(source, at..at + end + 1, Likeness::Alert, format!("> [!{kind}]")))
}

/// `[text] (https://…)` and `[text](my file.pdf)`.
fn link(source: &str, at: usize) -> Option<Suspect> {
    let rest = line(source, at);
    let close = 1 + memchr2(b'[', b']', &rest.as_bytes()[1..])?;
    let behind = rest[close..].strip_prefix(']')?;
    let is_image = at > 0 && source.as_bytes()[at - 1] == b'!';
    let open = ["(", " (", "（"].into_iter().find(|open| behind.starts_with(open))?;
    let inside = &behind[open.len()..];
    // No further than to the next bracket, so that no byte is looked at for many links.
    let inside = &inside[..memchr(b'[', inside.as_bytes()).unwrap_or(inside.len())];
    let end = inside.find([')', '）']);
    let address = inside[..end.unwrap_or(inside.len())].trim();
    let text = &rest[1..close];
    let said = text != "sic" && text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let is_slip = if open == "(" {
        // The parser makes a link of it unless a space is in it or nothing closes it.
        is_address(address) && (end.is_none() || address.contains([' ', '\t'])) || is_image && end.is_some() && has_extension(address)
    } else {
        // What stands in brackets may be a remark of its own.
        is_address(address) && !address.contains(' ') && end.is_some() && (said || is_image)
    };
    if !is_slip {
        return None;
    }
    let start = at - usize::from(is_image);
    let address_end = end.map_or_else(|| address.find(' ').unwrap_or(address.len()), |_| address.len());
    let address = &address[..address_end];
    let address = if address.contains([' ', '\t']) { format!("<{}>", address.trim_matches(['<', '>'])) } else { address.to_owned() };
    let end =
        at + close + 1 + open.len() + end.map_or(inside.find(' ').unwrap_or(inside.len()), |end| end + if inside[end..].starts_with(')') { 1 } else { 3 });
    let (likeness, mark) = if is_image { (Likeness::Image, "!") } else { (Likeness::Link, "") };
    Some(found(source, start..end, likeness, format!("{mark}[{}]({address})", shortened(text))))
}

/// Whether a text between parentheses is meant as an address.
fn is_address(text: &str) -> bool {
    let starts = ["https://", "http://", "mailto:", "www.", "./", "../", "<./", "<../"].iter().any(|start| text.starts_with(start));
    let absolute = text.strip_prefix('/').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    starts || absolute || has_extension(text)
}

/// Whether a text ends like the name of a file.
fn has_extension(text: &str) -> bool {
    const EXTENSIONS: [&str; 22] = [
        "avif", "csv", "doc", "docx", "gif", "htm", "html", "ics", "jpeg", "jpg", "json", "md", "ods", "pdf", "png", "ppt", "pptx", "svg", "txt", "webp",
        "xlsx", "zip",
    ];
    let name = text.split(['#', '?']).next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str()))
}

/// Looks at a `{`.
pub(super) fn brace(source: &str, at: usize) -> Option<Suspect> {
    let bytes = source.as_bytes();
    let next = *bytes.get(at + 1)?;
    if !(matches!(next, b'{' | b'%' | b'#' | b'.' | b':') || next.is_ascii_alphabetic()) || is_escaped(bytes, at) || at > 0 && bytes[at - 1] == b'{' {
        return None;
    }
    match next {
        b'{' => shortcode(source, at),
        b'%' => block_tag(source, at),
        _ => attributes(source, at, next),
    }
}

/// `{{< name … >}}`, `{{% name %}}`, `{{ name }}`; `{{fig:x}}` is a reference in the brackets of another program.
fn shortcode(source: &str, at: usize) -> Option<Suspect> {
    let inside = enclosed(source, at, "}}")?;
    let end = 2 + inside.len();
    let (open, close) = match inside.as_bytes().first() {
        Some(b'<') => ("{{<", ">}}"),
        Some(b'%') => ("{{%", "%}}"),
        _ => ("{{", "}}"),
    };
    let inner = inside.trim_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '%' | '-' | '/'));
    if let Some((kind, name)) = inner.split_once([':', '：']) {
        let name = name.trim();
        if let Some(kind) = self::kind(kind.trim()).filter(|_| !name.is_empty() && !name.contains('\n')) {
            return Some(found(source, at..at + end + 2, Likeness::Reference, format!("[[{kind}:{name}]]")));
        }
    }
    // Mathematics groups with braces too.
    let before = source[..at].chars().next_back();
    if open == "{{" && (before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '^' | '_' | '\\' | '}' | '$')) || inner.contains('\\')) {
        return None;
    }
    let name = name_in(inner)?;
    Some(foreign(at..at + end + 2, &format!("{open} {name} {close}")))
}

/// `{% include x %}`.
fn block_tag(source: &str, at: usize) -> Option<Suspect> {
    let inside = enclosed(source, at, "%}")?;
    let name = name_in(inside.trim_matches(|c: char| c.is_whitespace() || c == '-'))?;
    Some(foreign(at..at + inside.len() + 4, &format!("{{% {name} %}}")))
}

/// The word that a shortcode begins with. One and its end have the same, so that both are told together.
fn name_in(inner: &str) -> Option<&str> {
    let length = inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '$'))).unwrap_or(inner.len());
    let name = &inner[..length];
    let name = name.strip_prefix("end").filter(|rest| !rest.is_empty() && inner.len() == length).unwrap_or(name);
    name.trim_start_matches(['.', '$']).starts_with(char::is_alphabetic).then_some(name)
}

fn foreign(span: Range<usize>, written: &str) -> Suspect {
    Suspect { span, kind: ProblemKind::LooksLike { likeness: Likeness::Shortcode, written: shortened(written), meant: String::new() } }
}

/// `{: .lead}`, and `{#id}`, `{.lead}`, `{width=50%}` behind a text or alone on a line.
fn attributes(source: &str, at: usize, next: u8) -> Option<Suspect> {
    let rest = line(source, at);
    let end = rest.find('}')?;
    let before = source[..at].chars().next_back().unwrap_or('\n');
    // That of a heading without its space is told there.
    if next == b'#' && source[..at].rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with(['#', '＃'])) {
        return None;
    }
    let is_close = matches!(before, ')' | ']' | '*' | '_' | '`');
    let ends_line = rest[end + 1..].trim().is_empty();
    let inside = rest[1..end].strip_prefix(':').unwrap_or(&rest[1..end]);
    let is_item = |item: &str| match item.split_at_checked(1) {
        Some(("." | "#", name)) => is_name(name),
        _ => item.split_once('=').is_some_and(|(name, value)| is_name(name) && !value.is_empty()),
    };
    let fits = match next {
        b':' => {
            (is_close || before == '\n') && (inside.split_whitespace().all(is_item) || matches!(inside.trim(), "toc" | ":toc" | ":nomarkdown" | ":comment"))
        }
        b'#' | b'.' => (is_close && before != '_' || ends_line && before.is_whitespace()) && inside.split_whitespace().all(is_item),
        _ => matches!(before, ')' | ']') && inside.split_whitespace().all(is_item),
    };
    (fits && !inside.trim().is_empty()).then(|| found(source, at..at + end + 1, Likeness::Attributes, String::new()))
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
}
