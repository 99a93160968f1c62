//! Commitments: what somebody said would be done, and what became of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::source::{Source, known_source};
use crate::content::findings::Findings;
use crate::content::words::words;
use crate::locale::{Qualifier, Scale};
use crate::values::{Date, Id, Localised, Name, Number, Text, When};

words! {
    /// How far a commitment has come.
    Status {
        /// Said, and nothing more is known.
        Announced "announced",
        /// Work has begun.
        InProgress "in-progress",
        /// Done.
        Delivered "delivered",
        /// Later than was said.
        Delayed "delayed",
        /// Given up.
        Dropped "dropped",
        /// Replaced by something else.
        Superseded "superseded",
    }
}

impl Status {
    /// Whether something is still to come.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Announced | Self::InProgress | Self::Delayed)
    }
}

/// What somebody said would be done.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Commitment {
    /// What later briefings name it by: `2024/miit-nine-months/dual-gigabit`.
    pub id: Option<Id>,
    /// What is to be done.
    pub text: Option<Localised>,
    /// Who is to do it; by default the briefing's first agency.
    pub actor: Option<Name>,
    /// By when.
    pub due: Option<When>,
    /// How far it had come when it was announced; by default not at all.
    pub status: Option<Status>,
    /// The laws and plans that it is part of.
    pub instruments: Vec<Name>,
    /// The value that an indicator is to reach.
    pub target: Option<Target>,
    /// Its topics; by default the briefing's.
    pub topics: Vec<Name>,
    /// The source that states it.
    pub source: Option<Id>,
    /// Why its day stands although it looks wrong beside another day; no check is made of it then.
    pub checked: Option<Text>,
}

/// A value that an indicator is to reach.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Target {
    /// The indicator.
    pub indicator: Option<Name>,
    /// The value to reach.
    pub value: Option<Number>,
    /// Whether more or less than it is meant.
    pub qualifier: Qualifier,
    /// What the value is counted in; by default as the indicator.
    pub scale: Option<Scale>,
    /// The code of its unit; by default the indicator's.
    pub unit: Option<Text>,
    /// By when.
    pub by: Option<When>,
}

/// What a later briefing says of a commitment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CommitmentUpdate {
    /// The commitment: `2024/miit-nine-months/dual-gigabit`.
    pub commitment: Option<Name>,
    /// How far it has come.
    pub status: Option<Status>,
    /// Since when; by default the briefing's date.
    pub date: Option<Date>,
    /// The source that states it.
    pub source: Option<Id>,
    /// What is known.
    pub note: Option<Localised>,
    /// Why its day stands although it looks wrong beside another day; no check is made of it then.
    pub checked: Option<Text>,
}

impl Commitment {
    /// Checks the commitment at `field`.
    pub(in crate::content) fn check(&self, field: &str, sources: &[Source], findings: &mut Findings<'_>) {
        findings.require_in(self.id.is_some(), field, "id");
        findings.require_in(self.text.is_some(), field, "text");
        known_source(self.source.as_ref(), field, sources, findings);
        if let Some(target) = &self.target {
            findings.require_in(target.indicator.is_some(), &format!("{field}.target"), "indicator");
            findings.require_in(target.value.is_some(), &format!("{field}.target"), "value");
        }
    }
}

impl CommitmentUpdate {
    /// Checks the update at `field`.
    pub(in crate::content) fn check(&self, field: &str, sources: &[Source], findings: &mut Findings<'_>) {
        findings.require_in(self.commitment.is_some(), field, "commitment");
        findings.require_in(self.status.is_some(), field, "status");
        known_source(self.source.as_ref(), field, sources, findings);
    }
}
