//! One file for each mistake that an editor can make, with what the editor then reads beside it.
//!
//! A case is `tests/it/diagnostics/CODE-what.txt`: a line on what happened, then the files that are not as in a new
//! [`Project`], each behind a line `=== path`. `=== path -> target` is a symbolic link, `=== path gone` removes a file,
//! `=== path socket` makes a socket, and in `=== path escaped`, the path included, the escapes `\xff`, `\r`, `\t` and `\u{…}`
//! are read and the last line break is dropped. Cases with one of them run on unix alone. Its `.snap` is what a terminal shows. A case whose name begins with `fine` is
//! no mistake.
//!
//! `INSTA_UPDATE=always cargo test --test it diagnostics` writes the `.snap` files anew, for a person to read.

use std::collections::BTreeSet;
use std::fs;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

use bulletin::diagnostics::{Code, Diagnostic, Severity};

use crate::project::{Build, Project};

/// Codes without a case, and why.
const WITHOUT_A_CASE: &[(&str, &str)] = &[
    ("B0219", "it takes a note of 100 kB, which editions.rs writes"),
    ("B0312", "no text is known on which the Markdown parser panics"),
    ("B0410", "the contract check renders every template first, so that only a failure on one page's own values is left"),
    ("B0623", "`check --traced` alone tells it, which traced.rs asks"),
    ("B0624", "`check --traced` alone tells it, which traced.rs asks"),
];

#[test]
fn every_mistake_is_told_so_that_it_can_be_mended() {
    let mut failed = Vec::new();
    for case in cases() {
        let name = case.file_stem().unwrap().to_str().unwrap().to_owned();
        let Some((intro, project)) = read(&case) else { continue };
        let build = project.build();
        let mut shown = format!("{intro}\n\n{}", build.words());
        shown.truncate(shown.trim_end().len());
        let code = name.split('-').next().unwrap();
        let right = if code == "fine" { build.is_done() && build.words().is_empty() } else { build.codes().contains(&code) };
        if !right {
            failed.push(format!("{name}: another outcome than its name says\n{shown}"));
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("diagnostics");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let compared = std::panic::catch_unwind(AssertUnwindSafe(|| settings.bind(|| insta::assert_snapshot!(name.as_str(), shown))));
        if compared.is_err() {
            failed.push(format!("{name}: another report than before"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases: BTreeSet<String> = cases().iter().map(|c| c.file_stem().unwrap().to_str().unwrap().split('-').next().unwrap().to_owned()).collect();
    for code in Code::ALL {
        let excused = WITHOUT_A_CASE.iter().any(|(number, _)| *number == code.number());
        assert_eq!(cases.contains(code.number()), !excused, "{} {}: a code has either a case or an excuse", code.number(), code.name());
    }
}

#[test]
fn every_snapshot_has_a_case() {
    let cases: BTreeSet<PathBuf> = cases().into_iter().collect();
    for file in files() {
        if file.extension().is_some_and(|e| e == "snap") {
            assert!(cases.contains(&file.with_extension("txt")), "{} is left over", file.display());
        }
    }
}

/// Every message says what to do.
#[test]
fn every_message_has_help() {
    let mut without = Vec::new();
    for case in cases() {
        let Some((_, project)) = read(&case) else { continue };
        let words = project.build().words();
        for message in words.split("\n\n").filter(|m| m.starts_with("error") || m.starts_with("warning")) {
            if !message.contains("help: ") {
                without.push(format!("{}: no help\n{message}", case.file_name().unwrap().display()));
            }
        }
    }
    assert!(without.is_empty(), "{}", without.join("\n\n"));
}

/// A fix is made alone: what it is for is gone then, and nothing is worse.
#[test]
fn every_fix_mends_what_it_is_for() {
    let (mut wrong, mut made) = (Vec::new(), 0);
    for case in cases() {
        let Some((_, project)) = read(&case) else { continue };
        let build = project.check();
        let errors = |build: &Build| build.told().iter().filter(|l| l.diagnostic.severity == Severity::Error).count();
        for (index, located) in build.told().iter().enumerate() {
            let Diagnostic { code, message, fix, .. } = &located.diagnostic;
            if fix.is_none() {
                continue;
            }
            let mut fail = |why: String| wrong.push(format!("{}: {}: {message}: {why}", case.file_name().unwrap().display(), code.number()));
            let Some((_, project)) = read(&case) else { continue };
            if located.edits.is_empty() {
                fail("the fix has no place".to_owned());
                continue;
            }
            let project = project.mend(&located.edits);
            made += 1;
            let after = project.check();
            let alike = |build: &Build| build.told().iter().filter(|l| l.diagnostic.code == *code && l.diagnostic.message == *message).count();
            if alike(&after) >= alike(&build) {
                fail(format!("it is still there after {:?}\n{}", located.edits, after.words()));
            } else if errors(&after) > errors(&build) - usize::from(build.told()[index].diagnostic.severity == Severity::Error) {
                fail(format!("there are new errors after {:?}\n{}", located.edits, after.words()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(made > 20, "only {made} fixes were tried");
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/diagnostics");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn cases() -> Vec<PathBuf> {
    files().into_iter().filter(|f| f.extension().is_some_and(|e| e == "txt")).collect()
}

/// The line on a case, and its project; `None` where this system has not what it is about.
fn read(case: &Path) -> Option<(String, Project)> {
    let text = fs::read_to_string(case).unwrap();
    let (intro, files) = text.split_once("=== ").unwrap();
    let project = files.split("\n=== ").try_fold(Project::new(), |project, file| {
        let (head, text) = file.split_once('\n').unwrap_or((file, ""));
        // The line break in front of the next file belongs to this one.
        let text = if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
        if let Some(path) = head.strip_suffix(" gone") {
            Some(project.remove(path))
        } else if head.contains(" -> ") || head.ends_with(" escaped") || head.ends_with(" socket") {
            special(project, head, &text)
        } else {
            Some(project.file(head, text))
        }
    })?;
    Some((intro.trim().to_owned(), project))
}

/// A project with something that unix alone has: a link, a socket, a name that is no text.
#[cfg(unix)]
fn special(project: Project, head: &str, text: &str) -> Option<Project> {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::net::UnixListener;
    if let Some((path, target)) = head.split_once(" -> ") {
        Some(project.link(path, target))
    } else if let Some(path) = head.strip_suffix(" escaped") {
        Some(project.file(OsStr::from_bytes(&unescape(path)), unescape(text.trim_end_matches('\n'))))
    } else {
        let path = head.strip_suffix(" socket")?;
        let project = project.file(path, "").remove(path);
        UnixListener::bind(project.root().join(path)).unwrap();
        Some(project)
    }
}

#[cfg(not(unix))]
fn special(_: Project, _: &str, _: &str) -> Option<Project> {
    None
}

#[cfg(unix)]
fn unescape(text: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), text);
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.as_bytes());
        let (kind, after) = after.split_at(1);
        rest = after;
        match kind {
            "r" => bytes.push(b'\r'),
            "t" => bytes.push(b'\t'),
            "n" => bytes.push(b'\n'),
            "x" => {
                bytes.push(u8::from_str_radix(&after[..2], 16).unwrap());
                rest = &after[2..];
            }
            "u" => {
                let (code, after) = after.strip_prefix('{').unwrap().split_once('}').unwrap();
                let letter = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
                bytes.extend(letter.to_string().as_bytes());
                rest = after;
            }
            other => panic!("an escape \\{other}"),
        }
    }
    bytes.extend(rest.as_bytes());
    bytes
}
