//! The index of sources: the publishers, and the sources of each year's briefings.
//!
//! A year's sources are counted in the order in which its briefings first cite them, and stand on numbered pages as the
//! briefings of a topic do: so a new briefing changes the year's newest page, those of the sources that it cites again, and
//! the list of publishers.

use std::collections::HashMap;
use std::hash::DefaultHasher;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::content::{Kind, Source};
use crate::locale::DateStyle;
use crate::pages::output::Menu;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::held::{Language, Languages, hashed_by_value};
use crate::pages::shared::pagination::{Slice, path, slices};
use crate::pages::shared::parts::{Brief, Head, Link, Mention, Paginator};
use crate::pages::{Emitter, Output, PageContext, Template, View};
use crate::site::{EntityId, EntryId, Index, LocalizedSite, Site, StableHash, StableIds};
use crate::values::{Date, Id, Issued, Text};

/// Sources on a numbered page; the newest page has up to twice as many.
const SIZE: usize = 200;

/// What the template `sources.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct SourcesView {
    head: Head,
    page: Sources,
}

#[derive(Debug, Serialize, Deserialize)]
struct Sources {
    title: String,
    years: Vec<Link>,
    groups: Vec<Letter>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Letter {
    letter: String,
    publishers: Vec<PublisherYears>,
}

#[derive(Debug, Serialize, Deserialize)]
struct PublisherYears {
    publisher: Mention,
    years: Vec<Link>,
}

/// What the template `sources-year.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct YearView {
    head: Head,
    page: YearPage,
    paginator: Paginator,
}

#[derive(Debug, Serialize, Deserialize)]
struct YearPage {
    title: String,
    year: i16,
    url: String,
    groups: Vec<Group>,
    previous: Option<Link>,
    next: Option<Link>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Group {
    publisher: Option<Mention>,
    anchor: Option<String>,
    sources: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "Source")]
struct Entry {
    title: Option<String>,
    url: Option<String>,
    kind: Option<String>,
    issued: Option<String>,
    archive_url: Option<String>,
    lang: Option<String>,
    briefings: Vec<Brief>,
}

/// The sources of a year: each with all entries of briefings that give it, the oldest first.
struct Year {
    first_day: Date,
    sources: Vec<Vec<EntryId>>,
}

/// A page of the sources of a year.
struct OfYear {
    years: Arc<[Year]>,
    at: usize,
    slice: Slice,
    languages: Languages,
}

impl OfYear {
    fn first_day(&self) -> Date {
        self.years[self.at].first_day
    }

    fn sources(&self) -> &[Vec<EntryId>] {
        &self.years[self.at].sources[self.slice.range.clone()]
    }

    /// The years before and after. A numbered page leads to those of its own year alone, so that it stays as it is when another
    /// year begins.
    fn neighbours(&self) -> (Option<Date>, Option<Date>) {
        let neighbour = |index: Option<usize>| Some(self.years.get(index.filter(|_| self.slice.number.is_none())?)?.first_day);
        (neighbour(self.at.checked_sub(1)), neighbour(Some(self.at + 1)))
    }
}

impl StableHash for OfYear {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        (self.first_day(), &self.slice, self.neighbours(), &self.languages).stable_hash(names, to);
        self.sources().iter().for_each(|items| items[..].stable_hash(names, to));
    }
}

/// Who published a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Publisher<'s> {
    Agency(Index),
    Named(&'s str),
}

impl StableHash for Publisher<'_> {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        match *self {
            Self::Agency(index) => (true, EntityId { kind: Kind::Agency, index }).stable_hash(names, to),
            Self::Named(name) => (false, name.to_owned()).stable_hash(names, to),
        }
    }
}

/// A page with sources of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::pages) struct PageOfYear {
    first_day: Date,
    number: Option<usize>,
}

hashed_by_value!(PageOfYear);

/// A publisher, and the newest page of each year with something of it, the newest year first.
type Published<'s> = (Publisher<'s>, Vec<PageOfYear>);

