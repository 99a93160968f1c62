//! The links of a written page, and the anchors in it that others may link to.
//!
//! Whoever wrote a link (a text, raw HTML, a template, a theme), it is checked where all ways in have met: in the bytes of
//! the page. A page is scanned once, when it is rendered; the cache keeps what it linked to, so that a later build can tell
//! which of the pages that it keeps lead to something that went, without looking at any of them.
//!
//! [`links()`] and [`style_links`] find the links of a page and of a style sheet, [`Addresses`] tells where each leads, [`Links`] is
//! what the cache keeps of them, and [`dead_anchors`] looks for anchors that went from another page.

mod addresses;
mod css;
mod hashes;
mod html;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use addresses::Addresses;
use addresses::{Leads, Target};
use hashes::{Hashes, hash, low};
use html::{Found, refresh, scan};

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

/// Where a page leads that only leads to another.
#[must_use]
pub fn redirect(html: &str) -> Option<String> {
    refresh(html).map(Cow::into_owned)
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

/// The links of a style sheet with the text `css`, whose file is `sheet`; those that lead to no file are told apart.
#[must_use]
pub fn style_links(css: &str, sheet: &str, addresses: &Addresses<'_>) -> (Links, Vec<Broken>) {
    let (mut targets, mut broken) = (Vec::new(), Vec::new());
    for link in css::named_in_style(css) {
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

#[cfg(test)]
mod tests;
