//! Why an output was written, in the words of the reports.

use bulletin::engine::{Cause, Change};

use crate::project::{Build, Project, SITE};

const LETTER: &str = "content/briefings/2024/2024-10-23-letter.md";

/// Two briefings, built.
fn built() -> Project {
    let project = Project::new().briefing("2024-03-01-tariffs", "", "Tariffs rose.").briefing(
        "2024-10-23-letter",
        "summary: A letter was sent.",
        "The letter said much.",
    );
    project.build().succeeds();
    project
}

#[track_caller]
fn written<'b>(build: &'b Build, path: &str) -> &'b Change {
    let written = &build.done().written;
    written.iter().find(|c| c.path == path).unwrap_or_else(|| panic!("{path} was not written, but {written:#?}"))
}

/// An output was written, for this reason.
#[track_caller]
fn says(build: &Build, path: &str, reason: &str) {
    assert_eq!(written(build, path).words(), reason, "{path}");
}

#[test]
fn a_new_briefing_changes_what_lists_lead_to() {
    let build = built().briefing("2024-11-20-ruling", "", "The court ruled.").build();
    says(&build, "briefings/2024/ruling/index.html", "new");
    says(&build, "topics/telecoms/index.html", "what it lists or leads to and the briefing 2024/ruling changed");
    says(&build, "briefings/2024/index.html", "what it lists or leads to and the briefing 2024/ruling changed");
    says(&build, "feed.xml", "what it lists or leads to and the briefing 2024/ruling changed");
    says(&build, "topics/telecoms/feed.json", "what it lists or leads to and the briefing 2024/ruling changed");
    says(&build, "topics/index.html", "the list of briefings of topic telecoms and the briefing 2024/ruling changed");
    says(&build, "sitemap-2024.xml", "what it lists or leads to changed");
    says(&build, "briefings/2024/briefings.json", "what it holds and the briefing 2024/ruling changed");
}

#[test]
fn another_title_names_the_briefing_wherever_it_is_shown() {
    let build = built().edit(LETTER, "About letter", "A reply").build();
    let page = written(&build, "briefings/2024/letter/index.html");
    assert_eq!(page.cause, Cause::View);
    assert_eq!(page.parts, ["the briefing 2024/letter"]);
    says(&build, "topics/telecoms/feed.xml", "the briefing 2024/letter changed");
    says(&build, "briefings/2024/letter/citation.ris", "the briefing 2024/letter changed");
}

#[test]
fn another_text_names_the_briefing_where_the_text_is_shown() {
    let build = built().edit(LETTER, "said much", "said little").build();
    says(&build, "briefings/2024/letter/index.html", "the briefing 2024/letter changed");
    says(&build, "feed.json", "the briefing 2024/letter changed");
    assert!(build.done().written.iter().all(|change| change.path != "topics/telecoms/index.html"), "{:#?}", build.done().written);
}

#[test]
fn a_removed_briefing_is_something_that_is_no_longer_shown() {
    let build = built().remove(LETTER).build();
    says(&build, "topics/telecoms/index.html", "what it lists or leads to and something that it no longer shows changed");
    says(&build, "topics/index.html", "the list of briefings of topic telecoms and something that it no longer shows changed");
    assert!(build.done().deleted.contains(&"briefings/2024/letter/index.html".to_owned()));
}

