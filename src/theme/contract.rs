//! The contract between views and templates: every template is tried on samples before anything is built.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use super::bounds::{self, Bounded, Loop};
use super::closure::Parts;
use super::error::RenderError;
use super::layers::Template;
use super::render::advice;
use super::{Theme, built_in, calls, functions, refusals};
use crate::config::Config;
use crate::content::Hash;
use crate::diagnostics::{At, Code, Diagnostic, Place, nearest};
use crate::pages::{Labels, NEWSLETTER, layout_samples, samples};

/// An engine for each language, with all templates in it.
#[derive(Debug)]
pub(super) struct Engines {
    pub(super) by_language: Vec<Tera>,
    /// The templates that tera was given with calls in them that count, by their names.
    pub(super) bounded: HashMap<String, Bounded>,
    /// The loops of these.
    pub(super) loops: Vec<Loop>,
}

/// Gives tera all templates, those of the site and its theme with bounds.
pub(super) fn engines(parts: &Parts<'_>, labels: &Arc<Labels>, config: &Config) -> Result<Engines, Vec<Diagnostic>> {
    let templates = parts.templates;
    let mut loops = Vec::new();
    let own = templates.iter().zip(&parts.scans).filter(|(t, _)| t.own);
    let mut bounded: HashMap<String, Bounded> = own.map(|(t, scan)| (t.name.clone(), bounds::bounded(&t.name, &t.text, scan, &mut loops))).collect();
    let mut engines = Vec::new();
    for language in 0..config.languages.len() {
        let engine = |bounded: &HashMap<String, Bounded>| {
            let mut tera = Tera::new();
            functions::register(&mut tera, labels, language);
            let text = |t: &'_ Template| bounded.get(&t.name).map_or(t.text.clone(), |bounded| bounded.text.clone());
            tera.add_raw_templates(templates.iter().map(|t| (t.name.as_str(), text(t)))).map(|()| tera)
        };
        let made = engine(&bounded).or_else(|error| {
            // As they were written, tera says of them what it has to say, or takes them: bounds never refuse a template.
            if bounded.is_empty() {
                return Err(error);
            }
            bounded.clear();
            loops.clear();
            engine(&bounded)
        });
        engines.push(made.map_err(|error| vec![refused(&RenderError::new(&error), parts, config)])?);
    }
    Ok(Engines { by_language: engines, bounded, loops })
}

/// What tera refuses templates for.
fn refused(error: &RenderError, parts: &Parts<'_>, config: &Config) -> Diagnostic {
    let told = reworded(error, parts, config);
    if told.help.is_some() {
        return told;
    }
    let help = match told.code {
        Code::UnknownVariable => "there are the filters and functions of Tera 2, and date, number, json_script and t",
        Code::TemplateSyntax => "close what is open before it: `{{ … }}`, `{% if … %} … {% endif %}`, `{% block … %} … {% endblock %}`",
        _ => "mend the template",
    };
    told.help(help)
}

/// A failure at its place, in words that tell what to do where some are known.
fn reworded(error: &RenderError, parts: &Parts<'_>, config: &Config) -> Diagnostic {
    let text = error.template.as_ref().and_then(|name| parts.templates.iter().find(|t| t.name == *name)).map(|t| t.text.as_str());
    let blocks: Vec<&str> = parts.scans.iter().flat_map(|scan| scan.blocks.iter().map(|block| block.name)).collect();
    refusals::reworded(diagnostic(error, parts.templates, config), error, text, &blocks)
}

/// Fingerprint of all that the checks of a theme look at, beside the program: `texts` are fingerprints of the templates,
/// `options` that of the options, `words` those of the words of each language.
pub(super) fn fingerprint(templates: &[Template], texts: &BTreeMap<String, Hash>, options: &Hash, words: &[Hash], config: &Config) -> Hash {
    let mut all = options.to_vec();
    all.extend(limits(config));
    for template in templates {
        all.extend_from_slice(&texts[&template.name]);
        all.extend([template.name.as_bytes(), &[0], template.path.as_bytes(), &[0, u8::from(template.own)]].concat());
    }
    for (language, words) in config.languages.iter().zip(words) {
        all.extend_from_slice(words);
        all.extend([language.tag().as_bytes(), &[0]].concat());
    }
    *blake3::hash(&all).as_bytes()
}

