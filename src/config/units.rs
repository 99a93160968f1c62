//! Units of a site's own: `content/units.yaml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::locale::{Forms, UnitKind};
use crate::values::schema;

/// A unit of the site's own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitFile {
    /// What it measures.
    pub(super) kind: UnitKind,
    /// How it is written in each language; `und` is for all languages that have no form of their own.
    pub(super) forms: BTreeMap<String, Forms>,
}

/// The JSON Schema (draft 2020-12) of units.yaml.
#[must_use]
pub fn units_schema() -> serde_json::Value {
    schema::of::<BTreeMap<String, UnitFile>>("Units of a digest's own: units.yaml").into()
}
