//! What there is to write: every page, feed and file as a path and a view.
//!
//! A *view* is a small struct that its own file declares, and all that the page's bytes depend on beside the theme. So the
//! fingerprint of a view tells whether a page must be made again, and nobody has to keep a graph of what depends on what.
//! Nothing here knows of templates or of the file system.
//!
//! An output says what it *holds*: what its view is made from beside the digest. The function that makes the view captures
//! nothing (`Output::made_from`), so the compiler sees to it that nothing is forgotten; and the digest notes what the view
//! reads of it. An output of which neither changed is not made again. There is no other way to make one.
//!
//! A page that shows little of much, as an index does of all sources, holds that little, which the plan has found out: were it
//! to look for it while its view is made, it would have read the whole digest, and be made again with every change.

mod agency;
mod archive;
mod briefing;
mod calendar;
mod cards;
mod chart;
mod chrome;
mod citation;
mod commitment;
mod course;
mod csv;
mod data;
mod dates;
mod edition;
mod feed;
mod figures;
mod files;
mod free;
mod glossary;
mod held;
mod home;
mod ics;
mod indicator;
mod instrument;
mod jurisdiction;
mod labels;
mod lifecycle;
mod listing;
mod newsletter;
mod newsletter_text;
mod not_found;
mod output;
mod parts;
mod plan;
mod redirect;
mod robots;
mod sample;
mod sitemap;
mod sources;
mod topic;
mod tracker;

pub use chrome::Chrome;
pub use citation::{CitationFormat, Citations};
pub use feed::{Feed, FeedFormat};
pub(crate) use labels::required_labels;
pub use labels::{Label, Labels, PLURALS};
pub(crate) use newsletter::TEMPLATE as NEWSLETTER;
pub use newsletter::{Envelope, NewsletterForm, NewsletterView};
pub use output::{Body, File, FileSource, Html, Output, Prose, View};
pub use plan::{Plan, plan};
use sample::Template;
pub(crate) use sample::chrome_samples;
pub use sample::{Sample, samples, template_names};
pub use sitemap::Sitemap;

use crate::site::Site;

/// What an emitter works on.
#[derive(Clone, Copy)]
pub struct Inputs<'s> {
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
    outputs: for<'s> fn(Inputs<'s>, &mut Vec<Output<'s>>),
    /// Its templates.
    templates: &'static [Template],
    /// The words that it needs of a theme, beside those that its templates use.
    labels: &'static [&'static str],
}

/// Every kind of page and feed; a new one needs its file, its line here, and its template. The order is that of the menu.
/// Sitemaps are made of what these write.
const EMITTERS: &[Emitter] = &[
    home::EMITTER,
    briefing::EMITTER,
    topic::EMITTER,
    indicator::EMITTER,
    instrument::EMITTER,
    tracker::EMITTER,
    calendar::EMITTER,
    edition::EMITTER,
    archive::EMITTER,
    agency::EMITTER,
    jurisdiction::EMITTER,
    sources::EMITTER,
    glossary::EMITTER,
    data::EMITTER,
    free::EMITTER,
    not_found::EMITTER,
    redirect::EMITTER,
    citation::EMITTER,
    feed::EMITTER,
    robots::EMITTER,
    files::EMITTER,
];
