//! Looking at a digest without making its pages.

use std::sync::Arc;

use super::{Diagnostics, Failure, Inputs, list, read, settings, traced};
use crate::cache::CacheData;
use crate::config::Config;
use crate::site::{self, Site, Trace};

/// Tells how much of what the texts of briefings say in numbers and dates is traced to a fact or a source. Mistakes of the
/// content are the build's to tell, and passed over here.
///
/// # Errors
/// [`Failure`], where site.yaml cannot be read.
pub fn trace(inputs: &Inputs<'_>) -> Result<Trace, Failure> {
    let listed = list(inputs);
    let mut diagnostics = Diagnostics::default();
    let config = settings(inputs, &mut diagnostics)?;
    let config = Arc::new(Config { traced: Some(config.traced.unwrap_or_default()), ..(*config).clone() });
    let sources = read(inputs, &config, listed, &mut CacheData::default(), &mut diagnostics);
    let linked = diagnostics.take(site::link(&config, &sources.documents, &sources.files, &sources.refused, &sources.record));
    let site = diagnostics.take(linked.published_at(inputs.moment(&config)));
    Ok(traced(&site, &sources).0)
}

/// Hands the digest as it may be seen to `look`. The theme is not asked for, and no page is made.
///
/// # Errors
/// [`Failure`], where the content has a mistake: what is told of a part of it would be taken for the whole.
pub fn look<T>(inputs: &Inputs<'_>, cache: &mut CacheData, look: impl FnOnce(&Site<'_>) -> T) -> Result<T, Failure> {
    let listed = list(inputs);
    let mut diagnostics = Diagnostics::default();
    let config = settings(inputs, &mut diagnostics)?;
    let sources = read(inputs, &config, listed, cache, &mut diagnostics);
    let linked = diagnostics.take(site::link(&config, &sources.documents, &sources.files, &sources.refused, &sources.record));
    let site = diagnostics.take(linked.published_at(inputs.moment(&config)));
    diagnostics.check(&config, inputs)?;
    Ok(look(&site))
}
