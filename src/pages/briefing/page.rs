//! A page for each briefing.

use serde::{Deserialize, Serialize};

use super::json_ld;
use crate::content::{self, Kind};
use crate::pages::commitments::commitment::{CommitmentEntry, CommitmentUpdate};
use crate::pages::shared::dates::{DateUpdate, Dates};
use crate::pages::shared::figures::FigureView;
use crate::pages::shared::held::Language;
use crate::pages::shared::parts::{Brief, Head, Link, Mention, Picture, TocEntry, Translation};
use crate::pages::{BodyRenderer, Emitter, Html, Output, PageContext, Template, View, citation};
use crate::site::{Briefing, EntityId, Form, Index, LocalizedSite, Resolution, Vantage, Version};

/// Related briefings on a page.
const RELATED: usize = 3;

/// What the template `briefing.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct BriefingView {
    head: Head,
    page: BriefingPage,
}

#[derive(Debug, Serialize, Deserialize)]
struct BriefingPage {
    title: String,
    url: String,
    permalink: String,
    date: String,
    updated: Option<String>,
    kind: String,
    summary: Option<String>,
    event: Option<Event>,
    topics: Vec<Link>,
    agencies: Vec<Mention>,
    jurisdictions: Vec<Mention>,
    people: Vec<Person>,
    key_points: Vec<String>,
    toc: Vec<TocEntry>,
    content: Html,
    figures: Vec<FigureView>,
    sources: Vec<Source>,
    instruments: Vec<Moved>,
    commitments: Vec<CommitmentEntry>,
    commitment_updates: Vec<CommitmentUpdate>,
    dates: Dates,
    date_updates: Vec<DateUpdate>,
    updates: Vec<Update>,
    withdrawn: Option<Withdrawn>,
    previous: Option<Brief>,
    related: Vec<Brief>,
    translations: Vec<Translation>,
    authors: Vec<String>,
    authors_list: Option<String>,
    image: Option<Picture>,
    cite: Cite,
    data_url: Option<String>,
    extra: serde_json::Map<String, serde_json::Value>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Event {
    date: Option<String>,
    name: Option<String>,
    place: Option<String>,
    url: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Person {
    name: String,
    role: Option<String>,
    agency: Option<Mention>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Source {
    number: usize,
    anchor: String,
    title: Option<String>,
    publisher: Option<Mention>,
    kind: Option<String>,
    issued: Option<String>,
    accessed: Option<String>,
    url: Option<String>,
    archive_url: Option<String>,
    text_url: Option<String>,
    lang: Option<String>,
    note: Option<String>,
    citations: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Moved {
    title: String,
    short: Option<String>,
    url: Option<String>,
    identifier: Option<String>,
    stage: Option<String>,
    date: String,
    move_kind: Option<String>,
    correction: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Update {
    date: String,
    kind: String,
    note: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Withdrawn {
    date: String,
    reason: String,
    replaced_by: Option<Link>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Cite {
    authors: Option<String>,
    title: String,
    site: String,
    date: String,
    permalink: String,
    /// Files for programs that manage references.
    formats: Vec<Link>,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[Template::of::<BriefingView>("briefing.html")], labels: &[] };

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    for local in &cx.site.localized {
        for &index in local.pages() {
            let thing = EntityId { kind: Kind::Briefing, index };
            let briefing = cx.site.briefing(index);
            let (Some(address), Some(version)) = (cx.site.address(thing, local.language), briefing.version(local.language)) else { continue };
            let held = (Language(local.language), thing);
            let output = Output::made_from(cx, address, local.language, held, |cx, renderer, (language, briefing)| {
                View::page("briefing.html", view(cx, renderer, cx.local(*language), briefing.index))
            });
            let output = output.of(&version.document.path);
            // Search engines are asked to leave out what no longer stands.
            outputs.push(if briefing.is_listed() { output.listed_in(briefing.date.year(), briefing.modified()) } else { output });
        }
    }
}

fn view(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, index: Index) -> BriefingView {
    let (site, language) = (cx.site, local.language);
    let briefing = site.briefing(index);
    let version = briefing.version(language).unwrap_or_else(|| briefing.original());
    let (own, shared) = (Briefing::fields(version), briefing.shared());
    let head = head(cx, local, index);
    let previous = site.previous(local, index);
    let brief = |i: Index| cx.brief(local, i);
    let authors: Vec<String> = shared.authors.iter().map(ToString::to_string).collect();
    let authors_list = (!authors.is_empty()).then(|| local.locale.list(&authors));
    let page = BriefingPage {
        title: site.title(index, language).to_owned(),
        url: head.url.clone(),
        permalink: head.permalink.clone(),
        date: briefing.date.to_string(),
        updated: head.modified.clone(),
        kind: shared.kind.word().to_owned(),
        summary: own.summary.as_ref().map(ToString::to_string),
        event: shared.event.as_ref().map(|e| event(cx, language, e)),
        topics: cx.topic_links(local, &briefing.topics[..briefing.own_topics]),
        agencies: briefing.agencies.iter().map(|a| cx.agency(local, *a)).collect(),
        jurisdictions: briefing.jurisdictions.iter().map(|j| cx.jurisdiction(local, *j)).collect(),
        people: people(cx, local, briefing),
        key_points: (0..own.key_points.len()).map(|i| cx.inline(renderer, version, &format!("key_points[{i}]"), language)).collect(),
        toc: cx.toc(version, language),
        content: cx.body(renderer, version, language, Form::Url, &head.permalink),
        figures: cx.figures(local, index),
        sources: sources(cx, renderer, local, briefing, version),
        instruments: moved(cx, local, briefing),
        commitments: cx.commitments_of(local, index),
        commitment_updates: cx.updates_of(local, index),
        dates: cx.dates_of(local, index),
        date_updates: cx.date_updates_of(local, index),
        updates: updates(cx, renderer, briefing, language),
        withdrawn: shared.withdrawn.as_ref().map(|w| withdrawn(cx, renderer, local, briefing, w)),
        previous: previous.map(brief),
        related: site.related(local, index, previous, RELATED).into_iter().map(brief).collect(),
        translations: head.translations.iter().filter(|t| t.language != site.config().languages[language].tag()).cloned().collect(),
        image: head.image.clone(),
        cite: Cite {
            authors: authors_list.clone(),
            title: site.title(index, language).to_owned(),
            site: site.config().title.get(&site.config().languages[language], site.config().default_language()).0.to_owned(),
            date: briefing.date.to_string(),
            permalink: head.permalink.clone(),
            formats: citation::links(cx, local, index),
        },
        data_url: crate::pages::data::briefing_url(cx, local, index),
        authors,
        authors_list,
        extra: shared.extra.clone(),
    };
    let BriefingPage { topics, agencies, jurisdictions, dates, .. } = &page;
    let head = json_ld::described(cx, local, index, head, &json_ld::Shown { topics, agencies, jurisdictions, dates });
    BriefingView { head, page }
}

fn head(cx: PageContext<'_>, local: &LocalizedSite, index: Index) -> Head {
    let (site, language) = (cx.site, local.language);
    let briefing = site.briefing(index);
    let path = format!("briefings/{}/", briefing.name());
    let mut head = cx.head(local, "briefing", Some(site.title(index, language).to_owned()), &path, &|s| briefing.version(s.language).is_some());
    head.description = Some(site.summary(index, language)).filter(|s| !s.is_empty());
    head.noindex |= !briefing.is_listed();
    head.published = Some(briefing.date.to_string());
    head.modified = Some(briefing.modified()).filter(|d| *d != briefing.date).map(|d| d.to_string());
    let filed = cx.topic_links(local, &briefing.topics[..1.min(briefing.own_topics)]);
    if !filed.is_empty() {
        head.breadcrumbs.push(cx.labelled(local, "topics", "topics/"));
        head.breadcrumbs.extend(filed);
    }
    head.image = briefing.image.as_ref().and_then(|resolution| picture(cx, language, resolution, briefing));
    head
}

fn picture(cx: PageContext<'_>, language: usize, resolution: &Resolution, briefing: &Briefing) -> Option<Picture> {
    let written = |form| cx.site.resolved(std::slice::from_ref(resolution), Vantage::default(), language, form, "").pop();
    let alt = briefing.shared().image.as_ref()?.alt.as_ref()?.to_string();
    let (here, full) = (written(Form::Url)?, written(Form::Permalink)?);
    let (width, height) = here.pixels.map(|pixels| (pixels.width as usize, pixels.height as usize)).unzip();
    Some(Picture { url: here.address, permalink: full.address, alt, width, height })
}

fn event(cx: PageContext<'_>, language: usize, event: &content::Event) -> Event {
    let text = |t: &Option<crate::values::Localised>| cx.site.text_in(t.as_ref(), language);
    Event { date: event.date.map(|d| d.to_string()), name: text(&event.name), place: text(&event.place), url: event.url.as_ref().map(ToString::to_string) }
}

fn people(cx: PageContext<'_>, local: &LocalizedSite, briefing: &Briefing) -> Vec<Person> {
    let people = briefing.shared().people.iter().zip(&briefing.people);
    people
        .map(|(person, agency)| Person {
            name: cx.site.text_in(person.name.as_ref(), local.language).unwrap_or_default(),
            role: cx.site.text_in(person.role.as_ref(), local.language),
            agency: agency.map(|a| cx.agency(local, a)),
        })
        .collect()
}

fn sources(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, briefing: &Briefing, version: &Version) -> Vec<Source> {
    let mut times = vec![0; briefing.publishers.len()];
    for resolution in &version.body {
        if let Resolution::Citation(source) = resolution {
            times[*source] += 1;
        }
    }
    let sources = briefing.shared().sources.iter().zip(&briefing.publishers).enumerate();
    sources
        .map(|(i, (source, publisher))| {
            let text = |t: &Option<crate::values::Text>| t.as_ref().map(ToString::to_string);
            let named = || source.publisher.as_ref().map(|name| Mention { title: name.to_string(), short: None, url: None });
            Source {
                number: i + 1,
                anchor: format!("source-{}", i + 1),
                title: text(&source.title),
                publisher: publisher.map(|a| cx.agency(local, a)).or_else(named),
                kind: source.kind.map(|k| k.word().to_owned()),
                issued: source.issued.map(|d| d.to_string()),
                accessed: source.accessed.map(|d| d.to_string()),
                url: source.url.as_ref().map(ToString::to_string),
                archive_url: source.archive_url.as_ref().map(ToString::to_string),
                text_url: briefing.texts.get(i).and_then(Option::as_ref).and_then(|text| stored_text(cx, local.language, text)),
                lang: text(&source.lang),
                note: source.note.as_ref().map(|_| cx.inline(renderer, briefing.original(), &format!("sources[{i}].note"), local.language)),
                citations: (1..=times[i]).map(|k| format!("cite-{}-{k}", i + 1)).collect(),
            }
        })
        .collect()
}

/// Where the stored text of a source is published.
fn stored_text(cx: PageContext<'_>, language: usize, text: &Resolution) -> Option<String> {
    Some(cx.site.resolved(std::slice::from_ref(text), Vantage::default(), language, Form::Url, "").pop()?.address)
}

fn moved(cx: PageContext<'_>, local: &LocalizedSite, briefing: &Briefing) -> Vec<Moved> {
    let moves = briefing.shared().instruments.iter().zip(&briefing.moves);
    moves
        .filter_map(|(fields, instrument)| {
            let instrument = (*instrument)?;
            let Mention { title, short, url } = cx.instrument(local, instrument);
            Some(Moved {
                title,
                short,
                url,
                identifier: cx.site.instrument(instrument).shared().identifier.as_ref().map(ToString::to_string),
                stage: fields.status.map(|s| s.word().to_owned()),
                date: fields.date.unwrap_or(briefing.date).to_string(),
                move_kind: fields.relation.map(|r| r.word().to_owned()),
                correction: fields.correction.as_ref().map(ToString::to_string),
            })
        })
        .collect()
}

/// Updates are told in the original's words; the newest comes first.
fn updates(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, briefing: &Briefing, language: usize) -> Vec<Update> {
    let original = briefing.original();
    let mut updates: Vec<Update> = briefing
        .shared()
        .updates
        .iter()
        .enumerate()
        .map(|(i, update)| Update {
            date: update.date.map_or_else(String::new, |d| d.to_string()),
            kind: update.kind.word().to_owned(),
            note: cx.inline(renderer, original, &format!("updates[{i}].note"), language),
        })
        .collect();
    updates.sort_by(|a, b| b.date.cmp(&a.date));
    updates
}

fn withdrawn(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, briefing: &Briefing, withdrawn: &content::Withdrawn) -> Withdrawn {
    let replacement = briefing.replaced_by.and_then(|index| {
        let url = cx.site.nearest_address(EntityId { kind: Kind::Briefing, index }, local.language)?.url(cx.site.config());
        Some(Link { title: cx.site.title(index, local.language).to_owned(), url })
    });
    Withdrawn {
        date: withdrawn.date.map_or_else(String::new, |d| d.to_string()),
        reason: cx.inline(renderer, briefing.original(), "withdrawn.reason", local.language),
        replaced_by: replacement,
    }
}
