//! Comparing an output folder with what a build makes, without changing it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Disk, EnvironmentError, Kept, MANIFEST_FILE, Manifest, Store, failed, open_file};
use crate::content::Hash;
use crate::source::Stamp;

/// Characters, or bytes, that are shown before a difference and from it on.
const SHOWN: (usize, usize) = (24, 56);

/// So many bytes of a file that is copied are compared at a time.
const PIECE: u64 = 1 << 18;

/// A store that keeps nothing: what a build makes is compared with what lies in a folder. Only the differences take memory,
/// so that a large site can be compared too.
#[derive(Debug)]
pub struct Comparison {
    folder: PathBuf,
    listed: Manifest,
    differences: Mutex<BTreeMap<String, Difference>>,
    compared: usize,
}

/// How a file of an output is not what a build makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// There is no such file.
    Missing,
    /// A build has written it, and nothing makes it any more.
    Unmade,
    /// It holds other bytes.
    Differs(Spot),
}

/// The first place at which two files differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The bytes before it.
    pub offset: usize,
    /// Line and column, both from 1, the column in characters; `None` if one of the files is no text.
    pub position: Option<(usize, usize)>,
    /// What a build makes there.
    pub made: String,
    /// What is there.
    pub found: String,
}

impl Disk {
    /// What compares a build with this output.
    #[must_use]
    pub fn comparison(&self) -> Comparison {
        Comparison { folder: self.place.folder.clone(), listed: Manifest::default(), differences: Mutex::default(), compared: 0 }
    }
}

impl Comparison {
    /// The differences, by path, and the number of files that were compared.
    #[must_use]
    pub fn finish(self) -> (BTreeMap<String, Difference>, usize) {
        (self.differences.into_inner().unwrap_or_else(PoisonError::into_inner), self.compared)
    }

    fn compare(&self, path: &str, made: &[u8]) -> Result<Option<Difference>, EnvironmentError> {
        if self.stamp(path).is_none() {
            return Ok(Some(Difference::Missing));
        }
        let full = self.folder.join(path);
        let mut found = Vec::with_capacity(made.len() + 1);
        // Whatever else was put there need not fit into memory.
        let enough = made.len() as u64 + 1024;
        open_file(&full).and_then(|file| file.take(enough).read_to_end(&mut found)).map_err(|e| failed("read", &full, &e))?;
        Ok(first(made, &found).map(Difference::Differs))
    }

    /// Compares a file with the bytes that `made` gives, of which it tells the fingerprint.
    fn compare_from(&self, path: &str, made: &mut dyn Read) -> io::Result<(Hash, Option<Difference>)> {
        let mut file = if self.stamp(path).is_some() { Some(open_file(&self.folder.join(path))?) } else { None };
        let mut difference = if file.is_none() { Some(Difference::Missing) } else { None };
        let (mut hasher, mut offset) = (blake3::Hasher::new(), 0);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        loop {
            ours.clear();
            (&mut *made).take(PIECE).read_to_end(&mut ours)?;
            hasher.update(&ours);
            if let (Some(file), None) = (&mut file, &difference) {
                theirs.clear();
                file.take(PIECE).read_to_end(&mut theirs)?;
                difference = first(&ours, &theirs).map(|spot| {
                    // Lines are counted in the first piece alone.
                    Difference::Differs(Spot { offset: offset + spot.offset, position: spot.position.filter(|_| offset == 0), ..spot })
                });
            }
            if ours.is_empty() {
                return Ok((*hasher.finalize().as_bytes(), difference));
            }
            offset += ours.len();
        }
    }

    fn note(&mut self, path: &str, difference: Difference) {
        self.differences.get_mut().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), difference);
    }
}

impl Store for Comparison {
    fn name(&self) -> String {
        String::new()
    }

    /// Reads the list, but tells of no file in it: so every one is made.
    fn open(&mut self, drafts: bool) -> Result<Arc<Manifest>, EnvironmentError> {
        let shown = self.folder.display();
        if !self.folder.is_dir() {
            return Err(EnvironmentError::new(format!("there is no output {shown}")).help("run `bulletin build` first, or name the folder with --output"));
        }
        self.listed = fs::read_to_string(self.folder.join(MANIFEST_FILE)).ok().and_then(|text| Manifest::parse(&text).ok()?).unwrap_or_default();
        if self.listed.drafts != drafts && !self.listed.files.is_empty() {
            let (what, help) = if drafts { ("was built without drafts", "leave out --drafts") } else { ("shows drafts", "add --drafts") };
            return Err(EnvironmentError::new(format!("the output {shown} {what}")).help(help));
        }
        Ok(Arc::new(Manifest { drafts, ..Manifest::default() }))
    }

    fn seen(&self) -> Option<Hash> {
        None
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let data = self.folder.join(path).symlink_metadata().ok()?;
        data.is_file().then(|| crate::source::stamp(&data))
    }

