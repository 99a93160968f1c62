//! Corrections: what was told otherwise than it is, from the `updates` of briefings and from the record. A page and a feed.
//!
//! A page of the site's own with the id `corrections` introduces them: what is corrected here, and how.

use std::cmp::Reverse;
use std::hash::{DefaultHasher, Hash};

use serde::{Deserialize, Serialize};

use crate::content::markdown::escaped;
use crate::content::{Kind, REMOVED, UpdateKind};
use crate::locale::DateStyle;
use crate::pages::feeds::emitter::{author, formats, license, tag};
use crate::pages::feeds::feed::{Entry, Feed};
use crate::pages::output::Menu;
use crate::pages::shared::held::{Language, Languages};
use crate::pages::shared::parts::Head;
use crate::pages::{BodyRenderer, Emitter, Html, Output, PageContext, Template, View};
use crate::site::{EntityId, EntryId, FactChange, Form, Index, LocalizedSite, Page, StableHash, StableIds};
use crate::values::Date;

/// Corrections on the page: the pages of their briefings have all.
const NEWEST: usize = 200;

/// Those in the feed.
const IN_FEED: usize = 20;

/// What the template `corrections.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct CorrectionsView {
    head: Head,
    page: Corrections,
}

#[derive(Debug, Serialize, Deserialize)]
struct Corrections {
    title: String,
    summary: Option<String>,
    content: Html,
    items: Vec<Correction>,
}

/// A correction of a briefing.
#[derive(Debug, Serialize, Deserialize)]
struct Correction {
    /// The day.
    date: String,
    /// `correction`, `update`, `clarification` or `withdrawn`.
    kind: String,
    /// The briefing's title.
    title: String,
    /// Where it says so.
    url: String,
    /// What was changed, or why it was withdrawn: HTML.
    note: String,
    /// The language of that, where it is another one than the page's: it is told in the original's words.
    note_language: Option<String>,
    /// The facts that are told otherwise.
    changes: Vec<Changed>,
}

/// A fact that is told otherwise.
#[derive(Debug, Serialize, Deserialize)]
struct Changed {
    /// What it is called.
    name: String,
    /// What was told; nothing where that is not kept.
    old: Option<String>,
    /// What holds; nothing where it is no longer stated.
    new: Option<String>,
    /// The day from which the old value was told.
    since: String,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[Template::of::<CorrectionsView>("corrections.html")],
    labels: &["corrections", "fact-title", "fact-date", "fact-removed", "fact-forgotten", "update-correction", "update-withdrawn", "due"],
};

/// A correction, before it is put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Held {
    date: Date,
    briefing: Index,
    /// Which of the briefing's updates it is; nothing where it is withdrawn.
    update: Option<usize>,
    changes: Vec<FactChange>,
}

impl StableHash for Held {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self { date, briefing, update, changes } = self;
        (date, update).hash(to);
        EntityId { kind: Kind::Briefing, index: *briefing }.stable_hash(names, to);
        changes.len().hash(to);
        for change in changes {
            (&change.fact, &change.old, &change.new).hash(to);
        }
    }
}

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.corrections {
        return;
    }
    let all: Vec<Vec<Held>> = cx.site.localized.iter().map(|local| corrections(cx, local)).collect();
    // There from the first briefing on, so that the first correction does not change the menu of every page.
    for (local, held) in cx.site.localized.iter().zip(&all).filter(|(local, _)| !local.pages().is_empty()) {
        let language = Language(local.language);
        if cx.site.config().outputs.feeds {
            let newest = held[..held.len().min(IN_FEED)].to_vec();
            formats(cx, local, FOLDER, newest, outputs, |cx, renderer, local, path, held| feed(cx, renderer, local, path, held));
        }
        let languages = Languages::of(cx.site, |other| !other.pages().is_empty());
        let (newest, page) = (held[..held.len().min(NEWEST)].to_vec(), introduction(cx, local));
        let held = (language, newest, languages, page);
        let output = Output::made_from(cx, cx.address(local, FOLDER), local.language, held, |cx, renderer, (language, held, languages, page)| {
            View::page("corrections.html", view(cx, renderer, cx.local(*language), held, languages, *page))
        });
        let version = page.and_then(|page| cx.site.page(page.index).version(local.language));
        let output = if let Some(version) = version { output.of(&version.document.path) } else { output };
        outputs.push(output.listed().in_menu(Menu::Foot, "corrections"));
    }
}

