//! One source file to one document: typed front matter, and of the body what the rest of the site must know.
//!
//! [`parse()`] is pure and works on one file at a time, so its result may be kept for as long as the file's bytes are the
//! same. The body's HTML is not part of a [`Document`]: [`markdown`] makes it from the bytes when a page needs it.
//!
//! - `kinds`: the front matter of each kind of document, and `data`: the entries of the lists in it.
//! - [`parse()`] leads from a file's bytes to a document; `findings`, `plain` and `placeholder` say what is wrong with it
//!   beyond the types of its fields.
//! - `outline`: what a text refers to and offers; `prose_numbers`: the numbers in its words.
//! - `folders`, `paths` and `file_name`: what the place and the name of a file say.
//! - [`record`]: what readers were told, as the files of the record say.
//! - `schema`: JSON Schemas of front matter; `prompts`: what a new source asks its author to write.

mod data;
mod erased;
mod file_name;
mod findings;
mod folders;
mod front_matter;
mod kinds;
pub mod markdown;
mod no_front;
mod outline;
mod parse;
mod paths;
mod placeholder;
mod plain;
mod problem;
mod prompts;
mod prose_dates;
mod prose_numbers;
pub mod record;
mod rules;
mod schema;
mod stored;
mod words;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use data::commitment::{Commitment, CommitmentUpdate, Status, Target};
pub use data::event::{Certainty, DateUpdate, DatedEvent, EventKind};
pub use data::figure::{Change, Figure};
pub use data::source::{Source, SourceType};
pub use data::update::{Update, UpdateKind, Withdrawn};
pub use findings::{Findings, MEND_ONE};
pub use folders::{Folder, folder, is_index_of_many};
pub use front_matter::FrontMatter;
pub use kinds::briefing::{BriefingKind, Event, Image, Person};
pub use kinds::indicator::{Accumulation, ChartForm, Frequency, Measure};
pub use kinds::instrument::{InstrumentType, Move, MoveKind, Relation, RelationKind, Stage};
pub use kinds::page::query::{GroupBy, Of, Query, QueryMistake, Sort};
pub use kinds::*;
pub use outline::{Inline, Outline, hash};
pub use parse::{Parsed, Settings, parse, too_large};
pub use paths::{dated, is_markdown, join, may_be_misnamed, misnamed, name, stem, unused_help};
pub use placeholder::is_unfinished;
pub use prompts::{PROMPTS, with_prompts};
pub use prose_dates::{ProseDate, dates};
pub use prose_numbers::{ProseNumber, numbers};
pub use record::{FormerValue, REMOVED, Record};
pub use rules::Part;
pub use schema::schema;
pub use stored::words_of_stored;

use crate::values::{Date, Id};

/// Fingerprint of bytes.
pub type Hash = [u8; 32];

/// One source: what its file says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Path of the file.
    pub path: Arc<str>,
    /// Fingerprint of the file's bytes.
    pub source: Hash,
    /// Its id, unique in its kind (a briefing's: in its year).
    pub id: Id,
    /// Its language, as an index into the site's languages; 0 for an original.
    pub language: usize,
    /// The front matter.
    pub front: Front,
    /// What the body refers to and offers.
    pub outline: Outline,
    /// Texts of the front matter that are Markdown, in the order of its fields.
    pub inlines: Vec<Inline>,
    /// Whether a field of it could not be read, so that what it lacks is told already.
    pub damaged: bool,
}

impl Document {
    /// The document's kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.front.kind()
    }

    /// The Markdown text of field `field` of the front matter: `key_points[0]`.
    #[must_use]
    pub fn inline(&self, field: &str) -> Option<&Inline> {
        self.inlines.iter().find(|i| i.field == field)
    }

    /// The date of a briefing.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        Briefing::of(&self.front)?.date
    }
}
