//! The index of agencies, and a page for each agency.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::pages::commitments::commitment::OpenCommitments;
use crate::pages::output::Menu;
use crate::pages::shared::cards::thing_url;
use crate::pages::shared::dates::Dates;
use crate::pages::shared::held::Language;
use crate::pages::shared::parts::{Head, InstrumentEntry, Mention, Paginator};
use crate::pages::{Emitter, Html, Inputs, Output, Prose, Template, View};
use crate::site::{Agency, Form, Index, Section, Thing};

/// What the template `agencies.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct AgenciesView {
    head: Head,
    page: Agencies,
}

#[derive(Debug, Serialize, Deserialize)]
struct Agencies {
    title: String,
    groups: Vec<Group>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Group {
    jurisdiction: Option<Mention>,
    agencies: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    title: String,
    short: Option<String>,
    url: String,
    count: usize,
}

/// What the template `agency.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct AgencyView {
    head: Head,
    page: AgencyPage,
    paginator: Paginator,
}

#[derive(Debug, Serialize, Deserialize)]
struct AgencyPage {
    title: String,
    short: Option<String>,
    url: String,
    permalink: String,
    content: Html,
    jurisdiction: Option<Mention>,
    parent: Option<Mention>,
    successor: Option<Mention>,
    website: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    instruments: Vec<InstrumentEntry>,
    dates: Dates,
    commitments: OpenCommitments,
}

pub(in crate::pages) const EMITTER: Emitter =
    Emitter { outputs, templates: &[Template::of::<AgenciesView>("agencies.html"), Template::of::<AgencyView>("agency.html")], labels: &["agencies"] };

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    if !inputs.site.config().outputs.agencies {
        return;
    }
    for section in &inputs.site.sections {
        if !section.has_any(Kind::Agency) {
            continue;
        }
        let address = inputs.address(section, "agencies/");
        outputs.push(
            Output::made_from(inputs, address, section.language, Language(section.language), |inputs, _, language| {
                View::page("agencies.html", index(inputs, inputs.section(*language)))
            })
            .listed()
            .in_menu(Menu::Foot, "agencies"),
        );
        for thing in section.filed(Kind::Agency) {
            let node = inputs.site.agency(thing.index);
            let origin = node.version(section.language).or_else(|| node.version(0));
            inputs.listing(section, &base(inputs, thing.index), thing, origin, outputs, |inputs, prose, listed, paginator| {
                let (section, agency) = (listed.section, listed.thing.index);
                let mut head = inputs.listing_head(section, listed.slice, listed.base, head(inputs, section, agency));
                if listed.is_first() {
                    let name = inputs.site.agency_name(agency, section.language);
                    head.feeds.extend(inputs.calendar_file(section, Some(listed.thing), listed.base, name));
                }
                View::page("agency.html", AgencyView { page: page(inputs, prose, section, agency, &head, listed.is_first()), head, paginator })
            });
        }
    }
}

fn base(inputs: Inputs<'_>, agency: Index) -> String {
    format!("agencies/{}/", inputs.site.agency(agency).id)
}

fn head(inputs: Inputs<'_>, section: &Section, agency: Index) -> Head {
    let (site, path) = (inputs.site, base(inputs, agency));
    let title = site.agency_name(agency, section.language).to_owned();
    let mut head = inputs.head(section, "agency", Some(title.clone()), &path, &|s| s.has(Kind::Agency, agency));
    if site.config().outputs.agency_feeds {
        head.feeds = inputs.feeds(section, &path, &title);
    }
    head.breadcrumbs.push(inputs.labelled(section, "agencies", "agencies/"));
    head.description = site.agency(agency).version(section.language).map(|v| site.lead(v, section.language)).filter(|d| !d.is_empty());
    head
}

fn page(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, agency: Index, head: &Head, first: bool) -> AgencyPage {
    let (node, thing) = (inputs.site.agency(agency), Thing { kind: Kind::Agency, index: agency });
    let version = node.version(section.language).filter(|_| first);
    let fields = node.version(0).map(Agency::fields);
    let named = |index: Option<Index>| index.map(|i| inputs.agency(section, i));
    AgencyPage {
        title: inputs.site.agency_name(agency, section.language).to_owned(),
        short: inputs.site.agency_short(agency, section.language).map(str::to_owned),
        url: head.url.clone(),
        permalink: head.permalink.clone(),
        content: version.map(|v| inputs.body(prose, v, section.language, Form::Url, &head.permalink)).unwrap_or_default(),
        jurisdiction: node.jurisdiction.map(|j| inputs.jurisdiction(section, j)),
        parent: named(node.parent),
        successor: named(node.successor),
        website: fields.and_then(|f| f.url.as_ref()).map(ToString::to_string),
        valid_from: fields.and_then(|f| f.valid_from).map(|d| d.to_string()),
        valid_to: fields.and_then(|f| f.valid_to).map(|d| d.to_string()),
        instruments: if first { inputs.instruments(section, inputs.instruments_where(|instrument| instrument.agencies.contains(&agency))) } else { Vec::new() },
        dates: if first { inputs.dates_ahead(section, Some(thing), &base(inputs, agency)) } else { Dates::default() },
        commitments: if first { inputs.open_commitments(section, thing) } else { OpenCommitments::default() },
    }
}

/// Agencies by jurisdiction, both by name; those without a jurisdiction come last.
fn index(inputs: Inputs<'_>, section: &Section) -> AgenciesView {
    let site = inputs.site;
    let title = inputs.labels.text(section.language, "agencies");
    let mut groups: Vec<Group> = Vec::new();
    let mut places: Vec<Option<Index>> =
        site.agencies().iter().enumerate().filter(|(i, _)| section.has(Kind::Agency, *i)).map(|(_, a)| a.jurisdiction).collect();
    places.sort_by(|a, b| match (a, b) {
        (Some(a), Some(b)) => section.locale.compare(site.jurisdiction_name(*a, section.language), site.jurisdiction_name(*b, section.language)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    places.dedup();
    for place in places {
        let here = site.agencies().iter().enumerate().filter(|(_, a)| a.jurisdiction == place);
        let mut agencies: Vec<Entry> = here
            .filter_map(|(index, _)| {
                let Mention { title, short, .. } = inputs.agency(section, index);
                Some(Entry {
                    title,
                    short,
                    url: thing_url(section, Kind::Agency, index)?,
                    count: section.briefings_of(Thing { kind: Kind::Agency, index }).len(),
                })
            })
            .collect();
        section.locale.sort_by_key(&mut agencies, |a| &a.title);
        groups.push(Group { jurisdiction: place.map(|j| inputs.jurisdiction(section, j)), agencies });
    }
    let head = inputs.head(section, "agencies", Some(title.clone()), "agencies/", &|s| s.has_any(Kind::Agency));
    AgenciesView { head, page: Agencies { title, groups } }
}
