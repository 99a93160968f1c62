//! The kinds of documents and their folders.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::Date;
use crate::yaml;

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// What the site is made of.
    Briefing,
    /// A subject that briefings are filed under.
    Topic,
    /// A body that acts: a ministry, a regulator, a court.
    Agency,
    /// A country, union or international body.
    Jurisdiction,
    /// What is measured again and again.
    Indicator,
    /// A law, regulation, plan or pilot.
    Instrument,
    /// The briefings of a period, gathered.
    Edition,
    /// An entry of the glossary.
    Term,
    /// A page of its own: about, imprint.
    Page,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; Self::COUNT] =
        [Self::Briefing, Self::Topic, Self::Agency, Self::Jurisdiction, Self::Indicator, Self::Instrument, Self::Edition, Self::Term, Self::Page];

    /// How many there are.
    pub const COUNT: usize = 9;

    /// The folder below `content` that holds its files.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Briefing => "briefings",
            Self::Topic => "topics",
            Self::Agency => "agencies",
            Self::Jurisdiction => "jurisdictions",
            Self::Indicator => "indicators",
            Self::Instrument => "instruments",
            Self::Edition => "editions",
            Self::Term => "terms",
            Self::Page => "pages",
        }
    }

    /// The word for one of them, as used in references: `[[topic:…]]`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Briefing => "briefing",
            Self::Topic => "topic",
            Self::Agency => "agency",
            Self::Jurisdiction => "jurisdiction",
            Self::Indicator => "indicator",
            Self::Instrument => "instrument",
            Self::Edition => "edition",
            Self::Term => "term",
            Self::Page => "page",
        }
    }

    /// The kind that references call `word`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }
}

/// Whether a path is that of a Markdown file.
#[must_use]
pub fn is_markdown(path: &str) -> bool {
    // Nearly all are told without taking the path apart, which takes ten times as long.
    if path.strip_suffix(".md").is_some_and(|rest| !rest.is_empty() && !rest.ends_with(['/', '\\'])) {
        return true;
    }
    std::path::Path::new(path).extension().is_some_and(|e| e.eq_ignore_ascii_case("md"))
}

/// The name of a Markdown file without its ending.
#[must_use]
pub fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    if is_markdown(file) { &file[..file.len() - ".md".len()] } else { file }
}

/// Divides the stem of a briefing's name from the date that it begins with: `2024-10-23-miit-nine-months`.
#[must_use]
pub fn dated(stem: &str) -> (Option<Date>, &str) {
    let date = stem.get(..10).and_then(|d| Date::parse(d).ok());
    match stem.get(10..).and_then(|rest| rest.strip_prefix('-')) {
        Some(rest) if date.is_some() => (date, rest),
        _ => (date, stem),
    }
}

/// The name by which the file at `path` goes: that of the file without its ending, or, of an `index.md` in a folder of its own,
/// that of the folder. A language stays behind it: `miit-nine-months.zh-hans`.
#[must_use]
pub fn name(path: &str) -> Cow<'_, str> {
    let stem = stem(path);
    let Some(rest) = stem.strip_prefix(INDEX).filter(|rest| rest.is_empty() || rest.starts_with('.')) else { return stem.into() };
    match bundle(path) {
        Some(folder) if rest.is_empty() => folder.into(),
        Some(folder) => format!("{folder}{rest}").into(),
        None => stem.into(),
    }
}

/// What a document is called that lies in a folder of its own, beside its pictures.
const INDEX: &str = "index";

/// The folder of its own that an `index.md` lies in; `None` for one in the folder of its kind.
fn bundle(path: &str) -> Option<&str> {
    let (folders, _) = path.rsplit_once('/')?;
    let (above, folder) = folders.rsplit_once('/')?;
    // `content/briefings` holds folders of its own, and is none.
    above.contains('/').then_some(folder)
}

/// Whether the file at `path` is an `index.md` that is the page of nothing: in the folder of its kind, or in one that keeps
/// briefings of a year or month together.
#[must_use]
pub fn is_index_of_many(path: &str, kind: Kind) -> bool {
    let stem = stem(path);
    if stem != INDEX && !stem.strip_prefix(INDEX).is_some_and(|rest| rest.starts_with('.')) {
        return false;
    }
    let keeps_order = |folder: &str| folder.len() < "2024-10-23".len() && folder.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    bundle(path).is_none_or(|folder| kind == Kind::Briefing && keeps_order(folder))
}

