//! Ids: the part of an address that a source chooses.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::letter::{invisible, is_invisible, nfc};
use super::scalar;
use crate::diagnostics::Code;
use crate::yaml::ValueError;

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
    pub fn parse(text: &str) -> Result<Self, ValueError> {
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
        let mistake = ValueError::new(Code::BadId, format!("`{text}` cannot be an id{unseen}"));
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

    /// The id that a title suggests: its letters and digits in lower case, joined by hyphens. `None` where it suggests none.
    #[must_use]
    pub fn from_title(title: &str) -> Option<Self> {
        Self::try_from_title(title).ok()
    }

    /// The same.
    ///
    /// # Errors
    /// Why a title suggests none, as half a sentence.
    pub fn try_from_title(title: &str) -> Result<Self, &'static str> {
        let slug = slug(title);
        let is_letter = |c: &char| *c == '-' || Self::parse(&format!("a{c}")).is_ok();
        // What no id may hold is left out, as punctuation is.
        let id = Self::parse(&slug).or_else(|_| Self::parse(slug.chars().filter(is_letter).collect::<String>().trim_matches('-')));
        id.map_err(
            |_| if slug.is_empty() { "it has no letters or digits" } else { unusable_segment(&slug).unwrap_or("it has letters that no address may have") },
        )
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
    // What has no lower case, such as bold letters for mathematics, is left out like punctuation.
    let lower: String = text.nfc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).nfc().collect();
    let mut slug = String::new();
    for word in lower.split(|c: char| !(c.is_alphanumeric() || is_mark(c)) || c.is_uppercase()).filter(|w| w.contains(char::is_alphanumeric)) {
        let room = (LONGEST / 2).saturating_sub(slug.len() + usize::from(!slug.is_empty()));
        // A title ends between two words, unless that leaves next to nothing of it: a clause of Chinese has no spaces.
        let is_whole = word.len() <= room;
        let part = if is_whole || slug.len() < LONGEST / 8 { cut(word, room) } else { "" };
        if !slug.is_empty() && !part.is_empty() {
            slug.push('-');
        }
        slug.push_str(part);
        if !is_whole {
            break;
        }
    }
    slug
}

/// A word, or its beginning: at most `room` bytes of it: no letter is divided, nor parted from its marks.
fn cut(word: &str, room: usize) -> &str {
    let mut end = word.floor_char_boundary(room);
    while end > 0 && word[end..].starts_with(is_mark) {
        end = word.floor_char_boundary(end - 1);
    }
    &word[..end]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_suggests_an_id() {
        let id = |title: &str| Id::try_from_title(title).map(|id| id.to_string());
        for (title, right) in [
            ("Budget: \"first\" reading", "budget-first-reading"),
            ("..hidden", "hidden"),
            ("_notes", "notes"),
            ("سياسة عامة", "سياسة-عامة"),
            ("\u{200f}מדיניות", "מדיניות"),
            ("🎉\u{fe0f} Launch 🚀", "launch"),
            ("Straße", "straße"),
            ("İstanbul", "i\u{307}stanbul"),
            ("信息通信业：前三季度", "信息通信业-前三季度"),
        ] {
            assert_eq!(id(title).as_deref(), Ok(right), "{title}");
        }
        for nothing in ["", "???", "..", "🎉", "…", "\u{200f}", "\u{fe0f}"] {
            assert_eq!(id(nothing), Err("it has no letters or digits"), "{nothing}");
        }
        for reserved in ["CON", "nul", "Com1", "LPT9!", "prn"] {
            assert_eq!(id(reserved), Err("Windows reserves the name"), "{reserved}");
        }
        assert_eq!(id("CON and PRO").as_deref(), Ok("con-and-pro"));
    }

    #[test]
    fn a_long_title_is_cut_between_words_else_between_letters() {
        let id = |title: &str| Id::from_title(title).map(|id| id.to_string()).unwrap_or_default();
        assert_eq!(id(&"信".repeat(67)), "信".repeat(33));
        assert_eq!(id(&"a".repeat(300)), "a".repeat(100));
        assert_eq!(id(&format!("5G {}", "信".repeat(67))), format!("5g-{}", "信".repeat(32)));
        let clause = "信息通信业前三季度发展情况";
        assert_eq!(id(&format!("{clause}，{}", "新".repeat(60))), clause);
        assert_eq!(id(&"word ".repeat(60)), "word-".repeat(20).trim_end_matches('-'));
        // A letter keeps its marks.
        assert_eq!(id(&"क\u{94d}षि".repeat(40)).chars().last().map(is_mark), Some(true));
        assert!(!id(&format!("{}e\u{301}\u{323}x", "a".repeat(98))).ends_with('e'));
    }
}
