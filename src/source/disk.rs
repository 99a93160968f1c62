//! Files on a disk. Home of walkdir.
#![expect(clippy::disallowed_methods, reason = "this is the one reader of the site's files")]

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use walkdir::{DirEntry, WalkDir};

use super::beneath::Top;
use super::{Entry, Files, Opened, Stamp, is_ignored, unreadable};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::nfc;

/// The site below a folder.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
    top: Top,
    outside_links: bool,
    /// The names on the disk of files whose paths are not in composed form there, by their composed paths. Some systems write
    /// `é` as two characters; to the site both are one.
    decomposed: Arc<Mutex<HashMap<Arc<str>, String>>>,
}

impl Disk {
    /// The site below `root`. Links that lead out of it are refused unless `outside_links`.
    #[must_use]
    pub fn new(root: &Path, outside_links: bool) -> Self {
        // An absolute root, so that a link's target can be compared with it. A root that is absent has no files.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        Self { decomposed: Arc::default(), top: Top::new(&root), root, outside_links }
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file of the site lies, with all links followed: where it may be written to.
    ///
    /// # Errors
    /// What the file system says; that it lies outside of the site's own files, to which nothing is written.
    pub fn target(&self, path: &str) -> io::Result<PathBuf> {
        let target = self.root.join(&*self.at(path)).canonicalize()?;
        let is_own = target.strip_prefix(&self.root).is_ok_and(is_source);
        if is_own { Ok(target) } else { Err(io::Error::other(format!("it leads out of content and themes, to {}", target.display()))) }
    }

    /// Where links to single files lead that lie elsewhere: what changes there changes the site, and no folder of it tells.
    #[must_use]
    pub fn linked_elsewhere(&self) -> Vec<PathBuf> {
        let walks = FOLDERS.iter().flat_map(|folder| WalkDir::new(self.root.join(folder)).follow_links(true));
        let links = walks.filter_map(Result::ok).filter(|found| found.path_is_symlink() && found.file_type().is_file());
        let targets = links.filter_map(|found| found.path().canonicalize().ok());
        targets.filter(|target| !target.strip_prefix(&self.root).is_ok_and(is_source)).collect()
    }

    /// Opens a file on whose way there is a link. It was listed, so the link led to a file of the site then; what counts is
    /// where it leads now.
    fn linked(&self, path: &str) -> io::Result<std::fs::File> {
        let target = self.root.join(path).canonicalize()?;
        let below = target.strip_prefix(&self.root).ok().filter(|below| is_source(below));
        let below = below.ok_or_else(|| io::Error::other(format!("it leads out of content and themes, to {}", target.display())))?;
        self.top.open(below)?.ok_or_else(|| io::Error::other("it became a link just now"))
    }

    /// The entry of a regular file; what is wrong otherwise; neither for a folder. `path` is its path below the root, where
    /// that is a text.
    fn entry(&self, found: &DirEntry, path: Option<&str>) -> Result<Option<Entry>, Diagnostic> {
        let Some(text) = path else {
            let path = found.path().strip_prefix(&self.root).unwrap_or(found.path());
            let place = Place::file(&path.to_string_lossy().into());
            return Err(Diagnostic::new(Code::UnpublishableName, place, "the file's name is not UTF-8 text").help("rename the file"));
        };
        let written: Cow<'_, str> = if std::path::MAIN_SEPARATOR == '/' { text.into() } else { text.replace(std::path::MAIN_SEPARATOR, "/").into() };
        let path: Arc<str> = nfc(&written).into();
        if found.path_is_symlink() && !self.outside_links {
            let target = found.path().canonicalize().map_err(|e| unreadable(&path, &e))?;
            // The root itself holds more than the sources: the output too, which would then grow with every build.
            if !target.strip_prefix(&self.root).is_ok_and(is_source) {
                return Err(Diagnostic::new(
                    Code::LeavesSite,
                    Place::file(&path),
                    format!("the link leads out of content and themes, to {}", target.display()),
                )
                .help("copy the file into the site, or set `limits: {outside_links: true}` in site.yaml"));
            }
        }
        let kind = found.file_type();
        if kind.is_dir() {
            return Ok(None);
        }
        if !kind.is_file() {
            return Err(Diagnostic::new(Code::NotAFile, Place::file(&path), "this is not a regular file").help("remove it from the site"));
        }
        let data = match found.metadata().map_err(std::io::Error::from) {
            Ok(data) => data,
            // It went while the folder was listed, as what an editor writes for a moment does. A link that leads nowhere does
            // not come this far.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(&path, &error)),
        };
        if *path != *written {
            self.remember(&path, written.into_owned())?;
        }
        Ok(Some(Entry { path, stamp: stamp(&data), pixels: None }))
    }

    /// Remembers how a path is written on the disk; an error if another file has it.
    fn remember(&self, path: &Arc<str>, written: String) -> Result<(), Diagnostic> {
        let mut decomposed = self.decomposed.lock().unwrap_or_else(PoisonError::into_inner);
        // Some disks know a file by both forms of its name.
        let own = std::fs::metadata(self.root.join(&written)).ok().map(|data| stamp(&data));
        let is_another = |name: &str| std::fs::metadata(self.root.join(name)).ok().map(|data| stamp(&data)).is_some_and(|other| Some(other) != own);
        if is_another(path) || decomposed.get(path).is_some_and(|other| is_another(other)) {
            let message = "two files have this name, and differ only in how its accents are written";
            return Err(Diagnostic::new(Code::EqualNames, Place::file(path), message).help("rename or remove one of the two"));
        }
        decomposed.insert(Arc::clone(path), written);
        Ok(())
    }

    /// How a path of the site is written on the disk.
    fn at<'p>(&self, path: &'p str) -> Cow<'p, str> {
        let decomposed = if path.is_ascii() { None } else { self.decomposed.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned() };
        // It may have been written anew under its composed name since.
        decomposed.filter(|written| self.root.join(written).exists()).map_or(Cow::Borrowed(path), Cow::Owned)
    }
}

