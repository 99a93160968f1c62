//! What stands in the fields of a briefing beside its entries.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::{Date, Localised, Name, Text, WebAddress};

/// What kind of thing a briefing sums up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BriefingKind {
    /// A press conference.
    PressConference,
    /// A statement or notice.
    #[default]
    Release,
    /// A call for comments.
    Consultation,
    /// A law.
    Law,
    /// A regulation.
    Regulation,
    /// A plan or strategy.
    Plan,
    /// A speech.
    Speech,
    /// A publication of statistics.
    DataRelease,
    /// A judgment or proceeding.
    Court,
    /// A report.
    Report,
    /// The site's own analysis.
    Analysis,
}

impl BriefingKind {
    /// The word for it in sources and data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::PressConference => "press-conference",
            Self::Release => "release",
            Self::Consultation => "consultation",
            Self::Law => "law",
            Self::Regulation => "regulation",
            Self::Plan => "plan",
            Self::Speech => "speech",
            Self::DataRelease => "data-release",
            Self::Court => "court",
            Self::Report => "report",
            Self::Analysis => "analysis",
        }
    }
}

/// What is summed up.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Event {
    /// Its day, where it is not the briefing's.
    pub date: Option<Date>,
    /// Its name.
    pub name: Option<Localised>,
    /// Where it was.
    pub place: Option<Localised>,
    /// Its own page.
    pub url: Option<WebAddress>,
    /// Why its day stands although it looks wrong beside another day; no check is made of it then.
    pub checked: Option<Text>,
}

/// An office holder, in the public role.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    /// The name.
    pub name: Option<Localised>,
    /// The office.
    pub role: Option<Localised>,
    /// Where the office is.
    pub agency: Option<Name>,
}

/// A picture that stands for a briefing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Image {
    /// Its file, beside the briefing or in `content/static`.
    pub src: Option<Text>,
    /// The words that stand in for it.
    pub alt: Option<Text>,
}
