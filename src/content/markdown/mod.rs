//! Markdown of a briefing, compiled once into HTML *with holes*.
//!
//! [`compile()`] is a pure function of one body: it parses the text once and writes HTML at once, but leaves a hole
//! wherever the rest of the site matters: the address of an internal link, the source of an image, the whole of a
//! `[[kind:name]]` or of a citation, a word of the interface, the page in front of `#fragment`. What the site has to
//! resolve is listed in [`Compiled::references`]; [`fill`] later puts the answers into the holes without parsing
//! again, as often as there are pages and feeds that show the body.
//!
//! ```text
//! text -> mask -> pulldown-cmark -> compile (text, links, table, footnotes, slug, plain) -> sanitise -> Template
//!                                                                    Template + Resolved + Words -> fill -> HTML
//! ```
//!
//! Three things hold whatever the text says:
//! - **The HTML is safe.** Every text and every attribute passes `escape`, every address passes `links`, raw HTML
//!   passes `sanitise`. A mistake is a [`Problem`] *and* harmless: a refused link is written as its text.
//! - **The work is bounded.** Nothing here is slower than linear in the text but for the parts that [`Options`] and
//!   `sanitise` limit.
//! - **Spans are the author's.** Every [`Problem`] and [`Reference`] points at bytes of the text that was given.
//!
//! A panic inside pulldown-cmark is not caught here: the caller turns it into a refusal of the file.

mod bare;
mod blocks;
mod cjk;
mod compile;
mod entities;
mod escape;
mod footnotes;
mod inline;
mod links;
mod mask;
mod math;
mod near_marks;
mod out;
mod plain;
mod problem;
mod prose;
mod raw;
mod raw_text;
mod sanitise;
mod slug;
mod smart;
mod spans;
mod suspect;
mod suspected;
mod table;
mod tags;
mod template;
#[cfg(test)]
mod tests;
mod text;
mod writer;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::locale::ENGLISH;

pub use compile::{compile, compile_inline};
pub(super) use entities::decoded;
pub use escape::escaped;
pub use plain::Plain;
pub use problem::{Likeness, Problem, ProblemKind};
pub(super) use prose::{Prose, prose, words};
pub(super) use sanitise::text_of_html;
pub use smart::typographic;
pub use template::{Resolved, Template, Words, fill};
pub(super) use text::HOLE;

/// What happens to HTML that an author wrote into the Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RawHtml {
    /// It passes a list of safe elements and attributes; the rest vanishes.
    #[default]
    Sanitise,
    /// It is copied as it is: for sites that trust every author.
    Allow,
    /// Every piece is a [`Problem`], and shown as text.
    Forbid,
}

/// How one text is compiled.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The text's language as a BCP 47 tag: it decides on quotation marks, and on what a line break means.
    pub language: &'a str,
    /// What happens to HTML in the text.
    pub raw_html: RawHtml,
    /// Whether what stands between `$…$`, `$$…$$`, `\(…\)` and `\[…\]` is mathematics, and left as it is.
    pub math: bool,
    /// The site's own full address, without a slash at its end: what begins with it is a link within the site.
    pub site: &'a str,
    /// How many elements may be open at once; 64 is plenty for a person.
    pub max_nesting: usize,
    /// How many times larger than the text the HTML may be (64 kB are always free).
    pub max_expansion: usize,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { language: ENGLISH, raw_html: RawHtml::Sanitise, site: "", math: false, max_nesting: 64, max_expansion: 32 }
    }
}

/// What became of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compiled {
    /// HTML with holes. It may be dropped (`Template::default()`) where memory or a cache matters, and made again by
    /// [`compile()`] from the same text and options. Empty if the text broke a limit.
    pub template: Template,
    /// What the site must resolve, in the order of the text; holes name them by their index.
    pub references: Vec<Reference>,
    /// The headings of the body itself, for a table of contents: not those inside quotes, alerts and footnotes.
    pub headings: Vec<Heading>,
    /// Every id that a `#fragment` may name in this text: of headings, of elements in raw HTML, of footnotes.
    pub ids: Vec<String>,
    /// The first paragraph as plain text (see [`Plain`]), without citations, footnote marks, and images that have a line to
    /// themselves. Of a text of one line, all of it.
    pub lead: Vec<Piece>,
    /// Mistakes of the author, in the order in which they were met.
    pub problems: Vec<Problem>,
}

/// A heading, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Its level in the HTML, 2 to 6 (or 1, which no body has: see [`compile()`]).
    pub level: u8,
    /// Its id, unique in the text.
    pub id: String,
    /// Its plain text.
    pub text: Vec<Piece>,
}

/// A piece of plain text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// Words, not escaped.
    Text(String),
    /// The [`Resolved::text`] of the reference with this index.
    Reference(u32),
}

/// Something in the text that only the site can resolve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Where it stands, in bytes of the text.
    pub span: Range<u32>,
    /// What it names.
    pub target: Target,
}

/// What a reference names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// `[text](path?query#fragment)` to somewhere inside the site; its hole takes [`Resolved::address`].
    Link {
        /// A relative file path or a site address; percent signs decoded; empty for `#fragment` alone.
        path: String,
        /// What follows `?`, as written.
        query: Option<String>,
        /// What follows `#`, percent signs decoded: the id it names.
        fragment: Option<String>,
    },
    /// `![alt](path)` that is no absolute address; its hole takes [`Resolved::address`].
    Image {
        /// A relative file path or a site address; percent signs decoded.
        path: String,
    },
    /// `[[kind:name#fragment|label]]`; its hole takes [`Resolved::html`]. Whether there is such a kind is for the
    /// site to say.
    Wiki {
        /// Lower-case ASCII letters and hyphens.
        kind: String,
        /// Not empty.
        name: String,
        /// What follows `#`.
        fragment: Option<String>,
        /// What follows `|`: plain text.
        label: Option<String>,
    },
    /// One `@id` of `[@id]` or `[@id; @other]`; its hole takes [`Resolved::html`].
    Citation {
        /// Letters, digits and `-_./:`.
        id: String,
    },
}
