//! What each value looks like, for the JSON Schemas of the sources.
//!
//! A schema takes every text that the program takes, so that an editor never marks what builds. It refuses most of what the
//! program refuses; what needs a calendar or a list to tell, such as 2024-02-30, is left to the program.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::{Ahead, Count, Date, Id, Instant, Issued, Localised, Number, Period, SiteAddress, Text, WebAddress, When};
use crate::locale::{Basis, CurrencyStyle, Forms, Language, Nature, Qualifier, Scale, UnitKind};

/// A day, a month and a time of day as regular expressions.
const DAY: &str = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
const MONTH: &str = "[0-9]{4}-(?:0[1-9]|1[0-2])";
const CLOCK: &str = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)? ?(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?";

/// An expression for the whole of a text, white space around it left aside.
fn whole(inner: &str) -> String {
    format!(r"^\s*(?:{inner})\s*$")
}

fn period() -> String {
    format!("[0-9]{{4}}(?:-[Hh][12]|-[Qq][1-4]|-[Ww](?:0[1-9]|[1-4][0-9]|5[0-3]))?|{MONTH}|{MONTH} */ *{MONTH}")
}

/// Implements `JsonSchema` for a type that is written as one value.
macro_rules! values {
    ($($type:ty, $name:literal, $schema:tt;)*) => { $(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )* };
}

values! {
    Text, "Text", {
        "title": "text",
        "description": "A text that is not empty. Where it names a topic, agency or other document, it is the id of that, its name, its short name or an alias. In YAML it needs quotation marks where it holds a colon and a space, or begins with a sign such as `[`, `{`, `*`, `&`, `!`, `@`, `#` or a quotation mark.",
        "examples": ["MIIT"],
        "type": ["string", "number", "boolean"],
        "pattern": r"\S"
    };
    Id, "Id", {
        "title": "id",
        "description": "Lower-case letters and digits of any script, with single hyphens between them; at most 200 bytes.",
        "examples": ["miit-nine-months"],
        "type": ["string", "integer", "boolean"],
        "pattern": whole(r"[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}]+)*"),
        "minimum": 0
    };
    Date, "Date", {
        "title": "date",
        "description": "A day of the calendar, as year-month-day. A time of day behind it is passed over, and no time zone shifts it.",
        "examples": ["2024-10-23"],
        "type": "string",
        "pattern": whole(&format!("{DAY}(?:[Tt ]{CLOCK})?"))
    };
    Issued, "Issued", {
        "title": "date, month or year",
        "description": "A day, or a month or year where no more is known.",
        "examples": ["2024-10-23", "2024-10", "2024"],
        "type": ["string", "integer"],
        "pattern": whole(&format!("{DAY}(?:[Tt ]{CLOCK})?|{MONTH}|[0-9]{{4}}")),
        "minimum": 1000,
        "maximum": 9999
    };
    Period, "Period", {
        "title": "period",
        "description": "Whole months: a year, a half, a quarter, a month, or the first and the last month with a slash between them.",
        "examples": ["2024", "2024-H1", "2024-Q3", "2024-09", "2024-01/2024-09"],
        "type": ["string", "integer"],
        "pattern": whole(&period()),
        "minimum": 1000,
        "maximum": 9999
    };
    When, "When", {
        "title": "date or period",
        "description": "A day, or a period of which the last day counts.",
        "examples": ["2024-10-23", "2024-Q3", "2024"],
        "type": ["string", "integer"],
        "pattern": whole(&format!("{DAY}(?:[Tt ]{CLOCK})?|{}", period())),
        "minimum": 1000,
        "maximum": 9999
    };
    Instant, "Instant", {
        "title": "moment",
        "description": "A date with a time of day, in the site's time zone unless it has an offset from UTC or names a time zone of its own. A date alone means its first moment.",
        "examples": ["2024-10-23T14:00:00+08:00", "2024-10-23T14:00[Asia/Shanghai]", "2024-10-23 14:00", "2024-10-23"],
        "type": "string",
        "pattern": whole(&format!(r"{DAY}(?:[Tt ]{CLOCK})?\s*(?:\[[^\[\]]+\])?"))
    };
    Number, "Number", {
        "title": "number",
        "description": "An exact decimal: digits with at most one point, 28 at most, and a hyphen in front for less than nothing. Its digits are kept as they are written.",
        "examples": [4.089, "4.10", -0.5],
        "type": ["number", "string"],
        "pattern": whole(r"-?[0-9]+(?:\.[0-9]+)?")
    };
    Ahead, "Ahead", {
        "title": "true or stretch of time",
        "description": "What lies ahead of the day of the build: all of it, or that of so many days, weeks, months or years.",
        "examples": [true, "30d", "6w", "6m", "1y"],
        "anyOf": [{ "const": true }, { "type": "string", "pattern": whole("true|[0-9]{1,5}[dwmy]") }]
    };
    Count, "Count", {
        "title": "whole number",
        "description": "A whole number in digits.",
        "examples": [24],
        "type": ["integer", "string"],
        "pattern": "^[0-9]+$",
        "minimum": 0
    };
    WebAddress, "WebAddress", {
        "title": "web address",
        "description": "An address on the web, in full: of http, https, mailto or tel.",
        "examples": ["https://ministry.example/table"],
        "type": "string",
        "pattern": whole(r"(?:[Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:)\S+")
    };
    SiteAddress, "SiteAddress", {
        "title": "site address",
        "description": "An address on this site, without the path of `base_url`.",
        "examples": ["/old/page/"],
        "type": "string",
        "pattern": whole("/[^/?#][^?#]*")
    };
    Language, "Language", {
        "title": "language tag",
        "description": "A tag of BCP 47: a language, and a script or region where it matters.",
        "examples": ["en", "zh-Hans", "pt-BR"],
        "type": "string",
        "pattern": "^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$"
    };
}

/// Implements `JsonSchema` for a type that takes one of a few words.
macro_rules! words {
    ($($type:ident, $name:literal, $title:literal, $description:literal: $($variant:ident)*;)*) => { $(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "title": $title, "description": $description, "type": "string", "enum": [$($type::$variant.word()),*] })
            }
        }
    )* };
}

