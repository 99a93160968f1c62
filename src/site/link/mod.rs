//! From documents, each for itself, to a digest whose parts know one another.

pub(super) mod documents;
mod entries;
mod link_data;
mod lookup;
mod name_index;
mod redirects;
mod references;
