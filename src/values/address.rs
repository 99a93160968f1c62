//! Addresses on the web and on the site.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::letter::stray;
use super::slips::{oddity, shown, typed};
use super::{id::unusable_segment, scalar};
use crate::diagnostics::{Code, near};
use crate::yaml::ValueError;

/// Whether a browser may be sent to `address` as it stands: an absolute one of http, https, mailto or tel.
#[must_use]
pub fn is_safe_scheme(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    let clean = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    clean
        && match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => rest.strip_prefix("//").is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '[')),
            "mailto" | "tel" => !rest.is_empty(),
            _ => false,
        }
}

/// The path with its percent signs decoded, or as it is where that gives no text.
#[must_use]
pub fn decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = path.get(i + 1..i + 3).filter(|_| bytes[i] == b'%').and_then(|h| u8::from_str_radix(h, 16).ok());
        decoded.push(hex.unwrap_or(bytes[i]));
        i += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| path.to_owned())
}

/// An absolute address on the web.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WebAddress(String);

impl WebAddress {
    /// Reads an address of http, https, mailto or tel.
    ///
    /// # Errors
    /// Where it is another scheme, or none.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        if is_safe_scheme(text) && stray(text).is_none() {
            return Ok(Self(text.to_owned()));
        }
        Err(other_form(text))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

scalar!(WebAddress, "an address on the web", text);

/// What is no address, with what it seems to mean.
fn other_form(text: &str) -> ValueError {
    let mistake = |why: &str| ValueError::new(Code::BadAddress, format!("`{}` {why}", shown(text)));
    let plain = typed(text);
    if let Some(odd) = oddity(text).filter(|_| is_safe_scheme(&plain)) {
        return mistake(&format!("has {odd}")).mend(plain);
    }
    let (bare, marks) = unwrapped(&plain);
    if is_safe_scheme(bare) && bare != plain {
        return mistake(&format!("is an address {marks}")).help(format!("write the address alone: {bare}")).mend(bare);
    }
    if let Some((first, _)) = bare.split_once(char::is_whitespace).filter(|(first, rest)| is_safe_scheme(first) && rest.contains("://")) {
        return mistake("is more than one address").help("write one, and another entry for each of the others").offer(first.trim_end_matches([',', ';']));
    }
    if let Some(slashed) = with_scheme(bare) {
        return if slashed.contains(char::is_whitespace) {
            let mended = slashed.split_whitespace().collect::<Vec<_>>().join("%20");
            mistake("has a space").help(format!("write %20 in its place, or remove it: {mended}")).mend(mended)
        } else {
            mistake("does not begin as an address does").help(format!("write {slashed}")).mend(slashed)
        };
    }
    let scheme = bare.split_once(':').map(|(scheme, _)| scheme.trim()).filter(|s| s.len() > 1 && s.chars().all(|c| c.is_ascii_alphanumeric()));
    if let Some(scheme) = scheme.filter(|s| !SCHEMES.contains(&s.to_ascii_lowercase().as_str())) {
        let refused = ValueError::new(Code::BadAddress, format!("addresses of the scheme `{scheme}` are not published"));
        return refused.help("use http, https, mailto or tel");
    }
    let mistake = mistake("is not an address on the web");
    let is_bare = !bare.contains(char::is_whitespace) && !bare.contains(':');
    let host = bare.split('/').next().unwrap_or_default();
    // `5.6` is a number.
    let is_host = |host: &str| host.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && end.len() > 1 && end.chars().all(char::is_alphabetic));
    let (mail, web) = (format!("mailto:{bare}"), format!("https://{bare}"));
    match bare.split_once('@') {
        Some((user, host)) if is_bare && !user.is_empty() && is_host(host) && is_safe_scheme(&mail) => mistake.help(format!("write {mail}")).offer(mail),
        None if is_bare && is_host(host) && is_safe_scheme(&web) && stray(&web).is_none() => mistake.help(format!("write {web}")).mend(web),
        _ => mistake.help("write it with https:// or http:// in front"),
    }
}

/// The schemes of addresses.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// An address without the marks of Markdown or of a quotation around it, and what they are.
fn unwrapped(text: &str) -> (&str, &'static str) {
    if let Some((_, address)) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')).and_then(|rest| rest.split_once("](")) {
        return (address.trim(), "in a link of Markdown");
    }
    for (open, close) in [('<', '>'), ('"', '"'), ('“', '”'), ('\'', '\''), ('(', ')'), ('[', ']')] {
        if let Some(inner) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            return (inner.trim(), "with marks around it");
        }
    }
    (text, "")
}

