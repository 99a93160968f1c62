//! What readers were told, as pages and as promises: see [`crate::content::record`].
//!
//! - [`readers`]: which addresses readers may hold.
//! - `emptied`: pages, feeds and calendars that hold nothing any more and go on answering; `gone`: pages that say that they are
//!   gone. Both are planned when all others are, for they stand where nothing else does.
//! - `lost`: the addresses at which nothing would answer, and what would mend that.
//! - `corrections`: the page and the feed of what was told otherwise than it is.

pub(super) mod corrections;
pub(super) mod emptied;
pub(super) mod gone;
pub(super) mod lost;
pub mod readers;
