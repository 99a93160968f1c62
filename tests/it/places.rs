//! Where things are published, and that every link leads there.

use crate::project::{Project, addresses};

/// One of everything, so that every kind of page and link is there.
fn everything(site: &str) -> Project {
    Project::new()
        .site(site)
        .setting("languages: [en, zh-Hans]\nmenu:\n  - {name: Telecoms, url: /topics/telecoms/}\n  - {name: Elsewhere, url: \"https://elsewhere.example/\"}")
        .topic("telecoms", "name: {en: Telecoms, zh-Hans: 电信}\nformer_ids: [telephony]\nredirect_from: [/old/telecoms/]")
        .topic("5g", "name: {en: 5G, zh-Hans: 5G}\nparent: telecoms")
        .file(
            "content/agencies/miit.md",
            "---\nname: {en: Ministry, zh-Hans: 工信部}\nurl: https://miit.example/\njurisdiction: cn\n---\nSee [[topic:telecoms]].\n",
        )
        .file("content/terms/redcap.md", "---\nname: {en: Reduced Capability, zh-Hans: 轻量化}\nshort: RedCap\n---\nA kind of [5G](/topics/5g/).\n")
        .file("content/pages/about.md", "---\ntitle: About\nmenu: true\n---\nSee [the archive](/briefings/) and [the file](/data/table.csv).\n")
        .file("content/static/data/table.csv", "1,2\n")
        .file("content/briefings/2024/chart one.png", "PNG")
        .briefing("2024-09-01-réforme", "topics: [5g]\nagencies: [miit]\njurisdictions: [cn, eu]", "First, see [[term:redcap]] and [[agency:miit]].")
        .briefing(
            "2024-10-23-letter",
            "topics: [5g]\nimage: {src: chart one.png, alt: A chart}\nkey_points: [\"After [[briefing:2024/réforme]]\"]\nagencies: [miit]",
            "See [before](2024-09-01-réforme.md), [again](/briefings/2024/réforme/), [there](#part), ![chart](<chart one.png>), \
             [file](/data/table.csv), [out](https://elsewhere.example/) [@paper].[^1]\n\n## Part {#part}\n\n[^1]: A note.",
        )
        .briefing("2024-10-23-letter.zh-hans", "title: 信", "见[前文](2024-09-01-réforme.md)。")
}

#[test]
fn on_a_site_under_a_path_every_link_stays_below_it() {
    let build = everything("title: Digest\nbase_url: https://example.org/digest/\nfeed_authority: digest.example,2024\n").build();
    build.succeeds();
    let mut seen = 0;
    for page in build.pages() {
        for address in addresses(&page) {
            let good = address.starts_with("/digest/") || address.starts_with('#') || address.starts_with("https://");
            assert!(good, "{} leads to {address}", page.path);
            assert!(!address.starts_with("https://example.org/") || address.starts_with("https://example.org/digest/"), "{} leads to {address}", page.path);
            seen += 1;
        }
    }
    assert!(seen > 200, "only {seen} links were looked at");
    for (path, bytes) in &build.tree {
        let text = String::from_utf8_lossy(bytes);
        if path.ends_with(".json") || path.ends_with(".xml") || path.ends_with(".txt") {
            assert!(
                !text.contains("href=\"/") && !text.contains("href=\\\"/") && !text.contains("href=&quot;/"),
                "{path} has an address that is not absolute\n{text}"
            );
            for (at, _) in text.match_indices("https://example.org") {
                assert!(text[at..].starts_with("https://example.org/digest/"), "{path}: {}", &text[at..text.ceil_char_boundary((at + 80).min(text.len()))]);
            }
        }
    }
}

#[test]
fn every_link_of_a_site_leads_to_an_output() {
    for (base, prefix) in [("https://digest.example", "/"), ("https://example.org/a/b", "/a/b/")] {
        let build = everything(&format!("title: Digest\nbase_url: {base}\nfeed_authority: digest.example,2024\n")).build();
        for page in build.pages() {
            for address in addresses(&page).iter().filter(|a| a.starts_with('/')) {
                let path = address.strip_prefix(prefix).unwrap_or_else(|| panic!("{} leads to {address}", page.path));
                let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
                let path = bulletin::values::decode(path);
                let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
                assert!(build.tree.contains_key(&file), "{} leads to {address}, where there is no {file}", page.path);
                if !fragment.is_empty() {
                    let fragment = bulletin::values::decode(fragment);
                    let ids = build.page(&file).attributes("[id]", "id");
                    assert!(ids.contains(&fragment), "{} leads to {address}, which has no such anchor", page.path);
                }
            }
        }
    }
}

