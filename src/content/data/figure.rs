//! Figures: what a briefing states in numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::data::source::{Source, known_source};
use crate::content::findings::Findings;
use crate::diagnostics::Code;
use crate::locale::{Basis, Nature, Qualifier, Scale};
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
    /// The lower end of a range that is stated in place of the value, or around it.
    pub low: Option<Number>,
    /// Its upper end.
    pub high: Option<Number>,
    /// How the value stands to the true one.
    pub qualifier: Qualifier,
    /// Whether it was observed, or is a forecast or a target.
    pub nature: Nature,
    /// Whose forecast or target it is: an agency, if it names one; by default the briefing's first.
    pub by: Option<Text>,
    /// The day of the forecast or target; by default the briefing's.
    pub issued: Option<Date>,
    /// What the value is counted in.
    pub scale: Option<Scale>,
    /// The code of its unit; by default the indicator's, and needed beside a `label`.
    pub unit: Option<Text>,
    /// When an index is 100, by default as its indicator says: `2015`, `2015-01`.
    pub base: Option<Period>,
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
    /// The source's own words for it, a sentence at most: the number in them must be this one.
    pub quote: Option<Text>,
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

    /// Whether it states how much there is, and not a change alone.
    #[must_use]
    pub fn has_level(&self) -> bool {
        self.value.is_some() || self.low.is_some() && self.high.is_some()
    }

    /// Whether it is what was measured, which alone is compared with other figures.
    #[must_use]
    pub fn is_observed(&self) -> bool {
        self.nature == Nature::Observed
    }

    /// Checks the figure at `field`.
    pub(in crate::content) fn check(&self, field: &str, sources: &[Source], siblings: &[Self], findings: &mut Findings<'_>) {
        let id = self.id.as_ref().map_or("", Id::as_str);
        findings.require_in(self.id.is_some(), field, "id");
        findings.require_in(self.value.is_some() || self.low.is_some() || self.high.is_some() || self.change.is_some(), field, "value");
        self.check_range(field, findings);
        self.check_nature(field, findings);
        let help = "write `indicator:` for an observation of an indicator, `label:` for any other figure";
        match (&self.indicator, &self.label) {
            (Some(_), Some(_)) => {
                findings.value(Code::Contradiction, field, "the figure has both `indicator` and `label`".to_owned(), Some(help.to_owned()));
            }
            (None, None) => findings.lacks(Code::MissingField, field, "the figure has neither `indicator` nor `label`", help),
            _ => {}
        }
        let counts = self.has_level() || self.change.as_ref().is_some_and(|change| change.absolute.is_some());
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
        if self.quote.is_some() && self.source.is_none() && sources.len() > 1 {
            findings.lacks(
                Code::MissingField,
                field,
                "the figure has a `quote`, and there are several sources",
                "add `source:` with the id of the one that is quoted",
            );
        }
        if let Some(whole) = self.part_of.as_ref().filter(|w| w.as_str() == id || !siblings.iter().any(|s| s.id.as_ref() == Some(w))) {
            let near = findings.hints.nearest(whole.as_str(), siblings.iter().filter_map(|s| s.id.as_ref().map(Id::as_str)));
            let help = near.map_or_else(|| "name another figure of this briefing by its id".to_owned(), |n| format!("did you mean `{n}`?"));
            let told = findings.at_value(Code::UnknownReference, &format!("{field}.part_of"), format!("no other figure here has the id `{whole}`")).help(help);
            findings.all.push(match near {
                Some(near) => told.rewrite(whole.as_str(), near, false),
                None => told,
            });
        }
        if let Some(change) = &self.change {
            change.check(field, findings);
        }
    }
}

impl Figure {
    fn check_range(&self, field: &str, findings: &mut Findings<'_>) {
        let (low, high) = match (self.low, self.high) {
            (Some(low), Some(high)) => (low.decimal(), high.decimal()),
            (None, None) => return,
            (low, _) => {
                let (is, lacks) = if low.is_some() { ("low", "high") } else { ("high", "low") };
                let message = format!("`{is}` stands without `{lacks}`");
                return findings.lacks(
                    Code::MissingField,
                    field,
                    &message,
                    "give both ends of the range; for a bound alone, write `value` with `qualifier: over` or `under`",
                );
            }
        };
        if low >= high {
            let message = format!("`low` {low} is not below `high` {high}");
            findings.value(Code::Contradiction, &format!("{field}.low"), message, Some("write the lower end as `low`, the upper one as `high`".to_owned()));
        } else if let Some(value) = self.value.filter(|value| value.decimal() < low || value.decimal() > high) {
            let message = format!("`value` {value} does not lie between `low` {low} and `high` {high}");
            findings.value(
                Code::Contradiction,
                &format!("{field}.value"),
                message,
                Some("mend one of the three; all are counted in the same `scale`".to_owned()),
            );
        }
    }

    fn check_nature(&self, field: &str, findings: &mut Findings<'_>) {
        if self.is_observed() {
            for name in [self.by.as_ref().map(|_| "by"), self.issued.map(|_| "issued")].into_iter().flatten() {
                let message = format!("`{name}` says whose forecast or target it is, but the figure is neither");
                let help = "add `nature: forecast` or `nature: target`; who stated an observed value is said by `source`";
                findings.value(Code::Contradiction, &format!("{field}.{name}"), message, Some(help.to_owned()));
            }
        } else if self.provisional {
            let message = format!("a {} is never `provisional`", self.nature.word());
            findings.value(Code::Contradiction, &format!("{field}.provisional"), message, Some("remove `provisional`".to_owned()));
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
