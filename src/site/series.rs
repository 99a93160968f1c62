//! The observations of an indicator: the figures of all briefings, by the time that they are about.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash};

use rust_decimal::Decimal;

use crate::content;
use crate::locale::{Qualifier, Scale, UnitKind};
use crate::site::ids::{EntryId, Index};
use crate::site::model::Linked;
use crate::site::tracking::stable_hash::{StableHash, StableIds};
use crate::values::{Date, Number};

/// What is known of an indicator for one day or period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// The figure that stands for it: the most precise one that nobody corrected.
    pub figure: EntryId,
    /// The first day that it is about; for a day, the day.
    pub from: Date,
    /// The last day that it is about.
    pub at: Date,
    /// Other figures that state the same, in the order of their briefings.
    pub also: Vec<EntryId>,
    /// Figures that were corrected since, the newest first.
    pub revised: Vec<EntryId>,
}

impl Linked {
    /// The front matter of a figure.
    pub(super) fn figure(&self, item: EntryId) -> &content::Figure {
        &self.briefings[item.briefing].shared().figures[item.index]
    }

    /// The time at which a figure's index is 100: its own, else its indicator's.
    pub(super) fn base(&self, item: EntryId) -> Option<crate::values::Period> {
        let indicator = self.briefings[item.briefing].figures[item.index].indicator;
        self.figure(item).base.or_else(|| self.indicators[indicator?].shared().base)
    }

    /// The power of ten of a figure: that of its scale, else of its indicator's.
    pub(super) fn power(&self, item: EntryId) -> u32 {
        self.scale(item).map_or(0, Scale::power)
    }

    /// A figure's scale: its own, else its indicator's.
    pub(super) fn scale(&self, item: EntryId) -> Option<Scale> {
        let indicator = self.briefings[item.briefing].figures[item.index].indicator;
        self.figure(item).scale.or_else(|| self.indicators[indicator?].shared().scale)
    }

    /// A figure's value in its unit, and how far the true one may be from it; `None` if only a change is known.
    pub(super) fn amount(&self, item: EntryId) -> Option<(Decimal, Decimal)> {
        let figure = self.figure(item);
        let (value, power) = (figure.value?, self.power(item));
        let unit = Decimal::from(10_u64.pow(power));
        let slack = if figure.qualifier == Qualifier::About { Decimal::from(5) } else { Decimal::ONE };
        Some((value.decimal().checked_mul(unit)?, Number::half_step(value).checked_mul(unit)? * slack))
    }

    /// Whether two codes mean one unit: `stations` is `station`.
    pub(super) fn same_unit(&self, one: &str, other: &str) -> bool {
        let code = |code| self.config.units.find(code).map(crate::locale::Unit::code);
        one == other || code(one).is_some_and(|one| Some(one) == code(other))
    }

    /// The code of a figure's unit: its own, else its indicator's.
    pub(super) fn unit(&self, item: EntryId) -> Option<&str> {
        let own = self.figure(item).unit.as_ref();
        let indicator = self.briefings[item.briefing].figures[item.index].indicator;
        own.or_else(|| self.indicators[indicator?].shared().unit.as_ref()).map(crate::values::Text::as_str)
    }

    /// What a figure's unit measures.
    pub(super) fn unit_kind(&self, item: EntryId) -> Option<UnitKind> {
        Some(self.config.units.find(self.unit(item)?)?.kind())
    }

    /// The figures that others correct in the briefings that `counts` lets through, each with the one that corrects it last.
    pub(super) fn revisions(&self, counts: impl Fn(Index) -> bool) -> BTreeMap<EntryId, EntryId> {
        let mut revisions = BTreeMap::new();
        for (briefing, node) in self.briefings.iter().enumerate() {
            for (index, figure) in node.figures.iter().enumerate() {
                if let Some(revised) = figure.revises.filter(|revised| counts(briefing) && counts(revised.briefing)) {
                    revisions.insert(revised, EntryId { briefing, index });
                }
            }
        }
        revisions
    }

