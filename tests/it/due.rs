//! `bulletin due`: what is held back until when.

use assert_cmd::Command;

use crate::project::Project;

fn due(project: &Project, arguments: &[&str], code: i32) -> String {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("bulletin"));
    let output = command.current_dir(project.root()).arg("due").args(arguments).args(["--at", "2025-03-31T12:00:00Z"]).output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn digest() -> Project {
    Project::new()
        .setting("time_zone: Asia/Shanghai")
        .file("content/pages/plans.md", "---\ntitle: Our plans\npublish_at: 2025-04-01\n---\nThey are these.\n")
        .file("content/terms/redcap.md", "---\nname: Reduced Capability\npublish_at: 2025-06-30T12:00:00Z\n---\nA definition.\n")
        .file("content/editions/w14.md", "---\ntitle: Week 14\ndate: 2025-04-07\nbriefings: [2024/open]\npublish_at: 2025-04-07T09:00:00+08:00\n---\nA note.\n")
        .briefing("2024-10-23-open", "", "This is open.")
        .briefing("2025-04-01-budget", "title: \"The budget; at last\"\npublish_with: w14", "Text.")
        .briefing("2025-04-02-never", "draft: true", "Text.")
        .briefing("2025-04-03-nor-this", "publish_with: 2025/never", "Text.")
        .briefing("2025-03-30-past", "publish_at: 2025-03-31T12:00:00Z", "Text.")
}

#[test]
fn what_is_held_back_is_told_by_its_moment() {
    let project = digest();
    let expected = "\
due                   kind      id           title
2025-03-31 16:00 UTC  page      plans        Our plans
2025-04-07 01:00 UTC  briefing  2025/budget  The budget; at last
2025-04-07 01:00 UTC  edition   w14          Week 14
2025-06-30 12:00 UTC  term      redcap       Reduced Capability
";
    assert_eq!(due(&project, &[], 0), expected);
    let json = due(&project, &["--format", "json", "--within", "1d"], 0);
    let told: serde_json::Value = serde_json::from_str(json.trim()).unwrap();
    let page = serde_json::json!({ "at": "2025-03-31T16:00:00Z", "kind": "page", "id": "plans", "title": "Our plans", "file": "content/pages/plans.md" });
    assert_eq!(told, page);
}

#[test]
fn with_a_span_the_exit_code_says_whether_something_falls_due_in_it() {
    let project = digest();
    assert_eq!(due(&project, &["--within", "1d"], 0).lines().count(), 2);
    assert_eq!(due(&project, &["--within", "3m"], 0).lines().count(), 5);
    let project = project.remove("content/pages/plans.md");
    assert_eq!(due(&project, &["--within", "6d"], 3), "nothing falls due within 6d\n");
    assert_eq!(due(&project, &["--within", "6d", "--format", "json"], 3), "");
    assert_eq!(due(&project, &["--within", "1w"], 0).lines().count(), 3);
    assert_eq!(due(&Project::new(), &[], 0), "nothing falls due\n");
    due(&project, &["--within", "soon"], 2);
    due(&project.edit("content/editions/w14.md", "title:", "titel:"), &["--within", "1y"], 1);
}

#[test]
fn the_desk_may_take_it_into_a_calendar() {
    let calendar = due(&digest(), &["--format", "ics"], 0);
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 4);
    for line in
        ["UID:due-briefing/2025/budget@digest.example", "DTSTART:20250407T010000Z", "DTSTAMP:20250331T120000Z", "SUMMARY;LANGUAGE=en:The budget\\; at last"]
    {
        assert!(calendar.contains(&format!("\r\n{line}\r\n")), "{line} in\n{calendar}");
    }
    assert!(due(&Project::new(), &["--format", "ics"], 0).contains("BEGIN:VTIMEZONE"));
}
