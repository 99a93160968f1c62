//! Changes of files, as the editor is asked to make them.

use std::collections::BTreeMap;
use std::ops;
use std::sync::Arc;

use serde_json::{Value, json};

use super::editor::Editor;
use super::positions::{Range, Ruler};
use crate::diagnostics::LocatedEdit;
use crate::diagnostics::fix::Change;

/// Changes of files that are made together.
#[derive(Debug, Default)]
pub(super) struct Edits {
    texts: BTreeMap<Arc<str>, Vec<(ops::Range<usize>, String)>>,
    renames: Vec<(String, String)>,
    created: Vec<(String, String)>,
}

impl Edits {
    /// Puts a text in the place of bytes of a file.
    pub(super) fn replace(&mut self, path: &str, bytes: ops::Range<usize>, text: impl Into<String>) {
        let edit = (bytes, text.into());
        let all = self.texts.entry(path.into()).or_default();
        // Two ways may lead to one place.
        if !all.contains(&edit) {
            all.push(edit);
        }
    }

    /// Gives a file or a folder another path.
    pub(super) fn rename(&mut self, from: impl Into<String>, to: impl Into<String>) {
        self.renames.push((from.into(), to.into()));
    }

    /// Makes a file.
    pub(super) fn create(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.created.push((path.into(), text.into()));
    }

    /// Adds those of a fix.
    pub(super) fn add(&mut self, edits: &[LocatedEdit]) {
        for edit in edits {
            match &edit.change {
                Change::Text { span, text, .. } => self.replace(&edit.file, span.clone(), text.as_str()),
                Change::Path(to) => self.rename(&*edit.file, to.as_str()),
            }
        }
    }

    /// Whether some of `edits` would meet these.
    pub(super) fn meets(&self, edits: &[LocatedEdit]) -> bool {
        edits.iter().any(|edit| match &edit.change {
            Change::Text { span, .. } => {
                self.texts.get(&edit.file).is_some_and(|all| all.iter().any(|(other, _)| span.start <= other.end && other.start <= span.end))
            }
            Change::Path(_) => !self.renames.is_empty(),
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.renames.is_empty() && self.created.is_empty()
    }

    /// They in the shape of the protocol; `None` where the editor cannot make them. Text is changed before its file gets
    /// another name, and only if it is still the text that the change was made for.
    pub(super) fn value(&self, editor: &Editor) -> Option<Value> {
        let mut changes = Vec::new();
        for (path, edits) in &self.texts {
            let text = editor.files.text(path)?;
            let ruler = Ruler::new(&text, editor.client.encoding);
            let edits: Vec<Value> = edits.iter().map(|(bytes, text)| json!({ "range": ruler.range(bytes), "newText": text })).collect();
            changes.push((editor.uri(path), editor.files.buffer(path).map(|buffer| buffer.version), edits));
        }
        let moves_files = !self.renames.is_empty() || !self.created.is_empty();
        if !editor.client.document_changes {
            let texts: serde_json::Map<String, Value> = changes.into_iter().map(|(uri, _, edits)| (uri, edits.into())).collect();
            return (!moves_files).then(|| json!({ "changes": texts }));
        }
        if !self.renames.is_empty() && !editor.client.renames_files || !self.created.is_empty() && !editor.client.creates_files {
            return None;
        }
        let texts = changes.into_iter().map(|(uri, version, edits)| json!({ "textDocument": { "uri": uri, "version": version }, "edits": edits }));
        let renames = self.renames.iter().map(|(from, to)| json!({ "kind": "rename", "oldUri": editor.uri(from), "newUri": editor.root.uri(to) }));
        let created = self.created.iter().flat_map(|(path, text)| {
            let (uri, start) = (editor.root.uri(path), Range::default());
            let text = json!({ "textDocument": { "uri": uri, "version": null }, "edits": [{ "range": start, "newText": text }] });
            [json!({ "kind": "create", "uri": uri }), text]
        });
        Some(json!({ "documentChanges": texts.chain(renames).chain(created).collect::<Vec<_>>() }))
    }
}
