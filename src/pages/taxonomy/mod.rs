//! What briefings are filed under and tell of: an index and a page for each.
//!
//! - [`topic`], [`agency`], [`jurisdiction`]: listings of the briefings that are filed there.
//! - [`instrument`]: a law, regulation, plan or pilot, with its life cycle ([`lifecycle`]); [`legislation`]: the same for programs.
//! - [`glossary`]: all terms on one page.

pub(super) mod agency;
pub(super) mod glossary;
pub(super) mod instrument;
pub(super) mod jurisdiction;
mod legislation;
mod lifecycle;
pub(super) mod topic;
