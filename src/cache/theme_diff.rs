//! What the pages of an output have around what they show, so that a build can say which part of it changed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::content::Hash;
use crate::pages::{Layout, NEWSLETTER, View};
use crate::theme::Theme;

/// Fingerprints of what pages have around what they show. A build makes all outputs with the same, so they are kept once.
/// They explain and never decide: whether an output is made again, its [`Key`](super::Key) tells.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeHashes {
    /// Of the templates, by name.
    templates: BTreeMap<String, Hash>,
    /// Of the theme's options.
    options: Hash,
    /// Of what a page may take.
    limits: Hash,
    /// Of the words of each language.
    words: Vec<Hash>,
    /// Of the fields of `config` in each language.
    layouts: Vec<BTreeMap<String, Hash>>,
}

impl ThemeHashes {
    /// Those of pages of `theme`; `layouts` are what they see as `config`, one for each language.
    #[must_use]
    pub fn of(theme: &Theme, layouts: &[Layout]) -> Self {
        Self {
            templates: theme.texts().clone(),
            options: theme.options_fingerprint(),
            limits: theme.limits_fingerprint(),
            words: (0..layouts.len()).map(|language| theme.words_fingerprint(language)).collect(),
            layouts: layouts.iter().map(|layout| fields(layout).collect()).collect(),
        }
    }

    /// Whether the words of all languages are the same.
    pub(super) fn has_words_of(&self, other: &Self) -> bool {
        self.words == other.words
    }

    /// The template `name`, by the name that it had before another took its place.
    fn template(&self, name: &str) -> Option<&Hash> {
        let former = || name.strip_prefix("theme/").or_else(|| name.strip_prefix("builtin/"));
        self.templates.get(name).or_else(|| self.templates.get(former()?))
    }

    /// The names of what differs from `old`, as far as a view in `language` depends on it.
    #[must_use]
    pub fn diff(&self, old: &Self, view: &View, language: usize, theme: &Theme, layout: &Layout) -> Vec<String> {
        let template = match view {
            View::Page { template, .. } => Some(*template),
            View::Newsletter(..) => Some(NEWSLETTER),
            View::Feed(..) => None,
            View::Citations(..) | View::Sitemap(_) | View::Json(_) | View::Text(_) | View::Index(_) | View::File(_) => return Vec::new(),
        };
        let mut changed = Vec::new();
        if let Some(template) = template {
            let other = theme.closure(template).filter(|(name, _)| self.templates.get(*name) != old.template(name));
            changed.extend(other.map(|(_, path)| path.to_owned()));
            if self.options != old.options {
                changed.push("theme_options".to_owned());
            }
            if self.limits != old.limits {
                changed.push("limits".to_owned());
            }
            if let Some(old) = old.layouts.get(language).filter(|old| self.layouts.get(language) != Some(old)) {
                let other = fields(layout).filter(|(name, hash)| old.get(name) != Some(hash));
                changed.extend(other.map(|(name, _)| format!("config.{name}")));
            }
        }
        if self.words.get(language) != old.words.get(language) {
            changed.push("the words of the interface".to_owned());
        }
        changed
    }
}

/// The fields of `config` in their order, each with the hash of its value.
fn fields(layout: &Layout) -> impl Iterator<Item = (String, Hash)> {
    let fields = match serde_json::to_value(layout) {
        Ok(serde_json::Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    fields.into_iter().map(|(name, value)| (name, *blake3::hash(value.to_string().as_bytes()).as_bytes()))
}
