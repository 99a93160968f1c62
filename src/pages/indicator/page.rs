//! A page for each indicator: what it is, its newest value, a chart and a table of all observations; and their index.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::json_ld;
use super::points::{axis, based, changes_only, drawing, form, points};
use crate::content::Kind;
use crate::pages::chart::{self, Chart, Point, Sparkline};
use crate::pages::feeds::emitter;
use crate::pages::feeds::feed::Feed;
use crate::pages::output::Menu;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::figures::FigureView;
use crate::pages::shared::held::Language;
use crate::pages::shared::parts::{Head, Link, Mention};
use crate::pages::{BodyRenderer, Emitter, Html, Output, PageContext, Template, View};
use crate::site::{EntityId, EntryId, FigurePart, Form, Index, LocalizedSite, Observation};

/// Observations in a page's table and chart; the files for download hold them all.
const SHOWN: usize = 100;

/// Observations in a feed.
const FEED: usize = 20;

/// Observations in a sparkline.
const SPARK: usize = 24;

/// What the template `indicators.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct IndicatorsView {
    head: Head,
    page: IndicatorsPage,
}

#[derive(Debug, Serialize, Deserialize)]
struct IndicatorsPage {
    title: String,
    groups: Vec<Group>,
}

/// The indicators of a topic.
#[derive(Debug, Serialize, Deserialize)]
struct Group {
    topic: Option<Link>,
    items: Vec<IndicatorCard>,
}

/// An indicator in a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct IndicatorCard {
    /// Its name.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Its newest value in words, or its newest change.
    pub value: Option<String>,
    /// The day or period of that.
    pub when: String,
    /// Its course, where more than one value is known.
    pub sparkline: Option<Sparkline>,
}

/// What the template `indicator.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct IndicatorView {
    head: Head,
    page: IndicatorPage,
}

#[derive(Debug, Serialize, Deserialize)]
struct IndicatorPage {
    title: String,
    url: String,
    permalink: String,
    content: Html,
    measure: String,
    unit: String,
    frequency: Option<String>,
    jurisdiction: Option<Mention>,
    agency: Option<Mention>,
    source: Option<String>,
    topics: Vec<Link>,
    part_of: Option<Link>,
    parts: Vec<Link>,
    latest: Option<Latest>,
    chart: Option<Chart>,
    changes_only: bool,
    has_changes: bool,
    observations: Vec<ObservationView>,
    total: usize,
    /// Forecasts and targets, by the times that they are about.
    outlook: Vec<Expected>,
    downloads: Vec<Link>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Latest {
    value: Option<String>,
    change: Option<String>,
    when: String,
    as_of: bool,
    date: String,
    briefing: Link,
}

/// What is known of an indicator for a day or period.
#[derive(Debug, Serialize, Deserialize)]
struct ObservationView {
    figure: FigureView,
    /// Where it is stated, the most precise first.
    briefings: Vec<Stated>,
    /// What was stated before and corrected since, the newest first.
    revised: Vec<Stated>,
}

/// A forecast or target.
#[derive(Debug, Serialize, Deserialize)]
struct Expected {
    figure: FigureView,
    /// Where it is stated.
    briefing: Option<Stated>,
}

/// A briefing that states a value.
#[derive(Debug, Serialize, Deserialize)]
struct Stated {
    /// The briefing's title.
    title: String,
    /// Where the figure stands on its page.
    url: String,
    /// The briefing's day.
    date: String,
    /// The language of the briefing, where it is not the page's own.
    language: Option<String>,
    /// What it states, in words.
    value: String,
    /// The source that it names.
    source: Option<Link>,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[Template::of::<IndicatorsView>("indicators.html"), Template::of::<IndicatorView>("indicator.html")],
    labels: &["indicators", "chart-of-changes", "chart-description"],
};

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    let site = cx.site;
    if !site.config().outputs.indicators {
        return;
    }
    for local in site.localized.iter().filter(|s| s.has_any(Kind::Indicator)) {
        outputs.push(
            Output::made_from(cx, cx.address(local, "indicators/"), local.language, Language(local.language), |cx, _, language| {
                View::page("indicators.html", index(cx, cx.local(*language)))
            })
            .listed()
            .in_menu(Menu::Main, "indicators"),
        );
        for (index, node) in site.indicators().iter().enumerate().filter(|(i, _)| local.has(Kind::Indicator, *i)) {
            let Some(address) = site.address(EntityId { kind: Kind::Indicator, index }, local.language) else { continue };
            let thing = EntityId { kind: Kind::Indicator, index };
            let held = (Language(local.language), thing);
            let output = Output::made_from(cx, address, local.language, held, |cx, renderer, (language, indicator)| {
                View::page("indicator.html", view(cx, renderer, cx.local(*language), indicator.index))
            });
            outputs.push(output.of(&node.original().document.path).listed());
            if site.config().outputs.feeds {
                let about = emitter::about(cx, thing);
                for folder in emitter::folders(cx, thing) {
                    outputs.push(emitter::atom(cx, local, &folder, (thing, about.clone()), |cx, _, local, path, (indicator, about)| {
                        observations_feed(cx, local, indicator.index, path, about)
                    }));
                }
            }
        }
    }
}

