//! The record as a source.

use super::{Diagnostics, Inputs};
use crate::content::Record;
use crate::content::record::RECORD;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::source::{Entry, unreadable};

/// The largest file of the record: that of a site with a million addresses.
const LARGEST: u64 = 256 << 20;

/// Reads the record, as far as there is one among `files`. It is read whenever a build does anything: it is a few lines for each
/// page, and most of a build's time is spent on the pages.
pub(super) fn read(inputs: &Inputs<'_>, files: &[Entry], told: &mut Diagnostics) -> Record {
    let mut record = Record::default();
    let from = files.partition_point(|entry| &*entry.path < RECORD);
    let is_of_record = |entry: &&Entry| entry.path.strip_prefix(RECORD).is_some_and(|rest| rest.starts_with('/'));
    for Entry { path, .. } in files[from..].iter().take_while(|entry| entry.path.starts_with(RECORD)).filter(is_of_record) {
        let mut wrong = Vec::new();
        match inputs.files.read_up_to(path, LARGEST).map(String::from_utf8) {
            Ok(Ok(text)) => record.read(path, &text, &mut wrong),
            Ok(Err(_)) => wrong.push(Diagnostic::new(Code::NotUtf8, Place::file(path), "the record is not UTF-8").help("take it from version control again")),
            Err(error) => wrong.push(unreadable(path, &error)),
        }
        told.extend(wrong);
    }
    record
}
