//! What is kept between builds, in `.bulletin/`. It only saves work: without it a build is slower and its result the same.

mod fields;
mod fingerprint;
mod folder;
mod ledger;
mod memo;
mod still;
mod surroundings;
mod trace;

pub use fields::Parts;
pub use fingerprint::{Bodies, Key, Shown, fingerprint, key, program, surroundings};
pub use folder::Cache;
pub use ledger::Ledger;
pub use memo::{Files, Form, Known, Memo, OutputMemo, OutputsMemo, SourceMemo};
pub use still::{Still, of_sources};
pub use surroundings::Surroundings;
pub use trace::{Changes, Trace, World};
