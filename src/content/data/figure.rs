//! Figures: what a briefing states in numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::data::source::{Source, known_source};
use crate::content::findings::Findings;
use crate::diagnostics::Code;
use crate::locale::{Basis, Qualifier, Scale};
use crate::values::{Date, Id, Localised, Name, Number, Period, Text};

/// A number of a briefing: of an indicator, or with a label of its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Figure {
    /// What the text prints it by: `[[fig:bs-5g]]`.
    pub id: Option<Id>,
    /// The indicator that it is an observation of.
    pub indicator: Option<Name>,
    /// What it says, where it is of no indicator.
    pub label: Option<Localised>,
    /// The value; absent where only the change was stated.
    pub value: Option<Number>,
    /// How the value stands to the true one.
    pub qualifier: Qualifier,
    /// What the value is counted in.
    pub scale: Option<Scale>,
    /// The code of its unit; by default the indicator's, and needed beside a `label`.
    pub unit: Option<Text>,
    /// The period that it is about: a flow's.
    pub period: Option<Period>,
    /// The day that it is about: a stock's.
    pub as_of: Option<Date>,
    /// The change that the source states.
    pub change: Option<Change>,
    /// Whether the source calls it provisional.
    pub provisional: bool,
    /// The earlier figure that it corrects: `2024/miit-half-year/bs-5g`.
    pub revises: Option<Name>,
    /// The figure of this briefing that it is a part of.
    pub part_of: Option<Id>,
    /// The source that states it.
    pub source: Option<Id>,
    /// What else is to be said of it.
    pub note: Option<Localised>,
    /// Why it stands although it looks wrong beside other figures; no check is made of it then.
    pub checked: Option<Text>,
}

/// A change as the source states it: one of `percent`, `points` and `absolute`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Change {
    /// In per cent of the value before.
    pub percent: Option<Number>,
    /// In percentage points.
    pub points: Option<Number>,
    /// In the figure's own unit and scale.
    pub absolute: Option<Number>,
    /// What it is measured against.
    pub basis: Option<Basis>,
    /// Whether the source compares on another base than its earlier levels.
    pub restated: bool,
}

impl Figure {
    /// The last day that it is about.
    #[must_use]
    pub fn at(&self) -> Option<Date> {
        self.as_of.or_else(|| self.period.map(Period::end))
    }

    /// Whether it says what was, and not what is to come.
    #[must_use]
    pub fn is_observed(&self) -> bool {
        true
    }

    /// Checks the figure at `field`.
    pub(in crate::content) fn check(&self, field: &str, sources: &[Source], siblings: &[Self], findings: &mut Findings<'_>) {
        let id = self.id.as_ref().map_or("", Id::as_str);
        findings.require_in(self.id.is_some(), field, "id");
        findings.require_in(self.value.is_some() || self.change.is_some(), field, "value");
        let help = "write `indicator:` for an observation of an indicator, `label:` for any other figure";
        match (&self.indicator, &self.label) {
            (Some(_), Some(_)) => {
                findings.value(Code::Contradiction, field, "the figure has both `indicator` and `label`".to_owned(), Some(help.to_owned()));
            }
            (None, None) => findings.lacks(Code::MissingField, field, "the figure has neither `indicator` nor `label`", help),
            _ => {}
        }
        let counts = self.value.is_some() || self.change.as_ref().is_some_and(|change| change.absolute.is_some());
        if self.label.is_some() && counts && self.unit.is_none() {
            let help = "add `unit`: an ISO 4217 code, `percent`, `Mbps`, or what is counted: `station`";
            findings.lacks(Code::MissingField, field, "`unit` is missing here", help);
        }
        match (self.period, self.as_of) {
            (Some(_), Some(_)) => findings.value(
                Code::Contradiction,
                &format!("{field}.as_of"),
                "the figure has both `period` and `as_of`".to_owned(),
                Some("a flow has a `period`, a stock a day: `as_of`".to_owned()),
            ),
            (None, None) => findings.lacks(
                Code::MissingField,
                field,
                "the figure says neither `period` nor `as_of`",
                "add `period: 2024-01/2024-09` to a flow, `as_of: 2024-09-30` to a stock",
            ),
            _ => {}
        }
        known_source(self.source.as_ref(), field, sources, findings);
        if let Some(whole) = self.part_of.as_ref().filter(|w| w.as_str() == id || !siblings.iter().any(|s| s.id.as_ref() == Some(w))) {
            let near = findings.hints.nearest(whole.as_str(), siblings.iter().filter_map(|s| s.id.as_ref().map(Id::as_str)));
            let help = near.map_or_else(|| "name another figure of this briefing by its id".to_owned(), |n| format!("did you mean `{n}`?"));
            findings.value(Code::UnknownReference, &format!("{field}.part_of"), format!("no other figure here has the id `{whole}`"), Some(help));
        }
        if let Some(change) = &self.change {
            change.check(field, findings);
        }
    }
}

impl Change {
    fn check(&self, field: &str, findings: &mut Findings<'_>) {
        let given = [self.percent, self.points, self.absolute].iter().flatten().count();
        let (field, help) = (format!("{field}.change"), "write one of `percent`, `points` (percentage points) and `absolute`");
        match given {
            0 => findings.lacks(Code::MissingField, &field, "the change has no amount", help),
            1 => {}
            _ => findings.value(Code::Contradiction, &field, "the change has more than one amount".to_owned(), Some(help.to_owned())),
        }
    }
}
