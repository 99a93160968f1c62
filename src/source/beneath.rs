//! Opening files below a folder and following no link on the way there, whoever puts one there meanwhile.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A folder below which files are opened.
#[derive(Debug, Clone)]
pub(super) struct Top {
    #[cfg(unix)]
    folder: Option<std::sync::Arc<rustix::fd::OwnedFd>>,
    path: PathBuf,
}

/// How a folder is opened that is only gone through: it need not be readable.
#[cfg(target_os = "linux")]
const FOLDER: rustix::fs::OFlags = rustix::fs::OFlags::PATH;
#[cfg(all(unix, not(target_os = "linux")))]
const FOLDER: rustix::fs::OFlags = rustix::fs::OFlags::RDONLY;

#[cfg(unix)]
impl Top {
    /// The folder at `path`; if there is none, there is no file below it either.
    pub(super) fn new(path: &Path) -> Self {
        use rustix::fs::{Mode, OFlags};
        let folder = rustix::fs::open(path, FOLDER | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty());
        Self { folder: folder.ok().map(std::sync::Arc::new), path: path.to_owned() }
    }

    /// Opens what is at `path` below the folder, which is no pipe that waits; `None` if there is a link on the way.
    pub(super) fn open(&self, path: &Path) -> io::Result<Option<File>> {
        use rustix::fs::{Mode, OFlags, openat};
        use rustix::io::Errno;

        const FILE: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);
        let Some(top) = &self.folder else { return Err(io::ErrorKind::NotFound.into()) };
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{ResolveFlags, openat2};
            match openat2(top, path, FILE, Mode::empty(), ResolveFlags::NO_SYMLINKS | ResolveFlags::BENEATH) {
                // An older system does not know this, and some containers do not allow it.
                Err(Errno::NOSYS | Errno::PERM | Errno::INVAL | Errno::AGAIN) => {}
                Err(Errno::LOOP) => return Ok(None),
                opened => return Ok(Some(opened?.into())),
            }
        }
        let (above, name) = (path.parent().unwrap_or(Path::new("")), path.file_name().ok_or(io::ErrorKind::InvalidInput)?);
        let mut folder: Option<rustix::fd::OwnedFd> = None;
        for segment in above {
            let flags = FOLDER | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            match openat(folder.as_ref().unwrap_or(top), segment, flags, Mode::empty()) {
                Err(Errno::LOOP | Errno::MLINK | Errno::NOTDIR) => return Ok(None),
                opened => folder = Some(opened?),
            }
        }
        match openat(folder.as_ref().unwrap_or(top), name, FILE | OFlags::NOFOLLOW, Mode::empty()) {
            Err(Errno::LOOP | Errno::MLINK) => Ok(None),
            opened => Ok(Some(opened?.into())),
        }
    }

    /// Opens what is at `path` below the folder, by whatever links.
    pub(super) fn follow(&self, path: &Path) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags};
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        Ok(rustix::fs::open(self.path.join(path), flags, Mode::empty())?.into())
    }
}

#[cfg(not(unix))]
impl Top {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// Opens what is at `path` below the folder. That a link is put there meanwhile cannot be ruled out on this system.
    pub(super) fn open(&self, path: &Path) -> io::Result<Option<File>> {
        let real = self.path.join(path);
        if real.canonicalize()? == real.parent().map_or_else(|| Ok(PathBuf::new()), Path::canonicalize)?.join(path.file_name().unwrap_or_default()) {
            self.follow(path).map(Some)
        } else {
            Ok(None)
        }
    }

    pub(super) fn follow(&self, path: &Path) -> io::Result<File> {
        let path = self.path.join(path);
        if !path.metadata()?.is_file() {
            return Err(io::Error::other("this is not a regular file"));
        }
        File::open(path)
    }
}
