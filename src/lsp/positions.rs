//! Places as editors count them: lines from 0, and columns in UTF-16 code units unless both sides agree on bytes.

use serde::{Deserialize, Serialize};

/// A place between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub(super) struct Position {
    pub(super) line: u32,
    pub(super) character: u32,
}

/// A stretch of a text, the end left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Range {
    pub(super) start: Position,
    pub(super) end: Position,
}

impl Range {
    /// Whether the two have a place in common; ends count, so that a cursor behind a word still touches it.
    pub(super) fn touches(&self, other: &Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
}

impl Encoding {
    /// The word that the protocol has for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// A text with where its lines begin. Editors never show a byte order mark, so it takes no column.
pub(super) struct Ruler<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> Ruler<'t> {
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        // A line also ends with a carriage return alone, as the protocol has it.
        let ends = (0..bytes.len()).filter(|at| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, starts: std::iter::once(first).chain(ends.map(|at| at + 1)).collect(), encoding }
    }

    /// The place of a byte.
    pub(super) fn position(&self, at: usize) -> Position {
        let at = self.text.floor_char_boundary(at.min(self.text.len())).max(self.starts[0]);
        let line = self.starts.partition_point(|start| *start <= at) - 1;
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position { line: number(line), character: number(self.encoding.length(&self.text[self.starts[line]..at])) }
    }

    /// The stretch of some bytes.
    pub(super) fn range(&self, bytes: &std::ops::Range<usize>) -> Range {
        Range { start: self.position(bytes.start), end: self.position(bytes.end) }
    }

    /// The byte at a place; the end of its line where the column is beyond that, as the protocol wants it.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return self.text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let text = self.text[start..end].trim_end_matches(['\n', '\r']);
        let mut left = position.character as usize;
        for (at, c) in text.char_indices() {
            let units = match self.encoding {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
            };
            if left < units {
                return start + at;
            }
            left -= units;
        }
        start + text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_agreed_and_lead_back() {
        let text = "\u{feff}a\r\n中文😀x\n\rend";
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let ruler = Ruler::new(text, encoding);
            for at in (3..text.len()).filter(|at| text.is_char_boundary(*at) && !text[..*at].ends_with('\r')) {
                assert_eq!(ruler.offset(ruler.position(at)), at, "{at} {encoding:?}");
            }
        }
        let x = text.find('x').unwrap();
        assert_eq!(Ruler::new(text, Encoding::Utf16).position(x), Position { line: 1, character: 4 });
        assert_eq!(Ruler::new(text, Encoding::Utf8).position(x), Position { line: 1, character: 10 });
        let ruler = Ruler::new(text, Encoding::Utf16);
        assert_eq!(ruler.position(0), Position::default());
        assert_eq!(ruler.position(text.len()), Position { line: 3, character: 3 });
        assert_eq!(ruler.offset(Position { line: 1, character: 99 }), x + 1);
        assert_eq!(ruler.offset(Position { line: 9, character: 0 }), text.len());
        // Half a pair of surrogates is in front of the character.
        assert_eq!(&text[ruler.offset(Position { line: 1, character: 3 })..=x], "😀x");
    }
}
