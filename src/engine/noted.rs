//! The record with all that readers are told now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Diagnostics, Failure, Inputs, files, list, record, settings, theme};
use crate::cache::CacheData;
use crate::config::Config;
use crate::content::{REMOVED, Record};
use crate::pages;
use crate::site::{self, Index, Site};

/// The record with all that readers are told now.
#[derive(Debug)]
pub struct Recorded {
    /// The record.
    pub record: Record,
    /// The present values of facts, by their names.
    pub facts: BTreeMap<String, String>,
    /// The addresses that are new in it.
    pub new_addresses: Vec<String>,
    /// The facts that are new in it, or have another value than before.
    pub new_facts: Vec<String>,
    /// The record as it was.
    before: Record,
}

impl Recorded {
    /// The files that differ from those that are there, each with its text.
    #[must_use]
    pub fn files(&self) -> Vec<(String, String)> {
        let before: BTreeMap<String, String> = if self.before.is_empty() { BTreeMap::new() } else { self.before.write().into_iter().collect() };
        self.record.write().into_iter().filter(|(path, text)| before.get(path) != Some(text)).collect()
    }
}

/// Looks at what readers are told at the moment of `inputs`, and notes it in the record. Nothing is written.
///
/// # Errors
/// [`Failure`], with every mistake in the content or the theme: of a digest with mistakes nothing is told.
pub fn noted(inputs: &Inputs<'_>, cache: &mut CacheData) -> Result<Recorded, Failure> {
    let listed = list(inputs);
    let mut diagnostics = Diagnostics::default();
    let config = settings(inputs, &mut diagnostics)?;
    let sources = super::read(inputs, &config, listed, cache, &mut diagnostics);
    let theme = theme(inputs, &config, &sources, cache, &mut diagnostics);
    let linked = diagnostics.take(site::link(&config, &sources.documents, &sources.files, &sources.refused, &sources.record));
    let site = diagnostics.take(linked.published_at(inputs.moment(&config)));
    let theme = theme.ok_or_else(|| diagnostics.failure(&config, inputs))?;
    let files = files(&site, &theme, &sources);
    let plan = diagnostics.take(pages::plan(&site, &theme.labels, &files));
    diagnostics.check(&config, inputs)?;
    let before = (*sources.record).clone();
    let mut record = before.clone();
    for (address, source) in plan.readers() {
        record.addresses.note(address, source, site.today());
    }
    record.addresses.base_url = Some(config.base_url.clone());
    record.addresses.feed_authority = Some(config.feed_authority.clone());
    let facts = note_facts(&site, &mut record);
    let new_addresses = record.addresses.all.keys().filter(|address| !before.addresses.all.contains_key(*address)).cloned().collect();
    let new_facts = record.facts.all.iter().filter(|(name, values)| before.facts.of(name) != values.as_slice()).map(|(name, _)| name.clone()).collect();
    Ok(Recorded { record, facts, new_addresses, new_facts, before })
}

/// The record as it is, and the settings: whatever else is wrong with the digest.
///
/// # Errors
/// [`Failure`], where site.yaml or the record cannot be read.
pub fn record_alone(inputs: &Inputs<'_>) -> Result<(Record, Arc<Config>), Failure> {
    let listed = list(inputs);
    let mut diagnostics = Diagnostics::default();
    let config = settings(inputs, &mut diagnostics)?;
    let record = record::read(inputs, &listed.files, &mut diagnostics);
    diagnostics.check(&config, inputs)?;
    Ok((record, config))
}

/// Notes the facts that may be seen; their present values, by their names.
fn note_facts(site: &Site<'_>, record: &mut Record) -> BTreeMap<String, String> {
    let today = site.today();
    let shown: BTreeSet<Index> = site.localized.iter().flat_map(|local| local.pages().iter().copied()).collect();
    let mut present: BTreeMap<String, String> = BTreeMap::new();
    for index in shown {
        if site.briefing(index).is_erased() {
            let own = format!("{}/", site.briefing(index).name());
            // Its title and its day stand on its page.
            let is_erased = |name: &&String| name.split_once(':').is_some_and(|(kind, rest)| kind != "briefing" && rest.starts_with(&own));
            let erased: Vec<String> = record.facts.all.keys().filter(is_erased).cloned().collect();
            for name in erased {
                record.facts.forget(&name, None);
            }
        }
        present.extend(site.facts_of(index).into_iter().map(|fact| (fact.name, fact.value)));
    }
    let removed = record.facts.all.iter().filter(|(name, _)| !present.contains_key(*name));
    let removed: Vec<String> = removed.filter(|(_, values)| values.last().is_some_and(|last| !last.is_forgotten())).map(|(name, _)| name.clone()).collect();
    for name in removed {
        record.facts.note(&name, REMOVED, today);
    }
    for (name, value) in &present {
        record.facts.note(name, value, today);
    }
    present
}
