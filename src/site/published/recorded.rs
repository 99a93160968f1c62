//! What readers were told, for plans, reports and messages: no view may depend on the record as a whole.

use super::Site;
use crate::content::record::{Record, Recorded};
use crate::site::ids::Index;
use crate::site::model::Linked;
use crate::site::record::{Fact, FactChange};
use crate::site::tracking::dependencies::{Dependency, record};
use crate::values::Date;

impl<'l> Site<'l> {
    /// The facts that are told otherwise than they were, by their briefings. For plans alone: a view holds those that it shows.
    #[must_use]
    pub fn fact_changes(&self) -> &[FactChange] {
        record(Dependency::Everything);
        &self.changes
    }

    /// The facts that a briefing states, as the record names and writes them.
    #[must_use]
    pub fn facts_of(&self, briefing: Index) -> Vec<Fact> {
        record(Dependency::Everything);
        self.linked.facts_of(briefing)
    }

    /// The addresses that readers may hold by now, with what is recorded of each. For plans alone.
    pub fn recorded(&self) -> impl Iterator<Item = (&'l str, &'l Recorded)> {
        record(Dependency::Everything);
        self.linked.record.addresses.by(self.moment.today)
    }

    /// Whether site.yaml says by now that what was at an address is gone.
    #[must_use]
    pub fn is_gone(&self, address: &str) -> bool {
        record(Dependency::Everything);
        self.config().gone.iter().any(|gone| gone.date <= self.moment.today && gone.covers(address))
    }

    /// The record as a whole, for the report and for who writes it.
    #[must_use]
    pub fn record(&self) -> &'l Record {
        record(Dependency::Everything);
        &self.linked.record
    }

    /// The day of the build in the site's time zone. Not for views: none may depend on the day.
    #[must_use]
    pub fn today(&self) -> Date {
        record(Dependency::Everything);
        self.moment.today
    }

    /// The linked digest, what is held back included: for messages alone.
    pub(in crate::site) fn linked(&self) -> &'l Linked {
        self.linked
    }

    /// Whether documents are missing because of mistakes that are told already.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.linked.is_partial
    }
}
