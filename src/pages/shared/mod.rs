//! What pages of several kinds have in common.

pub(super) mod cards;
pub(super) mod dates;
pub(super) mod figures;
pub(super) mod held;
pub(super) mod labels;
pub(super) mod layout;
pub(super) mod pagination;
pub(super) mod parts;
