//! What stands in the fields of a briefing beside its entries.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::words::words;
use crate::values::{Date, Localised, Name, Text, WebAddress};

words! {
    /// What kind of thing a briefing sums up.
    #[derive(Default)]
    BriefingKind {
        /// A press conference.
        PressConference "press-conference",
        /// A statement or notice.
        #[default]
        Release "release",
        /// A call for comments.
        Consultation "consultation",
        /// A law.
        Law "law",
        /// A regulation.
        Regulation "regulation",
        /// A plan or strategy.
        Plan "plan",
        /// A speech.
        Speech "speech",
        /// A publication of statistics.
        DataRelease "data-release",
        /// A judgment or proceeding.
        Court "court",
        /// A report.
        Report "report",
        /// The site's own analysis.
        Analysis "analysis",
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
