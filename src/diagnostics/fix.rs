//! What mends a mistake, as data: changes of files, which an editor can offer and `bulletin check --fix` can make.
//!
//! A [`Fix`] names its places as a diagnostic does, in the author's terms. They become bytes only when its diagnostic is located
//! ([`LocatedEdit`]); [`apply`] makes the changes in a text.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Place;

/// What mends a mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Whether it can only be what was meant, so that it may be made unasked. All others are offers.
    pub certain: bool,
    /// The changes. They are made together or not at all.
    pub edits: Vec<Edit>,
}

/// A change of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// This text in the place of what stands there, quotation marks included.
    Replace(Place, String),
    /// `right` in the place of `wrong`, which stands there once, with other words around it or none: a reference in a text, or a
    /// name as the value of a field.
    Rewrite {
        /// Where it stands.
        place: Place,
        /// The words there, as they are read.
        wrong: String,
        /// The right ones. Quotation marks are put around them where the value of a field needs some.
        right: String,
    },
    /// A line of its own in the front matter, or in a file of fields: behind the outermost field that is named, else as the last.
    Line {
        /// The file.
        file: Arc<str>,
        /// The field that it follows.
        after: Option<String>,
        /// The line, without its end.
        line: String,
    },
    /// An outermost field of the front matter goes, with its lines.
    Remove {
        /// The file.
        file: Arc<str>,
        /// The field.
        field: String,
    },
    /// Another path for a file.
    Rename {
        /// The file.
        file: Arc<str>,
        /// Its new path below the site's root.
        to: String,
    },
}

impl Edit {
    /// Another path for a file.
    #[must_use]
    pub fn rename(file: &Arc<str>, to: impl Into<String>) -> Self {
        Self::Rename { file: Arc::clone(file), to: to.into() }
    }

    /// A line at the end of the fields of a file.
    #[must_use]
    pub fn line(file: &Arc<str>, line: impl Into<String>) -> Self {
        Self::Line { file: Arc::clone(file), after: None, line: line.into() }
    }

    /// A line behind the outermost field `field`.
    #[must_use]
    pub fn line_after(file: &Arc<str>, field: impl Into<String>, line: impl Into<String>) -> Self {
        Self::Line { file: Arc::clone(file), after: Some(field.into()), line: line.into() }
    }

    /// The file that it changes.
    #[must_use]
    pub fn file(&self) -> &Arc<str> {
        match self {
            Self::Replace(place, _) | Self::Rewrite { place, .. } => &place.file,
            Self::Line { file, .. } | Self::Remove { file, .. } | Self::Rename { file, .. } => file,
        }
    }
}

impl Fix {
    /// A fix that can only be what was meant.
    #[must_use]
    pub fn certain(edits: Vec<Edit>) -> Self {
        Self { certain: true, edits }
    }

    /// A fix that its author has to agree to.
    #[must_use]
    pub fn offer(edits: Vec<Edit>) -> Self {
        Self { certain: false, edits }
    }
}

/// An edit whose place is known in a text at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedEdit {
    /// The file.
    pub file: Arc<str>,
    /// What happens to it.
    pub change: Change,
}

/// What an edit does to its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Bytes of it are replaced.
    Text {
        /// The bytes; none where a text is put in.
        span: Range<usize>,
        /// Line and column of the first, as [`super::Spot::line_column`] counts them.
        start: (usize, usize),
        /// The same of the end, which is no longer replaced.
        end: (usize, usize),
        /// What stands there then.
        text: String,
    },
    /// It gets this path.
    Path(String),
}

/// `text` with `edits` made, each of which replaces bytes; `None` where two of them meet, or one is not within the text.
#[must_use]
pub fn apply<'e>(text: &str, edits: impl IntoIterator<Item = (&'e Range<usize>, &'e str)>) -> Option<String> {
    let mut edits: Vec<_> = edits.into_iter().collect();
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    edits.dedup();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (i, (span, new)) in edits.iter().enumerate() {
        // Two texts that are put in at one place have no order of their own.
        let meets = i > 0 && edits[i - 1].0.start == span.start;
        if meets || span.start < at {
            return None;
        }
        out.push_str(text.get(at..span.start)?);
        out.push_str(new);
        text.get((*span).clone())?;
        at = span.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_that_meet_are_not_made() {
        let applied = |edits: &[(Range<usize>, &str)]| apply("abcdé", edits.iter().map(|(span, text)| (span, *text)));
        assert_eq!(applied(&[(1..2, "X"), (0..1, "Y")]).as_deref(), Some("YXcdé"));
        assert_eq!(applied(&[(2..2, "X"), (4..6, "e")]).as_deref(), Some("abXcde"));
        assert_eq!(applied(&[(0..2, "X"), (0..2, "X")]).as_deref(), Some("Xcdé"));
        assert_eq!(applied(&[(0..2, "X"), (1..3, "Y")]), None);
        assert_eq!(applied(&[(2..2, "X"), (2..2, "Y")]), None);
        assert_eq!(applied(&[(4..5, "X")]), None);
        assert_eq!(applied(&[(5..9, "X")]), None);
    }
}
