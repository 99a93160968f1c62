//! Pages, feeds and calendars that the site made by itself and that hold nothing any more: a month whose only briefing got another
//! day, a calendar whose last date was removed. They go on answering, and say so.

use serde::{Deserialize, Serialize};

use super::readers::{Held, held};
use crate::config::Switches;
use crate::locale::DateStyle;
use crate::pages::feeds;
use crate::pages::shared::held::Language;
use crate::pages::shared::parts::{Head, Link};
use crate::pages::{Emitter, Output, PageContext, Template, View};
use crate::site::{Address, LocalizedSite};
use crate::values::Date;

/// What the template `emptied.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct EmptiedView {
    head: Head,
    page: Emptied,
}

#[derive(Debug, Serialize, Deserialize)]
struct Emptied {
    title: String,
    above: Link,
}

/// It plans nothing by itself: see [`outputs`].
pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs: |_, _| {}, templates: &[Template::of::<EmptiedView>("emptied.html")], labels: &[] };

/// The folders of what the site makes by itself: the label of each, and whether it is on.
type Folder = (&'static str, &'static str, fn(&Switches) -> bool);

const FOLDERS: [Folder; 13] = [
    ("briefings", "archive", |on| on.archive),
    ("calendar", "calendar", |on| on.calendar),
    ("commitments", "commitments", |on| on.commitments),
    ("sources", "sources", |on| on.citations),
    ("glossary", "glossary", |on| on.glossary),
    ("editions", "editions", |on| on.editions),
    ("corrections", "corrections", |on| on.corrections),
    ("data", "data", |on| on.data),
    ("topics", "topics", |_| true),
    ("agencies", "agencies", |on| on.agencies),
    ("jurisdictions", "jurisdictions", |on| on.jurisdictions),
    ("indicators", "indicators", |on| on.indicators),
    ("instruments", "instruments", |on| on.instruments),
];

/// What stands at the addresses that readers hold, that no source was ever the page of, and where nothing else would answer.
pub(in crate::pages) fn outputs<'s>(cx: PageContext<'s>, is_planned: &dyn Fn(&str) -> bool) -> Vec<Output<'s>> {
    let on = &cx.site.config().outputs;
    let mut outputs = Vec::new();
    for (address, _) in cx.site.recorded().filter(|(address, recorded)| recorded.source.is_none() && !is_planned(address)) {
        let (language, path) = Address::split(cx.site.config(), address);
        if cx.site.is_gone(address) || folder(path).is_none_or(|(_, _, is_on)| !is_on(on)) || !is_of_site(path) {
            continue;
        }
        match held(address) {
            Some(Held::Page) => {
                let held = (Language(language), path.to_owned());
                outputs.push(Output::made_from(cx, Address::shared(address), language, held, |cx, _, (language, path)| {
                    View::page("emptied.html", view(cx, cx.local(*language), path))
                }));
            }
            Some(Held::Feed) if on.feeds => outputs.extend(feeds::emitter::empty(cx, &cx.site.localized[language], path)),
            _ => {}
        }
    }
    outputs
}

/// The folder that an address lies in.
fn folder(path: &str) -> Option<&'static Folder> {
    FOLDERS.iter().find(|(folder, ..)| path.split('/').next() == Some(*folder))
}

/// Whether the site makes what is at an address by itself: an index, or the page of a year or month. What has a word for its last
/// part is the page of a source.
fn is_of_site(path: &str) -> bool {
    let mut parts = path.trim_end_matches('/').split('/').skip(1);
    parts.all(|part| part.bytes().all(|b| b.is_ascii_digit()) || part.starts_with("feed."))
}

/// The day with which the year or month of an address begins, and how that is written.
fn period(path: &str) -> Option<(Date, DateStyle)> {
    let mut parts = path.split('/').skip(1).filter(|part| !part.is_empty());
    let (year, month) = (parts.next()?, parts.next());
    let date = Date::parse(&format!("{year}-{}-01", month.unwrap_or("01"))).ok()?;
    Some((date, if month.is_some() { DateStyle::MonthYear } else { DateStyle::Year }))
}

fn view(cx: PageContext<'_>, local: &LocalizedSite, path: &str) -> EmptiedView {
    let (name, label) = folder(path).map_or(("", "home"), |(folder, label, _)| (*folder, *label));
    let above = cx.labelled(local, label, &format!("{name}/"));
    let title = match period(path) {
        Some((date, style)) => format!("{}{}{}", above.title, local.locale.colon(), local.locale.date(date.civil(), style)),
        None => above.title.clone(),
    };
    let mut head = cx.head(local, "emptied", Some(title.clone()), path, &|_| false);
    head.noindex = true;
    EmptiedView { head, page: Emptied { title, above: if path.trim_end_matches('/') == name { cx.labelled(local, "home", "") } else { above } } }
}
