//! The entries of the lists inside documents.

pub(super) mod commitment;
pub(super) mod event;
pub(super) mod figure;