/// Where they are.
const FOLDER: &str = "corrections/";

/// The page of the site's own that introduces them in a language.
pub(in crate::pages) fn introduction(cx: PageContext<'_>, local: &LocalizedSite) -> Option<EntityId> {
    let is_there = cx.site.config().outputs.corrections && !local.pages().is_empty();
    let pages = cx.site.pages().iter().enumerate().filter(|_| is_there);
    let page = pages.map(|(index, page)| (EntityId { kind: Kind::Page, index }, page)).find(|(_, page)| format!("{}/", page.id) == FOLDER);
    page.filter(|(entity, _)| cx.site.address(*entity, local.language).is_some()).map(|(entity, _)| entity)
}

/// The corrections of the briefings with a page in a language, the newest first: all that are called so, withdrawals, and other
/// updates that say that a fact is told otherwise.
fn corrections(cx: PageContext<'_>, local: &LocalizedSite) -> Vec<Held> {
    let all = cx.site.fact_changes();
    let mut held = Vec::new();
    for &briefing in local.pages() {
        let fields = cx.site.briefing(briefing).shared();
        let from = all.partition_point(|change| change.briefing < briefing);
        let own = all[from..].iter().take_while(|change| change.briefing == briefing);
        for (index, update) in fields.updates.iter().enumerate() {
            let changes: Vec<FactChange> = own.clone().filter(|change| change.update == Some(index)).cloned().collect();
            if let Some(date) = update.date.filter(|_| update.kind == UpdateKind::Correction || !changes.is_empty()) {
                held.push(Held { date, briefing, update: Some(index), changes });
            }
        }
        if let Some(date) = fields.withdrawn.as_ref().and_then(|withdrawn| withdrawn.date) {
            held.push(Held { date, briefing, update: None, changes: Vec::new() });
        }
    }
    held.sort_by_key(|one| Reverse((one.date, one.briefing, one.update)));
    held
}

fn view(
    cx: PageContext<'_>,
    renderer: &mut dyn BodyRenderer,
    local: &LocalizedSite,
    held: &[Held],
    languages: &Languages,
    page: Option<EntityId>,
) -> CorrectionsView {
    let version = page.and_then(|page| cx.site.page(page.index).version(local.language));
    let fields = version.map(Page::fields);
    let title = fields.and_then(|fields| fields.title.as_ref()).map_or_else(|| cx.labels.text(local.language, "corrections"), ToString::to_string);
    let mut head = cx.head(local, "corrections", Some(title.clone()), FOLDER, &|other| languages.has(other));
    let summary = fields.and_then(|fields| fields.summary.as_ref()).map(ToString::to_string);
    head.description = Some(summary.clone().unwrap_or_else(|| cx.labels.text(local.language, "corrections-text")));
    head.feeds = cx.feeds(local, FOLDER, &title);
    let items = held.iter().map(|one| correction(cx, renderer, local, one, Form::Inline)).collect();
    let content = version.map(|version| cx.body(renderer, version, local.language, Form::Url, &head.permalink)).unwrap_or_default();
    CorrectionsView { head: cx.collection(local, head), page: Corrections { title, summary, content, items } }
}

