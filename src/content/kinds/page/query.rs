//! Queries: which briefings, dates, commitments, indicators, instruments or terms a page lists. `bulletin list` asks the same.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::content::data::event::EventKind;
use crate::content::findings::Findings;
use crate::content::kinds::briefing::BriefingKind;
use crate::content::kinds::instrument::InstrumentType;
use crate::content::words::words;
use crate::diagnostics::{Code, nearest};
use crate::values::{Ahead, Count, Issued, Name, Text};

words! {
    /// What is asked for.
    Of {
        /// Briefings, the newest first.
        Briefings "briefings",
        /// Dated events, the next first.
        Dates "dates",
        /// Commitments, those that are due first.
        Commitments "commitments",
        /// Indicators, by title.
        Indicators "indicators",
        /// Laws and plans, by title.
        Instruments "instruments",
        /// Terms of the glossary, by title.
        Terms "terms",
    }
}

words! {
    /// What stands together under a heading.
    GroupBy {
        /// What is of a year.
        Year "year",
        /// What is of a month.
        Month "month",
        /// What an agency does.
        Agency "agency",
        /// What is filed under a topic.
        Topic "topic",
        /// What applies in a jurisdiction.
        Jurisdiction "jurisdiction",
        /// What is of a kind.
        Kind "kind",
    }
}

words! {
    /// In which order.
    Sort {
        /// By day, the earliest first.
        Date "date",
        /// By day, the latest first.
        LatestFirst "-date",
        /// By title.
        Title "title",
        /// By title, the last first.
        LastFirst "-title",
    }
}

impl Of {
    /// The conditions that it knows.
    #[must_use]
    pub fn conditions(self) -> &'static [&'static str] {
        match self {
            Self::Briefings => &["topic", "agency", "jurisdiction", "instrument", "kind", "person", "year", "since", "until"],
            Self::Dates => &["topic", "agency", "jurisdiction", "instrument", "kind", "year", "since", "until", "ahead"],
            Self::Commitments => &["topic", "agency", "jurisdiction", "instrument", "year", "since", "until", "ahead", "open", "overdue"],
            Self::Indicators => &["topic", "agency", "jurisdiction", "stale", "unused"],
            Self::Instruments => &["topic", "agency", "jurisdiction", "kind", "year", "since", "until", "unused"],
            Self::Terms => &["unused"],
        }
    }

    /// What it can be grouped by.
    #[must_use]
    pub fn groups(self) -> &'static [GroupBy] {
        match self {
            Self::Briefings | Self::Dates => GroupBy::ALL,
            Self::Commitments | Self::Indicators => &[GroupBy::Year, GroupBy::Month, GroupBy::Agency, GroupBy::Topic, GroupBy::Jurisdiction],
            Self::Instruments => &[GroupBy::Year, GroupBy::Month, GroupBy::Agency, GroupBy::Jurisdiction, GroupBy::Kind],
            Self::Terms => &[],
        }
    }

    /// What it can be sorted by: terms have no day.
    #[must_use]
    pub fn sorts(self) -> &'static [Sort] {
        if self == Self::Terms { &[Sort::Title, Sort::LastFirst] } else { Sort::ALL }
    }

    /// The words for its kinds, where it has some.
    #[must_use]
    pub fn kinds(self) -> Vec<&'static str> {
        match self {
            Self::Briefings => BriefingKind::ALL.iter().map(|kind| kind.word()).collect(),
            Self::Dates => EventKind::ALL.iter().map(|kind| kind.word()).collect(),
            Self::Instruments => InstrumentType::ALL.iter().map(|kind| kind.word()).collect(),
            Self::Commitments | Self::Indicators | Self::Terms => Vec::new(),
        }
    }

    /// Whether what is found can be subscribed to: briefings as a feed, dates as a calendar.
    #[must_use]
    pub fn has_feed(self) -> bool {
        matches!(self, Self::Briefings | Self::Dates)
    }

    /// The order where none is asked for.
    #[must_use]
    pub fn usual(self) -> Sort {
        match self {
            Self::Briefings => Sort::LatestFirst,
            Self::Dates | Self::Commitments => Sort::Date,
            Self::Indicators | Self::Instruments | Self::Terms => Sort::Title,
        }
    }
}

/// What a page lists. A condition with several entries is met by any of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Query {
    /// What is listed.
    pub of: Option<Of>,
    /// Of these topics, or those below them.
    #[schemars(with = "Texts")]
    pub topic: Vec<Name>,
    /// Of these agencies.
    #[schemars(with = "Texts")]
    pub agency: Vec<Name>,
    /// Of these jurisdictions.
    #[schemars(with = "Texts")]
    pub jurisdiction: Vec<Name>,
    /// Of these laws or plans.
    #[schemars(with = "Texts")]
    pub instrument: Vec<Name>,
    /// Of these kinds: of briefings `law`, of dates `comment-closes`, of instruments `regulation`.
    #[schemars(with = "Texts")]
    pub kind: Vec<Text>,
    /// In which these people are named.
    #[schemars(with = "Texts")]
    pub person: Vec<Text>,
    /// Of these years.
    #[schemars(with = "Counts")]
    pub year: Vec<Count>,
    /// Not before this day, or the first of this month or year.
    pub since: Option<Issued>,
    /// Not behind this day, or the last of this month or year.
    pub until: Option<Issued>,
    /// From the day of the build on, or so long from it.
    pub ahead: Option<Ahead>,
    /// Commitments that are open.
    pub open: bool,
    /// Commitments whose day has passed without a report.
    pub overdue: bool,
    /// Indicators whose newest value is older than two of their periods.
    pub stale: bool,
    /// Indicators without a value, instruments without a briefing, terms that no text uses.
    pub unused: bool,
    /// What stands together under a heading.
    pub group_by: Option<GroupBy>,
    /// In which order; by default briefings the newest first, dates and commitments the next first, all others by title.
    pub sort: Option<Sort>,
    /// At most so many.
    pub limit: Option<Count>,
    /// Whether it can be subscribed to: briefings as a feed, dates as a calendar.
    pub feed: bool,
}

