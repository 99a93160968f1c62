//! What each edition gathers: its briefings, the dates ahead and the corrections as they were known on its day.

use std::collections::BTreeSet;
use std::hash::DefaultHasher;
use std::ops::{Bound, RangeBounds as _};

use crate::content::{Certainty, Kind, UpdateKind};
use crate::pages::PageContext;
use crate::pages::shared::held::Briefings;
use crate::site::{EntityId, EntryId, Index, LocalizedSite, StableHash, StableIds, Vantage};
use crate::values::Date;
/// Figures of the leading briefing.
const FIGURES: usize = 6;

/// With fewer figures that have a value, those that have but a change are shown too.
const ENOUGH: usize = 3;

/// Dates ahead.
const DATES: usize = 10;

/// What an edition gathers. Its page and its letters hold this: the plan looks for it in the lists of the whole digest, which
/// change with every briefing.
#[derive(Debug)]
pub(in crate::pages) struct Gathered {
    /// The edition.
    pub(in crate::pages) edition: Index,
    /// Its day.
    pub(in crate::pages) date: Date,
    /// The briefing that leads.
    pub(in crate::pages) lead: Option<Index>,
    /// The other briefings, the newest first.
    pub(in crate::pages) others: Vec<Index>,
    /// What is to come after its day, the next first.
    pub(in crate::pages) dates: Vec<EntryId>,
    /// What was corrected in its period, the newest first.
    pub(in crate::pages) corrections: Vec<Correction>,
    /// The editions before and after it.
    pub(in crate::pages) around: (Option<Index>, Option<Index>),
}

impl StableHash for Gathered {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { edition, date, lead, others, dates, corrections, around } = self;
        let thing = |index: Index| EntityId { kind: Kind::Edition, index };
        (thing(*edition), *date, lead.map(briefing), Briefings(others)).stable_hash(names, to);
        (dates, corrections, around.0.map(thing), around.1.map(thing)).stable_hash(names, to);
    }
}

/// A correction of a briefing.
#[derive(Debug, Clone, Copy)]
pub(in crate::pages) struct Correction {
    /// When it was made.
    pub(in crate::pages) date: Date,
    /// The briefing, and which one of its updates.
    pub(in crate::pages) update: EntryId,
}

impl StableHash for Correction {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { date, update } = self;
        (*date, *update).stable_hash(names, to);
    }
}

/// The corrections of all listed briefings, the newest first.
pub(in crate::pages) fn corrections(cx: PageContext<'_>, local: &LocalizedSite) -> Vec<Correction> {
    let mut all = Vec::new();
    for &briefing in local.briefings() {
        let updates = cx.site.briefing(briefing).shared().updates.iter().enumerate().filter(|(_, u)| u.kind == UpdateKind::Correction);
        all.extend(updates.filter_map(|(index, fields)| Some(Correction { date: fields.date?, update: EntryId { briefing, index } })));
    }
    all.sort_by_key(|c| std::cmp::Reverse((c.date, c.update)));
    all
}

/// What each edition of a localized site gathers, the oldest first.
pub(in crate::pages) fn gather(cx: PageContext<'_>, local: &LocalizedSite) -> Vec<Gathered> {
    let (site, editions) = (cx.site, local.editions());
    let corrections = corrections(cx, local);
    let mut coming = Coming::new(cx, local);
    let one = |(position, &edition): (usize, &Index)| {
        let date = cx.day(edition);
        let before = position.checked_sub(1).map(|at| editions[at]);
        let mut others = site.edition_briefings(local, edition);
        let oldest = others.first().map(|i| Bound::Included(site.briefing(*i).date));
        let lead = site.edition_lead(edition, &others);
        others.retain(|i| Some(*i) != lead);
        others.reverse();
        let (from, to) = match site.edition(edition).shared().span() {
            Some((from, to)) => (Bound::Included(from), to),
            // Without a period of its own, an edition follows on the one before it.
            None => (before.map(|before| Bound::Excluded(cx.day(before))).or(oldest).unwrap_or(Bound::Unbounded), date),
        };
        let end = corrections.partition_point(|c| (from, Bound::Unbounded).contains(&c.date));
        let start = corrections.partition_point(|c| c.date > to).min(end);
        let known = |c: &&Correction| site.briefing(c.update.briefing).date <= date;
        Gathered {
            edition,
            date,
            lead,
            others,
            dates: coming.after(cx, local, date),
            corrections: corrections[start..end].iter().filter(known).copied().collect(),
            around: (before, editions.get(position + 1).copied()),
        }
    };
    editions.iter().enumerate().map(one).collect()
}