pub(in crate::pages) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[Template::of::<SourcesView>("sources.html"), Template::of::<YearView>("sources-year.html")],
    labels: &["sources", "sources-of"],
};

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.citations {
        return;
    }
    let all: Vec<Arc<[Year]>> = cx.site.localized.iter().map(|local| years(cx.site, local).into()).collect();
    for (local, years) in cx.site.localized.iter().zip(&all).filter(|(_, years)| !years.is_empty()) {
        for at in 0..years.len() {
            let folder = base(years[at].first_day);
            let languages = Languages::of(cx.site, |s| all[s.language].iter().any(|year| year.first_day == years[at].first_day));
            for slice in slices(years[at].sources.len(), SIZE) {
                let address = cx.address(local, &path(&folder, slice.number));
                let held = (Language(local.language), OfYear { years: Arc::clone(years), at, slice, languages: languages.clone() });
                let output = Output::made_from(cx, address, local.language, held, |cx, _, (language, of_year)| {
                    let (local, slice, base) = (cx.local(*language), &of_year.slice, base(of_year.first_day()));
                    let paginator = cx.paginator(local, &base, slice, Vec::new());
                    let head = head(cx, local, of_year, &base);
                    let page = page(cx, local, of_year, &head);
                    let head = cx.listing_head(local, slice, &base, &[], Head { description: described(local, &page), ..head });
                    View::page("sources-year.html", YearView { head: cx.collection(local, head), page, paginator })
                });
                outputs.push(output.listed());
            }
        }
        let address = cx.address(local, "sources/");
        let first_days: Vec<Date> = years.iter().rev().map(|year| year.first_day).collect();
        let languages = Languages::of(cx.site, |s| !all[s.language].is_empty());
        let held = (Language(local.language), first_days, publishers(cx.site, years), languages);
        let output = Output::made_from(cx, address, local.language, held, |cx, _, (language, years, publishers, languages)| {
            View::page("sources.html", index(cx, cx.local(*language), years, publishers, languages))
        });
        outputs.push(output.listed().in_menu(Menu::Foot, "sources"));
    }
}

fn base(first_day: Date) -> String {
    format!("sources/{:04}/", first_day.year())
}

/// The years with sources, the oldest first.
fn years(site: &Site<'_>, local: &LocalizedSite) -> Vec<Year> {
    let year_of = |index: &Index| site.briefing(*index).date.year();
    let years = local
        .briefings()
        .chunk_by(|a, b| year_of(a) == year_of(b))
        .map(|briefings| Year { first_day: site.briefing(briefings[0]).date.civil().first_of_year().into(), sources: cited(site, briefings) });
    years.filter(|year| !year.sources.is_empty()).collect()
}

/// The sources of briefings in the order in which they are first given. Those with one address are one; so are those
/// without an address that have the same title and publisher.
fn cited(site: &Site<'_>, briefings: &[Index]) -> Vec<Vec<EntryId>> {
    let mut sources: Vec<Vec<EntryId>> = Vec::new();
    let mut known = HashMap::new();
    for &briefing in briefings {
        for (index, fields) in site.briefing(briefing).shared().sources.iter().enumerate() {
            let item = EntryId { briefing, index };
            let title = fields.title.as_ref().map(Text::as_str);
            let key = match &fields.url {
                Some(url) => (Some(url.to_string()), None, None),
                None => (None, title, fields.publisher.as_ref().map(Text::as_str)),
            };
            let at = *known.entry(key).or_insert_with(|| {
                sources.push(Vec::new());
                sources.len() - 1
            });
            sources[at].push(item);
        }
    }
    sources
}

fn source<'s>(site: &Site<'s>, item: EntryId) -> &'s Source {
    &site.briefing(item.briefing).shared().sources[item.index]
}

