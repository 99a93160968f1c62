//! Texts, names in several languages, counts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Unexpected, Visitor};
use serde::{Serialize, Serializer};

use super::scalar;
use crate::diagnostics::Code;
use crate::locale::Language;
use crate::yaml::{ValueError, is_unprintable};

/// A text that says something: not empty, trimmed, without characters that cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// Reads a text.
    ///
    /// # Errors
    /// Where nothing but white space is left.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let is_kept = |c: char| !is_unprintable(c) && !matches!(c, '\t' | '\r');
        let spaced = |c: char| if matches!(c, '\t' | '\r') { ' ' } else { c };
        let text: Cow<'_, str> =
            if text.chars().all(is_kept) { text.into() } else { text.replace("\r\n", "\n").chars().filter(|c| !is_unprintable(*c)).map(spaced).collect() };
        let text = text.trim();
        if text.is_empty() {
            return Err(ValueError::new(Code::MissingField, "the text is empty").help("write something, or remove the field"));
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

scalar!(Text, "a text", text);

/// A name by which a source refers to another: an id, a name or an alias, as written.
pub type Name = Text;

/// A whole number, written in digits only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(u64);

impl Count {
    /// Reads a count.
    ///
    /// # Errors
    /// Where anything but digits is found; the right form is shown.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        if let Some(count) = text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit())) {
            return Ok(Self(count));
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let mistake = ValueError::new(Code::BadNumber, format!("`{text}` is not a whole number"));
        let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '_' | ' ' | '\''));
        Err(mistake.help(if plain && !digits.is_empty() { format!("write {digits}") } else { "write digits only, such as 24".to_owned() }))
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }
}

impl From<u64> for Count {
    fn from(count: u64) -> Self {
        Self(count)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

scalar!(Count, "a whole number");

/// A text in one language or several: `Telecoms` or `{en: Telecoms, zh-Hans: 电信}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Localised {
    /// One text for all languages.
    One(Text),
    /// A text for each language named.
    Each(BTreeMap<Language, Text>),
}

impl Localised {
    /// The text in `language`, and whether it really is in that language (or is the same for all).
    #[must_use]
    pub fn get(&self, language: &Language, fallback: &Language) -> (&str, bool) {
        match self {
            Self::One(text) => (text.as_str(), true),
            Self::Each(texts) => match texts.get(language) {
                Some(text) => (text.as_str(), true),
                None => (texts.get(fallback).or_else(|| texts.values().next()).map_or("", Text::as_str), false),
            },
        }
    }

    /// Every text.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let (one, each) = match self {
            Self::One(text) => (Some(text), None),
            Self::Each(texts) => (None, Some(texts.values())),
        };
        one.into_iter().chain(each.into_iter().flatten()).map(Text::as_str)
    }
}

impl Localised {
    /// Changes each text by `f`, which is given its language; `language` is that of a text for all languages.
    pub(crate) fn change(&mut self, language: &str, f: impl Fn(&mut Text, &str)) {
        match self {
            Self::One(text) => f(text, language),
            Self::Each(texts) => texts.iter_mut().for_each(|(language, text)| f(text, language.tag())),
        }
    }
}

impl Serialize for Localised {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // One form for both: a single text goes under the tag "".
        match self {
            Self::One(text) => BTreeMap::from([("", text)]).serialize(serializer),
            Self::Each(texts) => texts.iter().map(|(l, t)| (l.tag(), t)).collect::<BTreeMap<_, _>>().serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Localised {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() { deserializer.deserialize_any(Human) } else { deserializer.deserialize_map(Human) }
    }
}

struct Human;

impl<'de> Visitor<'de> for Human {
    type Value = Localised;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or one for each language: {en: …, zh-Hans: …}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Localised, E> {
        Text::parse(text).map(Localised::One).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Localised, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Localised, E> {
        Err(E::custom(ValueError::new(Code::WrongType, "this is a yes or no to YAML, not a text").help("put it in quotation marks")))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Localised, E> {
        Err(E::custom(ValueError::new(Code::WrongType, "this is a number to YAML, not a text").help("put it in quotation marks")))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Localised, E> {
        Err(E::invalid_type(Unexpected::Unit, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Localised, A::Error> {
        let mut texts = BTreeMap::new();
        while let Some(tag) = map.next_key::<String>()? {
            let text: Text = map.next_value()?;
            if tag.is_empty() {
                return Ok(Localised::One(text));
            }
            let language = language(&tag).map_err(de::Error::custom)?;
            if texts.insert(language, text).is_some() {
                let twice = ValueError::new(Code::Contradiction, format!("`{tag}` is given twice"));
                return Err(de::Error::custom(twice.help("remove one of the two")));
            }
        }
        if texts.is_empty() {
            return Err(de::Error::invalid_value(Unexpected::Map, &self));
        }
        Ok(Localised::Each(texts))
    }
}

/// Reads a language tag.
pub(crate) fn language(tag: &str) -> Result<Language, ValueError> {
    Language::parse(tag)
        .map_err(|_| ValueError::new(Code::BadLanguage, format!("`{tag}` is not a language")).help("write a BCP 47 tag such as `en`, `fr` or `zh-Hans`"))
}
