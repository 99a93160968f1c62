//! New digests and new sources: texts that build at once and say what goes where.
//!
//! [`digest`] gives the files of a small digest, for `bulletin init`; [`briefing`], [`topic`], [`agency`] and the functions beside
//! them a commented source of each kind, for `bulletin new`; [`edition()`] an edition of the briefings of a stretch of time;
//! [`labels()`] a file of the interface's words in another language; [`workflow`] what publishes a digest by itself, for `bulletin ci`. What they give is text ([`NewFile`]): nothing is written here.
//! The texts are in `texts`.

mod ci;
mod edition;
mod labels;
mod texts;

use jiff::civil::Date;

use crate::content::{Kind, with_prompts};
use crate::locale::regions;
use crate::values::Id;

pub use ci::{Runner, Setting, cron_line, workflow};
pub use edition::{Gathered, Stretch, edition};
pub use labels::{labels, more_labels, path as labels_path};

/// A file to be made: its path below the site's root, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its path.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What git does not keep of a digest.
pub const IGNORE_FILE: &str = ".gitignore";

/// The files of a small digest that builds at once. `today` dates its first briefing.
#[must_use]
pub fn digest(today: Date) -> Vec<NewFile> {
    let year = today.year();
    let file = |path: &str, text: String| NewFile { path: path.to_owned(), text };
    vec![
        file("content/topics/telecoms.md", texts::TOPIC.to_owned()),
        file("content/pages/about.md", texts::ABOUT.to_owned()),
        file("content/pages/open-consultations.md", texts::CONSULTATIONS.to_owned()),
        file("content/pages/laws.md", texts::LAWS.to_owned()),
        file(&format!("content/briefings/{year}/{today}-first-briefing.md"), texts::FIRST.replace("{date}", &today.to_string())),
        file(IGNORE_FILE, texts::IGNORE.to_owned()),
        file(".gitattributes", texts::ATTRIBUTES.to_owned()),
        // Last, for it is what makes the folder a digest: where the work is cut off before, it can be begun again.
        file("content/site.yaml", texts::SITE.replace("{year}", &year.to_string())),
    ]
}

/// A commented briefing titled `title`, filed under `topics`.
///
/// # Errors
/// Why no id can be made of the title, as in [`Id::try_from_title`]; so with the other kinds.
pub fn briefing(title: &str, topics: &[String], today: Date) -> Result<NewFile, &'static str> {
    let id = Id::try_from_title(title)?;
    let list = topics.iter().map(|t| quoted(t)).collect::<Vec<_>>().join(", ");
    let text = with_prompts(texts::BRIEFING)
        .replace("{date}", &today.to_string())
        .replace("{month}", &today.strftime("%Y-%m").to_string())
        .replace("{year}", &today.strftime("%Y").to_string())
        .replace("{topics}", &list)
        .replace("{id}", id.as_str())
        .replace("{title}", &quoted(title));
    Ok(NewFile { path: format!("content/briefings/{:04}/{today}-{id}.md", today.year()), text })
}

/// A commented topic called `name`.
///
/// # Errors
/// Those of [`briefing`].
pub fn topic(name: &str) -> Result<NewFile, &'static str> {
    named(Kind::Topic, texts::NEW_TOPIC, name)
}

/// A commented agency.
///
/// # Errors
/// Those of [`briefing`].
pub fn agency(name: &str) -> Result<NewFile, &'static str> {
    named(Kind::Agency, texts::NEW_AGENCY, name)
}

/// A commented jurisdiction: one of the site's own, or a text for a built-in one, which `name` may give by its code.
///
/// # Errors
/// Those of [`briefing`].
pub fn jurisdiction(name: &str) -> Result<NewFile, &'static str> {
    let known = Id::from_title(name).is_some_and(|id| regions::get(id.as_str()).is_some());
    named(Kind::Jurisdiction, if known { texts::KNOWN_JURISDICTION } else { texts::NEW_JURISDICTION }, name)
}

/// A commented indicator.
///
/// # Errors
/// Those of [`briefing`].
pub fn indicator(name: &str) -> Result<NewFile, &'static str> {
    named(Kind::Indicator, texts::NEW_INDICATOR, name)
}

/// A commented instrument.
///
/// # Errors
/// Those of [`briefing`].
pub fn instrument(name: &str) -> Result<NewFile, &'static str> {
    named(Kind::Instrument, texts::NEW_INSTRUMENT, name)
}

/// A commented term of the glossary.
///
/// # Errors
/// Those of [`briefing`].
pub fn term(name: &str) -> Result<NewFile, &'static str> {
    named(Kind::Term, texts::NEW_TERM, name)
}

/// A commented page of its own.
///
/// # Errors
/// Those of [`briefing`].
pub fn page(title: &str) -> Result<NewFile, &'static str> {
    named(Kind::Page, texts::NEW_PAGE, title)
}

fn named(kind: Kind, text: &str, name: &str) -> Result<NewFile, &'static str> {
    let id = Id::try_from_title(name)?;
    let text = with_prompts(text).replace("{id}", id.as_str()).replace("{name}", &quoted(name));
    Ok(NewFile { path: format!("content/{}/{id}.md", kind.folder()), text })
}

/// A text as YAML reads it back, whatever is in it: JSON is YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
