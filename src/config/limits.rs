//! Bounds on what one file or one page may ask of the machine.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::Count;

/// Bounds on what one file or page may ask of the machine.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LimitsFile {
    /// Bytes of a Markdown file.
    #[schemars(extend("default" = Limits::default().file_bytes))]
    pub(super) file_bytes: Option<Count>,
    /// Bytes of its front matter.
    #[schemars(extend("default" = Limits::default().front_matter_bytes))]
    pub(super) front_matter_bytes: Option<Count>,
    /// Levels of lists and quotations.
    #[schemars(extend("default" = Limits::default().nesting))]
    pub(super) nesting: Option<Count>,
    /// Whether symbolic links may lead out of the digest.
    pub(super) outside_links: bool,
    /// Bytes of what templates write for one page.
    #[schemars(extend("default" = Limits::default().page_bytes))]
    pub(super) page_bytes: Option<Count>,
    /// Turns of the loops of one page, together.
    #[schemars(extend("default" = Limits::default().loop_turns))]
    pub(super) loop_turns: Option<Count>,
}

/// Bounds on what one source or one page may ask of the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of a Markdown file.
    pub file_bytes: u64,
    /// Bytes of its front matter.
    pub front_matter_bytes: u64,
    /// Levels of lists and quotations.
    pub nesting: usize,
    /// Whether symbolic links may lead out of the site.
    pub outside_links: bool,
    /// Bytes of what a template writes.
    pub page_bytes: u64,
    /// Turns of the loops of a page, together.
    pub loop_turns: u64,
}

impl Default for Limits {
    fn default() -> Self {
        // The largest pages, an archive of 14,000 briefings in one, come to a few megabytes and some 100,000 turns.
        Self { file_bytes: 4 << 20, front_matter_bytes: 64 << 10, nesting: 24, outside_links: false, page_bytes: 64 << 20, loop_turns: 10_000_000 }
    }
}

impl LimitsFile {
    /// The bounds that it gives, and those of `defaults` where it gives none.
    pub(super) fn or(&self, defaults: &Limits) -> Limits {
        Limits {
            file_bytes: self.file_bytes.map_or(defaults.file_bytes, Count::get),
            front_matter_bytes: self.front_matter_bytes.map_or(defaults.front_matter_bytes, Count::get),
            nesting: self.nesting.map_or(defaults.nesting, |c| usize::try_from(c.get()).unwrap_or(usize::MAX)),
            outside_links: self.outside_links,
            page_bytes: self.page_bytes.map_or(defaults.page_bytes, Count::get),
            loop_turns: self.loop_turns.map_or(defaults.loop_turns, Count::get),
        }
    }
}
