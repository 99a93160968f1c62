//! What was typed is what is read: text, numbers and addresses keep their meaning on every way out.

use crate::project::{Project, unpacked};

/// A briefing without a summary, an edition with a note.
fn digest() -> Project {
    Project::new()
        .file("content/static/pic.png", "picture")
        .briefing(
            "2024-10-23-rate",
            "key_points: [\"Up ~~5~~6% to 10<sup>6</sup>\"]\nupdates: [{date: 2024-10-25, kind: correction, note: \"It was ~~27.23~~ 27.32.\"}]",
            "The rate is ~~5~~6 percent of 10<sup>6</sup> units<br>of CO<sub>2</sub>.",
        )
        .file(
            "content/editions/2024-10.md",
            "---\ntitle: October\ndate: 2024-10-31\nperiod: 2024-10\n---\n- Rose to 12[^a] percent\n\n1. first\n2. second\n\n![pic](/pic.png)\n\n[^a]: n\n",
        )
}

#[test]
fn numbers_stay_apart_wherever_text_is_made_plain() {
    let summary = "The rate is 6 percent of 10⁶ units of CO₂.";
    let build = digest().build();
    build.succeeds();
    for path in [
        "index.html",
        "topics/telecoms/index.html",
        "briefings/2024/rate/index.html",
        "feed.xml",
        "topics/telecoms/feed.xml",
        "feed.json",
        "topics/telecoms/feed.json",
        "briefings/2024/briefings.json",
        "briefings/2024/rate/briefing.json",
        "briefings/2024/rate/citation.json",
        "briefings/2024/rate/citation.bib",
        "briefings/2024/rate/citation.ris",
        "editions/2024-10/newsletter.html",
        "editions/2024-10/newsletter.txt",
    ] {
        build.page(path).says(summary);
    }
    assert_eq!(build.page("briefings/2024/rate/index.html").attributes("meta[name=description]", "content"), [summary]);
    build.page("briefings/2024/rate/briefing.json").says("Up 6% to 10⁶").says("It was 27.32.");
    build.page("editions/2024-10/newsletter.txt").says("It was 27.32.").says("- Up 6% to 10⁶");
}

#[test]
fn a_letter_says_what_its_note_says() {
    let build = digest().build();
    let text = build.page("editions/2024-10/newsletter.txt");
    text.says("- Rose to 12[1] percent\n\n1. first\n2. second\n\npic\n<https://digest.example/pic.png>\n\n[1] n\n");
    let letter = build.page("editions/2024-10/newsletter.html");
    assert!(letter.texts("li").iter().any(|item| item.trim() == "Rose to 12[1] percent"), "{:?}", letter.texts("li"));
    build.page("editions/2024-10/newsletter.eml").says("Rose to 12[1] percent");
    build.page("editions/2024-10/index.html").says("Rose to 12<sup");
}

#[test]
fn cells_of_a_note_have_their_styles_in_attributes() {
    let project = digest().edit("content/editions/2024-10.md", "- Rose", "| | 2023 |\n|-|-:|\n| a | 1 |\n\n- Rose");
    let build = project.build();
    let letter = build.page("editions/2024-10/newsletter.html");
    let styles = letter.attributes(".note td.right", "style");
    assert!(styles.len() == 1 && styles[0].contains("padding: 6px") && styles[0].contains("text-align: right"), "{styles:?}");
    assert!(letter.attributes(".note th[scope=row]", "style")[0].contains("text-align: left"));
    assert!(letter.attributes(".note a", "style").iter().all(|style| style.contains("word-break: break-word")));
}