impl Files for Disk {
    fn list(&self, folder: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
        let (mut entries, mut wrong) = (Vec::new(), Vec::new());
        let top = self.root.join(folder);
        if !top.exists() {
            return (entries, wrong);
        }
        // Sorted at the end: to sort the names of each folder, the walk looks for them in their paths again and again, which
        // took three quarters of a listing.
        let root = top.as_os_str().len() - folder.len();
        let mut walk = WalkDir::new(&top).follow_links(true).into_iter();
        while let Some(found) = walk.next() {
            match found {
                Ok(found) if found.depth() > 0 && is_ignored(&slashed(found.path(), root)) => {
                    if found.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                }
                Ok(found) => match self.entry(&found, below(found.path(), root)) {
                    Ok(entry) => entries.extend(entry),
                    Err(diagnostic) => {
                        wrong.push(diagnostic);
                        if found.file_type().is_dir() {
                            walk.skip_current_dir();
                        }
                    }
                },
                // A link that leads nowhere, or in a circle. Nothing that is ignored can be wrong.
                Err(error) if error.depth() > 0 && error.path().is_some_and(|path| is_ignored(&slashed(path, root))) => {}
                Err(error) => {
                    let path = error.path().unwrap_or(&top);
                    let path: Arc<str> = path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().into();
                    wrong.push(unreadable(&path, &error.into()));
                }
            }
        }
        entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        wrong.sort_by(|a: &Diagnostic, b| a.place.file.cmp(&b.place.file));
        (entries, wrong)
    }

