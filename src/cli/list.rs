//! `bulletin list`

use std::process::ExitCode;

use super::CONTENT;
use super::arguments::{Format, ListFormat, ListOptions, PUBLISHED, SiteOptions};
use super::output::{self, NOTHING};
use super::print;
use super::site::Digest;
use crate::content::{GroupBy, Kind, Of, Query, QueryMistake, Sort};
use crate::engine::Failure;
use crate::output::EnvironmentError;
use crate::pages::listing;
use crate::site::{Address, EntityId, FigurePart, Form, Found, GroupKey, LocalizedSite, Site};
use crate::values::{Ahead, Count, Issued, Text};

/// A line of the list: its heading if it has one, and its cells.
struct Row {
    group: String,
    cells: Vec<String>,
}

pub(super) fn run(options: &ListOptions) -> ExitCode {
    let format = if options.format == ListFormat::Json { Format::Json } else { Format::Human };
    let site = SiteOptions { at: options.at.clone(), drafts: options.drafts, ..SiteOptions::of(&options.root, format) };
    let digest = Digest::new(&site.root, None);
    let (at, query) = match digest.moment(&site).and_then(|at| Ok((at, query(options)?))) {
        Ok(both) => both,
        Err(refusal) => return output::refused(&refusal),
    };
    let inputs = super::session::inputs(&digest, &site, at, true, &|_, _| {}, &|| false);
    if options.of == PUBLISHED {
        return match crate::engine::record_alone(&inputs) {
            Ok((record, config)) => {
                let rows = record.addresses.by(inputs.moment(&config).today).map(|(address, recorded)| {
                    let url = Address::shared(address).permalink(&config);
                    let source = recorded.source.as_deref().unwrap_or_default().to_owned();
                    Row { group: String::new(), cells: vec![recorded.since.to_string(), format!("/{address}"), source, url] }
                });
                shown(options, &["since", "address", "source", "url"], rows.collect())
            }
            Err(failure) => output::failure(failure, &digest.files, site.format, NOTHING),
        };
    }
    let found = crate::engine::look(&inputs, digest.cache().data(), |site| {
        let local = &site.localized[0];
        let found = site.query(&query, local)?;
        let names = site.names_in(&query, local)?;
        let group = |found| query.group_by.map_or_else(String::new, |by| group(site, site.found_group(found, by, &names)));
        Ok(found.into_iter().map(|found| Row { group: group(found), cells: cells(site, local, found) }).collect::<Vec<Row>>())
    });
    match found {
        Ok(Ok(rows)) => shown(options, headings(query.of.unwrap_or(Of::Briefings)), rows),
        Ok(Err(QueryMistake { message, help, is_field, .. })) => {
            // Fields are options here.
            let help = if is_field { help.replace(" `", " --").replace('`', "") } else { help };
            output::refused(&EnvironmentError::new(message).help(help))
        }
        Err(Failure::Content(all)) => {
            output::diagnostics(all, &digest.files, site.format, NOTHING);
            ExitCode::from(CONTENT)
        }
        Err(failure) => output::failure(failure, &digest.files, site.format, NOTHING),
    }
}

/// Prints a list.
fn shown(options: &ListOptions, headings: &[&str], rows: Vec<Row>) -> ExitCode {
    let text = match options.format {
        ListFormat::Table => listing::columns(headings, &rows.into_iter().map(|row| (row.group, row.cells)).collect::<Vec<_>>()),
        ListFormat::Csv => listing::csv(headings, rows.iter().map(|row| &row.cells)),
        ListFormat::Json => json(headings, &rows),
    };
    print::data(text.as_bytes());
    ExitCode::SUCCESS
}

/// The query that the options ask.
fn query(options: &ListOptions) -> Result<Query, EnvironmentError> {
    let day = |text: &Option<String>| {
        text.as_ref()
            .map(|text| Issued::parse(text))
            .transpose()
            .map_err(|mistake| EnvironmentError::new(mistake.message).help("write a day, a month or a year: 2024-10-23, 2024-10, 2024"))
    };
    let texts = |given: &[String]| -> Result<Vec<Text>, EnvironmentError> {
        given.iter().map(|text| Text::parse(text).map_err(|_| EnvironmentError::new("a name is empty").help("write what is asked for"))).collect()
    };
    Ok(Query {
        of: Of::ALL.iter().copied().find(|of| of.word() == options.of),
        topic: texts(&options.topic)?,
        agency: texts(&options.agency)?,
        jurisdiction: texts(&options.jurisdiction)?,
        instrument: texts(&options.instrument)?,
        kind: texts(&options.kind)?,
        person: texts(&options.person)?,
        year: options.year.iter().map(|year| Count::from(u64::from(*year))).collect(),
        since: day(&options.since)?,
        until: day(&options.until)?,
        ahead: options.ahead.map(|span| span.map_or(Ahead::All, Ahead::Within)),
        open: options.open,
        overdue: options.overdue,
        stale: options.stale,
        unused: options.unused,
        group_by: options.group_by.as_ref().and_then(|word| GroupBy::ALL.iter().copied().find(|by| by.word() == word)),
        sort: options.sort.as_ref().and_then(|word| Sort::ALL.iter().copied().find(|sort| sort.word() == word)),
        limit: options.limit.map(|limit| Count::from(u64::from(limit))),
        feed: false,
    })
}

