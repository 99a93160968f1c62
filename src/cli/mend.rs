//! `bulletin check --fix`: makes the fixes that can only be what was meant.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::diff::unified;
use crate::diagnostics::fix::{Change, apply};
use crate::diagnostics::{Code, Diagnostic, LocatedEdit};
use crate::engine::locate;
use crate::output::EnvironmentError;
use crate::source::{Disk, Files, reason};

/// What a fix is known by, so that one that did not help is not made again and again.
type Mistake = (Code, Arc<str>, String);

/// Fixes that can be made together.
#[derive(Default)]
pub(super) struct Plan {
    /// The files, each with what is made of it.
    files: BTreeMap<Arc<str>, Mending>,
    /// How many mistakes they mend.
    pub(super) count: usize,
}

/// What is made of a file.
#[derive(Default)]
struct Mending {
    edits: Vec<(Range<usize>, String)>,
    path: Option<String>,
}

impl Plan {
    /// The certain fixes of diagnostics, as far as none meets another. `done` holds those that were made before.
    pub(super) fn new(all: Vec<Diagnostic>, files: &Disk, done: &mut HashSet<Mistake>) -> Self {
        let (mut plan, mut made) = (Self::default(), Vec::new());
        let certain = all.into_iter().filter(|diagnostic| diagnostic.fix.as_ref().is_some_and(|fix| fix.certain));
        for located in locate(certain.collect(), files) {
            let mistake = (located.diagnostic.code, Arc::clone(&located.diagnostic.place.file), located.diagnostic.message.clone());
            if !located.edits.is_empty() && plan.takes(&located.edits, files) && !done.contains(&mistake) {
                plan.add(located.edits);
                plan.count += 1;
                made.push(mistake);
            }
        }
        done.extend(made);
        plan
    }

    /// Whether edits can be made beside those that are planned.
    fn takes(&self, edits: &[LocatedEdit], files: &Disk) -> bool {
        edits.iter().all(|edit| {
            let planned = self.files.get(&edit.file);
            files.target(&edit.file).is_ok()
                && match &edit.change {
                    Change::Text { span, text, .. } => planned.is_none_or(|planned| {
                        let meets = |other: &Range<usize>| span.start < other.end && other.start < span.end || span.start == other.start;
                        planned.edits.iter().all(|(other, new)| (other == span && new == text) || !meets(other))
                    }),
                    Change::Path(to) => planned.is_none_or(|planned| planned.path.as_ref().is_none_or(|path| path == to)) && files.open(to).is_err(),
                }
        })
    }

    fn add(&mut self, edits: Vec<LocatedEdit>) {
        for edit in edits {
            let planned = self.files.entry(edit.file).or_default();
            match edit.change {
                Change::Text { span, text, .. } if !planned.edits.iter().any(|(other, new)| *other == span && *new == text) => planned.edits.push((span, text)),
                Change::Text { .. } => {}
                Change::Path(to) => planned.path = Some(to),
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files that it changes.
    pub(super) fn files(&self) -> impl Iterator<Item = &Arc<str>> {
        self.files.keys()
    }

    /// All of it as a unified diff.
    pub(super) fn diff(&self, files: &Disk) -> String {
        let shown = |(path, mending): (&Arc<str>, &Mending)| {
            let text = text(files, path).unwrap_or_default();
            unified(path, mending.path.as_deref().unwrap_or(path), &text, &mending.edits)
        };
        self.files.iter().map(shown).collect()
    }

    /// Makes the changes, each file in one step.
    pub(super) fn make(&self, files: &Disk) -> Result<(), EnvironmentError> {
        for (path, mending) in &self.files {
            let refused = |error: &io::Error| EnvironmentError::new(format!("cannot write {path}: {}", reason(error)));
            let target = files.target(path).map_err(|error| refused(&error))?;
            if !mending.edits.is_empty() {
                let old = text(files, path).map_err(|error| refused(&error))?;
                let changed = || EnvironmentError::new(format!("{path} was changed just now, by someone else")).help("run the command again");
                let new = apply(&old, mending.edits.iter().map(|(span, text)| (span, text.as_str()))).ok_or_else(changed)?;
                replace(&target, &new).map_err(|error| refused(&error))?;
            }
            if let Some(to) = &mending.path {
                let to = target.with_file_name(to.rsplit('/').next().unwrap_or(to));
                if to.exists() {
                    return Err(
                        EnvironmentError::new(format!("cannot rename {path}: there is a file {}", to.display())).help("rename or remove one of the two")
                    );
                }
                fs::rename(&target, &to).map_err(|error| refused(&error))?;
            }
        }
        Ok(())
    }
}

fn text(files: &Disk, path: &str) -> io::Result<String> {
    String::from_utf8(files.read(path)?).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Writes a file in one step, with the permissions of the one that is there.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // A hidden name: no build looks at it.
    let new = path.with_file_name(format!(".{name}.new"));
    let put = || -> io::Result<()> {
        // What a run that was cut off left there goes; a link that somebody puts there is not followed.
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&new)?;
        file.write_all(text.as_bytes())?;
        if let Ok(there) = fs::metadata(path) {
            file.set_permissions(there.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&new, path)
    };
    put().inspect_err(|_| _ = fs::remove_file(&new))
}
