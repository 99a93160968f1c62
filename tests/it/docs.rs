//! The documentation says what is there.

use std::fs;
use std::path::Path;

use bulletin::pages::samples;
use tempfile::TempDir;

use crate::cli::{bulletin, digest};
use crate::project::Project;

/// Every field that a template sees stands in its section of docs/theme-reference.md.
#[test]
fn every_field_of_every_template_is_documented() {
    let text = fs::read_to_string("docs/theme-reference.md").unwrap();
    let mut missing = Vec::new();
    for sample in samples() {
        let heading = format!("### {}", sample.template);
        let Some(start) = text.find(&format!("{heading}\n")) else {
            missing.push(heading);
            continue;
        };
        let rest = &text[start + heading.len()..];
        let section = &rest[..rest.find("\n### ").unwrap_or(rest.len())];
        let page = sample.largest["page"].as_object().unwrap();
        missing.extend(page.keys().filter(|field| !section.contains(&format!("`page.{field}"))).map(|field| format!("{heading}: page.{field}")));
    }
    assert!(missing.is_empty(), "docs/theme-reference.md says nothing of {missing:#?}");
}

/// The documents for readers: those in docs/, and those at the root.
fn documents() -> Vec<(String, String)> {
    let of = |folder: &str| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let paths = of("docs").into_iter().chain(of(".")).chain(["tests/README.md".into()]).filter(|path| path.extension().is_some_and(|e| e == "md"));
    paths.map(|path| (path.strip_prefix(".").unwrap_or(&path).display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

/// Each code that the documents name exists.
#[test]
fn codes_in_the_documents_exist() {
    for (file, text) in documents() {
        for (at, _) in text.match_indices("B0") {
            let code = text.get(at..at + 5).unwrap_or_default();
            if code[1..].bytes().all(|b| b.is_ascii_digit()) {
                assert!(bulletin::diagnostics::Code::find(code).is_some(), "{file} names {code}");
            }
        }
    }
}

/// Each link to another document, or to a heading, leads somewhere.
#[test]
fn links_between_the_documents_lead_somewhere() {
    let all = documents();
    assert!(all.len() > 15, "{}", all.len());
    let mut wrong = Vec::new();
    for (file, text) in &all {
        for (target, anchor) in links(text) {
            let folder = Path::new(file).parent().unwrap();
            let to = if target.is_empty() { file.clone() } else { tidy(&folder.join(&target).display().to_string()) };
            if !Path::new(&to).exists() {
                wrong.push(format!("{file}: there is no {to}"));
            }
            let Some((_, text)) = all.iter().find(|(name, _)| *name == to) else { continue };
            if let Some(anchor) = anchor.filter(|anchor| !anchors(text).contains(anchor)) {
                wrong.push(format!("{file}: {to} has no heading #{anchor}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The links of a document that lead to another file or to a heading, outside of blocks and spans of code.
fn links(text: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    for part in prose(text).split("](").skip(1) {
        let target = part.split([')', ' ']).next().unwrap();
        if !target.contains("://") && !target.starts_with("mailto:") {
            let (file, anchor) = target.split_once('#').map_or((target, None), |(file, anchor)| (file, Some(anchor)));
            found.push((file.to_owned(), anchor.map(str::to_owned)));
        }
    }
    found
}

/// A document without its blocks and spans of code.
fn prose(text: &str) -> String {
    let outside = text.split("\n```").step_by(2).collect::<Vec<_>>().join("\n");
    outside.split('`').step_by(2).collect::<Vec<_>>().join("`")
}

/// The anchors that headings and `<a id>` give.
fn anchors(text: &str) -> Vec<String> {
    let outside = text.split("\n```").step_by(2).collect::<Vec<_>>().join("\n");
    let headings = outside.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim().to_lowercase());
    let slugs = headings.map(|heading| heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).collect::<String>().replace(' ', "-"));
    let given = text.split("<a id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    slugs.chain(given).collect()
}

/// A path without `..`.
fn tidy(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The blocks of code of a kind in a document, each with the line of prose before it.
fn blocks<'t>(text: &'t str, kind: &str) -> Vec<(&'t str, &'t str)> {
    let parts: Vec<&str> = text.split("\n```").collect();
    let pairs = parts.chunks(2).filter_map(|pair| Some((pair.first()?.trim_end().lines().last().unwrap_or_default(), *pair.get(1)?)));
    pairs.filter_map(|(before, block)| block.split_once('\n').filter(|(of, _)| *of == kind || kind.is_empty()).map(|(_, block)| (before, block))).collect()
}

/// What a command says, on both streams.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let home = TempDir::new().unwrap();
    let output = bulletin(&home).current_dir(folder).args(arguments).output().unwrap();
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_reworded_briefing_writes_its_page() {
    let project = Project::new().briefing("2024-10-23-budget", "", "The budget was read.");
    project.build().succeeds();
    let project = project.edit("content/briefings/2024/2024-10-23-budget.md", "was read", "passed");
    project.build().succeeds().page("briefings/2024/budget/index.html").says("The budget passed.");
}

/// The tests that tests/README.md shows are good ones: the one above, and a case of a mistake.
#[test]
fn the_tests_that_are_shown_work() {
    let text = fs::read_to_string("tests/README.md").unwrap();
    let (_, shown) = blocks(&text, "rust")[0];
    assert!(fs::read_to_string(file!()).unwrap().contains(shown), "{shown}");
    let (_, case) = blocks(&text, "text")[0];
    let (_, file) = case.split_once("=== ").unwrap();
    let (path, file) = file.split_once('\n').unwrap();
    Project::new().file(path, file).build().fails([("B0204", path, 4, 10)]);
}

/// The README is short, names the two commands as they are typed, and shows a mistake as it is printed.
#[test]
fn the_readme_is_short_and_true() {
    let text = fs::read_to_string("README.md").unwrap();
    assert!(text.lines().count() <= 100, "README.md has {} lines", text.lines().count());
    let commands: Vec<&str> = blocks(&text, "sh").into_iter().flat_map(|(_, block)| block.lines()).collect();
    assert!(commands.contains(&"cargo run --release -- build") && commands.contains(&"cargo test"), "{commands:#?}");

    let folder = digest();
    let root = folder.path().join("d");
    let (_, briefing) = blocks(&text, "markdown")[0];
    let file = root.join("content/briefings/2024/2024-10-23-6-ghz.md");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, briefing).unwrap();
    assert!(said(&root, &["build"]).contains("2 briefings in output"), "the short briefing builds");
    fs::write(&file, briefing.replace("2024-10-23", "23/10/2024")).unwrap();
    let (_, shown) = blocks(&text, "text")[0];
    assert_eq!(said(&root, &["build"]).trim_end(), shown.trim_end());

    // The kinds of commands that it names are there.
    for name in text.lines().filter_map(|line| line.strip_prefix("| `bulletin ")).filter_map(|rest| rest.split([' ', '`']).next()) {
        assert!(bulletin::cli::command().find_subcommand(name).is_some(), "{name}");
    }
}

/// The five minutes of the README: a new briefing is a draft, and one line that is taken out publishes it.
#[test]
fn the_first_briefing_of_the_readme_is_published_by_taking_out_one_line() {
    let text = fs::read_to_string("README.md").unwrap();
    let folder = digest();
    let root = folder.path().join("d");
    let new = blocks(&text, "sh").into_iter().flat_map(|(_, block)| block.lines()).find_map(|line| line.strip_prefix("bulletin new briefing ")).unwrap();
    let (title, topic) = new.split_once(" --topic ").unwrap();
    let path = said(&root, &["new", "briefing", title.trim_matches('"'), "--topic", topic]);
    let file = root.join(path.trim());
    let written = fs::read_to_string(&file).unwrap();
    assert!(said(&root, &["build"]).contains("1 briefing in output"));
    assert!(text.contains("take out the line `draft: true`"));
    fs::write(&file, written.replace("\ndraft: true\n", "\n")).unwrap();
    assert!(said(&root, &["build"]).contains("2 briefings in output"));
}

/// The list of what falls due that docs/writing.md shows.
#[test]
fn what_falls_due_is_listed_as_shown() {
    let text = fs::read_to_string("docs/writing.md").unwrap();
    let (_, shown) = blocks(&text, "text").into_iter().find(|(_, block)| block.starts_with("due ")).unwrap();
    let project = Project::new()
        .file(
            "content/editions/2027-w01.md",
            "---\ntitle: The first week of January\ndate: 2027-01-05\nbriefings: [2027/licences]\npublish_at: 2027-01-05T09:00:00+08:00\n---\nA note.\n",
        )
        .briefing("2027-01-05-licences", "title: Licences for the upper 6 GHz band\npublish_with: 2027-w01", "They are granted.");
    let listed = said(project.root(), &["due", "--at", "2026-12-31T00:00:00Z"]);
    assert_eq!(listed.trim_end(), shown.trim_end());
}

/// The tutorial of themes, step by step: each block goes into the file that the line before it names, and what the program is
/// said to print, it prints (numbers aside, which change with the theme).
#[test]
fn the_tutorial_of_themes_works() {
    let text = fs::read_to_string("docs/themes.md").unwrap();
    let folder = digest();
    let root = folder.path().join("d");
    said(&root, &["build"]);
    let masked = |text: &str| text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    let (mut last, mut files, mut messages) = (String::new(), 0, 0);
    for (before, block) in blocks(&text, "") {
        let named = before.strip_suffix("`:").and_then(|line| line.rsplit_once('`')).map(|(_, path)| path).filter(|path| path.contains('/'));
        if let Some(path) = named {
            if path == "content/labels/de.yaml" {
                assert!(said(&root, &["new", "labels", "de"]).contains(path));
            }
            write(&root.join(path), block);
            files += 1;
            last = said(&root, &["build", "--explain"]);
        } else if before.ends_with("whether or not any page takes that branch:") {
            let path = root.join("content/templates/briefing.html");
            let good = fs::read_to_string(&path).unwrap();
            fs::write(&path, good.replace("if page.extra?.reading_time", "if page.reading_time")).unwrap();
            last = said(&root, &["build"]);
            fs::write(&path, good).unwrap();
        }
        if before.is_empty() || named.is_none() && (block.starts_with("error") || block.starts_with("warning") || block.starts_with("written")) {
            let (is, shown) = (masked(&last), masked(block));
            for line in shown.lines().filter(|line| !line.is_empty()) {
                assert!(is.contains(line.trim_end_matches('|').trim_end()), "docs/themes.md shows\n{block}\nbut it is\n{last}");
            }
            messages += 1;
        }
    }
    assert!((files, messages) >= (11, 5), "{files} files, {messages} messages");
    assert!(!last.contains("error[") && said(&root, &["build"]).contains("0 written"), "{last}");
    assert!(fs::read_to_string(root.join("output/index.html")).unwrap().contains("News for people who decide"));
}

/// The first digest, from nothing to a branch that a host serves: every command of the document as it stands.
#[test]
#[cfg(unix)] // a shell
fn the_first_digest_is_made_and_published_as_its_document_says() {
    let text = fs::read_to_string("docs/first-digest.md").unwrap();
    let script = blocks(&text, "sh").into_iter().map(|(_, block)| block).collect::<Vec<_>>().join("\n");
    let folder = TempDir::new().unwrap();
    let program = Path::new(assert_cmd::cargo::cargo_bin!("bulletin")).parent().unwrap().to_owned();
    let path = std::env::join_paths(std::iter::once(program).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap()))).unwrap();
    let mut shell = std::process::Command::new("sh");
    shell.args(["-eu", "-c", &script]).current_dir(folder.path()).env("PATH", path).env("HOME", folder.path()).env("GIT_CONFIG_NOSYSTEM", "1");
    for (name, value) in [("AUTHOR", "Ana"), ("COMMITTER", "Ana")]
        .iter()
        .flat_map(|(who, name)| [(format!("GIT_{who}_NAME"), *name), (format!("GIT_{who}_EMAIL"), "ana@digest.example")])
    {
        shell.env(name, value);
    }
    let ended = shell.output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success(), "{said}{}", String::from_utf8_lossy(&ended.stderr));
    assert!(said.contains("published to web") && said.contains("recorded: "), "{said}");
    let shown = std::process::Command::new("git").args(["show", "pages:index.html"]).current_dir(folder.path().join("site.git")).output().unwrap();
    assert!(String::from_utf8_lossy(&shown.stdout).contains("The 6 GHz consultation opens"));
    // What a merge does to the record, a digest says from its beginning.
    assert!(folder.path().join("my-digest/.gitattributes").is_file() && folder.path().join("my-digest/content/record/addresses.tsv").is_file());
}

/// Writes a step of a tutorial: keys of a YAML file take the place of those of the same name, all else is the whole file.
fn write(path: &Path, block: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let old = fs::read_to_string(path).unwrap_or_default();
    let is_mixed = path.extension().is_some_and(|e| e == "yaml") && !path.ends_with("theme.yaml");
    let keys: Vec<&str> = block.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key).collect();
    let line_of = |key: &str, text: &str| text.lines().find(|line| line.split_once(':').is_some_and(|(own, _)| own == key)).map(str::to_owned);
    let replaced: String =
        old.lines().map(|line| line.split_once(':').and_then(|(key, _)| line_of(key, block)).unwrap_or_else(|| line.to_owned()) + "\n").collect();
    let added: String = keys.iter().filter(|key| line_of(key, &old).is_none()).filter_map(|key| line_of(key, block)).map(|line| line + "\n").collect();
    fs::write(path, if is_mixed { replaced + &added } else { block.to_owned() }).unwrap();
}
