//! Texts of the front matter that readers will not see as they were typed: what YAML takes for a comment, and names of
//! characters where no HTML is read.

use std::sync::Arc;

use memchr::memmem;

use super::markdown;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::yaml::{Leaf, Node};

/// Fields in which a comment behind the value is most likely a part of it.
const SENTENCES: [&str; 17] = [
    "alt",
    "caption",
    "checked",
    "correction",
    "description",
    "key_points",
    "label",
    "name",
    "note",
    "place",
    "preheader",
    "quote",
    "reason",
    "role",
    "summary",
    "text",
    "title",
];

/// Fields of names, in which only `#5` is likely one.
const NAMES: [&str; 7] = ["aliases", "authors", "by", "identifier", "publisher", "short", "source"];

/// Fields of plain text at the beginning of pages and in lists, in which people may expect Markdown.
const PLAIN: [&str; 3] = ["title", "summary", "preheader"];

/// Looks at the texts of the front matter `yaml`, which begins at byte `start` of its file. `is_markdown` says which fields are
/// Markdown.
pub(super) fn check(path: &Arc<str>, yaml: &str, start: usize, is_markdown: impl Fn(&str) -> bool, all: &mut Vec<Diagnostic>) {
    let (comments, entities) = (memmem::find(yaml.as_bytes(), b" #").is_some(), holds_entity(yaml));
    let marks = memmem::find(yaml.as_bytes(), b"[[").is_some() || memmem::find(yaml.as_bytes(), b"[@").is_some();
    let marks = marks && yaml.lines().any(|line| PLAIN.iter().any(|field| line.starts_with(field)) && (line.contains("[[") || line.contains("[@")));
    if !comments && !entities && !marks {
        return;
    }
    let Ok(tree) = Node::parse(yaml) else { return };
    for scalar in tree.leaves().iter().filter(|scalar| !scalar.path.starts_with("extra.")) {
        // The field, where it is given in several languages: `title: {en: …}`.
        let in_language = !scalar.outer.is_empty() && crate::locale::Language::parse(scalar.key).is_ok();
        let field = if in_language && !is_text(scalar.key) { scalar.outer } else { scalar.key };
        if comments && scalar.plain {
            all.extend(comment(path, yaml, start, scalar, field));
        }
        if marks && PLAIN.iter().any(|field| scalar.path.starts_with(field)) && !is_markdown(&scalar.path) {
            all.extend(mark(path, yaml, start, scalar, field));
        }
        if entities && is_text(field) && !is_markdown(&scalar.path) {
            all.extend(entity(path, yaml, start, scalar));
        }
    }
}

fn is_text(field: &str) -> bool {
    SENTENCES.contains(&field) || NAMES.contains(&field)
}

/// Whether anything has the form of `&amp;`.
fn holds_entity(yaml: &str) -> bool {
    yaml.match_indices('&').any(|(at, _)| {
        let name = yaml.as_bytes()[at + 1..].iter().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
        name > 1 && yaml.as_bytes().get(at + 1 + name) == Some(&b';')
    })
}

/// A comment on the line on which a text ends.
fn comment(path: &Arc<str>, yaml: &str, start: usize, scalar: &Leaf<'_>, field: &str) -> Option<Diagnostic> {
    // A value that is empty stands nowhere.
    let end = if scalar.text.is_empty() {
        scalar.key_end + yaml[scalar.key_end..].strip_prefix(':').map_or(0, |_| 1)
    } else {
        yaml[..scalar.span.end].trim_end().len()
    };
    let line = yaml[end..].split(['\n', '\r']).next().unwrap_or_default();
    let comment = line.trim_start_matches([' ', '\t']);
    let words = comment.strip_prefix('#').filter(|_| comment.len() < line.len())?;
    let close = words.starts_with(|c: char| !c.is_whitespace() && c != '#');
    // Without a title or a name nothing goes, so that the comment is most likely that.
    let fits = if scalar.text.is_empty() {
        (close || matches!(field, "title" | "name")) && is_text(field)
    } else {
        SENTENCES.contains(&field) || close && NAMES.contains(&field)
    };
    if !fits || words.trim_matches(['#', ' ', '\t']).is_empty() {
        return None;
    }
    let at = start + end + (line.len() - comment.len());
    let whole = format!("{} {}", scalar.text, comment.trim_end());
    let whole = whole.trim_start();
    let quoted = if whole.contains(['"', '\\']) { format!("'{}'", whole.replace('\'', "\'\'")) } else { format!("\"{whole}\"") };
    let span = at..at + comment.trim_end().len();
    let told = Diagnostic::new(Code::SwallowedText, Place::bytes(path, span), format!("YAML takes this for a comment, so that it is no part of `{field}`"));
    Some(told.help(format!("put quotation marks around the text: {quoted}; a comment stands on a line of its own")))
}

/// A reference or a citation in a text in which none is read.
fn mark(path: &Arc<str>, yaml: &str, start: usize, scalar: &Leaf<'_>, field: &str) -> Option<Diagnostic> {
    let written = yaml.get(scalar.span.clone())?;
    let (at, close) = written.find("[[").map(|at| (at, "]]")).or_else(|| written.find("[@").map(|at| (at, "]")))?;
    let length = written[at..].find(close)? + close.len();
    let mark = &written[at..at + length];
    let is_mark = mark.starts_with("[@") || mark.contains(':');
    let help = if close == "]" { "remove it: sources are cited in the text" } else { "write in words and digits what it stands for" };
    let span = start + scalar.span.start + at;
    let told = Diagnostic::new(
        Code::NoReference,
        Place::bytes(path, span..span + length),
        format!("`{field}` is plain text, in which `{mark}` is printed as it stands"),
    );
    (is_mark && !mark.contains('\n')).then(|| told.help(help))
}

/// A text in which a name of a character is printed as it stands.
fn entity(path: &Arc<str>, yaml: &str, start: usize, scalar: &Leaf<'_>) -> Option<Diagnostic> {
    let (plain, first) = markdown::decoded(scalar.text)?;
    let place = match yaml[scalar.span.clone()].find(first) {
        Some(at) => Place::bytes(path, start + scalar.span.start + at..start + scalar.span.start + at + first.len()),
        None => Place::value(path, scalar.path.clone()),
    };
    let told = Diagnostic::new(Code::EntityInText, place, format!("this field is plain text, in which `{first}` is printed as it stands"));
    Some(told.help(format!("write: {plain}")))
}
