//! What a name means that means nothing yet: the file that would give it a meaning.

use super::address;
use super::desk::Desk;
use super::edits::Edits;
use super::mentions::{Mention, mentions};
use crate::content::Kind;
use crate::diagnostics::{Code, Located};
use crate::scaffold::{self, NewFile};

/// The changes that make what an unknown reference in the file at `path` names, and what that is in words.
pub(super) fn made(desk: &Desk, path: &str, located: &Located) -> Option<(String, Edits)> {
    let span = located.main.span.clone().filter(|_| located.diagnostic.code == Code::UnknownReference)?;
    let all = mentions(address::kind(path)?, &located.main.text, desk.document(path));
    let (kind, name) = all.into_iter().find_map(|found| match found.mention {
        Mention::Entity(kind, name) if span.start <= found.span.start && found.span.end <= span.end => Some((kind, name)),
        _ => None,
    })?;
    let NewFile { path, text, .. } = new(kind, &name)?.ok()?;
    // It may be there, with mistakes of its own.
    if desk.editor.files.text(&path).is_some() {
        return None;
    }
    let mut edits = Edits::default();
    edits.create(&path, text);
    Some((format!("Make the {} `{name}`", kind.word()), edits))
}

/// What `bulletin new` writes; `None` for what takes more than a name.
fn new(kind: Kind, name: &str) -> Option<Result<NewFile, &'static str>> {
    let make = match kind {
        Kind::Topic => scaffold::topic,
        Kind::Agency => scaffold::agency,
        Kind::Jurisdiction => scaffold::jurisdiction,
        Kind::Indicator => scaffold::indicator,
        Kind::Instrument => scaffold::instrument,
        Kind::Term => scaffold::term,
        Kind::Page => scaffold::page,
        Kind::Briefing | Kind::Edition => return None,
    };
    Some(make(name))
}
