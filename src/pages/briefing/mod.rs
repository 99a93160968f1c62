//! The page of a briefing: [`page::BriefingView`] is what its template sees.
//!
//! It has all that a briefing says: its text with the references resolved, key points, figures, commitments, dates, sources and
//! corrections, and what comes before it and has much in common with it. The files beside it are made in [`data`](super::data)
//! and [`citation`](super::citation).

mod json_ld;
pub(super) mod page;
