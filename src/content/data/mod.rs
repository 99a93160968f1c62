//! The entries of the lists inside documents, a file each: their fields and what is checked of them.
//!
//! - [`source`]: where a statement is from; figures, commitments and updates name one by its id.
//! - [`figure`]: a number that a briefing states, for an indicator or alone.
//! - [`commitment`]: what somebody said would be done, and the updates in later briefings that say what became of it.
//! - [`event`]: a day for the calendar, and the updates in later briefings that move or cancel it.
//! - [`update`]: what becomes of a briefing itself after its publication.
//! - [`extra`]: fields of the site's own, as the cache keeps them.

pub(super) mod commitment;
pub(super) mod event;
pub(super) mod extra;
pub(super) mod figure;
pub(super) mod source;
pub(super) mod update;