/// The feed of an indicator: its newest observations, as the briefings that state them came.
fn observations_feed(cx: PageContext<'_>, local: &LocalizedSite, index: Index, path: &str, about: &str) -> Feed {
    let (site, language, config) = (cx.site, local.language, cx.site.config());
    let tag_name = &config.languages[language];
    let site_name = config.title.get(tag_name, config.default_language()).0.to_owned();
    let name = site.indicator_name(index, language);
    let mut items: Vec<EntryId> = site.observations(index).iter().flat_map(|o| std::iter::once(o.figure).chain(o.also.iter().copied())).collect();
    items.sort_unstable();
    let newest = &items[items.len().saturating_sub(FEED)..];
    let entries = newest.iter().rev().filter_map(|item| {
        let briefing = site.briefing(item.briefing);
        let id = site.figure(*item).id.as_ref()?;
        let words = site.figure_words(*item, FigurePart::Whole, language);
        Some(crate::pages::feeds::feed::Entry {
            id: emitter::tag(cx, local, &format!("{about}{}/{id}", briefing.name())),
            title: format!("{name}: {words}"),
            permalink: site.anchor(item.briefing, language, Form::Permalink, "figure", id)?,
            published: cx.begins(briefing.date),
            updated: cx.begins(briefing.modified()),
            summary: format!("{} – {}", cx.when(local, *item), site.title(item.briefing, language)),
            content: None,
            updates: Vec::new(),
            authors: Vec::new(),
            categories: site.indicator(index).topics.iter().map(|t| site.topic_name(*t, language).to_owned()).collect(),
        })
    });
    Feed {
        id: emitter::tag(cx, local, about),
        title: format!("{name} – {site_name}"),
        subtitle: None,
        author: emitter::author(cx, local),
        license: emitter::license(cx),
        language: tag_name.tag().to_owned(),
        address: cx.address(local, path).permalink(config),
        page: cx.address(local, &format!("indicators/{}/", site.indicator(index).id)).permalink(config),
        updated: cx.changed(newest.iter().map(|item| site.briefing(item.briefing).modified()).max()),
        entries: entries.collect(),
    }
}

/// All indicators by their first topic, topics and indicators by name.
fn index(cx: PageContext<'_>, local: &LocalizedSite) -> IndicatorsView {
    let (site, language) = (cx.site, local.language);
    let mut groups: Vec<(Option<Index>, Vec<IndicatorCard>)> = Vec::new();
    for (index, node) in site.indicators().iter().enumerate().filter(|(i, _)| local.has(Kind::Indicator, *i)) {
        let topic = node.topics.first().copied();
        let Some(card) = cx.indicator_card(local, index) else { continue };
        match groups.iter_mut().find(|(t, _)| *t == topic) {
            Some((_, items)) => items.push(card),
            None => groups.push((topic, vec![card])),
        }
    }
    for (_, items) in &mut groups {
        local.locale.sort_by_key(items, |card| &card.title);
    }
    // What belongs to no topic comes last.
    let name = |topic: Option<Index>| topic.map_or("", |t| site.topic_name(t, language));
    groups.sort_by(|(a, _), (b, _)| a.is_none().cmp(&b.is_none()).then_with(|| local.locale.compare(name(*a), name(*b))));
    let title = cx.labels.text(language, "indicators");
    let link = |topic: Index| {
        let url = local.url(EntityId { kind: Kind::Topic, index: topic }).unwrap_or_default().to_owned();
        Link { title: site.topic_name(topic, language).to_owned(), url }
    };
    let mut head = cx.head(local, "indicators", Some(title.clone()), "indicators/", &|s| s.has_any(Kind::Indicator));
    head.description = summed_up(local, &title, groups.iter().flat_map(|(_, items)| items).map(|card| card.title.as_str()));
    IndicatorsView {
        head: cx.collection(local, head),
        page: IndicatorsPage { title, groups: groups.into_iter().map(|(topic, items)| Group { topic: topic.map(link), items }).collect() },
    }
}

