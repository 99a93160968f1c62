//! Dated events: the calendar page and its files.

pub(super) mod ics;
pub(super) mod page;
