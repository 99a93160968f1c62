//! The index of instruments, and a page for each law, regulation, plan or pilot.

use serde::{Deserialize, Serialize};

use super::lifecycle::{Reached, lifecycle};
use crate::content::{Kind, RelationKind};
use crate::pages::commitments::commitment::CommitmentLine;
use crate::pages::output::Menu;
use crate::pages::shared::dates::DateEntry;
use crate::pages::shared::held::Language;
use crate::pages::shared::parts::{Head, InstrumentEntry, Link, Mention, Paginator};
use crate::pages::{Emitter, Html, Inputs, Output, Prose, Template, View};
use crate::site::{Form, Index, Instrument, Item, Section, Thing};

/// What the template `instruments.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct InstrumentsView {
    head: Head,
    page: Instruments,
}

#[derive(Debug, Serialize, Deserialize)]
struct Instruments {
    title: String,
    groups: Vec<Group>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Group {
    jurisdiction: Option<Mention>,
    instruments: Vec<InstrumentEntry>,
}

/// What the template `instrument.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct InstrumentView {
    head: Head,
    page: InstrumentPage,
    paginator: Paginator,
}

/// A numbered page of its briefings shows the name alone, so that it stays as it is when the instrument comes further.
#[derive(Debug, Default, Serialize, Deserialize)]
struct InstrumentPage {
    title: String,
    short: Option<String>,
    url: String,
    permalink: String,
    content: Html,
    identifier: Option<String>,
    instrument_type: Option<String>,
    stage: Option<String>,
    jurisdiction: Option<Mention>,
    agencies: Vec<Mention>,
    text_url: Option<String>,
    lifecycle: Vec<Reached>,
    ahead: Vec<DateEntry>,
    past: Vec<DateEntry>,
    relations: Vec<Relation>,
    commitments: Vec<CommitmentLine>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Relation {
    relation: String,
    instruments: Vec<Mention>,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[Template::of::<InstrumentsView>("instruments.html"), Template::of::<InstrumentView>("instrument.html")],
    labels: &["instruments"],
};

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    if !inputs.site.config().outputs.instruments {
        return;
    }
    for section in &inputs.site.sections {
        if !section.has_any(Kind::Instrument) {
            continue;
        }
        let address = inputs.address(section, "instruments/");
        outputs.push(
            Output::made_from(inputs, address, section.language, Language(section.language), |inputs, _, language| {
                View::page("instruments.html", index(inputs, inputs.section(*language)))
            })
            .listed()
            .in_menu(Menu::Main, "instruments"),
        );
        for thing in section.filed(Kind::Instrument) {
            let node = inputs.site.instrument(thing.index);
            let origin = Some(node.version(section.language).unwrap_or_else(|| node.original()));
            inputs.listing(section, &format!("instruments/{}/", node.id), thing, origin, outputs, |inputs, prose, listed, paginator| {
                let (section, instrument) = (listed.section, listed.thing.index);
                let head = inputs.listing_head(section, listed.slice, listed.base, head(inputs, section, instrument, listed.base));
                let mut page = InstrumentPage {
                    title: inputs.site.instrument_name(instrument, section.language).to_owned(),
                    short: inputs.site.instrument_short(instrument, section.language).map(str::to_owned),
                    url: head.url.clone(),
                    permalink: head.permalink.clone(),
                    ..InstrumentPage::default()
                };
                if listed.is_first() {
                    page = full(inputs, prose, section, instrument, page);
                }
                View::page("instrument.html", InstrumentView { head, page, paginator })
            });
        }
    }
}

fn head(inputs: Inputs<'_>, section: &Section, instrument: Index, path: &str) -> Head {
    let site = inputs.site;
    let title = site.instrument_name(instrument, section.language).to_owned();
    let mut head = inputs.head(section, "instrument", Some(title), path, &|s| s.has(Kind::Instrument, instrument));
    head.breadcrumbs.push(inputs.labelled(section, "instruments", "instruments/"));
    head.description = site.instrument(instrument).version(section.language).map(|v| site.lead(v, section.language)).filter(|d| !d.is_empty());
    head
}

