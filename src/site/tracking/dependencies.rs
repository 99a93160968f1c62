//! The dependencies of a view, recorded while it is made.
//!
//! A view is made by plain functions that get at the digest through [`Site`](crate::site::Site) and [`LocalizedSite`](crate::site::LocalizedSite)
//! alone. Each accessor records which data it returned; so what a view was made from is known without anybody having to
//! declare it, and a view of which nothing changed since need not be made again. Dependencies are recorded per thread, because
//! a view is made on one thread from beginning to end.
//!
//! No view reads the day of the build: with each day that passes all that read it would be made again. What has to do with it
//! says whether a day has come: a step of an instrument, the progress of a commitment, the list of the dates ahead.

use std::cell::RefCell;

use crate::content::Kind;
use crate::site::ids::{EntityId, EntryId, Index};

/// The key of an input: as much of a hash as tells a few hundred thousand of them apart. Two inputs of one key count as one.
pub type InputKey = u32;

/// A piece of the digest that views read, and that is compared as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Dependency {
    /// All that is said of an entity itself, and the addresses of its pages.
    Entity(EntityId),
    /// All entities of a kind.
    Kind(Kind),
    /// A list of a localized site, which is named by its language.
    ListKey(usize, ListKey),
    /// [`WINDOW`] neighbouring briefings of a topic in a localized site: which they are, and how they are filed.
    Window(usize, Index, usize),
    /// The observations of an indicator.
    Series(Index),
    /// The figure that corrects a figure.
    Revision(EntryId),
    /// What later briefings say of a dated event.
    Schedule(EntryId),
    /// The dated events that later briefings speak of, and what they say.
    Schedules,
    /// The history of an instrument.
    InstrumentHistory(Index),
    /// What became of a commitment.
    CommitmentProgress(EntryId),
    /// The entities of all kinds.
    Everything,
}

/// A list of a localized site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum ListKey {
    /// Briefings with a page.
    Pages,
    /// Listed briefings.
    Briefings,
    /// Those of a topic, agency, jurisdiction or instrument.
    Of(EntityId),
    /// Things of a kind that have a page.
    Filed(Kind),
    /// The instruments that those of a topic tell of.
    InstrumentsOf(Index),
    /// Dated events.
    Events,
    /// Those of a topic, agency or instrument.
    EventsOf(EntityId),
    /// Dated events that are not over on the day of the build.
    Ahead,
    /// Those of a topic, agency or instrument.
    AheadOf(EntityId),
    /// Whether there are or were dated events.
    Dated,
    /// Commitments.
    Commitments,
    /// Those of an instrument.
    CommitmentsOf(Index),
    /// Open commitments.
    Open,
    /// Those of a topic or agency.
    OpenOf(EntityId),
    /// The topics and agencies that have some, with all of them.
    OpenSubjects,
    /// Editions.
    Editions,
}

/// How many neighbouring briefings of a list are compared as a whole where a view reads a stretch of it. A new briefing at
/// the end of a list then leaves the views of most others alone.
pub(in crate::site) const WINDOW: usize = 64;

thread_local! {
    static RECORDED: RefCell<Option<Vec<Dependency>>> = const { RefCell::new(None) };
}

/// Records that an accessor returned what `dependency` names, if a view is being made.
pub(in crate::site) fn record(dependency: Dependency) {
    RECORDED.with_borrow_mut(|recorded| {
        if let Some(recorded) = recorded
            && recorded.last() != Some(&dependency)
        {
            recorded.push(dependency);
        }
    });
}

/// What `make` makes, and all that was recorded meanwhile, some of it more than once.
pub(in crate::site) fn recording<T>(make: impl FnOnce() -> T) -> (T, Vec<Dependency>) {
    RECORDED.set(Some(Vec::with_capacity(64)));
    let made = make();
    (made, RECORDED.take().unwrap_or_default())
}
