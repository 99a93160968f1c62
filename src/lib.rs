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
//! be kept right by hand. Most views are not even made: the site notes what it gives away while a view is made, and a later
//! build asks only whether any of that has changed.
//!
//! Modules import from those before them only: `diagnostics`, `locale`, `yaml`, `values`, `config`, `source`, `content`,
//! `site`, `pages`, `theme`, `output`, `cache`, `engine`, `scaffold`, `cli`. A test holds this. What is deliberately absent: a
//! trait for pages, plugins, and any way for a template to reach the site or the file system.

pub mod cache;
pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostics;
pub mod engine;
pub mod locale;
pub mod output;
pub mod pages;
pub mod scaffold;
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
    let linked = diagnostics.take(site::link(&config, &sources.documents, &sources.files, &sources.refused));
    let site = diagnostics.take(linked.published_at(inputs.moment(&config)));
    let theme = theme.ok_or_else(|| diagnostics.failure(&config, inputs))?;
    let files = engine::files(&site, &theme, &sources);
    let plan = diagnostics.take(pages::plan(&site, &theme.labels, &files));
    diagnostics.check(&config, inputs)?;
    engine::write(inputs, &config, sources, &theme, &site, &plan, cache, store, diagnostics)
}