#[test]
fn a_base_url_of_the_command_line_overrules_the_settings() {
    let project = everything("title: Digest\nbase_url: https://digest.example\nfeed_authority: digest.example,2024\n");
    let ids = |text: &str| text.split("<id>").skip(1).map(|t| t.split("</id>").next().unwrap().to_owned()).collect::<Vec<_>>();
    let first = project.build();
    let project = project.base_url("https://preview.example/x/");
    let second = project.build();
    second.succeeds().never_says("https://digest.example");
    second.page("index.html").says("href=\"/x/topics/telecoms/\"");
    // Entries keep their ids, or every reader's list would fill again.
    let (first, second) = (first.page("feed.xml").text, second.page("feed.xml").text);
    assert!(ids(&first).iter().all(|id| id.starts_with("tag:digest.example,2024:")));
    assert_eq!(ids(&first), ids(&second));
}

#[test]
fn a_former_id_goes_on_answering_with_page_and_feeds() {
    let project = Project::new().briefing("2024-10-23-letter", "", "The letter.");
    let before = project.build();
    let id = |text: &str| text.split("<id>").nth(1).unwrap().split("</id>").next().unwrap().to_owned();
    let old_id = id(&before.page("topics/telecoms/feed.xml").text);
    let project = project.rename("content/topics/telecoms.md", "content/topics/networks.md").edit(
        "content/topics/networks.md",
        "name: Telecoms",
        "name: Networks\nformer_ids: [telecoms]",
    );
    let build = project.build();
    build.warns([("B0206", "content/briefings/2024/2024-10-23-letter.md", 4, 10)]);
    build.has(["topics/networks/index.html", "topics/networks/feed.xml", "topics/telecoms/feed.xml", "topics/telecoms/feed.json"]);
    build.page("topics/telecoms/index.html").says("https://digest.example/topics/networks/");
    assert_eq!(id(&build.page("topics/networks/feed.xml").text), old_id);
    assert_eq!(id(&build.page("topics/telecoms/feed.xml").text), old_id);
}

#[test]
fn a_redirect_answers_at_the_old_address() {
    let project = Project::new().briefing("2024-10-23-letter", "redirect_from: [/2024/10/letter.html, /old/letter]", "The letter.");
    let build = project.build();
    for path in ["2024/10/letter.html", "old/letter/index.html"] {
        let page = build.page(path);
        assert_eq!(page.attributes("link[rel=canonical]", "href"), ["https://digest.example/briefings/2024/letter/"]);
        page.says("/briefings/2024/letter/").says("noindex");
    }
}

#[test]
fn a_short_briefing_makes_a_whole_page() {
    let project = Project::new()
        .file("content/briefings/2024/2024-10-23-letter.md", "---\ntitle: The letter\ndate: 2024-10-23\ntopics: [telecoms]\n---\nThe letter was sent.\n");
    let build = project.build();
    build.warns([("B0121", "content/briefings/2024/2024-10-23-letter.md", 1, 1)]);
    let page = build.page("briefings/2024/letter/index.html");
    assert_eq!(page.texts("h1"), ["The letter"]);
    assert_eq!(page.attributes("meta[name=description]", "content"), ["The letter was sent."]);
    assert_eq!(page.attributes("article time", "datetime"), ["2024-10-23"]);
    assert_eq!(page.texts("article .prose p"), ["The letter was sent."]);
}

#[test]
fn an_empty_digest_builds() {
    Project::new().remove("content/topics").build().succeeds().has(["index.html", "404.html", "feed.xml", "sitemap.xml"]);
}

#[test]
fn switched_off_outputs_are_not_there() {
    let project = everything("title: Digest\nbase_url: https://digest.example\nfeed_authority: digest.example,2024\n");
    project.build().succeeds();
    let off = "outputs: {feeds: false, data: false, sitemap: false, robots: false, agencies: false, jurisdictions: false, archive: false, glossary: false}";
    let project = project.setting(off).edit("content/pages/about.md", "[the archive](/briefings/)", "the archive");
    let build = project.build();
    build.succeeds();
    for path in build.tree.keys() {
        let stays = !["feed.", "briefings.json", "sitemap", "robots", "agencies/", "jurisdictions/", "glossary/"].iter().any(|off| path.contains(off));
        assert!(stays, "{path} is still there");
    }
    build.never_says("/feed.xml").never_says("/glossary/").never_says("/agencies/").never_says("href=\"/briefings/2024/\"");
    assert_eq!(build.tree, project.cold().tree);
}