/// What the first page shows beside the name and the briefings.
fn full(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, instrument: Index, page: InstrumentPage) -> InstrumentPage {
    let (site, language) = (inputs.site, section.language);
    let node = site.instrument(instrument);
    let fields = node.shared();
    let thing = Thing { kind: Kind::Instrument, index: instrument };
    let ahead = section.ahead_of(thing);
    let past = section.events_of(thing).unwrap_or_default().iter().rev().filter(|item| !ahead.contains(item));
    // That a date is the instrument's own goes without saying here.
    let date = |item: &Item| DateEntry { instrument: None, ..inputs.date(section, *item) };
    let promised = section.commitments_of(instrument).iter();
    InstrumentPage {
        content: node.version(language).map(|v| inputs.body(prose, v, language, Form::Url, &page.permalink)).unwrap_or_default(),
        identifier: fields.identifier.as_ref().map(ToString::to_string),
        instrument_type: fields.kind.map(|k| k.word().to_owned()),
        stage: site.track(instrument).stage.map(|s| s.word().to_owned()),
        jurisdiction: node.jurisdiction.map(|j| inputs.jurisdiction(section, j)),
        agencies: node.agencies.iter().map(|a| inputs.agency(section, *a)).collect(),
        text_url: fields.url.as_ref().map(ToString::to_string),
        lifecycle: lifecycle(inputs, section, instrument),
        ahead: ahead.iter().map(date).collect(),
        past: past.map(date).collect(),
        relations: relations(inputs, section, node),
        commitments: promised.map(|item| inputs.commitment_line(section, *item, site.commitment_url(*item, section.language).unwrap_or_default())).collect(),
        ..page
    }
}

/// What the instrument does to others, then what others do to it; the others by name.
fn relations(inputs: Inputs<'_>, section: &Section, node: &Instrument) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (list, passive) in [(&node.relates, false), (&node.related, true)] {
        for kind in RelationKind::ALL {
            let mut instruments: Vec<Mention> = list.iter().filter(|(_, k)| k == kind).map(|(i, _)| inputs.instrument(section, *i)).collect();
            section.locale.sort_by_key(&mut instruments, |i| &i.title);
            if !instruments.is_empty() {
                relations.push(Relation { relation: relation_word(*kind, passive).to_owned(), instruments });
            }
        }
    }
    relations
}

/// The word for a relation as seen from one of its ends.
fn relation_word(kind: RelationKind, passive: bool) -> &'static str {
    match (kind, passive) {
        (RelationKind::Amends, true) => "amended-by",
        (RelationKind::Repeals, true) => "repealed-by",
        (RelationKind::Implements, true) => "implemented-by",
        (RelationKind::Replaces, true) => "replaced-by",
        (kind, false) => kind.word(),
    }
}

/// Instruments by jurisdiction, both by name; those without a jurisdiction come last.
fn index(inputs: Inputs<'_>, section: &Section) -> InstrumentsView {
    let site = inputs.site;
    let title = inputs.labels.text(section.language, "instruments");
    let mut places: Vec<Option<Index>> =
        site.instruments().iter().enumerate().filter(|(i, _)| section.has(Kind::Instrument, *i)).map(|(_, i)| i.jurisdiction).collect();
    places.sort_by(|a, b| match (a, b) {
        (Some(a), Some(b)) => section.locale.compare(site.jurisdiction_name(*a, section.language), site.jurisdiction_name(*b, section.language)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    places.dedup();
    let group = |place: Option<Index>| Group {
        jurisdiction: place.map(|j| inputs.jurisdiction(section, j)),
        instruments: inputs.instruments(section, inputs.instruments_where(|instrument| instrument.jurisdiction == place)),
    };
    let head = inputs.head(section, "instruments", Some(title.clone()), "instruments/", &|s| s.has_any(Kind::Instrument));
    InstrumentsView { head, page: Instruments { title, groups: places.into_iter().map(group).collect() } }
}

impl Inputs<'_> {
    /// Those of `instruments` that have a page, by name.
    pub(in crate::pages) fn instruments(self, section: &Section, instruments: impl Iterator<Item = Index>) -> Vec<InstrumentEntry> {
        let mut entries: Vec<InstrumentEntry> = instruments
            .filter_map(|index| {
                let node = self.site.instrument(index);
                let Mention { title, short, url } = self.instrument(section, index);
                Some(InstrumentEntry {
                    title,
                    short,
                    url: url?,
                    identifier: node.shared().identifier.as_ref().map(ToString::to_string),
                    instrument_type: node.shared().kind.map(|k| k.word().to_owned()),
                    stage: self.site.track(index).stage.map(|s| s.word().to_owned()),
                })
            })
            .collect();
        section.locale.sort_by_key(&mut entries, |e| &e.title);
        entries
    }

    /// All instruments that `wanted` lets through.
    pub(in crate::pages) fn instruments_where(self, wanted: impl Fn(&Instrument) -> bool) -> impl Iterator<Item = Index> {
        self.site.instruments().iter().enumerate().filter(move |(_, instrument)| wanted(instrument)).map(|(index, _)| index)
    }

    /// The briefing that tells of something: its page in the section's language, else in the default one.
    pub(in crate::pages) fn told_by(self, section: &Section, index: Index) -> Link {
        let address = self.site.nearest_address(Thing { kind: Kind::Briefing, index }, section.language);
        Link { title: self.site.title(index, section.language).to_owned(), url: address.map(|a| a.url(self.site.config())).unwrap_or_default() }
    }
}
