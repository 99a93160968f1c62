//! The kinds of documents and their folders.

use serde::{Deserialize, Serialize};

use crate::values::Date;

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
