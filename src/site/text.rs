//! What resolved references look like in a text.

use std::collections::HashMap;

use super::addresses::{self, Address};
use super::nodes::{Thing, Version};
use super::references::Resolution;
use super::visible::Site;
use crate::content::markdown::{Piece, Resolved, escaped};
use crate::content::{Document, Kind};

/// How addresses are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// From the root of the site's host, for bodies.
    Url,
    /// The same for texts beside a body, whose elements get no ids: the body's have them.
    Inline,
    /// In full, for feeds and mail, where ids of elements are left out too.
    Permalink,
}

/// The longest summary that is made from a first paragraph, in characters.
const SUMMARY: usize = 300;

impl Site<'_> {
    /// An address in a form.
    #[must_use]
    pub fn write(&self, address: &Address, form: Form) -> String {
        match form {
            Form::Url | Form::Inline => address.url(self.config()),
            Form::Permalink => address.permalink(self.config()),
        }
    }

    /// What each of `resolutions` looks like on a page in `language`. `page` is the page's own full address.
    #[must_use]
    pub fn resolved(&self, resolutions: &[Resolution], language: usize, form: Form, page: &str) -> Vec<Resolved> {
        let mut cited: HashMap<usize, usize> = HashMap::new();
        resolutions
            .iter()
            .map(|resolution| match resolution {
                Resolution::Citation(source) => {
                    let time = cited.entry(*source).or_default();
                    *time += 1;
                    citation(*source, *time, form, page)
                }
                Resolution::Thing { thing, language: named, fragment, label } => {
                    self.thing(*thing, named.unwrap_or(language), fragment.as_deref(), label.as_deref(), form)
                }
                Resolution::Here(fragment) => {
                    let page = if form == Form::Permalink { page } else { "" };
                    Resolved { address: format!("{page}#{fragment}"), ..Resolved::default() }
                }
                Resolution::Asset(path) => {
                    let address = Address::shared(path.strip_prefix("content/").unwrap_or(path));
                    Resolved { address: self.write(&address, form), ..Resolved::default() }
                }
                Resolution::Address { path, rest } => Resolved { address: self.write(&Address::shared(path), form) + rest, ..Resolved::default() },
                Resolution::Figure { item, part } => {
                    let text = self.figure_words(*item, *part, language);
                    let html = format!("<span class=\"figure\">{}</span>", escaped(&text));
                    Resolved { address: String::new(), text, html: Some(html) }
                }
                Resolution::Nothing => Resolved::default(),
            })
            .collect()
    }

    fn thing(&self, thing: Thing, language: usize, fragment: Option<&str>, label: Option<&str>, form: Form) -> Resolved {
        let mut address = match form {
            Form::Url | Form::Inline => [language, 0].into_iter().find_map(|l| self.sections[l].url(thing)).map(str::to_owned).unwrap_or_default(),
            Form::Permalink => self.nearest_address(thing, language).map(|a| self.write(&a, form)).unwrap_or_default(),
        };
        let fragment = if thing.kind == Kind::Term { Some(self.term(thing.index).id.as_str()) } else { fragment };
        if let Some(fragment) = fragment.filter(|_| !address.is_empty()) {
            address.push('#');
            addresses::encode(&mut address, fragment);
        }
        if thing.kind == Kind::Term {
            return self.abbreviation(thing.index, language, label, address);
        }
        let text = label.map_or_else(|| self.name(thing, language), str::to_owned);
        let shown = escaped(&text);
        let html = if address.is_empty() { shown } else { format!("<a href=\"{}\">{shown}</a>", escaped(&address)) };
        Resolved { address, text, html: Some(html) }
    }

    /// A term is an abbreviation with its expansion, and leads to the glossary.
    fn abbreviation(&self, index: usize, language: usize, label: Option<&str>, address: String) -> Resolved {
        let (name, short) = self.term_names(index, language);
        let text = label.or(short).unwrap_or(name);
        let shown = if text == name { escaped(text) } else { format!("<abbr title=\"{}\">{}</abbr>", escaped(name), escaped(text)) };
        let html = if address.is_empty() { shown } else { format!("<a class=\"term\" href=\"{}\">{shown}</a>", escaped(&address)) };
        Resolved { address, text: text.to_owned(), html: Some(html) }
    }

    /// What a thing is called in running text.
    #[must_use]
    pub fn name(&self, thing: Thing, language: usize) -> String {
        match thing.kind {
            Kind::Briefing => self.title(thing.index, language).to_owned(),
            Kind::Topic => self.topic_name(thing.index, language).to_owned(),
            Kind::Agency => self.agency_name(thing.index, language).to_owned(),
            Kind::Jurisdiction => self.jurisdiction_name(thing.index, language).to_owned(),
            Kind::Indicator => self.indicator_name(thing.index, language).to_owned(),
            Kind::Instrument => self.instrument_short(thing.index, language).unwrap_or_else(|| self.instrument_name(thing.index, language)).to_owned(),
            Kind::Edition => self.edition_title(thing.index, language).to_owned(),
            Kind::Term => self.term_names(thing.index, language).0.to_owned(),
            Kind::Page => {
                let page = self.page(thing.index);
                let title = page.version(language).or_else(|| page.version(0)).and_then(|v| super::Page::fields(v).title.as_ref());
                title.map_or_else(String::new, ToString::to_string)
            }
        }
    }

    /// A briefing's title in `language`, or the original's.
    #[must_use]
    pub fn title(&self, index: usize, language: usize) -> &str {
        let briefing = self.briefing(index);
        let version = briefing.version(language).unwrap_or_else(|| briefing.original());
        super::Briefing::fields(version).title.as_ref().map_or("", |t| t.as_str())
    }

    /// An edition's title in `language`, or the original's.
    #[must_use]
    pub fn edition_title(&self, index: usize, language: usize) -> &str {
        let edition = self.edition(index);
        let version = edition.version(language).unwrap_or_else(|| edition.original());
        super::Edition::fields(version).title.as_ref().map_or("", |t| t.as_str())
    }

    /// A briefing's summary in `language` as plain text: the one given, or its first paragraph.
    #[must_use]
    pub fn summary(&self, index: usize, language: usize) -> String {
        let briefing = self.briefing(index);
        let version = briefing.version(language).unwrap_or_else(|| briefing.original());
        match &super::Briefing::fields(version).summary {
            Some(summary) => summary.to_string(),
            None => self.lead(version, language),
        }
    }

    /// The first paragraph of a body as plain text, cut at a word if it is long.
    #[must_use]
    pub fn lead(&self, version: &Version, language: usize) -> String {
        cut(self.plain(&version.document.outline.lead, &version.body, language))
    }

    /// Pieces of a text as plain text.
    #[must_use]
    pub fn plain(&self, pieces: &[Piece], resolutions: &[Resolution], language: usize) -> String {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Reference(index) => match resolutions.get(*index as usize) {
                    Some(Resolution::Thing { thing, label, language: named, .. }) => {
                        let resolved = self.thing(*thing, named.unwrap_or(language), None, label.as_deref(), Form::Url);
                        text.push_str(&resolved.text);
                    }
                    Some(Resolution::Figure { item, part }) => text.push_str(&self.figure_words(*item, *part, language)),
                    _ => {}
                },
            }
        }
        text
    }
}

