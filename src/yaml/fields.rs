//! The names of the outermost fields of a type, as its `Deserialize` gives them.

use std::fmt::{self, Display};

use serde::de::{self, Deserialize, Deserializer, Visitor};

/// The names; none where the type is no struct, or its keys are free.
pub(super) fn of<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    T::deserialize(Ask).err().map_or(&[], |answer| answer.0)
}

/// Asks a type what it would read, and gives it nothing.
struct Ask;

/// What it would read.
#[derive(Debug)]
struct Answer(&'static [&'static str]);

impl Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("asked for its fields")
    }
}

impl std::error::Error for Answer {}

impl de::Error for Answer {
    fn custom<M: Display>(_: M) -> Self {
        Self(&[])
    }
}

impl<'de> Deserializer<'de> for Ask {
    type Error = Answer;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Answer> {
        Err(Answer(&[]))
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, fields: &'static [&'static str], _: V) -> Result<V::Value, Answer> {
        Err(Answer(fields))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map enum identifier ignored_any
    }
}
