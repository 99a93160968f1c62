//! What lies in which folder below `content`.

use super::kinds::Kind;
use super::paths::{INDEX, bundle, stem};

/// What a folder below `content` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// Documents of a kind, and their assets.
    Documents(Kind),
    /// Files copied as they are.
    Static,
    /// What readers were told: [`record`](super::record).
    Record,
    /// The site's own templates and words of the interface, over those of its theme.
    Theme,
}

/// What the folder `name` below `content` holds; `None` for a name that means nothing.
#[must_use]
pub fn folder(name: &str) -> Option<Folder> {
    match name {
        "static" => Some(Folder::Static),
        "templates" | "labels" => Some(Folder::Theme),
        "record" => Some(Folder::Record),
        _ => Kind::ALL.into_iter().find(|k| k.folder() == name).map(Folder::Documents),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kinds_but_terms_may_have_had_other_addresses() {
        let folders: Vec<&str> = crate::config::FOLDERS.iter().map(|(folder, _)| *folder).collect();
        assert_eq!(folders, Kind::ALL.into_iter().filter(|kind| *kind != Kind::Term).map(Kind::folder).collect::<Vec<_>>());
    }

    #[test]
    fn an_index_of_many_is_no_document() {
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
}
