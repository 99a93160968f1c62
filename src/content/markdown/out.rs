//! HTML under construction, with the places of its holes.

use super::escape::escape;
use super::template::{Hole, HoleKind};
use std::ops::Range;

/// HTML and its holes, which are kept in the order of their places.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) html: String,
    pub(super) holes: Vec<Hole>,
    /// Where the digits of `<h2>` and `</h2>` stand, for the body that turns out to have a level 1.
    pub(super) levels: Vec<usize>,
}

impl Out {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { html: String::with_capacity(bytes), ..Self::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.html.len()
    }

    /// Markup of ours.
    pub(super) fn push(&mut self, markup: &str) {
        self.html.push_str(markup);
    }

    /// Text, or the value of an attribute.
    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.html, text);
    }

    /// A number, in digits.
    pub(super) fn number(&mut self, number: u64) {
        use std::fmt::Write;
        write!(self.html, "{number}").expect("a String takes everything");
    }

    pub(super) fn hole(&mut self, kind: HoleKind) {
        self.holes.push(Hole { at: at(self.len()), kind });
    }

    /// Replaces a stretch of markup that holds no hole, and moves the holes behind it.
    pub(super) fn replace(&mut self, range: Range<usize>, markup: &str) {
        let grown = at(markup.len()).wrapping_sub(at(range.len()));
        let behind = self.holes.partition_point(|hole| (hole.at as usize) < range.end);
        for hole in &mut self.holes[behind..] {
            hole.at = hole.at.wrapping_add(grown);
        }
        self.html.replace_range(range, markup);
    }

    /// Appends a stretch of another piece of HTML. Its holes are for the caller.
    pub(super) fn append(&mut self, other: &Self, range: Range<usize>) {
        let base = self.len();
        self.html.push_str(&other.html[range.clone()]);
        let from = other.levels.partition_point(|level| *level < range.start);
        let to = other.levels.partition_point(|level| *level < range.end);
        self.levels.extend(other.levels[from..to].iter().map(|level| level - range.start + base));
    }

    /// Starts a line for a block, so that the HTML can be read.
    pub(super) fn fresh_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.push("\n");
        }
    }

    /// Whether nothing was written since the HTML was that long.
    pub(super) fn is_at(&self, length: usize) -> bool {
        self.len() == length && self.holes.last().is_none_or(|hole| (hole.at as usize) < length)
    }
}

/// An offset as it is stored. Texts are below 1 GB and their HTML is below 4 GB: see `compile`.
pub(super) fn at(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
