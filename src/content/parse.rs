//! From a file's bytes to a document, with every mistake on the way.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::markdown::{self, Template};
use super::outline::{self, Inline, hash};
use super::{Document, Front, Kind, placeholder, prose_numbers};
use crate::config::{self, Config, Limits, RawHtml};
use crate::diagnostics::{Code, Diagnostic, Hints, Place};
use crate::locale::Language;
use crate::values::{Date, Id, Localised, Name, Text, invisible, stray};
use crate::yaml::{self, FrontError};

/// What of the site's settings a parse depends on. A cache of parses is good only for equal settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The site's languages.
    pub languages: Vec<Language>,
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// The site's own full address: a link to it is one within the site.
    pub base_url: String,
    /// Whether texts hold mathematics.
    pub math: bool,
    /// Bounds.
    pub limits: Limits,
    /// Whether the numbers in the words of briefings are looked for, which takes a second look at each text.
    pub prose_numbers: bool,
}

impl Settings {
    /// The settings in `config`.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self {
            languages: config.languages.clone(),
            raw_html: config.raw_html,
            base_url: config.base_url.clone(),
            math: config.math,
            limits: config.limits.clone(),
            prose_numbers: config.asks_for(Code::ProseNumber),
        }
    }

    /// Fingerprint of the settings.
    #[must_use]
    pub fn fingerprint(&self) -> super::Hash {
        let tags: Vec<&str> = self.languages.iter().map(Language::tag).collect();
        let bytes = serde_json::to_vec(&(tags, self.raw_html, self.math, &self.base_url, &self.limits, self.prose_numbers)).expect("settings are JSON");
        *blake3::hash(&bytes).as_bytes()
    }

    /// The options of Markdown in language `index`.
    #[must_use]
    pub fn markdown(&self, index: usize) -> markdown::Options<'_> {
        markdown::Options {
            language: self.languages[index].tag(),
            raw_html: match self.raw_html {
                RawHtml::Sanitise => markdown::RawHtml::Sanitise,
                RawHtml::Allow => markdown::RawHtml::Allow,
                RawHtml::Forbid => markdown::RawHtml::Forbid,
            },
            site: &self.base_url,
            math: self.math,
            max_nesting: self.limits.nesting,
            ..markdown::Options::default()
        }
    }
}

/// What one file gave.
#[derive(Debug)]
pub struct Parsed {
    /// The document, if the file is good enough to have one.
    pub document: Option<Arc<Document>>,
    /// Everything wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// The body's HTML with holes: a by-product that [`markdown::compile`] would make again.
    pub template: Option<Template>,
}

/// Parses the file `path` of `kind`. A panic of one of the parsers refuses this file alone.
#[must_use]
pub fn parse(path: &Arc<str>, kind: Kind, bytes: &[u8], settings: &Settings) -> Parsed {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| parse_or_panic(path, kind, bytes, settings))).unwrap_or_else(|_| {
        let failed = Diagnostic::new(Code::ParserFailed, Place::file(path), "the parser failed on this file")
            .help("halve the text to find the passage, and please report it");
        Parsed { document: None, diagnostics: vec![failed], template: None }
    })
}

