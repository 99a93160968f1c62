//! What may stand where the cursor is: names of fields and their words, documents and entries, references and citations.
//!
//! [`text`] answers in Markdown, wherever it stands; [`fields`] in front matter and files of YAML; both take the names of documents
//! and entries from [`lists`].

mod fields;
mod lists;
mod text;

use std::ops::Range;

use serde_json::{Value, json};

use super::desk::Desk;

/// The most that is offered at once. An editor asks again as more is typed.
const MOST: usize = 100;

/// The signs after which an editor asks unbidden.
pub(super) const TRIGGERS: [&str; 8] = ["[", ":", "@", "#", "/", " ", ",", "-"];

/// The numbers that the protocol has for kinds of items.
mod kind {
    pub(super) const FIELD: u8 = 5;
    pub(super) const UNIT: u8 = 11;
    pub(super) const WORD: u8 = 20;
    pub(super) const REFERENCE: u8 = 18;
}

/// Something that may stand there.
#[derive(Debug, Clone, Default)]
struct Item {
    label: String,
    kind: u8,
    /// What it is, in a few words beside it.
    detail: String,
    /// What it is for.
    documentation: String,
    /// What is written; the label, if it is empty.
    text: String,
    /// By which words it is found; the label, if it is empty.
    filter: String,
}

/// What may stand in the place of a word.
struct Offer {
    items: Vec<Item>,
    /// Whether there is more than is offered.
    is_cut: bool,
    /// The bytes that give way.
    word: Range<usize>,
}

/// What may stand at byte `at` of a file.
pub(super) fn complete(desk: &Desk, path: &str, text: &str, at: usize) -> Value {
    let offer = text::offer(desk, path, text, at).or_else(|| fields::offer(desk, path, text, at));
    let Some(Offer { items, is_cut, word }) = offer else { return json!({ "isIncomplete": false, "items": [] }) };
    let range = desk.editor.range(text, &word);
    let item = |(index, item): (usize, Item)| {
        let mut value = json!({
            "label": item.label,
            "kind": item.kind,
            "sortText": format!("{index:04}"),
            "textEdit": { "range": range, "newText": if item.text.is_empty() { &item.label } else { &item.text } },
        });
        for (key, text) in [("detail", item.detail), ("filterText", item.filter)] {
            if !text.is_empty() {
                value[key] = text.into();
            }
        }
        if !item.documentation.is_empty() {
            value["documentation"] = json!({ "kind": "markdown", "value": item.documentation });
        }
        value
    };
    json!({ "isIncomplete": is_cut, "items": items.into_iter().enumerate().map(item).collect::<Vec<_>>() })
}
