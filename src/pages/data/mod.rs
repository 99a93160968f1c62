//! The digest as data, for programs: JSON of each briefing and indicator with published schemas, tables as CSV, and a list of it all.
//!
//! Whatever stands for a figure, a commitment or an event in JSON is made once, by one function, and the tables are made from
//! that. So the files cannot say different things. Everything is divided by year, or by the entity that it is about: a new
//! briefing rewrites its own year's files and no other's.
//!
//! - [`briefing`], [`indicator`]: JSON of each, and an indicator's table of observations.
//! - [`figure`], [`commitment`], [`event`]: how one looks in JSON, and the tables of each year.
//! - [`catalogue`]: the briefings of each year, and the list of all there is to fetch; [`page`]: the same for readers.
//! - [`values`]: the values that data consist of; [`schema`], [`schemas`]: the published schemas, made from the same types.
//! - [`mod@csv`]: the format of tables, and what describes them.

mod briefing;
mod catalogue;
mod commitment;
pub(super) mod csv;
mod event;
mod figure;
mod indicator;
mod page;
mod schema;
mod schemas;
mod values;

use std::hash::DefaultHasher;

use super::data::csv::{Column, Datatype, Table};
use super::shared::held::{Briefings, Fixed, Language};
use super::{Emitter, Output, PageContext, Template, View};
use crate::content::Kind;
use crate::locale::ENGLISH;
use crate::pages::shared::held::hashed_by_value;
use crate::site::{Address, Briefing, EntityId, EntryId, Form, Index, LocalizedSite, Site, StableHash, StableIds, Version};
use crate::values::Id;
pub(super) use page::DataView;
use values::{Named, Publisher, Web};

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[Template::of::<DataView>("data.html")], labels: &["data"] };

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.data {
        return;
    }
    for local in &cx.site.localized {
        let scope = Scope::of(cx, Language(local.language));
        briefing::outputs(scope, outputs);
        figure::outputs(scope, outputs);
        commitment::outputs(scope, outputs);
        event::outputs(scope, outputs);
        indicator::outputs(scope, outputs);
        let years = Years::of(scope);
        catalogue::outputs(scope, &years, outputs);
        page::outputs(scope, years, outputs);
    }
    schemas::outputs(cx, outputs);
}

/// What data are made from: the digest in one language.
#[derive(Clone, Copy)]
struct Scope<'s> {
    cx: PageContext<'s>,
    site: &'s Site<'s>,
    local: &'s LocalizedSite,
    language: usize,
}

/// The file with the data of a briefing, as written in links; `None` where data are switched off.
pub(super) fn briefing_url(cx: PageContext<'_>, local: &LocalizedSite, index: Index) -> Option<String> {
    cx.site.config().outputs.data.then(|| cx.url(local, &briefing::path(cx.site.briefing(index))))
}

/// The path of a file of a year's briefings.
fn path(year: i16, file: &str) -> String {
    format!("briefings/{year:04}/{file}")
}

/// The listed briefings by year, the oldest first.
fn years(scope: Scope<'_>) -> impl Iterator<Item = (i16, &[Index])> {
    let year = move |i: &Index| scope.site.briefing(*i).date.year();
    scope.local.briefings().chunk_by(move |a, b| year(a) == year(b)).map(move |briefings| (year(&briefings[0]), briefings))
}

/// What there is of a year's briefings beside their list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct YearTables {
    year: i16,
    figures: bool,
    commitments: bool,
}

hashed_by_value!(YearTables);

/// The years that there are files of, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Years {
    briefings: Vec<YearTables>,
    events: Vec<i16>,
}

impl Years {
    fn of(scope: Scope<'_>) -> Self {
        let tables = |(year, briefings)| YearTables { year, figures: figure::has_any(scope, briefings), commitments: commitment::has_any(scope, briefings) };
        Self { briefings: years(scope).map(tables).collect(), events: event::years(scope).map(|(year, _)| year).collect() }
    }
}

impl StableHash for Years {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { briefings, events } = self;
        (briefings, events).stable_hash(names, to);
    }
}

/// The entries of one of the lists of each briefing, which has as many as `count` says.
fn entries<'s>(scope: Scope<'s>, briefings: &Briefings<'s>, count: fn(&Briefing) -> usize) -> impl Iterator<Item = EntryId> {
    let of = move |&briefing: &Index| (0..count(scope.site.briefing(briefing))).map(move |index| EntryId { briefing, index });
    briefings.0.iter().flat_map(of)
}

