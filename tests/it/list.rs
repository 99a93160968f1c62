//! `bulletin list`: what is in a digest, by conditions.

use assert_cmd::Command;

use crate::project::Project;

fn bulletin() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin!("bulletin"))
}

fn digest() -> Project {
    Project::new()
        .topic("fibre", "name: Fibre\nparent: telecoms")
        .file("content/agencies/miit.md", "---\nname: The Ministry\nshort: MIIT\njurisdiction: cn\n---\n")
        .file("content/indicators/stations.md", "---\nname: Base stations\nunit: station\nscale: million\nmeasure: stock\nfrequency: monthly\n---\n")
        .file("content/indicators/ports.md", "---\nname: Ports\nunit: port\nmeasure: stock\n---\n")
        .file("content/instruments/act.md", "---\nname: The Long Act\ntype: law\njurisdiction: eu\nstatus: proposed\n---\n")
        .file("content/terms/redcap.md", "---\nname: Reduced Capability\nshort: RedCap\n---\nA definition.\n")
        .file("content/terms/ntn.md", "---\nname: Networks in the sky\n---\nA definition.\n")
        .briefing(
            "2024-01-19-first",
            "topics: [fibre]\nagencies: [miit]\nkind: speech\npeople: [{name: Ana}]\n\
             figures: [{id: bs, indicator: stations, value: 3.377, as_of: 2023-12-31}]\n\
             commitments: [{id: masts, text: Build masts, actor: miit, due: 2024-06}]",
            "On [[term:redcap]].",
        )
        .briefing(
            "2024-10-23-second",
            "instruments: [{instrument: act, status: adopted, date: 2024-10-20}]\n\
             dates: [{id: force, kind: effective, title: In force, date: 2026-07-01, instrument: act}, {id: vote, kind: vote, title: The vote, date: 2024-10-20, instrument: act}]",
            "Text.",
        )
        .briefing("2027-01-01-later", "publish_at: 2027-01-01T00:00:00Z", "Text.")
}

/// The ids that a list has, from its CSV, and what it exits with.
fn list(arguments: &[&str]) -> Vec<String> {
    let project = digest();
    let output = bulletin().current_dir(project.root()).arg("list").args(arguments).args(["--at", "2026-06-01T00:00:00Z", "--format", "csv"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let id = rows.headers().unwrap().iter().position(|heading| heading == "id").unwrap();
    rows.records().map(|row| row.unwrap()[id].to_owned()).collect()
}

#[test]
fn briefings_are_listed_by_conditions() {
    for (arguments, expected) in [
        (&[][..], &["2024/second", "2024/first"][..]),
        (&["--topic", "telecoms"], &["2024/second", "2024/first"]),
        (&["--topic", "Fibre"], &["2024/first"]),
        (&["--agency", "MIIT"], &["2024/first"]),
        (&["--kind", "speech", "--kind", "law"], &["2024/first"]),
        (&["--person", "ana"], &["2024/first"]),
        (&["--instrument", "act"], &["2024/second"]),
        (&["--since", "2024-10"], &["2024/second"]),
        (&["--until", "2024-10-22"], &["2024/first"]),
        (&["--year", "2023"], &[]),
        (&["--sort", "date", "--limit", "1"], &["2024/first"]),
        (&["--drafts"], &["2027/later", "2024/second", "2024/first"]),
    ] {
        assert_eq!(list(&[&["briefings"], arguments].concat()), expected, "{arguments:?}");
    }
}

#[test]
fn facts_and_entities_are_listed_by_what_became_of_them() {
    for (arguments, expected) in [
        (&["dates"][..], &["2024/second/vote", "2024/second/force"][..]),
        (&["dates", "--ahead"], &["2024/second/force"]),
        (&["dates", "--ahead", "2w"], &[]),
        (&["dates", "--kind", "vote"], &["2024/second/vote"]),
        (&["commitments", "--open"], &["2024/first/masts"]),
        (&["commitments", "--overdue", "--agency", "miit"], &["2024/first/masts"]),
        (&["indicators", "--stale"], &["stations"]),
        (&["indicators", "--unused"], &["ports"]),
        (&["instruments", "--kind", "law", "--since", "2024-10"], &["act"]),
        (&["instruments", "--unused"], &[]),
        (&["terms"], &["redcap"]),
        (&["terms", "--unused"], &["ntn"]),
    ] {
        assert_eq!(list(arguments), expected, "{arguments:?}");
    }
}

#[test]
fn a_condition_that_means_nothing_is_refused() {
    let project = digest();
    let said = |arguments: &[&str]| {
        let output = bulletin().current_dir(project.root()).arg("list").args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(said(&["briefings", "--open"]).contains("--person"));
    assert!(said(&["briefings", "--topic", "telecom"]).contains("did you mean `telecoms`?"));
    assert!(said(&["dates", "--since", "May"]).contains("2024-10"));
    assert!(said(&["dates", "--ahead", "soon"]).contains("30d"));
    let broken = project.edit("content/terms/ntn.md", "name:", "nam:");
    let output = bulletin().current_dir(broken.root()).args(["list", "terms"]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(1), true));
}

#[test]
fn columns_and_json_say_the_same() {
    let project = digest();
    let said = |form: &str| {
        let arguments = ["list", "commitments", "--group-by", "topic", "--format", form, "--at", "2026-06-01T00:00:00Z"];
        String::from_utf8(bulletin().current_dir(project.root()).args(arguments).output().unwrap().stdout).unwrap()
    };
    assert_eq!(said("table"), "due      status     actor  id                text\n\nfibre\n2024-06  announced  miit   2024/first/masts  Build masts\n");
    let row: serde_json::Value = serde_json::from_str(&said("json")).unwrap();
    assert_eq!((row["id"].as_str(), row["text"].as_str()), (Some("2024/first/masts"), Some("Build masts")));
}
