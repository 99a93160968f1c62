//! The links and anchors that stand in the bytes of a page.
//!
//! The scanner is a tokenizer and no parser: links and anchors are attributes, and where those stand does not depend on how
//! elements nest. Text between tags is passed over with `memchr`, so that scanning costs far less than rendering did.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use super::addresses::strip_ignoring_case;

/// What a page holds of links.
pub(super) enum Found<'h> {
    Link(Cow<'h, str>),
    Anchor(Cow<'h, str>),
}

/// Elements whose content is text, whatever it looks like.
const TEXTS: [&str; 7] = ["script", "style", "textarea", "title", "xmp", "noembed", "noframes"];

/// Finds the links and anchors of a page.
pub(super) fn scan<'h>(html: &'h str, each: &mut impl FnMut(Found<'h>)) {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(open) = memchr(b'<', &bytes[at..]).map(|n| at + n + 1) {
        at = match bytes.get(open) {
            Some(b'!') if bytes[open..].starts_with(b"!--") => memmem::find(&bytes[open + 3..], b"-->").map_or(bytes.len(), |n| open + n + 6),
            Some(b'!' | b'?' | b'/') => memchr(b'>', &bytes[open..]).map_or(bytes.len(), |n| open + n + 1),
            Some(byte) if byte.is_ascii_alphabetic() => element(html, open, each),
            _ => open,
        };
    }
}

/// Where a page leads that only leads to another.
pub(super) fn refresh(html: &str) -> Option<Cow<'_, str>> {
    let head = &html.as_bytes()[..html.len().min(1024)];
    let at = memmem::find(head, b"http-equiv=\"refresh\"")?;
    let start = html[..at].rfind('<')?;
    let end = start + html[start..].find('>')? + 1;
    let mut goal = None;
    scan(&html[start..end], &mut |found| {
        if let Found::Link(link) = found {
            goal = Some(link);
        }
    });
    goal
}

/// Reads the tag whose name begins at `start`, and gives the first byte behind it, and behind its content where that is text.
fn element<'h>(html: &'h str, start: usize, each: &mut impl FnMut(Found<'h>)) -> usize {
    let bytes = html.as_bytes();
    let ends = |byte: u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c | b'/' | b'>');
    let until = |from: usize, stop: &dyn Fn(u8) -> bool| bytes[from..].iter().position(|byte| stop(*byte)).map_or(bytes.len(), |n| from + n);
    let end = until(start, &ends);
    let name = &html[start..end];
    let mut meta = Meta::default();
    let mut at = end;
    loop {
        at = until(at, &|byte| !matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c | b'/'));
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'>') => break,
            Some(_) => {}
        }
        let key_end = until(at + 1, &|byte| byte == b'=' || ends(byte));
        let key = &html[at..key_end];
        at = until(key_end, &|byte| !matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c));
        if bytes.get(at) != Some(&b'=') {
            continue;
        }
        at = until(at + 1, &|byte| !matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c));
        let value = if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
            let close = memchr(*quote, &bytes[at + 1..]).map_or(bytes.len(), |n| at + 1 + n);
            let value = &html[at + 1..close];
            at = (close + 1).min(bytes.len());
            value
        } else {
            let close = until(at, &|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c | b'>'));
            let value = &html[at..close];
            at = close;
            value
        };
        attribute(name, key, value, &mut meta, each);
    }
    if let Some(link) = meta.link() {
        each(Found::Link(link));
    }
    let behind = at + 1;
    if TEXTS.iter().any(|text| name.eq_ignore_ascii_case(text)) { text_end(bytes, behind, name) } else { behind }
}

/// The first byte of the end tag of an element whose content is text.
fn text_end(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(close) = memmem::find(&bytes[at..], b"</").map(|n| at + n) {
        let rest = &bytes[close + 2..];
        if rest.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes())) {
            return close;
        }
        at = close + 2;
    }
    bytes.len()
}

