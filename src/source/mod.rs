//! The only reader: files of the site, as paths, stamps and, on demand, bytes.

mod disk;
mod ignored;
mod memory;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use disk::Disk;
pub(crate) use disk::stamp;
pub use ignored::{is_folder_text, is_hidden, is_ignored};
pub use memory::Memory;

use crate::diagnostics::{Code, Diagnostic, Place};

/// What a file system says of a file without opening it. Two equal stamps mean the same bytes, unless the file was
/// written in the same instant as it was stamped; who relies on a stamp looks at its age first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Last change of the bytes, in nanoseconds since 1970.
    pub modified: i64,
    /// Last change of the file's record, in nanoseconds since 1970; no program can set it back.
    pub changed: i64,
    /// The file's number on its disk.
    pub inode: u64,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Path below the root, with `/` between its segments.
    pub path: Arc<str>,
    /// Its stamp.
    pub stamp: Stamp,
}

/// A site's files, as far as Bulletin looks: `content` and `themes`.
pub trait Files: Sync {
    /// All regular files below `folder`, sorted by path, and what is wrong with the rest. Ignored names are left out.
    fn list(&self, folder: &str) -> (Vec<Entry>, Vec<Diagnostic>);

    /// The bytes of a file.
    ///
    /// # Errors
    /// What the file system says.
    fn read(&self, path: &str) -> std::io::Result<Vec<u8>>;

    /// The moment, in nanoseconds since 1970, by the clock of the file system's stamps: a stamp as young as this is not trusted.
    fn now(&self) -> i64;
}

/// The diagnostic for a file that could not be read.
#[must_use]
pub fn unreadable(path: &Arc<str>, error: &std::io::Error) -> Diagnostic {
    let help = match error.kind() {
        std::io::ErrorKind::NotFound => "is it a link that leads to nothing? mend or remove it",
        _ => "mend its permissions, or remove it",
    };
    Diagnostic::new(Code::Unreadable, Place::file(path), format!("the file cannot be read: {}", reason(error))).help(help)
}

/// An error of the file system in a few words.
#[must_use]
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::NotFound => "it does not exist".to_owned(),
        std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}