/// A column of a table: its name, what it holds, whether it always does, and what it means.
type Heading = (&'static str, Datatype, bool, &'static str);

/// The columns of a table.
fn columns<const N: usize>(headings: &'static [Heading; N]) -> [Column; N] {
    headings.map(|(name, datatype, required, description)| Column {
        name,
        title: name.to_owned(),
        datatype,
        description: Some(description.to_owned()),
        required,
    })
}

/// A table and its metadata, as two outputs; `rows` makes the rows from what the table `held`.
fn table<'s, const N: usize, H, F>(
    scope: Scope<'s>,
    (folder, file): (&str, &'static str),
    (title, key): (String, &'static [&'static str]),
    headings: &'static [Heading; N],
    held: H,
    rows: F,
    outputs: &mut Vec<Output<'s>>,
) where
    H: StableHash + Send + Sync + 's,
    F: Fn(Scope<'s>, &H) -> Vec<[String; N]> + Copy + Send + Sync + 's,
{
    const { assert!(size_of::<F>() == 0, "what a view is made from is held") };
    let (cx, language) = (scope.cx, Language(scope.language));
    let address = |suffix: &str| scope.address(&format!("{folder}{file}{suffix}"));
    let held = (language, held, Fixed((headings, rows)));
    outputs.push(Output::made_from(cx, address(""), language.0, held, |cx, _, (language, held, Fixed((headings, rows)))| {
        View::Text(csv::table(&columns(headings), rows(Scope::of(cx, *language), held)))
    }));
    let held = (title, Fixed((file, key, headings)));
    outputs.push(Output::made_from(cx, address("-metadata.json"), language.0, held, |cx, _, (title, Fixed((file, key, headings)))| {
        // Columns are described in English whatever the language of what they hold: they have the same names everywhere.
        let license = cx.license();
        let table = Table { file, title, description: None, license: license.as_deref(), language: ENGLISH, columns: &columns(headings), key };
        View::Json(Box::new(csv::csvw(&table)))
    }));
}

/// A cell: nothing where there is nothing.
fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// Several ids in a cell.
fn spaced<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    ids.into_iter().collect::<Vec<_>>().join(" ")
}

impl<'s> Scope<'s> {
    fn of(cx: PageContext<'s>, language: Language) -> Self {
        Self { cx, site: cx.site, local: cx.local(language), language: language.0 }
    }
}

impl Scope<'_> {
    /// The address `path` in the language of the data.
    fn address(self, path: &str) -> Address {
        self.cx.address(self.local, path)
    }

    /// The full address of the page of an entity, in the language of the data if it has one there.
    fn permalink(self, kind: Kind, index: Index) -> Option<Web> {
        let address = self.site.nearest_address(EntityId { kind, index }, self.language)?;
        Some(Web(address.permalink(self.site.config())))
    }

    /// The full address of an entry on the page of its briefing: of `#figure-bs-5g`.
    fn entry_address(self, item: EntryId, list: &str, id: Option<&Id>) -> Web {
        let address = id.and_then(|id| self.site.anchor(item.briefing, self.language, Form::Permalink, list, id));
        Web(address.unwrap_or_default())
    }

    fn topics(self, topics: &[Index]) -> Vec<Named> {
        topics.iter().map(|t| Named::new(&self.site.topic(*t).id, self.site.topic_name(*t, self.language))).collect()
    }

    fn publisher(self) -> Publisher {
        let by = self.cx.published_by(self.local);
        Publisher { name: by.title, url: by.url }
    }

    fn named_agency(self, index: Index) -> Named {
        Named::new(&self.site.agency(index).id, self.site.agency_name(index, self.language))
    }

    fn named_jurisdiction(self, index: Index) -> Named {
        Named::new(&self.site.jurisdiction(index).id, self.site.jurisdiction_name(index, self.language))
    }

    fn named_indicator(self, index: Index) -> Named {
        Named::new(&self.site.indicator(index).id, self.site.indicator_name(index, self.language))
    }

    fn named_instrument(self, index: Index) -> Named {
        Named::new(&self.site.instrument(index).id, self.site.instrument_name(index, self.language))
    }

    /// The inline text `field` of a version as plain text.
    fn plain(self, version: &Version, field: &str, language: usize) -> Option<String> {
        self.cx.plain_inline(version, field, language)
    }
}
