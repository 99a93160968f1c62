//! theme.yaml: what a theme is, and which options it has.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::INTERFACE;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::Text;
use crate::{config, yaml};

/// theme.yaml as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ThemeFile {
    name: Option<Text>,
    version: Option<Text>,
    api: Option<Text>,
    description: Option<Text>,
    author: Option<Text>,
    license: Option<Text>,
    pub(super) options: BTreeMap<String, OptionFile>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OptionFile {
    #[serde(rename = "type")]
    kind: OptionKind,
    values: Vec<Text>,
    pub(super) default: Value,
    description: Option<Text>,
}

/// The type of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum OptionKind {
    #[default]
    Text,
    Bool,
    Integer,
    Choice,
    Color,
}

/// A theme's description of itself.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) options: BTreeMap<String, OptionFile>,
}

impl Manifest {
    pub(super) fn parse(path: &Arc<str>, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let file: ThemeFile =
            yaml::read(text).map_err(|broken: yaml::Broken<_>| broken.found.into_iter().map(|f| config::diagnostic(path, f, 0)).collect::<Vec<_>>())?;
        let mut wrong = Vec::new();
        for (field, there) in [("name", file.name.is_some()), ("version", file.version.is_some()), ("api", file.api.is_some())] {
            if !there {
                wrong.push(Diagnostic::new(Code::ThemeFile, Place::file(path), format!("`{field}` is missing")).help(format!("add `{field}` to theme.yaml")));
            }
        }
        let _ = (file.description, file.author, file.license);
        if let Some(api) = file.api.filter(|api| !supports(api.as_str())) {
            wrong.push(
                Diagnostic::new(
                    Code::ThemeInterface,
                    Place::value(path, "api"),
                    format!("the theme is made for interface {api}; this program has {INTERFACE}"),
                )
                .help("use a version of the theme for this program"),
            );
        }
        for (name, option) in &file.options {
            if let Some(why) = option.refuses(&option.default) {
                wrong.push(
                    Diagnostic::new(Code::ThemeFile, Place::value(path, format!("options.{name}.default")), format!("the default of `{name}` {why}"))
                        .help("mend it"),
                );
            }
        }
        if wrong.is_empty() { Ok(Self { options: file.options }) } else { Err(wrong) }
    }
}

impl Manifest {
    /// This theme's options, and those of `default` that it does not have: templates that it leaves to the default theme
    /// read them.
    pub(super) fn over(mut self, default: Self) -> Self {
        for (name, option) in default.options {
            self.options.entry(name).or_insert(option);
        }
        self
    }
}

/// Whether a range such as `1` or `1-2` holds our interface.
fn supports(range: &str) -> bool {
    let (from, to) = range.split_once('-').unwrap_or((range, range));
    match (from.trim().parse::<u32>(), to.trim().parse::<u32>()) {
        (Ok(from), Ok(to)) => (from..=to).contains(&INTERFACE),
        _ => false,
    }
}

impl OptionFile {
    /// Why a value is not one of this option.
    pub(super) fn refuses(&self, value: &Value) -> Option<String> {
        let fits = match self.kind {
            OptionKind::Text => value.is_string(),
            OptionKind::Bool => value.is_boolean(),
            OptionKind::Integer => value.is_i64() || value.is_u64(),
            OptionKind::Choice => value.as_str().is_some_and(|v| self.values.iter().any(|c| c.as_str() == v)),
            OptionKind::Color => {
                value.as_str().is_some_and(|v| v.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit())))
            }
        };
        (!fits).then(|| match self.kind {
            OptionKind::Text => "is a text".to_owned(),
            OptionKind::Bool => "is true or false".to_owned(),
            OptionKind::Integer => "is a whole number".to_owned(),
            OptionKind::Choice => format!("is one of {}", self.values.iter().map(|v| format!("`{v}`")).collect::<Vec<_>>().join(", ")),
            OptionKind::Color => "is a colour such as #1a4f8a".to_owned(),
        })
    }
}
