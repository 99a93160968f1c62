//! Numbers in the words of a text, with what the words say of them: the inverse of [`Locale::quantity`](super::Locale::quantity).
//!
//! A [`Reader`] reads texts of one language: "up to CNY 325.2 billion", 同比增长9.4%, "um rund 3,2 % gesunken". What it is not
//! sure of it leaves open, as no bound, no direction, no unit: whoever holds a number against a [`Reading`] takes that for consent.

mod bounds;
mod clauses;
mod digits;
mod found;
mod glob;
mod months;
mod names;
mod numerals;
mod plain;
mod reader;
#[cfg(test)]
mod tests;
mod times;
mod tongue;
mod words;

pub use digits::{Notation, Written, ten_to};
pub use found::{Bound, Direction, Reading};
pub use months::MonthNames;
pub use plain::lower;
pub use reader::Reader;
pub use tongue::language_of_text;
pub(super) use words::ReadingWords;
