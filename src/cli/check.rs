//! `bulletin check`

use std::collections::{BTreeSet, HashSet};
use std::process::ExitCode;

use super::CONTENT;
use super::arguments::{CheckOptions, Format};
use super::mend::Plan;
use super::output::{self, NOTHING, count};
use super::print::{self, Stream};
use super::site::{Digest, moment};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::engine::{Failure, Report};
use crate::output::Memory;
use crate::site::{Share, Trace};

/// Mending one mistake can let another be seen. Nobody waits for more rounds than these.
const ROUNDS: usize = 10;

pub(super) fn run(options: &CheckOptions) -> ExitCode {
    let digest = Digest::new(&options.site.root, options.site.base_url.as_ref());
    let at = match digest.moment(&options.site) {
        Ok(at) => at,
        Err(refusal) => return output::refused(&refusal),
    };
    let check = || {
        let digest = Digest::new(&options.site.root, options.site.base_url.as_ref());
        let inputs = super::session::inputs(&digest, &options.site, at, true, &|_, _| {}, &|| false);
        crate::build(&inputs, &mut digest.cache(), &mut Memory::new())
    };
    let outcome = if options.fix {
        match mended(&digest, options, &check) {
            Ok(outcome) => outcome,
            Err(refusal) => return output::refused(&refusal),
        }
    } else {
        check()
    };
    match outcome {
        Ok(mut report) => {
            if options.traced {
                let inputs = super::session::inputs(&digest, &options.site, at, true, &|_, _| {}, &|| false);
                return match crate::engine::trace(&inputs) {
                    Ok(trace) => traced(trace, &digest, options),
                    Err(failure) => output::failure(failure, &digest.files, options.site.format, NOTHING),
                };
            }
            if options.record {
                let inputs = super::session::inputs(&digest, &options.site, at, true, &|_, _| {}, &|| false);
                match crate::engine::noted(&inputs, digest.cache().data()) {
                    Ok(now) => {
                        if let Some(lacks) = super::record::lacks(&now) {
                            print::beside(format_args!("{lacks}; run `bulletin record`, and commit content/record"));
                            return ExitCode::from(CONTENT);
                        }
                    }
                    Err(failure) => return output::failure(failure, &digest.files, options.site.format, NOTHING),
                }
            }
            let warnings = std::mem::take(&mut report.warnings);
            let warned = output::told(&warnings);
            told(warnings, &digest, options);
            if !options.site.quiet && options.site.format == Format::Human {
                let due = report.due.map_or_else(String::new, |due| format!("\nnext due: {}", moment(due)));
                print::line(format_args!("{}, {} outputs, {}: all good{due}", count(report.briefings, "briefing"), report.planned, warned));
            }
            ExitCode::SUCCESS
        }
        Err(Failure::Content(all)) => {
            told(all, &digest, options);
            ExitCode::from(CONTENT)
        }
        Err(failure) => output::failure(failure, &digest.files, options.site.format, NOTHING),
    }
}

/// Shows diagnostics; of one code all of them, where one is asked for.
fn told(mut all: Vec<Diagnostic>, digest: &Digest, options: &CheckOptions) {
    let Some(code) = options.code else { return output::diagnostics(all, &digest.files, options.site.format, NOTHING) };
    let others = others(&all, code);
    all.retain(|diagnostic| diagnostic.code == code);
    output::every(all, &digest.files, options.site.format, NOTHING);
    if let Some(others) = others.filter(|_| options.site.format == Format::Human) {
        print::beside(format_args!("{others} of other codes, not shown"));
    }
}

/// Shows what is traced: the rest with its places, then the share of each text and of all.
fn traced(trace: Trace, digest: &Digest, options: &CheckOptions) -> ExitCode {
    let (numbers, dates) = (trace.numbers(), trace.dates());
    output::every(trace.loose, &digest.files, options.site.format, NOTHING);
    if options.site.format == Format::Human {
        let share = |share: Share| format!("{} of {}", share.traced, share.all);
        for page in trace.pages.iter().filter(|page| page.numbers.all + page.dates.all > 0) {
            print::line(format_args!("{}: numbers {}, dates {}", page.file, share(page.numbers), share(page.dates)));
        }
        let all = |what: Share| format!("{} ({:.1}%)", share(what), what.of_one() * rust_decimal::Decimal::ONE_HUNDRED);
        print::line(format_args!("traced: numbers {}, dates {}", all(numbers), all(dates)));
    } else {
        let share = |share: Share| serde_json::json!({"traced": share.traced, "all": share.all});
        for page in &trace.pages {
            print::line(format_args!("{}", serde_json::json!({"file": &*page.file, "numbers": share(page.numbers), "dates": share(page.dates)})));
        }
        print::line(format_args!("{}", serde_json::json!({"file": null, "numbers": share(numbers), "dates": share(dates)})));
    }
    ExitCode::SUCCESS
}

/// How many findings are of other codes, in words.
fn others(all: &[Diagnostic], code: Code) -> Option<String> {
    let other = all.iter().filter(|diagnostic| diagnostic.code != code);
    let of = |severity| other.clone().filter(|diagnostic| diagnostic.severity == severity).count();
    let all = [(of(Severity::Error), "error"), (of(Severity::Warning), "warning"), (of(Severity::Note), "note")];
    let words = all.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| count(n, what));
    words.reduce(|before, more| format!("{before} and {more}"))
}

/// Makes the certain fixes, or shows them, and checks again as long as there are some; what the last check gave.
fn mended(
    digest: &Digest,
    options: &CheckOptions,
    check: &dyn Fn() -> Result<Report, Failure>,
) -> Result<Result<Report, Failure>, crate::output::EnvironmentError> {
    let _lock = if options.dry_run { None } else { digest.lock(options.site.quiet).ok() };
    let (mut done, mut count_of, mut files) = (HashSet::new(), 0, BTreeSet::new());
    let mut outcome = check();
    for _ in 0..ROUNDS {
        let all = match &outcome {
            Ok(report) => &report.warnings,
            Err(Failure::Content(all)) => all,
            Err(_) => break,
        };
        let wanted = |diagnostic: &&Diagnostic| options.code.is_none_or(|code| diagnostic.code == code);
        let plan = Plan::new(all.iter().filter(wanted).cloned().collect(), &digest.files, &mut done);
        if plan.is_empty() {
            break;
        }
        count_of += plan.count;
        files.extend(plan.files().cloned());
        if options.dry_run {
            // Programs have the edits in what they are told.
            if options.site.format == Format::Human {
                print::styled(Stream::Output, &plan.diff(&digest.files));
            }
            break;
        }
        plan.make(&digest.files)?;
        print::note_done(format!("{} in {} mended", count(count_of, "mistake"), count(files.len(), "file")));
        outcome = check();
    }
    if !options.site.quiet && options.site.format == Format::Human {
        let (would, verb) = if options.dry_run { ("; nothing was written", "can be mended") } else { ("", "mended") };
        print::beside(format_args!("{} in {} {verb}{would}", count(count_of, "mistake"), count(files.len(), "file")));
    }
    Ok(outcome)
}
