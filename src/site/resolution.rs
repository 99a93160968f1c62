//! What the references of texts lead to.

use std::hash::{DefaultHasher, Hash};
use std::sync::Arc;

use super::tracking::stable_hash::{StableHash, StableIds};
use crate::content::Kind;
use crate::site::ids::{EntityId, EntryId, Index};
use crate::source::Pixels;

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// A document's page, perhaps in a certain language.
    Entity {
        /// The document.
        thing: EntityId,
        /// Its language where the link names one.
        language: Option<usize>,
        /// The anchor there.
        fragment: Option<String>,
        /// The text to show, for `[[…]]`.
        label: Option<String>,
    },
    /// A place on the page itself.
    Here(String),
    /// A file beside a document.
    Asset {
        /// Its path below the root.
        path: Arc<str>,
        /// How large it is, if it is a picture.
        pixels: Option<Pixels>,
    },
    /// Another address on the site, which only the plan of the outputs can confirm.
    Address {
        /// The path, without the base path and without a leading `/`.
        path: String,
        /// What follows it: `?query#fragment`.
        rest: String,
        /// How large it is, if it is a picture of `content/static`.
        pixels: Option<Pixels>,
    },
    /// The source with this index.
    Citation(usize),
    /// A figure, printed in words.
    Figure {
        /// Which one.
        item: EntryId,
        /// What of it.
        part: FigurePart,
    },
    /// The day of a dated event.
    Date(EntryId),
    /// Nothing: there is an error about it.
    Nothing,
}

impl Resolution {
    /// The term that it leads to.
    pub(in crate::site) fn term(&self) -> Option<Index> {
        match self {
            Self::Entity { thing: EntityId { kind: Kind::Term, index }, .. } => Some(*index),
            _ => None,
        }
    }
}

/// What of a figure is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigurePart {
    /// The value, and the change in brackets where one is stated: `[[fig:revenue]]`.
    Whole,
    /// The value alone: `[[fig:revenue#value]]`.
    Value,
    /// The change alone: `[[fig:revenue#change]]`.
    Change,
    /// The number alone, in digits: `[[fig:stations#digits]]`.
    Digits,
    /// How many per cent it changed by, without up or down: `rose [[fig:wages#percent]]`.
    Percent,
    /// The value without its sign: `fell by [[fig:payrolls#abs]]`.
    Absolute,
}

impl FigurePart {
    /// Those that a text asks for by a word behind `#`, each with its word.
    pub const NAMED: [(Self, &'static str); 5] =
        [(Self::Value, "value"), (Self::Change, "change"), (Self::Digits, "digits"), (Self::Percent, "percent"), (Self::Absolute, "abs")];

    /// The field that a figure lacks of which there is no such part.
    #[must_use]
    pub fn missing(self, figure: &crate::content::Figure) -> Option<&'static str> {
        let change = figure.change.as_ref();
        match self {
            Self::Whole => None,
            Self::Value => (!figure.has_level()).then_some("value"),
            Self::Digits | Self::Absolute => figure.value.is_none().then_some("value"),
            Self::Change => change.is_none().then_some("change"),
            Self::Percent => change.is_none_or(|change| change.percent.is_none()).then_some("change.percent"),
        }
    }
}

impl StableHash for Resolution {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        std::mem::discriminant(self).hash(to);
        match self {
            Self::Entity { thing, language, fragment, label } => {
                thing.stable_hash(names, to);
                (language, fragment, label).hash(to);
            }
            Self::Here(fragment) => fragment.hash(to),
            Self::Asset { path, pixels } => (path, pixels).hash(to),
            Self::Address { path, rest, pixels } => (path, rest, pixels).hash(to),
            Self::Citation(source) => source.hash(to),
            Self::Figure { item, part } => {
                item.stable_hash(names, to);
                part.hash(to);
            }
            Self::Date(item) => item.stable_hash(names, to),
            Self::Nothing => {}
        }
    }
}
