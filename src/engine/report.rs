//! What a build did.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::{At, Diagnostic, Located, Place, Spot};
use crate::source::Files;
use crate::yaml;

/// What a build did.
#[derive(Debug, Default)]
pub struct Report {
    /// Pages of briefings, over all languages.
    pub briefings: usize,
    /// Outputs that there are.
    pub planned: usize,
    /// Outputs that were made anew.
    pub rendered: usize,
    /// Outputs that were written, by path.
    pub written: Vec<Change>,
    /// How many stayed as they were.
    pub kept: usize,
    /// Outputs that are no longer planned, by path.
    pub deleted: Vec<String>,
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

/// An output that was written, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its path below the output.
    pub path: String,
    /// Why.
    pub cause: Cause,
}

/// Why an output was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// There was none.
    New,
    /// What it shows changed.
    View,
    /// Its template, the theme's options or words, the menu or the program changed.
    Theme,
    /// It was gone from the output.
    Missing,
    /// Someone else changed it.
    Tampered,
    /// Nothing was known of it, and it differed.
    Unknown,
}

impl Cause {
    /// The cause in a few words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::View => "what it shows changed",
            Self::Theme => "its template, options, words or menu changed",
            Self::Missing => "it was gone from the output",
            Self::Tampered => "it was changed in the output",
            Self::Unknown => "it differed, and nothing was known of it",
        }
    }
}

/// Turns the places of diagnostics into bytes, by reading their files again.
#[must_use]
pub fn locate(diagnostics: Vec<Diagnostic>, files: &dyn Files) -> Vec<Located> {
    let mut texts: HashMap<Arc<str>, Arc<str>> = HashMap::new();
    let mut spot = |place: &Place| {
        let text = texts.entry(Arc::clone(&place.file)).or_insert_with(|| text(files, &place.file));
        Spot { span: span(text, &place.at, &place.file), text: Arc::clone(text) }
    };
    let located = diagnostics.into_iter().map(|diagnostic| {
        let main = spot(&diagnostic.place);
        let related = diagnostic.related.iter().map(|(place, _)| spot(place)).collect();
        Located { diagnostic, main, related }
    });
    let mut located: Vec<Located> = located.collect();
    located.sort_by(|a, b| a.diagnostic.place.file.cmp(&b.diagnostic.place.file).then_with(|| a.main.line_column().cmp(&b.main.line_column())));
    located
}

fn text(files: &dyn Files, path: &str) -> Arc<str> {
    files.read(path).map_or_else(|_| "".into(), |bytes| String::from_utf8_lossy(&bytes).into())
}

/// Bytes of a place in its file's text.
fn span(text: &str, at: &At, file: &str) -> Option<std::ops::Range<usize>> {
    // A file of YAML has no lines of hyphens around it.
    let whole = std::path::Path::new(file).extension().is_some_and(|e| e == "yaml");
    let front = || if whole { Some(0..text.len()) } else { Some(yaml::split(text).ok()?.yaml) };
    let found = match at {
        At::File => return None,
        At::Bytes(range) => return Some(range.start as usize..range.end as usize),
        At::Value(path) => front().and_then(|yaml| Some((yaml.start, yaml::find_value(&text[yaml], path)?))),
        At::Key(path) => front().and_then(|yaml| Some((yaml.start, yaml::find_key(&text[yaml], path)?))),
    };
    match found {
        Some((start, found)) => Some(start + found.start..start + found.end),
        // A field that is missing: the front matter's first line.
        None if !whole => Some(0..text.lines().next().unwrap_or_default().len()),
        None => None,
    }
}
