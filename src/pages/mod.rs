//! What there is to write: every page, feed and file as a path and a view.
//!
//! A *view* is a small struct that its own file declares, and all that the page's bytes depend on beside the theme. So the
//! fingerprint of a view tells whether a page must be made again, and nobody has to keep a graph of what depends on what.
//! Nothing here knows of templates or of the file system.
//!
//! An output says what it *holds*: what its view is made from beside the digest. The function that makes the view captures
//! nothing (`Output::made_from`), so the compiler sees to it that nothing is forgotten; and the digest records what the
//! view reads of it. An output of which neither changed is not made again. There is no other way to make one.
//!
//! A page that shows little of much, as an index does of all sources, holds that little, which the plan has found out: were it
//! to look for it while its view is made, it would have read the whole digest, and be made again with every change.

mod archive;
mod body;
mod briefing;
mod calendar;
mod chart;
mod citation;
mod commitments;
mod data;
mod edition;
mod feeds;
mod indicator;
pub mod listing;
mod output;
mod plan;
pub mod record;
mod sample;
pub mod search;
mod shared;
mod taxonomy;
pub mod upcoming;
mod view;
mod web;

pub use body::{Body, BodyRenderer, Html};
pub use citation::{CitationFormat, Citations};
pub(crate) use edition::letter::TEMPLATE as NEWSLETTER;
pub use edition::letter::{Envelope, NewsletterForm, NewsletterView};
pub use feeds::feed::{Feed, FeedFormat};
pub use output::Output;
pub use plan::{Plan, plan};
use sample::Template;
pub(crate) use sample::layout_samples;
pub use sample::{Sample, samples, template_names};
pub(crate) use shared::labels::required_labels;
pub use shared::labels::{Label, Labels, PLURALS};
pub use shared::layout::Layout;
pub use upcoming::Upcoming;
pub use view::{File, FileSource, View};
pub use web::sitemap::Sitemap;

use crate::site::Site;

/// What an emitter works on.
#[derive(Clone, Copy)]
pub struct PageContext<'s> {
    /// The digest as it may be seen.
    pub site: &'s Site<'s>,
    /// The words of the interface.
    pub labels: &'s Labels,
    /// Files that are published as they are.
    pub files: &'s [File],
}

/// A kind of page or feed, declared by its own file as `EMITTER`.
struct Emitter {
    /// What it writes.
    outputs: for<'s> fn(PageContext<'s>, &mut Vec<Output<'s>>),
    /// Its templates.
    templates: &'static [Template],
    /// The words that it needs of a theme, beside those that its templates use.
    labels: &'static [&'static str],
}

/// Every kind of page and feed; a new one needs its file, its line here, and its template. The order is that of the menu.
/// Sitemaps are made of what these write.
const EMITTERS: &[Emitter] = &[
    archive::home::EMITTER,
    briefing::page::EMITTER,
    taxonomy::topic::EMITTER,
    indicator::page::EMITTER,
    taxonomy::instrument::EMITTER,
    commitments::tracker::EMITTER,
    calendar::page::EMITTER,
    edition::page::EMITTER,
    archive::years::EMITTER,
    taxonomy::agency::EMITTER,
    taxonomy::jurisdiction::EMITTER,
    archive::sources::EMITTER,
    taxonomy::glossary::EMITTER,
    data::EMITTER,
    record::corrections::EMITTER,
    web::page::EMITTER,
    web::not_found::EMITTER,
    search::EMITTER,
    record::gone::EMITTER,
    record::emptied::EMITTER,
    web::redirect::EMITTER,
    citation::EMITTER,
    feeds::emitter::EMITTER,
    web::robots::EMITTER,
    web::files::EMITTER,
];
