//! What a name is about, and where that is declared.

use std::ops::Range;
use std::sync::Arc;

use super::address;
use super::desk::Desk;
use super::mentions::{Found, Mention, mentions};
use crate::content::Kind;
use crate::site::{Directory, EntityId, List};

/// What a name is about, whatever it is called there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    Entity(EntityId),
    /// An entry of a briefing's list, by its id.
    Entry(List, EntityId, String),
    /// A source of a briefing, by its id.
    Source(EntityId, String),
}

/// What a name in the file at `path` is about.
pub(super) fn subject(directory: &Directory, path: &str, mention: &Mention) -> Option<Subject> {
    let own = || directory.at(path).map(|(entity, _)| entity);
    let briefing = || own().filter(|entity| entity.kind == Kind::Briefing);
    match mention {
        Mention::Entity(kind, name) => directory.find(*kind, name).map(Subject::Entity),
        Mention::Published(name) => directory.find(Kind::Briefing, name).or_else(|| directory.find(Kind::Edition, name)).map(Subject::Entity),
        Mention::File(to) => directory.led_to(path, to).map(|(entity, _)| Subject::Entity(entity)),
        Mention::Source(id) => Some(Subject::Source(briefing()?, id.clone())),
        Mention::Entry(list, name) => match name.rsplit_once('/') {
            Some((of, id)) => Some(Subject::Entry(*list, directory.find(Kind::Briefing, of)?, id.to_owned())),
            None => Some(Subject::Entry(*list, briefing()?, name.clone())),
        },
    }
}

/// The name at byte `at` of the file at `path`, and what it is about.
pub(super) fn at(desk: &Desk, path: &str, text: &str, at: usize) -> Option<(Found, Subject)> {
    let kind = address::kind(path)?;
    let all = mentions(kind, text, desk.document(path));
    let found = all.into_iter().find(|found| found.span.start <= at && at <= found.span.end)?;
    let directory = &desk.digest.as_ref()?.directory;
    let subject = if found.declares && matches!(found.mention, Mention::Entity(..)) {
        // Its own id, which may just have been changed.
        Subject::Entity(directory.at(path)?.0)
    } else {
        subject(directory, path, &found.mention)?
    };
    Some((found, subject))
}

/// Where a subject is declared: its file, the text of that, and the bytes of the name there. An entity is shown in `language` where
/// it has a file in that.
pub(super) fn declaration(desk: &Desk, subject: &Subject, language: usize) -> Option<(Arc<str>, Arc<str>, Range<usize>)> {
    let directory = &desk.digest.as_ref()?.directory;
    let (entity, wanted) = match subject {
        Subject::Entity(entity) => {
            let document = directory.document(*entity, language).or_else(|| directory.document(*entity, 0))?;
            return Some((Arc::clone(&document.path), desk.editor.files.text(&document.path)?, 0..0));
        }
        Subject::Entry(list, briefing, id) => (*briefing, Mention::Entry(*list, id.clone())),
        Subject::Source(briefing, id) => (*briefing, Mention::Source(id.clone())),
    };
    let document = directory.document(entity, 0)?;
    let text = desk.editor.files.text(&document.path)?;
    let found = mentions(entity.kind, &text, Some(document)).into_iter().find(|found| found.declares && found.mention == wanted)?;
    Some((Arc::clone(&document.path), text, found.span))
}
