//! Another id, wherever it stands: the file, all that name it, and a note of the id that it had.

use std::ops::Range;

use serde_json::{Value, json};

use super::desk::Desk;
use super::edits::Edits;
use super::mentions::Mention;
use super::navigate::{subject_of, uses};
use super::subject::{Subject, at};
use crate::content::{Document, is_markdown};
use crate::diagnostics::{Code, Diagnostic, Edit, Fix, Place};
use crate::engine::locate;
use crate::site::{Directory, EntityId};
use crate::values::{Id, fold};

/// What would be renamed at byte `at`: its bytes, and its present id.
pub(super) fn prepare(desk: &Desk, path: &str, text: &str, byte: usize) -> Result<Value, String> {
    let subject = subject_of(desk, path, text, byte).ok_or("there is no id here that can be renamed")?;
    let id = present(desk, &subject)?;
    let span = at(desk, path, text, byte).map(|(found, _)| found.span);
    let span = span.filter(|span| text[span.clone()] == *id).unwrap_or_else(|| word(text, byte));
    Ok(json!({ "range": desk.editor.range(text, &span), "placeholder": id }))
}

/// Everything that gives what byte `at` names the id `new`.
pub(super) fn rename(desk: &Desk, path: &str, text: &str, at: usize, new: &str) -> Result<Value, String> {
    let subject = subject_of(desk, path, text, at).ok_or("there is no id here that can be renamed")?;
    let old = present(desk, &subject)?;
    let new = Id::parse(new).map_err(|mistake| [Some(mistake.message), mistake.help].into_iter().flatten().collect::<Vec<_>>().join("; "))?;
    let new = new.as_str();
    if new == old {
        return Err(format!("it is called `{old}` already"));
    }
    let edits = changes(desk, &subject, &old, new, None)?;
    edits.value(&desk.editor).ok_or_else(|| "this editor cannot make such a change".to_owned())
}

/// What else is to be changed where the editor is about to give the file at `from` the name `to`: all that names what it is of,
/// and its translations. Nothing where another name is no other id, or nobody would remember the old one.
pub(super) fn moved(desk: &Desk, from: &str, to: &str) -> Option<Value> {
    let (entity, language) = desk.digest.as_ref()?.directory.at(from)?;
    let subject = Subject::Entity(entity);
    let old = present(desk, &subject).ok()?;
    let name = to.rsplit('/').next()?.strip_suffix(".md")?;
    let is_other = language == 0 && name != old && path(from, &old, name).is_some_and(|(_, renamed)| renamed == to);
    let new = Id::parse(name).ok().filter(|id| is_other && id.as_str() == name && moves(desk, &subject))?;
    changes(desk, &subject, &old, new.as_str(), Some(from)).ok()?.value(&desk.editor)
}

/// Everything that gives a subject the id `new`. `moving` is a file that is given its new name by somebody else.
fn changes(desk: &Desk, subject: &Subject, old: &str, new: &str, moving: Option<&str>) -> Result<Edits, String> {
    let mut edits = Edits::default();
    match subject {
        Subject::Entity(entity) => entity_edits(desk, *entity, (old, new), moving, &mut edits)?,
        Subject::Entry(..) | Subject::Source(..) => is_free(desk, subject, new)?,
    }
    for one in uses(desk, subject).ok_or(NOT_READ)? {
        let written = &one.text[one.found.span.clone()];
        match &one.found.mention {
            // The file's own id is changed with its other fields.
            Mention::Entity(..) if one.found.declares => {}
            // What goes by another of its names goes on doing so.
            Mention::Entity(..) if fold(written) != fold(old) => {}
            Mention::File(to) => {
                if let Some(renamed) = file_name(to, old, new).filter(|_| moves(desk, subject)) {
                    edits.replace(&one.path, one.found.span, renamed);
                }
            }
            _ => edits.replace(&one.path, one.found.span, new),
        }
    }
    Ok(edits)
}

const NOT_READ: &str = "the digest cannot be read; mend site.yaml first";

/// The id of a subject, if it is one that can be renamed.
fn present(desk: &Desk, subject: &Subject) -> Result<String, String> {
    let directory = &desk.digest.as_ref().ok_or(NOT_READ)?.directory;
    match subject {
        Subject::Entry(_, _, id) | Subject::Source(_, id) => Ok(id.clone()),
        Subject::Entity(entity) if directory.document(*entity, 0).is_none() => Err("a built-in jurisdiction keeps its code".to_owned()),
        Subject::Entity(entity) if !entity.kind.has_former_ids() => Err(format!(
            "the id of a {} is its address, and no note would be left of it: rename its file, and put its old address under `redirect_from`",
            entity.kind.word()
        )),
        Subject::Entity(entity) => Ok(directory.name(*entity)),
    }
}

/// Refuses an id that another entry of the list has.
fn is_free(desk: &Desk, subject: &Subject, new: &str) -> Result<(), String> {
    let other = match subject {
        Subject::Entry(list, briefing, _) => Subject::Entry(*list, *briefing, new.to_owned()),
        Subject::Source(briefing, _) => Subject::Source(*briefing, new.to_owned()),
        Subject::Entity(_) => return Ok(()),
    };
    if super::subject::declaration(desk, &other, 0).is_some() { Err(format!("the briefing has a `{new}` already")) } else { Ok(()) }
}

