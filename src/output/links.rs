//! The links of a written page, and the anchors in it that others may link to.
//!
//! Whoever wrote a link (a text, raw HTML, a template, a theme), it is checked where all ways in have met: in the bytes of
//! the page. A page is scanned once, when it is rendered; the cache keeps what it linked to, so that a later build can tell
//! which of the pages that it keeps lead to something that went, without looking at any of them.
//!
//! The scanner is a tokenizer and no parser: links and anchors are attributes, and where those stand does not depend on how
//! elements nest. Text between tags is passed over with `memchr`, so that scanning costs far less than rendering did.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use memchr::{memchr, memmem};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

use crate::config::Config;
use crate::values::decode;

/// What the cache keeps of a page's links. Names are kept as hashes: one that belongs to two names costs a second look at
/// the page, and never hides a broken link, because what is broken is told when the page is rendered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Links {
    /// The files that it links to, sorted.
    targets: Hashes,
    /// Anchors in other pages that it links to: the hash of the file, then that of the anchor.
    fragments: Vec<(u64, u32)>,
    /// Its own anchors, sorted.
    anchors: Hashes,
    /// Anchors that it links to and nothing has. They are warnings, so that a page may be kept with them.
    pub dead: Vec<DeadAnchor>,
    /// Its template, where one of its anchors is dead: for the message.
    pub template: String,
}

