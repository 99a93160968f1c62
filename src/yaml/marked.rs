//! A tree of YAML nodes that know their bytes. Made only when there is something to report.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::{Found, ValueError};
use crate::diagnostics::Code;

/// Index of a node in its tree.
pub(super) type NodeId = usize;

/// How deep nodes may be nested, and how many a tree may have with its aliases written out.
const DEEPEST: usize = 64;
const LARGEST: usize = 200_000;

/// A tree of nodes, the root first.
#[derive(Debug)]
pub struct Node {
    nodes: Vec<Item>,
    source: Box<str>,
    /// Where a value has a tag of its own making, `!word`, or a name, `&word`, to which no alias refers.
    lost: Vec<(char, Range<usize>)>,
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
    /// The tree of `yaml`.
    ///
    /// # Errors
    /// What the parser says where the text is not YAML.
    pub fn parse(yaml: &str) -> Result<Self, Found> {
        let mut builder =
            Builder { offsets: Offsets::new(yaml), nodes: Vec::new(), open: Vec::new(), anchors: Vec::new(), tags: Vec::new(), aliases: HashSet::new() };
        for event in Parser::new_from_str(yaml) {
            let (event, span) = event.map_err(|error| {
                let at = builder.offsets.byte(error.marker().index());
                Found { mistake: syntax(error.info(), yaml, at), span: at..at + 1, other: None }
            })?;
            let bytes = builder.offsets.byte(span.start.index())..builder.offsets.byte(span.end.index());
            let bytes = if matches!(event, Event::Scalar(..)) { without_what_follows(yaml, bytes) } else { bytes };
            builder.event(event, bytes)?;
        }
        if builder.nodes.is_empty() {
            builder.nodes.push(Item { span: 0..0, value: Value::Scalar { text: String::new(), plain: true }, aside: false });
        }
        let unused = builder.anchors.iter().filter(|(anchor, _)| !builder.aliases.contains(anchor)).map(|(_, id)| ('&', *id));
        let lost = unused.chain(builder.tags.iter().map(|id| ('!', *id)));
        let lost = lost.map(|(mark, id)| (mark, marked(yaml, mark, builder.nodes[id].span.start))).collect();
        Ok(Self { nodes: builder.nodes, source: yaml.into(), lost })
    }

    /// Words in front of a value that YAML takes for something else than a part of the text: `title: &c. and more`.
    pub(super) fn lost_words(&self) -> Vec<Found> {
        let told = |(mark, span): &(char, Range<usize>)| {
            let what = if *mark == '!' { "the kind of a value" } else { "the name of a value, to which nothing refers" };
            let mistake = ValueError::new(Code::YamlSyntax, format!("to YAML, what begins with `{mark}` here is {what}, and no text"));
            Found { mistake: mistake.help("put quotation marks around the whole text, or remove it"), span: span.clone(), other: None }
        };
        self.lost.iter().map(told).collect()
    }

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
                    found.push(Found { mistake, span: self.span(*key), other: Some(self.span(*first)) });
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

/// The bytes of a scalar alone: to the parser, one in quotation marks goes on to what comes next, comments included.
fn without_what_follows(yaml: &str, span: Range<usize>) -> Range<usize> {
    let Some(text) = yaml.get(span.clone()) else { return span };
    let Some(quote @ ('"' | '\'')) = text.chars().next() else { return span.start..span.start + text.trim_end_matches(' ').len() };
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' if quote == '"' => drop(letters.next()),
            _ if letter != quote => {}
            // Two stand for one within a text.
            '\'' if letters.peek().is_some_and(|(_, next)| *next == '\'') => drop(letters.next()),
            _ => return span.start..span.start + at + 1,
        }
    }
    span
}

/// The word that begins with `mark` at, or last before, byte `at`.
fn marked(yaml: &str, mark: char, at: usize) -> Range<usize> {
    let start = if yaml[at..].starts_with(mark) { at } else { yaml[..at].rfind(mark).unwrap_or(at) };
    let end = yaml[start..].find([' ', '\n', '\r', ',', ']', '}']).map_or(yaml.len(), |length| start + length);
    start..end
}

/// A syntax error in words an editor can use. The parser's own words are kept where we know none better.
fn syntax(info: &str, yaml: &str, at: usize) -> ValueError {
    let line = yaml[..at.min(yaml.len())].rsplit('\n').next().unwrap_or_default();
    let rest = yaml[at.min(yaml.len())..].lines().next().unwrap_or_default();
    let mistake = ValueError::new(Code::YamlSyntax, format!("the front matter is not valid YAML: {info}"));
    if line.matches(": ").count() + rest.matches(": ").count() > 1 || info.contains("mapping values") {
        return mistake.help("put quotation marks around a text that holds a colon and a space: title: \"Budget: first reading\"");
    }
    if let Some(first) = rest.chars().next().filter(|c| matches!(c, '@' | '`' | '%' | '*' | '&' | '!')) {
        return mistake.help(format!("put quotation marks around a text that begins with `{first}`"));
    }
    if info.contains("quoted scalar") {
        return mistake.help("close the quotation mark on the same line");
    }
    mistake.help("check the indent, the quotation marks and the brackets of this line and the one above")
}