/// Whether a file may hold text, by the end of its name: pictures, recordings and the like need not be looked into.
#[must_use]
pub fn may_be_misnamed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let others = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "zip", "gz", "mp3", "mp4", "m4a", "webm", "ogg", "wav", "mov", "woff2", "xlsx", "docx",
        "pptx", "csv",
    ];
    !others.contains(&ending.as_str())
}

/// What is wrong with the name of a file of which the bytes are those of a source: it is not read as one.
#[must_use]
pub fn misnamed(path: &Arc<str>, bytes: &[u8]) -> Option<Diagnostic> {
    let start = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    if !start.starts_with(b"---") || matches!(ending, "yaml" | "yml") {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let fields = &text[yaml::split(text).ok()?.yaml];
    if !fields.lines().any(|line| line.starts_with("title:") || line.starts_with("name:")) {
        return None;
    }
    let endings = ["markdown", "mdown", "mkdown", "mkdn", "mkd", "mdwn", "mdtext", "mdtxt", "mdx", "qmd", "rmd", "text", "txt", "html", "htm"];
    let known = endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
    let file = if known { stem } else { path };
    let file = file.rsplit('/').next().unwrap_or(file);
    // `a.md.txt`, as some systems save a text.
    let to = if is_markdown(file) { file.to_owned() } else { format!("{file}.md") };
    let wrong = Diagnostic::new(Code::WrongEnding, Place::file(path), "the file begins with front matter, but its name does not end in .md");
    Some(wrong.help(format!("rename it to {to}, or move it out of the folder")))
}

/// What a folder below `content` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// Documents of a kind, and their assets.
    Documents(Kind),
    /// Files copied as they are.
    Static,
    /// The site's own templates and words of the interface, over those of its theme.
    Theme,
}

/// What the folder `name` below `content` holds; `None` for a name that means nothing.
#[must_use]
pub fn folder(name: &str) -> Option<Folder> {
    match name {
        "static" => Some(Folder::Static),
        "templates" | "labels" => Some(Folder::Theme),
        _ => Kind::ALL.into_iter().find(|k| k.folder() == name).map(Folder::Documents),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_goes_by_its_folder() {
        for (path, expected) in [
            ("content/briefings/2024/2024-10-23-a.md", "2024-10-23-a"),
            ("content/briefings/2024/my-post/index.md", "my-post"),
            ("content/briefings/2024-10-23-a/index.zh-hans.md", "2024-10-23-a.zh-hans"),
            ("content/pages/index.md", "index"),
            ("content/pages/a/indexes.md", "indexes"),
            ("content/pages/a/index.MD", "a"),
        ] {
            assert_eq!(name(path), expected);
        }
        for (path, kind, is) in [
            ("content/briefings/index.md", Kind::Briefing, true),
            ("content/briefings/2024/index.md", Kind::Briefing, true),
            ("content/briefings/2024/10/index.de.md", Kind::Briefing, true),
            ("content/briefings/2024-10/index.md", Kind::Briefing, true),
            ("content/briefings/2024-10-23/index.md", Kind::Briefing, false),
            ("content/briefings/2024/g20/index.md", Kind::Briefing, false),
            ("content/editions/2024-10/index.md", Kind::Edition, false),
            ("content/pages/about/index.md", Kind::Page, false),
            ("content/pages/about.md", Kind::Page, false),
        ] {
            assert_eq!(is_index_of_many(path, kind), is, "{path}");
        }
    }

    #[test]
    fn a_source_of_another_ending_is_told() {
        let help = |path: &str, text: &str| misnamed(&path.into(), text.as_bytes()).and_then(|told| told.help);
        let good = "---\ntitle: A\n---\nText.\n";
        for (path, to) in [
            ("content/briefings/a.markdown", "a.md"),
            ("content/briefings/a.zh-hans.mkd", "a.zh-hans.md"),
            ("content/briefings/a.md.txt", "a.md"),
            ("content/briefings/2024/a", "a.md"),
            ("content/briefings/v1.2", "v1.2.md"),
        ] {
            assert_eq!(help(path, good).as_deref(), Some(&*format!("rename it to {to}, or move it out of the folder")));
        }
        for (path, text) in [("b/a.yaml", good), ("b/a.txt", "--- a line\ntitle: A\n"), ("b/a.txt", "---\n---\n"), ("b/a.pdf", "%PDF"), ("b/a.txt", "")] {
            assert_eq!(help(path, text), None, "{path}");
        }
    }
}
