//! What views read of the digest.

pub(super) mod dependencies;
pub(super) mod stable_hash;
