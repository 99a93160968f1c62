//! Samples of views, made from their types: one with everything, one with as little as possible. Templates are tried on
//! both before anything is built, so that a misspelt name is found even where the site's own briefings never lead to it.

use std::fmt;

use serde::de::{self, DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::EMITTERS;
use crate::locale::ENGLISH;

/// A template's name with samples of its context, as JSON.
#[derive(Debug)]
pub struct Sample {
    /// The template.
    pub template: &'static str,
    /// With every list filled and every option given.
    pub largest: serde_json::Value,
    /// With every list empty and every option absent.
    pub smallest: serde_json::Value,
}

/// A template that pages use, and how a sample of what it sees is made.
#[derive(Clone, Copy)]
pub(super) struct Template {
    name: &'static str,
    sample: fn(&'static str) -> Sample,
}

impl Template {
    /// The template `name`, which sees `T`.
    pub(super) const fn of<T: DeserializeOwned + serde::Serialize>(name: &'static str) -> Self {
        Self { name, sample: sample::<T> }
    }
}

/// A sample for every template that pages use.
#[must_use]
pub fn samples() -> Vec<Sample> {
    EMITTERS.iter().flat_map(|emitter| emitter.templates).map(|template| (template.sample)(template.name)).collect()
}

/// The names of all templates that pages use.
pub fn template_names() -> impl Iterator<Item = &'static str> {
    EMITTERS.iter().flat_map(|emitter| emitter.templates).map(|template| template.name)
}

/// A sample of any type of view, as JSON.
fn sample<T: DeserializeOwned + serde::Serialize>(template: &'static str) -> Sample {
    let json = |full| {
        let value = T::deserialize(Maker { full, within: "", name: "" }).expect("the maker gives every type that views use");
        serde_json::to_value(value).expect("views are JSON")
    };
    Sample { template, largest: json(true), smallest: json(false) }
}

/// A sample of `config`.
#[must_use]
pub(crate) fn layout_samples() -> (serde_json::Value, serde_json::Value) {
    let Sample { largest, smallest, .. } = sample::<super::Layout>("");
    (largest, smallest)
}

/// Makes a value of whatever type is asked for.
#[derive(Clone, Copy)]
struct Maker {
    full: bool,
    /// The struct and the field that the value is for: some texts are dates or words of a set.
    within: &'static str,
    name: &'static str,
}

#[derive(Debug)]
struct Unsupported(String);

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unsupported {}

impl de::Error for Unsupported {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self(text.to_string())
    }
}

impl Maker {
    fn text(self) -> &'static str {
        match self.name {
            "date" | "updated" | "issued" | "accessed" | "month" | "latest" | "published" | "modified" | "valid_from" | "valid_to" | "since" => "2024-10-23",
            "end" | "silent_since" => "2024-10-24",
            "previous" if matches!(self.within, "DateEntry" | "DateUpdate") => "2024-10-22",
            "kind" if self.within == "DateEntry" => "effective",
            "certainty" => "provisional",
            "status" => "announced",
            "kind" if self.within == "Source" => "report",
            "kind" if matches!(self.within, "Update" | "Correction") => "update",
            "kind" => "release",
            "instrument_type" => "regulation",
            "stage" => "in-force",
            "state" => "current",
            "relation" => "amended-by",
            "move_kind" => "advances",
            "language" | "tag" | "lang" => ENGLISH,
            "direction" => "ltr",
            "measure" => "stock",
            "frequency" => "monthly",
            "qualifier" => "over",
            "nature" => "forecast",
            "url" | "text_url" | "permalink" | "home_url" | "base_url" | "website" | "archive_url" => "https://example.org/sample/",
            _ => "sample",
        }
    }
}

impl<'de> de::Deserializer<'de> for Maker {
    type Error = Unsupported;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_bool(self.full)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_str(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_str(self.text())
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_u64(2)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_u8(2)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_i16(2024)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        if self.full { visitor.visit_some(self) } else { visitor.visit_none() }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_seq(Items { maker: self, left: if self.full { 2 } else { 0 } })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_seq(Items { maker: self, left: len })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_map(Fields { maker: self, names: &[] })
    }

    fn deserialize_struct<V: Visitor<'de>>(self, within: &'static str, names: &'static [&'static str], visitor: V) -> Result<V::Value, Unsupported> {
        visitor.visit_map(Fields { maker: Self { within, ..self }, names })
    }

    serde::forward_to_deserialize_any! {
        i8 i32 i64 i128 u16 u32 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple_struct enum identifier ignored_any
    }
}

struct Items {
    maker: Maker,
    left: usize,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Unsupported;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unsupported> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(self.maker).map(Some)
    }
}

struct Fields {
    maker: Maker,
    names: &'static [&'static str],
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Unsupported;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unsupported> {
        let Some((first, rest)) = self.names.split_first() else { return Ok(None) };
        self.names = rest;
        self.maker.name = first;
        seed.deserialize(de::value::StrDeserializer::new(first)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Unsupported> {
        seed.deserialize(self.maker)
    }
}
