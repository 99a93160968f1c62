//! YAML in two passes: a typed one for good files, a marked one that tells every mistake of a bad file at its place.
//!
//! [`read`] takes the typed path first. Where that fails, the same YAML becomes a tree of nodes with their bytes ([`Node`]),
//! and the *same* `Deserialize` implementations run over the tree (`de`): each failure is recorded at its node, the node is set
//! aside, and the tree is read again until nothing fails. So no field is described twice, and both paths accept the same.
//!
//! - [`split`] divides a file into front matter and text; [`Front`] says where each is.
//! - `builder` makes the tree, `marked` is it; `locate` leads from a field's path to its bytes.
//! - `mend` tells what is no YAML at the sign itself, with the line as it should be.
//! - `refine` looks at what stands around a mistake; `repeats` and `stream` find what the typed path would take in silence, or
//!   what is no YAML of ours.
//! - `printable` finds characters that no text should hold; [`each_text`] goes through the texts of a front matter.
//! - [`ValueError`] is what the constructor of a value says when it refuses.

mod builder;
mod de;
mod fields;
mod front;
mod joined;
mod locate;
mod lost;
mod marked;
mod mend;
mod printable;
mod refine;
mod refusal;
mod repeats;
mod stream;
mod texts;
mod value_error;

use std::ops::Range;

use serde::de::DeserializeOwned;

pub use front::{Front, FrontError, split};
pub use marked::{Leaf, Node};
pub use printable::{is_unprintable, tell_unprintable, unprintable};
pub use texts::{Scalar, each_text};
pub use value_error::{Replacement, ValueError, written};

use crate::diagnostics::Code;

/// A mistake with its bytes in the YAML text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What is wrong.
    pub mistake: ValueError,
    /// Bytes of the YAML text.
    pub span: Range<usize>,
    /// A second place that takes part: the first of two equal keys.
    pub other: Option<Range<usize>>,
    /// The bytes that its replacement stands in place of, where they are not these: those of whole lines.
    pub line: Option<Range<usize>>,
}

/// A text with mistakes in it.
#[derive(Debug)]
pub struct Broken<T> {
    /// The mistakes, in the order of the text; at least one.
    pub found: Vec<Found>,
    /// What the text gives without them; `None` where it is no YAML at all.
    pub rest: Option<T>,
    /// The fields that stand in it, understood or not.
    pub keys: Vec<String>,
}

/// The most mistakes that are told of one file.
const MOST: usize = 50;

/// Reads `yaml` as a `T`.
///
/// # Errors
/// All mistakes of the text, with what can be read of it all the same.
pub fn read<T: DeserializeOwned + Default>(yaml: &str) -> Result<T, Broken<T>> {
    if is_blank(yaml) {
        return Ok(T::default());
    }
    match serde_yaml::from_str::<T>(yaml) {
        Ok(value) if !repeats::are_possible(yaml) && !joined::are_possible(yaml) => Ok(value),
        Ok(value) if Node::parse(yaml).map_or(true, |mut tree| is_whole(&mut tree, yaml)) => Ok(value),
        Ok(_) => explain(yaml, None),
        Err(error) => explain(yaml, Some(&error)),
    }
}

/// Whether nothing in a text that the typed path takes is lost or joined to something else.
fn is_whole(tree: &mut Node, yaml: &str) -> bool {
    tree.duplicates().is_empty() && tree.lost_words(yaml).is_empty() && joined::found(tree, yaml).is_empty()
}

