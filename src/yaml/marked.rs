//! A tree of YAML nodes that know their bytes. Made only when there is something to report.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::{Found, ValueError};
use crate::diagnostics::Code;

/// Index of a node in its tree.
pub(super) type NodeId = usize;

/// A tree of nodes, the root first.
#[derive(Debug)]
pub struct Node {
    pub(super) nodes: Vec<Item>,
    pub(super) source: Box<str>,
    /// Where a value has a tag of its own making, `!word`, or a name, `&word`, to which no alias refers.
    pub(super) lost: Vec<(char, Range<usize>)>,
    /// Whether something in it was read that the typed path refuses.
    pub(super) lenient: Cell<bool>,
}

/// A text that stands as a value.
#[derive(Debug, Clone)]
pub struct Leaf<'n> {
    /// Its path: `sources[0].title`.
    pub path: String,
    /// The field that it is the value of, or in the list of.
    pub key: &'n str,
    /// The field that this field is in; empty for one of the outermost.
    pub outer: &'n str,
    /// Where the name of the field ends.
    pub key_end: usize,
    /// The text.
    pub text: &'n str,
    /// Whether it stands without quotation marks.
    pub plain: bool,
    /// Its bytes.
    pub span: Range<usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) span: Range<usize>,
    pub(super) value: Value,
    /// Set aside after a failure: reading goes on as if it were not there.
    pub(super) aside: bool,
}

#[derive(Debug, Clone)]
pub(super) enum Value {
    Scalar { text: String, plain: bool },
    List(Vec<NodeId>),
    Map(Vec<(NodeId, NodeId)>),
}

impl Node {
    /// All scalars with their bytes.
    pub(super) fn scalars(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.nodes.iter().filter_map(|item| match &item.value {
            Value::Scalar { text, .. } => Some((text.as_str(), item.span.clone())),
            Value::List(_) | Value::Map(_) => None,
        })
    }

    /// The entries of all mappings.
    pub(super) fn maps(&self) -> impl Iterator<Item = &[(NodeId, NodeId)]> {
        self.nodes.iter().filter_map(|item| match &item.value {
            Value::Map(entries) => Some(entries.as_slice()),
            Value::List(_) | Value::Scalar { .. } => None,
        })
    }

    pub(super) fn item(&self, id: NodeId) -> &Item {
        &self.nodes[id]
    }

    /// Bytes of a node.
    pub(super) fn span(&self, id: NodeId) -> Range<usize> {
        self.nodes[id].span.clone()
    }

    /// A node as it is written.
    pub(super) fn written(&self, id: NodeId) -> &str {
        self.source.get(self.span(id)).unwrap_or_default().trim_end()
    }

    /// Whether a field of a group has been taken out of the reading.
    pub(super) fn lacks_what_was_set_aside(&self, id: NodeId) -> bool {
        matches!(&self.nodes[id].value, Value::Map(entries) if entries.iter().any(|(k, v)| self.nodes[*k].aside || self.nodes[*v].aside))
    }

    /// Takes a node out of the reading; `false` if that changes nothing, so that a caller's loop ends.
    pub(super) fn set_aside(&mut self, id: NodeId) -> bool {
        id != 0 && !std::mem::replace(&mut self.nodes[id].aside, true)
    }

    /// Whether a node says nothing: no value, a text of spaces, a list without anything in it.
    pub(super) fn is_empty_value(&self, id: NodeId) -> bool {
        match &self.nodes[id].value {
            Value::Scalar { text, plain } => text.trim().is_empty() || *plain && matches!(text.as_str(), "~" | "null" | "Null" | "NULL"),
            Value::List(items) => items.is_empty(),
            Value::Map(_) => false,
        }
    }

    /// Takes a value out of the group or list that it is in, as if it had never stood there; `false` if it is in none.
    pub(super) fn forget(&mut self, id: NodeId) -> bool {
        let mut forgotten = false;
        for item in &mut self.nodes {
            let (before, after) = match &mut item.value {
                Value::Map(entries) => {
                    let before = entries.len();
                    entries.retain(|(_, value)| *value != id);
                    (before, entries.len())
                }
                Value::List(items) => {
                    let before = items.len();
                    items.retain(|item| *item != id);
                    (before, items.len())
                }
                Value::Scalar { .. } => (0, 0),
            };
            forgotten = forgotten || after < before;
        }
        self.lenient.set(self.lenient.get() || forgotten);
        forgotten
    }

    /// Whether something in it was read that the typed path refuses.
    pub(super) fn is_read_leniently(&self) -> bool {
        self.lenient.get()
    }

    /// Every key that stands twice in its mapping. The later one is set aside.
    pub(super) fn duplicates(&mut self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut repeated = Vec::new();
        for item in &self.nodes {
            let Value::Map(entries) = &item.value else { continue };
            let mut seen = HashMap::with_capacity(entries.len());
            for (key, _) in entries {
                let Some(text) = self.text(*key) else { continue };
                if let Some(first) = seen.get(text) {
                    let mistake = ValueError::new(Code::DuplicateKey, format!("`{text}` stands twice")).help("remove one of the two");
                    found.push(Found { mistake, span: self.span(*key), other: Some(self.span(*first)), line: None });
                    repeated.push(*key);
                } else {
                    seen.insert(text, *key);
                }
            }
        }
        for key in repeated {
            self.nodes[key].aside = true;
        }
        found
    }

    /// The keys of the outermost mapping.
    pub(super) fn keys(&self) -> Vec<String> {
        match &self.nodes[0].value {
            Value::Map(entries) => entries.iter().filter_map(|(key, _)| self.text(*key).map(str::to_owned)).collect(),
            Value::List(_) | Value::Scalar { .. } => Vec::new(),
        }
    }

    /// Every text that stands as a value, in the order of the text.
    #[must_use]
    pub fn leaves(&self) -> Vec<Leaf<'_>> {
        let mut found = Vec::new();
        self.collect(0, &mut Vec::new(), &mut String::new(), &mut found);
        found
    }

    fn collect<'n>(&'n self, id: NodeId, keys: &mut Vec<(&'n str, Range<usize>)>, path: &mut String, found: &mut Vec<Leaf<'n>>) {
        let length = path.len();
        match &self.nodes[id].value {
            Value::Scalar { text, plain } => {
                let (key, at) = keys.last().cloned().unwrap_or_default();
                let outer = keys.len().checked_sub(2).map_or("", |outer| keys[outer].0);
                found.push(Leaf { path: path.clone(), key, outer, key_end: at.end, text, plain: *plain, span: self.span(id) });
            }
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    write!(path, "[{index}]").expect("a String takes everything");
                    self.collect(*item, keys, path, found);
                    path.truncate(length);
                }
            }
            Value::Map(entries) => {
                for (key, value) in entries {
                    let Some(name) = self.text(*key) else { continue };
                    if length > 0 {
                        path.push('.');
                    }
                    path.push_str(name);
                    keys.push((name, self.span(*key)));
                    self.collect(*value, keys, path, found);
                    keys.pop();
                    path.truncate(length);
                }
            }
        }
    }

    fn text(&self, id: NodeId) -> Option<&str> {
        match &self.nodes[id].value {
            Value::Scalar { text, .. } => Some(text),
            Value::List(_) | Value::Map(_) => None,
        }
    }
}
