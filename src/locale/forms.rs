//! How a language writes what stands behind a number, by plural category.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize};

/// A plural category of CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Plural {
    /// `0` in Arabic.
    Zero,
    /// The singular; in Russian also `21`.
    One,
    /// `2` in Arabic.
    Two,
    /// `3` in Russian.
    Few,
    /// `5` in Russian.
    Many,
    /// What every language has: the plural of English, the only form of Chinese.
    Other,
}

impl Plural {
    /// The category that [`Locale::plural`](super::Locale::plural) names.
    fn named(name: &str) -> Self {
        match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            _ => Self::Other,
        }
    }
}

/// How one language writes a unit: a text for each plural category.
///
/// A text stands after the number, unless it holds `{0}`: that is then the number's place (`每万人{0}个`). In sources, a map
/// of categories (`{one: tower, other: towers}`) which has `other`, or one text that serves for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Forms(BTreeMap<Plural, String>);

impl Forms {
    /// One text for any number.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(Plural::Other, text.into())]))
    }

    /// A singular and a plural, as most languages of Western Europe have.
    #[must_use]
    pub fn pair(one: impl Into<String>, other: impl Into<String>) -> Self {
        Self(BTreeMap::from([(Plural::One, one.into()), (Plural::Other, other.into())]))
    }

    /// The text for a category by its name, or else for "other".
    #[must_use]
    pub fn get(&self, category: &str) -> &str {
        self.0.get(&Plural::named(category)).map_or_else(|| self.other(), String::as_str)
    }

    /// Every text.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }

    pub(super) fn other(&self) -> &str {
        self.0.get(&Plural::Other).or_else(|| self.0.values().next_back()).map_or("", String::as_str)
    }
}

impl<'de> Deserialize<'de> for Forms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A format that does not describe itself holds what was serialised: the map.
        if deserializer.is_human_readable() { deserializer.deserialize_any(FormsVisitor) } else { BTreeMap::deserialize(deserializer).map(Self) }
    }
}

struct FormsVisitor;

impl<'de> Visitor<'de> for FormsVisitor {
    type Value = Forms;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or a map such as {one: tower, other: towers}")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Forms, E> {
        Ok(Forms::same(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Forms, A::Error> {
        let forms = BTreeMap::<Plural, String>::deserialize(MapAccessDeserializer::new(map))?;
        if forms.contains_key(&Plural::Other) { Ok(Forms(forms)) } else { Err(A::Error::missing_field("other")) }
    }
}
