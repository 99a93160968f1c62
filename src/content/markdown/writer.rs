//! The state in which a text is written, and its blocks, event by event.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::footnotes::{Footnotes, InnerMark};
use super::mask::Masked;
use super::out::{Out, at};
use super::plain::Plain;
use super::raw_text::{RawTags, RawText};
use super::slug::Ids;
use super::table::Table;
use super::{Heading, Options, Piece, Problem, ProblemKind, Reference, bare, cjk, smart};

/// Bytes of HTML that a text may make whatever its own size.
const FREE_HTML: usize = 64 * 1024;

/// Places in HTML are kept in 32 bits; the rest is for footnotes, whose size is known.
const MAX_HTML: usize = 1 << 31;

/// What is known while a text is written.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own; together they are no state machine")]
pub(super) struct Writer<'a> {
    pub(super) options: &'a Options<'a>,
    pub(super) masked: &'a Masked<'a>,
    pub(super) style: smart::Style,
    pub(super) joins_lines: bool,
    pub(super) script: bare::Script,
    /// Whether the text is a line inside a block of the theme's.
    pub(super) inline: bool,

    pub(super) out: Out,
    pub(super) references: Vec<Reference>,
    pub(super) headings: Vec<Heading>,
    pub(super) ids: Ids,
    pub(super) lead: Vec<Piece>,
    pub(super) problems: Vec<Problem>,
    pub(super) footnotes: Footnotes,
    pub(super) raw: RawTags,
    /// Headings of level 1.
    pub(super) top_level: usize,
    /// A limit was broken: what is written so far is worth nothing.
    pub(super) broken: bool,
    /// An exchanged letter cannot be told: the text must be parsed with its emphasis unmended.
    pub(super) unmendable: bool,

    /// Text that has arrived and is not yet written, in bytes of the parsed text.
    pub(super) run: Range<usize>,
    /// The last character that was shown; a line break at the start of a block.
    pub(super) before: char,
    pub(super) open_quotes: smart::Open,
    /// For each open link whether its tag was written.
    pub(super) links: Vec<bool>,
    /// The title of each open image. The content of images becomes an attribute.
    pub(super) images: Vec<String>,
    /// Where the outermost of them starts, unless it was refused.
    pub(super) image_at: Option<usize>,
    /// The reference that it is, if it is a file of the site.
    pub(super) picture: Option<u32>,
    pub(super) figure: Option<Figure>,
    /// Where the paragraph's tag starts.
    pub(super) paragraph: usize,
    /// Plain text of the heading or first paragraph, while one is open.
    pub(super) plain: Option<Plain>,
    /// The description of the outermost image, while one is open.
    pub(super) alt: Option<Plain>,
    /// How many elements of raw HTML are open in the block whose text is shown as it was typed.
    pub(super) verbatim: usize,
    /// How many links of raw HTML are open in the block.
    pub(super) raw_links: usize,
    pub(super) heading: Option<OpenHeading>,
    pub(super) table: Option<Table>,
    pub(super) in_code_block: bool,
    pub(super) html_block: Option<HtmlBlock>,
    /// Lines of a block of raw HTML that are not yet written.
    pub(super) raw_lines: RawText,
    /// The element that is open and will be left out with all that it encloses.
    pub(super) dropping: Option<String>,
    pub(super) depth: usize,
    pub(super) quotes: usize,
    pub(super) definitions: Vec<OpenDefinition>,
    /// Bytes of HTML that lie in definitions.
    pub(super) set_aside: usize,
}

/// An image that may be alone in its paragraph.
#[derive(Debug)]
pub(super) struct Figure {
    /// Where its `title` attribute starts.
    pub(super) title_at: usize,
    /// Where its tag ends.
    pub(super) end: usize,
    pub(super) caption: String,
}

/// A heading that is being written.
#[derive(Debug)]
pub(super) struct OpenHeading {
    /// Where its tag will stand.
    pub(super) start: usize,
    /// The author's own id.
    pub(super) id: Option<String>,
    /// Its words, from which an id is made if the author gave none: all that are there, whatever became of them.
    pub(super) words: String,
}

/// What becomes of the lines of a block of raw HTML.
#[derive(Clone, Copy, Debug)]
pub(super) enum HtmlBlock {
    Kept,
    Shown,
    Dropped,
}

/// A footnote's definition that is being written, and what was being written before.
#[derive(Debug)]
pub(super) struct OpenDefinition {
    pub(super) label: String,
    pub(super) marks: Vec<InnerMark>,
    pub(super) outer: Out,
}

impl<'a> Writer<'a> {
    pub(super) fn new(masked: &'a Masked<'a>, options: &'a Options<'a>, inline: bool) -> Self {
        Self {
            options,
            masked,
            style: smart::style(options.language),
            joins_lines: cjk::joins_lines(options.language),
            script: bare::script(options.language),
            inline,
            out: Out::with_capacity(masked.source.len() + masked.source.len() / 4 + 256),
            references: Vec::new(),
            headings: Vec::new(),
            ids: Ids::default(),
            lead: Vec::new(),
            problems: Vec::new(),
            footnotes: Footnotes::default(),
            raw: RawTags::default(),
            top_level: 0,
            broken: false,
            unmendable: false,
            run: 0..0,
            before: '\n',
            open_quotes: smart::Open::default(),
            links: Vec::new(),
            images: Vec::new(),
            image_at: None,
            picture: None,
            figure: None,
            paragraph: 0,
            plain: None,
            alt: None,
            verbatim: 0,
            raw_links: 0,
            heading: None,
            table: None,
            in_code_block: false,
            html_block: None,
            raw_lines: RawText::default(),
            dropping: None,
            depth: 0,
            quotes: 0,
            definitions: Vec::new(),
            set_aside: 0,
        }
    }

