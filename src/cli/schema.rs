//! `bulletin schema`

use std::process::ExitCode;

use serde_json::Value;

use super::arguments::{SITE, SchemaOptions};
use super::{output, print};
use crate::config;
use crate::content::{Kind, Part, schema};
use crate::output::EnvironmentError;
use crate::values::lenient;

pub(super) fn run(options: &SchemaOptions) -> ExitCode {
    let part = if options.translation { Part::Translation } else { Part::Original };
    let schema = match (Kind::from_word(&options.what), options.what.as_str()) {
        (Some(kind), _) => schema(kind, part),
        (None, what) if options.translation => {
            return output::refused(
                &EnvironmentError::new(format!("{what}.yaml has no translations")).help("texts in it are given for each language: {en: …, zh-Hans: …}"),
            );
        }
        (None, SITE) => config::site_schema(),
        (None, _) => config::units_schema(),
    };
    print::data(text(&lenient(schema)).as_bytes());
    ExitCode::SUCCESS
}

/// A schema as text with line breaks, as people read it too.
fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}
