//! The words of a body, for those who look for something in them: no markup, code, addresses, headings or images.

use super::compile::BODY;
use super::mask::Masked;
use super::text::HOLE;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use std::ops::Range;

/// Words in the order of the text. A line break stands between blocks, a stand-in character for what the site resolves.
#[derive(Debug, Default)]
pub(in crate::content) struct Prose {
    /// The words.
    pub(in crate::content) text: String,
    /// Where each piece begins, in the words and in the body, and how long it is.
    pieces: Vec<(usize, usize, usize)>,
}

impl Prose {
    /// Bytes of the body behind bytes of the words.
    pub(in crate::content) fn source(&self, span: &Range<usize>) -> Range<usize> {
        let place = |at: usize| match self.pieces.partition_point(|(start, ..)| *start <= at).checked_sub(1) {
            Some(piece) => self.pieces[piece].1 + (at - self.pieces[piece].0),
            None => at,
        };
        // Markup may stand between the first letter and the last, so each is looked up for itself.
        place(span.start)..place(span.end.saturating_sub(1)) + 1
    }

    /// Where in the body what follows the first `at` bytes of the words begins, references included; marks between two blocks belong to
    /// the first. `None` if nothing follows.
    pub(in crate::content) fn behind(&self, at: usize) -> Option<usize> {
        let next = self.pieces.partition_point(|(start, ..)| *start < at);
        let inside = next.checked_sub(1).map(|piece| self.pieces[piece]).filter(|(start, _, length)| at < start + length);
        inside.map(|(start, source, _)| source + (at - start)).or_else(|| self.pieces.get(next).map(|(_, source, _)| *source))
    }

    fn hole(&mut self, at: usize) {
        self.pieces.push((self.text.len(), at, HOLE.len_utf8()));
        self.text.push(HOLE);
    }

    fn push(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            self.pieces.push((self.text.len(), at, text.len()));
            self.text.push_str(text);
        }
    }
}

/// The words of a body without its headings. It is parsed a second time for them.
pub(in crate::content) fn prose(text: &str, math: bool) -> Prose {
    without(text, math, true, |tag| matches!(tag, Tag::Heading { .. }) || hides(tag))
}

/// The words of a body with its headings.
pub(in crate::content) fn words(text: &str, math: bool) -> Prose {
    without(text, math, false, hides)
}

/// `joined`: whether the cells of a table, and the items of a list behind a colon, are parted by tabs from one another and from the
/// words that lead to them: they go on with that sentence.
fn without(text: &str, math: bool, joined: bool, hides: impl Fn(&Tag<'_>) -> bool) -> Prose {
    let masked = Masked::body_unmended(text, math, false);
    let mut prose = Prose::default();
    // Depth in what is no prose.
    let mut hidden = 0_usize;
    // The tables and lists around, each with whether it goes on with a sentence.
    let mut around: Vec<bool> = Vec::new();
    for (event, range) in Parser::new_ext(masked.text(), BODY).into_offset_iter() {
        let at = masked.span(&range).start;
        match event {
            Event::Start(tag) if hidden > 0 || hides(&tag) => hidden += 1,
            Event::End(_) if hidden > 0 => {
                hidden -= 1;
                if hidden == 0 {
                    prose.hole(at);
                }
            }
            _ if hidden > 0 => {}
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::Text(text) if masked.is_slice(&text, &range) => {
                let span = masked.span(&range);
                let mut from = span.start;
                for mark in masked.marks_in(&span) {
                    prose.push(&masked.source[from..mark.span.start], from);
                    prose.hole(mark.span.start);
                    from = mark.span.end;
                }
                prose.push(&masked.source[from..span.end], from);
            }
            Event::Text(text) => prose.push(&text, at),
            Event::SoftBreak => prose.push(" ", at),
            // An exponent is no number of its own, and makes another one of what it stands at.
            Event::Code(_) | Event::FootnoteReference(_) | Event::InlineHtml(_) => prose.hole(at),
            Event::Start(Tag::Table(_) | Tag::List(_)) => {
                let before = prose.text.trim_end_matches('\n');
                let goes_on = joined && (matches!(event, Event::Start(Tag::Table(_))) || before.ends_with([':', '：']));
                if goes_on {
                    prose.text.truncate(before.len());
                }
                around.push(goes_on);
                prose.text.push(separator(&around));
            }
            Event::End(TagEnd::Table | TagEnd::List(_)) => {
                around.pop();
                prose.text.push(separator(&around));
            }
            _ => prose.text.push(separator(&around)),
        }
    }
    prose
}

/// What parts two blocks within these tables and lists.
fn separator(around: &[bool]) -> char {
    if around.last() == Some(&true) { '\t' } else { '\n' }
}

fn hides(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } | Tag::Strikethrough => true,
        Tag::Link { link_type, .. } => matches!(link_type, LinkType::Autolink | LinkType::Email),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn only_words_are_left() {
        let body = "# Year 1\n\nThe **4.089** million [stations](/a/12) of [[fig:x]], `13`\nand 5&nbsp;% [@a].\n\n    14\n\n<div>15</div>\n\n- ![16](a.png) 17 https://a.example/18\n- <https://a.example/19>\n";
        let prose = prose(body, false);
        let words = prose.text.replace('\u{FFFC}', "_");
        assert!(words.contains("The 4.089 million stations of _, _ and 5\u{a0}% _."), "{words:?}");
        assert!(!["Year", "12", "13", "14", "15", "16", "19"].iter().any(|hidden| words.contains(hidden)), "{words:?}");
        let at = prose.text.find("4.089").expect("it is there");
        assert_eq!(&body[prose.source(&(at..at + "4.089 million".len()))], "4.089** million");
        let at = prose.text.find("17").expect("it is there");
        assert_eq!(&body[prose.source(&(at..at + 2))], "17");
    }
}
