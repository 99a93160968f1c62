//! The texts in a front matter, with their places.

use std::ops::Range;

use super::Node;
use super::marked::{NodeId, Value};

/// A scalar of a front matter.
#[derive(Debug)]
pub struct Scalar<'t> {
    /// The fields that lead to it, the outermost first.
    pub keys: &'t [&'t str],
    /// It as it is read.
    pub text: &'t str,
    /// Its bytes.
    pub span: Range<usize>,
}

/// Calls `look` with every scalar in `yaml` that is a value; with none where it cannot be read.
pub fn each_text(yaml: &str, mut look: impl FnMut(Scalar<'_>)) {
    if let Ok(tree) = Node::parse(yaml) {
        visit(&tree, 0, &mut Vec::new(), &mut look);
    }
}

fn visit<'t>(tree: &'t Node, id: NodeId, keys: &mut Vec<&'t str>, look: &mut impl FnMut(Scalar<'_>)) {
    match &tree.item(id).value {
        Value::Scalar { text, .. } => look(Scalar { keys, text, span: tree.span(id) }),
        Value::List(items) => items.iter().for_each(|item| visit(tree, *item, keys, look)),
        Value::Map(entries) => {
            for (key, value) in entries {
                let Value::Scalar { text, .. } = &tree.item(*key).value else { continue };
                keys.push(text);
                visit(tree, *value, keys, look);
                keys.pop();
            }
        }
    }
}
