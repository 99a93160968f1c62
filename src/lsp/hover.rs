//! What the thing under the cursor is: a figure in the words of the page, a term's definition, what a field is for.

use std::ops::Range;

use serde_json::{Value, json};

use super::address;
use super::desk::Desk;
use super::fields::Fields;
use super::front::{self, Cursor};
use super::mentions::Found;
use super::names::{Names, named};
use super::subject::{self, Subject};
use crate::content::{Briefing, Document, Kind, OfKind};
use crate::locale::{Locale, Qualifier, Quantity, Unit, Value as Amount, regions};
use crate::site::{EntityId, EntryId, FigurePart, Form, List, Moment, Resolution, Site, Vantage};

/// What is said of byte `at` of a file.
pub(super) fn hover(desk: &Desk, path: &str, text: &str, at: usize) -> Option<Value> {
    let (words, span) = of_name(desk, path, text, at).or_else(|| of_field(desk, path, text, at))?;
    Some(json!({ "contents": { "kind": "markdown", "value": words }, "range": desk.editor.range(text, &span) }))
}

fn of_name(desk: &Desk, path: &str, text: &str, at: usize) -> Option<(String, Range<usize>)> {
    let (found, subject) = subject::at(desk, path, text, at)?;
    let words = match &subject {
        Subject::Entity(entity) => of_entity(desk, path, *entity)?,
        Subject::Source(briefing, id) => of_source(desk, *briefing, id)?,
        Subject::Entry(list, briefing, id) => of_entry(desk, path, *list, *briefing, id, &found)?,
    };
    Some((words, found.span))
}

fn of_field(desk: &Desk, path: &str, text: &str, at: usize) -> Option<(String, Range<usize>)> {
    let document = desk.document(path);
    let fields = Fields::of(path, document.is_some_and(|document| document.language > 0))?;
    let Cursor { mut keys, is_key, word, .. } = front::cursor(text, address::kind(path).is_none(), at)?;
    let written = text.get(word.clone()).filter(|word| !word.is_empty())?;
    if is_key {
        keys.push(written.trim_matches(['"', '\'']).to_owned());
        return Some((fields.documentation(&keys)?, word));
    }
    if address::kind(path).and_then(|kind| named(kind, &keys)) == Some(Names::Unit) {
        let digest = desk.digest.as_ref()?;
        return Some((unit(digest.config.units.find(written)?, &Locale::new(&digest.config.languages[language(desk, path)])), word));
    }
    let known = fields.words(&keys).into_iter().find(|known| known.text == written && !known.meaning.is_empty())?;
    Some((known.meaning, word))
}

/// The language of a file.
fn language(desk: &Desk, path: &str) -> usize {
    desk.document(path).map_or(0, |document| document.language)
}

/// A unit, as figures in it are written.
pub(super) fn unit(unit: &Unit, locale: &Locale) -> String {
    let five = Quantity { value: Amount::One("5"), qualifier: Qualifier::Exact, standing: None, scale: None, unit, base: Some("2015") };
    locale.quantity(&five, None)
}

fn of_entity(desk: &Desk, path: &str, entity: EntityId) -> Option<String> {
    let digest = desk.digest.as_ref()?;
    let language = language(desk, path);
    let directory = &digest.directory;
    let Some(document) = directory.document(entity, language).or_else(|| directory.document(entity, 0)) else {
        return built_in(desk, entity, language);
    };
    let of = document.date().map_or_else(String::new, |date| format!(" of {date}"));
    let words = format!("**{}**  \n{} `{}`{of}", title(document), entity.kind.word(), directory.name(entity));
    let more = match entity.kind {
        Kind::Briefing => with_site(desk, |site| site.summary(entity.index, language)),
        Kind::Term => with_site(desk, |site| {
            let node = site.node(entity);
            node.version(language).or_else(|| node.version(0)).map(|version| site.lead(version, language)).unwrap_or_default()
        }),
        _ => None,
    };
    Some([Some(words), more.filter(|more| !more.is_empty())].into_iter().flatten().collect::<Vec<_>>().join("\n\n"))
}

/// A jurisdiction that has no file.
fn built_in(desk: &Desk, entity: EntityId, language: usize) -> Option<String> {
    let digest = desk.digest.as_ref()?;
    let own = &digest.config.languages[language];
    let region = regions::all().find(|region| digest.directory.find(Kind::Jurisdiction, region.id()) == Some(entity))?;
    Some(format!("**{}**  \njurisdiction `{}`, built in", region.name(own), region.id()))
}

/// What a document is called.
pub(super) fn title(document: &Document) -> &str {
    document.front.fields().titles().first().copied().unwrap_or(document.id.as_str())
}

fn of_source(desk: &Desk, briefing: EntityId, id: &str) -> Option<String> {
    let document = desk.digest.as_ref()?.directory.document(briefing, 0)?;
    let source = Briefing::of(&document.front)?.sources.iter().find(|source| source.id.as_ref().is_some_and(|own| own.as_str() == id))?;
    let title = source.title.as_ref().map(|title| format!("**{title}**"));
    let publisher = source.publisher.as_ref().map(ToString::to_string);
    let url = source.url.as_ref().map(|url| format!("<{}>", url.as_str()));
    Some([title, publisher, url].into_iter().flatten().collect::<Vec<_>>().join("  \n"))
}

fn of_entry(desk: &Desk, path: &str, list: List, briefing: EntityId, id: &str, found: &Found) -> Option<String> {
    let language = language(desk, path);
    let directory = &desk.digest.as_ref()?.directory;
    let own = directory.at(path).map(|(entity, _)| entity).filter(|entity| entity.kind == Kind::Briefing);
    let day = own.and_then(|own| directory.document(own, 0)?.date());
    let from = Vantage { day, briefing: own.map(|own| own.index) };
    with_site(desk, |site| {
        // By what the last link has, which may lag behind what is typed.
        let fields = site.briefing(briefing.index).shared();
        let index = list.ids(fields).iter().position(|own| own.is_some_and(|own| own.as_str() == id))?;
        let item = EntryId { briefing: briefing.index, index };
        let words = |resolution| site.resolved(&[resolution], from, language, Form::Inline, "").pop().map(|resolved| resolved.text);
        Some(match list {
            List::Figures => {
                let asked = found.fragment.as_deref();
                let part = FigurePart::NAMED.iter().find(|(_, word)| Some(*word) == asked).map_or(FigurePart::Whole, |(part, _)| *part);
                format!("**{}**  \n{}", words(Resolution::Figure { item, part })?, site.figure_name(item, language))
            }
            List::Dates => {
                let event = &fields.dates[index];
                let title = event.title.as_ref().map(|title| format!("  \n{}", site.localised(title, language)));
                format!("**{}**{}", words(Resolution::Date(item))?, title.unwrap_or_default())
            }
            List::Commitments => site.localised(fields.commitments[index].text.as_ref()?, language).to_owned(),
        })
    })?
}

/// What `say` says of the digest as pages see it, drafts included: they are what is being written.
fn with_site<T>(desk: &Desk, say: impl FnOnce(&Site<'_>) -> T) -> Option<T> {
    let digest = desk.digest.as_ref()?;
    let (site, _) = digest.linked.published_at(Moment::new(desk.at, &digest.config, true));
    Some(say(&site))
}
