//! What `build`, `build --watch` and `serve` do alike: the lock and the output that they hold, one build, and its explanation.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
#[cfg(feature = "watch")]
use std::time::Instant;

use serde::Serialize;

use super::arguments::{BuildOptions, Format, SiteOptions};
use super::output::Progress;
use super::print::{self, Stream};
use super::signals::Signals;
use super::site::{Digest, waiting, without_lock};
use crate::cache::Cache;
use crate::diagnostics::nearest;
use crate::engine::{Failure, Inputs, Report};
#[cfg(feature = "watch")]
use crate::locale::{Language, Locale};
use crate::output::{Disk, DiskOptions, EnvironmentError, Lock, Store};

/// What a build holds while it runs.
pub(super) struct Held {
    /// The output's folder as it is shown.
    pub(super) folder: PathBuf,
    pub(super) store: Disk,
    _lock: Option<Lock>,
}

impl Held {
    /// Takes the locks of the digest and its output. `skip_settle` is [`DiskOptions::skip_settle`].
    pub(super) fn take(options: &BuildOptions, digest: &Digest, skip_settle: bool) -> Result<Self, EnvironmentError> {
        let folder = options.output.clone().unwrap_or_else(|| digest.root.join("output"));
        if options.site.drafts && options.output.is_none() {
            return Err(EnvironmentError::new("drafts need an output of their own").help("name one: --drafts --output preview"));
        }
        // Where the digest's folder cannot be written to, no other build can leave anything there either.
        let lock = if digest.root.join("content").is_dir() { digest.lock(options.site.quiet).ok() } else { None };
        let sources = ["content", "themes"].map(|name| digest.root.join(name)).to_vec();
        let mut store = Disk::new(&folder, DiskOptions { adopt: options.adopt, sources, digest: Some(options.site.root.clone()), skip_settle });
        store.lock(|| waiting(options.site.quiet, "output"));
        if let Some(why) = lock.as_ref().and_then(Lock::without).or(store.without_lock()) {
            without_lock(options.site.quiet, why);
        }
        Ok(Self { folder, store, _lock: lock })
    }

    /// Builds.
    ///
    /// # Errors
    /// Those of [`crate::build`].
    pub(super) fn build(
        &mut self,
        options: &BuildOptions,
        digest: &Digest,
        at: i64,
        reread: bool,
        cache: &mut Cache,
        signals: &Signals,
    ) -> Result<Report, Failure> {
        let progress = Progress::new(options.site.quiet);
        let step = |done, total| progress.step(done, total);
        let stop = || signals.any();
        let inputs = Inputs { reread, ..inputs(digest, &options.site, at, false, &step, &stop) };
        let built = crate::build(&inputs, cache, &mut self.store);
        progress.finish();
        built
    }
}

/// Says that a build was stopped.
pub(super) fn stopped(folder: &Path) {
    print::beside(format_args!("stopped; {} is as it was", folder.display()));
}

/// What holds from the commit on, whatever can be told of it.
pub(super) fn stands(folder: &Path) -> String {
    format!("the site in {} is built and stands", folder.display())
}

/// The inputs that the options give.
pub(super) fn inputs<'i>(
    digest: &'i Digest,
    options: &SiteOptions,
    at: i64,
    check_only: bool,
    progress: &'i (dyn Fn(usize, usize) + Sync),
    stop: &'i (dyn Fn() -> bool + Sync),
) -> Inputs<'i> {
    Inputs {
        files: &digest.files,
        at,
        drafts: options.drafts,
        base_url: options.base_url.clone(),
        noindex: options.noindex,
        strict: options.strict,
        reread: options.reread,
        check_only,
        progress,
        stop,
    }
}

/// The outputs that there are.
pub(super) fn outputs(cache: &mut Cache, store: &Disk) -> BTreeSet<String> {
    cache.data().outputs.get(&store.name()).into_iter().flat_map(|outputs| outputs.files.keys().cloned()).collect()
}