/// An address with its scheme in the right form: `http:/x`, `htps://x`, `https//x`, `https: //x`, `//x`. It may still hold a space.
fn with_scheme(text: &str) -> Option<String> {
    let colon = text.find([':', '/']).filter(|at| *at <= "https".len() + 1)?;
    let scheme = text[..colon].trim().to_ascii_lowercase();
    let rest = text[colon..].trim_start_matches([':', '/', ' ', '\\']);
    let marks = &text[colon..text.len() - rest.len()];
    let name = match scheme.as_str() {
        "" if marks.starts_with("//") => "https",
        // `http` would be as near to a slip that has an `s`.
        slip if slip.len() > 2 && marks.contains('/') && !SCHEMES.contains(&slip) => {
            let of_web = near(slip, ["http", "https"])?.name;
            if slip.contains('s') { "https" } else { of_web }
        }
        "http" => "http",
        "https" => "https",
        _ => return None,
    };
    // `ftp` is another scheme, and no slip.
    let is_other = ["ftp", "sftp", "ssh", "file", "data"].contains(&scheme.as_str());
    let address = format!("{name}://{}", rest.trim());
    (!is_other && rest.contains('.') && is_safe_scheme(&address.replace(char::is_whitespace, "%20"))).then_some(address)
}

/// An address on the site that begins with `/`, in NFC, without a base path: `/old/page/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteAddress(String);

impl SiteAddress {
    /// Reads an address on the site.
    ///
    /// # Errors
    /// Where it does not begin with `/`, has a query or an anchor, or a segment that cannot be written as a file.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text: String = decode(text.trim()).nfc().collect();
        let mistake = |message: String| ValueError::new(Code::BadPath, message).help("write an address on this site such as /old/page/");
        // What would do without what is wrong with it.
        let meant = |mistake: ValueError, right: &str, certain: bool| match Self::parse(right) {
            Ok(_) if certain => mistake.help(format!("write {right}")).mend(right),
            Ok(_) => mistake.help(format!("write {right}")).offer(right),
            Err(_) => mistake,
        };
        let Some(path) = text.strip_prefix('/') else {
            let told = mistake(format!("`{text}` does not begin with `/`"));
            return Err(match text.split_once("://").map(|(_, rest)| rest.find('/').map_or("/", |at| &rest[at..])) {
                Some(path) => meant(told, path, false),
                None => meant(told, &format!("/{text}"), true),
            });
        };
        if let Some(at) = path.find(['?', '#']) {
            let told = mistake(format!("`{text}` has a query or an anchor, which no static page can answer"));
            return Err(meant(told, &text[..=at], false));
        }
        let segments = path.strip_suffix('/').unwrap_or(path);
        if segments.split('/').any(|s| s.starts_with('.') && s != ".well-known") {
            return Err(mistake(format!("`{text}` cannot be an address: a segment begins with a dot")));
        }
        if let Some(why) = segments.split('/').find_map(unusable_segment) {
            return Err(mistake(format!("`{text}` cannot be an address: {why}")));
        }
        Ok(Self(text))
    }

    /// The address, with its leading `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SiteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

scalar!(SiteAddress, "an address on this site such as /old/page/", text);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_on_the_site_is_shown_in_the_right_form() {
        for (text, right, certain) in [("old/page/", "/old/page/", true), ("https://a.example/old/", "/old/", false), ("/old/?p=1", "/old/", false)] {
            let mistake = SiteAddress::parse(text).expect_err(text);
            assert_eq!(mistake.replacement.as_ref().map(|r| (r.text.as_str(), r.certain)), Some((right, certain)), "{text}");
        }
    }

    #[test]
    fn an_address_of_another_form_is_shown_in_the_right_one() {
        for (text, address) in [
            ("https://a.example/a b", "https://a.example/a%20b"),
            ("www.a.example/x", "https://www.a.example/x"),
            ("a.example", "https://a.example"),
            ("http:/a.example/x", "http://a.example/x"),
            ("https:a.example/x", "https://a.example/x"),
            ("https//a.example/x", "https://a.example/x"),
            ("htps://a.example", "https://a.example"),
            ("htttp://a.example", "http://a.example"),
            ("ttps://a.example", "https://a.example"),
            ("https: //a.example", "https://a.example"),
            ("//a.example/x", "https://a.example/x"),
            ("https：//a.example/x", "https://a.example/x"),
            ("https://a.example/\u{200b}", "https://a.example/"),
            ("[The paper](https://a.example/x)", "https://a.example/x"),
            ("<https://a.example/x>", "https://a.example/x"),
            ("“https://a.example/x”", "https://a.example/x"),
        ] {
            let mistake = WebAddress::parse(text).expect_err(text);
            assert_eq!(mistake.replacement.as_ref().map(|r| (r.text.as_str(), r.certain)), Some((address, true)), "{text}: {mistake:?}");
            assert!(mistake.help.is_some_and(|help| help.contains(address)), "{text}");
        }
        for (text, offered) in [
            ("https://a.example, https://b.example", Some("https://a.example")),
            ("press@a.example", Some("mailto:press@a.example")),
            ("ftp://a.example", None),
            ("javascript:alert(1)", None),
            ("the ministry", None),
            ("https://", None),
        ] {
            let mistake = WebAddress::parse(text).expect_err(text);
            assert_eq!(mistake.replacement.as_ref().map(|r| (r.text.as_str(), r.certain)), offered.map(|text| (text, false)), "{text}: {mistake:?}");
        }
    }
}
