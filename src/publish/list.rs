//! The list of what was published, kept at the target itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::Timestamp;

use crate::content::Hash;
use crate::output::EnvironmentError;
use crate::values::unusable_segment;

/// The list's file at the target.
pub const LIST_FILE: &str = ".bulletin-published";

/// The first line of a list, and that of one that was written before something is sent. A later version writes other words, so
/// that this one refuses what it does not understand.
const HEAD: &str = "bulletin published 1";
const HEAD_BEGUN: &str = "bulletin publishing 1";

/// Every file at a target that is ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// The moment of the build, in seconds since 1970.
    pub moment: i64,
    /// The site's address in that build.
    pub base_url: String,
    /// Whether it was written before the files were sent. What became of those that are not certain, nobody knows.
    pub begun: bool,
    /// The files by their path. One without content is ours, and has that of one build or another, or is not there.
    pub files: BTreeMap<String, Option<Content>>,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    /// Fingerprint of its bytes.
    pub hash: Hash,
    /// How many there are.
    pub size: u64,
}

impl List {
    /// Reads a list.
    ///
    /// # Errors
    /// What is wrong with it. It says what may be deleted, so one that was damaged is not followed.
    pub fn parse(text: &str) -> Result<Self, EnvironmentError> {
        let damaged = |line: usize, what: &str| {
            EnvironmentError::new(format!("the list {LIST_FILE} at the target is damaged in line {line}: {what}")).help(
                "bring it back as it was, or remove it there and publish with --adopt: files that are no longer made then stay, and can be deleted by hand",
            )
        };
        let mut lines = text.lines();
        let begun = match lines.next() {
            Some(HEAD) => false,
            Some(HEAD_BEGUN) => true,
            Some(head) if head.starts_with("bulletin publish") => {
                return Err(EnvironmentError::new(format!("the list {LIST_FILE} at the target was written by a newer version"))
                    .help("install a newer version of bulletin"));
            }
            _ => return Err(damaged(1, "it is not the first line of a list")),
        };
        let moment = lines.next().and_then(|line| line.strip_prefix("moment ")?.parse::<Timestamp>().ok());
        let moment = moment.ok_or_else(|| damaged(2, "it is not the moment of a build"))?.as_second();
        let base_url = lines.next().and_then(|line| line.strip_prefix("base_url ")).ok_or_else(|| damaged(3, "it is not the address of a site"))?.to_owned();
        let mut files = BTreeMap::new();
        for (index, line) in lines.enumerate() {
            let (path, content) = file(line).map_err(|what| damaged(index + 4, &what))?;
            if files.insert(path, content).is_some() {
                return Err(damaged(index + 4, "it names a file twice"));
            }
        }
        Ok(Self { moment, base_url, begun, files })
    }

    /// The list as text, sorted by path.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::with_capacity(self.files.len() * 120 + 100);
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{}\nmoment {}\nbase_url {}", if self.begun { HEAD_BEGUN } else { HEAD }, shown(self.moment), self.base_url);
        for (path, content) in &self.files {
            let _ = match content {
                Some(Content { hash, size }) => writeln!(text, "{} {size} {path}", blake3::Hash::from_bytes(*hash).to_hex()),
                None => writeln!(text, "- - {path}"),
            };
        }
        text
    }
}

/// A line of a list.
fn file(line: &str) -> Result<(String, Option<Content>), String> {
    let divided = line.split_once(' ').and_then(|(hash, rest)| Some((hash, rest.split_once(' ')?)));
    let (hash, (size, path)) = divided.ok_or("it is not a fingerprint, a size and a path")?;
    let content = if (hash, size) == ("-", "-") {
        None
    } else {
        let hash = blake3::Hash::from_hex(hash).map_err(|_| "it is not a fingerprint, a size and a path")?;
        Some(Content { hash: *hash.as_bytes(), size: size.parse().map_err(|_| "it is not a fingerprint, a size and a path")? })
    };
    match path.split('/').find_map(unusable_segment) {
        Some(why) => Err(format!("no file of a site can have this path: {why}")),
        None if path == LIST_FILE => Err("it names itself".to_owned()),
        None => Ok((path.to_owned(), content)),
    }
}

/// A moment as a list gives it: `2026-11-27T18:40:00Z`.
#[must_use]
pub fn shown(moment: i64) -> String {
    Timestamp::from_second(moment).unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> List {
        let content = Some(Content { hash: [0xaf; 32], size: 1234 });
        let files = BTreeMap::from([("a b/ü.html".to_owned(), content), ("index.html".to_owned(), None)]);
        List { moment: 1_780_000_000, base_url: "https://digest.example".to_owned(), begun: true, files }
    }

    #[test]
    fn a_list_comes_back_as_it_was_written() {
        for begun in [true, false] {
            let list = List { begun, ..list() };
            assert_eq!(List::parse(&list.write()), Ok(list));
        }
        let head = "bulletin publishing 1\nmoment 2026-05-28T20:26:40Z\nbase_url https://digest.example\n";
        assert_eq!(list().write(), format!("{head}{} 1234 a b/ü.html\n- - index.html\n", "af".repeat(32)));
    }

    #[test]
    fn what_a_list_may_not_say_is_refused_with_its_line() {
        let good = list().write();
        let (head, hash) = (good.lines().take(3).collect::<Vec<_>>().join("\n"), "00".repeat(32));
        for line in ["../x", "/etc/passwd", "a//b", "a/", "", ".", "CON", "a\u{1b}b", LIST_FILE].map(|path| format!("{hash} 1 {path}")).into_iter().chain([
            format!("{hash} x index.html"),
            format!("{hash} index.html"),
            format!("{} 1 index.html", &hash[1..]),
            "- 1 index.html".to_owned(),
            "- - a\n- - a".to_owned(),
        ]) {
            let refusal = List::parse(&format!("{head}\n- - b\n{line}\n")).unwrap_err();
            assert!(refusal.message.contains("is damaged in line 5") || line.contains('\n') && refusal.message.contains("line 6"), "{line}: {refusal}");
        }
        for (text, line) in [("<html>", 1), ("", 1), ("bulletin published 1\nmoment never\n", 2), ("bulletin published 1\nmoment 2026-05-28T20:26:40Z\n", 3)] {
            assert!(List::parse(text).unwrap_err().message.contains(&format!("in line {line}")), "{text}");
        }
        assert!(List::parse("bulletin published 2\n").unwrap_err().message.contains("newer version"));
    }
}
