//! The one door through which text and attributes enter HTML.

use crate::yaml::is_unprintable;

/// Whether [`escape`] has to look closer at a byte.
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep the compiler from looking at whole blocks")]
const fn is_special(byte: u8) -> bool {
    let is_control = (byte < 0x20) & (byte != b'\t') & (byte != b'\n') | (byte == 0x7F);
    let is_markup = (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    // These lead U+0080 to U+009F, the other control characters, and code points that are no characters.
    is_control | is_markup | (byte == 0xC2) | (byte == 0xEF) | (byte >= 0xF0)
}

/// Appends `text` so that it reads the same between tags and inside a double-quoted attribute. Control characters
/// other than tab and newline are dropped, since neither HTML nor XML has a way to write them.
pub(super) fn escape(html: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = find(bytes, at, is_special) {
        let (length, replacement) = special(&bytes[found..]);
        at = found + length;
        if let Some(replacement) = replacement {
            html.push_str(&text[from..found]);
            html.push_str(replacement);
            from = at;
        }
    }
    html.push_str(&text[from..]);
}

/// `text` so that it reads the same between tags and inside a double-quoted attribute, without control characters.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    escape(&mut html, text);
    html
}

/// Appends text that is HTML already, without its control characters.
pub(super) fn without_controls(html: &mut String, text: &str) {
    html.extend(text.chars().filter(|c| !is_dropped(*c)));
}

/// Whether a character never reaches a page.
pub(super) fn is_dropped(c: char) -> bool {
    c == '\r' || is_unprintable(c)
}

/// The first byte at or after `from` that `is_sought`. If that is a comparison without branches, the compiler looks at a
/// whole block in a few instructions; where such bytes stand close together, blocks are not worth it.
#[inline]
pub(super) fn find(bytes: &[u8], from: usize, is_sought: impl Fn(u8) -> bool + Copy) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (first, behind) = rest.split_at(rest.len().min(CLOSE));
    if let Some(found) = first.iter().position(|byte| is_sought(*byte)) {
        return Some(from + found);
    }
    let (blocks, _) = behind.as_chunks::<BLOCK>();
    let skipped = blocks.iter().position(|block| holds(block, is_sought)).unwrap_or(blocks.len()) * BLOCK;
    behind[skipped..].iter().position(|byte| is_sought(*byte)).map(|found| from + first.len() + skipped + found)
}

/// Bytes that are looked at one by one before blocks pay.
const CLOSE: usize = 16;

/// Bytes that are looked at together.
const BLOCK: usize = 32;

#[inline]
fn holds(block: &[u8; BLOCK], is_sought: impl Fn(u8) -> bool) -> bool {
    // Two steps, each a loop that the compiler turns into vectors; as one, or with `map`, it does not.
    let mut lanes = [0; BLOCK];
    for (at, lane) in lanes.iter_mut().enumerate() {
        *lane = u8::from(is_sought(block[at]));
    }
    lanes.iter().fold(0, |any, lane| any | lane) != 0
}

/// How many bytes the special character at the start takes, and what is written instead, if anything else.
fn special(bytes: &[u8]) -> (usize, Option<&'static str>) {
    match bytes {
        [b'&', ..] => (1, Some("&amp;")),
        [b'<', ..] => (1, Some("&lt;")),
        [b'>', ..] => (1, Some("&gt;")),
        [b'"', ..] => (1, Some("&quot;")),
        [0xC2, 0x80..=0x9F, ..] => (2, Some("")),
        [0xC2, ..] => (2, None),
        [0xEF, 0xBF, 0xBE | 0xBF, ..] | [0xEF, 0xB7, 0x90..=0xAF, ..] => (3, Some("")),
        [0xF0..=0xF4, 0x8F | 0x9F | 0xAF | 0xBF, 0xBF, 0xBE | 0xBF, ..] => (4, Some("")),
        [0xF0..=0xF4, ..] => (4, None),
        [0xEF, ..] => (3, None),
        _ => (1, Some("")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        for (text, html) in [
            ("plain", "plain"),
            ("<a href=\"x\">&'", "&lt;a href=&quot;x&quot;&gt;&amp;'"),
            ("a\0b\u{1}\t\n\r\u{7F}c", "ab\t\nc"),
            ("\u{80}\u{9F}\u{A0}é", "\u{A0}é"),
            ("，\u{FFFE}\u{FFFF}。\u{FEFF}", "，。\u{FEFF}"),
        ] {
            let mut out = String::new();
            escape(&mut out, text);
            assert_eq!(out, html, "{text:?}");
        }
    }

    #[test]
    fn drops_the_same_everywhere() {
        for c in (0..0x11_0000).filter_map(char::from_u32) {
            let mut out = String::new();
            escape(&mut out, c.encode_utf8(&mut [0; 4]));
            assert_eq!(out.is_empty(), is_dropped(c), "{c:?}");
        }
    }
}
