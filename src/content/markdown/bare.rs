//! Addresses written out in the text, such as `https://example.org/a`, which become links.

use super::cjk;
use std::ops::Range;

/// The address around the colon at `colon`, if it is one of `http://` or `https://`. `from` is where the text that is
/// still free to use starts.
pub(super) fn address(text: &str, from: usize, colon: usize) -> Option<Range<usize>> {
    let rest = text.get(colon..)?.strip_prefix("://")?;
    let before = &text.as_bytes()[from..colon];
    let scheme = ["https", "http"].iter().find(|scheme| ends_with(before, scheme.as_bytes()))?.len();
    let start = colon - scheme;
    let glued = start > from && text.as_bytes()[start - 1].is_ascii_alphanumeric();
    if glued || !rest.starts_with(char::is_alphanumeric) || rest.starts_with(ends) {
        return None;
    }
    // From here on it is an address, so that no byte is looked at for two of them.
    let length = rest.find(ends).unwrap_or(rest.len());
    Some(start..colon + 3 + trimmed(&rest[..length]).len())
}

fn ends_with(text: &[u8], end: &[u8]) -> bool {
    text.len() >= end.len() && text[text.len() - end.len()..].eq_ignore_ascii_case(end)
}

/// Characters that end an address. Chinese and Japanese are written without spaces, so their letters end it too.
fn ends(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '\\' | '{' | '}' | '|' | '^' | '«' | '»' | '„' | '‚' | '‹' | '›')
        || cjk::is_cjk(c)
        || cjk::is_shared_punctuation(c)
}

/// Without the punctuation behind it, which belongs to the sentence; a closing bracket stays where the address itself
/// opened it.
fn trimmed(address: &str) -> &str {
    let count = |c: u8| address.bytes().filter(|byte| *byte == c).count();
    let mut surplus = [(b')', count(b')').saturating_sub(count(b'('))), (b']', count(b']').saturating_sub(count(b'[')))];
    let mut kept = address;
    while let Some(last) = kept.bytes().last() {
        match last {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_' | b'~' => {}
            b')' | b']' => {
                let left = &mut surplus[usize::from(last == b']')].1;
                if *left == 0 {
                    break;
                }
                *left -= 1;
            }
            _ => break,
        }
        kept = &kept[..kept.len() - 1];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, found) in [
            ("see https://a.example/x.", Some("https://a.example/x")),
            ("(http://a.example/b_(c))", Some("http://a.example/b_(c)")),
            ("(see https://a.example/?q=1&r=2), and", Some("https://a.example/?q=1&r=2")),
            ("详见https://a.example/路", Some("https://a.example/")),
            ("见HTTPS://a.example/x。", Some("HTTPS://a.example/x")),
            ("（https://a.example/x）", Some("https://a.example/x")),
            ("https://a.example/x，下", Some("https://a.example/x")),
            ("https://a.example/x”", Some("https://a.example/x")),
            ("https://münchen.example/ä", Some("https://münchen.example/ä")),
            ("xhttp://a.example", None),
            ("ftp://a.example", None),
            ("http://", None),
            ("http:///x", None),
            ("https://...", None),
            ("note: this", None),
        ] {
            let colon = text.find(':').expect("each has a colon");
            assert_eq!(address(text, 0, colon).map(|range| &text[range]), found, "{text}");
        }
    }
}
