//! The only writer. Files are staged beside the output and moved into place when all are safe; what is there already and
//! equal stays as it is. A build that is cut off while files are moved is completed by the next one.
//!
//! Two records are kept. The *list* ([`Listing`]) lies in the output itself and alone says what may be deleted. The
//! *memo* ([`Memo`]) lies in `.bulletin/` and only saves work: without it a build is slower and its result the same.

mod cache;
mod disk;
mod fields;
mod fingerprint;
mod ledger;
mod links;
mod listing;
mod memo;
mod memory;
mod still;
mod store;
mod surroundings;
mod trace;

pub use cache::Cache;
pub use disk::{Comparison, Difference, Disk, DiskOptions, Lock, Ops, Spot, System};
pub use fields::Parts;
pub use fingerprint::{Bodies, Key, Shown, fingerprint, key, program, surroundings};
pub use ledger::Ledger;
pub use links::{Addresses, Broken, DeadAnchor, Gone, Links, dead_anchors, links, style_links};
pub use listing::{Damage, LIST_FILE, Listing};
pub(crate) use memo::is_settled;
pub use memo::{Files, Form, Known, Memo, OutputMemo, OutputsMemo, SourceMemo};
pub use memory::Memory;
pub use still::{Still, of_outputs, of_sources};
pub use store::{Kept, Refusal, Store};
pub use surroundings::Surroundings;
pub use trace::{Changes, Trace, World};
