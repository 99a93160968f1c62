//! Dated events: what happens on a day that readers should know.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::source::{Source, known_source};
use crate::content::findings::Findings;
use crate::content::words::words;
use crate::diagnostics::Code;
use crate::values::{Date, Id, Localised, Name, Text, WebAddress};

words! {
    /// What happens on the day.
    EventKind {
        /// Comments may be sent from this day.
        CommentOpens "comment-opens",
        /// The last day for comments.
        CommentCloses "comment-closes",
        /// Something enters into force.
        Effective "effective",
        /// Something begins to apply.
        Applies "applies",
        /// A hearing.
        Hearing "hearing",
        /// Something is decided or talked about together.
        Meeting "meeting",
        /// Something is voted on.
        Vote "vote",
        /// An election.
        Election "election",
        /// The last day for something other than comments.
        Deadline "deadline",
        /// Something is published.
        Release "release",
        /// Something is looked at again.
        Review "review",
        /// Something ends.
        Expiry "expiry",
    }
}

words! {
    /// How sure a date is.
    Certainty {
        /// It may still move.
        Provisional "provisional",
        /// It stands.
        Confirmed "confirmed",
        /// It stands, on another day than was said before.
        Moved "moved",
        /// It does not take place.
        Cancelled "cancelled",
    }
}

/// What happens on a day.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DatedEvent {
    /// What calendars know it by.
    pub id: Option<Id>,
    /// What it is called; by default its kind and its instrument.
    pub title: Option<Localised>,
    /// What happens.
    pub kind: Option<EventKind>,
    /// The day.
    pub date: Option<Date>,
    /// The last day, where it takes several.
    pub end: Option<Date>,
    /// How sure the date is; by default it is confirmed, or moved if it has days before it.
    pub certainty: Option<Certainty>,
    /// The days that were said before, the oldest first.
    pub previous: Vec<Date>,
    /// The law or plan that it belongs to.
    pub instrument: Option<Name>,
    /// What else is to be said of it.
    pub note: Option<Localised>,
    /// Where more is to be found.
    pub url: Option<WebAddress>,
    /// Why its day stands although it looks wrong beside another day; no check is made of it then.
    pub checked: Option<Text>,
}

/// What a later briefing says of a date: the day it is moved to, or that it is cancelled.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DateUpdate {
    /// The dated event: `2024/eu-ai-act/regulated-products`.
    pub event: Option<Name>,
    /// The day.
    pub date: Option<Date>,
    /// The last day, where it takes several.
    pub end: Option<Date>,
    /// How sure the date is; by default it is confirmed, or moved if another day was said before.
    pub certainty: Option<Certainty>,
    /// The source that states it.
    pub source: Option<Id>,
    /// What is known.
    pub note: Option<Localised>,
}

impl DateUpdate {
    /// Checks the update at `field`.
    pub(in crate::content) fn check(&self, field: &str, sources: &[Source], findings: &mut Findings<'_>) {
        findings.require_in(self.event.is_some(), field, "event");
        match self.certainty {
            Some(Certainty::Moved) => findings.value(
                Code::BadDateUpdate,
                &format!("{field}.certainty"),
                "an update is never just `moved`: the day that it gives says so".to_owned(),
                Some("write `provisional` or `confirmed`, or leave it out".to_owned()),
            ),
            Some(Certainty::Cancelled) => {}
            _ => findings.require_in(self.date.is_some(), field, "date"),
        }
        check_end(self.date, self.end, field, findings);
        if let (None, Some(end)) = (self.date, self.end) {
            let help = Some("give the first day too: date: 2024-10-23".to_owned());
            findings.value(Code::BadDateUpdate, &format!("{field}.end"), format!("the last day, {end}, stands without the first"), help);
        }
        known_source(self.source.as_ref(), field, sources, findings);
    }
}

/// Checks that the event at `field` does not end before it begins.
fn check_end(date: Option<Date>, end: Option<Date>, field: &str, findings: &mut Findings<'_>) {
    if let (Some(date), Some(end)) = (date, end)
        && end < date
    {
        findings.value(
            Code::Contradiction,
            &format!("{field}.end"),
            format!("the event ends on {end}, before it begins on {date}"),
            Some("mend one of the two".to_owned()),
        );
    }
}

impl DatedEvent {
    /// How sure the date is.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        self.certainty.unwrap_or(if self.previous.is_empty() { Certainty::Confirmed } else { Certainty::Moved })
    }

    /// Checks the event at `field`.
    pub(in crate::content) fn check(&self, field: &str, findings: &mut Findings<'_>) {
        findings.require_in(self.id.is_some(), field, "id");
        findings.require_in(self.kind.is_some(), field, "kind");
        findings.require_in(self.date.is_some(), field, "date");
        check_end(self.date, self.end, field, findings);
        if self.title.is_none() && self.instrument.is_none() {
            findings.value(
                Code::MissingField,
                field,
                "the event has neither `title` nor `instrument`".to_owned(),
                Some("say what happens: title: Comments close".to_owned()),
            );
        }
        if self.certainty == Some(Certainty::Moved) && self.previous.is_empty() {
            findings.value(
                Code::MissingField,
                field,
                "the event was moved, but `previous` does not say from where".to_owned(),
                Some("add the earlier day: previous: [2024-10-23]".to_owned()),
            );
        }
    }
}
