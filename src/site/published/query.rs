//! Queries: which briefings, dates, commitments, indicators, instruments or terms of the visible digest answer to a few conditions.
//!
//! `bulletin list` asks by its options. A condition that what is asked for does not know is a mistake and not passed over.

use super::{LocalizedSite, Site};
use crate::content::Kind;
use crate::diagnostics::nearest;
use crate::site::ids::{EntityId, EntryId, Index};
use crate::values::{Date, Issued, Span};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Briefings.
    Briefings,
    /// Dated events.
    Dates,
    /// Commitments.
    Commitments,
    /// Indicators.
    Indicators,
    /// Laws and plans.
    Instruments,
    /// Terms of the glossary.
    Terms,
}

impl Of {
    /// All of them, each with its word.
    pub const NAMED: [(Self, &'static str); 6] = [
        (Self::Briefings, "briefings"),
        (Self::Dates, "dates"),
        (Self::Commitments, "commitments"),
        (Self::Indicators, "indicators"),
        (Self::Instruments, "instruments"),
        (Self::Terms, "terms"),
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::NAMED[self as usize].1
    }

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
}

/// A query. A list with several entries is met by any of them; an empty one by everything.
#[derive(Debug, Clone)]
pub struct Query {
    /// What is asked for.
    pub of: Of,
    /// Ids or names of topics; what is filed under one below counts too.
    pub topic: Vec<String>,
    /// Ids or names of agencies.
    pub agency: Vec<String>,
    /// Ids or names of jurisdictions.
    pub jurisdiction: Vec<String>,
    /// Ids or names of instruments.
    pub instrument: Vec<String>,
    /// Words for kinds: of briefings `law`, of dates `comment-closes`, of instruments `regulation`.
    pub kind: Vec<String>,
    /// Names of people.
    pub person: Vec<String>,
    /// Years.
    pub year: Vec<i16>,
    /// Not before this day, or the first of this month or year.
    pub since: Option<Issued>,
    /// Not behind this day, or the last of this month or year.
    pub until: Option<Issued>,
    /// From the day of the build on, at most so long.
    pub ahead: Option<Option<Span>>,
    /// Commitments that are open.
    pub open: bool,
    /// Commitments whose day has passed without a report.
    pub overdue: bool,
    /// Indicators whose newest value is older than two of their own periods.
    pub stale: bool,
    /// Indicators without a value, instruments without a briefing, terms that no text uses.
    pub unused: bool,
    /// What they are sorted by.
    pub sort: Sort,
    /// At most so many.
    pub limit: Option<usize>,
}

impl Query {
    /// Everything of a kind, in its usual order.
    #[must_use]
    pub fn new(of: Of) -> Self {
        Self {
            of,
            topic: Vec::new(),
            agency: Vec::new(),
            jurisdiction: Vec::new(),
            instrument: Vec::new(),
            kind: Vec::new(),
            person: Vec::new(),
            year: Vec::new(),
            since: None,
            until: None,
            ahead: None,
            open: false,
            overdue: false,
            stale: false,
            unused: false,
            sort: Sort::Usual,
            limit: None,
        }
    }

    /// The conditions that are set, by their names.
    fn set(&self) -> Vec<&'static str> {
        // Each field is named here, so that a new one does not compile until it is decided whether it is a condition.
        let Self { of: _, topic, agency, jurisdiction, instrument, kind, person, year, since, until, ahead, open, overdue, stale, unused, sort: _, limit: _ } =
            self;
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
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Briefings the newest first, dates and commitments the next first, all others by title.
    Usual,
    /// By day; `true` for the last first.
    Date(bool),
    /// By title; `true` for the last first.
    Title(bool),
}

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A briefing, an indicator, an instrument or a term.
    Entity(EntityId),
    /// A dated event.
    Date(EntryId),
    /// A commitment.
    Commitment(EntryId),
}

/// What is wrong with a query: what it is, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryMistake {
    /// What it is.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The names of a query, found.
struct Names {
    topics: Vec<Index>,
    agencies: Vec<Index>,
    jurisdictions: Vec<Index>,
    instruments: Vec<Index>,
}

