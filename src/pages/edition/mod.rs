//! Editions: their pages and their letters.
//!
//! [`gathered`] finds what an edition gathers, as it was known on its day; page and newsletter are made from that.
//!
//! - [`page`]: the index of editions, a page for each, their feed, and the outputs of the newsletter.
//! - [`letter`]: what the template of newsletters sees ([`letter::NewsletterView`]), and the forms that a letter has.
//! - [`newsletter`]: makes that view, with full addresses.
//! - [`newsletter_text`]: the plain text of a letter, from its HTML.

pub(super) mod gathered;
pub(super) mod letter;
pub(super) mod newsletter;
pub(super) mod newsletter_text;
pub(super) mod page;
