//! How views become pages: templates, words, options and files of a theme. Home of tera.
//!
//! A template comes from the first of three layers that has it: the site's own `content/templates/`, the chosen theme, the
//! default theme that is compiled in. What the site hides can still be extended as `theme/NAME`, and what hides a template of
//! the default theme extends it as `builtin/NAME`.
//!
//! Filters and functions get neither the site nor its settings nor a path, so a page can depend on nothing but its view,
//! the closure of its template, the theme's options and the words of its language: [`Theme::fingerprint`] covers the last
//! three.
//!
//! [`Theme::load`] does all that can be done before a page is made: `layers` and `manifest` read the files, `options` and
//! `words` settle options and labels, `scan` and `closure` find what each template consists of, `contract` tries every
//! template on samples. [`Theme::render`] (`render`) then turns a view into bytes, within `bounds`; `mail` finishes letters.

mod bounds;
mod built_in;
mod calls;
mod circles;
mod closure;
mod contract;
mod error;
mod functions;
mod layers;
mod mail;
mod manifest;
mod options;
mod refusals;
mod render;
mod scan;
mod tokens;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::config::{Config, Limits};
use crate::content::Hash;
use crate::diagnostics::{Diagnostic, Place};
use crate::locale::Language;
use crate::pages::{File, Label, Labels};
use crate::source::{Entry, Files};

pub use built_in::files as built_in_files;
pub use error::RenderError;
pub use render::SharedContext;

/// The version of the interface between views and templates.
pub const INTERFACE: u32 = 1;

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    /// One engine for each language, because its functions know the language's words.
    engines: Vec<tera::Tera>,
    /// The templates that tera has with calls in them that count, by their names.
    bounded: HashMap<String, bounds::Bounded>,
    /// The loops of these.
    loops: Vec<bounds::Loop>,
    /// Where components come to call themselves: the template and the call.
    circles: Vec<(String, Range<usize>)>,
    /// What a page may take.
    limits: Limits,
    /// What templates see as `theme`.
    options: tera::Value,
    /// The closure of each template.
    closures: HashMap<String, closure::Closure>,
    /// Fingerprint of the text of each template, by its name.
    texts: BTreeMap<String, Hash>,
    /// Fingerprint of the options.
    options_hash: Hash,
    /// Fingerprint of the words of each language.
    words: Vec<Hash>,
    /// The words of the interface.
    pub labels: Arc<Labels>,
    /// Files that it publishes.
    pub files: Vec<File>,
    /// Where each template comes from, by its name.
    origins: HashMap<String, Arc<str>>,
    /// The text of each template, by its name, for messages.
    sources: HashMap<String, String>,
    passed: Option<Hash>,
    /// The letters that were made of late.
    letters: render::Letters,
}

