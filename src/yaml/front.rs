//! Where the front matter ends and the text begins.

use std::ops::Range;

/// A source's text, divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Front {
    /// Bytes of the YAML between the two lines of hyphens.
    pub yaml: Range<usize>,
    /// The first byte of the body.
    pub body: usize,
}

/// Why a text could not be divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontError {
    /// The first line is not `---`.
    Missing,
    /// No later line is `---`; the first line's bytes are given by the text's beginning.
    Unclosed,
}

/// Divides `text` at its lines of three hyphens. A byte order mark and lines that end in CR LF are accepted.
///
/// # Errors
/// [`FrontError`], where a line of hyphens is absent.
pub fn split(text: &str) -> Result<Front, FrontError> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = Lines { text, at: start };
    let first = lines.next().ok_or(FrontError::Missing)?;
    if !is_fence(&text[first]) {
        return Err(FrontError::Missing);
    }
    let yaml = lines.at;
    while let Some(line) = lines.next() {
        if is_fence(&text[line.clone()]) {
            return Ok(Front { yaml: yaml..line.start, body: lines.at });
        }
    }
    Err(FrontError::Unclosed)
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// Byte ranges of lines without their `\n`; `at` is the start of the next one.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        let end = self.text[start..].find('\n').map_or(self.text.len(), |n| start + n);
        self.at = (end + 1).min(self.text.len());
        Some(start..end)
    }
}
