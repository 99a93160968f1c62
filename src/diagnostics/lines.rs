//! Lines and columns of a text.

/// Bytes between two places whose number of characters is kept.
const STRIDE: usize = 1024;

/// Where the lines of a text begin, and how many characters stand in front of each stride, so that a place among thousands is
/// found without reading the text from its start.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
    before: Vec<usize>,
}

impl Lines {
    /// The lines of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            before.push(count);
            count += characters(chunk);
        }
        Self { starts, before }
    }

    /// Line and column of byte `at` of the same text, both from 1, columns counted in characters.
    #[must_use]
    pub fn position(&self, text: &str, at: usize) -> (usize, usize) {
        let at = text.floor_char_boundary(at.min(text.len()));
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts[line - 1];
        let mark = text[start..at].chars().take_while(|c| *c == '\u{feff}').count();
        (line, self.characters_before(text, at) - self.characters_before(text, start) - mark + 1)
    }

    fn characters_before(&self, text: &str, at: usize) -> usize {
        let stride = at / STRIDE;
        // The end of a text that fills its strides has none of its own.
        let Some(before) = self.before.get(stride) else {
            let last = self.before.len().saturating_sub(1);
            return self.before.get(last).map_or(0, |before| before + characters(&text.as_bytes()[last * STRIDE..at]));
        };
        before + characters(&text.as_bytes()[stride * STRIDE..at])
    }
}

/// How many characters begin in `bytes`.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_that_counting_gives() {
        let long = "数a\n".repeat(600) + &"é".repeat(STRIDE) + "\nend";
        for text in ["", "a", "\u{feff}ab\nc", "a\r\nb", &"x".repeat(STRIDE), &"x\n".repeat(STRIDE), &long] {
            let lines = Lines::of(text);
            for at in (0..=text.len() + 1).filter(|at| text.is_char_boundary(*at)) {
                let before = &text[..at.min(text.len())];
                let column = before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}').chars().count();
                assert_eq!(lines.position(text, at), (before.matches('\n').count() + 1, column + 1), "{at} in {text:.20?}");
            }
        }
    }
}
