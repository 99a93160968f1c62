//! Texts that are still to be written: they are told, and no letter says them.

use std::fs;

use crate::cli::{bulletin, digest};
use crate::project::Project;

const FORMS: [&str; 3] = ["newsletter.html", "newsletter.txt", "newsletter.eml"];

/// The codes of the warnings in what a command says, each once.
fn warned(words: &str) -> Vec<&str> {
    let mut codes: Vec<&str> = words.match_indices("warning[").map(|(at, _)| &words[at + 8..at + 13]).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn what_new_wrote_is_told_until_it_is_replaced() {
    let folder = digest();
    let mut kinds = vec![];
    for (kind, name) in
        [("topic", "A"), ("agency", "B"), ("jurisdiction", "C"), ("indicator", "D"), ("instrument", "E"), ("term", "F"), ("page", "G"), ("briefing", "H")]
    {
        let output = bulletin(&folder).args(["new", kind, name, "--root", "d"]).assert().success().get_output().stdout.clone();
        kinds.push((kind, String::from_utf8(output).unwrap().trim().to_owned()));
    }
    // In a draft they may stand.
    let briefing = folder.path().join(&kinds.last().unwrap().1);
    fs::write(&briefing, fs::read_to_string(&briefing).unwrap().replace("\ndraft: true\n", "\n")).unwrap();
    let words = |folder| String::from_utf8(bulletin(folder).args(["check", "--root", "d"]).assert().success().get_output().stderr.clone()).unwrap();
    let said = words(&folder);
    // No text uses the term.
    assert_eq!(warned(&said), ["B0121", "B0136", "B0232"], "{said}");
    for (kind, path) in &kinds {
        let path = path.strip_prefix("d/").unwrap();
        assert!(said.contains(&format!("--> {path}:")), "{kind}: {said}");
        let full = folder.path().join("d").join(path);
        let text = fs::read_to_string(&full).unwrap();
        let (front, _) = text.split_once("\n---\n").unwrap();
        fs::write(&full, format!("{front}\n---\nSaid in our own words.\n")).unwrap();
    }
    let said = words(&folder);
    assert_eq!(warned(&said), ["B0121", "B0232"], "{said}");
}

/// A digest with an edition that gathers a good briefing and one that is not, which leads.
fn edition(front: &str, note: &str, briefing: (&str, &str)) -> Project {
    Project::new()
        .briefing("2024-10-02-opening", "title: The opening\nsummary: The market opened.", "Of October.")
        .briefing("2024-10-28-closing", &format!("title: The closing\n{}", briefing.0), briefing.1)
        .file("content/editions/2024-10.md", format!("---\ndate: 2024-10-31\nperiod: 2024-10\n{front}---\n{note}\n"))
}

#[test]
fn a_letter_leaves_out_what_is_still_to_be_written() {
    let good = "title: October\npreheader: In short.\n";
    let note = "A note of the editor.";
    // What is unfinished, with the words that no letter may say, and some that each must.
    let cases = [
        (edition(good, "Say in a few sentences what the period brought. This text is the editor's note.", ("", "Text.")), "few sentences", "The opening"),
        (edition(good, "Well begun.\n\nTODO: the rest.", ("", "Text.")), "Well begun", "The closing"),
        (edition("title: October\npreheader: What the period brought, in one line.\n", note, ("", "Text.")), "in one line", "A note of the editor"),
        (edition(good, note, ("", "Write what happened, in a sentence or two.")), "sentence or two", "The closing"),
        (edition(good, note, ("summary: Growth of XX% in all.", "Text.")), "Growth of", "The closing"),
        (edition(good, note, ("key_points: [The figure or decision to remember., It closed.]", "Text.")), "to remember", "It closed"),
        (edition(good, note, ("key_points: [\"TODO: count\", It closed.]", "Text.")), "TODO", "It closed"),
        (edition("title: TODO\n", note, ("", "Text.")), "TODO", "2024-10-31"),
        (edition(good, note, ("updates: [{date: 2024-10-29, kind: correction, note: It was TK percent.}]", "Text.")), "It was", "The closing"),
    ];
    for (project, never, says) in cases {
        let build = project.build();
        build.done();
        assert!(build.codes().contains(&"B0136"), "{never}: {}", build.words());
        for form in FORMS {
            build.page(&format!("editions/2024-10/{form}")).never_says(never).says(says);
        }
    }
    // Not even by its title.
    let build =
        edition(good, note, ("", "Text.")).edit("content/briefings/2024/2024-10-28-closing.md", "title: The closing", "title: FIXME the closing").build();
    for form in FORMS {
        build.page(&format!("editions/2024-10/{form}")).never_says("FIXME").says("The opening");
    }
}

#[test]
fn a_finished_letter_is_what_it_was() {
    let build = edition("title: October\npreheader: In short.\n", "A note of `TODO` and Article XX.", ("summary: Chapter XX closed.", "Text.")).build();
    build.succeeds();
    for form in FORMS {
        build.page(&format!("editions/2024-10/{form}")).says("Article XX").says("Chapter XX closed");
    }
}

/// Warnings of a build that reads nothing are those of the one that read.
#[test]
fn they_are_told_again_when_nothing_changed() {
    let project = Project::new().briefing("2024-10-28-closing", "title: TODO", "On XX May it closed.");
    let path = "content/briefings/2024/2024-10-28-closing.md";
    let expected = [("B0136", path, 5, 8), ("B0136", path, 7, 4)];
    project.build().warns(expected);
    project.build().warns(expected).parses(0);
    // Lints may say otherwise.
    project.setting("lints: {placeholder: allow}").build().succeeds();
}

#[test]
fn a_draft_may_hold_them() {
    let project = Project::new().briefing("2024-10-28-closing", "draft: true", "TODO: all of it.");
    project.build().succeeds();
    let build = project.edit("content/briefings/2024/2024-10-28-closing.md", "draft: true\n", "").build();
    assert_eq!(build.codes(), ["B0136"]);
}
