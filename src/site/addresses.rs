//! Addresses on the site: where each entity lives, in each language.

use std::borrow::Borrow;
use std::fmt::Write as _;

use crate::config::{Config, Switches};
use crate::content::Kind;

/// An address below the site's home, without a leading `/`: `zh-hans/topics/telecoms/`. It ends in `/` or in a file's name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// The address of `path` in language `language`.
    #[must_use]
    pub fn new(config: &Config, language: usize, path: &str) -> Self {
        if language == 0 { Self(path.to_owned()) } else { Self(format!("{}/{path}", config.languages[language].prefix())) }
    }

    /// The language below whose home an address lies, and the path there: the inverse of [`Address::new`].
    #[must_use]
    pub fn split<'a>(config: &Config, address: &'a str) -> (usize, &'a str) {
        let below = |language: &usize| address.strip_prefix(config.languages[*language].prefix())?.strip_prefix('/');
        (1..config.languages.len()).find_map(|language| Some((language, below(&language)?))).unwrap_or((0, address))
    }

    /// An address that is the same in all languages.
    #[must_use]
    pub fn shared(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that is served at the address.
    #[must_use]
    pub fn file(&self) -> String {
        let index = if self.0.is_empty() || self.0.ends_with('/') { "index.html" } else { "" };
        [&self.0, index].concat()
    }

    /// The address with its base path, as written in links: `/digest/topics/telecoms/`.
    #[must_use]
    pub fn url(&self, config: &Config) -> String {
        let mut url = String::with_capacity(config.base_path.len() + self.0.len() + 1);
        url.push_str(&config.base_path);
        url.push('/');
        encode(&mut url, &self.0);
        url
    }

    /// The full address: `https://example.org/digest/topics/telecoms/`.
    #[must_use]
    pub fn permalink(&self, config: &Config) -> String {
        let mut url = String::with_capacity(config.base_url.len() + self.0.len() + 1);
        url.push_str(&config.base_url);
        url.push('/');
        encode(&mut url, &self.0);
        url
    }
}

/// Addresses are found by their text.
impl Borrow<str> for Address {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The path of a document's page without its language: `briefings/2024/miit-nine-months/`.
pub(super) fn path(kind: Kind, year: i16, id: &str) -> String {
    match kind {
        Kind::Briefing => format!("briefings/{year:04}/{id}/"),
        Kind::Term => "glossary/".to_owned(),
        Kind::Page => format!("{id}/"),
        _ => format!("{}/{id}/", kind.folder()),
    }
}

/// Whether the site has pages of a kind at all.
pub(super) fn is_wanted(outputs: &Switches, kind: Kind) -> bool {
    match kind {
        Kind::Agency => outputs.agencies,
        Kind::Jurisdiction => outputs.jurisdictions,
        Kind::Indicator => outputs.indicators,
        Kind::Instrument => outputs.instruments,
        Kind::Edition => outputs.editions,
        Kind::Term => outputs.glossary,
        _ => true,
    }
}

/// Writes `path` with what an address cannot hold percent-encoded. Letters of other scripts are encoded too, because
/// feeds and sitemaps take URIs and not IRIs.
pub(super) fn encode(url: &mut String, path: &str) {
    let is_mark = |byte| matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/' | b'!' | b'$' | b'&' | b'\'' | b'('..=b',' | b';' | b'=' | b':' | b'@');
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || is_mark(byte);
    // Nearly all paths are plain, and copied in one piece.
    let plain = path.bytes().position(|byte| !is_plain(byte)).unwrap_or(path.len());
    url.push_str(&path[..plain]);
    for byte in path[plain..].bytes() {
        if is_plain(byte) {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
}

/// What follows the path of an address: `?query#fragment`.
#[must_use]
pub fn rest(query: Option<&str>, fragment: Option<&str>) -> String {
    let query = query.map(|q| format!("?{q}")).unwrap_or_default();
    let fragment = fragment.map(|f| {
        let mut encoded = String::from("#");
        encode(&mut encoded, f);
        encoded
    });
    query + &fragment.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_cannot_hold_is_encoded() {
        for (path, encoded) in [
            ("", ""),
            ("topics/telecoms/", "topics/telecoms/"),
            ("a b/100%/?#\"", "a%20b/100%25/%3F%23%22"),
            ("éa字字/b\u{1f600}", "%C3%A9a%E5%AD%97%E5%AD%97/b%F0%9F%98%80"),
            ("-._~!$&'()*+,;=:@", "-._~!$&'()*+,;=:@"),
        ] {
            let mut url = "/".to_owned();
            encode(&mut url, path);
            assert_eq!(url, format!("/{encoded}"));
        }
    }
}
