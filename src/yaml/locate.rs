//! From a field's path to its bytes.

use std::ops::Range;

use super::Node;
use super::marked::{NodeId, Value};

impl Node {
    /// Bytes of the value at `path` (`topics[2]`, `sources[0].url`); of its nearest ancestor where it is absent.
    #[must_use]
    pub fn value_at(&self, path: &str) -> Option<Range<usize>> {
        let (_, value) = walk(self, path)?;
        Some(self.span(value))
    }

    /// Bytes of the key at `path`.
    #[must_use]
    pub fn key_at(&self, path: &str) -> Option<Range<usize>> {
        let (key, value) = walk(self, path)?;
        Some(self.span(key.unwrap_or(value)))
    }
}

/// The key and the value that a path leads to, as far as it leads. `None` if not even its first field is there.
fn walk(tree: &Node, path: &str) -> Option<(Option<NodeId>, NodeId)> {
    let mut at = 0;
    let mut key = None;
    for (i, step) in steps(path).enumerate() {
        let next = match (&tree.item(at).value, step) {
            (Value::Map(entries), Step::Field(name)) => {
                entries.iter().find(|(k, _)| matches!(&tree.item(*k).value, Value::Scalar { text, .. } if text == name)).map(|(k, v)| (Some(*k), *v))
            }
            (Value::List(items), Step::Index(n)) => items.get(n).map(|v| (None, *v)),
            // `topics: telecoms` where a list may be a single value.
            (Value::Scalar { .. }, Step::Index(0)) => Some((key, at)),
            _ => None,
        };
        match next {
            Some((k, v)) => (key, at) = (k.or(key), v),
            None if i == 0 => return None,
            None => break,
        }
    }
    Some((key, at))
}

enum Step<'p> {
    Field(&'p str),
    Index(usize),
}

fn steps(path: &str) -> impl Iterator<Item = Step<'_>> {
    path.split(['.', '[']).filter(|s| !s.is_empty()).map(|s| match s.strip_suffix(']') {
        Some(index) => Step::Index(index.parse().unwrap_or(usize::MAX)),
        None => Step::Field(s),
    })
}
