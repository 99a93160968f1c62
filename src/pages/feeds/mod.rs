//! Feeds.

pub(super) mod emitter;
pub(super) mod feed;
