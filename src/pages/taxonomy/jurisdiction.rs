//! The index of jurisdictions, and a page for each jurisdiction.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::pages::output::Menu;
use crate::pages::shared::cards::thing_url;
use crate::pages::shared::held::Language;
use crate::pages::shared::parts::{Head, InstrumentEntry, Mention, Paginator};
use crate::pages::{Emitter, Html, Inputs, Output, Prose, Template, View};
use crate::site::{Form, Index, Section};

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

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    if !inputs.site.config().outputs.jurisdictions {
        return;
    }
    for section in &inputs.site.sections {
        if !section.has_any(Kind::Jurisdiction) {
            continue;
        }
        let address = inputs.address(section, "jurisdictions/");
        outputs.push(
            Output::made_from(inputs, address, section.language, Language(section.language), |inputs, _, language| {
                View::page("jurisdictions.html", index(inputs, inputs.section(*language)))
            })
            .listed()
            .in_menu(Menu::Foot, "jurisdictions"),
        );
        for thing in section.filed(Kind::Jurisdiction) {
            let base = format!("jurisdictions/{}/", inputs.site.jurisdiction(thing.index).id);
            inputs.listing(section, &base, thing, None, outputs, |inputs, prose, listed, paginator| {
                let (section, jurisdiction) = (listed.section, listed.thing.index);
                let head = inputs.listing_head(section, listed.slice, listed.base, head(inputs, section, jurisdiction, listed.base));
                let page = page(inputs, prose, section, jurisdiction, &head, listed.is_first());
                View::page("jurisdiction.html", JurisdictionView { head, page, paginator })
            });
        }
    }
}

fn head(inputs: Inputs<'_>, section: &Section, jurisdiction: Index, path: &str) -> Head {
    let title = inputs.site.jurisdiction_name(jurisdiction, section.language).to_owned();
    let mut head = inputs.head(section, "jurisdiction", Some(title), path, &|s| s.has(Kind::Jurisdiction, jurisdiction));
    head.breadcrumbs.push(inputs.labelled(section, "jurisdictions", "jurisdictions/"));
    head
}

fn page(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, jurisdiction: Index, head: &Head, first: bool) -> JurisdictionPage {
    let site = inputs.site;
    let version = site.jurisdiction(jurisdiction).version(section.language).filter(|_| first);
    let here = site.agencies().iter().enumerate().filter(|(i, a)| a.jurisdiction == Some(jurisdiction) && section.has(Kind::Agency, *i));
    let mut agencies: Vec<Mention> = here.map(|(i, _)| inputs.agency(section, i)).collect();
    section.locale.sort_by_key(&mut agencies, |a| &a.title);
    JurisdictionPage {
        title: site.jurisdiction_name(jurisdiction, section.language).to_owned(),
        url: head.url.clone(),
        permalink: head.permalink.clone(),
        content: version.map(|v| inputs.body(prose, v, section.language, Form::Url, &head.permalink)).unwrap_or_default(),
        agencies,
        instruments: if first {
            inputs.instruments(section, inputs.instruments_where(|instrument| instrument.jurisdiction == Some(jurisdiction)))
        } else {
            Vec::new()
        },
    }
}

fn index(inputs: Inputs<'_>, section: &Section) -> JurisdictionsView {
    let title = inputs.labels.text(section.language, "jurisdictions");
    let mut jurisdictions: Vec<Entry> = section
        .filed(Kind::Jurisdiction)
        .filter_map(|thing| {
            let url = thing_url(section, Kind::Jurisdiction, thing.index)?;
            let title = inputs.site.jurisdiction_name(thing.index, section.language).to_owned();
            Some(Entry { title, url, count: section.briefings_of(thing).len() })
        })
        .collect();
    section.locale.sort_by_key(&mut jurisdictions, |j| &j.title);
    let head = inputs.head(section, "jurisdictions", Some(title.clone()), "jurisdictions/", &|s| s.has_any(Kind::Jurisdiction));
    JurisdictionsView { head, page: Jurisdictions { title, jurisdictions } }
}