/// The note of the former id, and the new id: as the name of the files, or as a field where the file has one or the editor cannot
/// rename files.
fn entity_edits(desk: &Desk, entity: EntityId, (old, new): (&str, &str), moving: Option<&str>, edits: &mut Edits) -> Result<(), String> {
    let directory = &desk.digest.as_ref().ok_or(NOT_READ)?.directory;
    if let Some(other) = directory.find(entity.kind, new).filter(|other| *other != entity) {
        return Err(format!("`{new}` is a name of the {} `{}`", entity.kind.word(), directory.name(other)));
    }
    let original = directory.document(entity, 0).ok_or(NOT_READ)?;
    let former: Vec<String> = original.front.fields().former_ids().iter().map(ToString::to_string).filter(|id| id != new).chain([old.to_owned()]).collect();
    let line = format!("former_ids: [{}]", former.join(", "));
    let mut fields = Vec::new();
    if !original.front.fields().former_ids().is_empty() {
        fields.push(Edit::Remove { file: original.path.clone(), field: "former_ids".to_owned() });
    }
    fields.push(Edit::line(&original.path, line));
    let is_given = original.front.fields().id().is_some();
    if is_given {
        fields.push(Edit::Replace(Place::value(&original.path, "id"), new.to_owned()));
    } else if !moves(desk, &Subject::Entity(entity)) {
        fields.push(Edit::line(&original.path, format!("id: {new}")));
    }
    let told = Diagnostic::new(Code::FormerName, Place::file(&original.path), "renamed").fix(Fix::certain(fields));
    let located = locate(vec![told], &desk.editor.files);
    let made = located.first().map(|located| &located.edits).filter(|made| !made.is_empty());
    edits.add(made.ok_or_else(|| format!("the fields of {} are not a line each, so that no field can be added", original.path))?);
    if !is_given && moves(desk, &Subject::Entity(entity)) {
        for document in documents(directory, entity).into_iter().filter(|document| moving != Some(&*document.path)) {
            match path(&document.path, old, new) {
                Some((from, to)) => edits.rename(from, to),
                None => return Err(format!("the name of {} is not the id `{old}`", document.path)),
            }
        }
    }
    Ok(())
}

/// Whether another id is another name of the files.
fn moves(desk: &Desk, subject: &Subject) -> bool {
    let Subject::Entity(entity) = subject else { return false };
    let original = desk.digest.as_ref().and_then(|digest| digest.directory.document(*entity, 0));
    desk.editor.client.renames_files && original.is_some_and(|original| original.front.fields().id().is_none())
}

/// The files of an entity; of a folder that is all its own, one of them stands for all.
fn documents(directory: &Directory, entity: EntityId) -> Vec<&Document> {
    let mut all: Vec<&Document> = directory.documents().filter(|(other, ..)| *other == entity).map(|(.., document)| &**document).collect();
    if all.first().is_some_and(|document| is_in_folder(&document.path)) {
        all.truncate(1);
    }
    all
}

fn is_in_folder(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name == "index.md" || name.starts_with("index."))
}

/// The file or folder that is called `old`, and how it is called then.
fn path(path: &str, old: &str, new: &str) -> Option<(String, String)> {
    let (folder, name) = path.rsplit_once('/')?;
    if is_in_folder(path) {
        let (outer, _) = folder.rsplit_once('/').filter(|(_, name)| *name == old)?;
        return Some((folder.to_owned(), format!("{outer}/{new}")));
    }
    let rest = name.strip_prefix(old).filter(|rest| rest.starts_with('.'))?;
    Some((path.to_owned(), format!("{folder}/{new}{rest}")))
}

/// The path of a link to a file that was called `old`.
fn file_name(to: &str, old: &str, new: &str) -> Option<String> {
    if !is_markdown(to) {
        return None;
    }
    if let Some((_, renamed)) = path(&format!("./{to}"), old, new).filter(|_| !is_in_folder(to)) {
        return renamed.strip_prefix("./").map(str::to_owned);
    }
    let (folder, name) = to.rsplit_once('/')?;
    let (outer, inner) = folder.rsplit_once('/').map_or(("", folder), |(outer, inner)| (outer, inner));
    let gap = if outer.is_empty() { "" } else { "/" };
    (inner == old).then(|| format!("{outer}{gap}{new}/{name}"))
}

/// The word around a byte.
fn word(text: &str, at: usize) -> Range<usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '-';
    let start = text[..at].trim_end_matches(is_word).len();
    let end = text.len() - text[at..].trim_start_matches(is_word).len();
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_folders_and_links_take_the_new_name() {
        let renamed = |from: &str| path(from, "old", "new").map(|(_, to)| to);
        assert_eq!(renamed("content/topics/old.md").as_deref(), Some("content/topics/new.md"));
        assert_eq!(renamed("content/topics/old.zh-hans.md").as_deref(), Some("content/topics/new.zh-hans.md"));
        assert_eq!(renamed("content/topics/old/index.md").as_deref(), Some("content/topics/new"));
        assert_eq!(renamed("content/topics/older.md"), None);
        let link = |to: &str| file_name(to, "old", "new");
        assert_eq!(link("../../topics/old.md").as_deref(), Some("../../topics/new.md"));
        assert_eq!(link("old.md").as_deref(), Some("new.md"));
        assert_eq!(link("../old/index.md").as_deref(), Some("../new/index.md"));
        assert_eq!(link("../other/index.md"), None);
    }
}
