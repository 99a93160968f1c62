//! Values whose constructor is the only door: whoever holds one need not check it again.
//!
//! Each type is read from a scalar of YAML by its `parse`, whose refusal says what is wrong and what to write instead.
//! In the cache, which is not for people, values travel as what they hold.
//!
//! - Time: [`Date`], [`Instant`], [`Period`] (whole months), [`When`] (a day or a period), [`Issued`] (as exactly as is known),
//!   [`Span`] (from a moment on).
//! - Names and texts: [`Id`], [`Name`], [`Text`], [`Localised`] (a text in several languages).
//! - Addresses: [`SiteAddress`], [`WebAddress`]. Numbers: [`Number`], [`Count`].
//!
//! `slips`, `calendar` and `stretches` know what is written in their stead, and so what was meant. `schema` says what each looks like in a JSON Schema; `letter` knows letters that cannot be seen, or can be written in two
//! ways.

mod address;
mod calendar;
mod clock;
mod date;
mod id;
mod instant;
mod issued;
mod letter;
mod number;
mod period;
pub(crate) mod schema;
mod slips;
mod span;
mod stretches;
mod text;

pub use address::{SiteAddress, WebAddress, decode, is_safe_scheme};
pub use date::Date;
pub use id::{Id, fold, unusable_segment};
pub use instant::Instant;
pub use issued::Issued;
pub use letter::{invisible, is_invisible, is_unspaced, nfc, stray};
pub use number::Number;
pub use period::{Period, When};
pub use schema::lenient;
pub use slips::{oddity, shown, typed};
pub use span::{Ahead, Span};
pub(crate) use text::language;
pub use text::{Count, Localised, Name, Text, language_named, right_language};

/// Implements `Serialize` and `Deserialize` for a type with `Display` and `parse(&str) -> Result<Self, ValueError>`. One that
/// holds nothing but its text is taken from the cache as it is: the cache's checksum vouches for it.
macro_rules! scalar {
    ($type:ty, $expected:literal) => {
        scalar!(@ $type, $expected, |value: &$type, to: S| to.collect_str(value), |from: D| from.deserialize_str(Scalar));
    };
    ($type:ty, $expected:literal, text) => {
        scalar!(@ $type, $expected, |value: &$type, to: S| to.serialize_str(value.as_str()), |from: D| {
            <String as serde::Deserialize>::deserialize(from).map(Self)
        });
    };
    (@ $type:ty, $expected:literal, $write:expr, $read:expr) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                ($write)(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Scalar;
                impl<'de> serde::de::Visitor<'de> for Scalar {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        <$type>::parse(text).map_err(E::custom)
                    }

                    fn visit_some<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<$type, D::Error> {
                        deserializer.deserialize_str(self)
                    }

                    fn visit_none<E: serde::de::Error>(self) -> Result<$type, E> {
                        Err(E::invalid_type(serde::de::Unexpected::Unit, &self))
                    }

                    fn visit_unit<E: serde::de::Error>(self) -> Result<$type, E> {
                        self.visit_none()
                    }
                }
                // Asked for as an option, so that a bare `null` is an absent value and not the text "null".
                if deserializer.is_human_readable() { deserializer.deserialize_option(Scalar) } else { ($read)(deserializer) }
            }
        }
    };
}
use scalar;

#[cfg(test)]
mod tests;
