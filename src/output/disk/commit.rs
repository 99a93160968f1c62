//! From staged files to a new output, in one step as seen from outside.
//!
//! New files wait in the *staging area*, a folder beside the output, and with them at the end the new list and a *seal*
//! with the list's fingerprint. When all of it is safe on the disk, that folder gets the name of the *journal*: this is
//! the commit point. Until then the output is as it was, and a staging area that is found is of no use. From then on the
//! output becomes the new one whatever happens: the files in the journal are those that are still to be moved, what only
//! the old list names is still to be deleted, and last the new list replaces the old one. Each of these steps can be
//! done again, so whoever finds a journal carries on; each file is moved by a rename, so it is wholly old or wholly new.
//!
//! After a power failure, too: the contents are safe before the commit point, and so are the names of what was moved or
//! deleted before the journal goes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::place::Place;
use super::targets::{Targets, is_behind_link};
use super::{EnvironmentError, Ops, damaged, failed, found, hash, make_folders};
use crate::content::Hash;
use crate::output::{MANIFEST_FILE, Manifest};

/// New files, in the staging area and the journal.
pub(super) const FILES: &str = "files";
const LIST: &str = "list";
const SEAL: &str = "seal";

/// The first words of a seal.
const HEAD: &str = "bulletin journal 1";

/// Up to so many new files are made safe one by one. That takes some milliseconds each on a slow disk, while one call for
/// the whole file system also waits for what other programs have written: 0.2 s here beside a compiler, 2 ms when it was idle
/// (80 ms for 20,000 files of 8 kB; one by one, 2,000 took 70 ms).
pub(super) const FEW: usize = 64;

/// How an output changes.
pub(super) struct Commit<'c> {
    pub(super) ops: &'c dyn Ops,
    pub(super) place: &'c Place,
}

