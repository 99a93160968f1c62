//! Addresses on the web and on the site.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::{id::unusable_segment, scalar};
use crate::diagnostics::Code;
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
        if is_safe_scheme(text) {
            return Ok(Self(text.to_owned()));
        }
        let scheme = text.split_once(':').map(|(scheme, _)| scheme.trim()).filter(|s| s.len() > 1 && s.chars().all(|c| c.is_ascii_alphanumeric()));
        if let Some(scheme) = scheme.filter(|s| !matches!(s.to_ascii_lowercase().as_str(), "http" | "https" | "mailto" | "tel")) {
            let refused = ValueError::new(Code::BadAddress, format!("addresses of the scheme `{scheme}` are not published"));
            return Err(refused.help("use http, https, mailto or tel"));
        }
        let mistake = ValueError::new(Code::BadAddress, format!("`{text}` is not an address on the web"));
        let host = text.split('/').next().unwrap_or_default();
        let like_host = !text.contains(char::is_whitespace) && !text.contains(':') && host.contains('.') && !host.starts_with('.');
        Err(mistake.help(if like_host { format!("write https://{text}") } else { "write it with https:// or http:// in front".to_owned() }))
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
        let Some(path) = text.strip_prefix('/') else {
            return Err(mistake(format!("`{text}` does not begin with `/`")));
        };
        if path.contains(['?', '#']) {
            return Err(mistake(format!("`{text}` has a query or an anchor, which no static page can answer")));
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
