//! New digests and new sources: texts that build at once and say what goes where.

mod edition;
mod labels;
mod texts;

use jiff::civil::Date;

use crate::content::Kind;
use crate::locale::regions;
use crate::values::Id;

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

/// The files of a small digest that builds at once. `today` dates its first briefing.
#[must_use]
pub fn digest(today: Date) -> Vec<NewFile> {
    let year = today.year();
    let file = |path: &str, text: String| NewFile { path: path.to_owned(), text };
    vec![
        file("content/site.yaml", texts::SITE.replace("{year}", &year.to_string())),
        file("content/topics/telecoms.md", texts::TOPIC.to_owned()),
        file("content/pages/about.md", texts::ABOUT.to_owned()),
        file(&format!("content/briefings/{year}/{today}-first-briefing.md"), texts::FIRST.replace("{date}", &today.to_string())),
        file(".gitignore", texts::IGNORE.to_owned()),
    ]
}

/// A commented briefing titled `title`, filed under `topics`. `None` if the title has no letter or digit to make an id of.
#[must_use]
pub fn briefing(title: &str, topics: &[String], today: Date) -> Option<NewFile> {
    let id = Id::from_title(title)?;
    let list = topics.iter().map(|t| quoted(t)).collect::<Vec<_>>().join(", ");
    let text = texts::BRIEFING
        .replace("{date}", &today.to_string())
        .replace("{month}", &today.strftime("%Y-%m").to_string())
        .replace("{year}", &today.strftime("%Y").to_string())
        .replace("{topics}", &list)
        .replace("{id}", id.as_str())
        .replace("{title}", &quoted(title));
    Some(NewFile { path: format!("content/briefings/{:04}/{today}-{id}.md", today.year()), text })
}

/// A commented topic called `name`. `None` if the name has no letter or digit to make an id of; so with the other kinds.
#[must_use]
pub fn topic(name: &str) -> Option<NewFile> {
    named(Kind::Topic, texts::NEW_TOPIC, name)
}

/// A commented agency.
#[must_use]
pub fn agency(name: &str) -> Option<NewFile> {
    named(Kind::Agency, texts::NEW_AGENCY, name)
}

/// A commented jurisdiction: one of the site's own, or a text for a built-in one, which `name` may give by its code.
#[must_use]
pub fn jurisdiction(name: &str) -> Option<NewFile> {
    let known = Id::from_title(name).is_some_and(|id| regions::get(id.as_str()).is_some());
    named(Kind::Jurisdiction, if known { texts::KNOWN_JURISDICTION } else { texts::NEW_JURISDICTION }, name)
}

/// A commented indicator.
#[must_use]
pub fn indicator(name: &str) -> Option<NewFile> {
    named(Kind::Indicator, texts::NEW_INDICATOR, name)
}

/// A commented instrument.
#[must_use]
pub fn instrument(name: &str) -> Option<NewFile> {
    named(Kind::Instrument, texts::NEW_INSTRUMENT, name)
}

/// A commented term of the glossary.
#[must_use]
pub fn term(name: &str) -> Option<NewFile> {
    named(Kind::Term, texts::NEW_TERM, name)
}

/// A commented page of its own.
#[must_use]
pub fn page(title: &str) -> Option<NewFile> {
    named(Kind::Page, texts::NEW_PAGE, title)
}

fn named(kind: Kind, text: &str, name: &str) -> Option<NewFile> {
    let id = Id::from_title(name)?;
    let text = text.replace("{id}", id.as_str()).replace("{name}", &quoted(name));
    Some(NewFile { path: format!("content/{}/{id}.md", kind.folder()), text })
}

/// A text as YAML reads it back, whatever is in it: JSON is YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
