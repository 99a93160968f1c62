//! What a website has beside its content.
//!
//! - [`page`]: pages of its own, such as "about"; [`collection`]: what some of them list; [`not_found`]: the page for addresses that lead nowhere.
//! - [`redirect`]: pages at addresses that lead elsewhere, and copies of feeds and calendars at their former addresses.
//! - [`sitemaps`]: which sitemaps there are, made of what all emitters write; [`sitemap`]: their format.
//! - [`robots`]: `robots.txt`; [`files`]: files that are published as they are.

mod collection;
pub(super) mod files;
pub(super) mod not_found;
pub(super) mod page;
pub(super) mod redirect;
pub(super) mod robots;
pub(super) mod sitemap;
pub(super) mod sitemaps;
