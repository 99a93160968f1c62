//! A deserializer over a marked tree, whose errors know their node.

use std::fmt::{self, Display};

use serde::de::{self, Deserialize, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor};

use super::ValueError;
use super::marked::{Node, NodeId, Value};
use crate::diagnostics::{Code, nearest};

/// A refusal and the node it is about.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) mistake: ValueError,
    pub(super) node: NodeId,
}

/// Reads the whole tree as a `T`.
pub(super) fn read<'de, T: Deserialize<'de>>(tree: &Node) -> Result<T, Failure> {
    T::deserialize(At { tree, id: 0 }).map_err(|error| Failure { node: error.node.unwrap_or(0), mistake: error.mistake })
}

/// A serde error on its way up: the innermost node that it passes claims it.
#[derive(Debug)]
struct Error {
    mistake: ValueError,
    node: Option<NodeId>,
}

impl Error {
    fn at(mut self, id: NodeId) -> Self {
        self.node.get_or_insert(id);
        self
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.mistake.message)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: Display>(text: T) -> Self {
        Self { mistake: ValueError::from_serde(&text.to_string()), node: None }
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let expected = expected.to_string();
        let (expected, help) = match (expected.as_str(), unexpected) {
            ("a sequence", Unexpected::Str(text)) => ("a list", Some(format!("write [{text}], or one item a line with a hyphen in front"))),
            ("a sequence", _) => ("a list", Some("write the items between brackets: [a, b]".to_owned())),
            ("`true` or `false`", _) => ("`true` or `false`", Some("write true or false".to_owned())),
            ("a map" | "a group of fields", _) => {
                ("a group of fields", Some("write its fields between braces, or one a line and indented: {name: …}".to_owned()))
            }
            (other, Unexpected::Seq) => (other, Some("write one value, without brackets or hyphens".to_owned())),
            (other, Unexpected::Map) => (other, Some("write one value in place of the fields".to_owned())),
            (other, Unexpected::Unit | Unexpected::Option) => (other, Some("write a value, or remove the field".to_owned())),
            (other, _) => (other, Some(format!("write {other}"))),
        };
        let mistake = ValueError::new(Code::WrongType, format!("expected {expected}, found {}", in_words(unexpected)));
        Self { mistake: ValueError { help, ..mistake }, node: None }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let mistake = ValueError::new(Code::UnknownField, format!("unknown field `{field}`"));
        let own = if expected.contains(&"extra") { "; fields of your own go under `extra:`" } else { "" };
        let help = match nearest(field, expected.iter().copied()) {
            _ if field.bytes().all(|b| b.is_ascii_digit()) => {
                "inside braces a comma ends a value: write a number with a point and without thousands separators, such as 1005.6".to_owned()
            }
            _ if field == "<<" => "write the fields out: a map cannot take over those of another".to_owned(),
            Some(near) => format!("did you mean `{near}`?{}", own.replace(';', "")),
            None => format!("fields here are {}{own}", names(expected)),
        };
        Self { mistake: mistake.help(help), node: None }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let mistake = ValueError::new(Code::UnknownValue, format!("`{variant}` is not one of the words that this field takes"));
        let near = nearest(variant, expected.iter().copied()).map(|n| format!("did you mean `{n}`? ")).unwrap_or_default();
        Self { mistake: mistake.help(format!("{near}it takes {}", names(expected))), node: None }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { mistake: ValueError::new(Code::MissingField, format!("`{field}` is missing")), node: None }
    }
}

fn names(all: &[&str]) -> String {
    all.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

fn in_words(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Map => "a group of fields".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Str(text) => format!("the text `{text}`"),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        other => other.to_string(),
    }
}

#[derive(Clone, Copy)]
struct At<'t> {
    tree: &'t Node,
    id: NodeId,
}

