//! Nothing of what is held back is to be found, anywhere, in any form.

use bulletin::engine::HeldBack;

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
        if !path.starts_with("corrections/") && !path.ends_with(".bin") {
            build.page(path).never_says("Oldtitle").never_says("/briefings/2024/old/");
        }
    }
}

/// A digest of which something else than a briefing has secrets in every field, held back by `front`; its path.
fn with_other_secret(kind: &str, front: &str) -> (Project, &'static str) {
    let project = Project::new()
        .setting("languages: [en, zh-Hans]")
        .file("content/pages/about.md", "---\ntitle: About\nmenu: true\n---\nOn [[term:redcap]].\n")
        .file("content/terms/redcap.md", "---\nname: Reduced Capability\nshort: RedCap\n---\nA definition.\n")
        .file("content/editions/2024-10.md", "---\ntitle: October\ndate: 2024-10-31\nperiod: 2024-10\n---\nA note.\n")
        .briefing("2024-10-23-open", "", "This is open.")
        .at("2025-03-31T12:00:00Z");
    let project = if kind == "edition" { project.file("content/editions/secretpicture.png", "PNG") } else { project };
    let (path, fields, body) = match kind {
        "edition" => (
            "content/editions/secretid.md",
            "title: Secrettitle\ndate: 2025-03-31\nbriefings: [2024/open]\nlead: 2024/open\npreheader: Secretpreheader\nredirect_from: [/secretredirect/]\n",
            "Secretnote ![Secretalt](secretpicture.png) on [[term:redcap]].",
        ),
        "page" => (
            "content/pages/secretid.md",
            "title: Secrettitle\nmenu: true\nsummary: Secretsummary\nredirect_from: [/secretredirect/]\nextra: {secretextra: 1}\n",
            "Secretbody, see [there](#secretheading).\n\n## Secretheading {#secretheading}",
        ),
        "term" => (
            "content/terms/secretid.md",
            "name: Secretname\nshort: SCRT\naliases: [Secretalias]\nformer_ids: [secretformer]\nredirect_from: [/secretredirect/]\n",
            "Secretdefinition.",
        ),
        _ => (
            "content/briefings/2025/2025-03-31-secretid.md",
            "title: Secrettitle\ndate: 2025-03-31\ntopics: [telecoms]\nsources: [{title: Secretsource}]\n",
            "Secretbody.",
        ),
    };
    let translation = format!("---\n{}: 秘密标题\n---\n秘密正文。\n", if kind == "term" { "name" } else { "title" });
    (project.file(path, format!("---\n{fields}{front}\n---\n{body}\n")).file(path.replace(".md", ".zh-hans.md"), translation), path)
}

/// Builds with what is held back, and holds the output against that of the digest without it.
fn leaves_no_byte(project: Project, paths: &[&str]) -> Project {
    let build = project.build();
    build.succeeds().never_says("secret").never_says("SCRT").never_says("秘密").never_says("2025");
    let mut without = project;
    for path in paths {
        without = without.remove(path);
    }
    assert_eq!(build.tree, without.cold().tree, "{paths:?}");
    without
}

#[test]
fn editions_pages_and_terms_that_are_drafts_leave_no_byte() {
    for kind in ["edition", "page", "term"] {
        let (project, path) = with_other_secret(kind, "draft: true");
        let translation = path.replace(".md", ".zh-hans.md");
        assert_eq!(project.build().done().due, None);
        let picture = ["content/editions/secretpicture.png"].into_iter().filter(|_| kind == "edition");
        leaves_no_byte(project, &[path, &translation].into_iter().chain(picture).collect::<Vec<_>>());
    }
}

