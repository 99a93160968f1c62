//! A briefing.

pub(super) mod page;
