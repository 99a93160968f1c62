//! What a template consists of: itself, and whatever it extends, includes or calls, directly or through others.
//!
//! The names come from [`super::scan`]; [`Parts::hold`] asks tera whether they are all. Where it says otherwise, every page
//! depends on every template: that costs time and nothing else.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use tera::Tera;

use super::functions;
use super::layers::Template;
use super::scan::{Scan, scan};
use crate::content::Hash;
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::pages::{Labels, template_names};

/// All templates with what is in them.
#[derive(Debug)]
pub(super) struct Parts<'t> {
    pub(super) templates: &'t [Template],
    pub(super) scans: Vec<Scan<'t>>,
    by_name: HashMap<&'t str, usize>,
    /// The templates that define a component.
    defining: HashMap<String, Vec<usize>>,
    /// Whether every page depends on every template.
    doubt: bool,
}

/// A template with all that it consists of.
#[derive(Debug)]
pub(super) struct Closure {
    /// Fingerprint of all of it, with the options that templates may read.
    pub(super) hash: Hash,
    /// The names of its parts, its own among them.
    pub(super) names: Vec<String>,
}

impl<'t> Parts<'t> {
    pub(super) fn new(templates: &'t [Template]) -> Self {
        let scans: Vec<Scan<'t>> = templates.iter().map(|t| scan(&t.text)).collect();
        let by_name = templates.iter().enumerate().map(|(index, t)| (t.name.as_str(), index)).collect();
        let mut defining: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, scan) in scans.iter().enumerate() {
            for component in &scan.components {
                defining.entry(component.clone()).or_default().push(index);
            }
        }
        let doubt = scans.iter().any(|scan| !scan.is_read);
        Self { templates, scans, by_name, defining, doubt }
    }

    /// A template by its name, with its place.
    pub(super) fn find(&self, name: &str) -> Option<(usize, &'t Template)> {
        self.by_name.get(name).map(|&index| (index, &self.templates[index]))
    }

    /// Whether every page depends on every template.
    pub(super) fn is_doubtful(&self) -> bool {
        self.doubt
    }

    /// The templates that `index` names itself.
    fn named(&self, index: usize) -> impl Iterator<Item = usize> {
        let scan = &self.scans[index];
        let references = scan.references.iter().filter_map(|r| self.by_name.get(&*r.name).copied());
        references.chain(scan.calls.iter().filter_map(|call| self.defining.get(&call.name)).flatten().copied())
    }

    /// All templates that `name` consists of, itself included, by their places.
    pub(super) fn closure(&self, name: &str) -> BTreeSet<usize> {
        let Some(&index) = self.by_name.get(name) else { return BTreeSet::new() };
        if self.doubt {
            return (0..self.templates.len()).collect();
        }
        let (mut parts, mut open) = (BTreeSet::new(), vec![index]);
        while let Some(next) = open.pop() {
            if parts.insert(next) {
                open.extend(self.named(next));
            }
        }
        parts
    }

    /// Compares what was found with what tera answers, and doubts all of it where they differ. `engine` holds all templates.
    pub(super) fn compare(&mut self, engine: &Tera, labels: &Arc<Labels>) {
        let defined: BTreeSet<&str> = self.defining.keys().map(String::as_str).collect();
        self.doubt |= engine.get_component_names().collect::<BTreeSet<_>>() != defined || !self.hold(labels);
    }

    /// Whether tera finds in each closure all that the templates in it name. Those of the default theme alone are known to
    /// hold: a test says so.
    fn hold(&self, labels: &Arc<Labels>) -> bool {
        let closures: HashSet<BTreeSet<usize>> = template_names().map(|name| self.closure(name)).collect();
        let own = |parts: &&BTreeSet<usize>| parts.iter().any(|&index| self.templates[index].own);
        closures.iter().filter(own).all(|parts| self.holds(parts, labels))
    }

    /// Whether tera takes these templates without any other.
    fn holds(&self, parts: &BTreeSet<usize>, labels: &Arc<Labels>) -> bool {
        let mut tera = Tera::new();
        functions::register(&mut tera, labels, 0);
        tera.add_raw_templates(parts.iter().map(|&index| (&*self.templates[index].name, &*self.templates[index].text))).is_ok()
    }

    /// The closure of every template; `texts` are fingerprints of the templates, `options` that of the options that all may
    /// read.
    pub(super) fn closures(&self, texts: &BTreeMap<String, Hash>, options: &[u8]) -> HashMap<String, Closure> {
        let whole = |name: &str| {
            let mut hasher = blake3::Hasher::new();
            hasher.update(options);
            let names: Vec<String> = self.closure(name).into_iter().map(|index| self.templates[index].name.clone()).collect();
            for part in &names {
                hasher.update(part.as_bytes());
                hasher.update(&[0]);
                hasher.update(&texts[part]);
            }
            Closure { hash: *hasher.finalize().as_bytes(), names }
        };
        self.templates.iter().map(|t| (t.name.clone(), whole(&t.name))).collect()
    }

    /// Reports templates that name what does not exist.
    pub(super) fn missing(&self) -> Vec<Diagnostic> {
        let mut wrong = Vec::new();
        for (template, scan) in self.templates.iter().zip(&self.scans) {
            for reference in scan.references.iter().filter(|r| !self.by_name.contains_key(&*r.name)) {
                let known = self.templates.iter().map(|t| t.name.as_str());
                let place = Place::bytes(&template.path, reference.span.clone());
                let told = Diagnostic::new(Code::MissingTemplate, place, format!("there is no template `{}`", reference.name));
                wrong.push(match nearest(&reference.name, known) {
                    Some(near) => told.help(format!("did you mean `{near}`?")).rewrite(&reference.name, near, false),
                    None => told.help("names are paths below templates/, such as partials/card.html"),
                });
            }
        }
        wrong
    }

    /// Warns of templates that no page uses: most often a misspelt name.
    pub(super) fn unused(&self) -> Vec<Diagnostic> {
        let used: BTreeSet<usize> = template_names().flat_map(|name| self.closure(name)).collect();
        let is_unused = |(index, t): &(usize, &Template)| t.own && !used.contains(index) && !t.name.starts_with("theme/");
        let mut own: Vec<&Template> = self.templates.iter().enumerate().filter(is_unused).map(|(_, t)| t).collect();
        own.dedup_by_key(|t| &t.path);
        let names = || self.templates.iter().map(|t| t.name.as_str()).filter(|n| !n.contains("theme/") && !n.contains("builtin/"));
        let warn = |template: &Template| {
            let near = nearest(&template.name, names().filter(|n| *n != template.name));
            let help = near.map_or_else(|| "include it somewhere, or remove it".to_owned(), |n| format!("did you mean `{n}`?"));
            Diagnostic::new(Code::UnusedTemplate, Place::file(&template.path), format!("no page uses the template `{}`", template.name)).help(help)
        };
        own.into_iter().map(warn).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::source::Memory;
    use crate::theme::{contract, layers};

    fn with_default_theme(check: impl Fn(&Parts<'_>, &Tera, &Arc<Labels>)) {
        let (config, _) = Config::parse("title: Digest\nbase_url: https://digest.example\nlanguages: [en, zh-Hans]\n", None).unwrap();
        let layers = layers::read(&Memory::new(), &[], &config).unwrap();
        let labels = Arc::new(layers::labels(&layers, &config.languages).unwrap().labels);
        let templates = layers.templates();
        let parts = Parts::new(&templates);
        let engine = contract::engines(&parts, &labels, &config).unwrap().by_language.remove(0);
        check(&parts, &engine, &labels);
    }

    #[test]
    fn tera_finds_in_each_closure_of_the_default_theme_all_that_it_names() {
        with_default_theme(|parts, engine, labels| {
            assert!(!parts.is_doubtful());
            for name in template_names() {
                let closure = parts.closure(name);
                assert!(parts.holds(&closure, labels), "{name}");
                let read: BTreeSet<&str> = closure.iter().flat_map(|&index| parts.scans[index].names.iter().copied()).collect();
                assert!(engine.get_template_variables(name).unwrap().iter().all(|variable| read.contains(variable)), "{name}");
            }
            assert!(parts.unused().is_empty() && parts.missing().is_empty() && parts.circles().is_empty());
        });
    }

    #[test]
    fn a_closure_that_lacks_a_part_does_not_hold() {
        with_default_theme(|parts, _, labels| {
            let mut closure = parts.closure("briefing.html");
            let (index, _) = parts.find("partials/meta.html").unwrap();
            assert!(closure.remove(&index));
            assert!(!parts.holds(&closure, labels));
        });
    }
}
