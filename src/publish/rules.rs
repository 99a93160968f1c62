//! `_headers` and `_redirects`, for hosts that read them.
//!
//! The site's own lines, from `content/static`, come first; ours follow behind. They are made when a site is published, and are no
//! part of the output: they are about a host.

use std::collections::BTreeSet;

use super::Site;
use super::plan::Kind;
use crate::config::Config;
use crate::output::{EnvironmentError, media_type, redirect};
use crate::pages::search::is_part;
use crate::site::Address;

/// Types of files that hosts often do not know, by the end of the name.
const TYPES: [&str; 4] = ["bib", "eml", "ics", "ris"];

/// So many redirects a host may read (Cloudflare; others read more). What is beyond answers by its page.
const REDIRECTS: usize = 2_000;

/// A page that only leads to another is no larger. Larger ones are not read to find out.
const SMALL: u64 = 8 << 10;

/// Adds the two files to a site, where there is anything to say.
///
/// # Errors
/// Where a page cannot be read.
pub fn add_rules(site: &mut Site, config: &Config) -> Result<(), EnvironmentError> {
    add(site, "_headers", &headers(site, config))?;
    add(site, "_redirects", &redirects(site, config)?)
}

/// Puts our lines behind those of the site.
fn add(site: &mut Site, path: &str, lines: &str) -> Result<(), EnvironmentError> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut bytes = if site.files().contains_key(path) { site.read(path)?.into_owned() } else { Vec::new() };
    if bytes.last().is_some_and(|last| *last != b'\n') {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(lines.as_bytes());
    site.make(path, bytes);
    Ok(())
}

fn headers(site: &Site, config: &Config) -> String {
    let ends: BTreeSet<&str> = site.files().keys().filter_map(|path| path.rsplit_once('.').map(|(_, end)| end)).collect();
    let known = TYPES.iter().filter(|end| ends.contains(**end));
    let rule = |end: &&str| format!("{}/*.{end}\n  Content-Type: {}\n", config.base_path, media_type(&format!("x.{end}")));
    // What is named by its content never has other bytes.
    let parts: BTreeSet<&str> = site.files().keys().filter(|path| is_part(path)).filter_map(|path| path.rsplit_once('/').map(|(folder, _)| folder)).collect();
    let kept = parts.iter().map(|folder| format!("{}/{folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n", config.base_path));
    known.map(rule).chain(kept).collect()
}

/// A line for each page that only leads to another: then it does so at once, and for good.
fn redirects(site: &Site, config: &Config) -> Result<String, EnvironmentError> {
    let own = if site.files().contains_key("_redirects") { site.read("_redirects")?.split(|byte| *byte == b'\n').count() } else { 0 };
    let mut lines = Vec::new();
    for (path, content) in site.files() {
        if Kind::of(path) != Kind::Page || content.size > SMALL {
            continue;
        }
        let bytes = site.read(path)?;
        let Some(to) = std::str::from_utf8(&bytes).ok().and_then(redirect) else { continue };
        let from = Address::shared(path.strip_suffix("index.html").unwrap_or(path)).url(config);
        // Blanks divide the parts of a line.
        if !to.is_empty() && !to.contains(char::is_whitespace) && to != from {
            lines.push(format!("{from} {to} 301\n"));
        }
    }
    lines.truncate(REDIRECTS.saturating_sub(own));
    Ok(lines.concat())
}