/// The publisher of a source: that of its first entry which names one.
fn publisher<'s>(site: &Site<'s>, items: &[EntryId]) -> Option<Publisher<'s>> {
    items.iter().find_map(|item| match site.briefing(item.briefing).publishers[item.index] {
        Some(agency) => Some(Publisher::Agency(agency)),
        None => source(site, *item).publisher.as_ref().map(|name| Publisher::Named(name.as_str())),
    })
}

impl Publisher<'_> {
    /// What leads to its sources on a page, and tells publishers apart: names that differ only in case and punctuation are one.
    fn anchor(self, site: &Site<'_>) -> Option<String> {
        match self {
            Self::Agency(index) => Some(format!("agency-{}", site.agency(index).id)),
            Self::Named(name) => Id::from_title(name).map(|id| format!("publisher-{id}")),
        }
    }

    fn mention(self, cx: PageContext<'_>, local: &LocalizedSite) -> Mention {
        match self {
            Self::Agency(index) => cx.agency(local, index),
            Self::Named(name) => Mention { title: name.to_owned(), short: None, url: None },
        }
    }
}

fn head(cx: PageContext<'_>, local: &LocalizedSite, of_year: &OfYear, base: &str) -> Head {
    let title = local.locale.date(of_year.first_day().civil(), DateStyle::Year);
    let title = cx.labels.with(local.language, "sources-of", None, &[("year".to_owned(), title)]);
    let mut head = cx.head(local, "sources-year", title, base, &|s| of_year.languages.has(s));
    head.breadcrumbs.push(cx.labelled(local, "sources", "sources/"));
    head
}

fn described(local: &LocalizedSite, page: &YearPage) -> Option<String> {
    summed_up(local, &page.title, page.groups.iter().filter_map(|group| Some(group.publisher.as_ref()?.title.as_str())))
}

fn page(cx: PageContext<'_>, local: &LocalizedSite, of_year: &OfYear, head: &Head) -> YearPage {
    let first_day = of_year.first_day();
    let link = |first_day: Date| Link { title: local.locale.date(first_day.civil(), DateStyle::Year), url: cx.url(local, &base(first_day)) };
    let (previous, next) = of_year.neighbours();
    YearPage {
        title: cx.labels.with(local.language, "sources-of", None, &[("year".to_owned(), link(first_day).title)]).unwrap_or_default(),
        year: first_day.year(),
        url: head.url.clone(),
        groups: groups(cx, local, of_year.sources()),
        previous: previous.map(link),
        next: next.map(link),
    }
}

/// Sources by publisher, both by name; those without a publisher come last.
fn groups(cx: PageContext<'_>, local: &LocalizedSite, sources: &[Vec<EntryId>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<Option<String>, usize> = HashMap::new();
    for items in sources {
        let publisher = publisher(cx.site, items);
        let anchor = publisher.and_then(|p| p.anchor(cx.site));
        // A name without a letter or digit has no anchor, and stands among those without a publisher.
        let at = *known.entry(anchor.clone()).or_insert_with(|| {
            groups.push(Group { publisher: publisher.filter(|_| anchor.is_some()).map(|p| p.mention(cx, local)), anchor, sources: Vec::new() });
            groups.len() - 1
        });
        groups[at].sources.push(entry(cx, local, items));
    }
    for group in &mut groups {
        local.locale.sort_by_key(&mut group.sources, |s| s.title.as_deref().or(s.url.as_deref()).unwrap_or_default());
    }
    local.locale.sort_by_key(&mut groups, |g| g.publisher.as_ref().map_or("", |p| &p.title));
    groups.sort_by_key(|g| g.publisher.is_none());
    groups
}

