//! What a briefing's page says to programs: the briefing as an article, and the dated events that it tells of.

use crate::content::{BriefingKind, Kind, UpdateKind};
use crate::pages::PageContext;
use crate::pages::shared::dates::Dates;
use crate::pages::shared::json_ld::reference;
use crate::pages::shared::json_ld::types::{Dataset, Event, Node, Organization, Person, Thing, Work};
use crate::pages::shared::parts::{Head, Link, Mention};
use crate::site::{Briefing, EntityId, Index, LocalizedSite};

/// What a kind of briefing is: news tells what someone said or did on a day, a report sums up a text, data or a state of affairs.
fn article(kind: BriefingKind, work: Work) -> Node {
    match kind {
        BriefingKind::PressConference | BriefingKind::Release | BriefingKind::Speech => Node::NewsArticle(work),
        BriefingKind::Consultation
        | BriefingKind::Law
        | BriefingKind::Regulation
        | BriefingKind::Plan
        | BriefingKind::DataRelease
        | BriefingKind::Court
        | BriefingKind::Report
        | BriefingKind::Analysis => Node::Report(work),
    }
}

/// What the page of a briefing shows that its graph names.
pub(super) struct Shown<'p> {
    pub(super) topics: &'p [Link],
    pub(super) agencies: &'p [Mention],
    pub(super) jurisdictions: &'p [Mention],
    pub(super) dates: &'p Dates,
}

/// The head of the page of a briefing with its graph.
pub(super) fn described(cx: PageContext<'_>, local: &LocalizedSite, index: Index, head: Head, shown: &Shown<'_>) -> Head {
    let briefing = cx.site.briefing(index);
    let shared = briefing.shared();
    let citation = sources(cx, local, briefing, &head.permalink);
    let authors: Vec<Node> = shared.authors.iter().map(|name| Node::Person(Person { thing: Thing::named(name.as_str()), ..Person::default() })).collect();
    // The title is the headline of an article.
    let mut work = cx.work(local, &head);
    work.headline = work.thing.name.take();
    work.thing.image = head.image.as_ref().map(|image| image.permalink.clone());
    let original = &cx.site.config().languages[briefing.original().document.language];
    let others = head.translations.iter().filter(|other| other.permalink != head.permalink);
    let (translation_of_work, work_translation) = if briefing.original().document.language == local.language {
        (Vec::new(), others.map(|other| reference(&other.permalink)).collect())
    } else {
        (others.filter(|other| other.language == original.tag()).map(|other| reference(&other.permalink)).collect(), Vec::new())
    };
    let work = Work {
        date_published: head.published.clone(),
        date_modified: head.modified.clone(),
        creative_work_status: shared.withdrawn.as_ref().map(|_| "withdrawn".to_owned()),
        author: if authors.is_empty() { vec![cx.the_publisher()] } else { authors },
        publisher: vec![cx.publisher(local)],
        license: cx.license(),
        about: cx.terms(shown.topics).into_iter().chain(occasion(cx, local, briefing)).collect(),
        mentions: [cx.organizations(shown.agencies), people(cx, local, briefing), instruments(cx, local, briefing), indicators(cx, local, briefing)].concat(),
        spatial_coverage: cx.areas(shown.jurisdictions),
        is_based_on: citation.iter().filter_map(|(id, _)| Some(reference(id.as_ref()?))).collect(),
        citation: citation.into_iter().map(|(_, source)| source).collect(),
        correction: corrections(cx, local, briefing),
        translation_of_work,
        work_translation,
        ..work
    };
    let events = cx.events(local, &shown.dates.items);
    cx.describing(head, std::iter::once(article(shared.kind, work)).chain(events).collect())
}

/// What is being summarised, where that has a name.
fn occasion(cx: PageContext<'_>, local: &LocalizedSite, briefing: &Briefing) -> Option<Node> {
    let event = briefing.shared().event.as_ref()?;
    let name = cx.site.text_in(event.name.as_ref(), local.language)?;
    Some(Node::Event(Event {
        thing: Thing { url: event.url.as_ref().map(ToString::to_string), ..Thing::named(&name) },
        start_date: Some(event.date.unwrap_or(briefing.date).to_string()),
        location: cx.site.text_in(event.place.as_ref(), local.language),
        ..Event::default()
    }))
}