    fn hash(&self, _: &str) -> Option<Hash> {
        None
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), EnvironmentError> {
        if let Some(difference) = self.compare(path, bytes)? {
            self.differences.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), difference);
        }
        Ok(())
    }

    fn stage_from(&self, path: &str, from: &mut dyn Read) -> Result<Hash, EnvironmentError> {
        let (hash, difference) = self.compare_from(path, from).map_err(|e| failed("read", &self.folder.join(path), &e))?;
        if let Some(difference) = difference {
            self.differences.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), difference);
        }
        Ok(hash)
    }

    fn commit(&mut self, staged: &BTreeSet<String>, _: &BTreeSet<String>, list: &Arc<Manifest>) -> Result<Kept, EnvironmentError> {
        self.compared = staged.len();
        let unmade: Vec<String> = self.listed.files.keys().filter(|path| !list.files.contains_key(*path) && self.stamp(path).is_some()).cloned().collect();
        for path in unmade {
            self.note(&path, Difference::Unmade);
        }
        // Where a file differs, its line in the list most often does too, and would say the same again.
        if self.differences.get_mut().unwrap_or_else(PoisonError::into_inner).is_empty()
            && let Some(difference) = self.compare(MANIFEST_FILE, list.write().as_bytes())?
        {
            self.note(MANIFEST_FILE, difference);
        }
        Ok(Kept::AsTheyWere)
    }

    fn now(&self) -> i64 {
        0
    }

    fn settle(&self) -> i64 {
        0
    }
}

/// The first difference of two files.
fn first(made: &[u8], found: &[u8]) -> Option<Spot> {
    if made == found {
        return None;
    }
    let same = made.iter().zip(found).take_while(|(a, b)| a == b).count();
    Some(match (std::str::from_utf8(made), std::str::from_utf8(found)) {
        (Ok(made), Ok(found)) => {
            // What differs may be the rest of a character.
            let at = made.floor_char_boundary(same).min(found.floor_char_boundary(same));
            let line = made[..at].rfind('\n').map_or(0, |end| end + 1);
            let position = (made[..at].matches('\n').count() + 1, made[line..at].chars().count() + 1);
            Spot { offset: at, position: Some(position), made: excerpt(made, line, at), found: excerpt(found, line, at) }
        }
        _ => Spot { offset: same, position: None, made: hexadecimal(made, same), found: hexadecimal(found, same) },
    })
}

/// The text around `at`, from its line on, which begins at `line`.
fn excerpt(text: &str, line: usize, at: usize) -> String {
    let start = text[line..at].char_indices().rev().take(SHOWN.0).last().map_or(at, |(i, _)| line + i);
    let end = text[at..].char_indices().nth(SHOWN.1).map_or(text.len(), |(i, _)| at + i);
    let mut shown = String::from(if start > line { "…" } else { "" });
    for c in text[start..end].chars() {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown.push_str(if end < text.len() { "…" } else { " (end of the file)" });
    shown
}

/// The bytes from `at` on.
fn hexadecimal(bytes: &[u8], at: usize) -> String {
    let rest = &bytes[at..];
    let mut shown = String::new();
    for byte in rest.iter().take(16) {
        let _ = write!(shown, "{byte:02x} ");
    }
    shown.push_str(if rest.len() > 16 { "…" } else { "(end of the file)" });
    shown
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn the_first_difference_of_texts_has_a_line_and_a_column() {
        assert_eq!(first(b"same", b"same"), None);
        let spot = first("one\nzwölf Tage\nmore\n".as_bytes(), "one\nzwölf Jahre\nmore\n".as_bytes()).unwrap();
        assert_eq!((spot.offset, spot.position), (11, Some((2, 7))));
        assert_eq!((spot.made.as_str(), spot.found.as_str()), ("zwölf Tage\\nmore\\n (end of the file)", "zwölf Jahre\\nmore\\n (end of the file)"));
        // The characters have their first byte in common.
        let spot = first("é".as_bytes(), "è".as_bytes()).unwrap();
        assert_eq!((spot.offset, spot.position), (0, Some((1, 1))));
        let long = format!("{}A{}", "x".repeat(100), "y".repeat(100));
        let spot = first(long.as_bytes(), b"").unwrap();
        assert_eq!(spot.found, " (end of the file)");
        let spot = first(long.as_bytes(), long.replace('A', "B").as_bytes()).unwrap();
        assert_eq!(spot.position, Some((1, 101)));
        assert_eq!(spot.made, format!("…{}A{}…", "x".repeat(24), "y".repeat(55)));
    }

    #[test]
    fn that_of_other_files_has_a_byte() {
        let spot = first(&[0, 255, 7, 8], &[0, 255, 9]).unwrap();
        assert_eq!((spot.offset, spot.position), (2, None));
        assert_eq!((spot.made.as_str(), spot.found.as_str()), ("07 08 (end of the file)", "09 (end of the file)"));
    }
}