fn correction(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, held: &Held, form: Form) -> Correction {
    let (site, language) = (cx.site, local.language);
    let briefing = site.briefing(held.briefing);
    let address = cx.address(local, &format!("briefings/{}/", briefing.name()));
    let url = if form == Form::Permalink { address.permalink(site.config()) } else { address.url(site.config()) };
    let kind = held.update.map_or("withdrawn", |index| briefing.shared().updates[index].kind.word());
    let field = held.update.map_or_else(|| "withdrawn.reason".to_owned(), |index| format!("updates[{index}].note"));
    Correction {
        date: held.date.to_string(),
        kind: kind.to_owned(),
        title: site.title(held.briefing, language).to_owned(),
        note: cx.inline_in(renderer, briefing.original(), &field, language, form, &url),
        note_language: (language > 0).then(|| site.config().default_language().tag().to_owned()),
        url: if held.update.is_some() { format!("{url}#_updates") } else { url },
        changes: held.changes.iter().map(|change| changed(cx, local, change)).collect(),
    }
}

/// A fact that is told otherwise, in words.
fn changed(cx: PageContext<'_>, local: &LocalizedSite, change: &FactChange) -> Changed {
    let (site, language) = (cx.site, local.language);
    let (kind, id) = split(change, &site.briefing(change.briefing).name());
    let figure = |value: &str| if kind == "fig" { site.stated_words(value, language) } else { None };
    let (old, new) = (figure(&change.old.value), figure(&change.new));
    // The time is said where it is what changed.
    let with_time = old.as_ref().zip(new.as_ref()).is_none_or(|((_, old), (_, new))| old != new);
    let words = |told: Option<(String, String)>, value: &str| match told {
        Some((words, when)) if with_time => format!("{words}{}{when}", local.locale.comma()),
        Some((words, _)) => words,
        None => plain(cx, local, kind, value),
    };
    Changed {
        name: name(cx, local, change.briefing, kind, id),
        old: (!change.old.is_forgotten()).then(|| words(old, &change.old.value)),
        new: (change.new != REMOVED).then(|| words(new, &change.new)),
        since: change.old.since.to_string(),
    }
}

/// The kind of a fact, and what it is called within its briefing.
fn split<'c>(change: &'c FactChange, briefing: &str) -> (&'c str, &'c str) {
    let (kind, rest) = change.fact.split_once(':').unwrap_or(("", &change.fact));
    (kind, rest.strip_prefix(briefing).and_then(|rest| rest.strip_prefix('/')).unwrap_or(rest))
}

/// What a fact is called.
fn name(cx: PageContext<'_>, local: &LocalizedSite, briefing: Index, kind: &str, id: &str) -> String {
    let (site, language) = (cx.site, local.language);
    let node = site.briefing(briefing);
    let fields = node.shared();
    let entry = |index: Option<usize>| index.map(|index| EntryId { briefing, index });
    let is = |own: &Option<crate::values::Id>| own.as_ref().is_some_and(|own| own.as_str() == id);
    let found = match kind {
        "briefing" => Some(cx.labels.text(language, if id == "date" { "fact-date" } else { "fact-title" })),
        "fig" => entry(fields.figures.iter().position(|figure| is(&figure.id))).map(|item| site.figure_name(item, language).to_owned()),
        "date" => entry(fields.dates.iter().position(|event| is(&event.id))).map(|item| cx.date_title(local, item)),
        "commitment" => {
            let found = entry(fields.commitments.iter().position(|commitment| is(&commitment.id)));
            found.and_then(|item| site.commitment(item).text.as_ref()).map(|text| site.localised(text, language).to_owned())
        }
        _ => {
            let found = node.moves.iter().flatten().find(|index| site.instrument(**index).id == id);
            found.map(|index| site.name(EntityId { kind: Kind::Instrument, index: *index }, language))
        }
    };
    found.unwrap_or_else(|| id.to_owned())
}