fn parse_or_panic(path: &Arc<str>, kind: Kind, bytes: &[u8], settings: &Settings) -> Parsed {
    let mut diagnostics = Vec::new();
    let made = text_of(path, bytes, settings).and_then(|text| match kind {
        Kind::Briefing => document::<super::Briefing>(path, kind, text, settings, &mut diagnostics, |f| Front::Briefing(Box::new(f))),
        Kind::Topic => document::<super::Topic>(path, kind, text, settings, &mut diagnostics, Front::Topic),
        Kind::Agency => document::<super::Agency>(path, kind, text, settings, &mut diagnostics, Front::Agency),
        Kind::Jurisdiction => document::<super::Jurisdiction>(path, kind, text, settings, &mut diagnostics, Front::Jurisdiction),
        Kind::Indicator => document::<super::Indicator>(path, kind, text, settings, &mut diagnostics, |f| Front::Indicator(Box::new(f))),
        Kind::Instrument => document::<super::Instrument>(path, kind, text, settings, &mut diagnostics, |f| Front::Instrument(Box::new(f))),
        Kind::Edition => document::<super::Edition>(path, kind, text, settings, &mut diagnostics, Front::Edition),
        Kind::Term => document::<super::Term>(path, kind, text, settings, &mut diagnostics, Front::Term),
        Kind::Page => document::<super::Page>(path, kind, text, settings, &mut diagnostics, Front::Page),
    });
    super::problem::gather(&mut diagnostics);
    match made {
        Ok((document, template)) => Parsed { document: Some(Arc::new(document)), diagnostics, template: Some(template) },
        Err(mut fatal) => {
            diagnostics.append(&mut fatal);
            Parsed { document: None, diagnostics, template: None }
        }
    }
}

/// The front matter of a kind.
pub(super) trait Fields: DeserializeOwned + Default {
    /// The id given in it.
    fn id(&self) -> Option<&Id>;

