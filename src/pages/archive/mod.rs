//! Pages that lead through all briefings.
//!
//! - [`home`]: the home page of each language.
//! - [`years`]: briefings by year and month.
//! - [`sources`]: publishers, and the sources that each year's briefings cite.

pub(super) mod home;
pub(super) mod sources;
pub(super) mod years;