fn attribute<'h>(element: &str, key: &str, value: &'h str, meta: &mut Meta<'h>, each: &mut impl FnMut(Found<'h>)) {
    let is = |name: &str| key.eq_ignore_ascii_case(name);
    let of = |name: &str| element.eq_ignore_ascii_case(name);
    // Most attributes are classes and the like, which the first letter tells.
    match key.as_bytes()[0] | 0x20 {
        b'i' if is("id") => each(Found::Anchor(text(value))),
        b'n' if is("name") && of("a") => each(Found::Anchor(text(value))),
        b'h' if is("href") && !of("base") => each(Found::Link(address(value))),
        b's' if is("src") => each(Found::Link(address(value))),
        b's' | b'i' if is("srcset") || is("imagesrcset") => srcset(value, each),
        b'x' if is("xlink:href") => each(Found::Link(address(value))),
        b'p' if is("poster") => each(Found::Link(address(value))),
        b'a' | b'f' if is("action") && of("form") || is("formaction") => each(Found::Link(address(value))),
        b'd' if is("data") && of("object") => each(Found::Link(address(value))),
        b'c' | b'h' | b'n' | b'p' if of("meta") => meta.take(key, value),
        _ => {}
    }
}

/// Each address of a `srcset`: `a.png 1x, b.png 2x`.
fn srcset<'h>(value: &'h str, each: &mut impl FnMut(Found<'h>)) {
    let mut rest = value.trim_start_matches([' ', '\n', '\t', '\r', ',']);
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        each(Found::Link(address(rest[..end].trim_end_matches(','))));
        // What describes it ends at a comma, unless one ended the address.
        let behind = &rest[end..];
        let next = if rest[..end].ends_with(',') { 0 } else { behind.find(',').unwrap_or(behind.len()) };
        rest = behind[next..].trim_start_matches([' ', '\n', '\t', '\r', ',']);
    }
}

/// The attributes of a `meta` that may make it a link.
#[derive(Default)]
struct Meta<'h> {
    name: &'h str,
    content: &'h str,
}

impl<'h> Meta<'h> {
    fn take(&mut self, key: &str, value: &'h str) {
        if key.eq_ignore_ascii_case("content") {
            self.content = value;
        } else if ["http-equiv", "name", "property"].iter().any(|name| key.eq_ignore_ascii_case(name)) {
            self.name = value;
        }
    }

    /// Where a redirect leads, or what a card shows.
    fn link(&self) -> Option<Cow<'h, str>> {
        if self.name.is_empty() {
            return None;
        }
        if self.name.eq_ignore_ascii_case("refresh") {
            let (_, rest) = self.content.split_once(';')?;
            return strip_ignoring_case(rest.trim_start(), "url=").map(|url| address(url.trim_matches(['"', '\''])));
        }
        let linking = [":url", ":image", ":image:url", ":image:secure_url"];
        linking.iter().any(|end| self.name.ends_with(end)).then(|| address(self.content))
    }
}

/// An address as an attribute gives it.
fn address(value: &str) -> Cow<'_, str> {
    text(value.trim_matches([' ', '\n', '\t', '\r', '\u{c}']))
}

/// The text of an attribute, its character references decoded.
fn text(value: &str) -> Cow<'_, str> {
    if memchr(b'&', value.as_bytes()).is_none() {
        return Cow::Borrowed(value);
    }
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        let end = rest[at..].find(';').filter(|end| *end <= 10);
        let character = end.and_then(|end| character(&rest[at + 1..at + end]));
        if let (Some(character), Some(end)) = (character, end) {
            decoded.push(character);
            rest = &rest[at + end + 1..];
        } else {
            decoded.push('&');
            rest = &rest[at + 1..];
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The character that a reference names: those that escaping writes, and numbers.
fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "sol" => Some('/'),
        "num" => Some('#'),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)
        }
    }
}
