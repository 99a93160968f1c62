//! `bulletin check --fix`, and the fixes that programs are told of.

use std::fs;

use tempfile::TempDir;

use crate::cli::{bulletin, digest, stderr, stdout};

/// A path below the digest `d`.
const BRIEFING: &str = "content/briefings/2024/2024-10-23-budget.md";

/// A digest with a briefing of these lines of front matter.
fn with(front: &str) -> TempDir {
    let folder = digest();
    write(&folder, BRIEFING, &briefing(front));
    folder
}

fn briefing(front: &str) -> String {
    format!("---\ntitle: Budget\n{front}sources: [{{title: The paper}}]\n---\nThe budget was read.\n")
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join("d").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn text(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join("d").join(path)).unwrap()
}

fn check(folder: &TempDir, more: &[&str]) -> assert_cmd::Command {
    let mut command = bulletin(folder);
    command.args(["check", "--root", "d"]).args(more);
    command
}

#[test]
fn what_can_only_be_meant_one_way_is_mended_and_the_rest_is_told() {
    let folder = with("date: 23.10.2024 # the day\ntopcs: [telecoms]\nkind: Press Conference\nevent: {date: 03/04/2024}\n");
    let said = stderr(&mut check(&folder, &["--fix"]), 1);
    assert!(said.contains("3 mistakes in 1 file mended") && said.contains("write 2024-04-03 or 2024-03-04") && said.contains("1 error."), "{said}");
    assert_eq!(text(&folder, BRIEFING), briefing("date: 2024-10-23 # the day\ntopics: [telecoms]\nkind: press-conference\nevent: {date: 03/04/2024}\n"));
    write(&folder, BRIEFING, &text(&folder, BRIEFING).replace("03/04/2024", "2024-04-03"));
    check(&folder, &["--fix"]).assert().success().stderr("0 mistakes in 0 files mended\n");
}

/// What is hidden behind a mistake of another stage is mended in the same run.
#[test]
fn mending_goes_on_with_what_comes_to_light() {
    let folder = with("date: 2024/10/23\ntopics: [telecoms\u{200b}]\n");
    check(&folder, &["--fix", "--quiet"]).assert().success().stderr("");
    assert_eq!(text(&folder, BRIEFING), briefing("date: 2024-10-23\ntopics: [telecoms]\n"));
}

#[test]
fn a_dry_run_shows_the_changes_and_makes_none() {
    let folder = with("date: 23.10.2024\ntopics: [telecoms]\n");
    let before = text(&folder, BRIEFING);
    let said = stdout(&mut check(&folder, &["--fix", "--dry-run"]), 1);
    let expected =
        format!("--- {BRIEFING}\n+++ {BRIEFING}\n@@ -1,6 +1,6 @@\n ---\n title: Budget\n-date: 23.10.2024\n+date: 2024-10-23\n topics: [telecoms]\n");
    assert!(said.starts_with(&expected), "{said}");
    assert_eq!(text(&folder, BRIEFING), before);
    check(&folder, &["--dry-run"]).assert().code(2);
}

#[test]
fn only_what_has_the_code_is_mended_where_one_is_given() {
    let folder = with("date: 23.10.2024\ntopcs: [telecoms]\n");
    check(&folder, &["--fix", "--code", "B0110"]).assert().code(1);
    assert_eq!(text(&folder, BRIEFING), briefing("date: 2024-10-23\ntopcs: [telecoms]\n"));
}

#[test]
fn a_file_of_another_ending_is_renamed_but_over_no_other() {
    let folder = digest();
    write(&folder, "content/briefings/2024/2024-10-23-a.markdown", &briefing("date: 2024-10-23\ntopics: [telecoms]\n"));
    write(&folder, "content/briefings/2024/2024-10-23-b.markdown", &briefing("date: 2024-10-23\ntopics: [telecoms]\n"));
    write(&folder, "content/briefings/2024/2024-10-23-b.md", &briefing("date: 2024-10-23\ntopics: [telecoms]\n"));
    let said = stderr(&mut check(&folder, &["--fix"]), 1);
    let there = |name: &str| folder.path().join("d/content/briefings/2024").join(name).is_file();
    assert!(there("2024-10-23-a.md") && !there("2024-10-23-a.markdown") && there("2024-10-23-b.markdown"), "{said}");
}

