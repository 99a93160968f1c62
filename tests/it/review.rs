//! What a reviewer found before the first release, so that it stays mended.

use crate::project::Project;

#[test]
fn files_of_a_topic_without_a_page_stay_back() {
    let project = Project::new()
        .topic("hushed", "name: Hushed")
        .edit("content/topics/hushed.md", "---\nname: Hushed\n---\n", "---\nname: Hushed\n---\n![A mark](hushedmark.png) and [[briefing:2024/held]].\n")
        .file("content/topics/hushedmark.png", "PNG")
        .briefing("2024-10-01-open", "", "Open.")
        .briefing("2024-10-23-held", "topics: [hushed]\ndraft: true", "Held.");
    project.build().succeeds().never_says("hushed");
}

#[test]
fn a_link_to_what_has_no_page_is_told() {
    let project = Project::new().topic("hushed", "name: Hushed").briefing("2024-10-23-open", "", "A [link](../../topics/hushed.md), and [[topic:hushed]].");
    let build = project.build();
    build.fails([("B0301", "content/briefings/2024/2024-10-23-open.md", 7, 3)]);
}

#[test]
fn a_topic_answers_after_its_last_briefing_is_withdrawn() {
    let project = Project::new().briefing("2024-10-23-letter", "", "The letter.");
    project.build().has(["topics/telecoms/index.html", "topics/telecoms/feed.xml"]);
    let project = project.edit(
        "content/briefings/2024/2024-10-23-letter.md",
        "date: 2024-10-23",
        "date: 2024-10-23\nwithdrawn: {date: 2024-10-24, reason: It was wrong.}",
    );
    let build = project.build();
    build.succeeds().has(["briefings/2024/letter/index.html", "topics/telecoms/index.html", "topics/telecoms/feed.xml", "topics/index.html"]);
    build.page("topics/telecoms/index.html").never_says("The letter");
}

#[test]
fn numbered_pages_answer_at_a_former_address() {
    let mut project = Project::new().edit("content/topics/telecoms.md", "name: Telecoms", "name: Telecoms\nformer_ids: [telephony]");
    for n in 0..45 {
        project = project.briefing(&format!("2024-10-23-letter-{n}"), "", "A letter.");
    }
    let build = project.build();
    build.succeeds().has(["topics/telecoms/page/1/index.html", "topics/telephony/page/1/index.html"]);
    build.page("topics/telephony/page/1/index.html").says("https://digest.example/topics/telecoms/page/1/");
}

#[test]
fn no_redirect_makes_a_hidden_file() {
    for address in ["/.git/config", "/.bulletin-files", "/%2e%2e/x/"] {
        let project = Project::new().briefing("2024-10-23-letter", &format!("redirect_from: [\"{address}\"]"), "The letter.");
        assert_eq!(project.build().codes(), ["B0213"], "{address}");
    }
}

#[test]
fn a_check_tries_every_page() {
    let template =
        "{% extends \"theme/briefing.html\" %}{% block head %}{% if page.title == \"Letter\" %}{{ t(key=\"no-\" ~ page.kind) }}{% endif %}{% endblock head %}";
    let project = Project::new().file("content/templates/briefing.html", template).briefing("2024-10-23-letter", "title: Letter", "The letter.");
    assert_eq!(project.check().codes(), ["B0410"]);
    assert_eq!(project.build().codes(), ["B0410"]);
}

#[test]
fn an_anchor_of_the_glossary_is_a_term() {
    let project = Project::new().file("content/terms/redcap.md", "---\nname: Reduced Capability\n---\nA kind of device.\n").briefing(
        "2024-10-23-letter",
        "",
        "[Good](/glossary/#redcap) and [bad](/glossary/#redcup).",
    );
    assert_eq!(project.build().codes(), ["B0302"]);
}

#[cfg(unix)] // symbolic links
#[test]
fn a_link_back_into_the_output_is_refused() {
    let project = Project::new().briefing("2024-10-23-letter", "", "The letter.");
    project.build().succeeds();
    let project = project.link("content/static/again", "../../output");
    assert_eq!(project.build().codes(), ["B0506"]);
}

#[test]
fn notes_of_updates_have_full_addresses_in_feeds() {
    let project = Project::new().briefing(
        "2024-10-23-letter",
        "updates: [{date: 2024-10-24, kind: correction, note: \"See [the part](#part).\"}]",
        "The letter.\n\n## Part {#part}\n\nMore.",
    );
    let build = project.build();
    build.page("feed.xml").says("https://digest.example/briefings/2024/letter/#part").says("Correction");
}

#[test]
fn an_alias_that_is_the_name_of_something_else_is_told_where_it_stands() {
    let project = Project::new()
        .edit("content/topics/telecoms.md", "name: Telecoms", "name: Telecoms\naliases: [networks, phones]")
        .topic("networks", "name: Networks\naliases: [Phones]")
        .briefing("2024-10-23-letter", "topics: [telecoms, networks]", "The letter.");
    let mut codes = project.build().codes();
    codes.sort_unstable();
    assert_eq!(codes, ["B0205", "B0205"]);
}

#[test]
fn a_file_and_a_folder_that_differ_by_case_collide() {
    let project = Project::new().file("content/static/Docs/a.txt", "a").file("content/static/docs", "b").briefing("2024-10-23-letter", "", "The letter.");
    assert_eq!(project.build().codes(), ["B0203"]);
}

#[test]
fn a_short_name_with_letters_of_two_bytes_is_a_file_like_any_other() {
    let project = Project::new().file("content/briefings/éab", "a").briefing("2024-10-23-letter", "", "The [file](../éab).");
    project.build().succeeds().has(["briefings/éab"]);
}
