//! Collections: what a page of the site's own lists by its query, and what of it can be subscribed to.
//!
//! A list is found when the pages are planned, and held: its page is made again when what it lists changes, and no other page is.
//! A page shows the first [`MOST`] of its list, so that none grows for ever; behind them stands a link to where all of that
//! sort are.

use std::hash::{DefaultHasher, Hash};

use serde::{Deserialize, Serialize};

use crate::content::{GroupBy, Kind, Of, Query, Sort};
use crate::locale::DateStyle;
use crate::pages::calendar::page as calendar;
use crate::pages::commitments::commitment::CommitmentLine;
use crate::pages::feeds::emitter as feeds;
use crate::pages::indicator::page::IndicatorCard;
use crate::pages::shared::dates::DateEntry;
use crate::pages::shared::pagination::year_words;
use crate::pages::shared::parts::{Card, FeedLink, InstrumentEntry, Link, Mention};
use crate::pages::{Output, PageContext};
use crate::site::{EntityId, EntryId, Found, GroupKey, Index, LocalizedSite, StableHash, StableIds, rest};

/// Entries on a page.
const MOST: usize = 200;

/// What a page lists: `page.list` in templates.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Collection {
    /// What is listed: `briefings`, `dates`, `commitments`, `indicators`, `instruments`, `terms`.
    of: String,
    /// The groups; one without a title where there are no headings.
    groups: Vec<Group>,
    /// What can be subscribed to.
    feeds: Vec<FeedLink>,
    /// Where there are more of them than the page shows.
    more: Option<Link>,
}

/// What stands together.
#[derive(Debug, Serialize, Deserialize)]
struct Group {
    title: Option<String>,
    /// The page of what the heading names.
    url: Option<String>,
    briefings: Vec<Card>,
    dates: Vec<DateEntry>,
    commitments: Vec<CommitmentLine>,
    indicators: Vec<IndicatorCard>,
    instruments: Vec<InstrumentEntry>,
    terms: Vec<Mention>,
}

/// What a query has found for a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Listed {
    groups: Vec<(Option<GroupKey>, Vec<Found>)>,
    is_cut: bool,
}

impl StableHash for Listed {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { groups, is_cut } = self;
        (is_cut, groups.len()).hash(to);
        for (key, items) in groups {
            key.stable_hash(names, to);
            items.stable_hash(names, to);
        }
    }
}

/// What the query of a page finds in a language, in groups.
pub(super) fn listed(cx: PageContext<'_>, local: &LocalizedSite, index: Index) -> Option<Listed> {
    let page = cx.site.page(index);
    let query = page.shared().list.as_ref()?;
    let mut found = cx.site.listed(index, local);
    let is_cut = found.len() > MOST;
    found.truncate(MOST);
    let Some(by) = query.group_by else { return Some(Listed { groups: vec![(None, found)], is_cut }) };
    let mut groups: Vec<(Option<GroupKey>, Vec<Found>)> = Vec::new();
    for found in found {
        let key = cx.site.found_group(found, by, &page.names);
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, items)) => items.push(found),
            None => groups.push((key, vec![found])),
        }
    }
    sort(cx, local, query, &mut groups);
    Some(Listed { groups, is_cut })
}

/// Brings years and months in the order of the list, all others in that of their names. What has no heading stands last.
fn sort(cx: PageContext<'_>, local: &LocalizedSite, query: &Query, groups: &mut [(Option<GroupKey>, Vec<Found>)]) {
    if matches!(query.group_by, Some(GroupBy::Year | GroupBy::Month)) {
        let by_day = |sort: &Sort| matches!(sort, Sort::Date | Sort::LatestFirst);
        let order = Some(query.order()).filter(by_day).or_else(|| query.of.map(Of::usual));
        let day = |key: &Option<GroupKey>| match key {
            Some(GroupKey::Year(year)) => Some((*year, None)),
            Some(GroupKey::Month(day)) => Some((day.year(), Some(*day))),
            _ => None,
        };
        groups.sort_by_key(|(key, _)| day(key));
        if order == Some(Sort::LatestFirst) {
            groups.reverse();
        }
    } else {
        groups.sort_by(|(a, _), (b, _)| {
            let title = |key: &Option<GroupKey>| heading(cx, local, query, *key).map(|heading| heading.0).unwrap_or_default();
            local.locale.compare(&title(a), &title(b))
        });
    }
    // Stable: the others keep their order.
    groups.sort_by_key(|(key, _)| key.is_none());
}

/// What a group is called, and the page of what it is called by.
fn heading(cx: PageContext<'_>, local: &LocalizedSite, query: &Query, key: Option<GroupKey>) -> Option<(String, Option<String>)> {
    Some(match key? {
        GroupKey::Year(year) => (year_words(local, year), None),
        GroupKey::Month(day) => (local.locale.date(day.civil(), DateStyle::MonthYear), None),
        GroupKey::Entity(entity) => (cx.site.name(entity, local.language), local.url(entity).map(str::to_owned)),
        GroupKey::Kind(word) => {
            let label = match query.of {
                Some(Of::Dates) => "date",
                Some(Of::Instruments) => "instrument",
                _ => "kind",
            };
            (cx.labels.text(local.language, &format!("{label}-{word}")), None)
        }
    })
}

