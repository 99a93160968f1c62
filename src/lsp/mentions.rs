//! What a file names, and where: in its fields, in its text, in the Markdown of its fields.

use std::ops::Range;

use super::names::{self, Names};
use crate::content::markdown::Target;
use crate::content::{Document, Kind, hash, is_markdown};
use crate::site::List;
use crate::yaml;

/// What a name is one of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mention {
    /// A document of a kind.
    Entity(Kind, String),
    /// A briefing or an edition.
    Published(String),
    /// An entry of a briefing's list: `ID`, or `YEAR/BRIEFING/ID`.
    Entry(List, String),
    /// A source of the briefing.
    Source(String),
    /// A document by the path of its file.
    File(String),
}

/// A name in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) mention: Mention,
    /// Its bytes; of an entry those of its own id, of a file those of its path.
    pub(super) span: Range<usize>,
    /// Whether it gives the name and does not only use it.
    pub(super) declares: bool,
    /// What of a figure is asked for: `value`.
    pub(super) fragment: Option<String>,
}

/// A reference `[[kind:name#fragment|label]]`, in bytes of the text.
pub(super) struct Wiki {
    pub(super) kind: Range<usize>,
    pub(super) name: Range<usize>,
    pub(super) fragment: Option<Range<usize>>,
}

/// Everything that a file of `kind` names. `document` is what it was parsed to, if it is known; without it, what only looks like a
/// reference, in code, is taken for one, and links are left out.
pub(super) fn mentions(kind: Kind, text: &str, document: Option<&Document>) -> Vec<Found> {
    let mut found = Vec::new();
    let Ok(front) = yaml::split(text) else { return found };
    let start = front.yaml.start;
    yaml::each_text(&text[front.yaml], |scalar| {
        let span = start + scalar.span.start..start + scalar.span.end;
        in_field(kind, text, scalar.keys, scalar.text, span, &mut found);
    });
    let body = front.body..text.len();
    match document.filter(|document| document.source == hash(text)) {
        Some(document) => {
            for reference in &document.outline.references {
                let span = document.outline.span(reference);
                match &reference.target {
                    Target::Wiki { .. } => in_text(text, span, &mut found),
                    Target::Citation { id } => cited(text, span, id, &mut found),
                    Target::Link { path, .. } if is_markdown(path) => linked(text, span, path, &mut found),
                    Target::Link { .. } | Target::Image { .. } => {}
                }
            }
        }
        None => in_text(text, body, &mut found),
    }
    found
}

fn in_field(kind: Kind, text: &str, keys: &[&str], value: &str, span: Range<usize>, found: &mut Vec<Found>) {
    let declared = names::declared(kind, keys);
    let Some(written) = text.get(span.clone()) else { return };
    let Some(what) = declared.or_else(|| names::named(kind, keys)) else {
        if written.contains("[[") || written.contains("[@") {
            in_text(text, span, found);
        }
        return;
    };
    let inner = written.trim_matches(['"', '\'']);
    let quote = written.len() - written.trim_start_matches(['"', '\'']).len();
    let span = span.start + quote..span.start + quote + inner.len();
    let declares = declared.is_some();
    let mut push = |mention, span| found.push(Found { mention, span, declares, fragment: None });
    match what {
        Names::Entity(kind) => push(Mention::Entity(kind, value.to_owned()), span),
        Names::Published => push(Mention::Published(value.to_owned()), span),
        Names::Source => push(Mention::Source(value.to_owned()), span),
        Names::Entry(list) => entry(list, value, span, declares, None, found),
        Names::Unit => {}
    }
}

/// An entry, and the briefing in front of it where one is named.
fn entry(list: List, name: &str, span: Range<usize>, declares: bool, fragment: Option<String>, found: &mut Vec<Found>) {
    let id = name.rsplit('/').next().unwrap_or(name);
    let at = span.end.saturating_sub(id.len()).max(span.start);
    if let Some((briefing, _)) = name.rsplit_once('/') {
        let span = span.start..at.saturating_sub(1).max(span.start);
        found.push(Found { mention: Mention::Entity(Kind::Briefing, briefing.to_owned()), span, declares: false, fragment: None });
    }
    found.push(Found { mention: Mention::Entry(list, name.to_owned()), span: at..span.end, declares, fragment });
}

