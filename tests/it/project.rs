//! The driver of the tests: a digest in a folder of its own, built as the command line builds it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use bulletin::cache::Cache;
use bulletin::diagnostics::fix::{Change, apply};
use bulletin::diagnostics::report::{Format, render};
use bulletin::diagnostics::{Diagnostic, Located, LocatedEdit, Severity};
use bulletin::engine::{Failure, Inputs, Report, locate};
use bulletin::output::{self, DiskOptions, EnvironmentError, MANIFEST_FILE, Store};
use bulletin::source::Disk;
use bulletin::values::{Instant, WebAddress};
use scraper::{ElementRef, Html, Selector};
use tempfile::TempDir;

/// The settings of a new project.
pub(crate) const SITE: &str = "title: Digest\nbase_url: https://digest.example\nfeed_authority: digest.example,2024\n";

/// The moment of a build that names none.
pub(crate) const NOW: &str = "2024-12-01T12:00:00Z";

/// A stamp must be older than this to be relied on; a build that follows a write at once would only read more. Clocks of file
/// systems go in steps of up to ten milliseconds, at both ends.
const SETTLE: Duration = Duration::from_millis(40);

/// A digest in a folder that goes when the value does. It begins with settings and the topic `telecoms`.
///
/// Edits take the project and give it back, so that they can be chained; [`Project::build`] may be called again and again,
/// and remembers between builds what the command line remembers: nothing but what lies in the folder.
#[derive(Debug)]
pub(crate) struct Project {
    folder: TempDir,
    at: String,
    output: PathBuf,
    base_url: Option<WebAddress>,
    adopt: bool,
    drafts: bool,
    strict: bool,
    reread: bool,
    hurry: bool,
}

/// Files below a folder, by their path.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

impl Project {
    /// A digest without a briefing.
    pub(crate) fn new() -> Self {
        Self::empty().site(SITE).file("content/topics/telecoms.md", "---\nname: Telecoms\n---\n")
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        let output = folder.path().join("output");
        Self { folder, at: NOW.to_owned(), output, base_url: None, adopt: false, drafts: false, strict: false, reread: false, hurry: false }
    }

    /// The folder of the digest.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Gives site.yaml another text.
    pub(crate) fn site(self, yaml: &str) -> Self {
        self.file("content/site.yaml", yaml)
    }

    /// Adds lines to site.yaml.
    pub(crate) fn setting(self, yaml: &str) -> Self {
        let site = self.text("content/site.yaml");
        self.site(&format!("{site}{yaml}\n"))
    }

    /// Writes a briefing whose file is `content/briefings/YEAR/NAME.md`. What `front` leaves out and a good briefing has is
    /// added: a title, the date of the name, the topic `telecoms`, a source.
    pub(crate) fn briefing(self, name: &str, front: &str, body: &str) -> Self {
        let has = |field: &str| front.lines().any(|line| line.starts_with(&format!("{field}:")));
        let mut fields = String::new();
        let mut give = |field: &str, line: String| {
            if !has(field) {
                fields.push_str(&line);
            }
        };
        give("title", format!("title: About {}\n", &name[11..]));
        if !name.contains('.') {
            give("date", format!("date: {}\n", &name[..10]));
            give("topics", "topics: [telecoms]\n".to_owned());
            give("sources", "sources: [{id: paper, title: The paper}]\n".to_owned());
        }
        let front = if front.is_empty() || front.ends_with('\n') { front.to_owned() } else { format!("{front}\n") };
        self.file(format!("content/briefings/{}/{name}.md", &name[..4]), format!("---\n{fields}{front}---\n{body}\n"))
    }

    /// Writes a topic.
    pub(crate) fn topic(self, id: &str, front: &str) -> Self {
        self.file(format!("content/topics/{id}.md"), format!("---\n{front}\n---\n"))
    }

    /// Writes a file of the site; its folders are made.
    pub(crate) fn file(self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) -> Self {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Puts `to` in the place of `from`, which must be in the file.
    #[track_caller]
    pub(crate) fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = self.text(path);
        assert!(text.contains(from), "{path} holds no {from:?}:\n{text}");
        self.file(path, text.replace(from, to))
    }

