//! What is kept between builds, in `.bulletin/`. It only saves work: without it a build is slower and its result the same.

mod data;
mod delta_map;
mod dependencies;
mod fields;
mod fingerprint;
mod folder;
mod noop;
mod surroundings;

pub use data::{Cache, CacheData, Files, Form, OutputEntry, OutputsData, SourceEntry};
pub use delta_map::DeltaMap;
pub use dependencies::{Changes, Dependencies, Snapshot};
pub use fields::Parts;
pub use fingerprint::{Bodies, Key, Shown, fingerprint, key, program, surroundings};
pub use folder::CacheDir;
pub use noop::{NoopCheck, of_sources};
pub use surroundings::Surroundings;
