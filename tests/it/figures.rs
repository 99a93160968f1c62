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
    assert!(texts(&html(&build, "briefings/2024/a/index.html"), ".figures .note").iter().any(|n| n.starts_with("revised to 4.10 million stations")));
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

/// What is expected or wanted, in words that no page may print without its own word.
const OUTLOOK: &str = "agencies: [ministry]
sources: [{id: s, title: Count, url: 'https://example.org/'}]
figures:
  - {id: plan, indicator: stations, value: 7.77, as_of: 2027-12-31, nature: target, source: s}
  - {id: hope, indicator: stations, value: 5.55, low: 5.33, high: 5.66, as_of: 2025-12-31, nature: forecast, by: The Forecasters, issued: 2024-12-20, source: s}
  - {id: span, indicator: stations, low: 8.11, high: 8.22, as_of: 2028-12-31, nature: forecast, by: bureau, source: s}
  - {id: first, indicator: stations, value: 4.44, as_of: 2024-12-31, provisional: true, change: {percent: 8.6, basis: quarter-on-quarter}, source: s}
  - {id: growth, indicator: stations, as_of: 2025-01-15, provisional: true, change: {percent: 6.66, basis: year-on-year}, source: s}
";

fn outlook() -> Project {
    project()
        .file("content/agencies/ministry.md", "---\nname: The ministry\n---\nIt counts.\n")
        .file("content/agencies/bureau.md", "---\nname: The bureau\n---\nIt expects.\n")
        .briefing("2025-01-21-b", OUTLOOK, "There are [[fig:first]], or [[fig:first#value]], [[fig:first#change]]; there should be [[fig:plan]], or [[fig:hope]], or [[fig:span#value]]; [[fig:growth]].")
        .file("content/editions/2025-01.md", "---\ntitle: January\ndate: 2025-01-31\nperiod: 2025-01\n---\nA note.\n")
}

#[test]
fn a_forecast_is_never_the_newest_value_and_is_listed_with_who_made_it() {
    let build = outlook().build();
    let page = html(&build, "indicators/stations/index.html");
    assert_eq!(texts(&page, ".observations tbody th"), ["15 January 2025", "31 December 2024", "30 September 2024"]);
    assert_eq!(texts(&page, ".latest strong"), ["up 6.66% year on year (provisional)"]);
    assert_eq!(
        texts(&page, ".outlook tbody td:nth-child(2)"),
        ["5.55 million stations (5.33 to 5.66 million stations, forecast)", "7.77 million stations (target)", "8.11 to 8.22 million stations (forecast)"]
    );
    assert_eq!(texts(&page, ".outlook tbody td:nth-child(3)"), ["The Forecasters 20 Dec 2024", "The ministry 21 Jan 2025", "The bureau 21 Jan 2025"]);
    let marks = texts(&page, "svg .marks title");
    assert_eq!(marks, ["30 September 2024: 4.089 million stations", "31 December 2024: 4.44 million stations (provisional)"]);
    assert_eq!(
        texts(&html(&build, "briefings/2025/b/index.html"), ".prose p").join(" "),
        "There are 4.44 million stations (up 8.6% quarter on quarter, provisional), or 4.44 million stations (provisional), up 8.6% quarter on quarter (provisional); \
         there should be 7.77 million stations (target), or 5.55 million stations (5.33 to 5.66 million stations, forecast), or 8.11 to 8.22 million stations (forecast); \
         up 6.66% year on year (provisional)."
    );
}

