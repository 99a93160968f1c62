//! How the tree of nodes is made from the events of a parser.
//!
//! The events come from the same scanner as those of the typed path: one of its two translations has marks at both ends of an
//! event, the other is what `serde_yaml` stands on. A text reaches the first only after the second took it, so that neither
//! can refuse what the other reads.

use std::cell::Cell;
use std::fmt;
use std::ops::Range;

use libyaml_safer::{Encoding, Event, EventData, MappingStyle, Parser, ScalarStyle, SequenceStyle};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::marked::{Item, Node, NodeId, Value};
use super::{Found, ValueError};
use crate::diagnostics::Code;

/// How deep nodes may be nested, and how many a tree may have with its aliases written out.
const DEEPEST: usize = 64;
const LARGEST: usize = 200_000;

/// What the typed path says of a text that is no YAML to it.
pub(super) fn refusal(yaml: &str) -> Option<serde_yaml::Error> {
    serde_yaml::from_str::<IgnoredAny>(yaml).err()
}

/// The same of a text that is to hold fields, and no list or text by itself.
pub(super) fn refusal_of_fields(yaml: &str) -> Option<serde_yaml::Error> {
    serde_yaml::from_str::<Option<Group>>(yaml).err()
}

/// Fields of whatever name and value.
struct Group;

impl<'de> Deserialize<'de> for Group {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;

        impl<'de> Visitor<'de> for Read {
            type Value = Group;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a group of fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Group, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Group)
            }
        }

        deserializer.deserialize_map(Read)
    }
}

impl Node {
    /// The tree of `yaml`.
    ///
    /// # Errors
    /// Where the typed path would not take it for YAML either.
    pub fn parse(yaml: &str) -> Result<Self, Found> {
        Builder::build(yaml)
    }
}

/// Makes a tree.
#[derive(Debug, Default)]
struct Builder {
    nodes: Vec<Item>,
    /// What is open, the outermost first: a node, how many are in it, and whether brackets or braces are around it.
    open: Vec<(NodeId, usize, bool)>,
    /// Names of nodes, with where each stands and whether an alias refers to it.
    anchors: Vec<Anchor>,
    /// Tags that are none of YAML's own.
    tags: Vec<Range<usize>>,
}

#[derive(Debug)]
struct Anchor {
    name: String,
    span: Range<usize>,
    node: NodeId,
    used: bool,
}

/// What stands in front of a value: `&name`, `!tag`.
#[derive(Default)]
struct Properties {
    anchor: Option<String>,
    tag: Option<String>,
}

impl Builder {
    fn build(yaml: &str) -> Result<Node, Found> {
        if let Some(error) = refusal(yaml) {
            let at = error.location().map_or(0, |l| l.index().min(yaml.len()));
            let mistake = ValueError::new(Code::YamlSyntax, "this cannot be read from here on");
            return Err(Found { mistake, span: at..at + 1, other: None, line: None });
        }
        // The scanner fails on a block of text whose last line has no end.
        let ended = if yaml.ends_with('\n') { yaml.to_owned() } else { format!("{yaml}\n") };
        let mut bytes = ended.as_bytes();
        let mut parser = Parser::new();
        parser.set_encoding(Encoding::Utf8);
        parser.set_input_string(&mut bytes);
        let mut builder = Self::default();
        for event in parser {
            // The typed path has read it to its end, and both have the same rules.
            let Ok(event) = event else { break };
            builder.event(event, yaml)?;
        }
        if builder.nodes.is_empty() {
            builder.nodes.push(Item { span: 0..0, value: Value::Scalar { text: String::new(), plain: true }, aside: false });
        }
        let unused = builder.anchors.into_iter().filter(|anchor| !anchor.used).map(|anchor| ('&', anchor.span));
        let lost = unused.chain(builder.tags.into_iter().map(|span| ('!', span))).collect();
        Ok(Node { nodes: builder.nodes, source: yaml.into(), lost, lenient: Cell::new(false) })
    }

