//! The calendar: dates ahead, the dates of each year, and iCalendar files of the site, its topics and its agencies.
//!
//! The pages of years and the files hold past and coming dates alike, so that no day that passes changes them. A file would
//! grow for ever, and so has the latest [`NEWEST`] dates only.

use std::hash::DefaultHasher;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::ics;
use crate::content::{Certainty, Kind};
use crate::locale::DateStyle;
use crate::pages::feeds::emitter::folders;
use crate::pages::output::Menu;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::dates::{DateEntry, uid};
use crate::pages::shared::held::{Language, Languages};
use crate::pages::shared::json_ld::types::Node;
use crate::pages::shared::pagination::neighbours;
use crate::pages::shared::parts::{FeedLink, Head, Link};
use crate::pages::shared::years::{OfYear, YearPage, YearlyList, by_year};
use crate::pages::{Emitter, Output, PageContext, Template, View};
use crate::site::{EntityId, EntryId, Form, LocalizedSite, StableHash, StableIds};
use crate::values::Date;

/// Dates in an iCalendar file: about 250 kB of them.
const NEWEST: usize = 500;

/// What the template `calendar.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct CalendarView {
    head: Head,
    page: Calendar,
}

#[derive(Debug, Serialize, Deserialize)]
struct Calendar {
    title: String,
    months: Vec<Month>,
    years: Vec<Link>,
    file: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Month {
    month: String,
    items: Vec<DateEntry>,
}

/// What the template `calendar-year.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct CalendarYearView {
    head: Head,
    page: Year,
}

#[derive(Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "templates know the field as `page.year`")]
struct Year {
    title: String,
    year: i16,
    url: String,
    months: Vec<Month>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// The list and its pages of years.
const YEARS: YearlyList = YearlyList { name: "calendar", kind: "calendar-year", title: "dates-of-year" };

/// What an iCalendar file is about.
struct Subject<'s> {
    /// The path of the page that shows the same.
    page: String,
    /// The name of the topic or agency.
    name: Option<String>,
    /// The dates that the file holds.
    items: &'s [EntryId],
}

impl StableHash for Subject<'_> {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { page, name, items } = self;
        (page, name, items).stable_hash(names, to);
    }
}

pub(in crate::pages) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[Template::of::<CalendarView>("calendar.html"), Template::of::<CalendarYearView>("calendar-year.html")],
    labels: &[
        "calendar",
        "dates-of-year",
        "date-of",
        "moved-from",
        "certainty-provisional",
        "certainty-cancelled",
        "date-comment-opens",
        "date-comment-closes",
        "date-effective",
        "date-applies",
        "date-hearing",
        "date-meeting",
        "date-vote",
        "date-election",
        "date-deadline",
        "date-release",
        "date-review",
        "date-expiry",
    ],
};

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.calendar {
        return;
    }
    let localized = &cx.site.localized;
    let all: Vec<Vec<OfYear<'s>>> = localized.iter().map(|local| years(cx, local)).collect();
    for (local, years) in localized.iter().zip(&all).filter(|(s, _)| s.is_dated()) {
        for (i, &(year, items)) in years.iter().enumerate() {
            let address = cx.address(local, &YEARS.path(year));
            let languages = Languages::of(cx.site, |s| all[s.language].iter().any(|(other, _)| *other == year));
            let held = (Language(local.language), year, items, neighbours(years, i), languages);
            let output = Output::made_from(cx, address, local.language, held, |cx, _, (language, year, items, around, languages)| {
                View::page("calendar-year.html", of_year(cx, cx.local(*language), *year, items, *around, languages))
            });
            outputs.push(output.listed());
        }
        let years: Vec<i16> = years.iter().rev().map(|(year, _)| *year).collect();
        let address = cx.address(local, "calendar/");
        let held = (Language(local.language), years);
        outputs.push(
            Output::made_from(cx, address, local.language, held, |cx, _, (language, years)| View::page("calendar.html", view(cx, cx.local(*language), years)))
                .listed()
                .in_menu(Menu::Main, "calendar"),
        );
        files(cx, local, outputs);
    }
}

/// The iCalendar file of a page that lists dates, as a link.
pub(in crate::pages) fn link(cx: PageContext<'_>, local: &LocalizedSite, folder: &str, title: &str) -> Option<FeedLink> {
    let link = || FeedLink { title: title.to_owned(), url: cx.url(local, &format!("{folder}calendar.ics")), media_type: "text/calendar".to_owned() };
    cx.site.config().outputs.calendar.then(link)
}

