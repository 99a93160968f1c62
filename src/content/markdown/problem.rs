//! What can be wrong with a text. No prose: how a mistake is told to a person is for the diagnostics to say.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A mistake in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where it is, in bytes of the text.
    pub span: Range<u32>,
    /// What it is.
    pub kind: ProblemKind,
}

/// The kinds of mistakes, each with what a message needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProblemKind {
    /// A link or image with a scheme that is not allowed at its place.
    ForbiddenScheme {
        /// In lower case, without the colon.
        scheme: String,
    },
    /// `//host/path`: whether it is fetched safely would depend on the page.
    SchemeRelative,
    /// Control characters, or `http:` without a host: browsers read such an address in ways nobody sees.
    MalformedAddress,
    /// `[text]()` or `![alt]()`.
    EmptyAddress,
    /// `[^label]` without its `[^label]: …`; shown as text.
    UndefinedFootnote {
        /// As written.
        label: String,
    },
    /// A footnote that nothing refers to; left out. A warning.
    UnusedFootnote {
        /// As written.
        label: String,
    },
    /// A second definition of the same footnote; left out.
    DuplicateFootnote {
        /// As written.
        label: String,
    },
    /// A `{#id}` that holds more than letters, digits, `-` and `_`.
    InvalidHeadingId {
        /// As written.
        id: String,
    },
    /// A `{#id}` that pages of the site use themselves.
    ReservedHeadingId {
        /// As written.
        id: String,
    },
    /// A `{#id}` that the text has used already.
    DuplicateHeadingId {
        /// As written.
        id: String,
    },
    /// A heading's `{…}` holds something besides an id (`.class`, `key=value`), which is left out.
    HeadingAttributes,
    /// An image without a description. A warning.
    MissingAlt,
    /// Raw HTML where it is forbidden; shown as text.
    RawHtml,
    /// Raw HTML in a text of more than 256 kB, or so many formatting tags (`<b>`, `<a>`, …) in it that cleaning it
    /// could take time or memory out of proportion.
    RawHtmlTooHeavy,
    /// A character reference such as `&#1;` to a control character or one that is none, which is left out. A warning.
    Unprintable,
    /// Something that is no element of the list of safe ones, and so left out. A warning.
    DroppedElement {
        /// Its name, in lower case.
        name: String,
        /// Whether what it encloses is left out too.
        whole: bool,
    },
    /// An attribute that an element may not have, and so left out. A warning.
    DroppedAttribute {
        /// Its name, in lower case.
        name: String,
    },
    /// An id in raw HTML that is none, or that pages use themselves; left out. A warning.
    DroppedId {
        /// As written.
        id: String,
    },
    /// Text that looks like something else, and is printed as it was typed. A warning.
    LooksLike {
        /// What it looks like.
        likeness: Likeness,
        /// As written, or what it has in common with others that are meant to be told together.
        written: String,
        /// What was perhaps meant; empty where nobody can say.
        meant: String,
    },
    /// `[[name]]`: text, unless the front matter has something of that name. A warning.
    BareName {
        /// As written.
        name: String,
    },
    /// `[presser]`: text, unless a source has that id. A warning.
    BareCitation {
        /// As written.
        written: String,
        /// What may be the id.
        id: String,
    },
    /// More elements inside each other than [`super::Options::max_nesting`].
    TooDeep,
    /// The HTML outgrew [`super::Options::max_expansion`], or the text is beyond 1 GB.
    TooLarge,
}

/// What a text may be taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Likeness {
    /// `[[kind:name]]`.
    Reference,
    /// `[@id]`.
    Citation,
    /// `[text](address)`.
    Link,
    /// `![alt](address)`.
    Image,
    /// `> [!NOTE]`.
    Alert,
    /// `## Heading`.
    Heading,
    /// `{#id}` behind a heading.
    HeadingId,
    /// `**words**`.
    Emphasis,
    /// A table.
    Table,
    /// A row of a table with as many cells as the others.
    Row,
    /// A shortcode or a tag of another generator's templates.
    Shortcode,
    /// Attributes in braces.
    Attributes,
    /// `:::note` or `::name{…}`.
    Directive,
}

impl ProblemKind {
    /// Whether a page with this mistake may be published all the same.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::UnusedFootnote { .. }
                | Self::MissingAlt
                | Self::Unprintable
                | Self::DroppedElement { .. }
                | Self::DroppedAttribute { .. }
                | Self::DroppedId { .. }
                | Self::LooksLike { .. }
                | Self::BareName { .. }
                | Self::BareCitation { .. }
        )
    }
}
