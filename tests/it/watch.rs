//! `bulletin build --watch`: the program itself, beside someone who writes.

use std::fs;
use std::process::Command;

use crate::project::{NOW, Project, tree};
use crate::running::{Running, until};

/// Starts the program.
#[track_caller]
fn watch(project: &Project, arguments: &[&str]) -> Running {
    Running::start(project, &[&["build", "--watch"], arguments].concat())
}

fn page(project: &Project, path: &str) -> String {
    fs::read_to_string(project.root().join("output").join(path)).unwrap_or_default()
}

const LETTER: &str = "content/briefings/2024/2024-10-23-letter.md";
const PAGE: &str = "briefings/2024/letter/index.html";

#[test]
fn what_is_saved_is_built_until_someone_ends_it() {
    let mut project = Project::new().briefing("2024-10-23-letter", "", "The letter said much.");
    let watching = watch(&project, &["--at", NOW]);
    watching.says(" written, 0 kept");
    watching.says("watching content and themes");

    project = project.edit(LETTER, "said much", "said little");
    until("the page changes", || page(&project, PAGE).contains("said little"));

    project = project.edit(LETTER, "date: 2024-10-23", "date: [2024");
    watching.complains("nothing was written");
    assert!(page(&project, PAGE).contains("said little"));

    project = project.edit(LETTER, "date: [2024", "date: 2024-10-23").edit(LETTER, "said little", "said nothing");
    until("the mended page comes", || page(&project, PAGE).contains("said nothing"));

    // In a folder that comes with it, as editors and git write: beside its name first.
    let answer = project.text(LETTER).replace("About letter", "About answer");
    project =
        project.file("content/briefings/2025/.answer.swp", answer).rename("content/briefings/2025/.answer.swp", "content/briefings/2025/2024-11-05-answer.md");
    until("another page comes", || page(&project, "briefings/2024/answer/index.html").contains("About answer"));
    project = project.edit("content/briefings/2025/2024-11-05-answer.md", "said nothing", "said it again");
    until("it changes", || page(&project, "briefings/2024/answer/index.html").contains("said it again"));
    project = project.remove("content/briefings/2025");
    until("it goes", || !project.root().join("output/briefings/2024/answer").exists());

    // A theme's file, in a folder that was not there when it began.
    project = project.file("content/templates/404.html", "{% extends \"theme/404.html\" %}{% block content %}Nobody here{% endblock content %}");
    until("the site's template is used", || page(&project, "404.html").contains("Nobody here"));

    assert_eq!(watching.signal("INT"), Some(130));
    assert!(project.root().join(".bulletin/cache").exists());
    assert_eq!(tree(&project.root().join("output")), project.cold().tree);
    project.build().writes_n(0).parses(0);
}

#[test]
fn after_a_while_without_changes_a_build_finds_nothing_to_do() {
    let mut project = Project::new().briefing("2024-10-23-letter", "", "The letter said much.");
    let watching = watch(&project, &["--at", NOW, "--format", "json"]);
    watching.says("\"written\":");
    project = project.edit(LETTER, "said much", "said little");
    watching.says("\"written\":");
    // What lets the next build end with a look at the stamps is written when all is quiet, and no lock is held then.
    let still = project.root().join(".bulletin/still");
    let stamp = || fs::metadata(&still).and_then(|data| data.modified()).ok();
    let first = stamp();
    until("the memo is kept", || stamp().is_some_and(|now| Some(now) != first));
    project.build().writes_n(0).reads(0).renders(0);
    assert_eq!(watching.signal("TERM"), Some(143));
}

#[test]
fn a_briefing_appears_when_it_is_due() {
    let due = Command::new("date").args(["-u", "-d", "+2 seconds", "+%Y-%m-%dT%H:%M:%SZ"]).output().unwrap();
    let due = String::from_utf8(due.stdout).unwrap();
    let project = Project::new().briefing("2024-10-23-letter", &format!("publish_at: {due}"), "The letter said much.");
    let watching = watch(&project, &[]);
    watching.says(" written, 0 kept");
    until("it appears", || page(&project, PAGE).contains("said much"));
    assert_eq!(watching.signal("INT"), Some(130));
}

#[test]
fn what_the_environment_refuses_at_the_start_ends_it() {
    let project = Project::new().file("output/mine.txt", "mine");
    let watching = watch(&project, &["--at", NOW]);
    watching.complains("has files that bulletin did not write");
    assert_eq!(watching.end(), Some(2));
}

/// Editors leave locks and links that lead nowhere beside what is open in them.
#[test]
fn what_editors_leave_behind_does_not_stop_it() {
    let mut project = Project::new().briefing("2024-10-23-letter", "", "The letter said much.").link("content/briefings/2024/.#old.md", "me@host.1:2");
    let watching = watch(&project, &["--at", NOW]);
    watching.says(" written, 0 kept");
    watching.says("watching content and themes");
    project = project.link("content/briefings/2024/.#2024-10-23-letter.md", "me@host.1:3").file("content/briefings/2024/4913", "");
    let _socket = std::os::unix::net::UnixListener::bind(project.root().join("content/.lock")).unwrap();
    project = project.file("content/briefings/2024/#2024-10-23-letter.md#", "half a").edit(LETTER, "said much", "said little");
    until("the page changes", || page(&project, PAGE).contains("said little"));
    // A link that is no leftover and leads nowhere is told, and ends nothing either.
    project = project.link("content/pages/gone.md", "nowhere.md");
    watching.complains("B0505");
    project = project.remove("content/pages/gone.md").edit(LETTER, "said little", "said nothing");
    until("the page changes again", || page(&project, PAGE).contains("said nothing"));
    assert_eq!(watching.signal("INT"), Some(130));
}
