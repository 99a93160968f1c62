//! Feeds of the site, its topics and its agencies, as Atom and as JSON Feed.
//!
//! - [`emitter`]: which feeds there are, and the entries of each. Editions and indicators have theirs by way of
//!   it too ([`emitter::formats`], [`emitter::atom`]).
//! - [`feed`]: the two formats; [`feed::Feed`] becomes the text.

pub(super) mod emitter;
pub(super) mod feed;
