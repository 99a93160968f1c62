//! Bulletin turns a folder of Markdown briefings into a policy digest: a static website with a page for each briefing,
//! topic and agency, with feeds, a calendar of years and months, and data files.
//!
//! # The site is a value
//!
//! Reading is the only way in, writing the only way out; between them are pure functions.
//!
//! ```text
//! content/  themes/                                              output/
//!    |                                                              ^
//!  source  ->  content  ->  site  ->  pages  ->  theme  ->  output
//!  read        parse        link      plan       render     write what changed
//! ```
//!
//! - [`source`] lists files and reads bytes.
//! - [`content::parse()`] turns one file into a [`content::Document`]: typed front matter, and of the body what it refers to.
//! - [`site::link()`] resolves every reference; [`site::Linked::published_at`] lets through what may be seen at a moment.
//! - [`pages::plan`] says what there is to write: paths and views. No bytes are made here.
//! - [`theme::Theme::render`] turns a view into bytes.
//! - [`output::Store`] takes the bytes that are new.
//!
//! A page depends on the rest of the site only through its view, a small struct. So the fingerprint of view, template and
//! theme *is* the dependency information: a page is made again when it differs, and no graph of what depends on what has to
//! be kept right by hand. Most views are not even made: the site records what a view reads while it is made, and a later build
//! asks only whether any of that has changed. [`cache`] says when a page is made again, and why that is sound.
//!
//! # Words
//!
//! | word | meaning |
//! | --- | --- |
//! | document | A file of `content/` as it was parsed: front matter, and an outline of its body. |
//! | kind | What a document is: a briefing, a topic, an agency, … Each has a folder, a file in `content/kinds` and a page. |
//! | entity | A document with its translations: [`site::EntityId`]. Its [`site::Node`] is what all kinds have in common. |
//! | entry | An entry of a list of a briefing, such as a figure or a commitment: [`site::EntryId`]. |
//! | linked | With all references resolved, what is held back included: [`site::Linked`]. |
//! | published | What may be seen at the moment of the build: [`site::Site`]. |
//! | localized | What is published in one language: [`site::LocalizedSite`]. |
//! | observation | What the figures of all briefings say of an indicator for one day or period. |
//! | output | A file to be written: an address, and a function that makes its view. |
//! | view | A small struct with all that an output shows: the context of a template, or a feed. |
//! | emitter | What plans the outputs of one kind of page: a line in the list in `pages`. |
//! | body | The Markdown of a document on its way to a page; its HTML is made when the page is rendered. |
//! | dependency | A piece of the digest that a view read, recorded while it was made. |
//! | input key, input hash | The name of such a piece, the same in every build, and the hash of what it is now. |
//! | snapshot | The input hashes of a build, to which those of the next one are compared. |
//! | fingerprint | A BLAKE3 hash that stands for bytes: of a source, a view, a template with all that it includes. |
//! | stamp | What a file system says of a file without opening it: size, times, inode. |
//! | manifest | The list of what a build wrote, in the output itself: it alone says what may be deleted. |
//! | cache | What is kept between builds, in `.bulletin/`. It only saves work. |
//! | no-op check | The stamps of all sources and outputs: if none changed, a build has nothing to do. |
//!
//! # Order
//!
//! Modules import from those before them only: `diagnostics`, `locale`, `yaml`, `values`, `config`, `source`, `content`,
//! `site`, `pages`, `theme`, `output`, `cache`, `engine`, `scaffold`, `lsp`, `serve`, `publish`, `cli`. A test holds this. What is deliberately absent: a
//! trait for pages, plugins, and any way for a template to reach the site or the file system.

pub mod cache;
pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostics;
pub mod engine;
pub mod locale;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod output;
pub mod pages;
#[cfg(feature = "publish")]
pub mod publish;
pub mod scaffold;
#[cfg(feature = "watch")]
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
pub mod values;
pub mod yaml;

use cache::Cache;
use engine::{Failure, Inputs, Report};
use output::Store;

/// Builds the site in `inputs` into `store`. `cache` is what earlier builds found out; it only saves work.
///
/// # Errors
/// [`Failure`], with every mistake in the content or the theme, or what the environment refuses. The output is then as it
/// was.
pub fn build(inputs: &Inputs<'_>, cache: &mut Cache, store: &mut dyn Store) -> Result<Report, Failure> {
    let listed = engine::list(inputs);
    if let Some(report) = engine::noop(inputs, &listed, cache, store) {
        return Ok(report);
    }
    let mut diagnostics = engine::Diagnostics::default();
    let config = engine::settings(inputs, &mut diagnostics)?;
    let sources = engine::read(inputs, &config, listed, cache.data(), &mut diagnostics);
    engine::go_on(inputs)?;
    let theme = engine::theme(inputs, &config, &sources, cache.data(), &mut diagnostics);
    let linked = diagnostics.take(site::link(&config, &sources.documents, &sources.files, &sources.refused, &sources.record));
    let site = diagnostics.take(linked.published_at(inputs.moment(&config)));
    if config.traced.is_some() {
        diagnostics.take(engine::traced(&site, &sources));
    }
    let theme = theme.ok_or_else(|| diagnostics.failure(&config, inputs))?;
    let files = engine::files(&site, &theme, &sources);
    let plan = diagnostics.take(pages::plan(&site, &theme.labels, &files));
    diagnostics.check(&config, inputs)?;
    engine::write(inputs, &config, sources, &theme, &site, plan, cache, store, diagnostics)
}
