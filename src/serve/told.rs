//! What is told of a build: the pages that it changed, or the mistakes that kept it from being one. As JSON, for the script.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::files::is_page;
use crate::diagnostics::{Diagnostic, Located, Severity, Spot};
use crate::engine::{HeldBack, Report};
use crate::output::{EnvironmentError, Shelf};

/// So many files of a build are named. Beyond that every page counts as changed.
const NAMED: usize = 500;

/// So much of a line is shown.
const LINE: usize = 400;

/// How a place in a file becomes an address that an editor opens.
#[derive(Debug, Clone)]
pub struct Editor {
    /// The folder of the digest, from the root of the disk.
    pub root: PathBuf,
    /// An address with `{path}`, `{line}` and `{column}` in it.
    pub pattern: String,
}

impl Editor {
    fn address(&self, file: &str, line: usize, column: usize) -> String {
        let path = self.root.join(file).to_string_lossy().replace('\\', "/");
        // `vscode://file/{path}` has the first slash already, `edit://{path}` has not.
        let has_slash = self.pattern.contains("/{path}") && !self.pattern.contains("//{path}");
        let path = if has_slash { path.trim_start_matches('/') } else { &path };
        self.pattern.replace("{path}", &encoded(path)).replace("{line}", &line.to_string()).replace("{column}", &column.to_string())
    }
}

/// A path as part of an address.
fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b':' => text.push(char::from(byte)),
            // Writing to a text cannot fail.
            _ => drop(write!(text, "%{byte:02X}")),
        }
    }
    text
}

/// Why there is no new build. The pages of the last one stay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Problem {
    errors: usize,
    listed: Vec<Mistake>,
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Mistake {
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    places: Vec<Place>,
}

/// A place that takes part in a mistake; the first is its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Place {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    /// The line before the mark, the mark, and the rest; nothing for a file as a whole.
    text: Option<[String; 3]>,
    label: String,
    /// What opens it in an editor.
    href: String,
}

impl Problem {
    /// Mistakes in the content, of which so many are errors.
    #[must_use]
    pub fn content(errors: usize, listed: &[Located], editor: &Editor) -> Self {
        Self { errors, listed: listed.iter().map(|located| mistake(located, editor)).collect() }
    }

    /// What the environment refuses, or a failure of the program itself.
    #[must_use]
    pub fn environment(refusal: &EnvironmentError) -> Self {
        let EnvironmentError { message, help } = refusal.clone();
        Self { errors: 1, listed: vec![Mistake { severity: Severity::Error, code: None, message, help, places: Vec::new() }] }
    }
}

fn mistake(located: &Located, editor: &Editor) -> Mistake {
    let Diagnostic { code, severity, place, message, help, related, .. } = &located.diagnostic;
    let related = related.iter().zip(&located.related).map(|((place, label), spot)| shown(&place.file, spot, label, editor));
    let places = std::iter::once(shown(&place.file, &located.main, "", editor)).chain(related).collect();
    Mistake { severity: *severity, code: Some(code.number()), message: message.clone(), help: help.clone(), places }
}

fn shown(file: &str, spot: &Spot, label: &str, editor: &Editor) -> Place {
    let position = spot.line_column();
    let (line, column) = position.unwrap_or((1, 1));
    Place {
        file: file.to_owned(),
        line: position.map(|(line, _)| line),
        column: position.map(|(_, column)| column),
        text: excerpt(spot),
        label: label.to_owned(),
        href: editor.address(file, line, column),
    }
}

/// The line of a spot, with the marked part by itself.
fn excerpt(spot: &Spot) -> Option<[String; 3]> {
    let (text, span) = (&*spot.text, spot.span.clone()?);
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1).max(text.floor_char_boundary(start.saturating_sub(LINE)));
    let line = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let to = line.min(text.ceil_char_boundary(start.saturating_add(LINE).min(text.len())));
    let end = text.ceil_char_boundary(span.end.min(to).max(start));
    Some([&text[from..start], &text[start..end], &text[end..to]].map(str::to_owned))
}

/// What a build changed.
#[derive(Debug, Clone, Default)]
pub(super) struct Changes {
    written: Vec<Changed>,
    deleted: Vec<String>,
    /// Pages that were written, those that are not named too.
    pages: usize,
    /// Other files that were.
    files: usize,
    /// Whether there are more than are named.
    more: bool,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Changed {
    path: String,
    /// What a page calls itself.
    title: Option<Arc<str>>,
}

impl Changes {
    /// Those of a build whose files are on the shelf.
    pub(super) fn of(report: &Report, shelf: &Shelf<'_>) -> Self {
        let site = title(shelf, "index.html");
        let is_page = |path: &str| shelf.get(path).is_some_and(|bytes| is_page(path, &bytes));
        let pages = report.written.iter().filter(|change| is_page(&change.path)).count();
        let named = report.written.iter().take(NAMED).map(|change| {
            let own = Some(&*change.path).filter(|path| is_page(path)).and_then(|path| title(shelf, path));
            let title = own.map(|title| bare(&title, site.as_deref()).into());
            Changed { path: change.path.clone(), title }
        });
        Self {
            written: named.collect(),
            deleted: report.deleted.iter().take(NAMED).cloned().collect(),
            pages,
            files: report.written.len() - pages,
            more: report.written.len() > NAMED || report.deleted.len() > NAMED,
        }
    }

