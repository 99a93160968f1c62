//! The tracker of commitments: the open ones, and all of each year.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::commitment::{CommitmentEntry, CommitmentLine, group_anchor, name};
use crate::content::Kind;
use crate::pages::output::Menu;
use crate::pages::shared::held::{Language, Languages};
use crate::pages::shared::pagination::{neighbours, year_words};
use crate::pages::shared::parts::{Head, Link};
use crate::pages::{Emitter, Inputs, Output, Template, View};
use crate::site::{Item, Section, TRACKED, Thing};

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

/// The commitments that the briefings of a year tell of.
type OfYear<'s> = (i16, &'s [Item]);

pub(in crate::pages) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[Template::of::<TrackerView>("commitments.html"), Template::of::<TrackerYearView>("commitments-year.html")],
    labels: &["commitments", "commitments-of-year"],
};

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    if !inputs.site.config().outputs.commitments {
        return;
    }
    let sections = &inputs.site.sections;
    let all: Vec<Vec<OfYear<'s>>> = sections.iter().map(|section| years(inputs, section)).collect();
    for (section, years) in sections.iter().zip(&all).filter(|(s, _)| !s.commitments().is_empty()) {
        for (i, &(year, items)) in years.iter().enumerate() {
            let address = inputs.address(section, &path(year));
            let languages = Languages::of(inputs.site, |s| all[s.language].iter().any(|(other, _)| *other == year));
            let held = (Language(section.language), year, items, neighbours(years, i), languages);
            outputs.push(Output::made_from(inputs, address, section.language, held, |inputs, _, (language, year, items, around, languages)| {
                View::page("commitments-year.html", of_year(inputs, inputs.section(*language), *year, items, *around, languages))
            }));
        }
        let years: Vec<i16> = years.iter().rev().map(|(year, _)| *year).collect();
        let address = inputs.address(section, "commitments/");
        let held = (Language(section.language), years);
        outputs.push(
            Output::made_from(inputs, address, section.language, held, |inputs, _, (language, years)| {
                View::page("commitments.html", view(inputs, inputs.section(*language), years))
            })
            .listed()
            .in_menu(Menu::Main, "commitments"),
        );
    }
}

fn path(year: i16) -> String {
    format!("commitments/{year:04}/")
}

fn year_of(inputs: Inputs<'_>, commitment: Item) -> i16 {
    inputs.site.briefing(commitment.briefing).date.year()
}

/// The years with commitments, the oldest first: they are in the order of their briefings.
fn years<'s>(inputs: Inputs<'_>, section: &'s Section) -> Vec<OfYear<'s>> {
    let of = |item: Item| year_of(inputs, item);
    section.commitments().chunk_by(|a, b| of(*a) == of(*b)).map(|chunk| (of(chunk[0]), chunk)).collect()
}

fn year_link(inputs: Inputs<'_>, section: &Section, year: i16) -> Link {
    Link { title: year_words(section, year), url: inputs.url(section, &path(year)) }
}

fn view(inputs: Inputs<'_>, section: &Section, years: &[i16]) -> TrackerView {
    let title = inputs.labels.text(section.language, "commitments");
    let shown = &section.open()[..section.open().len().min(TRACKED)];
    let there: BTreeSet<Item> = shown.iter().copied().collect();
    let (due, undated) = shown.iter().map(|item| inputs.tracked(section, *item)).partition(|entry| entry.due.is_some());
    let page = Tracker {
        more: section.open().len() - shown.len(),
        due,
        undated,
        agencies: groups(inputs, section, Kind::Agency, &there),
        topics: groups(inputs, section, Kind::Topic, &there),
        years: years.iter().map(|year| year_link(inputs, section, *year)).collect(),
        title: title.clone(),
    };
    TrackerView { head: inputs.head(section, "commitments", Some(title), "commitments/", &|s| !s.commitments().is_empty()), page }
}

/// The open commitments of each thing of a kind that are on the page, by name, as lines that lead to their entries.
fn groups(inputs: Inputs<'_>, section: &Section, kind: Kind, shown: &BTreeSet<Item>) -> Vec<Group> {
    let line = |item: &Item| inputs.commitment_line(section, *item, format!("#{}", name(inputs.site, *item)));
    let group = |(thing, items): (Thing, &[Item])| Group {
        anchor: group_anchor(inputs.site, thing),
        title: inputs.site.name(thing, section.language),
        url: section.url(thing).map(str::to_owned),
        items: items.iter().filter(|item| shown.contains(item)).map(line).collect(),
    };
    let mut groups: Vec<Group> = section.open_subjects().filter(|(thing, _)| thing.kind == kind).map(group).collect();
    groups.retain(|group| !group.items.is_empty());
    section.locale.sort_by_key(&mut groups, |g| &g.title);
    groups
}

/// The page of a year: `before` and `after` are the years next to it that have a page.
fn of_year(
    inputs: Inputs<'_>,
    section: &Section,
    year: i16,
    all: &[Item],
    (before, after): (Option<i16>, Option<i16>),
    languages: &Languages,
) -> TrackerYearView {
    let words = ("year".to_owned(), year_words(section, year));
    let title = inputs.labels.with(section.language, "commitments-of-year", None, &[words]).unwrap_or_default();
    let mut head = inputs.head(section, "commitments-year", Some(title.clone()), &path(year), &|s| languages.has(s));
    head.breadcrumbs.push(inputs.labelled(section, "commitments", "commitments/"));
    let link = |year| year_link(inputs, section, year);
    let newest_first = all.chunk_by(|a, b| a.briefing == b.briefing).rev();
    let items = newest_first.flatten().map(|item| inputs.tracked(section, *item)).collect();
    TrackerYearView { page: Year { title, year, url: head.url.clone(), items, previous: before.map(link), next: after.map(link) }, head }
}
