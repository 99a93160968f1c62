//! What may stand in front matter and in files of YAML.

use super::lists::{self, Few};
use super::{Item, Offer, kind};
use crate::content::Kind;
use crate::lsp::address;
use crate::lsp::desk::Desk;
use crate::lsp::fields::{Fields, Word};
use crate::lsp::front::{self, Cursor};
use crate::lsp::names::{Names, named};
use crate::site::List;

/// What may stand at byte `at`, if that is among fields.
pub(super) fn offer(desk: &Desk, path: &str, text: &str, at: usize) -> Option<Offer> {
    let of = address::kind(path);
    let Cursor { keys, is_key, word, beside } = front::cursor(text, of.is_none(), at)?;
    let fields = Fields::of(path, desk.document(path).is_some_and(|document| document.language > 0))?;
    if is_key || fields.is_group(&keys) {
        return Some(Offer { items: names(fields, &keys, is_key, &beside), is_cut: false, word });
    }
    // `kind:` needs a blank before its value.
    let gap = if text[..word.start].ends_with(':') { " " } else { "" };
    let mut few = Few::new(&text[word.start..at.max(word.start)]);
    match of.and_then(|of| named(of, &keys)) {
        Some(Names::Entity(kind)) => lists::entities(desk, path, kind, &mut few),
        Some(Names::Published) => [Kind::Briefing, Kind::Edition].into_iter().for_each(|kind| lists::entities(desk, path, kind, &mut few)),
        // What is reported later is of another briefing; a part is of this one.
        Some(Names::Entry(list)) => lists::entries(desk, path, list, list != List::Figures || keys.last().is_some_and(|key| key == "revises"), &mut few),
        Some(Names::Source) => lists::sources(desk, path, &mut few),
        Some(Names::Unit) => lists::units(desk, path, &mut few),
        None => {
            let item = |Word { text, meaning }| Item { label: text, kind: kind::WORD, documentation: meaning, ..Item::default() };
            few.items = fields.words(&keys).into_iter().map(item).collect();
        }
    }
    let items = few.items.into_iter().map(|item| Item { text: format!("{gap}{}", item.label), ..item }).collect();
    Some(Offer { items, is_cut: few.is_cut, word })
}

/// The fields that are not there yet.
fn names(fields: Fields, keys: &[String], is_key: bool, beside: &[String]) -> Vec<Item> {
    let of = |(name, documentation): (&str, String)| {
        let within: Vec<String> = keys.iter().cloned().chain([name.to_owned()]).collect();
        let colon = match (is_key, fields.is_group(&within)) {
            (true, _) => "",
            (_, true) => ":",
            (_, false) => ": ",
        };
        Item { label: name.to_owned(), kind: kind::FIELD, text: format!("{name}{colon}"), documentation, ..Item::default() }
    };
    let wanted = |name: &str| !beside.iter().any(|other| other == name);
    fields.within(keys).into_iter().filter(|(name, _)| wanted(name)).map(of).collect()
}
