//! Stored texts of sources: quotes must occur in them, and they are never published unasked.

use crate::project::Project;

fn digest(quote: &str, source: &str) -> Project {
    let front = format!(
        "sources: [{{id: presser, title: Talk, url: \"https://x.example/talk\", {source}}}]\n\
         figures: [{{id: bs, label: Stations, value: 4.089, scale: million, unit: station, as_of: 2024-09-30, source: presser, quote: \"{quote}\"}}]"
    );
    let text = "Good morning.\nThe number of “5G base\nstations” reached 4.089 million. Thank you.";
    Project::new()
        .at("2026-06-01T12:00:00Z")
        .briefing("2024-10-23-talk", &front, "The text.[@presser]")
        .file("content/briefings/2024/files/talk.txt", text)
        .file("content/briefings/2024/files/talk.md", "# Talk\n\nThe number of **5G base stations** reached [4.089 million](x).\n")
        .file("content/briefings/2024/files/talk.html", "<p>The number of 5G&nbsp;base <b>stations</b> reached 4.089&#32;million.</p><script>4</script>")
}

/// The codes of what is told.
fn codes(project: &Project) -> Vec<&'static str> {
    project.check().told().iter().map(|told| told.diagnostic.code.number()).filter(|code| *code != "B0315").collect()
}

const QUOTE: &str = "The number of 5G base stations reached 4.089 million";

#[test]
fn a_quote_occurs_in_the_text_of_its_source() {
    for file in ["talk.txt", "talk.md", "talk.html"] {
        let mut project = digest(QUOTE, &format!("text: files/{file}"));
        for other in ["talk.txt", "talk.md", "talk.html"].into_iter().filter(|other| *other != file) {
            project = project.remove(&format!("content/briefings/2024/files/{other}"));
        }
        assert_eq!(codes(&project), [""; 0], "{file}: {}", project.check().words());
        let build = project.build();
        build.done();
        assert!(!build.tree.keys().any(|path| path.contains("talk.txt") || path.contains("talk.md")), "{:?}", build.tree.keys());
        assert!(!build.tree.values().any(|bytes| String::from_utf8_lossy(bytes).contains("Good morning")), "{file}");
    }
}

#[test]
fn a_quote_that_does_not_occur_is_an_error_until_one_of_the_two_is_mended() {
    let project = digest("The number of all base stations reached 4.089 million", "text: files/talk.txt")
        .remove("content/briefings/2024/files/talk.md")
        .remove("content/briefings/2024/files/talk.html");
    assert_eq!(codes(&project), ["B0620"]);
    let mended = project.file("content/briefings/2024/files/talk.txt", "The number of all base stations reached 4.089 million.");
    assert_eq!(codes(&mended), [""; 0]);
    mended.build().done();
    // Nothing is read again where nothing changed, and what changed is.
    assert_eq!((mended.build().done().reads, mended.build().done().parses), (0, 0));
    let broken = mended.file("content/briefings/2024/files/talk.txt", "The number of some stations reached 4.089 million.");
    assert!(!broken.build().is_done());
    let left_out = broken.file("content/briefings/2024/files/talk.txt", "The number of all base stations, it was said, reached 4.089 million.");
    assert_eq!(codes(&left_out), ["B0620"]);
}

#[test]
fn what_is_left_out_of_a_quote_is_marked() {
    assert_eq!(codes(&digest("Good morning. … reached 4.089 million.", "text: files/talk.txt").remove("content/briefings/2024/files/talk.md")), [""; 0]);
}

#[test]
fn a_stored_text_is_published_only_where_that_is_wished() {
    let project = |source: &str, text: &str| digest(QUOTE, source).briefing("2024-10-24-other", "", text).remove("content/briefings/2024/files/talk.md");
    assert_eq!(codes(&project("text: files/talk.txt", "See [it](files/talk.txt).")), ["B0622"]);
    let published = project("text: files/talk.txt, publish_text: true", "See [it](files/talk.txt).");
    assert_eq!(codes(&published), [""; 0]);
    let build = published.build();
    build.done();
    build.has(["briefings/2024/files/talk.txt"]);
    let page = String::from_utf8(build.tree["briefings/2024/talk/index.html"].clone()).unwrap();
    assert!(page.contains("/briefings/2024/files/talk.txt\">stored text</a>"), "{page}");
}

#[test]
fn what_is_said_of_a_stored_text_is_checked() {
    for (source, code) in [("text: files/tak.txt", "B0301"), ("text: files/talk.pdf", "B0116")] {
        assert!(codes(&digest(QUOTE, source).remove("content/briefings/2024/files/talk.md")).contains(&code), "{source}: {:?}", codes(&digest(QUOTE, source)));
    }
    let latin = digest(QUOTE, "text: files/talk.txt").remove("content/briefings/2024/files/talk.md").file("content/briefings/2024/files/talk.txt", b"caf\xe9");
    assert_eq!(codes(&latin), ["B0118"]);
}

#[test]
fn the_text_of_a_hidden_briefing_stays_hidden() {
    let front = "publish_at: 2027-01-01\nsources: [{id: presser, title: Talk, text: files/talk.txt, publish_text: true}]";
    let project = Project::new()
        .at("2026-06-01T12:00:00Z")
        .briefing("2024-10-23-talk", front, "The text.[@presser]")
        .file("content/briefings/2024/files/talk.txt", "Secret.");
    let build = project.briefing("2024-10-24-other", "", "Text.").build();
    build.done();
    assert!(!build.tree.keys().any(|path| path.contains("talk.txt")));
}

#[test]
fn numbers_of_a_translation_are_those_of_its_original() {
    let original = "The network has 40.89 million lines, 15,000 of them new, up 9.4%, under article 112 of the act of 2019.[@s] Half of [[fig:bs]] are urban.";
    let project = |text: &str| {
        Project::new()
            .at("2026-06-01T12:00:00Z")
            .setting("languages: [en, zh-Hans, de]")
            .briefing("2024-10-23-talk", "sources: [{id: s, title: S, url: \"https://x.example\"}]\nfigures: [{id: bs, label: {en: Stations, zh-Hans: 站, de: Stationen}, value: 325.2, scale: billion, unit: CNY, period: 2024}]", original)
            .file("content/briefings/2024/2024-10-23-talk.zh-hans.md", format!("---\ntitle: 题目\nsummary: 摘要\n---\n{text}\n"))
    };
    let told = |text: &str| -> Vec<String> {
        let build = project(text).check();
        let all = build.told().iter().filter(|told| ["B0317", "B0621"].contains(&told.diagnostic.code.number()));
        all.map(|told| format!("{} {}", told.diagnostic.code.number(), told.diagnostic.help.clone().unwrap_or_default())).collect()
    };
    assert_eq!(told("网络有4089万条线路，其中1.5万条为新增，增长9.4%，依据2019年法案第112条。收入3252亿元。约4100万条。"), [""; 0]);
    let slips = told("网络有408.9万条线路，其中15万条为新增。");
    assert_eq!(slips.len(), 2, "{}", project("网络有408.9万条线路，其中15万条为新增。").check().words());
}
