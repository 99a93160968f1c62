//! From a file's bytes to a document, with every mistake on the way.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::file_name::FileName;
use super::findings::Findings;
use super::folders::is_index_of_many;
use super::front_matter::FrontMatter;
use super::kinds::{Front, Kind, ReadFront};
use super::markdown::{self, Template};
use super::outline::{self, Inline, hash};
use super::{Document, no_front, placeholder, prose_dates, prose_numbers};
use crate::config::{self, Config, Limits, RawHtml};
use crate::diagnostics::{Code, Diagnostic, Edit, Fix, Hints, Place};
use crate::locale::{Language, MonthNames, Notation};
use crate::values::Number;
use crate::yaml;

/// What of the site's settings a parse depends on. A cache of parses is good only for equal settings.
#[derive(Debug, Clone)]
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
    /// Whether the numbers and dates in all briefings are read, so that their share can be told that is traced.
    pub traced: bool,
    /// How each of the languages writes numbers, and calls the months: found out once, for that takes longer than to read a text.
    written: Arc<[(Notation, MonthNames)]>,
}

impl Settings {
    /// The settings in `config`.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let written = config.languages.iter().map(|language| (Notation::of(language), MonthNames::of(language))).collect();
        Self {
            written,
            languages: config.languages.clone(),
            raw_html: config.raw_html,
            base_url: config.base_url.clone(),
            math: config.math,
            limits: config.limits.clone(),
            traced: config.traced.is_some(),
            prose_numbers: config.wants(Code::ProseNumber) || config.languages.len() > 1 && config.wants(Code::TranslatedNumber),
        }
    }

    /// Fingerprint of the settings.
    #[must_use]
    pub fn fingerprint(&self) -> super::Hash {
        let tags: Vec<&str> = self.languages.iter().map(Language::tag).collect();
        let bytes =
            serde_json::to_vec(&(tags, self.raw_html, self.math, &self.base_url, &self.limits, self.prose_numbers, self.traced)).expect("settings are JSON");
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
    let made = text_of(path, bytes, settings).and_then(|text| kind.read(Reader { path, kind, text, settings, all: &mut diagnostics }));
    super::problem::gather(&mut diagnostics);
    match made {
        Ok((document, template)) => Parsed { document: Some(Arc::new(document)), diagnostics, template: Some(template) },
        Err(mut fatal) => {
            diagnostics.append(&mut fatal);
            Parsed { document: None, diagnostics, template: None }
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

/// Reads a file into a document, whatever its kind.
struct Reader<'r> {
    path: &'r Arc<str>,
    kind: Kind,
    text: &'r str,
    settings: &'r Settings,
    all: &'r mut Vec<Diagnostic>,
}

impl ReadFront for Reader<'_> {
    type Output = Result<(Document, Template), Vec<Diagnostic>>;

    fn read<T: FrontMatter + DeserializeOwned + Default>(self, wrap: fn(T) -> Front) -> Self::Output {
        document(self, wrap)
    }
}

fn document<T: FrontMatter + DeserializeOwned + Default>(reader: Reader<'_>, wrap: fn(T) -> Front) -> Result<(Document, Template), Vec<Diagnostic>> {
    let Reader { path, kind, text, settings, all } = reader;
    let front = yaml::split(text).map_err(|error| vec![no_front::told(path, text, error)])?;
    if front.yaml.len() as u64 > settings.limits.front_matter_bytes {
        let large = format!("the front matter has {} bytes; the limit is {}", front.yaml.len(), settings.limits.front_matter_bytes);
        return Err(vec![Diagnostic::new(Code::TooLarge, Place::file(path), large).help("is the closing `---` in its place?")]);
    }
    let name = FileName::read(path, kind == Kind::Briefing, is_index_of_many(path, kind), &settings.languages);
    let fields = yaml::read::<T>(&text[front.yaml.clone()]);
    let titles = fields.as_ref().map_or_else(|broken| broken.rest.as_ref().map(FrontMatter::titles), |fields| Some(fields.titles())).unwrap_or_default();
    let options = settings.markdown(name.language);
    let start = match outline::repeated_title(&text[front.body..], &titles, &options) {
        Some(heading) => {
            let (from, end) = (front.body + heading.start, front.body + heading.end);
            let repeated =
                Diagnostic::new(Code::RepeatedTitle, Place::bytes(path, from..end), "the text begins with its own title, which the page shows already");
            all.push(repeated.help("remove this heading; it is left out").mend(""));
            end
        }
        None => front.body,
    };
    let body = &text[start..];
    let mut compiled = markdown::compile(body, &options);
    let names = || fields.as_ref().map_or_else(|broken| broken.rest.as_ref(), Some).map_or_else(Vec::new, FrontMatter::mentions);
    super::problem::name(&mut compiled.problems, &names);
    let (mut outline, template, problems) = outline::divide(path, compiled, start, body);
    // Without figures there is nothing to hold a number against; those of a translation are in its original.
    let has_figures = || name.language > 0 || memchr::memmem::find(&text.as_bytes()[front.yaml.clone()], b"figures").is_some();
    let (notation, months) = &settings.written[name.language];
    let has_digits = (settings.prose_numbers || settings.traced) && body.bytes().any(|byte| byte.is_ascii_digit());
    if has_digits && (name.language > 0 || kind == Kind::Briefing && (settings.traced || has_figures())) {
        let prose = markdown::prose(body, settings.math);
        outline.numbers = prose_numbers::in_body(body, &prose, *notation);
        if settings.traced && kind == Kind::Briefing {
            outline.dates = prose_dates::in_body(&prose, months);
        }
    }
    if has_digits && name.language == 0 && settings.languages.len() > 1 {
        outline.amounts = notation.amounts(body).into_iter().map(Number::from).collect();
    }
    all.extend(problems);
    all.extend(yaml::tell_unprintable(path, text, &front.yaml, fields.is_ok()));
    let tag = settings.languages[name.language].tag();
    let mut unwritten = placeholder::in_body(path, body, start, tag, settings.math);
    outline.unfinished = !unwritten.is_empty();
    let (mut fields, damaged) = match fields {
        Ok(fields) => (fields, Vec::new()),
        Err(broken) => {
            all.extend(broken.found.into_iter().map(|f| config::diagnostic(path, f, front.yaml.start)));
            // What is left of the fields is looked at too, so that all mistakes are told in one run.
            match broken.rest {
                Some(rest) => (rest, broken.keys),
                None => return Err(Vec::new()),
            }
        }
    };
    if let Some(date) = name.date.filter(|_| name.language == 0 && name.unknown_language.is_none() && !damaged.iter().any(|field| field == "date"))
        && fields.date_by_name(date)
    {
        let dated = Diagnostic::new(Code::DateFromName, Place::file(path), "the date of the briefing stands in the file's name alone");
        let line = format!("date: {date}");
        let help = format!("add the line `{line}`, so that the date stays when the file is renamed");
        all.push(dated.help(help).fix(Fix::certain(vec![Edit::line(path, line)])));
    }
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
        front: &text[front.yaml.clone()],
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
    let names = || fields.mentions();
    let inlines: Vec<Inline> = fields.inlines().into_iter().map(|(field, text)| Inline::compile(path, field, text, &options, &names, all)).collect();
    super::plain::check(path, &text[front.yaml.clone()], front.yaml.start, |field| inlines.iter().any(|inline| inline.field == field), all);
    let id = id.map_err(|bad| vec![bad])?;
    let (path, source, damaged) = (Arc::clone(path), hash(text), !damaged.is_empty());
    Ok((Document { path, source, id, language: name.language, front: wrap(fields), outline, inlines, damaged }, template))
}
