//! What the pages of an output have around what they show, so that a build can say which part of it changed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fields::{Fields, Parts};
use crate::content::Hash;
use crate::pages::{Layout, NEWSLETTER, View};
use crate::theme::Theme;

/// Fingerprints of what pages have around what they show. A build makes all outputs with the same, so they are kept once.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Surroundings {
    /// Of the templates, by name.
    templates: BTreeMap<String, Hash>,
    /// Of the theme's options.
    options: Hash,
    /// Of what a page may take.
    limits: Hash,
    /// Of the words of each language.
    words: Vec<Hash>,
    /// Of the fields of `config` in each language.
    shared: Vec<Parts>,
}

impl Surroundings {
    /// Those of pages of `theme`; `chromes` are what they see as `config`, one for each language.
    #[must_use]
    pub fn of(theme: &Theme, layouts: &[Layout]) -> Self {
        Self {
            templates: theme.texts().clone(),
            options: theme.options_fingerprint(),
            limits: theme.limits_fingerprint(),
            words: (0..layouts.len()).map(|language| theme.words_fingerprint(language)).collect(),
            shared: layouts.iter().map(|layout| Fields::of(layout).parts()).collect(),
        }
    }

    /// The template `name`, by the name that it had before another took its place.
    fn template(&self, name: &str) -> Option<&Hash> {
        let former = || name.strip_prefix("theme/").or_else(|| name.strip_prefix("builtin/"));
        self.templates.get(name).or_else(|| self.templates.get(former()?))
    }

    /// The names of what differs from `old`, as far as a view in `language` depends on it.
    #[must_use]
    pub fn changed(&self, old: &Self, view: &View, language: usize, theme: &Theme, layout: &Layout) -> Vec<String> {
        let template = match view {
            View::Page { template, .. } => Some(*template),
            View::Newsletter(..) => Some(NEWSLETTER),
            View::Feed(..) => None,
            View::Citations(..) | View::Sitemap(_) | View::Json(_) | View::Text(_) | View::File(_) => return Vec::new(),
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
            if let (Some(new), Some(old)) = (self.shared.get(language), old.shared.get(language)) {
                let names: Vec<String> = Fields::of(layout).names().map(|name| format!("config.{name}")).collect();
                changed.extend(new.changed(old).map(|at| names[at].clone()));
            }
        }
        if self.words.get(language) != old.words.get(language) {
            changed.push("the words of the interface".to_owned());
        }
        changed
    }
}
