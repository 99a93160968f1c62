//! From a plan to files: what changed is rendered, what differs is written, what is no longer planned goes.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::bodies::{Pool, Renderer};
use super::links::{self, is_style_sheet, links_of};
use super::read::Sources;
use super::report::{Cause, Change, Report};
use super::{Diagnostics, Failure, Inputs, noop};
use crate::cache::{Bodies, Cache, Changes, Dependencies, Key, OutputEntry, OutputsData, Parts, Shown, Snapshot, Surroundings, key};
use crate::cache::{fingerprint, surroundings as surroundings_of};
use crate::config::Config;
use crate::content::Hash;
use crate::content::markdown::Words;
use crate::diagnostics::{Code, Diagnostic, Place, any_error};
use crate::output::{Addresses, Broken, EnvironmentError, Kept, Links, Manifest, Store};
use crate::pages::{File, FileSource, Layout, Output, Plan, View};
use crate::site::Site;
use crate::source::Stamp;
use crate::theme::{SharedContext, Theme};

/// What became of one output.
pub(super) struct Made {
    pub(super) path: String,
    key: Key,
    hash: Hash,
    /// What its view was made from now, where the view was made and is what it was.
    trace: Option<Dependencies>,
    /// Where it links to, where it is a page that was rendered, or that is kept and has other dead links than before.
    pub(super) links: Option<Box<Links>>,
    /// What it links to and is not there.
    pub(super) broken: Vec<Broken>,
    /// Its template, where it is a page that was rendered.
    pub(super) template: Option<&'static str>,
    /// Whether the cache knows it.
    pub(super) is_known: bool,
    /// Whether it is kept, and links to anchors.
    pub(super) leads_into_pages: bool,
    /// The stamp of the file that is in the output and right as it is, if it is not the one that is known.
    stamp: Option<Stamp>,
    /// How it was made anew; `None` if nothing that it is made from changed.
    anew: Option<Anew>,
}

/// What is told of an output that was made anew.
struct Anew {
    trace: Dependencies,
    parts: Parts,
    cause: Cause,
    /// The names of what changed.
    changed: Vec<String>,
    /// Whether it was staged, because the file in the output is not right as it is.
    staged: bool,
}

impl Made {
    /// An output that is as it was.
    fn kept(path: String, entry: &OutputEntry, key: Key, trace: Option<Dependencies>, stamp: Option<Stamp>) -> Self {
        let leads_into_pages = entry.links.as_ref().is_some_and(|links| links.lead_into_pages());
        Self { path, key, hash: entry.hash, trace, links: None, broken: Vec::new(), template: None, is_known: true, leads_into_pages, stamp, anew: None }
    }

    /// Whether it was made anew.
    pub(super) fn is_anew(&self) -> bool {
        self.anew.is_some()
    }

    fn is_staged(&self) -> bool {
        self.anew.as_ref().is_some_and(|anew| anew.staged)
    }
}

/// Why an output could not be made.
pub(super) enum Trouble {
    Content(Diagnostic),
    Store(EnvironmentError),
    /// The build is to give up.
    Stopped,
    /// A source changed while the site was being built.
    Changed(std::sync::Arc<str>),
}

