//! What serde's refusals are called, and what is written in place of what was refused.

use std::fmt::{self, Display};

use serde::de::{self, Unexpected};

use super::marked::NodeId;
use super::{ValueError, written};
use crate::diagnostics::{Code, Near, foreign, meant, near};

/// The fields that a text most likely is, where it stands in place of a group.
const MAIN_FIELDS: [&str; 12] = ["name", "title", "label", "text", "instrument", "commitment", "event", "indicator", "briefing", "src", "note", "id"];

/// Words for numbers that are no scale here, what they are, and the scale to write in their place.
const OTHER_SCALES: [(&str, &str, &str); 8] = [
    ("亿", "100 million", "million"),
    ("億", "100 million", "million"),
    ("万", "10 thousand", "thousand"),
    ("萬", "10 thousand", "thousand"),
    ("千万", "10 million", "million"),
    ("crore", "10 million", "million"),
    ("lakh", "100 thousand", "thousand"),
    ("hundred", "a hundred", "thousand"),
];

/// A serde error on its way up: the innermost node that it passes claims it.
#[derive(Debug)]
pub(super) struct Error {
    pub(super) mistake: ValueError,
    pub(super) node: Option<NodeId>,
    /// What is written in place of its node with all that belongs there, for people: what a fix cannot know is `…`.
    pub(super) example: Option<String>,
}

impl Error {
    /// A text where a list is wanted, which is several items.
    pub(super) fn listed(mut self, items: &str) -> Self {
        self.mistake = self.mistake.help(format!("write a list: [{items}], or one item a line with a hyphen in front")).offer_yaml(format!("[{items}]"));
        self
    }

    /// A list of one item where the item alone is wanted.
    pub(super) fn unlisted(mut self, item: &str) -> Self {
        self.mistake = self.mistake.help(format!("write it without brackets and hyphens: {item}")).offer_yaml(item);
        self
    }

