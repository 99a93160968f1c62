//! The values that data consist of, each with its schema.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::content::{self, BriefingKind, SourceType, UpdateKind};
use crate::locale;
use crate::values::{Date, Issued, Number, Period, When};

/// A day: `2024-10-23`.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(transparent)]
pub(super) struct Day(pub(super) Date);

/// A day, or a month or year where no more is known: `2024-10-23`, `2024-10`, `2024`.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(transparent)]
pub(super) struct DayOrLess(pub(super) Issued);

/// An exact decimal.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(transparent)]
pub(super) struct Exact(pub(super) Number);

/// A year of the calendar. A type of its own, because a schema made from Rust's integer would name a format that no standard has.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(transparent)]
pub(super) struct Year(pub(super) i16);

/// A full address on this site.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub(super) struct Web(pub(super) String);

/// A period or day as it was written: `2024-01/2024-09`, `2024-Q3`.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(super) struct Written(String);

macro_rules! scalar {
    ($($type:ident, $inline:literal, $schema:tt;)*) => { $(
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                $inline
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )* };
}

scalar! {
    Day, true, { "type": "string", "format": "date" };
    DayOrLess, true, { "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" };
    Year, true, { "type": "integer" };
    Exact, false, {
        "type": "string",
        "pattern": "^-?[0-9]+(\\.[0-9]+)?$",
        "description": "An exact decimal. It is a text, because most programs read JSON's numbers as binary fractions, which have neither 0.1 nor the last digit of 4.10."
    };
    Web, true, { "type": "string", "format": "uri" };
    Written, true, { "type": "string" };
}

impl From<Period> for Written {
    fn from(period: Period) -> Self {
        Self(period.to_string())
    }
}

impl From<When> for Written {
    fn from(when: When) -> Self {
        Self(when.to_string())
    }
}

/// Something that has an id on this site.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Named {
    /// Its id: the last part of the address of its page.
    pub(super) id: String,
    /// Its name in the language of the file.
    pub(super) name: String,
}

/// Who publishes the digest.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Publisher {
    /// The name.
    pub(super) name: String,
    /// Its site.
    pub(super) url: Option<String>,
}

impl Named {
    pub(super) fn new(id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), name: name.to_owned() }
    }
}

/// Types for words of a fixed set. The compiler sees to it that none is left out of the schema.
macro_rules! words {
    ($($doc:literal $name:ident($type:path): $($variant:ident)*;)*) => { $(
        #[doc = $doc]
        #[derive(Debug, Clone, Copy, Serialize)]
        #[serde(transparent)]
        pub(super) struct $name(&'static str);

        impl From<$type> for $name {
            fn from(value: $type) -> Self {
                use $type as Of;
                match value { $(Of::$variant => Self(value.word()),)* }
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                use $type as Of;
                json_schema!({ "type": "string", "enum": [$(Of::$variant.word()),*], "description": $doc })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.0)
            }
        }
    )* };
}

words! {
    "What a value is counted in: 10³, 10⁶, 10⁹ or 10¹²." Scale(locale::Scale): Thousand Million Billion Trillion;
    "How a stated value stands to the true one." Qualifier(locale::Qualifier): Exact About Over Under;
    "Whether a value was observed, or is a forecast or a target." Nature(locale::Nature): Observed Forecast Target;
    "What a change is measured against." Basis(locale::Basis): YearOnYear QuarterOnQuarter MonthOnMonth;
    "How far a commitment has come." Status(content::Status): Announced InProgress Delivered Delayed Dropped Superseded;
    "What happens on a day." EventKind(content::EventKind): CommentOpens CommentCloses Effective Applies Hearing Meeting Vote Election Deadline Release Review Expiry;
    "How sure a date is." Certainty(content::Certainty): Provisional Confirmed Moved Cancelled;
    "How far an instrument has come." Stage(content::Stage): Proposed Consultation Adopted InForce Amended Repealed Announced Running Ended;
    "What a briefing says of an instrument." Relation(content::MoveKind): Announces Advances Amends Repeals;
    "What kind of quantity an indicator is." Measure(content::Measure): Stock Flow Rate Count;
    "What stretch of time values cover." Accumulation(content::Accumulation): Point Period YearToDate;
    "How often an indicator is published." Frequency(content::Frequency): Daily Weekly Monthly Quarterly HalfYearly Yearly Irregular;
    "What kind of thing a briefing sums up." Kind(BriefingKind):
        PressConference Release Consultation Law Regulation Plan Speech DataRelease Court Report Analysis;
    "What kind of change an update is." Change(UpdateKind): Correction Update Clarification;
    "What a source is, in the words of the Citation Style Language." Type(SourceType):
        Article ArticleJournal ArticleMagazine ArticleNewspaper Bill Book Broadcast Chapter Dataset Document Event Hearing Interview LegalCase
        Legislation Manuscript MotionPicture PaperConference Periodical PersonalCommunication Post PostWeblog Regulation Report Speech Standard
        Thesis Treaty Webpage;
}
