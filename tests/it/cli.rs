//! The program as a person or a script meets it.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// Runs the program in a folder, without the colours and settings of whoever runs the tests.
pub(crate) fn bulletin<P: AsRef<Path> + ?Sized>(folder: &P) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("bulletin"));
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR");
    command
}

/// What a command prints, which must end with `code`.
pub(crate) fn stdout(command: &mut Command, code: i32) -> String {
    String::from_utf8(command.assert().code(code).get_output().stdout.clone()).unwrap()
}

/// What a command says beside, which must end with `code`.
pub(crate) fn stderr(command: &mut Command, code: i32) -> String {
    String::from_utf8(command.assert().code(code).get_output().stderr.clone()).unwrap()
}

/// A new digest in `d`.
pub(crate) fn digest() -> TempDir {
    let folder = TempDir::new().unwrap();
    bulletin(&folder).args(["init", "d"]).assert().success();
    folder
}

/// A digest with one mistake and one warning.
fn bad_digest() -> TempDir {
    let folder = digest();
    let text = "---\ntitle: Budget\ndate: 2024-10-23\ntopics: [telecom]\n---\nThe text.\n";
    fs::create_dir_all(folder.path().join("d/content/briefings/2024")).unwrap();
    fs::write(folder.path().join("d/content/briefings/2024/2024-10-23-budget.md"), text).unwrap();
    folder
}

#[test]
fn a_new_digest_builds_at_once_without_a_word() {
    let folder = digest();
    let out = bulletin(&folder).args(["build", "--root", "d"]).assert().success().stderr("").get_output().stdout.clone();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("1 briefing") && out.contains(" written") && !out.contains("warning"), "{out}");
    assert!(folder.path().join("d/output/index.html").is_file());
    let again = stdout(bulletin(&folder).args(["build", "--root", "d", "--strict"]), 0);
    assert!(again.contains("0 written"), "{again}");
}

#[test]
fn a_digest_is_built_from_within_its_folder() {
    let folder = digest();
    let out = bulletin(&folder).current_dir(folder.path().join("d")).arg("build").assert().success().get_output().stdout.clone();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("1 briefing in output:"), "{out}");
    assert!(folder.path().join("d/output/index.html").is_file());
}

#[test]
fn init_never_touches_a_digest() {
    let folder = digest();
    let words = stderr(bulletin(&folder).args(["init", "d"]), 2);
    assert!(words.contains("is a digest already"), "{words}");
}

#[test]
fn a_new_briefing_is_a_draft_until_one_line_is_taken_out() {
    let folder = digest();
    let path =
        stdout(bulletin(&folder).args(["new", "briefing", "Budget: \"first\" reading", "--topic", "telecoms", "--date", "2024-10-23", "--root", "d"]), 0);
    assert_eq!(path.trim(), "d/content/briefings/2024/2024-10-23-budget-first-reading.md");
    let text = fs::read_to_string(folder.path().join(path.trim())).unwrap();
    assert!(text.contains("id: budget-first-reading"), "{text}");
    let words = bulletin(&folder).args(["build", "--root", "d"]).assert().success().get_output().stderr.clone();
    // What is still to be written belongs into a draft.
    let words = String::from_utf8(words).unwrap();
    assert_eq!(words.matches("warning[").count(), words.matches("B0121").count(), "{words}");
    let page = folder.path().join("d/output/briefings/2024/budget-first-reading/index.html");
    assert!(!page.exists());
    assert_eq!(text.matches("\ndraft: true\n").count(), 1, "{text}");
    fs::write(folder.path().join(path.trim()), text.replace("draft: true\n", "")).unwrap();
    let words = bulletin(&folder).args(["build", "--root", "d"]).assert().success().get_output().stderr.clone();
    // All that it lacks is a source and a text, which only its author has.
    let words = String::from_utf8(words).unwrap();
    assert_eq!(words.matches("warning[").count(), words.matches("B0121").count() + words.matches("B0136").count(), "{words}");
    assert!(page.is_file());
    let words = stderr(bulletin(&folder).args(["new", "briefing", "Budget first reading", "--date", "2024-10-23", "--root", "d"]), 2);
    assert!(words.contains("has the same id in that year"), "{words}");
}

