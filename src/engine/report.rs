//! What a build did.

use crate::diagnostics::Diagnostic;
use crate::site::HeldBack;

/// What a build did.
#[derive(Debug, Default)]
pub struct Report {
    /// Pages of briefings, over all languages.
    pub briefings: usize,
    /// Outputs that there are.
    pub planned: usize,
    /// Outputs whose view was made, to see whether it changed or to render it.
    pub views: usize,
    /// Outputs that were made anew.
    pub rendered: usize,
    /// Outputs that were written, by path.
    pub written: Vec<Change>,
    /// Outputs that were made anew and turned out as they were, by path; those of which nothing was known are left out.
    pub same: Vec<Change>,
    /// How many stayed as they were.
    pub kept: usize,
    /// Outputs that are no longer planned, by path.
    pub deleted: Vec<String>,
    /// Addresses of pages, feeds and calendars among them, where no record says what must answer.
    pub unanswered: Vec<String>,
    /// Pages that readers do not get yet, which are there because drafts are shown.
    pub unpublished: Vec<Unpublished>,
    /// What is worth mending.
    pub warnings: Vec<Diagnostic>,
    /// The moment of the build, in seconds since 1970.
    pub at: i64,
    /// When the next briefing that is held back falls due, in seconds since 1970.
    pub due: Option<i64>,
    /// The first moment at which the same files make other pages, in seconds since 1970.
    pub until: Option<i64>,
    /// Source files that were read.
    pub reads: usize,
    /// Source files that were parsed.
    pub parses: usize,
}

/// A page that readers do not get yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpublished {
    /// Its path below the output.
    pub path: String,
    /// Why.
    pub held: HeldBack,
}

/// An output that was made anew, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path below the output.
    pub path: String,
    /// Why.
    pub cause: Cause,
    /// What changed of that which it is made from, in readers' words: `the briefing 2024/letter`, `the list of briefings`, files of
    /// templates, `config.title`.
    pub parts: Vec<String>,
}

/// Why an output was made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// There was none.
    New,
    /// What it shows changed.
    View,
    /// Its template, the theme's options or words, or the menu changed.
    Theme,
    /// It was gone from the output.
    Missing,
    /// Someone else changed it.
    Tampered,
    /// Another version of the program made it.
    Program,
    /// Nothing was known of it, and it differed.
    Unknown,
}

impl Cause {
    /// Its name in reports for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::View => "view",
            Self::Theme => "theme",
            Self::Missing => "missing",
            Self::Tampered => "tampered",
            Self::Program => "program",
            Self::Unknown => "unknown",
        }
    }
}

/// So many parts are named in a sentence.
const NAMED: usize = 4;

impl Change {
    /// The reason in a few words.
    #[must_use]
    pub fn words(&self) -> String {
        let whole = match self.cause {
            Cause::New => "new",
            Cause::View | Cause::Theme if !self.parts.is_empty() => return format!("{} changed", listed(&self.parts)),
            Cause::View => "what it shows changed",
            Cause::Theme => "its template, options, words or menu changed",
            Cause::Missing => "it was gone from the output",
            Cause::Tampered => "it was changed in the output",
            Cause::Program => "another version of bulletin made it",
            Cause::Unknown => "it differed, and nothing was known of it",
        };
        whole.to_owned()
    }

    /// The reason for which it was made anew, where it turned out as it was.
    #[must_use]
    pub fn kept_words(&self) -> String {
        format!("{}, but not its bytes", self.words())
    }
}

/// The parts in a sentence: `head, page.items and page.title`.
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] if parts.len() <= NAMED => format!("{} and {last}", all.join(", ")),
        _ => format!("{} and {} more", parts[..NAMED].join(", "), parts.len() - NAMED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_no_more_than_a_few_parts() {
        let parts: Vec<String> = ["a", "b", "c", "d", "e", "f"].map(str::to_owned).to_vec();
        assert_eq!(listed(&parts[..1]), "a");
        assert_eq!(listed(&parts[..2]), "a and b");
        assert_eq!(listed(&parts[..4]), "a, b, c and d");
        assert_eq!(listed(&parts), "a, b, c, d and 2 more");
    }
}
