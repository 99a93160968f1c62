//! What an output's bytes are made from.

use std::sync::Arc;

use serde::Serialize;

use super::citation::formats::{CitationFormat, Citations};
use super::edition::letter::{NewsletterForm, NewsletterView};
use super::feeds::feed::{Feed, FeedFormat};
use super::search::file::IndexFile;
use super::web::sitemap::Sitemap;
use crate::content::Hash;

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
    /// A file of the index for searching.
    Index(IndexFile),
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
            Self::Index(_) => "index",
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
