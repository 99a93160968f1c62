//! What a value's constructor says when it refuses, and how that travels through serde.

use std::borrow::Cow;
use std::fmt;

use crate::diagnostics::{Code, Diagnostic, Place};

/// Between the parts of a mistake on its way through `serde::de::Error::custom`, which carries nothing but text.
const SEPARATOR: char = '\u{1f}';

/// In front of a replacement on the same way.
const CERTAIN: &str = "!";
const OFFERED: &str = "?";

/// A refusal without a place: the caller knows where the value stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    /// The code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// What is written in place of the value.
    pub replacement: Option<Replacement>,
}

/// What is written in place of a value, as YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The value, with quotation marks where it needs them.
    pub text: String,
    /// Whether it can only be what was meant.
    pub certain: bool,
}

impl ValueError {
    /// A mistake of `code`.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, replacement: None }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to write, which can only be what was meant. Without another help, that is the help.
    #[must_use]
    pub fn mend(self, value: impl Into<String>) -> Self {
        self.replaced(&value.into(), true)
    }

    /// Says what was probably meant. Without another help, that is the help.
    #[must_use]
    pub fn offer(self, value: impl Into<String>) -> Self {
        self.replaced(&value.into(), false)
    }

    /// The same of more than a scalar: `[a, b]`.
    #[must_use]
    pub fn offer_yaml(mut self, yaml: impl Into<String>) -> Self {
        self.replacement = Some(Replacement { text: yaml.into(), certain: false });
        self
    }

    /// The same where nothing else can be meant.
    #[must_use]
    pub fn mend_yaml(mut self, yaml: impl Into<String>) -> Self {
        self.replacement = Some(Replacement { text: yaml.into(), certain: true });
        self
    }

    fn replaced(mut self, text: &str, certain: bool) -> Self {
        self.help = self.help.or_else(|| Some(format!("write `{text}`")));
        self.replacement = Some(Replacement { text: written(text).into_owned(), certain });
        self
    }

    /// The mistake of the value that stands at `place`.
    #[must_use]
    pub fn at(self, place: Place) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.code, place, self.message).maybe_help(self.help);
        match self.replacement {
            Some(Replacement { text, certain: true }) => diagnostic.mend(text),
            Some(Replacement { text, certain: false }) => diagnostic.offer(text),
            None => diagnostic,
        }
    }

    /// Reads back what `Display` wrote; any other text is a wrong type.
    pub(super) fn from_serde(text: &str) -> Self {
        let mut parts = text.split(SEPARATOR);
        match (parts.next().and_then(Code::find), parts.next(), parts.next()) {
            (Some(code), Some(message), help) => {
                let replacement =
                    parts.next().and_then(|r| r.split_at_checked(1)).map(|(mark, text)| Replacement { text: text.to_owned(), certain: mark == CERTAIN });
                Self { code, message: message.to_owned(), help: help.filter(|h| !h.is_empty()).map(str::to_owned), replacement }
            }
            _ => Self::new(Code::WrongType, text),
        }
    }
}

/// For serde's errors, not for people: the parts with separators that no source text may hold.
impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{SEPARATOR}{}{SEPARATOR}{}", self.code.number(), self.message, self.help.as_deref().unwrap_or_default())?;
        match &self.replacement {
            Some(Replacement { text, certain }) => write!(f, "{SEPARATOR}{}{text}", if *certain { CERTAIN } else { OFFERED }),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ValueError {}

/// A text as it stands in YAML, also within brackets and braces: between quotation marks where it needs them.
#[must_use]
pub fn written(text: &str) -> Cow<'_, str> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '+' | ':' | '%' | '=' | '~' | '(' | ')' | '@' | '?' | '&' | ';');
    let plain = text.chars().all(|c| is_word(c) || c == ' ')
        && text.starts_with(|c: char| c.is_alphanumeric() || c == '/' || c == '-' && text.chars().nth(1).is_some_and(|c| c.is_ascii_digit()))
        && !text.contains(": ")
        && !text.ends_with([':', ' ']);
    // JSON is YAML.
    if plain { text.into() } else { serde_json::Value::from(text).to_string().into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replacement_travels_through_serde() {
        for mistake in [
            ValueError::new(Code::BadNumber, "no number").mend("-13"),
            ValueError::new(Code::BadNumber, "no number").help("write it so").offer("a: b"),
            ValueError::new(Code::BadNumber, "no number").help("write it so"),
            ValueError::new(Code::BadNumber, "no number"),
        ] {
            assert_eq!(ValueError::from_serde(&mistake.to_string()), mistake);
        }
    }

    #[test]
    fn a_text_is_quoted_where_yaml_asks_for_it() {
        for plain in ["2024-10-23", "-13", "percent", "https://a.example/a%20b", "/old/page/", "电信", "a b"] {
            assert_eq!(written(plain), plain);
        }
        for text in ["a: b", "[x]", "- a", "a, b", "#a", "\"", "", "a ", "{a}", "*a", "a:"] {
            assert_eq!(written(text), serde_json::Value::from(text).to_string());
            assert_eq!(serde_yaml::from_str::<String>(&written(text)).unwrap(), text);
        }
    }
}