struct Builder {
    offsets: Offsets,
    nodes: Vec<Item>,
    open: Vec<(NodeId, usize)>,
    anchors: Vec<(usize, NodeId)>,
    /// Nodes with a tag that is none of YAML's own.
    tags: Vec<NodeId>,
    /// The anchors that aliases name.
    aliases: HashSet<usize>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) -> Result<(), Found> {
        if self.nodes.len() > LARGEST || self.open.len() > DEEPEST {
            let mistake = ValueError::new(Code::TooLarge, "the front matter is nested too deeply, or its aliases make it too large");
            return Err(Found { mistake, span, other: None });
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                // A tag makes a text of what would be nothing or a number without it: `title: !`.
                let value = Value::Scalar { text: Cow::into_owned(text), plain: style == ScalarStyle::Plain && tag.is_none() };
                let id = self.add(span, value, anchor);
                self.tag(id, tag.as_deref());
                self.attach(id);
            }
            Event::SequenceStart(anchor, tag) => {
                let id = self.add(span, Value::List(Vec::new()), anchor);
                self.tag(id, tag.as_deref());
                self.open.push((id, 0));
            }
            Event::MappingStart(anchor, tag) => {
                let id = self.add(span, Value::Map(Vec::new()), anchor);
                self.tag(id, tag.as_deref());
                self.open.push((id, 0));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((id, _)) = self.open.pop() {
                    let start = self.nodes[id].span.start;
                    self.nodes[id].span.end = span.end.max(start);
                    self.attach(id);
                }
            }
            Event::Alias(anchor) => {
                self.aliases.insert(anchor);
                let target = self.anchors.iter().rev().find(|(a, _)| *a == anchor).map(|(_, id)| *id);
                let id = match target {
                    Some(target) => self.copy(target, &span, 0),
                    None => self.add(span, Value::Scalar { text: String::new(), plain: true }, 0),
                };
                self.attach(id);
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn tag(&mut self, id: NodeId, tag: Option<&Tag>) {
        if tag.is_some_and(|tag| tag.handle == "!" && !tag.suffix.is_empty()) {
            self.tags.push(id);
        }
    }

    fn add(&mut self, span: Range<usize>, value: Value, anchor: usize) -> NodeId {
        let id = self.nodes.len();
        self.nodes.push(Item { span, value, aside: false });
        if anchor > 0 {
            self.anchors.push((anchor, id));
        }
        id
    }

    /// A copy of an anchored node at the place of its alias, so that each use is judged for itself.
    fn copy(&mut self, id: NodeId, span: &Range<usize>, depth: usize) -> NodeId {
        let value = if depth > DEEPEST || self.nodes.len() > LARGEST {
            Value::Scalar { text: String::new(), plain: true }
        } else {
            match self.nodes[id].value.clone() {
                scalar @ Value::Scalar { .. } => scalar,
                Value::List(items) => Value::List(items.into_iter().map(|i| self.copy(i, span, depth + 1)).collect()),
                Value::Map(entries) => Value::Map(entries.into_iter().map(|(k, v)| (self.copy(k, span, depth + 1), self.copy(v, span, depth + 1))).collect()),
            }
        };
        self.add(span.clone(), value, 0)
    }

    /// Puts a finished node into the one that is open: as an item, a key, or the value of the last key.
    fn attach(&mut self, id: NodeId) {
        let Some((parent, count)) = self.open.last_mut() else { return };
        *count += 1;
        let is_key = *count % 2 == 1;
        match &mut self.nodes[*parent].value {
            Value::List(items) => items.push(id),
            Value::Map(entries) if is_key => entries.push((id, id)),
            Value::Map(entries) => {
                if let Some(last) = entries.last_mut() {
                    last.1 = id;
                }
            }
            Value::Scalar { .. } => {}
        }
    }
}

/// Bytes of the parser's positions, which count characters.
struct Offsets {
    bytes: Option<Vec<usize>>,
    len: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(i, _)| i).collect());
        Self { bytes, len: text.len() }
    }

    fn byte(&self, index: usize) -> usize {
        match &self.bytes {
            None => index.min(self.len),
            Some(bytes) => bytes.get(index).copied().unwrap_or(self.len),
        }
    }
}
