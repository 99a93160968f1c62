//! Briefings by year and month.

use serde::{Deserialize, Serialize};

use crate::locale::DateStyle;
use crate::pages::output::Menu;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::held::{Briefings, Count, Language, Languages};
use crate::pages::shared::pagination::neighbours;
use crate::pages::shared::parts::{Card, Head, Link};
use crate::pages::{Emitter, Output, PageContext, Template, View};
use crate::site::{Index, LocalizedSite};
use crate::values::Date;

/// A year with more briefings than this lists its months only, so that no page grows without bound.
const YEAR: usize = 200;

/// What the template `archive.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct ArchiveView {
    head: Head,
    page: Archive,
}

#[derive(Debug, Serialize, Deserialize)]
struct Archive {
    title: String,
    years: Vec<YearEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct YearEntry {
    year: i16,
    url: String,
    count: usize,
    months: Vec<MonthEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct MonthEntry {
    month: String,
    url: String,
    count: usize,
}

/// What the template `archive-year.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct YearView {
    head: Head,
    page: Year,
}

#[derive(Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "templates know the field as `page.year`")]
struct Year {
    title: String,
    year: i16,
    url: String,
    count: usize,
    months: Vec<MonthItems>,
    previous: Option<Link>,
    next: Option<Link>,
}

#[derive(Debug, Serialize, Deserialize)]
struct MonthItems {
    month: String,
    url: String,
    count: usize,
    items: Vec<Card>,
}

/// What the template `archive-month.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct MonthView {
    head: Head,
    page: Month,
}

#[derive(Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "templates know the field as `page.month`")]
struct Month {
    title: String,
    month: String,
    url: String,
    count: usize,
    items: Vec<Card>,
    year: Link,
    previous: Option<Link>,
    next: Option<Link>,
}

/// The briefings of one period, and its first day.
type Period<'s> = (Date, &'s [Index]);

pub(in crate::pages) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[Template::of::<ArchiveView>("archive.html"), Template::of::<YearView>("archive-year.html"), Template::of::<MonthView>("archive-month.html")],
    labels: &["archive"],
};

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.archive {
        return;
    }
    for local in cx.site.localized.iter().filter(|s| !s.briefings().is_empty()) {
        let years = periods(cx, local.briefings(), |d| first_day(d, false));
        let months = periods(cx, local.briefings(), |d| first_day(d, true));
        let language = Language(local.language);
        for (i, &(year, briefings)) in years.iter().enumerate() {
            let languages = Languages::of(cx.site, |s| has(cx, s, year, |d| first_day(d, false)));
            let held = (language, year, Briefings(briefings), neighbours(&years, i), languages);
            let address = cx.address(local, &year_path(year));
            let output = Output::made_from(cx, address, language.0, held, |cx, _, (language, year, briefings, around, languages)| {
                View::page("archive-year.html", year_view(cx, cx.local(*language), *year, briefings.0, *around, languages))
            });
            outputs.push(output.listed());
        }
        for (i, &(month, briefings)) in months.iter().enumerate() {
            let languages = Languages::of(cx.site, |s| has(cx, s, month, |d| first_day(d, true)));
            let held = (language, month, Briefings(briefings), neighbours(&months, i), languages);
            let address = cx.address(local, &month_path(month));
            let output = Output::made_from(cx, address, language.0, held, |cx, _, (language, month, briefings, around, languages)| {
                View::page("archive-month.html", month_view(cx, cx.local(*language), *month, briefings.0, *around, languages))
            });
            outputs.push(output.listed());
        }
        let address = cx.address(local, "briefings/");
        let counted: Vec<(Date, Count)> = months.iter().map(|(month, briefings)| (*month, Count(briefings.len()))).collect();
        let languages = Languages::of(cx.site, |s| !s.briefings().is_empty());
        let output = Output::made_from(cx, address, language.0, (language, counted, languages), |cx, _, (language, months, languages)| {
            View::page("archive.html", archive(cx, cx.local(*language), months, languages))
        });
        outputs.push(output.listed().in_menu(Menu::Main, "archive"));
    }
}

fn first_day(date: Date, of_month: bool) -> Date {
    let civil = date.civil();
    if of_month { civil.first_of_month().into() } else { civil.first_of_year().into() }
}

fn year_path(year: Date) -> String {
    format!("briefings/{:04}/", year.year())
}

fn month_path(month: Date) -> String {
    format!("briefings/{:04}/{:02}/", month.year(), month.month())
}