    fn event(&mut self, event: Event, yaml: &str) -> Result<(), Found> {
        let mark = |index: u64| usize::try_from(index).unwrap_or(usize::MAX).min(yaml.len());
        let span = mark(event.start_mark.index)..mark(event.end_mark.index);
        if self.nodes.len() > LARGEST || self.open.len() > DEEPEST {
            let mistake = ValueError::new(Code::TooLarge, "the fields are nested too deeply, or repeat each other too often");
            return Err(Found { mistake: mistake.help("write them out, with fewer levels"), span, other: None, line: None });
        }
        match event.data {
            EventData::Scalar { anchor, tag, value, style, .. } => {
                // A tag makes a text of what would be nothing or a number without it: `title: !`.
                let value = Value::Scalar { text: value, plain: style == ScalarStyle::Plain && tag.is_none() };
                let id = self.add(span, value, Properties { anchor, tag }, yaml);
                self.attach(id);
            }
            EventData::SequenceStart { anchor, tag, style, .. } => {
                let id = self.add(span, Value::List(Vec::new()), Properties { anchor, tag }, yaml);
                self.open.push((id, 0, style == SequenceStyle::Flow));
            }
            EventData::MappingStart { anchor, tag, style, .. } => {
                let id = self.add(span, Value::Map(Vec::new()), Properties { anchor, tag }, yaml);
                self.open.push((id, 0, style == MappingStyle::Flow));
            }
            EventData::SequenceEnd | EventData::MappingEnd => {
                if let Some((id, _, in_brackets)) = self.open.pop() {
                    // Without brackets it ends with the last thing in it: the mark is that of what follows.
                    let end = if in_brackets { span.end } else { self.end_of(id) };
                    let start = self.nodes[id].span.start;
                    self.nodes[id].span.end = end.max(start);
                    self.attach(id);
                }
            }
            EventData::Alias { anchor } => {
                let target = self.anchors.iter_mut().rev().find(|known| known.name == anchor).map(|known| {
                    known.used = true;
                    known.node
                });
                let id = match target {
                    Some(target) => self.copy(target, &span, 0),
                    None => self.push(span, Value::Scalar { text: String::new(), plain: true }),
                };
                self.attach(id);
            }
            EventData::StreamStart { .. } | EventData::StreamEnd | EventData::DocumentStart { .. } | EventData::DocumentEnd { .. } => {}
        }
        Ok(())
    }

    /// The end of the last thing in a list or group.
    fn end_of(&self, id: NodeId) -> usize {
        let last = match &self.nodes[id].value {
            Value::List(items) => items.last(),
            Value::Map(entries) => entries.last().map(|(_, value)| value),
            Value::Scalar { .. } => None,
        };
        last.map_or(0, |last| self.nodes[*last].span.end)
    }

    /// Adds a node whose event has the bytes `span`, with what stands in front of it.
    fn add(&mut self, mut span: Range<usize>, value: Value, properties: Properties, yaml: &str) -> NodeId {
        let id = self.nodes.len();
        let mut anchor = properties.anchor;
        let mut tag = properties.tag;
        while anchor.is_some() || tag.is_some() {
            let rest = &yaml[span.start..];
            let length = rest.find([' ', '\t', '\n', '\r', ',', ']', '}']).unwrap_or(rest.len());
            let word = span.start..span.start + length;
            match rest.chars().next() {
                Some('&') if anchor.is_some() => {
                    self.anchors.push(Anchor { name: anchor.take().unwrap_or_default(), span: word.clone(), node: id, used: false });
                }
                Some('!') if tag.is_some() => {
                    // `!` by itself, and `!!str`, are YAML's own.
                    if tag.take().is_some_and(|tag| tag.starts_with('!') && tag.len() > 1) {
                        self.tags.push(word.clone());
                    }
                }
                _ => break,
            }
            let after = &yaml[word.end..];
            let gap = after.len() - after.trim_start().len();
            span.start = if word.end + gap <= span.end { word.end + gap } else { word.end };
            span.end = span.end.max(span.start);
        }
        if let Value::Scalar { .. } = value {
            // A block of text ends where the next field begins.
            let text = &yaml[span.clone()];
            span.end -= text.len() - text.trim_end_matches([' ', '\t', '\n', '\r']).len();
        }
        self.push(span, value)
    }

    fn push(&mut self, span: Range<usize>, value: Value) -> NodeId {
        self.nodes.push(Item { span, value, aside: false });
        self.nodes.len() - 1
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
        self.push(span.clone(), value)
    }

    /// Puts a finished node into the one that is open: as an item, a key, or the value of the last key.
    fn attach(&mut self, id: NodeId) {
        let Some((parent, count, _)) = self.open.last_mut() else { return };
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
