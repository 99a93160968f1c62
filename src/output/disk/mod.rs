//! An output folder on a disk, changed so that a build that is cut off leaves the old output, or one that becomes the new one.
//!
//! [`Disk`] implements [`Store`]. New files wait in a staging area beside the output ([`place`]). Before anything in the output
//! changes, [`targets`] asks what may be put where. Then [`commit`] moves the staged files into place by a journal that the next
//! build completes if need be; where most files are new, [`exchange`] completes the staging area to a whole output and exchanges the
//! two folders.
//!
//! [`Ops`] is every change to the file system, one step at a time, so that tests can stop after each. [`Lock`] lets one build at a
//! time work on an output; [`Comparison`] compares an output with what a build makes, without changing it.
#![expect(clippy::disallowed_methods, reason = "this is the one writer of the output")]

mod commit;
mod comparison;
mod exchange;
mod lock;
mod ops;
mod place;
mod targets;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use commit::{Commit, FILES};
use exchange::Exchange;
use place::Place;
pub(crate) use place::absolute;
use rayon::prelude::*;
use targets::Targets;

use super::{Damage, EnvironmentError, Kept, MANIFEST_FILE, Manifest, Store};
use crate::content::Hash;
use crate::source::{Stamp, moment, reason, stamp};

pub use comparison::{Comparison, Difference, Spot};
pub use lock::Lock;
pub use ops::{Ops, System};

/// Files that may lie in an output that is otherwise empty: placeholders of version control.
const PLACEHOLDERS: [&str; 3] = [".gitkeep", ".gitignore", ".keep"];

/// An output folder.
#[derive(Debug)]
pub struct Disk {
    place: Place,
    options: DiskOptions,
    ops: Arc<dyn Ops>,
    /// Folders of the output that are known to be in the staging area. As text: comparing paths, which goes segment by segment,
    /// took 5 % of a cold build.
    made: Mutex<BTreeSet<String>>,
    /// What the list said when the output was opened.
    listed: Arc<Manifest>,
    lock: Option<Lock>,
    /// Whether the staging area is ours.
    opened: bool,
}

/// How an output folder is treated.
#[derive(Debug, Clone, Default)]
pub struct DiskOptions {
    /// Take over a folder that another program, or a person, has filled.
    pub adopt: bool,
    /// Folders with sources, which the output must not be, hold or lie in.
    pub sources: Vec<PathBuf>,
    /// The folder of the digest. In the cache an output in it goes by its path from there, so that the cache is good wherever the
    /// digest lies; any other by its whole path.
    pub digest: Option<PathBuf>,
    /// Do not wait until the stamps of new files can be relied on. The next build then reads these files once more, to see
    /// that they are right.
    pub skip_settle: bool,
}

impl Disk {
    /// The output in `folder`, which need not exist.
    #[must_use]
    pub fn new(folder: &Path, options: DiskOptions) -> Self {
        Self::with_ops(folder, options, Arc::new(System))
    }

    /// The output in `folder`, changed by `ops`.
    #[must_use]
    pub fn with_ops(folder: &Path, options: DiskOptions, ops: Arc<dyn Ops>) -> Self {
        Self { place: Place::new(folder), options, ops, made: Mutex::default(), listed: Arc::default(), lock: None, opened: false }
    }

    /// Keeps other builds away from the output, those of other digests too, as long as the value lives. Calls `wait` once if
    /// one of them is at it. Where there can be no lock, no build can change the output either.
    pub fn lock(&mut self, wait: impl FnOnce()) {
        if self.lock.is_none() {
            self.lock = Lock::pass(&self.place.lock, wait).ok();
        }
    }

    /// Why the lock that was taken keeps no other build away, if that is so.
    #[must_use]
    pub fn without_lock(&self) -> Option<&str> {
        self.lock.as_ref().and_then(Lock::without)
    }

    /// Completes what an interrupted build has left half done.
    ///
    /// # Errors
    /// Where the output must not be written to, or cannot be.
    pub fn recover(&mut self) -> Result<(), EnvironmentError> {
        self.place.check(&self.options.sources)?;
        self.lock(|| {});
        self.commit_by().recover()
    }

    fn commit_by(&self) -> Commit<'_> {
        Commit { ops: &*self.ops, place: &self.place }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.place.folder.join(path)
    }

    /// The path in the staging area for a file of the output, whose folder is there now.
    fn ready(&self, path: &str) -> Result<PathBuf, EnvironmentError> {
        let files = self.place.staging.join(FILES);
        let mut folder = path.rfind('/').map_or("", |at| &path[..at]);
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if !made.contains(folder) {
            let full = files.join(folder);
            make_folders(&*self.ops, &full).map_err(|e| failed("make", &full, &e))?;
            while made.insert(folder.to_owned()) {
                folder = folder.rfind('/').map_or("", |at| &folder[..at]);
            }
        }
        drop(made);
        Ok(files.join(path))
    }

    /// Reads the list; refuses a folder that has files but no list, unless it is to be adopted.
    fn read_list(&self, drafts: bool) -> Result<Manifest, EnvironmentError> {
        let shown = self.place.folder.display();
        let listed = match fs::read_to_string(self.path(MANIFEST_FILE)) {
            Ok(text) => match Manifest::parse(&text) {
                // Who takes a folder over does not need to know whose its files were.
                Err(_) if self.options.adopt => None,
                listed => listed.map_err(|damage| damaged(&self.path(MANIFEST_FILE), &damage))?,
            },
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(failed("read", &self.path(MANIFEST_FILE), &error)),
        };
        match listed {
            Some(list) if list.drafts != drafts && !list.files.is_empty() => {
                let (what, help) = if drafts {
                    ("was built without drafts", "give drafts an output of their own: --drafts --output preview")
                } else {
                    ("shows drafts", "build into another folder, or delete this one first")
                };
                Err(EnvironmentError::new(format!("the output {shown} {what}")).help(help))
            }
            Some(list) => Ok(Manifest { drafts, ..list }),
            None if self.options.adopt || self.is_empty()? => Ok(Manifest { drafts, ..Manifest::default() }),
            None => Err(EnvironmentError::new(format!("the output {shown} has files that bulletin did not write"))
                .help("name another folder with --output, empty this one, or take it over with --adopt: files of other names then stay")),
        }
    }

    fn is_empty(&self) -> Result<bool, EnvironmentError> {
        let entries = match fs::read_dir(&self.place.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(failed("read", &self.place.folder, &error)),
        };
        Ok(entries.flatten().all(|e| e.file_name().to_str().is_some_and(|name| PLACEHOLDERS.contains(&name) || Place::is_passing(name))))
    }
}