/// What the cells of each kind of list are.
fn headings(of: Of) -> &'static [&'static str] {
    match of {
        Of::Briefings => &["date", "id", "kind", "topics", "agencies", "title", "url"],
        Of::Dates => &["date", "end", "kind", "certainty", "id", "title", "url"],
        Of::Commitments => &["due", "status", "actor", "id", "text", "url"],
        Of::Indicators => &["id", "newest", "value", "name", "url"],
        Of::Instruments => &["id", "type", "status", "since", "name", "url"],
        Of::Terms => &["id", "short", "name", "url"],
    }
}

fn cells(site: &Site<'_>, local: &LocalizedSite, found: Found) -> Vec<String> {
    let language = local.language;
    let title = site.found_title(found, language);
    let day = site.found_day(found).map(|day| day.to_string()).unwrap_or_default();
    let page = |entity: EntityId| site.address(entity, language).map(|address| site.write(&address, Form::Permalink)).unwrap_or_default();
    let topics = |indices: &[usize]| indices.iter().map(|index| site.topic(*index).node.id.clone()).collect::<Vec<_>>();
    let agencies = |indices: &[usize]| indices.iter().map(|index| site.agency(*index).node.id.clone()).collect::<Vec<_>>();
    match found {
        Found::Entity(entity @ EntityId { kind: Kind::Briefing, index }) => {
            let briefing = site.briefing(index);
            let own = &briefing.topics[..briefing.own_topics.min(briefing.topics.len())];
            vec![
                day.clone(),
                briefing.name(),
                briefing.shared().kind.word().to_owned(),
                topics(own).join(" "),
                agencies(&briefing.agencies).join(" "),
                title,
                page(entity),
            ]
        }
        Found::Entity(entity @ EntityId { kind: Kind::Indicator, index }) => {
            let value =
                site.observations(index).last().map(|observation| site.figure_words(observation.figure, FigurePart::Value, language).replace('\u{a0}', " "));
            vec![site.indicator(index).node.id.clone(), day.clone(), value.unwrap_or_default(), title, page(entity)]
        }
        Found::Entity(entity @ EntityId { kind: Kind::Instrument, index }) => {
            let kind = site.instrument(index).shared().kind.map_or("", crate::content::InstrumentType::word);
            let stage = site.history(index).stage.map_or("", crate::content::Stage::word);
            vec![site.instrument(index).node.id.clone(), kind.to_owned(), stage.to_owned(), day.clone(), title, page(entity)]
        }
        Found::Entity(entity) => {
            let short = if entity.kind == Kind::Term { site.term_names(entity.index, language).1.unwrap_or_default().to_owned() } else { String::new() };
            vec![site.ids(entity).first().copied().unwrap_or_default().to_owned(), short, title, page(entity)]
        }
        Found::Date(item) => {
            let (event, known) = (site.event(item), site.event_known(item));
            let id = format!("{}/{}", site.briefing(item.briefing).name(), event.id.as_ref().map_or("", |id| id.as_str()));
            let end = known.end.map(|end| end.to_string()).unwrap_or_default();
            let kind = event.kind.map_or("", crate::content::EventKind::word);
            let url = site.event_address(item, language, Form::Permalink).unwrap_or_default();
            vec![day.clone(), end, kind.to_owned(), known.certainty.word().to_owned(), id, title, url]
        }
        Found::Commitment(item) => {
            let status = site.progress(item).map_or("", |progress| progress.status.word());
            let due = site.commitment(item).due.map(|due| due.to_string()).unwrap_or_default();
            let actor = site.actor(item).map(|index| site.agency(index).node.id.clone()).unwrap_or_default();
            let id = format!("{}/{}", site.briefing(item.briefing).name(), site.commitment(item).id.as_ref().map_or("", |id| id.as_str()));
            vec![due, status.to_owned(), actor, id, title, site.commitment_url(item, language).unwrap_or_default()]
        }
    }
}

/// The heading of a group.
fn group(site: &Site<'_>, key: Option<GroupKey>) -> String {
    match key {
        Some(GroupKey::Year(year)) => format!("{year:04}"),
        Some(GroupKey::Month(day)) => day.to_string().get(..7).unwrap_or_default().to_owned(),
        Some(GroupKey::Entity(entity)) => site.ids(entity).first().copied().unwrap_or_default().to_owned(),
        Some(GroupKey::Kind(word)) => word.to_owned(),
        None => String::new(),
    }
}

/// One object a line.
fn json(headings: &[&str], rows: &[Row]) -> String {
    let object = |row: &Row| {
        let cells = headings.iter().zip(&row.cells).map(|(heading, cell)| ((*heading).to_owned(), serde_json::Value::String(cell.clone())));
        format!("{}\n", serde_json::Value::Object(cells.collect()))
    };
    rows.iter().map(object).collect()
}
