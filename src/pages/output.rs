//! An output: where it goes, and the view that it is made from.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::PageContext;
use super::citation::{CitationFormat, Citations};
use super::edition::newsletter::{NewsletterForm, NewsletterView};
use super::feeds::feed::{Feed, FeedFormat};
use super::shared::held::fingerprint;
use super::web::sitemap::Sitemap;
use crate::content::Hash;
use crate::content::markdown::{Resolved, Template};
use crate::site::{Address, StableHash};
use crate::values::Date;

/// Makes a view, with the HTML of its bodies.
pub(super) type Maker<'s> = Arc<dyn Fn(&mut dyn BodyRenderer) -> View + Send + Sync + 's>;

/// How sitemaps name a page.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    /// The year whose sitemap names it; none for the sitemap of the pages that are of no year.
    pub year: Option<i16>,
    /// The day of its last change.
    pub modified: Option<Date>,
}

/// A menu that every page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// At the head: what readers come for.
    Main,
    /// At the foot: what they look up.
    Foot,
}

/// Something to write.
pub struct Output<'s> {
    /// Its address.
    pub address: Address,
    /// Its language, as an index into the site's languages.
    pub language: usize,
    /// The source that it is the page of, for messages.
    pub origin: Option<Arc<str>>,
    /// How sitemaps name it, if they do.
    pub listed: Option<Listed>,
    /// The menu that leads to it, and the word that stands there.
    pub menu: Option<(Menu, &'static str)>,
    /// Makes its view. Called once to fingerprint it and, if it must be written, once more to render it.
    pub make: Maker<'s>,
    /// Fingerprint of all that `make` holds, beside what every view may read.
    pub held: u64,
}

impl std::fmt::Debug for Output<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output").field("address", &self.address).finish_non_exhaustive()
    }
}

impl<'s> Output<'s> {
    /// An output of language `language` at `address`, whose view `make` makes from `held`: so it need not be made while neither
    /// that nor anything that it reads has changed. `make` itself captures nothing.
    pub(super) fn made_from<H, F>(cx: PageContext<'s>, address: Address, language: usize, held: H, make: F) -> Self
    where
        H: StableHash + Send + Sync + 's,
        F: Fn(PageContext<'s>, &mut dyn BodyRenderer, &H) -> View + Send + Sync + 's,
    {
        const { assert!(size_of::<F>() == 0, "what a view is made from stands in `held`") };
        let fingerprint = fingerprint::<F>(&held, cx.site);
        let make: Maker<'s> = Arc::new(move |renderer| make(cx, renderer, &held));
        Self { address, language, origin: None, listed: None, menu: None, make, held: fingerprint }
    }

    /// Lets the sitemap name it.
    #[must_use]
    pub fn listed(mut self) -> Self {
        self.listed = Some(Listed { year: None, modified: None });
        self
    }

    /// Lets the sitemap of a year name it.
    #[must_use]
    pub fn listed_in(mut self, year: i16, modified: Date) -> Self {
        self.listed = Some(Listed { year: Some(year), modified: Some(modified) });
        self
    }

    /// Lets a menu lead to it under the label `key`.
    #[must_use]
    pub fn in_menu(mut self, menu: Menu, key: &'static str) -> Self {
        self.menu = Some((menu, key));
        self
    }

    /// The same bytes at another address, because `origin` says so.
    pub(super) fn copied_to(&self, address: Address, origin: &Arc<str>) -> Self {
        let (make, origin) = (Arc::clone(&self.make), Some(Arc::clone(origin)));
        Self { address, language: self.language, origin, listed: None, menu: None, make, held: self.held }
    }

    /// Says which source it is the page of.
    #[must_use]
    pub fn of(mut self, origin: &Arc<str>) -> Self {
        self.origin = Some(Arc::clone(origin));
        self
    }
}

/// All that an output's bytes depend on, beside the theme.
pub enum View {
    /// A page: the context of a template.
    Page {
        /// The template's name.
        template: &'static str,
        /// What it sees as `head`, `page` and `paginator`.
        context: Box<dyn erased_serde::Serialize + Send>,
    },
    /// A feed.
    Feed(Box<Feed>, FeedFormat),
    /// A newsletter.
    Newsletter(Box<NewsletterView>, NewsletterForm),
    /// How a briefing and its sources are cited.
    Citations(Citations, CitationFormat),
    /// A sitemap.
    Sitemap(Sitemap),
    /// A JSON document.
    Json(Box<dyn erased_serde::Serialize + Send>),
    /// A text.
    Text(String),
    /// A file that is published as it is.
    File(File),
}

impl std::fmt::Debug for View {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Page { template, .. } => template,
            Self::Feed(..) => "feed",
            Self::Newsletter(..) => "newsletter",
            Self::Citations(..) => "citations",
            Self::Sitemap(_) => "sitemap",
            Self::Json(_) => "json",
            Self::Text(_) => "text",
            Self::File(_) => "file",
        })
    }
}

impl View {
    /// The view of a page.
    pub fn page(template: &'static str, context: impl Serialize + Send + 'static) -> Self {
        Self::Page { template, context: Box::new(context) }
    }
}

/// A file that is published as it is.
#[derive(Debug, Clone, Serialize)]
pub struct File {
    /// Where it is published, without a leading `/`.
    pub address: String,
    /// Where its bytes are.
    #[serde(skip)]
    pub source: FileSource,
    /// Their fingerprint.
    pub hash: Hash,
}

/// Where a file's bytes are.
#[derive(Debug, Clone)]
pub enum FileSource {
    /// In the site, at this path below its root.
    Site(Arc<str>),
    /// In the program.
    BuiltIn(&'static [u8]),
}

/// A body on its way to a page: what its HTML is made from, but not the text itself.
#[derive(Debug, Clone)]
pub struct Body<'s> {
    /// The file with the text.
    pub path: &'s Arc<str>,
    /// The first byte of the text.
    pub start: usize,
    /// Fingerprint of the text. If the text read has another, it changed while the site was being built.
    pub hash: Hash,
    /// Its language, as an index into the site's languages.
    pub language: usize,
    /// What its references look like.
    pub resolved: Vec<Resolved>,
    /// The page's full address, where anchors need it in front: in feeds.
    pub page: Option<String>,
}

/// The HTML of a body in a view. It is left out where a view is fingerprinted: what it is made from counts instead, so that
/// a view has the same fingerprint whether its HTML was made or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.serialize_str(&self.0) } else { serializer.serialize_unit() }
    }
}

impl<'de> Deserialize<'de> for Html {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

/// Makes HTML of bodies while a view is made. Where a view is only fingerprinted, it stays empty.
pub trait BodyRenderer {
    /// The HTML of a body.
    fn body(&mut self, body: &Body<'_>) -> Html;

    /// The HTML of a text of one line.
    fn inline(&mut self, template: &Template, resolved: &[Resolved], language: usize) -> String;
}
