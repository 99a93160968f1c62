//! Instruments: laws, regulations, plans, pilots.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::findings::Findings;
use crate::content::front_matter::{FrontMatter, common};
use crate::content::rules::{Rule, Rules, Translated};
use crate::content::words::words;
use crate::values::{Date, Id, Localised, Name, SiteAddress, Text, WebAddress};

words! {
    /// What an instrument is.
    InstrumentType {
        /// A law of a parliament.
        Law "law",
        /// A regulation.
        Regulation "regulation",
        /// A directive, to be made law by others.
        Directive "directive",
        /// A plan or strategy.
        Plan "plan",
        /// A programme with means of its own.
        Programme "programme",
        /// A trial, limited in time or place.
        Pilot "pilot",
        /// A technical standard.
        Standard "standard",
    }
}

words! {
    /// How far an instrument has come. A pilot is announced, running and ended; the others take the rest.
    Stage {
        /// Put forward.
        Proposed "proposed",
        /// Open for comments.
        Consultation "consultation",
        /// Adopted, but not yet in force.
        Adopted "adopted",
        /// In force.
        InForce "in-force",
        /// In force, and changed since.
        Amended "amended",
        /// No longer in force.
        Repealed "repealed",
        /// A pilot that was announced.
        Announced "announced",
        /// A pilot that is running.
        Running "running",
        /// A pilot that is over.
        Ended "ended",
    }
}

impl Stage {
    /// The stages of a pilot in order.
    pub const PILOT: &'static [Self] = &[Self::Announced, Self::Running, Self::Ended];

    /// The stages of any other instrument in order.
    pub const LAW: &'static [Self] = &[Self::Proposed, Self::Consultation, Self::Adopted, Self::InForce, Self::Amended, Self::Repealed];

    /// The stages of an instrument of type `kind`, in order.
    #[must_use]
    pub fn of(kind: Option<InstrumentType>) -> &'static [Self] {
        if kind == Some(InstrumentType::Pilot) { Self::PILOT } else { Self::LAW }
    }

    /// Whether an instrument may step from this stage to `next`: onwards, over stages that nobody reported; an amended one
    /// may be amended again, and nothing comes back from its end.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        if Self::PILOT.contains(&self) {
            return Self::PILOT.contains(&next) && self <= next;
        }
        Self::LAW.contains(&next)
            && match (self, next) {
                (Self::Repealed, next) => next == Self::Repealed,
                // A text may be consulted on before or after it is put forward.
                (Self::Consultation, Self::Proposed) => true,
                (from, to) => from <= to,
            }
    }
}

words! {
    /// What an instrument does to another.
    RelationKind {
        /// Changes it.
        Amends "amends",
        /// Ends it.
        Repeals "repeals",
        /// Carries it out.
        Implements "implements",
        /// Stands in its place.
        Replaces "replaces",
    }
}

words! {
    /// What a briefing says of an instrument.
    MoveKind {
        /// It is new.
        Announces "announces",
        /// It comes further.
        Advances "advances",
        /// It is changed.
        Amends "amends",
        /// It is ended.
        Repeals "repeals",
    }
}

/// The front matter of an instrument. Its body describes it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Instrument {
    /// The id, where it is not the file's name.
    pub id: Option<Id>,
    /// The name.
    pub name: Option<Localised>,
    /// The short name: AI Act.
    pub short: Option<Localised>,
    /// Other names, accepted in references.
    pub aliases: Vec<Name>,
    /// Ids it had once, the oldest first: accepted with a warning, and their addresses go on answering.
    pub former_ids: Vec<Id>,
    /// What it is cited by: Regulation (EU) 2024/1689.
    pub identifier: Option<Text>,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: Option<InstrumentType>,
    /// Where it applies.
    pub jurisdiction: Option<Name>,
    /// Who is responsible for it.
    pub agencies: Vec<Name>,
    /// Its text.
    pub url: Option<WebAddress>,
    /// How far it had come before the first briefing on it.
    pub status: Option<Stage>,
    /// What it does to others.
    pub relates: Vec<Relation>,
    /// Other addresses that lead here.
    pub redirect_from: Vec<SiteAddress>,
}

/// What an instrument does to another.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Relation {
    /// The other one.
    pub instrument: Option<Name>,
    /// What is done to it.
    #[serde(rename = "as")]
    pub kind: Option<RelationKind>,
}

/// What a briefing says of an instrument.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Move {
    /// The instrument.
    pub instrument: Option<Name>,
    /// How far it has come; nothing where the briefing only tells of it.
    pub status: Option<Stage>,
    /// Since when; by default the briefing's date.
    pub date: Option<Date>,
    /// What happens to it.
    pub relation: Option<MoveKind>,
    /// Why it goes back: what was reported before was wrong.
    pub correction: Option<Text>,
}

impl Rules for Instrument {
    const ORIGINAL: &'static [Rule] = &[Rule::All(&["name", "type"])];
    const TRANSLATION: Translated = Translated { must: &[], may: &["name", "id", "short", "redirect_from"] };
}

impl FrontMatter for Instrument {
    common!(id former_ids name short aliases redirect_from);

    fn check(&self, findings: &mut Findings<'_>) {
        findings.names(&[("name", &self.name), ("short", &self.short)], &self.aliases);
        findings.require(self.name.is_some() || findings.is_translation(), "name", "name: Artificial Intelligence Act");
        for (i, relation) in self.relates.iter().enumerate() {
            findings.require_in(relation.instrument.is_some(), &format!("relates[{i}]"), "instrument");
            findings.require_in(relation.kind.is_some(), &format!("relates[{i}]"), "as");
        }
        if findings.is_translation() {
            // Each field is named here, so that a new one does not compile until it is decided whether a translation may give it.
            let Self { id: _, name: _, short: _, aliases, former_ids, identifier, kind, jurisdiction, agencies, url, status, relates, redirect_from: _ } = self;
            findings.forbid_in_translation(&[
                ("aliases", !aliases.is_empty()),
                ("former_ids", !former_ids.is_empty()),
                ("identifier", identifier.is_some()),
                ("type", kind.is_some()),
                ("jurisdiction", jurisdiction.is_some()),
                ("agencies", !agencies.is_empty()),
                ("url", url.is_some()),
                ("status", status.is_some()),
                ("relates", !relates.is_empty()),
            ]);
            return;
        }
        findings.require(self.kind.is_some(), "type", "type: regulation");
        if let Some(status) = self.status {
            check_stage(status, self.kind, "status", findings);
        }
    }
}

/// Notes a stage that an instrument of type `kind` cannot be at.
fn check_stage(stage: Stage, kind: Option<InstrumentType>, field: &str, findings: &mut Findings<'_>) {
    use crate::diagnostics::Code;
    let stages = Stage::of(kind);
    if kind.is_some() && !stages.contains(&stage) {
        let words: Vec<String> = stages.iter().map(|s| format!("`{}`", s.word())).collect();
        let what = if kind == Some(InstrumentType::Pilot) { "a pilot" } else { "an instrument that is no pilot" };
        findings.value(Code::UnknownValue, field, format!("{what} is never `{}`", stage.word()), Some(format!("write one of {}", words.join(", "))));
    }
}
