//! Addresses written out in the text, such as `https://example.org/a`, which become links.

use std::ops::Range;

use super::cjk;
use crate::locale::{WordBreaks, conventions};

/// What a page's language says of letters that stand behind an address without a space: where words have spaces between them,
/// they are the address's, but for particles; else they are the text's, unless a slash or the like leads to them.
pub(super) type Script = WordBreaks;

/// The script of a language.
pub(super) fn script(language: &str) -> Script {
    conventions(language).word_breaks
}

/// How far behind the first such letter an address may go on, in bytes.
const MOST: usize = 512;

/// The address around the colon at `colon`, if it is one of `http://` or `https://`. `from` is where the text that is
/// still free to use starts, `before` the character before that.
pub(super) fn address(text: &str, from: usize, colon: usize, before: char, script: Script) -> Option<Range<usize>> {
    let rest = text.get(colon..)?.strip_prefix("://")?;
    let scheme = ["https", "http"].iter().find(|scheme| ends_with(&text.as_bytes()[from..colon], scheme.as_bytes()))?.len();
    let start = colon - scheme;
    let glued = start > from && text.as_bytes()[start - 1].is_ascii_alphanumeric();
    if glued || !rest.starts_with(char::is_alphanumeric) || rest.starts_with(ends) {
        return None;
    }
    // From here on it is an address, so that no byte is looked at for two of them; but for [`MOST`].
    let ends_it = |c: char| ends(c) || (matches!(script, Script::Particles(_)) && cjk::is_hangul(c));
    let mut length = rest.find(ends_it).unwrap_or(rest.len());
    let before = text[from..start].chars().next_back().unwrap_or(before);
    if !is_of_east_asia(before) {
        length += foreign(&rest[..length], &rest[length..], script);
    }
    Some(start..colon + 3 + trimmed(&rest[..length]).len())
}

/// How many bytes of `rest` are part of the address too: letters that could be text, but stand inside it.
fn foreign(address: &str, rest: &str, script: Script) -> usize {
    if !rest.starts_with(|c| is_of_east_asia(c) && !cjk::is_full_width_punctuation(c)) {
        return 0;
    }
    let leads_on = address.ends_with(['/', '=', '_', '-', '?', '#', '&', '+', '%', ':', ',']);
    if script != Script::Spaced && !leads_on {
        return 0;
    }
    let near = &rest[..rest.floor_char_boundary(MOST)];
    let length = near.find(|c| ends(c) && (!cjk::is_cjk(c) || cjk::is_full_width_punctuation(c))).unwrap_or(near.len());
    let follows = rest[length..].chars().next();
    let stands_free = follows.is_none_or(|c| !is_of_east_asia(c)) && length < MOST - 4;
    let words = rest[length..].trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
    let in_text = script == Script::Spaced && !leads_on && words.is_some_and(is_of_east_asia);
    let is_particle = match script {
        Script::Particles(particles) => particles.contains(&rest[..length].trim_end_matches(|c: char| c.is_ascii_punctuation())),
        Script::Spaced | Script::Joined => false,
    };
    if stands_free && !in_text && !is_particle { length } else { 0 }
}

fn is_of_east_asia(c: char) -> bool {
    cjk::is_cjk(c) || cjk::is_hangul(c)
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
            assert_eq!(address(text, 0, colon, '\n', Script::Joined).map(|range| &text[range]), found, "{text}");
        }
    }

    #[test]
    fn addresses_in_other_scripts() {
        for (language, text, found) in [
            ("en", "See https://ja.example.org/wiki/サクラ for more.", "https://ja.example.org/wiki/サクラ"),
            ("en", "See https://ja.example.org/wiki/サクラ.", "https://ja.example.org/wiki/サクラ"),
            ("en", "(https://zh.example.org/wiki/A股)", "https://zh.example.org/wiki/A股"),
            ("en", "https://zh.example.org/中文/a/b?q=中文&r=1, then", "https://zh.example.org/中文/a/b?q=中文&r=1"),
            ("de", "https://ko.example.org/wiki/서울 und", "https://ko.example.org/wiki/서울"),
            ("en", "见https://a.example/x的说明", "https://a.example/x"),
            ("en", "The text https://a.example/x的说明。", "https://a.example/x"),
            ("en", "https://a.example/x的 说明", "https://a.example/x"),
            ("zh", "见 https://a.example/x的说明 和", "https://a.example/x"),
            ("zh", "见 https://a.example/路 说明", "https://a.example/路"),
            ("zh", "见 https://a.example/路，说明", "https://a.example/"),
            ("ja", "https://ja.example.org/wiki/サクラ を見る", "https://ja.example.org/wiki/サクラ"),
            ("ko", "https://ko.example.org/wiki/서울 참조", "https://ko.example.org/wiki/서울"),
            ("ko", "https://a.example/x에서 확인", "https://a.example/x"),
            ("ko", "https://a.example/에서 확인", "https://a.example/"),
        ] {
            let colon = text.find(':').expect("each has a colon");
            assert_eq!(address(text, 0, colon, '\n', script(language)).map(|range| &text[range]), Some(found), "{text}");
        }
    }

    #[test]
    fn many_addresses_stay_linear() {
        let text = "http://a的".repeat(20_000);
        let (mut at, mut from) = (0, 0);
        while let Some(colon) = text[at..].find(':') {
            if let Some(found) = address(&text, from, at + colon, ' ', Script::Spaced) {
                from = found.end;
            }
            at += colon + 1;
        }
        assert!(from > 0);
    }
}
