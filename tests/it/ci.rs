//! `bulletin ci`: files that others run.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{bulletin, stderr, stdout};

/// A repository on the branch `trunk` with a digest in `news desk`.
fn repository() -> TempDir {
    let folder = TempDir::new().unwrap();
    git(folder.path(), &["init", "--quiet", "--initial-branch", "trunk"]);
    bulletin(&folder).args(["init", "news desk"]).assert().success();
    folder
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(name);
    }
    let who = ["-c", "user.name=Desk", "-c", "user.email=desk@digest.example"];
    let output = command.current_dir(folder).args(who).args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The file that is written, as YAML.
fn workflow(runner: &str, path: &str, install: &str) -> Value {
    let folder = repository();
    let said = stdout(bulletin(&folder).args(["ci", runner, "--root", "news desk", "--install", install]), 0);
    assert!(said.trim().ends_with(path), "{said}");
    serde_yaml::from_str(&fs::read_to_string(folder.path().join(path)).unwrap()).unwrap()
}

/// Looks whether a shell can read a script.
#[cfg(unix)]
fn is_read_by_a_shell(script: &str) {
    let output = Command::new("sh").args(["-n", "-c", script]).output().unwrap();
    assert!(output.status.success(), "{}\n{script}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(not(unix))] // no shell
fn is_read_by_a_shell(_: &str) {}

#[test]
fn the_workflow_of_github_knows_the_branch_the_folder_and_how_to_install() {
    let file = workflow("github", ".github/workflows/digest.yml", "pipx install \"./a: b.whl\"");
    assert_eq!(file["on"]["push"]["branches"], serde_json::json!(["trunk"]));
    assert_eq!(file["defaults"]["run"]["working-directory"], "news desk");
    assert_eq!(file["permissions"], serde_json::json!({ "contents": "read" }));
    let steps = |job: &str| file["jobs"][job]["steps"].as_array().unwrap().clone();
    for job in ["check", "publish"] {
        assert!(steps(job).iter().any(|step| step["run"] == "pipx install \"./a: b.whl\""), "{job}");
        steps(job).iter().filter_map(|step| step["run"].as_str()).for_each(is_read_by_a_shell);
    }
    assert!(steps("check").iter().any(|step| step["run"] == "bulletin check --format github"));
    let publish = steps("publish");
    let place = |of: &dyn Fn(&Value) -> bool| publish.iter().position(of).unwrap();
    let (restore, send) = (place(&|step| step["uses"] == "actions/cache/restore@v4"), place(&|step| step["run"] == "bulletin publish --format github"));
    let record = place(&|step| step["run"].as_str().is_some_and(|run| run.contains("[skip ci]")));
    assert!(restore < send && send < record);
    assert_eq!(publish[restore]["with"]["path"], "news desk/.bulletin\nnews desk/output\n");
    assert_eq!(publish[0]["with"]["ref"], "trunk");
}

#[test]
fn the_pipeline_of_gitlab_checks_requests_and_publishes_the_default_branch() {
    let file = workflow("gitlab", ".gitlab-ci.yml", "pip install bulletin.whl");
    assert_eq!(file["variables"]["FOLDER"], "news desk");
    assert_eq!(file["publish"]["cache"]["paths"], serde_json::json!(["news desk/.bulletin", "news desk/output"]));
    assert_eq!(file["default"]["before_script"][2], "pip install bulletin.whl");
    for script in ["check", "publish"].into_iter().flat_map(|job| file[job]["script"].as_array().unwrap()) {
        is_read_by_a_shell(script.as_str().unwrap());
    }
    assert!(file["check"]["script"][0].as_str().unwrap().contains("--arg folder 'news desk/'"));
    assert_eq!(file["publish"]["script"][1], "bulletin publish");
    assert_eq!(file["check"]["artifacts"]["reports"]["codequality"], "codequality.json");
}

#[test]
fn a_file_that_is_there_is_kept_and_what_is_to_fill_in_is_told() {
    let folder = repository();
    let said = stderr(bulletin(&folder).args(["ci", "github", "--root", "news desk"]), 0);
    assert!(said.contains("--install"), "{said}");
    let path = folder.path().join(".github/workflows/digest.yml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("exit 1"), "{text}");
    let said = stderr(bulletin(&folder).args(["ci", "github", "--root", "news desk", "--install", "true"]), 2);
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert!(stderr(bulletin(&folder).args(["ci", "cron", "--root", "."]), 2).contains("is no digest"));
    stderr(bulletin(&folder).args(["ci", "jenkins"]), 2);
}

/// A runner of one's own: the record reaches the branch though somebody else pushes meanwhile, and to the record too.
#[cfg(unix)] // a shell, and a file that may be run
#[test]
fn the_script_of_cron_publishes_and_keeps_the_record() {
    use std::os::unix::fs::PermissionsExt;
    let folder = repository();
    let (root, digest) = (folder.path(), folder.path().join("news desk"));
    let said = stdout(bulletin(&folder).args(["ci", "cron", "--root", "news desk"]), 0);
    let (script, line) = said.trim().split_once('\n').unwrap();
    assert!(line.starts_with("7 * * * * '") && line.ends_with("news desk/bulletin-cron.sh'"), "{line}");
    is_read_by_a_shell(line.strip_prefix("7 * * * * ").unwrap());
    is_read_by_a_shell(&fs::read_to_string(script).unwrap());
    assert_eq!(fs::metadata(script).unwrap().permissions().mode() & 0o111, 0o111);

    let record = |text: &str| {
        fs::create_dir_all(digest.join("content/record")).unwrap();
        fs::write(digest.join("content/record/addresses.tsv"), text).unwrap();
    };
    record("a\n");
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "--message", "Begin"]);
    let (bare, other) = (root.join(".git/bare"), root.join(".git/other"));
    git(root, &["clone", "--quiet", "--bare", ".", ".git/bare"]);
    git(root, &["remote", "add", "origin", bare.to_str().unwrap()]);
    git(root, &["fetch", "--quiet", "origin"]);
    git(root, &["branch", "--quiet", "--set-upstream-to", "origin/trunk"]);
    git(root, &["clone", "--quiet", bare.to_str().unwrap(), ".git/other"]);

    // While it publishes, another runner records too; and the first run has nothing to record.
    let programs = root.join(".git/programs");
    fs::create_dir(&programs).unwrap();
    let publish = |text: &str| {
        let program = programs.join("bulletin");
        fs::write(&program, format!("#!/bin/sh\nset -eu\n[ \"$*\" = 'publish --quiet' ]\n{text}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new(script);
        command.current_dir(root).env("PATH", path).env("HOME", &programs);
        for (name, value) in [("NAME", "Desk"), ("EMAIL", "desk@digest.example")] {
            command.env(format!("GIT_AUTHOR_{name}"), value).env(format!("GIT_COMMITTER_{name}"), value);
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    publish("true");
    assert_eq!(git(&bare, &["rev-list", "--count", "trunk"]).trim(), "1");
    let meanwhile = format!(
        "printf 'a\\nours\\n' > content/record/addresses.tsv\ncd '{}'\nprintf 'a\\ntheirs\\n' > 'news desk/content/record/addresses.tsv'\n\
         git -c user.name=A -c user.email=a@b.example commit --quiet --all --message Theirs\ngit push --quiet",
        other.display()
    );
    publish(&meanwhile);
    let recorded = git(&bare, &["show", "trunk:news desk/content/record/addresses.tsv"]);
    let mut lines: Vec<&str> = recorded.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, ["a", "ours", "theirs"]);
    assert!(git(&bare, &["log", "--format=%s", "trunk"]).starts_with("Record what was published [skip ci]\nTheirs\nBegin"));
    assert_eq!(git(root, &["status", "--porcelain", "--untracked-files=no"]), "");
}