    /// The titles or names that a page of it shows above the text.
    fn titles(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Its fields that are Markdown of one line, each with its path.
    fn inlines(&self) -> Vec<(String, &str)> {
        Vec::new()
    }

    /// What it names, each as a reference would: `[[fig:bs-5g]]`.
    fn names(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Gives back the room that its lists have left over.
    fn shrink(&mut self) {}

    /// Gives its titles and summaries the punctuation of their language.
    fn punctuate(&mut self, _language: &str) {}

    /// Whether it is held back altogether.
    fn is_draft(&self) -> bool {
        false
    }

    /// What is wrong with it that its types do not tell.
    fn check(&self, findings: &mut Findings<'_>);
}

/// Gives texts the punctuation of their language.
pub(super) fn punctuate(texts: [&mut Option<Text>; 2], language: &str) {
    texts.into_iter().flatten().for_each(|text| punctuate_one(text, language));
}

/// Gives texts in several languages the punctuation of each; `language` is the file's.
pub(super) fn punctuate_each<'t>(texts: impl IntoIterator<Item = &'t mut Option<Localised>>, language: &str) {
    texts.into_iter().flatten().for_each(|text| text.change(language, punctuate_one));
}

fn punctuate_one(text: &mut Text, language: &str) {
    // Most texts have nothing to mend, and a digest has thousands of them.
    if !text.as_str().contains(['"', '\'', '.', '-']) {
        return;
    }
    if let Ok(better) = Text::parse(&markdown::typographic(text.as_str(), language)) {
        *text = better;
    }
}

/// Where a kind's checks put what they find.
pub(super) struct Findings<'a> {
    path: &'a Arc<str>,
    name: &'a FileName,
    id: Option<Id>,
    body_is_empty: bool,
    has_anchors: bool,
    pub(super) hints: Hints,
    /// The fields that are there in a file with mistakes: one that was not understood is not missing.
    damaged: &'a [String],
    all: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    pub(super) fn is_translation(&self) -> bool {
        self.name.language > 0
    }

    pub(super) fn date_in_name(&self) -> Option<Date> {
        self.name.date
    }

    pub(super) fn id(&self) -> Option<&Id> {
        self.id.as_ref()
    }

    /// Whether the body has ids that anchors may name.
    pub(super) fn has_anchors(&self) -> bool {
        self.has_anchors
    }

    /// Whether all of its fields were understood.
    pub(super) fn is_whole(&self) -> bool {
        self.damaged.is_empty()
    }

    pub(super) fn body_is_empty(&self) -> bool {
        self.body_is_empty
    }

    /// Notes that `field` must be there, and how it is written.
    pub(super) fn require(&mut self, there: bool, field: &str, example: &str) {
        if !there && !self.damaged.iter().any(|d| d == field) {
            self.all.push(
                Diagnostic::new(Code::MissingField, Place::key(self.path, field), format!("`{field}` is missing"))
                    .help(format!("add a line such as {example}")),
            );
        }
    }

    /// Notes that `field` must be in the group at `group`.
    pub(super) fn require_in(&mut self, there: bool, group: &str, field: &str) {
        if !there && self.damaged.is_empty() {
            self.all
                .push(Diagnostic::new(Code::MissingField, Place::value(self.path, group), format!("`{field}` is missing here")).help(format!("add `{field}`")));
        }
    }

    /// Notes letters in names that cannot be seen, with which no reference that is typed finds them.
    pub(super) fn names(&mut self, names: &[(&str, &Option<Localised>)], aliases: &[Name]) {
        let texts = names.iter().flat_map(|(field, name)| name.iter().flat_map(Localised::texts).map(|text| ((*field).to_owned(), text)));
        let aliases = aliases.iter().enumerate().map(|(i, alias)| (format!("aliases[{i}]"), alias.as_str()));
        let strays: Vec<(String, char)> = texts.chain(aliases).filter_map(|(field, text)| Some((field, stray(text)?))).collect();
        for (field, c) in strays {
            let message = format!("the name has a character that cannot be seen (U+{:04X})", u32::from(c));
            self.value(Code::InvisibleLetter, &field, message, Some("type the name anew, or remove the character".to_owned()));
        }
    }

    /// Notes what the group at `field` lacks, unless the file has mistakes: what was not understood is not missing.
    pub(super) fn lacks(&mut self, code: Code, field: &str, message: &str, help: &str) {
        if self.damaged.is_empty() {
            self.value(code, field, message.to_owned(), Some(help.to_owned()));
        }
    }

    /// Notes a text that `new` suggests and nobody replaced.
    pub(super) fn refuse_prompt(&mut self, field: &str, text: Option<&Text>) {
        self.all.extend(text.and_then(|text| placeholder::in_field(self.path, || field.to_owned(), text.as_str())));
    }

    /// The same of a list of texts.
    pub(super) fn refuse_prompts(&mut self, field: &str, texts: &[Text]) {
        let path = self.path;
        self.all.extend(texts.iter().enumerate().filter_map(|(i, text)| placeholder::in_field(path, || format!("{field}[{i}]"), text.as_str())));
    }

    pub(super) fn value(&mut self, code: Code, field: &str, message: String, help: Option<String>) {
        self.all.push(Diagnostic::new(code, Place::value(self.path, field), message).maybe_help(help));
    }

    pub(super) fn key(&mut self, code: Code, field: &str, message: String, help: Option<String>) {
        self.all.push(Diagnostic::new(code, Place::key(self.path, field), message).maybe_help(help));
    }

    pub(super) fn file(&mut self, code: Code, message: &str, help: &str) {
        self.all.push(Diagnostic::new(code, Place::file(self.path), message).help(help));
    }

    /// Notes fields that a translation takes from its original.
    pub(super) fn forbid_in_translation(&mut self, fields: &[(&str, bool)]) {
        for (field, _) in fields.iter().filter(|(_, given)| *given) {
            self.key(Code::IgnoredInTranslation, field, format!("a translation takes `{field}` from its original"), Some("remove the field".to_owned()));
        }
    }
}

/// What is wrong with a file that has so many bytes, if they are too many: asked before it is read.
#[must_use]
pub fn too_large(path: &Arc<str>, size: u64, settings: &Settings) -> Option<Diagnostic> {
    let limit = settings.limits.file_bytes;
    let large = || Diagnostic::new(Code::TooLarge, Place::file(path), format!("the file has {size} bytes; the limit is {limit}"));
    (size > limit).then(|| large().help("divide it, or raise `limits: {file_bytes: …}` in site.yaml"))
}

/// The text of a file, if it is one.
fn text_of<'b>(path: &Arc<str>, bytes: &'b [u8], settings: &Settings) -> Result<&'b str, Vec<Diagnostic>> {
    if let Some(large) = too_large(path, bytes.len() as u64, settings) {
        return Err(vec![large]);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        vec![Diagnostic::new(Code::NotUtf8, Place::bytes(path, at..at + 1), "the file is not UTF-8 from here on").help("save it again as UTF-8")]
    })?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(vec![Diagnostic::new(Code::EmptyFile, Place::file(path), "the file is empty").help("write its front matter, or delete it")]);
    }
    Ok(text)
}

