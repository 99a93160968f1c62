//! What makes a release agrees with itself: the manifests, the workflow, the names of what can be downloaded.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap()
}

/// What a line `name = "…"` says; the first of several.
fn told(text: &str, name: &str) -> String {
    let start = format!("{name} = \"");
    text.lines().find_map(|line| line.strip_prefix(&start)?.split('"').next()).unwrap_or_else(|| panic!("no line {start}")).to_owned()
}

fn workflow() -> Value {
    serde_yaml::from_str(&read(".github/workflows/release.yml")).unwrap()
}

/// The steps of all jobs.
fn steps() -> Vec<Value> {
    let workflow = workflow();
    workflow["jobs"].as_object().unwrap().values().flat_map(|job| job["steps"].as_array().unwrap().clone()).collect()
}

#[test]
fn a_wheel_has_the_name_and_the_version_of_the_program() {
    let (cargo, python) = (read("Cargo.toml"), read("pyproject.toml"));
    assert_eq!(told(&python, "name"), env!("CARGO_PKG_NAME"));
    // What is not said there, maturin takes from Cargo.toml.
    let dynamic = python.lines().find(|line| line.starts_with("dynamic = ")).unwrap();
    assert!(["version", "license", "description"].iter().all(|field| dynamic.contains(&format!("\"{field}\""))), "{dynamic}");
    assert!(cargo.contains(&format!("\n[profile.{}]\n", told(&python, "profile"))));
    let files = python.lines().find_map(|line| line.strip_prefix("license-files = [")?.strip_suffix(']')).unwrap();
    for file in files.split(", ").map(|file| file.trim_matches('"')) {
        assert!(fs::metadata(file).is_ok(), "{file}");
    }
}

#[test]
fn a_release_is_made_for_the_systems_whose_dependencies_are_judged() {
    let workflow = workflow();
    let matrix = &workflow["jobs"]["program"]["strategy"]["matrix"]["include"];
    let made: BTreeSet<&str> = matrix.as_array().unwrap().iter().map(|one| one["target"].as_str().unwrap()).collect();
    let policy = read("deny.toml");
    let list = policy.split_once("\ntargets = [").and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
    assert_eq!(made, list.split('"').skip(1).step_by(2).collect());
    let guide = read("docs/install.md");
    assert!(made.iter().all(|target| guide.contains(&format!("`{target}`"))), "docs/install.md names each of {made:?}");
}

#[test]
fn archives_are_named_alike_wherever_they_are_made_or_looked_for() {
    let (cargo, archive) = (read("Cargo.toml"), read(".ci/archive"));
    let name = "bulletin-{ target }-v{ version }";
    assert!(told(&cargo, "pkg-url").ends_with(&format!("/v{{ version }}/{name}.tar.gz")) && told(&cargo, "bin-dir").starts_with(&format!("{name}/")));
    let name = name.replace("{ ", "$").replace(" }", "");
    assert!(archive.contains(&format!("\nname=\"{name}\"\n")) && archive.contains("\"$folder/$name.tar.gz\""), "{name}");
}

#[test]
fn the_container_is_made_by_the_oldest_rust_that_compiles_the_program() {
    assert!(read("Containerfile").contains(&format!("/rust:{}-alpine", env!("CARGO_PKG_RUST_VERSION"))));
}

/// What runs on other people's machines only is at least read by a shell here.
#[cfg(unix)] // a shell
#[test]
fn the_scripts_of_a_release_are_read_by_a_shell() {
    use std::io::Write;
    let scripts = steps().into_iter().filter_map(|step| step["run"].as_str().map(str::to_owned)).chain([".ci/archive", ".ci/try"].map(read));
    let mut count = 0;
    for script in scripts {
        let mut shell = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn().unwrap();
        shell.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        assert!(shell.wait().unwrap().success(), "{script}");
        count += 1;
    }
    assert!(count > 10, "{count}");
}

/// A file that the workflow names is there.
#[test]
fn the_workflow_calls_scripts_that_are_there() {
    let called: Vec<String> = steps().iter().filter_map(|step| step["run"].as_str()).flat_map(|run| run.split_whitespace()).map(str::to_owned).collect();
    let called: BTreeSet<&str> = called.iter().map(String::as_str).filter(|word| word.starts_with(".ci/")).collect();
    assert_eq!(called, BTreeSet::from([".ci/archive", ".ci/try"]));
    assert!(called.iter().all(|path| fs::metadata(path).is_ok()));
}