impl Commit<'_> {
    /// Passes the commit point: puts list and seal to the staged files, makes all safe, and turns it into the journal.
    /// `folders` are those of the staged files.
    pub(super) fn seal(&self, staged: &BTreeSet<String>, folders: &BTreeSet<String>, list: &Manifest, adopt: bool) -> Result<(), EnvironmentError> {
        let staging = &self.place.staging;
        make_folders(self.ops, staging).map_err(|e| failed("make", staging, &e))?;
        let (list, path, seal) = (list.write(), staging.join(LIST), staging.join(SEAL));
        let sealed = format!("{HEAD} {} {}\n", blake3::hash(list.as_bytes()).to_hex(), if adopt { "adopt" } else { "keep" });
        self.ops.write(&path, list.as_bytes()).map_err(|e| failed("write", &path, &e))?;
        self.ops.write(&seal, sealed.as_bytes()).map_err(|e| failed("write", &seal, &e))?;

        let safe = || -> io::Result<()> {
            if staged.len() > FEW && self.ops.sync_all(staging)? {
                return Ok(());
            }
            for path in staged.iter().chain(folders) {
                self.ops.sync(&staging.join(FILES).join(path))?;
            }
            [path, seal, staging.clone()].iter().try_for_each(|path| self.ops.sync(path))
        };
        safe().map_err(|e| failed("write", staging, &e))?;
        self.ops.rename(staging, &self.place.journal).map_err(|e| failed("make", &self.place.journal, &e))?;
        let beside = self.place.journal.parent().unwrap_or(&self.place.journal);
        self.ops.sync(beside).map_err(|e| interrupted(failed("write", beside, &e)))
    }

    /// Does what the journal holds, which is `staged`; `stale` is what only the old list names.
    pub(super) fn finish(&self, staged: &BTreeSet<String>, stale: &BTreeSet<String>, list: &Manifest) -> Result<(), EnvironmentError> {
        self.make_room(stale, list)?;
        self.carry_out(stale, list, staged.iter())
    }

    /// Completes what an interrupted build has begun; clears away what it had only prepared.
    pub(super) fn recover(&self) -> Result<(), EnvironmentError> {
        let (journal, staging) = (&self.place.journal, &self.place.staging);
        if found(journal) {
            match self.read()? {
                Some((list, listed, adopt)) => self.resume(&list, &listed, adopt)?,
                // Without a seal that fits, it is being cleared away.
                None => self.ops.clear(journal).map_err(|e| failed("clear", journal, &e))?,
            }
        }
        if found(staging) {
            self.ops.clear(staging).map_err(|e| failed("clear", staging, &e))?;
        }
        Ok(())
    }

    /// Does the rest of what the journal holds, to an output that others may have changed since.
    fn resume(&self, list: &Manifest, listed: &Manifest, adopt: bool) -> Result<(), EnvironmentError> {
        let stale = listed.files.keys().filter(|path| !list.files.contains_key(*path)).cloned().collect();
        // First, because half of a folder may be gone of which the check asks whether it was ours.
        self.make_room(&stale, list)?;
        let waiting = self.waiting(list).map_err(|e| failed("read", &self.place.journal, &e))?;
        Targets { folder: &self.place.folder, listed: &listed.files, stale: &stale, adopt }.check(waiting.iter()).map_err(interrupted)?;
        // Some were moved before, it is not known which.
        self.carry_out(&stale, list, list.files.keys())
    }

    /// The list in the journal, that of the output, and whether files of others are taken over; `None` if the journal has
    /// no seal that fits.
    fn read(&self) -> Result<Option<(Manifest, Manifest, bool)>, EnvironmentError> {
        let text = |path: &Path| match fs::read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed("read", path, &error)),
        };
        let path = self.place.folder.join(MANIFEST_FILE);
        let Some(seal) = text(&self.place.journal.join(SEAL))? else { return Ok(None) };
        let here = text(&path)?;
        // It is in the output already if that was the last step.
        let new = text(&self.place.journal.join(LIST))?.or_else(|| here.clone()).unwrap_or_default();
        let sealed = |mode: &str| seal == format!("{HEAD} {} {mode}\n", blake3::hash(&new).to_hex()).into_bytes();
        let adopt = sealed("adopt");
        if !adopt && !sealed("keep") {
            return Ok(None);
        }
        let parse = |bytes: Vec<u8>| String::from_utf8(bytes).map_or(Ok(None), |text| Manifest::parse(&text));
        let Ok(Some(list)) = parse(new) else { return Ok(None) };
        let listed = match here.map_or(Ok(None), parse) {
            Err(damage) if !adopt => return Err(damaged(&path, &damage)),
            listed => listed.unwrap_or_default().unwrap_or_default(),
        };
        Ok(Some((list, listed, adopt)))
    }

    /// The files that are still to be moved. One that is not what the list says did not outlast a power failure: it is
    /// left out, and the build that follows makes it again.
    fn waiting(&self, list: &Manifest) -> io::Result<BTreeSet<String>> {
        let top = self.place.journal.join(FILES);
        let (mut files, mut open) = (BTreeSet::new(), vec![String::new()]);
        while let Some(folder) = open.pop() {
            let entries = match fs::read_dir(top.join(&folder)) {
                Err(error) if error.kind() == ErrorKind::NotFound && folder.is_empty() => break,
                entries => entries?,
            };
            for entry in entries {
                let entry = entry?;
                let name = entry.file_name().to_str().map(|name| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") });
                match name {
                    Some(name) if entry.file_type()?.is_dir() => open.push(name),
                    Some(name) if list.files.get(&name) == Some(&hash(&entry.path())?) => drop(files.insert(name)),
                    _ => self.ops.remove_file(&entry.path())?,
                }
            }
        }
        Ok(files)
    }

    /// Deletes files that stand where a folder must be, or in a folder where a file must be.
    fn make_room(&self, stale: &BTreeSet<String>, list: &Manifest) -> Result<(), EnvironmentError> {
        make_folders(self.ops, &self.place.folder).map_err(|e| interrupted(failed("make", &self.place.folder, &e)))?;
        stale.iter().filter(|path| is_in_the_way(path, &list.files)).try_for_each(|path| self.delete(path))
    }

    /// Moves the files, deletes what is left of the old ones, and replaces the list. `moved` are all files that were moved.
    fn carry_out<'p>(&self, stale: &'p BTreeSet<String>, list: &Manifest, moved: impl Iterator<Item = &'p String>) -> Result<(), EnvironmentError> {
        let Place { folder, journal, .. } = self.place;
        let from = journal.join(FILES);
        if found(&from) {
            self.move_in(&from, folder).map_err(|e| interrupted(failed("write", folder, &e)))?;
        }
        stale.iter().filter(|path| !is_in_the_way(path, &list.files)).try_for_each(|path| self.delete(path))?;
        let (new, path) = (journal.join(LIST), folder.join(MANIFEST_FILE));
        if found(&new) {
            self.ops.rename(&new, &path).map_err(|e| interrupted(failed("write", &path, &e)))?;
        }
        self.make_safe(moved.chain(stale)).map_err(|e| interrupted(failed("write", folder, &e)))?;
        // All is done; what stays of the journal does no more.
        let _ = self.ops.clear(journal);
        Ok(())
    }

    /// Sees to it that the names of files that were moved or deleted outlast a power failure as those in the journal do.
    fn make_safe<'p>(&self, changed: impl Iterator<Item = &'p String>) -> io::Result<()> {
        let mut folders = BTreeSet::from([""]);
        for path in changed {
            folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
        }
        if folders.len() > FEW && self.ops.sync_all(&self.place.folder)? {
            return Ok(());
        }
        let there = |path: &PathBuf| path.symlink_metadata().is_ok_and(|data| data.is_dir());
        folders.into_iter().map(|folder| self.place.folder.join(folder)).filter(there).try_for_each(|folder| self.ops.sync(&folder))
    }

    /// Moves everything in one folder into another: whole folders where there is none yet.
    fn move_in(&self, from: &Path, to: &Path) -> io::Result<()> {
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            let (from, to) = (entry.path(), to.join(entry.file_name()));
            if entry.file_type()?.is_dir() && to.symlink_metadata().is_ok_and(|data| data.is_dir()) {
                self.move_in(&from, &to)?;
            } else {
                self.ops.rename(&from, &to)?;
            }
        }
        Ok(())
    }

    fn delete(&self, path: &str) -> Result<(), EnvironmentError> {
        let full = self.place.folder.join(path);
        // A folder in its place is someone else's, and so is what lies behind a link.
        if is_behind_link(&self.place.folder, path) || full.symlink_metadata().is_ok_and(|d| d.is_dir()) {
            return Ok(());
        }
        match self.ops.remove_file(&full) {
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Err(interrupted(failed("delete", &full, &error)));
            }
            _ => {}
        }
        // Folders that are empty now go too; the first that is not stops this.
        let mut parent = Path::new(path).parent();
        while let Some(folder) = parent.filter(|p| !p.as_os_str().is_empty()) {
            if self.ops.remove_folder(&self.place.folder.join(folder)).is_err() {
                break;
            }
            parent = folder.parent();
        }
        Ok(())
    }
}

/// Whether a file must go before others can come: one of them needs a folder in its place, or stands where its folder is.
fn is_in_the_way(path: &str, coming: &BTreeMap<String, Hash>) -> bool {
    let below = format!("{path}/");
    let is_folder = coming.range(below.clone()..).next().is_some_and(|(p, _)| p.starts_with(&below));
    is_folder || path.match_indices('/').any(|(at, _)| coming.contains_key(&path[..at]))
}

/// What stopped a build behind its commit point.
fn interrupted(refusal: EnvironmentError) -> EnvironmentError {
    let help = refusal.help.map(|help| format!("{help}; ")).unwrap_or_default();
    EnvironmentError::new(refusal.message).help(format!("{help}the output is partly the new one; the next build completes it"))
}
