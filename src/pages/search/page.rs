//! The page that searches. Its form works without anything else: it leads to an address of its own, which can be kept and sent.
//! The theme's script reads the index there; without one, the page leads to the indexes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha384};

use super::{FOLDER, THINGS};
use crate::content::Kind;
use crate::locale::DateStyle;
use crate::pages::shared::held::Language;
use crate::pages::shared::json_ld::types::Node;
use crate::pages::shared::parts::{Head, Link};
use crate::pages::{Emitter, FileSource, Label, Output, PageContext, Template, View};
use crate::site::{EntityId, LocalizedSite};

/// What the template `search.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct SearchView {
    head: Head,
    page: SearchPage,
}

#[derive(Debug, Serialize, Deserialize)]
struct SearchPage {
    title: String,
    /// The address of the page, to which the form leads.
    url: String,
    filters: Vec<Filter>,
    /// The tag of the language's conventions in a browser: how it writes dates and numbers.
    locale: String,
    /// What the script says, as JSON: texts by their names, some in several plural forms.
    words: String,
    script: Option<Script>,
    /// Where readers get without the script.
    indexes: Vec<Link>,
}

/// One of the lists by which results are filtered.
#[derive(Debug, Serialize, Deserialize)]
struct Filter {
    /// Its name in the address: `topic`.
    name: String,
    /// What it is called.
    title: String,
    /// What it says when nothing is chosen.
    all: String,
    choices: Vec<Choice>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Choice {
    /// What stands in the address: an id, a year.
    value: String,
    title: String,
    /// The page about it.
    url: Option<String>,
    /// The feed about it.
    feed: Option<String>,
}

/// The script that searches.
#[derive(Debug, Serialize, Deserialize)]
struct Script {
    url: String,
    /// What a browser compares it with before it runs: `sha384-…`.
    integrity: Option<String>,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter {
    outputs,
    templates: &[Template::of::<SearchView>("search.html")],
    labels: &[
        "search",
        "search-all-topics",
        "search-all-agencies",
        "search-all-jurisdictions",
        "search-all-kinds",
        "search-all-years",
        "search-agency",
        "search-edition",
        "search-indicator",
        "search-instrument",
        "search-jurisdiction",
        "search-page",
        "search-term",
        "search-topic",
        "search-kind",
        "search-year",
        "search-found",
        "search-about",
        "search-filtered",
        "search-none",
        "search-none-filtered",
        "search-reading",
        "search-failed",
        "search-follow",
    ],
};

/// What the script says, by the names that it knows.
const WORDS: [(&str, &str); 8] = [
    ("found", "search-found"),
    ("about", "search-about"),
    ("filtered", "search-filtered"),
    ("none", "search-none"),
    ("none-filtered", "search-none-filtered"),
    ("reading", "search-reading"),
    ("failed", "search-failed"),
    ("follow", "search-follow"),
];

/// The script's file in a theme.
const SCRIPT: &str = "search.js";

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.search {
        return;
    }
    let integrity = integrity(cx);
    for local in &cx.site.localized {
        let briefings = local.briefings();
        let mut kinds: Vec<String> = briefings.iter().map(|index| cx.site.briefing(*index).shared().kind.word().to_owned()).collect();
        let mut years: Vec<i16> = briefings.iter().map(|index| cx.site.briefing(*index).date.year()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        years.dedup();
        // The folders of the kinds of things: those that have a page.
        let of = |kind: &Kind| cx.site.all(*kind).any(|thing| cx.site.address(thing, local.language).is_some());
        let things: Vec<String> = THINGS.iter().filter(|kind| of(kind)).map(|kind| kind.folder().to_owned()).collect();
        let held = (Language(local.language), kinds, things, years, integrity.clone());
        outputs.push(Output::made_from(cx, cx.address(local, FOLDER), local.language, held, |cx, _, (language, kinds, things, years, integrity)| {
            View::page("search.html", view(cx, cx.local(*language), kinds, things, years, integrity.clone()))
        }));
    }
}

/// What the script must be, where the program has it; nothing where the site has one of its own. `None` if there is none.
fn integrity(cx: PageContext<'_>) -> Option<String> {
    let file = cx.files.iter().find(|file| file.address == SCRIPT)?;
    Some(match &file.source {
        FileSource::BuiltIn(bytes) => format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes))),
        FileSource::Site(_) => String::new(),
    })
}