words! {
    Scale, "Scale", "scale", "What a value is counted in: 10³, 10⁶, 10⁹ or 10¹²." : Thousand Million Billion Trillion;
    Qualifier, "Qualifier", "qualifier", "How a stated value stands to the true one." : Exact About Over Under;
    Nature, "Nature", "nature", "Whether a value was observed, or is a forecast or a target." : Observed Forecast Target;
    CurrencyStyle, "CurrencyStyle", "currency style", "How a currency is written." : Code Symbol Word;
    Basis, "Basis", "basis", "What a change is measured against." : YearOnYear QuarterOnQuarter MonthOnMonth;
    UnitKind, "UnitKind", "kind of unit", "What a unit measures: money, per cent, percentage points, a number against a base, a physical quantity with a symbol, or things that are counted." :
        Currency Percent Points Index Physical Count;
}

impl JsonSchema for Forms {
    fn schema_name() -> Cow<'static, str> {
        "Forms".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let plurals = ["zero", "one", "two", "few", "many", "other"];
        json_schema!({
            "title": "text, or one for each plural form",
            "description": "One text for any number, or a text for each plural form of the language; `other` is always needed.",
            "examples": ["Mbps", { "one": "tower", "other": "towers" }],
            "anyOf": [
                { "type": "string" },
                { "type": "object", "propertyNames": { "enum": plurals }, "additionalProperties": { "type": ["string", "number", "boolean"] }, "required": ["other"] }
            ]
        })
    }
}

impl JsonSchema for Localised {
    fn schema_name() -> Cow<'static, str> {
        "Localised".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (language, text) = (generator.subschema_for::<Language>(), generator.subschema_for::<Text>());
        json_schema!({
            "title": "text, or one for each language",
            "description": "One text for all languages, or a text for each.",
            "examples": ["Telecoms", { "en": "Telecoms", "zh-Hans": "电信" }],
            "anyOf": [
                { "type": "string", "pattern": r"\S" },
                { "type": "integer", "minimum": 0 },
                { "type": "object", "propertyNames": language, "additionalProperties": text, "minProperties": 1 }
            ]
        })
    }
}

