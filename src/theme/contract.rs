//! The contract between views and templates: every template is tried on samples before anything is built.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use super::layers::Template;
use super::render::RenderError;
use super::{Theme, closure, functions};
use crate::config::Config;
use crate::content::Hash;
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::pages::{Labels, NEWSLETTER, chrome_samples, required_labels, samples};

/// An engine for each language, with all templates in it.
pub(super) fn engines(templates: &[Template], labels: &Arc<Labels>, config: &Config) -> Result<Vec<Tera>, Vec<Diagnostic>> {
    (0..config.languages.len())
        .map(|language| {
            let mut tera = Tera::new();
            functions::register(&mut tera, labels, language);
            let all = templates.iter().map(|t| (t.name.as_str(), t.text.as_str()));
            tera.add_raw_templates(all).map_err(|error| {
                let told = told(&RenderError::new(&error), templates, config);
                let known = "there are the filters and functions of Tera 2, and date, number, json_script and t".to_owned();
                let help = match told.code {
                    Code::UnknownVariable => known,
                    Code::TemplateSyntax => "close what is open before it: `{{ … }}`, `{% if … %} … {% endif %}`, `{% block … %} … {% endblock %}`".to_owned(),
                    _ => "mend the template".to_owned(),
                };
                vec![told.help(help)]
            })?;
            Ok(tera)
        })
        .collect()
}

/// Fingerprint of all that the checks of a theme look at, beside the program: `texts` are fingerprints of the templates,
/// `options` that of the options, `words` those of the words of each language.
pub(super) fn fingerprint(templates: &[Template], texts: &BTreeMap<String, Hash>, options: &Hash, words: &[Hash], config: &Config) -> Hash {
    let mut all = options.to_vec();
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

/// Words that the program or a template needs and a language lacks.
pub(super) fn check_labels(templates: &[Template], labels: &Labels, config: &Config) -> Result<(), Vec<Diagnostic>> {
    let mut wrong = Vec::new();
    for (index, language) in config.languages.iter().enumerate() {
        let known = labels.all(index);
        let mut missing = |key: &str, place: Place| {
            if !known.contains_key(key) {
                let near = nearest(key, known.keys().map(String::as_str)).map(|n| format!("did you mean `{n}`? otherwise "));
                let help = format!("{}add `{key}:` to content/labels/{}.yaml or to the theme's labels", near.unwrap_or_default(), language.tag());
                wrong.push(Diagnostic::new(Code::MissingLabel, place, format!("the word `{key}` is not given in {}", language.tag())).help(help));
            }
        };
        for key in required_labels() {
            missing(key, Place::value(&config.file, "languages"));
        }
        for template in templates {
            for (start, tag) in closure::tags(&template.text) {
                for (at, _) in tag.match_indices("t(key=\"") {
                    let from = at + "t(key=\"".len();
                    let Some(len) = tag[from..].find('"') else { continue };
                    // A key that is put together, "kind-" ~ page.kind, is known only when it is used.
                    if !tag[from + len + 1..].trim_start().starts_with('~') {
                        missing(&tag[from..from + len], Place::bytes(&template.path, start + from..start + from + len));
                    }
                }
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Renders each page's template on its largest and its smallest sample, in each language.
pub(super) fn check_samples(theme: &Theme, templates: &[Template], config: &Config) -> Result<(), Vec<Diagnostic>> {
    let (largest_chrome, smallest_chrome) = chrome_samples();
    let mut wrong: Vec<Diagnostic> = Vec::new();
    for sample in samples() {
        if !theme.origins.contains_key(sample.template) {
            let absent = format!("the theme has no template `{}`", sample.template);
            wrong.push(Diagnostic::new(Code::MissingTemplate, Place::value(&config.file, "theme"), absent).help(format!("add templates/{}", sample.template)));
            continue;
        }
        for (context, chrome) in [(&sample.largest, &largest_chrome), (&sample.smallest, &smallest_chrome)] {
            for language in 0..config.languages.len() {
                if let Err(error) = theme.try_out(sample.template, language, chrome, context) {
                    let mut told = told(&error, templates, config);
                    if told.code == Code::RenderFailed {
                        told.code = Code::UnknownVariable;
                    }
                    told.help = told.help.or_else(|| Some(hint(&error, context)));
                    if !wrong.iter().any(|w| w.place == told.place) {
                        wrong.push(told);
                    }
                }
            }
        }
        paths(&sample, templates, &mut wrong);
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
        None => "docs/themes.md lists what each template sees; a field that may be absent is written `page?.name or \"\"`".to_owned(),
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

/// Checks paths such as `page.title` that no sample may lead to: those within branches.
fn paths(sample: &crate::pages::Sample, templates: &[Template], wrong: &mut Vec<Diagnostic>) {
    let Some(template) = templates.iter().find(|t| t.name == sample.template) else { return };
    for (start, tag) in closure::tags(&template.text) {
        for (at, path) in dotted(tag) {
            let mut value = &sample.largest;
            for (i, field) in path.split('.').enumerate() {
                let serde_json::Value::Object(map) = value else { break };
                match map.get(field) {
                    Some(next) => value = next,
                    // The first name may be a loop's variable or another of the template's own.
                    None if i == 0 || map.is_empty() => break,
                    None => {
                        let span = start + at..start + at + path.len();
                        let place = Place::bytes(&template.path, span.clone());
                        let known = wrong.iter().any(|w| matches!(&w.place.at, crate::diagnostics::At::Bytes(b) if w.place.file == place.file && (b.start as usize) < span.end && (b.end as usize) > span.start));
                        if !known {
                            let near = nearest(field, map.keys().map(String::as_str)).map(|n| format!("did you mean `{n}`?"));
                            let unknown = format!("there is no `{field}` in `{}`", path.split('.').take(i).collect::<Vec<_>>().join("."));
                            wrong.push(
                                Diagnostic::new(Code::UnknownVariable, place, unknown).help("docs/themes.md lists what each template sees").maybe_help(near),
                            );
                        }
                        break;
                    }
                }
            }
        }
    }
}

/// The dotted paths in a tag, outside quotation marks: `page.title`, with their first byte.
fn dotted(tag: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut start, mut quote) = (None, None);
    for (at, c) in tag.char_indices().chain([(tag.len(), ' ')]) {
        if let Some(open) = quote {
            if c == open {
                quote = None;
            }
            continue;
        }
        if c.is_ascii_alphanumeric() || c == '_' || c == '.' {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            let path = &tag[from..at];
            let is_path = path.contains('.') && !path.starts_with(|c: char| c == '.' || c.is_ascii_digit()) && !path.ends_with('.');
            // `a?.b` says itself that it may be absent.
            if is_path && c != '?' {
                found.push((from, path));
            }
        }
        if matches!(c, '"' | '\'' | '`') {
            quote = Some(c);
        }
    }
    found
}

/// A failure of a template as a diagnostic at its place.
pub(super) fn told(error: &RenderError, templates: &[Template], config: &Config) -> Diagnostic {
    let template = error.template.as_ref().and_then(|name| templates.iter().find(|t| t.name == *name));
    error.told(template.map(|t| &t.path), template.map(|t| t.text.as_str()), config)
}

impl RenderError {
    /// The failure as a diagnostic; `path` is the template's file, `text` what is in it.
    pub(super) fn told(&self, path: Option<&Arc<str>>, text: Option<&str>, config: &Config) -> Diagnostic {
        let span = self.span.clone().or_else(|| text.and_then(|t| at(t, self.position?)));
        let place = match (path, &span) {
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
