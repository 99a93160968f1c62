//! From a field's path to its bytes.

use std::ops::Range;

use super::Node;
use super::marked::{NodeId, Value};

impl Node {
    /// Bytes of the value at `path` (`topics[2]`, `sources[0].url`); of its nearest ancestor where it is absent.
    #[must_use]
    pub fn value_at(&self, path: &str) -> Option<Range<usize>> {
        let found = walk(self, path)?;
        Some(self.span(found.value))
    }

    /// Bytes of the key at `path`.
    #[must_use]
    pub fn key_at(&self, path: &str) -> Option<Range<usize>> {
        let found = walk(self, path)?;
        Some(self.span(found.key.unwrap_or(found.value)))
    }

    /// Bytes of the value at `path`, and of nothing else in its place: those of a value that may be replaced.
    #[must_use]
    pub fn exact_value_at(&self, path: &str) -> Option<Range<usize>> {
        walk(self, path).filter(|found| found.is_whole).map(|found| self.span(found.value)).filter(|span| !span.is_empty())
    }

    /// The same of the key.
    #[must_use]
    pub fn exact_key_at(&self, path: &str) -> Option<Range<usize>> {
        let found = walk(self, path).filter(|found| found.is_whole)?;
        Some(self.span(found.key?))
    }

    /// Bytes of the lines of the outermost field `field` in `yaml`, whose tree this is. `None` where the fields are not a line each.
    #[must_use]
    pub fn lines_of(&self, yaml: &str, field: &str) -> Option<Range<usize>> {
        let end = self.line_behind(yaml, Some(field))?;
        Some(self.exact_key_at(field)?.start..end)
    }

    /// The byte behind the last line of the outermost field `field` in `yaml`, whose tree this is; behind that of the last field
    /// without one. `None` where the fields are not a line each.
    #[must_use]
    pub fn line_behind(&self, yaml: &str, field: Option<&str>) -> Option<usize> {
        let Value::Map(entries) = &self.item(0).value else {
            // No field at all.
            return matches!(&self.item(0).value, Value::Scalar { text, .. } if text.is_empty() && field.is_none()).then_some(yaml.len());
        };
        let at = match field {
            Some(field) => entries.iter().position(|(key, _)| matches!(&self.item(*key).value, Value::Scalar { text, .. } if text == field))?,
            None => entries.len().checked_sub(1)?,
        };
        let starts_line = |key: NodeId| yaml[..self.span(key).start].ends_with('\n') || self.span(key).start == 0;
        if !entries.iter().all(|(key, _)| starts_line(*key)) {
            return None;
        }
        match entries.get(at + 1) {
            // Comments and empty lines above the next field belong to that.
            Some((next, _)) => {
                let mut end = self.span(*next).start;
                while let Some(line) = yaml[..end].strip_suffix('\n').map(|above| &above[above.rfind('\n').map_or(0, |n| n + 1)..]) {
                    let blank = line.trim().is_empty() || line.starts_with('#');
                    if !blank {
                        break;
                    }
                    end -= line.len() + 1;
                }
                Some(end)
            }
            None => Some(yaml.trim_end().len() + yaml[yaml.trim_end().len()..].find('\n').map_or(yaml[yaml.trim_end().len()..].len(), |n| n + 1)),
        }
    }
}

/// Where a path leads.
struct Found {
    key: Option<NodeId>,
    value: NodeId,
    /// Whether it leads there to its end.
    is_whole: bool,
}

/// The key and the value that a path leads to, as far as it leads. `None` if not even its first field is there.
fn walk(tree: &Node, path: &str) -> Option<Found> {
    let mut found = Found { key: None, value: 0, is_whole: true };
    for (i, step) in steps(path).enumerate() {
        let at = found.value;
        let next = match (&tree.item(at).value, step) {
            (Value::Map(entries), Step::Field(name)) => {
                entries.iter().find(|(k, _)| matches!(&tree.item(*k).value, Value::Scalar { text, .. } if text == name)).map(|(k, v)| (Some(*k), *v))
            }
            (Value::List(items), Step::Index(n)) => items.get(n).map(|v| (None, *v)),
            // `topics: telecoms` where a list may be a single value.
            (Value::Scalar { .. } | Value::Map(_), Step::Index(0)) => Some((found.key, at)),
            _ => None,
        };
        match next {
            Some((key, value)) => (found.key, found.value) = (key.or(found.key), value),
            None if i == 0 => return None,
            None => {
                found.is_whole = false;
                break;
            }
        }
    }
    Some(found)
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