impl Theme {
    /// Loads the theme that `config` names. `entries` are all files below `content` and `themes`. `passed` is what
    /// [`Theme::passed`] said in an earlier build by this program.
    ///
    /// Warnings come with it.
    ///
    /// # Errors
    /// Everything wrong with it: no page would be right.
    pub fn load(files: &dyn Files, entries: &[Entry], config: &Config, passed: Option<Hash>) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let layers = layers::read(files, entries, config)?;
        let options = options::resolve(&layers, config)?;
        let mut wording = layers::labels(&layers, &config.languages)?;
        let labels = Arc::new(std::mem::take(&mut wording.labels));
        let templates = layers.templates();
        let texts = templates.iter().map(|t| (t.name.clone(), *blake3::hash(t.text.as_bytes()).as_bytes())).collect();
        let options_hash = *blake3::hash(&serde_json::to_vec(&options).expect("options are JSON")).as_bytes();
        let words = labels.languages().map(|l| words(&labels, l)).collect::<Vec<Hash>>();
        let checked = contract::fingerprint(&templates, &texts, &options_hash, &words, config);
        let known = passed == Some(checked);
        let mut parts = closure::Parts::new(&templates);
        if !known {
            for wrong in [parts.missing(), parts.circles(), words::check(&parts, &labels, config)] {
                if !wrong.is_empty() {
                    return Err(wrong);
                }
            }
        }
        let contract::Engines { by_language: engines, bounded, loops } = contract::engines(&parts, &labels, config)?;
        if !known {
            parts.compare(&engines[0], &labels);
        }
        let circles = parts.calls_in_circles().into_iter().map(|(index, span)| (templates[index].name.clone(), span)).collect();
        let theme = Self {
            letters: render::Letters::default(),
            closures: parts.closures(&texts, &[&options_hash[..], &contract::limits(config)].concat()),
            texts,
            options_hash,
            words,
            passed: (!parts.is_doubtful()).then_some(checked),
            options: tera::Value::from_serializable(&options),
            origins: templates.iter().map(|t| (t.name.clone(), Arc::clone(&t.path))).collect(),
            sources: templates.iter().map(|t| (t.name.clone(), t.text.clone())).collect(),
            files: layers.files(),
            limits: config.limits.clone(),
            engines,
            bounded,
            loops,
            circles,
            labels,
        };
        if !known {
            contract::check_samples(&theme, &parts, config)?;
        }
        let mut warnings = parts.unused();
        warnings.extend(words::warnings(&parts, &layers, &wording, config));
        Ok((theme, warnings))
    }

    /// The words of the interface that pages use and `language` lacks, in English.
    ///
    /// # Errors
    /// Everything wrong with the theme's files.
    pub fn words_to_translate(files: &dyn Files, entries: &[Entry], config: &Config, language: &Language) -> Result<BTreeMap<String, Label>, Vec<Diagnostic>> {
        let layers = layers::read(files, entries, config)?;
        let others = config.languages.iter().filter(|other| *other != language);
        let languages: Vec<Language> = std::iter::once(language).chain(others).cloned().collect();
        let wording = layers::labels(&layers, &languages)?;
        let templates = layers.templates();
        Ok(words::to_translate(&closure::Parts::new(&templates), &wording))
    }

    /// Fingerprint of all that the checks of a theme look at: while it stays the same, this program need not check the theme
    /// again. None where it is in doubt what templates consist of, so that each build looks.
    #[must_use]
    pub fn passed(&self) -> Option<Hash> {
        self.passed
    }

    /// Fingerprint of everything that a page of `template` in `language` depends on beside its view.
    #[must_use]
    pub fn fingerprint(&self, template: &str, language: usize) -> Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.closures.get(template).map_or(&[0; 32], |closure| &closure.hash));
        hasher.update(&self.words[language]);
        *hasher.finalize().as_bytes()
    }

    /// Fingerprints of the texts of all templates, by their names.
    #[must_use]
    pub fn texts(&self) -> &BTreeMap<String, Hash> {
        &self.texts
    }

    /// The templates that a page of `template` is made with, itself included: the name and the file of each.
    pub fn closure(&self, template: &str) -> impl Iterator<Item = (&str, &str)> {
        let names = self.closures.get(template).into_iter().flat_map(|closure| &closure.names);
        names.map(|name| (name.as_str(), self.origins.get(name).map_or(name.as_str(), |path| path)))
    }

    /// The first place that `find` finds in the texts of what a page of `template` is made with, its own text first.
    #[must_use]
    pub fn find(&self, template: &str, find: impl Fn(&str) -> Option<Range<usize>>) -> Option<Place> {
        let parts = self.closures.get(template).into_iter().flat_map(|closure| &closure.names).map(String::as_str);
        let mut texts = [template].into_iter().chain(parts).filter_map(|name| Some((self.origins.get(name)?, self.sources.get(name)?)));
        texts.find_map(|(path, text)| Some(Place::bytes(path, find(text)?)))
    }

    /// The file of a template.
    #[must_use]
    pub fn file(&self, template: &str) -> Arc<str> {
        self.origins.get(template).map_or_else(|| template.into(), Arc::clone)
    }

    /// Fingerprint of what a page may take.
    #[must_use]
    pub fn limits_fingerprint(&self) -> Hash {
        *blake3::hash(&serde_json::to_vec(&(self.limits.page_bytes, self.limits.loop_turns)).expect("numbers are JSON")).as_bytes()
    }

    /// Fingerprint of the options.
    #[must_use]
    pub fn options_fingerprint(&self) -> Hash {
        self.options_hash
    }

    /// Fingerprint of the words of a language.
    #[must_use]
    pub fn words_fingerprint(&self, language: usize) -> Hash {
        self.words[language]
    }
}

fn words(labels: &Labels, language: usize) -> Hash {
    let bytes = serde_json::to_vec(labels.all(language)).expect("labels are JSON");
    *blake3::hash(&bytes).as_bytes()
}
