//! `bulletin new`

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::arguments::{Format, NewKind, NewNamed, NewOptions};
use super::output::{self, UNWRITTEN};
use super::print;
use super::site::{Digest, now};
use crate::config::{Config, SITE_FILE};
use crate::content::{Kind, dated, is_markdown, stem};
use crate::engine::{self, Diagnostics, Failure, Inputs, Sources};
use crate::locale::Language;
use crate::output::EnvironmentError;
use crate::pages::Label;
use crate::scaffold::{self, Gathered, NewFile, Stretch};
use crate::site::{self, Index, Site};
use crate::source::{is_ignored, reason};
use crate::theme::Theme;
use crate::values::{Date, WebAddress};
use crate::yaml::ValueError;

pub(super) fn run(options: &NewOptions) -> ExitCode {
    let (root, made) = match &options.what {
        NewKind::Briefing { title, topic, date, root } => (root, briefing(title, topic, date.as_deref(), root).map_err(environment)),
        NewKind::Topic(named) => (&named.root, source(named, Kind::Topic, scaffold::topic)),
        NewKind::Agency(named) => (&named.root, source(named, Kind::Agency, scaffold::agency)),
        NewKind::Jurisdiction(named) => (&named.root, source(named, Kind::Jurisdiction, scaffold::jurisdiction)),
        NewKind::Indicator(named) => (&named.root, source(named, Kind::Indicator, scaffold::indicator)),
        NewKind::Instrument(named) => (&named.root, source(named, Kind::Instrument, scaffold::instrument)),
        NewKind::Edition { period, title, date, root } => (root, edition(period, title.as_deref(), date.as_deref(), root)),
        NewKind::Term(named) => (&named.root, source(named, Kind::Term, scaffold::term)),
        NewKind::Page(named) => (&named.root, source(named, Kind::Page, scaffold::page)),
        NewKind::Labels { language, root } => (root, labels(language, root)),
    };
    match made {
        Ok(path) => {
            print::note_done(format!("{path} is written"));
            print::line(format_args!("{path}"));
            ExitCode::SUCCESS
        }
        Err(failure) => output::failure(failure, &Digest::new(root, None).files, Format::Human, UNWRITTEN),
    }
}

fn environment(refusal: EnvironmentError) -> Failure {
    Failure::Environment(refusal, Vec::new())
}

fn refusal(mistake: ValueError) -> EnvironmentError {
    EnvironmentError::new(mistake.message).help(mistake.help.unwrap_or_default())
}

/// Refuses a folder that holds no digest.
fn require_digest(root: &Path) -> Result<(), EnvironmentError> {
    if root.join(SITE_FILE).is_file() {
        return Ok(());
    }
    let none = EnvironmentError::new(format!("{} is no digest: it has no content/site.yaml", root.display()));
    Err(none.help("name one with --root, or make one with `bulletin init DIR`"))
}

/// What the digest's files say so far, read as a build reads them.
struct Read {
    told: Diagnostics,
    config: Arc<Config>,
    sources: Sources,
}

/// The inputs of a build that writes nothing. The site's address is in none of what is made here, so any will do.
fn inputs(digest: &Digest) -> Inputs<'_> {
    let base_url = WebAddress::parse("https://example.org").ok();
    Inputs { base_url, check_only: true, ..Inputs::new(&digest.files, now()) }
}

fn read(digest: &Digest) -> Result<Read, Failure> {
    let (inputs, mut told) = (inputs(digest), Diagnostics::default());
    let listed = engine::list(&inputs);
    let config = engine::settings(&inputs, &mut told)?;
    let sources = engine::read(&inputs, &config, listed, digest.cache().data(), &mut told);
    Ok(Read { told, config, sources })
}

