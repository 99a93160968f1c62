//! One build at a time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::source::touched;

use super::{Refusal, System, failed, make_folders};

/// Keeps other builds away for as long as it lives; the system lifts it when the process dies.
#[derive(Debug)]
pub struct Lock {
    /// Locked as long as it is open.
    file: Option<fs::File>,
    /// A lock file that goes with its lock.
    passing: Option<PathBuf>,
}

impl Lock {
    /// Takes the lock in `folder`, calling `wait` once if another build holds it.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn take(folder: &Path, wait: impl FnOnce()) -> Result<Self, Refusal> {
        make_folders(&System, folder).map_err(|e| failed("make", folder, &e))?;
        let path = folder.join("lock");
        let file = open(&path).and_then(|file| locked(file, wait)).map_err(|e| failed("lock", &path, &e))?;
        Ok(Self { file: Some(file), passing: None })
    }

    /// Takes the lock that is the file at `path`, which goes when the lock does.
    pub(super) fn pass(path: &Path, wait: impl FnOnce()) -> io::Result<Self> {
        let mut wait = Some(wait);
        loop {
            let file = locked(open(path)?, || {
                if let Some(wait) = wait.take() {
                    wait();
                }
            })?;
            // Its last holder may have removed it after we opened it: then it keeps no one away.
            if is_at(&file, path) {
                return Ok(Self { file: Some(file), passing: Some(path.to_owned()) });
            }
        }
    }
}

impl Lock {
    /// The moment, in nanoseconds since 1970, by the clock of the file system on which the lock lies.
    pub(super) fn moment(&self) -> Option<i64> {
        touched(self.file.as_ref()?).ok()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(path) = self.passing.take() {
            // First the name, then the lock: the other way round, this could take away the file of the next holder.
            let _ = fs::remove_file(path);
        }
        self.file = None;
    }
}

fn open(path: &Path) -> io::Result<fs::File> {
    fs::OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

fn locked(file: fs::File, wait: impl FnOnce()) -> io::Result<fs::File> {
    match file.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => {
            wait();
            file.lock()?;
        }
        Err(fs::TryLockError::Error(error)) => return Err(error),
    }
    Ok(file)
}

/// Whether the file at `path` is the open one.
#[cfg(unix)]
fn is_at(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|ours| fs::metadata(path).is_ok_and(|there| (ours.dev(), ours.ino()) == (there.dev(), there.ino())))
}

/// Other systems do not remove a file that is open.
#[cfg(not(unix))]
fn is_at(_: &fs::File, _: &Path) -> bool {
    true
}
