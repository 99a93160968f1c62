//! Queries: which briefings, dates, commitments, indicators, instruments or terms of the visible digest answer to a few conditions.
//!
//! Pages of the site's own ask by their `list`, `bulletin list` by its options. A condition that what is asked for does not know is a
//! mistake and not passed over. Pages say so when they are parsed and linked, so that what they ask is resolved here.

use std::hash::{DefaultHasher, Hash};

use super::{LocalizedSite, Site};
use crate::content::{GroupBy, Kind, Of, Query, QueryMistake, Sort};
use crate::diagnostics::{Code, nearest};
use crate::site::ids::{EntityId, EntryId, Index};
use crate::site::page::Names;
use crate::site::tracking::stable_hash::{StableHash, StableIds};
use crate::values::{Date, Name};

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

impl StableHash for Found {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        match self {
            Self::Entity(entity) => (0, entity.kind).hash(to),
            Self::Date(_) => 1.hash(to),
            Self::Commitment(_) => 2.hash(to),
        }
        match self {
            Self::Entity(entity) => entity.stable_hash(names, to),
            Self::Date(item) | Self::Commitment(item) => item.stable_hash(names, to),
        }
    }
}

/// What an answer stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupKey {
    /// A year.
    Year(i16),
    /// A month, by its first day.
    Month(Date),
    /// A topic, an agency or a jurisdiction.
    Entity(EntityId),
    /// The word for a kind.
    Kind(&'static str),
}

impl StableHash for GroupKey {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        match self {
            Self::Entity(entity) => entity.stable_hash(names, to),
            Self::Year(_) | Self::Month(_) | Self::Kind(_) => self.hash(to),
        }
    }
}