impl Read {
    /// Refuses an id that a source of the kind has already, whatever its file is called.
    fn require_free(&self, kind: Kind, id: &str, help: &str) -> Result<(), Failure> {
        let twin = self.sources.documents.iter().find(|d| d.kind() == kind && d.language == 0 && d.id.as_str() == id);
        twin.map_or(Ok(()), |twin| Err(environment(EnvironmentError::new(format!("{} has the id `{id}` already", twin.path)).help(help))))
    }
}

/// Makes a source that has a name, and returns its path.
fn source(named: &NewNamed, kind: Kind, make: impl Fn(&str) -> Result<NewFile, &'static str>) -> Result<String, Failure> {
    require_digest(&named.root).map_err(environment)?;
    let word = kind.word();
    let nameless = |why| EnvironmentError::new(format!("no address can be made of `{}`: {why}", named.name)).help(format!("give the {word} another name"));
    let file = make(&named.name).map_err(|why| environment(nameless(why)))?;
    let digest = Digest::new(&named.root, None);
    read(&digest)?.require_free(kind, stem(&file.path), &format!("give the {word} another name, or edit that file"))?;
    written(&digest, &named.root, &file).map_err(environment)
}

/// Makes an edition and returns its path.
fn edition(period: &str, title: Option<&str>, date: Option<&str>, root: &Path) -> Result<String, Failure> {
    require_digest(root).map_err(environment)?;
    let stretch = Stretch::parse(period).map_err(|m| environment(refusal(m)))?;
    let date = date.map_or(Ok(stretch.after()), Date::parse).map_err(|m| environment(refusal(m)))?;
    let digest = Digest::new(root, None);
    let mut read = read(&digest)?;
    read.require_free(Kind::Edition, &stretch.id, "edit that file, or name other days")?;
    let inputs = inputs(&digest);
    let linked = read.told.take(site::link(&read.config, &read.sources.documents, &read.sources.files, &read.sources.refused, &read.sources.record));
    read.told.check(&read.config, &inputs)?;
    let (site, _) = linked.published_at(inputs.moment(&read.config));
    let briefings = gathered(&site, &stretch);
    if briefings.is_empty() {
        let none = EnvironmentError::new(format!("no briefing that may be seen now is dated between {} and {}", stretch.from, stretch.to));
        return Err(environment(none.help("name other days, or write the briefings first")));
    }
    let words = || stretch.words(&site.localized[0].locale);
    let file = scaffold::edition(&stretch, &title.map_or_else(words, str::to_owned), date, &briefings);
    written(&digest, root, &file).map_err(environment)
}

/// The listed briefings of a stretch of time, the oldest first. The newest featured one leads, else the newest.
fn gathered(site: &Site<'_>, stretch: &Stretch) -> Vec<Gathered> {
    let local = &site.localized[0];
    let within = |index: &&Index| (stretch.from..=stretch.to).contains(&site.briefing(**index).date);
    let briefings: Vec<Index> = local.briefings().iter().filter(within).copied().collect();
    let featured = briefings.iter().rev().find(|index| site.briefing(**index).shared().featured);
    let lead = featured.or(briefings.last()).copied();
    let entry = |&index: &Index| Gathered {
        name: site.briefing(index).name(),
        date: site.briefing(index).date,
        title: site.title(index, local.language).to_owned(),
        leads: Some(index) == lead,
    };
    briefings.iter().map(entry).collect()
}

