//! From what was found out to where it stands: the places of diagnostics, and of what mends them, as bytes.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostics::fix::Change;
use crate::diagnostics::{At, Diagnostic, Edit, Lines, Located, LocatedEdit, Place, Severity, Spot};
use crate::source::Files;
use crate::yaml::{self, Node};

/// Turns the places of diagnostics into bytes, by reading their files again.
#[must_use]
pub fn locate(diagnostics: Vec<Diagnostic>, files: &dyn Files) -> Vec<Located> {
    let mut sources: HashMap<Arc<str>, Rc<Source>> = HashMap::new();
    let mut source = |path: &Arc<str>| sources.entry(Arc::clone(path)).or_insert_with(|| Rc::new(Source::read(files, path))).clone();
    let located = diagnostics.into_iter().map(|diagnostic| {
        let mut spot = |place: &Place| source(&place.file).spot(place);
        let main = spot(&diagnostic.place);
        let related = diagnostic.related.iter().map(|(place, _)| spot(place)).collect();
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| source(edit.file()).edit(edit));
        let edits = edits.collect::<Option<Vec<_>>>().unwrap_or_default();
        Located { diagnostic, main, related, edits }
    });
    let mut located: Vec<Located> = located.collect();
    located.sort_by(|a, b| a.diagnostic.place.file.cmp(&b.diagnostic.place.file).then_with(|| a.main.line_column().cmp(&b.main.line_column())));
    located
}

/// What of many diagnostics a report shows, and what it only counts.
#[derive(Debug)]
pub struct Shown {
    /// Those that are shown, errors first.
    pub located: Vec<Located>,
    /// Those that are counted.
    pub rest: Vec<Diagnostic>,
}

/// Locates what a report shows: the first `errors` errors, and warnings, then notes, as long as there are not `warnings` of all.
/// Each are in the order of files and places. No file is read for the rest.
#[must_use]
pub fn locate_shown(diagnostics: Vec<Diagnostic>, files: &dyn Files, errors: usize, warnings: usize) -> Shown {
    let (wrong, mild): (Vec<Diagnostic>, Vec<Diagnostic>) = diagnostics.into_iter().partition(|diagnostic| diagnostic.severity == Severity::Error);
    let (warned, noted): (Vec<Diagnostic>, Vec<Diagnostic>) = mild.into_iter().partition(|diagnostic| diagnostic.severity == Severity::Warning);
    let left = warnings.saturating_sub(wrong.len());
    let for_notes = left.saturating_sub(warned.len());
    let mut shown = first(wrong, files, errors);
    for more in [first(warned, files, left), first(noted, files, for_notes)] {
        shown.located.extend(more.located);
        shown.rest.extend(more.rest);
    }
    shown
}

/// The first `most` of diagnostics of one weight.
fn first(mut diagnostics: Vec<Diagnostic>, files: &dyn Files, most: usize) -> Shown {
    diagnostics.sort_by(|a, b| a.place.file.cmp(&b.place.file));
    let mut rest = Vec::new();
    if diagnostics.len() > most {
        // Which of its file's come first, only its text tells: those of the last file are located together.
        let last = most.checked_sub(1).map(|last| Arc::clone(&diagnostics[last].place.file));
        let more = diagnostics.iter().skip(most).take_while(|other| Some(&other.place.file) == last.as_ref()).count();
        rest = diagnostics.split_off(most + more);
    }
    let mut located = locate(diagnostics, files);
    if located.len() > most {
        rest.extend(located.split_off(most).into_iter().map(|located| located.diagnostic));
    }
    Shown { located, rest }
}

/// A file that places are looked up in. It is read, and its YAML taken apart, once for all of them.
struct Source {
    text: Arc<str>,
    /// Whether the text is the file, byte by byte.
    is_text: bool,
    lines: Lines,
    /// A file of YAML has no lines of hyphens around it.
    whole: bool,
    fields: OnceCell<Option<(usize, Node)>>,
}

