//! HTML with holes, and how they are filled.

use std::fmt::Write as _;

use super::escape::escape;
use crate::source::Pixels;
use serde::{Deserialize, Serialize};

/// HTML with holes; [`fill`] makes a page's HTML of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pub(super) html: String,
    pub(super) holes: Vec<Hole>,
}

impl Template {
    /// Whether it has nothing to show: the text had nothing, or broke a limit, or the template was dropped.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.holes.is_empty()
    }

    /// Bytes of memory that it takes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.html.capacity() + self.holes.capacity() * size_of::<Hole>()
    }
}

/// A place in the HTML where something is still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Hole {
    /// The byte of the HTML before which it lies.
    pub(super) at: u32,
    pub(super) kind: HoleKind,
}

/// What a hole takes; numbers are those of references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum HoleKind {
    /// An address inside an attribute.
    Address(u32),
    /// The attributes `width` and `height` of a picture, where its size is known.
    Pixels(u32),
    /// Finished HTML.
    Html(u32),
    /// Plain text, in a link's text or in an attribute, where HTML has no place.
    Text(u32),
    /// The page's address, before `#fragment`.
    Page,
    /// A word of the interface.
    Word(Word),
    /// A footnote's mark inside a footnote: only while a text is compiled, see `footnotes`.
    Mark(u32),
}

/// The words of the interface that a body needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Word {
    Footnotes,
    BackToText,
    Table,
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    Done,
    Open,
}

/// What the site found for one [`super::Reference`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// For links and images: the address, not escaped. One that starts with `#` names a place on the page itself.
    pub address: String,
    /// How large a picture is.
    pub pixels: Option<Pixels>,
    /// Plain text, for where HTML has no place: inside a link, an image's description, a summary.
    pub text: String,
    /// For `[[…]]` and citations: safe HTML. If it is missing, `text` is shown.
    pub html: Option<String>,
}

/// Words of the interface in the page's language, as plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The label of the footnotes' section: "Footnotes".
    pub footnotes: String,
    /// The label of a link from a footnote to its mark; the number follows: "Back to mark".
    pub back_to_text: String,
    /// The label of the frame in which a wide table scrolls: "Table".
    pub table: String,
    /// The title of a `[!NOTE]`.
    pub note: String,
    /// The title of a `[!TIP]`.
    pub tip: String,
    /// The title of an `[!IMPORTANT]`.
    pub important: String,
    /// The title of a `[!WARNING]`.
    pub warning: String,
    /// The title of a `[!CAUTION]`.
    pub caution: String,
    /// The label of a ticked box in a task list: "Done".
    pub task_done: String,
    /// The label of an empty box in a task list: "Open".
    pub task_open: String,
}

impl Words {
    fn get(&self, word: Word) -> &str {
        match word {
            Word::Footnotes => &self.footnotes,
            Word::BackToText => &self.back_to_text,
            Word::Table => &self.table,
            Word::Note => &self.note,
            Word::Tip => &self.tip,
            Word::Important => &self.important,
            Word::Warning => &self.warning,
            Word::Caution => &self.caution,
            Word::Done => &self.task_done,
            Word::Open => &self.task_open,
        }
    }
}

/// Fills the holes of a template.
///
/// `resolved` holds an entry for each of [`super::Compiled::references`], at the same index; a missing one leaves
/// its hole empty. `page` is the absolute address of the page where the HTML stands, for feeds, where `#x` alone
/// would name nothing: `None` writes `#x`, `Some("https://…/")` writes `https://…/#x`.
#[must_use]
pub fn fill(template: &Template, resolved: &[Resolved], words: &Words, page: Option<&str>) -> String {
    let room: usize = resolved.iter().map(|one| one.address.len().max(one.html.as_ref().map_or(0, String::len))).sum();
    let mut html = String::with_capacity(template.html.len() + room + template.holes.len() * 24);
    let mut from = 0;
    for hole in &template.holes {
        let at = hole.at as usize;
        html.push_str(&template.html[from..at]);
        from = at;
        put(&mut html, hole.kind, resolved, words, page);
    }
    html.push_str(&template.html[from..]);
    html
}

/// Writes what one hole takes.
fn put(html: &mut String, kind: HoleKind, resolved: &[Resolved], words: &Words, page: Option<&str>) {
    let reference = |index: u32| resolved.get(index as usize);
    match kind {
        HoleKind::Address(index) => {
            if let Some(found) = reference(index) {
                if found.address.starts_with('#') {
                    escape(html, page.unwrap_or_default());
                }
                escape(html, &found.address);
            }
        }
        HoleKind::Pixels(index) => {
            if let Some(Pixels { width, height }) = reference(index).and_then(|found| found.pixels) {
                let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
            }
        }
        HoleKind::Html(index) => match reference(index) {
            Some(Resolved { html: Some(safe), .. }) => html.push_str(safe),
            Some(found) => escape(html, &found.text),
            None => {}
        },
        HoleKind::Text(index) => escape(html, reference(index).map_or("", |found| &found.text)),
        HoleKind::Page => escape(html, page.unwrap_or_default()),
        HoleKind::Word(word) => escape(html, words.get(word)),
        HoleKind::Mark(_) => {}
    }
}
