//! The page that tells readers what there is to download.

use serde::{Deserialize, Serialize};

use super::schema::File;
use super::{Language, Output, Scope, View, YearTables, Years, catalogue, commitment, event, figure, path};
use crate::pages::output::Menu;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::held::Languages;
use crate::pages::shared::json_ld::types::{Node, Work};
use crate::pages::shared::pagination::year_words;
use crate::pages::shared::parts::{Head, Link};

/// What the template `data.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct DataView {
    head: Head,
    page: DataPage,
}

#[derive(Debug, Serialize, Deserialize)]
struct DataPage {
    title: String,
    years: Vec<YearFiles>,
    indicators_url: Option<String>,
    catalogue_url: String,
    schemas: Vec<Link>,
}

/// The files of a year.
#[derive(Debug, Serialize, Deserialize)]
struct YearFiles {
    year: String,
    briefings: Option<String>,
    figures: Option<String>,
    commitments: Option<String>,
    events: Option<String>,
}

/// Where the page is.
const PATH: &str = "data/";

pub(super) fn outputs<'s>(scope: Scope<'s>, years: Years, outputs: &mut Vec<Output<'s>>) {
    if !scope.local.briefings().is_empty() {
        let languages = Languages::of(scope.site, |local| !local.briefings().is_empty());
        let held = (Language(scope.language), years, languages);
        let output = Output::made_from(scope.cx, scope.address(PATH), scope.language, held, |cx, _, (language, years, languages)| {
            View::page("data.html", view(Scope::of(cx, *language), years, languages))
        });
        outputs.push(output.listed().in_menu(Menu::Foot, "data"));
    }
}

fn view(scope: Scope<'_>, years: &Years, languages: &Languages) -> DataView {
    let (cx, config) = (scope.cx, scope.site.config());
    let url = |path: &str| cx.url(scope.local, path);
    let row = |tables: &YearTables| {
        let year = tables.year;
        let files = YearFiles {
            year: format!("{year:04}"),
            briefings: Some(url(&path(year, catalogue::FILE))),
            figures: tables.figures.then(|| url(&path(year, figure::FILE))),
            commitments: tables.commitments.then(|| url(&path(year, commitment::FILE))),
            events: None,
        };
        (year, files)
    };
    let mut rows: Vec<(i16, YearFiles)> = years.briefings.iter().map(row).collect();
    for &year in &years.events {
        let events = Some(url(&event::path(year)));
        match rows.binary_search_by_key(&year, |(year, _)| *year) {
            Ok(at) => rows[at].1.events = events,
            Err(at) => rows.insert(at, (year, YearFiles { year: format!("{year:04}"), briefings: None, figures: None, commitments: None, events })),
        }
    }
    let title = cx.labels.text(scope.language, "data");
    let schema = |file: File| Link { title: file.name(), url: file.address().url(config) };
    let mut head = cx.head(scope.local, "data", Some(title.clone()), PATH, &|local| languages.has(local));
    let names: Vec<String> = rows.iter().rev().map(|(year, _)| year_words(scope.local, *year)).collect();
    head.description = summed_up(scope.local, &title, names.iter().map(String::as_str));
    let catalogue =
        Work { publisher: vec![cx.publisher(scope.local)], license: cx.license(), is_accessible_for_free: Some(true), ..cx.work(scope.local, &head) };
    DataView {
        head: cx.describing(head, vec![Node::DataCatalog(catalogue)]),
        page: DataPage {
            title,
            years: rows.into_iter().rev().map(|(_, files)| files).collect(),
            indicators_url: (config.outputs.indicators && scope.local.has_any(crate::content::Kind::Indicator)).then(|| url("indicators/")),
            catalogue_url: url(catalogue::FILE),
            schemas: File::ALL.into_iter().map(schema).collect(),
        },
    }
}
