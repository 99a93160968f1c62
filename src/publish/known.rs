//! Which list of a target this machine has seen last.
#![expect(clippy::disallowed_methods, reason = "it lies beside the cache, and is no output")]

use std::fs;
use std::path::{Path, PathBuf};

use super::list::shown;
use crate::output::EnvironmentError;
use crate::source::reason;

/// Remembers the moment of the last list of a target that was written or seen here.
#[derive(Debug)]
pub struct Known {
    file: PathBuf,
    /// Where the target is: a name in site.yaml may come to mean another one.
    target: String,
}

impl Known {
    /// What is known of a target that is at `target`; `state` is a folder, which need not exist.
    #[must_use]
    pub fn new(state: &Path, target: &str) -> Self {
        Self { file: state.join("known"), target: target.to_owned() }
    }

    /// The moment of that list, in seconds since 1970.
    #[must_use]
    pub fn moment(&self) -> Option<i64> {
        let text = fs::read_to_string(&self.file).ok()?;
        let (moment, target) = text.split_once('\n')?;
        (target.trim_end() == self.target).then(|| moment.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_second))?
    }

    /// Remembers a list.
    ///
    /// # Errors
    /// Where that cannot be written: then the next run would take our own list for one of others.
    pub fn remember(&self, moment: i64) -> Result<(), EnvironmentError> {
        let write = || {
            self.file.parent().map_or(Ok(()), fs::create_dir_all)?;
            let new = self.file.with_extension("new");
            fs::write(&new, format!("{}\n{}\n", shown(moment), self.target))?;
            fs::rename(&new, &self.file)
        };
        write().map_err(|error: std::io::Error| EnvironmentError::new(format!("cannot write {}: {}", self.file.display(), reason(&error))))
    }
}
