//! The linked digest: every reference resolved, every collision found.
//!
//! [`link()`] looks at all documents, hidden ones too, and reports what is wrong with them together. [`Linked::visible`]
//! then takes the moment into account; the [`Site`] that it gives is all that pages are made from, and shows nothing that
//! is held back.

mod addresses;
mod cells;
mod checks;
mod data;
mod identity;
mod link;
mod names;
mod naming;
mod nodes;
mod reads;
mod records;
mod redirects;
mod references;
mod related;
mod schedule;
mod section;
mod series;
mod subjects;
mod tables;
mod text;
mod tracks;
mod visible;
mod wording;

pub use addresses::Address;
pub use cells::{Cell, Cells};
pub use identity::{All, Identify, Identities};
pub use link::{Linked, link};
pub use nodes::{Agency, Briefing, Commitment, Edition, Figure, Indicator, Instrument, Item, Jurisdiction, Page, Term, Thing, Topic, Vantage, Version};
pub use redirects::{Answer, Redirect};
pub use references::{FigurePart, Resolution, rest};
pub use schedule::Known;
pub use section::Section;
pub use series::Observation;
pub use subjects::TRACKED;
pub use text::{Form, headings};
pub use tracks::{Progress, Step, Track};
pub use visible::{Moment, Site};

/// Index of a briefing among all briefings; likewise for the other kinds.
pub type Index = usize;
