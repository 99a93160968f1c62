//! What things are called, and figures, dates and texts in words.

pub(super) mod display_names;
pub(super) mod forms;
pub(super) mod wording;
