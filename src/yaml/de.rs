//! A deserializer over a marked tree, whose errors know their node.

use serde::de::{self, Deserialize, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor};

use super::ValueError;
use super::marked::{Node, NodeId, Value};
use super::refusal::{Error, replaced, several};
use crate::diagnostics::{Near, meant};

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
        let wrong = <Error as de::Error>::invalid_type(found, visitor).at(self.id);
        match self.value() {
            // A list of one, where its item alone is wanted.
            Value::List(items) if items.len() == 1 && matches!(self.tree.item(items[0]).value, Value::Scalar { .. }) => {
                wrong.unlisted(self.tree.written(items[0]))
            }
            _ => wrong,
        }
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
        if let Some(value) = self.bool() {
            return visitor.visit_bool(value).map_err(|e: Error| e.at(self.id));
        }
        let mut wrong = self.wrong_type(&"`true` or `false`");
        if let Value::Scalar { text, plain } = self.value()
            && let Some(near @ Near { name, .. }) = meant(text, &["true", "false"])
        {
            let marks = if *plain { "" } else { ", without quotation marks" };
            wrong.mistake = replaced(wrong.mistake.help(format!("write {name}{marks}")), Some(near));
        }
        Err(wrong)
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
            // One thing where a list is wanted is a list of one, unless it is several things in one text.
            value if !self.tree.is_empty_value(self.id) => {
                let several = if let Value::Scalar { text, .. } = value { several(text).map(|items| (self.wrong_type(&visitor), items)) } else { None };
                let list = visitor.visit_seq(List { tree: self.tree, items: &[self.id] });
                match several {
                    Some((wrong, items)) if list.is_ok() => Err(wrong.listed(&items)),
                    _ => {
                        self.tree.lenient.set(true);
                        list.map_err(|e: Error| e.at(self.id))
                    }
                }
            }
            _ => Err(self.wrong_type(&visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value() {
            Value::Map(entries) => visitor.visit_map(Map { tree: self.tree, entries, value: 0 }).map_err(|e: Error| e.at(self.id)),
            _ => Err(self.wrong_type(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        match self.value() {
            Value::Map(_) => self.deserialize_map(visitor),
            Value::Scalar { text, .. } if !self.is_null() => Err(self.wrong_type(&"a group of fields").grouped(text, fields)),
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
