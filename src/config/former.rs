//! The addresses that all documents of a kind had before: `redirects`.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use crate::diagnostics::{Code, Diagnostic, Hints, Place};
use crate::values::{Date, SiteAddress, Text};

/// The folders of the kinds of documents that have pages of their own, with whether these have a day.
pub(crate) const FOLDERS: &[(&str, bool)] = &[
    ("briefings", true),
    ("topics", false),
    ("agencies", false),
    ("jurisdictions", false),
    ("indicators", false),
    ("instruments", false),
    ("editions", true),
    ("pages", false),
];

/// What may stand in braces.
const NAMES: [&str; 5] = ["{year}", "{month}", "{day}", "{id}", "{language}"];

/// One pattern or several.
#[derive(Debug, Default)]
pub(super) struct Patterns(Vec<Text>);

impl JsonSchema for Patterns {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AddressPatterns".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let one = json_schema!({ "type": "string", "pattern": r"^\s*/\S+\s*$", "examples": ["/{year}/{month}/{day}/{id}/"] });
        json_schema!({
            "title": "pattern or list of patterns",
            "description": "Former addresses, with `{year}`, `{month}`, `{day}`, `{id}` and `{language}` for what they were made from.",
            "anyOf": [one, { "type": "array", "items": one }]
        })
    }
}

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Given {
            One(Text),
            Several(Vec<Text>),
        }
        Ok(Self(match Given::deserialize(deserializer)? {
            Given::One(one) => vec![one],
            Given::Several(several) => several,
        }))
    }
}

/// A former address of every document of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerAddress {
    /// The folder of the kind.
    pub folder: String,
    /// The pattern.
    pub pattern: String,
}

impl FormerAddress {
    /// Whether it tells languages apart.
    #[must_use]
    pub fn names_language(&self) -> bool {
        self.pattern.contains("{language}")
    }

    /// The address of one document; nothing where what it is made from gives none.
    #[must_use]
    pub fn of(&self, id: &str, date: Option<Date>, language: &str) -> Option<SiteAddress> {
        let mut address = self.pattern.replace("{id}", id).replace("{language}", language);
        if let Some(date) = date {
            let parts =
                [("{year}", format!("{:04}", date.year())), ("{month}", format!("{:02}", date.month())), ("{day}", format!("{:02}", date.civil().day()))];
            for (name, value) in parts {
                address = address.replace(name, &value);
            }
        }
        SiteAddress::parse(&address).ok().filter(|address| !address.as_str().contains(['{', '}']))
    }
}

pub(super) fn former(file: &Arc<str>, given: BTreeMap<String, Patterns>, all: &mut Vec<Diagnostic>) -> Vec<FormerAddress> {
    let mut former = Vec::new();
    let hints = Hints::shown();
    for (folder, Patterns(patterns)) in given {
        let Some((_, has_day)) = FOLDERS.iter().find(|(name, _)| *name == folder) else {
            let place = Place::key(file, format!("redirects.{folder}"));
            let told = Diagnostic::new(Code::UnknownValue, place, format!("there is no kind of documents `{folder}`"));
            all.push(match hints.near(&folder, FOLDERS.iter().map(|(name, _)| *name)) {
                Some(near) => told.help(format!("did you mean `{}`?", near.name)),
                None => told.help(format!("write one of {}", FOLDERS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "))),
            });
            continue;
        };
        let one = patterns.len() == 1;
        for (i, pattern) in patterns.into_iter().enumerate() {
            let place = if one { Place::value(file, format!("redirects.{folder}")) } else { Place::value(file, format!("redirects.{folder}[{i}]")) };
            match checked(pattern.as_str(), *has_day) {
                Ok(()) => former.push(FormerAddress { folder: folder.clone(), pattern: pattern.as_str().to_owned() }),
                Err(why) => all.push(
                    Diagnostic::new(Code::BadAddress, place, format!("`{pattern}` {why}"))
                        .help("write the former address of one of them, with {year}, {month}, {day}, {id} and {language} in it: /{year}/{month}/{id}/"),
                ),
            }
        }
    }
    former
}

/// Why a pattern cannot be one.
fn checked(pattern: &str, has_day: bool) -> Result<(), String> {
    if !pattern.starts_with('/') {
        return Err("does not begin with `/`".to_owned());
    }
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { return Err("has a brace that is not closed".to_owned()) };
        let (name, behind) = rest[open..].split_at(length + 1);
        if !NAMES.contains(&name) {
            return Err(format!("has `{name}`, which means nothing"));
        }
        if !has_day && NAMES[..3].contains(&name) {
            return Err(format!("has `{name}`, and these have no day"));
        }
        rest = behind;
    }
    if !pattern.contains("{id}") {
        return Err("has no `{id}`, so all would have one address".to_owned());
    }
    let example = FormerAddress { folder: String::new(), pattern: pattern.to_owned() };
    let day = Date::parse("2024-10-23").ok();
    example.of("name", day, "language").map(|_| ()).ok_or_else(|| "is no address on this site".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_gives_an_address() {
        let of = |pattern: &str| {
            let former = FormerAddress { folder: "briefings".to_owned(), pattern: pattern.to_owned() };
            former.of("miit", Date::parse("2024-03-05").ok(), "xx").map(|address| address.to_string())
        };
        assert_eq!(of("/{year}/{month}/{day}/{id}/").as_deref(), Some("/2024/03/05/miit/"));
        assert_eq!(of("/{language}/posts/{id}.html").as_deref(), Some("/xx/posts/miit.html"));
        for (pattern, has_day) in
            [("posts/{id}/", true), ("/{year}/", true), ("/{slug}/{id}/", true), ("/{year/{id}/", true), ("/{year}/{id}/", false), ("/../{id}", true)]
        {
            assert!(checked(pattern, has_day).is_err(), "{pattern}");
        }
        assert_eq!(checked("/{year}/{id}/", true), Ok(()));
    }
}