/// The iCalendar file of a page in `folder` that lists dates: the latest of them, which are in the order of their days.
pub(in crate::pages) fn of_page<'s>(cx: PageContext<'s>, local: &LocalizedSite, folder: String, title: &str, items: &[EntryId]) -> Output<'s> {
    let address = cx.address(local, &format!("{folder}calendar.ics"));
    let held = (Language(local.language), folder, title.to_owned(), newest(items).to_vec());
    Output::made_from(cx, address, local.language, held, |cx, _, (language, folder, title, items)| {
        let subject = Subject { page: folder.clone(), name: Some(title.clone()), items };
        View::Text(file(cx, cx.local(*language), &subject).text())
    })
}

impl PageContext<'_> {
    /// The iCalendar file of the entity at `base`, as a link for the head of its page.
    pub(in crate::pages) fn calendar_file(self, local: &LocalizedSite, thing: Option<EntityId>, base: &str, title: &str) -> Option<FeedLink> {
        let about = |thing| local.events_of(thing).is_some();
        let there = self.site.config().outputs.calendar && thing.map_or_else(|| local.is_dated(), about);
        there.then(|| link(self, local, base, title)).flatten()
    }
}

fn year_of(cx: PageContext<'_>, item: EntryId) -> i16 {
    cx.site.event_date(item).year()
}

/// The dates of a localized site by year, the earliest first.
fn years<'s>(cx: PageContext<'_>, local: &'s LocalizedSite) -> Vec<OfYear<'s>> {
    by_year(local.events(), |item| year_of(cx, item))
}

/// Dates by month, the earliest first.
fn months(cx: PageContext<'_>, local: &LocalizedSite, items: &[EntryId]) -> Vec<Month> {
    let month = |item: &EntryId| Date::from(cx.site.event_date(*item).civil().first_of_month());
    let months = items.chunk_by(|a, b| month(a) == month(b));
    months.map(|chunk| Month { month: month(&chunk[0]).to_string(), items: chunk.iter().map(|item| cx.date(local, *item)).collect() }).collect()
}

fn view(cx: PageContext<'_>, local: &LocalizedSite, years: &[i16]) -> CalendarView {
    let title = cx.labels.text(local.language, "calendar");
    let mut head = cx.head(local, "calendar", Some(title.clone()), "calendar/", &|s| s.is_dated());
    head.feeds.extend(cx.calendar_file(local, None, "", &title));
    let page = Calendar {
        months: months(cx, local, local.ahead()),
        years: years.iter().map(|year| YEARS.link(cx, local, *year)).collect(),
        file: cx.url(local, "calendar.ics"),
        title,
    };
    head.description = summed_up(local, &page.title, page.months.iter().flat_map(|month| &month.items).map(|item| item.title.as_str()));
    let shown = page.months.iter().flat_map(|month| &month.items);
    let nodes = std::iter::once(Node::CollectionPage(cx.work(local, &head))).chain(cx.events(local, shown)).collect();
    CalendarView { head: cx.describing(head, nodes), page }
}

/// The page of a year; `around` are the years next to it that have a page.
fn of_year(
    cx: PageContext<'_>,
    local: &LocalizedSite,
    year: i16,
    items: &[EntryId],
    around: (Option<i16>, Option<i16>),
    languages: &Languages,
) -> CalendarYearView {
    let YearPage { mut head, title, previous, next } = YEARS.page(cx, local, year, around, languages);
    let months = months(cx, local, items);
    head.description = summed_up(local, &title, months.iter().flat_map(|month| &month.items).map(|item| item.title.as_str()));
    CalendarYearView { page: Year { title, year, url: head.url.clone(), months, previous, next }, head: cx.collection(local, head) }
}