fn people(cx: PageContext<'_>, local: &LocalizedSite, briefing: &Briefing) -> Vec<Node> {
    let people = briefing.shared().people.iter().zip(&briefing.people);
    let person = |(person, agency): (&crate::content::Person, &Option<Index>)| {
        let name = cx.site.text_in(person.name.as_ref(), local.language)?;
        let agency = agency.map(|index| cx.agency(local, index));
        let affiliation = match agency.as_ref().and_then(|agency| agency.url.as_ref()) {
            Some(url) => vec![reference(&cx.full(url))],
            None => cx.organizations(&agency),
        };
        Some(Node::Person(Person { thing: Thing::named(&name), job_title: cx.site.text_in(person.role.as_ref(), local.language), affiliation }))
    };
    people.filter_map(person).collect()
}

/// The laws and plans that it tells of.
fn instruments(cx: PageContext<'_>, local: &LocalizedSite, briefing: &Briefing) -> Vec<Node> {
    let mut all: Vec<Index> = briefing.moves.iter().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|index| cx.law_or_plan(local, index)).collect()
}

/// The indicators that its figures are of, by their names.
fn indicators(cx: PageContext<'_>, local: &LocalizedSite, briefing: &Briefing) -> Vec<Node> {
    let mut all: Vec<Index> = briefing.figures.iter().filter_map(|figure| figure.indicator).collect();
    all.sort_unstable();
    all.dedup();
    let there = all.into_iter().filter_map(|index| Some((index, local.url(EntityId { kind: Kind::Indicator, index })?)));
    let dataset = |(index, url)| {
        let thing = cx.linked(cx.site.indicator_name(index, local.language), Some(url));
        Node::Dataset(Dataset { work: Work { thing, ..Work::default() }, ..Dataset::default() })
    };
    there.map(dataset).collect()
}

/// The sources, each with its place on the page.
fn sources(cx: PageContext<'_>, local: &LocalizedSite, briefing: &Briefing, page: &str) -> Vec<(Option<String>, Node)> {
    let sources = briefing.shared().sources.iter().zip(&briefing.publishers).enumerate();
    let source = |(i, (source, publisher)): (usize, (&crate::content::Source, &Option<Index>))| {
        let id = Some(format!("{page}#source-{}", i + 1));
        let named = || source.publisher.as_ref().map(|name| Node::Organization(Organization { thing: Thing::named(name.as_str()), ..Organization::default() }));
        let work = Work {
            thing: Thing {
                id: id.clone(),
                name: source.title.as_ref().map(ToString::to_string),
                url: source.url.as_ref().map(ToString::to_string),
                ..Thing::default()
            },
            publisher: match publisher {
                Some(index) => cx.organizations([&cx.agency(local, *index)]),
                None => named().into_iter().collect(),
            },
            date_published: source.issued.map(|issued| issued.to_string()),
            in_language: source.lang.as_ref().map(ToString::to_string),
            archived_at: source.archive_url.as_ref().map(ToString::to_string),
            ..Work::default()
        };
        (id, Node::CreativeWork(work))
    };
    sources.map(source).collect()
}

/// The corrections, in the original's words; the newest comes first.
fn corrections(cx: PageContext<'_>, local: &LocalizedSite, briefing: &Briefing) -> Vec<Node> {
    let original = briefing.original();
    let language = &cx.site.config().languages[original.document.language];
    let updates = briefing.shared().updates.iter().enumerate().filter(|(_, update)| update.kind == UpdateKind::Correction);
    let mut corrections: Vec<Work> = updates
        .map(|(i, update)| Work {
            text: cx.plain_inline(original, &format!("updates[{i}].note"), local.language),
            date_published: update.date.map(|date| date.to_string()),
            in_language: (original.document.language != local.language).then(|| language.tag().to_owned()),
            ..Work::default()
        })
        .collect();
    corrections.sort_by(|a, b| b.date_published.cmp(&a.date_published));
    corrections.into_iter().map(Node::CorrectionComment).collect()
}
