//! The kinds of documents, a file each: the front matter, and what is wrong with it that its types do not tell.

pub(super) mod agency;
pub(super) mod briefing;
pub(super) mod edition;
pub(super) mod indicator;
pub(super) mod instrument;
pub(super) mod jurisdiction;
pub(super) mod page;
pub(super) mod term;
pub(super) mod topic;