/// The iCalendar files of a localized site.
fn files<'s>(cx: PageContext<'s>, local: &'s LocalizedSite, outputs: &mut Vec<Output<'s>>) {
    let (site, on) = (cx.site, &cx.site.config().outputs);
    let mut push = |base: &str, subject: Subject<'s>| {
        let address = cx.address(local, &format!("{base}calendar.ics"));
        let held = (Language(local.language), subject);
        outputs
            .push(Output::made_from(cx, address, local.language, held, |cx, _, (language, subject)| View::Text(file(cx, cx.local(*language), subject).text())));
    };
    push("", Subject { page: "calendar/".to_owned(), name: None, items: newest(local.events()) });
    for thing in local.with_events() {
        let items = local.events_of(thing).unwrap_or_default();
        if !local.has(thing.kind, thing.index) || thing.kind == Kind::Agency && !on.agencies {
            continue;
        }
        let folders: Vec<String> = folders(cx, thing).collect();
        for folder in &folders {
            // At its former addresses too, the file leads to the present page.
            push(folder, Subject { page: folders[0].clone(), name: Some(site.name(thing, local.language)), items: newest(items) });
        }
    }
}

/// The dates that a file holds.
fn newest(items: &[EntryId]) -> &[EntryId] {
    &items[items.len().saturating_sub(NEWEST)..]
}

fn file(cx: PageContext<'_>, local: &LocalizedSite, subject: &Subject<'_>) -> ics::Calendar {
    let config = cx.site.config();
    let (language, default) = (&config.languages[local.language], config.default_language());
    let site = config.title.get(language, default).0.to_owned();
    ics::Calendar {
        name: subject.name.as_ref().map_or_else(|| site.clone(), |name| format!("{name} – {site}")),
        description: config.description.as_ref().filter(|_| subject.name.is_none()).map(|d| d.get(language, default).0.to_owned()),
        url: Some(cx.address(local, &subject.page).permalink(config)),
        language: language.tag().to_owned(),
        entries: subject.items.iter().map(|item| entry(cx, local, *item)).collect(),
    }
}

fn entry(cx: PageContext<'_>, local: &LocalizedSite, item: EntryId) -> ics::Entry {
    let (site, language) = (cx.site, local.language);
    let (known, briefing) = (site.event_known(item), site.briefing(item.briefing));
    let (changed, moves) = site.event_revision(item);
    ics::Entry {
        uid: uid(site, item),
        stamp: changed.begins(&site.config().time_zone).with_time_zone(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string(),
        start: known.date,
        end: known.end,
        moment: None,
        summary: cx.date_title(local, item),
        description: Some(description(cx, local, item)),
        url: site.event_address(item, language, Form::Permalink),
        status: match known.certainty {
            Certainty::Provisional => ics::Status::Tentative,
            Certainty::Confirmed | Certainty::Moved => ics::Status::Confirmed,
            Certainty::Cancelled => ics::Status::Cancelled,
        },
        sequence: sequence(changed, moves),
        categories: briefing.topics[..briefing.own_topics].iter().map(|t| site.topic_name(*t, language).to_owned()).collect(),
    }
}

/// The number by which programs take one word on an event for newer than another: the days from 2000 to the newest change of a
/// briefing that speaks of it, and its moves. So it never falls: not when what was cancelled takes place after all, and not when
/// the briefing that moved an event is withdrawn.
fn sequence(changed: Date, moves: usize) -> u32 {
    let days = changed.civil().since(jiff::civil::date(2000, 1, 1)).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0).saturating_add(u32::try_from(moves).unwrap_or(u32::MAX))
}

/// What a reader of the calendar sees below the title: how sure the date is, the notes, the briefings.
fn description(cx: PageContext<'_>, local: &LocalizedSite, item: EntryId) -> String {
    let (site, language) = (cx.site, local.language);
    let (fields, known) = (site.event(item), site.event_known(item));
    let mut lines = Vec::new();
    if matches!(known.certainty, Certainty::Provisional | Certainty::Cancelled) {
        lines.push(cx.labels.text(language, &format!("certainty-{}", known.certainty.word())));
    }
    if !known.previous.is_empty() {
        let days: Vec<String> = known.previous.iter().map(|d| local.locale.date(d.civil(), DateStyle::Long)).collect();
        let dates = ("dates".to_owned(), local.locale.list(&days));
        lines.extend(cx.labels.with(language, "moved-from", None, &[dates]));
    }
    lines.extend(fields.note.as_ref().map(|note| site.localised(note, language).to_owned()));
    lines.push(site.title(item.briefing, language).to_owned());
    for update in site.event_updates(item) {
        lines.extend(site.date_update(*update).note.as_ref().map(|note| site.localised(note, language).to_owned()));
        lines.push(site.title(update.briefing, language).to_owned());
    }
    lines.join("\n")
}
