//! From documents, each for itself, to a digest whose parts know one another.

pub(super) mod documents;
pub(super) mod link_data;
pub(super) mod lookup;
pub(super) mod name_index;
pub(super) mod redirects;
pub(super) mod references;
