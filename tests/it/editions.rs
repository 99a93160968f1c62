//! Editions: what they gather, that they stay as they were, and their newsletters.

use crate::project::{Build, Project};

const OCTOBER: &str = "title: October 2024\ndate: 2024-10-31\nperiod: 2024-10\n";
const FORMS: [&str; 3] = ["newsletter.html", "newsletter.txt", "newsletter.eml"];

/// A digest with three briefings of October 2024 and one of September.
fn digest() -> Project {
    Project::new()
        .briefing("2024-09-30-before", "", "Of September.")
        .briefing("2024-10-02-opening", "summary: The opening of the market.", "Of October.")
        .briefing("2024-10-16-spectrum", "dates: [{id: hearing, title: Hearing on spectrum, kind: hearing, date: 2024-12-03}]", "Of October.")
        .briefing("2024-10-28-closing", "", "Of October.")
}

fn edition(project: Project, front: &str) -> Project {
    project.file("content/editions/2024-10.md", format!("---\n{front}---\nThe *note* of the editor.\n"))
}

/// The titles on an edition's page: of the briefing that leads, then of the others.
fn titles(build: &Build, selector: &str) -> Vec<String> {
    build.page("editions/2024-10/index.html").texts(selector)
}

#[test]
fn an_edition_gathers_the_briefings_of_its_period_and_the_newest_leads() {
    let build = edition(digest(), OCTOBER).build();
    build.succeeds().has(["editions/index.html", "editions/feed.xml", "editions/feed.json"]);
    assert_eq!(titles(&build, ".lead h2"), ["About closing"]);
    assert_eq!(titles(&build, ".card h3"), ["About spectrum", "About opening"]);
    assert_eq!(titles(&build, ".slips .facts + a"), ["Hearing on spectrum"]);
    build.page("editions/2024-10/index.html").says("<em>note</em>").says("href=\"/editions/2024-10/newsletter.eml\"").never_says("About before");
    build.page("editions/index.html").says("href=\"/editions/2024-10/\"");
    build.page("index.html").says("href=\"/editions/2024-10/\"");
    build.page("sitemap-pages.xml").says("/editions/</loc>").says("/editions/2024-10/</loc>");
}

#[test]
fn an_edition_may_name_its_briefings_and_the_one_that_leads() {
    let front = "title: Chosen\ndate: 2024-10-31\nbriefings: [2024/before, 2024/spectrum]\nlead: 2024/opening\n";
    let build = edition(digest(), front).build();
    build.succeeds();
    assert_eq!(titles(&build, ".lead h2"), ["About opening"]);
    assert_eq!(titles(&build, ".card h3"), ["About spectrum", "About before"]);
}

#[test]
fn a_featured_briefing_leads_before_a_newer_one() {
    let build = edition(digest(), OCTOBER).edit("content/briefings/2024/2024-10-16-spectrum.md", "title: About", "featured: true\ntitle: About").build();
    assert_eq!(titles(&build, ".lead h2"), ["About spectrum"]);
}

#[test]
fn an_edition_that_names_a_draft_is_refused() {
    let front = "title: Chosen\ndate: 2024-10-31\nbriefings: [2024/secret, 2024/opening]\nlead: 2024/secret\n";
    let project = edition(digest().briefing("2024-10-20-secret", "draft: true", "Held back."), front);
    let path = "content/editions/2024-10.md";
    project.build().fails([("B0211", path, 4, 13), ("B0211", path, 5, 7)]);
    project.drafts(true).build().done();
}

#[test]
fn a_draft_leaves_nothing_in_an_edition_and_a_draft_of_an_edition_nothing_at_all() {
    let held = "draft: true\ntitle: Quarantine\ndates: [{id: q, title: Quarantine ends, kind: review, date: 2024-12-01}]\nupdates: [{date: 2024-10-29, kind: correction, note: Quarantine}]";
    let build = edition(digest().briefing("2024-10-20-secret", held, "Quarantine."), OCTOBER).build();
    build.succeeds().never_says("quarantine");
    let project = digest().file("content/editions/q.md", "---\ntitle: Quarantine\ndate: 2024-10-31\nperiod: 2024-10\ndraft: true\n---\nQuarantine\n");
    let build = project.build();
    build.succeeds().never_says("quarantine").lacks(["editions/index.html", "editions/feed.xml"]);
    build.page("index.html").never_says("/editions/");
}