    /// Removes a file or folder.
    #[track_caller]
    pub(crate) fn remove(self, path: &str) -> Self {
        let full = self.root().join(path);
        if full.is_dir() { fs::remove_dir_all(full) } else { fs::remove_file(full) }.unwrap();
        self
    }

    /// Makes the edits of a fix.
    pub(crate) fn mend(self, edits: &[LocatedEdit]) -> Self {
        let mut changes: BTreeMap<&str, Vec<(&std::ops::Range<usize>, &str)>> = BTreeMap::new();
        for edit in edits {
            if let Change::Text { span, text, .. } = &edit.change {
                changes.entry(&edit.file).or_default().push((span, text));
            }
        }
        for (path, spans) in changes {
            let text = apply(&self.text(path), spans).expect("edits that do not meet");
            fs::write(self.root().join(path), text).unwrap();
        }
        for edit in edits {
            if let Change::Path(to) = &edit.change {
                fs::rename(self.root().join(&*edit.file), self.root().join(to)).unwrap();
            }
        }
        self
    }

    /// Gives a file another name.
    #[track_caller]
    pub(crate) fn rename(self, from: &str, to: &str) -> Self {
        let to = self.root().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(self.root().join(from), to).unwrap();
        self
    }

    /// Writes a file again as it is.
    #[track_caller]
    pub(crate) fn touch(self, path: &str) -> Self {
        let bytes = fs::read(self.root().join(path)).unwrap();
        self.file(path, bytes)
    }

    /// The digest with all that belongs to it, copied to another folder: every file has another stamp.
    pub(crate) fn copied(mut self) -> Self {
        let folder = TempDir::new().unwrap();
        copy(self.root(), folder.path());
        self.output = folder.path().join(self.output.strip_prefix(self.root()).unwrap());
        self.folder = folder;
        self
    }

    /// The digest moved to another folder: every file has the stamp that it had, and another path.
    pub(crate) fn moved(mut self) -> Self {
        let folder = TempDir::new().unwrap();
        fs::remove_dir(folder.path()).unwrap();
        fs::rename(self.root(), folder.path()).unwrap();
        self.output = folder.path().join(self.output.strip_prefix(self.root()).unwrap());
        self.folder = folder;
        self
    }