/// What the page of `index` shows of its list.
pub(super) fn collection(cx: PageContext<'_>, local: &LocalizedSite, index: Index, title: &str, listed: &Listed) -> Option<Collection> {
    let query = cx.site.page(index).shared().list.as_ref()?;
    let of = query.of?;
    let several = listed.groups.len() > 1;
    let group = |(key, items): &(Option<GroupKey>, Vec<Found>)| {
        let other = || (query.group_by.is_some() && several).then(|| (cx.labels.text(local.language, "list-other"), None));
        let (title, url) = heading(cx, local, query, *key).or_else(other).unzip();
        let mut group = Group {
            title,
            url: url.flatten(),
            briefings: Vec::new(),
            dates: Vec::new(),
            commitments: Vec::new(),
            indicators: Vec::new(),
            instruments: Vec::new(),
            terms: Vec::new(),
        };
        for found in items {
            group.add(cx, local, *found);
        }
        group
    };
    Some(Collection {
        of: of.word().to_owned(),
        groups: listed.groups.iter().filter(|(_, items)| !items.is_empty()).map(group).collect(),
        feeds: subscriptions(cx, local, index, title),
        more: if listed.is_cut { onward(cx, local, of) } else { None },
    })
}

impl Group {
    fn add(&mut self, cx: PageContext<'_>, local: &LocalizedSite, found: Found) {
        match found {
            Found::Date(item) => self.dates.push(cx.date(local, item)),
            Found::Commitment(item) => {
                let url = cx.site.commitment_url(item, local.language).unwrap_or_default();
                self.commitments.push(cx.commitment_line(local, item, url));
            }
            Found::Entity(EntityId { kind: Kind::Briefing, index }) => self.briefings.push(cx.card(local, index)),
            Found::Entity(EntityId { kind: Kind::Indicator, index }) => self.indicators.extend(cx.indicator_card(local, index)),
            Found::Entity(EntityId { kind: Kind::Instrument, index }) => self.instruments.extend(cx.instrument_entry(local, index)),
            Found::Entity(EntityId { index, .. }) => {
                let (name, short) = cx.site.term_names(index, local.language);
                let url = cx.url(local, "glossary/") + &rest(None, Some(&cx.site.term(index).id));
                self.terms.push(Mention { title: name.to_owned(), short: short.filter(|short| *short != name).map(str::to_owned), url: Some(url) });
            }
        }
    }
}

impl Collection {
    /// What its entries are called, in their order.
    pub(super) fn titles(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().flat_map(|group| {
            let briefings = group.briefings.iter().map(|card| card.title.as_str());
            let facts = group.dates.iter().map(|date| date.title.as_str()).chain(group.commitments.iter().map(|line| line.text.as_str()));
            let indicators = group.indicators.iter().map(|card| card.title.as_str());
            let others = group.instruments.iter().map(|entry| entry.title.as_str()).chain(group.terms.iter().map(|term| term.title.as_str()));
            briefings.chain(facts).chain(indicators).chain(others)
        })
    }

    /// The dated events in it.
    pub(super) fn dates(&self) -> impl Iterator<Item = &DateEntry> {
        self.groups.iter().flat_map(|group| &group.dates)
    }

    /// What can be subscribed to.
    pub(super) fn feeds(&self) -> &[FeedLink] {
        &self.feeds
    }
}

/// Where all of a sort are, whatever is asked of them.
fn onward(cx: PageContext<'_>, local: &LocalizedSite, of: Of) -> Option<Link> {
    let on = &cx.site.config().outputs;
    let (is_on, label, path) = match of {
        Of::Briefings => (on.archive, "archive", "briefings/"),
        Of::Dates => (on.calendar, "calendar", "calendar/"),
        Of::Commitments => (on.commitments, "commitments", "commitments/"),
        Of::Indicators => (on.indicators, "indicators", "indicators/"),
        Of::Instruments => (on.instruments, "instruments", "instruments/"),
        Of::Terms => (on.glossary, "glossary", "glossary/"),
    };
    is_on.then(|| cx.labelled(local, label, path))
}

/// The folder of a page.
fn folder(cx: PageContext<'_>, index: Index) -> String {
    format!("{}/", cx.site.page(index).id)
}

/// What a page lists, where that can be subscribed to.
fn subscribable(cx: PageContext<'_>, index: Index) -> Option<Of> {
    cx.site.page(index).shared().list.as_ref().filter(|query| query.feed)?.of
}

/// The feeds or the calendar of a page.
fn subscriptions(cx: PageContext<'_>, local: &LocalizedSite, index: Index, title: &str) -> Vec<FeedLink> {
    match subscribable(cx, index) {
        Some(Of::Briefings) => cx.feeds(local, &folder(cx, index), title),
        Some(Of::Dates) => calendar::link(cx, local, &folder(cx, index), title).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The files that can be subscribed to: the feeds of the newest briefings, the calendar of the dates.
pub(super) fn files<'s>(cx: PageContext<'s>, local: &'s LocalizedSite, index: Index, title: &str, outputs: &mut Vec<Output<'s>>) {
    let (site, on) = (cx.site, &cx.site.config().outputs);
    let Some(of) = subscribable(cx, index) else { return };
    let found = || site.subscribed(index, local);
    if of == Of::Briefings && on.feeds {
        let entity = |found| if let Found::Entity(entity) = found { Some(entity) } else { None };
        let briefings: Vec<EntityId> = found().into_iter().filter_map(entity).collect();
        feeds::of_page(cx, local, &folder(cx, index), title, &briefings, outputs);
    }
    if of == Of::Dates && on.calendar {
        let item = |found| if let Found::Date(item) = found { Some(item) } else { None };
        let items: Vec<EntryId> = found().into_iter().filter_map(item).collect();
        outputs.push(calendar::of_page(cx, local, folder(cx, index), title, &items));
    }
}
