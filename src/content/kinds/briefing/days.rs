//! The days that a briefing gives as data.

use super::Briefing;
use crate::values::Date;

impl Briefing {
    /// The first and the last day of every date and period of the front matter, in no order.
    #[must_use]
    pub fn days(&self) -> Vec<(Date, Date)> {
        // Each field is named here, so that a new one does not compile until it is decided whether it holds days.
        let Self {
            id: _,
            title: _,
            date,
            topics: _,
            summary: _,
            kind: _,
            event,
            agencies: _,
            jurisdictions: _,
            people: _,
            key_points: _,
            featured: _,
            sources,
            figures,
            commitments,
            commitment_updates,
            dates,
            date_updates,
            instruments,
            updates,
            withdrawn,
            draft: _,
            publish_at: _,
            publish_with: _,
            authors: _,
            image: _,
            redirect_from: _,
            extra: _,
        } = self;
        let mut days: Vec<(Date, Date)> = Vec::new();
        let mut day = |date: Option<Date>| days.extend(date.map(|date| (date, date)));
        day(*date);
        day(event.as_ref().and_then(|event| event.date));
        day(withdrawn.as_ref().and_then(|withdrawn| withdrawn.date));
        figures.iter().flat_map(|figure| [figure.as_of, figure.issued]).for_each(&mut day);
        commitment_updates.iter().map(|update| update.date).for_each(&mut day);
        dates.iter().flat_map(|event| [event.date, event.end].into_iter().chain(event.previous.iter().copied().map(Some))).for_each(&mut day);
        date_updates.iter().flat_map(|update| [update.date, update.end]).for_each(&mut day);
        instruments.iter().map(|step| step.date).for_each(&mut day);
        updates.iter().map(|update| update.date).for_each(&mut day);
        let issued = sources.iter().flat_map(|source| [source.issued, source.accessed]).flatten();
        days.extend(issued.map(|issued| (issued.start(), issued.end())));
        days.extend(figures.iter().filter_map(|figure| figure.period).map(|period| (period.start(), period.end())));
        let due = commitments.iter().flat_map(|commitment| [commitment.due, commitment.target.as_ref().and_then(|target| target.by)]).flatten();
        days.extend(due.map(|when| (when.start(), when.end())));
        days
    }
}
