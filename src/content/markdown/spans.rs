//! Links, images and code inside a line.

use super::links::{self, Address};
use super::out::at;
use super::plain::Plain;
use super::template::HoleKind;
use super::writer::{Figure, Writer};
use super::{ProblemKind, Reference, Target};
use pulldown_cmark::{CowStr, LinkType};
use std::borrow::Cow;
use std::ops::Range;

impl Writer<'_> {
    /// Notes something that the site must resolve; returns its number.
    pub(super) fn refer(&mut self, span: Range<usize>, target: Target) -> u32 {
        self.references.push(Reference { span: at(span.start)..at(span.end), target });
        at(self.references.len() - 1)
    }

    /// Opens a link. One that is refused is written as its text.
    pub(super) fn open_link(&mut self, link_type: LinkType, address: &CowStr<'_>, title: &CowStr<'_>, range: &Range<usize>) {
        let mut written = self.restored(address, None);
        if link_type == LinkType::Email {
            written = Cow::Owned(format!("mailto:{written}"));
        }
        let found = links::of_link(&written).map(|found| links::on_site(found, self.options.site));
        let opened = self.images.is_empty() && found.is_ok();
        self.links.push(opened);
        match found {
            Err(kind) => return self.problem(range, kind),
            Ok(_) if !opened => return,
            Ok(Address::External(external)) => {
                self.out.push("<a href=\"");
                self.out.text(&external);
            }
            Ok(Address::Internal { path, query, fragment }) => {
                let index = self.refer(self.masked.span(range), Target::Link { path, query, fragment });
                self.out.push("<a href=\"");
                self.out.hole(HoleKind::Address(index));
            }
        }
        let title = self.restored(title, None);
        self.title(&title);
        self.out.push("\">");
    }

    pub(super) fn close_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.out.push("</a>");
        }
    }

    /// Ends one attribute and starts that of a title, if there is one.
    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push("\" title=\"");
            self.out.text(title);
        }
    }

    /// Opens an image; until it is closed, all text goes into its description.
    pub(super) fn open_image(&mut self, address: &CowStr<'_>, title: &CowStr<'_>, range: &Range<usize>) {
        let title = self.restored(title, None).into_owned();
        self.images.push(title);
        if self.images.len() > 1 {
            return;
        }
        self.alt = Some(Plain::default());
        self.picture = None;
        let written = self.restored(address, None);
        let start = self.out.len();
        self.figure = None;
        self.out.push("<img src=\"");
        match links::of_image(&written).map(|found| links::on_site(found, self.options.site)) {
            Ok(Address::External(external)) => self.out.text(&external),
            Ok(Address::Internal { path, .. }) => {
                let index = self.refer(self.masked.span(range), Target::Image { path });
                self.out.hole(HoleKind::Address(index));
                self.picture = Some(index);
            }
            // An image without a source would be invalid: the description stands for it.
            Err(kind) => {
                self.out.html.truncate(start);
                self.image_at = None;
                return self.problem(range, kind);
            }
        }
        self.out.push("\" alt=\"");
        self.image_at = Some(start);
    }

    pub(super) fn close_image(&mut self, range: &Range<usize>) {
        let Some(title) = self.images.pop() else { return };
        if !self.images.is_empty() {
            return;
        }
        let alt = self.alt.take().unwrap_or_default().into_pieces(true);
        self.pieces(&alt);
        if let Some(plain) = &mut self.plain {
            plain.picture(&alt);
        }
        let Some(start) = self.image_at else { return };
        if alt.is_empty() {
            self.problem(range, ProblemKind::MissingAlt);
        }
        self.out.push("\" loading=\"lazy\"");
        if let Some(index) = self.picture.take() {
            self.out.hole(HoleKind::Pixels(index));
        }
        // Of a picture that is alone the title becomes a caption, and goes.
        let title_at = self.out.len();
        if !title.is_empty() {
            self.out.push(" title=\"");
            self.out.text(&title);
            self.out.push("\"");
        }
        self.out.push(">");
        let alone = !self.inline && self.out.html[..start].ends_with("<p>") && start == self.paragraph + "<p>".len();
        self.figure = (alone && !title.is_empty()).then(|| Figure { title_at, end: self.out.len(), caption: title });
        self.before = super::text::HOLE;
    }

    /// Code inside a line.
    pub(super) fn code(&mut self, code: &CowStr<'_>, range: &Range<usize>) {
        let mut code = self.restored(code, Some(range));
        if self.table.is_some() && code.contains("\\|") {
            // The parser undoes this in a table, but not inside of a mark.
            code = Cow::Owned(code.replace("\\|", "|"));
        }
        self.markup("<code>");
        self.put(&code);
        self.markup("</code>");
    }
}
