//! One source file to one document: typed front matter, and of the body what the rest of the site must know.
//!
//! [`parse()`] is pure and works on one file at a time, so its result may be kept for as long as the file's bytes are the
//! same. The body's HTML is not part of a [`Document`]: [`markdown`] makes it from the bytes when a page needs it.

mod agency;
mod briefing;
mod commitment;
mod edition;
mod event;
mod figure;
mod indicator;
mod instrument;
mod jurisdiction;
mod kind;
pub mod markdown;
mod outline;
mod page;
mod parse;
mod placeholder;
mod plain;
mod problem;
mod prompts;
mod schema;
mod stated;
mod term;
mod topic;
mod words;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use agency::Agency;
pub use briefing::{Briefing, BriefingKind, Event, Image, Person, Source, SourceType, Update, UpdateKind, Withdrawn};
pub use commitment::{Commitment, CommitmentUpdate, Status, Target};
pub use edition::Edition;
pub use event::{Certainty, DateUpdate, DatedEvent, EventKind};
pub use figure::{Change, Figure};
pub use indicator::{Accumulation, ChartForm, Frequency, Indicator, Measure};
pub use instrument::{Instrument, InstrumentType, Move, MoveKind, Relation, RelationKind, Stage};
pub use jurisdiction::Jurisdiction;
pub use kind::{Folder, Kind, dated, folder, is_index_of_many, is_markdown, may_be_misnamed, misnamed, name, stem};
pub use outline::{Inline, Outline, hash};
pub use page::Page;
pub use parse::{Parsed, Settings, parse, too_large};
pub use placeholder::is_unfinished;
pub use prompts::{PROMPTS, with_prompts};
pub use schema::{Part, schema};
pub use stated::{Stated, numbers};
pub use term::Term;
pub use topic::Topic;

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
}

/// The front matter of each kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Front {
    /// `content/briefings`
    Briefing(Box<Briefing>),
    /// `content/topics`
    Topic(Topic),
    /// `content/agencies`
    Agency(Agency),
    /// `content/jurisdictions`
    Jurisdiction(Jurisdiction),
    /// `content/indicators`
    Indicator(Box<Indicator>),
    /// `content/instruments`
    Instrument(Box<Instrument>),
    /// `content/editions`
    Edition(Edition),
    /// `content/terms`
    Term(Term),
    /// `content/pages`
    Page(Page),
}

impl Front {
    /// The id that it gives; `None` where the file's name does.
    #[must_use]
    pub fn given_id(&self) -> Option<&Id> {
        match self {
            Self::Briefing(fields) => fields.id.as_ref(),
            Self::Topic(fields) => fields.id.as_ref(),
            Self::Agency(fields) => fields.id.as_ref(),
            Self::Jurisdiction(fields) => fields.id.as_ref(),
            Self::Indicator(fields) => fields.id.as_ref(),
            Self::Instrument(fields) => fields.id.as_ref(),
            Self::Edition(fields) => fields.id.as_ref(),
            Self::Term(fields) => fields.id.as_ref(),
            Self::Page(fields) => fields.id.as_ref(),
        }
    }

    /// The ids that it had once, the oldest first.
    #[must_use]
    pub fn former_ids(&self) -> &[Id] {
        match self {
            Self::Topic(fields) => &fields.former_ids,
            Self::Agency(fields) => &fields.former_ids,
            Self::Indicator(fields) => &fields.former_ids,
            Self::Instrument(fields) => &fields.former_ids,
            Self::Term(fields) => &fields.former_ids,
            Self::Briefing(_) | Self::Jurisdiction(_) | Self::Edition(_) | Self::Page(_) => &[],
        }
    }
}

impl Document {
    /// The document's kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.front {
            Front::Briefing(_) => Kind::Briefing,
            Front::Topic(_) => Kind::Topic,
            Front::Agency(_) => Kind::Agency,
            Front::Jurisdiction(_) => Kind::Jurisdiction,
            Front::Indicator(_) => Kind::Indicator,
            Front::Instrument(_) => Kind::Instrument,
            Front::Edition(_) => Kind::Edition,
            Front::Term(_) => Kind::Term,
            Front::Page(_) => Kind::Page,
        }
    }

    /// The Markdown text of field `field` of the front matter: `key_points[0]`.
    #[must_use]
    pub fn inline(&self, field: &str) -> Option<&Inline> {
        self.inlines.iter().find(|i| i.field == field)
    }

    /// The date of a briefing.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match &self.front {
            Front::Briefing(briefing) => briefing.date,
            _ => None,
        }
    }
}
