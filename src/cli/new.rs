//! `bulletin new`

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::arguments::{NewKind, NewOptions};
use super::output;
use super::site::Digest;
use crate::content::{dated, is_markdown, stem};
use crate::output::Refusal;
use crate::scaffold;
use crate::source::is_ignored;
use crate::values::Date;

pub(super) fn run(options: &NewOptions) -> ExitCode {
    let NewKind::Briefing { title, topic, date, root } = &options.what;
    match briefing(title, topic, date.as_deref(), root) {
        Ok(path) => {
            println!("{path}");
            ExitCode::SUCCESS
        }
        Err(refusal) => output::refused(&refusal),
    }
}

/// Makes a briefing and returns its path.
fn briefing(title: &str, topics: &[String], date: Option<&str>, root: &Path) -> Result<String, Refusal> {
    if !root.join(crate::config::SITE_FILE).is_file() {
        return Err(Refusal::new(format!("{} is no digest: it has no content/site.yaml", root.display()))
            .help("name one with --root, or make one with `bulletin init DIR`"));
    }
    let digest = Digest::new(root, None);
    let date = match date {
        Some(text) => Date::parse(text).map_err(|m| Refusal::new(m.message).help(m.help.unwrap_or_default()))?,
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
    super::init::write(root, &file)?;
    Ok(digest.root.join(&file.path).display().to_string())
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
    names.filter_map(|n| n.strip_suffix(".md").filter(|stem| !stem.contains('.') && !is_ignored(stem)).map(str::to_owned)).min()
}
