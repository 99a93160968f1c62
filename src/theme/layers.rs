//! The layers of a theme: the site's own files, the chosen theme, the default theme.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::built_in;
use super::manifest::Manifest;
use crate::config::{self, Config};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::locale::{Language, Locale};
use crate::pages::{File, FileSource, Label, Labels};
use crate::source::{Entry, Files, unreadable};
use crate::yaml;

/// The default theme's name.
const DEFAULT: &str = "gazette";

/// A template with its text.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// By which others name it: `partials/card.html`.
    pub(super) name: String,
    /// Its file, for messages.
    pub(super) path: Arc<str>,
    pub(super) text: String,
    /// Whether the site or its chosen theme brings it.
    pub(super) own: bool,
}

/// One layer: files by their path in the layer, with their path in the site for messages.
#[derive(Debug, Default)]
struct Layer {
    templates: BTreeMap<String, (Arc<str>, String)>,
    labels: BTreeMap<String, (Arc<str>, String)>,
    files: BTreeMap<String, (FileSource, [u8; 32])>,
}

/// All layers, the site's own first.
#[derive(Debug)]
pub(super) struct Layers {
    layers: Vec<Layer>,
    /// The chosen theme's theme.yaml.
    pub(super) manifest: Manifest,
}

/// Reads all layers.
pub(super) fn read(files: &dyn Files, entries: &[Entry], config: &Config) -> Result<Layers, Vec<Diagnostic>> {
    let mut wrong = Vec::new();
    let site = layer(files, entries, "content/", &mut wrong, false);
    let folder = format!("themes/{}/", config.theme);
    let on_disk = entries.iter().any(|e| e.path.starts_with(&folder));
    let mut layers = vec![site];
    let manifest = if on_disk {
        layers.push(layer(files, entries, &folder, &mut wrong, true));
        let path: Arc<str> = format!("{folder}theme.yaml").into();
        if let Ok(bytes) = files.read(&path) {
            (path, String::from_utf8_lossy(&bytes).into_owned())
        } else {
            let absent = Diagnostic::new(Code::ThemeFile, Place::file(&path), "the theme has no theme.yaml");
            return Err(vec![absent.help("add one with at least `name`, `version` and `api: \"1\"`")]);
        }
    } else if config.theme == DEFAULT {
        let text = built_in::files().iter().find(|(name, _)| *name == "theme.yaml").map_or("", |(_, bytes)| utf8(bytes));
        (built_in::path("theme.yaml"), text.to_owned())
    } else {
        return Err(vec![unknown_theme(entries, config)]);
    };
    layers.push(default_layer());
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let default = built_in::files().iter().find(|(name, _)| *name == "theme.yaml").map_or("", |(_, bytes)| utf8(bytes));
    let default = Manifest::parse(&built_in::path("theme.yaml"), default)?;
    Ok(Layers { layers, manifest: Manifest::parse(&manifest.0, &manifest.1)?.over(default) })
}

fn unknown_theme(entries: &[Entry], config: &Config) -> Diagnostic {
    let themes = entries.iter().filter_map(|e| e.path.strip_prefix("themes/")?.split_once('/').map(|(name, _)| name));
    let near = nearest(&config.theme, themes.chain([DEFAULT]));
    let help = near.map_or_else(|| format!("put it into themes/{}, or use the built-in theme `{DEFAULT}`", config.theme), |n| format!("did you mean `{n}`?"));
    let told = Diagnostic::new(Code::UnknownTheme, Place::value(&config.file, "theme"), format!("there is no theme `{}`", config.theme)).help(help);
    match near {
        Some(near) => told.offer(near),
        None => told,
    }
}

/// The layer in `folder`; the files of a theme are published too, those of the site are read elsewhere.
fn layer(files: &dyn Files, entries: &[Entry], folder: &str, wrong: &mut Vec<Diagnostic>, with_files: bool) -> Layer {
    let mut layer = Layer::default();
    for entry in entries {
        let Some(rest) = entry.path.strip_prefix(folder) else { continue };
        let Some((kind, name)) = rest.split_once('/') else { continue };
        let wanted = matches!(kind, "templates" | "labels") || kind == "static" && with_files;
        if !wanted {
            continue;
        }
        if kind == "static" {
            match files.hash(&entry.path) {
                Ok(hash) => drop(layer.files.insert(name.to_owned(), (FileSource::Site(Arc::clone(&entry.path)), hash))),
                Err(error) => wrong.push(unreadable(&entry.path, &error)),
            }
            continue;
        }
        let bytes = match files.read(&entry.path) {
            Ok(bytes) => bytes,
            Err(error) => {
                wrong.push(unreadable(&entry.path, &error));
                continue;
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) if kind == "templates" => drop(layer.templates.insert(name.to_owned(), (Arc::clone(&entry.path), text))),
            Ok(text) => drop(layer.labels.insert(name.to_owned(), (Arc::clone(&entry.path), text))),
            Err(_) => wrong.push(Diagnostic::new(Code::NotUtf8, Place::file(&entry.path), "the file is not UTF-8").help("save it again as UTF-8")),
        }
    }
    layer
}

fn default_layer() -> Layer {
    let mut layer = Layer::default();
    for (path, bytes) in built_in::files() {
        let Some((kind, name)) = path.split_once('/') else { continue };
        match kind {
            "templates" => drop(layer.templates.insert(name.to_owned(), (built_in::path(path), utf8(bytes).to_owned()))),
            "labels" => drop(layer.labels.insert(name.to_owned(), (built_in::path(path), utf8(bytes).to_owned()))),
            _ => drop(layer.files.insert(name.to_owned(), (FileSource::BuiltIn(bytes), *blake3::hash(bytes).as_bytes()))),
        }
    }
    layer
}

