//! The index of jurisdictions, and a page for each jurisdiction.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::pages::output::Menu;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::cards::thing_url;
use crate::pages::shared::held::Language;
use crate::pages::shared::json_ld::types::{Node, Thing};
use crate::pages::shared::parts::{Head, InstrumentEntry, Mention, Paginator};
use crate::pages::{BodyRenderer, Emitter, Html, Output, PageContext, Template, View};
use crate::site::{Form, Index, LocalizedSite};

/// What the template `jurisdictions.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct JurisdictionsView {
    head: Head,
    page: Jurisdictions,
}

#[derive(Debug, Serialize, Deserialize)]
struct Jurisdictions {
    title: String,
    jurisdictions: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    title: String,
    url: String,
    count: usize,
}

/// What the template `jurisdiction.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct JurisdictionView {
    head: Head,
    page: JurisdictionPage,
    paginator: Paginator,
}

#[derive(Debug, Serialize, Deserialize)]
struct JurisdictionPage {
    title: String,
    url: String,
    permalink: String,
    content: Html,
    agencies: Vec<Mention>,
    instruments: Vec<InstrumentEntry>,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[Template::of::<JurisdictionsView>("jurisdictions.html"), Template::of::<JurisdictionView>("jurisdiction.html")],
    labels: &["jurisdictions"],
};

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.jurisdictions {
        return;
    }
    for local in &cx.site.localized {
        if !local.has_any(Kind::Jurisdiction) {
            continue;
        }
        let address = cx.address(local, "jurisdictions/");
        outputs.push(
            Output::made_from(cx, address, local.language, Language(local.language), |cx, _, language| {
                View::page("jurisdictions.html", index(cx, cx.local(*language)))
            })
            .listed()
            .in_menu(Menu::Foot, "jurisdictions"),
        );
        for thing in local.filed(Kind::Jurisdiction) {
            let base = format!("jurisdictions/{}/", cx.site.jurisdiction(thing.index).id);
            cx.listing(local, &base, thing, None, outputs, |cx, renderer, listed, paginator| {
                let (local, jurisdiction) = (listed.local, listed.thing.index);
                let head = cx.listing_head(local, listed.slice, listed.base, &paginator.pages, head(cx, local, jurisdiction, listed.base));
                let page = page(cx, renderer, local, jurisdiction, &head, listed.is_first());
                let head = if listed.is_first() {
                    let url = Some(head.permalink.clone());
                    let area = Node::AdministrativeArea(Thing { url, ..Thing::at(&head.permalink, &page.title) });
                    cx.describing(head, vec![area])
                } else {
                    cx.collection(local, head)
                };
                View::page("jurisdiction.html", JurisdictionView { head, page, paginator })
            });
        }
    }
}

fn head(cx: PageContext<'_>, local: &LocalizedSite, jurisdiction: Index, path: &str) -> Head {
    let title = cx.site.jurisdiction_name(jurisdiction, local.language).to_owned();
    let mut head = cx.head(local, "jurisdiction", Some(title), path, &|s| s.has(Kind::Jurisdiction, jurisdiction));
    head.breadcrumbs.push(cx.labelled(local, "jurisdictions", "jurisdictions/"));
    head
}

fn page(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, jurisdiction: Index, head: &Head, first: bool) -> JurisdictionPage {
    let site = cx.site;
    let version = site.jurisdiction(jurisdiction).version(local.language).filter(|_| first);
    let here = site.agencies().iter().enumerate().filter(|(i, a)| a.jurisdiction == Some(jurisdiction) && local.has(Kind::Agency, *i));
    let mut agencies: Vec<Mention> = here.map(|(i, _)| cx.agency(local, i)).collect();
    local.locale.sort_by_key(&mut agencies, |a| &a.title);
    JurisdictionPage {
        title: site.jurisdiction_name(jurisdiction, local.language).to_owned(),
        url: head.url.clone(),
        permalink: head.permalink.clone(),
        content: version.map(|v| cx.body(renderer, v, local.language, Form::Url, &head.permalink)).unwrap_or_default(),
        agencies,
        instruments: if first { cx.instruments(local, cx.instruments_where(|instrument| instrument.jurisdiction == Some(jurisdiction))) } else { Vec::new() },
    }
}

fn index(cx: PageContext<'_>, local: &LocalizedSite) -> JurisdictionsView {
    let title = cx.labels.text(local.language, "jurisdictions");
    let mut jurisdictions: Vec<Entry> = local
        .filed(Kind::Jurisdiction)
        .filter_map(|thing| {
            let url = thing_url(local, Kind::Jurisdiction, thing.index)?;
            let title = cx.site.jurisdiction_name(thing.index, local.language).to_owned();
            Some(Entry { title, url, count: local.briefings_of(thing).len() })
        })
        .collect();
    local.locale.sort_by_key(&mut jurisdictions, |j| &j.title);
    let mut head = cx.head(local, "jurisdictions", Some(title.clone()), "jurisdictions/", &|s| s.has_any(Kind::Jurisdiction));
    head.description = summed_up(local, &title, jurisdictions.iter().map(|entry| entry.title.as_str()));
    JurisdictionsView { head: cx.collection(local, head), page: Jurisdictions { title, jurisdictions } }
}
