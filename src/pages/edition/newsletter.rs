//! The newsletter of an edition: what its HTML and its plain text are made from. All addresses are full ones, because mail
//! has no page to resolve others against.
//!
//! A letter cannot be taken back. A text with a placeholder in it ([`is_unfinished`]) is left out, and so is what has such a
//! title; a letter with such a title itself is called by its day.

use serde::{Deserialize, Serialize};

use super::newsletter_text::plain_text;
use super::page::{Gathered, figures};
use crate::content::{Kind, is_unfinished};
use crate::pages::{BodyRenderer, Html, Labels, PageContext};
use crate::site::{Edition, EntityId, EntryId, FigurePart, Form, Index, LocalizedSite};
use crate::values::{Date, Text};

/// The template of newsletters.
pub(crate) const TEMPLATE: &str = "newsletter.html";

/// Figures in a letter: two rows of two.
const FIGURES: usize = 4;

/// Corrections in a letter; the edition's page has them all. Each may be as long as a card, and a briefing that is corrected
/// years later must not make an old letter too long to be written.
const CORRECTIONS: usize = 10;

/// A newsletter: what its template sees.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct NewsletterView {
    pub(in crate::pages) page: Newsletter,
}

/// The form of a newsletter. All forms of one letter say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum NewsletterForm {
    /// HTML with its styles in attributes.
    Html,
    /// Plain text.
    Text,
    /// Both in one message.
    Message(Envelope),
}

/// What a message says beside its letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Envelope {
    /// What tells it from every other message of the site: the edition's id.
    pub id: String,
    /// The host that its Message-ID belongs to, such as `digest.example`.
    pub host: String,
    /// The moment at which its day begins in the site's time zone, as mail writes it (RFC 5322): `Thu, 31 Oct 2024 00:00:00 +0800`.
    pub date: String,
    /// Its language's tag.
    pub language: String,
}

impl NewsletterView {
    /// The subject: whose letter it is, and which.
    #[must_use]
    pub fn subject(&self) -> String {
        format!("{} – {}", self.page.site.title, self.page.title)
    }

    /// The letter as plain text in language `language`.
    #[must_use]
    pub fn text(&self, labels: &Labels, language: usize) -> String {
        plain_text(&self.page, labels, language)
    }

    /// How many briefings it lists beside the one that leads.
    #[must_use]
    pub fn listed(&self) -> usize {
        self.page.briefings.len()
    }

    /// The letter with the first `most` of these briefings; of the others it says how many they are.
    #[must_use]
    pub fn shortened(&self, most: usize) -> Self {
        let mut shorter = self.clone();
        shorter.page.more += shorter.page.briefings.len().saturating_sub(most);
        shorter.page.briefings.truncate(most);
        shorter
    }
}

/// An edition as a letter.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Newsletter {
    /// The edition's id.
    pub(in crate::pages) id: String,
    /// The edition's title: the subject.
    pub(in crate::pages) title: String,
    /// Its day: `2024-10-31`.
    pub(in crate::pages) date: String,
    /// What a list of mail shows beside the subject: one sentence of plain text, best under 100 characters.
    pub(in crate::pages) preheader: String,
    /// The digest that sends it.
    pub(in crate::pages) site: FullLink,
    /// The edition's page on the web.
    pub(in crate::pages) permalink: String,
    /// Where to subscribe: the full address of the feed of editions.
    pub(in crate::pages) feed: Option<FullLink>,
    /// The editor's note.
    pub(in crate::pages) note: Html,
    /// The briefing that leads.
    pub(in crate::pages) lead: Option<Lead>,
    /// Figures worth a glance, at most four.
    pub(in crate::pages) figures: Vec<Figure>,
    /// The other briefings, the newest first.
    pub(in crate::pages) briefings: Vec<Listed>,
    /// How many others the letter has no room for.
    pub(in crate::pages) more: usize,
    /// What is to come, the next first.
    pub(in crate::pages) dates_ahead: Vec<Ahead>,
    /// What was corrected in the edition's period, the newest first, at most ten.
    pub(in crate::pages) corrections: Vec<Corrected>,
}

/// A name with a full address.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct FullLink {
    /// What it says.
    pub(in crate::pages) title: String,
    /// The full address.
    pub(in crate::pages) permalink: String,
}

/// The briefing that leads.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Lead {
    /// Its title.
    pub(in crate::pages) title: String,
    /// Its page.
    pub(in crate::pages) permalink: String,
    /// Its day.
    pub(in crate::pages) date: String,
    /// The names of its topics.
    pub(in crate::pages) topics: Vec<String>,
    /// One or two sentences of plain text.
    pub(in crate::pages) summary: String,
    /// What to take away: HTML of one line each, with full addresses.
    pub(in crate::pages) key_points: Vec<String>,
}

/// Another briefing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Listed {
    /// Its title.
    pub(in crate::pages) title: String,
    /// Its page.
    pub(in crate::pages) permalink: String,
    /// Its day.
    pub(in crate::pages) date: String,
    /// The names of its topics.
    pub(in crate::pages) topics: Vec<String>,
    /// One or two sentences of plain text.
    pub(in crate::pages) summary: String,
}

/// A figure in the words of the language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Figure {
    /// What it measures: `5G base stations`.
    pub(in crate::pages) label: String,
    /// Its value with its unit: `4.089 million`; its change where no value is known.
    pub(in crate::pages) value: String,
    /// Its change: `up 12.1% on the year`.
    pub(in crate::pages) change: Option<String>,
    /// The day or period that it is about, in words.
    pub(in crate::pages) when: String,
    /// The page that explains it.
    pub(in crate::pages) permalink: Option<String>,
}

/// Something to come.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Ahead {
    /// Its day.
    pub(in crate::pages) date: String,
    /// Its last day, where it takes several.
    pub(in crate::pages) end: Option<String>,
    /// What it is.
    pub(in crate::pages) title: String,
    /// Whether it may still move, in a word.
    pub(in crate::pages) label: Option<String>,
    /// Its page.
    pub(in crate::pages) permalink: Option<String>,
}

/// A correction.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Corrected {
    /// When.
    pub(in crate::pages) date: String,
    /// The title of the briefing that it was made in.
    pub(in crate::pages) title: String,
    /// Its page.
    pub(in crate::pages) permalink: String,
    /// What was changed: HTML of one line, with full addresses.
    pub(in crate::pages) note: String,
}

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
    let words = |part| Some(site.figure_words(item, part, language)).filter(|words| !words.is_empty());
    let (value, change) = (words(FigurePart::Value), words(FigurePart::Change));
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

fn corrected(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, correction: &super::page::Correction) -> Option<Corrected> {
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

/// Whether a text of a section may be sent.
fn is_finished(cx: PageContext<'_>, local: &LocalizedSite, text: &str) -> bool {
    !is_unfinished(text, cx.site.config().languages[local.language].tag())
}

/// The full address of a thing's page.
fn permalink(cx: PageContext<'_>, local: &LocalizedSite, thing: EntityId) -> Option<String> {
    Some(cx.site.address(thing, local.language)?.permalink(cx.site.config()))
}
