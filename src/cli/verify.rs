//! `bulletin verify`

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::ExitCode;

use super::arguments::{Format, VerifyOptions};
use super::output::{self, NOTHING, Progress, count};
use super::print::{self, Stream};
use super::signals::Signals;
use super::site::{Digest, waiting};
use super::{CONTENT, session};
use crate::cache::Cache;
use crate::engine::Failure;
use crate::output::{Difference, Disk, DiskOptions, EnvironmentError, Spot, Store};

/// So many differences are listed.
const LISTED: usize = 20;

pub(super) fn run(options: &VerifyOptions) -> ExitCode {
    match verify(options) {
        Ok(code) => code,
        Err(refusal) => output::refused(&refusal),
    }
}

fn verify(options: &VerifyOptions) -> Result<ExitCode, EnvironmentError> {
    let site = &options.site;
    let digest = Digest::new(&site.root, site.base_url.as_ref());
    let folder = options.output.clone().unwrap_or_else(|| digest.root.join("output"));
    let _lock = if digest.root.join("content").is_dir() { digest.lock(site.quiet).ok() } else { None };
    let mut store = Disk::new(&folder, DiskOptions { digest: Some(site.root.clone()), ..DiskOptions::default() });
    store.lock(|| waiting(site.quiet, "output"));
    let signals = Signals::catch();
    let shown = folder.display();
    let at = match (&site.at, digest.cache().data().outputs.get(&store.name())) {
        (Some(_), _) => digest.moment(site)?,
        (None, Some(known)) => known.at,
        (None, None) => {
            let unknown = EnvironmentError::new(format!("it is not known at which moment this version of bulletin built {shown}"));
            return Err(unknown.help("run `bulletin build` first, or name the moment with --at"));
        }
    };
    let mut comparison = store.comparison();
    let progress = Progress::new(site.quiet);
    let step = |done, total| progress.step(done, total);
    let built = crate::build(&session::inputs(&digest, site, at, false, &step, &|| signals.any()), &mut Cache::default(), &mut comparison);
    progress.finish();
    match built {
        Err(Failure::Stopped) => return Ok(signals.exit_code()),
        Err(failure) => return Ok(output::failure(failure, &digest.files, site.format, NOTHING)),
        // The build that wrote the output has told them.
        Ok(_warnings) => {}
    }
    let (differences, compared) = comparison.finish();
    match site.format {
        Format::Json => json(&differences),
        Format::Human | Format::Github if !differences.is_empty() => human(&differences, compared, &shown.to_string()),
        _ if !site.quiet => print::line(format_args!("{compared} files are as a clean build makes them")),
        _ => {}
    }
    Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(CONTENT) })
}

fn word(difference: &Difference) -> &'static str {
    match difference {
        Difference::Missing => "missing",
        Difference::Unmade => "unmade",
        Difference::Differs(_) => "differs",
    }
}

fn human(differences: &BTreeMap<String, Difference>, compared: usize, folder: &str) {
    let bold = anstyle::Style::new().bold();
    let clean = count(compared, "file");
    let mut text = format!("{bold}{}{bold:#} between {folder} and a clean build of {clean}\n", count(differences.len(), "difference"));
    // Writing to a text cannot fail.
    for (path, difference) in differences.iter().take(LISTED) {
        let why = if *difference == Difference::Unmade { ": a build wrote it, and nothing makes it any more" } else { "" };
        let _ = writeln!(text, "{:<8} {path}{why}", word(difference));
    }
    if differences.len() > LISTED {
        let _ = writeln!(text, "and {} more", differences.len() - LISTED);
    }
    let first = differences.iter().find_map(|(path, difference)| match difference {
        Difference::Differs(spot) => Some((path, spot)),
        _ => None,
    });
    if let Some((path, Spot { offset, position, made, found })) = first {
        let place = position.map_or_else(|| format!("byte {offset}"), |(line, column)| format!("line {line}, column {column}"));
        let _ = writeln!(text, "\n{path} differs from {place} on\n  a clean build: {made}\n  the output:    {found}");
    }
    print::styled(Stream::Output, &text);
}

fn json(differences: &BTreeMap<String, Difference>) {
    let mut lines = String::new();
    for (path, difference) in differences {
        let mut told = serde_json::json!({ "path": path, "problem": word(difference) });
        if let Difference::Differs(Spot { offset, position, made, found }) = difference {
            told["offset"] = (*offset).into();
            told["line"] = position.map(|(line, _)| line).into();
            told["column"] = position.map(|(_, column)| column).into();
            told["made"] = made.as_str().into();
            told["found"] = found.as_str().into();
        }
        let _ = writeln!(lines, "{told}");
    }
    print::data(lines.as_bytes());
}
