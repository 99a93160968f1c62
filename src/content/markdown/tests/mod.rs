//! Tests of the module as a whole: what a text becomes, seen from outside.

mod blocks;
mod cjk;
mod hostile;
mod inline;
mod limits;

use super::*;

/// Compiles in a language, fills with tell-tale answers, and gives the HTML.
fn html_in(language: &str, text: &str) -> String {
    let options = Options { language, ..Options::default() };
    filled(&compile(text, &options))
}

/// The same in English.
fn html(text: &str) -> String {
    html_in("en", text)
}

/// The HTML of one paragraph, without the paragraph.
fn inline_in(language: &str, text: &str) -> String {
    let html = html_in(language, text);
    let inside = html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>\n"));
    inside.unwrap_or_else(|| panic!("not one paragraph: {html}")).to_owned()
}

/// The kinds of problems in a text.
fn problems(text: &str) -> Vec<ProblemKind> {
    compile(text, &Options::default()).problems.into_iter().map(|problem| problem.kind).collect()
}

/// What the references of a text name, each with its source.
fn references(text: &str) -> Vec<(String, Target)> {
    let references = compile(text, &Options::default()).references;
    references.into_iter().map(|one| (text[one.span.start as usize..one.span.end as usize].to_owned(), one.target)).collect()
}

/// Fills reference 0 with `/0`, `t0` and `{0}`, and so on.
fn filled(compiled: &Compiled) -> String {
    filled_for(compiled, None)
}

fn filled_for(compiled: &Compiled, page: Option<&str>) -> String {
    let resolved: Vec<Resolved> = (0..compiled.references.len())
        .map(|index| Resolved { address: format!("/{index}"), pixels: None, text: format!("t{index}"), html: Some(format!("{{{index}}}")) })
        .collect();
    fill(&compiled.template, &resolved, &words(), page)
}

fn words() -> Words {
    Words {
        footnotes: "Footnotes".to_owned(),
        back_to_text: "Back".to_owned(),
        table: "Table".to_owned(),
        note: "Note".to_owned(),
        tip: "Tip".to_owned(),
        important: "Important".to_owned(),
        warning: "Warning".to_owned(),
        caution: "Caution".to_owned(),
        task_done: "Done".to_owned(),
        task_open: "Open".to_owned(),
    }
}

fn wiki(kind: &str, name: &str, fragment: Option<&str>, label: Option<&str>) -> Target {
    Target::Wiki { kind: kind.into(), name: name.into(), fragment: fragment.map(Into::into), label: label.map(Into::into) }
}

fn plain(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Reference(index) => format!("<{index}>"),
    };
    pieces.iter().map(piece).collect()
}
