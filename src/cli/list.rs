//! `bulletin list`

use std::process::ExitCode;

use super::CONTENT;
use super::arguments::{Format, ListFormat, ListOptions, PUBLISHED, SiteOptions};
use super::output::{self, NOTHING};
use super::print;
use super::site::Digest;
use crate::content::Kind;
use crate::engine::Failure;
use crate::output::EnvironmentError;
use crate::pages::listing;
use crate::site::{Address, EntityId, FigurePart, Form, Found, LocalizedSite, Of, Query, QueryMistake, Site, Sort};
use crate::values::Issued;

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
        Ok(found.into_iter().map(|found| row(site, local, options.group_by.as_deref(), found)).collect::<Vec<Row>>())
    });
    match found {
        Ok(Ok(rows)) => shown(options, headings(query.of), rows),
        Ok(Err(QueryMistake { message, help })) => output::refused(&EnvironmentError::new(message).help(help)),
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
    let of = Of::NAMED.iter().find(|(_, word)| *word == options.of).map_or(Of::Briefings, |(of, _)| *of);
    let day = |text: &Option<String>| {
        text.as_ref()
            .map(|text| Issued::parse(text))
            .transpose()
            .map_err(|mistake| EnvironmentError::new(mistake.message).help("write a day, a month or a year: 2024-10-23, 2024-10, 2024"))
    };
    let sort = match options.sort.as_deref() {
        None => Sort::Usual,
        Some(text) => {
            let (name, last_first) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
            if name == "title" { Sort::Title(last_first) } else { Sort::Date(last_first) }
        }
    };
    Ok(Query {
        topic: options.topic.clone(),
        agency: options.agency.clone(),
        jurisdiction: options.jurisdiction.clone(),
        instrument: options.instrument.clone(),
        kind: options.kind.clone(),
        person: options.person.clone(),
        year: options.year.clone(),
        since: day(&options.since)?,
        until: day(&options.until)?,
        ahead: options.ahead,
        open: options.open,
        overdue: options.overdue,
        stale: options.stale,
        unused: options.unused,
        sort,
        limit: options.limit,
        ..Query::new(of)
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

fn row(site: &Site<'_>, local: &LocalizedSite, group_by: Option<&str>, found: Found) -> Row {
    let language = local.language;
    let title = site.found_title(found, language);
    let day = site.found_day(found).map(|day| day.to_string()).unwrap_or_default();
    let page = |entity: EntityId| site.address(entity, language).map(|address| site.write(&address, Form::Permalink)).unwrap_or_default();
    let topics = |indices: &[usize]| indices.iter().map(|index| site.topic(*index).node.id.clone()).collect::<Vec<_>>();
    let agencies = |indices: &[usize]| indices.iter().map(|index| site.agency(*index).node.id.clone()).collect::<Vec<_>>();
    let cells = match found {
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
    };
    let first = |list: Vec<String>| list.into_iter().next().unwrap_or_default();
    let briefing = match found {
        Found::Entity(EntityId { kind: Kind::Briefing, index }) => Some(index),
        Found::Date(item) | Found::Commitment(item) => Some(item.briefing),
        Found::Entity(_) => None,
    };
    let group = match group_by {
        Some("year") => day.get(..4).unwrap_or_default().to_owned(),
        Some("month") => day.get(..7).unwrap_or_default().to_owned(),
        Some("topic") => briefing.map(|index| first(topics(&site.briefing(index).topics))).unwrap_or_default(),
        Some("agency") => briefing.map(|index| first(agencies(&site.briefing(index).agencies))).unwrap_or_default(),
        Some("jurisdiction") => {
            briefing.and_then(|index| site.briefing(index).jurisdictions.first().map(|index| site.jurisdiction(*index).node.id.clone())).unwrap_or_default()
        }
        Some(_) => cells.get(2).cloned().unwrap_or_default(),
        None => String::new(),
    };
    Row { group, cells }
}

/// One object a line.
fn json(headings: &[&str], rows: &[Row]) -> String {
    let object = |row: &Row| {
        let cells = headings.iter().zip(&row.cells).map(|(heading, cell)| ((*heading).to_owned(), serde_json::Value::String(cell.clone())));
        format!("{}\n", serde_json::Value::Object(cells.collect()))
    };
    rows.iter().map(object).collect()
}
