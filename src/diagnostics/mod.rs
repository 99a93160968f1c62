//! What a mistake is, apart from how it looks.
//!
//! A [`Diagnostic`] says what is wrong, where, and what to do. Its place is kept in the author's terms, a span or a field of
//! the front matter, and becomes a line and column only when it is shown ([`Located`]): a warm build has no bytes at hand.
//!
//! A [`Fix`] says what mends it, as changes of files, which [`diff`] shows. [`Code`] is the list of what can be wrong, each with its name, its weight and a paragraph for `bulletin explain`. [`nearest`]
//! finds the name that was probably meant. [`report`] says how diagnostics look: for people, as JSON lines, as annotations;
//! [`summary`] counts those that are too many to show.

mod code;
pub mod diff;
pub mod fix;
mod foreign;
mod lines;
mod near;
pub mod report;
pub mod summary;
mod words;

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use code::Code;
pub use fix::{Edit, Fix, LocatedEdit};
pub use foreign::foreign;
pub use lines::Lines;
pub use near::{Hints, Near, near, nearest};
pub use words::meant;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Told only where `lints:` asks for it.
    Off,
    /// Told for whoever may like to know; nothing is wrong, and `--strict` does not mind.
    Note,
    /// Told, and the build goes on.
    Warning,
    /// Nothing is written.
    Error,
}

/// A file of the site and a spot in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Path below the site's root, with `/` between its segments.
    pub file: Arc<str>,
    /// Where in the file.
    pub at: At,
}

/// A spot in a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum At {
    /// The file as a whole.
    File,
    /// Bytes of the file, from its very first.
    Bytes(Range<u32>),
    /// The value of a field of the front matter: `title`, `topics[2]`, `sources[0].url`.
    Value(String),
    /// The name of a field of the front matter.
    Key(String),
    /// Words in the value of a field of the front matter, as they stand there; the whole value where they cannot be found.
    Words(String, String),
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), at: At::File }
    }

    /// Bytes `range` of the file. Offsets beyond 4 GiB do not occur: no source may be that large.
    #[must_use]
    pub fn bytes(file: &Arc<str>, range: Range<usize>) -> Self {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file: Arc::clone(file), at: At::Bytes(offset(range.start)..offset(range.end)) }
    }

    /// The value at `path` of the front matter.
    #[must_use]
    pub fn value(file: &Arc<str>, path: impl Into<String>) -> Self {
        Self { file: Arc::clone(file), at: At::Value(path.into()) }
    }

    /// The key at `path` of the front matter.
    #[must_use]
    pub fn key(file: &Arc<str>, path: impl Into<String>) -> Self {
        Self { file: Arc::clone(file), at: At::Key(path.into()) }
    }

    /// `words` in the value of the field at `path`.
    #[must_use]
    pub fn words(file: &Arc<str>, path: impl Into<String>, words: impl Into<String>) -> Self {
        Self { file: Arc::clone(file), at: At::Words(path.into(), words.into()) }
    }
}

/// One mistake: what is wrong, where, and what to do.
///
/// `message` is a lower-case fragment; `help` is an instruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that take part, each with what it has to do with it.
    pub related: Vec<(Place, String)>,
    /// What mends it, where that is known.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic of `code`, with the weight that the code has by default.
    #[must_use]
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), place, message: message.into(), help: None, related: Vec::new(), fix: None }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, where there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Shows another place that takes part.
    #[must_use]
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Says what mends it, where that is known.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into().or(self.fix);
        self
    }

    /// What stands at its place is replaced by `text`, which can only be what was meant.
    #[must_use]
    pub fn mend(self, text: impl Into<String>) -> Self {
        let edit = Edit::Replace(self.place.clone(), text.into());
        self.fix(Fix::certain(vec![edit]))
    }

    /// Writes `right` in the place of `wrong`, which stands at its place, perhaps with more around it; certainly, or as an offer.
    /// There is no fix where `wrong` does not stand there as it is read.
    #[must_use]
    pub fn rewrite(self, wrong: &str, right: &str, certain: bool) -> Self {
        let edit = Edit::Rewrite { place: self.place.clone(), wrong: wrong.to_owned(), right: right.to_owned() };
        self.fix(Fix { certain, edits: vec![edit] })
    }

    /// Offers to replace what stands at its place by `text`.
    #[must_use]
    pub fn offer(self, text: impl Into<String>) -> Self {
        let edit = Edit::Replace(self.place.clone(), text.into());
        self.fix(Fix::offer(vec![edit]))
    }
}

/// Whether any of them is an error.
#[must_use]
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// A diagnostic with its places turned into bytes of texts that were read again.
#[derive(Debug, Clone)]
pub struct Located {
    /// What it is about.
    pub diagnostic: Diagnostic,
    /// Its own place.
    pub main: Spot,
    /// The places of [`Diagnostic::related`], in their order.
    pub related: Vec<Spot>,
    /// The edits of its fix; none where it has no fix, or the place of one of them is not to be found.
    pub edits: Vec<LocatedEdit>,
}

/// A place in a text at hand.
#[derive(Debug, Clone)]
pub struct Spot {
    /// The file's text; empty where it could not be read as text.
    pub text: Arc<str>,
    /// Bytes of it; `None` where the file as a whole is meant.
    pub span: Option<Range<usize>>,
    /// Line and column of its beginning.
    position: Option<(usize, usize)>,
}

impl Spot {
    /// The place `span` of `text`, whose lines are `lines`.
    #[must_use]
    pub fn new(text: Arc<str>, lines: &Lines, span: Option<Range<usize>>) -> Self {
        let start = span.as_ref().map_or(0, |span| span.start);
        let position = (!text.is_empty()).then(|| lines.position(&text, start));
        Self { text, span, position }
    }

    /// Line and column, both from 1, columns counted in characters; the beginning for a file as a whole. `None` where there
    /// is no text.
    #[must_use]
    pub fn line_column(&self) -> Option<(usize, usize)> {
        self.position
    }
}
