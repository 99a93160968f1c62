//! The notices of third parties are those of the packages that the program is made from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tempfile::TempDir;

use crate::cli::{bulletin, stdout};

/// A package of Cargo.lock.
#[derive(Default)]
struct Package {
    versions: BTreeSet<String>,
    /// Names of what it needs, with the version where there are several.
    needs: Vec<String>,
}

/// The packages of Cargo.lock by name; those of which there are several versions under name and version, too.
fn locked() -> BTreeMap<String, Package> {
    let text = fs::read_to_string("Cargo.lock").unwrap();
    let mut all: BTreeMap<String, Package> = BTreeMap::new();
    for entry in text.split("[[package]]\n").skip(1) {
        let field = |name: &str| entry.lines().find_map(|line| line.strip_prefix(&format!("{name} = \""))?.strip_suffix('"'));
        let (name, version) = (field("name").unwrap(), field("version").unwrap());
        let needs = entry.split_once("dependencies = [\n").map_or("", |(_, rest)| rest.split(']').next().unwrap());
        let needs: Vec<String> = needs.lines().map(|line| line.trim().trim_matches(['"', ',']).to_owned()).collect();
        for key in [name.to_owned(), format!("{name} {version}")] {
            let package = all.entry(key).or_default();
            package.versions.insert(version.to_owned());
            package.needs.extend(needs.clone());
        }
    }
    all
}

/// The packages that Cargo.toml names for the program itself, on any system.
fn direct() -> Vec<String> {
    let text = fs::read_to_string("Cargo.toml").unwrap();
    let (mut names, mut wanted) = (Vec::new(), false);
    for line in text.lines() {
        if line.starts_with('[') {
            wanted = line == "[dependencies]" || line.starts_with("[target.") && line.ends_with(".dependencies]");
        } else if let Some((name, rest)) = line.split_once(" = ").filter(|_| wanted && !line.starts_with('#')) {
            let renamed = rest.split_once("package = \"").and_then(|(_, rest)| rest.split('"').next());
            names.push(renamed.unwrap_or(name).to_owned());
        }
    }
    names
}

#[test]
fn the_notices_name_every_package_in_the_program() {
    let (locked, mut open, mut expected) = (locked(), direct(), BTreeSet::new());
    let mut seen = BTreeSet::new();
    while let Some(need) = open.pop() {
        if seen.insert(need.clone()) {
            let package = locked.get(&need).unwrap_or_else(|| panic!("{need} is not in Cargo.lock"));
            let name = need.split(' ').next().unwrap();
            let version = need.split(' ').nth(1);
            expected.extend(package.versions.iter().filter(|v| version.is_none_or(|only| only == *v)).map(|version| format!("{name} {version}")));
            open.extend(package.needs.iter().filter(|need| !need.is_empty()).cloned());
        }
    }
    assert!(expected.len() > 100 && expected.iter().any(|name| name.starts_with("icu_provider ")), "{expected:?}");

    let printed = stdout(bulletin(&TempDir::new().unwrap()).arg("licenses"), 0);
    let list = printed.split("-----").next().unwrap();
    let named: BTreeSet<String> = list.lines().filter(|line| line.contains("  http")).map(|line| line.split("  ").next().unwrap().to_owned()).collect();
    let missing: Vec<_> = expected.difference(&named).collect();
    let gone: Vec<_> = named.difference(&expected).collect();
    assert!(missing.is_empty() && gone.is_empty(), "run python3 tests/licenses.py: not named {missing:?}, no longer there {gone:?}");
}

#[test]
fn every_licence_that_is_named_has_its_text() {
    let printed = stdout(bulletin(&TempDir::new().unwrap()).arg("licenses"), 0);
    let (list, texts) = printed.split_at(printed.find("-----").unwrap());
    let heads: Vec<&str> = texts.split(&"-".repeat(100)).skip(1).step_by(2).collect();
    for line in list.lines().filter(|line| line.contains("  http")) {
        let mut parts = line.split("  ");
        let (package, licences) = (parts.next().unwrap(), parts.next().unwrap());
        for licence in licences.split(" and ") {
            let has = |head: &&&str| {
                head.trim_start().starts_with(&format!("{licence}, for\n"))
                    && head.lines().any(|line| line.split(", ").any(|name| name.trim_end_matches(',') == package))
            };
            assert!(heads.iter().find(has).is_some(), "{package} has no text of {licence}");
        }
    }
    // Data that no package brings.
    assert!(list.contains("Unicode CLDR") && texts.contains("UNICODE LICENSE V3"), "{list}");
    assert!(printed.starts_with("Bulletin may be used under the MIT License"));
}
