//! `bulletin build --watch`

use std::process::ExitCode;
use std::time::{Duration, Instant};

use super::arguments::{BuildOptions, Format};
use super::changes::{Changes, Woken};
use super::output::{self, UNWRITTEN};
use super::rebuild::Due;
use super::session::{Held, explain, outputs, stands, stopped, tell};
use super::signals::Signals;
use super::site::Digest;
use super::{ENVIRONMENT, print};
use crate::cache::Cache;
use crate::diagnostics::Diagnostic;
use crate::engine::Failure;
use crate::output::EnvironmentError;

/// When nothing has changed for so long, what was found out is kept on the disk.
const IDLE: Duration = Duration::from_secs(1);

/// Builds, and then again and again. It is the same build each time; only its cache stays in memory in between, and nothing is
/// locked while there is nothing to do.
pub(super) fn run(options: &BuildOptions, started: Instant) -> Result<ExitCode, EnvironmentError> {
    let signals = Signals::catch();
    // Before the first build, so that no change is missed.
    let mut changes = Changes::watch(&options.site.root)?;
    Signals::tell(changes.end());
    let mut watch = Watch { options, signals: &signals, cache: None, due: Due::default(), is_kept: true, is_good: false, warned: Vec::new() };
    if let Outcome::Refused = watch.round(Pace::First, started)? {
        return Ok(ExitCode::from(ENVIRONMENT));
    }
    if !options.site.quiet && options.site.format == Format::Human && !signals.any() {
        print::line(format_args!("watching content and themes; Ctrl-C ends it"));
    }
    while !signals.any() {
        let woken = changes.wait(watch.patience()).unwrap_or_else(|refusal| {
            output::refused(&refusal);
            Woken::Changed
        });
        match woken {
            Woken::Changed => _ = watch.round(Pace::Hasty, Instant::now())?,
            Woken::Time if watch.due.has_come() => _ = watch.round(Pace::Hasty, Instant::now())?,
            Woken::Time if !watch.is_kept => watch.settle()?,
            Woken::Time | Woken::Ended => {}
        }
    }
    watch.keep();
    Ok(signals.exit_code())
}

/// What is known between builds.
struct Watch<'w> {
    options: &'w BuildOptions,
    signals: &'w Signals,
    /// In memory from the first build on.
    cache: Option<Cache>,
    /// When to build if nothing changes.
    due: Due,
    /// Whether the cache on the disk is that in memory.
    is_kept: bool,
    /// Whether the last build had no mistakes.
    is_good: bool,
    /// What it warned of: the same is not said after each save.
    warned: Vec<Diagnostic>,
}

/// How a build goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// It takes nothing for granted that the options say, and may take its time.
    First,
    /// Someone waits for it.
    Hasty,
    /// Nobody waits for it; it says nothing if it finds nothing to do.
    Idle,
}

/// What became of a build.
enum Outcome {
    Done,
    /// The environment refused.
    Refused,
}

impl Watch<'_> {
    /// How long to wait if nothing changes.
    fn patience(&self) -> Duration {
        let idle = if self.is_kept { Duration::MAX } else { IDLE };
        self.due.patience().min(idle)
    }

    /// Builds once. What it says of time counts from `started`.
    fn round(&mut self, pace: Pace, started: Instant) -> Result<Outcome, EnvironmentError> {
        let (site, format) = (&self.options.site, self.options.site.format);
        let digest = Digest::new(&site.root, site.base_url.as_ref());
        let at = digest.moment(site)?;
        (self.due, self.is_kept, self.is_good) = (Due::default(), false, false);
        let mut held = Held::take(self.options, &digest, pace == Pace::Hasty)?;
        if let Err(refusal) = held.store.recover() {
            output::refused(&refusal);
            return Ok(Outcome::Refused);
        }
        let cache = self.cache.get_or_insert_with(|| digest.cache());
        if pace == Pace::Hasty {
            // Something did change, so there is no sense in looking whether nothing did.
            cache.noop = None;
        }
        let reread = site.reread && pace == Pace::First;
        match held.build(self.options, &digest, at, reread, cache, self.signals) {
            Ok(mut report) => {
                print::note_done(stands(&held.folder));
                self.is_good = true;
                self.due = Due::after(&report, site.at.is_some());
                if self.warned != report.warnings {
                    self.warned.clone_from(&report.warnings);
                    output::diagnostics(std::mem::take(&mut report.warnings), &digest.files, format, UNWRITTEN);
                }
                if pace != Pace::Hasty {
                    digest.keep(cache);
                    // Files that were written a moment ago tell too little yet: then there is a second look.
                    self.is_kept = pace == Pace::Idle || cache.noop.is_some();
                }
                if pace != Pace::Idle || !report.written.is_empty() || !report.deleted.is_empty() {
                    explain(self.options, &report, || outputs(cache, &held.store));
                    tell(&self.options.site, &report, started);
                }
                // The first build may have come to its end without it.
                cache.data();
            }
            Err(Failure::Stopped) => stopped(&held.folder),
            Err(failure) => {
                self.warned.clear();
                let refused = matches!(failure, Failure::Environment(..));
                output::failure(failure, &digest.files, format, UNWRITTEN);
                if refused {
                    return Ok(Outcome::Refused);
                }
            }
        }
        Ok(Outcome::Done)
    }

    /// Looks once more, now that all stamps can be relied on, and keeps what is known. A change that the system did not tell
    /// of is found here at the latest.
    fn settle(&mut self) -> Result<(), EnvironmentError> {
        if self.is_good {
            self.round(Pace::Idle, Instant::now())?;
        }
        self.keep();
        Ok(())
    }

    /// Keeps the cache for other builds.
    fn keep(&mut self) {
        let digest = Digest::new(&self.options.site.root, None);
        if let Some(cache) = self.cache.as_mut().filter(|_| !self.is_kept)
            && let Ok(_lock) = digest.lock(true)
        {
            digest.keep(cache);
        }
        self.is_kept = true;
    }
}
