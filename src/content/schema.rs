//! JSON Schemas of front matter, for editors and for the reference.
//!
//! Fields, their types and their descriptions come from the structs that the sources are read into. What must be given, which
//! those structs leave to [`FrontMatter::check`](super::FrontMatter::check), is listed here; a test takes each field out of full
//! samples and holds that the schema and the program then say the same.

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use super::{Agency, Briefing, Edition, Indicator, Instrument, Jurisdiction, Kind, Page, Term, Topic};
use crate::values::schema;

/// Which of its files a schema is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The file in the site's first language, which has all the fields.
    Original,
    /// The file beside it in another language.
    Translation,
}

/// What a group of fields must have.
enum Rule {
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
use Rule::{All, Any, One, Unless, With};

/// What the groups within front matter must have, by the names of their types.
const GROUPS: &[(&str, &[Rule])] = &[
    ("Person", &[All(&["name"])]),
    ("Source", &[Any(&[&["title"], &["url"]])]),
    ("Update", &[All(&["date", "note"])]),
    ("Withdrawn", &[All(&["date", "reason"])]),
    ("Image", &[All(&["src"])]),
    ("Figure", &[All(&["id"]), Any(&[&["value"], &["change"]]), One(&["indicator", "label"]), One(&["period", "as_of"])]),
    ("Change", &[One(&["percent", "points", "absolute"])]),
    ("Commitment", &[All(&["id", "text"])]),
    ("Target", &[All(&["indicator", "value"])]),
    ("CommitmentUpdate", &[All(&["commitment", "status"])]),
    ("DatedEvent", &[All(&["id", "kind", "date"]), Any(&[&["title"], &["instrument"]])]),
    ("DateUpdate", &[All(&["event"]), Unless("date", "certainty", "cancelled")]),
    ("Move", &[All(&["instrument"])]),
    ("Relation", &[All(&["instrument", "as"])]),
];

/// What an original must have.
fn rules(kind: Kind) -> &'static [Rule] {
    match kind {
        Kind::Briefing => &[All(&["title", "date", "topics"])],
        Kind::Topic | Kind::Agency | Kind::Term => &[All(&["name"])],
        // A built-in one has a name.
        Kind::Jurisdiction => &[],
        Kind::Indicator => &[All(&["name", "unit", "measure"])],
        Kind::Instrument => &[All(&["name", "type"])],
        Kind::Edition => &[All(&["title", "date"]), Any(&[&["period"], &["briefings"], &["from", "to"]]), With("from", "to"), With("to", "from")],
        Kind::Page => &[All(&["title"])],
    }
}

/// The fields that a translation may give, those first that it must; how many of these there are.
fn translated(kind: Kind) -> (&'static [&'static str], usize) {
    match kind {
        Kind::Briefing => (&["title", "id", "summary", "key_points", "redirect_from"], 1),
        Kind::Topic => (&["name", "id", "redirect_from"], 1),
        Kind::Jurisdiction => (&["name", "id", "redirect_from"], 0),
        Kind::Agency | Kind::Term => (&["name", "id", "short", "redirect_from"], 1),
        Kind::Indicator => (&["name", "id", "source", "redirect_from"], 0),
        Kind::Instrument => (&["name", "id", "short", "redirect_from"], 0),
        Kind::Edition => (&["title", "id", "preheader", "redirect_from"], 1),
        Kind::Page => (&["title", "id", "summary", "redirect_from", "extra"], 1),
    }
}

/// The JSON Schema (draft 2020-12) of the front matter of a kind.
#[must_use]
pub fn schema(kind: Kind, part: Part) -> Value {
    let mut schema = match kind {
        Kind::Briefing => of::<Briefing>(kind, part),
        Kind::Topic => of::<Topic>(kind, part),
        Kind::Agency => of::<Agency>(kind, part),
        Kind::Jurisdiction => of::<Jurisdiction>(kind, part),
        Kind::Indicator => of::<Indicator>(kind, part),
        Kind::Instrument => of::<Instrument>(kind, part),
        Kind::Edition => of::<Edition>(kind, part),
        Kind::Term => of::<Term>(kind, part),
        Kind::Page => of::<Page>(kind, part),
    };
    match part {
        Part::Original => rules(kind).iter().for_each(|rule| rule.add_to(&mut schema)),
        Part::Translation => {
            let (fields, required) = translated(kind);
            if let Some(Value::Object(properties)) = schema.get_mut("properties") {
                properties.retain(|name, _| fields.contains(&name.as_str()));
            }
            All(&fields[..required]).add_to(&mut schema);
        }
    }
    if let Some(Value::Object(groups)) = schema.get_mut("$defs") {
        for (name, rules) in GROUPS {
            if let Some(Value::Object(group)) = groups.get_mut(*name) {
                rules.iter().for_each(|rule| rule.add_to(group));
            }
        }
    }
    prune(&mut schema);
    Value::Object(schema)
}

fn of<T: JsonSchema>(kind: Kind, part: Part) -> Map<String, Value> {
    let what = match part {
        Part::Original => "",
        Part::Translation => "the translation of ",
    };
    let article = if kind.word().starts_with(['a', 'e', 'i']) { "an" } else { "a" };
    schema::of::<T>(&format!("The front matter of {what}{article} {}", kind.word()))
}

impl Rule {
    fn add_to(&self, schema: &mut Map<String, Value>) {
        let more = match self {
            All(fields) => return schema::require(schema, fields),
            Any(sets) => json!({ "anyOf": sets.iter().map(|set| given(set)).collect::<Vec<_>>() }),
            One(fields) => json!({ "oneOf": fields.iter().map(|field| given(&[field])).collect::<Vec<_>>() }),
            With(field, other) => json!({ "if": given(&[field]), "then": given(&[other]) }),
            Unless(field, other, word) => json!({ "anyOf": [given(&[field]), { "required": [other], "properties": { *other: { "const": word } } }] }),
        };
        if let Value::Array(all) = schema.entry("allOf").or_insert_with(|| json!([])) {
            all.push(more);
        }
    }
}

/// That fields are there, with a value in them.
fn given(fields: &[&str]) -> Value {
    let some = |field: &&str| ((*field).to_owned(), json!({ "not": { "enum": [null, []] } }));
    json!({ "required": fields, "properties": fields.iter().map(some).collect::<Map<_, _>>() })
}

/// Takes out the groups that nothing refers to.
fn prune(schema: &mut Map<String, Value>) {
    let Some(Value::Object(mut all)) = schema.shift_remove("$defs") else { return };
    let (mut wanted, mut open) = (Vec::new(), Vec::new());
    refs(&Value::Object(schema.clone()), &mut open);
    while let Some(name) = open.pop() {
        if !wanted.contains(&name) {
            all.get(&name).into_iter().for_each(|group| refs(group, &mut open));
            wanted.push(name);
        }
    }
    all.retain(|name, _| wanted.contains(name));
    schema.insert("$defs".to_owned(), Value::Object(all));
}

fn refs(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).and_then(|at| at.strip_prefix("#/$defs/")).map(str::to_owned));
            members.values().for_each(|member| refs(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| refs(item, found)),
        _ => {}
    }
}
