//! HTML that the author wrote.

use super::escape::without_controls;
use super::plain::Plain;
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
            None if !self.images.is_empty() => self.follow(&html),
            None => match self.fate(&html, range) {
                HtmlBlock::Kept => {
                    self.follow(&html);
                    self.keep(&html);
                }
                HtmlBlock::Shown => self.put(&html),
                HtmlBlock::Dropped => self.plain.iter_mut().for_each(Plain::left_out),
            },
        }
    }

    /// Takes notice of a tag inside a line: of what its text is as plain text, and whether it is shown as it was typed.
    fn follow(&mut self, html: &str) {
        let Some(tag) = html.strip_prefix('<') else { return };
        let closes = tag.starts_with('/');
        let name = tag[usize::from(closes)..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        self.tag(name, closes);
        let is = |names: &[&str]| names.iter().any(|other| other.eq_ignore_ascii_case(name));
        let open = if is(&["code", "kbd", "samp", "pre", "var", "tt"]) {
            &mut self.verbatim
        } else if is(&["a"]) {
            &mut self.raw_links
        } else {
            return;
        };
        *open = if closes { open.saturating_sub(1) } else { *open + 1 };
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
        for id in tags(html).filter_map(id_of) {
            self.ids.reserve(id, self.options.raw_html == RawHtml::Allow);
        }
        without_controls(&mut self.out.html, html);
    }
}

/// The insides of the tags in a piece, without their brackets.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices('<').map(|(at, _)| html[at + 1..].split(['<', '>']).next().unwrap_or_default())
}

/// The id that a tag gives its element.
fn id_of(tag: &str) -> Option<&str> {
    let at = tag.as_bytes().windows(4).position(|bytes| bytes[0].is_ascii_whitespace() && bytes[1..].eq_ignore_ascii_case(b"id="))?;
    let value = &tag[at + 4..];
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split(|c: char| c.is_ascii_whitespace() || c == '/').next(),
    }
}

/// Whether a piece is one comment and nothing else.
fn is_comment(html: &str) -> bool {
    html.trim().strip_prefix("<!--").is_some_and(|rest| rest.find("-->").is_some_and(|end| end + "-->".len() == rest.len()))
}