    /// Makes a symbolic link. A test with one is `#[cfg(unix)]`.
    #[cfg(unix)]
    pub(crate) fn link(self, path: &str, target: &str) -> Self {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, path).unwrap();
        self
    }

    /// A file of the folder as text.
    #[track_caller]
    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Builds at another moment.
    pub(crate) fn at(mut self, moment: &str) -> Self {
        moment.clone_into(&mut self.at);
        self
    }

    /// Builds into another folder, counted from that of the digest.
    pub(crate) fn output(mut self, folder: &str) -> Self {
        self.output = self.root().join(folder);
        self
    }

    /// Builds for another address.
    pub(crate) fn base_url(mut self, address: &str) -> Self {
        self.base_url = Some(WebAddress::parse(address).unwrap());
        self
    }

    /// Builds with `--adopt`.
    pub(crate) fn adopt(mut self) -> Self {
        self.adopt = true;
        self
    }

    /// Builds with `--drafts`, or without.
    pub(crate) fn drafts(mut self, drafts: bool) -> Self {
        self.drafts = drafts;
        self
    }

    /// Builds with `--strict`.
    pub(crate) fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Builds with `--reread`.
    pub(crate) fn reread(mut self) -> Self {
        self.reread = true;
        self
    }

    /// Builds the moment after an edit. The result is the same; only more is read.
    pub(crate) fn hurry(mut self) -> Self {
        self.hurry = true;
        self
    }

    /// Builds into the output folder, as `bulletin build` does.
    pub(crate) fn build(&self) -> Build {
        self.build_by(Arc::new(output::System))
    }

    /// Builds with another way to change files.
    pub(crate) fn build_by(&self, ops: Arc<dyn output::Ops>) -> Build {
        if !self.hurry {
            std::thread::sleep(SETTLE);
        }
        let folder = bulletin::cache::CacheDir::new(&self.root().join(".bulletin"));
        let mut cache = folder.load();
        let sources = ["content", "themes"].map(|name| self.root().join(name)).to_vec();
        let mut store =
            output::Disk::with_ops(&self.output, DiskOptions { adopt: self.adopt, sources, digest: Some(self.root().to_owned()), skip_settle: false }, ops);
        let outcome = self.run(&mut cache, &mut store, false);
        if outcome.is_ok() {
            folder.save(&mut cache);
        }
        self.told(outcome, tree(&self.output))
    }

    /// Builds from nothing into memory: what any build must come to.
    pub(crate) fn cold(&self) -> Build {
        let mut store = output::Memory::new();
        let outcome = self.run(&mut Cache::default(), &mut store, false);
        self.told(outcome, store.tree())
    }

    /// Checks everything and writes nothing, as `bulletin check` does.
    pub(crate) fn check(&self) -> Build {
        let outcome = self.run(&mut Cache::default(), &mut output::Memory::new(), true);
        self.told(outcome, Tree::new())
    }

    /// Records what readers are told, as `bulletin record` does by a clock that shows the project's moment.
    #[track_caller]
    pub(crate) fn record(self) -> Self {
        let files = self.recorded();
        files.into_iter().fold(self, |project, (path, text)| project.file(path, text))
    }

    /// The files of the record that this would change, each with its text; none where the digest has mistakes.
    pub(crate) fn recorded(&self) -> Vec<(String, String)> {
        let files = Disk::new(self.root(), false);
        let inputs = Inputs { drafts: false, base_url: None, ..self.inputs(&files, true) };
        bulletin::engine::noted(&inputs, Cache::default().data()).map(|recorded| recorded.files()).unwrap_or_default()
    }

    fn inputs<'i>(&self, files: &'i Disk, check_only: bool) -> Inputs<'i> {
        Inputs {
            files,
            at: Instant::parse(&self.at).unwrap().seconds(&jiff::tz::TimeZone::UTC),
            drafts: self.drafts,
            base_url: self.base_url.clone(),
            noindex: false,
            strict: self.strict,
            reread: self.reread,
            check_only,
            progress: &|_, _| {},
            stop: &|| false,
        }
    }

    fn run(&self, cache: &mut Cache, store: &mut dyn Store, check_only: bool) -> Result<Report, Failure> {
        let files = Disk::new(self.root(), false);
        bulletin::build(&self.inputs(&files, check_only), cache, store)
    }

    fn told(&self, outcome: Result<Report, Failure>, tree: Tree) -> Build {
        let files = Disk::new(self.root(), false);
        let shown = |all: &[Diagnostic]| locate(all.to_vec(), &files);
        let (report, refusal, diagnostics) = match outcome {
            Ok(report) => {
                let told = shown(&report.warnings);
                (Some(report), None, told)
            }
            Err(Failure::Content(all)) => (None, None, shown(&all)),
            Err(Failure::Environment(refusal, all)) => (None, Some(refusal), shown(&all)),
            Err(Failure::Stopped) => unreachable!("no one asked for it"),
        };
        Build { report, refusal, diagnostics, tree }
    }
}

/// What a build came to.
#[derive(Debug)]
pub(crate) struct Build {
    report: Option<Report>,
    refusal: Option<EnvironmentError>,
    diagnostics: Vec<Located>,
    /// The output after it, without the list that is kept in it.
    pub(crate) tree: Tree,
}

/// A place that a diagnostic names: `("B0204", "content/…md", line, column)`; a file as a whole is its first line.
pub(crate) type Expected<'e> = (&'e str, &'e str, usize, usize);

impl Build {
    /// The build worked, and nothing is worth mending.
    #[track_caller]
    pub(crate) fn succeeds(&self) -> &Self {
        self.done();
        assert!(self.diagnostics.is_empty(), "there are warnings\n{}", self.words());
        self
    }

    /// Exactly these outputs were written, and perhaps files of the index for searching: those are counted in a test of their own.
    #[track_caller]
    pub(crate) fn writes<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> &Self {
        let written: Vec<&str> = self.done().written.iter().map(|c| c.path.as_str()).filter(|path| !is_index(path)).collect();
        same("written", &written, paths);
        self
    }

    /// So many outputs were written.
    #[track_caller]
    pub(crate) fn writes_n(&self, n: usize) -> &Self {
        let written: Vec<&str> = self.done().written.iter().map(|c| c.path.as_str()).collect();
        assert_eq!(written.len(), n, "outputs written: {written:#?}");
        self
    }

    /// So many outputs stayed as they were.
    #[track_caller]
    pub(crate) fn keeps(&self, n: usize) -> &Self {
        assert_eq!(self.done().kept, n, "outputs kept");
        self
    }

