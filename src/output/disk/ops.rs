//! What is done to files, one step at a time.

use std::fmt::Debug;
use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::sync::OnceLock;

use crate::content::Hash;

/// Every change that a [`Disk`](super::Disk) makes goes through here, so that tests can let each of them fail. Errors are
/// what the file system says.
#[expect(clippy::missing_errors_doc, reason = "said once for all")]
pub trait Ops: Debug + Send + Sync {
    /// Makes a folder whose parent is there. That it is there already is no error.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Writes a file that is not there yet, or that no one relies on.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// As [`Ops::write`], with the bytes that `from` gives. Their fingerprint.
    fn copy(&self, from: &mut dyn Read, to: &Path) -> io::Result<Hash>;

    /// Gives a file or a folder another name; a file that has that name is replaced in the same instant.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file a second name.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives each of two folders the name of the other, in the same instant.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Removes a file, or a link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;

    /// Removes a folder with all that is in it.
    fn clear(&self, folder: &Path) -> io::Result<()>;

    /// Sees to it that a file, or the names in a folder, outlast a power failure.
    fn sync(&self, path: &Path) -> io::Result<()>;

    /// Sees to it that everything on the file system of a folder outlasts a power failure. `false` where the system cannot.
    fn sync_all(&self, folder: &Path) -> io::Result<bool>;
}

/// The file system as it is.
#[derive(Debug, Default, Clone, Copy)]
pub struct System;

impl Ops for System {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        static USUAL: OnceLock<bool> = OnceLock::new();
        match fs::create_dir(folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
            Ok(()) => set_mode(folder, 0o755, &USUAL),
        }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        static USUAL: OnceLock<bool> = OnceLock::new();
        create(path)?.write_all(bytes)?;
        set_mode(path, 0o644, &USUAL)
    }

    fn copy(&self, from: &mut dyn Read, to: &Path) -> io::Result<Hash> {
        static USUAL: OnceLock<bool> = OnceLock::new();
        let (mut file, mut hasher) = (create(to)?, blake3::Hasher::new());
        let mut piece = vec![0; PIECE];
        loop {
            match from.read(&mut piece) {
                Ok(0) => break,
                Ok(n) => {
                    hasher.update(&piece[..n]);
                    file.write_all(&piece[..n])?;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        set_mode(to, 0o644, &USUAL)?;
        Ok(*hasher.finalize().as_bytes())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    #[cfg(target_os = "linux")]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn clear(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir_all(folder)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        match open_to_sync(path).and_then(|file| file.sync_all()) {
            // Not every file system does this for folders, and not every folder may be opened.
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied) => Ok(()),
            other => other,
        }
    }

    #[cfg(target_os = "linux")]
    fn sync_all(&self, folder: &Path) -> io::Result<bool> {
        rustix::fs::syncfs(fs::File::open(folder)?)?;
        Ok(true)
    }

    #[cfg(all(unix, not(target_os = "linux")))]
    fn sync_all(&self, folder: &Path) -> io::Result<bool> {
        // This may only begin the writing; what follows asks the drive to end it.
        rustix::fs::sync();
        fs::File::open(folder)?.sync_all()?;
        Ok(true)
    }

    #[cfg(not(unix))]
    fn sync_all(&self, _: &Path) -> io::Result<bool> {
        Ok(false)
    }
}

/// So many bytes of a file that is copied are in memory at a time.
const PIECE: usize = 1 << 18;

/// Makes a file, or empties the one that is there; never what a link in its place leads to.
#[cfg(unix)]
fn create(path: &Path) -> io::Result<fs::File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::from_raw_mode(0o666))?.into())
}

#[cfg(not(unix))]
fn create(path: &Path) -> io::Result<fs::File> {
    fs::File::create(path)
}

#[cfg(unix)]
fn open_to_sync(path: &Path) -> io::Result<fs::File> {
    fs::File::open(path)
}

/// Windows writes out only what was opened for writing, and so no folder.
#[cfg(not(unix))]
fn open_to_sync(path: &Path) -> io::Result<fs::File> {
    fs::OpenOptions::new().write(true).open(path)
}

/// Gives a file or folder the mode that it must have whatever the builder's umask: a web server must be able to read it.
/// What the first one of a kind got by itself, the others get too.
#[cfg(unix)]
fn set_mode(path: &Path, mode: u32, usual: &OnceLock<bool>) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let is_usual = || fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o777 == mode);
    if *usual.get_or_init(is_usual) { Ok(()) } else { fs::set_permissions(path, fs::Permissions::from_mode(mode)) }
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32, _: &OnceLock<bool>) -> io::Result<()> {
    Ok(())
}