fn view(cx: PageContext<'_>, local: &LocalizedSite, kinds: &[String], things: &[String], years: &[i16], integrity: Option<String>) -> SearchView {
    let text = |key: &str| cx.labels.text(local.language, key);
    let title = text("search");
    let mut head = cx.head(local, "search", Some(title.clone()), FOLDER, &|_| true);
    head.description = Some(text("search-words"));
    // Search engines have their own.
    head.noindex = true;
    let mut filters = Vec::new();
    for (kind, all) in [(Kind::Topic, "search-all-topics"), (Kind::Agency, "search-all-agencies"), (Kind::Jurisdiction, "search-all-jurisdictions")] {
        let mut choices: Vec<Choice> = local.filed(kind).filter_map(|thing| choice(cx, local, thing)).collect();
        local.locale.sort_by_key(&mut choices, |choice| &choice.title);
        filters.push(Filter { name: kind.word().to_owned(), title: text(&format!("search-{}", kind.word())), all: text(all), choices });
    }
    let plain = |value: String, title: String| Choice { value, title, url: None, feed: None };
    let of_briefings = kinds.iter().map(|word| plain(word.clone(), text(&format!("kind-{word}"))));
    let of_things = THINGS.iter().filter(|kind| things.iter().any(|folder| folder == kind.folder()));
    let of_things = of_things.map(|kind| plain(kind.folder().to_owned(), text(&format!("search-{}", kind.word()))));
    filters.push(Filter {
        name: "kind".to_owned(),
        title: text("search-kind"),
        all: text("search-all-kinds"),
        choices: of_briefings.chain(of_things).collect(),
    });
    let years = years.iter().rev().map(|year| plain(format!("{year:04}"), local.locale.date(jiff::civil::date(*year, 1, 1), DateStyle::Year))).collect();
    filters.push(Filter { name: "year".to_owned(), title: text("search-year"), all: text("search-all-years"), choices: years });
    filters.retain(|filter| !filter.choices.is_empty());
    let words: serde_json::Map<String, serde_json::Value> =
        WORDS.into_iter().filter_map(|(name, key)| Some((name.to_owned(), forms(cx.labels.all(local.language).get(key)?)))).collect();
    let page = SearchPage {
        url: head.url.clone(),
        filters,
        locale: local.locale.data_tag(),
        words: serde_json::Value::Object(words).to_string(),
        script: integrity.map(|integrity| Script {
            url: format!("{}/{SCRIPT}", cx.site.config().base_path),
            integrity: Some(integrity).filter(|integrity| !integrity.is_empty()),
        }),
        indexes: indexes(cx, local, !kinds.is_empty(), things),
        title,
    };
    let node = Node::WebPage(cx.work(local, &head));
    SearchView { head: cx.describing(head, vec![node]), page }
}

fn forms(label: &Label) -> serde_json::Value {
    serde_json::to_value(label).unwrap_or_default()
}

fn choice(cx: PageContext<'_>, local: &LocalizedSite, thing: EntityId) -> Option<Choice> {
    let (id, title) = (cx.site.node(thing).id.clone(), cx.site.name(thing, local.language));
    let has_feed = match thing.kind {
        Kind::Topic => true,
        Kind::Agency => cx.site.config().outputs.agency_feeds,
        _ => false,
    };
    let feed = has_feed.then(|| cx.atom_feed(local, &format!("{}/{id}/", thing.kind.folder()), &title)).flatten();
    Some(Choice { value: id, url: Some(local.url(thing)?.to_owned()), feed: feed.map(|feed| feed.url), title })
}

/// The pages from which everything can be reached.
fn indexes(cx: PageContext<'_>, local: &LocalizedSite, has_briefings: bool, things: &[String]) -> Vec<Link> {
    let archive = cx.site.config().outputs.archive && has_briefings;
    let has = |folder: &str| things.iter().any(|other| other == folder);
    let all = [("archive", "briefings/", archive), ("topics", "topics/", has("topics")), ("agencies", "agencies/", has("agencies"))];
    let more = [("indicators", "indicators/", has("indicators")), ("instruments", "instruments/", has("instruments")), ("glossary", "glossary/", has("terms"))];
    all.into_iter().chain(more).filter(|(_, _, is_there)| *is_there).map(|(key, path, _)| cx.labelled(local, key, path)).collect()
}