#[test]
fn the_fields_that_a_new_briefing_suggests_are_good() {
    let folder = digest();
    let path = stdout(bulletin(&folder).args(["new", "briefing", "Budget", "--root", "d", "--date", "2024-10-23"]), 0);
    let path = folder.path().join(path.trim());
    let text = fs::read_to_string(&path).unwrap();
    let (front, body) = text[4..].split_once("\n---\n").unwrap();
    let fields: Vec<String> = front
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(field)
                if field.starts_with("  - ")
                    || field.split_once(": ").is_some_and(|(key, _)| key.chars().all(|c| c.is_lowercase() || c == '_'))
                    || field.ends_with(':') && !field.contains(' ') =>
            {
                field.to_owned()
            }
            _ => line.to_owned(),
        })
        // They name what the digest does not have.
        .filter(|line| !["agencies", "instruments", "date_updates", "  - {event: 2024/eu-ai-act/"].iter().any(|start| line.starts_with(start)))
        .collect();
    fs::write(&path, format!("---\n{}\n---\n{body}", fields.join("\n"))).unwrap();
    let words = bulletin(&folder).args(["check", "--root", "d"]).output().unwrap();
    assert!(words.status.success(), "{}\n{}", fields.join("\n"), String::from_utf8_lossy(&words.stderr));
    assert!(fields.iter().filter(|f| !f.starts_with('#')).count() > 17, "{fields:#?}");
}

#[test]
fn a_new_source_of_each_kind_is_good_as_it_is() {
    let folder = digest();
    let kinds = [
        ("topic", "Spectrum: \"upper\" bands", "topics/spectrum-upper-bands"),
        ("agency", "Ministry of Networks", "agencies/ministry-of-networks"),
        ("jurisdiction", "Greater London", "jurisdictions/greater-london"),
        ("jurisdiction", "cn", "jurisdictions/cn"),
        ("indicator", "5G base stations in China", "indicators/5g-base-stations-in-china"),
        ("instrument", "Network Act", "instruments/network-act"),
        ("term", "Reduced Capability", "terms/reduced-capability"),
        ("page", "Imprint", "pages/imprint"),
    ];
    for (kind, name, path) in kinds {
        let said = stdout(bulletin(&folder).args(["new", kind, name, "--root", "d"]), 0);
        assert_eq!(said.trim(), format!("d/content/{path}.md"));
        let text = fs::read_to_string(folder.path().join(said.trim())).unwrap();
        assert!(text.contains(&format!("id: {}", path.split('/').next_back().unwrap())), "{text}");
        assert!(text.contains(&serde_json::to_string(name).unwrap()), "{text}");
    }
    // All that they lack is their texts.
    let words = bulletin(&folder).args(["check", "--root", "d"]).assert().success().get_output().stderr.clone();
    let words = String::from_utf8(words).unwrap();
    assert_eq!(words.matches("warning[").count(), words.matches("B0136").count() + 1, "{words}");
    assert!(words.contains("no text uses the term"), "{words}");
    for (kind, name, path) in kinds {
        let before = fs::read_to_string(folder.path().join(format!("d/content/{path}.md"))).unwrap();
        let words = stderr(bulletin(&folder).args(["new", kind, name, "--root", "d"]), 2);
        assert!(words.contains(&format!("content/{path}.md has the id")), "{words}");
        assert_eq!(fs::read_to_string(folder.path().join(format!("d/content/{path}.md"))).unwrap(), before);
    }
}

