//! What resolved references look like in a text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::content::markdown::{Piece, Resolved, escaped};
use crate::content::{Certainty, Document, Kind};
use crate::locale::{DateStyle, Standing};
use crate::site::addresses::{self, Address};
use crate::site::ids::{EntityId, EntryId};
use crate::site::node::{Vantage, Version};
use crate::site::published::Site;
use crate::site::resolution::{FigurePart, Resolution};

/// A fact that may change, as a text prints it.
struct Told {
    /// It in words.
    words: String,
    /// The element that holds them, with its attributes.
    element: Cow<'static, str>,
    /// How sure it is, where it is not.
    sure: Option<Standing>,
    /// What became of it since, and the entry of a later briefing that says so.
    since: Option<(Standing, EntryId)>,
    /// What a figure was corrected to, and whether that is a value and not a change.
    to: Option<(String, bool)>,
}

/// How addresses are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// From the root of the site's host, for bodies.
    Url,
    /// The same for texts beside a body, whose elements get no ids: the body's have them.
    Inline,
    /// In full, for feeds, where ids of elements are left out too.
    Permalink,
    /// The same for mail, which says nothing of what came after it: a letter stays as it was sent.
    Letter,
}

/// The longest summary that is made from a first paragraph, in characters.
const SUMMARY: usize = 300;

