//! Ids: the part of an address that a source chooses.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::letter::{invisible, is_invisible, nfc};
use super::scalar;
use crate::diagnostics::Code;
use crate::yaml::Mistake;

/// The longest id or file name, in bytes.
const LONGEST: usize = 200;

/// Letters and digits of any script in lower case, with single hyphens between them, in NFC.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// Reads an id.
    ///
    /// # Errors
    /// Where it has other characters; one that would do is offered.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = nfc(text.trim());
        let text = &*text;
        // Most are of ASCII, of which less has to be asked.
        let plain = text.bytes().all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit());
        let clean = plain || text.chars().all(|c| c == '-' || (c.is_alphanumeric() || is_mark(c)) && !c.is_uppercase() && !is_invisible(c));
        let hyphens = text.starts_with('-') || text.ends_with('-') || text.contains("--");
        if clean && !hyphens && unusable_segment(text).is_none() {
            return Ok(Self(text.to_owned()));
        }
        let unseen = invisible(text).map_or_else(String::new, |c| format!(": it has a character that cannot be seen (U+{:04X})", u32::from(c)));
        let mistake = Mistake::new(Code::BadId, format!("`{text}` cannot be an id{unseen}"));
        Err(match slug(text) {
            slug if !slug.is_empty() && slug != text => mistake.help(format!("write `{slug}`")),
            _ => mistake.help("use lower-case letters, digits and hyphens, at most 200 bytes"),
        })
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id that a title suggests: its letters and digits in lower case, joined by hyphens. `None` where it has none.
    #[must_use]
    pub fn from_title(title: &str) -> Option<Self> {
        Self::parse(&slug(title)).ok()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

scalar!(Id, "an id", text);

/// Marks that belong to letters of scripts such as Devanagari, which are no letters themselves.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn slug(text: &str) -> String {
    let lower: String = text.nfc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).collect();
    let mut slug = String::new();
    for word in lower.split(|c: char| !(c.is_alphanumeric() || is_mark(c))).filter(|w| !w.is_empty()) {
        if slug.len() + word.len() + 1 > LONGEST / 2 && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug.nfc().collect()
}

/// A name or path in the form in which it is compared: in NFC, and without regard to case.
#[must_use]
pub fn fold(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(if name.is_ascii() { name.to_ascii_lowercase() } else { name.nfc().flat_map(char::to_lowercase).collect() })
}

/// Why `segment` cannot be a segment of an address or the name of a file; `None` if it can.
#[must_use]
pub fn unusable_segment(segment: &str) -> Option<&'static str> {
    if segment.is_empty() {
        return Some("it has an empty segment");
    }
    if segment == "." || segment == ".." {
        return Some("it has a segment of dots");
    }
    if segment.len() > LONGEST {
        return Some("a segment is longer than 200 bytes");
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let is_plain = segment.bytes().all(plain);
    if !is_plain && invisible(segment).is_some() {
        return Some("it has a character that cannot be seen");
    }
    if !is_plain && segment.chars().any(|c| c.is_control() || matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|')) {
        return Some("it has a character that file systems refuse");
    }
    if segment.ends_with(['.', ' ']) || segment.starts_with(' ') {
        return Some("a segment ends in a dot or begins or ends with a space");
    }
    // Looked for byte by byte: names are so short that to set up a search for the dot takes longer.
    let stem = segment.bytes().position(|byte| byte == b'.').map_or(segment, |dot| &segment[..dot]);
    let (device, number) = stem.split_at_checked("CON".len()).unwrap_or_default();
    let reserved: &[&str] = match number.as_bytes() {
        [] => &["CON", "PRN", "AUX", "NUL"],
        [b'0'..=b'9'] => &["COM", "LPT"],
        _ => &[],
    };
    reserved.iter().any(|name| device.eq_ignore_ascii_case(name)).then_some("Windows reserves the name")
}