/// Whether there is nothing but white space and comments.
fn is_blank(yaml: &str) -> bool {
    yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// All mistakes of a text that the typed path refused with `error`, or in which a key stands twice. Where it only says nothing in
/// more words than are needed, or one thing where a list is wanted, it is read all the same.
fn explain<T: DeserializeOwned + Default>(yaml: &str, error: Option<&serde_yaml::Error>) -> Result<T, Broken<T>> {
    let no_yaml = |found| Err(Broken { found: vec![found], rest: None, keys: Vec::new() });
    if let Some(found) = stream::unprintable(yaml).or_else(|| stream::marker(yaml)) {
        return no_yaml(found);
    }
    let fields = fields::of::<T>();
    let holds_fields = builder::refusal_of_fields(yaml).is_none();
    let holds_fields = holds_fields && !yaml.lines().any(mend::hides_its_indent);
    let is_yaml = holds_fields || builder::refusal(yaml).is_none();
    if !is_yaml || !fields.is_empty() && !holds_fields {
        let (found, mended) = mend::mend(yaml, fields);
        match mended {
            Some(mended) => return Err(told_of(yaml, found, &mended)),
            None if !is_yaml => return Err(Broken { found, rest: None, keys: Vec::new() }),
            None => {}
        }
    }
    let mut tree = match Node::parse(yaml) {
        Ok(tree) => tree,
        Err(found) => return no_yaml(found),
    };
    let (mut all, mut rest) = (tree.duplicates(), None);
    all.extend(tree.lost_words(yaml));
    for (found, node) in joined::found(&tree, yaml) {
        all.push(found);
        tree.set_aside(node);
    }
    while all.len() < MOST {
        match de::read::<T>(&tree) {
            Ok(value) => {
                rest = Some(value);
                break;
            }
            Err(failure) => {
                let node = failure.node;
                // What is empty says nothing, as programs write it whose forms have a field that nobody filled in.
                if tree.is_empty_value(node) && tree.forget(node) {
                    continue;
                }
                // What is missing because it was set aside has been told of; so has the rest of a number that commas divide.
                if !tree.lacks_what_was_set_aside(node) {
                    let found = refine::found(&tree, yaml, failure);
                    let divides = |other: &Found| matches!(other.mistake.code, Code::BadNumber | Code::YamlSyntax);
                    if !all.iter().any(|other: &Found| divides(other) && other.span.contains(&tree.span(node).start)) {
                        all.push(found);
                    }
                }
                if !tree.set_aside(node) {
                    break;
                }
            }
        }
    }
    if let Some(error) = error.filter(|_| all.is_empty()) {
        match rest {
            Some(rest) if tree.is_read_leniently() && !is_beyond_limits(error) => return Ok(rest),
            _ => all.push(untold(yaml, error)),
        }
    }
    all.sort_by_key(|found| found.span.start);
    let mut keys = tree.keys();
    // What stands there under another name is not also missing.
    keys.extend(all.iter().filter(|found| found.mistake.code == Code::UnknownField).filter_map(|found| refine::renamed(&found.mistake)));
    Err(Broken { found: all, rest, keys })
}

/// What is wrong with a text of which some lines were mended: these lines, and what the text says with them.
fn told_of<T: DeserializeOwned + Default>(yaml: &str, mut found: Vec<Found>, mended: &mend::Mended) -> Broken<T> {
    let keys = Node::parse(&mended.text).map(|tree| tree.keys()).unwrap_or_default();
    let rest = match read::<T>(&mended.text) {
        Ok(rest) => Some(rest),
        Err(more) => {
            let there = |span: &Range<usize>| mended.original(span);
            found.extend(more.found.into_iter().map(|mut one| {
                // A line that was mended stands nowhere as it is now, so that nothing in it can be replaced.
                if mended.text.get(one.span.clone()) != yaml.get(there(&one.span)) || one.line.is_some() {
                    one.mistake.replacement = None;
                }
                Found { span: there(&one.span), other: one.other.as_ref().map(there), line: None, mistake: one.mistake }
            }));
            more.rest
        }
    };
    found.sort_by_key(|one| one.span.start);
    Broken { found, rest, keys }
}

fn is_beyond_limits(error: &serde_yaml::Error) -> bool {
    error.to_string().contains("limit exceeded")
}

/// What the typed path said, where the marked path finds nothing.
fn untold(yaml: &str, error: &serde_yaml::Error) -> Found {
    let at = error.location().map_or(0, |l| l.index().min(yaml.len()));
    let mistake = if is_beyond_limits(error) {
        ValueError::new(Code::TooLarge, "the fields are nested too deeply, or repeat each other too often").help("write them out, with fewer levels")
    } else {
        ValueError::new(Code::YamlSyntax, "this cannot be read").help("put quotation marks around the text, or write it in another way")
    };
    Found { mistake, span: at..at + 1, other: None, line: None }
}

#[cfg(test)]
mod generated;
#[cfg(test)]
mod tests;
