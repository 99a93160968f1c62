//! The words of the interface, in the site's languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::content::markdown::Words;
use crate::locale::Locale;

/// A word or sentence of the interface, perhaps in several plural forms. `{name}` stands for an argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Label {
    /// The same for any number.
    One(String),
    /// By plural category of `n`: `one`, `other`, …
    Plural(BTreeMap<String, String>),
}

/// The words of the interface in all languages of a site.
#[derive(Debug, Default)]
pub struct Labels {
    by_language: Vec<(Locale, BTreeMap<String, Label>)>,
}

/// The words that listings and texts need of a theme, whatever pages there are.
const ALWAYS: &[&str] = &[
    "page-n",
    "body-footnotes",
    "body-back-to-text",
    "body-table",
    "body-note",
    "body-tip",
    "body-important",
    "body-warning",
    "body-caution",
    "body-task-done",
    "body-task-open",
];

/// The words that the program itself needs of a theme, beside those that its templates use.
pub(crate) fn required_labels() -> impl Iterator<Item = &'static str> {
    super::EMITTERS.iter().flat_map(|emitter| emitter.labels).chain(ALWAYS).copied()
}

impl Labels {
    /// The labels of each language, in the order of the site's languages.
    #[must_use]
    pub fn new(by_language: Vec<(Locale, BTreeMap<String, Label>)>) -> Self {
        Self { by_language }
    }

    /// How language `language` writes dates and numbers.
    #[must_use]
    pub fn locale(&self, language: usize) -> &Locale {
        &self.by_language[language].0
    }

    /// All labels of a language.
    #[must_use]
    pub fn all(&self, language: usize) -> &BTreeMap<String, Label> {
        &self.by_language[language].1
    }

    /// A label without arguments; its key if the theme lacks it, which is an error when the theme is loaded.
    #[must_use]
    pub fn text(&self, language: usize, key: &str) -> String {
        self.with(language, key, None, &[]).unwrap_or_else(|| key.to_owned())
    }

    /// A label with its arguments filled in, in the plural form for `n`. `None` if there is no such label.
    #[must_use]
    pub fn with(&self, language: usize, key: &str, n: Option<u64>, arguments: &[(String, String)]) -> Option<String> {
        let (locale, labels) = &self.by_language[language];
        let form = match labels.get(key)? {
            Label::One(text) => text,
            Label::Plural(forms) => forms.get(n.map_or("other", |n| locale.plural(n))).or_else(|| forms.get("other"))?,
        };
        if !form.contains('{') {
            return Some(form.clone());
        }
        let mut text = form.clone();
        if let Some(n) = n {
            text = text.replace("{n}", &locale.integer(n));
        }
        for (name, value) in arguments {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        Some(text)
    }

    /// The words that bodies need.
    #[must_use]
    pub fn words(&self, language: usize) -> Words {
        let text = |key: &str| self.text(language, key);
        Words {
            footnotes: text("body-footnotes"),
            back_to_text: text("body-back-to-text"),
            table: text("body-table"),
            note: text("body-note"),
            tip: text("body-tip"),
            important: text("body-important"),
            warning: text("body-warning"),
            caution: text("body-caution"),
            task_done: text("body-task-done"),
            task_open: text("body-task-open"),
        }
    }
}
