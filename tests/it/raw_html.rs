//! Raw HTML of a text: its addresses go the way of Markdown's, and no words are lost.

use crate::project::Project;

const BODY: &str = "<img src=\"x.png\" alt=\"a\"> <a href=\"/about/#us\">x</a> <a href=\"../../pages/about.md\">y</a> <a name=\"here\"></a>[z](#here)\n\n\
    <figure><img src=\"/pic.png\" srcset=\"x.png 1x, /pic.png 2x\" alt=\"a\"><figcaption>C</figcaption></figure>\n";

fn project() -> Project {
    Project::new()
        .setting("base_url: https://digest.example/digest")
        .edit("content/site.yaml", "base_url: https://digest.example\n", "")
        .file("content/pages/about.md", "---\ntitle: About\n---\n## Us\n\nUs.\n")
        .file("content/briefings/2024/x.png", "PNG")
        .file("content/static/pic.png", "PNG")
        .briefing("2024-10-23-budget", "", BODY)
}

#[test]
fn addresses_in_raw_html_are_resolved() {
    for raw_html in ["sanitise", "allow"] {
        let build = project().setting(&format!("raw_html: {raw_html}")).build();
        build.succeeds();
        let page = String::from_utf8_lossy(&build.tree["briefings/2024/budget/index.html"]).into_owned();
        for part in [
            "src=\"/digest/briefings/2024/x.png\"",
            "href=\"/digest/about/#us\"",
            "href=\"/digest/about/\"",
            "src=\"/digest/pic.png\"",
            "srcset=\"/digest/briefings/2024/x.png 1x, /digest/pic.png 2x\"",
        ] {
            assert!(page.contains(part), "{raw_html}: {part} is not in {page}");
        }
        assert!(build.tree.contains_key("briefings/2024/x.png"), "{raw_html}: the picture is not published");
        let feed = String::from_utf8_lossy(&build.tree["feed.json"]).into_owned();
        assert!(feed.contains("https://digest.example/digest/briefings/2024/x.png 1x") && feed.contains("https://digest.example/digest/about/#us"), "{feed}");
    }
}

#[test]
fn words_in_angle_brackets_stay() {
    let build = Project::new().briefing("2024-10-23-budget", "", "Send it to <name of office> by <date>. If a<b and c>d then stop.\n\n<date>\n*now*\n").build();
    build.succeeds();
    let page = String::from_utf8_lossy(&build.tree["briefings/2024/budget/index.html"]).into_owned();
    assert!(page.contains("<p>Send it to &lt;name of office&gt; by &lt;date&gt;. If a&lt;b and c&gt;d then stop.</p>"), "{page}");
    assert!(page.contains("<p>&lt;date&gt;\n<em>now</em></p>"), "{page}");
}

#[test]
fn a_directive_is_no_definition() {
    let build = Project::new().briefing("2024-10-23-budget", "", "Words.\n\n:::note\nA note.\n:::\n").build();
    assert_eq!(build.codes(), ["B0325"]);
    let page = String::from_utf8_lossy(&build.tree["briefings/2024/budget/index.html"]).into_owned();
    assert!(page.contains("<p>:::note\nA note.\n:::</p>"), "{page}");
}

#[test]
fn what_was_told_of_a_text_is_told_again_by_a_warm_build() {
    let project = Project::new().briefing("2024-10-23-budget", "summary: The C# plan # more\n", "[[fig:x] {{< a >}} {{< a >}} <b style=\"x\">b</b>");
    let cold = project.build();
    assert_eq!(cold.codes(), ["B0327", "B0323", "B0325", "B0326"]);
    assert!(cold.words().contains("(and 1 more in this file)"), "{}", cold.words());
    assert_eq!(project.build().words(), cold.words());
}
