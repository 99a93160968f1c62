//! Characters that no text should hold, because neither HTML nor XML nor a calendar has a way to write them.

use std::ops::Range;
use std::sync::Arc;

use super::marked::Node;
use crate::diagnostics::{Code, Diagnostic, Place};

/// The most places that are told of one file.
const MOST: usize = 20;

/// Whether a character is dropped wherever it stands: control characters but for tabs and line breaks, and code points that
/// Unicode says are none (U+FDD0 to U+FDEF, and the last two of each plane).
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

/// Runs of such characters in a text, each with its bytes.
#[must_use]
pub fn unprintable(text: &str) -> Vec<Range<usize>> {
    if !may_hold_any(text.as_bytes()) {
        return Vec::new();
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_unprintable(*c)) {
        let end = at + c.len_utf8();
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = end,
            None => runs.push(at..end),
        }
    }
    runs
}

/// Whether a text may hold such a character. Without branches, the compiler looks at many bytes at once; a few other
/// characters of four bytes are taken for them.
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep the compiler from looking at many bytes at once")]
fn may_hold_any(bytes: &[u8]) -> bool {
    let is_one = |a: u8, b: u8, c: u8| {
        ((a < 0x20) & (a != b'\t') & (a != b'\n') & (a != b'\r'))
            | (a == 0x7F)
            | ((a == 0xC2) & (b < 0xA0))
            | ((a == 0xEF) & (((b == 0xBF) & (c >= 0xBE)) | ((b == 0xB7) & (0x90..0xB0).contains(&c))))
            | ((a >= 0xF0) & (b & 0x0F == 0x0F) & (c == 0xBF))
    };
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let any = bytes.iter().zip(second).zip(third).fold(false, |any, ((a, b), c)| any | is_one(*a, *b, *c));
    let end = &bytes[bytes.len().saturating_sub(2)..];
    any || is_one(end.first().copied().unwrap_or(b' '), end.get(1).copied().unwrap_or(b' '), b' ') || is_one(end.get(1).copied().unwrap_or(b' '), b' ', b' ')
}

/// Tells of such characters in the file `path`, whose YAML lies at `front`; of those in the YAML only if it is good.
#[must_use]
pub fn tell_unprintable(path: &Arc<str>, text: &str, front: &Range<usize>, front_is_good: bool) -> Vec<Diagnostic> {
    let raw = unprintable(text).into_iter().filter(|run| front_is_good || run.start >= front.end);
    let escaped = if front_is_good { escaped_unprintable(&text[front.clone()]) } else { Vec::new() };
    let escaped = escaped.into_iter().map(|span| (span.start + front.start..span.end + front.start, None));
    let mut found: Vec<_> = raw.map(|run| (run.clone(), text[run].chars().next())).chain(escaped).collect();
    found.sort_by_key(|(span, _)| span.start);
    let told = found.into_iter().take(MOST).map(|(span, c)| {
        let (message, help) = match c {
            Some(c) => (
                format!("the character U+{:04X} cannot be printed, and is left out", u32::from(c)),
                "delete it; such characters come along when text is copied out of a PDF",
            ),
            None => ("an escape in this text stands for a character that cannot be printed, which is left out".to_owned(), "delete the escape"),
        };
        let told = Diagnostic::new(Code::Unprintable, Place::bytes(path, span), message).help(help);
        // It is left out of all that is made of the text, so that nothing changes without it.
        if c.is_some() { told.mend("") } else { told }
    });
    told.collect()
}

/// Values of quoted scalars in YAML that hold such characters because an escape says so: `"\x01"`. Each with its bytes.
fn escaped_unprintable(yaml: &str) -> Vec<Range<usize>> {
    let escapes = yaml.match_indices('\\').any(|(at, _)| means_unprintable(&yaml[at + 1..]));
    if !escapes {
        return Vec::new();
    }
    let tree = Node::parse(yaml);
    tree.map(|tree| {
        tree.scalars().filter(|(text, span)| text.chars().any(is_unprintable) && unprintable(&yaml[span.clone()]).is_empty()).map(|(_, span)| span).collect()
    })
    .unwrap_or_default()
}

/// Whether what follows a backslash stands for such a character, where the backslash is an escape.
fn means_unprintable(rest: &str) -> bool {
    let mut chars = rest.chars();
    let digits = match chars.next() {
        Some('0' | 'a' | 'b' | 'v' | 'f' | 'e' | 'N') => return true,
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        _ => return false,
    };
    rest.get(1..=digits).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32).is_some_and(is_unprintable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_such_character_is_found() {
        for c in (0..0x11_0000).filter_map(char::from_u32) {
            let expected = is_unprintable(c);
            for text in [c.to_string(), format!("a{c}"), format!("{c}中b"), format!("ab{c}cd")] {
                assert_eq!(!unprintable(&text).is_empty(), expected, "{c:?}");
            }
        }
        assert_eq!(unprintable("B \u{1}\u{b}\u{1f} h\u{fffe}"), [2..5, 7..10]);
    }

    #[test]
    fn escapes_count_in_quotes_alone() {
        let found = escaped_unprintable("a: \"x\\x01\"\nb: C:\\bin\nc: 'd\\x01'\nd: \"\\u00e9\"\n");
        assert_eq!((found.len(), found.first()), (1, Some(&(3..10))));
        assert_eq!(escaped_unprintable("a: \"\\u00e9\"\n"), [] as [std::ops::Range<usize>; 0]);
    }
}
