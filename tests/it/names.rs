//! Names of files, ids and addresses, between the disk and the site.

use crate::project::{Build, Project, SITE};

const SITE_OF_TWO: &str =
    "title: {en: Digest, zh-Hans: 摘要}\nbase_url: https://digest.example/site\nfeed_authority: digest.example,2024\nlanguages: [en, zh-Hans]\n";

fn translation(project: Project, path: &str) -> Project {
    project.file(path, "---\ntitle: 预算\n---\n文字。\n")
}

fn bilingual() -> Project {
    Project::new().site(SITE_OF_TWO).topic("telecoms", "name: {en: Telecoms, zh-Hans: 电信}")
}

#[test]
fn a_translation_belongs_to_the_file_beside_it() {
    let project = bilingual().briefing("2024-10-23-budget", "id: short", "The text.").briefing("2023-10-23-budget", "id: short", "The text.");
    let project = translation(project, "content/briefings/2024/2024-10-23-budget.zh-hans.md");
    let project = translation(project, "content/briefings/2023/2023-10-23-budget.zh-hans.md");
    project.build().succeeds().has(["zh-hans/briefings/2024/short/index.html", "zh-hans/briefings/2023/short/index.html"]);
}

#[test]
fn a_translation_elsewhere_is_found_by_its_id_or_its_name() {
    let project = bilingual().briefing("2024-10-23-budget", "id: short", "The text.").briefing("2024-10-24-reply", "", "The text.");
    let project = translation(project, "content/briefings/zh/2024-10-25-budget.zh-hans.md");
    let project =
        translation(project, "content/briefings/zh/short-reply.zh-hans.md").edit("content/briefings/zh/short-reply.zh-hans.md", "---\nt", "---\nid: reply\nt");
    project.build().succeeds().has(["zh-hans/briefings/2024/short/index.html", "zh-hans/briefings/2024/reply/index.html"]);
}

#[test]
fn a_translation_that_two_could_have_is_no_ones() {
    let project = bilingual().briefing("2024-10-23-budget", "", "The text.").briefing("2023-10-23-budget", "", "The text.");
    let project = translation(project, "content/briefings/zh/budget.zh-hans.md");
    project.build().fails([("B0207", "content/briefings/zh/budget.zh-hans.md", 1, 1)]);
}

#[test]
fn an_index_has_the_id_of_its_folder() {
    let project = bilingual()
        .briefing("2024-10-23-budget", "", "![A chart](chart.png), see [it](../2024/2024-10-24-reply/index.md).")
        .rename("content/briefings/2024/2024-10-23-budget.md", "content/briefings/2024/budget/index.md")
        .file("content/briefings/2024/budget/chart.png", "png")
        .briefing("2024-10-24-reply", "", "[Back](../budget/index.md)")
        .rename("content/briefings/2024/2024-10-24-reply.md", "content/briefings/2024/2024-10-24-reply/index.md")
        .edit("content/briefings/2024/budget/index.md", "../2024/2024", "../2024");
    let project = translation(project, "content/briefings/2024/budget/index.zh-hans.md");
    let built = project.build();
    built.succeeds().has([
        "briefings/2024/budget/index.html",
        "briefings/2024/reply/index.html",
        "zh-hans/briefings/2024/budget/index.html",
        "briefings/2024/budget/chart.png",
    ]);
    built.page("briefings/2024/budget/index.html").says("/site/briefings/2024/budget/chart.png").says("/site/briefings/2024/reply/");
}

#[test]
fn names_are_composed_whatever_the_disk_has() {
    let project = Project::new()
        .briefing(
            "2024-10-23-re\u{301}forme",
            "image: {src: cafe\u{301}.png, alt: A café}",
            "![A café](café.png) [data](donne\u{301}es.csv) [plan](/plans/é.txt)",
        )
        .file("content/briefings/2024/cafe\u{301}.png", "png")
        .file("content/briefings/2024/données.csv", "a")
        .file("content/static/plans/e\u{301}.txt", "e");
    let first = project.build();
    first.succeeds().has(["briefings/2024/réforme/index.html", "briefings/2024/café.png", "briefings/2024/données.csv", "plans/é.txt"]);
    assert!(first.tree.keys().all(|path| !path.contains('\u{301}')));
    assert_eq!(first.tree["plans/é.txt"], b"e");
    // What is on the disk is still found, and a file that gets its composed name is the same file.
    project.build().succeeds().keeps(first.tree.len());
    let project = project.rename("content/static/plans/e\u{301}.txt", "content/static/plans/é.txt");
    project.build().succeeds().keeps(first.tree.len());
    let project = project.file("content/static/plans/é.txt", "new");
    assert_eq!(project.build().tree["plans/é.txt"], b"new");
}

