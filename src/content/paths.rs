//! What the path of a file says.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Edit, Fix, Place};
use crate::values::Date;
use crate::yaml;

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
pub(super) const INDEX: &str = "index";

/// The folder of its own that an `index.md` lies in; `None` for one in the folder of its kind.
pub(super) fn bundle(path: &str) -> Option<&str> {
    let (folders, _) = path.rsplit_once('/')?;
    let (above, folder) = folders.rsplit_once('/')?;
    // `content/briefings` holds folders of its own, and is none.
    above.contains('/').then_some(folder)
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

/// Endings of files that hold the text of a document, and that no briefing shows as they are.
const TEXTS: [&str; 14] = ["docx", "doc", "odt", "rtf", "pages", "txt", "text", "markdown", "mdown", "mkd", "mdx", "rst", "adoc", "org"];

/// What to do with a file beside documents that none of them uses, by the end of its name.
#[must_use]
pub fn unused_help(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    match ending.to_ascii_lowercase().as_str() {
        ending if TEXTS.contains(&ending) => {
            format!(
                "a source is a text in Markdown, and .{ending} is not read: save it as {stem}.md, with front matter; or move it to content/static, to offer it for download"
            )
        }
        "pdf" => format!("link to it: [the paper]({name}); or move it to content/static. A briefing is a text in Markdown: {stem}.md"),
        _ => "link to it, move it to content/static, or remove it".to_owned(),
    }
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
    let folder = path.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
    Some(wrong.help(format!("rename it to {to}, or move it out of the folder")).fix(Fix::certain(vec![Edit::rename(path, format!("{folder}{to}"))])))
}

/// The path `relative` counted from the folder of `file`; `None` where it leaves the site.
#[must_use]
pub fn join(file: &str, relative: &str) -> Option<String> {
    let mut segments: Vec<&str> = file.split('/').collect();
    segments.pop();
    for segment in relative.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
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
