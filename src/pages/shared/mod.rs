//! What pages of several kinds have in common.
//!
//! What templates see:
//! - [`parts`]: the head of a page, links, cards; [`layout`]: what every page of a language shows, its menu above all.
//! - [`figures`] and [`dates`]: figures and dated events wherever they are shown.
//! - [`mod@json_ld`]: what pages say to programs.
//! - [`labels`]: the words of the interface.
//!
//! How views are made:
//! - [`cards`]: methods of [`PageContext`](super::PageContext) for heads, cards, links and texts.
//! - [`pagination`]: listings whose numbered pages stay as they are when a briefing is added.
//! - [`years`]: lists that have a page for each year.
//! - [`blocks`]: the HTML of a text as plain text.
//! - [`held`]: what an output holds beside the digest, so that two builds can tell whether it is made from the same.

pub(super) mod blocks;
pub(super) mod cards;
pub(super) mod dates;
pub(super) mod figures;
pub(super) mod held;
pub(super) mod json_ld;
pub(super) mod labels;
pub(super) mod layout;
pub(super) mod pagination;
pub(super) mod parts;
pub(super) mod years;
