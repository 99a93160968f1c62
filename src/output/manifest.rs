//! The list of the files that builds wrote, kept in the output itself.

use std::collections::{BTreeMap, HashMap};

use crate::content::Hash;
use crate::source::Stamp;
use crate::values::unusable_segment;

/// The list's file in the output.
pub const MANIFEST_FILE: &str = ".bulletin-files";

/// The first line of a list, and that of a list of an output with drafts in it.
const HEAD: &str = "bulletin 1";
const HEAD_DRAFTS: &str = "bulletin 1 drafts";

/// Every file that a build wrote, with the fingerprint of its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Whether drafts are shown in it, so that it must never be published.
    pub drafts: bool,
    /// Files by their path.
    pub files: BTreeMap<String, Hash>,
}

impl Manifest {
    /// Reads a list. `None` if the text is not one: nothing in that output is known to be ours.
    ///
    /// # Errors
    /// What is wrong with the first line that no build writes. What such a list names may be someone else's.
    pub fn parse(text: &str) -> Result<Option<Self>, Damage> {
        let mut lines = text.lines();
        let drafts = match lines.next() {
            Some(HEAD) => false,
            Some(HEAD_DRAFTS) => true,
            _ => return Ok(None),
        };
        let numbered = |(index, line)| file(line).map_err(|what| Damage { line: index + 2, what });
        // Collected, because a tree of what is sorted is made at once.
        let all: Vec<(String, Hash)> = lines.enumerate().map(numbered).collect::<Result<_, _>>()?;
        // A list is written in the order of its paths; someone who merged two may have mixed them.
        let is_sorted = all.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let mut lines = HashMap::new();
        if !is_sorted {
            for (index, (path, _)) in all.iter().enumerate() {
                if lines.insert(path.clone(), index + 2).is_some() {
                    return Err(Damage { line: index + 2, what: "it names a file twice".to_owned() });
                }
            }
        }
        let files: BTreeMap<String, Hash> = all.into_iter().collect();
        // The paths so far that the next one begins with; what begins with a path follows it without a gap.
        let mut before: Vec<&str> = Vec::new();
        for (index, path) in files.keys().enumerate() {
            while before.last().is_some_and(|other| !path.starts_with(other)) {
                before.pop();
            }
            if before.iter().any(|other| path.as_bytes().get(other.len()) == Some(&b'/')) {
                let line = lines.get(path).copied().unwrap_or(index + 2);
                return Err(Damage { line, what: "it names a file in another file".to_owned() });
            }
            before.push(path);
        }
        Ok(Some(Self { drafts, files }))
    }

    /// The list as text.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = Vec::with_capacity(self.files.len() * 110 + 32);
        text.extend_from_slice(if self.drafts { HEAD_DRAFTS } else { HEAD }.as_bytes());
        text.push(b'\n');
        for (path, hash) in &self.files {
            text.extend_from_slice(&hex(hash));
            text.push(b' ');
            text.extend_from_slice(path.as_bytes());
            text.push(b'\n');
        }
        String::from_utf8(text).expect("paths are text, and digits are too")
    }
}

/// Where a list is not as a build writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: String,
}

/// A line of a list: the fingerprint and the path of a file. A path that no output can have was not written by us, whoever
/// wrote it here.
fn file(line: &str) -> Result<(String, Hash), String> {
    let divided = line.split_at_checked(HEX).and_then(|(hash, path)| Some((parse(hash)?, path.strip_prefix(' ')?)));
    let (hash, path) = divided.ok_or("it is not a fingerprint and a path")?;
    match path.split('/').find_map(unusable_segment) {
        Some(why) => Err(format!("no output can have this path: {why}")),
        None => Ok((path.to_owned(), hash)),
    }
}

/// The length of a fingerprint in hexadecimal digits.
const HEX: usize = 2 * size_of::<Hash>();

/// A fingerprint in hexadecimal digits. By hand, here and below: a list has one for each file, and is written twice a build.
fn hex(hash: &Hash) -> [u8; HEX] {
    let digit = |n: u8| n + if n < 10 { b'0' } else { b'a' - 10 };
    let mut hex = [0; HEX];
    for (at, byte) in hash.iter().enumerate() {
        hex[2 * at] = digit(byte >> 4);
        hex[2 * at + 1] = digit(byte & 15);
    }
    hex
}

/// Reads a fingerprint.
fn parse(hex: &str) -> Option<Hash> {
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    };
    let mut hash = Hash::default();
    for (byte, digits) in hash.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
        *byte = value(digits[0])? << 4 | value(digits[1])?;
    }
    Some(hash)
}

/// Fingerprint of an output: the text of its list, and the stamp of each file in the list's order.
#[must_use]
pub fn of_outputs(list: &[u8], stamps: impl IntoIterator<Item = Option<Stamp>>) -> Option<Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(list);
    for stamp in stamps {
        hasher.update(&stamp?.to_bytes());
    }
    Some(*hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{Damage, Manifest};

    #[test]
    fn a_list_comes_back_as_it_was_written() {
        let mut list = Manifest { drafts: true, ..Manifest::default() };
        list.files.insert("a b/ü.html".to_owned(), std::array::from_fn(|n| u8::try_from(n * 8).unwrap()));
        list.files.insert("index.html".to_owned(), [0xaf; 32]);
        assert_eq!(Manifest::parse(&list.write()), Ok(Some(list.clone())));
        assert!(list.write().ends_with(&format!("\n{} index.html\n", "af".repeat(32))));
    }

    #[test]
    fn another_text_is_no_list() {
        let hash = "af".repeat(32);
        for line in [
            format!("{hash}index.html"),
            format!("{} index.html", &hash[1..]),
            format!("{hash}0 index.html"),
            hash.replace('f', "g") + " x",
            hash,
            "ü".repeat(40),
        ] {
            let damage = Damage { line: 2, what: "it is not a fingerprint and a path".to_owned() };
            assert_eq!(Manifest::parse(&format!("bulletin 1\n{line}\n")), Err(damage), "{line}");
        }
    }

    #[test]
    fn a_list_names_only_what_a_build_can_have_written() {
        let hash = "00".repeat(32);
        let long = "x".repeat(201);
        for path in
            ["../x", "/etc/passwd", "a/../../x", "a//b", "a\\..\\b", ".", "", "a/", "a\0b", "a\u{1b}b", "a\u{7f}", "CON", "b/nul.txt", "a.", "a ", &long]
        {
            let damage = Manifest::parse(&format!("bulletin 1\n{hash} a-first\n{hash} {path}\n")).unwrap_err();
            assert!(damage.line == 3 && damage.what.starts_with("no output can have this path: "), "{path:?}: {damage:?}");
        }
        for (paths, what) in [
            (["a", "b", "b"], "it names a file twice"),
            (["b", "a", "b"], "it names a file twice"),
            (["a", "a-b", "a/b"], "it names a file in another file"),
            (["c", "a", "a/b"], "it names a file in another file"),
        ] {
            let text = paths.map(|path| format!("{hash} {path}\n")).concat();
            assert_eq!(Manifest::parse(&format!("bulletin 1\n{text}")), Err(Damage { line: 4, what: what.to_owned() }));
        }
        let merged = Manifest::parse(&format!("bulletin 1\n{hash} b\n{hash} a\n"));
        assert_eq!(merged.unwrap().unwrap().files.len(), 2);
        assert_eq!(Manifest::parse("something else\n"), Ok(None));
    }
}
