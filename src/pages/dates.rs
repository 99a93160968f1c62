//! Dated events as pages show them.

use serde::{Deserialize, Serialize};

use super::Inputs;
use super::parts::{Brief, Mention};
use crate::content::Kind;
use crate::site::{Form, Index, Item, Section, Site, Thing};
use crate::values::Id;

/// Dates ahead on the pages of other things.
const FEW: usize = 5;

/// A dated event.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct DateEntry {
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
    /// Where more is to be found.
    pub website: Option<String>,
    /// The briefing that tells of it.
    pub briefing: Brief,
}

/// Dates on the page of something else.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Dates {
    /// The dates, the earliest first.
    pub items: Vec<DateEntry>,
    /// The calendar's page.
    pub url: Option<String>,
    /// The iCalendar file that has them.
    pub file: Option<String>,
}

impl Inputs<'_> {
    /// A dated event.
    pub(super) fn date(self, section: &Section, item: Item) -> DateEntry {
        let (site, language) = (self.site, section.language);
        let fields = site.event(item);
        DateEntry {
            id: fields.id.as_ref().map_or_else(String::new, ToString::to_string),
            url: site.event_address(item, language, Form::Url).unwrap_or_default(),
            kind: fields.kind.map_or("", crate::content::EventKind::word).to_owned(),
            title: self.date_title(section, item),
            named: fields.title.is_some(),
            date: site.event_date(item).to_string(),
            end: fields.end.map(|d| d.to_string()),
            certainty: fields.certainty().word().to_owned(),
            previous: fields.previous.iter().map(ToString::to_string).collect(),
            instrument: site.event_instrument(item).map(|i| self.instrument(section, i)),
            note: fields.note.as_ref().map(|note| site.localised(note, language).to_owned()),
            website: fields.url.as_ref().map(ToString::to_string),
            briefing: self.brief(section, item.briefing),
        }
    }

    /// What a dated event is called: its own title, else its kind and its instrument.
    pub(super) fn date_title(self, section: &Section, item: Item) -> String {
        let (site, language) = (self.site, section.language);
        let fields = site.event(item);
        if let Some(title) = &fields.title {
            return site.localised(title, language).to_owned();
        }
        let kind = self.labels.text(language, &format!("date-{}", fields.kind.map_or("", crate::content::EventKind::word)));
        let name = site.event_instrument(item).map(|index| site.name(Thing { kind: Kind::Instrument, index }, language)).unwrap_or_default();
        self.labels.with(language, "date-of", None, &[("kind".to_owned(), kind), ("name".to_owned(), name)]).unwrap_or_default()
    }

    /// The dates of a briefing, for its page, the earliest first.
    pub(super) fn dates_of(self, section: &Section, briefing: Index) -> Dates {
        let node = self.site.briefing(briefing);
        let mut items: Vec<Item> = (0..node.events.len()).map(|index| Item { briefing, index }).collect();
        items.sort_by_key(|item| (self.site.event_date(*item), *item));
        self.dates(section, items.iter().map(|item| self.date(section, *item)).collect(), "", node.is_listed())
    }

    /// The next few dates ahead, of a topic or an agency where one is given; `base` is the path of the page.
    pub(super) fn dates_ahead(self, section: &Section, thing: Option<Thing>, base: &str) -> Dates {
        if !self.site.config().outputs.calendar {
            return Dates::default();
        }
        let ahead = thing.map_or_else(|| section.ahead(), |thing| section.ahead_of(thing));
        self.dates(section, ahead.iter().take(FEW).map(|item| self.date(section, *item)).collect(), base, true)
    }

    fn dates(self, section: &Section, items: Vec<DateEntry>, base: &str, listed: bool) -> Dates {
        let linked = listed && !items.is_empty() && self.site.config().outputs.calendar;
        let url = |path: String| linked.then(|| self.url(section, &path));
        Dates { items, url: url("calendar/".to_owned()), file: url(format!("{base}calendar.ics")) }
    }
}

/// The name by which calendars know a dated event, for ever: made from ids alone, and the same in every language.
pub(super) fn uid(site: &Site<'_>, item: Item) -> String {
    let id = site.event(item).id.as_ref().map_or("", Id::as_str);
    let authority = &site.config().feed_authority;
    let domain = authority.split_once(',').map_or(authority.as_str(), |(domain, _)| domain);
    format!("date-{}/{id}@{domain}", site.briefing(item.briefing).name())
}