fn utf8(bytes: &'static [u8]) -> &'static str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

impl Layers {
    /// All templates. What the site hides goes by `theme/NAME`, what hides one of the default theme by `builtin/NAME`.
    pub(super) fn templates(&self) -> Vec<Template> {
        let mut chosen: BTreeMap<String, Template> = BTreeMap::new();
        for (depth, layer) in self.layers.iter().enumerate() {
            let default = depth + 1 == self.layers.len();
            for (name, (path, text)) in &layer.templates {
                let mut names = Vec::new();
                if chosen.contains_key(name) {
                    names.extend((!chosen.contains_key(&format!("theme/{name}"))).then(|| format!("theme/{name}")));
                    names.extend(default.then(|| format!("builtin/{name}")));
                } else {
                    names.push(name.clone());
                }
                for name in names {
                    chosen.insert(name.clone(), Template { name, path: Arc::clone(path), text: text.clone(), own: !default });
                }
            }
        }
        chosen.into_values().collect()
    }

    /// The files that the theme publishes: for each address that of the first layer that has one. The site's own are read
    /// elsewhere, and hide these.
    pub(super) fn files(&self) -> Vec<File> {
        let mut chosen: BTreeMap<&String, &(FileSource, [u8; 32])> = BTreeMap::new();
        for (address, file) in self.layers.iter().skip(1).flat_map(|layer| &layer.files) {
            chosen.entry(address).or_insert(file);
        }
        chosen.into_iter().map(|(address, (source, hash))| File { address: address.clone(), source: source.clone(), hash: *hash }).collect()
    }

    /// The files of words that the site and its theme bring: the name and the path of each.
    pub(super) fn own_labels(&self) -> impl Iterator<Item = (&str, &Arc<str>)> {
        let own = &self.layers[..self.layers.len() - 1];
        own.iter().flat_map(|layer| layer.labels.iter().map(|(name, (path, _))| (name.as_str(), path)))
    }

    /// The words of a language, those of the first layer that gives them; `own` gets what the site and its theme give.
    fn words(&self, language: &Language, own: &mut Own, wrong: &mut Vec<Diagnostic>) -> BTreeMap<String, Label> {
        let mut words: BTreeMap<String, Label> = BTreeMap::new();
        let base = Some(language.base()).filter(|base| *base != language.tag());
        for (depth, layer) in self.layers.iter().enumerate() {
            for tag in [language.tag()].into_iter().chain(base) {
                let Some((path, text)) = layer.labels.get(&format!("{tag}.yaml")) else { continue };
                // A word that is left empty is not given yet.
                match yaml::read::<BTreeMap<String, Option<Label>>>(text.strip_prefix('\u{feff}').unwrap_or(text)) {
                    Ok(labels) => {
                        if depth + 1 < self.layers.len() {
                            own.files.insert(Arc::clone(path), labels.keys().cloned().collect());
                        } else {
                            own.built_in.extend(labels.keys().cloned());
                        }
                        for (key, label) in labels {
                            if let Some(label) = label.filter(Label::is_whole) {
                                words.entry(key).or_insert(label);
                            }
                        }
                    }
                    Err(broken) => wrong.extend(broken.found.into_iter().map(|f| config::diagnostic(path, f, 0))),
                }
            }
        }
        words
    }
}

/// Which words are given.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// By each file of labels of the site and its theme, by its path.
    pub(super) files: BTreeMap<Arc<str>, Vec<String>>,
    /// By the default theme.
    pub(super) built_in: BTreeSet<String>,
}

/// The words of the interface in all languages of the site, and where they come from.
#[derive(Debug)]
pub(super) struct Wording {
    pub(super) labels: Labels,
    /// For each language the words that English stands in for.
    pub(super) lacking: Vec<BTreeSet<String>>,
    pub(super) own: Own,
}

/// The words of the interface in `languages`. Where a language lacks one, English stands in.
pub(super) fn labels(layers: &Layers, languages: &[Language]) -> Result<Wording, Vec<Diagnostic>> {
    let (mut wrong, mut own) = (Vec::new(), Own::default());
    let english = layers.words(&Language::english(), &mut own, &mut wrong);
    let (mut by_language, mut lacking) = (Vec::new(), Vec::new());
    for language in languages {
        let mut words = layers.words(language, &mut own, &mut wrong);
        // Of this one we know what it is in any language; in English it would be wrong.
        words.entry("og-locale".to_owned()).or_insert_with(|| Label::One(language.og_locale().unwrap_or_else(|| language.tag().replace('-', "_"))));
        let missing: BTreeSet<String> = english.keys().filter(|key| !words.contains_key(*key)).cloned().collect();
        words.extend(missing.iter().map(|key| (key.clone(), english[key].clone())));
        by_language.push((Locale::new(language), words));
        // The English of another country is English too.
        lacking.push(if language.is_english() { BTreeSet::new() } else { missing });
    }
    let mut told = HashSet::new();
    wrong.retain(|w| told.insert((w.place.clone(), w.message.clone())));
    if wrong.is_empty() { Ok(Wording { labels: Labels::new(by_language), lacking, own }) } else { Err(wrong) }
}
