//! The schemas of the data files, made from the types that write them.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use super::briefing::BriefingData;
use super::catalogue::{Catalogue, YearData};
use super::indicator::IndicatorData;
use super::schema::File;
use super::{Fixed, Output, PageContext, View};
use crate::config::Config;

/// The schema of a type of data file.
fn schema(file: File) -> Schema {
    match file {
        File::Briefing => of::<BriefingData>(),
        File::Indicator => of::<IndicatorData>(),
        File::Year => of::<YearData>(),
        File::Catalogue => of::<Catalogue>(),
    }
}

fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// A schema with its name, as text with line breaks: people read it as well.
fn text(file: File, config: &Config) -> String {
    let mut schema = schema(file);
    let members = std::mem::take(schema.ensure_object());
    let (first, rest): (Vec<_>, Vec<_>) = members.into_iter().partition(|(name, _)| name == "$schema");
    let id = ("$id".to_owned(), file.url(config).0.into());
    let members: serde_json::Map<_, _> = first.into_iter().chain([id]).chain(rest).collect();
    let mut text = serde_json::to_string_pretty(&members).expect("a schema is JSON");
    text.push('\n');
    text
}

pub(super) fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if cx.site.localized.iter().all(|local| local.pages().is_empty()) {
        return;
    }
    for file in File::ALL {
        outputs.push(Output::made_from(cx, file.address(), 0, Fixed(file), |cx, _, Fixed(file)| View::Text(text(*file, cx.site.config()))));
    }
}