fn document<T: Fields>(
    path: &Arc<str>,
    kind: Kind,
    text: &str,
    settings: &Settings,
    all: &mut Vec<Diagnostic>,
    wrap: impl FnOnce(T) -> Front,
) -> Result<(Document, Template), Vec<Diagnostic>> {
    let front = yaml::split(text).map_err(|error| vec![no_front(path, text, error)])?;
    if front.yaml.len() as u64 > settings.limits.front_matter_bytes {
        let large = format!("the front matter has {} bytes; the limit is {}", front.yaml.len(), settings.limits.front_matter_bytes);
        return Err(vec![Diagnostic::new(Code::TooLarge, Place::file(path), large).help("is the closing `---` in its place?")]);
    }
    let name = FileName::read(path, kind, &settings.languages);
    let fields = yaml::read::<T>(&text[front.yaml.clone()]);
    let titles = fields.as_ref().map_or_else(|broken| broken.rest.as_ref().map(T::titles), |fields| Some(fields.titles())).unwrap_or_default();
    let options = settings.markdown(name.language);
    let start = match outline::repeated_title(&text[front.body..], &titles, &options) {
        Some(heading) => {
            let (from, end) = (front.body + heading.start, front.body + heading.end);
            let repeated =
                Diagnostic::new(Code::RepeatedTitle, Place::bytes(path, from..end), "the text begins with its own title, which the page shows already");
            all.push(repeated.help("remove this heading; it is left out"));
            end
        }
        None => front.body,
    };
    let body = &text[start..];
    let mut compiled = markdown::compile(body, &options);
    let names = || fields.as_ref().map_or_else(|broken| broken.rest.as_ref(), Some).map_or_else(Vec::new, Fields::names);
    super::problem::name(&mut compiled.problems, &names);
    let (mut outline, template, problems) = outline::divide(path, compiled, start, body);
    if settings.prose_numbers && kind == Kind::Briefing {
        outline.numbers = prose_numbers::in_body(body, &settings.languages[name.language], settings.math);
    }
    all.extend(problems);
    all.extend(yaml::tell_unprintable(path, text, &front.yaml, fields.is_ok()));
    let tag = settings.languages[name.language].tag();
    let mut unwritten = placeholder::in_body(path, body, start, tag, settings.math);
    outline.unfinished = !unwritten.is_empty();
    let (mut fields, damaged) = match fields {
        Ok(fields) => (fields, Vec::new()),
        Err(broken) => {
            all.extend(broken.found.into_iter().map(|f| config::told(path, f, front.yaml.start)));
            // What is left of the fields is looked at too, so that all mistakes are told in one run.
            match broken.rest {
                Some(rest) => (rest, broken.keys),
                None => return Err(Vec::new()),
            }
        }
    };
    // A draft is where such texts belong.
    if !fields.is_draft() {
        unwritten.extend(placeholder::in_front(path, &text[front.yaml.clone()], front.yaml.start, tag));
        all.append(&mut unwritten);
    }
    fields.punctuate(settings.languages[name.language].tag());
    fields.shrink();
    outline.shrink();

    let id = fields.id().cloned().map_or_else(|| name.id(path), Ok);
    let mut findings = Findings {
        path,
        name: &name,
        id: id.as_ref().ok().cloned(),
        body_is_empty: outline.empty,
        has_anchors: !outline.ids.is_empty(),
        hints: Hints::shown(),
        damaged: &damaged,
        all,
    };
    // Of a language that the site does not have, nobody can say what the file may give.
    if name.unknown_language.is_none() {
        fields.check(&mut findings);
    }
    if let Some(unknown) = &name.unknown_language {
        findings.file(
            Code::UnknownLanguage,
            &format!("the file's name ends in the language `{unknown}`, which site.yaml does not list"),
            "add it to `languages` in site.yaml, or rename the file",
        );
    }
    let options = settings.markdown(name.language);
    let names = || fields.names();
    let inlines: Vec<Inline> = fields.inlines().into_iter().map(|(field, text)| Inline::compile(path, field, text, &options, &names, all)).collect();
    super::plain::check(path, &text[front.yaml.clone()], front.yaml.start, |field| inlines.iter().any(|inline| inline.field == field), all);
    let id = id.map_err(|bad| vec![bad])?;
    Ok((Document { path: Arc::clone(path), source: hash(text), id, language: name.language, front: wrap(fields), outline, inlines }, template))
}

