//! Where addresses may lead: the one place that knows schemes.

use super::ProblemKind;
use super::escape::is_dropped;

/// What an address turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// Absolute, with a scheme that is allowed, fit for an attribute (but not escaped).
    External(String),
    /// Inside the site; percent signs decoded, but for the query.
    Internal { path: String, query: Option<String>, fragment: Option<String> },
}

/// The address of a link.
pub(super) fn of_link(written: &str) -> Result<Address, ProblemKind> {
    classify(written, &["http", "https", "mailto", "tel"])
}

/// The address of an image.
pub(super) fn of_image(written: &str) -> Result<Address, ProblemKind> {
    classify(written, &["http", "https"])
}

/// The same address; one that leads to the site itself, whose own address is `site`, as one inside it.
pub(super) fn on_site(address: Address, site: &str) -> Address {
    let Address::External(full) = &address else { return address };
    let Some(rest) = below(full, site) else { return address };
    let slash = if rest.starts_with('/') { "" } else { "/" };
    internal(&format!("{slash}{rest}"))
}

/// What follows the site's own address in another one. Whether a link says http or https makes no difference.
fn below<'a>(address: &'a str, site: &str) -> Option<&'a str> {
    let (_, own) = site.split_once("://")?;
    let (scheme, other) = address.split_once("://")?;
    let host = own.find('/').unwrap_or(own.len());
    let is_host = other.get(..host).is_some_and(|other| other.eq_ignore_ascii_case(&own[..host]));
    if !is_host || !(scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")) {
        return None;
    }
    let rest = other[host..].strip_prefix(&own[host..])?;
    (rest.is_empty() || rest.starts_with(['/', '?', '#'])).then_some(rest)
}

/// An address as a browser reads it, which is more generous than any standard: it drops tabs and line breaks *inside*,
/// spaces and control characters around, and takes `\` for `/`.
fn classify(written: &str, allowed: &[&str]) -> Result<Address, ProblemKind> {
    let written = written.trim_matches(' ');
    if written.is_empty() {
        return Err(ProblemKind::EmptyAddress);
    }
    if written.chars().any(|c| is_dropped(c) || matches!(c, '\n' | '\t')) {
        return Err(ProblemKind::MalformedAddress);
    }
    let is_slash = |byte: Option<&u8>| matches!(byte, Some(b'/' | b'\\'));
    if is_slash(written.as_bytes().first()) && is_slash(written.as_bytes().get(1)) {
        return Err(ProblemKind::SchemeRelative);
    }
    let Some(scheme) = scheme(written) else { return Ok(internal(written)) };
    let rest = &written[scheme.len() + 1..];
    let scheme = scheme.to_ascii_lowercase();
    if !allowed.contains(&scheme.as_str()) {
        return Err(ProblemKind::ForbiddenScheme { scheme });
    }
    let has_host = rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '\\', '?', '#']));
    if scheme.starts_with("http") && !has_host {
        return Err(ProblemKind::MalformedAddress);
    }
    Ok(Address::External(encoded(written)))
}

/// What stands before the first colon, if a browser takes it for a scheme.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.'))?;
    let scheme = &address[..end];
    (address[end..].starts_with(':') && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(scheme)
}

/// The parts of an address inside the site.
fn internal(address: &str) -> Address {
    let (rest, fragment) = match address.split_once('#') {
        Some((rest, fragment)) => (rest, Some(decoded(fragment))),
        None => (address, None),
    };
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (rest, None),
    };
    Address::Internal { path: decoded(path), query, fragment: fragment.filter(|fragment| !fragment.is_empty()) }
}

/// Characters that must not stand in an address, as percent signs and digits. Other scripts stay readable.
fn encoded(address: &str) -> String {
    let must = |byte: u8| matches!(byte, b' ' | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}');
    if !address.bytes().any(must) {
        return address.to_owned();
    }
    let mut encoded = String::with_capacity(address.len() + 16);
    for c in address.chars() {
        match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() && must(byte) => {
                let digit = |value: u8| char::from(b"0123456789ABCDEF"[usize::from(value)]);
                encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
            _ => encoded.push(c),
        }
    }
    encoded
}

/// Percent signs decoded; as written where that gives no text, or text with control characters. Characters that would
/// change where the address leads stay encoded.
fn decoded(part: &str) -> String {
    if !part.contains('%') {
        return part.to_owned();
    }
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, tail @ ..] = rest {
        let byte = if *first == b'%' { hex(tail).filter(|byte| !b"/\\:".contains(byte)) } else { None };
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.chars().any(char::is_control) => text,
        _ => part.to_owned(),
    }
}