/// What one or several texts look like: a query is most often for one of each.
struct Texts;

/// The same of whole numbers.
struct Counts;

macro_rules! one_or_several {
    ($several:ty, $name:literal, $one:ty, $title:literal, $description:literal, $examples:tt) => {
        impl JsonSchema for $several {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let one = generator.subschema_for::<$one>();
                json_schema!({ "title": $title, "description": $description, "examples": $examples, "anyOf": [one, { "type": "array", "items": one }] })
            }
        }
    };
}

one_or_several!(Texts, "Texts", Text, "text or list of texts", "One text, or several of which any will do.", ["miit", ["miit", "fcc"]]);
one_or_several!(Counts, "Counts", Count, "whole number or list of them", "One whole number, or several of which any will do.", [2024, [2023, 2024]]);

/// What is wrong with a query: where, what it is, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryMistake {
    /// Its code.
    pub code: Code,
    /// The field, and which entry of it.
    pub field: String,
    /// Whether the field itself is wrong, and not what it holds.
    pub is_field: bool,
    /// What it is.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Query {
    /// The order of what is found.
    #[must_use]
    pub fn order(&self) -> Sort {
        self.sort.or_else(|| Some(self.of?.usual())).unwrap_or(Sort::Title)
    }

    /// The conditions that are set, by their names.
    fn set(&self) -> Vec<&'static str> {
        // Each field is named here, so that a new one does not compile until it is decided whether it is a condition.
        let Self {
            of: _,
            topic,
            agency,
            jurisdiction,
            instrument,
            kind,
            person,
            year,
            since,
            until,
            ahead,
            open,
            overdue,
            stale,
            unused,
            group_by: _,
            sort: _,
            limit: _,
            feed: _,
        } = self;
        let conditions = [
            ("topic", !topic.is_empty()),
            ("agency", !agency.is_empty()),
            ("jurisdiction", !jurisdiction.is_empty()),
            ("instrument", !instrument.is_empty()),
            ("kind", !kind.is_empty()),
            ("person", !person.is_empty()),
            ("year", !year.is_empty()),
            ("since", since.is_some()),
            ("until", until.is_some()),
            ("ahead", ahead.is_some()),
            ("open", *open),
            ("overdue", *overdue),
            ("stale", *stale),
            ("unused", *unused),
        ];
        conditions.into_iter().filter(|(_, set)| *set).map(|(name, _)| name).collect()
    }

    /// What is wrong with it, whatever the digest holds.
    #[must_use]
    pub fn mistakes(&self) -> Vec<QueryMistake> {
        let Some(of) = self.of else { return Vec::new() };
        let (all, known) = (of.word(), of.conditions());
        let mut found = Vec::new();
        let mut add = |code, field: &str, is_field, message: String, help: String| {
            found.push(QueryMistake { code, field: field.to_owned(), is_field, message, help });
        };
        for other in self.set().into_iter().filter(|name| !known.contains(name)) {
            add(Code::UnknownField, other, true, format!("{all} are not asked for by `{other}`"), format!("they are by {}", quoted(known)));
        }
        let kinds = of.kinds();
        for (i, kind) in self.kind.iter().enumerate().filter(|(_, kind)| !kinds.is_empty() && !kinds.contains(&kind.as_str())) {
            let help = nearest(kind.as_str(), kinds.iter().copied())
                .map_or_else(|| format!("write one of {}", kinds.join(", ")), |near| format!("did you mean `{near}`?"));
            add(Code::UnknownValue, &format!("kind[{i}]"), false, format!("no {all} are of the kind `{kind}`"), help);
        }
        if let Some(by) = self.group_by.filter(|by| !of.groups().contains(by)) {
            let words: Vec<&str> = of.groups().iter().map(|by| by.word()).collect();
            let help = if words.is_empty() { "remove the field".to_owned() } else { format!("they are by {}", quoted(&words)) };
            add(Code::UnknownValue, "group_by", words.is_empty(), format!("{all} are not grouped by `{}`", by.word()), help);
        }
        if let Some(sort) = self.sort.filter(|sort| !of.sorts().contains(sort)) {
            add(
                Code::UnknownValue,
                "sort",
                false,
                format!("{all} are not sorted by `{}`: they have no day", sort.word()),
                "sort them by `title` or `-title`".to_owned(),
            );
        }
        if self.limit.is_some_and(|limit| limit.get() == 0) {
            add(Code::BadNumber, "limit", false, "a list of nothing is none".to_owned(), "write how many it shows at most, or remove the field".to_owned());
        }
        if self.feed && !of.has_feed() {
            let help = "remove the field: briefings have feeds, dates have a calendar".to_owned();
            add(Code::UnknownField, "feed", true, format!("{all} cannot be subscribed to"), help);
        }
        if let (Some(since), Some(until)) = (self.since, self.until)
            && until.end() < since.start()
        {
            add(Code::Contradiction, "until", false, format!("`until` {until} is before `since` {since}"), "mend one of the two".to_owned());
        }
        found
    }

    /// Checks the query at `field`.
    pub(in crate::content) fn check(&self, field: &str, findings: &mut Findings<'_>) {
        findings.require_in(self.of.is_some(), field, "of");
        for QueryMistake { code, field: own, is_field, message, help } in self.mistakes() {
            let place = format!("{field}.{own}");
            if is_field {
                findings.key(code, &place, message, Some(help));
            } else {
                findings.value(code, &place, message, Some(help));
            }
        }
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