#[test]
fn new_labels_gives_the_words_that_a_language_lacks() {
    let folder = digest();
    let new = |language: &str, code: i32| {
        let mut command = bulletin(&folder);
        command.args(["new", "labels", language, "--root", "d"]);
        if code == 0 { stdout(&mut command, 0) } else { stderr(&mut command, code) }
    };
    let path = folder.path().join("d/content/labels/de.yaml");
    let text = || fs::read_to_string(&path).unwrap();
    assert_eq!(new("DE", 0).trim(), "d/content/labels/de.yaml");
    let first = text();
    assert!(first.contains("\nhome: # Home\n") && first.contains("\nn-briefings: # {n} briefing / {n} briefings\n  one:\n  other:\n"), "{first}");
    let site = fs::read_to_string(folder.path().join("d/content/site.yaml")).unwrap();
    fs::write(folder.path().join("d/content/site.yaml"), site.replace("languages: [en]", "languages: [en, de]")).unwrap();
    let words = |code: i32| stderr(bulletin(&folder).args(["check", "--root", "d"]), code);
    assert!(words(0).contains("B0413"), "{}", words(0));
    // Where all are given, nothing is said. A word with several forms has them on the lines below it.
    let lines: Vec<&str> = first.lines().filter(|line| line.contains(':') && !line.starts_with('#')).collect();
    let is_form = |at: usize| lines.get(at).is_some_and(|line| line.starts_with("  "));
    let key = |at: usize| lines[at].split(" #").next().unwrap();
    let given = (0..lines.len()).map(|at| if is_form(at + 1) && !is_form(at) { format!("{}\n", key(at)) } else { format!("{} x\n", key(at)) });
    fs::write(&path, given.collect::<String>()).unwrap();
    assert!(!words(0).contains("B0413"), "{}", words(0));
    // What is taken out is added again, without a touch to the rest.
    let rest = text().replace("\nhome: x\n", "\n");
    fs::write(&path, &rest).unwrap();
    new("de", 0);
    assert_eq!(text(), format!("{rest}\n# Still to be translated.\nhome: # Home\n"));
    new("de", 0);
    assert_eq!(text().matches("\nhome:").count(), 1);
    assert!(new("en", 2).contains("has all words"), "{}", new("en", 2));
    assert!(new("no language", 2).contains("is no language"));
    fs::write(&path, "{home: Start}").unwrap();
    assert!(new("de", 2).contains("nothing can be added"));
    fs::write(&path, "home: [").unwrap();
    assert!(new("de", 1).contains("de.yaml:1:"));
}

#[test]
fn a_new_source_never_takes_the_id_of_another_file() {
    let folder = digest();
    fs::write(folder.path().join("d/content/topics/radio.md"), "---\nid: spectrum\nname: Radio\n---\n").unwrap();
    let words = stderr(bulletin(&folder).args(["new", "topic", "Spectrum", "--root", "d"]), 2);
    assert!(words.contains("content/topics/radio.md has the id `spectrum` already"), "{words}");
    let words = stderr(bulletin(&folder).args(["new", "term", "???", "--root", "d"]), 2);
    assert!(words.contains("no letters or digits"), "{words}");
    // A mistake elsewhere is no reason to refuse.
    fs::write(folder.path().join("d/content/topics/bad.md"), "---\nnmae: Bad\n---\n").unwrap();
    bulletin(&folder).args(["new", "topic", "Postal services", "--root", "d"]).assert().success();
    fs::write(folder.path().join("d/content/site.yaml"), "titel: x\n").unwrap();
    assert!(stderr(bulletin(&folder).args(["new", "topic", "More", "--root", "d"]), 1).contains("content/site.yaml:1:1"));
}

/// The fields that the comments of a new source suggest are fields of its kind.
#[test]
fn the_fields_that_new_sources_suggest_exist() {
    let folder = digest();
    for (kind, name) in [("topic", "A"), ("agency", "B"), ("jurisdiction", "C"), ("indicator", "D"), ("instrument", "E"), ("term", "F"), ("page", "G")] {
        let path = stdout(bulletin(&folder).args(["new", kind, name, "--root", "d"]), 0);
        let path = folder.path().join(path.trim());
        let text = fs::read_to_string(&path).unwrap();
        let is_field = |line: &str| line.split_once(": ").is_some_and(|(key, _)| key.chars().all(|c| c.is_lowercase() || c == '_'));
        let lines = text.lines().map(|line| line.strip_prefix("# ").filter(|field| is_field(field)).unwrap_or(line));
        fs::write(&path, lines.collect::<Vec<_>>().join("\n") + "\n").unwrap();
    }
    let words = stderr(bulletin(&folder).args(["check", "--root", "d"]), 1);
    // What they name does not exist; nothing else is wrong with them.
    let codes: std::collections::BTreeSet<&str> = words.match_indices("error[").map(|(at, _)| &words[at + 6..at + 11]).collect();
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["B0204"], "{words}");
}

