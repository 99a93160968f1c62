//! From a plan to files: what changed is rendered, what differs is written, what is no longer planned goes.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::bodies::Renderer;
use super::read::Sources;
use super::report::{Cause, Change, Report};
use super::{Failure, Inputs, Told, still};
use crate::config::Config;
use crate::content::Hash;
use crate::content::markdown::Words;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::output::{Bodies, Key, Listing, Memo, OutputMemo, OutputsMemo, Refusal, Store, fingerprint, is_settled, key};
use crate::pages::{FileSource, Output, Plan, View};
use crate::site::Site;
use crate::theme::{SharedContext, Theme};

/// What became of one output.
struct Made {
    path: String,
    key: Key,
    hash: Hash,
    /// Why it was staged; `None` if the file in the output is right as it is.
    cause: Option<Cause>,
    rendered: bool,
}

/// Why an output could not be made.
enum Trouble {
    Content(Diagnostic),
    Store(Refusal),
    /// The build is to give up.
    Stopped,
    /// A source changed while the site was being built.
    Changed(std::sync::Arc<str>),
}

/// All that rendering an output takes.
struct Work<'w> {
    inputs: &'w Inputs<'w>,
    config: &'w Config,
    sources: &'w Sources,
    theme: &'w Theme,
    words: Vec<Words>,
    shared: Vec<SharedContext>,
    shared_hashes: Vec<Hash>,
    settings: Hash,
    known: &'w OutputsMemo,
    listed: &'w Listing,
    store: &'w dyn Store,
}

