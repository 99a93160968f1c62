//! The kinds of documents, a file each: the fields of its front matter and what is checked of them.
//!
//! A new kind is a file here, its line in the list below, and its page. The list makes [`Kind`] (which kind a file is of, its
//! folder and its word in references) and [`Front`] (the front matter of a document, whatever its kind). Each kind implements
//! [`FrontMatter`], which says what linking and checking ask of any kind: its id, its names, its texts that are Markdown.
//!
//! [`Briefing`] is what the site is made of; [`Topic`], [`Agency`], [`Jurisdiction`], [`Indicator`] and [`Instrument`] are what
//! briefings are filed under and tell of; [`Edition`], [`Term`] and [`Page`] stand beside them. What briefings hold in lists is in
//! [`data`](super::data).

pub(super) mod agency;
pub(super) mod briefing;
pub(super) mod edition;
pub(super) mod indicator;
pub(super) mod instrument;
pub(super) mod jurisdiction;
pub(super) mod page;
pub(super) mod term;
pub(super) mod topic;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::front_matter::FrontMatter;
use super::rules::{Part, fields};
pub use agency::Agency;
pub use briefing::Briefing;
pub use edition::Edition;
pub use indicator::Indicator;
pub use instrument::Instrument;
pub use jurisdiction::Jurisdiction;
pub use page::Page;
pub use term::Term;
pub use topic::Topic;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $word:literal $folder:literal,)*) => {
        /// A kind of document.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// All kinds.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$kind,)*];

            /// How many there are.
            pub const COUNT: usize = [$($word,)*].len();

            /// The folder below `content` that holds its files.
            #[must_use]
            pub fn folder(self) -> &'static str { match self { $(Self::$kind => $folder,)* } }

            /// The word for one of them, as used in references: `[[topic:…]]`.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Self::$kind => $word,)* } }

            /// The schema of its fields, with what must be given.
            pub(super) fn fields_of(self, part: Part) -> Map<String, Value> {
                match self { $(Self::$kind => fields::<$kind>(self.word(), part),)* }
            }

            /// What `reader` makes of a file whose front matter is that of this kind.
            pub(super) fn read<R: ReadFront>(self, reader: R) -> R::Output {
                match self { $(Self::$kind => reader.read::<$kind>(|fields| Front::$kind(Box::new(fields))),)* }
            }
        }

        /// The front matter of a document.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub enum Front { $(#[doc = concat!("`content/", $folder, "`")] $kind(Box<$kind>),)* }

        impl Front {
            /// Its kind.
            #[must_use]
            pub fn kind(&self) -> Kind { match self { $(Self::$kind(_) => Kind::$kind,)* } }

            /// What can be asked of the front matter of any kind.
            #[must_use]
            pub fn fields(&self) -> &dyn FrontMatter { match self { $(Self::$kind(fields) => &**fields,)* } }
        }

        $(impl OfKind for $kind {
            const KIND: Kind = Kind::$kind;

            fn of(front: &Front) -> Option<&Self> {
                if let Front::$kind(fields) = front { Some(fields) } else { None }
            }
        })*
    };
}

kinds! {
    /// What the site is made of.
    Briefing "briefing" "briefings",
    /// A subject that briefings are filed under.
    Topic "topic" "topics",
    /// A body that acts: a ministry, a regulator, a court.
    Agency "agency" "agencies",
    /// A country, union or international body.
    Jurisdiction "jurisdiction" "jurisdictions",
    /// What is measured again and again.
    Indicator "indicator" "indicators",
    /// A law, regulation, plan or pilot.
    Instrument "instrument" "instruments",
    /// The briefings of a period, gathered.
    Edition "edition" "editions",
    /// An entry of the glossary.
    Term "term" "terms",
    /// A page of its own: about, imprint.
    Page "page" "pages",
}

impl Kind {
    /// The kind that references call `word`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }

    /// Whether one of the kind remembers the ids that it had, as `former_ids`.
    pub(crate) fn has_former_ids(self) -> bool {
        matches!(self, Self::Topic | Self::Agency | Self::Indicator | Self::Instrument | Self::Term)
    }
}

/// The front matter of one kind.
pub trait OfKind: Sized {
    /// The kind.
    const KIND: Kind;

    /// It, if `front` is of the kind.
    fn of(front: &Front) -> Option<&Self>;
}

/// Reads a file, whatever its kind.
pub(super) trait ReadFront {
    /// What it makes of the file.
    type Output;

    /// Reads front matter of type `T`.
    fn read<T: FrontMatter + DeserializeOwned + Default>(self, wrap: fn(T) -> Front) -> Self::Output;
}
