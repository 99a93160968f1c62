//! Dated events as data, and `events.csv` of each year: of the events' own years, beside the calendar's pages.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::Cited;
use super::values::{Certainty, Day, EventKind, Named, Web};
use super::{Datatype, Heading, Output, Scope, cell, spaced, table};
use crate::content::Kind;
use crate::site::EntryId;

/// What happens on a day that readers should know.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Event {
    /// What identifies it on this site: year and id of its briefing, and its own id.
    pub(super) id: String,
    /// Where it stands on the page of its briefing.
    pub(super) url: Web,
    /// What identifies it among the facts of this site, as texts name it: `date:2024/eu-ai-act/general`.
    pub(super) fact: String,
    /// What happens.
    pub(super) kind: Option<EventKind>,
    /// What it is called.
    pub(super) title: String,
    /// The day.
    pub(super) date: Day,
    /// The last day, where it takes several.
    pub(super) end: Option<Day>,
    /// How sure the date is.
    pub(super) certainty: Certainty,
    /// The days that were said before, the oldest first.
    pub(super) previous: Vec<Day>,
    /// What later briefings say of it, in the order of their briefings; the last one's date counts.
    pub(super) updates: Vec<DateReport>,
    /// The law or plan that it belongs to.
    pub(super) instrument: Option<Named>,
    /// What else is to be said of it.
    pub(super) note: Option<String>,
    /// Where more is to be found.
    pub(super) website: Option<String>,
}

/// What a later briefing says of a dated event.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DateReport {
    /// The dated event.
    pub(super) event: String,
    /// The briefing that says so: its year and id.
    pub(super) briefing: String,
    /// The page of that briefing.
    pub(super) url: Web,
    /// The day of that briefing: since when it is known.
    pub(super) reported: Day,
    /// The day of the event.
    pub(super) date: Day,
    /// Its last day, where it takes several.
    pub(super) end: Option<Day>,
    /// How sure the date is.
    pub(super) certainty: Certainty,
    /// The source that states it.
    pub(super) source: Option<Cited>,
    /// What is known.
    pub(super) note: Option<String>,
}

impl Scope<'_> {
    /// What the entry `update` of a briefing's `date_updates` says of the dated event `item`.
    pub(super) fn date_report(self, item: EntryId, update: EntryId) -> DateReport {
        let (site, fields) = (self.site, self.site.date_update(update));
        let briefing = site.briefing(update.briefing);
        let (_, known) = site.event_step(item, update);
        let source = fields.source.as_ref().and_then(|id| briefing.shared().sources.iter().position(|source| source.id.as_ref() == Some(id)));
        DateReport {
            event: self.entry_name(item, site.event(item).id.as_ref()),
            briefing: briefing.name(),
            url: self.permalink(Kind::Briefing, update.briefing).unwrap_or_default(),
            reported: Day(briefing.date),
            date: Day(known.date),
            end: known.end.map(Day),
            certainty: known.certainty.into(),
            source: self.cited(update.briefing, source),
            note: fields.note.as_ref().map(|note| site.localised(note, self.language).to_owned()),
        }
    }

    /// A dated event as data.
    pub(super) fn event_data(self, item: EntryId) -> Event {
        let (site, language) = (self.site, self.language);
        let (fields, known) = (site.event(item), site.event_known(item));
        Event {
            id: self.entry_name(item, fields.id.as_ref()),
            url: self.entry_address(item, "date", fields.id.as_ref()),
            fact: format!("date:{}", self.entry_name(item, fields.id.as_ref())),
            kind: fields.kind.map(Into::into),
            title: self.cx.date_title(self.local, item),
            date: Day(known.date),
            end: known.end.map(Day),
            certainty: known.certainty.into(),
            previous: known.previous.iter().copied().map(Day).collect(),
            updates: site.event_updates(item).iter().map(|update| self.date_report(item, *update)).collect(),
            instrument: site.event_instrument(item).map(|index| self.named_instrument(index)),
            note: fields.note.as_ref().map(|note| site.localised(note, language).to_owned()),
            website: fields.url.as_ref().map(ToString::to_string),
        }
    }
}

const HEADINGS: [Heading; 16] = [
    ("briefing", Datatype::Text, true, "The briefing that tells of it: its year and id."),
    ("event", Datatype::Text, true, "What identifies it on this site: year and id of its briefing, and its own id."),
    (
        "kind",
        Datatype::Text,
        true,
        "What happens: comment-opens, comment-closes, effective, applies, hearing, meeting, vote, election, deadline, release, review or expiry.",
    ),
    ("title", Datatype::Text, true, "What it is called."),
    ("date", Datatype::Date, true, "The day."),
    ("end", Datatype::Date, false, "The last day, where it takes several."),
    ("certainty", Datatype::Text, true, "How sure the date is: provisional, confirmed, moved or cancelled."),
    ("previous", Datatype::Text, false, "The days that were said before, the oldest first, with spaces between."),
    ("instrument", Datatype::Text, false, "The id of the law or plan that it belongs to."),
    ("instrument_name", Datatype::Text, false, "The name of that law or plan."),
    ("website", Datatype::Address, false, "Where more is to be found."),
    ("url", Datatype::Address, true, "Where it stands on the page of its briefing."),
    ("note", Datatype::Text, false, "What else is to be said of it."),
    ("updated_by", Datatype::Text, false, "The briefing that gave the newest word on it, where that is a later one: its year and id."),
    ("updated_url", Datatype::Address, false, "The page of that briefing."),
    ("updated_source", Datatype::Address, false, "The address of the source that it names for that."),
];

/// The table of a year.
pub(super) fn path(year: i16) -> String {
    format!("calendar/{year:04}/events.csv")
}

/// The events of a localized site by year, the earliest first.
pub(super) fn years(scope: Scope<'_>) -> impl Iterator<Item = (i16, &[EntryId])> {
    let year = move |item: &EntryId| scope.site.event_date(*item).year();
    scope.local.events().chunk_by(move |a, b| year(a) == year(b)).map(move |items| (year(&items[0]), items))
}

pub(super) fn outputs<'s>(scope: Scope<'s>, outputs: &mut Vec<Output<'s>>) {
    for (year, items) in years(scope) {
        let rows = |scope: Scope<'s>, items: &&'s [EntryId]| {
            items.iter().map(|item| row(scope.site.briefing(item.briefing).name(), scope.event_data(*item))).collect()
        };
        let folder = format!("calendar/{year:04}/");
        table(scope, (&folder, "events.csv"), (format!("Events of {year}"), &["event"]), &HEADINGS, items, rows, outputs);
    }
}

fn row(briefing: String, event: Event) -> [String; 16] {
    let (instrument, instrument_name) = event.instrument.map_or((None, None), |instrument| (Some(instrument.id), Some(instrument.name)));
    let previous: Vec<String> = event.previous.iter().map(ToString::to_string).collect();
    [
        briefing,
        event.id,
        cell(event.kind),
        event.title,
        event.date.to_string(),
        cell(event.end),
        event.certainty.to_string(),
        spaced(previous.iter().map(String::as_str)),
        cell(instrument),
        cell(instrument_name),
        cell(event.website),
        event.url.0,
        cell(event.note),
        cell(event.updates.last().map(|update| &update.briefing)),
        cell(event.updates.last().map(|update| &update.url)),
        cell(event.updates.last().and_then(|update| update.source.as_ref()?.url.as_ref())),
    ]
}
