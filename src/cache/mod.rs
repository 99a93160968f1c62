//! What is kept between builds in `.bulletin/`, and when a page is made again.
//!
//! The cache only saves work: without it, a build is slower and its result the same, byte for byte. An output that is kept
//! must have the very bytes that a build from nothing would give it. Its *verifying trace* shows that: the build notes what
//! an output was made from with a *fingerprint* (a hash) of each part, and the next one compares these with what it finds.
//!
//! # What is recorded
//!
//! - Of a source ([`SourceEntry`]): its stamp (size, times, inode), the hash of its bytes, the document parsed from them.
//! - Of an output ([`OutputEntry`]): its stamp, the hash of its bytes, its [`Key`] (a fingerprint of the view, and one of
//!   template, options, words and layout) and its [`Dependencies`].
//! - Of the digest ([`Snapshot`]): a hash for each piece that a view can depend on (a briefing, the list of a topic, the
//!   observations of an indicator), under an *input key* that names the piece in every build; and fingerprints of what every
//!   view may read, whatever it does: the settings, the words, whether drafts are shown.
//!
//! A *dependency* is an input key that a view read. Nobody declares it, so nobody can forget one: a view gets at the digest
//! through the accessors of [`Site`](crate::site::Site) alone, each of which records what it returned. What a view is given
//! beside that is in the hash [`Output::held`](crate::pages::Output::held), because the function that makes it captures
//! nothing, which the compiler checks.
//!
//! # What is compared
//!
//! For each output, in this order, and the first that holds keeps the file:
//!
//! 1. It is *up to date*: its file has the bytes that the entry is about, its output holds the same, no input that it depends
//!    on has another hash, nor has what every view may read, and the fingerprint of its template is one that there is now.
//! 2. Its view is made, without HTML, and has the same key as before.
//! 3. It is rendered, and its bytes have the hash that the file has.
//!
//! Why 1 is sound: a view is a pure function of what it holds and what it reads. If all that it read last time is the same,
//! it takes the same path, and so reads the same and nothing else. So only what was read last time has to be compared. A
//! dependency too many, and two inputs whose keys collide and so count as one, cost time alone.
//!
//! # Stamps and their age
//!
//! A stamp stands for the bytes of a file only if it is older than the moment at which it was taken: a file that was written
//! in that very moment can be written again without its stamp changing. Each list of stamps has its moment (`taken`); a stamp
//! that is not older is not relied on, and the file is read and hashed.
//!
//! # A build with nothing to do
//!
//! [`NoopCheck`] is read first. If no source has another path or stamp than at the last build, nor any output, and neither
//! the options nor the day ask for other pages, then a build would make what is there, and it ends. It is a file of its own,
//! removed before the rest is written and written after it, so that it never speaks of another build than the rest.
//!
//! # Damage
//!
//! The rest is one append-only log: each build adds what it changed, and now and then it is compacted. What is damaged, cut
//! or of another program is as good as missing; `log.rs` says why what is left may be relied on.

mod data;
mod delta_map;
mod dependencies;
mod fingerprint;
mod folder;
mod log;
mod noop;
mod theme_diff;

pub use data::{Cache, CacheData, IndexData, IndexedDocument, OutputEntry, OutputsData, SourceEntry, StoredText};
pub use delta_map::DeltaMap;
pub use dependencies::{Changes, Dependencies, Snapshot};
pub use fingerprint::{Bodies, Key, fingerprint, key, program, theme_keys};
pub use folder::CacheDir;
pub use log::Sink;
pub use noop::{NoopCheck, of_sources};
pub use theme_diff::ThemeHashes;
