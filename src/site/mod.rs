//! The linked digest: every reference resolved, every collision found.
//!
//! [`link()`] looks at all documents, hidden ones too, and reports what is wrong with them together. [`Linked::published_at`]
//! then takes the moment into account; the [`Site`] that it gives is all that pages are made from, and shows nothing that
//! is held back.

mod addresses;
mod checks;
mod facts;
mod indexes;
mod link;
mod localized;
mod model;
mod progress;
mod published;
mod related;
mod schedule;
mod series;
mod text;
mod tracking;

pub use addresses::Address;
pub use indexes::TRACKED;
pub use link::documents::{Linked, link};
pub use link::redirects::{Answer, Redirect};
pub use link::references::{FigurePart, Resolution, rest};
pub use localized::LocalizedSite;
pub use model::{Agency, Briefing, Commitment, Edition, EntityId, EntryId, Figure, Indicator, Instrument, Jurisdiction, Page, Term, Topic, Vantage, Version};
pub use progress::{CommitmentProgress, InstrumentHistory, Step};
pub use published::{Moment, Site};
pub use schedule::Known;
pub use series::Observation;
pub use text::forms::{Form, headings};
pub use tracking::input_hashes::{InputHashes, InputKey};
pub use tracking::stable_hash::{All, StableHash, StableIds};

/// Index of a briefing among all briefings; likewise for the other kinds.
pub type Index = usize;
