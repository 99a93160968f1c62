//! What pages say of themselves, and how they bear what is large, long or in another language.

use crate::project::{Project, SITE};

/// A digest with something on every kind of page, in two languages.
fn digest() -> Project {
    let front = "agencies: [ministry]
jurisdictions: [de]
sources: [{id: s, title: The paper, publisher: Press, url: 'https://example.org/', note: A _short_ one}]
figures: [{id: f, indicator: stations, value: 4.1, as_of: 2024-09-30, source: s, note: Rounded}]
commitments: [{id: c, text: Build more, due: 2026-12-31, source: s}]
dates: [{id: d, kind: effective, date: 2026-03-01, instrument: act, title: It begins, note: At noon}]
instruments: [{instrument: act, status: adopted, date: 2024-10-20, relation: advances}]
updates: [{date: 2024-11-01, kind: correction, note: A number was wrong.}]
";
    Project::new()
        .site(&format!("{SITE}languages: [en, zh-Hans]\n"))
        .topic("telecoms", "name: {en: Telecoms, zh-Hans: 电信}")
        .file("content/agencies/ministry.md", "---\nname: {en: The ministry, zh-Hans: 部}\n---\n")
        .file(
            "content/indicators/stations.md",
            "---\nname: {en: Stations, zh-Hans: 基站}\nunit: station\nscale: million\nmeasure: stock\ntopics: [telecoms]\n---\n",
        )
        .file("content/instruments/act.md", "---\nname: {en: The act, zh-Hans: 法}\ntype: regulation\n---\n")
        .file("content/terms/mast.md", "---\nname: Mast\n---\nA pole.\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nWho we are, under a [[term:mast]].\n")
        .file("content/editions/2024-10.md", "---\ntitle: October\ndate: 2024-10-31\nperiod: 2024-10\n---\nA note.\n")
        .briefing("2024-10-23-a", front, "It was said [@s].")
        .briefing("2024-10-23-a.zh-hans", "title: 甲", "说了[@s]。")
        .at("2025-01-01T00:00:00Z")
}

/// Every page that readers and search engines come to by an address of its own.
#[test]
fn every_page_has_a_description_and_stands_in_a_sitemap() {
    let build = digest().build();
    let maps: String = build.tree.iter().filter(|(path, _)| path.contains("sitemap")).map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    let mut seen = 0;
    for path in build.tree.keys().filter(|path| path.ends_with("index.html")) {
        let page = build.page(path);
        if !page.attributes("meta[http-equiv]", "content").is_empty() {
            continue;
        }
        let description = page.attributes("meta[name=description]", "content");
        assert!(description.len() == 1 && !description[0].is_empty(), "{path}: {description:?}");
        if page.attributes("meta[name=robots]", "content") == ["noindex"] {
            continue;
        }
        let canonical = page.attributes("link[rel=canonical]", "href");
        assert!(maps.contains(&format!("<loc>{}</loc>", canonical[0])), "{path} is in no sitemap");
        seen += 1;
    }
    assert!(seen > 40, "{seen}");
    assert_eq!(build.page("briefings/2024/index.html").attributes("meta[name=description]", "content"), ["2024: About a"]);
}

/// An old briefing may be reached by them alone.
#[test]
fn numbered_pages_stand_in_a_sitemap() {
    let briefings = (0..60).fold(Project::new(), |project, n| project.briefing(&format!("2024-10-23-b{n}"), "", "It was said."));
    let build = briefings.build();
    let map = build.page("sitemap-pages.xml");
    for number in [1, 2] {
        map.says(&format!("<loc>https://digest.example/topics/telecoms/page/{number}/</loc>"));
        assert_eq!(build.page(&format!("topics/telecoms/page/{number}/index.html")).attributes("meta[name=description]", "content").len(), 1);
    }
}

#[test]
fn what_is_told_in_another_language_says_so() {
    let build = digest().build();
    let page = build.page("zh-hans/briefings/2024/a/index.html");
    let marked = page.texts("[lang=en]").join("|");
    for words in ["Build more", "It begins", "At noon", "Rounded", "A short one", "A number was wrong."] {
        assert!(marked.contains(words), "{words} in {marked}");
    }
    let original = build.page("briefings/2024/a/index.html");
    assert_eq!(original.texts("main [lang=en]"), [""; 0]);
    assert!(build.page("zh-hans/commitments/index.html").texts("[lang=en]").join("|").contains("Build more"));
    assert!(build.page("zh-hans/calendar/index.html").texts("[lang=en]").join("|").contains("It begins"));
}

