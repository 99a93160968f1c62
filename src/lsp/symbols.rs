//! What a file holds, and what the digest holds.

use std::ops::Range;

use serde_json::{Value, json};

use super::address;
use super::desk::Desk;
use super::front;
use super::hover::title;
use super::mentions::{Mention, mentions};
use super::navigate::location;
use crate::content::Kind;
use crate::site::List;
use crate::values::fold;

/// The most that is answered.
const MOST: usize = 200;

/// The numbers that the protocol has for kinds of symbols.
mod kind {
    pub(super) const FILE: u8 = 1;
    pub(super) const STRING: u8 = 15;
    pub(super) const NUMBER: u8 = 16;
    pub(super) const EVENT: u8 = 24;
    pub(super) const KEY: u8 = 20;
}

/// The headings, figures, commitments, dates and sources of a file, in its order.
pub(super) fn of_document(desk: &Desk, path: &str, text: &str) -> Option<Value> {
    let of = address::kind(path)?;
    let mut all: Vec<(String, &str, u8, Range<usize>)> = Vec::new();
    for found in mentions(of, text, desk.document(path)).into_iter().filter(|found| found.declares) {
        let (what, kind) = match found.mention {
            Mention::Entry(List::Figures, _) => ("figure", kind::NUMBER),
            Mention::Entry(List::Commitments, _) => ("commitment", kind::KEY),
            Mention::Entry(List::Dates, _) => ("date", kind::EVENT),
            Mention::Source(_) => ("source", kind::FILE),
            Mention::Entity(..) | Mention::Published(_) | Mention::File(_) => continue,
        };
        all.push((text[found.span.clone()].to_owned(), what, kind, found.span));
    }
    let body = front::fields(text, false).map_or(0, |fields| fields.end);
    all.extend(headings(text, body).map(|span| (text[span.clone()].trim_matches(['#', ' ']).to_owned(), "", kind::STRING, span)));
    let symbol = |(name, what, kind, span): (String, &str, u8, Range<usize>)| {
        let range = desk.editor.range(text, &span);
        if desk.editor.client.nested_symbols {
            json!({ "name": name, "detail": what, "kind": kind, "range": range, "selectionRange": range })
        } else {
            json!({ "name": name, "kind": kind, "location": location(desk, path, text, &span) })
        }
    };
    Some(all.into_iter().filter(|(name, ..)| !name.is_empty()).map(symbol).collect())
}

/// Lines that are headings, from byte `start` on; those in blocks of code are none.
fn headings(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let (mut at, mut is_code) = (start, false);
    text[start..].split_inclusive('\n').filter_map(move |line| {
        let from = at;
        at += line.len();
        let line = line.trim_end();
        is_code ^= line.starts_with("```") || line.starts_with("~~~");
        let signs = line.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading = !is_code && (1..=6).contains(&signs) && line[signs..].starts_with(' ');
        is_heading.then(|| from..from + line.len())
    })
}

/// The documents of the digest whose name or id has `query` in it.
pub(super) fn of_digest(desk: &Desk, query: &str) -> Option<Value> {
    let directory = &desk.digest.as_ref()?.directory;
    let query = fold(query);
    let mut all = Vec::new();
    for entity in Kind::ALL.into_iter().flat_map(|kind| directory.entities(kind).rev()) {
        let Some(document) = directory.document(entity, 0) else { continue };
        let (id, name) = (directory.name(entity), title(document));
        if all.len() < MOST && (fold(&id).contains(&*query) || fold(name).contains(&*query)) {
            let place = json!({ "uri": desk.editor.uri(&document.path), "range": super::positions::Range::default() });
            all.push(json!({ "name": name, "kind": kind::FILE, "location": place, "containerName": format!("{} {id}", entity.kind.word()) }));
        }
    }
    Some(all.into())
}