/// Makes a file with the words of the interface that a language lacks, or adds them to the one that is there; its path.
fn labels(language: &str, root: &Path) -> Result<String, Failure> {
    require_digest(root).map_err(environment)?;
    let no_language = |_| EnvironmentError::new(format!("`{language}` is no language")).help("write its tag: de, pt-BR, zh-Hant");
    let language = Language::parse(language).map_err(|e| environment(no_language(e)))?;
    let digest = Digest::new(root, None);
    let Read { config, sources, .. } = read(&digest)?;
    let theme_wrong = |all| Failure::Content(all);
    let mut words = Theme::words_to_translate(&digest.files, &sources.files, &config, &language).map_err(theme_wrong)?;
    let path = scaffold::labels_path(&language);
    let full = digest.root.join(&path);
    let shown = full.display().to_string();
    let there = match fs::read_to_string(&full) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if words.is_empty() {
                let none = EnvironmentError::new(format!("the theme has all words of the interface in {}", language.tag()));
                return Err(environment(none.help(format!("to change one, write it into {path}: `home: Start`"))));
            }
            return written(&digest, root, &scaffold::labels(&language, &words)).map_err(environment);
        }
        Err(error) => return Err(environment(EnvironmentError::new(format!("cannot read {shown}: {}", reason(&error))))),
    };
    // A word that stands there and is still empty is not added again.
    let keys = |text: &str| crate::yaml::read::<BTreeMap<String, Option<Label>>>(text).map(BTreeMap::into_keys).ok();
    for key in keys(&there).into_iter().flatten() {
        words.remove(&key);
    }
    if words.is_empty() {
        return Ok(shown);
    }
    let more = scaffold::more_labels(&language, &words, &there);
    if keys(&format!("{there}{more}")).is_none() {
        let odd = EnvironmentError::new(format!("{shown} has a form to which nothing can be added"));
        return Err(environment(odd.help("write one word a line, without braces around them all")));
    }
    let added = fs::OpenOptions::new().append(true).open(&full).and_then(|mut file| std::io::Write::write_all(&mut file, more.as_bytes()));
    added.map(|()| shown.clone()).map_err(|error| environment(EnvironmentError::new(format!("cannot write {shown}: {}", reason(&error)))))
}

/// Writes a new file and returns its path as the command shows it.
fn written(digest: &Digest, root: &Path, file: &NewFile) -> Result<String, EnvironmentError> {
    super::init::write(root, file)?;
    Ok(digest.root.join(&file.path).display().to_string())
}

/// Makes a briefing and returns its path.
fn briefing(title: &str, topics: &[String], date: Option<&str>, root: &Path) -> Result<String, EnvironmentError> {
    require_digest(root)?;
    let digest = Digest::new(root, None);
    let date = match date {
        Some(text) => Date::parse(text).map_err(refusal)?,
        None => digest.today(),
    };
    let topics = if topics.is_empty() { first_topic(root).into_iter().collect() } else { topics.to_vec() };
    if topics.is_empty() {
        return Err(EnvironmentError::new("the briefing needs a topic").help("name one with --topic, and define it in content/topics/NAME.md"));
    }
    let file = scaffold::briefing(title, &topics, date.civil()).map_err(|why| {
        EnvironmentError::new(format!("no address can be made of `{title}`: {why}")).help("give the briefing another title; it can be changed in the file")
    })?;
    if let Some(twin) = twin(root, &file.path, date) {
        return Err(EnvironmentError::new(format!("{twin} has the same id in that year")).help("give the briefing another title"));
    }
    written(&digest, root, &file)
}

/// A briefing of the same year whose file name gives the same id.
fn twin(root: &Path, path: &str, date: Date) -> Option<String> {
    let wanted = dated(stem(path)).1;
    let folder = format!("content/briefings/{:04}", date.year());
    let names = fs::read_dir(root.join(&folder)).ok()?.flatten().filter_map(|e| e.file_name().into_string().ok());
    names.filter(|name| is_markdown(name) && dated(stem(name)).1 == wanted).min().map(|name| format!("{folder}/{name}"))
}

/// The site's first topic by file name.
fn first_topic(root: &Path) -> Option<String> {
    let entries = fs::read_dir(root.join("content/topics")).ok()?;
    let names = entries.flatten().filter_map(|e| e.file_name().into_string().ok());
    names.filter(|name| !is_ignored(name)).filter_map(|n| n.strip_suffix(".md").filter(|stem| !stem.contains('.')).map(str::to_owned)).min()
}