impl Site<'_> {
    /// An address in a form.
    #[must_use]
    pub fn write(&self, address: &Address, form: Form) -> String {
        match form {
            Form::Url | Form::Inline => address.url(self.config()),
            Form::Permalink | Form::Letter => address.permalink(self.config()),
        }
    }

    /// What each of `resolutions` looks like on a page in `language`, in a text that looks at facts from `from`. `page` is the
    /// page's own full address.
    #[must_use]
    pub fn resolved(&self, resolutions: &[Resolution], from: Vantage, language: usize, form: Form, page: &str) -> Vec<Resolved> {
        let mut cited: HashMap<usize, usize> = HashMap::new();
        resolutions
            .iter()
            .map(|resolution| match resolution {
                Resolution::Citation(source) => {
                    let time = cited.entry(*source).or_default();
                    *time += 1;
                    citation(*source, *time, form, page)
                }
                Resolution::Entity { thing, language: named, fragment, label } => {
                    self.thing(*thing, named.unwrap_or(language), fragment.as_deref(), label.as_deref(), form)
                }
                Resolution::Here(fragment) => {
                    let page = if matches!(form, Form::Permalink | Form::Letter) { page } else { "" };
                    Resolved { address: format!("{page}#{fragment}"), ..Resolved::default() }
                }
                Resolution::Asset { path, pixels } => {
                    let address = Address::shared(path.strip_prefix("content/").unwrap_or(path));
                    Resolved { address: self.write(&address, form), pixels: *pixels, ..Resolved::default() }
                }
                Resolution::Address { path, rest, pixels } => {
                    Resolved { address: self.write(&Address::shared(path), form) + rest, pixels: *pixels, ..Resolved::default() }
                }
                Resolution::Figure { item, part } => {
                    let told = self.figure_told(*item, *part, from, language);
                    self.fact(&told, language, form)
                }
                Resolution::Date(item) => self.fact(&self.date_told(*item, from, language), language, form),
                Resolution::Nothing => Resolved::default(),
            })
            .collect()
    }

    fn thing(&self, thing: EntityId, language: usize, fragment: Option<&str>, label: Option<&str>, form: Form) -> Resolved {
        let mut address = match form {
            Form::Url | Form::Inline => [language, 0].into_iter().find_map(|l| self.localized[l].url(thing)).map(str::to_owned).unwrap_or_default(),
            Form::Permalink | Form::Letter => self.nearest_address(thing, language).map(|a| self.write(&a, form)).unwrap_or_default(),
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
        Resolved { address, pixels: None, text, html: Some(html) }
    }

    /// A term is an abbreviation with its expansion, and leads to the glossary.
    fn abbreviation(&self, index: usize, language: usize, label: Option<&str>, address: String) -> Resolved {
        let (name, short) = self.term_names(index, language);
        let text = label.or(short).unwrap_or(name);
        let shown = if text == name { escaped(text) } else { format!("<abbr title=\"{}\">{}</abbr>", escaped(name), escaped(text)) };
        let html = if address.is_empty() { shown } else { format!("<a class=\"term\" href=\"{}\">{shown}</a>", escaped(&address)) };
        Resolved { address, pixels: None, text: text.to_owned(), html: Some(html) }
    }

    /// A figure as a text at `from` prints it.
    fn figure_told(&self, item: EntryId, part: FigurePart, from: Vantage, language: usize) -> Told {
        let (known, since) = self.figure_from(item, part, from);
        // The value alone says enough: brackets in brackets are hard to read.
        let to = since.map(|by| match part {
            FigurePart::Change => (self.figure_words(by, FigurePart::Change, language), false),
            FigurePart::Whole if !self.figure(by).has_level() => (self.figure_words(by, FigurePart::Change, language), false),
            FigurePart::Whole | FigurePart::Value => (self.figure_words(by, FigurePart::Value, language), true),
            FigurePart::Digits | FigurePart::Percent | FigurePart::Absolute => (self.figure_words(by, part, language), true),
        });
        Told {
            to: to.filter(|(words, _)| !words.is_empty()),
            words: self.figure_words(known, part, language),
            element: "span class=\"figure\"".into(),
            sure: None,
            since: since.map(|by| (Standing::RevisedSince, by)),
        }
    }

    /// The day of a dated event as a text at `from` prints it.
    fn date_told(&self, event: EntryId, from: Vantage, language: usize) -> Told {
        let (known, newest) = (self.event_known_from(event, from), self.event_known(event));
        let locale = &self.localized[language].locale;
        let one_day = known.last_day() == known.date;
        let became = if newest.certainty == Certainty::Cancelled { Standing::CancelledSince } else { Standing::MovedSince };
        Told {
            words: if one_day { locale.date(known.date.civil(), DateStyle::Long) } else { locale.period(known.date.civil(), known.last_day().civil()) },
            element: if one_day { format!("time datetime=\"{}\"", known.date).into() } else { "span class=\"date\"".into() },
            sure: match known.certainty {
                Certainty::Provisional => Some(Standing::Provisional),
                Certainty::Cancelled => Some(Standing::Cancelled),
                Certainty::Confirmed | Certainty::Moved => None,
            },
            to: None,
            since: newest.by.filter(|by| known.by != Some(*by) && !known.is_as(&newest)).map(|by| (became, by)),
        }
    }

    /// What became of a dated event since what a text at `from` knows of it, in a word, and the address that says so.
    #[must_use]
    pub fn date_since(&self, event: EntryId, from: Vantage, language: usize, form: Form) -> Option<(String, String)> {
        let (standing, by) = self.date_told(event, from, language).since?;
        Some((self.localized[language].locale.standing(standing).0.to_owned(), self.place_of(standing, by, language, form)))
    }

    /// Where the entry of a later briefing stands that says what became of a fact.
    fn place_of(&self, standing: Standing, by: EntryId, language: usize, form: Form) -> String {
        let address = match standing {
            Standing::RevisedSince => self.figure(by).id.as_ref().and_then(|id| self.anchor(by.briefing, language, form, "figure", id)),
            _ => self.nearest_address(EntityId { kind: Kind::Briefing, index: by.briefing }, language).map(|a| self.write(&a, form) + "#_date-updates"),
        };
        address.unwrap_or_default()
    }

    /// What is told of a fact as plain text: "2 August 2027 (provisional)". Plain texts are summaries in listings and letters: what
    /// they tell stays as it was told, and what became of it is said, and linked, where the text itself stands.
    fn fact_text(&self, told: &Told, language: usize) -> String {
        let locale = &self.localized[language].locale;
        let marks: Vec<String> = told.sure.iter().map(|standing| locale.standing(*standing).0.to_owned()).collect();
        self.bracketed(told.words.clone(), &marks, language)
    }

    /// The same as HTML with what became of it since: "2 August 2027 (moved since)", a mark that leads to what says so.
    fn fact(&self, told: &Told, language: usize, form: Form) -> Resolved {
        let locale = &self.localized[language].locale;
        let name = told.element.split(' ').next().unwrap_or_default();
        let html = format!("<{}>{}</{name}>", told.element, escaped(&told.words));
        let word = |standing| match locale.standing(standing) {
            (word, true) => escaped(word),
            (word, false) => format!("<span lang=\"en\">{}</span>", escaped(word)),
        };
        let mut marks: Vec<String> = told.sure.map(word).into_iter().collect();
        if let Some((standing, by)) = told.since.filter(|_| form != Form::Letter) {
            let address = self.place_of(standing, by, language, form);
            let mark = match (&told.to, locale.standing(Standing::RevisedTo)) {
                (Some((to, true)), (pattern, true)) => escaped(&pattern.replace("{}", to)),
                (Some((to, _)), _) => word(standing) + locale.colon() + &escaped(to),
                (None, _) => word(standing),
            };
            marks.push(format!("<a class=\"since\" href=\"{}\">{mark}</a>", escaped(&address)));
        }
        Resolved { address: String::new(), pixels: None, text: self.fact_text(told, language), html: Some(self.bracketed(html, &marks, language)) }
    }

    /// A text with marks in brackets behind it.
    fn bracketed(&self, mut text: String, marks: &[String], language: usize) -> String {
        if !marks.is_empty() {
            let locale = &self.localized[language].locale;
            let (open, close) = locale.brackets();
            text.push_str(open);
            text.push_str(&marks.join(locale.comma()));
            text.push_str(close);
        }
        text
    }

    /// What an entity is called in running text.
    #[must_use]
    pub fn name(&self, thing: EntityId, language: usize) -> String {
        match thing.kind {
            Kind::Briefing => self.title(thing.index, language).to_owned(),
            Kind::Jurisdiction => self.jurisdiction_name(thing.index, language).to_owned(),
            Kind::Instrument => self.instrument_short(thing.index, language).unwrap_or_else(|| self.instrument_name(thing.index, language)).to_owned(),
            Kind::Edition => self.edition_title(thing.index, language).to_owned(),
            Kind::Page => {
                let page = self.page(thing.index);
                let title = page.version(language).or_else(|| page.version(0)).and_then(|v| crate::site::Page::fields(v).title.as_ref());
                title.map_or_else(String::new, ToString::to_string)
            }
            _ => self.node(thing).name(self.wanted(language)).map_or_else(String::new, |(name, _)| name.to_owned()),
        }
    }

    /// A briefing's title in `language`, or the original's.
    #[must_use]
    pub fn title(&self, index: usize, language: usize) -> &str {
        let briefing = self.briefing(index);
        let version = briefing.version(language).unwrap_or_else(|| briefing.original());
        crate::site::Briefing::fields(version).title.as_ref().map_or("", |t| t.as_str())
    }

    /// An edition's title in `language`, or the original's.
    #[must_use]
    pub fn edition_title(&self, index: usize, language: usize) -> &str {
        let edition = self.edition(index);
        let version = edition.version(language).unwrap_or_else(|| edition.original());
        crate::site::Edition::fields(version).title.as_ref().map_or("", |t| t.as_str())
    }

    /// A briefing's summary in `language` as plain text: the one given, or its first paragraph.
    #[must_use]
    pub fn summary(&self, index: usize, language: usize) -> String {
        let briefing = self.briefing(index);
        let version = briefing.version(language).unwrap_or_else(|| briefing.original());
        match &crate::site::Briefing::fields(version).summary {
            Some(summary) => summary.to_string(),
            None => self.lead(version, language),
        }
    }

    /// The first paragraph of a body as plain text, cut at a word if it is long, and never within a figure or date, which would
    /// lose what qualifies it.
    #[must_use]
    pub fn lead(&self, version: &Version, language: usize) -> String {
        let (text, facts) = self.plain_with_facts(&version.document.outline.lead, &version.body, version.from, language);
        cut(text, &facts)
    }

    /// Pieces of a text that looks at facts from `from`, as plain text.
    #[must_use]
    pub fn plain(&self, pieces: &[Piece], resolutions: &[Resolution], from: Vantage, language: usize) -> String {
        self.plain_with_facts(pieces, resolutions, from, language).0
    }

    /// The same, with where figures and dates stand in it.
    fn plain_with_facts(&self, pieces: &[Piece], resolutions: &[Resolution], from: Vantage, language: usize) -> (String, Vec<Range<usize>>) {
        let (mut text, mut facts) = (String::new(), Vec::new());
        for piece in pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Reference(index) => match resolutions.get(*index as usize) {
                    Some(Resolution::Entity { thing, label, language: named, .. }) => {
                        let resolved = self.thing(*thing, named.unwrap_or(language), None, label.as_deref(), Form::Url);
                        text.push_str(&resolved.text);
                    }
                    Some(fact @ (Resolution::Figure { .. } | Resolution::Date(_))) => {
                        let told = match fact {
                            Resolution::Figure { item, part } => self.figure_told(*item, *part, from, language),
                            Resolution::Date(item) => self.date_told(*item, from, language),
                            _ => continue,
                        };
                        let start = text.len();
                        text.push_str(&self.fact_text(&told, language));
                        facts.push(start..text.len());
                    }
                    _ => {}
                },
            }
        }
        (text, facts)
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
        Form::Permalink | Form::Letter => format!("<sup><a href=\"{}#source-{number}\">[{number}]</a></sup>", escaped(page)),
    };
    Resolved { address: format!("#source-{number}"), pixels: None, text: String::new(), html: Some(html) }
}

/// `whole` are the places that are kept or left out as a whole, in their order.
fn cut(text: String, whole: &[Range<usize>]) -> String {
    // So many bytes are no more characters than that.
    if text.len() <= SUMMARY {
        return text;
    }
    let Some((end, _)) = text.char_indices().nth(SUMMARY) else { return text };
    let kept = &text[..end];
    let word = kept.rfind(char::is_whitespace).filter(|at| *at > end / 2).unwrap_or(end);
    // A fact that the whole text begins with stays, however long it is.
    let word = whole.iter().find(|fact| fact.start < word && word < fact.end).map_or(word, |fact| if fact.start == 0 { fact.end } else { fact.start });
    format!("{}…", kept[..word].trim_end_matches(|c: char| c.is_whitespace() || c == ','))
}
