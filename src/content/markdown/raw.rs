//! HTML that the author wrote.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::CowStr;

use super::escape::without_controls;
use super::links::{self, Address};
use super::plain::Plain;
use super::raw_text::RawText;
use super::tags::{self, Attribute, Tag};
use super::template::HoleKind;
use super::writer::{HtmlBlock, Writer};
use super::{Problem, ProblemKind, RawHtml, Reference, Target, sanitise, slug};

impl Writer<'_> {
    /// A tag inside a line, or a line of a block.
    pub(super) fn raw_html(&mut self, html: &CowStr<'_>, range: &Range<usize>) {
        let at = self.masked.span(range).start;
        let html = self.restored(html, Some(range));
        match self.html_block {
            Some(HtmlBlock::Kept) => self.raw_lines.push(&html, at),
            Some(HtmlBlock::Shown) => self.out.text(&html),
            Some(HtmlBlock::Dropped) => {}
            None if !self.images.is_empty() => self.follow(&html),
            None => match self.fate(&html, range) {
                HtmlBlock::Kept => {
                    self.follow(&html);
                    let mut raw = RawText::default();
                    raw.push(&html, at);
                    self.keep(&raw);
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
            Some(HtmlBlock::Kept) => {
                let raw = std::mem::take(&mut self.raw_lines);
                self.keep(&raw);
                self.out.fresh_line();
            }
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

    /// Writes the author's HTML: addresses become holes, words in angle brackets text, and what will be dropped is told. That
    /// the result is safe is for `sanitise` to see to, which reads the whole as browsers do.
    fn keep(&mut self, raw: &RawText) {
        self.raw.add(&raw.html);
        let html = raw.html.as_str();
        let (mut from, mut at) = (0, 0);
        while let Some(found) = html[at..].find('<').map(|found| at + found) {
            if html[found..].starts_with("<!--") {
                at = html[found..].find("-->").map_or(html.len(), |end| found + end);
                continue;
            }
            at = found + 1;
            let Some(tag) = tags::read(html, found) else { continue };
            let name = tag.element();
            if let Some(dropped) = &self.dropping {
                if tag.closes && name == *dropped {
                    self.dropping = None;
                }
                continue;
            }
            if self.options.raw_html != RawHtml::Allow && tag.is_text(html, false) {
                without_controls(&mut self.out.html, &html[from..found]);
                self.out.push("&lt;");
                from = at;
                continue;
            }
            at = tag.end;
            if !tag.closes {
                from = self.raw_tag(raw, &tag, &name, found, from);
            }
        }
        without_controls(&mut self.out.html, &html[from..]);
    }

    /// Looks at a tag that starts at `start`; everything before `from` is written. Returns up to where it then is.
    fn raw_tag(&mut self, raw: &RawText, tag: &Tag<'_>, name: &str, start: usize, mut from: usize) -> usize {
        let html = raw.html.as_str();
        let trusted = self.options.raw_html == RawHtml::Allow;
        if !trusted && !sanitise::is_allowed(name) {
            let whole = sanitise::is_dropped_whole(name);
            self.raw_problem(raw, &(start..tag.end), ProblemKind::DroppedElement { name: name.to_owned(), whole });
            // Only in SVG and MathML does an element end with its own tag.
            let ends = matches!(name, "svg" | "math") && html[..tag.end].ends_with("/>");
            if whole && !ends {
                self.dropping = Some(name.to_owned());
            }
            return from;
        }
        let has_id = tag.attributes.iter().any(|attribute| attribute.name(html) == "id");
        for attribute in &tag.attributes {
            let attribute_name = attribute.name(html);
            let value = attribute.value.clone().unwrap_or(attribute.end..attribute.end);
            match (name, attribute_name.as_str()) {
                (_, "id") => self.raw_id(raw, &value),
                ("a", "name") if !has_id => {
                    self.raw_id(raw, &value);
                    if !trusted {
                        without_controls(&mut self.out.html, &html[from..attribute.name.start]);
                        self.out.push("id");
                        from = attribute.name.end;
                    }
                }
                _ if !trusted && !sanitise::is_allowed_at(name, &attribute_name) => {
                    self.raw_problem(raw, &(attribute.name.start..attribute.end), ProblemKind::DroppedAttribute { name: attribute_name });
                }
                (_, "href" | "src" | "poster" | "srcset") if !value.is_empty() || !trusted => {
                    from = self.raw_address(raw, name, &attribute_name, attribute, from);
                }
                _ => {}
            }
        }
        from
    }

    /// Takes the id of an element.
    fn raw_id(&mut self, raw: &RawText, value: &Range<usize>) {
        let id = plain(&raw.html[value.clone()]);
        let trusted = self.options.raw_html == RawHtml::Allow;
        if slug::is_valid(&id) && !slug::is_reserved(&id) || trusted && !id.is_empty() {
            self.ids.reserve(&id, trusted);
        } else {
            self.raw_problem(raw, value, ProblemKind::DroppedId { id: id.into_owned() });
        }
    }

    /// Writes an attribute that holds addresses, if any of them leads somewhere inside the site. Everything before `from` is
    /// written; returns up to where it then is.
    fn raw_address(&mut self, raw: &RawText, element: &str, name: &str, attribute: &Attribute, from: usize) -> usize {
        let html = raw.html.as_str();
        let Some(value) = attribute.value.clone() else { return from };
        let is_set = name == "srcset";
        let is_image = is_set || name == "poster" || name == "src" && matches!(element, "img" | "input");
        let candidates = if is_set { candidates(html, &value) } else { vec![(value.clone(), "")] };
        let mut found = Vec::with_capacity(candidates.len());
        for (span, _) in &candidates {
            let written = plain(&html[span.clone()]);
            let address = if is_image { links::of_image(&written) } else { links::of_link(&written) };
            match address.map(|address| links::on_site(address, self.options.site)) {
                Ok(address) => found.push(address),
                // A trusted author may mean it.
                Err(_) if self.options.raw_html == RawHtml::Allow => return from,
                Err(kind) => {
                    self.raw_problem(raw, span, kind);
                    return from;
                }
            }
        }
        if !found.iter().any(|address| matches!(address, Address::Internal { .. })) {
            return from;
        }
        without_controls(&mut self.out.html, &html[from..attribute.name.end]);
        self.out.push("=\"");
        for (index, (address, (span, descriptor))) in found.into_iter().zip(candidates).enumerate() {
            if index > 0 {
                self.out.push(", ");
            }
            match address {
                Address::External(external) => self.out.text(&external),
                Address::Internal { path, query, fragment } => {
                    let target = if is_image { Target::Image { path } } else { Target::Link { path, query, fragment } };
                    self.references.push(Reference { span: raw.span(&span), target });
                    self.out.hole(HoleKind::Address(super::out::at(self.references.len() - 1)));
                }
            }
            if !descriptor.is_empty() {
                self.out.push(" ");
                self.out.text(descriptor);
            }
        }
        self.out.push("\"");
        attribute.end
    }

    fn raw_problem(&mut self, raw: &RawText, range: &Range<usize>, kind: ProblemKind) {
        self.problems.push(Problem { span: raw.span(range), kind });
    }
}

/// The value of an attribute as it is meant.
fn plain(value: &str) -> Cow<'_, str> {
    match super::decoded(value) {
        Some((plain, _)) => Cow::Owned(plain.trim().to_owned()),
        None => Cow::Borrowed(value.trim()),
    }
}

/// The addresses of a `srcset`, each with what stands behind it: `a.png 2x, b.png 3x`.
fn candidates<'h>(html: &'h str, value: &Range<usize>) -> Vec<(Range<usize>, &'h str)> {
    let mut found = Vec::new();
    let mut at = value.start;
    loop {
        let rest = &html[at..value.end];
        at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
        let rest = &html[at..value.end];
        if rest.is_empty() {
            return found;
        }
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let address = rest[..length].trim_end_matches(',');
        let behind = if address.len() < length { "" } else { &rest[length..] };
        let descriptor = &behind[..behind.find(',').unwrap_or(behind.len())];
        found.push((at..at + address.len(), descriptor.trim()));
        at += length + descriptor.len();
    }
}

/// Whether a piece is one comment and nothing else.
fn is_comment(html: &str) -> bool {
    html.trim().strip_prefix("<!--").is_some_and(|rest| rest.find("-->").is_some_and(|end| end + "-->".len() == rest.len()))
}