    /// A text where a group is wanted, which would do as one of its fields.
    pub(super) fn grouped(mut self, text: &str, fields: &[&str]) -> Self {
        let is_date = text.len() >= 8 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '/'));
        let is_address = text.contains("://") || text.starts_with("www.");
        let (text, is_percent) = match text.strip_suffix('%').map(|number| number.trim().trim_start_matches('+')) {
            Some(number) if fields.contains(&"percent") => (number, true),
            _ => (text, false),
        };
        let likely =
            is_address.then_some("url").into_iter().chain(is_percent.then_some("percent")).chain(is_date.then_some("date")).chain(MAIN_FIELDS.iter().copied());
        let Some(field) = likely.into_iter().find(|field| fields.contains(field)) else {
            let shown: Vec<String> = fields.iter().take(3).map(|field| format!("{field}: …")).collect();
            self.mistake = self.mistake.help(format!("write its fields between braces, or one a line and indented: {{{}}}", shown.join(", ")));
            return self;
        };
        let more = match field {
            "url" if fields.contains(&"title") => ", title: …",
            "date" if fields.contains(&"note") => ", note: …",
            "date" if fields.contains(&"reason") => ", reason: …",
            "src" => ", alt: …",
            "commitment" => ", status: …",
            "event" if fields.contains(&"date") => ", date: …",
            _ => "",
        };
        let value = written(text);
        let example = format!("{{{field}: {value}{more}}}");
        self.mistake = self.mistake.help(format!("write a group of fields: {example}")).offer_yaml(format!("{{{field}: {value}}}"));
        self.example = Some(example);
        self
    }

    pub(super) fn at(mut self, id: NodeId) -> Self {
        self.node.get_or_insert(id);
        self
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.mistake.message)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: Display>(text: T) -> Self {
        Self { mistake: ValueError::from_serde(&text.to_string()), node: None, example: None }
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let expected = expected.to_string();
        let (expected, help) = match (expected.as_str(), unexpected) {
            ("a sequence", Unexpected::Str(text)) => ("a list", Some(format!("write [{text}], or one item a line with a hyphen in front"))),
            ("a sequence", _) => ("a list", Some("write the items between brackets: [a, b]".to_owned())),
            ("`true` or `false`", _) => ("`true` or `false`", Some("write true or false".to_owned())),
            ("a map" | "a group of fields", _) => {
                ("a group of fields", Some("write its fields between braces, or one a line and indented: {name: …}".to_owned()))
            }
            (other, Unexpected::Seq) => (other, Some("write one value, without brackets or hyphens".to_owned())),
            (other, Unexpected::Map) => (other, Some("write one value in place of the fields".to_owned())),
            (other, Unexpected::Unit | Unexpected::Option) => (other, Some("write a value, or remove the field".to_owned())),
            (other, _) => (other, Some(format!("write {other}"))),
        };
        let mistake = ValueError::new(Code::WrongType, format!("expected {expected}, found {}", in_words(unexpected)));
        Self { mistake: ValueError { help, ..mistake }, node: None, example: None }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let mistake = ValueError::new(Code::UnknownField, format!("unknown field `{field}`"));
        let own = if expected.contains(&"extra") { "; fields of your own go under `extra:`" } else { "" };
        let foreign = foreign(field, expected);
        // A field of another program may be a letter away from one of ours that has nothing to do with it.
        let near = match foreign {
            Some(foreign) => foreign.renamed.map(|name| Near { name, certain: false }),
            None => near(field, expected.iter().copied()),
        };
        let help = match (foreign, near) {
            (Some(foreign), _) => foreign.help.to_owned(),
            _ if field.bytes().all(|b| b.is_ascii_digit()) => {
                "inside braces a comma ends a value: write a number with a point and without thousands separators, such as 1005.6".to_owned()
            }
            _ if field == "<<" => "write the fields out: a map cannot take over those of another".to_owned(),
            (None, Some(Near { name, .. })) => format!("did you mean `{name}`?{}", own.replace(';', "")),
            (None, None) => format!("fields here are {}{own}", names(expected)),
        };
        Self { mistake: replaced(mistake.help(help), near), node: None, example: None }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let mistake = ValueError::new(Code::UnknownValue, format!("`{variant}` is not one of the words that this field takes"));
        // Numbers of languages that count in other steps than thousands.
        if let Some((_, meaning, scale)) =
            OTHER_SCALES.iter().find(|(word, ..)| *word == variant.to_lowercase()).filter(|(_, _, scale)| expected.contains(scale))
        {
            let help = format!("one of it is {meaning}: write the value in that, with `scale: {scale}`");
            return Self { mistake: mistake.help(help), node: None, example: None };
        }
        let near = meant(variant, expected);
        let words = near.map(|near| format!("did you mean `{}`? ", near.name)).unwrap_or_default();
        Self { mistake: replaced(mistake.help(format!("{words}it takes {}", names(expected))), near), node: None, example: None }
    }

    fn missing_field(field: &'static str) -> Self {
        Self {
            mistake: ValueError::new(Code::MissingField, format!("`{field}` is missing")).help(format!("add `{field}: …` here")), node: None, example: None
        }
    }
}

/// A mistake with the word that is meant in place of its own.
pub(super) fn replaced(mistake: ValueError, near: Option<Near<'_>>) -> ValueError {
    match near {
        Some(Near { name, certain: true }) => mistake.mend(name),
        Some(Near { name, certain: false }) => mistake.offer(name),
        None => mistake,
    }
}

/// A text that stands in place of a list, as several items, where it is words that commas divide; a sentence is one item.
pub(super) fn several(text: &str) -> Option<String> {
    let bracketed = [('(', ')'), ('【', '】'), ('［', '］'), ('（', '）'), ('〔', '〕')];
    let text = bracketed.into_iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close)).unwrap_or(text);
    let pieces: Vec<&str> = text.split([',', ';', '、', '，', '；']).map(str::trim).collect();
    let is_name = |piece: &&str| !piece.is_empty() && piece.chars().count() <= 30 && piece.split_whitespace().count() <= 3;
    let is_several = pieces.len() > 1 && pieces.iter().all(is_name) && !text.ends_with('.');
    is_several.then(|| pieces.into_iter().map(written).collect::<Vec<_>>().join(", "))
}

fn names(all: &[&str]) -> String {
    all.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

fn in_words(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Map => "a group of fields".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Str(text) => format!("the text `{text}`"),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        other => other.to_string(),
    }
}