/// Over all outputs: pages, feeds, letters, data, charts.
#[test]
fn no_output_prints_a_value_without_what_qualifies_it() {
    let build = outlook().build();
    build.succeeds();
    let mut seen = 0;
    for (path, bytes) in &build.tree {
        let data = path.ends_with(".json") || path.ends_with(".csv");
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        // Soft line ends of letters, and what separates words.
        let text = text.replace("=\r\n", "").replace("=C2=A0", " ").replace(['\u{a0}', '\r', '\n'], " ");
        for (value, word) in [("7.77", "target"), ("5.55", "forecast"), ("8.22", "forecast"), ("4.44", "provisional"), ("6.66", "provisional")] {
            for (at, _) in text.match_indices(value) {
                let mut end = text.len().min(at + if data { 2000 } else { 90 });
                while !text.is_char_boundary(end) {
                    end -= 1;
                }
                assert!(text[at..end].contains(word) || data && text[at..end].contains("true"), "{path}: {}", &text[at..end]);
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "only {seen} were looked at");
}

#[test]
fn what_is_no_range_or_no_forecast_is_told() {
    let told = |fields: &str| {
        let front = format!("sources: [{{id: s, title: Count}}]\nfigures:\n  - {{id: x, indicator: stations, as_of: 2024-12-31, source: s, {fields}}}\n");
        project().briefing("2025-01-21-b", &front, "Text.").build().codes().join(" ")
    };
    assert_eq!(told("low: 4.2, high: 4.3"), "");
    assert_eq!(told("low: 4.2"), "B0107");
    assert_eq!(told("low: 4.3, high: 4.2"), "B0125");
    assert_eq!(told("value: 4.4, low: 4.2, high: 4.3"), "B0125");
    assert_eq!(told("value: 4.4, by: The bureau"), "B0125");
    assert_eq!(told("value: 4.4, nature: forecast, provisional: true"), "B0125");
    // A forecast is compared with nothing: not with a value for the same day, nor with what the scale should be.
    assert_eq!(told("value: 4200, nature: forecast"), "");
}

#[test]
fn a_text_prints_the_part_of_a_figure_that_its_sentence_needs() {
    let front = "sources: [{id: s, title: Count, url: 'https://example.org/'}]
figures:
  - {id: wages, label: Wages, value: 22, scale: thousand, unit: EUR, qualifier: over, period: 2024, change: {percent: -3.5, basis: year-on-year}, provisional: true, source: s}
  - {id: jobs, label: Jobs, value: -13.5, scale: thousand, unit: job, period: 2024-W44, source: s}
";
    let project =
        project().briefing("2025-01-21-b", front, "Wages fell by [[fig:wages#percent]] to [[fig:wages#digits]] euros; jobs fell by [[fig:jobs#abs]].");
    let page = html(&project.build(), "briefings/2025/b/index.html");
    assert_eq!(texts(&page, ".prose p"), ["Wages fell by 3.5% (provisional) to over 22,000 (provisional) euros; jobs fell by 13.5 thousand jobs."]);
    assert_eq!(texts(&page, ".figures tr:last-child td:nth-child(4)"), ["week 44 of 2024"]);
    for part in ["percent", "percnt"] {
        let wrong = self::project().briefing("2025-01-21-b", front, &format!("Jobs: [[fig:jobs#{part}]].")).build();
        assert_eq!(wrong.codes(), ["B0216"], "{part}");
    }
    let styled = project.setting("numbers: {en: {currency: symbol, digits_below: 1000000}}\n").build();
    assert_eq!(texts(&html(&styled, "briefings/2025/b/index.html"), ".figures .value"), ["over €22,000 (provisional)", "−13,500 jobs"]);
    let wrong = self::project().setting("numbers: {fr: {currency: symbol}}\n").build();
    assert_eq!(wrong.codes(), ["B0115"]);
}

#[test]
fn an_index_says_what_it_is_measured_against() {
    let index = |fields: &str, figure: &str| {
        project()
            .file("content/indicators/prices.md", format!("---\nname: {{en: Prices, zh-Hans: 物价}}\nunit: index\n{fields}measure: rate\nchart: step\ntopics: [telecoms]\n---\nWhat things cost.\n"))
            .briefing(
                "2025-01-21-b",
                &format!("sources: [{{id: s, title: Count}}]\nfigures: [{{id: p, indicator: prices, value: 112.4, period: 2024-12, source: s{figure}}}, {{id: o, indicator: prices, value: 111, period: 2024-11, source: s{figure}}}]\n"),
                "Prices: [[fig:p]].",
            )
            .build()
    };
    let build = index("base: 2015\n", "");
    let page = html(&build, "indicators/prices/index.html");
    assert_eq!(texts(&page, ".latest strong"), ["112.4 (2015 = 100)"]);
    assert_eq!(texts(&page, ".chart figcaption span"), ["index, 2015 = 100"]);
    assert!(page.contains("<figure class=\"chart step\">") && texts(&page, ".strokes line").len() == 2, "a step has two strokes");
    assert_eq!(index("", "").codes(), ["B0107", "B0107"]);
    assert_eq!(index("base: 2015\n", ", base: 2020").codes(), ["B0601", "B0601"]);
}
