//! What briefings are filed under and tell of: topics, agencies, jurisdictions, instruments, terms.

pub(super) mod agency;
pub(super) mod glossary;
pub(super) mod instrument;
pub(super) mod jurisdiction;
pub(super) mod lifecycle;
pub(super) mod topic;
