//! One build at a time.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::{EnvironmentError, System, failed, make_folders};
use crate::source::{reason, touched};

/// Keeps other builds away for as long as it lives; the system lifts it when the process dies.
#[derive(Debug)]
pub struct Lock {
    /// Locked as long as it is open.
    file: Option<fs::File>,
    /// A lock file that goes with its lock, where it can be told whether a file is still the one at its path.
    passing: Option<PathBuf>,
    /// Why there is none.
    without: Option<String>,
}

impl Lock {
    /// Takes the lock in `folder`, calling `wait` once if another build holds it.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn take(folder: &Path, wait: impl FnOnce()) -> Result<Self, EnvironmentError> {
        make_folders(&System, folder).map_err(|e| failed("make", folder, &e))?;
        let path = folder.join("lock");
        let lock = || -> io::Result<Self> {
            let file = open(&path)?;
            let without = locked(&file, wait)?;
            Ok(Self { file: Some(file), passing: None, without })
        };
        lock().map_err(|e| failed("lock", &path, &e))
    }

    /// Takes the lock that is the file at `path`, which goes when the lock does.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn pass(path: &Path, wait: impl FnOnce()) -> io::Result<Self> {
        let mut wait = Some(wait);
        loop {
            let file = open(path)?;
            let without = locked(&file, || {
                if let Some(wait) = wait.take() {
                    wait();
                }
            })?;
            // Its last holder may have removed it after we opened it: then it keeps no one away.
            if is_at(&file, path) {
                return Ok(Self { file: Some(file), passing: Some(path.to_owned()), without });
            }
        }
    }
}

impl Lock {
    /// Why no other build is kept away, if that is so: the file system has no locks.
    #[must_use]
    pub fn without(&self) -> Option<&str> {
        self.without.as_deref()
    }

    /// The moment, in nanoseconds since 1970, by the clock of the file system on which the lock lies.
    pub(super) fn moment(&self) -> Option<i64> {
        touched(self.file.as_ref()?).ok()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(path) = self.passing.take().filter(|_| cfg!(unix)) {
            // First the name, then the lock: the other way round, this could take away the file of the next holder.
            let _ = fs::remove_file(path);
        }
        self.file = None;
    }
}

fn open(path: &Path) -> io::Result<fs::File> {
    fs::OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

/// Locks a file, calling `wait` once if another build holds it; why it cannot be locked, if the file system has no locks.
fn locked(file: &impl Lockable, wait: impl FnOnce()) -> io::Result<Option<String>> {
    let error = match file.try_lock() {
        Ok(()) => return Ok(None),
        Err(fs::TryLockError::WouldBlock) => {
            wait();
            match file.lock() {
                Ok(()) => return Ok(None),
                Err(error) => error,
            }
        }
        Err(fs::TryLockError::Error(error)) => error,
    };
    // Whatever it says, nothing keeps another build away; and that is no reason not to build.
    if error.kind() == io::ErrorKind::Interrupted { Err(error) } else { Ok(Some(reason(&error))) }
}

/// What can be locked.
trait Lockable {
    fn try_lock(&self) -> Result<(), fs::TryLockError>;
    fn lock(&self) -> io::Result<()>;
}

impl Lockable for fs::File {
    fn try_lock(&self) -> Result<(), fs::TryLockError> {
        self.try_lock()
    }

    fn lock(&self) -> io::Result<()> {
        self.lock()
    }
}

/// Whether the file at `path` is the open one.
#[cfg(unix)]
fn is_at(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|ours| fs::metadata(path).is_ok_and(|there| (ours.dev(), ours.ino()) == (there.dev(), there.ino())))
}

/// Elsewhere it cannot be told, and the file stays.
#[cfg(not(unix))]
fn is_at(_: &fs::File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file on a file system that has no locks, or loses them.
    struct Without(Option<i32>);

    impl Lockable for Without {
        fn try_lock(&self) -> Result<(), fs::TryLockError> {
            Err(self.0.map_or(fs::TryLockError::WouldBlock, |number| fs::TryLockError::Error(io::Error::from_raw_os_error(number))))
        }

        fn lock(&self) -> io::Result<()> {
            Err(io::Error::from_raw_os_error(37))
        }
    }

    #[test]
    fn a_file_system_without_locks_is_told_of_and_stops_no_build() {
        for number in [37, 38, 95, 22] {
            let told = locked(&Without(Some(number)), || unreachable!("no one holds it")).unwrap();
            assert!(told.is_some_and(|told| !told.is_empty()), "{number}");
        }
        let mut waited = false;
        assert!(locked(&Without(None), || waited = true).unwrap().is_some() && waited);
    }

    #[test]
    fn a_lock_that_is_had_is_not_told_of() {
        let folder = tempfile::TempDir::new().unwrap();
        let lock = Lock::take(folder.path(), || unreachable!("no one holds it")).unwrap();
        assert_eq!(lock.without(), None);
    }
}