/// What each kind of document shows once its time has come, by the clock alone and not by a look at its files.
#[test]
fn editions_pages_and_terms_come_at_their_moment_and_go_again() {
    for (kind, outputs) in [
        ("edition", &["editions/secretid/index.html", "secretredirect/index.html", "editions/secretpicture.png", "zh-hans/editions/secretid/index.html"][..]),
        ("page", &["secretid/index.html", "secretredirect/index.html", "zh-hans/secretid/index.html"]),
        ("term", &["secretredirect/index.html", "zh-hans/glossary/index.html"]),
        ("briefing", &["briefings/2025/secretid/index.html", "sitemap-2025.xml"]),
    ] {
        let (project, path) = with_other_secret(kind, "publish_at: 2025-04-01T09:00:00+08:00");
        // The one who uses the term comes with it.
        let project = if kind == "term" {
            project.file("content/pages/later.md", "---\ntitle: Secretuse\npublish_at: 2025-04-01T01:00:00Z\n---\nOn [[term:secretid]].\n")
        } else {
            project
        };
        let before = project.build();
        before.succeeds().never_says("secret").never_says("秘密").lacks(outputs.iter().copied());
        assert_eq!(before.done().due, Some(1_743_469_200), "{kind}");
        let project = project.at("2025-04-01T00:59:59Z");
        let build = project.build();
        build.succeeds().writes_n(0).reads(0);
        let project = project.at("2025-04-01T01:00:00Z");
        let build = project.build();
        build.succeeds().has(outputs.iter().copied());
        assert_eq!(build.done().due, None, "{kind}");
        assert_eq!(build.tree, project.cold().tree, "{path}");
        let project = project.at("2025-04-01T00:00:00Z");
        let again = project.build();
        again.succeeds();
        assert_eq!(again.tree, before.tree, "{path}");
    }
}

#[test]
fn a_term_that_only_hidden_texts_use_is_not_in_the_glossary() {
    let project = Project::new()
        .file("content/terms/redcap.md", "---\nname: Reduced Capability\n---\nA definition.\n")
        .file("content/terms/secretid.md", "---\nname: Secretname\nredirect_from: [/secretredirect/]\n---\nA part of [[term:deeper]].\n")
        .file("content/terms/deeper.md", "---\nname: Secretdepth\n---\nDeeper.\n")
        .briefing("2024-10-23-open", "", "On [[term:redcap]].")
        .briefing("2024-11-01-held", "title: Secrettitle\npublish_at: 2025-04-01T01:00:00Z", "On [the term](/glossary/#secretid).")
        .at("2025-03-31T12:00:00Z");
    let build = project.build();
    build.succeeds().never_says("secret").lacks(["secretredirect/index.html"]);
    let without = project.remove("content/briefings/2024/2024-11-01-held.md").remove("content/terms/secretid.md").remove("content/terms/deeper.md");
    assert_eq!(build.tree, without.cold().tree);
}

#[test]
fn a_term_comes_with_the_first_text_that_uses_it() {
    let project = Project::new()
        .file("content/terms/secretid.md", "---\nname: Secretname\n---\nA part of [[term:deeper]].\n")
        .file("content/terms/deeper.md", "---\nname: Secretdepth\n---\nDeeper.\n")
        .briefing("2024-10-23-open", "", "This is open.")
        .briefing("2024-11-01-held", "publish_at: 2025-04-01T01:00:00Z", "On [[term:secretid]].")
        .at("2025-03-31T12:00:00Z");
    project.build().succeeds().never_says("secret").lacks(["glossary/index.html"]);
    let project = project.at("2025-04-01T01:00:00Z");
    let build = project.build();
    build.succeeds().page("glossary/index.html").says("Secretname").says("Secretdepth");
    assert_eq!(build.tree, project.cold().tree);
    // What nobody uses is shown to its author alone.
    let project = project.edit("content/briefings/2024/2024-11-01-held.md", "[[term:secretid]]", "nothing");
    project.build().lacks(["glossary/index.html"]);
    project.drafts(true).output("preview").build().has(["glossary/index.html"]);
}