/// A value that is no figure's, in words: days as days, stages and states by their labels, all else as it is.
fn plain(cx: PageContext<'_>, local: &LocalizedSite, kind: &str, value: &str) -> String {
    if kind == "briefing" && Date::parse(value).is_err() {
        return value.to_owned();
    }
    let label = |word: &str| {
        let key = match kind {
            "instrument" => format!("stage-{word}"),
            "commitment" => format!("status-{word}"),
            _ => format!("certainty-{word}"),
        };
        cx.labels.all(local.language).contains_key(&key).then(|| cx.labels.text(local.language, &key))
    };
    let day = |text: &str| Date::parse(text).ok().map(|day| local.locale.date(day.civil(), DateStyle::Long));
    let word = |word: &str| match word.trim_end_matches([',', ';']) {
        days if day(days).is_some() => day(days).unwrap_or_default(),
        days if days.contains('/') && days.split('/').all(|one| day(one).is_some()) => days.split('/').filter_map(day).collect::<Vec<_>>().join("–"),
        other => label(other).unwrap_or_else(|| other.to_owned()),
    };
    let part = |part: &str| match part.strip_prefix("due ") {
        Some(when) => {
            let due = crate::values::When::parse(when).ok().map(|due| local.locale.period(due.start().civil(), due.end().civil()));
            let when = ("when".to_owned(), due.unwrap_or_else(|| when.to_owned()));
            cx.labels.with(local.language, "due", None, &[when]).unwrap_or_else(|| part.to_owned())
        }
        None => part.split(' ').map(word).collect::<Vec<_>>().join(" "),
    };
    value.split(", ").map(part).collect::<Vec<_>>().join(local.locale.comma())
}

fn feed(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, path: &str, held: &[Held]) -> Feed {
    let (site, config) = (cx.site, cx.site.config());
    let language = &config.languages[local.language];
    let name = config.title.get(language, config.default_language()).0.to_owned();
    let title = cx.labels.text(local.language, "corrections");
    Feed {
        id: tag(cx, local, FOLDER),
        title: format!("{title} – {name}"),
        subtitle: Some(cx.labels.text(local.language, "corrections-text")),
        author: author(cx, local),
        license: license(cx),
        language: language.tag().to_owned(),
        address: cx.address(local, path).permalink(config),
        page: cx.address(local, FOLDER).permalink(config),
        updated: cx.changed(held.iter().map(|one| one.date).max()),
        entries: held.iter().map(|one| entry(cx, renderer, local, one, site.title(one.briefing, local.language))).collect(),
    }
}

fn entry(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, held: &Held, title: &str) -> Entry {
    let one = correction(cx, renderer, local, held, Form::Permalink);
    let name = cx.site.briefing(held.briefing).name();
    let kind = cx.labels.text(local.language, &format!("update-{}", one.kind));
    let what = held.update.map_or_else(|| "withdrawn".to_owned(), |index| format!("{}-{index}", one.date));
    let change = |change: &Changed| {
        let old = change.old.clone().unwrap_or_else(|| cx.labels.text(local.language, "fact-forgotten"));
        let new = change.new.clone().unwrap_or_else(|| cx.labels.text(local.language, "fact-removed"));
        format!("{}{}{old} → {new}", change.name, local.locale.colon())
    };
    let changes: Vec<String> = one.changes.iter().map(change).collect();
    let list: Vec<String> = changes.iter().map(|change| format!("<li>{}</li>", escaped(change))).collect();
    let list = if list.is_empty() { String::new() } else { format!("<ul>{}</ul>", list.concat()) };
    Entry {
        id: tag(cx, local, &format!("{FOLDER}{name}/{what}/")),
        title: format!("{kind}{}{title}", local.locale.colon()),
        published: cx.begins(held.date),
        updated: cx.begins(held.date),
        summary: changes.join(" · "),
        // As an update: the HTML of a body is left out where a feed is fingerprinted, and this is no body.
        content: Some(Html::default()),
        updates: vec![format!("<p>{}</p>{list}", one.note)],
        authors: Vec::new(),
        categories: Vec::new(),
        permalink: one.url,
    }
}
