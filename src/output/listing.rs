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
        let mut files = Vec::new();
        for line in lines {
            let (hash, path) = line.split_once(' ')?;
            // A path that leaves the output was not written by us, whoever wrote it here.
            if path.split('/').any(|segment| matches!(segment, "" | "." | "..")) || path.contains('\\') {
                return None;
            }
            files.push((path.to_owned(), *blake3::Hash::from_hex(hash).ok()?.as_bytes()));
        }
        Some(Self { drafts, files: files.into_iter().collect() })
    }

    /// The list as text.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::with_capacity(self.files.len() * 110 + 32);
        text.push_str(if self.drafts { HEAD_DRAFTS } else { HEAD });
        text.push('\n');
        for (path, hash) in &self.files {
            text.push_str(&blake3::Hash::from_bytes(*hash).to_hex());
            text.push(' ');
            text.push_str(path);
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Listing;

    #[test]
    fn a_list_comes_back_as_it_was_written() {
        let mut list = Listing { drafts: true, ..Listing::default() };
        list.files.insert("a b/ü.html".to_owned(), [7; 32]);
        assert_eq!(Listing::parse(&list.write()), Some(list));
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
