//! Linking: from documents, each for itself, to a digest whose parts know one another.
//!
//! [`documents::link`] is the way in. It groups documents with their translations and makes the tables of what names and addresses
//! mean ([`lookup::Lookup`], with a [`name_index::NameIndex`] for each kind), then resolves what each document names in its front
//! matter and its texts. References of texts are resolved by [`references::Resolver`]; figures, commitments and dated events that
//! other briefings name by [`entries`]; what a briefing gives as data by [`link_data`]; what the
//! lists of pages ask for by [`pages`]; what comes out with what by [`publish_with`]. [`redirects::collect`] finds the addresses that
//! lead elsewhere. [`directory`] keeps the tables for who edits a digest.
//!
//! A name that means nothing is told and left out, so that everything wrong with a digest is reported at once. A name whose own
//! file is refused ([`name_index::REFUSED`]) is no second error.

mod assets;
pub(super) mod directory;
pub(super) mod documents;
pub(super) mod entries;
mod link_data;
mod lookup;
mod misdivided;
mod name_index;
mod pages;
mod publish_with;
pub(super) mod redirects;
mod references;
