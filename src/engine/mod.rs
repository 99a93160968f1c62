//! The steps of a build, from its inputs to its report.

mod bodies;
mod dead_links;
mod links;
mod locate;
mod look;
mod make;
mod misnamed;
mod noop;
mod noted;
mod read;
mod record;
mod remember;
mod report;
mod search;
mod stored;
mod write;

use std::sync::Arc;

use crate::cache::CacheData;
use crate::config::{Config, SITE_FILE, UNITS_FILE};
use crate::content::{self, Folder};
use crate::diagnostics::{Code, Diagnostic, Fix, Place, any_error};
use crate::output::EnvironmentError;
use crate::pages::{File, FileSource};
use crate::site::{Moment, Site, Trace};
use crate::source::{Files, reason};
use crate::theme::Theme;
use crate::values::WebAddress;

pub use crate::site::HeldBack;
pub use locate::{Shown, locate, locate_shown};
pub use look::{look, trace};
pub use noop::noop;
pub use noted::{Recorded, noted, record_alone};
pub use read::{Listed, Sources, list, read};
pub use report::{Cause, Change, Report, Unpublished};
pub use write::write;

/// What a build depends on.
pub struct Inputs<'i> {
    /// The site's files.
    pub files: &'i dyn Files,
    /// The moment of the build, in seconds since 1970.
    pub at: i64,
    /// Whether drafts and documents before their time are shown.
    pub drafts: bool,
    /// The site's address, where it is not the one in site.yaml.
    pub base_url: Option<WebAddress>,
    /// Whether search engines are asked to leave all pages out.
    pub noindex: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// Whether every file is read, whatever its stamp says.
    pub reread: bool,
    /// Makes every page and writes none.
    pub check_only: bool,
    /// Diagnostics how many of how many pages are done.
    pub progress: &'i (dyn Fn(usize, usize) + Sync),
    /// Asked again and again until the new output is complete: whether to give up. The output then stays as it is.
    pub stop: &'i (dyn Fn() -> bool + Sync),
}

impl<'i> Inputs<'i> {
    /// Those of a plain build as of `at`, which writes and tells nobody how far it is.
    #[must_use]
    pub fn new(files: &'i dyn Files, at: i64) -> Self {
        Self {
            files,
            at,
            drafts: false,
            base_url: None,
            noindex: false,
            strict: false,
            reread: false,
            check_only: false,
            progress: &|_, _| {},
            stop: &|| false,
        }
    }

    /// The moment on the site of `config`.
    #[must_use]
    pub fn moment(&self, config: &Config) -> Moment {
        Moment::new(self.at, config, self.drafts)
    }
}

/// Gives up where that is wished.
///
/// # Errors
/// [`Failure::Stopped`], if it is.
pub fn go_on(inputs: &Inputs<'_>) -> Result<(), Failure> {
    if (inputs.stop)() { Err(Failure::Stopped) } else { Ok(()) }
}

/// Why there is no new output. The old one is as it was.
#[derive(Debug)]
pub enum Failure {
    /// Mistakes in the content, site.yaml or the theme, warnings included.
    Content(Vec<Diagnostic>),
    /// The environment refuses: permissions, a full disk, an output that is someone else's.
    Environment(EnvironmentError, Vec<Diagnostic>),
    /// [`Inputs::stop`] said so.
    Stopped,
}

/// What has been told so far.
#[derive(Debug, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Keeps what a stage told, and passes on what it made.
    pub fn take<T>(&mut self, (made, mut told): (T, Vec<Diagnostic>)) -> T {
        self.all.append(&mut told);
        made
    }

    /// Keeps what was told.
    pub fn extend(&mut self, told: impl IntoIterator<Item = Diagnostic>) {
        self.all.extend(told);
    }

    /// Everything that was told, weighed by the site's lints, in the order of files and places; each thing once.
    #[must_use]
    pub fn weighed(&mut self, config: &Config, inputs: &Inputs<'_>) -> Vec<Diagnostic> {
        let mut all = config.weigh(by_folder(std::mem::take(&mut self.all)));
        if inputs.strict {
            for diagnostic in all.iter_mut().filter(|diagnostic| diagnostic.severity != crate::diagnostics::Severity::Note) {
                diagnostic.severity = crate::diagnostics::Severity::Error;
            }
        }
        all.sort_by(|a, b| a.place.file.cmp(&b.place.file).then_with(|| start(a).cmp(&start(b))).then_with(|| a.code.cmp(&b.code)));
        all.dedup();
        all
    }

    /// The failure that all this is.
    #[must_use]
    pub fn failure(&mut self, config: &Config, inputs: &Inputs<'_>) -> Failure {
        Failure::Content(self.weighed(config, inputs))
    }

    /// Stops a build that has errors; weighs the rest.
    ///
    /// # Errors
    /// [`Failure::Content`], if any of it is an error.
    pub fn check(&mut self, config: &Config, inputs: &Inputs<'_>) -> Result<(), Failure> {
        self.all = self.weighed(config, inputs);
        if any_error(&self.all) { Err(Failure::Content(std::mem::take(&mut self.all))) } else { Ok(()) }
    }
}