#[test]
fn a_new_edition_gathers_its_period() {
    let folder = digest();
    for (title, date) in [("Before", "2024-10-27"), ("Monday", "2024-10-28"), ("Leading", "2024-10-30"), ("Sunday", "2024-11-03"), ("After", "2024-11-04")] {
        let path = stdout(bulletin(&folder).args(["new", "briefing", title, "--date", date, "--root", "d"]), 0);
        let path = folder.path().join(path.trim());
        let featured = if title == "Leading" { "featured: true\n" } else { "" };
        fs::write(&path, fs::read_to_string(&path).unwrap().replace("draft: true\n", featured)).unwrap();
    }
    let path = stdout(bulletin(&folder).args(["new", "edition", "2024-W44", "--root", "d"]), 0);
    assert_eq!(path.trim(), "d/content/editions/2024-w44.md");
    let text = fs::read_to_string(folder.path().join(path.trim())).unwrap();
    for line in [
        "id: 2024-w44",
        "title: \"28 October 2024 – 3 November 2024\"",
        "date: 2024-11-04 ",
        "from: 2024-10-28",
        "to: 2024-11-03",
        "lead: \"2024/leading\"",
        "#   - \"2024/monday\"   # 2024-10-28: Monday",
        "#   - \"2024/sunday\"   # 2024-11-03: Sunday",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("before") && !text.contains("2024/after"), "{text}");
    let path = stdout(bulletin(&folder).args(["new", "edition", "2024-11", "--title", "A month", "--date", "2024-12-05", "--root", "d"]), 0);
    let text = fs::read_to_string(folder.path().join(path.trim())).unwrap();
    assert!(text.contains("period: 2024-11\n") && text.contains("title: \"A month\"") && text.contains("date: 2024-12-05"), "{text}");
    assert!(text.contains("lead: \"2024/after\""), "{text}");
    let words = bulletin(&folder).args(["check", "--root", "d"]).assert().success().get_output().stderr.clone();
    let words = String::from_utf8(words).unwrap();
    assert_eq!(words.matches("warning[").count(), words.matches("B0121").count() + words.matches("B0136").count(), "{words}");
    let words = stderr(bulletin(&folder).args(["new", "edition", "2024-W44", "--root", "d"]), 2);
    assert!(words.contains("content/editions/2024-w44.md has the id"), "{words}");
}

#[test]
fn a_new_edition_names_no_briefing_that_is_held_back() {
    let folder = digest();
    let path = stdout(bulletin(&folder).args(["new", "briefing", "Secret", "--date", "2023-05-05", "--root", "d"]), 0);
    assert!(fs::read_to_string(folder.path().join(path.trim())).unwrap().contains("\ndraft: true\n"));
    let words = stderr(bulletin(&folder).args(["new", "edition", "2023-05", "--root", "d"]), 2);
    assert!(words.contains("between 2023-05-01 and 2023-05-31") && !words.contains("Secret"), "{words}");
    assert!(!folder.path().join("d/content/editions").exists());
    fs::write(folder.path().join("d/content/topics/bad.md"), "---\nnmae: Bad\n---\n").unwrap();
    assert!(stderr(bulletin(&folder).args(["new", "edition", "2023-05", "--root", "d"]), 1).contains("content/topics/bad.md:2:1"));
}

#[test]
fn a_title_in_any_script_makes_a_briefing() {
    let folder = digest();
    let path = stdout(bulletin(&folder).args(["new", "briefing", "信息通信业", "--root", "d", "--date", "2024-10-23"]), 0);
    assert_eq!(path.trim(), "d/content/briefings/2024/2024-10-23-信息通信业.md");
    bulletin(&folder).args(["build", "--root", "d"]).assert().success();
    let words = stderr(bulletin(&folder).args(["new", "briefing", "???", "--root", "d"]), 2);
    assert!(words.contains("no letters or digits"), "{words}");
}