/// References and citations in a stretch of a text.
fn in_text(text: &str, within: Range<usize>, found: &mut Vec<Found>) {
    for wiki in wikis(text, within.clone()) {
        let name = text[wiki.name.clone()].to_owned();
        let fragment = wiki.fragment.map(|fragment| text[fragment].to_owned());
        match &text[wiki.kind] {
            "fig" => entry(List::Figures, &name, wiki.name, false, fragment, found),
            "date" => entry(List::Dates, &name, wiki.name, false, fragment, found),
            word => {
                if let Some(kind) = Kind::from_word(word) {
                    found.push(Found { mention: Mention::Entity(kind, name), span: wiki.name, declares: false, fragment });
                }
            }
        }
    }
    for (open, _) in text[within.clone()].match_indices("[@") {
        let start = within.start + open + 1;
        let Some(end) = text[start..within.end].find([']', '\n']).map(|n| start + n) else { continue };
        for (at, _) in text[start..end].match_indices('@') {
            let id = start + at + 1;
            let until = text[id..end].find(|c: char| !is_of_citation(c)).map_or(end, |n| id + n);
            found.push(Found { mention: Mention::Source(text[id..until].to_owned()), span: id..until, declares: false, fragment: None });
        }
    }
}

/// Whether a character may stand in the id of a citation.
pub(super) fn is_of_citation(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/')
}

/// The references in a stretch of a text.
pub(super) fn wikis(text: &str, within: Range<usize>) -> Vec<Wiki> {
    let mut found = Vec::new();
    for (open, _) in text[within.clone()].match_indices("[[") {
        let start = within.start + open + 2;
        let Some(end) = text[start..within.end].find(['\n', ']']).map(|n| start + n).filter(|end| text[*end..].starts_with("]]")) else { continue };
        let target = text[start..end].find('|').map_or(end, |n| start + n);
        let Some(colon) = text[start..target].find(':').map(|n| start + n) else { continue };
        let hash = text[colon..target].find('#').map(|n| colon + n);
        let name = colon + 1..hash.unwrap_or(target);
        found.push(Wiki { kind: start..colon, name, fragment: hash.map(|hash| hash + 1..target) });
    }
    found
}

/// A citation, whose span is that of its own `@id` or of the brackets around it.
fn cited(text: &str, span: Range<usize>, id: &str, found: &mut Vec<Found>) {
    let Some(at) = text.get(span.clone()).and_then(|written| {
        let is_whole = |at: &usize| !written[at + 1 + id.len()..].starts_with(is_of_citation);
        written.match_indices(&format!("@{id}")).map(|(at, _)| at).find(is_whole)
    }) else {
        return;
    };
    let start = span.start + at + 1;
    found.push(Found { mention: Mention::Source(id.to_owned()), span: start..start + id.len(), declares: false, fragment: None });
}

/// A link by the path of a file, where that stands as it is read.
fn linked(text: &str, span: Range<usize>, path: &str, found: &mut Vec<Found>) {
    if let Some(at) = text.get(span.clone()).and_then(|written| written.rfind(path)) {
        let start = span.start + at;
        found.push(Found { mention: Mention::File(path.to_owned()), span: start..start + path.len(), declares: false, fragment: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_fields_and_texts() {
        let text = "---\ntopics: [telecoms, 'trade']\nfigures:\n  - {id: a, source: s, revises: 2023/x/b}\nkey_points: ['So [[fig:a#value]].']\nsources: [{id: s}]\n---\n中文 [[topic:telecoms|T]] [@s; @t, p. 3] [[date:2024/y/d]] [[nothing]]\n";
        let all = mentions(Kind::Briefing, text, None);
        let shown: Vec<String> = all.iter().map(|found| format!("{}{}", if found.declares { "!" } else { "" }, &text[found.span.clone()])).collect();
        assert_eq!(shown, ["telecoms", "trade", "!a", "s", "2023/x", "b", "a", "!s", "telecoms", "2024/y", "d", "s", "t"]);
        assert_eq!(all[6].mention, Mention::Entry(List::Figures, "a".to_owned()));
        assert_eq!(all[6].fragment.as_deref(), Some("value"));
    }
}
