//! What briefings state, held against one another: what none of them can know of itself.
//!
//! [`check()`] runs over all listed briefings, hidden ones too, so that a mistake is told while its briefing can still be
//! mended; what needs the day of the build is checked with what is published. Each check is a file, shows every place that takes part, and can be
//! answered: `restated` and `revises` say why two numbers differ, `checked` why a figure stands whatever the others say.
//!
//! All of it takes time in proportion to the figures, but for the looking up of a day in a sorted series.

mod archive;
mod change;
mod circle;
mod dates;
mod indicator;
mod interval;
mod order;
mod parts;
mod point;
mod prose;
mod quote;
mod revision;
mod rhythm;
mod scale;
mod traced;
mod translation;
mod values;

use std::sync::Arc;

pub(in crate::site) use circle::circles;
pub use traced::{PageTrace, Share, StoredNumbers, Trace};
pub(in crate::site) use traced::{floor, trace};

use interval::Interval;
use rust_decimal::Decimal;

use super::entries::Figure;
use super::series::Observation;
use crate::content;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::locale::Qualifier;
use crate::site::ids::{EntryId, Index};
use crate::site::model::Linked;
use crate::values::{Date, Number};

/// Reports what does not fit together in the listed briefings.
pub(super) fn check(linked: &Linked, all: &mut Vec<Diagnostic>) {
    if linked.config.asks_for(Code::NoArchive) {
        archive::check(linked, all);
    }
    dates::check(linked, all);
    order::check(linked, all);
    figures(linked, all);
    if linked.config.wants(Code::TranslatedNumber) {
        translation::check(linked, all);
    }
}

/// Reports what does not fit together in figures and commitments.
fn figures(linked: &Linked, all: &mut Vec<Diagnostic>) {
    if linked.briefings.iter().all(|b| b.figures.is_empty() && b.commitments.is_empty()) && linked.indicators.is_empty() {
        return;
    }
    let data = Data { linked, series: linked.series(|index| linked.briefings[index].is_listed()) };
    indicator::check(&data, all);
    revision::check(&data, all);
    values::check(&data, all);
    let told = scale::check(&data, all);
    point::check(&data, &told, all);
    rhythm::check(&data, all);
    change::check(&data, all);
    parts::check(&data, all);
    quote::check(&data, all);
    if linked.config.wants(Code::ProseNumber) {
        prose::check(&data, all);
    }
}

/// The figures of the listed briefings.
struct Data<'l> {
    linked: &'l Linked,
    /// The observations of each indicator, the oldest first.
    series: Vec<Vec<Observation>>,
}

impl<'l> Data<'l> {
    /// Every figure.
    fn figures(&self) -> impl Iterator<Item = EntryId> {
        let listed = self.linked.briefings.iter().enumerate().filter(|(_, b)| b.is_listed());
        listed.flat_map(|(briefing, node)| (0..node.figures.len()).map(move |index| EntryId { briefing, index }))
    }

    /// The front matter of a figure.
    fn figure(&self, item: EntryId) -> &'l content::Figure {
        self.linked.figure(item)
    }

    /// What a figure refers to.
    fn node(&self, item: EntryId) -> &'l Figure {
        &self.linked.briefings[item.briefing].figures[item.index]
    }

    /// The file of a briefing.
    fn path(&self, briefing: Index) -> &'l Arc<str> {
        &self.linked.briefings[briefing].original().document.path
    }

    /// A field of a figure.
    fn place(&self, item: EntryId, field: &str) -> Place {
        Place::value(self.path(item.briefing), format!("figures[{}].{field}", item.index))
    }

    /// A field of an indicator.
    fn indicator_place(&self, indicator: Index, field: &str) -> Place {
        Place::value(&self.linked.indicators[indicator].original().document.path, field)
    }

    /// How other briefings name a figure: `2024/miit-nine-months/bs-5g`.
    fn name(&self, item: EntryId) -> String {
        let id = self.figure(item).id.as_ref().map_or("", |id| id.as_str());
        format!("{}/{id}", self.linked.briefings[item.briefing].name())
    }

    /// The first and the last day that a figure is about.
    fn time(&self, item: EntryId) -> Option<(Date, Date)> {
        let figure = self.figure(item);
        let at = figure.at()?;
        Some((figure.period.map_or(at, crate::values::Period::start), at))
    }

    /// The day or period that a figure is about, as it is written.
    fn when(&self, item: EntryId) -> String {
        let figure = self.figure(item);
        figure.period.map(|p| p.to_string()).or_else(|| figure.as_of.map(|d| d.to_string())).unwrap_or_default()
    }

    /// A figure's value as it is written: `over 300 million`.
    fn written(&self, item: EntryId) -> String {
        let figure = self.figure(item);
        let qualifier = if figure.qualifier == Qualifier::Exact { "" } else { figure.qualifier.word() };
        let value = figure.value.map(|v| v.to_string()).unwrap_or_default();
        let scale = figure.scale.map_or("", crate::locale::Scale::word);
        [qualifier, &value, scale].iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ")
    }

    /// What a figure's value can stand for, in its unit.
    fn level(&self, item: EntryId) -> Option<Interval> {
        let (value, half) = self.linked.amount(item)?;
        Interval::qualified(value, half, self.figure(item).qualifier)
    }

    /// Whether a figure may be compared: nobody said why it stands, and its unit is that of its indicator.
    fn is_comparable(&self, item: EntryId) -> bool {
        let own = self.figure(item).unit.as_ref();
        let common = self.node(item).indicator.and_then(|i| self.linked.indicators[i].shared().unit.as_ref());
        let fits = own.zip(common).is_none_or(|(own, common)| self.linked.same_unit(own.as_str(), common.as_str()));
        fits && self.figure(item).checked.is_none()
    }
}

/// The figures of an observation that nobody corrected, the one that stands for it first.
fn standing(observation: &Observation) -> impl Iterator<Item = EntryId> {
    std::iter::once(observation.figure).chain(observation.also.iter().copied())
}

/// A stated change, with half a step of its last digit to both sides.
fn rounded(number: Number) -> Option<Interval> {
    Interval::around(number.decimal(), number.half_step())
}

/// A number without zeros at its end.
fn short(number: Decimal) -> String {
    number.normalize().to_string()
}
