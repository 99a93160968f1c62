//! Commitments: how they look wherever they are named, and the tracker.

pub(super) mod commitment;
pub(super) mod tracker;
