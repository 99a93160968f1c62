//! What commands say.

use std::fmt::Write as _;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::Format;
use super::print::{self, Stream};
use super::{CONTENT, ENVIRONMENT};
use crate::diagnostics::{Diagnostic, Severity, report, summary};
use crate::engine::{Failure, Shown, locate, locate_shown};
use crate::output::EnvironmentError;
use crate::source::Files;

/// A build that takes longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_millis(700);

/// What a command that writes says of its outputs where there are errors.
pub(super) const UNWRITTEN: &str = "; nothing was written";

/// What is said there by one that never writes.
pub(super) const NOTHING: &str = "";

/// Shows diagnostics in a format; `outputs`, one of [`UNWRITTEN`] and [`NOTHING`], is said where some are errors. For people,
/// those are counted that are too many.
pub(super) fn diagnostics(all: Vec<Diagnostic>, files: &dyn Files, format: Format, outputs: &str) {
    show(all, files, format, outputs, (report::ERRORS, report::WARNINGS));
}

/// Shows all of them, however many.
pub(super) fn every(all: Vec<Diagnostic>, files: &dyn Files, format: Format, outputs: &str) {
    show(all, files, format, outputs, (usize::MAX, usize::MAX));
}

fn show(all: Vec<Diagnostic>, files: &dyn Files, format: Format, outputs: &str, most: (usize, usize)) {
    if all.is_empty() {
        return;
    }
    let errors = all.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = all.iter().filter(|d| d.severity == Severity::Warning).count();
    match format {
        Format::Human => {
            // Only what is shown is located, for that takes reading its file.
            let Shown { located, rest } = locate_shown(all, files, most.0, most.1);
            let mut text = report::human(&located) + &summary::table(&rest);
            if errors > 0 {
                let bold = anstyle::Style::new().bold();
                let and = if warnings > 0 { format!(" and {}", count(warnings, "warning")) } else { String::new() };
                // Writing to a text cannot fail.
                let _ = writeln!(text, "{bold}{}{and}{bold:#}{outputs}. `bulletin explain CODE` tells more about one.", count(errors, "error"));
            }
            print::styled(Stream::Error, &text);
        }
        Format::Json => print::data(report::render(&locate(all, files), report::Format::Json).as_bytes()),
        Format::Github => print::data(report::render(&locate(all, files), report::Format::Github).as_bytes()),
    }
}

/// Shows why there is no new output, and gives the exit code; `outputs` is that of [`diagnostics`].
pub(super) fn failure(failure: Failure, files: &dyn Files, format: Format, outputs: &str) -> ExitCode {
    match failure {
        Failure::Content(all) => {
            diagnostics(all, files, format, outputs);
            ExitCode::from(CONTENT)
        }
        Failure::Environment(refusal, warnings) => {
            diagnostics(warnings, files, format, outputs);
            refused(&refusal)
        }
        // Only a build can be stopped, and says so itself.
        Failure::Stopped => ExitCode::from(ENVIRONMENT),
    }
}

/// Shows what the environment refuses, and gives the exit code.
pub(super) fn refused(refusal: &EnvironmentError) -> ExitCode {
    let (red, bold) = (anstyle::AnsiColor::BrightRed.on_default().bold(), anstyle::Style::new().bold());
    let help = refusal.help.as_ref().map_or_else(String::new, |help| format!("\n  help: {help}"));
    print::beside(format_args!("{red}error{red:#}{bold}: {}{bold:#}{help}", refusal.message));
    ExitCode::from(ENVIRONMENT)
}

/// How much was told that is no error: "2 warnings", "1 warning and 1 note".
pub(super) fn told(all: &[Diagnostic]) -> String {
    let of = |severity: Severity| all.iter().filter(|d| d.severity == severity).count();
    let (warnings, notes) = (of(Severity::Warning), of(Severity::Note));
    let and = if notes > 0 { format!(" and {}", count(notes, "note")) } else { String::new() };
    count(warnings, "warning") + &and
}

/// `1 error`, `2 errors`.
pub(super) fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Shows how far a build is, if it takes longer than a moment and someone is there to see.
pub(super) struct Progress {
    started: Instant,
    /// What is counted: `pages`.
    of: &'static str,
    bar: Mutex<Option<ProgressBar>>,
    wanted: bool,
}

impl Progress {
    pub(super) fn new(quiet: bool) -> Self {
        Self::of("pages", quiet)
    }

    /// Counts something else than pages.
    pub(super) fn of(of: &'static str, quiet: bool) -> Self {
        Self { started: Instant::now(), of, bar: Mutex::new(None), wanted: !quiet && std::io::stderr().is_terminal() }
    }

    /// Notes that `done` of `total` pages are ready.
    pub(super) fn step(&self, done: usize, total: usize) {
        if !self.wanted || !done.is_multiple_of(64) && done != total || self.started.elapsed() < PATIENCE {
            return;
        }
        if let Ok(mut bar) = self.bar.lock() {
            let bar = bar.get_or_insert_with(|| {
                let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
                let style = ProgressStyle::with_template(&format!("{{bar:32}} {{pos}}/{{len}} {}", self.of));
                bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                bar
            });
            bar.set_position(done as u64);
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Ok(bar) = self.bar.lock()
            && let Some(bar) = &*bar
        {
            bar.finish_and_clear();
        }
    }
}
