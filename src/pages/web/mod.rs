//! What a website has beside its content: pages of its own, redirects, sitemaps, files.

pub(super) mod files;
pub(super) mod not_found;
pub(super) mod page;
pub(super) mod redirect;
pub(super) mod robots;
pub(super) mod sitemap;
pub(super) mod sitemaps;