#[test]
fn a_featured_briefing_leads_for_two_months() {
    let project = digest().briefing("2024-11-20-b", "featured: true\nsources: [{title: S}]", "It was said.").briefing(
        "2024-12-30-c",
        "sources: [{title: S}]",
        "And more.",
    );
    assert_eq!(project.build().page("index.html").texts(".lead h2"), ["About b"]);
    let project = project.briefing("2025-01-20-d", "sources: [{title: S}]", "And more.").at("2025-02-01T00:00:00Z");
    assert_eq!(project.build().page("index.html").texts(".lead h2"), ["About d"], "61 days later");
}

#[test]
fn many_topics_do_not_bury_the_rest() {
    let mut project = digest();
    let names: Vec<String> = (1..=60).map(|n| format!("t{n}")).collect();
    for (n, name) in names.iter().enumerate() {
        project = project.topic(name, &format!("name: {{en: Topic {}, zh-Hans: 主题}}", n + 1));
    }
    let front = format!("topics: [{}]\nsources: [{{title: S}}]\ncommitments: [{{id: c, text: Build more}}]", names.join(", "));
    let build = project.briefing("2024-12-30-z", &front, "It was said.").build();
    let home = build.page("index.html");
    assert_eq!(home.texts(".lead .tags li").last().map(String::as_str), Some("and 54 more"));
    assert_eq!(home.texts(".lead .tags li").len(), 7);
    let page = build.page("briefings/2024/z/index.html");
    assert_eq!(page.texts(".meta summary"), ["and 52 more"]);
    assert_eq!(page.texts(".meta details li").len(), 52, "all of them are there");
    let index = build.page("topics/index.html").texts(".entry h2 a").join("|");
    assert!(index.contains("Topic 2|Topic 3") && index.contains("Topic 9|Topic 10|Topic 11"), "{index}");
    let tracker = build.page("commitments/index.html").texts("[id='2024/z/c'] .facts a");
    assert_eq!(tracker.iter().filter(|text| text.starts_with("Topic")).count(), 3);
}

/// A picture of so many pixels, as far as its head goes.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0]);
    bytes
}

#[test]
fn a_picture_keeps_room_for_itself() {
    let text = "![A chart](chart.png)\n\n<img src=\"chart.png\" alt=\"Again\"> <img src=\"chart.png\" width=\"10\" alt=\"Small\">\n\n![A map](/map.svg)\n\n![Far](https://example.org/x.png)";
    let project = digest()
        .file("content/briefings/2024/chart.png", png(640, 360))
        .file("content/static/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"></svg>")
        .briefing("2024-12-30-z", "image: {src: chart.png, alt: A chart}\nsources: [{title: S}]", text);
    let build = project.build();
    let page = build.page("briefings/2024/z/index.html");
    assert_eq!(page.attributes(".prose img", "width"), ["640", "640", "10", "30"]);
    assert_eq!(page.attributes(".prose img", "height"), ["360", "360", "20"]);
    assert_eq!(page.attributes(".picture img", "height"), ["360"]);
    assert_eq!(page.attributes("meta[property='og:image:width']", "content"), ["640"]);
    // So does one in a text without raw HTML, also with a title, and no link behind it takes its size.
    let plain = "![A chart](chart.png) with [the map](/map.svg).\n\n![A chart](chart.png \"As of today\")\n\nSee [the map](/map.svg).";
    let project = project.briefing("2024-12-31-y", "sources: [{title: S}]", plain);
    let build = project.build();
    let page = build.page("briefings/2024/y/index.html");
    assert_eq!(page.attributes(".prose img", "width"), ["640", "640"]);
    assert_eq!(page.attributes(".prose figure img", "height"), ["360"]);
    assert!(page.attributes(".prose a", "width").is_empty());
    // Another picture of the same name: the page is made again.
    let project = project.file("content/briefings/2024/chart.png", png(64, 36));
    let build = project.build();
    assert_eq!(build.page("briefings/2024/z/index.html").attributes(".prose img", "width"), ["64", "64", "10", "30"]);
    assert_eq!(build.tree, project.cold().tree);
}