/// What was written or deleted, and why; of one output also why it was kept.
pub(super) fn explain(options: &BuildOptions, report: &Report, outputs: impl FnOnce() -> BTreeSet<String>) {
    let Some(wanted) = &options.explain else { return };
    let wanted = wanted.as_deref().map(file_of);
    let is_wanted = |path: &str| wanted.as_ref().is_none_or(|w| w == path);
    let mut told: Vec<Diagnostics<'_>> = Vec::new();
    for change in report.written.iter().filter(|c| is_wanted(&c.path)) {
        told.push(Diagnostics { path: &change.path, action: "written", cause: change.cause.word(), parts: &change.parts, reason: change.words() });
    }
    for path in report.deleted.iter().filter(|p| is_wanted(p)) {
        told.push(Diagnostics { path, action: "deleted", cause: "unmade", parts: &[], reason: "nothing makes it any more".to_owned() });
    }
    if let Some(path) = wanted.as_deref().filter(|_| told.is_empty()) {
        told.push(kept(path, report, outputs));
    }
    if options.site.format == Format::Json {
        print::data(told.iter().map(|told| format!("{}\n", serde_json::json!(told))).collect::<Vec<_>>().concat().as_bytes());
    } else {
        let lines: Vec<String> = told.iter().map(|told| format!("{:<8} {}: {}\n", told.action, told.path, told.reason)).collect();
        print::styled(Stream::Output, &lines.concat());
    }
}

/// What is told of one output.
#[derive(Serialize)]
struct Diagnostics<'t> {
    path: &'t str,
    action: &'t str,
    cause: &'t str,
    parts: &'t [String],
    reason: String,
}

/// Why an output was neither written nor deleted.
fn kept<'t>(path: &'t str, report: &'t Report, outputs: impl FnOnce() -> BTreeSet<String>) -> Diagnostics<'t> {
    if let Some(change) = report.same.iter().find(|c| c.path == path) {
        return Diagnostics { path, action: "kept", cause: change.cause.word(), parts: &change.parts, reason: change.kept_words() };
    }
    let outputs = outputs();
    if outputs.contains(path) {
        return Diagnostics { path, action: "kept", cause: "unchanged", parts: &[], reason: "nothing that it is made from changed".to_owned() };
    }
    let near = nearest(path, outputs.iter().map(String::as_str)).map_or_else(String::new, |near| format!("; did you mean {near}?"));
    Diagnostics { path, action: "none", cause: "unknown-path", parts: &[], reason: format!("there is no such output{near}") }
}

/// The file at a path or address: `/topics/telecoms/` is `topics/telecoms/index.html`.
fn file_of(path: &str) -> String {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// One line for each build of those that follow one another.
#[cfg(feature = "watch")]
pub(super) fn tell(options: &SiteOptions, report: &Report, started: Instant) {
    let (written, deleted, kept, took) = (report.written.len(), report.deleted.len(), report.kept, started.elapsed().as_millis());
    match options.format {
        _ if options.quiet => {}
        Format::Human => {
            let deleted = if deleted > 0 { format!(", {deleted} deleted") } else { String::new() };
            print::line(format_args!("{}  {written} written, {} kept{deleted}, {took} ms", jiff::ZonedDateTime::now().strftime("%H:%M:%S"), grouped(kept)));
        }
        Format::Json => {
            let told = serde_json::json!({ "at": report.at, "written": written, "kept": kept, "deleted": deleted, "milliseconds": took });
            print::data(format!("{told}\n").as_bytes());
        }
        Format::Github => {}
    }
}

/// `12,380`
#[cfg(feature = "watch")]
fn grouped(n: usize) -> String {
    Locale::new(&Language::english()).integer(n as u64)
}

#[cfg(all(test, feature = "watch"))]
mod tests {
    use super::grouped;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!([7, 999, 1000, 12_380, 1_234_567].map(grouped), ["7", "999", "1,000", "12,380", "1,234,567"]);
    }
}
