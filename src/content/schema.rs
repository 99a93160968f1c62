//! JSON Schemas of front matter, for editors and for the reference.
//!
//! Fields, their types and their descriptions come from the structs that the sources are read into. What must be given, which
//! those structs leave to [`FrontMatter::check`](super::FrontMatter::check), is in the [`Rules`](super::rules::Rules) of each
//! kind, and for the groups within them here; a test takes each field out of full samples and holds that the schema and the
//! program then say the same.

use serde_json::{Map, Value};

use super::Kind;
use super::rules::Part;
use super::rules::Rule::{self, All, Any, One, Unless, With};

/// What the groups within front matter must have, by the names of their types.
const GROUPS: &[(&str, &[Rule])] = &[
    ("Person", &[All(&["name"])]),
    ("Source", &[Any(&[&["title"], &["url"]])]),
    ("Update", &[All(&["date", "note"])]),
    ("Withdrawn", &[All(&["date", "reason"])]),
    ("Image", &[All(&["src"])]),
    (
        "Figure",
        &[
            All(&["id"]),
            Any(&[&["value"], &["low"], &["change"]]),
            With("low", "high"),
            With("high", "low"),
            With("by", "nature"),
            With("issued", "nature"),
            One(&["indicator", "label"]),
            One(&["period", "as_of"]),
        ],
    ),
    ("Change", &[One(&["percent", "points", "absolute"])]),
    ("Commitment", &[All(&["id", "text"])]),
    ("Target", &[All(&["indicator", "value"])]),
    ("CommitmentUpdate", &[All(&["commitment", "status"])]),
    ("DatedEvent", &[All(&["id", "kind", "date"]), Any(&[&["title"], &["instrument"]])]),
    ("DateUpdate", &[All(&["event"]), Unless("date", "certainty", "cancelled")]),
    ("Move", &[All(&["instrument"])]),
    ("Relation", &[All(&["instrument", "as"])]),
    ("Query", &[All(&["of"])]),
];

/// The JSON Schema (draft 2020-12) of the front matter of a kind.
#[must_use]
pub fn schema(kind: Kind, part: Part) -> Value {
    let mut schema = kind.fields_of(part);
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