/// All that rendering an output takes.
pub(super) struct Work<'w> {
    pub(super) inputs: &'w Inputs<'w>,
    pub(super) config: &'w Config,
    sources: &'w Sources,
    pool: &'w Pool,
    pub(super) theme: &'w Theme,
    words: Vec<Words>,
    shared: Vec<SharedContext>,
    shared_hashes: Vec<Hash>,
    layouts: &'w [Layout],
    surroundings: &'w Surroundings,
    settings: Hash,
    pub(super) known: &'w OutputsData,
    /// Every file of the output.
    pub(super) addresses: &'w Addresses<'w>,
    site: &'w Site<'w>,
    /// What changed of what views read.
    changes: Changes,
    /// How many views were made.
    views: AtomicUsize,
    /// The theme's parts that keys have now.
    around: HashSet<Hash>,
    /// Whether nothing is known because another program made the output.
    foreign: bool,
    listed: &'w Manifest,
    store: &'w dyn Store,
    /// A moment before any file of the output was looked at, by the clock of their stamps.
    opened: i64,
}

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
    plan: &Plan<'_>,
    cache: &mut Cache,
    store: &mut dyn Store,
    mut told: Diagnostics,
) -> Result<Report, Failure> {
    let briefings = site.localized.iter().map(|s| s.pages().len()).sum();
    let warnings = told.weighed(config, inputs);
    let mut report = Report {
        briefings,
        planned: plan.outputs.len(),
        due: site.due,
        until: site.until(),
        at: inputs.at,
        reads: sources.reads,
        parses: sources.parses,
        warnings,
        ..Report::default()
    };
    let refused = |refusal: EnvironmentError, report: &Report| Failure::Environment(refusal, report.warnings.clone());
    let listed = store.open(inputs.drafts).map_err(|r| refused(r, &report))?;
    let name = store.name();
    let foreign = cache.is_foreign();
    let nothing = OutputsData::default();
    let known = cache.data().outputs.get(&name).unwrap_or(&nothing);
    let surroundings = Surroundings::of(theme, &plan.layouts);
    let snapshot = Snapshot { base: base(config, theme, inputs.drafts), cells: site.input_hashes() };
    let shared_hashes: Vec<Hash> = plan.layouts.iter().map(|c| *blake3::hash(&serde_json::to_vec(c).unwrap_or_default()).as_bytes()).collect();
    let pool = std::mem::take(&mut sources.pool);
    let addresses = Addresses::new(config, plan.outputs.iter().map(|output| output.address.file()));
    let work = Work {
        inputs,
        config,
        sources: &sources,
        pool: &pool,
        theme,
        words: (0..config.languages.len()).map(|l| theme.labels.words(l)).collect(),
        shared: plan.layouts.iter().map(|c| theme.shared(c)).collect(),
        site,
        changes: Changes::between(&known.snapshot, &snapshot),
        views: AtomicUsize::new(0),
        around: surroundings_of(theme, &shared_hashes),
        shared_hashes,
        layouts: &plan.layouts,
        surroundings: &surroundings,
        settings: sources.settings.fingerprint(),
        known,
        addresses: &addresses,
        foreign,
        listed: &listed,
        store: &*store,
        opened: store.now(),
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
    let failed = |trouble: Trouble, report: &Report| match trouble {
        Trouble::Content(diagnostic) => Failure::Content(report.warnings.iter().cloned().chain([diagnostic]).collect()),
        Trouble::Store(refusal) => refused(refusal, report),
        Trouble::Stopped => Failure::Stopped,
        Trouble::Changed(path) => refused(EnvironmentError::new(format!("{path} was changed while the site was being built")).help("build again"), report),
    };
    let made = made.into_iter().collect::<Result<Vec<Made>, Trouble>>();
    let mut made = made.map_err(|trouble| failed(trouble, &report))?;
    let stale = only_in(&listed.files, made.iter().map(|made| made.path.as_str()));
    let dead = links::check(&work, plan, &mut made, &stale).map_err(|trouble| failed(trouble, &report))?;
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
    let list = Manifest { drafts: inputs.drafts, files: made.iter().map(|m| (m.path.clone(), m.hash)).collect() };
    let staged: BTreeSet<String> = made.iter().filter(|m| m.is_staged()).map(|m| m.path.clone()).collect();
    super::go_on(inputs)?;
    let kept = store.commit(&staged, &stale, &list).map_err(|r| refused(r, &report))?;
    report.kept = made.len() - staged.len();
    report.deleted = stale.into_iter().collect();
    let known = cache.data().outputs.remove(&name).unwrap_or_default();
    let outputs = remember(made, known, (surroundings, snapshot), &list, (inputs.at, opened), (&*store, kept), &mut report);
    cache.noop = noop::note(inputs, &sources, &outputs, &list, &name, &report);
    cache.data().outputs.insert(name, outputs);
    Ok(report)
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

/// Fingerprint of what every view may read.
fn base(config: &Config, theme: &Theme, drafts: bool) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&config.fingerprint).update(&[u8::from(drafts)]);
    for language in 0..config.languages.len() {
        hasher.update(&theme.words_fingerprint(language));
    }
    *hasher.finalize().as_bytes()
}

