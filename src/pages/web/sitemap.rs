//! Sitemaps: one of each year's briefings, one of the other pages, and the index that names them.

use std::fmt::Write as _;

use serde::Serialize;

use crate::content::markdown::escaped;
use crate::values::Date;

/// A sitemap or an index of sitemaps.
#[derive(Debug, Serialize)]
pub struct Sitemap {
    /// Whether the entries are sitemaps themselves.
    pub index: bool,
    /// Full addresses with the day of the last change, where one is known.
    pub entries: Vec<(String, Option<Date>)>,
}

impl Sitemap {
    /// The sitemap as XML.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let (outer, inner) = if self.index { ("sitemapindex", "sitemap") } else { ("urlset", "url") };
        let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{outer} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (address, modified) in &self.entries {
            let _ = write!(xml, "<{inner}><loc>{}</loc>", escaped(address));
            if let Some(date) = modified {
                let _ = write!(xml, "<lastmod>{date}</lastmod>");
            }
            let _ = writeln!(xml, "</{inner}>");
        }
        let _ = writeln!(xml, "</{outer}>");
        xml.into_bytes()
    }
}
