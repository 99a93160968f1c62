//! From a plan to files: what changed is rendered, what differs is written, and what is no longer planned is deleted.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::make::{Made, Trouble, Work};
use super::read::Sources;
use super::remember::remember;
use super::report::{Report, Unpublished};
use super::search::Index;
use super::{Diagnostics, Failure, Inputs, dead_links, noop, search};
use crate::cache::{Cache, Changes, OutputsData, Snapshot, ThemeHashes, theme_keys};
use crate::config::Config;
use crate::content::Hash;
use crate::diagnostics::any_error;
use crate::output::{Addresses, EnvironmentError, Manifest, Store};
use crate::pages::{self, Output, Plan};
use crate::site::Site;
use crate::theme::Theme;

/// Writes what changed.
///
/// # Errors
/// [`Failure`]; the output is then as it was.
#[expect(clippy::too_many_arguments, reason = "the last step of a build takes what all others made")]
pub fn write(
    inputs: &Inputs<'_>,
    config: &Config,
    mut sources: Sources,
    theme: &Theme,
    site: &Site<'_>,
    mut plan: Plan<'_>,
    cache: &mut Cache,
    store: &mut dyn Store,
    mut told: Diagnostics,
) -> Result<Report, Failure> {
    let briefings = site.localized.iter().map(|s| s.pages().len()).sum();
    let warnings = told.weighed(config, inputs);
    let mut report = Report {
        briefings,
        due: site.due,
        until: site.until(),
        at: inputs.at,
        reads: sources.reads,
        parses: sources.parses,
        unpublished: unpublished(site, &plan),
        warnings,
        ..Report::default()
    };
    let refused = |refusal: EnvironmentError, report: &Report| Failure::Environment(refusal, report.warnings.clone());
    let listed = store.open(inputs.drafts).map_err(|r| refused(r, &report))?;
    let name = store.name();
    let foreign = cache.is_foreign();
    let nothing = OutputsData::default();
    let known = cache.data().outputs.get(&name).unwrap_or(&nothing);
    let layouts = std::mem::take(&mut plan.layouts);
    let snapshot = Snapshot { settings: config.fingerprint, drafts: inputs.drafts, theme: ThemeHashes::of(theme, &layouts), inputs: site.input_hashes() };
    let shared_hashes: Vec<Hash> = layouts.iter().map(|c| *blake3::hash(&serde_json::to_vec(c).unwrap_or_default()).as_bytes()).collect();
    let pool = std::mem::take(&mut sources.pool);
    let mut work = Work {
        inputs,
        config,
        sources: &sources,
        pool: &pool,
        theme,
        words: (0..config.languages.len()).map(|l| theme.labels.words(l)).collect(),
        shared: layouts.iter().map(|c| theme.shared(c)).collect(),
        site,
        changes: Changes::between(known.snapshot(), &snapshot),
        views: AtomicUsize::new(0),
        theme_keys: theme_keys(theme, &shared_hashes),
        shared_hashes,
        layouts: &layouts,
        theme_hashes: &snapshot.theme,
        settings: sources.settings.fingerprint(),
        known,
        addresses: Addresses::new(config, std::iter::empty::<String>()),
        parts: HashMap::new(),
        foreign,
        listed: &listed,
        store: &*store,
        opened: store.now(),
    };
    let failed = |trouble: Trouble, report: &Report| match trouble {
        Trouble::Content(diagnostic) => Failure::Content(report.warnings.iter().cloned().chain([diagnostic]).collect()),
        Trouble::Store(refusal) => refused(refusal, report),
        Trouble::Stopped => Failure::Stopped,
        Trouble::Changed(path) => refused(EnvironmentError::new(format!("{path} was changed while the site was being built")).help("build again"), report),
    };
    // What is only checked needs no index.
    let mut index = Index::default();
    if !inputs.check_only {
        index = search::index(&work, &plan).map_err(|trouble| failed(trouble, &report))?;
        plan.add_index(&index.parts, &index.bytes);
        work.parts = std::mem::take(&mut index.made);
    }
    work.addresses = Addresses::new(config, plan.outputs.iter().map(|output| output.address.file()));
    report.planned = plan.outputs.len();
    let mut made = make(&work, &plan).map_err(|trouble| failed(trouble, &report))?;
    let stale = only_in(&listed.files, made.iter().map(|made| made.path.as_str()));
    let dead = dead_links::check(&work, &plan, &mut made, &stale).map_err(|trouble| failed(trouble, &report))?;
    if !dead.is_empty() {
        told.extend(std::mem::take(&mut report.warnings).into_iter().chain(dead));
        report.warnings = told.weighed(config, inputs);
        if any_error(&report.warnings) {
            return Err(Failure::Content(report.warnings));
        }
    }

    let opened = work.opened;
    report.views = work.views.into_inner();
    // What comes now needs room too.
    drop(pool);
    if inputs.check_only {
        return Ok(report);
    }
    let list = Arc::new(Manifest { drafts: inputs.drafts, files: made.iter().map(|m| (m.path.clone(), m.hash)).collect() });
    let staged: BTreeSet<String> = made.iter().filter(|m| m.is_staged()).map(|m| m.path.clone()).collect();
    super::go_on(inputs)?;
    let kept = store.commit(&staged, &stale, &list).map_err(|r| refused(r, &report))?;
    report.kept = made.len() - staged.len();
    if site.record().is_empty() && !inputs.drafts {
        report.unanswered = stale.iter().filter_map(|path| pages::record::readers::address_of(path)).collect();
    }
    report.deleted = stale.into_iter().collect();
    let known = cache.data().outputs.remove(&name).unwrap_or_default();
    let mut outputs = remember(made, known, snapshot, &list, (inputs.at, opened), (&*store, kept), &mut report);
    outputs.base_url.clone_from(&config.base_url);
    index.remember(&plan, &mut outputs.index);
    cache.noop = noop::note(inputs, &sources, &outputs, &list, &name, &report);
    cache.data().outputs.insert(name, outputs);
    Ok(report)
}

/// Makes all outputs, as far as they have to be; the first trouble in their order is told.
fn make(work: &Work<'_>, plan: &Plan<'_>) -> Result<Vec<Made>, Trouble> {
    let (done, total) = (AtomicUsize::new(0), plan.outputs.len());
    let one = |output: &Output<'_>| {
        let made = if (work.inputs.stop)() { Err(Trouble::Stopped) } else { work.one(output) };
        (work.inputs.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, total);
        made
    };
    let made: Vec<Result<Made, Trouble>> = plan.outputs.par_iter().map(one).collect();
    made.into_iter().collect()
}

/// The pages of what readers do not get yet.
fn unpublished(site: &Site<'_>, plan: &Plan<'_>) -> Vec<Unpublished> {
    let held = site.unpublished();
    if held.is_empty() {
        return Vec::new();
    }
    let of = |output: &Output<'_>| Some(Unpublished { path: output.address.file(), held: *held.get(output.origin.as_deref()?)? });
    plan.outputs.iter().filter_map(of).collect()
}

/// The paths that are in `old` and not in `new`. Both are walked once, in their order.
fn only_in<'n>(old: &BTreeMap<String, Hash>, new: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
    let mut new = new.peekable();
    let is_gone = |path: &&String| {
        while new.next_if(|other| *other < path.as_str()).is_some() {}
        new.peek() != Some(&path.as_str())
    };
    old.keys().filter(is_gone).cloned().collect()
}
