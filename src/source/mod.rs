//! The only reader: files of the site, as paths, stamps and, on demand, bytes.
//!
//! [`Files`] is the trait through which everything else reads; [`Disk`] reads a folder, [`Memory`] is its twin for tests and
//! previews. [`Files::list`] gives an [`Entry`] for each file with its [`Stamp`], which tells of most files that they have not
//! changed without opening them; a stamp is relied on when it is old enough ([`Stamp::is_settled`]).
//!
//! `beneath` opens files without following a link on the way; `ignored` says which names are passed over.

mod beneath;
mod disk;
mod ignored;
mod memory;
mod pixels;

use std::io::{self, Read};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use disk::Disk;
pub use disk::STATE;
pub(crate) use disk::{moment, stamp, touched};
pub use ignored::{is_folder_text, is_hidden, is_ignored};
pub use memory::Memory;
pub use pixels::{Pixels, is_picture, pixels};

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

/// Coarsest step of the clocks that stamp files, in nanoseconds.
const TICK: i64 = 20_000_000;

/// How long to wait for a stamp that was just given to be settled.
pub const SETTLE: std::time::Duration = std::time::Duration::from_nanos(TICK.unsigned_abs() + 5_000_000);

impl Stamp {
    /// The length of a stamp as bytes.
    pub(crate) const LENGTH: usize = 33;

    /// Its fields as bytes of fixed length, behind which a zero divides it from what comes next.
    pub(crate) fn to_bytes(self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        bytes[..8].copy_from_slice(&self.size.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.modified.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.changed.to_le_bytes());
        bytes[24..32].copy_from_slice(&self.inode.to_le_bytes());
        bytes
    }

    /// Whether it still stands for the same bytes if it is seen again, given that it was taken at `taken`.
    #[must_use]
    pub fn is_settled(&self, taken: i64) -> bool {
        self.modified.max(self.changed).saturating_add(TICK) < taken
    }
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Path below the root, with `/` between its segments.
    pub path: Arc<str>,
    /// Its stamp.
    pub stamp: Stamp,
    /// How large it is, if it is a picture and has been read.
    pub pixels: Option<Pixels>,
}

/// A file that is open.
pub struct Opened<'f> {
    /// How many bytes it had when it was opened.
    pub size: u64,
    /// Its bytes.
    pub bytes: Box<dyn Read + 'f>,
}

/// A site's files, as far as Bulletin looks: `content` and `themes`.
pub trait Files: Sync {
    /// All regular files below `folder`, sorted by path, and what is wrong with the rest. Ignored names are left out.
    fn list(&self, folder: &str) -> (Vec<Entry>, Vec<Diagnostic>);

    /// Opens a file, to read it piece by piece.
    ///
    /// # Errors
    /// What the file system says.
    fn open(&self, path: &str) -> io::Result<Opened<'_>>;

    /// The bytes of a file that has no more than `limit` of them.
    ///
    /// # Errors
    /// What the file system says; [`io::ErrorKind::FileTooLarge`].
    fn read_up_to(&self, path: &str, limit: u64) -> io::Result<Vec<u8>> {
        let too_large = || io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {limit} bytes"));
        let Opened { size, bytes: from } = self.open(path)?;
        if size > limit {
            return Err(too_large());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        // It may be growing.
        from.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
    }

    /// The bytes of a file of settings, words or templates.
    ///
    /// # Errors
    /// As [`Files::read_up_to`]; such a file has no more than 32 MB.
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.read_up_to(path, 32 << 20)
    }

    /// Fingerprint of the bytes of a file, of whatever size.
    ///
    /// # Errors
    /// What the file system says.
    fn hash(&self, path: &str) -> io::Result<[u8; 32]> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(self.open(path)?.bytes)?;
        Ok(*hasher.finalize().as_bytes())
    }

    /// The moment, in nanoseconds since 1970, by the clock of the file system's stamps: a stamp as young as this is not trusted.
    fn now(&self) -> i64;
}

/// The diagnostic for a file that could not be read.
#[must_use]
pub fn unreadable(path: &Arc<str>, error: &std::io::Error) -> Diagnostic {
    let help = match error.kind() {
        io::ErrorKind::FileTooLarge => "make it smaller, or remove it",
        io::ErrorKind::NotFound => "is it a link that leads to nothing? mend or remove it",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_as_young_as_its_taking_is_not_relied_on() {
        let stamp = Stamp { size: 1, modified: 1_000_000_000, changed: 1_000_000_000, inode: 1 };
        assert!(!stamp.is_settled(1_000_000_000));
        assert!(!stamp.is_settled(1_000_000_000 + TICK));
        assert!(stamp.is_settled(1_000_000_001 + TICK));
    }
}
