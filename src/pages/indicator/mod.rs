//! Indicators.

pub(super) mod page;
pub(super) mod points;
