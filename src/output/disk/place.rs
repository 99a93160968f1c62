//! Where an output lies, and where its new files wait.

use std::path::{Path, PathBuf};

use super::EnvironmentError;

/// The folder of an output and what is kept beside it while it changes.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) folder: PathBuf,
    /// New files, until all are safe.
    pub(super) staging: PathBuf,
    /// What the staging area becomes then: see [`super::commit`].
    pub(super) journal: PathBuf,
    pub(super) lock: PathBuf,
}

impl Place {
    /// The place of the output in `folder`, which need not exist.
    pub(super) fn new(folder: &Path) -> Self {
        let folder = absolute(folder);
        let name = folder.file_name().map_or_else(|| "output".to_owned(), |n| n.to_string_lossy().into_owned());
        let inside = separate_mount(&folder);
        let kept = |what: &str| if inside { folder.join(inner(what)) } else { folder.with_file_name(format!(".{name}.bulletin-{what}")) };
        Self { staging: kept("staging"), journal: kept("journal"), lock: kept("lock"), folder }
    }

    /// Whether a name in the output is one of ours that does not stay.
    pub(super) fn is_passing(name: &str) -> bool {
        ["staging", "journal", "lock"].iter().any(|what| inner(what) == name)
    }

    /// Refuses outputs that hold sources or lie among them.
    pub(super) fn check(&self, sources: &[PathBuf]) -> Result<(), EnvironmentError> {
        let shown = self.folder.display();
        if self.folder.exists() && !self.folder.is_dir() {
            return Err(EnvironmentError::new(format!("the output {shown} is a file")).help("name a folder with --output, or remove the file"));
        }
        for sources in sources {
            let sources = absolute(sources);
            if sources.starts_with(&self.folder) {
                return Err(
                    EnvironmentError::new(format!("the output {shown} holds the sources {}", sources.display())).help("name another folder with --output")
                );
            }
            if self.folder.starts_with(&sources) {
                return Err(
                    EnvironmentError::new(format!("the output {shown} lies in the sources {}", sources.display())).help("name another folder with --output")
                );
            }
        }
        Ok(())
    }
}

fn inner(what: &str) -> String {
    format!(".bulletin-{what}")
}

/// Whether files cannot be moved into a folder from beside it: another file system begins there, as with the volume of a
/// container, or only the folder itself is the builder's, as with that of a web server.
#[cfg(unix)]
fn separate_mount(folder: &Path) -> bool {
    let Some(parent) = folder.parent() else { return true };
    folder.is_dir() && (is_mounted(folder, parent) || !is_writable(parent) && is_writable(folder))
}

#[cfg(not(unix))]
fn separate_mount(_: &Path) -> bool {
    false
}

/// Whether a file system is mounted at `folder`. The same one may be mounted there once more, and nothing can be renamed
/// across that either.
#[cfg(unix)]
fn is_mounted(folder: &Path, parent: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        if let Ok(told) = statx(CWD, folder, AtFlags::empty(), StatxFlags::empty())
            && told.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT)
        {
            return told.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
        }
    }
    device(folder) != device(parent)
}

/// What tells the file system of a folder from others.
#[cfg(unix)]
pub(super) fn device(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    folder.symlink_metadata().ok().map(|data| data.dev())
}

#[cfg(not(unix))]
pub(super) fn device(_: &Path) -> Option<u64> {
    None
}

/// Whether names can be added to a folder, and taken from it.
#[cfg(unix)]
pub(super) fn is_writable(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
pub(super) fn is_writable(_: &Path) -> bool {
    true
}

/// The path without links and dots, as far as it exists.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut missing = Vec::new();
    let mut at = full.as_path();
    loop {
        if let Ok(real) = at.canonicalize() {
            return missing.iter().rev().fold(real, |p, name| p.join(name));
        }
        match (at.parent(), at.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name.to_owned());
                at = parent;
            }
            _ => return full,
        }
    }
}