/// Links are of Unix.
#[cfg(unix)]
#[test]
fn nothing_is_written_where_a_link_leads_out_of_the_digest() {
    let folder = digest();
    let wrong = briefing("date: 23.10.2024\ntopics: [telecoms]\n");
    fs::write(folder.path().join("outside.md"), &wrong).unwrap();
    write(&folder, "content/briefings/2024/within.md", &wrong.replace("Budget", "Within"));
    let within = folder.path().join("d/content/briefings/2024");
    std::os::unix::fs::symlink(folder.path().join("outside.md"), within.join("out.md")).unwrap();
    let site = format!("{}limits: {{outside_links: true}}\n", text(&folder, "content/site.yaml"));
    write(&folder, "content/site.yaml", &site);
    let said = stderr(&mut check(&folder, &["--fix"]), 1);
    assert!(said.contains("1 mistake in 1 file mended") && said.contains("out.md"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("outside.md")).unwrap(), wrong);
    assert!(text(&folder, "content/briefings/2024/within.md").contains("2024-10-23"));
}

/// The permissions of a file stay what they are, and nothing is left beside it.
#[cfg(unix)]
#[test]
fn a_file_is_replaced_in_one_step() {
    use std::os::unix::fs::PermissionsExt;
    let folder = with("date: 23.10.2024\ntopics: [telecoms]\n");
    let path = folder.path().join("d").join(BRIEFING);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    check(&folder, &["--fix"]).assert().success();
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn programs_are_told_of_a_fix_as_edits() {
    let folder = with("date: 2024-10-23\ntopics: [telecoms]\nsummary: Ä 数\nkind: reprot\n");
    let said = stdout(&mut check(&folder, &["--format", "json"]), 1);
    let told: serde_json::Value = serde_json::from_str(said.trim()).unwrap();
    let at = text(&folder, BRIEFING).find("reprot").unwrap();
    let edit = serde_json::json!({
        "file": BRIEFING, "start": at, "end": at + 6, "line": 6, "column": 7, "end_line": 6, "end_column": 13, "text": "report",
    });
    assert_eq!(told["fix"], serde_json::json!({ "certain": true, "edits": [edit] }));
    let folder = with("date: 2024-10-23\ntopics: [zebra]\n");
    let said = stdout(&mut check(&folder, &["--format", "json"]), 1);
    assert!(serde_json::from_str::<serde_json::Value>(said.trim()).unwrap()["fix"].is_null(), "{said}");
}

/// What a message says to run does what it says.
#[test]
fn the_words_that_a_language_lacks_are_written_by_the_command_that_is_named() {
    let folder = digest();
    let site = text(&folder, "content/site.yaml");
    write(&folder, "content/site.yaml", &format!("{}\nlanguages: [en, de]\n", site.replace("languages:", "# languages:")));
    write(&folder, "content/labels/de.yaml", "own-a: A\nown-b: B\nown-c: C\nown-d: D\n");
    let words = ["own-a", "own-b", "own-c", "own-d"].map(|key| format!("{{{{ t(key=\"{key}\") }}}}"));
    write(&folder, "content/templates/404.html", &words.concat());
    let said = stderr(&mut check(&folder, &[]), 1);
    assert!(said.contains("4 words of the interface are not given in en: `own-a`, `own-b`, `own-c`, `own-d`"), "{said}");
    assert!(said.contains("`bulletin new labels en` writes content/labels/en.yaml"), "{said}");
    bulletin(&folder).args(["new", "labels", "en", "--root", "d"]).assert().success();
    let labels = text(&folder, "content/labels/en.yaml");
    assert!(["own-a:", "own-b:", "own-c:", "own-d:"].iter().all(|key| labels.contains(key)), "{labels}");
}