/// The value of two hexadecimal digits.
fn hex(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| digits.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forbidden(scheme: &str) -> Result<Address, ProblemKind> {
        Err(ProblemKind::ForbiddenScheme { scheme: scheme.to_owned() })
    }

    fn inside(path: &str, query: Option<&str>, fragment: Option<&str>) -> Address {
        Address::Internal { path: path.into(), query: query.map(Into::into), fragment: fragment.map(Into::into) }
    }

    #[test]
    fn external() {
        for (written, address) in [
            ("https://a.example/x?y#z", "https://a.example/x?y#z"),
            ("HTTP://a.example", "HTTP://a.example"),
            ("  https://a.example/a b\"<>\\^`{|}  ", "https://a.example/a%20b%22%3C%3E%5C%5E%60%7B%7C%7D"),
            ("mailto:a@b.example", "mailto:a@b.example"),
            ("tel:+47-1", "tel:+47-1"),
            ("https://a.example/中", "https://a.example/中"),
        ] {
            assert_eq!(of_link(written), Ok(Address::External(address.into())), "{written}");
        }
    }

    #[test]
    fn refused() {
        for (written, problem) in [
            ("javascript:alert(1)", forbidden("javascript")),
            ("JaVaScRiPt:alert(1)", forbidden("javascript")),
            (" javascript:alert(1)", forbidden("javascript")),
            ("data:text/html,x", forbidden("data")),
            ("vbscript:x", forbidden("vbscript")),
            ("file:///etc/passwd", forbidden("file")),
            ("C:\\x", forbidden("c")),
            ("java\tscript:alert(1)", Err(ProblemKind::MalformedAddress)),
            ("java\nscript:alert(1)", Err(ProblemKind::MalformedAddress)),
            ("\u{1}javascript:alert(1)", Err(ProblemKind::MalformedAddress)),
            ("java\u{0}script:alert(1)", Err(ProblemKind::MalformedAddress)),
            ("\u{85}javascript:alert(1)", Err(ProblemKind::MalformedAddress)),
            ("//evil.example", Err(ProblemKind::SchemeRelative)),
            ("/\\evil.example", Err(ProblemKind::SchemeRelative)),
            ("\\\\evil.example", Err(ProblemKind::SchemeRelative)),
            ("http:evil", Err(ProblemKind::MalformedAddress)),
            ("https:///evil", Err(ProblemKind::MalformedAddress)),
            ("https://\\evil", Err(ProblemKind::MalformedAddress)),
            ("", Err(ProblemKind::EmptyAddress)),
            ("  ", Err(ProblemKind::EmptyAddress)),
        ] {
            assert_eq!(of_link(written), problem, "{written:?}");
        }
        assert_eq!(of_image("mailto:a@b.example"), forbidden("mailto"));
        assert_eq!(of_image("data:image/png;base64,x"), forbidden("data"));
    }

    #[test]
    fn the_site_s_own_addresses_are_inside() {
        for (written, path) in [
            ("https://d.example/digest/a/?q#x", Some("/a/")),
            ("http://D.example/digest", Some("/")),
            ("https://d.example/digest#x", Some("/")),
            ("https://d.example/digests/", None),
            ("https://d.example/", None),
            ("https://d.example.org/digest/", None),
            ("mailto:a@d.example", None),
        ] {
            let found = on_site(of_link(written).expect(written), "https://d.example/digest");
            let inside = if let Address::Internal { path, .. } = found { Some(path) } else { None };
            assert_eq!(inside.as_deref(), path, "{written}");
        }
        assert_eq!(on_site(of_link("https://a.example").expect("an address"), ""), Address::External("https://a.example".into()));
    }

    #[test]
    fn internal() {
        assert_eq!(of_link("../a.md"), Ok(inside("../a.md", None, None)));
        assert_eq!(of_link("/x/?q=a%20b#%E4%B8%AD"), Ok(inside("/x/", Some("q=a%20b"), Some("中"))));
        assert_eq!(of_link("#a"), Ok(inside("", None, Some("a"))));
        assert_eq!(of_link("a%20b.md#"), Ok(inside("a b.md", None, None)));
        assert_eq!(of_link("a%zz%00%"), Ok(inside("a%zz%00%", None, None)));
        assert_eq!(of_link("%2F%2fa%3Ab"), Ok(inside("%2F%2fa%3Ab", None, None)));
        assert_eq!(of_link("1:x"), Ok(inside("1:x", None, None)));
        assert_eq!(of_link("./a:b"), Ok(inside("./a:b", None, None)));
    }
}
