//! `content/site.yaml` as it is written, before anything in it is checked.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::former::Patterns;
use super::gone::GoneFile;
use super::limits::LimitsFile;
use super::lints::{Level, lint_levels};
use super::menu::MenuItem;
use super::publish::TargetFile;
use super::publisher::{License, Publisher};
use super::switches::{RawHtml, Switches};
use crate::locale::{CurrencyStyle, Language};
use crate::values::{Count, Id, Localised, Number, Text, WebAddress, schema};

/// The settings of a digest.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SiteFile {
    /// The version of this format.
    #[schemars(extend("default" = FORMAT))]
    pub(super) format: Option<Count>,
    /// The site's name.
    pub(super) title: Option<Localised>,
    /// Its address, perhaps with a path: `https://example.org/digest`.
    pub(super) base_url: Option<WebAddress>,
    /// One sentence on it.
    pub(super) description: Option<Localised>,
    /// Who publishes it; without it, it publishes itself: its title and its home page. Named on pages, in feeds and in data.
    pub(super) publisher: Option<Publisher>,
    /// The licence of its texts and data, named in the same places: the address of its text, or `{name: CC-BY-4.0, url: …}`.
    pub(super) license: Option<License>,
    /// Its languages; the first is the default, whose addresses have no prefix.
    #[schemars(with = "Option<Vec<Language>>", extend("default" = [crate::locale::ENGLISH]))]
    pub(super) languages: Option<Vec<Text>>,
    /// Where moments without an offset, and "today", are reckoned: a name of the IANA database, such as `Asia/Shanghai`.
    #[schemars(extend("default" = "UTC"))]
    pub(super) time_zone: Option<Text>,
    /// What the ids of feed entries are made from: a domain of yours, a comma, and a year in which it was yours, as in
    /// `example.org,2024`. Never change it. Without it, it is made from `base_url`, with a warning.
    pub(super) feed_authority: Option<Text>,
    /// A folder in `themes/`, or the built-in theme.
    #[schemars(extend("default" = "gazette"))]
    pub(super) theme: Option<Id>,
    /// The theme's options.
    pub(super) theme_options: BTreeMap<String, serde_json::Value>,
    /// The site's menu; by default all indexes, and the pages with `menu: true`.
    pub(super) menu: Option<Vec<MenuItem>>,
    /// What becomes of raw HTML in texts.
    pub(super) raw_html: RawHtml,
    /// Whether `$…$`, `$$…$$`, `\(…\)` and `\[…\]` are mathematics, and stay as typed.
    pub(super) math: bool,
    /// The house style of figures, by language: `{en: {currency: symbol, digits_below: 1000000}}`.
    pub(super) numbers: BTreeMap<String, NumbersFile>,
    /// The share of the numbers and dates in texts that must be traced to a fact or a source, from 0 to 1: `{numbers: 1.0}`.
    pub(super) traced: Option<TracedFile>,
    /// The addresses that all documents of a kind had before, by the folder of the kind: `{briefings: "/{year}/{month}/{day}/{id}/"}`.
    pub(super) redirects: BTreeMap<String, Patterns>,
    /// Addresses that answer that they are gone: `[{address: /topics/old/, date: 2024-10-23, reason: …}]`.
    pub(super) gone: Vec<GoneFile>,
    /// Where the site is published: `{www: {to: folder, path: /srv/www/digest}}`. `bulletin publish www` sends it there.
    pub(super) publish: BTreeMap<String, TargetFile>,
    /// What is made; a kind that is `false` is left out.
    pub(super) outputs: Switches,
    /// The level of a warning, by its name or code: `allow`, `warn` or `deny`. One that is not named is a warning.
    #[schemars(schema_with = "lint_levels")]
    pub(super) lints: BTreeMap<String, Level>,
    /// Bounds on what one file or page may ask of the machine.
    pub(super) limits: LimitsFile,
}

/// The least share of what is traced.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TracedFile {
    /// Of the numbers in the texts of briefings.
    pub(super) numbers: Option<Number>,
    /// Of the dates there.
    pub(super) dates: Option<Number>,
}

/// How figures are written in one language.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NumbersFile {
    /// How currencies are written: by `code` (EUR 35 million), `symbol` (€35 million) or `word` (35 million euros).
    pub(super) currency: Option<CurrencyStyle>,
    /// Values below this are written in digits: `1000000` makes 22 thousand 22,000.
    pub(super) digits_below: Option<Count>,
}

/// The JSON Schema (draft 2020-12) of site.yaml.
#[must_use]
pub fn site_schema() -> serde_json::Value {
    let mut schema = schema::of::<SiteFile>("The settings of a digest: site.yaml");
    schema::require(&mut schema, &["title", "base_url"]);
    schema.into()
}

/// The newest `format` that this program reads.
pub(super) const FORMAT: u64 = 1;