/// Dates, figures and corrections that newer briefings bring belong to newer editions.
#[test]
fn a_newer_briefing_leaves_an_old_edition_as_it_was() {
    let indicator = "---\nname: Stations\nunit: station\nmeasure: stock\nfrequency: monthly\n---\nAll stations.\n";
    let figures = "figures: [{id: bs, indicator: stations, value: 100, as_of: 2024-09-30, source: paper}]";
    let corrected = "updates: [{date: 2024-10-29, kind: correction, note: Was 90.}]";
    let project = edition(digest(), OCTOBER).file("content/indicators/stations.md", indicator).briefing(
        "2024-10-29-figures",
        &format!("{figures}\n{corrected}"),
        "The count is [[fig:bs]].",
    );
    let before = project.build();
    before.succeeds();
    before.page("editions/2024-10/index.html").says("100\u{a0}stations").says("Was 90.");
    let newer = "dates: [{id: d, title: Another hearing, kind: hearing, date: 2024-11-30}]\nfigures: [{id: bs, indicator: stations, value: 101, \
                 as_of: 2024-09-30, revises: 2024/figures/bs, source: paper}]\nupdates: [{date: 2024-11-06, kind: correction, note: Mended.}]";
    let after = project.briefing("2024-11-05-newer", newer, "Of November: [[fig:bs]].").build();
    after.done();
    for file in ["index.html"].iter().chain(&FORMS) {
        let path = format!("editions/2024-10/{file}");
        assert!(before.tree[&path] == after.tree[&path], "{path} changed");
        assert!(after.done().written.iter().all(|change| change.path != path), "{path} was written again");
    }
    after.page("briefings/2024/figures/index.html").says("101");
}

/// What is cached must be right whatever form of the letter is asked for.
#[test]
fn a_newsletter_is_made_again_when_what_it_shows_changes_and_not_otherwise() {
    let project = edition(digest(), OCTOBER);
    let letters: Vec<String> = FORMS.iter().map(|form| format!("editions/2024-10/{form}")).collect();
    project.build().succeeds();
    project.build().renders(0);
    let written = |build: &Build| build.done().written.iter().map(|c| c.path.clone()).filter(|path| letters.contains(path)).count();
    let project = project.edit("content/editions/2024-10.md", "*note*", "*word*");
    let build = project.build();
    assert_eq!(written(&build), 3);
    assert_eq!(build.tree, project.cold().tree);
    let project = project.edit("content/briefings/2024/2024-10-02-opening.md", "of the market", "of all markets");
    let build = project.build();
    assert_eq!(written(&build), 3);
    assert_eq!(build.tree, project.cold().tree);
    let project = project.edit("content/briefings/2024/2024-09-30-before.md", "Of September", "From September");
    assert_eq!(written(&project.build()), 0);
}

#[test]
fn a_message_holds_both_forms_and_the_headers_of_a_draft() {
    let build = edition(digest(), &OCTOBER.replace("October 2024", "2024年10月 · 电信")).build();
    build.succeeds();
    let message = build.page("editions/2024-10/newsletter.eml").text;
    let (head, body) = message.split_once("\r\n\r\n").unwrap();
    for header in ["Date: Thu, 31 Oct 2024 00:00:00 +0000", "X-Unsent: 1", "MIME-Version: 1.0", "Subject: =?utf-8?"] {
        assert!(head.lines().any(|line| line.starts_with(header)), "{header}\n{head}");
    }
    assert!(head.contains("@digest.example>"), "{head}");
    let boundary = head.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let parts: Vec<&str> = body.split(&format!("--{boundary}")).skip(1).collect();
    assert_eq!(parts.len(), 3, "two parts and an end: {body}");
    assert!(parts[0].contains("Content-Type: text/plain") && parts[1].contains("Content-Type: text/html") && parts[2].starts_with("--"));
    assert!(message.split("\r\n").all(|line| line.len() <= 78 && !line.contains('\n')));
}

