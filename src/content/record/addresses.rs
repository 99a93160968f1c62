//! The addresses that readers may hold.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::facts::{escaped, unescaped};
use super::{day, lines, unread};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::Date;

/// The name of the file.
pub(super) const FILE: &str = "addresses.tsv";

/// The path of the file below the site's root.
pub const PATH: &str = "content/record/addresses.tsv";

/// The newest form of the files that this program reads.
const FORMAT: &str = "1";

/// What stands for a source where the site made the page by itself.
const NONE: &str = "-";

/// An address that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The file that it was the page of, or belonged to; none for one that the site made by itself.
    pub source: Option<Arc<str>>,
    /// The day on which it was first published.
    pub since: Date,
    /// Where the record says so: the first of its bytes in the file.
    pub at: u32,
}

/// The addresses that readers may hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addresses {
    /// The site's address when it was recorded last.
    pub base_url: Option<String>,
    /// What the ids of feed entries were made from.
    pub feed_authority: Option<String>,
    /// Each address below the home, without a leading `/`; the home itself is the empty one.
    pub all: BTreeMap<String, Recorded>,
}

impl Addresses {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Those that were published by `day`.
    pub fn by(&self, day: Date) -> impl Iterator<Item = (&str, &Recorded)> {
        self.all.iter().filter(move |(_, recorded)| recorded.since <= day).map(|(address, recorded)| (address.as_str(), recorded))
    }

    /// Whether an address was published by `day`.
    #[must_use]
    pub fn has(&self, address: &str, day: Date) -> bool {
        self.all.get(address).is_some_and(|recorded| recorded.since <= day)
    }

    /// Where an address is recorded.
    #[must_use]
    pub fn place(&self, address: &str) -> Place {
        let file = Arc::from(PATH);
        match self.all.get(address) {
            Some(recorded) => Place::bytes(&file, recorded.at as usize..recorded.at as usize + 1 + address.len()),
            None => Place::file(&file),
        }
    }

    /// Notes that an address was published on `day`. The first day stays; the source is the newest.
    pub fn note(&mut self, address: &str, source: Option<Arc<str>>, day: Date) {
        match self.all.get_mut(address) {
            Some(known) => known.source = source.or_else(|| known.source.take()),
            None => drop(self.all.insert(address.to_owned(), Recorded { source, since: day, at: 0 })),
        }
    }

    /// Adds what the file says.
    pub(super) fn read(&mut self, path: &Arc<str>, text: &str, told: &mut Vec<Diagnostic>) {
        for (span, line) in lines(text) {
            if let Some(head) = line.strip_prefix('#') {
                self.read_head(path, head, span, told);
                continue;
            }
            let mut fields = line.split('\t');
            let read = (|| {
                let (address, source, since) = (fields.next()?.strip_prefix('/')?, fields.next()?, day(fields.next()?)?);
                fields.next().is_none().then_some((address, source, since))
            })();
            let Some((address, source, since)) = read else {
                told.push(unread(path, span, line, "an address with a leading `/`, its source or `-`, and a day, divided by tabs"));
                continue;
            };
            let source = (source != NONE).then(|| Arc::from(unescaped(source)));
            let at = u32::try_from(span.start).unwrap_or(0);
            // Two branches may have recorded it.
            match self.all.get_mut(address) {
                Some(known) => known.since = known.since.min(since),
                None => drop(self.all.insert(address.to_owned(), Recorded { source, since, at })),
            }
        }
    }

    fn read_head(&mut self, path: &Arc<str>, head: &str, span: std::ops::Range<usize>, told: &mut Vec<Diagnostic>) {
        let Some((key, value)) = head.split_once(':').map(|(key, value)| (key.trim(), value.trim())) else { return };
        match key {
            "format" if value != FORMAT => told.push(
                Diagnostic::new(Code::NewerFormat, Place::bytes(path, span), format!("the record has format {value}, and this program reads {FORMAT}"))
                    .help("install a newer version of bulletin"),
            ),
            "base_url" => self.base_url = Some(value.to_owned()),
            "feed_authority" => self.feed_authority = Some(value.to_owned()),
            _ => {}
        }
    }

    /// The text of the file.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!("# format: {FORMAT}\n");
        for (key, value) in [("base_url", &self.base_url), ("feed_authority", &self.feed_authority)] {
            if let Some(value) = value {
                let _ = writeln!(text, "# {key}: {value}");
            }
        }
        for (address, Recorded { source, since, .. }) in &self.all {
            let _ = writeln!(text, "/{address}\t{}\t{since}", source.as_deref().map_or_else(|| NONE.to_owned(), escaped));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Addresses, Vec<Diagnostic>) {
        let (mut addresses, mut told) = (Addresses::default(), Vec::new());
        addresses.read(&PATH.into(), text, &mut told);
        (addresses, told)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "# format: 1\n# base_url: https://example.org/digest\n# feed_authority: example.org,2024\n\
                    /\t-\t2024-10-23\n/topics/telecoms/\tcontent/topics/telecoms.md\t2024-10-24\n";
        let (addresses, told) = read(text);
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(addresses.write(), text);
        let day = |text| Date::parse(text).expect("a day");
        assert!(addresses.has("", day("2024-10-23")) && !addresses.has("topics/telecoms/", day("2024-10-23")));
    }

    #[test]
    fn what_a_merge_leaves_is_read_as_meant() {
        let (addresses, told) = read("/b/\t-\t2024-10-24\n/a/\t-\t2024-10-23\r\n\n/b/\t-\t2024-10-22\n");
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(addresses.write(), "# format: 1\n/a/\t-\t2024-10-23\n/b/\t-\t2024-10-22\n");
    }

    #[test]
    fn what_cannot_be_read_is_told_at_its_line() {
        for line in ["<<<<<<< HEAD", "/a/", "/a/\t-", "a/\t-\t2024-10-23", "/a/\t-\t2024-10-32", "/a/\t-\t2024-10-23\t", "/a/ - 2024-10-23", "# format: 2"] {
            assert_eq!(read(&format!("/b/\t-\t2024-10-23\n{line}\n")).1.len(), 1, "{line}");
        }
    }
}
