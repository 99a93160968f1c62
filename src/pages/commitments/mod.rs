//! Commitments: what somebody said would be done, and what became of it.
//!
//! - [`commitment`]: how a commitment looks wherever it is shown ([`commitment::CommitmentEntry`], and
//!   [`commitment::CommitmentLine`] where there is room for a line).
//! - [`tracker`]: the page of the open ones, and a page with all of each year.

pub(super) mod commitment;
pub(super) mod tracker;