impl PageContext<'_> {
    /// An indicator in a list; `None` where it has no page.
    pub(in crate::pages) fn indicator_card(self, local: &LocalizedSite, index: Index) -> Option<IndicatorCard> {
        let (site, language) = (self.site, local.language);
        let observations = site.observations(index);
        let newest = observations.last();
        let points = points(self, index, &observations[observations.len().saturating_sub(SPARK)..]);
        let points: Vec<Point> = points.into_iter().map(|(_, point)| point).collect();
        Some(IndicatorCard {
            title: site.indicator_name(index, language).to_owned(),
            url: local.url(EntityId { kind: Kind::Indicator, index })?.to_owned(),
            value: newest
                .map(|o| site.figure_words(o.figure, FigurePart::Value, language))
                .filter(|v| !v.is_empty())
                .or_else(|| newest.map(|o| site.figure_words(o.figure, FigurePart::Change, language))),
            when: newest.map_or_else(String::new, |o| self.when(local, o.figure)),
            // One value has no course.
            sparkline: if points.len() > 1 { chart::sparkline(&points, form(site.indicator(index).shared().chart())) } else { None },
        })
    }

    /// The indicators of a topic: those that its page features first, then the others by name.
    pub(in crate::pages) fn topic_indicators(self, local: &LocalizedSite, topic: Index) -> Vec<IndicatorCard> {
        let site = self.site;
        let featured = &site.topic(topic).featured;
        let mut cards: Vec<IndicatorCard> = featured.iter().filter_map(|i| self.indicator_card(local, *i)).collect();
        let others = site.indicators().iter().enumerate().filter(|(i, node)| node.topics.contains(&topic) && !featured.contains(i));
        let mut others: Vec<IndicatorCard> = others.filter_map(|(i, _)| self.indicator_card(local, i)).collect();
        local.locale.sort_by_key(&mut others, |card| &card.title);
        cards.append(&mut others);
        cards
    }
}

