//! What there is to write: every page, feed and file as a path and a view.
//!
//! A *view* is a small struct that its own file declares, and all that the page's bytes depend on beside the theme. So the
//! fingerprint of a view tells whether a page must be made again, and nobody has to keep a graph of what depends on what.
//! Nothing here knows of templates or of the file system.

mod agency;
mod archive;
mod briefing;
mod calendar;
mod cards;
mod chart;
mod chrome;
#[allow(dead_code, reason = "the pages of citations are still to come")]
mod citation;
mod commitment;
mod csv;
mod data;
mod dates;
mod feed;
mod figures;
mod files;
mod free;
mod glossary;
mod home;
mod ics;
mod indicator;
mod instrument;
mod jurisdiction;
mod labels;
mod lifecycle;
mod listing;
#[allow(dead_code, reason = "the pages of newsletters are still to come")]
mod newsletter;
#[allow(dead_code, reason = "the pages of newsletters are still to come")]
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
pub use feed::{Feed, FeedFormat};
pub(crate) use labels::REQUIRED as REQUIRED_LABELS;
pub use labels::{Label, Labels};
pub use output::{Body, File, FileSource, Html, Output, Prose, View};
pub use plan::{Plan, plan};
pub(crate) use sample::chrome_samples;
pub use sample::{Sample, samples};
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

/// A kind of page or feed: what it writes.
type Emitter = for<'s> fn(Inputs<'s>, &mut Vec<Output<'s>>);

/// Every kind of page and feed. The order is that of the report; nothing depends on it.
const EMITTERS: &[Emitter] = &[
    home::outputs,
    briefing::outputs,
    topic::outputs,
    agency::outputs,
    jurisdiction::outputs,
    indicator::outputs,
    instrument::outputs,
    archive::outputs,
    tracker::outputs,
    calendar::outputs,
    glossary::outputs,
    sources::outputs,
    free::outputs,
    not_found::outputs,
    redirect::outputs,
    feed::outputs,
    sitemap::outputs,
    data::outputs,
    robots::outputs,
    files::outputs,
];