/// Where a diagnostic begins, as far as that is known without reading its file.
fn start(diagnostic: &Diagnostic) -> u32 {
    match &diagnostic.place.at {
        crate::diagnostics::At::Bytes(range) => range.start,
        _ => 0,
    }
}

/// Reads site.yaml.
///
/// # Errors
/// Every mistake in it, or that there is none.
pub fn settings(inputs: &Inputs<'_>, told: &mut Diagnostics) -> Result<Arc<Config>, Failure> {
    let file: Arc<str> = SITE_FILE.into();
    let missing = |what: String, help: &str| Failure::Content(vec![Diagnostic::new(Code::MissingSite, Place::file(&file), what).help(help)]);
    let bytes = inputs.files.read(SITE_FILE).map_err(|error| {
        let help = "run this in the folder of a digest, name it with --root, or make one with `bulletin init DIR`";
        missing(format!("content/site.yaml cannot be read: {}", reason(&error)), help)
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::Content(vec![
            Diagnostic::new(Code::NotUtf8, Place::bytes(&file, at..at + 1), "site.yaml is not UTF-8 from here on").help("save it again as UTF-8"),
        ])
    })?;
    let (mut config, warnings) = Config::parse(&text, inputs.base_url.as_ref()).map_err(Failure::Content)?;
    told.extend(warnings);
    units(inputs, &mut config)?;
    if inputs.noindex {
        config.hide_from_search();
    }
    Ok(Arc::new(config))
}

/// Reads units.yaml, if there is one.
fn units(inputs: &Inputs<'_>, config: &mut Config) -> Result<(), Failure> {
    let file: Arc<str> = UNITS_FILE.into();
    let refused = |message: String| Failure::Content(vec![Diagnostic::new(Code::UnitsFile, Place::file(&file), message).help("mend the file, or remove it")]);
    let bytes = match inputs.files.read(UNITS_FILE) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(refused(format!("content/units.yaml cannot be read: {}", reason(&error)))),
    };
    let text = String::from_utf8(bytes).map_err(|_| refused("content/units.yaml is not UTF-8".to_owned()))?;
    config.add_units(&text).map_err(Failure::Content)
}

/// Loads the theme; `None` if it is not fit for use, which has then been told.
pub fn theme(inputs: &Inputs<'_>, config: &Config, sources: &Sources, cache: &mut CacheData, told: &mut Diagnostics) -> Option<Theme> {
    match Theme::load(inputs.files, &sources.files, config, cache.theme) {
        Ok(loaded) => {
            let theme = told.take(loaded);
            cache.theme = theme.passed();
            Some(theme)
        }
        Err(all) => {
            told.extend(all);
            None
        }
    }
}

/// How much of the numbers and dates in visible texts is traced, and what is wrong where site.yaml asks for more.
#[must_use]
pub fn traced(site: &Site<'_>, sources: &Sources) -> (Trace, Vec<Diagnostic>) {
    site.traced(&|path| sources.stored.get(path).map(Vec::as_slice))
}

/// Files that are published as they are. The site's own come before those of the theme at the same address.
#[must_use]
pub fn files(site: &Site<'_>, theme: &Theme, sources: &Sources) -> Vec<File> {
    let used = site.assets();
    let mut files: Vec<File> = Vec::new();
    for (path, hash) in &sources.hashes {
        let Some(rest) = path.strip_prefix("content/") else { continue };
        let folder = rest.split_once('/').and_then(|(folder, rest)| Some((content::folder(folder)?, rest)));
        let address = match folder {
            Some((Folder::Static, rest)) => rest,
            Some((Folder::Documents(_), _)) if used.contains(path) => rest,
            _ => continue,
        };
        files.push(File { address: address.to_owned(), source: FileSource::Site(Arc::clone(path)), hash: *hash });
    }
    let own = files.len();
    for file in &theme.files {
        if !files[..own].iter().any(|f| f.address == file.address) {
            files.push(file.clone());
        }
    }
    files
}

/// Tells what all files of a folder may have in common once for each folder, with a count.
fn by_folder(all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let (mut folders, mut rest): (Vec<Diagnostic>, Vec<Diagnostic>) = all.into_iter().partition(|one| one.code == Code::DateFromName);
    folders.sort_by(|a, b| a.place.file.cmp(&b.place.file));
    let folder = |one: &Diagnostic| one.place.file.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    for same in folders.chunk_by(|a, b| folder(a) == folder(b)) {
        let mut told = same[0].clone();
        if same.len() > 1 {
            told.message = format!("the dates of {} briefings in {} stand in the names of their files alone", same.len(), folder(&told));
            told.help = Some("give each a line such as `date: 2024-10-23`, so that its date stays when the file is renamed".to_owned());
            let edits = same.iter().filter_map(|one| one.fix.clone()).flat_map(|fix| fix.edits).collect();
            told.fix = Some(Fix::certain(edits));
        }
        rest.push(told);
    }
    rest
}
