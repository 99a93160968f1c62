//! `bulletin serve`

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::arguments::{Format, ServeOptions, SiteOptions};
use super::changes::{Changes, Touched, Woken};
use super::listing::Listing;
use super::output::{self, NOTHING, Progress};
use super::print;
use super::rebuild::Due;
use super::session::{inputs, tell};
use super::signals::Signals;
use super::site::Digest;
use crate::cache::Cache;
use crate::diagnostics::{Diagnostic, Severity};
use crate::engine::{Failure, Inputs, Report, locate_shown};
use crate::output::{EnvironmentError, Memory};
use crate::serve::{Editor, Limits, Preview, Problem, Server};

/// So many mistakes are shown in the page.
const SHOWN: usize = 30;

pub(super) fn run(options: &ServeOptions, started: Instant) -> ExitCode {
    serve(options, started).unwrap_or_else(|refusal| output::refused(&refusal))
}

/// Builds into memory, again and again, and shows what is there. What was written by `build` is neither read nor changed, but
/// for its cache, which spares the first build the parsing.
fn serve(options: &ServeOptions, started: Instant) -> Result<ExitCode, EnvironmentError> {
    let site = options.site();
    let digest = Digest::new(&site.root, site.base_url.as_ref());
    digest.moment(&site)?;
    let signals = Signals::catch();
    // Before the first build, so that no change is missed.
    let mut changes = match options.poll {
        Some(pause) => Changes::poll(&site.root, pause)?,
        None => Changes::watch(&site.root)?,
    };
    Signals::tell(changes.end());
    let server = Server::bind(options.port, Limits::default());
    let server = server.map_err(|error| {
        let refusal = EnvironmentError::new(format!("cannot serve on port {}: {}", options.port, crate::source::reason(&error)));
        refusal.help("name another port with --port, or take any with --port 0")
    })?;
    let port = server.port();
    let store = Memory::new();
    let preview = Arc::new(Preview::new(store.reader(), session()));
    let mut serving = Serving {
        site,
        options,
        signals: &signals,
        cache: digest.cache(),
        store,
        preview: Arc::clone(&preview),
        due: Due::default(),
        listing: None,
        warned: Vec::new(),
    };
    server.start(preview);
    let base = serving.round(&Touched::Anything, started);
    if signals.any() {
        return Ok(ExitCode::SUCCESS);
    }
    let address = format!("http://localhost:{port}{base}/");
    if !options.quiet {
        announce(options.format, &address);
    }
    if options.open {
        open(&address);
    }
    let mut is_moving = false;
    while !signals.any() {
        let patience = serving.due.patience();
        let woken = changes.wait(if is_moving { AGAIN.min(patience) } else { patience }).unwrap_or_else(|refusal| {
            output::refused(&refusal);
            Woken::Changed
        });
        if woken == Woken::Changed || woken == Woken::Time && serving.due.has_come() {
            let touched = changes.touched();
            serving.round(&touched, Instant::now());
            is_moving = touched == Touched::Anything;
        } else if woken == Woken::Time && std::mem::take(&mut is_moving) && !serving.is_current() {
            serving.round(&Touched::Anything, Instant::now());
            is_moving = true;
        }
    }
    // It was asked to end, and there is nothing that it leaves undone.
    Ok(ExitCode::SUCCESS)
}

/// Where whole folders come and go, the system may say too little while it follows them: so long after a build it is looked at
/// once more whether all is as it was.
const AGAIN: Duration = Duration::from_millis(300);

/// What tells this run of the program from others, to pages that outlive it.
fn session() -> String {
    format!("{:x}-{:x}", jiff::Timestamp::now().as_millisecond(), std::process::id())
}

fn announce(format: Format, address: &str) {
    match format {
        Format::Json => print::data(format!("{}\n", serde_json::json!({ "address": address })).as_bytes()),
        Format::Human | Format::Github => print::line(format_args!("serving {address}; Ctrl-C ends it")),
    }
}

