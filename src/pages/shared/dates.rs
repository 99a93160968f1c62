//! Dated events as pages show them.

use serde::{Deserialize, Serialize};

use super::parts::{Brief, Link, Mention};
use crate::content::Kind;
use crate::pages::PageContext;
use crate::pages::commitments::commitment::Cited;
use crate::site::{EntityId, EntryId, Form, Index, LocalizedSite, Site};
use crate::values::Id;

/// Dates ahead on the pages of other entities.
const FEW: usize = 5;

/// A dated event.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct DateEntry {
    /// Its id, which follows `date-` in its anchor on the page of its briefing.
    pub id: String,
    /// Its place on the page of its briefing.
    pub url: String,
    /// What happens: `effective`, `comment-closes`, …
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Whether the title is its own, and not made of kind and instrument.
    pub named: bool,
    /// The language of its own title, where that is another one than the page's.
    pub title_language: Option<String>,
    /// The day.
    pub date: String,
    /// The last day, where it takes several.
    pub end: Option<String>,
    /// How sure the date is: `provisional`, `confirmed`, `moved` or `cancelled`.
    pub certainty: String,
    /// The days that were said before, the oldest first.
    pub previous: Vec<String>,
    /// The law or plan that it belongs to.
    pub instrument: Option<Mention>,
    /// What else is to be said of it.
    pub note: Option<String>,
    /// The language of it, where that is another one than the page's.
    pub note_language: Option<String>,
    /// Where more is to be found.
    pub website: Option<String>,
    /// The briefing that tells of it.
    pub briefing: Brief,
    /// What later briefings say of it, the oldest first.
    pub updates: Vec<DateReport>,
}

/// What a later briefing says of a dated event.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct DateReport {
    /// The day.
    pub date: String,
    /// The last day, where it takes several.
    pub end: Option<String>,
    /// How sure the date is: `provisional`, `confirmed`, `moved` or `cancelled`.
    pub certainty: String,
    /// What is known.
    pub note: Option<String>,
    /// The language of it, where that is another one than the page's.
    pub note_language: Option<String>,
    /// The source that states it.
    pub source: Option<Cited>,
    /// The briefing that says so.
    pub briefing: Brief,
}

/// What a briefing says of a date that an earlier one gives.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct DateUpdate {
    /// The dated event, and its place on the page of its briefing.
    pub event: Link,
    /// The day.
    pub date: String,
    /// The last day, where it takes several.
    pub end: Option<String>,
    /// How sure the date is: `provisional`, `confirmed`, `moved` or `cancelled`.
    pub certainty: String,
    /// The day that was said before, where that is another one.
    pub previous: Option<String>,
    /// What is known.
    pub note: Option<String>,
    /// The language of it, where that is another one than the page's.
    pub note_language: Option<String>,
    /// The source that states it.
    pub source: Option<Cited>,
}

/// Dates on the page of something else.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Dates {
    /// The dates, the earliest first.
    pub items: Vec<DateEntry>,
    /// The calendar's page.
    pub url: Option<String>,
    /// The iCalendar file that has them.
    pub file: Option<String>,
}

