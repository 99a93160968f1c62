//! What the schemas say of fields: which there are, what they are for, which words they take.

use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::address;
use crate::config::{SITE_FILE, UNITS_FILE, site_schema, units_schema};
use crate::content::{Kind, Part, schema};

/// The fields of a file.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    root: &'static Value,
}

/// A word that a field takes, and what it means.
pub(super) struct Word {
    pub(super) text: String,
    pub(super) meaning: String,
}

impl Fields {
    /// Those of the file at a path; `None` where it has no schema.
    pub(super) fn of(path: &str, is_translation: bool) -> Option<Self> {
        static SITE: OnceLock<Value> = OnceLock::new();
        static UNITS: OnceLock<Value> = OnceLock::new();
        static KINDS: [[OnceLock<Value>; Kind::COUNT]; 2] = [const { [const { OnceLock::new() }; Kind::COUNT] }; 2];
        let root = match path {
            SITE_FILE => SITE.get_or_init(site_schema),
            UNITS_FILE => UNITS.get_or_init(units_schema),
            _ => {
                let kind = address::kind(path)?;
                let part = if is_translation { Part::Translation } else { Part::Original };
                KINDS[usize::from(is_translation)][kind as usize].get_or_init(|| schema(kind, part))
            }
        };
        Some(Self { root })
    }

    /// The fields that may stand within the field that `keys` lead to, each with what it is for.
    pub(super) fn within(self, keys: &[String]) -> Vec<(&'static str, String)> {
        let Some(schema) = self.at(keys) else { return Vec::new() };
        let mut found = Vec::new();
        self.each(schema, &mut |one| {
            let properties = one.get("properties").and_then(Value::as_object).into_iter().flatten();
            found.extend(properties.map(|(name, field)| (name.as_str(), describe(field))));
        });
        found
    }

    /// Whether the field holds fields, or is a list of what does.
    pub(super) fn is_group(self, keys: &[String]) -> bool {
        !self.within(keys).is_empty()
    }

    /// The words that a field takes.
    pub(super) fn words(self, keys: &[String]) -> Vec<Word> {
        let Some(schema) = self.at(keys) else { return Vec::new() };
        let mut found = Vec::new();
        let word = |text: &str, one: &Map<String, Value>| Word { text: text.to_owned(), meaning: text_of(one, "description") };
        self.each(schema, &mut |one| {
            if let Some(text) = one.get("const").and_then(Value::as_str) {
                found.push(word(text, one));
            }
            let any = one.get("enum").and_then(Value::as_array).into_iter().flatten();
            found.extend(any.filter_map(Value::as_str).map(|text| Word { text: text.to_owned(), meaning: String::new() }));
            if one.get("type").and_then(Value::as_str) == Some("boolean") {
                found.extend(["true", "false"].map(|text| Word { text: text.to_owned(), meaning: String::new() }));
            }
        });
        found
    }

    /// What a field is for, and what is written in it.
    pub(super) fn documentation(self, keys: &[String]) -> Option<String> {
        let field = self.at(keys)?;
        let purpose = describe(field);
        // The first value among its forms that has something to say.
        let mut value = None;
        self.each(field, &mut |one| {
            let has_title = one.contains_key("title") && one.contains_key("description");
            if value.is_none() && has_title && !std::ptr::eq(one, field.as_object().unwrap_or(one)) {
                value = Some((text_of(one, "title"), text_of(one, "description")));
            }
        });
        Some(match value {
            Some((title, description)) => format!("{purpose}\n\n*{title}*: {description}"),
            None => purpose,
        })
    }

    /// The schema of the field that `keys` lead to.
    fn at(self, keys: &[String]) -> Option<&'static Value> {
        keys.iter().try_fold(self.root, |schema, key| {
            let mut next = None;
            self.each(schema, &mut |one| next = next.or_else(|| one.get("properties")?.get(key)));
            next
        })
    }

    /// Calls `look` with a schema, and with what it allows in its place or as its entries.
    fn each(self, schema: &'static Value, look: &mut dyn FnMut(&'static Map<String, Value>)) {
        let Value::Object(one) = schema else { return };
        look(one);
        if let Some(at) = one.get("$ref").and_then(Value::as_str)
            && let Some(group) = self.root.pointer(at.trim_start_matches('#'))
        {
            self.each(group, look);
        }
        let forms = ["anyOf", "oneOf"].iter().filter_map(|key| one.get(*key)?.as_array()).flatten();
        forms.chain(one.get("items")).for_each(|form| self.each(form, look));
    }
}

/// What a field is for.
fn describe(field: &Value) -> String {
    field.as_object().map(|field| text_of(field, "description")).unwrap_or_default()
}

fn text_of(schema: &Map<String, Value>, key: &str) -> String {
    schema.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(path: &str) -> Vec<String> {
        path.split('.').filter(|key| !key.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn fields_words_and_what_they_mean_come_from_the_schema() {
        let fields = Fields::of("content/briefings/2024/a.md", false).unwrap();
        let names = |path: &str| fields.within(&keys(path)).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert!(names("").contains(&"figures") && names("figures").contains(&"indicator") && names("figures.change").contains(&"percent"));
        assert!(names("topics").is_empty() && fields.is_group(&keys("event")));
        let words = |path: &str| fields.words(&keys(path)).into_iter().map(|word| word.text).collect::<Vec<_>>();
        assert!(words("kind").contains(&"press-conference".to_owned()));
        assert_eq!(words("figures.scale"), ["thousand", "million", "billion", "trillion"]);
        assert_eq!(words("draft"), ["true", "false"]);
        assert!(fields.documentation(&keys("figures.as_of")).unwrap().contains("a stock's"));
        assert!(fields.documentation(&keys("nonsense")).is_none());
        assert!(Fields::of("content/site.yaml", false).unwrap().within(&[]).iter().any(|(name, _)| *name == "base_url"));
        assert!(Fields::of("content/labels/de.yaml", false).is_none());
    }
}