/// A link to an anchor that its page does not have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DeadAnchor {
    /// The link as it is written.
    pub link: String,
    /// The file that it leads to.
    pub file: String,
    /// The anchor.
    pub anchor: String,
}

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
struct Target<'l> {
    /// The path as it is linked to; the file is this or an `index.html` below it.
    path: Cow<'l, str>,
    anchor: Option<Cow<'l, str>>,
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
enum Leads<'l> {
    /// To this site.
    Within(Target<'l>),
    /// To an anchor of the same page.
    Here(Cow<'l, str>),
    /// To another site, or to a place of this host that is not this site's.
    Out,
    /// To a path of this host that would be right if it had the path of `base_url` in front.
    WithoutBase(Cow<'l, str>),
}

/// A link that leads to nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// The link as it is written.
    pub link: String,
    /// The path that it leads to.
    pub path: String,
    /// Whether it would lead somewhere with the path of `base_url` in front.
    pub lacks_base: bool,
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
    fn find(&self, hash: u64) -> Option<usize> {
        self.files.get(&hash).copied()
    }

    /// The hash of the file that `path` leads to, if there is one.
    fn file(&self, path: &str) -> Option<u64> {
        let index = |path: &str| hash(&[path, "index.html"].concat());
        if path.is_empty() || path.ends_with('/') {
            return Some(index(path)).filter(|hash| self.files.contains_key(hash));
        }
        // Hosts answer `/about` as `/about/`.
        [hash(path), index(&[path, "/"].concat())].into_iter().find(|hash| self.files.contains_key(hash))
    }

    /// Where `link` leads from the page at `page`.
    fn resolve<'l>(&self, link: &'l str, page: &str) -> Leads<'l> {
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
fn strip_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
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

/// The links of a page with the text `html`, whose file is `page`. Those that lead to no file are told apart.
#[must_use]
pub fn links(html: &str, page: &str, addresses: &Addresses<'_>) -> (Links, Vec<Broken>) {
    let (mut targets, mut anchors, mut fragments) = (Vec::new(), Vec::new(), Vec::new());
    let (mut broken, mut dead) = (Vec::new(), Vec::new());
    let mut here: Vec<(String, Cow<'_, str>)> = Vec::new();
    scan(html, &mut |found| match found {
        Found::Anchor(anchor) => anchors.push(low(hash(&anchor))),
        Found::Link(link) => match addresses.resolve(&link, page) {
            Leads::Out => {}
            Leads::Here(anchor) => here.push((link.to_string(), Cow::Owned(anchor.into_owned()))),
            Leads::Within(Target { path, anchor }) => match addresses.file(&path) {
                Some(file) => {
                    targets.push(low(file));
                    if let Some(anchor) = anchor.filter(|anchor| is_anchor(anchor)) {
                        if file == hash(page) {
                            here.push((link.to_string(), Cow::Owned(anchor.into_owned())));
                        } else {
                            fragments.push((file, low(hash(&anchor))));
                        }
                    }
                }
                None => broken.push(Broken { path: path.into_owned(), link: link.into_owned(), lacks_base: false }),
            },
            Leads::WithoutBase(path) => {
                if addresses.file(&path).is_some() {
                    broken.push(Broken { path: path.into_owned(), link: link.into_owned(), lacks_base: true });
                }
            }
        },
    });
    let anchors = Hashes::from(anchors);
    for (link, anchor) in here {
        if is_anchor(&anchor) && !anchors.contains(low(hash(&anchor))) {
            dead.push(DeadAnchor { link, file: page.to_owned(), anchor: anchor.into_owned() });
        }
    }
    dead.sort_unstable();
    dead.dedup();
    broken.sort_unstable();
    broken.dedup();
    fragments.sort_unstable();
    fragments.dedup();
    (Links { targets: Hashes::from(targets), fragments, anchors, dead, template: String::new() }, broken)
}

/// Whether a fragment names an element: the top of a page and a passage of its text do not.
fn is_anchor(fragment: &str) -> bool {
    !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top") && !fragment.starts_with(":~:")
}

impl Links {
    /// Whether it links to a file whose path has one of these hashes.
    #[must_use]
    pub fn leads_to(&self, files: &Gone) -> bool {
        !files.is_empty() && self.targets.0.iter().any(|target| files.0.contains(*target))
    }

    /// Whether it links to anchors of other pages, or to one that is missing.
    #[must_use]
    pub fn lead_into_pages(&self) -> bool {
        !self.fragments.is_empty() || !self.dead.is_empty()
    }

    /// Whether it links to an anchor of one of these outputs.
    #[must_use]
    pub fn has_fragments_in(&self, addresses: &Addresses<'_>, outputs: impl Fn(usize) -> bool) -> bool {
        self.fragments.iter().any(|(file, _)| addresses.find(*file).is_some_and(&outputs))
    }

    /// Whether it links to an anchor that another page does not have. `anchors` gives the links of an output; where they are
    /// not known, as those of a file that is copied, neither is what anchors it has.
    pub fn misses<'l>(&self, addresses: &Addresses<'_>, anchors: impl Fn(usize) -> Option<&'l Links>) -> bool {
        self.fragments.iter().any(|(file, anchor)| addresses.find(*file).and_then(&anchors).is_some_and(|links| !links.anchors.contains(*anchor)))
    }

    /// Whether it has this anchor.
    #[must_use]
    pub fn has(&self, anchor: &str) -> bool {
        self.anchors.contains(low(hash(anchor)))
    }
}

/// The links of a page to anchors that other pages do not have, in words. `anchors` is that of [`Links::misses`].
#[must_use]
pub fn dead_anchors<'l>(html: &str, page: &str, addresses: &Addresses<'_>, anchors: impl Fn(usize) -> Option<&'l Links>) -> Vec<DeadAnchor> {
    let mut dead = Vec::new();
    scan(html, &mut |found| {
        let Found::Link(link) = found else { return };
        let Leads::Within(Target { path, anchor: Some(anchor) }) = addresses.resolve(&link, page) else { return };
        let Some(hash) = addresses.file(&path).filter(|file| *file != hash(page) && is_anchor(&anchor)) else { return };
        if addresses.find(hash).and_then(&anchors).is_some_and(|links| !links.has(&anchor)) {
            dead.push(DeadAnchor { file: path.clone().into_owned(), anchor: anchor.clone().into_owned(), link: link.to_string() });
        }
    });
    dead.sort_unstable();
    dead.dedup();
    dead
}

