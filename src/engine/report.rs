//! What a build did.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{At, Diagnostic, Lines, Located, Place, Spot};
use crate::source::Files;
use crate::yaml::{self, Node};

/// What a build did.
#[derive(Debug, Default)]
pub struct Report {
    /// Pages of briefings, over all languages.
    pub briefings: usize,
    /// Outputs that there are.
    pub planned: usize,
    /// Outputs whose view was made, to see whether it changed or to render it.
    pub views: usize,
    /// Outputs that were made anew.
    pub rendered: usize,
    /// Outputs that were written, by path.
    pub written: Vec<Change>,
    /// Outputs that were made anew and turned out as they were, by path; those of which nothing was known are left out.
    pub same: Vec<Change>,
    /// How many stayed as they were.
    pub kept: usize,
    /// Outputs that are no longer planned, by path.
    pub deleted: Vec<String>,
    /// What is worth mending.
    pub warnings: Vec<Diagnostic>,
    /// The moment of the build, in seconds since 1970.
    pub at: i64,
    /// When the next briefing that is held back falls due, in seconds since 1970.
    pub due: Option<i64>,
    /// The first moment at which the same files make other pages, in seconds since 1970.
    pub until: Option<i64>,
    /// Source files that were read.
    pub reads: usize,
    /// Source files that were parsed.
    pub parses: usize,
}

/// An output that was made anew, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path below the output.
    pub path: String,
    /// Why.
    pub cause: Cause,
    /// What changed of that which it is made from, in readers' words: `the briefing 2024/letter`, `the list of briefings`, files of
    /// templates, `config.title`.
    pub parts: Vec<String>,
}

/// Why an output was made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// There was none.
    New,
    /// What it shows changed.
    View,
    /// Its template, the theme's options or words, or the menu changed.
    Theme,
    /// It was gone from the output.
    Missing,
    /// Someone else changed it.
    Tampered,
    /// Another version of the program made it.
    Program,
    /// Nothing was known of it, and it differed.
    Unknown,
}

impl Cause {
    /// Its name in reports for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::View => "view",
            Self::Theme => "theme",
            Self::Missing => "missing",
            Self::Tampered => "tampered",
            Self::Program => "program",
            Self::Unknown => "unknown",
        }
    }
}

/// So many parts are named in a sentence.
const NAMED: usize = 4;

impl Change {
    /// The reason in a few words.
    #[must_use]
    pub fn words(&self) -> String {
        let whole = match self.cause {
            Cause::New => "new",
            Cause::View | Cause::Theme if !self.parts.is_empty() => return format!("{} changed", listed(&self.parts)),
            Cause::View => "what it shows changed",
            Cause::Theme => "its template, options, words or menu changed",
            Cause::Missing => "it was gone from the output",
            Cause::Tampered => "it was changed in the output",
            Cause::Program => "another version of bulletin made it",
            Cause::Unknown => "it differed, and nothing was known of it",
        };
        whole.to_owned()
    }

    /// The reason for which it was made anew, where it turned out as it was.
    #[must_use]
    pub fn kept_words(&self) -> String {
        format!("{}, but not its bytes", self.words())
    }
}

/// The parts in a sentence: `head, page.items and page.title`.
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] if parts.len() <= NAMED => format!("{} and {last}", all.join(", ")),
        _ => format!("{} and {} more", parts[..NAMED].join(", "), parts.len() - NAMED),
    }
}

/// Turns the places of diagnostics into bytes, by reading their files again.
#[must_use]
pub fn locate(diagnostics: Vec<Diagnostic>, files: &dyn Files) -> Vec<Located> {
    let mut sources: HashMap<Arc<str>, Source> = HashMap::new();
    let mut spot = |place: &Place| {
        let source = sources.entry(Arc::clone(&place.file)).or_insert_with(|| Source::read(files, &place.file));
        Spot::new(Arc::clone(&source.text), &source.lines, source.span(&place.at))
    };
    let located = diagnostics.into_iter().map(|diagnostic| {
        let main = spot(&diagnostic.place);
        let related = diagnostic.related.iter().map(|(place, _)| spot(place)).collect();
        Located { diagnostic, main, related }
    });
    let mut located: Vec<Located> = located.collect();
    located.sort_by(|a, b| a.diagnostic.place.file.cmp(&b.diagnostic.place.file).then_with(|| a.main.line_column().cmp(&b.main.line_column())));
    located
}

/// The same of the `most` that come first: errors before warnings and notes, and each in the order of files and places. No file is read
/// for the rest.
#[must_use]
pub fn locate_shown(mut diagnostics: Vec<Diagnostic>, files: &dyn Files, most: usize) -> Vec<Located> {
    let mildness = |diagnostic: &Diagnostic| std::cmp::Reverse(diagnostic.severity);
    diagnostics.sort_by(|a, b| mildness(a).cmp(&mildness(b)).then_with(|| a.place.file.cmp(&b.place.file)));
    if let Some(last) = diagnostics.get(most.saturating_sub(1)) {
        // Which of its file's come first, only its text tells: those of that file are located together.
        let (mild, file) = (mildness(last), Arc::clone(&last.place.file));
        let more = diagnostics.iter().skip(most).take_while(|other| mildness(other) == mild && other.place.file == file).count();
        diagnostics.truncate(most + more);
    }
    let mut located = locate(diagnostics, files);
    located.sort_by_key(|located| mildness(&located.diagnostic));
    located.truncate(most);
    located
}

/// A file that places are looked up in. It is read, and its YAML taken apart, once for all of them.
struct Source {
    text: Arc<str>,
    lines: Lines,
    /// A file of YAML has no lines of hyphens around it.
    whole: bool,
    fields: OnceCell<Option<(usize, Node)>>,
}

impl Source {
    fn read(files: &dyn Files, path: &str) -> Self {
        let text: Arc<str> = files.read(path).map_or_else(|_| "".into(), |bytes| String::from_utf8_lossy(&bytes).into());
        let whole = std::path::Path::new(path).extension().is_some_and(|e| e == "yaml");
        Self { lines: Lines::of(&text), text, whole, fields: OnceCell::new() }
    }

    /// The first byte of its YAML, and the YAML.
    fn fields(&self) -> Option<&(usize, Node)> {
        let parse = || {
            let yaml = if self.whole { 0..self.text.len() } else { yaml::split(&self.text).ok()?.yaml };
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
        let located = locate_shown(all, &files, 50);
        assert_eq!((located.len(), files.1.load(Ordering::Relaxed)), (50, 50));
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
        let located = locate_shown(vec![told("kind"), told("title")], &memory, 1);
        assert_eq!(located.iter().map(|l| &*l.diagnostic.message).collect::<Vec<_>>(), ["title"]);
        assert!(locate_shown(Vec::new(), &memory, 50).is_empty());
    }

    #[test]
    fn a_sentence_names_no_more_than_a_few_parts() {
        let parts: Vec<String> = ["a", "b", "c", "d", "e", "f"].map(str::to_owned).to_vec();
        assert_eq!(listed(&parts[..1]), "a");
        assert_eq!(listed(&parts[..2]), "a and b");
        assert_eq!(listed(&parts[..4]), "a, b, c and d");
        assert_eq!(listed(&parts), "a, b, c, d and 2 more");
    }
}