fn no_front(path: &Arc<str>, text: &str, error: FrontError) -> Diagnostic {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let first = start..start + text[start..].lines().next().unwrap_or_default().len();
    match error {
        FrontError::Missing => Diagnostic::new(Code::MissingFrontMatter, Place::bytes(path, first), "the file does not begin with front matter")
            .help("put a line `---`, the fields, and another line `---` in front of the text"),
        FrontError::Unclosed if let Some(dots) = line_of_dots(text) => {
            Diagnostic::new(Code::UnclosedFrontMatter, Place::bytes(path, dots..dots + 3), "a line of dots does not close the front matter")
                .help("write `---` in its place")
        }
        FrontError::Unclosed => Diagnostic::new(Code::UnclosedFrontMatter, Place::bytes(path, first), "the front matter that begins here is never closed")
            .help("add a line `---` behind the last field"),
    }
}

/// The first line that is `...`, with which other programs close front matter.
fn line_of_dots(text: &str) -> Option<usize> {
    let mut start = 0;
    text.split_inclusive('\n').find_map(|line| {
        let at = start;
        start += line.len();
        (line.trim_end() == "...").then_some(at)
    })
}

/// What the name of a file says: `2024-10-23-miit-nine-months.zh-hans.md`.
#[derive(Debug)]
pub(super) struct FileName {
    stem: String,
    date: Option<Date>,
    language: usize,
    unknown_language: Option<String>,
    is_index_of_many: bool,
}

impl FileName {
    fn read(path: &str, kind: Kind, languages: &[Language]) -> Self {
        let name = super::name(path);
        let mut stem = &*name;
        let (mut language, mut unknown_language) = (0, None);
        if let Some((rest, suffix)) = stem.rsplit_once('.') {
            if let Some(index) = languages.iter().position(|l| l.prefix() == suffix.to_lowercase()) {
                (stem, language) = (rest, index);
            } else if suffix.chars().any(char::is_alphabetic) && Language::parse(suffix).is_ok() {
                stem = rest;
                unknown_language = Some(suffix.to_owned());
            }
        }
        let (date, stem) = if kind == Kind::Briefing { super::dated(stem) } else { (None, stem) };
        let is_index_of_many = super::is_index_of_many(path, kind);
        Self { stem: stem.to_owned(), date, language, unknown_language, is_index_of_many }
    }

    /// The id that the name gives.
    fn id(&self, path: &Arc<str>) -> Result<Id, Diagnostic> {
        if self.is_index_of_many {
            return Err(Diagnostic::new(
                Code::FolderText,
                Place::file(path),
                "`index.md` stands for the folder that it lies in, and this one holds many sources",
            )
            .help("rename the file, or put it into a folder of its own, whose name is then its id"));
        }
        Id::parse(&self.stem).map_err(|mistake| {
            let help = mistake.help.map(|h| match h.strip_prefix("write `").and_then(|h| h.strip_suffix('`')) {
                Some(id) => format!("rename it to {id}.md, or add the line id: {id}"),
                None => h,
            });
            let unseen = invisible(&self.stem).map_or_else(String::new, |c| format!(": it has a character that cannot be seen (U+{:04X})", u32::from(c)));
            let message = format!("the file's name gives the id `{}`, which cannot be one{unseen}", self.stem);
            Diagnostic::new(Code::BadId, Place::file(path), message).maybe_help(help)
        })
    }
}
