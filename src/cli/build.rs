//! `bulletin build`

use std::mem::ManuallyDrop;
use std::process::ExitCode;
use std::time::Instant;

use super::arguments::{BuildOptions, Format};
use super::output::{self, UNWRITTEN, count};
use super::print;
use super::session::{Held, explain, outputs, stands, stopped};
use super::signals::Signals;
use super::site::{Digest, moment};
#[cfg(feature = "watch")]
use super::watch::run as watch;
use crate::engine::{Failure, Report};
use crate::output::EnvironmentError;

pub(super) fn run(options: &BuildOptions, started: Instant) -> ExitCode {
    let done = if options.watch { watch(options, started) } else { build(options, started) };
    done.unwrap_or_else(|refusal| output::refused(&refusal))
}

#[cfg(not(feature = "watch"))]
fn watch(_: &BuildOptions, _: Instant) -> Result<ExitCode, EnvironmentError> {
    Err(without_watch("build --watch"))
}

/// The refusal of what this program was built without.
#[cfg(not(feature = "watch"))]
pub(super) fn without_watch(what: &str) -> EnvironmentError {
    let refusal = EnvironmentError::new("this bulletin was built without its feature `watch`");
    refusal.help(format!("build it with the feature to use `bulletin {what}`"))
}

fn build(options: &BuildOptions, started: Instant) -> Result<ExitCode, EnvironmentError> {
    let digest = Digest::new(&options.site.root, options.site.base_url.as_ref());
    let at = digest.moment(&options.site)?;
    let mut held = Held::take(options, &digest, false)?;
    let signals = Signals::catch();
    held.store.recover()?;
    // The process ends with the build, and its memory with it: to give back each part of a large cache would only take longer.
    let mut cache = ManuallyDrop::new(digest.cache());
    match held.build(options, &digest, at, options.site.reread, &mut cache, &signals) {
        Err(Failure::Stopped) => {
            stopped(&held.folder);
            Ok(signals.exit_code())
        }
        Ok(mut report) => {
            print::note_done(stands(&held.folder));
            digest.keep(&mut cache);
            let warnings = std::mem::take(&mut report.warnings);
            let warned = if warnings.is_empty() { String::new() } else { format!("\n{}", output::told(&warnings)) };
            output::diagnostics(warnings, &digest.files, options.site.format, UNWRITTEN);
            explain(options, &report, || outputs(&mut cache, &held.store));
            if !options.site.quiet && options.site.format == Format::Human {
                unanswered(&report);
                summary(&report, &warned, started, &held.folder.display().to_string());
            }
            Ok(signals.exit_code())
        }
        Err(failure) => Ok(output::failure(failure, &digest.files, options.site.format, UNWRITTEN)),
    }
}

/// Addresses that are named where they answer no longer.
const NAMED: usize = 10;

/// Names the addresses that answer no longer.
fn unanswered(report: &Report) {
    if report.unanswered.is_empty() {
        return;
    }
    for address in report.unanswered.iter().take(NAMED) {
        print::beside(format_args!("no longer answers: {address}"));
    }
    let more = report.unanswered.len().saturating_sub(NAMED);
    let more = if more > 0 { format!("and {more} more; ") } else { String::new() };
    print::beside(format_args!("{more}once `bulletin record` has noted what is published, a build refuses to lose it without a word"));
}

/// What a build did, and how long that took since it was called.
fn summary(report: &Report, warned: &str, started: Instant, folder: &str) {
    let bold = anstyle::Style::new().bold();
    let (briefings, pages, deleted) = (count(report.briefings, "briefing"), report.written.len(), report.deleted.len());
    let due = report.due.map_or_else(String::new, |due| format!("\nnext due: {}", moment(due)));
    print::line(format_args!(
        "{bold}{briefings}{bold:#} in {folder}: {pages} written, {} kept, {deleted} deleted{warned}\n{} ms{due}",
        report.kept,
        started.elapsed().as_millis()
    ));
}