    fn open(&self, path: &str) -> io::Result<Opened<'_>> {
        let path = &*self.at(path);
        let file = match self.top.open(Path::new(path))? {
            Some(file) => file,
            None if self.outside_links => self.top.follow(Path::new(path))?,
            None => self.linked(path)?,
        };
        let data = file.metadata()?;
        if !data.is_file() {
            return Err(io::Error::other("this is not a regular file"));
        }
        Ok(Opened { size: data.len(), bytes: Box::new(file) })
    }

    fn now(&self) -> i64 {
        let state = self.root.join(STATE);
        // As long as there is no such folder nothing is remembered, and no stamp relied on.
        let Some(now) = std::fs::File::create(state.join(CLOCK)).ok().and_then(|file| touched(&file).ok()) else { return moment() };
        // A folder on another file system goes by another clock, which may be behind.
        let elsewhere = FOLDERS.iter().any(|folder| is_elsewhere(&self.root.join(folder), &state));
        if elsewhere { now.min(moment()) } else { now }
    }
}

/// The folder below the root in which a digest keeps what it remembers.
pub const STATE: &str = ".bulletin";

/// The folders below the root in which sources lie.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// A file there which is touched to learn the time.
const CLOCK: &str = "clock";

/// The moment, in nanoseconds since 1970, by the clock that stamps a file: that of a server may be wrong, and the one of this
/// system right.
#[cfg(unix)]
pub(crate) fn touched(file: &std::fs::File) -> std::io::Result<i64> {
    use rustix::fs::{Timespec, Timestamps, UTIME_NOW, futimens};
    let now = Timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
    futimens(file, &Timestamps { last_access: now, last_modification: now })?;
    Ok(stamp(&file.metadata()?).modified)
}

#[cfg(not(unix))]
pub(crate) fn touched(_: &std::fs::File) -> std::io::Result<i64> {
    Ok(moment())
}

/// The moment, in nanoseconds since 1970, by the clock of this system.
pub(crate) fn moment() -> i64 {
    nanoseconds(std::time::SystemTime::now())
}

/// Whether two folders, as far as they are there, lie on different file systems.
#[cfg(unix)]
fn is_elsewhere(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| path.metadata().ok().map(|data| data.dev());
    device(one).is_some_and(|one| Some(one) != device(other))
}

#[cfg(not(unix))]
fn is_elsewhere(_: &Path, _: &Path) -> bool {
    false
}

/// Whether a path below the root is one of sources.
fn is_source(path: &Path) -> bool {
    FOLDERS.iter().any(|folder| path.starts_with(folder))
}

/// A path that a walk found without its first `root` bytes, which are those of the root; `None` where it is no text.
fn below(path: &Path, root: usize) -> Option<&str> {
    std::str::from_utf8(path.as_os_str().as_encoded_bytes().get(root..)?).ok()
}

/// The same with `/` between its segments, and with marks in place of what is no text.
fn slashed(path: &Path, root: usize) -> Cow<'_, str> {
    let path = below(path, root).map_or_else(|| String::from_utf8_lossy(path.as_os_str().as_encoded_bytes().get(root..).unwrap_or_default()), Cow::Borrowed);
    if std::path::MAIN_SEPARATOR == '/' { path } else { path.replace(std::path::MAIN_SEPARATOR, "/").into() }
}

fn nanoseconds(time: std::time::SystemTime) -> i64 {
    let after = time.duration_since(std::time::UNIX_EPOCH).map(|d| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX));
    after.unwrap_or_else(|before| i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |n| -n))
}

/// The stamp in a file's record.
#[cfg(unix)]
pub(crate) fn stamp(data: &std::fs::Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
    Stamp {
        size: data.size(),
        modified: nanoseconds(data.mtime(), data.mtime_nsec()),
        changed: nanoseconds(data.ctime(), data.ctime_nsec()),
        inode: data.ino(),
    }
}

/// The stamp in a file's record, as far as this system has one.
#[cfg(not(unix))]
pub(crate) fn stamp(data: &std::fs::Metadata) -> Stamp {
    let modified = data.modified().map_or(0, nanoseconds);
    Stamp { size: data.len(), modified, changed: modified, inode: 0 }
}