    /// What several builds changed, the oldest first.
    pub(super) fn of_all<'c>(all: impl Iterator<Item = &'c Self>) -> Self {
        let mut one = Self::default();
        for next in all {
            one.written.retain(|old| !next.deleted.contains(&old.path) && next.written.iter().all(|new| new.path != old.path));
            one.deleted.retain(|old| next.written.iter().all(|new| new.path != *old));
            one.written.extend(next.written.iter().cloned());
            one.deleted.extend(next.deleted.iter().filter(|path| !one.deleted.contains(path)).cloned().collect::<Vec<_>>());
            one.more |= next.more;
            one.pages += next.pages;
            one.files += next.files;
        }
        if !one.more {
            one.pages = one.written.iter().filter(|changed| changed.title.is_some()).count();
            one.files = one.written.len() - one.pages;
        }
        one
    }

    /// So many files were written.
    pub(super) fn len(&self) -> usize {
        self.pages + self.files
    }
}

/// The title of a page.
fn title(shelf: &Shelf<'_>, path: &str) -> Option<String> {
    let bytes = shelf.get(path)?;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(8192)]);
    let (_, rest) = head.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    Some(entities.iter().fold(title.trim().to_owned(), |text, (entity, plain)| text.replace(entity, plain)))
}

/// A title without the name of the site, which themes put behind it.
fn bare<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let own = site.and_then(|site| title.strip_suffix(site)).map(|own| own.trim_end_matches([' ', '–', '—', '-', '|', '·', ':']));
    own.filter(|own| !own.is_empty()).unwrap_or(title)
}

/// What a page is told.
#[derive(Debug, Serialize)]
pub(super) struct Told<'t> {
    /// Another session is another run of the program, whose builds are counted anew.
    pub(super) session: &'t str,
    /// The number of the build.
    pub(super) build: u64,
    /// Whether any page may have changed, named or not.
    pub(super) all: bool,
    pages: usize,
    files: usize,
    changed: &'t [Changed],
    deleted: &'t [String],
    pub(super) problem: Option<&'t Problem>,
    /// What the asking page is marked with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bar: Option<String>,
}

impl<'t> Told<'t> {
    pub(super) fn new(session: &'t str, build: u64, changes: &'t Changes) -> Self {
        let Changes { written, deleted, pages, files, more } = changes;
        Self { session, build, all: *more, pages: *pages, files: *files, changed: written, deleted, problem: None, bar: None }
    }
}

/// What a page is marked with that readers do not get yet.
pub(super) fn bar(held: HeldBack) -> String {
    match held {
        HeldBack::Draft => "Draft: not published".to_owned(),
        HeldBack::Until(at) => {
            let moment = jiff::Timestamp::from_second(at).map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string());
            moment.map_or_else(|_| "Held back".to_owned(), |moment| format!("Held back until {moment}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_gets_a_path_that_its_address_can_hold() {
        let editor = |pattern: &str| Editor { root: "/home/me/the digest".into(), pattern: pattern.to_owned() };
        assert_eq!(
            editor("vscode://file/{path}:{line}:{column}").address("content/a#ü.md", 3, 7),
            "vscode://file/home/me/the%20digest/content/a%23%C3%BC.md:3:7"
        );
        assert_eq!(editor("idea://open?file={path}&line={line}").address("content/a.md", 1, 1), "idea://open?file=/home/me/the%20digest/content/a.md&line=1");
        assert_eq!(editor("edit://{path}").address("a.md", 1, 1), "edit:///home/me/the%20digest/a.md");
    }

    #[test]
    fn the_name_of_the_site_is_no_part_of_a_title() {
        assert_eq!(bare("Telecoms – The Digest", Some("The Digest")), "Telecoms");
        assert_eq!(bare("The Digest", Some("The Digest")), "The Digest");
        assert_eq!(bare("Telecoms", None), "Telecoms");
    }

    #[test]
    fn several_builds_are_told_as_one() {
        let changed = |path: &str| Changed { path: path.to_owned(), title: Some(path.into()) };
        let build = |written: &[&str], deleted: &[&str]| Changes {
            written: written.iter().map(|path| changed(path)).collect(),
            deleted: deleted.iter().map(|path| (*path).to_owned()).collect(),
            pages: written.len(),
            ..Changes::default()
        };
        let all = Changes::of_all([build(&["a", "b"], &["c"]), build(&["c", "a"], &["b"])].iter());
        let paths: Vec<&str> = all.written.iter().map(|changed| changed.path.as_str()).collect();
        assert_eq!((paths.as_slice(), all.deleted.as_slice(), all.len()), (&["c", "a"][..], &["b".to_owned()][..], 2));
    }
}