impl Source {
    fn read(files: &dyn Files, path: &str) -> Self {
        let bytes = files.read(path).unwrap_or_default();
        let is_text = std::str::from_utf8(&bytes).is_ok();
        let text: Arc<str> = String::from_utf8_lossy(&bytes).into();
        let whole = std::path::Path::new(path).extension().is_some_and(|e| e == "yaml");
        Self { lines: Lines::of(&text), text, is_text, whole, fields: OnceCell::new() }
    }

    fn spot(&self, place: &Place) -> Spot {
        Spot::new(Arc::clone(&self.text), &self.lines, self.span(&place.at))
    }

    /// Bytes of its YAML.
    fn yaml(&self) -> Option<Range<usize>> {
        if self.whole {
            let start = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            Some(start..self.text.len())
        } else {
            Some(yaml::split(&self.text).ok()?.yaml)
        }
    }

    /// An edit with its bytes; `None` where it has no place of its own.
    fn edit(&self, edit: &Edit) -> Option<LocatedEdit> {
        let (span, text) = match edit {
            Edit::Rename { file, to } => return Some(LocatedEdit { file: Arc::clone(file), change: Change::Path(to.clone()) }),
            _ if !self.is_text => return None,
            Edit::Replace(place, text) => (self.exact(&place.at)?, text.clone()),
            Edit::Rewrite { place, wrong, right } => self.rewritten(place, wrong, right)?,
            Edit::Remove { field, .. } => {
                let (start, tree) = self.fields()?;
                let lines = tree.lines_of(&self.text[self.yaml()?], field)?;
                (start + lines.start..start + lines.end, String::new())
            }
            Edit::Line { after, line, .. } => {
                let (start, tree) = self.fields()?;
                let yaml = self.yaml()?;
                let at = start + tree.line_behind(&self.text[yaml], after.as_deref())?;
                let end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
                let open = !self.text[..at].is_empty() && !self.text[..at].ends_with(['\n', '\u{feff}']);
                (at..at, if open { format!("{end}{line}") } else { format!("{line}{end}") })
            }
        };
        let position = |at| self.lines.position(&self.text, at);
        let (start, end) = (position(span.start), position(span.end));
        Some(LocatedEdit { file: Arc::clone(edit.file()), change: Change::Text { span, start, end, text } })
    }

