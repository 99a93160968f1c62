//! The record: what readers were told, as files in `content/record` that are read as any source and written by
//! `bulletin record` and `bulletin publish` alone.
//!
//! - [`addresses`]: each address that readers may hold, with its source and its first day, in `addresses.tsv`.
//! - [`sitemap()`]: the addresses of a site that was here before.
//! - [`facts`]: each fact that they may have quoted, with its value and the day of that, in `facts-YYYY.tsv`.
//!
//! Both are lines of fields divided by tabs, sorted, so that two branches of a repository merge by taking the lines of both; what
//! such a merge leaves, a line twice or out of order, is read as what it means.

pub mod addresses;
pub mod facts;
mod sitemap;

use std::ops::Range;
use std::sync::Arc;

pub use addresses::{Addresses, Recorded};
pub use facts::{Facts, FormerValue, REMOVED, year_of};
pub use sitemap::{Sitemap, sitemap};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::Date;

/// The folder of the record, below the site's root.
pub const RECORD: &str = "content/record";

/// What readers were told so far, by all files of the record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The addresses that they may hold.
    pub addresses: Addresses,
    /// The facts that they may have quoted.
    pub facts: Facts,
}

impl Record {
    /// Whether nothing was ever recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.addresses.is_empty() && self.facts.is_empty()
    }

    /// The files of the record, each with its text.
    #[must_use]
    pub fn write(&self) -> Vec<(String, String)> {
        let mut files = self.facts.write();
        files.push((addresses::PATH.to_owned(), self.addresses.write()));
        files
    }

    /// Whether a line of it is of a later day.
    #[must_use]
    pub fn is_newer_than(&self, day: Date) -> bool {
        self.addresses.all.values().any(|recorded| recorded.since > day) || self.facts.all.values().flatten().any(|value| value.since > day)
    }

    /// Adds what the file at `path` says. What cannot be read of it is told.
    pub fn read(&mut self, path: &Arc<str>, text: &str, told: &mut Vec<Diagnostic>) {
        match path.rsplit('/').next() {
            Some(addresses::FILE) => self.addresses.read(path, text, told),
            Some(name) if facts::is_file(name) => self.facts.read(path, text, told),
            _ => told.push(
                Diagnostic::new(Code::UnusedAsset, Place::file(path), "the record has no file of that name")
                    .help("it has addresses.tsv and facts-YYYY.tsv, which `bulletin record` writes; move this file elsewhere"),
            ),
        }
    }
}

/// The lines of a file that say something, each with its bytes in the file.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r', ' ']);
        (at..at + line.len(), line)
    });
    lines.filter(|(_, line)| !line.trim().is_empty())
}

/// Says that a line of the record cannot be read.
fn unread(path: &Arc<str>, span: Range<usize>, line: &str, form: &str) -> Diagnostic {
    let is_conflict = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark));
    let place = Place::bytes(path, span);
    if is_conflict {
        return Diagnostic::new(Code::UnreadRecord, place, "a merge stopped here, and left its marks")
            .help("remove the lines with the marks and keep all others: the record takes the lines of both sides");
    }
    Diagnostic::new(Code::UnreadRecord, place, "this line of the record cannot be read").help(format!("a line is {form}; take it from version control again"))
}

/// A day of the record.
fn day(text: &str) -> Option<Date> {
    Date::parse(text).ok().filter(|date| date.to_string() == text)
}
