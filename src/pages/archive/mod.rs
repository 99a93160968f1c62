//! Pages that lead through all briefings: the home page, years and months, sources.

pub(super) mod home;
pub(super) mod sources;
pub(super) mod years;