/// What the next build should know of this output, and what the report says of it.
fn remember(
    made: Vec<Made>,
    known: OutputsData,
    (surroundings, snapshot): (Surroundings, Snapshot),
    list: &Manifest,
    (at, opened): (i64, i64),
    (store, kept): (&dyn Store, Kept),
    report: &mut Report,
) -> OutputsData {
    let taken = if made.iter().any(Made::is_staged) {
        store.settle()
    } else if made.iter().any(|made| made.stamp.is_some()) {
        // Stamps that were as young as this moment are not among those that are kept.
        opened
    } else {
        known.taken
    };
    let mut files = known.files;
    files.reserve(made.len().saturating_sub(files.len()));
    for Made { path, key, hash, trace, links, mut stamp, anew, .. } in made {
        if kept == Kept::WithNewStamps && !anew.as_ref().is_some_and(|anew| anew.staged) {
            stamp = stamp.or_else(|| files.get(&path).map(|entry| entry.stamp)).map(|old| renewed(old, store.stamp(&path)));
        }
        let Some(Anew { trace, parts, cause, changed, staged }) = anew else {
            let trace = trace.filter(|trace| files.get(&path).is_some_and(|entry| entry.trace != *trace));
            if stamp.is_some() || trace.is_some() || links.is_some() {
                files.alter(&path, |entry| {
                    entry.stamp = stamp.unwrap_or(entry.stamp);
                    if let Some(trace) = trace {
                        entry.trace = trace;
                    }
                    entry.links = links.or(entry.links.take());
                });
            }
            continue;
        };
        report.rendered += 1;
        let change = Change { path: path.clone(), cause, parts: changed };
        if staged {
            report.written.push(change);
        } else if !matches!(cause, Cause::Program | Cause::Unknown) {
            report.same.push(change);
        }
        match if staged { store.stamp(&path) } else { stamp } {
            Some(stamp) => files.put(path, OutputEntry { key, parts, hash, stamp, trace, links }),
            None => drop(files.remove(&path)),
        }
    }
    if !report.deleted.is_empty() || files.len() > list.files.len() {
        files.retain(|path| list.files.contains_key(path));
    }
    OutputsData { at, taken, surroundings, snapshot, files }
}

/// The stamp of a file that got another folder. If more of it changed than that brings about, its bytes may be others.
fn renewed(old: Stamp, new: Option<Stamp>) -> Stamp {
    let rest = |stamp: Stamp| (stamp.size, stamp.modified, stamp.inode);
    let is_same = |new: &Stamp| rest(*new) == rest(old) && old.changed != UNKNOWN;
    new.filter(is_same).unwrap_or(Stamp { changed: UNKNOWN, ..old })
}

/// The time of change in a stamp that no file has.
const UNKNOWN: i64 = i64::MAX;

