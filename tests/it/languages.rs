//! Sites in more than one language.

use crate::project::Project;

fn two_languages() -> Project {
    Project::new()
        .setting("languages: [en, zh-Hans]")
        .topic("telecoms", "name: {en: Telecoms, zh-Hans: 电信}")
        .briefing("2024-10-23-letter", "title: The letter\nsummary: A letter.", "The letter.")
        .briefing("2024-10-23-letter.zh-hans", "title: 信\nsummary: 一封信。", "信的内容。")
        .briefing("2024-11-05-answer", "title: The answer", "The answer.")
}

#[test]
fn each_language_has_its_own_listings_with_what_exists_in_it() {
    let build = two_languages().build();
    build.succeeds().has(["zh-hans/index.html", "zh-hans/feed.xml", "zh-hans/topics/telecoms/index.html", "zh-hans/briefings/2024/letter/index.html"]);
    build.lacks(["zh-hans/briefings/2024/answer/index.html"]);
    let home = build.page("zh-hans/index.html");
    home.says("信").says("电信").never_says("The answer");
    assert_eq!(home.attributes("html", "lang"), ["zh-Hans"]);
    build.page("index.html").says("The answer").never_says("一封信");
}

#[test]
fn pairs_name_each_other_and_single_pages_nobody() {
    let build = two_languages().build();
    let pairs = |path: &str| {
        let page = build.page(path);
        let mut pairs: Vec<(String, String)> =
            page.attributes("link[rel=alternate][hreflang]", "hreflang").into_iter().zip(page.attributes("link[rel=alternate][hreflang]", "href")).collect();
        pairs.sort();
        pairs
    };
    let pair = |language: &str, path: &str| (language.to_owned(), format!("https://digest.example/{path}"));
    let letter = [pair("en", "briefings/2024/letter/"), pair("x-default", "briefings/2024/letter/"), pair("zh-Hans", "zh-hans/briefings/2024/letter/")];
    assert_eq!(pairs("briefings/2024/letter/index.html"), letter);
    assert_eq!(pairs("zh-hans/briefings/2024/letter/index.html"), letter);
    assert_eq!(pairs("briefings/2024/answer/index.html"), []);
}

#[test]
fn a_translation_takes_what_is_fact_from_its_original() {
    let build = two_languages().build();
    let page = build.page("zh-hans/briefings/2024/letter/index.html");
    assert_eq!(page.attributes("article time", "datetime")[0], "2024-10-23");
    page.says("The paper").says("2024年10月23日");
}

#[test]
fn another_title_of_a_translation_leaves_the_original_alone() {
    let project = two_languages();
    project.build().succeeds();
    let project = project.edit("content/briefings/2024/2024-10-23-letter.zh-hans.md", "title: 信", "title: 来信");
    for change in &project.build().done().written {
        assert!(change.path.starts_with("zh-hans/"), "{} was written", change.path);
    }
}

#[test]
fn a_language_without_a_briefing_still_has_a_home() {
    let project = Project::new().setting("languages: [en, zh-Hans]").topic("telecoms", "name: {en: Telecoms, zh-Hans: 电信}").briefing(
        "2024-10-23-letter",
        "",
        "The letter.",
    );
    project.build().succeeds().has(["zh-hans/index.html"]);
}

#[test]
fn each_language_of_the_theme_has_every_word() {
    let mut files: Vec<_> = std::fs::read_dir("themes/gazette/labels").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let keys = |path: &std::path::Path| {
        let text = std::fs::read_to_string(path).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with(['#', ' ']));
        lines.filter_map(|line| line.split_once(':').map(|(key, _)| key.to_owned())).collect::<std::collections::BTreeSet<_>>()
    };
    let english = keys(files.iter().find(|path| path.ends_with("en.yaml")).unwrap());
    assert!(files.len() > 1 && english.len() > 100);
    for path in &files {
        let language: bulletin::locale::Language = path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
        assert_ne!(language.own_name(), language.tag(), "a language that is known");
        let own = keys(path);
        assert_eq!(own.symmetric_difference(&english).collect::<Vec<_>>(), [""; 0], "{}", path.display());
    }
}