/// What pages may take, as it goes into fingerprints: a page that was made under other bounds may be too much now.
pub(super) fn limits(config: &Config) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&config.limits.page_bytes.to_le_bytes());
    bytes[8..].copy_from_slice(&config.limits.loop_turns.to_le_bytes());
    bytes
}

/// Renders each page's template on its largest and its smallest sample, in each language.
pub(super) fn check_samples(theme: &Theme, parts: &Parts<'_>, config: &Config) -> Result<(), Vec<Diagnostic>> {
    let (largest_layout, smallest_layout) = layout_samples();
    let mut wrong = calls::check(parts, &theme.labels);
    for sample in samples() {
        if !theme.origins.contains_key(sample.template) {
            let absent = format!("the theme has no template `{}`", sample.template);
            wrong.push(Diagnostic::new(Code::MissingTemplate, Place::value(&config.file, "theme"), absent).help(format!("add templates/{}", sample.template)));
            continue;
        }
        for (context, layout) in [(&sample.largest, &largest_layout), (&sample.smallest, &smallest_layout)] {
            for language in 0..config.languages.len() {
                if let Err(error) = theme.try_out(sample.template, language, layout, context) {
                    let mut told = reworded(&error, parts, config);
                    if told.code == Code::RenderFailed {
                        told.code = Code::UnknownVariable;
                    }
                    let advice = advice(&error).map(str::to_owned);
                    told.help = told.help.or(advice).or_else(|| Some(hint(&error, context)));
                    if !wrong.iter().any(|w| overlap(&w.place, &told.place)) {
                        wrong.push(told);
                    }
                }
            }
        }
        paths(&sample, theme, parts, &mut wrong);
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// What a template's author may have meant.
fn hint(error: &RenderError, context: &serde_json::Value) -> String {
    let name = error.message.split('`').nth(1).unwrap_or_default();
    let mut names = Vec::new();
    collect(context, &mut names);
    match nearest(name.rsplit('.').next().unwrap_or(name), names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`? a field that may be absent is written `page?.name or \"\"`"),
        None => "docs/theme-reference.md lists what each template sees; a field that may be absent is written `page?.name or \"\"`".to_owned(),
    }
}

/// The names of all fields below a value.
fn collect(value: &serde_json::Value, names: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (name, value) in map {
                names.push(name.clone());
                collect(value, names);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        _ => {}
    }
}

/// Whether two places share bytes, or are the same.
fn overlap(one: &Place, other: &Place) -> bool {
    match (&one.at, &other.at) {
        (At::Bytes(a), At::Bytes(b)) => one.file == other.file && a.start < b.end && b.start < a.end,
        _ => one == other,
    }
}

/// Checks paths such as `page.title` that no sample may lead to: those within branches. A name that is bound anywhere in what
/// the page is made with may be another one than that of the page, and so may all names of a template in which tera reads
/// others than were found: these pass.
fn paths(sample: &crate::pages::Sample, theme: &Theme, parts: &Parts<'_>, wrong: &mut Vec<Diagnostic>) {
    let Some((index, template)) = parts.find(sample.template) else { return };
    let closure = parts.closure(sample.template);
    let scans = || closure.iter().map(|&index| &parts.scans[index]);
    let read: HashSet<&str> = scans().flat_map(|scan| scan.names.iter().copied()).collect();
    let all_found = |variables: HashSet<&str>| variables.iter().all(|name| read.contains(name));
    if parts.is_doubtful() || !theme.engines[0].get_template_variables(sample.template).is_ok_and(all_found) {
        return;
    }
    let is_bound = |name: &str| scans().any(|scan| scan.bound.contains(name));
    let scan = &parts.scans[index];
    for path in &scan.paths {
        let is_excused = |len: usize| scan.excused.contains(&path.names[..len].join("."));
        if is_bound(path.names[0]) || (1..=path.names.len()).any(is_excused) {
            continue;
        }
        let mut value = &sample.largest;
        for (i, field) in path.names.iter().enumerate() {
            let serde_json::Value::Object(map) = value else { break };
            match map.get(*field) {
                Some(next) => value = next,
                // The first name may be that of `config` or `theme`, and a map that is empty has the site's own fields.
                None if i == 0 || map.is_empty() => break,
                None => {
                    let place = Place::bytes(&template.path, path.span.clone());
                    if !wrong.iter().any(|w| overlap(&w.place, &place)) {
                        let unknown = format!("there is no `{field}` in `{}`", path.names[..i].join("."));
                        let told = Diagnostic::new(Code::UnknownVariable, place, unknown);
                        wrong.push(match nearest(field, map.keys().map(String::as_str)) {
                            Some(near) => told.help(format!("did you mean `{near}`?")).rewrite(field, near, false),
                            None => told.help("docs/theme-reference.md lists what each template sees"),
                        });
                    }
                    break;
                }
            }
        }
    }
}

/// A failure of a template as a diagnostic at its place.
pub(super) fn diagnostic(error: &RenderError, templates: &[Template], config: &Config) -> Diagnostic {
    let template = error.template.as_ref().and_then(|name| templates.iter().find(|t| t.name == *name));
    error.diagnostic(template.map(|t| &t.path), template.map(|t| t.text.as_str()), config)
}

impl RenderError {
    /// The failure as a diagnostic; `path` is the template's file, `text` what is in it.
    pub(super) fn diagnostic(&self, path: Option<&Arc<str>>, text: Option<&str>, config: &Config) -> Diagnostic {
        let span = self.span.clone().or_else(|| text.and_then(|t| at(t, self.position?)));
        let place = match (path, &span) {
            // There is no file of which a line could be shown.
            (Some(path), _) if built_in::is_in(path) => Place::file(path),
            (Some(path), Some(span)) => Place::bytes(path, span.clone()),
            (Some(path), None) => Place::file(path),
            (None, _) => Place::value(&config.file, "theme"),
        };
        Diagnostic::new(self.code, place, lower(&self.message))
    }
}

/// The byte at a line and column, both from 1.
fn at(text: &str, (line, column): (usize, usize)) -> Option<std::ops::Range<usize>> {
    let start = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
    let at = start + text.get(start..)?.char_indices().nth(column.checked_sub(1)?)?.0;
    let word = text[at..].find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(0);
    Some(at..at + word.max(1))
}

fn lower(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    first + chars.as_str().trim_end_matches('.')
}

impl RenderError {
    /// What is wrong with a newsletter as a whole.
    pub(super) fn of_newsletter(code: Code, message: String) -> Self {
        Self { code, message, template: Some(NEWSLETTER.to_owned()), span: None, position: None }
    }

    /// What tera says.
    pub(super) fn new(error: &tera::Error) -> Self {
        let plain = |code, message: String| Self { code, message, template: None, span: None, position: None };
        match error.kind() {
            ErrorKind::SyntaxError(report) => Self {
                code: Code::TemplateSyntax,
                message: report.message().to_owned(),
                template: Some(report.filename().to_owned()),
                span: Some(report.span().range.clone()),
                position: None,
            },
            ErrorKind::RenderingError(report) => Self {
                code: Code::RenderFailed,
                message: report.message().to_owned(),
                template: Some(report.filename().to_owned()),
                span: Some(report.span().range.clone()),
                position: None,
            },
            ErrorKind::MissingParent { current, parent } => Self {
                code: Code::MissingTemplate,
                message: format!("there is no template `{parent}`"),
                template: Some(current.clone()),
                span: None,
                position: None,
            },
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => Self {
                code: Code::TemplateRecursion,
                message: format!("the template `{tpl}` leads back to itself"),
                template: Some(tpl.clone()),
                span: None,
                position: None,
            },
            ErrorKind::TemplateNotFound(name) => plain(Code::MissingTemplate, format!("there is no template `{name}`")),
            other => Self::in_words(&other.to_string()),
        }
    }

    /// What tera says only in words: the first line is the message, the next names template, line and column.
    fn in_words(report: &str) -> Self {
        let message = report.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let mut place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).unwrap_or_default().rsplitn(3, ':');
        let (column, line, template) = (place.next(), place.next(), place.next());
        let code = if message.starts_with("Unknown") { Code::UnknownVariable } else { Code::TemplateSyntax };
        let number = |text: Option<&str>| text.and_then(|t| t.parse::<usize>().ok());
        Self { code, message, template: template.map(str::to_owned), span: None, position: number(line).zip(number(column)) }
    }
}