#[test]
fn what_is_visible_does_not_name_what_is_hidden() {
    for (kind, name) in [("edition", "edition:secretid"), ("page", "page:secretid"), ("term", "term:secretid")] {
        for link in [format!("[[{name}]]"), format!("[[{name}|this]]")] {
            let (project, _) = with_other_secret(kind, "draft: true");
            let project = project.briefing("2024-11-01-names", "", &format!("See {link}."));
            project.build().fails([("B0211", "content/briefings/2024/2024-11-01-names.md", 7, 5)]);
        }
    }
    for (kind, link) in [("edition", "/editions/secretid/"), ("page", "/secretid/"), ("term", "/glossary/#secretid"), ("term", "/zh-hans/glossary/#secretid")] {
        let (project, _) = with_other_secret(kind, "publish_at: 2026-01-01");
        let project = project.briefing("2024-11-01-names", "", &format!("See [this]({link})."));
        project.build().fails([("B0211", "content/briefings/2024/2024-11-01-names.md", 7, 5)]);
    }
    let (project, _) = with_other_secret("page", "draft: true");
    let build = project.setting("menu: [{name: Secret, url: /secretid/}]").build();
    assert_eq!(build.codes(), ["B0301"]);
}

/// Several at one moment, over a chain, in both kinds.
#[test]
fn what_comes_out_with_another_waits_for_it() {
    let (edition, briefing) = ("content/editions/secretid.md", "content/briefings/2025/2025-03-31-secretid.md");
    let digest = |moment: &str| {
        let (project, _) = with_other_secret("edition", moment);
        project
            .file(
                briefing,
                "---\ntitle: Secretbriefing\ndate: 2025-03-31\ntopics: [telecoms]\nsources: [{title: Paper}]\npublish_with: Secretid\n---\nSecrettext.\n",
            )
            .briefing("2025-03-30-third", "title: Secretthird\npublish_with: 2025/secretid", "Secrettext.")
    };
    // Of a draft, or of an edition that comes out with one, there is no moment.
    let project = digest("draft: true");
    assert_eq!(project.build().done().due, None);
    leaves_no_byte(
        project,
        &["content/briefings/2025", "content/editions/secretid.md", "content/editions/secretid.zh-hans.md", "content/editions/secretpicture.png"],
    );

    let project = digest("publish_at: 2025-04-01T01:00:00Z").edit(edition, "2024/open]", "2024/open, 2025/secretid]");
    let before = project.build();
    before.succeeds().never_says("secret").never_says("2025");
    assert_eq!(before.done().due, Some(1_743_469_200));
    let project = project.at("2025-04-01T00:59:59Z");
    project.build().succeeds().writes_n(0).reads(0);
    let project = project.at("2025-04-01T01:00:00Z");
    let build = project.build();
    build.succeeds().has(["editions/secretid/index.html", "briefings/2025/secretid/index.html", "briefings/2025/third/index.html"]);
    assert_eq!(build.tree, project.cold().tree);

    // Its own moment counts too, if it is the later one; and one that is withdrawn holds nothing back.
    let project = project.edit(briefing, "publish_with", "publish_at: 2025-05-01T00:00:00Z\npublish_with").edit(edition, ", 2025/secretid]", "]");
    let build = project.build();
    build.succeeds().has(["editions/secretid/index.html"]).lacks(["briefings/2025/secretid/index.html", "briefings/2025/third/index.html"]);
    assert_eq!(build.done().due, Some(1_746_057_600));
    let project = project.at("2025-05-01T00:00:00Z").edit(briefing, "sources", "withdrawn: {date: 2025-05-01, reason: Wrong.}\nsources");
    project.build().succeeds().has(["briefings/2025/secretid/index.html", "briefings/2025/third/index.html"]);
}

#[test]
fn serve_says_until_when_each_is_held_back() {
    let (project, _) = with_other_secret("edition", "publish_at: 2025-04-01T01:00:00Z");
    let project = project
        .file("content/pages/secretid.md", "---\ntitle: Secrettitle\ndraft: true\n---\nText.\n")
        .briefing("2025-03-30-third", "publish_with: secretid", "Text.")
        .drafts(true)
        .output("preview");
    let build = project.build();
    let held = |path: &str| build.done().unpublished.iter().find(|page| page.path == path).map(|page| page.held);
    assert_eq!(held("editions/secretid/index.html"), Some(HeldBack::Until(1_743_469_200)));
    assert_eq!(held("briefings/2025/third/index.html"), Some(HeldBack::Until(1_743_469_200)));
    assert_eq!(held("secretid/index.html"), Some(HeldBack::Draft));
    assert_eq!(held("briefings/2024/open/index.html"), None);
}