impl Site<'_> {
    /// What answers to a query, of what a language shows.
    ///
    /// # Errors
    /// A condition that is none for what is asked for, or a name that nothing has.
    pub fn query(&self, query: &Query, local: &LocalizedSite) -> Result<Vec<Found>, QueryMistake> {
        if let Some(mistake) = query.mistakes().into_iter().next() {
            return Err(mistake);
        }
        let names = self.names_in(query, local)?;
        let mut found = self.answers(query, &names, local);
        found.truncate(limit(query));
        Ok(found)
    }

    /// What a page of the site's own lists in a language: what has a page there itself. Only what readers may see can be told to
    /// them, also of what nothing is told.
    #[must_use]
    pub fn listed(&self, page: Index, local: &LocalizedSite) -> Vec<Found> {
        let page = self.page(page);
        let Some(query) = &page.shared().list else { return Vec::new() };
        let mut found = self.answers(query, &page.names, local);
        found.retain(|found| match found {
            Found::Entity(entity) => self.address(*entity, local.language).is_some(),
            Found::Date(_) | Found::Commitment(_) => true,
        });
        found.truncate(limit(query));
        found
    }

    /// What can be subscribed to of what a page lists, the earliest first: briefings and dates, past ones too, so that no day that
    /// passes takes something from a reader's calendar.
    #[must_use]
    pub fn subscribed(&self, page: Index, local: &LocalizedSite) -> Vec<Found> {
        let page = self.page(page);
        let Some(query) = page.shared().list.as_ref().filter(|query| query.feed) else { return Vec::new() };
        self.answers(&Query { ahead: None, sort: Some(Sort::Date), ..query.clone() }, &page.names, local)
    }

    /// The entities that the conditions of a query name.
    ///
    /// # Errors
    /// A name that nothing has.
    pub fn names_in(&self, query: &Query, local: &LocalizedSite) -> Result<Names, QueryMistake> {
        Ok(Names {
            topics: self.called(Kind::Topic, "topic", &query.topic, local)?,
            agencies: self.called(Kind::Agency, "agency", &query.agency, local)?,
            jurisdictions: self.called(Kind::Jurisdiction, "jurisdiction", &query.jurisdiction, local)?,
            instruments: self.called(Kind::Instrument, "instrument", &query.instrument, local)?,
        })
    }

    /// What answers to a query, in its order and without its limit.
    fn answers(&self, query: &Query, names: &Names, local: &LocalizedSite) -> Vec<Found> {
        let Some(of) = query.of else { return Vec::new() };
        let names = &Names { topics: self.below(&names.topics), ..names.clone() };
        let entity = |kind: Kind| move |index: Index| Found::Entity(EntityId { kind, index });
        let mut found: Vec<Found> = match of {
            Of::Briefings => local.briefings().iter().copied().filter(|index| self.is_briefing(*index, query, names)).map(entity(Kind::Briefing)).collect(),
            Of::Dates => local.events().iter().copied().filter(|item| self.is_date(*item, query, names)).map(Found::Date).collect(),
            Of::Commitments => local.commitments().iter().copied().filter(|item| self.is_commitment(*item, query, names)).map(Found::Commitment).collect(),
            Of::Indicators => (0..self.indicators().len()).filter(|index| self.is_indicator(*index, query, names)).map(entity(Kind::Indicator)).collect(),
            Of::Instruments => {
                (0..self.instruments().len()).filter(|index| self.is_instrument(*index, query, names, local)).map(entity(Kind::Instrument)).collect()
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
        let order = query.order();
        if matches!(order, Sort::Title | Sort::LastFirst) {
            found.sort_by(|a, b| local.locale.compare(&self.found_title(*a, local.language), &self.found_title(*b, local.language)));
        } else {
            // What has no day stands last, in whatever order.
            found.sort_by_key(|found| self.found_day(*found).map_or((1, None), |day| (0, Some(day))));
        }
        if matches!(order, Sort::LatestFirst | Sort::LastFirst) {
            found.reverse();
        }
        found
    }

    /// What an answer stands under, the first of several; of those that are asked for, where some are.
    #[must_use]
    pub fn found_group(&self, found: Found, by: GroupBy, names: &Names) -> Option<GroupKey> {
        let first = |kind: Kind, there: &[Index], wanted: &[Index]| {
            let index = there.iter().find(|index| wanted.contains(index)).or(there.first()).copied()?;
            Some(GroupKey::Entity(EntityId { kind, index }))
        };
        let briefing = match found {
            Found::Entity(EntityId { kind: Kind::Briefing, index }) => Some(index),
            Found::Date(item) | Found::Commitment(item) => Some(item.briefing),
            Found::Entity(_) => None,
        };
        let briefing = briefing.map(|index| self.briefing(index));
        match by {
            GroupBy::Year => self.found_day(found).map(|day| GroupKey::Year(day.year())),
            GroupBy::Month => self.found_day(found).map(|day| GroupKey::Month(day.civil().first_of_month().into())),
            GroupBy::Agency => match found {
                Found::Commitment(item) => first(Kind::Agency, self.actor(item).as_slice(), &names.agencies),
                Found::Entity(EntityId { kind: Kind::Indicator, index }) => first(Kind::Agency, self.indicator(index).agency.as_slice(), &names.agencies),
                Found::Entity(EntityId { kind: Kind::Instrument, index }) => first(Kind::Agency, &self.instrument(index).agencies, &names.agencies),
                _ => first(Kind::Agency, &briefing?.agencies, &names.agencies),
            },
            GroupBy::Topic => match found {
                Found::Commitment(item) => first(Kind::Topic, self.commitment_topics(item), &self.below(&names.topics)),
                Found::Entity(EntityId { kind: Kind::Indicator, index }) => first(Kind::Topic, &self.indicator(index).topics, &self.below(&names.topics)),
                _ => first(Kind::Topic, &briefing?.topics, &self.below(&names.topics)),
            },
            GroupBy::Jurisdiction => match found {
                Found::Entity(EntityId { kind: Kind::Indicator, index }) => {
                    first(Kind::Jurisdiction, self.indicator(index).jurisdiction.as_slice(), &names.jurisdictions)
                }
                Found::Entity(EntityId { kind: Kind::Instrument, index }) => {
                    first(Kind::Jurisdiction, self.instrument(index).jurisdiction.as_slice(), &names.jurisdictions)
                }
                _ => first(Kind::Jurisdiction, &briefing?.jurisdictions, &names.jurisdictions),
            },
            GroupBy::Kind => match found {
                Found::Date(item) => self.event(item).kind.map(|kind| GroupKey::Kind(kind.word())),
                Found::Entity(EntityId { kind: Kind::Instrument, index }) => self.instrument(index).shared().kind.map(|kind| GroupKey::Kind(kind.word())),
                _ => Some(GroupKey::Kind(briefing?.shared().kind.word())),
            },
        }
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
    fn called(&self, kind: Kind, field: &str, names: &[Name], local: &LocalizedSite) -> Result<Vec<Index>, QueryMistake> {
        let all: Vec<Index> = (0..self.linked.count(kind)).collect();
        let one = |(i, name): (usize, &Name)| {
            let name = name.as_str();
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
            let message = format!("there is no {} `{name}`", kind.word());
            Err(QueryMistake { code: Code::UnknownReference, field: format!("{field}[{i}]"), is_field: false, message, help })
        };
        names.iter().enumerate().map(one).collect::<Result<Vec<_>, _>>().map(|found| found.concat())
    }

    /// Topics with those below them.
    fn below(&self, topics: &[Index]) -> Vec<Index> {
        topics.iter().flat_map(|topic| std::iter::once(*topic).chain(self.topic(*topic).children.iter().copied())).collect()
    }

    fn is_briefing(&self, index: Index, query: &Query, names: &Names) -> bool {
        let briefing = self.briefing(index);
        let fields = briefing.shared();
        let person = |name: &Name| {
            let name = name.as_str();
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
        let (Some(ahead), today) = (query.ahead, self.moment.today) else { return true };
        day.is_some_and(|day| day >= today && ahead.end(today).is_none_or(|end| day <= end))
    }
}

/// Whether one of `wanted` is there, or none is wanted.
fn any(wanted: &[Index], there: &[Index]) -> bool {
    wanted.is_empty() || wanted.iter().any(|index| there.contains(index))
}

fn is_within(day: Option<Date>, query: &Query) -> bool {
    let Some(day) = day else { return query.year.is_empty() && query.since.is_none() && query.until.is_none() };
    (query.year.is_empty() || query.year.iter().any(|year| i64::try_from(year.get()) == Ok(i64::from(day.year()))))
        && query.since.is_none_or(|since| day >= since.start())
        && query.until.is_none_or(|until| day <= until.end())
}

fn is_kind(query: &Query, word: &str) -> bool {
    query.kind.is_empty() || query.kind.iter().any(|kind| kind.as_str() == word)
}

fn limit(query: &Query) -> usize {
    query.limit.and_then(|limit| usize::try_from(limit.get()).ok()).unwrap_or(usize::MAX)
}
