//! The index of instruments, and a page for each law, regulation, plan or pilot.

use serde::{Deserialize, Serialize};

use super::legislation;
use super::lifecycle::{Reached, lifecycle};
use crate::content::{Kind, RelationKind};
use crate::pages::commitments::commitment::CommitmentLine;
use crate::pages::output::Menu;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::dates::DateEntry;
use crate::pages::shared::held::Language;
use crate::pages::shared::parts::{Head, InstrumentEntry, Link, Mention, Paginator};
use crate::pages::{BodyRenderer, Emitter, Html, Output, PageContext, Template, View};
use crate::site::{EntityId, EntryId, Form, Index, Instrument, LocalizedSite};

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

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.instruments {
        return;
    }
    for local in &cx.site.localized {
        if !local.has_any(Kind::Instrument) {
            continue;
        }
        let address = cx.address(local, "instruments/");
        outputs.push(
            Output::made_from(cx, address, local.language, Language(local.language), |cx, _, language| {
                View::page("instruments.html", index(cx, cx.local(*language)))
            })
            .listed()
            .in_menu(Menu::Main, "instruments"),
        );
        for thing in local.filed(Kind::Instrument) {
            let node = cx.site.instrument(thing.index);
            let origin = Some(node.version(local.language).unwrap_or_else(|| node.original()));
            cx.listing(local, &format!("instruments/{}/", node.id), thing, origin, outputs, |cx, renderer, listed, paginator| {
                let (local, instrument) = (listed.local, listed.thing.index);
                let own = head(cx, local, instrument, listed.base);
                let description = own.description.clone();
                let head = cx.listing_head(local, listed.slice, listed.base, &paginator.pages, own);
                let mut page = InstrumentPage {
                    title: cx.site.instrument_name(instrument, local.language).to_owned(),
                    short: cx.site.instrument_short(instrument, local.language).map(str::to_owned),
                    url: head.url.clone(),
                    permalink: head.permalink.clone(),
                    ..InstrumentPage::default()
                };
                if listed.is_first() {
                    page = full(cx, renderer, local, instrument, page);
                }
                let head = if listed.is_first() {
                    let graph = legislation::described(cx, local, instrument, &head, description);
                    cx.describing(head, vec![graph])
                } else {
                    cx.collection(local, head)
                };
                View::page("instrument.html", InstrumentView { head, page, paginator })
            });
        }
    }
}

fn head(cx: PageContext<'_>, local: &LocalizedSite, instrument: Index, path: &str) -> Head {
    let site = cx.site;
    let title = site.instrument_name(instrument, local.language).to_owned();
    let mut head = cx.head(local, "instrument", Some(title), path, &|s| s.has(Kind::Instrument, instrument));
    head.breadcrumbs.push(cx.labelled(local, "instruments", "instruments/"));
    head.description = site.instrument(instrument).version(local.language).map(|v| site.lead(v, local.language)).filter(|d| !d.is_empty());
    head
}

/// What the first page shows beside the name and the briefings.
fn full(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, instrument: Index, page: InstrumentPage) -> InstrumentPage {
    let (site, language) = (cx.site, local.language);
    let node = site.instrument(instrument);
    let fields = node.shared();
    let thing = EntityId { kind: Kind::Instrument, index: instrument };
    let ahead = local.ahead_of(thing);
    let past = local.events_of(thing).unwrap_or_default().iter().rev().filter(|item| !ahead.contains(item));
    // That a date is the instrument's own goes without saying here.
    let date = |item: &EntryId| DateEntry { instrument: None, ..cx.date(local, *item) };
    let promised = local.commitments_of(instrument).iter();
    InstrumentPage {
        content: node.version(language).map(|v| cx.body(renderer, v, language, Form::Url, &page.permalink)).unwrap_or_default(),
        identifier: fields.identifier.as_ref().map(ToString::to_string),
        instrument_type: fields.kind.map(|k| k.word().to_owned()),
        stage: site.history(instrument).stage.map(|s| s.word().to_owned()),
        jurisdiction: node.jurisdiction.map(|j| cx.jurisdiction(local, j)),
        agencies: node.agencies.iter().map(|a| cx.agency(local, *a)).collect(),
        text_url: fields.url.as_ref().map(ToString::to_string),
        lifecycle: lifecycle(cx, local, instrument),
        ahead: ahead.iter().map(date).collect(),
        past: past.map(date).collect(),
        relations: relations(cx, local, node),
        commitments: promised.map(|item| cx.commitment_line(local, *item, site.commitment_url(*item, local.language).unwrap_or_default())).collect(),
        ..page
    }
}

