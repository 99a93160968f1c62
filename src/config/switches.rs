//! What a site switches on and off: kinds of outputs, and raw HTML in texts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What becomes of raw HTML in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawHtml {
    /// It passes a safe list.
    #[default]
    Sanitise,
    /// It passes as it is.
    Allow,
    /// It is an error.
    Forbid,
}

/// Kinds of outputs that can be switched off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Switches {
    /// Atom and JSON feeds.
    pub feeds: bool,
    /// JSON feeds, where there are feeds.
    pub json_feeds: bool,
    /// Feeds of agencies, where there are feeds.
    pub agency_feeds: bool,
    /// Data files: JSON, tables and their schemas.
    pub data: bool,
    /// `sitemap.xml` and its yearly parts.
    pub sitemap: bool,
    /// `robots.txt`.
    pub robots: bool,
    /// Pages of agencies.
    pub agencies: bool,
    /// Pages of jurisdictions.
    pub jurisdictions: bool,
    /// Pages by year and month.
    pub archive: bool,
    /// The glossary.
    pub glossary: bool,
    /// Pages, feeds and data of indicators.
    pub indicators: bool,
    /// Pages of instruments.
    pub instruments: bool,
    /// The tracker of commitments.
    pub commitments: bool,
    /// The calendar, as pages and as iCalendar files.
    pub calendar: bool,
    /// Editions and their newsletters.
    pub editions: bool,
    /// Citations of each briefing, and the index of sources.
    pub citations: bool,
    /// The page and the feed of corrections.
    pub corrections: bool,
    /// The search: a page, its index, and a field at the head of every page.
    pub search: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            feeds: true,
            json_feeds: true,
            agency_feeds: true,
            data: true,
            sitemap: true,
            robots: true,
            agencies: true,
            jurisdictions: true,
            archive: true,
            glossary: true,
            indicators: true,
            instruments: true,
            commitments: true,
            calendar: true,
            editions: true,
            citations: true,
            corrections: true,
            search: true,
        }
    }
}