impl Store for Disk {
    fn name(&self) -> String {
        let folder = &self.place.folder;
        let below = self.options.digest.as_deref().and_then(|digest| folder.strip_prefix(absolute(digest)).ok());
        below.unwrap_or(folder).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }

    fn open(&mut self, drafts: bool) -> Result<Arc<Manifest>, EnvironmentError> {
        if self.lock.is_none() {
            // The lock lies where the output does.
            let _ = self.place.lock.parent().map(|parent| make_folders(&*self.ops, parent));
        }
        self.recover()?;
        self.opened = true;
        self.listed = Arc::new(self.read_list(drafts)?);
        self.made.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(Arc::clone(&self.listed))
    }

    fn seen(&self) -> Option<Hash> {
        if found(&self.place.staging) || found(&self.place.journal) {
            return None;
        }
        let text = fs::read_to_string(self.path(MANIFEST_FILE)).ok()?;
        let paths: Vec<&str> = text.lines().skip(1).map(|line| line.split_once(' ').map(|(_, path)| path)).collect::<Option<_>>()?;
        let stamps: Vec<Option<Stamp>> = paths.par_iter().with_min_len(64).map(|path| self.stamp(path)).collect();
        super::of_outputs(text.as_bytes(), stamps)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let data = self.path(path).symlink_metadata().ok()?;
        data.is_file().then(|| stamp(&data))
    }

    fn hash(&self, path: &str) -> Option<Hash> {
        hash(&self.path(path)).ok()
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), EnvironmentError> {
        let target = self.ready(path)?;
        self.ops.write(&target, bytes).map_err(|e| failed("write", &target, &e))
    }

    fn stage_from(&self, path: &str, from: &mut dyn Read) -> Result<Hash, EnvironmentError> {
        let target = self.ready(path)?;
        self.ops.copy(from, &target).map_err(|e| failed("write", &target, &e))
    }

    fn commit(&mut self, staged: &BTreeSet<String>, stale: &BTreeSet<String>, list: &Arc<Manifest>) -> Result<Kept, EnvironmentError> {
        if staged.is_empty() && stale.is_empty() && *list == self.listed && found(&self.path(MANIFEST_FILE)) {
            return Ok(Kept::AsTheyWere);
        }
        let targets = Targets { folder: &self.place.folder, listed: &self.listed.files, stale, adopt: self.options.adopt };
        targets.check(staged.iter())?;
        let folders = std::mem::take(self.made.get_mut().unwrap_or_else(PoisonError::into_inner));
        let exchange = Exchange { ops: &*self.ops, place: &self.place, listed: &self.listed, list, staged, folders: &folders };
        let kept = if exchange.carry_out()? {
            Kept::WithNewStamps
        } else {
            self.commit_by().seal(staged, &folders, list, self.options.adopt)?;
            self.commit_by().finish(staged, stale, list)?;
            Kept::AsTheyWere
        };
        self.listed = Arc::clone(list);
        Ok(kept)
    }

    fn now(&self) -> i64 {
        self.lock.as_ref().and_then(Lock::moment).unwrap_or_else(moment)
    }

    fn settle(&self) -> i64 {
        if !self.options.skip_settle {
            std::thread::sleep(crate::source::SETTLE);
        }
        self.now()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // After a failure nothing that was staged is of use.
        if self.opened && found(&self.place.staging) {
            let _ = self.ops.clear(&self.place.staging);
        }
    }
}

/// Makes a folder and those above it that are missing.
fn make_folders(ops: &dyn Ops, folder: &Path) -> io::Result<()> {
    // The parent of a relative name is nothing: the folder that the program runs in.
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folders(ops, parent)?;
    }
    ops.make_folder(folder)
}

/// Fingerprint of a file. What is no regular file is an error, and so is a link, even to one.
fn hash(path: &Path) -> io::Result<Hash> {
    let file = open_file(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("this is not a regular file"));
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(*hasher.finalize().as_bytes())
}

/// Opens a file, and no link. A pipe in its place does not hold the build up.
#[cfg(unix)]
fn open_file(path: &Path) -> io::Result<fs::File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open_file(path: &Path) -> io::Result<fs::File> {
    fs::File::open(path)
}

/// Whether there is anything at a path.
fn found(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// A list that names what no build writes is not followed, for it says what may be deleted.
fn damaged(list: &Path, Damage { line, what }: &Damage) -> EnvironmentError {
    EnvironmentError::new(format!("the list {} is damaged in line {line}: {what}", list.display()))
        .help("bring the list back as it was, or build once with --adopt: files that are no longer made then stay, and can be deleted by hand")
}

fn failed(what: &str, path: &Path, error: &io::Error) -> EnvironmentError {
    let refusal = EnvironmentError::new(format!("cannot {what} {}: {}", path.display(), reason(error)));
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => refusal.help("make room and build again"),
        _ => refusal,
    }
}
