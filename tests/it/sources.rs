//! The index of sources.

use crate::project::Project;

fn digest() -> Project {
    Project::new()
        .file("content/agencies/ministry.md", "---\nname: The Ministry\nshort: MIN\n---\n")
        .briefing(
            "2023-05-01-early",
            "agencies: [ministry]\nsources: [{id: a, title: Old paper, publisher: ministry, url: \"https://min.example/old\"}]",
            "Text [@a].",
        )
        .briefing(
            "2024-03-01-first",
            "sources: [{id: a, title: The speech, type: speech, publisher: MIN, issued: 2024-02-28, url: \"https://min.example/speech\"}, {id: b, title: Nameless}, {id: c, title: The survey, publisher: Zeta Institute}]",
            "Text [@a; @b; @c].",
        )
        .briefing(
            "2024-05-01-second",
            "sources: [{id: x, title: A speech of the ministry, publisher: MIN, url: \"https://min.example/speech\", archive_url: \"https://archive.example/1\"}, {id: y, title: \"Åland, a report\", publisher: zeta institute}]",
            "Text [@x; @y].",
        )
}

#[test]
fn sources_stand_by_year_and_publisher() {
    let built = digest().build();
    let page = built.succeeds().page("sources/2024/index.html");
    assert_eq!(page.texts("h1"), ["Sources of 2024"]);
    assert_eq!(page.texts(".entry h2"), ["The Ministry", "Zeta Institute", "No publisher named"]);
    assert_eq!(page.attributes(".entry", "id"), ["agency-ministry", "publisher-zeta-institute"]);
    assert_eq!(page.attributes(".entry h2 a", "href"), ["/agencies/ministry/"]);
    assert_eq!(page.texts(".cited-sources .title"), ["The speech", "Åland, a report", "The survey", "Nameless"]);
    // One address is one source, with what each briefing knows of it.
    assert_eq!(page.texts("#agency-ministry .facts"), ["Speech 28 February 2024 archived copy"]);
    assert_eq!(page.texts("#agency-ministry .used a"), ["About second", "About first"]);
    assert_eq!(page.attributes(".pager a", "href"), ["/sources/2023/"]);
    let index = built.page("sources/index.html");
    assert_eq!(index.texts(".years a"), ["2024", "2023"]);
    assert_eq!(index.texts(".ledger li > span:first-child"), ["The Ministry", "Zeta Institute"]);
    assert_eq!(
        index.attributes(".ledger .count a", "href"),
        ["/sources/2024/#agency-ministry", "/sources/2023/#agency-ministry", "/sources/2024/#publisher-zeta-institute"]
    );
    built.page("sitemap-pages.xml").says("/sources/2023/").says("/sources/</loc>");
}

#[test]
fn the_index_of_sources_goes_with_the_switch_of_citations() {
    let built = digest().setting("outputs: {citations: false}").build();
    built.succeeds().lacks(["sources/index.html", "sources/2024/index.html"]);
    built.page("sitemap-pages.xml").never_says("/sources/");
    assert!(!built.page("index.html").attributes(".menu a", "href").contains(&"/sources/".to_owned()));
}

#[test]
fn a_digest_without_sources_has_no_index_of_them() {
    let built = Project::new().briefing("2024-03-01-first", "sources: []", "Text.").build();
    built.lacks(["sources/index.html", "sources/2024/index.html"]);
}

#[test]
fn a_new_briefing_writes_few_pages_of_a_long_index() {
    let mut project = Project::new();
    for day in 1..=28 {
        let sources: Vec<String> = (0..20).map(|n| format!("{{id: s{n}, title: Paper {day} {n}, publisher: House {n}}}")).collect();
        project = project.briefing(&format!("2024-01-{day:02}-n{day}"), &format!("sources: [{}]", sources.join(", ")), "News.");
    }
    let built = project.build();
    // 560 sources: one numbered page of 200, and 360 on the year's own.
    built.has(["sources/2024/page/1/index.html"]).lacks(["sources/2024/page/2/index.html"]);
    let numbered = built.page("sources/2024/page/1/index.html");
    assert_eq!(numbered.texts(".cited-sources > li").len(), 200);
    assert_eq!(built.page("sources/2024/index.html").texts(".cited-sources > li").len(), 360);
    assert_eq!(numbered.attributes(".pager a", "href"), ["/sources/2024/"]);
    assert_eq!(built.page("sources/index.html").texts(".ledger li").len(), 20);
    let written = |project: &Project| {
        let built = project.build();
        built.done().written.iter().map(|c| c.path.clone()).filter(|p| p.starts_with("sources/")).collect::<Vec<_>>()
    };
    let project = project.briefing("2024-02-01-more", "sources: [{id: s, title: New, publisher: House 3}]", "More.");
    assert_eq!(written(&project), ["sources/2024/index.html"]);
    // A source of the numbered page that is cited again: that page says so.
    let project = project.briefing("2024-02-02-again", "sources: [{id: s, title: Paper 1 0, publisher: House 0}]", "Again.");
    assert_eq!(written(&project), ["sources/2024/page/1/index.html"]);
    let project = project.briefing("2025-02-02-year", "sources: [{id: s, title: Paper, publisher: House 0}]", "Next year.").at("2025-03-01T00:00:00Z");
    assert_eq!(written(&project), ["sources/2024/index.html", "sources/2025/index.html", "sources/index.html"]);
    assert_eq!(project.build().tree, project.cold().tree);
}
