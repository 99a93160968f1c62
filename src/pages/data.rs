//! Briefings as data: `briefings.json` of each year, and the list of years.

use serde::Serialize;

use super::{Inputs, Output, Prose, View};
use crate::content::Kind;
use crate::site::{Briefing, Index, Section, Thing};
use crate::values::Date;

#[derive(Serialize)]
struct Years {
    years: Vec<YearEntry>,
}

#[derive(Serialize)]
struct YearEntry {
    year: i16,
    url: String,
}

#[derive(Serialize)]
struct Year {
    year: i16,
    briefings: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    title: String,
    url: String,
    date: Date,
    updated: Date,
    kind: &'static str,
    summary: String,
    topics: Vec<Named>,
    agencies: Vec<Named>,
    jurisdictions: Vec<Named>,
    sources: Vec<Source>,
}

#[derive(Serialize)]
struct Named {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct Source {
    title: Option<String>,
    publisher: Option<String>,
    issued: Option<Date>,
    url: Option<String>,
}

pub(super) fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    if !inputs.site.config().outputs.data {
        return;
    }
    for section in inputs.site.sections.iter().filter(|s| !s.briefings.is_empty()) {
        let year_of = |i: &Index| inputs.site.briefing(*i).date.year();
        let years: Vec<(i16, &[Index])> = section.briefings.chunk_by(|a, b| year_of(a) == year_of(b)).map(|c| (year_of(&c[0]), c)).collect();
        for &(year, briefings) in &years {
            let address = inputs.address(section, &path(year));
            outputs.push(Output::new(address, section.language, move |_: &mut dyn Prose| {
                let briefings = briefings.iter().rev().map(|i| entry(inputs, section, *i)).collect();
                View::Json(Box::new(Year { year, briefings }))
            }));
        }
        let config = inputs.site.config();
        let all: Vec<i16> = years.iter().rev().map(|(year, _)| *year).collect();
        outputs.push(Output::new(inputs.address(section, "briefings.json"), section.language, move |_: &mut dyn Prose| {
            let entry = |year: &i16| YearEntry { year: *year, url: inputs.address(section, &path(*year)).permalink(config) };
            View::Json(Box::new(Years { years: all.iter().map(entry).collect() }))
        }));
    }
}

fn path(year: i16) -> String {
    format!("briefings/{year:04}/briefings.json")
}

fn entry(inputs: Inputs<'_>, section: &Section, index: Index) -> Entry {
    let (site, language) = (inputs.site, section.language);
    let briefing = site.briefing(index);
    let address = site.address(Thing { kind: Kind::Briefing, index }, language);
    Entry {
        id: briefing.name(),
        title: site.title(index, language).to_owned(),
        url: address.map(|a| a.permalink(site.config())).unwrap_or_default(),
        date: briefing.date,
        updated: briefing.modified(),
        kind: briefing.shared().kind.word(),
        summary: site.summary(index, language),
        topics: briefing.topics[..briefing.own_topics].iter().map(|t| named(&site.topic(*t).id, site.topic_name(*t, language))).collect(),
        agencies: briefing.agencies.iter().map(|a| named(&site.agency(*a).id, site.agency_name(*a, language))).collect(),
        jurisdictions: briefing.jurisdictions.iter().map(|j| named(&site.jurisdictions()[*j].id, site.jurisdiction_name(*j, language))).collect(),
        sources: sources(briefing),
    }
}

fn named(id: &str, name: &str) -> Named {
    Named { id: id.to_owned(), name: name.to_owned() }
}

fn sources(briefing: &Briefing) -> Vec<Source> {
    let text = |t: &Option<crate::values::Text>| t.as_ref().map(ToString::to_string);
    let source = |s: &crate::content::Source| Source {
        title: text(&s.title),
        publisher: text(&s.publisher),
        issued: s.issued,
        url: s.url.as_ref().map(ToString::to_string),
    };
    briefing.shared().sources.iter().map(source).collect()
}
