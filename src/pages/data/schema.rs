//! The published schemas: what the data files hold, for programs that check or read them. They are made from the very types
//! that the files are written from; descriptions are those of the fields.
//!
//! The number in the address is that of the form. A member that is added, or a word that is added to a set, keeps it: programs
//! should pass over members that they do not know. A member that goes or means something else is a new form, beside the old.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use super::briefing::BriefingData;
use super::catalogue::{Catalogue, YearData};
use super::indicator::IndicatorData;
use super::values::Web;
use super::{Fixed, Output, PageContext, View};
use crate::config::Config;
use crate::site::Address;

/// The form that the data are in.
const FORM: u32 = 1;

/// A type of data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum File {
    /// `briefing.json`
    Briefing,
    /// `indicator.json`
    Indicator,
    /// `briefings.json` of a year.
    Year,
    /// `briefings.json` of the site.
    Catalogue,
}

impl File {
    pub(super) const ALL: [Self; 4] = [Self::Briefing, Self::Indicator, Self::Year, Self::Catalogue];

    fn word(self) -> &'static str {
        match self {
            Self::Briefing => "briefing",
            Self::Indicator => "indicator",
            Self::Year => "year",
            Self::Catalogue => "catalogue",
        }
    }

    fn schema(self) -> Schema {
        match self {
            Self::Briefing => of::<BriefingData>(),
            Self::Indicator => of::<IndicatorData>(),
            Self::Year => of::<YearData>(),
            Self::Catalogue => of::<Catalogue>(),
        }
    }

    /// What the file is called.
    pub(super) fn name(self) -> String {
        format!("{}.json", self.word())
    }

    /// Where it is published.
    pub(super) fn address(self) -> Address {
        Address::shared(&format!("schema/{FORM}/{}", self.name()))
    }

    /// The full address of the schema, which is its name, too.
    pub(super) fn url(self, config: &Config) -> Web {
        Web(self.address().permalink(config))
    }
}

fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// A schema with its name, as text with line breaks: people read it as well.
fn text(file: File, config: &Config) -> String {
    let mut schema = file.schema();
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