    /// Exactly these outputs went, and perhaps files of the index for searching.
    #[track_caller]
    pub(crate) fn deletes<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> &Self {
        let deleted: Vec<&str> = self.done().deleted.iter().map(String::as_str).filter(|path| !is_index(path)).collect();
        same("deleted", &deleted, paths);
        self
    }

    /// So many sources were read.
    #[track_caller]
    pub(crate) fn reads(&self, n: usize) -> &Self {
        assert_eq!(self.done().reads, n, "sources read");
        self
    }

    /// So many sources were parsed.
    #[track_caller]
    pub(crate) fn parses(&self, n: usize) -> &Self {
        assert_eq!(self.done().parses, n, "sources parsed");
        self
    }

    /// So many outputs were made anew, whether they then differed or not, beside those of the index for searching.
    #[track_caller]
    pub(crate) fn renders(&self, n: usize) -> &Self {
        let report = self.done();
        let of_index = report.written.iter().chain(&report.same).filter(|change| is_index(&change.path)).count();
        assert_eq!(report.rendered - of_index, n, "outputs rendered");
        self
    }

    /// The build failed, and told exactly these errors.
    #[track_caller]
    pub(crate) fn fails<'e>(&self, expected: impl IntoIterator<Item = Expected<'e>>) -> &Self {
        assert!(self.report.is_none() && self.refusal.is_none(), "the build did not fail for its content: {:?}", self.refusal);
        self.tells(Severity::Error, expected)
    }

    /// The build worked, and told exactly these warnings.
    #[track_caller]
    pub(crate) fn warns<'e>(&self, expected: impl IntoIterator<Item = Expected<'e>>) -> &Self {
        self.done();
        self.tells(Severity::Warning, expected)
    }

    /// The environment refused, in these words.
    #[track_caller]
    pub(crate) fn refuses(&self, words: &str) -> &Self {
        let Some(refusal) = &self.refusal else { panic!("nothing was refused\n{}", self.words()) };
        let all = format!("{}\nhelp: {}", refusal.message, refusal.help.as_deref().unwrap_or_default());
        assert!(all.contains(words), "refused with other words: {all}");
        self
    }

    /// The build's own report.
    #[track_caller]
    pub(crate) fn done(&self) -> &Report {
        match &self.report {
            Some(report) => report,
            None => panic!("the build failed: {:?}\n{}", self.refusal, self.words()),
        }
    }

    /// Whether the build worked.
    pub(crate) fn is_done(&self) -> bool {
        self.report.is_some()
    }

    /// What the environment said, where it refused.
    pub(crate) fn refusal(&self) -> Option<&str> {
        self.refusal.as_ref().map(|refusal| refusal.message.as_str())
    }

    #[track_caller]
    fn tells<'e>(&self, severity: Severity, expected: impl IntoIterator<Item = Expected<'e>>) -> &Self {
        let told: Vec<Expected<'_>> = self.diagnostics.iter().filter(|d| d.diagnostic.severity == severity).map(place).collect();
        let expected: Vec<Expected<'_>> = expected.into_iter().collect();
        assert_eq!(told, expected, "diagnostics\n{}", self.words());
        self
    }

    /// The codes that were told, in the order of their places.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|d| d.diagnostic.code.number()).collect()
    }

    /// Everything that was told, each with its place and its fix.
    pub(crate) fn told(&self) -> &[Located] {
        &self.diagnostics
    }

    /// Everything that was told, as a terminal without colours shows it.
    pub(crate) fn words(&self) -> String {
        anstream::adapter::strip_str(&render(&self.diagnostics, Format::Human)).to_string()
    }

    /// There is an output at each of these paths.
    #[track_caller]
    pub(crate) fn has<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> &Self {
        for path in paths {
            assert!(self.tree.contains_key(path), "there is no {path}, but {:#?}", self.tree.keys());
        }
        self
    }

    /// There is no output at any of these paths.
    #[track_caller]
    pub(crate) fn lacks<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> &Self {
        for path in paths {
            assert!(!self.tree.contains_key(path), "there is a {path}");
        }
        self
    }

    /// No output holds `secret`, in its bytes or its path, whatever the case of its letters.
    #[track_caller]
    pub(crate) fn never_says(&self, secret: &str) -> &Self {
        let secret = secret.to_lowercase();
        for (path, bytes) in &self.tree {
            assert!(!path.to_lowercase().contains(&secret), "the path {path} says {secret:?}");
            // What is packed says what is in it.
            let text = String::from_utf8_lossy(&unpacked(bytes)).to_lowercase();
            if let Some(at) = text.find(&secret) {
                let from = text.floor_char_boundary(at.saturating_sub(120));
                let to = text.ceil_char_boundary((at + 120).min(text.len()));
                panic!("{path} says {secret:?}: …{}…", &text[from..to]);
            }
        }
        self
    }

    /// An output.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> Page {
        self.has([path]);
        Page { path: path.to_owned(), text: String::from_utf8(self.tree[path].clone()).unwrap() }
    }

    /// Every HTML page.
    pub(crate) fn pages(&self) -> impl Iterator<Item = Page> {
        let pages = self.tree.keys().filter(|path| Path::new(path).extension().is_some_and(|e| e == "html"));
        pages.map(|path| self.page(path))
    }
}