/// Divides briefings, oldest first, into periods that begin on the day that `start` gives.
fn periods<'s>(cx: PageContext<'_>, briefings: &'s [Index], start: impl Fn(Date) -> Date) -> Vec<Period<'s>> {
    let day = |index: &Index| start(cx.site.briefing(*index).date);
    briefings.chunk_by(|a, b| day(a) == day(b)).map(|chunk| (day(&chunk[0]), chunk)).collect()
}

/// The years and months with so many briefings in each of `months`.
fn archive(cx: PageContext<'_>, local: &LocalizedSite, months: &[(Date, Count)], languages: &Languages) -> ArchiveView {
    let title = cx.labels.text(local.language, "archive");
    let month = |(month, count): &(Date, Count)| MonthEntry { month: month.to_string(), url: cx.url(local, &month_path(*month)), count: count.0 };
    let year = |months: &[(Date, Count)]| YearEntry {
        year: months[0].0.year(),
        url: cx.url(local, &year_path(months[0].0)),
        count: months.iter().map(|(_, count)| count.0).sum(),
        months: months.iter().rev().map(month).collect(),
    };
    let mut head = cx.head(local, "archive", Some(title.clone()), "briefings/", &|s| languages.has(s));
    let years = || months.chunk_by(|(a, _), (b, _)| a.year() == b.year()).rev();
    let names: Vec<String> = years().map(|months| local.locale.date(months[0].0.civil(), DateStyle::Year)).collect();
    head.description = summed_up(local, &title, names.iter().map(String::as_str));
    ArchiveView { head: cx.collection(local, head), page: Archive { title, years: years().map(year).collect() } }
}

/// The periods before and after.
type Around = (Option<Date>, Option<Date>);

fn year_view(cx: PageContext<'_>, local: &LocalizedSite, year: Date, briefings: &[Index], neighbours: Around, languages: &Languages) -> YearView {
    let title = local.locale.date(year.civil(), DateStyle::Year);
    let link = |date: Date| Link { title: local.locale.date(date.civil(), DateStyle::Year), url: cx.url(local, &year_path(date)) };
    let month = |(month, briefings): &Period<'_>, all: usize| MonthItems {
        month: month.to_string(),
        url: cx.url(local, &month_path(*month)),
        count: briefings.len(),
        items: if all > YEAR { Vec::new() } else { cx.cards(local, briefings) },
    };
    let mut head = cx.head(local, "archive-year", Some(title.clone()), &year_path(year), &|s| languages.has(s));
    head.breadcrumbs.push(cx.labelled(local, "archive", "briefings/"));
    head.description = titles(cx, local, &title, briefings);
    YearView {
        page: Year {
            title,
            year: year.year(),
            url: head.url.clone(),
            count: briefings.len(),
            months: periods(cx, briefings, |d| first_day(d, true)).iter().rev().map(|m| month(m, briefings.len())).collect(),
            previous: neighbours.0.map(link),
            next: neighbours.1.map(link),
        },
        head: cx.collection(local, head),
    }
}

/// A period and the titles of its newest briefings.
fn titles(cx: PageContext<'_>, local: &LocalizedSite, period: &str, briefings: &[Index]) -> Option<String> {
    summed_up(local, period, briefings.iter().rev().map(|briefing| cx.site.title(*briefing, local.language)))
}

fn month_view(cx: PageContext<'_>, local: &LocalizedSite, month: Date, briefings: &[Index], neighbours: Around, languages: &Languages) -> MonthView {
    let title = local.locale.date(month.civil(), DateStyle::MonthYear);
    let link = |date: Date| Link { title: local.locale.date(date.civil(), DateStyle::MonthYear), url: cx.url(local, &month_path(date)) };
    let year = Link { title: local.locale.date(month.civil(), DateStyle::Year), url: cx.url(local, &year_path(month)) };
    let mut head = cx.head(local, "archive-month", Some(title.clone()), &month_path(month), &|s| languages.has(s));
    head.breadcrumbs.push(cx.labelled(local, "archive", "briefings/"));
    head.breadcrumbs.push(year.clone());
    head.description = titles(cx, local, &title, briefings);
    MonthView {
        page: Month {
            title,
            month: month.to_string(),
            url: head.url.clone(),
            count: briefings.len(),
            items: cx.cards(local, briefings),
            year,
            previous: neighbours.0.map(link),
            next: neighbours.1.map(link),
        },
        head: cx.collection(local, head),
    }
}

/// Whether a localized site has a listed briefing in the period that begins on `first`, as `start` divides days into periods.
fn has(cx: PageContext<'_>, local: &LocalizedSite, first: Date, start: impl Fn(Date) -> Date) -> bool {
    let day = |i: &Index| cx.site.briefing(*i).date;
    let briefings = local.briefings();
    briefings.get(briefings.partition_point(|i| day(i) < first)).is_some_and(|i| start(day(i)) == first)
}
