//! The newsletter of an edition: what its HTML and its plain text are made from. All addresses are full ones, because mail
//! has no page to resolve others against.
//!
//! A letter cannot be taken back. A text with a placeholder in it ([`is_unfinished`]) is left out, and so is what has such a
//! title; a letter with such a title itself is called by its day.

use super::gathered::{Correction, Gathered, figures};
use super::letter::{Ahead, Corrected, Figure, FullLink, Lead, Listed, Newsletter, NewsletterView};
use crate::content::{Kind, is_unfinished};
use crate::pages::{BodyRenderer, Html, PageContext};
use crate::site::{Edition, EntityId, EntryId, FigurePart, Form, Index, LocalizedSite};
use crate::values::{Date, Text};

/// Figures in a letter: two rows of two.
const FIGURES: usize = 4;

/// Corrections in a letter; the edition's page has them all. Each may be as long as a card, and a briefing that is corrected
/// years later must not make an old letter too long to be written.
const CORRECTIONS: usize = 10;

/// The newsletter of an edition.
pub(in crate::pages) fn view(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, gathered: &Gathered) -> NewsletterView {
    let (site, config, language) = (cx.site, cx.site.config(), local.language);
    let edition = site.edition(gathered.edition);
    let version = edition.version(language).unwrap_or_else(|| edition.original());
    let permalink = cx.address(local, &format!("editions/{}/", edition.id)).permalink(config);
    let is_good = |text: &str| is_finished(cx, local, text);
    let has_good_title = |index: &Index| is_good(site.title(*index, language));
    let title = Some(site.edition_title(gathered.edition, language).to_owned()).filter(|title| is_good(title)).unwrap_or_else(|| gathered.date.to_string());
    let preheader = Edition::fields(version).preheader.as_ref().map(ToString::to_string).filter(|text| is_good(text));
    let leading = gathered.lead.filter(has_good_title);
    let feed = || FullLink { title: cx.labels.text(language, "feed-atom"), permalink: cx.address(local, "editions/feed.xml").permalink(config) };
    let page = Newsletter {
        id: edition.id.clone(),
        preheader: preheader.or_else(|| leading.map(|lead| site.title(lead, language).to_owned())).unwrap_or_else(|| title.clone()),
        date: gathered.date.to_string(),
        site: FullLink {
            title: config.title.get(&config.languages[language], config.default_language()).0.to_owned(),
            permalink: cx.address(local, "").permalink(config),
        },
        feed: config.outputs.feeds.then(feed),
        note: if version.document.outline.unfinished { Html::default() } else { bracketed(cx.body(renderer, version, language, Form::Letter, &permalink)) },
        lead: leading.map(|index| lead(cx, renderer, local, index)),
        figures: figures(cx, gathered).iter().map(|item| figure(cx, local, *item)).filter(|figure| is_good(&figure.label)).take(FIGURES).collect(),
        briefings: gathered.others.iter().filter(|index| has_good_title(index)).map(|index| listed(cx, local, *index)).collect(),
        more: 0,
        dates_ahead: gathered.dates.iter().map(|item| ahead(cx, local, *item, gathered.date)).filter(|ahead| is_good(&ahead.title)).collect(),
        corrections: gathered.corrections.iter().filter_map(|c| corrected(cx, renderer, local, c)).take(CORRECTIONS).collect(),
        permalink,
        title,
    };
    NewsletterView { page }
}

/// A note whose footnotes have their numbers in brackets: a mail program may show `12` and a raised `1` as 121.
fn bracketed(note: Html) -> Html {
    const MARK: &str = " role=\"doc-noteref\"";
    if !note.0.contains(MARK) {
        return note;
    }
    let mut parts = note.0.split(MARK);
    let mut html = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        html.push_str(MARK);
        match part.split_once('>').and_then(|(tag, rest)| Some((tag, rest.split_once("</a>")?))) {
            Some((tag, (number, rest))) => html.extend([tag, ">[", number, "]</a>", rest]),
            None => html.push_str(part),
        }
    }
    Html(html)
}

