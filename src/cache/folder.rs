//! The folder that the memo lies in.
#![expect(clippy::disallowed_methods, reason = "beside the output this is the one place that is written to")]

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::cache::{Cache, Files, Form};

/// The folder that a digest's memo lies in: `.bulletin/`. What it holds only saves work, so nothing that goes wrong with it
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

    /// The memo of earlier builds; an empty one if there is none that is fit for use.
    #[must_use]
    pub fn load(&self) -> Cache {
        let (whole, changes) = (self.folder.join("cache"), self.folder.join("changes"));
        let load = || Files { whole: fs::read(whole).ok(), changes: fs::read(changes).ok() };
        Cache::new(fs::read(self.folder.join("still")).ok().as_deref(), load)
    }

    /// Keeps the memo for the next build.
    pub fn save(&self, cache: &mut Cache) {
        // Only what is there can be asked of again. Where it is a drive that is away for now, the next build there costs more time.
        cache
            .forget(|name| self.folder.parent().is_some_and(|digest| digest.join(name).symlink_metadata().is_err_and(|e| e.kind() == io::ErrorKind::NotFound)));
        let Some(form) = cache.form() else { return };
        // First, so that what is told at a glance never outlives what it was told of.
        let _ = fs::remove_file(self.folder.join("still"));
        match form {
            Form::Whole => {
                self.put("cache", |file| cache.write(form, file));
                // What changed since an older whole says nothing of this one, and is not taken for it.
                let _ = fs::remove_file(self.folder.join("changes"));
            }
            Form::Changes => self.put("changes", |file| cache.write(form, file)),
        }
        if cache.noop.is_some() {
            self.put("still", |file| cache.write_noop(file));
        }
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
