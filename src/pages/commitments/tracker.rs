//! The tracker of commitments: the open ones, and all of each year.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::commitment::{CommitmentEntry, CommitmentLine, group_anchor, name};
use crate::content::Kind;
use crate::pages::output::Menu;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::held::{Language, Languages};
use crate::pages::shared::pagination::neighbours;
use crate::pages::shared::parts::{Head, Link};
use crate::pages::shared::years::{OfYear, YearPage, YearlyList, by_year};
use crate::pages::{Emitter, Output, PageContext, Template, View};
use crate::site::{EntityId, EntryId, LocalizedSite, TRACKED};

/// What the template `commitments.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct TrackerView {
    head: Head,
    page: Tracker,
}

#[derive(Debug, Serialize, Deserialize)]
struct Tracker {
    title: String,
    due: Vec<CommitmentEntry>,
    undated: Vec<CommitmentEntry>,
    more: usize,
    agencies: Vec<Group>,
    topics: Vec<Group>,
    years: Vec<Link>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Group {
    anchor: String,
    title: String,
    url: Option<String>,
    items: Vec<CommitmentLine>,
}

/// What the template `commitments-year.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct TrackerYearView {
    head: Head,
    page: Year,
}

#[derive(Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "templates know the field as `page.year`")]
struct Year {
    title: String,
    year: i16,
    url: String,
    items: Vec<CommitmentEntry>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// The list and its pages of years.
const YEARS: YearlyList = YearlyList { name: "commitments", kind: "commitments-year", title: "commitments-of-year" };

pub(in crate::pages) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[Template::of::<TrackerView>("commitments.html"), Template::of::<TrackerYearView>("commitments-year.html")],
    labels: &["commitments", "commitments-of-year"],
};

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.commitments {
        return;
    }
    let localized = &cx.site.localized;
    let all: Vec<Vec<OfYear<'s>>> = localized.iter().map(|local| years(cx, local)).collect();
    for (local, years) in localized.iter().zip(&all).filter(|(s, _)| !s.commitments().is_empty()) {
        for (i, &(year, items)) in years.iter().enumerate() {
            let address = cx.address(local, &YEARS.path(year));
            let languages = Languages::of(cx.site, |s| all[s.language].iter().any(|(other, _)| *other == year));
            let held = (Language(local.language), year, items, neighbours(years, i), languages);
            let output = Output::made_from(cx, address, local.language, held, |cx, _, (language, year, items, around, languages)| {
                View::page("commitments-year.html", of_year(cx, cx.local(*language), *year, items, *around, languages))
            });
            outputs.push(output.listed());
        }
        let years: Vec<i16> = years.iter().rev().map(|(year, _)| *year).collect();
        let address = cx.address(local, "commitments/");
        let held = (Language(local.language), years);
        outputs.push(
            Output::made_from(cx, address, local.language, held, |cx, _, (language, years)| {
                View::page("commitments.html", view(cx, cx.local(*language), years))
            })
            .listed()
            .in_menu(Menu::Main, "commitments"),
        );
    }
}

fn year_of(cx: PageContext<'_>, commitment: EntryId) -> i16 {
    cx.site.briefing(commitment.briefing).date.year()
}

/// The years with commitments, the oldest first: they are in the order of their briefings.
fn years<'s>(cx: PageContext<'_>, local: &'s LocalizedSite) -> Vec<OfYear<'s>> {
    by_year(local.commitments(), |item| year_of(cx, item))
}

fn view(cx: PageContext<'_>, local: &LocalizedSite, years: &[i16]) -> TrackerView {
    let title = cx.labels.text(local.language, "commitments");
    let shown = &local.open()[..local.open().len().min(TRACKED)];
    let there: BTreeSet<EntryId> = shown.iter().copied().collect();
    let (due, undated) = shown.iter().map(|item| cx.tracked(local, *item)).partition(|entry| entry.due.is_some());
    let page = Tracker {
        more: local.open().len() - shown.len(),
        due,
        undated,
        agencies: groups(cx, local, Kind::Agency, &there),
        topics: groups(cx, local, Kind::Topic, &there),
        years: years.iter().map(|year| YEARS.link(cx, local, *year)).collect(),
        title: title.clone(),
    };
    let mut head = cx.head(local, "commitments", Some(title.clone()), "commitments/", &|s| !s.commitments().is_empty());
    head.description = summed_up(local, &title, page.agencies.iter().chain(&page.topics).map(|group| group.title.as_str()));
    TrackerView { head: cx.collection(local, head), page }
}

/// The open commitments of each entity of a kind that are on the page, by name, as lines that lead to their entries.
fn groups(cx: PageContext<'_>, local: &LocalizedSite, kind: Kind, shown: &BTreeSet<EntryId>) -> Vec<Group> {
    let line = |item: &EntryId| cx.commitment_line(local, *item, format!("#{}", name(cx.site, *item)));
    let group = |(thing, items): (EntityId, &[EntryId])| Group {
        anchor: group_anchor(cx.site, thing),
        title: cx.site.name(thing, local.language),
        url: local.url(thing).map(str::to_owned),
        items: items.iter().filter(|item| shown.contains(item)).map(line).collect(),
    };
    let mut groups: Vec<Group> = local.open_subjects().filter(|(thing, _)| thing.kind == kind).map(group).collect();
    groups.retain(|group| !group.items.is_empty());
    local.locale.sort_by_key(&mut groups, |g| &g.title);
    groups
}

/// The page of a year; `around` are the years next to it that have a page.
fn of_year(
    cx: PageContext<'_>,
    local: &LocalizedSite,
    year: i16,
    all: &[EntryId],
    around: (Option<i16>, Option<i16>),
    languages: &Languages,
) -> TrackerYearView {
    let YearPage { mut head, title, previous, next } = YEARS.page(cx, local, year, around, languages);
    let newest_first = all.chunk_by(|a, b| a.briefing == b.briefing).rev();
    let items: Vec<CommitmentEntry> = newest_first.flatten().map(|item| cx.tracked(local, *item)).collect();
    head.description = summed_up(local, &title, items.iter().map(|item| item.text.as_str()));
    TrackerYearView { page: Year { title, year, url: head.url.clone(), items, previous, next }, head: cx.collection(local, head) }
}
