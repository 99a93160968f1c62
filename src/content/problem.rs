//! What Markdown found wrong, in the words of a diagnostic.

use std::collections::HashMap;

use super::markdown::{Likeness, Problem, ProblemKind};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::invisible;

/// The diagnostic for a problem of a text.
pub(super) fn diagnostic(kind: &ProblemKind, place: Place) -> Diagnostic {
    if let ProblemKind::LooksLike { likeness, written, meant } = kind {
        let told = likely(*likeness, written, meant, place);
        let replaces = matches!(
            likeness,
            Likeness::Reference | Likeness::Citation | Likeness::Link | Likeness::Image | Likeness::Heading | Likeness::HeadingId | Likeness::Emphasis
        );
        return if replaces && !meant.is_empty() && meant != written && !written.ends_with('…') { told.rewrite(written, meant, false) } else { told };
    }
    let (code, message, help) = words(kind);
    Diagnostic::new(code, place, message).help(help)
}

/// Decides on what would be a reference if the front matter had such a name: `[[bs-5g]]`.
pub(super) fn name(problems: &mut Vec<Problem>, names: &dyn Fn() -> Vec<(&'static str, String)>) {
    if !problems.iter().any(|problem| matches!(problem.kind, ProblemKind::BareName { .. } | ProblemKind::BareCitation { .. })) {
        return;
    }
    let known = names();
    problems.retain_mut(|problem| {
        if let ProblemKind::BareCitation { written, id } = &problem.kind {
            let is_source = known.iter().any(|(kind, known)| *kind == "@" && known == id);
            problem.kind = ProblemKind::LooksLike { likeness: Likeness::Citation, written: written.clone(), meant: format!("[@{id}]") };
            return is_source;
        }
        let ProblemKind::BareName { name } = &problem.kind else { return true };
        let Some((kind, id)) = known.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)) else { return false };
        let meant = if *kind == "@" { format!("[@{id}]") } else { format!("[[{kind}:{id}]]") };
        problem.kind = ProblemKind::LooksLike { likeness: Likeness::Reference, written: format!("[[{name}]]"), meant };
        true
    });
}

/// A text that looks like something it is not.
fn likely(likeness: Likeness, written: &str, meant: &str, place: Place) -> Diagnostic {
    let what = |thing: &str| format!("`{written}` looks like {thing} and is none");
    let perhaps = || format!("did you mean `{meant}`? If it is meant as text, put a backslash in front of it");
    let (code, message, help) = match likeness {
        Likeness::Reference => (Code::NoReference, what("a reference"), perhaps()),
        Likeness::Citation => (Code::NoReference, what("a citation"), perhaps()),
        Likeness::Link => (Code::NoMarkup, what("a link"), perhaps()),
        Likeness::Image => (Code::NoMarkup, what("an image"), perhaps()),
        Likeness::Alert => (
            Code::NoMarkup,
            what("the mark of an alert"),
            format!("write `{meant}` alone on the first line of a quotation; the kinds are NOTE, TIP, IMPORTANT, WARNING and CAUTION"),
        ),
        Likeness::HeadingId => {
            (Code::NoMarkup, format!("`{written}` is printed as a part of the heading"), format!("the id of a heading stands in braces: `{meant}`"))
        }
        Likeness::Emphasis => (
            Code::NoMarkup,
            format!("`{written}` is not emphasised, and its asterisks are printed: no space may stand inside them"),
            format!("write `{}`; if the asterisks are meant, put a backslash in front of each", meant.trim()),
        ),
        Likeness::Row => {
            let (cells, columns) = meant.split_once('/').unwrap_or_default();
            (
                Code::NoMarkup,
                format!("this row has {cells} cell{}, and the table has {columns}", if cells == "1" { "" } else { "s" }),
                "give each row a cell for each column, divided by `|`; an empty one is `| |`, and what is more is left out".to_owned(),
            )
        }
        Likeness::Heading if written.starts_with('＃') => {
            (Code::NoMarkup, "this looks like a heading and is none: `＃` is not the number sign of Markdown".to_owned(), format!("write `{meant}`"))
        }
        Likeness::Heading => (Code::NoMarkup, format!("this looks like a heading and is none: no space is behind `{written}`"), format!("write `{meant}`")),
        Likeness::Table if meant.is_empty() => (
            Code::NoMarkup,
            "this looks like a table and is none".to_owned(),
            "put a line such as `| --- | --- |` below the first one, with as many cells".to_owned(),
        ),
        Likeness::Table => (
            Code::NoMarkup,
            "this looks like a table and is none".to_owned(),
            "give the line of hyphens as many cells as the one above it, and put an empty line in front of the table".to_owned(),
        ),
        Likeness::Shortcode => (
            Code::ForeignSyntax,
            format!("`{written}` is an instruction to another program and is printed as it stands"),
            "write what it made in Markdown; to show it to readers, put it between backticks".to_owned(),
        ),
        Likeness::Attributes => (
            Code::ForeignSyntax,
            format!("`{written}` gives attributes to another program and is printed as it stands"),
            "remove it; of attributes only the id of a heading is known: `## Costs {#costs}`".to_owned(),
        ),
        Likeness::Directive => (
            Code::ForeignSyntax,
            format!("`{written}` is a directive of another program and is printed as it stands"),
            "write it in Markdown; `> [!NOTE]` on a line of its own begins a note".to_owned(),
        ),
    };
    Diagnostic::new(code, place, message).help(help)
}

