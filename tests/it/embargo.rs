//! Nothing of what is held back is to be found, anywhere, in any form.

use crate::project::Project;

/// A briefing with secrets in every field, held back by `front`.
fn with_secret(front: &str) -> Project {
    Project::new()
        .topic("secrettopic", "name: Secrettopicname")
        .file("content/agencies/secretagency.md", "---\nname: Secretagencyname\n---\nSecretagencybody.\n")
        .file("content/indicators/secretindicator.md", "---\nname: Secretindicatorname\nunit: person\nmeasure: stock\n---\nSecretdefinition.\n")
        .file("content/instruments/secretinstrument.md", "---\nname: Secretinstrumentname\ntype: law\n---\nSecretlaw.\n")
        .file("content/briefings/2024/secretpicture.png", "PNG")
        .file("content/briefings/2024/secretfile.csv", "1,2")
        .briefing("2024-09-01-open", "dates: [{id: opening, kind: hearing, title: Opening, date: 2024-12-30}]", "This is open from [[date:opening]].")
        .briefing(
            "2025-03-31-secretid",
            &format!(
                "title: Secrettitle\nsummary: Secretsummary\ntopics: [secrettopic, telecoms]\nagencies: [secretagency]\njurisdictions: [Iceland]\n\
                 people: [{{name: Secretperson}}]\nkey_points: [Secretpoint]\nimage: {{src: ../2024/secretpicture.png, alt: Secretalt}}\n\
                 sources: [{{id: s, title: Secretsource}}]\nredirect_from: [/secretredirect/]\n\
                 figures: [{{id: secretfigure, indicator: secretindicator, value: 4711, as_of: 2025-03-30}}, {{id: f, label: Secretlabel, value: 1, unit: person, as_of: 2025-03-30}}]\n\
                 commitments: [{{id: secretcommitment, text: Secretpromise, instruments: [secretinstrument], due: 2026-12-31}}]\n\
                 dates: [{{id: secretdate, kind: hearing, date: 2026-11-30, instrument: secretinstrument, title: Secrethearing}}]\n\
                 date_updates: [{{event: 2024/open/opening, date: 2026-11-29, note: Secretmove, source: s}}]\n\
                 instruments: [{{instrument: secretinstrument, status: proposed}}]\nextra: {{secretextra: 1}}\n{front}"
            ),
            "Secretbody [@s] and [file](../2024/secretfile.csv).\n\n## Secretheading",
        )
        .briefing("2024-11-01-later", "", "This is open too.")
        .at("2025-03-31T12:00:00Z")
}

#[test]
fn a_draft_leaves_no_byte() {
    let project = with_secret("draft: true");
    let build = project.build();
    build.succeeds().never_says("secret").never_says("Iceland").never_says("2025").lacks(["briefings/2025/index.html", "sitemap-2025.xml"]);
    assert_eq!(build.done().due, None);
    assert_eq!(build.tree, project.remove("content/briefings/2025").cold().tree);
}

#[test]
fn a_briefing_before_its_time_leaves_no_byte_and_says_when_it_is_due() {
    let project = with_secret("publish_at: 2025-04-01T09:00:00+08:00");
    let build = project.build();
    build.succeeds().never_says("secret").never_says("Iceland").never_says("2025");
    assert_eq!(build.done().due, Some(1_743_469_200));
    let project = project.at("2025-04-01T00:59:59Z");
    project.build().writes_n(0);
    let project = project.at("2025-04-01T01:00:00Z");
    let build = project.build();
    build.succeeds().has(["briefings/2025/secretid/index.html", "topics/secrettopic/index.html", "secretredirect/index.html", "sitemap-2025.xml"]);
    assert_eq!(build.done().due, None);
    // And back, as when a moment was set too early.
    let project = project.at("2025-04-01T00:00:00Z");
    project.build().succeeds().never_says("secret");
}

#[test]
fn a_moment_without_an_offset_is_in_the_zone_of_the_site() {
    let project = with_secret("publish_at: 2025-04-01 09:00").setting("time_zone: Asia/Shanghai");
    project.at("2025-04-01T00:59:59Z").build().succeeds().never_says("secret");
    let project = with_secret("publish_at: 2025-04-01 09:00").setting("time_zone: Asia/Shanghai").at("2025-04-01T01:00:00Z");
    project.build().has(["briefings/2025/secretid/index.html"]);
}

#[test]
fn a_day_begins_in_the_zone_of_the_site() {
    let project = Project::new().briefing("2024-10-23-letter", "publish_at: 2024-10-23", "The letter.").setting("time_zone: America/New_York");
    project.at("2024-10-23T03:59:59Z").build().lacks(["briefings/2024/letter/index.html"]);
    let project = Project::new().briefing("2024-10-23-letter", "publish_at: 2024-10-23", "The letter.").setting("time_zone: America/New_York");
    project.at("2024-10-23T04:00:00Z").build().has(["briefings/2024/letter/index.html"]);
}

#[test]
fn drafts_have_an_output_of_their_own() {
    let project = with_secret("draft: true");
    project.build().succeeds();
    let project = project.drafts(true);
    project.build().refuses("give drafts an output of their own");
    let project = project.output("preview");
    project.build().has(["briefings/2025/secretid/index.html"]);
    let project = project.drafts(false);
    project.build().refuses("shows drafts");
}

#[test]
fn hidden_briefings_are_checked_all_the_same() {
    let project = with_secret("draft: true").edit("content/briefings/2025/2025-03-31-secretid.md", "[@s]", "[@t]");
    project.build().fails([("B0303", "content/briefings/2025/2025-03-31-secretid.md", 21, 13)]);
}

#[test]
fn a_translation_is_hidden_with_its_original() {
    let project = with_secret("draft: true")
        .setting("languages: [en, zh-Hans]")
        .file("content/briefings/2025/2025-03-31-secretid.zh-hans.md", "---\ntitle: 秘密标题\n---\n秘密正文。\n");
    project.build().succeeds().never_says("秘密").never_says("secret");
}

#[test]
fn a_withdrawn_briefing_is_left_out_of_listings_and_says_so() {
    let project = Project::new()
        .briefing("2024-09-01-old", "title: Oldtitle\nwithdrawn: {date: 2024-10-01, reason: \"It was *wrong*.\", replaced_by: 2024/new}", "The old text.")
        .briefing("2024-09-20-new", "title: Newtitle", "The new text.");
    let build = project.build();
    build.succeeds().page("briefings/2024/old/index.html").says("It was <em>wrong</em>.").says("href=\"/briefings/2024/new/\"");
    for (path, _) in build.tree.iter().filter(|(path, _)| !path.contains("/old/")) {
        // What was withdrawn is told among the corrections.
        if !path.starts_with("corrections/") {
            build.page(path).never_says("Oldtitle").never_says("/briefings/2024/old/");
        }
    }
}
