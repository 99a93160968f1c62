//! Editions: their pages and their letters.

pub(super) mod gathered;
pub(super) mod letter;
pub(super) mod newsletter;
pub(super) mod newsletter_text;
pub(super) mod page;
