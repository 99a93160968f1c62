//! What a view reads of the digest, noted while it is made.
//!
//! A view is made by plain functions that get at the digest through [`Site`](crate::site::Site) and [`LocalizedSite`](crate::site::LocalizedSite)
//! alone. Each of their methods notes what it gave away; so what a view was made from is known without anybody having to
//! declare it, and a view of which nothing changed since need not be made again. The notes are kept per thread, because a
//! view is made on one thread from beginning to end.
//!
//! No view reads the day of the build: with each day that passes all that read it would be made again. What has to do with it
//! says whether a day has come: a step of an instrument, the progress of a commitment, the list of the dates ahead.

use std::cell::RefCell;

use crate::content::Kind;
use crate::site::ids::Index;
use crate::site::ids::{EntityId, EntryId};

/// The name of an input: as much of a hash as tells a few hundred thousand of them apart. Two inputs of one name count as one.
pub type InputKey = u32;

/// A part of the digest that is compared as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Dependency {
    /// All that is said of a thing itself, and the addresses of its pages.
    Entity(EntityId),
    /// All things of a kind.
    Kind(Kind),
    /// A list of a section, which is named by its language.
    ListKey(usize, ListKey),
    /// [`WINDOW`] neighbouring briefings of a topic in a section: which they are, and how they are filed.
    Window(usize, Index, usize),
    /// The observations of an indicator.
    Series(Index),
    /// The figure that corrects a figure.
    Revision(EntryId),
    /// What later briefings say of a dated event.
    Schedule(EntryId),
    /// The dated events that later briefings speak of, and what they say.
    Schedules,
    /// The track of an instrument.
    InstrumentHistory(Index),
    /// What became of a commitment.
    CommitmentProgress(EntryId),
    /// The things of all kinds.
    Everything,
}

/// A list of a section.
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

/// Notes that `read` was given away, if a view is being made.
pub(in crate::site) fn record(read: Dependency) {
    RECORDED.with_borrow_mut(|noted| {
        if let Some(noted) = noted
            && noted.last() != Some(&read)
        {
            noted.push(read);
        }
    });
}

/// What `make` makes, and all that it read, some of it more than once.
pub(in crate::site) fn recording<T>(make: impl FnOnce() -> T) -> (T, Vec<Dependency>) {
    RECORDED.set(Some(Vec::with_capacity(64)));
    let made = make();
    (made, RECORDED.take().unwrap_or_default())
}