/// An output as text, and as HTML.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Page {
    /// The page holds `text`.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        assert!(self.text.contains(text), "{} does not say {text:?}:\n{}", self.path, self.text);
        self
    }

    /// The page does not hold `text`.
    #[track_caller]
    pub(crate) fn never_says(&self, text: &str) -> &Self {
        assert!(!self.text.contains(text), "{} says {text:?}:\n{}", self.path, self.text);
        self
    }

    /// The texts of the elements that a selector finds, with white space as a browser shows it.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.select(selector, |e| Some(e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    /// An attribute of the elements that a selector finds.
    pub(crate) fn attributes(&self, selector: &str, attribute: &str) -> Vec<String> {
        self.select(selector, |e| e.attr(attribute).map(str::to_owned))
    }

    fn select(&self, selector: &str, take: impl Fn(ElementRef<'_>) -> Option<String>) -> Vec<String> {
        let page = Html::parse_document(&self.text);
        page.select(&Selector::parse(selector).unwrap()).filter_map(take).collect()
    }
}

fn place(located: &Located) -> Expected<'_> {
    let (line, column) = located.main.line_column().unwrap_or_default();
    (located.diagnostic.code.number(), &located.diagnostic.place.file, line, column)
}

#[track_caller]
fn same<'p>(what: &str, found: &[&str], expected: impl IntoIterator<Item = &'p str>) {
    let mut found = found.to_vec();
    let mut expected: Vec<&str> = expected.into_iter().collect();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected, "outputs {what}");
}

/// Whether an output is a file of the index for searching.
fn is_index(path: &str) -> bool {
    path.contains("search/") && path.ends_with(".bin")
}

/// Bytes as they were before they were packed, if they were.
pub(crate) fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    if bytes.starts_with(&[0x1F, 0x8B]) {
        flate2::read::GzDecoder::new(bytes).read_to_end(&mut all).map_or_else(|_| bytes.to_vec(), |_| all)
    } else {
        bytes.to_vec()
    }
}

/// All files below a folder but the list of a build; a link is shown as where it leads.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut all = Tree::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_symlink() {
                all.insert(name, fs::read_link(&path).unwrap().to_string_lossy().into_owned().into_bytes());
            } else if path.is_dir() {
                open.push(path);
            } else if name != MANIFEST_FILE {
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    all
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        #[cfg(unix)]
        if from.is_symlink() {
            std::os::unix::fs::symlink(fs::read_link(from).unwrap(), to).unwrap();
            continue;
        }
        if from.is_dir() {
            fs::create_dir(&to).unwrap();
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

/// Every `href`, `src` and the like in a page.
pub(crate) fn addresses(page: &Page) -> Vec<String> {
    static ATTRIBUTES: LazyLock<Vec<(Selector, &str)>> =
        LazyLock::new(|| ["href", "src", "action", "poster", "data"].map(|name| (Selector::parse(&format!("[{name}]")).unwrap(), name)).to_vec());
    let html = Html::parse_document(&page.text);
    let found = ATTRIBUTES.iter().flat_map(|(selector, name)| html.select(selector).filter_map(|e| e.attr(name)).map(str::to_owned).collect::<Vec<_>>());
    found.collect()
}
