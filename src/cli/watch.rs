//! `bulletin build --watch`

use std::process::ExitCode;
use std::time::{Duration, Instant};

use jiff::ZonedDateTime;

use super::arguments::{BuildOptions, Format};
use super::changes::{Changes, Woken};
use super::output::{self, UNWRITTEN};
use super::session::{Held, explain, outputs, stands, stopped};
use super::signals::Signals;
use super::site::{Digest, now};
use super::{ENVIRONMENT, print};
use crate::cache::Cache;
use crate::diagnostics::Diagnostic;
use crate::engine::{Failure, Report};
use crate::locale::{Language, Locale};
use crate::output::EnvironmentError;

/// When nothing has changed for so long, what was found out is kept on the disk.
const IDLE: Duration = Duration::from_secs(1);

/// The clock may be set, and the machine sleep: no moment is waited for longer than this without a look at it.
const LOOK: Duration = Duration::from_mins(1);

/// Builds, and then again and again. It is the same build each time; only its cache stays in memory in between, and nothing is
/// locked while there is nothing to do.
pub(super) fn run(options: &BuildOptions, started: Instant) -> Result<ExitCode, EnvironmentError> {
    let signals = Signals::catch();
    // Before the first build, so that no change is missed.
    let mut changes = Changes::watch(&options.site.root)?;
    Signals::tell(changes.end());
    let mut watch = Watch { options, signals: &signals, cache: None, until: None, is_kept: true, is_good: false, warned: Vec::new() };
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
            Woken::Time if watch.is_due() => _ = watch.round(Pace::Hasty, Instant::now())?,
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
    /// The moment of the next build if nothing changes.
    until: Option<i64>,
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
        let moment = self.until.map(|until| Duration::from_secs(until.saturating_sub(now()).try_into().unwrap_or(0)));
        let idle = (!self.is_kept).then_some(IDLE);
        moment.into_iter().chain(idle).chain([LOOK]).min().unwrap_or(LOOK)
    }

    /// Whether the moment of the next build has come.
    fn is_due(&self) -> bool {
        self.until.is_some_and(|until| until <= now())
    }

    /// Builds once. What it says of time counts from `started`.
    fn round(&mut self, pace: Pace, started: Instant) -> Result<Outcome, EnvironmentError> {
        let (site, format) = (&self.options.site, self.options.site.format);
        let digest = Digest::new(&site.root, site.base_url.as_ref());
        let at = digest.moment(site)?;
        (self.until, self.is_kept, self.is_good) = (None, false, false);
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
                // A moment that is given does not pass.
                self.until = report.until.filter(|until| site.at.is_none() && *until > at);
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
                    tell(self.options, &report, started);
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

/// One line for each build.
fn tell(options: &BuildOptions, report: &Report, started: Instant) {
    let (written, deleted, kept, took) = (report.written.len(), report.deleted.len(), report.kept, started.elapsed().as_millis());
    match options.site.format {
        _ if options.site.quiet => {}
        Format::Human => {
            let deleted = if deleted > 0 { format!(", {deleted} deleted") } else { String::new() };
            print::line(format_args!("{}  {written} written, {} kept{deleted}, {took} ms", ZonedDateTime::now().strftime("%H:%M:%S"), grouped(kept)));
        }
        Format::Json => {
            let told = serde_json::json!({ "at": report.at, "written": written, "kept": kept, "deleted": deleted, "milliseconds": took });
            print::data(format!("{told}\n").as_bytes());
        }
        Format::Github => {}
    }
}

/// `12,380`
fn grouped(n: usize) -> String {
    Locale::new(&Language::english()).integer(n as u64)
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!([7, 999, 1000, 12_380, 1_234_567].map(grouped), ["7", "999", "1,000", "12,380", "1,234,567"]);
    }
}
