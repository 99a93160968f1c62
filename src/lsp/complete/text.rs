//! What may stand in a reference `[[…]]` or a citation `[@…]`.

use std::ops::Range;

use super::lists::{self, Few};
use super::{Item, Offer, kind};
use crate::content::Kind;
use crate::lsp::desk::Desk;
use crate::lsp::mentions::is_of_citation;
use crate::site::{FigurePart, List};

/// What may stand at byte `at`, if that is in a reference or a citation that is open on its line.
pub(super) fn offer(desk: &Desk, path: &str, text: &str, at: usize) -> Option<Offer> {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let line = &text[start..at];
    let open = |sign: &str, close: &str| line.rfind(sign).map(|n| n + sign.len()).filter(|n| !line[*n..].contains(close));
    if let Some(inner) = open("[[", "]]") {
        return reference(desk, path, text, start + inner..at);
    }
    let inner = open("[@", "]")?;
    let id = start + inner + line[inner..].rfind('@').map_or(0, |n| n + 1);
    if text[id..at].contains(|c| !is_of_citation(c)) {
        return None;
    }
    let mut few = Few::new(&text[id..at]);
    lists::sources(desk, path, &mut few);
    let word = id..at + text[at..].find(|c| !is_of_citation(c)).unwrap_or(text.len() - at);
    let end = if text[word.end..].starts_with([']', ';', ',']) { "" } else { "]" };
    Some(offered(few, word, end))
}

/// What may stand in a reference of which `typed` is there up to the cursor.
fn reference(desk: &Desk, path: &str, text: &str, typed: Range<usize>) -> Option<Offer> {
    let at = typed.end;
    let Some((kind, name)) = text[typed.clone()].split_once(':') else { return Some(kinds(desk, path, text, typed)) };
    if name.contains('|') {
        return None;
    }
    let start = typed.start + kind.len() + 1;
    if let Some((name, part)) = name.split_once('#') {
        let parts = FigurePart::NAMED.iter().filter(|_| kind == "fig");
        let mut few = Few::new(part);
        few.items = parts.map(|(_, name)| Item { label: (*name).to_owned(), kind: kind::WORD, ..Item::default() }).collect();
        let word = start + name.len() + 1..end_of(text, at, &[']', '|']);
        let close = close(text, word.end);
        return Some(offered(few, word, close));
    }
    let mut few = Few::new(name);
    match kind {
        "fig" => lists::entries(desk, path, List::Figures, false, &mut few),
        "date" => lists::entries(desk, path, List::Dates, false, &mut few),
        _ => lists::entities(desk, path, Kind::from_word(kind)?, &mut few),
    }
    let word = start..end_of(text, at, &[']', '|', '#']);
    let close = close(text, word.end);
    Some(offered(few, word, close))
}

/// The kinds of references; and the figures of this briefing whole, for they are what is wanted most.
fn kinds(desk: &Desk, path: &str, text: &str, typed: Range<usize>) -> Offer {
    let word = typed.start..end_of(text, typed.end, &[':', ']', '|', '#']);
    let colon = if text[word.end..].starts_with(':') { "" } else { ":" };
    let kind = |(word, detail): (&str, &str)| Item {
        label: word.to_owned(),
        kind: kind::WORD,
        detail: detail.to_owned(),
        text: format!("{word}{colon}"),
        ..Item::default()
    };
    let words = Kind::ALL.into_iter().map(|kind| (kind.word(), ""));
    let mut items: Vec<Item> = [("fig", "a figure in words"), ("date", "the day of a dated event")].into_iter().chain(words).map(kind).collect();
    if !colon.is_empty() {
        let mut few = Few::new("");
        lists::own(desk, path, List::Figures, &mut few);
        let close = close(text, word.end);
        let whole = |item: Item| Item { text: format!("fig:{}{close}", item.label), label: format!("fig:{}", item.label), ..item };
        items.extend(few.items.into_iter().map(whole));
    }
    Offer { items, is_cut: false, word }
}

/// Where what stands in a reference already ends, which then gives way; the cursor, where the reference is not closed.
fn end_of(text: &str, at: usize, signs: &[char]) -> usize {
    let line = text[at..].lines().next().unwrap_or_default();
    line.find(signs).filter(|_| line.contains("]]")).map_or(at, |n| at + n)
}

/// The brackets that a reference lacks.
fn close(text: &str, end: usize) -> &'static str {
    if text[end..].starts_with([']', '|', '#']) { "" } else { "]]" }
}

/// What is offered, with `behind` behind each.
fn offered(few: Few, word: Range<usize>, behind: &str) -> Offer {
    let text = |item: Item| Item { text: format!("{}{behind}", item.label), ..item };
    Offer { is_cut: few.is_cut, items: few.items.into_iter().map(text).collect(), word }
}