impl PageContext<'_> {
    /// A dated event.
    pub(in crate::pages) fn date(self, local: &LocalizedSite, item: EntryId) -> DateEntry {
        let (site, language) = (self.site, local.language);
        let (fields, known) = (site.event(item), site.event_known(item));
        DateEntry {
            id: fields.id.as_ref().map_or_else(String::new, ToString::to_string),
            url: site.event_address(item, language, Form::Url).unwrap_or_default(),
            kind: fields.kind.map_or("", crate::content::EventKind::word).to_owned(),
            title: self.date_title(local, item),
            named: fields.title.is_some(),
            title_language: fields.title.as_ref().and_then(|title| site.language_of(title, language)),
            date: known.date.to_string(),
            end: known.end.map(|d| d.to_string()),
            certainty: known.certainty.word().to_owned(),
            previous: known.previous.iter().map(ToString::to_string).collect(),
            instrument: site.event_instrument(item).map(|i| self.instrument(local, i)),
            note: fields.note.as_ref().map(|note| site.localised(note, language).to_owned()),
            note_language: fields.note.as_ref().and_then(|note| site.language_of(note, language)),
            website: fields.url.as_ref().map(ToString::to_string),
            briefing: self.brief(local, item.briefing),
            updates: site.event_updates(item).iter().map(|update| self.date_report(local, item, *update)).collect(),
        }
    }

    /// What the entry `update` of a later briefing says of the dated event `item`.
    fn date_report(self, local: &LocalizedSite, item: EntryId, update: EntryId) -> DateReport {
        let (fields, (_, known)) = (self.site.date_update(update), self.site.event_step(item, update));
        let position = |id: &Id| self.site.briefing(update.briefing).shared().sources.iter().position(|s| s.id.as_ref() == Some(id));
        let source = fields.source.as_ref().and_then(position);
        DateReport {
            date: known.date.to_string(),
            end: known.end.map(|day| day.to_string()),
            certainty: known.certainty.word().to_owned(),
            note: fields.note.as_ref().map(|note| self.site.localised(note, local.language).to_owned()),
            note_language: fields.note.as_ref().and_then(|note| self.site.language_of(note, local.language)),
            source: source.and_then(|source| self.cited(local, update.briefing, source)),
            briefing: self.brief(local, update.briefing),
        }
    }

    /// What a briefing says of the dates of earlier ones, in its own order.
    pub(in crate::pages) fn date_updates_of(self, local: &LocalizedSite, briefing: Index) -> Vec<DateUpdate> {
        let events = self.site.briefing(briefing).date_updates.iter().enumerate();
        let update = |(index, event): (usize, &Option<EntryId>)| {
            let (event, update) = ((*event)?, EntryId { briefing, index });
            let link = Link { title: self.date_title(local, event), url: self.site.event_address(event, local.language, Form::Url)? };
            let (before, known) = self.site.event_step(event, update);
            let DateReport { date, end, certainty, note, note_language, source, .. } = self.date_report(local, event, update);
            let previous = (before.date != known.date).then(|| before.date.to_string());
            Some(DateUpdate { event: link, date, end, certainty, previous, note, note_language, source })
        };
        events.filter_map(update).collect()
    }

    /// What a dated event is called: its own title, else its kind and its instrument.
    pub(in crate::pages) fn date_title(self, local: &LocalizedSite, item: EntryId) -> String {
        let (site, language) = (self.site, local.language);
        let fields = site.event(item);
        if let Some(title) = &fields.title {
            return site.localised(title, language).to_owned();
        }
        let kind = self.labels.text(language, &format!("date-{}", fields.kind.map_or("", crate::content::EventKind::word)));
        let name = site.event_instrument(item).map(|index| site.name(EntityId { kind: Kind::Instrument, index }, language)).unwrap_or_default();
        self.labels.with(language, "date-of", None, &[("kind".to_owned(), kind), ("name".to_owned(), name)]).unwrap_or_default()
    }

    /// The dates of a briefing, for its page, the earliest first.
    pub(in crate::pages) fn dates_of(self, local: &LocalizedSite, briefing: Index) -> Dates {
        let node = self.site.briefing(briefing);
        let mut items: Vec<EntryId> = (0..node.events.len()).map(|index| EntryId { briefing, index }).collect();
        items.sort_by_key(|item| (self.site.event_date(*item), *item));
        self.dates(local, items.iter().map(|item| self.date(local, *item)).collect(), "", node.is_listed())
    }

    /// The next few dates ahead, of a topic or an agency where one is given; `base` is the path of the page.
    pub(in crate::pages) fn dates_ahead(self, local: &LocalizedSite, thing: Option<EntityId>, base: &str) -> Dates {
        if !self.site.config().outputs.calendar {
            return Dates::default();
        }
        let ahead = thing.map_or_else(|| local.ahead(), |thing| local.ahead_of(thing));
        self.dates(local, ahead.iter().take(FEW).map(|item| self.date(local, *item)).collect(), base, true)
    }

    fn dates(self, local: &LocalizedSite, items: Vec<DateEntry>, base: &str, listed: bool) -> Dates {
        let linked = listed && !items.is_empty() && self.site.config().outputs.calendar;
        let url = |path: String| linked.then(|| self.url(local, &path));
        Dates { items, url: url("calendar/".to_owned()), file: url(format!("{base}calendar.ics")) }
    }
}

/// The name by which calendars know a dated event, for ever: made from ids alone, and the same in every language.
pub(in crate::pages) fn uid(site: &Site<'_>, item: EntryId) -> String {
    let id = site.event(item).id.as_ref().map_or("", Id::as_str);
    let authority = &site.config().feed_authority;
    let domain = authority.split_once(',').map_or(authority.as_str(), |(domain, _)| domain);
    format!("date-{}/{id}@{domain}", site.briefing(item.briefing).name())
}
