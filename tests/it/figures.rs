//! Figures in texts and tables, and the pages of indicators.

use scraper::{Html, Selector};

use crate::project::{Build, Project, SITE};

/// A digest with one indicator and a briefing that states it.
fn project() -> Project {
    Project::new()
        .site(&format!("{SITE}languages: [en, zh-Hans]\n"))
        .topic("telecoms", "name: {en: Telecoms, zh-Hans: 电信}")
        .file(
            "content/indicators/stations.md",
            "---\nname: {en: Base stations, zh-Hans: 基站}\nunit: station\nscale: million\nmeasure: stock\ntopics: [telecoms]\n---\nMasts that are up.\n",
        )
        .counted("2024-10-23-a", "4.089", "2024-09-30", "")
        .at("2025-06-01T00:00:00Z")
}

impl Project {
    /// Adds a briefing that states the stations of a day.
    fn counted(self, name: &str, value: &str, as_of: &str, more: &str) -> Self {
        let front = format!(
            "sources: [{{id: s, title: Count, url: 'https://example.org/'}}]\nfigures:\n  - {{id: bs, indicator: stations, value: {value}, as_of: {as_of}, source: s{more}}}\n  \
             - {{id: revenue, label: Revenue, value: 325.2, scale: billion, unit: CNY, period: 2024-01/2024-09, change: {{percent: 9.4, basis: year-on-year}}, source: s}}"
        );
        self.briefing(name, &front, "There were [[fig:bs]]. Revenue: [[fig:revenue]], that is [[fig:revenue#value]], [[fig:revenue#change]].")
    }
}

fn html(build: &Build, path: &str) -> String {
    build.succeeds();
    String::from_utf8(build.tree[path].clone()).unwrap()
}

fn texts(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    Html::parse_document(html).select(&selector).map(|e| e.text().collect::<String>().replace('\u{a0}', " ").trim().to_owned()).collect()
}

#[test]
fn a_number_is_typed_once_and_printed_in_the_words_of_each_language() {
    let project = project().briefing("2024-10-23-a.zh-hans", "title: 统计", "共有[[fig:bs]]，收入[[fig:revenue]]。");
    let build = project.build();
    let page = html(&build, "briefings/2024/a/index.html");
    let prose = texts(&page, ".prose p").join(" ");
    assert_eq!(prose, "There were 4.089 million stations. Revenue: CNY 325.2 billion (up 9.4% year on year), that is CNY 325.2 billion, up 9.4% year on year.");
    assert_eq!(texts(&page, ".figures tbody th"), ["Base stations", "Revenue"]);
    assert_eq!(texts(&page, ".figures data.value"), ["4.089 million stations", "CNY 325.2 billion"]);
    assert!(page.contains(r#"<data class="value" value="4089000">"#) && page.contains(r#"<tr id="figure-revenue">"#), "{page}");
    let chinese = html(&build, "zh-hans/briefings/2024/a/index.html");
    assert_eq!(texts(&chinese, ".prose p"), ["共有408.9万个，收入3252亿元（同比增长9.4%）。"]);
}

#[test]
fn an_indicator_shows_every_observation_with_its_briefing_and_a_chart() {
    let project = project().counted("2025-01-21-b", "4.25", "2024-12-31", ", qualifier: about");
    let build = project.build();
    let page = html(&build, "indicators/stations/index.html");
    assert_eq!(texts(&page, ".observations tbody th"), ["31 December 2024", "30 September 2024"]);
    assert_eq!(texts(&page, ".observations data.value"), ["about 4.25 million stations", "4.089 million stations"]);
    assert!(page.contains(r#"href="/briefings/2024/a/#figure-bs""#) && page.contains(r#"href="/briefings/2025/b/#figure-bs""#));
    let titles = texts(&page, "svg .marks title");
    assert_eq!(titles, ["30 September 2024: 4.089 million stations", "31 December 2024: about 4.25 million stations"]);
    assert_eq!(texts(&page, ".chart ul li"), ["this value", "about this value"]);
    assert!(html(&build, "indicators/stations/feed.xml").contains("Base stations: about"));
    assert!(html(&build, "indicators/index.html").contains("/indicators/stations/"));
    assert!(html(&build, "topics/telecoms/index.html").contains("/indicators/stations/"));
}

#[test]
fn a_second_source_is_cited_too_and_a_correction_replaces_what_it_corrects() {
    let project = project().counted("2024-11-01-b", "4.09", "2024-09-30", "");
    let build = project.build();
    let page = html(&build, "indicators/stations/index.html");
    assert_eq!(texts(&page, ".observations data.value"), ["4.089 million stations"], "the more precise one stands for both");
    assert_eq!(texts(&page, ".observations td li > a:first-child"), ["About a", "About b"]);
    let project = project.remove("content/briefings/2024/2024-11-01-b.md");
    let build = project.counted("2024-11-02-c", "4.10", "2024-09-30", ", revises: 2024/a/bs").build();
    let page = html(&build, "indicators/stations/index.html");
    assert!(page.contains("<s>4.089\u{a0}million stations</s>"), "{page}");
    assert!(texts(&html(&build, "briefings/2024/a/index.html"), ".figures .note").iter().any(|n| n.starts_with("corrected to 4.10 million stations")));
}

#[test]
fn figures_that_are_held_back_are_in_no_chart() {
    let project = project().counted("2025-01-21-b", "4.25", "2024-12-31", "").edit("content/briefings/2025/2025-01-21-b.md", "topics:", "draft: true\ntopics:");
    let build = project.build();
    assert!(!html(&build, "indicators/stations/index.html").contains("4.25"));
    let build = project.file("content/topics/telecoms.md", "---\nname: {en: Telecoms, zh-Hans: 电信}\n---\nSee [[fig:2025/b/bs]].\n").build();
    assert_eq!(build.codes(), ["B0211"]);
}

#[test]
fn units_of_the_sites_own_come_from_a_file() {
    let project = project().file("content/units.yaml", "mast: {kind: count, forms: {en: {one: mast, other: masts}, zh-Hans: 座}}\n").edit(
        "content/indicators/stations.md",
        "unit: station",
        "unit: mast",
    );
    let build = project.build();
    assert!(html(&build, "indicators/stations/index.html").contains("4.089\u{a0}million masts"));
    let build = project.file("content/units.yaml", "person: {kind: count, forms: {en: head}}\n").build();
    assert_eq!(build.codes(), ["B0130"]);
}
