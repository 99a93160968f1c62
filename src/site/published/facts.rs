//! What briefings give as data, as pages ask for it.

use crate::content::{self, Kind, OfKind};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::ids::{EntityId, EntryId, Index};
use crate::site::model::Linked;
use crate::site::node::Vantage;
use crate::site::progress::{CommitmentProgress, InstrumentHistory};
use crate::site::published::Site;
use crate::site::published::localized::LocalizedSite;
use crate::site::resolution::FigurePart;
use crate::site::series::Observation;
use crate::site::text::forms::Form;
use crate::site::tracking::dependencies::{Dependency, record};
use crate::site::{Commitment, Figure, addresses};
use crate::values::{Date, Id};

impl Linked {
    /// The front matter of a dated event.
    pub(in crate::site) fn event(&self, item: EntryId) -> &content::DatedEvent {
        &self.briefings[item.briefing].shared().dates[item.index]
    }
}

impl<'l> Site<'l> {
    /// Records what a figure's unit and scale are taken from.
    pub(in crate::site) fn record_figure(&self, item: EntryId) {
        if let Some(index) = self.figure_node(item).indicator {
            record(Dependency::Entity(EntityId { kind: Kind::Indicator, index }));
        }
    }

    /// The front matter of a figure.
    #[must_use]
    pub fn figure(&self, item: EntryId) -> &'l content::Figure {
        &self.briefing(item.briefing).shared().figures[item.index]
    }

    /// What a figure refers to.
    #[must_use]
    pub fn figure_node(&self, item: EntryId) -> &'l Figure {
        &self.briefing(item.briefing).figures[item.index]
    }

    /// What a figure is called: its indicator's name, else its label.
    #[must_use]
    pub fn figure_name(&self, item: EntryId, language: usize) -> &'l str {
        match self.figure_node(item).indicator {
            Some(indicator) => self.indicator_name(indicator, language),
            None => self.figure(item).label.as_ref().map_or("", |label| self.localised(label, language)),
        }
    }

    /// The code of a figure's unit: its own, else its indicator's.
    #[must_use]
    pub fn figure_unit(&self, item: EntryId) -> Option<&'l str> {
        self.record_figure(item);
        self.linked.unit(item)
    }

    /// The time at which a figure's index is 100: its own, else its indicator's.
    #[must_use]
    pub fn figure_base(&self, item: EntryId) -> Option<crate::values::Period> {
        self.record_figure(item);
        self.linked.base(item)
    }

    /// The power of ten of a figure: that of its scale, else of its indicator's.
    #[must_use]
    pub fn figure_power(&self, item: EntryId) -> u32 {
        self.record_figure(item);
        self.linked.power(item)
    }

    /// A figure's scale: its own, else its indicator's.
    #[must_use]
    pub fn figure_scale(&self, item: EntryId) -> Option<crate::locale::Scale> {
        self.record_figure(item);
        self.linked.scale(item)
    }

    /// A figure's value in its unit, without a scale; `None` if only a change or a range is known.
    #[must_use]
    pub fn figure_amount(&self, item: EntryId) -> Option<rust_decimal::Decimal> {
        self.record_figure(item);
        self.linked.amount(item).map(|(value, _)| value)
    }

    /// The front matter of a commitment.
    #[must_use]
    pub fn commitment(&self, item: EntryId) -> &'l content::Commitment {
        &self.briefing(item.briefing).shared().commitments[item.index]
    }

    /// What a commitment refers to.
    #[must_use]
    pub fn commitment_node(&self, item: EntryId) -> &'l Commitment {
        &self.briefing(item.briefing).commitments[item.index]
    }

    /// Who is to keep a commitment: its actor, else the first agency of its briefing.
    #[must_use]
    pub fn actor(&self, item: EntryId) -> Option<Index> {
        self.commitment_node(item).actor.or_else(|| self.briefing(item.briefing).agencies.first().copied())
    }

    /// The topics of a commitment: its own, else those that its briefing names.
    #[must_use]
    pub fn commitment_topics(&self, item: EntryId) -> &'l [Index] {
        let (own, briefing) = (&self.commitment_node(item).topics, self.briefing(item.briefing));
        if own.is_empty() { &briefing.topics[..briefing.own_topics] } else { own }
    }

    /// What became of a commitment; `None` if its briefing is withdrawn or may not be seen.
    #[must_use]
    pub fn progress(&self, item: EntryId) -> Option<&CommitmentProgress> {
        record(Dependency::CommitmentProgress(item));
        self.commitments.binary_search_by_key(&item, |p| p.commitment).ok().map(|index| &self.commitments[index])
    }

    /// The front matter of an update of a commitment.
    #[must_use]
    pub fn commitment_update(&self, item: EntryId) -> &'l content::CommitmentUpdate {
        &self.briefing(item.briefing).shared().commitment_updates[item.index]
    }

    /// The day of an update of a commitment.
    #[must_use]
    pub fn reported(&self, item: EntryId) -> Date {
        record(Dependency::Entity(EntityId { kind: Kind::Briefing, index: item.briefing }));
        self.linked.reported(item)
    }

    /// The front matter of a dated event.
    #[must_use]
    pub fn event(&self, item: EntryId) -> &'l content::DatedEvent {
        record(Dependency::Entity(EntityId { kind: Kind::Briefing, index: item.briefing }));
        self.linked.event(item)
    }

    /// The instrument of a dated event.
    #[must_use]
    pub fn event_instrument(&self, item: EntryId) -> Option<Index> {
        self.briefing(item.briefing).events[item.index]
    }

    /// The address of a commitment on its briefing's page, as written in links.
    #[must_use]
    pub fn commitment_url(&self, item: EntryId, language: usize) -> Option<String> {
        self.anchor(item.briefing, language, Form::Url, "commitment", self.commitment(item).id.as_ref()?)
    }

    /// The address of a dated event on its briefing's page.
    #[must_use]
    pub fn event_address(&self, item: EntryId, language: usize, form: Form) -> Option<String> {
        self.anchor(item.briefing, language, form, "date", self.event(item).id.as_ref()?)
    }

    /// The address of an entry of a briefing's data on its page: `list` is `figure`, `commitment` or `date`.
    #[must_use]
    pub fn anchor(&self, briefing: Index, language: usize, form: Form, list: &str, id: &Id) -> Option<String> {
        let page = self.nearest_address(EntityId { kind: Kind::Briefing, index: briefing }, language)?;
        let mut address = format!("{}#{list}-", self.write(&page, form));
        addresses::encode(&mut address, id.as_str());
        Some(address)
    }

    /// The front matter of what a briefing says of an instrument.
    #[must_use]
    pub fn step(&self, item: EntryId) -> &'l content::Move {
        record(Dependency::Entity(EntityId { kind: Kind::Briefing, index: item.briefing }));
        self.linked.step(item)
    }

    /// The observations of an indicator in listed briefings, the oldest first.
    #[must_use]
    pub fn observations(&self, indicator: Index) -> &[Observation] {
        record(Dependency::Series(indicator));
        &self.series[indicator]
    }

    /// The forecasts and targets of an indicator in listed briefings that nobody revised, by the times that they are about.
    #[must_use]
    pub fn outlook(&self, indicator: Index) -> &[EntryId] {
        record(Dependency::Series(indicator));
        &self.outlooks[indicator]
    }

    /// The day of a forecast or target: its own, else its briefing's.
    #[must_use]
    pub fn figure_stated(&self, item: EntryId) -> Date {
        record(Dependency::Entity(EntityId { kind: Kind::Briefing, index: item.briefing }));
        self.linked.stated(item)
    }

    /// What listed briefings say of an instrument.
    #[must_use]
    pub fn history(&self, instrument: Index) -> &InstrumentHistory {
        record(Dependency::InstrumentHistory(instrument));
        &self.histories[instrument]
    }

    /// The listed briefings of a localized site that an edition gathers, the oldest first: those it names, else those of its period.
    #[must_use]
    pub fn edition_briefings(&self, local: &LocalizedSite, edition: Index) -> Vec<Index> {
        let node = self.edition(edition);
        if !node.briefings.is_empty() {
            let listed = |i: &Index| local.briefings().binary_search(i).is_ok();
            let mut named: Vec<Index> = node.briefings.iter().chain(&node.lead).copied().filter(listed).collect();
            named.sort_unstable();
            named.dedup();
            return named;
        }
        let Some((from, to)) = node.shared().span() else { return Vec::new() };
        let date = |index: &Index| self.briefing(*index).date;
        let listed = local.briefings();
        let (start, end) = (listed.partition_point(|i| date(i) < from), listed.partition_point(|i| date(i) <= to));
        let mut of_period = listed[start..end.max(start)].to_vec();
        // What leads it belongs to it, whenever it was.
        if let Some(lead) = node.lead.filter(|lead| !of_period.contains(lead) && listed.binary_search(lead).is_ok()) {
            of_period.push(lead);
            of_period.sort_unstable();
        }
        of_period
    }

    /// The briefing that leads an edition: the one it names, else the newest featured one, else the newest.
    #[must_use]
    pub fn edition_lead(&self, edition: Index, briefings: &[Index]) -> Option<Index> {
        let named = self.edition(edition).lead.filter(|lead| briefings.contains(lead));
        let featured = || briefings.iter().rev().copied().find(|i| self.briefing(*i).shared().featured);
        named.or_else(featured).or_else(|| briefings.last().copied())
    }

    /// The address of a figure on its briefing's page, as written in links.
    #[must_use]
    pub fn figure_url(&self, item: EntryId, language: usize) -> Option<String> {
        self.anchor(item.briefing, language, Form::Url, "figure", self.figure(item).id.as_ref()?)
    }

    /// The figure that corrects a figure.
    #[must_use]
    pub fn revised_by(&self, item: EntryId) -> Option<EntryId> {
        record(Dependency::Revision(item));
        self.revisions.get(&item).copied()
    }

    /// The figure that a text at `from` means by `item`, of which it prints `part`: `item` itself, or what had corrected it by
    /// the day of the text; and the one that has corrected that since. A briefing's own figures are printed as it gives them, and
    /// so are those that it corrects: it names them to say what they were.
    #[must_use]
    pub fn figure_from(&self, item: EntryId, part: FigurePart, from: Vantage) -> (EntryId, Option<EntryId>) {
        let has = |item: EntryId| part.missing(self.figure(item)).is_none();
        let (mut known, mut since, mut at) = (item, None, item);
        // No more often than there are corrections, and once more to see that there is none: those that go round in a circle are an
        // error of their own.
        for _ in 0..=self.revisions.len() {
            let Some(next) = self.revised_by(at) else { break };
            at = next;
            if !has(next) {
                continue;
            }
            let own = from.briefing.is_some_and(|own| own == item.briefing || own == next.briefing);
            if since.is_none() && !own && from.day.is_none_or(|day| self.briefing(next.briefing).date <= day) {
                known = next;
            } else {
                since = Some(next);
            }
        }
        (known, since.filter(|since| from.briefing != Some(since.briefing)))
    }

    /// Reports data that refer to what is held back.
    pub(in crate::site) fn check_data(&self, index: Index, all: &mut Vec<Diagnostic>) {
        let briefing = self.briefing(index);
        let path = &briefing.original().document.path;
        let mut seen = |goal: Option<Index>, field: String| {
            if let Some(goal) = goal.filter(|goal| !self.is_shown(*goal)) {
                all.push(self.hidden(EntityId { kind: Kind::Briefing, index: goal }, Place::value(path, field)));
            }
        };
        for (i, figure) in briefing.figures.iter().enumerate() {
            seen(figure.revises.map(|item| item.briefing), format!("figures[{i}].revises"));
        }
        for (i, update) in briefing.commitment_updates.iter().enumerate() {
            seen(update.map(|item| item.briefing), format!("commitment_updates[{i}].commitment"));
        }
        for (i, update) in briefing.date_updates.iter().enumerate() {
            seen(update.map(|item| item.briefing), format!("date_updates[{i}].event"));
        }
    }

    /// Reports editions that name what is held back, and those with nothing in them.
    pub(in crate::site) fn check_editions(&self, all: &mut Vec<Diagnostic>) {
        for &index in &self.localized[0].editions {
            let edition = self.edition(index);
            let path = &edition.original().document.path;
            let named = edition.briefings.iter().enumerate().map(|(i, goal)| (*goal, format!("briefings[{i}]")));
            for (goal, field) in named.chain(edition.lead.map(|goal| (goal, "lead".to_owned()))) {
                if !self.is_shown(goal) {
                    all.push(self.hidden(EntityId { kind: Kind::Briefing, index: goal }, Place::value(path, field)));
                }
            }
            if let Some(date) = edition.shared().date.filter(|date| *date > self.moment.today && !edition.is_timed() && !self.moment.drafts) {
                let ahead = format!("the date {date} lies ahead, and the edition is published now");
                all.push(Diagnostic::new(Code::FutureDate, Place::value(path, "date"), ahead).help("set `publish_at` to hold it back, or mend the date"));
            }
            // One that does not say what it gathers has been told of.
            let fields = content::Edition::of(&edition.original().document.front);
            let says = fields.is_some_and(|fields| !fields.briefings.is_empty() || fields.span().is_some());
            if says && self.edition_briefings(&self.localized[0], index).is_empty() {
                let empty = Diagnostic::new(Code::EmptyEdition, Place::file(path), "the edition gathers no briefing");
                all.push(empty.help("mend its `period`, or name its `briefings`"));
            }
        }
    }
}
