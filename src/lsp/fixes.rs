//! What mends a mistake, for the editor to offer.

use serde_json::{Value, json};

use super::desk::Desk;
use super::edits::Edits;
use super::missing;
use super::positions::Range;
use super::reports;
use crate::diagnostics::fix::Change;
use crate::diagnostics::{Located, LocatedEdit};

/// The word for mending all that can only be meant one way.
pub(super) const FIX_ALL: &str = "source.fixAll.bulletin";

/// What can be done about what touches `range` of the file at `path`; `only` are the kinds that are asked for, or all.
pub(super) fn actions(desk: &Desk, path: &str, range: Range, only: Option<&[String]>) -> Vec<Value> {
    // `source` asks for all kinds that begin with it.
    let is_wanted = |kind: &str| {
        only.is_none_or(|only| only.iter().any(|wanted| kind == wanted || kind.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('.'))))
    };
    let mut actions = Vec::new();
    if is_wanted("quickfix") {
        let here = desk.shown(path).iter().filter(|located| reports::range(&desk.editor, &located.main).touches(&range));
        actions.extend(here.flat_map(|located| [quick_fix(desk, located), make(desk, path, located)]).flatten());
    }
    // It is no answer to a question about one place, so that a list of quick fixes stays short.
    if only.is_some() && is_wanted(FIX_ALL) {
        actions.extend(fix_all(desk, path));
    }
    actions
}

fn quick_fix(desk: &Desk, located: &Located) -> Option<Value> {
    let fix = located.diagnostic.fix.as_ref().filter(|_| !located.edits.is_empty())?;
    let mut edits = Edits::default();
    edits.add(&located.edits);
    Some(json!({
        "title": title(desk, &located.edits),
        "kind": "quickfix",
        "diagnostics": [reports::diagnostic(&desk.editor, located)?],
        "isPreferred": fix.certain,
        "edit": edits.value(&desk.editor)?,
    }))
}

/// Makes what a reference names that means nothing.
fn make(desk: &Desk, path: &str, located: &Located) -> Option<Value> {
    let (title, edits) = missing::made(desk, path, located)?;
    let told = reports::diagnostic(&desk.editor, located)?;
    Some(json!({ "title": title, "kind": "quickfix", "diagnostics": [told], "edit": edits.value(&desk.editor)? }))
}

/// All certain fixes of a file that can be made together.
fn fix_all(desk: &Desk, path: &str) -> Option<Value> {
    let mut edits = Edits::default();
    for located in desk.shown(path) {
        let is_certain = located.diagnostic.fix.as_ref().is_some_and(|fix| fix.certain);
        if is_certain && !edits.meets(&located.edits) {
            edits.add(&located.edits);
        }
    }
    let edit = edits.value(&desk.editor).filter(|_| !edits.is_empty())?;
    Some(json!({ "title": "Mend what can only be meant one way", "kind": FIX_ALL, "edit": edit }))
}

/// What edits do, in a line.
fn title(desk: &Desk, edits: &[LocatedEdit]) -> String {
    let first = match edits.first().map(|edit| (&edit.file, &edit.change)) {
        Some((_, Change::Path(to))) => format!("Rename the file to {to}"),
        Some((file, Change::Text { span, text, .. })) => {
            let source = desk.editor.files.text(file);
            let old = source.as_deref().and_then(|source| source.get(span.clone())).unwrap_or_default();
            match (short(old), short(text)) {
                (old, new) if old.is_empty() => format!("Add `{new}`"),
                (old, new) if new.is_empty() => format!("Remove `{old}`"),
                (old, new) => format!("Replace `{old}` by `{new}`"),
            }
        }
        None => String::new(),
    };
    match edits.len() {
        0 | 1 => first,
        more => format!("{first}, and {} more", more - 1),
    }
}

/// The first line of a text, cut where it is long.
fn short(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    if line.chars().count() > 50 { line.chars().take(50).chain(['…']).collect() } else { line.to_owned() }
}
