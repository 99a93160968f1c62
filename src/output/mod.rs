//! The only writer. Files are staged beside the output and moved into place when all are safe; what is there already and
//! equal stays as it is. A build that is cut off while files are moved is completed by the next one.
//!
//! [`Store`] is the trait through which a build writes; [`Disk`] is an output folder, [`Memory`] its twin for previews and tests.
//! The *list* ([`Manifest`]) of what a build wrote lies in the output itself and alone says what may be deleted. The module
//! `links` finds the links of written pages and tells which lead to nothing.

mod disk;
mod links;
mod manifest;
mod media;
mod memory;
mod store;

#[cfg(feature = "publish")]
pub(crate) use disk::absolute;
pub use disk::{Comparison, Difference, Disk, DiskOptions, Lock, Ops, Spot, System};
pub use links::{Addresses, Broken, DeadAnchor, Gone, Links, dead_anchors, links, redirect, style_links};
pub use manifest::{Damage, MANIFEST_FILE, Manifest, of_outputs};
pub use media::media_type;
pub use memory::{Memory, Reader, Shelf};
pub use store::{EnvironmentError, Kept, Store};
