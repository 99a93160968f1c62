//! Indicators: what is measured again and again.
//!
//! - [`page`]: the index of indicators, and a page for each with its newest value, a chart and a table of all observations.
//! - [`points`]: the observations of an indicator as points and axis of a [`chart`](super::chart).

mod json_ld;
pub(super) mod page;
pub(super) mod points;