    /// Takes one event. Text is kept until something else comes, so that what the parser took apart at `_` or `[`
    /// is read as the author wrote it.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Event::Text(text) = &event
            && !self.in_code_block
            && self.masked.is_slice(text, &range)
        {
            if self.run.end != range.start {
                self.flush();
                self.run.start = range.start;
            }
            self.run.end = range.end;
            return;
        }
        self.flush();
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.other_text(&text, &range),
            Event::Code(code) => self.code(&code, &range),
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, &range),
            Event::FootnoteReference(label) => self.footnote_mark(&label),
            Event::SoftBreak => self.soft_break(self.masked.span(&range).end),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.open_block("<hr>\n"),
            Event::TaskListMarker(done) => self.task(done),
            // Mathematics is not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.put(&text),
        }
    }

    /// Notes a mistake at a place of the parsed text.
    pub(super) fn problem(&mut self, range: &Range<usize>, kind: ProblemKind) {
        let span = self.masked.span(range);
        self.problems.push(Problem { span: at(span.start)..at(span.end), kind });
    }

    /// The author's text behind something that the parser gave; see [`Masked::restore`].
    pub(super) fn restored<'t>(&mut self, text: &'t CowStr<'_>, range: Option<&Range<usize>>) -> Cow<'t, str>
    where
        'a: 't,
    {
        let restored = self.masked.restore(text, range);
        self.unmendable |= restored.is_none();
        restored.unwrap_or_default()
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        self.depth += 1;
        if self.depth > self.options.max_nesting {
            self.problem(range, ProblemKind::TooDeep);
            self.broken = true;
            return;
        }
        match tag {
            Tag::Paragraph => {
                self.open_paragraph();
                if !self.inline {
                    self.suspect_lines(range);
                }
            }
            Tag::Heading { level, id, classes, attrs } => {
                if id.is_none() {
                    self.suspect_heading_id(range);
                }
                self.open_heading(level, id, !classes.is_empty() || !attrs.is_empty(), range);
            }
            Tag::BlockQuote(kind) => self.open_quote(kind),
            Tag::CodeBlock(kind) => self.open_code_block(&kind, range),
            Tag::HtmlBlock => self.open_html_block(range),
            Tag::List(first) => self.open_list(first),
            Tag::Item => self.open_block("<li>"),
            Tag::FootnoteDefinition(label) => self.open_definition(&label),
            Tag::DefinitionList => self.open_block("<dl>\n"),
            Tag::DefinitionListTitle => self.open_block("<dt>"),
            Tag::DefinitionListDefinition => self.open_block("<dd>"),
            Tag::Table(alignments) => {
                self.out.fresh_line();
                self.table = Some(Table::open(&mut self.out, alignments));
            }
            Tag::TableHead => self.in_table(Table::open_head),
            Tag::TableRow => {
                let columns = self.table.as_ref().map_or(0, Table::columns);
                self.suspect_row_cells(range, columns);
                self.in_table(Table::open_row);
            }
            Tag::TableCell => {
                self.in_table(Table::open_cell);
                self.block_starts();
            }
            Tag::Emphasis => self.markup("<em>"),
            Tag::Strong => self.markup("<strong>"),
            Tag::Strikethrough => {
                self.markup("<del>");
                self.tag("del", false);
            }
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => self.open_image(&dest_url, &title, range),
            // Neither superscripts, subscripts nor metadata blocks are switched on.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        self.depth -= 1;
        match tag {
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Heading(level) => self.close_heading(level),
            TagEnd::BlockQuote(kind) => self.close_quote(kind),
            TagEnd::CodeBlock => self.close_code_block(),
            TagEnd::HtmlBlock => self.close_html_block(),
            TagEnd::List(ordered) => self.out.push(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.out.push("</li>\n"),
            TagEnd::FootnoteDefinition => self.close_definition(range),
            TagEnd::DefinitionList => self.out.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push("</dd>\n"),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    table.close(&mut self.out);
                }
            }
            TagEnd::TableHead => self.in_table(Table::close_head),
            TagEnd::TableRow => self.out.push("</tr>\n"),
            TagEnd::TableCell => {
                let written = self.masked.slice(range);
                self.in_table(|table, out| table.close_cell(out, written));
            }
            TagEnd::Emphasis => self.markup("</em>"),
            TagEnd::Strong => self.markup("</strong>"),
            TagEnd::Strikethrough => {
                self.markup("</del>");
                self.tag("del", true);
            }
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.close_image(range),
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
        self.check_size(range);
    }

    /// How many bytes of HTML there may be.
    pub(super) fn size_limit(&self) -> usize {
        let own = self.masked.source.len().saturating_mul(self.options.max_expansion);
        own.saturating_add(FREE_HTML).min(MAX_HTML)
    }

    /// Stops before the HTML outgrows its limit.
    fn check_size(&mut self, range: &Range<usize>) {
        if !self.broken && self.out.len() + self.set_aside > self.size_limit() {
            self.problem(range, ProblemKind::TooLarge);
            self.broken = true;
        }
    }

    /// Does something to the table that is open.
    fn in_table(&mut self, change: impl FnOnce(&mut Table, &mut Out)) {
        if let Some(table) = &mut self.table {
            change(table, &mut self.out);
        }
    }
}
