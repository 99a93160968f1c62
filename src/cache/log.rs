//! The form of the cache's files: an append-only log.
//!
//! A log is a header with the id of the program, and then frames. The first frame holds all that is known; each later one
//! what a build changed of that. A frame is its length, its value as postcard writes it, and a checksum over the value and
//! the checksum of the frame before it. So a frame holds only as the successor of the very frames that it was written after.
//!
//! # Damage
//!
//! A frame that is cut or damaged is dropped, with all that follow. What is left is the cache as an earlier build left it,
//! beside an output that is newer. That is sound: an entry says what certain bytes were made from, and is used only if the
//! file has these bytes, by its stamp or by their hash; and the snapshot that it is compared with is of the same build.
//!
//! To drop the damaged frame alone would not be: its entries would be missing, but the snapshot of a later frame says that
//! the inputs they changed with are as they are now; so an older entry of the same output, whose file may have been put back
//! since, would pass as up to date. For the same reason the checksums are chained: of two processes that append to one log
//! at once, as where a folder cannot be locked, the second one's frame is no successor of the first one's.

use std::io::{self, Seek, SeekFrom, Write};

use serde::Serialize;

use super::fingerprint::program;
use crate::content::Hash;

/// The first bytes of a log: a name, and the version of its form.
const HEAD: &[u8; 12] = b"bulletin\0\0\0\x02";

/// Where a log is written to.
pub trait Sink: Write + Seek {}

impl<S: Write + Seek> Sink for S {}

/// The end of a log without damage, where its next frame goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// The length of the log so far.
    pub(super) length: u64,
    checksum: Hash,
}

impl End {
    /// Begins a log.
    pub(super) fn begin(to: &mut dyn Sink) -> io::Result<Self> {
        to.write_all(HEAD)?;
        to.write_all(program().as_bytes())?;
        Ok(Self { length: (HEAD.len() + program().len()) as u64, checksum: Hash::default() })
    }

    /// Writes a frame at the end. It goes there piece by piece: as bytes it takes as much room as the documents.
    pub(super) fn append(self, value: &impl Serialize, to: &mut dyn Sink) -> io::Result<Self> {
        let start = to.stream_position()?;
        to.write_all(&[0; 8])?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.checksum);
        let summed = postcard::to_io(value, Summed { to, hasher, waiting: Vec::with_capacity(PIECE), length: 0 }).map_err(io::Error::other)?;
        let (to, checksum, length) = summed.end()?;
        to.write_all(&checksum)?;
        to.seek(SeekFrom::Start(start))?;
        to.write_all(&length.to_le_bytes())?;
        to.seek(SeekFrom::End(0))?;
        Ok(Self { length: self.length + 8 + length + checksum.len() as u64, checksum })
    }
}

/// Whether a log was written by another program.
pub(super) fn is_foreign(log: &[u8]) -> bool {
    log.strip_prefix(HEAD).is_some_and(|rest| !rest.starts_with(program().as_bytes()))
}

/// The frames of a log up to the first that is damaged.
pub(super) struct Frames<'l> {
    rest: &'l [u8],
    end: End,
}

impl<'l> Frames<'l> {
    /// Those of `log`; `None` if it is no log of this program.
    pub(super) fn of(log: &'l [u8]) -> Option<Self> {
        let rest = log.strip_prefix(HEAD)?.strip_prefix(program().as_bytes())?;
        Some(Self { rest, end: End { length: (log.len() - rest.len()) as u64, checksum: Hash::default() } })
    }

    /// The length of what was read.
    pub(super) fn length(&self) -> u64 {
        self.end.length
    }

    /// The end of the log, if all its frames were read and none is damaged.
    pub(super) fn end(&self) -> Option<End> {
        self.rest.is_empty().then_some(self.end)
    }
}

impl<'l> Iterator for Frames<'l> {
    type Item = &'l [u8];

    fn next(&mut self) -> Option<&'l [u8]> {
        let (length, rest) = self.rest.split_first_chunk()?;
        let (value, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        let (checksum, rest) = rest.split_first_chunk()?;
        if blake3::Hasher::new().update(&self.end.checksum).update(value).finalize().as_bytes() != checksum {
            return None;
        }
        self.rest = rest;
        self.end = End { length: self.end.length + (length.len() + value.len() + checksum.len()) as u64, checksum: *checksum };
        Some(value)
    }
}

/// Bytes that are hashed and passed on in one piece: to do so one by one costs several times as much.
const PIECE: usize = 1 << 16;

/// Hashes and counts what goes through it.
struct Summed<'w> {
    to: &'w mut dyn Sink,
    hasher: blake3::Hasher,
    waiting: Vec<u8>,
    length: u64,
}

impl<'w> Summed<'w> {
    fn end(mut self) -> io::Result<(&'w mut dyn Sink, Hash, u64)> {
        self.flush()?;
        Ok((self.to, *self.hasher.finalize().as_bytes(), self.length))
    }
}

impl Write for Summed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hasher.update(&self.waiting);
        self.to.write_all(&self.waiting)?;
        self.length += self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// The values in a log, and whether a frame may be added to it.
    fn read(log: &[u8]) -> (Vec<u32>, bool) {
        let Some(mut frames) = Frames::of(log) else { return (Vec::new(), false) };
        (frames.by_ref().map(|frame| postcard::from_bytes(frame).unwrap()).collect(), frames.end().is_some())
    }

    #[test]
    fn what_is_damaged_is_dropped_with_all_that_follows() {
        let values = [1_u32, 1, 70_000];
        let mut file = Cursor::new(Vec::new());
        let mut end = End::begin(&mut file).unwrap();
        let mut ends = vec![file.get_ref().len()];
        for value in values {
            end = end.append(&value, &mut file).unwrap();
            ends.push(file.get_ref().len());
        }
        let log = file.into_inner();
        assert_eq!((log.len() as u64, read(&log)), (end.length, (values.to_vec(), true)));
        for at in 0..log.len() {
            let whole = &values[..ends.iter().filter(|end| **end <= at).count().saturating_sub(1)];
            let mut flipped = log.clone();
            flipped[at] ^= 1;
            assert_eq!(read(&flipped), (whole.to_vec(), false), "{at}");
            assert_eq!(read(&log[..at]), (whole.to_vec(), ends.contains(&at)), "{at}");
        }
        // A frame does not hold in the place of another one with the same value.
        assert_eq!(read(&[&log[..ends[0]], &log[ends[1]..ends[2]]].concat()), (Vec::new(), false));
    }
}
