//! The levels of warnings, as `lints:` gives them.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::diagnostics::{Code, Diagnostic, Hints, Place, Severity};

/// What a lint level does with a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing is said.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

pub(super) fn lint_levels(generator: &mut SchemaGenerator) -> Schema {
    let names: Vec<&str> = Code::ALL.iter().flat_map(|code| [code.name(), code.number()]).collect();
    json_schema!({ "type": "object", "propertyNames": { "enum": names }, "additionalProperties": generator.subschema_for::<Level>() })
}

pub(super) fn lints(file: &Arc<str>, given: BTreeMap<String, Level>, all: &mut Vec<Diagnostic>) -> BTreeMap<Code, Level> {
    let (mut lints, hints) = (BTreeMap::new(), Hints::shown());
    for (name, level) in given {
        let place = Place::key(file, format!("lints.{name}"));
        match Code::find(&name) {
            Some(code) if code.severity() == Severity::Error && level != Level::Deny => {
                all.push(Diagnostic::new(Code::UnknownLint, place, format!("`{name}` is an error and stays one")).help("mend what it reports instead"));
            }
            Some(code) => {
                if lints.insert(code, level).is_some() {
                    let twice = format!("`{name}` is given twice: {} and {} are one lint", code.number(), code.name());
                    all.push(Diagnostic::new(Code::Contradiction, place, twice).help("remove one of the two"));
                }
            }
            None => {
                let told = Diagnostic::new(Code::UnknownLint, place, format!("there is no lint `{name}`"));
                all.push(match hints.near(&name, Code::ALL.iter().map(|c| c.name())) {
                    Some(near) => told.help(format!("did you mean `{}`?", near.name)).offer(near.name),
                    None => told.help("`bulletin explain` lists the names of all"),
                });
            }
        }
    }
    lints
}