/// The schema of what a `T` is read from, called `title`. Defaults that say nothing are left out of it.
pub(crate) fn of<T: JsonSchema>(title: &str) -> Map<String, Value> {
    let mut schema = Value::from(SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>());
    tidy(&mut schema);
    let Value::Object(mut rest) = schema else { return Map::new() };
    rest.insert("title".to_owned(), title.into());
    // What it is comes first: people read it as well.
    let mut members = Map::new();
    for name in ["$schema", "title", "description"] {
        members.extend(rest.shift_remove_entry(name));
    }
    members.append(&mut rest);
    members
}

/// Notes that `fields` must be given, with something in them.
pub(crate) fn require(schema: &mut Map<String, Value>, fields: &[&str]) {
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.iter_mut().filter(|(name, _)| fields.contains(&name.as_str())).for_each(|(_, field)| fill(field));
    }
    if !fields.is_empty() {
        schema.insert("required".to_owned(), fields.into());
    }
}

/// Takes nothing, and the empty list, out of what a field may be.
fn fill(field: &mut Value) {
    let Value::Object(members) = field else { return };
    if let Some(Value::Array(types)) = members.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            members.insert("type".to_owned(), only);
        }
    }
    if members.get("type").is_some_and(|kind| kind == "array") {
        members.insert("minItems".to_owned(), 1.into());
    }
    if let Some(Value::Array(forms)) = members.get_mut("anyOf") {
        forms.retain(|form| form["type"] != "null");
        if let [Value::Object(only)] = &forms[..] {
            let only = only.clone();
            members.shift_remove("anyOf");
            members.extend(only);
        }
    }
}

/// Takes out defaults that are empty: a field that is absent says as much.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            let is_empty = match members.get("default") {
                Some(Value::Null | Value::Object(_)) => true,
                Some(Value::Array(items)) => items.is_empty(),
                _ => false,
            };
            if is_empty {
                members.shift_remove("default");
            }
            members.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// A schema that also takes what the program takes without a word: a field with nothing in it that need not be there, and one
/// thing where there may be a list.
#[must_use]
pub fn lenient(mut schema: Value) -> Value {
    loosen(&mut schema);
    schema
}

/// Lets the fields and items below a schema be empty.
fn loosen(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            let required: Vec<String> =
                members.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
            if let Some(Value::Object(fields)) = members.get_mut("properties") {
                fields.values_mut().for_each(may_be_one);
            }
            // The lists of words and samples have no schemas in them, and conditions are none of fields.
            let are_schemas = |name: &str| !matches!(name, "enum" | "const" | "default" | "examples" | "not" | "if" | "then");
            members.iter_mut().filter(|(name, _)| are_schemas(name)).for_each(|(_, member)| loosen(member));
            if let Some(Value::Object(fields)) = members.get_mut("properties") {
                fields.iter_mut().filter(|(name, _)| !required.contains(name)).for_each(|(_, field)| may_be_empty(field));
            }
            for each in ["additionalProperties", "items"] {
                if let Some(each @ Value::Object(_)) = members.get_mut(each) {
                    may_be_empty(each);
                }
            }
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(loosen),
        _ => {}
    }
}

/// Lets a list be its only item.
fn may_be_one(field: &mut Value) {
    let is_list = match field.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "array"),
        kind => kind.is_some_and(|kind| kind == "array"),
    };
    if let Some(item) = field.get("items").cloned().filter(|_| is_list) {
        or(field, [item]);
    }
}

/// The schemas of what says nothing.
pub(crate) fn nothing() -> [Value; 2] {
    [serde_json::json!({ "enum": [null, []] }), serde_json::json!({ "type": "string", "pattern": r"^\s*$" })]
}

fn may_be_empty(field: &mut Value) {
    or(field, nothing());
}

/// Lets a field be something else too. What is said of it stays where editors look for it.
fn or(field: &mut Value, others: impl IntoIterator<Item = Value>) {
    let Value::Object(members) = field else { return };
    let mut inner = std::mem::take(members);
    for name in ["title", "description", "default", "examples"] {
        members.extend(inner.shift_remove_entry(name));
    }
    members.insert("anyOf".to_owned(), std::iter::once(Value::Object(inner)).chain(others).collect());
}