#[test]
fn mistakes_exit_with_1_and_say_where_they_are() {
    let folder = bad_digest();
    for command in ["build", "check"] {
        let words = stderr(bulletin(&folder).args([command, "--root", "d"]), 1);
        assert!(words.contains("error[B0204]: there is no topic `telecom`"), "{words}");
        assert!(words.contains("content/briefings/2024/2024-10-23-budget.md:4:10"), "{words}");
        assert!(words.contains("did you mean `telecoms`?") && words.contains("1 error and 1 warning"), "{words}");
    }
    assert!(!folder.path().join("d/output").exists());
}

#[test]
fn usage_and_environment_exit_with_2() {
    let folder = digest();
    fs::write(folder.path().join("file"), "").unwrap();
    for arguments in [
        &["build", "--root", "d", "--wat"][..],
        &["biuld"],
        &[],
        &["build", "--root", "d", "--at", "soon"],
        &["build", "--root", "d", "--base-url", "example.org"],
        &["build", "--root", "d", "--output", "file"],
        &["build", "--root", "d", "--output", "d"],
        &["build", "--root", "d", "--drafts"],
        &["explain", "B9999"],
        &["new", "briefing", "Title", "--root", "nowhere"],
        &["new", "topic", "Title", "--root", "nowhere"],
        &["new", "edition", "2024-10", "--root", "nowhere"],
        &["new", "edition", "October", "--root", "d"],
        &["new", "edition", "2024-W54", "--root", "d"],
        &["new", "edition", "2024-10", "--root", "d", "--date", "soon"],
        &["new", "briefing", "Title", "--root", "d", "--date", "13/04/2024"],
    ] {
        let words = stderr(bulletin(&folder).args(arguments), 2);
        assert!(!words.is_empty() && !words.contains("panicked"), "{arguments:?}: {words}");
    }
}

#[test]
fn a_slip_in_an_option_is_answered_with_the_right_one() {
    let folder = digest();
    let words = stderr(bulletin(&folder).args(["build", "--strickt"]), 2);
    assert!(words.contains("--strict"), "{words}");
}

#[test]
fn a_folder_without_a_digest_is_told_so() {
    let folder = TempDir::new().unwrap();
    let words = stderr(bulletin(&folder).arg("build"), 1);
    assert!(words.contains("B0501") && words.contains("bulletin init"), "{words}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "something was left in the folder");
}

#[test]
fn json_is_one_object_a_line() {
    let folder = bad_digest();
    let lines = stdout(bulletin(&folder).args(["build", "--root", "d", "--format", "json"]), 1);
    let all: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(all.len(), 2);
    let error = all.iter().find(|d| d["severity"] == "error").unwrap();
    assert_eq!(error["code"], "B0204");
    assert_eq!(error["name"], "unknown-reference");
    assert_eq!(error["file"], "content/briefings/2024/2024-10-23-budget.md");
    assert_eq!((error["line"].as_u64(), error["column"].as_u64()), (Some(4), Some(10)));
    assert_eq!(error["help"], "did you mean `telecoms`?");
}

#[test]
fn github_sees_annotations() {
    let folder = bad_digest();
    let lines = stdout(bulletin(&folder).args(["check", "--root", "d", "--format", "github"]), 1);
    assert!(lines.contains("::error file=content/briefings/2024/2024-10-23-budget.md,line=4,col=10,title=B0204::there is no topic `telecom`%0A"), "{lines}");
    assert!(lines.lines().all(|line| line.starts_with("::")), "{lines}");
}

#[test]
fn quiet_says_nothing_but_what_is_wrong() {
    let folder = digest();
    bulletin(&folder).args(["build", "--root", "d", "--quiet"]).assert().success().stdout("").stderr("");
    bulletin(&folder).args(["check", "--root", "d", "--quiet"]).assert().success().stdout("").stderr("");
    let folder = bad_digest();
    assert!(stderr(bulletin(&folder).args(["build", "--root", "d", "-q"]), 1).contains("B0204"));
}

#[test]
fn strict_lets_warnings_fail() {
    let folder = bad_digest();
    let path = folder.path().join("d/content/briefings/2024/2024-10-23-budget.md");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("[telecom]", "[telecoms]")).unwrap();
    let words = stderr(bulletin(&folder).args(["build", "--root", "d"]), 0);
    assert!(words.contains("warning[B0121]"), "{words}");
    let words = stderr(bulletin(&folder).args(["build", "--root", "d", "--strict"]), 1);
    assert!(words.contains("error[B0121]"), "{words}");
}