/// Writes what changed.
///
/// # Errors
/// [`Failure`]; the output is then as it was.
#[expect(clippy::too_many_arguments, reason = "the last step of a build takes what all others made")]
pub fn write(
    inputs: &Inputs<'_>,
    config: &Config,
    sources: &Sources,
    theme: &Theme,
    site: &Site<'_>,
    plan: &Plan<'_>,
    memo: &mut Memo,
    store: &mut dyn Store,
    mut told: Told,
) -> Result<Report, Failure> {
    let briefings = site.sections.iter().map(|s| s.pages.len()).sum();
    let warnings = told.weighed(config, inputs);
    let mut report = Report {
        briefings,
        planned: plan.outputs.len(),
        due: site.due,
        at: inputs.at,
        reads: sources.reads,
        parses: sources.parses,
        warnings,
        ..Report::default()
    };
    let refused = |refusal: Refusal, report: &Report| Failure::Environment(refusal, report.warnings.clone());
    let listed = store.open(inputs.drafts).map_err(|r| refused(r, &report))?;
    let name = store.name();
    let known = memo.known().outputs.remove(&name).unwrap_or_default();
    let work = Work {
        inputs,
        config,
        sources,
        theme,
        words: (0..config.languages.len()).map(|l| theme.labels.words(l)).collect(),
        shared: plan.chromes.iter().map(|c| theme.shared(c)).collect(),
        shared_hashes: plan.chromes.iter().map(|c| *blake3::hash(&serde_json::to_vec(c).unwrap_or_default()).as_bytes()).collect(),
        settings: sources.settings.fingerprint(),
        known: &known,
        listed: &listed,
        store: &*store,
    };
    let (done, total) = (AtomicUsize::new(0), plan.outputs.len());
    let made: Vec<Result<Made, Trouble>> = plan
        .outputs
        .par_iter()
        .map(|output| {
            let made = if (inputs.stop)() { Err(Trouble::Stopped) } else { work.one(output) };
            (inputs.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            made
        })
        .collect();
    let made = made.into_iter().collect::<Result<Vec<Made>, Trouble>>().map_err(|trouble| match trouble {
        Trouble::Content(diagnostic) => Failure::Content(report.warnings.iter().cloned().chain([diagnostic]).collect()),
        Trouble::Store(refusal) => refused(refusal, &report),
        Trouble::Stopped => Failure::Stopped,
        Trouble::Changed(path) => refused(Refusal::new(format!("{path} was changed while the site was being built")).help("build again"), &report),
    })?;

    if inputs.check_only {
        return Ok(report);
    }
    let list = Listing { drafts: inputs.drafts, files: made.iter().map(|m| (m.path.clone(), m.hash)).collect() };
    let staged: BTreeSet<String> = made.iter().filter(|m| m.cause.is_some()).map(|m| m.path.clone()).collect();
    let stale: BTreeSet<String> = listed.files.keys().filter(|p| !list.files.contains_key(*p)).cloned().collect();
    super::go_on(inputs)?;
    store.commit(&staged, &stale, &list).map_err(|r| refused(r, &report))?;
    report.rendered = made.iter().filter(|m| m.rendered).count();
    report.kept = made.len() - staged.len();
    report.deleted = stale.into_iter().collect();
    report.written = made.iter().filter_map(|m| Some(Change { path: m.path.clone(), cause: m.cause? })).collect();
    let outputs = remember(made, known, inputs.at, &*store);
    memo.still = still::note(inputs, sources, site, &outputs, &list, &name, &report);
    memo.known().outputs.insert(name, outputs);
    Ok(report)
}

/// What the next build should know of this output.
fn remember(made: Vec<Made>, known: OutputsMemo, at: i64, store: &dyn Store) -> OutputsMemo {
    // Also a file that was right as it was may have another stamp than at the last build: one that was copied, or touched.
    let young = |made: &Made| store.stamp(&made.path).is_some_and(|stamp| !is_settled(&stamp, known.taken));
    let taken = if made.iter().any(|m| m.cause.is_some() || m.rendered && young(m)) { store.settle() } else { known.taken };
    let mut old: HashMap<String, OutputMemo> = known.files;
    let mut files = HashMap::with_capacity(made.len());
    for made in made {
        let kept = old.remove(&made.path).filter(|_| made.cause.is_none() && !made.rendered).map(|o| o.stamp);
        if let Some(stamp) = kept.or_else(|| store.stamp(&made.path)) {
            files.insert(made.path, OutputMemo { key: made.key, hash: made.hash, stamp });
        }
    }
    OutputsMemo { at, taken, files }
}

impl Work<'_> {
    fn one(&self, output: &Output<'_>) -> Result<Made, Trouble> {
        let path = output.address.file();
        let language = output.language;
        // A file that is neither listed nor known is not ours: if there is one, the commit says so.
        let ours = self.listed.files.contains_key(&path) || self.known.files.contains_key(&path);
        let seen = if ours { self.store.stamp(&path) } else { None };
        let trusted = self.known.get(&path, seen);
        let unchanged = |e: &&OutputMemo| e.key == fingerprint(output, self.theme, &self.words, self.shared_hashes[language], self.settings);
        if let Some(entry) = trusted.filter(unchanged) {
            return Ok(Made { path, key: entry.key, hash: entry.hash, cause: None, rendered: false });
        }
        let (key, bytes) = self.render(output)?;
        let hash = *blake3::hash(&bytes).as_bytes();
        let same = match trusted {
            Some(entry) => entry.hash == hash,
            None => seen.is_some() && self.store.holds(&path, &bytes),
        };
        let cause = (!same).then(|| self.cause(&path, key, seen.is_some(), trusted.is_some()));
        if cause.is_some() && !self.inputs.check_only {
            self.store.stage(&path, &bytes).map_err(Trouble::Store)?;
        }
        Ok(Made { path, key, hash, cause, rendered: true })
    }

    fn cause(&self, path: &str, key: Key, there: bool, trusted: bool) -> Cause {
        match self.known.files.get(path) {
            _ if !self.listed.files.contains_key(path) => Cause::New,
            _ if !there => Cause::Missing,
            Some(old) if old.key.view != key.view => Cause::View,
            Some(old) if old.key.theme != key.theme => Cause::Theme,
            Some(_) if !trusted => Cause::Tampered,
            Some(_) | None => Cause::Unknown,
        }
    }

    fn render(&self, output: &Output<'_>) -> Result<(Key, Vec<u8>), Trouble> {
        let mut prose = Renderer {
            files: self.inputs.files,
            pool: &self.sources.pool,
            words: &self.words,
            settings: &self.sources.settings,
            bodies: Bodies::new(self.settings),
            changed: false,
        };
        let view = (output.make)(&mut prose);
        if prose.changed {
            return Err(Trouble::Changed(output.origin.clone().unwrap_or_else(|| output.address.as_str().into())));
        }
        let key = key(output, &view, prose.bodies, self.theme, self.shared_hashes[output.language]);
        if let View::File(file) = &view {
            return Ok((key, self.copy(file)?));
        }
        match self.theme.render(&view, output.language, &self.shared[output.language]) {
            Ok(bytes) => Ok((key, bytes.unwrap_or_default())),
            Err(error) => {
                let mut told = self.theme.told(&error, self.config);
                match &output.origin {
                    // The edition is too long, and no template.
                    Some(origin) if told.code == Code::LongNewsletter => told.place = Place::file(origin),
                    Some(origin) => told = told.also(Place::file(origin), "while its page was made"),
                    None => {}
                }
                Err(Trouble::Content(told))
            }
        }
    }

    fn copy(&self, file: &crate::pages::File) -> Result<Vec<u8>, Trouble> {
        match &file.source {
            FileSource::BuiltIn(bytes) => Ok(bytes.to_vec()),
            FileSource::Site(path) => match self.inputs.files.read(path) {
                Ok(bytes) if *blake3::hash(&bytes).as_bytes() == file.hash => Ok(bytes),
                Ok(_) => Err(Trouble::Changed(std::sync::Arc::clone(path))),
                Err(error) => Err(Trouble::Content(crate::source::unreadable(path, &error))),
            },
        }
    }
}
