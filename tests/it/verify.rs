//! `bulletin verify`: the output against a clean build.

use std::fs;

use tempfile::TempDir;

use crate::cli::{bulletin, digest, stderr, stdout};

/// What `verify` says of the digest in `d`.
fn verify(folder: &TempDir, code: i32) -> String {
    stdout(bulletin(folder).args(["verify", "--root", "d"]), code)
}

#[test]
fn an_output_is_verified_against_a_clean_build() {
    let folder = digest();
    let words = stderr(bulletin(&folder).args(["verify", "--root", "d"]), 2);
    assert!(words.contains("not known at which moment") && words.contains("run `bulletin build` first"), "{words}");
    bulletin(&folder).args(["build", "--root", "d", "--at", "2024-06-01"]).assert().success();
    fs::write(folder.path().join("d/output/CNAME"), "digest.example").unwrap();
    let out = verify(&folder, 0);
    assert!(out.contains(" files are as a clean build makes them"), "{out}");
    assert_eq!(stdout(bulletin(&folder).args(["verify", "--root", "d", "--quiet"]), 0), "");
    let output = folder.path().join("d/output");
    let page = fs::read_to_string(output.join("404.html")).unwrap();
    fs::write(output.join("404.html"), page.replacen("<title>", "<title>My ", 1)).unwrap();
    fs::remove_file(output.join("robots.txt")).unwrap();
    let out = verify(&folder, 1);
    assert!(out.contains("2 differences between d/output and a clean build of "), "{out}");
    assert!(out.contains("differs  404.html") && out.contains("missing  robots.txt") && out.contains("404.html differs from line "), "{out}");
    assert!(out.contains("the output:    ") && out.contains("<title>My "), "{out}");
    let out = stdout(bulletin(&folder).args(["verify", "--root", "d", "--format", "json"]), 1);
    let all: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&all[0]["path"], &all[0]["problem"]), (&"404.html".into(), &"differs".into()));
    assert!(all[0]["line"].as_u64() > Some(1) && all[0]["found"].as_str().unwrap().contains("My "), "{out}");
    assert_eq!(all[1], serde_json::json!({"path": "robots.txt", "problem": "missing"}));
    // It has changed nothing, and the next build puts it right.
    assert!(!output.join("robots.txt").exists());
    bulletin(&folder).args(["build", "--root", "d", "--at", "2024-06-01"]).assert().success();
    verify(&folder, 0);
}

#[test]
fn an_edit_without_a_build_is_a_difference() {
    let folder = digest();
    bulletin(&folder).args(["build", "--root", "d"]).assert().success();
    let topic = folder.path().join("d/content/topics/telecoms.md");
    let text = fs::read_to_string(&topic).unwrap();
    fs::write(&topic, text.replace("name: Telecoms", "name: Wires")).unwrap();
    assert!(verify(&folder, 1).contains("differs  index.html"));
    fs::write(&topic, text).unwrap();
    verify(&folder, 0);
    fs::remove_dir_all(folder.path().join("d/content/briefings")).unwrap();
    let out = verify(&folder, 1);
    assert!(out.contains("unmade   briefings/"), "{out}");
}

/// Puts other letters into a file, and gives it the time that it had.
fn change_in_secret(path: &std::path::Path, from: &str, to: &str) {
    let times = fs::metadata(path).unwrap().modified().unwrap();
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from) && from.len() == to.len(), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
    fs::File::options().write(true).open(path).unwrap().set_modified(times).unwrap();
}

#[test]
fn a_verification_relies_on_no_stamp() {
    let folder = digest();
    let build = || drop(bulletin(&folder).args(["build", "--root", "d", "--at", "2024-06-01"]).assert().success());
    build();
    verify(&folder, 0);
    change_in_secret(&folder.path().join("d/output/404.html"), "<title>", "<Title>");
    assert!(verify(&folder, 1).contains("differs  404.html"));
    build();
    verify(&folder, 0);
    // Also what the memo says of a source is not asked for.
    change_in_secret(&folder.path().join("d/content/topics/telecoms.md"), "Telecoms", "Telegrams"[..8].trim_end());
    assert!(verify(&folder, 1).contains("differs  index.html"));
}

#[test]
fn the_list_of_an_output_is_verified_too() {
    let folder = digest();
    bulletin(&folder).args(["build", "--root", "d"]).assert().success();
    let list = folder.path().join("d/output/.bulletin-files");
    let text = fs::read_to_string(&list).unwrap();
    let last = text.trim_end().rfind('\n').unwrap();
    fs::write(&list, &text[..=last]).unwrap();
    assert!(verify(&folder, 1).contains("differs  .bulletin-files"));
    fs::remove_file(&list).unwrap();
    assert!(verify(&folder, 1).contains("missing  .bulletin-files"));
}

#[test]
fn the_options_of_the_build_are_those_of_its_verification() {
    let folder = digest();
    let with = |command: &str, options: &[&str]| {
        let mut all = bulletin(&folder);
        all.args([command, "--root", "d"]).args(options);
        all
    };
    let options = ["--output", "preview", "--drafts", "--base-url", "https://preview.example/x"];
    with("build", &options).assert().success();
    with("verify", &options).assert().success();
    with("verify", &["--output", "preview", "--drafts"]).assert().code(1);
    assert!(stderr(&mut with("verify", &["--output", "preview"]), 2).contains("shows drafts"));
    // Without a memo, the moment must be given.
    fs::remove_dir_all(folder.path().join("d/.bulletin")).unwrap();
    with("verify", &options).assert().code(2);
    with("verify", &options).args(["--at", "2030-01-01"]).assert().success();
    assert!(stderr(&mut with("verify", &["--output", "none", "--at", "2030-01-01"]), 2).contains("there is no output"));
}
