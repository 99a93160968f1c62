//! Feeds.

pub(super) mod feed;
