//! What the schema of a kind says of its fields beside their types.

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use crate::values::schema;

/// Which of its files a schema is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The file in the site's first language, which has all the fields.
    Original,
    /// The file beside it in another language.
    Translation,
}

/// What must be given in the files of a kind. It stands beside the kind's [`FrontMatter::check`](super::FrontMatter::check), which
/// tells authors the same.
pub(super) trait Rules: JsonSchema {
    /// What an original must have.
    const ORIGINAL: &'static [Rule];

    /// The fields of a translation.
    const TRANSLATION: Translated;
}

/// The fields that a translation takes.
pub(super) struct Translated {
    /// Those that it must give.
    pub(super) must: &'static [&'static str],
    /// Those that it may give.
    pub(super) may: &'static [&'static str],
}

/// What a group of fields must have.
pub(super) enum Rule {
    /// Each of these fields.
    All(&'static [&'static str]),
    /// At least one of these sets of fields.
    Any(&'static [&'static [&'static str]]),
    /// One of these fields, and no more.
    One(&'static [&'static str]),
    /// The second field wherever there is the first.
    With(&'static str, &'static str),
    /// The first field, unless the second holds this word.
    Unless(&'static str, &'static str, &'static str),
}
/// The schema of fields of type `T`, with the rules of their kind, which is called `word`.
pub(super) fn fields<T: Rules>(word: &str, part: Part) -> Map<String, Value> {
    let what = match part {
        Part::Original => "",
        Part::Translation => "the translation of ",
    };
    let article = if word.starts_with(['a', 'e', 'i']) { "an" } else { "a" };
    let mut schema = schema::of::<T>(&format!("The front matter of {what}{article} {word}"));
    match part {
        Part::Original => T::ORIGINAL.iter().for_each(|rule| rule.add_to(&mut schema)),
        Part::Translation => {
            let Translated { must, may } = T::TRANSLATION;
            if let Some(Value::Object(properties)) = schema.get_mut("properties") {
                properties.retain(|name, _| must.iter().chain(may).any(|field| field == name));
            }
            Rule::All(must).add_to(&mut schema);
        }
    }
    schema
}

impl Rule {
    /// Adds it to the schema of the group.
    pub(super) fn add_to(&self, schema: &mut Map<String, Value>) {
        let more = match self {
            Self::All(fields) => return schema::require(schema, fields),
            Self::Any(sets) => json!({ "anyOf": sets.iter().map(|set| given(set)).collect::<Vec<_>>() }),
            Self::One(fields) => json!({ "oneOf": fields.iter().map(|field| given(&[field])).collect::<Vec<_>>() }),
            Self::With(field, other) => json!({ "if": given(&[field]), "then": given(&[other]) }),
            Self::Unless(field, other, word) => json!({ "anyOf": [given(&[field]), { "required": [other], "properties": { *other: { "const": word } } }] }),
        };
        if let Value::Array(all) = schema.entry("allOf").or_insert_with(|| json!([])) {
            all.push(more);
        }
    }
}

/// That fields are there, with a value in them.
fn given(fields: &[&str]) -> Value {
    let some = |field: &&str| ((*field).to_owned(), json!({ "not": { "anyOf": schema::nothing() } }));
    json!({ "required": fields, "properties": fields.iter().map(some).collect::<Map<_, _>>() })
}