#[test]
fn entries_are_named_by_their_ids_and_lists_by_their_languages() {
    let project = Project::new()
        .setting("languages: [en, zh-Hans]")
        .file("content/indicators/lines.md", "---\nname: Lines\nunit: line\nmeasure: stock\n---\n")
        .briefing(
            "2024-03-01-tariffs",
            "commitments: [{id: cut, text: Tariffs will fall}]\nfigures: [{id: now, indicator: lines, value: 5, as_of: 2024-02-29}]",
            "Tariffs rose.",
        )
        .file("content/briefings/2024/2024-03-01-tariffs.zh-hans.md", "---\ntitle: 资费\n---\n资费。\n");
    project.build().done();
    let build = project
        .briefing(
            "2024-11-20-ruling",
            "commitment_updates: [{commitment: 2024/tariffs/cut, status: delivered}]\nfigures: [{id: now, indicator: lines, value: 6, as_of: 2024-10-31}]",
            "The court ruled.",
        )
        .file("content/briefings/2024/2024-11-20-ruling.zh-hans.md", "---\ntitle: 判决\n---\n判决。\n")
        .build();
    let names = |path: &str, part: &str| assert!(written(&build, path).parts.iter().any(|other| other == part), "{:#?}", written(&build, path));
    names("briefings/2024/tariffs/index.html", "what became of commitment 2024/tariffs/cut");
    names("indicators/lines/index.html", "the observations of indicator lines");
    names("topics/index.html", "the list of briefings of topic telecoms");
    names("zh-hans/topics/index.html", "the list of briefings of topic telecoms in zh-Hans");
}

#[test]
fn a_file_that_is_published_as_it_is_has_no_parts() {
    let project = built().file("content/static/note.txt", "One.").file("content/static/robots.txt", "User-agent: *\n");
    project.build();
    let build = project.file("content/static/note.txt", "Two.").build();
    says(&build, "note.txt", "its content changed");
}

#[test]
fn the_template_that_changed_is_named() {
    let own = "content/templates/partials/card.html";
    let project = built().file(own, "<p>{{ item.title }}</p>");
    let build = project.build();
    says(&build, "topics/telecoms/index.html", "content/templates/partials/card.html changed");
    let extended = project.file("content/templates/topic.html", "{% extends \"theme/topic.html\" %}\n{% block content %}{{ super() }}!{% endblock %}\n");
    says(&extended.build(), "topics/telecoms/index.html", "content/templates/topic.html changed");
    let project = extended.remove("content/templates/topic.html");
    project.build();
    let project = project.edit(own, "<p>", "<p class=\"card\">");
    let build = project.build();
    assert!(build.done().written.iter().all(|c| c.parts == [own] && c.cause == Cause::Theme), "{:#?}", build.done().written);
    let build = project.remove(own).edit(LETTER, "A letter was sent.", "Two letters were sent.").build();
    says(&build, "topics/telecoms/index.html", "the briefing 2024/letter and (built-in theme)/templates/partials/card.html changed");
}

#[test]
fn words_options_and_settings_are_told_apart() {
    let project = built().file("content/labels/en.yaml", "read-more: Go on\n");
    let build = project.build();
    assert!(build.done().same.iter().any(|c| c.words() == "the words of the interface changed"), "{:#?}", build.done().same);
    let build = project.site(&SITE.replace("title: Digest", "title: Journal")).build();
    says(&build, "topics/telecoms/index.html", "config.title and config.feeds changed");
    // It says to programs, too, what the site is called.
    says(&build, "index.html", "the settings, config.title and config.feeds changed");
    says(&build, "feed.xml", "the settings changed");
}

#[test]
fn what_was_changed_or_taken_from_the_output_is_told() {
    let project = built();
    let build = project.file("output/index.html", "x").remove("output/robots.txt").touch("output/404.html").build();
    says(&build, "index.html", "it was changed in the output");
    says(&build, "robots.txt", "it was gone from the output");
    // What has another time stamp and the right bytes is not made anew.
    assert!(build.done().same.is_empty(), "{:#?}", build.done().same);
}

#[test]
fn a_memo_of_another_program_is_told_from_none() {
    let project = built().file("output/index.html", "x");
    let cache = std::fs::read(project.root().join(".bulletin/cache")).unwrap();
    let mut other = cache.clone();
    other[12] = if other[12] == b'0' { b'1' } else { b'0' };
    let project = project.file(".bulletin/cache", other);
    let build = project.build();
    says(&build, "index.html", "another version of bulletin made it");
    let project = project.file("output/index.html", "x").remove(".bulletin/cache");
    says(&project.build(), "index.html", "it differed, and nothing was known of it");
}
