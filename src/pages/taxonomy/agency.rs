//! The index of agencies, and a page for each agency.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::pages::commitments::commitment::OpenCommitments;
use crate::pages::output::Menu;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::cards::thing_url;
use crate::pages::shared::dates::Dates;
use crate::pages::shared::held::Language;
use crate::pages::shared::json_ld::types::{Node, Organization, Thing};
use crate::pages::shared::parts::{Head, InstrumentEntry, Mention, Paginator};
use crate::pages::{BodyRenderer, Emitter, Html, Output, PageContext, Template, View};
use crate::site::{Agency, EntityId, Form, Index, LocalizedSite};

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

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.agencies {
        return;
    }
    for local in &cx.site.localized {
        if !local.has_any(Kind::Agency) {
            continue;
        }
        let address = cx.address(local, "agencies/");
        outputs.push(
            Output::made_from(cx, address, local.language, Language(local.language), |cx, _, language| {
                View::page("agencies.html", index(cx, cx.local(*language)))
            })
            .listed()
            .in_menu(Menu::Foot, "agencies"),
        );
        for thing in local.filed(Kind::Agency) {
            let node = cx.site.agency(thing.index);
            let origin = node.version(local.language).or_else(|| node.version(0));
            cx.listing(local, &base(cx, thing.index), thing, origin, outputs, |cx, renderer, listed, paginator| {
                let (local, agency) = (listed.local, listed.thing.index);
                let own = head(cx, local, agency);
                let described = own.description.clone();
                let mut head = cx.listing_head(local, listed.slice, listed.base, &paginator.pages, own);
                let page = page(cx, renderer, local, agency, &head, listed.is_first());
                if listed.is_first() {
                    head.feeds.extend(cx.calendar_file(local, Some(listed.thing), listed.base, &page.title));
                    head = cx.describing(head, vec![organization(cx, agency, &page, described)]);
                } else {
                    head = cx.collection(local, head);
                }
                View::page("agency.html", AgencyView { head, page, paginator })
            });
        }
    }
}

fn base(cx: PageContext<'_>, agency: Index) -> String {
    format!("agencies/{}/", cx.site.agency(agency).id)
}

fn head(cx: PageContext<'_>, local: &LocalizedSite, agency: Index) -> Head {
    let (site, path) = (cx.site, base(cx, agency));
    let title = site.agency_name(agency, local.language).to_owned();
    let mut head = cx.head(local, "agency", Some(title.clone()), &path, &|s| s.has(Kind::Agency, agency));
    if site.config().outputs.agency_feeds {
        head.feeds = cx.feeds(local, &path, &title);
    }
    head.breadcrumbs.push(cx.labelled(local, "agencies", "agencies/"));
    head.description = site.agency(agency).version(local.language).map(|v| site.lead(v, local.language)).filter(|d| !d.is_empty());
    head
}

fn page(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, agency: Index, head: &Head, first: bool) -> AgencyPage {
    let (node, thing) = (cx.site.agency(agency), EntityId { kind: Kind::Agency, index: agency });
    let version = node.version(local.language).filter(|_| first);
    let fields = node.version(0).map(Agency::fields);
    let named = |index: Option<Index>| index.map(|i| cx.agency(local, i));
    AgencyPage {
        title: cx.site.agency_name(agency, local.language).to_owned(),
        short: cx.site.agency_short(agency, local.language).map(str::to_owned),
        url: head.url.clone(),
        permalink: head.permalink.clone(),
        content: version.map(|v| cx.body(renderer, v, local.language, Form::Url, &head.permalink)).unwrap_or_default(),
        jurisdiction: node.jurisdiction.map(|j| cx.jurisdiction(local, j)),
        parent: named(node.parent),
        successor: named(node.successor),
        website: fields.and_then(|f| f.url.as_ref()).map(ToString::to_string),
        valid_from: fields.and_then(|f| f.valid_from).map(|d| d.to_string()),
        valid_to: fields.and_then(|f| f.valid_to).map(|d| d.to_string()),
        instruments: if first { cx.instruments(local, cx.instruments_where(|instrument| instrument.agencies.contains(&agency))) } else { Vec::new() },
        dates: if first { cx.dates_ahead(local, Some(thing), &base(cx, agency)) } else { Dates::default() },
        commitments: if first { cx.open_commitments(local, thing) } else { OpenCommitments::default() },
    }
}

/// An agency for programs.
fn organization(cx: PageContext<'_>, agency: Index, page: &AgencyPage, description: Option<String>) -> Node {
    let aliases = cx.site.agency(agency).version(0).map(|version| &Agency::fields(version).aliases);
    Node::GovernmentOrganization(Organization {
        thing: Thing {
            alternate_name: page.short.iter().cloned().chain(aliases.into_iter().flatten().map(ToString::to_string)).collect(),
            description,
            url: Some(page.permalink.clone()),
            same_as: page.website.clone(),
            ..Thing::at(&page.permalink, &page.title)
        },
        parent_organization: cx.organizations(&page.parent),
        area_served: cx.areas(&page.jurisdiction),
        founding_date: page.valid_from.clone(),
        dissolution_date: page.valid_to.clone(),
        ..Organization::default()
    })
}

/// Agencies by jurisdiction, both by name; those without a jurisdiction come last.
fn index(cx: PageContext<'_>, local: &LocalizedSite) -> AgenciesView {
    let site = cx.site;
    let title = cx.labels.text(local.language, "agencies");
    let mut groups: Vec<Group> = Vec::new();
    let mut places: Vec<Option<Index>> = site.agencies().iter().enumerate().filter(|(i, _)| local.has(Kind::Agency, *i)).map(|(_, a)| a.jurisdiction).collect();
    places.sort_by(|a, b| match (a, b) {
        (Some(a), Some(b)) => local.locale.compare(site.jurisdiction_name(*a, local.language), site.jurisdiction_name(*b, local.language)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    places.dedup();
    for place in places {
        let here = site.agencies().iter().enumerate().filter(|(_, a)| a.jurisdiction == place);
        let mut agencies: Vec<Entry> = here
            .filter_map(|(index, _)| {
                let Mention { title, short, .. } = cx.agency(local, index);
                Some(Entry {
                    title,
                    short,
                    url: thing_url(local, Kind::Agency, index)?,
                    count: local.briefings_of(EntityId { kind: Kind::Agency, index }).len(),
                })
            })
            .collect();
        local.locale.sort_by_key(&mut agencies, |a| &a.title);
        groups.push(Group { jurisdiction: place.map(|j| cx.jurisdiction(local, j)), agencies });
    }
    let mut head = cx.head(local, "agencies", Some(title.clone()), "agencies/", &|s| s.has_any(Kind::Agency));
    head.description = summed_up(local, &title, groups.iter().flat_map(|group| &group.agencies).map(|entry| entry.title.as_str()));
    AgenciesView { head: cx.collection(local, head), page: Agencies { title, groups } }
}