impl<'t> At<'t> {
    fn value(self) -> &'t Value {
        &self.tree.item(self.id).value
    }

    /// The text of a plain scalar that YAML 1.2 reads as null.
    fn is_null(self) -> bool {
        matches!(self.value(), Value::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    fn wrong_type(self, visitor: &dyn de::Expected) -> Error {
        let found = match self.value() {
            Value::List(_) => Unexpected::Seq,
            Value::Map(_) => Unexpected::Map,
            Value::Scalar { .. } if self.is_null() => Unexpected::Unit,
            Value::Scalar { text, .. } => Unexpected::Str(text),
        };
        <Error as de::Error>::invalid_type(found, visitor).at(self.id)
    }

    fn bool(self) -> Option<bool> {
        match self.value() {
            Value::Scalar { text, plain: true } => match text.as_str() {
                "true" | "True" | "TRUE" => Some(true),
                "false" | "False" | "FALSE" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// A plain scalar by the core schema; numbers in the forms that people write.
    fn visit_scalar<'de, V: Visitor<'de>>(self, text: &str, plain: bool, visitor: V) -> Result<V::Value, Error> {
        if plain {
            if self.is_null() {
                return visitor.visit_unit();
            }
            if let Some(value) = self.bool() {
                return visitor.visit_bool(value);
            }
            let leading_zero = text.trim_start_matches(['-', '+']).strip_prefix('0').is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
            if !leading_zero {
                if let Some(value) = unsigned(text) {
                    return visitor.visit_u64(value);
                }
                if let Ok(value) = text.parse::<i64>() {
                    return visitor.visit_i64(value);
                }
                if text.starts_with(|c: char| c.is_ascii_digit() || "-+.".contains(c))
                    && let Ok(value) = text.parse::<f64>()
                {
                    return visitor.visit_f64(value);
                }
            }
        }
        visitor.visit_str(text)
    }
}

impl<'de> de::Deserializer<'de> for At<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value() {
            Value::Scalar { text, plain } => self.visit_scalar(text, *plain, visitor),
            Value::List(items) => visitor.visit_seq(List { tree: self.tree, items }),
            Value::Map(entries) => visitor.visit_map(Map { tree: self.tree, entries, value: 0 }),
        }
        .map_err(|e: Error| e.at(self.id))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value() {
            Value::Scalar { text, .. } => visitor.visit_str(text).map_err(|e: Error| e.at(self.id)),
            _ => Err(self.wrong_type(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    /// The name of a field is a text, also where it looks like a number: serde would take that for the place of a field.
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.bool() {
            Some(value) => visitor.visit_bool(value).map_err(|e: Error| e.at(self.id)),
            None => Err(self.wrong_type(&"`true` or `false`")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }.map_err(|e: Error| e.at(self.id))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self).map_err(|e: Error| e.at(self.id))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value() {
            Value::List(items) => visitor.visit_seq(List { tree: self.tree, items }).map_err(|e: Error| e.at(self.id)),
            _ => Err(self.wrong_type(&visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value() {
            Value::Map(entries) => visitor.visit_map(Map { tree: self.tree, entries, value: 0 }).map_err(|e: Error| e.at(self.id)),
            _ => Err(self.wrong_type(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        match self.value() {
            Value::Map(_) => self.deserialize_map(visitor),
            _ => Err(self.wrong_type(&"a group of fields")),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        match self.value() {
            Value::Scalar { text, .. } => visitor.visit_enum(Word(text)).map_err(|e: Error| e.at(self.id)),
            _ => Err(self.wrong_type(&"a word")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

/// A whole number as the typed reader takes it: in decimal digits, or hexadecimal, octal or binary ones behind their prefix.
fn unsigned(text: &str) -> Option<u64> {
    let prefixed = [("0x", 16), ("0o", 8), ("0b", 2)].into_iter().find_map(|(prefix, radix)| Some((text.strip_prefix(prefix)?, radix)));
    match prefixed {
        Some((digits, _)) if digits.starts_with(['+', '-']) => None,
        Some((digits, radix)) => u64::from_str_radix(digits, radix).ok(),
        None => text.parse().ok(),
    }
}

struct List<'t> {
    tree: &'t Node,
    items: &'t [NodeId],
}

impl<'de> SeqAccess<'de> for List<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        while let Some((&id, rest)) = self.items.split_first() {
            self.items = rest;
            if !self.tree.item(id).aside {
                return seed.deserialize(At { tree: self.tree, id }).map(Some).map_err(|e: Error| e.at(id));
            }
        }
        Ok(None)
    }
}

struct Map<'t> {
    tree: &'t Node,
    entries: &'t [(NodeId, NodeId)],
    value: NodeId,
}

impl<'de> MapAccess<'de> for Map<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        while let Some((&(key, value), rest)) = self.entries.split_first() {
            self.entries = rest;
            if !self.tree.item(key).aside && !self.tree.item(value).aside {
                self.value = value;
                return seed.deserialize(At { tree: self.tree, id: key }).map(Some).map_err(|e: Error| e.at(key));
            }
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(At { tree: self.tree, id: self.value }).map_err(|e: Error| e.at(self.value))
    }
}

/// A word of a fixed set.
struct Word<'t>(&'t str);

impl<'de> EnumAccess<'de> for Word<'_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let value = seed.deserialize(de::value::StrDeserializer::<Error>::new(self.0))?;
        Ok((value, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Error> {
        Err(de::Error::custom("expected a word"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(de::Error::custom("expected a word"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        Err(de::Error::custom("expected a word"))
    }
}
