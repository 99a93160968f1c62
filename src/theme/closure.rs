//! What a template consists of: itself, and whatever it extends, includes or calls, directly or through others.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::layers::Template;
use crate::content::Hash;
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::pages::samples;

/// What one template names.
#[derive(Debug, Default)]
struct Names {
    /// Templates that it extends or includes, each with its bytes.
    templates: Vec<(String, std::ops::Range<usize>)>,
    /// Components that it calls.
    calls: BTreeSet<String>,
    /// Components that it defines.
    defines: BTreeSet<String>,
}

/// Reports templates that name what does not exist, or that include themselves in a circle, which tera would not survive.
pub(super) fn check(templates: &[Template]) -> Result<(), Vec<Diagnostic>> {
    let known: BTreeMap<&str, Names> = templates.iter().map(|t| (t.name.as_str(), names(&t.text))).collect();
    let mut wrong = Vec::new();
    for template in templates {
        for (name, span) in &known[template.name.as_str()].templates {
            if !known.contains_key(name.as_str()) {
                let near = nearest(name, known.keys().copied()).map(|n| format!("did you mean `{n}`?"));
                wrong.push(
                    Diagnostic::new(Code::MissingTemplate, Place::bytes(&template.path, span.clone()), format!("there is no template `{name}`"))
                        .help("names are paths below templates/, such as partials/card.html")
                        .maybe_help(near),
                );
            }
        }
        if reaches(&known, &template.name) {
            wrong.push(
                Diagnostic::new(Code::TemplateRecursion, Place::file(&template.path), format!("the template `{}` includes itself", template.name))
                    .help("take out the include, or the chain of includes, that leads back to it"),
            );
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Warns of templates that no page uses: most often a misspelt name.
pub(super) fn unused(templates: &[Template]) -> Vec<Diagnostic> {
    let known: BTreeMap<&str, Names> = templates.iter().map(|t| (t.name.as_str(), names(&t.text))).collect();
    let used: BTreeSet<&str> = samples().iter().flat_map(|sample| closure(&known, sample.template)).collect();
    let mut own = templates.iter().filter(|t| t.own && !used.contains(t.name.as_str()) && !t.name.starts_with("theme/")).collect::<Vec<_>>();
    own.dedup_by_key(|t| &t.path);
    let warn = |template: &Template| {
        let near = nearest(&template.name, known.keys().copied().filter(|n| *n != template.name && !n.contains("theme/") && !n.contains("builtin/")));
        let help = near.map_or_else(|| "include it somewhere, or remove it".to_owned(), |n| format!("did you mean `{n}`?"));
        Diagnostic::new(Code::UnusedTemplate, Place::file(&template.path), format!("no page uses the template `{}`", template.name)).help(help)
    };
    own.into_iter().map(warn).collect()
}

/// A template with all that it consists of.
#[derive(Debug)]
pub(super) struct Closure {
    /// Fingerprint of all of it, with the options that templates may read.
    pub(super) hash: Hash,
    /// The names of its parts, its own among them.
    pub(super) names: Vec<String>,
}

/// The closure of every template; `texts` are fingerprints of the templates, `options` that of the options that all may read.
pub(super) fn closures(templates: &[Template], texts: &BTreeMap<String, Hash>, options: &Hash) -> HashMap<String, Closure> {
    let known: BTreeMap<&str, Names> = templates.iter().map(|t| (t.name.as_str(), names(&t.text))).collect();
    let whole = |name: &str| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(options);
        let parts = closure(&known, name);
        for part in &parts {
            hasher.update(part.as_bytes());
            hasher.update(&[0]);
            hasher.update(&texts[*part]);
        }
        Closure { hash: *hasher.finalize().as_bytes(), names: parts.into_iter().map(str::to_owned).collect() }
    };
    templates.iter().map(|t| (t.name.clone(), whole(&t.name))).collect()
}

/// The names of all templates that `name` consists of, itself included.
fn closure<'n>(known: &BTreeMap<&'n str, Names>, name: &str) -> BTreeSet<&'n str> {
    let mut parts = BTreeSet::new();
    let mut open: Vec<&str> = vec![name];
    while let Some(next) = open.pop() {
        let Some((&name, names)) = known.get_key_value(next) else { continue };
        if !parts.insert(name) {
            continue;
        }
        open.extend(names.templates.iter().map(|(n, _)| n.as_str()));
        let callees = known.iter().filter(|(_, other)| other.defines.iter().any(|d| names.calls.contains(d)));
        open.extend(callees.map(|(n, _)| *n));
    }
    parts
}

/// Whether a template leads back to itself. A component that calls itself does too.
fn reaches(known: &BTreeMap<&str, Names>, name: &str) -> bool {
    let next = |at: &str| -> Vec<&str> {
        let Some(names) = known.get(at) else { return Vec::new() };
        let callees = known.iter().filter(|(_, other)| other.defines.iter().any(|d| names.calls.contains(d))).map(|(n, _)| *n);
        names.templates.iter().filter_map(|(n, _)| known.get_key_value(n.as_str()).map(|(k, _)| *k)).chain(callees.filter(|c| *c != at)).collect()
    };
    let mut seen = BTreeSet::new();
    let mut open = next(name);
    while let Some(at) = open.pop() {
        if at == name {
            return true;
        }
        if seen.insert(at) {
            open.extend(next(at));
        }
    }
    false
}

/// What the tags of a template name.
fn names(text: &str) -> Names {
    let mut names = Names::default();
    for (start, tag) in tags(text) {
        let words = tag.trim_start_matches(['-', ' ', '\n', '\t', '\r']);
        for keyword in ["extends", "include"] {
            if words.starts_with(keyword)
                && let Some((name, span)) = quoted(tag)
            {
                names.templates.push((name.to_owned(), start + span.start..start + span.end));
            }
        }
        if let Some(rest) = words.strip_prefix("component ") {
            names.defines.extend(identifier(rest));
        }
        for (at, _) in tag.match_indices('<') {
            names.calls.extend(identifier(&tag[at + 1..]));
        }
    }
    names
}

/// The name at the beginning of a text.
fn identifier(text: &str) -> Option<String> {
    let text = text.trim_start();
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(text.len());
    (end > 0 && !text.starts_with(|c: char| c.is_ascii_digit())).then(|| text[..end].to_owned())
}

/// The first quoted text in a tag and its bytes.
fn quoted(tag: &str) -> Option<(&str, std::ops::Range<usize>)> {
    let start = tag.find(['"', '\'', '`'])? + 1;
    let quote = tag[start - 1..].chars().next()?;
    let end = start + tag[start..].find(quote)?;
    Some((&tag[start..end], start..end))
}

/// The insides of `{{ }}` and `{% %}`, each with its first byte; comments are left out.
pub(super) fn tags(text: &str) -> Vec<(usize, &str)> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|n| at + n) {
        let close = match text.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        let Some(end) = text[open + 2..].find(close).map(|n| open + 2 + n) else { break };
        if close != "#}" {
            tags.push((open + 2, &text[open + 2..end]));
        }
        at = end + 2;
    }
    tags
}
