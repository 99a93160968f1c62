//! What Markdown found wrong, in the words of a diagnostic.

use super::markdown::ProblemKind;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::invisible;

/// The diagnostic for a problem of a text.
pub(super) fn told(kind: &ProblemKind, place: Place) -> Diagnostic {
    let (code, message, help) = words(kind);
    Diagnostic::new(code, place, message).help(help)
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
        ProblemKind::TooDeep => {
            (Code::TooDeep, "this is nested too deeply".to_owned(), "flatten the lists or quotations, or raise `limits: {nesting: …}` in site.yaml")
        }
        ProblemKind::TooLarge => (Code::TooMuchOutput, "the text grows too much as HTML".to_owned(), "shorten it"),
    }
}