#[test]
fn explain_says_why_each_file_was_written() {
    let folder = digest();
    let out = stdout(bulletin(&folder).args(["build", "--root", "d", "--explain"]), 0);
    assert!(out.contains("written  index.html: new"), "{out}");
    fs::write(folder.path().join("d/output/index.html"), "x").unwrap();
    fs::remove_file(folder.path().join("d/output/robots.txt")).unwrap();
    let topic = folder.path().join("d/content/topics/telecoms.md");
    fs::write(&topic, fs::read_to_string(&topic).unwrap().replace("Networks,", "Wires,")).unwrap();
    let out = stdout(bulletin(&folder).args(["build", "--root", "d", "--explain"]), 0);
    assert!(out.contains("written  index.html: it was changed in the output"), "{out}");
    assert!(out.contains("written  robots.txt: it was gone from the output"), "{out}");
    assert!(out.contains("written  topics/telecoms/index.html: the topic telecoms changed"), "{out}");
    let explain = |path: &str| stdout(bulletin(&folder).args(["build", "--root", "d", "--explain", path]), 0);
    assert!(explain("index.html").contains("kept     index.html: nothing that it is made from changed"));
    fs::write(folder.path().join("d/output/index.html"), fs::read(folder.path().join("d/output/index.html")).unwrap()).unwrap();
    assert!(explain("/").contains("kept     index.html: nothing that it is made from changed"), "its stamp is new, and its bytes are right");
    assert!(explain("/topics/telecoms/").contains("kept     topics/telecoms/index.html: nothing"));
    assert!(explain("topics/telecom/index.html").contains("no such output; did you mean topics/telecoms/index.html?"));
}

#[test]
fn explain_gives_programs_one_object_a_line() {
    let folder = digest();
    bulletin(&folder).args(["build", "--root", "d"]).assert().success();
    let topic = folder.path().join("d/content/topics/telecoms.md");
    fs::write(&topic, fs::read_to_string(&topic).unwrap().replace("name: Telecoms", "name: Wires")).unwrap();
    fs::remove_file(folder.path().join("d/output/robots.txt")).unwrap();
    let out = stdout(bulletin(&folder).args(["build", "--root", "d", "--explain", "--format", "json"]), 0);
    let all: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |path: &str| all.iter().find(|told| told["path"] == path).unwrap();
    let robots = serde_json::json!({"path": "robots.txt", "action": "written", "cause": "missing", "parts": [], "reason": "it was gone from the output"});
    assert_eq!(*of("robots.txt"), robots);
    let topics = of("topics/index.html");
    assert_eq!((&topics["action"], &topics["cause"]), (&"written".into(), &"view".into()));
    assert_eq!(topics["parts"], serde_json::json!(["the topics", "the topic telecoms"]), "{topics}");
}

#[test]
fn every_code_can_be_explained() {
    let folder = TempDir::new().unwrap();
    let list = stdout(bulletin(&folder).arg("explain"), 0);
    assert_eq!(list.lines().count(), bulletin::diagnostics::Code::ALL.len());
    for line in list.lines() {
        let (code, name) = line.split_once("  ").unwrap();
        let by_code = stdout(bulletin(&folder).args(["explain", code]), 0);
        assert!(by_code.starts_with(&format!("{code} {name} (")), "{by_code}");
        assert!(by_code.lines().all(|line| line.chars().count() <= 100), "{by_code}");
    }
    assert_eq!(stdout(bulletin(&folder).args(["explain", "b0104"]), 0), stdout(bulletin(&folder).args(["explain", "unknown-field"]), 0));
    assert!(stderr(bulletin(&folder).args(["explain", "unknown-feild"]), 2).contains("did you mean `unknown-field`?"));
}

