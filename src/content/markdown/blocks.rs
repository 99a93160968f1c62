//! Blocks: paragraphs, headings, quotes, lists, code, definitions of footnotes.

use super::footnotes::Footnotes;
use super::out::Out;
use super::plain::Plain;
use super::template::{HoleKind, Word};
use super::writer::{OpenDefinition, OpenHeading, Writer};
use super::{Heading, ProblemKind, slug, smart};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, HeadingLevel};
use std::ops::Range;

impl Writer<'_> {
    /// Opens a block that may hold text.
    pub(super) fn open_block(&mut self, tag: &str) {
        self.out.fresh_line();
        self.out.push(tag);
        self.block_starts();
    }

    /// Text that follows has nothing before it.
    pub(super) fn block_starts(&mut self) {
        self.before = '\n';
        self.open_quotes = smart::Open::default();
        self.verbatim = 0;
        self.raw_links = 0;
    }

    pub(super) fn open_paragraph(&mut self) {
        if self.inline {
            self.block_starts();
        } else {
            self.open_block("<p>");
            self.paragraph = self.out.len() - "<p>".len();
        }
        self.figure = None;
        if self.depth == 1 && self.lead.is_empty() {
            self.plain = Some(Plain::default());
        }
    }

    pub(super) fn close_paragraph(&mut self) {
        if let Some(plain) = self.plain.take() {
            self.lead = plain.into_pieces(self.inline);
        }
        if self.inline {
            return;
        }
        match self.figure.take() {
            Some(figure) if figure.end == self.out.len() => {
                self.out.html.truncate(figure.title_at);
                self.out.push("><figcaption>");
                self.out.text(&figure.caption);
                self.out.push("</figcaption></figure>\n");
                self.out.replace(self.paragraph..self.paragraph + "<p>".len(), "<figure>");
            }
            // Nothing is left where there was but a comment.
            _ if self.out.is_at(self.paragraph + "<p>".len()) => self.out.html.truncate(self.paragraph),
            _ => self.out.push("</p>\n"),
        }
    }

    /// The tag is written when the heading is closed: its id comes from its text.
    pub(super) fn open_heading(&mut self, level: HeadingLevel, id: Option<CowStr<'_>>, others: bool, range: &Range<usize>) {
        self.open_block("");
        self.top_level += usize::from(level == HeadingLevel::H1);
        if others {
            self.problem(range, ProblemKind::HeadingAttributes);
        }
        let id = id.and_then(|id| self.explicit_id(&id, range));
        self.heading = Some(OpenHeading { start: self.out.len(), id, words: String::new() });
        self.plain = Some(Plain::default());
    }

    /// The author's own id, if it can be had.
    fn explicit_id(&mut self, id: &CowStr<'_>, range: &Range<usize>) -> Option<String> {
        let id = crate::values::nfc(&self.restored(id, None)).into_owned();
        let problem = if !slug::is_valid(&id) {
            ProblemKind::InvalidHeadingId { id }
        } else if slug::is_reserved(&id) {
            ProblemKind::ReservedHeadingId { id }
        } else if self.ids.take(&id) {
            return Some(id);
        } else {
            ProblemKind::DuplicateHeadingId { id }
        };
        self.problem(range, problem);
        None
    }

    pub(super) fn close_heading(&mut self, level: HeadingLevel) {
        let text = self.plain.take().unwrap_or_default().into_pieces(true);
        let Some(OpenHeading { start, id, words }) = self.heading.take() else { return };
        let id = id.unwrap_or_else(|| self.ids.automatic(&words));
        let level = level as u8;
        self.out.replace(start..start, &format!("<h{level} id=\"{id}\">"));
        self.out.levels.push(start + "<h".len());
        self.out.push("</h");
        self.out.levels.push(self.out.len());
        self.out.number(level.into());
        self.out.push(">\n");
        if self.quotes == 0 && self.definitions.is_empty() {
            self.headings.push(Heading { level, id, text });
        }
    }

    pub(super) fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.quotes += 1;
        let (class, word) = match kind {
            None => return self.open_block("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", Word::Note),
            Some(BlockQuoteKind::Tip) => ("tip", Word::Tip),
            Some(BlockQuoteKind::Important) => ("important", Word::Important),
            Some(BlockQuoteKind::Warning) => ("warning", Word::Warning),
            Some(BlockQuoteKind::Caution) => ("caution", Word::Caution),
        };
        self.open_block("<div class=\"alert ");
        self.out.push(class);
        self.out.push("\" role=\"note\">\n<p class=\"alert-title\">");
        self.out.hole(HoleKind::Word(word));
        self.out.push("</p>\n");
    }

    pub(super) fn close_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.quotes -= 1;
        self.out.push(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
    }

    pub(super) fn open_list(&mut self, first: Option<u64>) {
        match first {
            None => self.open_block("<ul>\n"),
            Some(1) => self.open_block("<ol>\n"),
            Some(first) => {
                self.open_block("<ol start=\"");
                self.out.number(first);
                self.out.push("\">\n");
            }
        }
    }

    /// The box of a task, which stands first in its item.
    pub(super) fn task(&mut self, done: bool) {
        for start in ["<li>", "<li>\n<p>"] {
            if self.out.html.ends_with(start) {
                let item = self.out.len() - start.len();
                self.out.replace(item..item + "<li>".len(), "<li class=\"task\">");
                self.paragraph = self.out.len() - "<p>".len();
            }
        }
        self.out.push("<input type=\"checkbox\" disabled");
        self.out.push(if done { " checked aria-label=\"" } else { " aria-label=\"" });
        self.out.hole(HoleKind::Word(if done { Word::Done } else { Word::Open }));
        self.out.push("\"> ");
    }

    /// The block can be scrolled with the keyboard, since long lines do not wrap.
    pub(super) fn open_code_block(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        self.open_block("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind {
            let info = self.restored(info, Some(range));
            let language = info.split([' ', '\t', ',', '{']).next().unwrap_or_default();
            if !language.is_empty() {
                self.out.push(" class=\"language-");
                self.out.text(language);
                self.out.push("\"");
            }
        }
        self.out.push(">");
        self.in_code_block = true;
    }

    pub(super) fn close_code_block(&mut self) {
        self.in_code_block = false;
        self.out.push("</code></pre>\n");
    }

    /// A footnote's definition is written apart, and joined to the text in the end.
    pub(super) fn open_definition(&mut self, label: &CowStr<'_>) {
        let label = self.restored(label, None).into_owned();
        let outer = std::mem::take(&mut self.out);
        self.set_aside += outer.len();
        self.definitions.push(OpenDefinition { label, marks: Vec::new(), outer });
        self.block_starts();
    }

    pub(super) fn close_definition(&mut self, range: &Range<usize>) {
        let Some(OpenDefinition { label, marks, outer }) = self.definitions.pop() else { return };
        self.set_aside -= outer.len();
        let written: Out = std::mem::replace(&mut self.out, outer);
        self.set_aside += written.len();
        let start = self.masked.span(range).start;
        let span = start..start + label.len() + "[^]".len();
        self.problems.extend(self.footnotes.define(&label, span, written, marks));
    }

    /// A footnote's mark.
    pub(super) fn footnote_mark(&mut self, label: &CowStr<'_>) {
        if !self.images.is_empty() {
            return;
        }
        let label = self.restored(label, None);
        match self.definitions.last_mut() {
            Some(definition) => Footnotes::inner_mark(&mut self.out, &mut definition.marks, &label),
            None => self.footnotes.mark(&mut self.out, &label),
        }
        self.plain.iter_mut().for_each(Plain::left_out);
        self.before = super::text::HOLE;
    }
}
