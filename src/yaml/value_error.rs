//! What a value's constructor says when it refuses, and how that travels through serde.

use std::fmt;

use crate::diagnostics::Code;

/// Between the parts of a mistake on its way through `serde::de::Error::custom`, which carries nothing but text.
const SEPARATOR: char = '\u{1f}';

/// A refusal without a place: the caller knows where the value stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    /// The code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl ValueError {
    /// A mistake of `code`.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Reads back what `Display` wrote; any other text is a wrong type.
    pub(super) fn from_serde(text: &str) -> Self {
        let mut parts = text.split(SEPARATOR);
        match (parts.next().and_then(Code::find), parts.next(), parts.next()) {
            (Some(code), Some(message), help) => Self { code, message: message.to_owned(), help: help.filter(|h| !h.is_empty()).map(str::to_owned) },
            _ => Self::new(Code::WrongType, text),
        }
    }
}

/// For serde's errors, not for people: the parts with separators that no source text may hold.
impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{SEPARATOR}{}{SEPARATOR}{}", self.code.number(), self.message, self.help.as_deref().unwrap_or_default())
    }
}

impl std::error::Error for ValueError {}
