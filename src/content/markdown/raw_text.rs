//! Raw HTML as it was written, and how much of it there is.

use std::ops::Range;

/// What is known of the raw HTML in a text: enough to say whether cleaning it is cheap.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RawTags {
    /// Starts of tags.
    pub(super) tags: usize,
    /// Those that may open again in every block that follows, as browsers do for a `<b>` that is left open.
    pub(super) formatting: usize,
}

impl RawTags {
    pub(super) fn add(&mut self, html: &str) {
        for (at, _) in html.match_indices('<') {
            self.tags += 1;
            self.formatting += usize::from(is_formatting(&html.as_bytes()[at + 1..]));
        }
    }
}

/// Whether a tag's name is that of a formatting element, whose list the HTML standard keeps.
fn is_formatting(tag: &[u8]) -> bool {
    const NAMES: [&str; 14] = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    let length = tag.iter().take(8).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    NAMES.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(&tag[..length]))
}

/// Raw HTML as the author wrote it, which may come in lines.
#[derive(Debug, Default)]
pub(super) struct RawText {
    pub(super) html: String,
    /// Where each piece begins: in the HTML, and in the author's text.
    pieces: Vec<(usize, usize)>,
}

impl RawText {
    pub(super) fn push(&mut self, html: &str, at: usize) {
        self.pieces.push((self.html.len(), at));
        self.html.push_str(html);
    }

    /// The author's bytes behind bytes of the HTML.
    pub(super) fn span(&self, range: &Range<usize>) -> Range<u32> {
        let place = |at: usize| {
            let piece = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            let (start, source) = self.pieces.get(piece).copied().unwrap_or_default();
            source + at - start
        };
        // The marks of a quotation may stand between the first byte and the last, so each is looked up for itself.
        let end = if range.is_empty() { place(range.start) } else { place(range.end - 1) + 1 };
        super::out::at(place(range.start))..super::out::at(end)
    }
}