/// A source as the first briefing gives it, with what only later ones give, and the briefings that give it, newest first.
fn entry(cx: PageContext<'_>, local: &LocalizedSite, items: &[EntryId]) -> Entry {
    let all = || items.iter().map(|item| source(cx.site, *item));
    let mut briefings: Vec<Index> = items.iter().map(|item| item.briefing).collect();
    briefings.dedup();
    Entry {
        title: all().find_map(|s| s.title.as_ref()).map(ToString::to_string),
        url: all().find_map(|s| s.url.as_ref()).map(ToString::to_string),
        kind: all().find_map(|s| s.kind).map(|k| k.word().to_owned()),
        issued: issued(all()).map(|d| d.to_string()),
        archive_url: all().find_map(|s| s.archive_url.as_ref()).map(ToString::to_string),
        lang: all().find_map(|s| s.lang.as_ref()).map(ToString::to_string),
        briefings: briefings.iter().rev().map(|i| cx.brief(local, *i)).collect(),
    }
}

/// When a source was published: what the first briefing says that says it most exactly.
fn issued<'s>(entries: impl Iterator<Item = &'s Source>) -> Option<Issued> {
    let mut best: Option<Issued> = None;
    for issued in entries.filter_map(|source| source.issued) {
        let exact = |issued: Issued| (issued.parts().1.is_some(), issued.parts().2.is_some());
        if best.is_none_or(|best| exact(issued) > exact(best)) {
            best = Some(issued);
        }
    }
    best
}

/// The publishers of the sources of all years.
fn publishers<'s>(site: &Site<'s>, years: &[Year]) -> Vec<Published<'s>> {
    let mut all: Vec<Published<'s>> = Vec::new();
    let mut by_anchor: HashMap<String, usize> = HashMap::new();
    // Making an anchor takes longer than finding what was found before.
    let mut known: HashMap<Publisher<'s>, Option<usize>> = HashMap::new();
    for year in years.iter().rev() {
        // The newest page of the year with something of the publisher comes first, and is where the link leads.
        for slice in newest_first(slices(year.sources.len(), SIZE)) {
            let page = PageOfYear { first_day: year.first_day, number: slice.number };
            for found in year.sources[slice.range].iter().filter_map(|items| publisher(site, items)) {
                let at = *known.entry(found).or_insert_with(|| {
                    let anchor = found.anchor(site)?;
                    Some(*by_anchor.entry(anchor).or_insert_with(|| {
                        all.push((found, Vec::new()));
                        all.len() - 1
                    }))
                });
                let Some(pages) = at.map(|at| &mut all[at].1) else { continue };
                if pages.last().is_none_or(|last| last.first_day != page.first_day) {
                    pages.push(page);
                }
            }
        }
    }
    all
}

fn index(cx: PageContext<'_>, local: &LocalizedSite, years: &[Date], publishers: &[Published<'_>], languages: &Languages) -> SourcesView {
    let title = cx.labels.text(local.language, "sources");
    let link = |first_day: Date, url: String| Link { title: local.locale.date(first_day.civil(), DateStyle::Year), url };
    let of_publisher = |(publisher, pages): &Published<'_>| {
        let anchor = publisher.anchor(cx.site).unwrap_or_default();
        let link = |page: &PageOfYear| link(page.first_day, format!("{}#{anchor}", cx.url(local, &path(&base(page.first_day), page.number))));
        PublisherYears { publisher: publisher.mention(cx, local), years: pages.iter().map(link).collect() }
    };
    let groups = local.locale.index_groups(publishers.iter().map(of_publisher).collect(), |p| &p.publisher.title);
    let mut head = cx.head(local, "sources", Some(title.clone()), "sources/", &|s| languages.has(s));
    head.description = summed_up(local, &title, groups.iter().flat_map(|(_, publishers)| publishers).map(|entry| entry.publisher.title.as_str()));
    SourcesView {
        head: cx.collection(local, head),
        page: Sources {
            title,
            years: years.iter().map(|first_day| link(*first_day, cx.url(local, &base(*first_day)))).collect(),
            groups: groups.into_iter().map(|(letter, publishers)| Letter { letter, publishers }).collect(),
        },
    }
}

/// The pages of a listing from the newest to the oldest.
fn newest_first(mut slices: Vec<Slice>) -> Vec<Slice> {
    slices[1..].reverse();
    slices
}
