//! The linked digest: every reference resolved, every collision found.
//!
//! [`link()`] looks at all documents, hidden ones too, and reports what is wrong with them together. [`Linked::published_at`]
//! then takes the moment into account; the [`Site`] that it gives is all that pages are made from, and shows nothing that
//! is held back.
//!
//! - `link` resolves references and names; `checks` hold what briefings state against one another.
//! - `model`: the linked documents of each kind; `ids`: how they and their entries are named within one build.
//! - `series`, `progress` and `schedule`: observations of indicators, progress of instruments and commitments, and what is
//!   known of dated events.
//! - `record`: what readers were told, held against what is said now.
//! - `published`: what may be seen; `text`: how it is said in words; `tracking`: which of it a view was made from.
//! - `addresses`, `redirect` and `resolution`: where pages are, what leads to them, and what references became.

mod addresses;
mod checks;
mod entries;
mod ids;
mod link;
mod model;
mod node;
mod page;
mod progress;
mod published;
mod record;
mod redirect;
mod resolution;
mod schedule;
mod series;
mod text;
mod tracking;

pub use addresses::{Address, rest};
pub use checks::{PageTrace, Share, StoredNumbers, Trace};
pub use entries::{Commitment, Figure};
pub use ids::{EntityId, EntryId, Index};
pub use link::directory::Directory;
pub use link::documents::link;
pub use link::entries::List;
pub use link::redirects::page_address;
pub use model::*;
pub use node::{Node, Vantage, Version};
pub use page::Names;
pub use progress::{CommitmentProgress, InstrumentHistory, Step};
pub use published::{Found, GroupKey, HeldBack, InputHashes, LocalizedSite, Moment, Site, TRACKED};
pub use record::{Fact, FactChange, Whereabouts};
pub use redirect::{Answer, Redirect};
pub use resolution::{FigurePart, Resolution};
pub use schedule::Known;
pub use series::Observation;
pub use text::forms::{Form, headings};
pub use tracking::dependencies::InputKey;
pub use tracking::stable_hash::{All, StableHash, StableIds};