impl Work<'_> {
    fn one(&self, output: &Output<'_>) -> Result<Made, Trouble> {
        let path = output.address.file();
        let language = output.language;
        // A file that is neither listed nor known is not ours: if there is one, the commit says so.
        let ours = self.known.files.contains_key(&path) || self.listed.files.contains_key(&path);
        let seen = if ours { self.store.stamp(&path) } else { None };
        let (trusted, stamp) = self.trusted(&path, seen);
        if let Some(entry) = trusted.filter(|entry| self.is_up_to_date(output, entry)) {
            return Ok(Made::kept(path, entry, entry.key, None, stamp));
        }
        self.views.fetch_add(1, Ordering::Relaxed);
        if let Some(entry) = trusted {
            let (key, trace) = self.traced(output, || fingerprint(output, self.theme, &self.words, self.shared_hashes[language], self.settings));
            if key == entry.key {
                return Ok(Made::kept(path, entry, key, Some(trace), stamp));
            }
        }
        let (made, trace) = self.traced(output, || self.render(output));
        let (key, shown, view, bytes) = made?;
        let hash = match &view {
            View::File(file) => file.hash,
            _ => *blake3::hash(&bytes).as_bytes(),
        };
        let may_be = |seen: Stamp| matches!(view, View::File(_)) || seen.size == bytes.len() as u64;
        let (links, broken) = links_of(&view, &path, &bytes, self.addresses);
        let template = links::template(&view);
        let is_known = self.known.files.contains_key(&path);
        let same = match trusted {
            Some(entry) => entry.hash == hash,
            None => seen.is_some_and(may_be) && self.store.hash(&path) == Some(hash),
        };
        if !same && !self.inputs.check_only {
            match &view {
                View::File(file) => self.copy(&path, file)?,
                _ => self.store.stage(&path, &bytes).map_err(Trouble::Store)?,
            }
        }
        let cause = self.cause(&path, key, seen.is_some());
        let changed = match self.known.files.get(&path) {
            Some(old) if matches!(cause, Cause::View | Cause::Theme) => self.changed(old, key, &shown, &view, language),
            _ => Vec::new(),
        };
        let stamp = stamp.or(if trusted.is_some() { seen } else { seen.map(|seen| self.aged(seen)) });
        let anew = Some(Anew { trace, parts: shown.parts(), cause, changed, staged: !same });
        Ok(Made { path, key, hash, trace: None, links, broken, template, is_known, leads_into_pages: false, stamp, anew })
    }

    /// What is known of a file that has the stamp `seen`, if it has the bytes that this is known of: because the stamp says so,
    /// or they do. In that case there is also the stamp that it has now: a digest that was copied, moved or restored has other
    /// stamps than at its last build.
    fn trusted(&self, path: &str, seen: Option<Stamp>) -> (Option<&OutputEntry>, Option<Stamp>) {
        if !self.inputs.reread
            && let Some(entry) = self.known.get(path, seen)
        {
            return (Some(entry), None);
        }
        let (Some(entry), Some(seen)) = (self.known.files.get(path), seen) else { return (None, None) };
        if seen.size == entry.stamp.size && self.store.hash(path) == Some(entry.hash) { (Some(entry), Some(self.aged(seen))) } else { (None, None) }
    }

    /// The stamp of a file that was taken before its bytes were looked at. One that is too young to stand for them becomes one
    /// that no file has: then the next build looks again.
    fn aged(&self, seen: Stamp) -> Stamp {
        if seen.is_settled(self.opened) { seen } else { Stamp { changed: UNKNOWN, ..seen } }
    }

    /// Whether an output's view is known to be what it was without making it.
    fn is_up_to_date(&self, output: &Output<'_>, entry: &OutputEntry) -> bool {
        self.changes.is_up_to_date(&entry.trace, output.held) && self.around.contains(&entry.key.theme)
    }

    /// What `make` makes of the view of an output, and what that is made from.
    fn traced<T>(&self, output: &Output<'_>, make: impl FnOnce() -> T) -> (T, Dependencies) {
        let (made, reads) = self.site.recording(make);
        (made, Dependencies::new(output.held, &reads))
    }

    fn cause(&self, path: &str, key: Key, there: bool) -> Cause {
        match self.known.files.get(path) {
            _ if !self.listed.files.contains_key(path) => Cause::New,
            _ if !there => Cause::Missing,
            Some(old) if old.key.view != key.view => Cause::View,
            Some(old) if old.key.theme != key.theme => Cause::Theme,
            // Its stamp is not the one that we gave it.
            Some(_) => Cause::Tampered,
            None if self.foreign => Cause::Program,
            None => Cause::Unknown,
        }
    }

    /// The names of what changed since an output was made.
    fn changed(&self, old: &OutputEntry, key: Key, shown: &Shown, view: &View, language: usize) -> Vec<String> {
        let mut changed = if old.key.view == key.view { Vec::new() } else { shown.changed(&old.parts) };
        if old.key.theme != key.theme {
            changed.extend(self.surroundings.changed(&self.known.surroundings, view, language, self.theme, &self.layouts[language]));
        }
        changed
    }

    /// Makes an output and gives its key, what it shows, its view and its bytes.
    pub(super) fn render(&self, output: &Output<'_>) -> Result<(Key, Shown, View, Vec<u8>), Trouble> {
        let mut renderer = Renderer {
            files: self.inputs.files,
            pool: self.pool,
            words: &self.words,
            settings: &self.sources.settings,
            bodies: Bodies::new(self.settings),
            changed: false,
        };
        let view = (output.make)(&mut renderer);
        if renderer.changed {
            return Err(Trouble::Changed(output.origin.clone().unwrap_or_else(|| output.address.as_str().into())));
        }
        let (key, shown) = key(output, &view, renderer.bodies, self.theme, self.shared_hashes[output.language]);
        if let View::File(file) = &view {
            // It is copied piece by piece, and only where it has to be. But the links of a style sheet are looked at.
            let bytes = if is_style_sheet(&file.address) { self.style(file)? } else { Vec::new() };
            return Ok((key, shown, view, bytes));
        }
        match self.theme.render(&view, output.language, &self.shared[output.language]) {
            Ok(bytes) => Ok((key, shown, view, bytes.unwrap_or_default())),
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

    /// The text of a style sheet; none of one that no one can have written.
    fn style(&self, file: &File) -> Result<Vec<u8>, Trouble> {
        match &file.source {
            FileSource::BuiltIn(bytes) => Ok(bytes.to_vec()),
            FileSource::Site(path) => match self.inputs.files.read(path) {
                Ok(bytes) if *blake3::hash(&bytes).as_bytes() == file.hash => Ok(bytes),
                Ok(_) => Err(Trouble::Changed(std::sync::Arc::clone(path))),
                Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Ok(Vec::new()),
                Err(error) => Err(Trouble::Content(crate::source::unreadable(path, &error))),
            },
        }
    }

    /// Stages a file as it is.
    fn copy(&self, path: &str, file: &File) -> Result<(), Trouble> {
        let source = match &file.source {
            FileSource::BuiltIn(bytes) => return self.store.stage(path, bytes).map_err(Trouble::Store),
            FileSource::Site(source) => source,
        };
        let mut opened = self.inputs.files.open(source).map_err(|error| Trouble::Content(crate::source::unreadable(source, &error)))?;
        let hash = self.store.stage_from(path, &mut opened.bytes).map_err(Trouble::Store)?;
        if hash == file.hash { Ok(()) } else { Err(Trouble::Changed(std::sync::Arc::clone(source))) }
    }
}