/// A body's heading ids and titles, as far as a table of contents shows them.
pub fn headings(document: &Document) -> impl Iterator<Item = &crate::content::markdown::Heading> {
    document.outline.headings.iter().filter(|h| h.level <= 3)
}

fn citation(source: usize, time: usize, form: Form, page: &str) -> Resolved {
    let number = source + 1;
    let html = match form {
        Form::Url => format!("<sup class=\"cite\"><a href=\"#source-{number}\" id=\"cite-{number}-{time}\">[{number}]</a></sup>"),
        Form::Inline => format!("<sup class=\"cite\"><a href=\"#source-{number}\">[{number}]</a></sup>"),
        Form::Permalink => format!("<sup><a href=\"{}#source-{number}\">[{number}]</a></sup>", escaped(page)),
    };
    Resolved { address: format!("#source-{number}"), text: String::new(), html: Some(html) }
}

fn cut(text: String) -> String {
    // So many bytes are no more characters than that.
    if text.len() <= SUMMARY {
        return text;
    }
    let Some((end, _)) = text.char_indices().nth(SUMMARY) else { return text };
    let kept = &text[..end];
    let word = kept.rfind(char::is_whitespace).filter(|at| *at > end / 2).unwrap_or(end);
    format!("{}…", kept[..word].trim_end_matches(|c: char| c.is_whitespace() || c == ','))
}
