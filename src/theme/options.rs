//! theme.yaml: what a theme is, and its typed options.

use std::collections::BTreeMap;

use serde_json::Value;

use super::layers::Layers;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Place, nearest};

/// The options' values: the site's, else the defaults.
pub(super) fn resolve(layers: &Layers, config: &Config) -> Result<BTreeMap<String, Value>, Vec<Diagnostic>> {
    let known = &layers.manifest.options;
    let mut values: BTreeMap<String, Value> = known.iter().map(|(name, option)| (name.clone(), option.default.clone())).collect();
    let mut wrong = Vec::new();
    for (name, value) in &config.theme_options {
        let field = format!("theme_options.{name}");
        match known.get(name) {
            None => {
                let near = nearest(name, known.keys().map(String::as_str));
                let help = near
                    .map_or_else(|| format!("its options are {}", known.keys().cloned().collect::<Vec<_>>().join(", ")), |n| format!("did you mean `{n}`?"));
                let told = Diagnostic::new(Code::UnknownThemeOption, Place::key(&config.file, field), format!("the theme has no option `{name}`")).help(help);
                wrong.push(match near {
                    Some(near) if !config.theme_options.contains_key(near) => told.offer(near),
                    _ => told,
                });
            }
            Some(option) => match option.refuses(value) {
                Some(why) => wrong.push(
                    Diagnostic::new(Code::UnknownThemeOption, Place::value(&config.file, field), format!("this is not a value of `{name}`"))
                        .help(format!("it {why}")),
                ),
                None => drop(values.insert(name.clone(), value.clone())),
            },
        }
    }
    if wrong.is_empty() { Ok(values) } else { Err(wrong) }
}
