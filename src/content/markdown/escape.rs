//! The one door through which text and attributes enter HTML.

/// Bytes at which [`escape`] has to look closer.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'\t' as usize] = false;
    table[b'\n' as usize] = false;
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table[0x7F] = true;
    table[0xC2] = true; // leads U+0080 to U+009F, the other control characters
    table[0xEF] = true; // leads U+FFFE and U+FFFF, which XML does not allow
    table
};

/// Appends `text` so that it reads the same between tags and inside a double-quoted attribute. Control characters
/// other than tab and newline are dropped, since neither HTML nor XML has a way to write them.
pub(super) fn escape(html: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = find(bytes, at, &SPECIAL) {
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
    (c.is_control() && c != '\n' && c != '\t') || c == '\u{FFFE}' || c == '\u{FFFF}'
}

/// The first byte at or after `from` that the table marks.
#[inline]
pub(super) fn find(bytes: &[u8], from: usize, table: &[bool; 256]) -> Option<usize> {
    bytes.get(from..)?.iter().position(|&byte| table[usize::from(byte)]).map(|at| from + at)
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
        [0xEF, 0xBF, 0xBE | 0xBF, ..] => (3, Some("")),
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
