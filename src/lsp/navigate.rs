//! From a name to what it is about, and back to all that name it.

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Value, json};

use super::desk::Desk;
use super::front;
use super::mentions::{Found, mentions};
use super::subject::{self, Subject, declaration};
use crate::content::Document;
use crate::site::Directory;
use crate::values::fold;

/// A name, and the file that it is in.
pub(super) struct Use {
    pub(super) path: Arc<str>,
    pub(super) text: Arc<str>,
    pub(super) found: Found,
}

/// Where what byte `at` names is declared.
pub(super) fn definition(desk: &Desk, path: &str, text: &str, at: usize) -> Option<Value> {
    let (_, subject) = subject::at(desk, path, text, at)?;
    let language = desk.document(path).map_or(0, |document| document.language);
    let (file, text, span) = declaration(desk, &subject, language)?;
    Some(location(desk, &file, &text, &span))
}

/// Everything that names what byte `at` names.
pub(super) fn references(desk: &Desk, path: &str, text: &str, at: usize, with_declaration: bool) -> Option<Value> {
    let subject = subject_of(desk, path, text, at)?;
    let uses = uses(desk, &subject)?;
    let wanted = uses.iter().filter(|one| with_declaration || !one.found.declares);
    Some(wanted.map(|one| location(desk, &one.path, &one.text, &one.found.span)).collect())
}

/// What byte `at` of a file is about: what it names; on its first line, and on its own name or title, what the file is.
pub(super) fn subject_of(desk: &Desk, path: &str, text: &str, at: usize) -> Option<Subject> {
    let named = subject::at(desk, path, text, at).map(|(_, subject)| subject);
    let is_title = || {
        let field = front::cursor(text, false, at).and_then(|cursor| cursor.keys.into_iter().next());
        text[..at.min(text.len())].lines().count() <= 1 || matches!(field.as_deref(), Some("title" | "name" | "short"))
    };
    named.or_else(|| desk.digest.as_ref()?.directory.at(path).filter(|_| is_title()).map(|(entity, _)| Subject::Entity(entity)))
}

/// Every place that names a subject.
pub(super) fn uses(desk: &Desk, subject: &Subject) -> Option<Vec<Use>> {
    let directory = &desk.digest.as_ref()?.directory;
    let words = words(directory, subject);
    let mut found = Vec::new();
    for (entity, _, document) in directory.documents() {
        // Sources are named in the texts of their own briefing alone.
        if let Subject::Source(briefing, _) = subject
            && entity != *briefing
        {
            continue;
        }
        let Some(text) = desk.editor.files.text(&document.path).filter(|text| may_name(text, &words)) else { continue };
        for one in mentions(document.kind(), &text, Some(document)) {
            if subject::subject(directory, &document.path, &one.mention).as_ref() == Some(subject) {
                found.push(Use { path: Arc::clone(&document.path), text: Arc::clone(&text), found: one });
            }
        }
    }
    Some(found)
}

/// The words of which a file has one that names a subject, as names are compared.
fn words(directory: &Directory, subject: &Subject) -> Vec<String> {
    let names = match subject {
        Subject::Entry(_, _, id) | Subject::Source(_, id) => vec![id.clone()],
        Subject::Entity(entity) => {
            let documents: Vec<&Document> = directory.documents().filter(|(other, ..)| other == entity).map(|(.., document)| &**document).collect();
            let mut names = vec![documents.first().map_or_else(String::new, |document| document.id.to_string())];
            for fields in documents.iter().map(|document| document.front.fields()) {
                names.extend([fields.name(), fields.short()].into_iter().flatten().flat_map(|name| name.texts().map(str::to_owned)));
                names.extend(fields.aliases().iter().map(|alias| alias.as_str().to_owned()));
                names.extend(fields.former_ids().iter().map(ToString::to_string));
            }
            // Links name its files.
            names.extend(documents.iter().map(|document| document.path.rsplit('/').next().unwrap_or_default().to_owned()));
            names
        }
    };
    names.iter().map(|name| fold(name).into_owned()).collect()
}

/// Whether one of the words stands in a text: a look that takes a tenth of the time of one at its fields.
fn may_name(text: &str, words: &[String]) -> bool {
    let text = fold(text);
    words.iter().any(|word| text.contains(word.as_str()))
}

/// A place in a file.
pub(super) fn location(desk: &Desk, path: &str, text: &str, span: &Range<usize>) -> Value {
    json!({ "uri": desk.editor.uri(path), "range": desk.editor.range(text, span) })
}