fn view(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, index: Index) -> IndicatorView {
    let (site, language) = (cx.site, local.language);
    let node = site.indicator(index);
    let fields = node.shared();
    let path = format!("indicators/{}/", node.id);
    let title = site.indicator_name(index, language).to_owned();
    let mut head = cx.head(local, "indicator", Some(title.clone()), &path, &|s| s.has(Kind::Indicator, index));
    head.breadcrumbs.push(cx.labelled(local, "indicators", "indicators/"));
    head.feeds.extend(cx.atom_feed(local, &path, &title));
    let version = node.version(language).unwrap_or_else(|| node.original());
    let observations = site.observations(index);
    let newest = || observations.last().map(|newest| site.figure_words(newest.figure, FigurePart::Whole, language));
    let defined = Some(site.lead(version, language)).filter(|text| !text.is_empty());
    head.description = defined.or_else(|| summed_up(local, &title, newest().as_deref()));
    let shown = &observations[observations.len().saturating_sub(SHOWN)..];
    let values: Vec<Decimal> = shown.iter().filter_map(|o| site.figure_amount(o.figure)).collect();
    let thing =
        |kind, index| Link { title: site.name(EntityId { kind, index }, language), url: local.url(EntityId { kind, index }).unwrap_or_default().to_owned() };
    let parts = site.indicators().iter().enumerate().filter(|(i, part)| part.part_of == Some(index) && local.has(Kind::Indicator, *i));
    let page = IndicatorPage {
        url: head.url.clone(),
        permalink: head.permalink.clone(),
        content: cx.body(renderer, version, language, Form::Url, &head.permalink),
        measure: fields.measure.map_or_else(String::new, |m| m.word().to_owned()),
        unit: fields.unit.as_ref().and_then(|unit| site.unit(unit.as_str())).map_or_else(String::new, |unit| {
            let title = axis(local, unit, fields.scale, &values).title;
            based(local, fields.base, title)
        }),
        frequency: fields.frequency.map(|f| f.word().to_owned()),
        jurisdiction: node.jurisdiction.map(|j| cx.jurisdiction(local, j)),
        agency: node.agency.map(|a| cx.agency(local, a)),
        source: site.text_in(fields.source.as_ref(), language),
        topics: cx.topic_links(local, &node.topics),
        part_of: node.part_of.filter(|whole| local.has(Kind::Indicator, *whole)).map(|whole| thing(Kind::Indicator, whole)),
        parts: parts.map(|(part, _)| thing(Kind::Indicator, part)).collect(),
        latest: observations.last().and_then(|o| latest(cx, local, o)),
        chart: drawing(cx, local, index, shown, &title),
        changes_only: changes_only(cx, index),
        has_changes: shown.iter().any(|o| site.figure(o.figure).change.is_some()),
        observations: shown.iter().rev().map(|o| observation(cx, local, o)).collect(),
        total: observations.len(),
        outlook: site.outlook(index).iter().map(|item| Expected { figure: cx.figure(local, *item), briefing: stated(cx, local, *item) }).collect(),
        downloads: downloads(cx, local, &path),
        title,
    };
    let graph = json_ld::dataset(cx, local, index, &head, &page.unit, &page.downloads);
    IndicatorView { head: cx.describing(head, vec![graph]), page }
}

/// Files with all observations.
fn downloads(cx: PageContext<'_>, local: &LocalizedSite, path: &str) -> Vec<Link> {
    if !cx.site.config().outputs.data {
        return Vec::new();
    }
    let file = |title: &str, file: &str| Link { title: title.to_owned(), url: cx.url(local, &format!("{path}{file}")) };
    vec![file("CSV", "observations.csv"), file("CSVW", "observations.csv-metadata.json"), file("JSON", "indicator.json")]
}

fn latest(cx: PageContext<'_>, local: &LocalizedSite, observation: &Observation) -> Option<Latest> {
    let (site, figure) = (cx.site, cx.figure(local, observation.figure));
    let url = site.figure_url(observation.figure, local.language)?;
    Some(Latest {
        value: figure.value,
        change: figure.change,
        when: figure.when,
        as_of: figure.as_of,
        date: figure.date,
        briefing: Link { title: site.title(observation.figure.briefing, local.language).to_owned(), url },
    })
}

fn observation(cx: PageContext<'_>, local: &LocalizedSite, observation: &Observation) -> ObservationView {
    let stated = |item: &EntryId| stated(cx, local, *item);
    ObservationView {
        figure: cx.figure(local, observation.figure),
        briefings: std::iter::once(&observation.figure).chain(&observation.also).filter_map(stated).collect(),
        revised: observation.revised.iter().filter_map(stated).collect(),
    }
}

fn stated(cx: PageContext<'_>, local: &LocalizedSite, item: EntryId) -> Option<Stated> {
    let (site, language) = (cx.site, local.language);
    let briefing = site.briefing(item.briefing);
    let foreign = language > 0 && briefing.version(language).is_none();
    let source = site.figure_node(item).source.map(|source| &briefing.shared().sources[source]);
    Some(Stated {
        title: site.title(item.briefing, language).to_owned(),
        url: site.figure_url(item, language)?,
        date: briefing.date.to_string(),
        language: foreign.then(|| site.config().default_language().tag().to_owned()),
        value: site.figure_words(item, FigurePart::Whole, language),
        source: source.and_then(|source| {
            let url = source.url.as_ref()?.to_string();
            let title = source.title.as_ref().map_or_else(|| url.clone(), ToString::to_string);
            Some(Link { title, url })
        }),
    })
}
