//! Which names are ignored.

/// Whether the file or folder at `path`, below the root and with `/` between its segments, is ignored for its name. What lies
/// in an ignored folder is ignored too: see [`is_hidden`]. The name alone decides, so that a broken link, a lock or a socket
/// that an editor leaves beside an open file is ignored like any other leftover.
///
/// - Everywhere: what editors, file managers and version control leave behind.
/// - Beside that, names that begin with `.` or `_`, but not in a folder `static`: `_redirects`, `_headers` and `.well-known`
///   are published as they are. Nor `_index.md`, which is no draft but what another generator reads: it is told of.
#[must_use]
pub fn is_ignored(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    is_leftover(name) || name.starts_with(['.', '_']) && !is_static(folder) && !is_folder_text(path)
}

/// Whether the file at `path` is what other generators read as the text of its folder: `_index.md`, `_index.fr.md`.
#[must_use]
pub fn is_folder_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_prefix("_index.").is_some_and(|rest| rest.rsplit('.').next() == Some("md"))
}

/// Whether `path`, or a folder that it lies in, is ignored.
#[must_use]
pub fn is_hidden(path: &str) -> bool {
    let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
    folders.chain([path]).any(is_ignored)
}

/// Whether `folder` is, or lies in, one of files that are published as they are: the site's or a theme's `static`.
fn is_static(folder: &str) -> bool {
    let mut names = folder.split('/');
    match names.next() {
        Some("content") => names.next() == Some("static"),
        Some("themes") => names.nth(1) == Some("static"),
        _ => false,
    }
}

/// Beginnings of leftovers: locks of Emacs and Office, what macOS and gedit write beside a file, and what network file systems
/// leave of files that were deleted while they were open.
const BEGINNINGS: [&str; 7] = [".#", "~$", "._", ".~lock.", ".goutputstream-", ".nfs0", ".fuse_hidden"];

/// Ends of leftovers: backups of Emacs, vim and many others, swap files, files of editors that write beside and then rename.
const ENDS: [&str; 6] = ["~", ".tmp", ".swp", ".kate-swp", "___jb_tmp___", "___jb_old___"];

/// Names of leftovers. `4913` is what vim writes to see whether it may write in a folder.
const NAMES: [&str; 12] =
    ["4913", ".DS_Store", "Thumbs.db", "desktop.ini", ".git", ".gitignore", ".gitattributes", ".gitmodules", ".gitkeep", ".hg", ".hgignore", ".svn"];

/// Whether a file of that name is nobody's work.
fn is_leftover(name: &str) -> bool {
    // Nearly all names are spared the rest by their first and last letters.
    let telling = matches!(name.as_bytes(), [b'.' | b'#' | b'~' | b'4' | b'T' | b'd', ..] | [.., b'~' | b'p' | b'_']);
    telling && is_any_leftover(name)
}

fn is_any_leftover(name: &str) -> bool {
    BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
        || ENDS.iter().any(|end| name.ends_with(end))
        || NAMES.contains(&name)
        || name.len() > 1 && name.starts_with('#') && name.ends_with('#')
        || is_swap(name)
}

/// Whether the name is that of a swap file of vim, which counts down from `.swp` where there are several: `.a.md.swo`.
fn is_swap(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    stem.starts_with('.') && matches!(ending.as_bytes(), [b's', b'a'..=b'w', b'a'..=b'z'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_ignored_everywhere() {
        for name in [
            ".#about.md",
            "#1.md#",
            "about.md~",
            "about.md.~1~",
            ".about.md.swp",
            ".about.md.swo",
            ".about.md.swx",
            "a.swp",
            "a.tmp",
            "4913",
            "~$budget.docx",
            ".~lock.budget.odt#",
            "._a.md",
            ".DS_Store",
            "Thumbs.db",
            ".goutputstream-W5X3",
            "a.md___jb_tmp___",
            ".nfs000000000001",
            ".gitkeep",
        ] {
            for folder in ["content", "content/briefings/2024", "content/static", "content/static/a", "themes/own/static", "themes/own/templates"] {
                assert!(is_ignored(&format!("{folder}/{name}")), "{folder}/{name}");
            }
        }
    }

    #[test]
    fn names_that_are_someones_work_are_not() {
        for path in [
            "content/briefings/2024/#1.md",
            "content/briefings/4913.md",
            "content/briefings/2024/~a.md",
            "content/topics/a#.md",
            "content/static/a.svg",
            "content/static/_redirects",
            "content/static/_headers",
            "content/static/.well-known",
            "content/static/.well-known/security.txt",
            "content/static/.htaccess",
            "content/static/a/_b",
            "themes/own/static/_a.css",
            "content/static/#",
            "content/static/a.b.svg",
            "content/topics/_index.md",
            "content/briefings/2024/_index.fr.md",
        ] {
            assert!(!is_hidden(path), "{path}");
        }
    }

    #[test]
    fn hidden_names_are_ignored_but_in_static() {
        for path in
            ["content/_old", "content/.hidden", "content/briefings/_a.md", "content/statics/_a", "themes/_old", "themes/.own", "content/.static", "_a", ".a"]
        {
            assert!(is_ignored(path), "{path}");
        }
        for path in ["content/_old/a.md", "content/briefings/.a/b/c.md", "content/static/.git/config", "themes/_old/static/a.css", "content/_old/static/a"] {
            assert!(is_hidden(path) && !is_ignored(&path.replace(".git/config", "a")), "{path}");
        }
        for path in ["content", "themes", "content/static", "content/briefings", ""] {
            assert!(!is_hidden(path), "{path}");
        }
    }
}
