//! `briefings.json` of each year, and the list of everything there is to fetch.

use schemars::JsonSchema;
use serde::Serialize;

use super::briefing::{self, Source};
use super::schema::File;
use super::values::{Day, Kind as Word, Named, Publisher, Web, Year};
use super::{Output, Scope, View, YearTables, Years, commitment, event, figure, indicator, path, years};
use crate::content::Kind;
use crate::pages::shared::held::{Briefings, Language};
use crate::site::{EntityId, Index};

/// The name of both files.
pub(super) const FILE: &str = "briefings.json";

/// What a digest offers as data.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "The data of a digest")]
pub(super) struct Catalogue {
    /// The schema of this file.
    #[serde(rename = "$schema")]
    schema: Web,
    /// The language of all files in this list (BCP 47).
    language: String,
    /// Who publishes it.
    publisher: Publisher,
    /// The address of the licence that it is under.
    license: Option<String>,
    /// The years with briefings, the newest first.
    years: Vec<YearFiles>,
    /// The years with events, the newest first.
    events: Vec<EventFile>,
    /// The indicators, by id.
    indicators: Vec<IndicatorFiles>,
}

/// The files of a year.
#[derive(Debug, Serialize, JsonSchema)]
struct YearFiles {
    /// The year of the briefings.
    year: Year,
    /// The list of its briefings.
    url: Web,
    /// The table of its figures; null where it has none.
    figures: Option<Web>,
    /// The table of its commitments; null where it has none.
    commitments: Option<Web>,
}

/// The file of a year's events.
#[derive(Debug, Serialize, JsonSchema)]
struct EventFile {
    /// The year of the events.
    year: Year,
    /// The table of its events.
    url: Web,
}

/// The files of an indicator.
#[derive(Debug, Serialize, JsonSchema)]
struct IndicatorFiles {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// The indicator as JSON.
    url: Web,
    /// The table of its observations.
    observations: Web,
}

/// The briefings of a year.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "The briefings of a year")]
pub(super) struct YearData {
    /// The schema of this file.
    #[serde(rename = "$schema")]
    schema: Web,
    /// The language of this file (BCP 47).
    language: String,
    /// Who publishes it.
    publisher: Publisher,
    /// The address of the licence that it is under.
    license: Option<String>,
    /// The year.
    year: Year,
    /// Its briefings, the newest first. Withdrawn ones are left out.
    briefings: Vec<Entry>,
}

/// A briefing in short.
#[derive(Debug, Serialize, JsonSchema)]
struct Entry {
    /// Year and id: `2024/miit-nine-months`.
    id: String,
    /// The title.
    title: String,
    /// Its page.
    url: Web,
    /// All of its data.
    data: Web,
    /// The day of what is told.
    date: Day,
    /// The day of its last change.
    updated: Day,
    /// What kind of thing it sums up.
    kind: Word,
    /// One or two sentences.
    summary: String,
    /// What it is filed under; the first counts most.
    topics: Vec<Named>,
    /// Who acts in it.
    agencies: Vec<Named>,
    /// Where it applies.
    jurisdictions: Vec<Named>,
    /// Where it is from.
    sources: Vec<Source>,
}

pub(super) fn outputs<'s>(scope: Scope<'s>, known: &Years, outputs: &mut Vec<Output<'s>>) {
    if scope.local.briefings().is_empty() {
        return;
    }
    for (year, briefings) in years(scope) {
        let address = scope.address(&path(year, FILE));
        let held = (Language(scope.language), year, Briefings(briefings));
        outputs.push(Output::made_from(scope.cx, address, scope.language, held, |cx, _, (language, year, briefings)| {
            let scope = Scope::of(cx, *language);
            let briefings = briefings.0.iter().rev().map(|i| entry(scope, *i)).collect();
            let (publisher, license) = (scope.publisher(), cx.license());
            let schema = File::Year.url(scope.site.config());
            View::Json(Box::new(YearData { schema, language: tag(scope), publisher, license, year: Year(*year), briefings }))
        }));
    }
    let address = scope.address(FILE);
    outputs.push(Output::made_from(scope.cx, address, scope.language, (Language(scope.language), known.clone()), |cx, _, (language, years)| {
        View::Json(Box::new(catalogue(Scope::of(cx, *language), years)))
    }));
}

fn tag(scope: Scope<'_>) -> String {
    scope.site.config().languages[scope.language].tag().to_owned()
}

fn catalogue(scope: Scope<'_>, known: &Years) -> Catalogue {
    let site = scope.site;
    let url = |path: &str| Web(scope.address(path).permalink(site.config()));
    let of_year = |tables: &YearTables| YearFiles {
        year: Year(tables.year),
        url: url(&path(tables.year, FILE)),
        figures: tables.figures.then(|| url(&path(tables.year, figure::FILE))),
        commitments: tables.commitments.then(|| url(&path(tables.year, commitment::FILE))),
    };
    let events = known.events.iter().rev().map(|year| EventFile { year: Year(*year), url: url(&event::path(*year)) });
    let indicators = (0..site.indicators().len()).filter(|index| site.address(EntityId { kind: Kind::Indicator, index: *index }, scope.language).is_some());
    Catalogue {
        schema: File::Catalogue.url(site.config()),
        language: tag(scope),
        publisher: scope.publisher(),
        license: scope.cx.license(),
        years: known.briefings.iter().rev().map(of_year).collect(),
        events: events.collect(),
        indicators: indicators
            .map(|index| {
                let Named { id, name } = scope.named_indicator(index);
                let folder = indicator::folder(&id);
                let file = |file: &str| url(&format!("{folder}{file}"));
                IndicatorFiles { url: file(indicator::FILE), observations: file(indicator::TABLE), id, name }
            })
            .collect(),
    }
}

fn entry(scope: Scope<'_>, index: Index) -> Entry {
    let (site, language) = (scope.site, scope.language);
    let briefing = site.briefing(index);
    Entry {
        id: briefing.name(),
        title: site.title(index, language).to_owned(),
        url: scope.permalink(Kind::Briefing, index).unwrap_or_default(),
        data: Web(scope.address(&briefing::path(briefing)).permalink(site.config())),
        date: Day(briefing.date),
        updated: Day(briefing.modified()),
        kind: briefing.shared().kind.into(),
        summary: site.summary(index, language),
        topics: scope.topics(&briefing.topics[..briefing.own_topics]),
        agencies: briefing.agencies.iter().map(|a| scope.named_agency(*a)).collect(),
        jurisdictions: briefing.jurisdictions.iter().map(|j| scope.named_jurisdiction(*j)).collect(),
        sources: scope.sources(briefing),
    }
}
