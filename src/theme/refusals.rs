//! What tera refuses, in the words of authors of templates, with what was probably meant.

use super::calls;
use super::error::RenderError;
use super::scan::Form;
use crate::diagnostics::{At, Diagnostic, Edit, Fix, Place, nearest};

/// The words that tags begin with.
const TAGS: [&str; 18] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "block",
    "endblock",
    "include",
    "extends",
    "set",
    "set_global",
    "endset",
    "raw",
    "endraw",
    "filter",
    "endfilter",
    "component",
];

/// The failure in other words, if there are better ones. `text` is the template's, `blocks` are the names of all blocks.
pub(super) fn reworded(told: Diagnostic, error: &RenderError, text: Option<&str>, blocks: &[&str]) -> Diagnostic {
    let name = |start: &str| error.message.strip_prefix(start).and_then(|rest| rest.split('`').next());
    let span = match &told.place.at {
        At::Bytes(span) => Some(span.start as usize..span.end as usize),
        _ => None,
    };
    let word = span.clone().and_then(|span| text?.get(span)).unwrap_or_default();
    for (start, form, what) in
        [("Unknown filter `", Form::Filter, "filter"), ("Unknown test `", Form::Test, "test"), ("Unknown function `", Form::Function, "function")]
    {
        if let Some(name) = name(start) {
            let known: Vec<&str> = calls::names(form).collect();
            let told = said(told, format!("there is no {what} `{name}`"));
            return match nearest(name, known.iter().copied()) {
                Some(near) => told.help(format!("did you mean `{near}`?")).rewrite(name, near, false),
                None => told.help(format!("there are {}", known.join(", "))),
            };
        }
    }
    if error.message == "Unknown tag" {
        return tag(told, word);
    }
    if let Some(name) = name("Block `").filter(|_| error.message.contains("is not defined")) {
        let near = nearest(name, blocks.iter().copied().filter(|block| *block != name));
        let own = text.and_then(|text| Some((text.find(&format!("block {name}"))? + "block ".len(), name.len())));
        let told = said(told, format!("no template that this one extends has a block `{name}`"));
        // In a built-in template, the frame is what differs.
        return match (near, own, &told.place.at) {
            (Some(near), Some((at, length)), At::Bytes(_)) => {
                let edit = Edit::Replace(Place::bytes(&told.place.file, at..at + length), near.to_owned());
                told.help(format!("did you mean `{near}`? else add `{{% block {name} %}}{{% endblock %}}` to the template that it extends"))
                    .fix(Fix::offer(vec![edit]))
            }
            _ => told.help(format!("add `{{% block {name} %}}{{% endblock %}}` to the template that it extends, or take the block out here")),
        };
    }
    if let Some((found, mark)) = error.message.strip_prefix("Found ").and_then(|rest| rest.trim_end_matches('.').split_once(" but expected "))
        && matches!(mark.trim_matches('`'), "}}" | "%}")
    {
        let mark = mark.trim_matches('`');
        let before = span.as_ref().and_then(|span| Some((span.start, text?.get(..span.start)?)));
        let told = said(told, format!("`{mark}` is missing here: {found} stands in its place"));
        let Some((_, before)) = before else { return told.help(format!("write `{mark}` behind what is written out")) };
        let at = before.trim_end().len();
        let open = before.rfind(if mark == "}}" { "{{" } else { "{%" }).unwrap_or(at);
        let edit = Edit::Replace(Place::bytes(&told.place.file, at..at), format!(" {mark}"));
        return told.help(format!("write `{} {mark}`", before[open..at].trim_end())).fix(Fix::offer(vec![edit]));
    }
    undefined(told, error, text, span.as_ref())
}

fn said(told: Diagnostic, message: String) -> Diagnostic {
    Diagnostic { message, ..told }
}

