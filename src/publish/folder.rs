//! A folder on this machine, which a web server serves.
//!
//! New files are written beside the others, in a folder of their own, and moved into place, each in one step. Nothing is written
//! through a link.
#![expect(clippy::disallowed_methods, reason = "it looks at what is there; all changes go through output::Ops")]

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::list::{LIST_FILE, List};
use super::{Failure, Site, Step, Target};
use crate::output::{EnvironmentError, Lock, Ops, System, absolute};
use crate::source::{STATE, reason};

/// Where new files wait, and what keeps other runs away, both in the folder itself: one beside it may be on another disk.
const STAGING: &str = ".bulletin-staging";
const LOCK: &str = ".bulletin-lock";

/// A folder on this machine.
pub(super) struct Folder {
    /// The path as it is given.
    shown: String,
    path: PathBuf,
    /// Folders in it that are known to be there, and to be no links.
    made: BTreeSet<String>,
    lock: Option<Lock>,
}

impl Folder {
    /// The folder at `path`, which counts from that of the digest.
    pub(super) fn new(path: &str, root: &Path) -> Result<Self, EnvironmentError> {
        let folder = absolute(&root.join(path));
        // What is made from the sources may not lie among them, nor they in it; and the output is no target of itself.
        for own in ["content", "themes", "output", STATE] {
            let own = absolute(&root.join(own));
            if folder.starts_with(&own) || own.starts_with(&folder) {
                let among = EnvironmentError::new(format!("the target {path} is, holds or lies in {}", own.display()));
                return Err(among.help("give a folder outside of the digest in site.yaml"));
            }
        }
        Ok(Self { shown: path.to_owned(), path: folder, made: BTreeSet::new(), lock: None })
    }

    /// Writes a file in one step.
    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), EnvironmentError> {
        self.folders_of(path)?;
        let (new, target) = (self.path.join(STAGING).join("new"), self.path.join(path));
        if target.symlink_metadata().is_ok_and(|data| data.is_dir()) {
            return Err(EnvironmentError::new(format!("{} is a folder, and a file is to be written there", target.display())).help("move it away"));
        }
        System.write(&new, bytes).and_then(|()| System.rename(&new, &target)).map_err(|error| failed("write", &target, &error))
    }

    /// Makes the folders that a file lies in.
    fn folders_of(&mut self, path: &str) -> Result<(), EnvironmentError> {
        for (at, _) in path.match_indices('/') {
            let folder = &path[..at];
            if self.made.contains(folder) {
                continue;
            }
            let full = self.path.join(folder);
            match full.symlink_metadata() {
                Ok(data) if data.is_dir() => {}
                Ok(_) => {
                    return Err(
                        EnvironmentError::new(format!("{} is not a folder", full.display())).help("move it away: bulletin writes no file through a link")
                    );
                }
                Err(_) => System.make_folder(&full).map_err(|error| failed("make", &full, &error))?,
            }
            self.made.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Whether a link stands on the way to a file, or in its place.
    fn is_behind_link(&self, path: &str) -> bool {
        let is_link = |path: &str| self.path.join(path).symlink_metadata().is_ok_and(|data| data.is_symlink());
        path.match_indices('/').any(|(at, _)| is_link(&path[..at]))
    }

    fn sync(&self) -> Result<(), EnvironmentError> {
        System.sync_all(&self.path).map(|_| ()).map_err(|error| failed("write", &self.path, &error))
    }
}

impl Target for Folder {
    fn shown(&self) -> String {
        self.shown.clone()
    }

    fn lock(&mut self, wait: &dyn Fn()) -> Result<(), EnvironmentError> {
        fs::create_dir_all(&self.path).map_err(|error| failed("make", &self.path, &error))?;
        let lock = self.path.join(LOCK);
        self.lock = Some(Lock::pass(&lock, wait).map_err(|error| failed("lock", &lock, &error))?);
        let staging = self.path.join(STAGING);
        match staging.symlink_metadata() {
            // Left by a run that was cut off.
            Ok(data) if data.is_dir() => System.clear(&staging),
            Ok(_) => System.remove_file(&staging),
            Err(_) => Ok(()),
        }
        .and_then(|()| System.make_folder(&staging))
        .map_err(|error| failed("make", &staging, &error))
    }

    fn list(&mut self) -> Result<Option<String>, EnvironmentError> {
        let path = self.path.join(LIST_FILE);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed("read", &path, &error)),
        }
    }

    fn foreign(&mut self, site: &Site, paths: &[&str]) -> Result<Vec<String>, EnvironmentError> {
        let mut foreign = Vec::new();
        for path in paths {
            let full = self.path.join(path);
            if full.symlink_metadata().is_ok_and(|data| !data.is_dir())
                && (self.is_behind_link(path) || fs::read(&full).ok().as_deref() != Some(&*site.read(path)?))
            {
                foreign.push((*path).to_owned());
            }
        }
        Ok(foreign)
    }

    fn begin(&mut self, list: &List) -> Result<(), EnvironmentError> {
        self.put(LIST_FILE, list.write().as_bytes())?;
        self.sync()
    }

    fn send(&mut self, site: &Site, paths: &[String], step: &Step<'_>) -> Result<(), Failure> {
        for path in paths {
            step()?;
            self.put(path, &site.read(path)?)?;
        }
        Ok(())
    }

    fn delete(&mut self, site: &Site, paths: &[String]) -> Result<(), EnvironmentError> {
        for path in paths.iter().filter(|path| !self.is_behind_link(path)) {
            let full = self.path.join(path);
            if full.symlink_metadata().is_ok_and(|data| !data.is_dir()) {
                System.remove_file(&full).map_err(|error| failed("delete", &full, &error))?;
            }
        }
        // From the innermost outwards. One that still has something in it stays.
        for folder in site.left_empty(paths).into_iter().rev() {
            if !self.is_behind_link(&format!("{folder}/")) && System.remove_folder(&self.path.join(folder)).is_ok() {
                self.made.remove(folder);
            }
        }
        Ok(())
    }

    fn finish(&mut self, list: &List) -> Result<(), EnvironmentError> {
        self.sync()?;
        self.put(LIST_FILE, list.write().as_bytes())?;
        self.sync()
    }

    fn reads_rules(&self) -> bool {
        true
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.lock.is_some() {
            let _ = System.clear(&self.path.join(STAGING));
        }
    }
}

fn failed(what: &str, path: &Path, error: &std::io::Error) -> EnvironmentError {
    EnvironmentError::new(format!("cannot {what} {}: {}", path.display(), reason(error)))
}