/// All addresses are full ones, in HTML and in text, also those of a note.
#[test]
fn letters_need_no_page_to_resolve_their_links() {
    let project = edition(digest().base_url("https://digest.example/policy"), OCTOBER).edit(
        "content/editions/2024-10.md",
        "The *note*",
        "See [[topic:telecoms]] and [it](/about/).[^1]\n\n[^1]: A note.\n\nThe",
    );
    let build = project.file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n").build();
    build.succeeds();
    let letter = build.page("editions/2024-10/newsletter.html");
    for address in letter.attributes("a", "href") {
        assert!(address.starts_with("https://digest.example/policy/"), "{address}");
    }
    build
        .page("editions/2024-10/newsletter.txt")
        .says("<https://digest.example/policy/briefings/2024/closing/>")
        .says("<https://digest.example/policy/about/>");
}

/// Gmail cuts off what is longer, with the links at its end.
#[test]
fn a_long_letter_lists_as_many_briefings_as_fit_and_counts_the_rest() {
    let mut project = edition(Project::new(), OCTOBER);
    let summary = format!("summary: {}", "Rules and figures of the market. ".repeat(9));
    for i in 0..120 {
        project = project.briefing(&format!("2024-10-{:02}-number-{i}", i % 28 + 1), &summary, "Text.");
    }
    let build = project.build();
    build.succeeds();
    let letter = build.page("editions/2024-10/newsletter.html");
    let listed = letter.texts(".item").len();
    assert!((99_000..102_400).contains(&letter.text.len()), "{} bytes", letter.text.len());
    letter.says(&format!("And {} more briefings on the web", 119 - listed));
    let text = build.page("editions/2024-10/newsletter.txt");
    assert_eq!(text.text.lines().filter(|line| line.starts_with("* ")).count(), listed);
    text.says(&format!("And {} more briefings on the web", 119 - listed));
    assert_eq!(build.page("editions/2024-10/index.html").texts(".card").len(), 119);
    project.edit("content/editions/2024-10.md", "The *note*", &"A note that never ends. ".repeat(5000)).build().fails([(
        "B0219",
        "content/editions/2024-10.md",
        1,
        1,
    )]);
}

#[test]
fn switched_off_there_are_no_editions() {
    let build = edition(digest(), OCTOBER).setting("outputs: {editions: false}").build();
    build.succeeds();
    assert!(build.tree.keys().all(|path| !path.contains("editions/")));
    build.page("index.html").never_says("/editions/");
}

#[test]
fn a_translated_edition_has_a_page_and_letters_of_its_own() {
    let project = edition(digest(), OCTOBER)
        .edit("content/site.yaml", "title: ", "languages: [en, zh-Hans]\ntitle: ")
        .file("content/topics/telecoms.md", "---\nname: {en: Telecoms, zh-Hans: 电信业}\n---\n")
        .briefing("2024-10-02-opening.zh-hans", "title: 开放", "十月。")
        .file("content/editions/2024-10.zh-hans.md", "---\ntitle: 2024年10月\n---\n编者的话。\n");
    let build = project.build();
    build.done();
    let page = build.page("zh-hans/editions/2024-10/index.html");
    assert_eq!(page.texts(".lead h2"), ["开放"]);
    page.says("编者的话").never_says("About");
    build.page("zh-hans/editions/2024-10/newsletter.txt").says("2024年10月31日").says("<https://digest.example/zh-hans/briefings/2024/opening/>");
    build.page("editions/2024-10/index.html").says("hreflang=\"zh-Hans\"");
}