/// A tag that is none.
fn tag(told: Diagnostic, word: &str) -> Diagnostic {
    if let Some(what) = word.strip_prefix("end").filter(|_| TAGS.contains(&word)) {
        let told = said(told, format!("`{word}` ends nothing: no `{what}` is open here"));
        return told.help(format!("remove it, or open before it what it ends: {{% {what} … %}}"));
    }
    let told = said(told, format!("there is no tag `{word}`"));
    match nearest(word, TAGS) {
        Some(near) => told.help(format!("did you mean `{near}`?")).rewrite(word, near, false),
        None => told.help(format!("tags are {}; what is to be printed stands between {{{{ and }}}}", TAGS.join(", "))),
    }
}

/// Names that do not exist, and values that are not there or are of another kind.
fn undefined(told: Diagnostic, error: &RenderError, text: Option<&str>, span: Option<&std::ops::Range<usize>>) -> Diagnostic {
    for (start, what, listed) in [("Field `", "field", " Available fields: "), ("Variable `", "variable", " Available variables: ")] {
        let Some((name, rest)) = error.message.strip_prefix(start).and_then(|rest| rest.split_once('`')) else { continue };
        if rest.starts_with(" exists") {
            let told = said(told, format!("`{name}` has no value here"));
            return told.help(format!("write what stands in for it: `{name} or \"\"`"));
        }
        let known: Vec<&str> = rest.split_once(listed).map_or(Vec::new(), |(_, names)| names.split(", ").collect());
        let told = said(told, format!("there is no {what} `{name}` here"));
        let absent = "a field that may be absent is written `page?.name or \"\"`";
        return match nearest(name, known.iter().copied()) {
            Some(near) => told.help(format!("did you mean `{near}`? {absent}")).rewrite(name, near, false),
            None if known.is_empty() => told,
            None => told.help(format!("there are {}; {absent}", known.join(", "))),
        };
    }
    let kinds = ["none", "undefined", "&str", "str", "string", "i64", "u64", "i128", "u128", "usize", "f64", "number", "bool", "array", "map", "bytes"];
    let in_words = |kind: &str| match kind {
        "none" | "undefined" => "nothing",
        "&str" | "str" | "string" | "bytes" => "a text",
        "bool" => "true or false",
        "array" => "a list",
        "map" => "a group of fields",
        _ => "a number",
    };
    let expression = || {
        let (text, span) = (text?, span?);
        let open = text[..span.start].rfind("{{").filter(|open| !text[*open..span.start].contains("}}"))? + 2;
        let end = open + text[open..].find("}}")?;
        Some(text[open..end].trim_matches(['-', ' ', '\n']))
    };
    if let Some((wanted, found)) = error.message.split_once("expected `").and_then(|(_, rest)| rest.split_once("` but got `")) {
        let found = found.trim_end_matches(['`', '.']);
        let message = match in_words(found) {
            "nothing" => format!("there is nothing here, and {} is wanted", in_words(wanted)),
            found => format!("this is {found}, and {} is wanted", in_words(wanted)),
        };
        let told = said(told, message);
        return match expression() {
            Some(expression) if in_words(found) == "nothing" => {
                let value = expression.split('|').next().unwrap_or(expression).trim();
                told.help(format!("ask first whether it is there: {{% if {value} %}}{{{{ {expression} }}}}{{% endif %}}"))
            }
            _ if in_words(found) == "nothing" => told.help("ask first whether it is there: {% if page.date %}…{% endif %}"),
            _ => told.help("docs/theme-reference.md says what each field is"),
        };
    }
    if let Some(kind) = error.message.strip_prefix("Iteration not possible on type `") {
        let told = said(told, format!("a loop goes through a list, and this is {}", in_words(kind.trim_end_matches(['`', '.']))));
        return told.help("docs/theme-reference.md says which fields are lists; one that may be absent is written `page?.name or []`");
    }
    let message = kinds.iter().fold(told.message.clone(), |message, kind| message.replace(&format!("`{kind}`"), in_words(kind)));
    said(told, message)
}
