//! Everything that is wrong anywhere, as a build would tell it: all stages, and no page.

use std::sync::Arc;

use crate::cache::CacheData;
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::engine::{self, Failure, Inputs};
use crate::pages;
use crate::site::{Directory, Linked};
use crate::source::Files;

/// What a check of the whole digest gave.
pub(super) struct Checked {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The digest, where its settings could be read.
    pub(super) digest: Option<Digest>,
}

/// A digest that was linked.
pub(super) struct Digest {
    pub(super) config: Arc<Config>,
    pub(super) directory: Directory,
    pub(super) linked: Linked,
}

/// Checks the digest as of `at`; `None` if `stop` says between two stages that the answer would come too late. The files that are
/// parsed are counted either way, for the cache keeps what they gave.
///
/// Pages are planned and not made: their views alone took twenty times as long, on 10,000 briefings, as all that is done here.
/// What only a made page tells, such as a link of a template that leads nowhere, is left to `bulletin check`.
pub(super) fn check(files: &dyn Files, cache: &mut CacheData, at: i64, stop: &(dyn Fn() -> bool + Sync), parsed: &mut usize) -> Option<Checked> {
    let inputs = Inputs { check_only: true, stop, ..Inputs::new(files, at) };
    let listed = engine::list(&inputs);
    let mut told = engine::Diagnostics::default();
    let config = match engine::settings(&inputs, &mut told) {
        Ok(config) => config,
        Err(Failure::Content(diagnostics)) => return Some(Checked { diagnostics, digest: None }),
        Err(Failure::Environment(..) | Failure::Stopped) => return None,
    };
    let sources = engine::read(&inputs, &config, listed, cache, &mut told);
    *parsed += sources.parses;
    engine::go_on(&inputs).ok()?;
    let theme = engine::theme(&inputs, &config, &sources, cache, &mut told);
    let (directory, linked) = told.take(Directory::link(&config, &sources.documents, &sources.files, &sources.refused, &sources.record));
    engine::go_on(&inputs).ok()?;
    let site = told.take(linked.published_at(inputs.moment(&config)));
    if config.traced.is_some() {
        told.take(engine::traced(&site, &sources));
    }
    engine::go_on(&inputs).ok()?;
    if let Some(theme) = &theme {
        let files = engine::files(&site, theme, &sources);
        told.take(((), pages::plan(&site, &theme.labels, &files).1));
    }
    drop(site);
    let diagnostics = told.weighed(&config, &inputs);
    Some(Checked { diagnostics, digest: Some(Digest { config, directory, linked }) })
}
