//! Sitemaps: one of each year's briefings, one of the other pages, and the index that names them.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Inputs, Output, Prose, View};
use crate::content::Kind;
use crate::content::markdown::escaped;
use crate::site::{Address, Thing};
use crate::values::Date;

/// A sitemap or an index of sitemaps.
#[derive(Debug, Serialize)]
pub struct Sitemap {
    /// Whether the entries are sitemaps themselves.
    pub index: bool,
    /// Full addresses with the day of the last change, where one is known.
    pub entries: Vec<(String, Option<Date>)>,
}

impl Sitemap {
    /// The sitemap as XML.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let (outer, inner) = if self.index { ("sitemapindex", "sitemap") } else { ("urlset", "url") };
        let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{outer} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (address, modified) in &self.entries {
            let _ = write!(xml, "<{inner}><loc>{}</loc>", escaped(address));
            if let Some(date) = modified {
                let _ = write!(xml, "<lastmod>{date}</lastmod>");
            }
            let _ = writeln!(xml, "</{inner}>");
        }
        let _ = writeln!(xml, "</{outer}>");
        xml.into_bytes()
    }
}

pub(super) fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    if !inputs.site.config().outputs.sitemap {
        return;
    }
    let mut push = |path: String, make: Box<dyn Fn() -> Sitemap + Send + Sync + 's>| {
        outputs.push(Output::new(Address::shared(&path), 0, move |_: &mut dyn Prose| View::Sitemap(make())));
    };
    let years = years(inputs);
    for &year in &years {
        push(year_path(year), Box::new(move || briefings(inputs, year)));
    }
    push("sitemap-pages.xml".to_owned(), Box::new(move || pages(inputs)));
    push("sitemap.xml".to_owned(), Box::new(move || index(inputs, &years)));
}

fn year_path(year: i16) -> String {
    format!("sitemap-{year:04}.xml")
}

/// Years with a page of a briefing, in order.
fn years(inputs: Inputs<'_>) -> Vec<i16> {
    let pages = inputs.site.sections.iter().flat_map(|s| &s.pages);
    let mut years: Vec<i16> = pages.map(|i| inputs.site.briefing(*i).date.year()).collect();
    years.sort_unstable();
    years.dedup();
    years
}

fn index(inputs: Inputs<'_>, years: &[i16]) -> Sitemap {
    let config = inputs.site.config();
    let mut entries: Vec<(String, Option<Date>)> = years
        .iter()
        .map(|year| {
            let sitemap = Address::shared(&year_path(*year)).permalink(config);
            (sitemap, of_year(inputs, *year).map(|(_, date)| date).max())
        })
        .collect();
    entries.push((Address::shared("sitemap-pages.xml").permalink(config), None));
    Sitemap { index: true, entries }
}

/// The addresses of a year's briefings in all languages.
fn of_year(inputs: Inputs<'_>, year: i16) -> impl Iterator<Item = (Address, Date)> {
    let site = inputs.site;
    site.sections.iter().flat_map(move |section| {
        // Indices are in the order of dates, so a year's briefings stand together.
        let start = section.pages.partition_point(|i| site.briefing(*i).date.year() < year);
        let end = section.pages.partition_point(|i| site.briefing(*i).date.year() <= year);
        section.pages[start..end].iter().filter_map(move |&index| {
            let address = site.address(Thing { kind: Kind::Briefing, index }, section.language)?;
            Some((address, site.briefing(index).modified()))
        })
    })
}

fn briefings(inputs: Inputs<'_>, year: i16) -> Sitemap {
    let config = inputs.site.config();
    Sitemap { index: false, entries: of_year(inputs, year).map(|(address, date)| (address.permalink(config), Some(date))).collect() }
}

/// Every other page that readers look for: home pages, topics, agencies, jurisdictions, instruments, the tracker, the
/// calendar, sources, the glossary, free pages.
fn pages(inputs: Inputs<'_>) -> Sitemap {
    let (site, config) = (inputs.site, inputs.site.config());
    let mut entries = Vec::new();
    for section in &site.sections {
        let mut add = |address: Option<Address>, modified| {
            if let Some(address) = address {
                entries.push((address.permalink(config), modified));
            }
        };
        let newest = section.briefings.last().map(|i| site.briefing(*i).modified());
        add(Some(inputs.address(section, "")), newest);
        let indexes = [
            (Kind::Topic, "topics/", true),
            (Kind::Agency, "agencies/", config.outputs.agencies),
            (Kind::Jurisdiction, "jurisdictions/", config.outputs.jurisdictions),
            (Kind::Instrument, "instruments/", config.outputs.instruments),
        ];
        for (_, path, _) in indexes.iter().filter(|(kind, _, on)| *on && section.has_any(*kind)) {
            add(Some(inputs.address(section, path)), newest);
        }
        if config.outputs.archive && newest.is_some() {
            add(Some(inputs.address(section, "briefings/")), newest);
        }
        if config.outputs.commitments && !section.commitments.is_empty() {
            add(Some(inputs.address(section, "commitments/")), newest);
        }
        if config.outputs.calendar && super::calendar::has_dates(inputs, section) {
            add(Some(inputs.address(section, "calendar/")), newest);
        }
        if config.outputs.data && newest.is_some() {
            add(Some(inputs.address(section, "data/")), newest);
        }
        let of_kind = |kind, index| site.address(Thing { kind, index }, section.language);
        let date = |list: &[usize]| list.last().map(|i| site.briefing(*i).modified());
        for (index, list) in section.by_topic.iter().enumerate() {
            add(of_kind(Kind::Topic, index), date(list));
        }
        for (index, list) in section.by_agency.iter().enumerate() {
            add(of_kind(Kind::Agency, index), date(list));
        }
        for (index, list) in section.by_jurisdiction.iter().enumerate() {
            add(of_kind(Kind::Jurisdiction, index), date(list));
        }
        for (index, list) in section.by_instrument.iter().enumerate() {
            add(of_kind(Kind::Instrument, index), date(list));
        }
        for (path, newest) in super::sources::paths(inputs, section) {
            add(Some(inputs.address(section, &path)), newest);
        }
        for index in 0..site.pages().len() {
            add(of_kind(Kind::Page, index), None);
        }
        if config.outputs.glossary && super::glossary::has_terms(inputs, section) {
            add(Some(inputs.address(section, "glossary/")), None);
        }
    }
    Sitemap { index: false, entries }
}
