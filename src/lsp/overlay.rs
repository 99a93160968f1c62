//! The digest as its editor sees it: files on the disk, with what is typed and not saved over them.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use crate::content::Document;
use crate::diagnostics::Diagnostic;
use crate::source::{Entry, Files, Opened, Stamp};

/// A file that is open in the editor. Its text is what the editor says, never what the disk has.
#[derive(Debug, Clone)]
pub(super) struct Buffer {
    /// Its address, in the editor's own writing.
    pub(super) uri: String,
    /// The editor's number of this text.
    pub(super) version: i32,
    pub(super) text: Arc<str>,
    pub(super) stamp: Stamp,
    /// The document that it last was, while it cannot be read as one.
    pub(super) good: Option<Arc<Document>>,
}

/// Files with open ones over them.
pub(super) struct Overlay {
    beneath: Box<dyn Files>,
    open: BTreeMap<Arc<str>, Buffer>,
    changes: i64,
}

impl Overlay {
    pub(super) fn new(beneath: Box<dyn Files>) -> Self {
        Self { beneath, open: BTreeMap::new(), changes: 0 }
    }

    /// Takes a text over from the editor.
    pub(super) fn put(&mut self, path: &str, uri: &str, version: i32, text: &str) {
        self.changes += 1;
        // No file has this number on its disk, so no stamp of the disk is taken for one of these.
        let stamp = Stamp { size: text.len() as u64, modified: self.changes, changed: self.changes, inode: u64::MAX };
        let good = self.open.get_mut(path).and_then(|buffer| buffer.good.take());
        self.open.insert(path.into(), Buffer { uri: uri.to_owned(), version, text: text.into(), stamp, good });
    }

    /// Goes back to what the disk has.
    pub(super) fn close(&mut self, path: &str) {
        self.open.remove(path);
    }

    pub(super) fn buffer(&self, path: &str) -> Option<&Buffer> {
        self.open.get(path)
    }

    pub(super) fn buffer_mut(&mut self, path: &str) -> Option<&mut Buffer> {
        self.open.get_mut(path)
    }

    /// The paths of open files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.open.keys()
    }

    /// The text of a file, if it is one.
    pub(super) fn text(&self, path: &str) -> Option<Arc<str>> {
        match self.open.get(path) {
            Some(buffer) => Some(Arc::clone(&buffer.text)),
            None => Some(String::from_utf8(self.beneath.read(path).ok()?).ok()?.into()),
        }
    }
}

impl Files for Overlay {
    fn list(&self, folder: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
        let (mut files, mut wrong) = self.beneath.list(folder);
        for (path, buffer) in &self.open {
            if !path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')) {
                continue;
            }
            // What is wrong with the file on the disk is not wrong with what is typed.
            wrong.retain(|told| told.place.file != *path);
            match files.binary_search_by(|entry| entry.path.cmp(path)) {
                Ok(at) => files[at].stamp = buffer.stamp,
                Err(at) => files.insert(at, Entry { path: Arc::clone(path), stamp: buffer.stamp, pixels: None }),
            }
        }
        (files, wrong)
    }

    fn open(&self, path: &str) -> io::Result<Opened<'_>> {
        match self.open.get(path) {
            Some(buffer) => Ok(Opened { size: buffer.text.len() as u64, bytes: Box::new(buffer.text.as_bytes()) }),
            None => self.beneath.open(path),
        }
    }

    fn now(&self) -> i64 {
        self.beneath.now()
    }
}