/// Paths that were written by an earlier build and are no more, as hashes.
#[derive(Debug, Default)]
pub struct Gone(Hashes);

impl Gone {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.0.is_empty()
    }
}

impl<'p> FromIterator<&'p str> for Gone {
    fn from_iter<I: IntoIterator<Item = &'p str>>(paths: I) -> Self {
        Self(Hashes::from(paths.into_iter().map(|path| low(hash(path))).collect::<Vec<_>>()))
    }
}

/// Sorted hashes, each once; written as bytes, four for each, so that they are read in one piece.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Hashes(Box<[u32]>);

impl Hashes {
    fn contains(&self, hash: u32) -> bool {
        self.0.binary_search(&hash).is_ok()
    }
}

impl From<Vec<u32>> for Hashes {
    fn from(mut all: Vec<u32>) -> Self {
        all.sort_unstable();
        all.dedup();
        Self(all.into_boxed_slice())
    }
}

impl Serialize for Hashes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|hash| hash.to_le_bytes()).collect();
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de> Deserialize<'de> for Hashes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes: &'de [u8] = Deserialize::deserialize(deserializer)?;
        Ok(Self(bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect()))
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The half of a hash that the cache keeps.
#[expect(clippy::cast_possible_truncation, reason = "half of it is what is wanted")]
fn low(hash: u64) -> u32 {
    hash as u32
}

/// Passes on what is a hash already.
#[derive(Debug, Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only hashes are looked up");
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// What a page holds of links.
enum Found<'h> {
    Link(Cow<'h, str>),
    Anchor(Cow<'h, str>),
}

/// Elements whose content is text, whatever it looks like.
const TEXTS: [&str; 7] = ["script", "style", "textarea", "title", "xmp", "noembed", "noframes"];

/// Finds the links and anchors of a page.
fn scan<'h>(html: &'h str, each: &mut impl FnMut(Found<'h>)) {
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

/// The links of a style sheet with the text `css`, whose file is `sheet`; those that lead to no file are told apart.
#[must_use]
pub fn style_links(css: &str, sheet: &str, addresses: &Addresses<'_>) -> (Links, Vec<Broken>) {
    let (mut targets, mut broken) = (Vec::new(), Vec::new());
    for link in named_in_style(css) {
        let Leads::Within(Target { path, .. }) = addresses.resolve(link, sheet) else { continue };
        match addresses.file(&path) {
            Some(file) => targets.push(low(file)),
            None => broken.push(Broken { link: link.to_owned(), path: path.into_owned(), lacks_base: false }),
        }
    }
    broken.sort_unstable();
    broken.dedup();
    (Links { targets: Hashes::from(targets), ..Links::default() }, broken)
}

/// What a style sheet names by `url(…)` and `@import`.
fn named_in_style(css: &str) -> Vec<&str> {
    let bytes = css.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = memchr::memchr3(b'/', b'u', b'@', &bytes[at..]).map(|n| at + n) {
        let rest = &css[next..];
        at = if rest.starts_with("/*") {
            memmem::find(&bytes[next + 2..], b"*/").map_or(bytes.len(), |n| next + n + 4)
        } else if rest.starts_with("url(") {
            let close = memchr(b')', &bytes[next..]).map_or(bytes.len(), |n| next + n);
            let named = css[next + 4..close].trim().trim_matches(['"', '\'']);
            found.extend((!named.is_empty()).then_some(named));
            close
        } else if let Some(value) = rest.strip_prefix("@import").map(str::trim_start).filter(|value| value.starts_with(['"', '\''])) {
            let start = css.len() - value.len() + 1;
            let close = memchr(value.as_bytes()[0], &bytes[start..]).map_or(bytes.len(), |n| start + n);
            found.push(&css[start..close]);
            close
        } else {
            next + 1
        };
    }
    found
}

#[cfg(test)]
mod tests;
