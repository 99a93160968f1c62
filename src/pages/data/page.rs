//! The page that tells readers what there is to download.

use crate::pages::output::Menu;
use serde::{Deserialize, Serialize};

use super::schema::File;
use super::{Output, Prose, Scope, View, catalogue, commitment, event, figure, path, years};
use crate::pages::parts::{Head, Link};

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

pub(super) fn outputs<'s>(scope: Scope<'s>, outputs: &mut Vec<Output<'s>>) {
    if !scope.section.briefings().is_empty() {
        outputs.push(
            Output::new(scope.address(PATH), scope.language, move |_: &mut dyn Prose| View::page("data.html", view(scope)))
                .listed()
                .in_menu(Menu::Foot, "data"),
        );
    }
}

fn view(scope: Scope<'_>) -> DataView {
    let (inputs, config) = (scope.inputs, scope.site.config());
    let url = |path: &str| inputs.url(scope.section, path);
    let mut rows: Vec<(i16, YearFiles)> = years(scope)
        .map(|(year, briefings)| {
            let files = YearFiles {
                year: format!("{year:04}"),
                briefings: Some(url(&path(year, catalogue::FILE))),
                figures: figure::has_any(scope, briefings).then(|| url(&path(year, figure::FILE))),
                commitments: commitment::has_any(scope, briefings).then(|| url(&path(year, commitment::FILE))),
                events: None,
            };
            (year, files)
        })
        .collect();
    for (year, _) in event::years(scope) {
        let events = Some(url(&event::path(year)));
        match rows.binary_search_by_key(&year, |(year, _)| *year) {
            Ok(at) => rows[at].1.events = events,
            Err(at) => rows.insert(at, (year, YearFiles { year: format!("{year:04}"), briefings: None, figures: None, commitments: None, events })),
        }
    }
    let title = inputs.labels.text(scope.language, "data");
    let schema = |file: File| Link { title: file.name(), url: file.address().url(config) };
    DataView {
        head: inputs.head(scope.section, "data", Some(title.clone()), PATH, &|section| !section.briefings().is_empty()),
        page: DataPage {
            title,
            years: rows.into_iter().rev().map(|(_, files)| files).collect(),
            indicators_url: (config.outputs.indicators && scope.section.has_any(crate::content::Kind::Indicator)).then(|| url("indicators/")),
            catalogue_url: url(catalogue::FILE),
            schemas: File::ALL.into_iter().map(schema).collect(),
        },
    }
}