#[test]
fn completions_and_the_manual_come_from_the_program() {
    let folder = TempDir::new().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = stdout(bulletin(&folder).args(["completions", shell]), 0);
        assert!(script.contains("bulletin") && script.contains("adopt"), "{shell}");
    }
    let manual = stdout(bulletin(&folder).arg("man"), 0);
    assert!(manual.contains(".TH") && manual.contains("policy digest"), "{manual}");
}

#[test]
fn help_and_version_are_there() {
    let folder = TempDir::new().unwrap();
    assert_eq!(stdout(bulletin(&folder).arg("--version"), 0), format!("bulletin {}\n", env!("CARGO_PKG_VERSION")));
    for arguments in [&["--help"][..], &["build", "--help"], &["new", "briefing", "--help"]] {
        assert!(stdout(bulletin(&folder).args(arguments), 0).contains("Usage:"));
    }
}

#[test]
fn colours_are_shown_only_where_they_are_wanted() {
    let folder = bad_digest();
    let plain = stderr(bulletin(&folder).args(["check", "--root", "d"]), 1);
    assert!(!plain.contains('\u{1b}'), "colours in a pipe");
    let coloured = stderr(bulletin(&folder).env("CLICOLOR_FORCE", "1").args(["check", "--root", "d"]), 1);
    assert!(coloured.contains('\u{1b}'), "no colours although they are asked for");
    let plain = stderr(bulletin(&folder).env("NO_COLOR", "1").args(["check", "--root", "d"]), 1);
    assert!(!plain.contains('\u{1b}'), "colours although NO_COLOR is set");
}

#[test]
fn the_moment_counts_in_the_zone_of_the_site_and_due_dates_are_told() {
    let folder = digest();
    let path = stdout(bulletin(&folder).args(["new", "briefing", "Later", "--date", "2024-10-23", "--root", "d"]), 0);
    let path = folder.path().join(path.trim());
    fs::write(
        &path,
        fs::read_to_string(&path).unwrap().replace("# publish_at: 2024-10-23T09:00:00Z", "publish_at: 2030-01-02T09:00:00+08:00").replace("draft: true", ""),
    )
    .unwrap();
    let out = stdout(bulletin(&folder).args(["build", "--root", "d", "--at", "2030-01-02 00:59:59"]), 0);
    assert!(out.contains("next due: 2030-01-02 01:00 UTC"), "{out}");
    let out = stdout(bulletin(&folder).args(["build", "--root", "d", "--at", "2030-01-02 01:00"]), 0);
    assert!(!out.contains("next due") && out.contains("2 briefings"), "{out}");
}

#[test]
fn the_sample_digest_builds_without_a_warning() {
    let folder = TempDir::new().unwrap();
    let out = bulletin(&folder).args(["build", "--strict", "--output", "out", "--root", env!("CARGO_MANIFEST_DIR")]).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn the_zone_of_the_site_counts_though_its_address_is_given_on_the_command_line() {
    let folder = digest();
    let path = folder.path().join("d/content/site.yaml");
    let text = fs::read_to_string(&path).unwrap().replace("base_url: https://example.org\n", "").replace("time_zone: UTC", "time_zone: Asia/Shanghai");
    fs::write(&path, text).unwrap();
    fs::create_dir_all(folder.path().join("d/content/briefings/2024")).unwrap();
    let briefing = "---\ntitle: Held\ndate: 2024-01-01\ntopics: [telecoms]\npublish_at: 2024-01-02T00:00\n---\nText.\n";
    fs::write(folder.path().join("d/content/briefings/2024/held.md"), briefing).unwrap();
    bulletin(&folder).args(["build", "--root", "d", "--base-url", "https://e.example", "--at", "2024-01-01T20:00"]).assert().success();
    assert!(!folder.path().join("d/output/briefings/2024/held").exists());
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_the_settings_is_refused_and_not_waited_for() {
    let folder = digest();
    let path = folder.path().join("d/content/site.yaml");
    fs::remove_file(&path).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let words = stderr(bulletin(&folder).args(["build", "--root", "d"]).timeout(std::time::Duration::from_secs(20)), 1);
    assert!(words.contains("not a regular file"), "{words}");
}
