//! Which file answers an address, and of what type it is.

use std::sync::Arc;

use crate::output::{Shelf, media_type};

/// What there is at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file: its path, and its bytes.
    File(String, Arc<[u8]>),
    /// It is elsewhere.
    Elsewhere(String),
    /// Nothing; the page that says so.
    Missing(String, Arc<[u8]>),
    /// Nothing, and no page that says so.
    Nothing,
}

/// Finds what there is at the address `path`, which was sent as `raw`, on a site below `base`: `/digest`, or nothing.
pub(super) fn find(shelf: &Shelf<'_>, base: &str, path: &str, raw: &str) -> Found {
    if path == "/" && !base.is_empty() {
        return Found::Elsewhere(format!("{base}/"));
    }
    let Some(below) = path.strip_prefix(base) else { return missing(shelf, "") };
    let Some(below) = below.strip_prefix('/') else {
        return if below.is_empty() { Found::Elsewhere(format!("{base}/")) } else { missing(shelf, "") };
    };
    let file = if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() };
    match shelf.get(&file) {
        Some(bytes) => Found::File(file, bytes),
        None if shelf.has(&format!("{file}/index.html")) => Found::Elsewhere(format!("{raw}/")),
        None => missing(shelf, below),
    }
}

/// The page of the site that says that nothing is there: that of the nearest folder which has one, so that each language
/// speaks for itself.
fn missing(shelf: &Shelf<'_>, below: &str) -> Found {
    let folders = below.rmatch_indices('/').map(|(end, _)| &below[..=end]).chain([""]);
    let pages = folders.map(|folder| format!("{folder}404.html"));
    pages.into_iter().find_map(|page| shelf.get(&page).map(|bytes| Found::Missing(page, bytes))).unwrap_or(Found::Nothing)
}

/// Whether a file is a page that someone looks at. One that only leads to another is none.
pub(super) fn is_page(path: &str, bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    media_type(path).starts_with("text/html") && memchr::memmem::find(head, b"http-equiv=\"refresh\"").is_none()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::output::{Manifest, Memory, Store};

    fn site(paths: &[&str]) -> Memory {
        let mut memory = Memory::new();
        for path in paths {
            memory.stage(path, path.as_bytes()).unwrap();
        }
        let staged = paths.iter().map(|path| (*path).to_owned()).collect();
        memory.commit(&staged, &BTreeSet::new(), &Arc::new(Manifest::default())).unwrap();
        memory
    }

    #[test]
    fn folders_are_their_index_below_the_path_of_the_site() {
        let memory = site(&["index.html", "topics/index.html", "404.html", "fr/404.html", "feed.xml"]);
        let find = |base: &str, path: &str| match find(&memory.reader().shelf(), base, path, path) {
            Found::File(file, _) => file,
            Found::Elsewhere(to) => format!("-> {to}"),
            Found::Missing(file, _) => format!("404 {file}"),
            Found::Nothing => "404".to_owned(),
        };
        for (path, found) in [
            ("/", "index.html"),
            ("/topics/", "topics/index.html"),
            ("/topics", "-> /topics/"),
            ("/feed.xml", "feed.xml"),
            ("/feed.xml/", "404 404.html"),
            ("/gone", "404 404.html"),
            ("/fr/gone/", "404 fr/404.html"),
            ("//evil.example", "404 404.html"),
        ] {
            assert_eq!(find("", path), found, "{path}");
        }
        for (path, found) in [
            ("/", "-> /a/b/"),
            ("/a/b", "-> /a/b/"),
            ("/a/b/", "index.html"),
            ("/a/b/topics", "-> /a/b/topics/"),
            ("/a/bc/", "404 404.html"),
            ("/topics/", "404 404.html"),
        ] {
            assert_eq!(find("/a/b", path), found, "{path}");
        }
    }
}
