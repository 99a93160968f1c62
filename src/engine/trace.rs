//! What is traced of the numbers and dates in texts, asked for by itself.

use std::sync::Arc;

use super::{Diagnostics, Failure, Inputs, list, read, settings, traced};
use crate::cache::CacheData;
use crate::config::Config;
use crate::site::{self, Trace};

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
    let linked = diagnostics.take(site::link(&config, &sources.documents, &sources.files, &sources.refused));
    let site = diagnostics.take(linked.published_at(inputs.moment(&config)));
    Ok(traced(&site, &sources).0)
}
