//! What the digest says in words, in each language: methods of [`Site`](super::Site) that pages call.
//!
//! - [`display_names`]: what topics, agencies and other entities are called, in a language that may have no name for them.
//! - [`wording`]: a figure, its change and a commitment's target in the words of a language.
//! - [`recorded`]: what facts were, as the record has them, in words.
//! - [`forms`]: what a resolved reference looks like in a text, which differs between a page, a feed and a letter ([`forms::Form`]);
//!   titles, summaries and plain text.

pub(super) mod display_names;
pub(super) mod forms;
pub(super) mod recorded;
pub(super) mod wording;
