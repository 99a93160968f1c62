//! The list of the files that builds wrote, kept in the output itself.

use std::collections::BTreeMap;

use crate::content::Hash;

/// The list's file in the output.
pub const LIST_FILE: &str = ".bulletin-files";

/// The first line of a list, and that of a list of an output with drafts in it.
const HEAD: &str = "bulletin 1";
const HEAD_DRAFTS: &str = "bulletin 1 drafts";

/// Every file that a build wrote, with the fingerprint of its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Whether drafts are shown in it, so that it must never be published.
    pub drafts: bool,
    /// Files by their path.
    pub files: BTreeMap<String, Hash>,
}

impl Listing {
    /// Reads a list. `None` if the text is not one: nothing in that output is known to be ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let drafts = match lines.next()? {
            HEAD => false,
            HEAD_DRAFTS => true,
            _ => return None,
        };
        let file = |line: &str| {
            let (hash, path) = line.split_at_checked(HEX)?;
            let path = path.strip_prefix(' ')?;
            // A path that leaves the output was not written by us, whoever wrote it here.
            let leaves = path.as_bytes().split(|byte| *byte == b'/').any(|segment| matches!(segment, b"" | b"." | b".."));
            (!leaves && !path.contains('\\')).then_some((path.to_owned(), parse(hash)?))
        };
        // Collected, because a tree of what is sorted is made at once.
        Some(Self { drafts, files: lines.map(file).collect::<Option<_>>()? })
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

#[cfg(test)]
mod tests {
    use super::Listing;

    #[test]
    fn a_list_comes_back_as_it_was_written() {
        let mut list = Listing { drafts: true, ..Listing::default() };
        list.files.insert("a b/ü.html".to_owned(), std::array::from_fn(|n| u8::try_from(n * 8).unwrap()));
        list.files.insert("index.html".to_owned(), [0xaf; 32]);
        assert_eq!(Listing::parse(&list.write()), Some(list.clone()));
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
            assert_eq!(Listing::parse(&format!("bulletin 1\n{line}\n")), None, "{line}");
        }
    }

    #[test]
    fn a_list_never_leads_out_of_the_output() {
        let hash = "00".repeat(32);
        for path in ["../x", "/etc/passwd", "a/../../x", "a//b", "a\\..\\b", "."] {
            assert_eq!(Listing::parse(&format!("bulletin 1\n{hash} {path}\n")), None, "{path}");
        }
        assert_eq!(Listing::parse("something else\n"), None);
    }
}
