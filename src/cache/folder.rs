//! The folder that the cache lies in.
#![expect(clippy::disallowed_methods, reason = "beside the output this is the one place that is written to")]

use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::Cache;

/// The file with the log.
const LOG: &str = "cache";

/// The file with the check for builds with nothing to do.
const NOOP: &str = "still";

/// The folder that a digest's cache lies in: `.bulletin/`. What it holds only saves work, so nothing that goes wrong with it
/// is a failure.
#[derive(Debug, Clone)]
pub struct CacheDir {
    folder: PathBuf,
}

impl CacheDir {
    /// The cache in `folder`, which need not exist.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The cache of earlier builds; an empty one if there is none that is fit for use.
    #[must_use]
    pub fn load(&self) -> Cache {
        let log = self.folder.join(LOG);
        Cache::new(fs::read(self.folder.join(NOOP)).ok().as_deref(), || fs::read(log).ok())
    }

    /// Keeps the cache for the next build.
    pub fn save(&self, cache: &mut Cache) {
        // Only what is there can be asked of again. Where it is a drive that is away for now, the next build there costs more time.
        cache
            .forget(|name| self.folder.parent().is_some_and(|digest| digest.join(name).symlink_metadata().is_err_and(|e| e.kind() == io::ErrorKind::NotFound)));
        if cache.is_unread() {
            return;
        }
        // First, so that it never speaks of another build than the log.
        let _ = fs::remove_file(self.folder.join(NOOP));
        let appended = cache.appends_at().is_some_and(|length| self.append(length, cache).is_ok());
        if !appended {
            self.put(LOG, |file| cache.write(file));
        }
        if cache.noop.is_some() {
            self.put(NOOP, |file| cache.write_noop(file));
        }
    }

    /// Appends to the log, which must have the length that is known.
    fn append(&self, length: u64, cache: &mut Cache) -> io::Result<()> {
        let mut file = File::options().write(true).open(self.folder.join(LOG))?;
        if file.seek(SeekFrom::End(0))? != length {
            return Err(io::ErrorKind::InvalidData.into());
        }
        cache.append(&mut file)
    }

    /// Replaces a file in one step, or leaves none behind.
    fn put(&self, name: &str, write: impl FnOnce(&mut File) -> io::Result<()>) {
        let (new, path) = (self.folder.join(format!("{name}.new")), self.folder.join(name));
        let put = || -> io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            write(&mut File::create(&new)?)?;
            fs::rename(&new, &path)
        };
        if put().is_err() {
            let _ = fs::remove_file(&new);
        }
    }
}