#[test]
fn mathematics_is_left_alone_where_the_site_says_so() {
    let project = Project::new().briefing(
        "2024-10-23-sum",
        "key_points: [\"So $a_{1}*b*c$ and \\\\(f'(x)\\\\)\"]\nupdates: [{date: 2024-10-25, kind: correction, note: \"$x*y*z$\"}]",
        "We have $a_{1}*b*c$, $f'(x)$, \\[x^*_1 [@no]\\] and\n\n$$\na\n- b\n$$",
    );
    let without = project.build();
    assert!(without.words().contains("B0303"), "without the setting, this is a citation: {}", without.words());
    let project = project.setting("math: true");
    let build = project.build();
    build.succeeds();
    let page = build.page("briefings/2024/sum/index.html");
    page.says("We have $a_{1}*b*c$, $f'(x)$, \\[x^*_1 [@no]\\] and").says("<p>$$\na\n- b\n$$</p>").says("So $a_{1}*b*c$ and \\(f'(x)\\)").says("$x*y*z$");
    page.says("content=\"We have $a_{1}*b*c$, $f&#39;(x)$, \\[x^*_1 [@no]\\] and\"");
    let failed = project.edit("content/site.yaml", "math: true", "math: false").build();
    failed.fails([("B0303", "content/briefings/2024/2024-10-23-sum.md", 9, 40)]);
}

#[test]
fn a_heading_that_repeats_the_title_is_left_out() {
    let path = "content/briefings/2024/2024-10-23-plan.md";
    for heading in ["# The \"plan\" -- of May", "## the **“plan”** – of   May. ##", "The \"plan\" -- of May\n===", "\n # The \"plan\" -- of May {#plan}"]
    {
        let project = Project::new().briefing("2024-10-23-plan", "title: The \"plan\" -- of May", &format!("{heading}\n\nText.\n\n## Costs"));
        let build = project.build();
        build.done();
        assert_eq!(build.codes(), ["B0319"], "{heading}");
        let page = build.page("briefings/2024/plan/index.html");
        assert_eq!(page.texts("h1").len(), 1);
        page.never_says("of   May").says("<h2 id=\"costs\">Costs</h2>");
        assert_eq!(page.attributes("meta[name=description]", "content"), ["Text."]);
        project.build().renders(0);
        assert_eq!(project.cold().tree, build.tree);
    }
    let project = Project::new().briefing("2024-10-23-plan", "title: The plan", "Text.\n\n# The plan\n\n## Costs\n\n    # The plan");
    let build = project.build();
    assert_eq!(build.codes(), [""; 0]);
    build.page("briefings/2024/plan/index.html").says("<h2 id=\"the-plan\">").says("<h2 id=\"costs\">");
    project.edit(path, "Text.\n\n", "").build().warns([("B0319", path, 7, 1)]);
}

#[test]
fn what_cannot_be_printed_is_dropped_everywhere_and_told() {
    let path = "content/briefings/2024/2024-10-23-plan.md";
    let project = Project::new()
        .setting("description: \"a\\x01b\\ufffec\"")
        .briefing(
            "2024-10-23-plan",
            "title: \"The\\x0b plan\\uffff\"\nkey_points: [\"Point\u{FDD0} &#1; one\\x01\"]\nextra: {note: \"x\\x1fy\"}\ndates: [{id: a, kind: hearing, title: \"Hear\\x0bing\", date: 2024-12-02}]",
            "B \u{1}\u{b}\u{1f} here\u{FFFE}. &#2;",
        )
        .file("content/editions/2024-10.md", "---\ntitle: October\ndate: 2024-10-31\nperiod: 2024-10\n---\nNote\u{b}.\n");
    let build = project.build();
    let told = build.words();
    build.done();
    // Shards and facets are no text.
    for (name, text) in build.tree.iter().filter(|(name, _)| !name.starts_with("search/s/") && !name.starts_with("search/f/")) {
        let text = unpacked(text);
        let text = String::from_utf8_lossy(&text);
        let bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{FDD0}');
        assert!(!text.contains(bad) || name.ends_with(".bulletin-files"), "{name}: {:?}", text.find(bad));
    }
    build.page("briefings/2024/plan/index.html").says("B here.");
    let placed = [(path, 5, 8), (path, 6, 20), (path, 6, 22), (path, 7, 15), (path, 8, 39), (path, 10, 3), (path, 10, 11), (path, 10, 14)];
    let placed = placed.into_iter().chain([("content/editions/2024-10.md", 6, 5), ("content/site.yaml", 4, 14)]);
    build.warns(placed.map(|(path, line, column)| ("B0320", path, line, column)));
    let again = project.build();
    again.renders(0);
    assert_eq!(again.words(), told);
}
