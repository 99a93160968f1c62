//! Citations: three files beside each briefing that say the same.

use crate::project::Project;

const FILES: [&str; 3] = ["citation.json", "citation.bib", "citation.ris"];

#[test]
fn each_briefing_has_citations_that_its_page_links_to() {
    let build = Project::new().briefing("2024-10-23-opening", "title: The {opening} & more", "Text.").build();
    build.succeeds();
    let page = build.page("briefings/2024/opening/index.html");
    assert_eq!(page.attributes(".cite-as a", "href"), FILES.map(|file| format!("/briefings/2024/opening/{file}")));
    let json: serde_json::Value = serde_json::from_str(&build.page("briefings/2024/opening/citation.json").text).unwrap();
    assert_eq!(json[0]["URL"], "https://digest.example/briefings/2024/opening/");
    assert_eq!((json[0]["title"].as_str(), json[1]["title"].as_str()), (Some("The {opening} & more"), Some("The paper")));
    build.page("briefings/2024/opening/citation.bib").says("@online{opening-2024,").says("The \\textbraceleft{}opening\\textbraceright{} \\& more");
    build.page("briefings/2024/opening/citation.ris").says("TI  - The {opening} & more\r\n").says("TI  - The paper\r\n");
}

#[test]
fn a_source_may_be_of_a_month_or_a_year() {
    let sources = "sources: [{id: month, title: Of a month, issued: 2024-10, accessed: 2025}, {id: year, title: Of a year, issued: 2024}]";
    let build = Project::new().at("2025-02-01T12:00:00Z").briefing("2024-10-23-opening", sources, "Text.").build();
    build.succeeds();
    let page = build.page("briefings/2024/opening/index.html");
    assert_eq!(page.texts(".sources .facts"), ["October 2024 accessed 2025", "2024"]);
    page.says("<time datetime=\"2024-10\">").says("<time datetime=\"2024\">");
    let json: serde_json::Value = serde_json::from_str(&build.page("briefings/2024/opening/citation.json").text).unwrap();
    assert_eq!(json[1]["issued"]["date-parts"], serde_json::json!([[2024, 10]]));
    assert_eq!(json[2]["issued"]["date-parts"], serde_json::json!([[2024]]));
    build.page("briefings/2024/opening/briefing.json").says("\"issued\":\"2024-10\",\"accessed\":\"2025\"");
    build.page("sources/2024/index.html").says("<time datetime=\"2024-10\">October 2024</time>").says("<time datetime=\"2024\">2024</time>");
}

#[test]
fn citations_change_with_their_briefing_alone() {
    let project = Project::new().briefing("2024-10-23-opening", "", "Text.").briefing("2024-10-24-other", "", "Text.");
    project.build().succeeds();
    let project = project.edit("content/briefings/2024/2024-10-24-other.md", "About other", "About others");
    let build = project.build();
    let written: Vec<&str> = build.done().written.iter().map(|c| c.path.as_str()).filter(|path| path.contains("citation")).collect();
    assert_eq!(written, ["briefings/2024/other/citation.bib", "briefings/2024/other/citation.json", "briefings/2024/other/citation.ris"]);
    assert_eq!(build.tree, project.cold().tree);
}

#[test]
fn switched_off_there_are_no_citations() {
    let build = Project::new().setting("outputs: {citations: false}").briefing("2024-10-23-opening", "", "Text.").build();
    build.succeeds();
    assert!(build.tree.keys().all(|path| !path.contains("citation")));
    build.page("briefings/2024/opening/index.html").never_says("citation.");
}

#[test]
fn a_draft_leaves_no_citation() {
    Project::new().briefing("2024-10-23-quarantine", "draft: true", "Text.").build().succeeds().never_says("quarantine");
}
