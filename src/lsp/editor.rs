//! The editor: what is open in it, what it can do, and how it writes addresses and places.

use std::ops::Range;
use std::sync::Arc;

use super::address::Root;
use super::client::Client;
use super::overlay::Overlay;
use super::positions::{self, Ruler};

/// The editor.
pub(super) struct Editor {
    /// The digest as it sees it.
    pub(super) files: Overlay,
    pub(super) root: Root,
    pub(super) client: Client,
}

impl Editor {
    /// The address of a file; of an open one in the editor's own writing.
    pub(super) fn uri(&self, path: &str) -> String {
        self.files.buffer(path).map_or_else(|| self.root.uri(path), |buffer| buffer.uri.clone())
    }

    /// Bytes of a text as it counts them.
    pub(super) fn range(&self, text: &str, bytes: &Range<usize>) -> positions::Range {
        Ruler::new(text, self.client.encoding).range(bytes)
    }

    /// The source that an address names, with its text and the byte at a place in it.
    pub(super) fn at(&self, uri: &str, position: positions::Position) -> Option<(String, Arc<str>, usize)> {
        let path = self.root.path(uri)?;
        let text = self.files.text(&path)?;
        let at = Ruler::new(&text, self.client.encoding).offset(position);
        Some((path, text, at))
    }
}
