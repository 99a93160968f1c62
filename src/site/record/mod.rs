//! What readers were told, held against what the digest says now: see [`crate::content::record`].
//!
//! - `facts`: the facts of a briefing, each with its name and its value as the record writes it; `stated` is that of a figure.
//! - `changes`: what became of them since they were published, and which update says so.
//! - `whereabouts`: where the source of what was published is now.
//! - `kept`: the pages that readers may hold although nothing is filed there now.

mod changes;
mod facts;
mod kept;
mod stated;
mod whereabouts;

pub use changes::FactChange;
pub use facts::Fact;
pub(in crate::site) use stated::Stated;
pub use whereabouts::Whereabouts;
