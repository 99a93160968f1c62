//! New digests and new sources: texts that build at once and say what goes where.

mod texts;

use jiff::civil::Date;

use crate::values::Id;

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
    let text = texts::BRIEFING.replace("{date}", &today.to_string()).replace("{topics}", &list).replace("{id}", id.as_str()).replace("{title}", &quoted(title));
    Some(NewFile { path: format!("content/briefings/{:04}/{today}-{id}.md", today.year()), text })
}

/// A text as YAML reads it back, whatever is in it: JSON is YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
