//! The entries of the lists inside documents.

pub(super) mod commitment;
pub(super) mod event;
pub(super) mod extra;
pub(super) mod figure;
pub(super) mod source;