/// Tells what a file holds many times once, at its first place, with a count.
pub(super) fn gather(all: &mut Vec<Diagnostic>) {
    let is_gathered = |code| matches!(code, Code::NoReference | Code::NoMarkup | Code::ForeignSyntax | Code::DroppedHtml);
    if !all.iter().any(|found| is_gathered(found.code)) {
        return;
    }
    let mut times: HashMap<(Code, String), usize> = HashMap::new();
    all.retain(|found| {
        if !is_gathered(found.code) {
            return true;
        }
        let time = times.entry((found.code, found.message.clone())).or_default();
        *time += 1;
        *time == 1
    });
    for found in all.iter_mut().filter(|found| is_gathered(found.code)) {
        if let Some(time) = times.get(&(found.code, found.message.clone())).filter(|time| **time > 1) {
            found.message = format!("{} (and {} more in this file)", found.message, time - 1);
        }
    }
}

fn words(kind: &ProblemKind) -> (Code, String, &'static str) {
    const SCHEMES: &str = "use an address of http, https, mailto or tel, or one on this site";
    match kind {
        ProblemKind::ForbiddenScheme { scheme } => (Code::BadScheme, format!("addresses of the scheme `{scheme}` are not published"), SCHEMES),
        ProblemKind::SchemeRelative => (Code::BadScheme, "the address has no scheme".to_owned(), "put https: in front of it"),
        ProblemKind::MalformedAddress => (Code::BadScheme, "this is not an address that browsers agree on".to_owned(), SCHEMES),
        ProblemKind::EmptyAddress => (Code::BrokenLink, "the link leads nowhere".to_owned(), "put an address between the parentheses"),
        ProblemKind::UndefinedFootnote { label } => {
            (Code::UndefinedFootnote, format!("footnote `{label}` is not defined"), "add a line that begins with its mark and a colon, such as [^1]: The note.")
        }
        ProblemKind::UnusedFootnote { label } => (Code::UnusedFootnote, format!("nothing refers to footnote `{label}`"), "refer to it, or remove it"),
        ProblemKind::DuplicateFootnote { label } => (Code::UndefinedFootnote, format!("footnote `{label}` is defined twice"), "remove one of the two"),
        ProblemKind::InvalidHeadingId { id } if invisible(id).is_some() => {
            (Code::BadHeadingId, format!("`{id}` cannot be the id of a heading: it has a character that cannot be seen"), "type the id anew")
        }
        ProblemKind::InvalidHeadingId { id } => (Code::BadHeadingId, format!("`{id}` cannot be the id of a heading"), "use letters, digits and hyphens"),
        ProblemKind::ReservedHeadingId { id } => (Code::BadHeadingId, format!("the page itself uses the id `{id}`"), "choose another id for the heading"),
        ProblemKind::DuplicateHeadingId { id } => (Code::BadHeadingId, format!("the id `{id}` is used twice"), "choose another id for one of the two"),
        ProblemKind::HeadingAttributes => (Code::IgnoredAttribute, "of a heading's attributes only the id counts".to_owned(), "remove the others"),
        ProblemKind::MissingAlt => {
            (Code::ImageWithoutAlt, "the image has no words that stand in for it".to_owned(), "write what it shows between the brackets")
        }
        ProblemKind::RawHtml => (Code::RawHtml, "raw HTML is forbidden on this site".to_owned(), "use Markdown, or change `raw_html` in site.yaml"),
        ProblemKind::RawHtmlTooHeavy => (Code::TooMuchOutput, "there is too much raw HTML".to_owned(), "use Markdown"),
        ProblemKind::Unprintable => (
            Code::Unprintable,
            "this stands for a character that cannot be printed, and is left out".to_owned(),
            "delete it, or write the character that is meant",
        ),
        ProblemKind::DroppedElement { name, whole: true } => (
            Code::DroppedHtml,
            format!("`<{name}>` and what it encloses are left out of the page"),
            "say it in Markdown, or link to it; `raw_html` in site.yaml decides on HTML",
        ),
        ProblemKind::DroppedElement { name, whole: false } => {
            (Code::DroppedHtml, format!("the tag `<{name}>` is left out of the page"), "say it in Markdown; `raw_html` in site.yaml decides on HTML")
        }
        ProblemKind::DroppedAttribute { name } => (
            Code::DroppedHtml,
            format!("the attribute `{name}` is left out of the page"),
            "remove it; how a page looks is for the theme, and `raw_html` in site.yaml decides on HTML",
        ),
        ProblemKind::DroppedId { id } => (
            Code::DroppedHtml,
            format!("the id `{id}` is left out of the page"),
            "use letters, digits and hyphens, and no beginning that pages use themselves, such as `source-` or `figure-`",
        ),
        ProblemKind::LooksLike { .. } | ProblemKind::BareName { .. } | ProblemKind::BareCitation { .. } => unreachable!("these are told elsewhere"),
        ProblemKind::TooDeep => {
            (Code::TooDeep, "this is nested too deeply".to_owned(), "flatten the lists or quotations, or raise `limits: {nesting: …}` in site.yaml")
        }
        ProblemKind::TooLarge => (Code::TooMuchOutput, "the text grows too much as HTML".to_owned(), "shorten it"),
    }
}