#[test]
fn what_is_hidden_elsewhere_is_published_from_static() {
    let project = Project::new().file("content/static/_redirects", "/a /b 301\n").file("content/static/.well-known/security.txt", "Contact: x\n");
    project.build().succeeds().has(["_redirects", ".well-known/security.txt"]);
}

#[test]
fn former_addresses_of_feeds_and_calendars_are_copies() {
    let project = Project::new()
        .topic("telecoms", "name: Telecoms\nredirect_from: [/telecoms/rss.xml, /telecoms/feed/index.json, /dates/telecoms.ics, /subjects/v1.2, /old.html]")
        .briefing("2024-10-23-budget", "dates: [{id: force, kind: effective, title: In force, date: 2025-01-01}]", "The text.");
    let built = project.build();
    let tree = &built.succeeds().tree;
    for (copy, own) in [
        ("telecoms/rss.xml", "topics/telecoms/feed.xml"),
        ("telecoms/feed/index.json", "topics/telecoms/feed.json"),
        ("dates/telecoms.ics", "topics/telecoms/calendar.ics"),
    ] {
        assert!(!tree[own].is_empty());
        assert_eq!(tree[copy], tree[own], "{copy}");
    }
    built.page("subjects/v1.2/index.html").says("/topics/telecoms/");
    built.page("old.html").says("/topics/telecoms/");
    // They follow what they are copies of.
    let built = project.briefing("2024-10-24-reply", "", "The text.").build();
    assert_eq!(built.tree["telecoms/rss.xml"], built.tree["topics/telecoms/feed.xml"]);
    built.page("telecoms/rss.xml").says("About reply");
}

#[test]
fn a_menu_leads_home_and_to_anchors() {
    let menu = "menu:\n  - {name: {en: Home, zh-Hans: 首页}, url: /}\n  - {name: {en: Team, zh-Hans: 团队}, url: \"https://digest.example/site/about/#re\u{301}sumé\"}\n  - {name: {en: Find, zh-Hans: 查找}, url: \"/about/?q=a%20b\"}\n";
    let project = bilingual().setting(menu.trim_end()).file("content/pages/about.md", "---\ntitle: About\n---\n## Résumé\n\nText.\n");
    let built = project.build();
    let links = |path: &str| built.page(path).attributes("nav.menu a, .menu a", "href");
    assert_eq!(built.done().warnings.len(), 0);
    let home = links("index.html");
    assert!(home.contains(&"/site/".to_owned()), "{home:?}");
    assert!(home.contains(&"/site/about/#r%C3%A9sum%C3%A9".to_owned()), "{home:?}");
    assert!(home.contains(&"/site/about/?q=a%20b".to_owned()), "{home:?}");
    assert!(links("zh-hans/index.html").contains(&"/site/zh-hans/".to_owned()));
    // The same with another address for a preview.
    let preview = project.base_url("https://preview.example").build();
    assert!(preview.page("index.html").attributes(".menu a", "href").contains(&"/about/#r%C3%A9sum%C3%A9".to_owned()));
}

/// Each search for a near name looks at all names: there are no more of them than a report shows, whatever is wrong.
#[test]
fn near_names_are_looked_for_where_they_are_shown() {
    let hints = |built: &Build| built.words().matches("did you mean `telecoms`?").count();
    let mut project = Project::new();
    for n in 0..220 {
        project = project.briefing(&format!("2024-01-01-n{n:03}"), "topics: [telecomz]", "The text.");
    }
    let built = project.build();
    assert_eq!((built.codes().len(), hints(&built)), (220, 200));
    // Those that are shown, even where the first mistakes in the order of dates stand in the last files.
    let late = project.rename("content/briefings/2024/2024-01-01-n000.md", "content/briefings/zz.md");
    assert_eq!(hints(&late.build()), 200);
}

#[test]
fn a_repeated_key_is_told_in_a_warm_build_too() {
    let project = Project::new().site(SITE).briefing("2024-10-23-budget", "extra: {a: 1, b: 2, a: 3}", "The text.");
    let place = [("B0105", "content/briefings/2024/2024-10-23-budget.md", 6, 21)];
    project.build().fails(place);
    project.build().fails(place);
    let project =
        project.file("content/briefings/2024/2024-10-23-budget.markdown", "---\ntitle: A\n---\n").remove("content/briefings/2024/2024-10-23-budget.md");
    let place = [("B0220", "content/briefings/2024/2024-10-23-budget.markdown", 1, 1)];
    project.build().fails(place);
    project.build().fails(place);
}