impl Site<'_> {
    /// What answers to a query, of what a language shows.
    ///
    /// # Errors
    /// A condition that is none for what is asked for, or a name that nothing has.
    pub fn query(&self, query: &Query, local: &LocalizedSite) -> Result<Vec<Found>, QueryMistake> {
        let known = query.of.conditions();
        if let Some(other) = query.set().into_iter().find(|name| !known.contains(name)) {
            let conditions = known.iter().map(|name| format!("--{name}")).collect::<Vec<_>>().join(", ");
            return Err(QueryMistake { message: format!("{} are not asked for by `{other}`", query.of.word()), help: format!("they are by {conditions}") });
        }
        let names = Names {
            topics: self.below(&self.called(Kind::Topic, &query.topic, local)?),
            agencies: self.called(Kind::Agency, &query.agency, local)?,
            jurisdictions: self.called(Kind::Jurisdiction, &query.jurisdiction, local)?,
            instruments: self.called(Kind::Instrument, &query.instrument, local)?,
        };
        let entity = |kind: Kind| move |index: Index| Found::Entity(EntityId { kind, index });
        let mut found: Vec<Found> = match query.of {
            Of::Briefings => local.briefings().iter().copied().filter(|index| self.is_briefing(*index, query, &names)).map(entity(Kind::Briefing)).collect(),
            Of::Dates => local.events().iter().copied().filter(|item| self.is_date(*item, query, &names)).map(Found::Date).collect(),
            Of::Commitments => local.commitments().iter().copied().filter(|item| self.is_commitment(*item, query, &names)).map(Found::Commitment).collect(),
            Of::Indicators => (0..self.indicators().len()).filter(|index| self.is_indicator(*index, query, &names)).map(entity(Kind::Indicator)).collect(),
            Of::Instruments => {
                (0..self.instruments().len()).filter(|index| self.is_instrument(*index, query, &names, local)).map(entity(Kind::Instrument)).collect()
            }
            Of::Terms => {
                let used = if query.unused { self.linked.used_terms(|entity, version| self.is_published(entity, version)) } else { Vec::new() };
                let is_term = |index: &Index| {
                    let term = EntityId { kind: Kind::Term, index: *index };
                    if query.unused { !used[*index] && (self.moment.drafts || !self.is_held_back(term)) } else { self.is_visible(term) }
                };
                (0..self.terms().len()).filter(is_term).map(entity(Kind::Term)).collect()
            }
        };
        let usual = match query.of {
            Of::Briefings => Sort::Date(true),
            Of::Dates | Of::Commitments => Sort::Date(false),
            Of::Indicators | Of::Instruments | Of::Terms => Sort::Title(false),
        };
        let (by_title, last_first) = match if query.sort == Sort::Usual { usual } else { query.sort } {
            Sort::Title(last_first) => (true, last_first),
            Sort::Date(last_first) => (false, last_first),
            Sort::Usual => (false, false),
        };
        if by_title {
            found.sort_by(|a, b| local.locale.compare(&self.found_title(*a, local.language), &self.found_title(*b, local.language)));
        } else {
            // What has no day stands last, in whatever order.
            found.sort_by_key(|found| self.found_day(*found).map_or((1, None), |day| (0, Some(day))));
        }
        if last_first {
            found.reverse();
        }
        found.truncate(query.limit.unwrap_or(usize::MAX));
        Ok(found)
    }

    /// What an answer is called.
    #[must_use]
    pub fn found_title(&self, found: Found, language: usize) -> String {
        match found {
            Found::Entity(entity) => self.name(entity, language),
            Found::Date(item) => self.text_in(self.event(item).title.as_ref(), language).unwrap_or_else(|| {
                let instrument = self.event_instrument(item).map(|index| self.instrument_name(index, language).to_owned());
                instrument.unwrap_or_else(|| self.title(item.briefing, language).to_owned())
            }),
            Found::Commitment(item) => self.text_in(self.commitment(item).text.as_ref(), language).unwrap_or_default(),
        }
    }

    /// The day that an answer is of: of a briefing its own, of a commitment that on which it is due, of an indicator that of its
    /// newest value, of an instrument that of its last step.
    #[must_use]
    pub fn found_day(&self, found: Found) -> Option<Date> {
        match found {
            Found::Entity(EntityId { kind: Kind::Briefing, index }) => Some(self.briefing(index).date),
            Found::Entity(EntityId { kind: Kind::Indicator, index }) => self.observations(index).last().map(|observation| observation.at),
            Found::Entity(EntityId { kind: Kind::Instrument, index }) => self.history(index).steps.iter().rev().find(|step| !step.ahead).map(|step| step.date),
            Found::Entity(_) => None,
            Found::Date(item) => Some(self.event_date(item)),
            Found::Commitment(item) => self.when_due(item).map(crate::values::When::end),
        }
    }

    /// The entities of a kind that go by these ids and names, in any case.
    fn called(&self, kind: Kind, names: &[String], local: &LocalizedSite) -> Result<Vec<Index>, QueryMistake> {
        let all: Vec<Index> = (0..self.linked.count(kind)).collect();
        let one = |name: &String| {
            let is_it = |index: &Index| {
                let entity = EntityId { kind, index: *index };
                let by_name = || (0..self.localized.len()).any(|language| self.name(entity, language).eq_ignore_ascii_case(name));
                let short = || kind == Kind::Agency && self.agency_short(*index, local.language).is_some_and(|short| short.eq_ignore_ascii_case(name));
                self.ids(entity).iter().any(|id| id.eq_ignore_ascii_case(name)) || by_name() || short()
            };
            let found: Vec<Index> = all.iter().copied().filter(is_it).collect();
            if !found.is_empty() {
                return Ok(found);
            }
            let ids: Vec<String> = all.iter().flat_map(|index| self.ids(EntityId { kind, index: *index })).map(str::to_owned).collect();
            let near = nearest(name, ids.iter().map(String::as_str));
            let help = near.map_or_else(|| format!("name it by the id of its file in content/{}", kind.folder()), |near| format!("did you mean `{near}`?"));
            Err(QueryMistake { message: format!("there is no {} `{name}`", kind.word()), help })
        };
        names.iter().map(one).collect::<Result<Vec<_>, _>>().map(|found| found.concat())
    }

    /// Topics with those below them.
    fn below(&self, topics: &[Index]) -> Vec<Index> {
        topics.iter().flat_map(|topic| std::iter::once(*topic).chain(self.topic(*topic).children.iter().copied())).collect()
    }

    fn is_briefing(&self, index: Index, query: &Query, names: &Names) -> bool {
        let briefing = self.briefing(index);
        let fields = briefing.shared();
        let person = |name: &String| {
            fields.people.iter().filter_map(|person| person.name.as_ref()).flat_map(crate::values::Localised::texts).any(|text| text.eq_ignore_ascii_case(name))
        };
        any(&names.topics, &briefing.topics)
            && any(&names.agencies, &briefing.agencies)
            && any(&names.jurisdictions, &briefing.jurisdictions)
            && any(&names.instruments, &briefing.moves.iter().flatten().copied().collect::<Vec<_>>())
            && is_kind(query, fields.kind.word())
            && (query.person.is_empty() || query.person.iter().any(person))
            && is_within(Some(briefing.date), query)
    }

    fn is_date(&self, item: EntryId, query: &Query, names: &Names) -> bool {
        let briefing = self.briefing(item.briefing);
        any(&names.topics, &briefing.topics)
            && any(&names.agencies, &briefing.agencies)
            && any(&names.jurisdictions, &briefing.jurisdictions)
            && any(&names.instruments, &self.event_instrument(item).into_iter().collect::<Vec<_>>())
            && is_kind(query, self.event(item).kind.map_or("", crate::content::EventKind::word))
            && is_within(Some(self.event_date(item)), query)
            && self.is_ahead(Some(self.event_last_day(item)), query)
    }

    fn is_commitment(&self, item: EntryId, query: &Query, names: &Names) -> bool {
        let briefing = self.briefing(item.briefing);
        let progress = self.progress(item);
        any(&names.topics, self.commitment_topics(item))
            && any(&names.agencies, &self.actor(item).into_iter().collect::<Vec<_>>())
            && any(&names.jurisdictions, &briefing.jurisdictions)
            && any(&names.instruments, &self.commitment_node(item).instruments)
            && is_within(self.when_due(item).map(crate::values::When::end), query)
            && self.is_ahead(self.when_due(item).map(crate::values::When::end), query)
            && (!query.open || progress.is_some_and(|progress| progress.status.is_open()))
            && (!query.overdue || progress.is_some_and(|progress| progress.silent))
    }

    fn is_indicator(&self, index: Index, query: &Query, names: &Names) -> bool {
        let indicator = self.indicator(index);
        let newest = self.observations(index).last().map(|observation| observation.at);
        let stale = || {
            indicator
                .shared()
                .frequency
                .and_then(crate::content::Frequency::days)
                .zip(newest)
                .is_some_and(|(days, at)| self.moment.today.days_since(at) > 2 * days)
        };
        any(&names.topics, &indicator.topics)
            && any(&names.agencies, &indicator.agency.into_iter().collect::<Vec<_>>())
            && any(&names.jurisdictions, &indicator.jurisdiction.into_iter().collect::<Vec<_>>())
            && (!query.stale || stale())
            && (!query.unused || newest.is_none())
    }

    fn is_instrument(&self, index: Index, query: &Query, names: &Names, local: &LocalizedSite) -> bool {
        let instrument = self.instrument(index);
        let entity = EntityId { kind: Kind::Instrument, index };
        let topics: Vec<Index> = local.briefings_of(entity).iter().flat_map(|briefing| self.briefing(*briefing).topics.iter().copied()).collect();
        any(&names.topics, &topics)
            && any(&names.agencies, &instrument.agencies)
            && any(&names.jurisdictions, &instrument.jurisdiction.into_iter().collect::<Vec<_>>())
            && is_kind(query, instrument.shared().kind.map_or("", crate::content::InstrumentType::word))
            && is_within(self.found_day(Found::Entity(entity)), query)
            && (!query.unused || local.briefings_of(entity).is_empty())
    }

    fn is_ahead(&self, day: Option<Date>, query: &Query) -> bool {
        let Some(most) = query.ahead else { return true };
        day.is_some_and(|day| day >= self.moment.today && most.is_none_or(|most| day <= most.after(self.moment.today)))
    }
}

/// Whether one of `wanted` is there, or none is wanted.
fn any(wanted: &[Index], there: &[Index]) -> bool {
    wanted.is_empty() || wanted.iter().any(|index| there.contains(index))
}

fn is_within(day: Option<Date>, query: &Query) -> bool {
    let Some(day) = day else { return query.year.is_empty() && query.since.is_none() && query.until.is_none() };
    (query.year.is_empty() || query.year.contains(&day.year()))
        && query.since.is_none_or(|since| day >= since.start())
        && query.until.is_none_or(|until| day <= until.end())
}

fn is_kind(query: &Query, word: &str) -> bool {
    query.kind.is_empty() || query.kind.iter().any(|kind| kind == word)
}