    /// Bytes of words at a place, and the right ones as they are written there.
    fn rewritten(&self, place: &Place, wrong: &str, right: &str) -> Option<(Range<usize>, String)> {
        let around = self.exact(&place.at)?;
        let text = self.text.get(around.clone())?;
        // A name as the value of a field; what stands around it are quotation marks.
        let is_value = matches!(place.at, At::Value(_));
        let inner = text.trim_matches(['"', '\'']);
        if is_value && (inner == wrong || inner.trim() == wrong) {
            return Some((around, yaml::written(right).into_owned()));
        }
        let mut places = text.match_indices(wrong);
        let (at, _) = places.next()?;
        // Within a scalar, only what means nothing to YAML can be put.
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | '#' | '@' | '|');
        let plain = !is_value || right.chars().all(is_plain);
        (places.next().is_none() && plain).then(|| (around.start + at..around.start + at + wrong.len(), right.to_owned()))
    }

    /// Bytes of a place, and of nothing else in its stead.
    fn exact(&self, at: &At) -> Option<Range<usize>> {
        let found = |look: &dyn Fn(&Node) -> Option<Range<usize>>| {
            let (start, tree) = self.fields()?;
            let span = look(tree)?;
            Some(start + span.start..start + span.end)
        };
        match at {
            At::File => None,
            At::Bytes(range) => {
                let range = range.start as usize..range.end as usize;
                self.text.get(range.clone()).map(|_| range)
            }
            At::Value(path) => found(&|tree| tree.exact_value_at(path)),
            At::Key(path) => found(&|tree| tree.exact_key_at(path)),
            At::Words(path, words) => {
                let value = found(&|tree| tree.exact_value_at(path))?;
                let mut places = self.text.get(value.clone())?.match_indices(words.as_str());
                let (at, _) = places.next()?;
                places.next().is_none().then(|| value.start + at..value.start + at + words.len())
            }
        }
    }

    /// The first byte of its YAML, and the YAML.
    fn fields(&self) -> Option<&(usize, Node)> {
        let parse = || {
            let yaml = self.yaml()?;
            Some((yaml.start, Node::parse(&self.text[yaml]).ok()?))
        };
        self.fields.get_or_init(parse).as_ref()
    }

    /// Bytes of a place.
    fn span(&self, at: &At) -> Option<Range<usize>> {
        let found = |look: &dyn Fn(&Node) -> Option<Range<usize>>| {
            let (start, tree) = self.fields()?;
            let span = look(tree)?;
            Some(start + span.start..start + span.end)
        };
        let found = match at {
            At::File => return None,
            At::Bytes(range) => return Some(range.start as usize..range.end as usize),
            At::Value(path) => found(&|tree| tree.value_at(path)),
            At::Key(path) => found(&|tree| tree.key_at(path)),
            At::Words(path, words) => found(&|tree| tree.value_at(path)).map(|value| match self.text.get(value.clone()).and_then(|v| v.find(words.as_str())) {
                Some(at) => value.start + at..value.start + at + words.len(),
                None => value,
            }),
        };
        // A field that is missing: the front matter's first line.
        found.or_else(|| (!self.whole).then(|| 0..self.text.lines().next().unwrap_or_default().len()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::diagnostics::Code;
    use crate::source::{Entry, Memory, Opened};

    /// Files that count how often one is read.
    struct Counted(Memory, AtomicUsize);

    impl Files for Counted {
        fn list(&self, folder: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
            self.0.list(folder)
        }

        fn open(&self, path: &str) -> std::io::Result<Opened<'_>> {
            self.1.fetch_add(1, Ordering::Relaxed);
            self.0.open(path)
        }

        fn now(&self) -> i64 {
            self.0.now()
        }
    }

    #[test]
    fn only_what_is_shown_is_located() {
        let mut memory = Memory::new();
        let mut all = Vec::new();
        for n in 0..4000 {
            let path: Arc<str> = format!("content/briefings/{n:04}.md").into();
            memory.write(&path, "---\ntitle: T\n---\nText.\n");
            all.push(Diagnostic::new(Code::NoSources, Place::file(&path), "the briefing names no source"));
        }
        let file: Arc<str> = "content/briefings/3999.md".into();
        all.push(Diagnostic::new(Code::UnknownReference, Place::value(&file, "title"), "there is no such topic"));
        let files = Counted(memory, AtomicUsize::new(0));
        let Shown { located, rest } = locate_shown(all, &files, 200, 50);
        assert_eq!((located.len(), rest.len(), files.1.load(Ordering::Relaxed)), (50, 3951, 50));
        assert_eq!((located[0].diagnostic.code, located[0].main.line_column()), (Code::UnknownReference, Some((2, 8))));
        let names: Vec<&str> = located[1..3].iter().map(|l| &*l.diagnostic.place.file).collect();
        assert_eq!(names, ["content/briefings/0000.md", "content/briefings/0001.md"]);
    }

    /// Those of one file stand in the order of its lines, whichever came first.
    #[test]
    fn the_last_file_is_looked_at_as_a_whole() {
        let mut memory = Memory::new();
        memory.write("content/a.md", "---\ntitle: T\nkind: x\n---\nText.\n");
        let file: Arc<str> = "content/a.md".into();
        let told = |field| Diagnostic::new(Code::UnknownValue, Place::value(&file, field), field);
        let Shown { located, rest } = locate_shown(vec![told("kind"), told("title")], &memory, 1, 0);
        assert_eq!(located.iter().map(|l| &*l.diagnostic.message).collect::<Vec<_>>(), ["title"]);
        assert_eq!(rest.iter().map(|d| &*d.message).collect::<Vec<_>>(), ["kind"]);
        assert!(locate_shown(Vec::new(), &memory, 200, 50).located.is_empty());
    }

    #[test]
    fn warnings_hide_no_error() {
        let file: Arc<str> = "content/z.md".into();
        let mut memory = Memory::new();
        memory.write(&file, "---\ntitle: T\n---\n");
        let warning = |n: usize| Diagnostic::new(Code::NoSources, Place::file(&format!("content/{n:04}.md").into()), "no source");
        let mut all: Vec<Diagnostic> = (0..300).map(warning).collect();
        all.extend((0..90).map(|n| Diagnostic::new(Code::UnknownReference, Place::bytes(&file, n..n + 1), format!("{n}"))));
        let Shown { located, rest } = locate_shown(all, &memory, 200, 50);
        assert_eq!((located.len(), rest.len()), (90, 300));
        assert!(located.iter().all(|l| l.diagnostic.severity == Severity::Error));
    }

    /// A fix has a place of its own or none: never that of what is around it.
    #[test]
    fn an_edit_is_made_where_it_belongs_or_nowhere() {
        let file: Arc<str> = "content/a.md".into();
        let mended = |text: &str, edit: Edit| {
            let mut memory = Memory::new();
            memory.write(&file, text);
            let told = Diagnostic::new(Code::UnknownValue, Place::file(&file), "wrong").fix(crate::diagnostics::Fix::certain(vec![edit]));
            let located = locate(vec![told], &memory);
            let spans = located[0].edits.iter().filter_map(|edit| match &edit.change {
                Change::Text { span, text, .. } => Some((span, text.as_str())),
                Change::Path(_) => None,
            });
            crate::diagnostics::fix::apply(text, spans).filter(|new| new != text)
        };
        let text = "\u{feff}---\r\ntitle: 'Ä' # so\r\n\r\n# dates\r\ndates:\r\n  - {id: x}\r\n---\r\nText.\r\n";
        let value = |path: &str, new: &str| Edit::Replace(Place::value(&file, path), new.to_owned());
        assert_eq!(mended(text, value("title", "B")), Some(text.replace("'Ä'", "B")));
        assert_eq!(mended(text, value("dates[0].id", "y")), Some(text.replace("{id: x}", "{id: y}")));
        assert_eq!(mended(text, value("dates[0].kind", "y")), None);
        assert_eq!(mended(text, value("kind", "y")), None);
        assert_eq!(mended(text, Edit::Replace(Place::words(&file, "title", "Ä"), "B".to_owned())), Some(text.replace('Ä', "B")));
        assert_eq!(mended(text, Edit::Replace(Place::words(&file, "title", "C"), "B".to_owned())), None);
        assert_eq!(mended(text, Edit::line_after(&file, "title", "kind: law")), Some(text.replace("# so\r\n", "# so\r\nkind: law\r\n")));
        assert_eq!(mended(text, Edit::line(&file, "kind: law")), Some(text.replace("{id: x}\r\n", "{id: x}\r\nkind: law\r\n")));
        let without = |field: &str| Edit::Remove { file: Arc::clone(&file), field: field.to_owned() };
        assert_eq!(mended(text, without("title")), Some(text.replace("title: 'Ä' # so\r\n", "")));
        assert_eq!(mended(text, without("dates")), Some(text.replace("dates:\r\n  - {id: x}\r\n", "")));
        assert_eq!(mended(text, without("id")), None);
        assert_eq!(mended("---\n---\n", Edit::line(&file, "kind: law")).as_deref(), Some("---\nkind: law\n---\n"));
        assert_eq!(mended("---\n{title: A}\n---\n", Edit::line(&file, "kind: law")), None);
    }
}
