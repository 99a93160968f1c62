//! Texts that nobody would write in good faith. `fuzz/` looks further with the same checks.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::checks;
use crate::project::Project;

/// Pieces of Markdown, YAML and HTML that get in each other's way.
const PIECES: &[&str] = &[
    "---\n",
    "\n",
    "\n\n",
    " ",
    "  ",
    "\t",
    "title: ",
    "date: 2024-10-23\n",
    "topics: [telecoms]\n",
    "key_points:\n  - ",
    "sources:\n  - {id: a, url: \"",
    "\"}\n",
    "&a ",
    "*a ",
    "extra: {a: [1, 2.50, ~]}\n",
    "name: {en: A, zh-Hans: B}\n",
    "- ",
    "* ",
    "> ",
    "# ",
    "## A {#a}\n",
    "1. ",
    "| a | b |\n|-|-|\n| c |\n",
    "```\n",
    "~~~",
    "`",
    "``",
    "**",
    "__",
    "~~",
    "[",
    "]",
    "](",
    ")",
    "(<",
    ">)",
    "![",
    "[^1]",
    "[^1]: ",
    "[@a]",
    "[@a; @b]",
    "[[",
    "]]",
    "[[topic:",
    "[[briefing:2024/z]]",
    "[[briefing:2024/y|",
    "|",
    "[ ] ",
    "[x] ",
    "> [!NOTE]\n",
    "term\n: ",
    "<b>",
    "</b>",
    "<a href=\"",
    "\">",
    "</a>",
    "<p>",
    "</p>",
    "<img src=x onerror=alert(1)>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "<svg/onload=x>",
    "<table><tr><td>",
    "<style>",
    "javascript:",
    "JaVaScRiPt&colon;",
    "java\tscript:",
    "data:text/html,",
    "//host/",
    "https://a.example/",
    "http:",
    "mailto:a@b",
    "www.a.example",
    "\\",
    "\\[",
    "&amp;",
    "&#106;",
    "&lt;",
    "\"",
    "'",
    "=",
    "{",
    "}",
    "{#id .class}",
    "{{ page.title }}",
    "{% include \"x\" %}",
    "é",
    "e\u{301}",
    "，",
    "电信",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "\u{fdd0}",
    "\u{fdd1}",
    "\u{e000}",
    "\u{200b}",
    "\u{1f468}\u{200d}\u{1f469}",
    "..",
    "../",
    "a.md",
    "#a",
    "a",
    "b1",
    "...",
    "--",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![12 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{1,6}", 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The same cases each time; `BULLETIN_CASES` asks for other ones, and how many.
fn config() -> ProptestConfig {
    let wanted = std::env::var("BULLETIN_CASES").ok().and_then(|n| n.parse().ok());
    let rng_seed = wanted.map_or(RngSeed::Fixed(2024), |_| RngSeed::Random);
    ProptestConfig { cases: wanted.unwrap_or(300), rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_makes_safe_html(text in text()) {
        checks::markdown(&text);
    }

    #[test]
    fn any_file_gives_a_document_or_a_reason(front in text(), body in text(), fenced in any::<bool>()) {
        let text = if fenced { format!("---\n{front}\n---\n{body}") } else { format!("{front}{body}") };
        checks::front_matter(text.as_bytes());
    }

    #[test]
    fn any_bytes_give_a_document_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        checks::front_matter(&bytes);
    }

    #[test]
    fn any_link_leads_somewhere_or_is_told_of(text in text()) {
        checks::links(&text);
    }
}

/// Fields that reach pages, feeds and data with what would break out of each.
#[test]
fn no_field_breaks_out_of_its_page() {
    let evil = "</title><script>alert(1)</script>\\\"'><img src=/x.png onerror=alert(1)>&amp;]]>{{ config.title }}";
    let front = ["title", "summary"].map(|field| format!("{field}: \"{evil}\"\n")).concat();
    let lists = format!(
        "topics: [evil]\nagencies: [evil]\npeople: [{{name: \"{evil}\", role: \"{evil}\"}}]\nauthors: [\"{evil}\"]\nkey_points: [\"{evil}\"]\n\
         event: {{name: \"{evil}\", place: \"{evil}\"}}\nsources: [{{id: s, title: \"{evil}\", publisher: \"{evil}\", note: \"{evil}\", url: \"https://a.example/?a=<b>&c='\"}}]\n\
         updates: [{{date: 2024-11-01, note: \"{evil}\"}}]\nimage: {{src: a.png, alt: \"{evil}\"}}\nextra: {{a: \"{evil}\"}}\n"
    );
    let project = Project::new()
        .site(&format!("title: \"{evil}\"\nbase_url: https://digest.example\nfeed_authority: digest.example,2024\ndescription: \"{evil}\"\ntheme_options: {{footer_note: \"{evil}\"}}\nmenu: [{{name: \"{evil}\", url: /topics/}}]\n"))
        .topic("evil", &format!("name: \"{evil}\""))
        .file("content/agencies/evil.md", format!("---\nname: \"{evil}\"\nshort: \"{evil}\"\n---\n{evil}\n"))
        .file("content/terms/evil.md", format!("---\nname: \"{evil}\"\n---\n{evil}\n"))
        .file("content/pages/about.md", format!("---\ntitle: \"{evil}\"\nsummary: \"{evil}\"\nmenu: true\n---\n{evil}\n"))
        .file("content/briefings/2024/a.png", "PNG")
        .file("content/static/x.png", "PNG")
        .briefing("2024-10-23-letter", &(front + &lists), &format!("{evil} [@s] [[term:evil]] [[topic:evil|{evil}]]\n\n## {evil}"));
    let build = project.build();
    build.done();
    for page in build.pages() {
        // The script of the page that searches is a file of its own.
        assert_eq!(page.texts("script:not([src], [type='application/ld+json'])"), Vec::<String>::new(), "{}", page.path);
        let data = page.texts("script:not([src])");
        assert!(data.len() < 2 && data.iter().all(|data| serde_json::from_str::<serde_json::Value>(data).is_ok()), "{}: {data:?}", page.path);
        assert_eq!(page.attributes("[onerror]", "onerror"), Vec::<String>::new(), "{}", page.path);
    }
    for path in build.tree.keys().filter(|path| path.ends_with(".json")) {
        assert!(serde_json::from_slice::<serde_json::Value>(&build.tree[path]).is_ok(), "{path}");
    }
    for path in build.tree.keys().filter(|path| path.ends_with(".xml")) {
        build.page(path).never_says("<script").never_says("<img");
    }
}

#[test]
fn addresses_with_other_schemes_are_refused_in_every_field() {
    for scheme in ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "//a.example", "java\\tscript:x"] {
        let project = Project::new()
            .file("content/agencies/evil.md", format!("---\nname: Evil\nurl: \"{scheme}\"\n---\n"))
            .briefing("2024-10-23-letter", &format!("event: {{name: A, url: \"{scheme}\"}}\nsources:\n  - {{id: s, title: A, url: \"{scheme}\"}}\n  - {{id: t, title: B, archive_url: \"{scheme}\"}}"), "")
            .setting(&format!("menu: [{{name: A, url: \"{scheme}\"}}]"));
        let codes = project.build().codes();
        // What begins with `/` is read as an address on the site.
        let expected = if scheme.starts_with('/') { "B0213" } else { "B0113" };
        assert_eq!(codes, [expected], "{scheme}: {}", project.build().words());
        let project = project.site(crate::project::SITE);
        assert_eq!(project.build().codes(), ["B0113"; 4], "{scheme}");
    }
}

#[cfg(unix)] // symbolic links
#[test]
fn a_link_that_is_swapped_in_after_the_listing_is_not_followed() {
    use bulletin::source::{Disk, Files};

    let elsewhere = tempfile::TempDir::new().unwrap();
    std::fs::write(elsewhere.path().join("2024-10-23-letter.md"), "secret").unwrap();
    let out = elsewhere.path().to_str().unwrap();
    let (folder, file) = ("content/briefings/2024", "content/briefings/2024/2024-10-23-letter.md");
    let digest = || Project::new().briefing("2024-10-23-letter", "", "The letter.");
    for (swapped, target) in [(file, format!("{out}/2024-10-23-letter.md")), (folder, out.to_owned()), (file, "../../../output".to_owned())] {
        let project = digest().file("output/x", "");
        let files = Disk::new(project.root(), false);
        let (listed, wrong) = files.list("content");
        assert!(wrong.is_empty() && listed.iter().any(|entry| &*entry.path == file));
        let project = project.remove(swapped).link(swapped, &target);
        let error = files.read(file).unwrap_err();
        assert!(error.to_string().contains("leads out of content and themes") || target.contains("output"), "{swapped}: {error}");
        assert!(files.hash(file).is_err());
        // Where links may lead out, they may be swapped too.
        assert_eq!(Disk::new(project.root(), true).read(file).is_ok(), target.starts_with('/'));
    }
    // A link to another file of the site is followed as ever, on whatever way.
    let project = digest().link("content/briefings/linked", "2024").link("content/static/letter.md", "../briefings/linked/2024-10-23-letter.md");
    let files = Disk::new(project.root(), false);
    for path in ["content/briefings/linked/2024-10-23-letter.md", "content/static/letter.md"] {
        assert!(files.read(path).unwrap().ends_with(b"The letter.\n"), "{path}");
    }
}

#[cfg(unix)] // named pipes
#[test]
fn what_is_put_in_the_place_of_a_file_after_the_listing_is_not_waited_for() {
    use bulletin::source::{Disk, Files};

    let project = Project::new().briefing("2024-10-23-letter", "", "The letter.");
    let path = "content/briefings/2024/2024-10-23-letter.md";
    let project = project.remove(path);
    let pipe = project.root().join(path);
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let files = Disk::new(project.root(), false);
    assert!(files.read(path).unwrap_err().to_string().contains("not a regular file"));
    std::fs::remove_file(&pipe).unwrap();
    std::fs::create_dir(&pipe).unwrap();
    assert!(files.read(path).unwrap_err().to_string().contains("not a regular file"));
}

#[cfg(unix)] // stamps to the nanosecond
#[test]
fn the_clock_of_stamps_is_that_of_the_file_system() {
    use bulletin::source::{Disk, Files};
    use std::os::unix::fs::MetadataExt;

    let project = Project::new().file(".bulletin/x", "");
    let now = Disk::new(project.root(), false).now();
    let clock = std::fs::metadata(project.root().join(".bulletin/clock")).unwrap();
    assert_eq!(now, clock.mtime() * 1_000_000_000 + clock.mtime_nsec());
    std::fs::write(project.root().join(".bulletin/y"), "").unwrap();
    assert!(std::fs::metadata(project.root().join(".bulletin/y")).unwrap().modified().unwrap() >= clock.modified().unwrap());
}