/// What is known between builds.
struct Serving<'s> {
    site: SiteOptions,
    options: &'s ServeOptions,
    signals: &'s Signals,
    cache: Cache,
    store: Memory,
    preview: Arc<Preview>,
    due: Due,
    /// The files of the last build.
    listing: Option<Listing>,
    /// What the last build warned of: the same is not said after each save.
    warned: Vec<Diagnostic>,
}

impl Serving<'_> {
    /// Whether what was built last is what lies on the disk.
    fn is_current(&self) -> bool {
        self.listing.as_ref().is_some_and(Listing::is_current)
    }

    /// Builds once, after files were touched. What it says of time counts from `started`. The path that the site is below.
    fn round(&mut self, touched: &Touched, started: Instant) -> String {
        let digest = Digest::new(&self.site.root, self.site.base_url.as_ref());
        self.due = Due::default();
        let listing = self.listing.take().and_then(|listing| listing.after(touched));
        let listing = listing.unwrap_or_else(|| Listing::new(digest.files.clone()));
        let built = self.build(&digest, &listing);
        self.listing = Some(listing);
        match built {
            Ok(report) => {
                self.due = Due::after(&report, self.site.at.is_some());
                self.preview.built(&report, &digest.base_path);
                self.tell(report, &digest, started);
            }
            Err(Failure::Stopped) => {}
            Err(failure) => {
                self.warned.clear();
                self.preview.failed(self.problem(&failure, &digest));
                output::failure(failure, &digest.files, self.site.format, NOTHING);
            }
        }
        digest.base_path
    }

    fn build(&mut self, digest: &Digest, listing: &Listing) -> Result<Report, Failure> {
        let at = digest.moment(&self.site).map_err(|refusal| Failure::Environment(refusal, Vec::new()))?;
        let progress = Progress::new(self.site.quiet);
        let (step, stop) = (|done, total| progress.step(done, total), || self.signals.any());
        let inputs = Inputs { files: listing, ..inputs(digest, &self.site, at, false, &step, &stop) };
        let (cache, store) = (&mut self.cache, &mut self.store);
        // Something did change, so there is no sense in looking whether nothing did.
        cache.noop = None;
        let built = catch_unwind(AssertUnwindSafe(|| crate::build(&inputs, cache, store)));
        progress.finish();
        built.unwrap_or_else(|_| {
            // Whatever it had come to, the next build begins anew.
            *cache = Cache::default();
            Err(Failure::Environment(super::panicked("; the preview goes on"), Vec::new()))
        })
    }

    fn tell(&mut self, mut report: Report, digest: &Digest, started: Instant) {
        let warnings = std::mem::take(&mut report.warnings);
        if self.warned != warnings {
            self.warned.clone_from(&warnings);
            output::diagnostics(warnings, &digest.files, self.site.format, NOTHING);
        }
        tell(&self.site, &report, started);
    }

    fn problem(&self, failure: &Failure, digest: &Digest) -> Problem {
        match failure {
            Failure::Content(all) => {
                let editor = Editor { root: digest.files.root().to_owned(), pattern: self.options.editor_url.clone() };
                let errors: Vec<Diagnostic> = all.iter().filter(|one| one.severity == Severity::Error).cloned().collect();
                Problem::content(errors.len(), &locate_shown(errors, &digest.files, SHOWN, 0).located, &editor)
            }
            Failure::Environment(refusal, _) => Problem::environment(refusal),
            Failure::Stopped => Problem::default(),
        }
    }
}

/// Opens an address as the system does. Where it cannot, that is said, and the address is there to be copied.
fn open(address: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let spawned = Command::new(program).args(arguments).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    match spawned {
        // Who starts a process must take note of its end.
        Ok(mut child) => drop(std::thread::spawn(move || child.wait())),
        Err(error) => print::beside(format_args!("cannot open the browser with {program}: {}", crate::source::reason(&error))),
    }
}
