//! What views read of the digest.

pub(super) mod dependencies;
mod describe;
pub(super) mod input_hashes;
pub(super) mod stable_hash;