/// The first figures of the briefing that leads, those that have a value before those that have none.
pub(in crate::pages) fn figures(cx: PageContext<'_>, gathered: &Gathered) -> Vec<EntryId> {
    let Some(briefing) = gathered.lead else { return Vec::new() };
    let all = (0..cx.site.briefing(briefing).figures.len()).map(|index| EntryId { briefing, index });
    let (mut valued, changes): (Vec<EntryId>, Vec<EntryId>) = all.partition(|item| cx.site.figure(*item).has_level());
    valued.truncate(FIGURES);
    let room = ENOUGH.saturating_sub(valued.len());
    valued.extend(changes.into_iter().take(room));
    valued
}

/// The dates that briefings had told of by a day, which goes on from edition to edition: to look through all dates for each
/// edition would take the longer the more editions there are.
struct Coming {
    /// The dates that stand, by the briefing that tells of them, each with its place among all by day; those already told of
    /// are taken out.
    untold: std::iter::Peekable<std::vec::IntoIter<(EntryId, usize)>>,
    /// The places of those told of.
    told: BTreeSet<usize>,
    /// The dates that later briefings speak of. Each edition knows them as they were on its day, so they are looked at one by one.
    updated: Vec<EntryId>,
}

impl Coming {
    fn new(cx: PageContext<'_>, local: &LocalizedSite) -> Self {
        let updated: Vec<EntryId> = cx.site.updated_events().filter(|item| local.holds_event(*item)).collect();
        let stands = |item: EntryId| cx.site.event(item).certainty() != Certainty::Cancelled && updated.binary_search(&item).is_err();
        let mut untold: Vec<(EntryId, usize)> = local.events().iter().enumerate().filter(|(_, item)| stands(**item)).map(|(at, item)| (*item, at)).collect();
        untold.sort_unstable();
        Self { untold: untold.into_iter().peekable(), told: BTreeSet::new(), updated }
    }

    /// What comes after `date`, as briefings of that day or before it say. What two of them say is told once. A later call is
    /// for a later day.
    fn after(&mut self, cx: PageContext<'_>, local: &LocalizedSite, date: Date) -> Vec<EntryId> {
        let (site, events) = (cx.site, local.events());
        while let Some((_, at)) = self.untold.next_if(|(item, _)| site.briefing(item.briefing).date <= date) {
            self.told.insert(at);
        }
        let from = Vantage { day: Some(date), briefing: None };
        let known = |item: EntryId| site.event_known_from(item, from);
        let start = events.partition_point(|item| site.event_date(*item) <= date);
        let mut ahead: Vec<EntryId> = Vec::new();
        let add = |ahead: &mut Vec<EntryId>, item: EntryId| {
            let same = |other: &EntryId| known(*other).date == known(item).date && cx.date_title(local, *other) == cx.date_title(local, item);
            if !ahead.iter().any(same) {
                ahead.push(item);
            }
        };
        for item in self.told.range(start..).map(|at| events[*at]) {
            add(&mut ahead, item);
            if ahead.len() == DATES {
                break;
            }
        }
        let stands = |item: &EntryId| {
            let known = known(*item);
            site.briefing(item.briefing).date <= date && known.date > date && known.certainty != Certainty::Cancelled
        };
        let updated: Vec<EntryId> = self.updated.iter().copied().filter(stands).collect();
        if !updated.is_empty() {
            let mut all: Vec<EntryId> = ahead.drain(..).chain(updated).collect();
            all.sort_by_key(|item| (known(*item).date, *item));
            for item in all {
                add(&mut ahead, item);
            }
            ahead.truncate(DATES);
        }
        ahead
    }
}

/// A briefing as what it is hashed by.
pub(in crate::pages) fn briefing(index: Index) -> EntityId {
    EntityId { kind: Kind::Briefing, index }
}
