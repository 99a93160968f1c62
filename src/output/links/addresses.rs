//! Where a link leads: resolved as browsers resolve it, against the address of the site and the files of its output.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use memchr::memchr;
use unicode_normalization::UnicodeNormalization;

use super::hashes::{Identity, hash};
use crate::config::Config;
use crate::values::decode;

/// Every file of the output, by the hash of its path.
#[derive(Debug)]
pub struct Addresses<'c> {
    /// The host of `base_url` with `//` in front.
    host: &'c str,
    /// The path of `base_url`, as paths of outputs are written.
    base: String,
    files: HashMap<u64, usize, BuildHasherDefault<Identity>>,
}

/// A link that leads to another file of this site.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target<'l> {
    /// The path as it is linked to; the file is this or an `index.html` below it.
    pub(super) path: Cow<'l, str>,
    pub(super) anchor: Option<Cow<'l, str>>,
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Leads<'l> {
    /// To this site.
    Within(Target<'l>),
    /// To an anchor of the same page.
    Here(Cow<'l, str>),
    /// To another site, or to a place of this host that is not this site's.
    Out,
    /// To a path of this host that would be right if it had the path of `base_url` in front.
    WithoutBase(Cow<'l, str>),
}

impl<'c> Addresses<'c> {
    /// Those of a plan whose outputs have the paths `files`, in their order.
    #[must_use]
    pub fn new<S: AsRef<str>>(config: &'c Config, files: impl IntoIterator<Item = S>) -> Self {
        let origin = config.base_url.strip_suffix(&config.base_path).unwrap_or(&config.base_url);
        let host = origin.split_once(':').map_or(origin, |(_, host)| host);
        Self { host, base: decoded(&config.base_path).into_owned(), files: files.into_iter().enumerate().map(|(at, file)| (hash(file.as_ref()), at)).collect() }
    }

    /// The output whose file has this hash.
    pub(super) fn find(&self, hash: u64) -> Option<usize> {
        self.files.get(&hash).copied()
    }

    /// The hash of the file that `path` leads to, if there is one.
    pub(super) fn file(&self, path: &str) -> Option<u64> {
        let index = |path: &str| hash(&[path, "index.html"].concat());
        if path.is_empty() || path.ends_with('/') {
            return Some(index(path)).filter(|hash| self.files.contains_key(hash));
        }
        // Hosts answer `/about` as `/about/`.
        [hash(path), index(&[path, "/"].concat())].into_iter().find(|hash| self.files.contains_key(hash))
    }

    /// Where `link` leads from the page at `page`.
    pub(super) fn resolve<'l>(&self, link: &'l str, page: &str) -> Leads<'l> {
        let (rest, anchor) = match link.split_once('#') {
            Some((rest, anchor)) => (rest, Some(decoded(anchor))),
            None => (link, None),
        };
        let rest = rest.split('?').next().unwrap_or_default();
        if rest.is_empty() {
            return anchor.map_or(Leads::Out, Leads::Here);
        }
        let path = if let Some(path) = self.own(rest) {
            path
        } else if is_foreign(rest) {
            return Leads::Out;
        } else if rest.starts_with('/') {
            rest
        } else {
            let folder = page.rfind('/').map_or("", |at| &page[..=at]);
            return Leads::Within(Target { path: normal(Cow::Owned([folder, &decoded(rest)].concat())), anchor });
        };
        let path = normal(decoded(path));
        match strip_base(&path, &self.base) {
            Some(skipped) => Leads::Within(Target { path: without(path, skipped), anchor }),
            None => Leads::WithoutBase(without(path, 1)),
        }
    }

    /// The path of a full address of this host, which begins with `/`.
    fn own<'l>(&self, link: &'l str) -> Option<&'l str> {
        // With the site's scheme, with the other one, or with none.
        let rest = if link.starts_with("//") { link } else { ["https:", "http:"].iter().find_map(|scheme| strip_ignoring_case(link, scheme))? };
        let path = strip_ignoring_case(rest, self.host)?;
        (path.is_empty() || path.starts_with('/')).then_some(if path.is_empty() { "/" } else { path })
    }
}

/// The rest of `text` behind `prefix`, whatever the case of its letters.
pub(super) fn strip_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// How many bytes of `path` are the path of `base_url` and the `/` behind it; `None` if it does not begin with that.
fn strip_base(path: &str, base: &str) -> Option<usize> {
    let rest = path.strip_prefix(base)?;
    match rest.as_bytes().first() {
        Some(b'/') => Some(base.len() + 1),
        None => Some(base.len()),
        Some(_) => None,
    }
}

fn without(path: Cow<'_, str>, bytes: usize) -> Cow<'_, str> {
    match path {
        Cow::Borrowed(path) => Cow::Borrowed(&path[bytes..]),
        Cow::Owned(mut path) => Cow::Owned(path.split_off(bytes)),
    }
}

/// Whether a link names a scheme or a host.
fn is_foreign(link: &str) -> bool {
    let scheme = link.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-')));
    link.starts_with("//") || scheme.is_some_and(|end| end > 0 && link.as_bytes()[end] == b':' && link.as_bytes()[0].is_ascii_alphabetic())
}

/// A part of an address with its percent signs decoded, in NFC, as paths of outputs are.
fn decoded(part: &str) -> Cow<'_, str> {
    if part.is_ascii() && memchr(b'%', part.as_bytes()).is_none() {
        return Cow::Borrowed(part);
    }
    Cow::Owned(decode(part).nfc().collect())
}

/// A path without `.` and `..`, as browsers ask for it.
fn normal(path: Cow<'_, str>) -> Cow<'_, str> {
    if !path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return path;
    }
    let mut segments: Vec<&str> = Vec::new();
    let floor = usize::from(path.starts_with('/'));
    for segment in path.split('/') {
        match segment {
            "." => {}
            ".." => segments.truncate(segments.len().saturating_sub(1).max(floor)),
            _ => segments.push(segment),
        }
    }
    let slash = if path.ends_with("/.") || path.ends_with("/..") || &*path == ".." || &*path == "." { "/" } else { "" };
    let joined = segments.join("/");
    Cow::Owned(if joined.is_empty() && floor == 0 { joined } else { [&joined, slash].concat() })
}
