//! HTML that the author wrote.

use super::escape::without_controls;
use super::writer::{HtmlBlock, Writer};
use super::{ProblemKind, RawHtml};
use pulldown_cmark::CowStr;
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
    fn add(&mut self, html: &str) {
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

impl Writer<'_> {
    /// A tag inside a line, or a line of a block.
    pub(super) fn raw_html(&mut self, html: &CowStr<'_>, range: &Range<usize>) {
        let html = self.restored(html, Some(range));
        match self.html_block {
            Some(HtmlBlock::Kept) => self.keep(&html),
            Some(HtmlBlock::Shown) => self.out.text(&html),
            Some(HtmlBlock::Dropped) => {}
            None if !self.images.is_empty() => {}
            None => match self.fate(&html, range) {
                HtmlBlock::Kept => self.keep(&html),
                HtmlBlock::Shown => self.put(&html),
                HtmlBlock::Dropped => {}
            },
        }
    }

    pub(super) fn open_html_block(&mut self, range: &Range<usize>) {
        let html = self.masked.slice(range);
        let fate = self.fate(html, range);
        self.html_block = Some(fate);
        match fate {
            HtmlBlock::Kept => self.out.fresh_line(),
            HtmlBlock::Shown => self.open_block("<p>"),
            HtmlBlock::Dropped => {}
        }
    }

    pub(super) fn close_html_block(&mut self) {
        match self.html_block.take() {
            Some(HtmlBlock::Kept) => self.out.fresh_line(),
            Some(HtmlBlock::Shown) => self.out.push("</p>\n"),
            _ => {}
        }
    }

    /// What becomes of a piece of raw HTML.
    fn fate(&mut self, html: &str, range: &Range<usize>) -> HtmlBlock {
        match self.options.raw_html {
            RawHtml::Allow => HtmlBlock::Kept,
            _ if is_comment(html) => HtmlBlock::Dropped,
            RawHtml::Sanitise => HtmlBlock::Kept,
            RawHtml::Forbid => {
                self.problem(range, ProblemKind::RawHtml);
                HtmlBlock::Shown
            }
        }
    }

    fn keep(&mut self, html: &str) {
        self.raw.add(html);
        without_controls(&mut self.out.html, html);
    }
}

/// Whether a piece is one comment and nothing else.
fn is_comment(html: &str) -> bool {
    html.trim().strip_prefix("<!--").is_some_and(|rest| rest.find("-->").is_some_and(|end| end + "-->".len() == rest.len()))
}
