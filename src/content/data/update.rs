//! What becomes of a briefing after its publication: corrections and other changes, and its withdrawal.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::{Date, Name, Text};

/// A change after publication: the only thing that moves "updated".
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Update {
    /// When.
    pub date: Option<Date>,
    /// What kind of change.
    pub kind: UpdateKind,
    /// What was changed; Markdown of one line.
    pub note: Option<Text>,
    /// The facts of this briefing that are told otherwise since: figures, dates and commitments by their ids, steps by their
    /// instruments, `title` and `date`. By default all that changed.
    pub facts: Vec<Text>,
}

/// What kind of change an update is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UpdateKind {
    /// Something was wrong.
    Correction,
    /// Something happened since.
    #[default]
    Update,
    /// Something was unclear.
    Clarification,
}

impl UpdateKind {
    /// The word for it in sources and data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Update => "update",
            Self::Clarification => "clarification",
        }
    }
}

/// That a briefing no longer stands. Its page stays, with a notice, and leaves all listings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Withdrawn {
    /// Since when.
    pub date: Option<Date>,
    /// Why; Markdown of one line.
    pub reason: Option<Text>,
    /// The briefing that stands in its place.
    pub replaced_by: Option<Name>,
    /// Whether it must not be kept: title and notice alone remain, and text, figures, sources, pictures and data go.
    pub erase: bool,
}