fn lead(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, index: Index) -> Lead {
    let (site, language) = (cx.site, local.language);
    let briefing = site.briefing(index);
    let version = briefing.version(language).unwrap_or_else(|| briefing.original());
    let Listed { title, permalink, date, topics, summary } = listed(cx, local, index);
    let points = &crate::site::Briefing::fields(version).key_points;
    let mut point = |i: usize| cx.inline_in(renderer, version, &format!("key_points[{i}]"), language, Form::Letter, &permalink);
    Lead {
        key_points: (0..points.len()).filter(|i| is_finished(cx, local, points[*i].as_str())).map(&mut point).collect(),
        title,
        permalink,
        date,
        topics,
        summary,
    }
}

fn listed(cx: PageContext<'_>, local: &LocalizedSite, index: Index) -> Listed {
    let (site, language) = (cx.site, local.language);
    let briefing = site.briefing(index);
    Listed {
        title: site.title(index, language).to_owned(),
        permalink: permalink(cx, local, EntityId { kind: Kind::Briefing, index }).unwrap_or_default(),
        date: briefing.date.to_string(),
        topics: briefing.topics[..briefing.own_topics].iter().map(|t| site.topic_name(*t, language).to_owned()).collect(),
        summary: Some(site.summary(index, language)).filter(|summary| is_finished(cx, local, summary)).unwrap_or_default(),
    }
}

fn figure(cx: PageContext<'_>, local: &LocalizedSite, item: EntryId) -> Figure {
    let (site, language) = (cx.site, local.language);
    let value = Some(site.figure_words(item, FigurePart::Value, language)).filter(|words| !words.is_empty());
    let change = site.change_beside(item, language);
    let page = site.figure_node(item).indicator.and_then(|index| permalink(cx, local, EntityId { kind: Kind::Indicator, index }));
    Figure {
        label: site.figure_name(item, language).to_owned(),
        change: change.clone().filter(|_| value.is_some()),
        value: value.or(change).unwrap_or_default(),
        when: cx.when(local, item),
        permalink: page,
    }
}

/// A letter tells dates as they were known on its day, and stays as it was sent.
fn ahead(cx: PageContext<'_>, local: &LocalizedSite, item: EntryId, date: Date) -> Ahead {
    let (known, label) = cx.known_on(local, item, date);
    Ahead {
        date: known.date.to_string(),
        end: known.end.map(|day| day.to_string()),
        title: cx.date_title(local, item),
        label,
        permalink: cx.site.event_address(item, local.language, Form::Permalink),
    }
}

fn corrected(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, correction: &Correction) -> Option<Corrected> {
    let (site, language) = (cx.site, local.language);
    let EntryId { briefing: index, index: update } = correction.update;
    let briefing = site.briefing(index);
    let permalink = permalink(cx, local, EntityId { kind: Kind::Briefing, index }).unwrap_or_default();
    let field = format!("updates[{update}].note");
    let note = crate::site::Briefing::fields(briefing.original()).updates.get(update).and_then(|update| update.note.as_ref());
    let texts = [Some(site.title(index, language)), note.map(Text::as_str)];
    if !texts.into_iter().flatten().all(|text| is_finished(cx, local, text)) {
        return None;
    }
    Some(Corrected {
        date: correction.date.to_string(),
        title: site.title(index, language).to_owned(),
        note: cx.inline_in(renderer, briefing.original(), &field, language, Form::Letter, &permalink),
        permalink,
    })
}

/// Whether a text of a localized site may be sent.
fn is_finished(cx: PageContext<'_>, local: &LocalizedSite, text: &str) -> bool {
    !is_unfinished(text, cx.site.config().languages[local.language].tag())
}

/// The full address of an entity's page.
fn permalink(cx: PageContext<'_>, local: &LocalizedSite, thing: EntityId) -> Option<String> {
    Some(cx.site.address(thing, local.language)?.permalink(cx.site.config()))
}