/// What the instrument does to others, then what others do to it; the others by name.
fn relations(cx: PageContext<'_>, local: &LocalizedSite, node: &Instrument) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (list, passive) in [(&node.relates, false), (&node.related, true)] {
        for kind in RelationKind::ALL {
            let mut instruments: Vec<Mention> = list.iter().filter(|(_, k)| k == kind).map(|(i, _)| cx.instrument(local, *i)).collect();
            local.locale.sort_by_key(&mut instruments, |i| &i.title);
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
fn index(cx: PageContext<'_>, local: &LocalizedSite) -> InstrumentsView {
    let site = cx.site;
    let title = cx.labels.text(local.language, "instruments");
    let mut places: Vec<Option<Index>> =
        site.instruments().iter().enumerate().filter(|(i, _)| local.has(Kind::Instrument, *i)).map(|(_, i)| i.jurisdiction).collect();
    places.sort_by(|a, b| match (a, b) {
        (Some(a), Some(b)) => local.locale.compare(site.jurisdiction_name(*a, local.language), site.jurisdiction_name(*b, local.language)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    places.dedup();
    let group = |place: Option<Index>| Group {
        jurisdiction: place.map(|j| cx.jurisdiction(local, j)),
        instruments: cx.instruments(local, cx.instruments_where(|instrument| instrument.jurisdiction == place)),
    };
    let groups: Vec<Group> = places.into_iter().map(group).collect();
    let mut head = cx.head(local, "instruments", Some(title.clone()), "instruments/", &|s| s.has_any(Kind::Instrument));
    head.description = summed_up(local, &title, groups.iter().flat_map(|group| &group.instruments).map(|entry| entry.title.as_str()));
    InstrumentsView { head: cx.collection(local, head), page: Instruments { title, groups } }
}

impl PageContext<'_> {
    /// Those of `instruments` that have a page, by name.
    pub(in crate::pages) fn instruments(self, local: &LocalizedSite, instruments: impl Iterator<Item = Index>) -> Vec<InstrumentEntry> {
        let mut entries: Vec<InstrumentEntry> = instruments.filter_map(|index| self.instrument_entry(local, index)).collect();
        local.locale.sort_by_key(&mut entries, |e| &e.title);
        entries
    }

    /// An instrument in a list; `None` where it has no page.
    pub(in crate::pages) fn instrument_entry(self, local: &LocalizedSite, index: Index) -> Option<InstrumentEntry> {
        let node = self.site.instrument(index);
        let Mention { title, short, url } = self.instrument(local, index);
        Some(InstrumentEntry {
            title,
            short,
            url: url?,
            identifier: node.shared().identifier.as_ref().map(ToString::to_string),
            instrument_type: node.shared().kind.map(|k| k.word().to_owned()),
            stage: self.site.history(index).stage.map(|s| s.word().to_owned()),
        })
    }

    /// All instruments that `wanted` lets through.
    pub(in crate::pages) fn instruments_where(self, wanted: impl Fn(&Instrument) -> bool) -> impl Iterator<Item = Index> {
        self.site.instruments().iter().enumerate().filter(move |(_, instrument)| wanted(instrument)).map(|(index, _)| index)
    }

    /// The briefing that tells of something: its page in the language of the localized site, else in the default one.
    pub(in crate::pages) fn told_by(self, local: &LocalizedSite, index: Index) -> Link {
        let address = self.site.nearest_address(EntityId { kind: Kind::Briefing, index }, local.language);
        Link { title: self.site.title(index, local.language).to_owned(), url: address.map(|a| a.url(self.site.config())).unwrap_or_default() }
    }
}
