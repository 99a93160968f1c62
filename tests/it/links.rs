//! Links of written pages, whoever wrote them.

use crate::project::{Build, Project};

/// A page of a site's own whose template ends with `html`.
fn with_foot(html: &str) -> Project {
    template(project(), html)
}

fn project() -> Project {
    Project::new()
        .topic("trade", "name: Trade")
        .briefing("2024-10-23-note", "id: note\n", "Text.")
        .briefing("2024-10-24-other", "id: other\ntopics: [trade]\n", "Text.")
        .file("content/pages/about.md", "---\ntitle: About\n---\n## Who we are {#who}\n")
        .file("content/pages/help.md", "---\ntitle: Help\n---\nText.\n")
}

fn template(project: Project, html: &str) -> Project {
    project
        .file("content/templates/page.html", format!("{{% extends \"builtin/page.html\" %}}\n{{% block content %}}{{{{ super() }}}}\n{html}{{% endblock %}}\n"))
}

/// What a build told, as a reader sees it.
fn told(build: &Build) -> String {
    build.words()
}

/// The project's build says what one from nothing says.
#[track_caller]
fn warm_says_what_cold_says(project: &Project) -> Build {
    let warm = project.build();
    assert_eq!(told(&warm), told(&project.cold()));
    warm
}

const PLACE: &str = "content/templates/page.html";

#[test]
fn a_link_of_a_template_that_leads_nowhere_is_an_error_at_its_place() {
    with_foot("<link rel=\"stylesheet\" href=\"nope.css\">").build().fails([("B0421", PLACE, 3, 30)]);
    let build = with_foot("<a href=\"/topics/telecom/\">x</a> <img src=\"{{ config.base_path }}/logo.svg\" alt=\"\">").build();
    build.fails([("B0421", PLACE, 3, 10), ("B0421", PLACE, 3, 66)]);
    let words = told(&build);
    assert!(words.contains("/about/ links to `/topics/telecom/`, where nothing is published, and so does one other page"), "{words}");
    assert!(words.contains("did you mean `/topics/telecoms/`?"), "{words}");
    with_foot("<a href=\"/topics/trade/\">x</a><a href=\"#who\"></a>").remove("content/pages/help.md").build().succeeds();
}

#[test]
fn a_dead_anchor_of_a_template_is_a_warning_that_stays() {
    let project = with_foot("<a href=\"#whom\">x</a> <a href=\"/about/#who\">y</a>");
    project.build().warns([("B0422", PLACE, 3, 10)]);
    let project = project.briefing("2024-10-25-third", "", "Text.");
    warm_says_what_cold_says(&project).warns([("B0422", PLACE, 3, 10)]);
    let project = project.edit("content/pages/about.md", "{#who}", "{#whom}");
    warm_says_what_cold_says(&project).warns([("B0422", PLACE, 3, 10), ("B0422", PLACE, 3, 32)]);
    let project = project.edit("content/pages/about.md", "{#whom}", "{#who}").edit("content/pages/help.md", "Text.", "## Whom {#whom}");
    warm_says_what_cold_says(&project).warns([("B0422", PLACE, 3, 10)]);
}

#[test]
fn a_kept_page_that_leads_to_what_went_is_told() {
    let project = with_foot("<a href=\"/topics/trade/\">x</a>");
    project.build().succeeds();
    let project = project.edit("content/briefings/2024/2024-10-24-other.md", "trade", "telecoms");
    warm_says_what_cold_says(&project).fails([("B0421", PLACE, 3, 10)]);
    // The page is not made again for what it shows, and the next builds say so as well.
    warm_says_what_cold_says(&project).fails([("B0421", PLACE, 3, 10)]);
    let project = project.edit("content/briefings/2024/2024-10-24-other.md", "telecoms", "trade");
    warm_says_what_cold_says(&project).succeeds();
}

#[test]
fn an_anchor_that_went_from_a_page_is_missed_by_kept_ones() {
    let project = with_foot("<a href=\"/briefings/2024/note/#costs\">x</a>").edit("content/briefings/2024/2024-10-23-note.md", "Text.", "## Costs\n\nText.");
    project.build().succeeds();
    let project = project.edit("content/briefings/2024/2024-10-23-note.md", "## Costs", "## Prices");
    warm_says_what_cold_says(&project).warns([("B0422", PLACE, 3, 10)]);
    warm_says_what_cold_says(&project).warns([("B0422", PLACE, 3, 10)]);
    let project = project.edit("content/briefings/2024/2024-10-23-note.md", "## Prices", "## Costs");
    warm_says_what_cold_says(&project).succeeds();
}

#[test]
fn a_style_sheet_that_names_a_missing_file_is_told_at_its_place() {
    let css = "a { background: url(\"dot.png\") }\n";
    let project = project().file("content/static/own.css", css);
    project.build().fails([("B0301", "content/static/own.css", 1, 22)]);
    project.file("content/static/dot.png", "x").build().succeeds();
}

#[test]
fn below_a_path_a_link_without_it_is_told() {
    let project = with_foot("<a href=\"/about/\">x</a> <a href=\"/elsewhere/\">y</a>").base_url("https://digest.example/news");
    let build = project.build();
    build.fails([("B0421", PLACE, 3, 10)]);
    assert!(told(&build).contains("config.base_path"), "{}", told(&build));
}

/// A menu stands on every page, and is told of once.
#[test]
fn an_anchor_of_the_menu_is_told_in_the_settings() {
    let project = project().setting("menu: [{name: T, url: \"/topics/#no\"}]");
    project.build().fails([("B0302", "content/site.yaml", 4, 24)]);
}
