//! The words of the interface, in the site's languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::content::markdown::Words;
use crate::locale::Locale;

/// A word or sentence of the interface, perhaps in several plural forms. `{name}` stands for an argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Label {
    /// The same for any number.
    One(String),
    /// By plural category of `n`: `one`, `other`, …
    Plural(BTreeMap<String, String>),
}

/// The plural categories that a language may have.
pub const PLURALS: &[&str] = &["zero", "one", "two", "few", "many", "other"];

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LabelVisitor)
    }
}

/// The name of a plural category.
struct Category(String);

impl<'de> Deserialize<'de> for Category {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if PLURALS.contains(&name.as_str()) { Ok(Self(name)) } else { Err(de::Error::unknown_field(&name, PLURALS)) }
    }
}

struct LabelVisitor;

impl<'de> Visitor<'de> for LabelVisitor {
    type Value = Label;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text in quotation marks, or one for each plural: {one: …, other: …}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Label, E> {
        Ok(Label::One(text.to_owned()))
    }

    /// Forms that are left empty are not given yet.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Label, A::Error> {
        let mut forms = BTreeMap::new();
        while let Some(Category(category)) = map.next_key()? {
            if let Some(text) = map.next_value::<Option<String>>()? {
                forms.insert(category, text);
            }
        }
        Ok(Label::Plural(forms))
    }
}

impl Label {
    /// Whether it says something for any number.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match self {
            Self::One(_) => true,
            Self::Plural(forms) => forms.contains_key("other"),
        }
    }

    /// The arguments that it has a place for.
    pub fn arguments(&self) -> impl Iterator<Item = &str> {
        let forms: Vec<&String> = match self {
            Self::One(text) => vec![text],
            Self::Plural(forms) => forms.values().collect(),
        };
        let names = forms.into_iter().flat_map(|form| form.split('{').skip(1)).filter_map(|rest| rest.split_once('}').map(|(name, _)| name));
        names.collect::<BTreeSet<&str>>().into_iter()
    }
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
    crate::pages::EMITTERS.iter().flat_map(|emitter| emitter.labels).chain(ALWAYS).copied()
}

impl Labels {
    /// The labels of each language, in the order of the site's languages.
    #[must_use]
    pub fn new(by_language: Vec<(Locale, BTreeMap<String, Label>)>) -> Self {
        Self { by_language }
    }

    /// All languages, by their places.
    #[must_use]
    pub fn languages(&self) -> std::ops::Range<usize> {
        0..self.by_language.len()
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
