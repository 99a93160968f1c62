//! How a view's dependencies are known: recorded while it is made, and compared with the next build by hashes.
//!
//! Data which views read is private to [`published`](super::published). Pages get at it through the accessors of
//! [`Site`](super::Site) and [`LocalizedSite`](super::LocalizedSite) alone, and each accessor records the dependency
//! ([`dependencies::record`]). A read that is not tracked does not compile, because it would be a read of a private field.
//!
//! - [`dependencies`] says what a view can depend on ([`dependencies::Dependency`]) and keeps what it read.
//! - [`stable_hash`] hashes values that hold indices. An index means another entity in another build, so each is hashed as the
//!   stable id of its entity ([`stable_hash::StableIds`]).
//!
//! From these, [`Site::recording`](super::Site::recording) gives the keys of what a view was made from, and
//! [`Site::input_hashes`](super::Site::input_hashes) the hash of each input as it is now. A view is made again when the hash of one
//! of its keys differs from that of the build in which it was made.

pub(super) mod dependencies;
pub(super) mod stable_hash;
