//! `bulletin new`

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::arguments::{Format, NewKind, NewNamed, NewOptions};
use super::output;
use super::site::{Digest, now};
use crate::config::{Config, SITE_FILE};
use crate::content::{Kind, dated, is_markdown, stem};
use crate::engine::{self, Failure, Inputs, Sources, Told};
use crate::output::Refusal;
use crate::scaffold::{self, Gathered, NewFile, Stretch};
use crate::site::{self, Index, Site};
use crate::source::is_ignored;
use crate::values::{Date, WebAddress};
use crate::yaml::Mistake;

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
    };
    match made {
        Ok(path) => {
            println!("{path}");
            ExitCode::SUCCESS
        }
        Err(failure) => output::failure(failure, &Digest::new(root, None).files, Format::Human),
    }
}

fn environment(refusal: Refusal) -> Failure {
    Failure::Environment(refusal, Vec::new())
}

fn refusal(mistake: Mistake) -> Refusal {
    Refusal::new(mistake.message).help(mistake.help.unwrap_or_default())
}

/// Refuses a folder that holds no digest.
fn require_digest(root: &Path) -> Result<(), Refusal> {
    if root.join(SITE_FILE).is_file() {
        return Ok(());
    }
    let none = Refusal::new(format!("{} is no digest: it has no content/site.yaml", root.display()));
    Err(none.help("name one with --root, or make one with `bulletin init DIR`"))
}

/// What the digest's files say so far, read as a build reads them.
struct Read {
    told: Told,
    config: Arc<Config>,
    sources: Sources,
}

/// The inputs of a build that writes nothing. The site's address is in none of what is made here, so any will do.
fn inputs(digest: &Digest) -> Inputs<'_> {
    let base_url = WebAddress::parse("https://example.org").ok();
    Inputs { files: &digest.files, at: now(), drafts: false, base_url, strict: false, reread: false, check_only: true, stop: &|| false, progress: &|_, _| {} }
}

fn read(digest: &Digest) -> Result<Read, Failure> {
    let (inputs, mut told) = (inputs(digest), Told::default());
    let listed = engine::list(&inputs);
    let config = engine::settings(&inputs, &mut told)?;
    let sources = engine::read(&inputs, &config, listed, digest.memo().known(), &mut told);
    Ok(Read { told, config, sources })
}

impl Read {
    /// Refuses an id that a source of the kind has already, whatever its file is called.
    fn require_free(&self, kind: Kind, id: &str, help: &str) -> Result<(), Failure> {
        let twin = self.sources.documents.iter().find(|d| d.kind() == kind && d.language == 0 && d.id.as_str() == id);
        twin.map_or(Ok(()), |twin| Err(environment(Refusal::new(format!("{} has the id `{id}` already", twin.path)).help(help))))
    }
}

/// Makes a source that has a name, and returns its path.
fn source(named: &NewNamed, kind: Kind, make: impl Fn(&str) -> Option<NewFile>) -> Result<String, Failure> {
    require_digest(&named.root).map_err(environment)?;
    let word = kind.word();
    let nameless = || Refusal::new(format!("`{}` has no letters or digits to make an address of", named.name)).help(format!("give the {word} another name"));
    let file = make(&named.name).ok_or_else(|| environment(nameless()))?;
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
    let linked = read.told.take(site::link(&read.config, &read.sources.documents, &read.sources.files, &read.sources.refused));
    read.told.check(&read.config, &inputs)?;
    let (site, _) = linked.visible(inputs.moment(&read.config));
    let briefings = gathered(&site, &stretch);
    if briefings.is_empty() {
        let none = Refusal::new(format!("no briefing that may be seen now is dated between {} and {}", stretch.from, stretch.to));
        return Err(environment(none.help("name other days, or write the briefings first")));
    }
    let words = || stretch.words(&site.sections[0].locale);
    let file = scaffold::edition(&stretch, &title.map_or_else(words, str::to_owned), date, &briefings);
    written(&digest, root, &file).map_err(environment)
}

/// The listed briefings of a stretch of time, the oldest first. The newest featured one leads, else the newest.
fn gathered(site: &Site<'_>, stretch: &Stretch) -> Vec<Gathered> {
    let section = &site.sections[0];
    let within = |index: &&Index| (stretch.from..=stretch.to).contains(&site.briefing(**index).date);
    let briefings: Vec<Index> = section.briefings().iter().filter(within).copied().collect();
    let featured = briefings.iter().rev().find(|index| site.briefing(**index).shared().featured);
    let lead = featured.or(briefings.last()).copied();
    let entry = |&index: &Index| Gathered {
        name: site.briefing(index).name(),
        date: site.briefing(index).date,
        title: site.title(index, section.language).to_owned(),
        leads: Some(index) == lead,
    };
    briefings.iter().map(entry).collect()
}

/// Writes a new file and returns its path as the command shows it.
fn written(digest: &Digest, root: &Path, file: &NewFile) -> Result<String, Refusal> {
    super::init::write(root, file)?;
    Ok(digest.root.join(&file.path).display().to_string())
}

/// Makes a briefing and returns its path.
fn briefing(title: &str, topics: &[String], date: Option<&str>, root: &Path) -> Result<String, Refusal> {
    require_digest(root)?;
    let digest = Digest::new(root, None);
    let date = match date {
        Some(text) => Date::parse(text).map_err(refusal)?,
        None => digest.today(),
    };
    let topics = if topics.is_empty() { first_topic(root).into_iter().collect() } else { topics.to_vec() };
    if topics.is_empty() {
        return Err(Refusal::new("the briefing needs a topic").help("name one with --topic, and define it in content/topics/NAME.md"));
    }
    let file = scaffold::briefing(title, &topics, date.civil())
        .ok_or_else(|| Refusal::new(format!("`{title}` has no letters or digits to make an address of")).help("give the briefing another title"))?;
    if let Some(twin) = twin(root, &file.path, date) {
        return Err(Refusal::new(format!("{twin} has the same id in that year")).help("give the briefing another title"));
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