    /// The observations of each indicator in the briefings that `counts` lets through, the oldest first.
    pub(super) fn series(&self, counts: impl Fn(Index) -> bool) -> Vec<Vec<Observation>> {
        let mut found: Vec<Vec<((Date, Date), EntryId)>> = vec![Vec::new(); self.indicators.len()];
        for (briefing, node) in self.briefings.iter().enumerate() {
            if node.figures.is_empty() || !counts(briefing) {
                continue;
            }
            for (index, (figure, fields)) in node.figures.iter().zip(&node.shared().figures).enumerate() {
                let (Some(indicator), Some(at)) = (figure.indicator.filter(|_| fields.is_observed()), fields.at()) else { continue };
                let from = fields.period.map_or(at, crate::values::Period::start);
                found[indicator].push(((at, from), EntryId { briefing, index }));
            }
        }
        let observations = |mut figures: Vec<((Date, Date), EntryId)>| {
            // Figures for one time stay in the order of their briefings.
            figures.sort_by_key(|(time, _)| *time);
            figures.chunk_by(|(time, _), (next, _)| time == next).map(|figures| self.observation(figures)).collect()
        };
        found.into_iter().map(observations).collect()
    }

    /// The forecasts and targets of each indicator in the briefings that `counts` lets through, without those that were revised:
    /// in the order of the times that they are about, and those for one time as they were made.
    pub(super) fn outlooks(&self, counts: impl Fn(Index) -> bool, revised: &BTreeMap<EntryId, EntryId>) -> Vec<Vec<EntryId>> {
        let mut found: Vec<Vec<EntryId>> = vec![Vec::new(); self.indicators.len()];
        for (briefing, node) in self.briefings.iter().enumerate().filter(|(index, node)| !node.figures.is_empty() && counts(*index)) {
            for (index, (figure, fields)) in node.figures.iter().zip(&node.shared().figures).enumerate() {
                let item = EntryId { briefing, index };
                if let Some(indicator) = figure.indicator.filter(|_| !fields.is_observed() && !revised.contains_key(&item)) {
                    found[indicator].push(item);
                }
            }
        }
        for figures in &mut found {
            figures.sort_by_key(|figure| {
                let fields = self.figure(*figure);
                (fields.at(), fields.period.map(crate::values::Period::start), self.stated(*figure), *figure)
            });
        }
        found
    }

    /// The day of a forecast or target: its own, else its briefing's.
    pub(super) fn stated(&self, item: EntryId) -> Date {
        self.figure(item).issued.unwrap_or(self.briefings[item.briefing].date)
    }

    /// What figures for one time, which they have in front, come to.
    fn observation(&self, figures: &[((Date, Date), EntryId)]) -> Observation {
        let (at, from) = figures[0].0;
        if let [(_, figure)] = *figures {
            return Observation { figure, from, at, also: Vec::new(), revised: Vec::new() };
        }
        let items = || figures.iter().map(|(_, item)| *item);
        let node = |item: EntryId| &self.briefings[item.briefing].figures[item.index];
        let corrected: Vec<EntryId> = items().filter_map(|item| node(item).revises).collect();
        let (mut revised, mut standing): (Vec<EntryId>, Vec<EntryId>) = items().partition(|item| corrected.contains(item));
        if standing.is_empty() {
            // Figures that correct one another in a circle: told as a mistake; none of them is lost here.
            standing = std::mem::take(&mut revised);
        }
        revised.reverse();
        let best = (0..standing.len()).max_by_key(|i| (self.precision(standing[*i]), *i)).unwrap_or(0);
        let figure = standing.remove(best);
        Observation { figure, from, at, also: standing, revised }
    }

    /// How much a figure says: a value rather than a change, exact rather than about rather than a bound, more digits rather
    /// than fewer.
    fn precision(&self, item: EntryId) -> (u8, std::cmp::Reverse<Decimal>) {
        // A range says more than a change alone.
        let Some((_, half)) = self.amount(item) else { return (u8::from(self.figure(item).has_level()), std::cmp::Reverse(Decimal::ZERO)) };
        let rank = match self.figure(item).qualifier {
            Qualifier::Exact => 4,
            Qualifier::About => 3,
            Qualifier::Over | Qualifier::Under => 2,
        };
        (rank, std::cmp::Reverse(half))
    }
}

impl StableHash for Observation {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { figure, from, at, also, revised } = self;
        (from, at).hash(to);
        figure.stable_hash(names, to);
        also.stable_hash(names, to);
        revised.stable_hash(names, to);
    }
}
