//! What a build may put where: asked before anything in the output changes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::EnvironmentError;
use super::place::{device, is_writable};
use crate::content::Hash;

/// What there is to ask of an output.
pub(super) struct Targets<'t> {
    pub(super) folder: &'t Path,
    /// Files that are ours.
    pub(super) listed: &'t BTreeMap<String, Hash>,
    /// Those of them that go.
    pub(super) stale: &'t BTreeSet<String>,
    /// Whether files of others are taken over.
    pub(super) adopt: bool,
}

impl Targets<'_> {
    /// Refuses to write over files that no list names, over folders with such files, through links that lead elsewhere,
    /// into other file systems, and where permission is missing.
    pub(super) fn check<'p>(&self, coming: impl Iterator<Item = &'p String>) -> Result<(), EnvironmentError> {
        let device = device(self.folder);
        if device.is_some() {
            self.writable("")?;
        }
        let mut folders: HashMap<&str, bool> = HashMap::from([("", true)]);
        let mut open: HashSet<&str> = HashSet::from([""]);
        for path in coming {
            let mut above = "";
            for (at, _) in path.match_indices('/') {
                let folder = &path[..at];
                if !folders.contains_key(folder) {
                    let there = self.is_folder(folder, device)?;
                    if !there && folders[above] && open.insert(above) {
                        self.writable(above)?;
                    }
                    folders.insert(folder, there);
                }
                above = folder;
            }
            if folders[above] {
                if open.insert(above) {
                    self.writable(above)?;
                }
                self.target(path)?;
            }
        }
        for path in self.stale {
            let folder = path.rfind('/').map_or("", |at| &path[..at]);
            if open.insert(folder) && self.path(folder).is_dir() && !is_behind_link(self.folder, path) {
                self.writable(folder)?;
            }
        }
        Ok(())
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn writable(&self, folder: &str) -> Result<(), EnvironmentError> {
        if is_writable(&self.path(folder)) {
            return Ok(());
        }
        let folder = if folder.is_empty() { self.folder.to_owned() } else { self.path(folder) };
        Err(EnvironmentError::new(format!("cannot write to {}: permission denied", folder.display()))
            .help("let the builder write there, or name another --output"))
    }

    /// Whether there is a folder at `path`; a refusal if there is anything else, a link to a folder too.
    fn is_folder(&self, path: &str, device: Option<u64>) -> Result<bool, EnvironmentError> {
        let refused = |what: &str, help: &str| Err(EnvironmentError::new(format!("{} {what}", self.path(path).display())).help(help));
        match self.path(path).symlink_metadata() {
            Ok(data) if data.is_dir() && !is_on(&data, device) => {
                refused("is on another file system than the output", "files are moved into place, which does not work across file systems: mount it elsewhere")
            }
            Ok(data) if data.is_dir() => Ok(true),
            // A file of ours that is no longer planned makes room for the folder.
            Ok(data) if data.is_file() && self.stale.contains(path) => Ok(false),
            Ok(_) => refused("is not a folder", "move it away: bulletin writes no file through a link"),
            Err(_) => Ok(false),
        }
    }

    /// Refuses to replace what is not ours.
    fn target(&self, path: &str) -> Result<(), EnvironmentError> {
        let ours = self.listed.contains_key(path) || self.adopt;
        let shown = || self.path(path).display().to_string();
        match self.path(path).symlink_metadata() {
            Ok(data) if data.is_dir() && !self.holds_only_stale(path) => {
                Err(EnvironmentError::new(format!("{} is a folder that bulletin did not make", shown())).help("move it away: a file is to be written there"))
            }
            Ok(data) if !data.is_dir() && !ours => {
                Err(EnvironmentError::new(format!("{} was not written by bulletin", shown())).help("move it away, or let bulletin take it over with --adopt"))
            }
            _ => Ok(()),
        }
    }

    /// Whether all that is below a folder goes, so that the folder goes with it; an empty one is someone else's.
    fn holds_only_stale(&self, folder: &str) -> bool {
        fs::read_dir(self.path(folder)).is_ok_and(|entries| {
            let mut entries = entries.peekable();
            entries.peek().is_some()
                && entries.all(|entry| {
                    let named = entry.ok().and_then(|e| Some((format!("{folder}/{}", e.file_name().to_str()?), e.file_type().ok()?)));
                    named.is_some_and(|(name, kind)| if kind.is_dir() { self.holds_only_stale(&name) } else { self.stale.contains(&name) })
                })
        })
    }
}

/// Whether a link stands on the way to a file: what lies behind it is not the output's.
pub(super) fn is_behind_link(folder: &Path, path: &str) -> bool {
    path.match_indices('/').any(|(at, _)| folder.join(&path[..at]).symlink_metadata().is_ok_and(|d| d.is_symlink()))
}

#[cfg(unix)]
fn is_on(data: &fs::Metadata, device: Option<u64>) -> bool {
    use std::os::unix::fs::MetadataExt;
    device.is_none_or(|device| device == data.dev())
}

#[cfg(not(unix))]
fn is_on(_: &fs::Metadata, _: Option<u64>) -> bool {
    true
}
