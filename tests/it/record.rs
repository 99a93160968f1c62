//! What was published stays, or says why.

use crate::cli::{bulletin, stderr, stdout};
use crate::project::{Build, Project};

const BUDGET: &str = "content/briefings/2024/2024-10-23-budget.md";
const TWO: &str = "title: {en: Digest, zh-Hans: 摘要}\nbase_url: https://digest.example/site\nfeed_authority: digest.example,2024\nlanguages: [en, zh-Hans]\n";

/// A digest in two languages with a page of each kind, published and recorded.
fn published() -> Project {
    let project = Project::new()
        .site(TWO)
        .topic("telecoms", "name: {en: Telecoms, zh-Hans: 电信}")
        .topic("energy", "name: {en: Energy, zh-Hans: 能源}")
        .file("content/agencies/miit.md", "---\nname: {en: The ministry, zh-Hans: 工信部}\n---\n")
        .file("content/indicators/stations.md", "---\nname: {en: Base stations, zh-Hans: 基站}\nunit: station\nmeasure: stock\n---\n")
        .file("content/instruments/act.md", "---\nname: {en: The act, zh-Hans: 法案}\ntype: law\n---\n")
        .file("content/editions/autumn.md", "---\ntitle: Autumn\ndate: 2024-11-30\nfrom: 2024-10-01\nto: 2024-11-30\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nThe digest.\n")
        .briefing(
            "2024-10-23-budget",
            "title: The budget\nagencies: [miit]\n\
             figures: [{id: bs, indicator: stations, value: 4.089, scale: million, as_of: 2024-09-30}, {id: fee, label: Fee, value: 12, unit: EUR, as_of: 2024-10-01}]\n\
             dates: [{id: hearing, kind: hearing, title: Hearing, date: 2024-12-24}]\n\
             commitments: [{id: more, text: Build more of them, due: 2025}]\n\
             instruments: [{instrument: act, status: proposed, date: 2024-10-20}]",
            "There were [[fig:bs]].",
        )
        .file("content/briefings/2024/2024-10-23-budget.zh-hans.md", "---\ntitle: 预算\n---\n有[[fig:bs]]。\n")
        .briefing("2024-11-20-grid", "topics: [energy]", "The grid.");
    project.build().done();
    project.record()
}

/// The one mistake of a build, with its place and what is to be done.
#[track_caller]
fn lost(build: &Build, place: &str, help: &str) {
    let told = build.words();
    assert!(told.contains("error[B0227]"), "{told}");
    assert!(told.contains(place), "{place} is not named:\n{told}");
    assert!(told.contains(help), "the help does not say: {help}\n{told}");
    assert_eq!(told.matches("error[").count(), told.matches("error[B0227]").count(), "{told}");
}

#[test]
fn what_is_recorded_changes_no_byte() {
    let project = published();
    let (before, after) = (project.build().tree, project.cold().tree);
    assert_eq!(before, after);
    let again = project.record();
    again.build().writes_n(0);
    // Of a change too, that an update speaks of.
    let project = again.edit(BUDGET, "value: 4.089", "value: 4.109").edit(
        BUDGET,
        "---\nThere",
        "updates: [{date: 2024-12-01, kind: correction, facts: [bs], note: It was misread.}]\n---\nThere",
    );
    let before = project.build();
    before.succeeds().page("corrections/index.html").says("4.089").says("4.109").says("It was misread.");
    let project = project.record();
    project.build().writes_n(0);
    assert_eq!(before.tree, project.cold().tree);
    let facts = project.text("content/record/facts-2024.tsv");
    assert!(facts.contains("fig:2024/budget/bs\t4.089 million station @2024-09-30\t2024-12-01\nfig:2024/budget/bs\t4.109 million"), "{facts}");
}

#[test]
fn the_record_is_published_nowhere() {
    let build = published().build();
    assert!(build.tree.keys().all(|path| !path.contains("record/") && !path.ends_with(".tsv")));
}

#[test]
fn another_id_is_refused_with_the_line_that_leads_on() {
    let project = published().edit(BUDGET, "---\ndate", "---\nid: budget-2025\ndate");
    lost(&project.build(), "2024-10-23-budget.md", "redirect_from: [/briefings/2024/budget/]");
    let project = project.edit(BUDGET, "---\nid", "---\nredirect_from: [/briefings/2024/budget/, /zh-hans/briefings/2024/budget/]\nid");
    project.build().done();
}

#[test]
fn another_name_of_a_file_is_refused_where_it_gives_the_id() {
    let project =
        published().rename("content/topics/energy.md", "content/topics/power.md").edit("content/briefings/2024/2024-11-20-grid.md", "[energy]", "[power]");
    lost(&project.build(), "content/topics/power.md", "former_ids: [energy]");
    project.edit("content/topics/power.md", "---\nname", "---\nformer_ids: [energy]\nname").build().succeeds();
}

#[test]
fn another_year_is_refused() {
    let project = published().edit(BUDGET, "date: 2024-10-23", "date: 2025-10-23");
    lost(&project.build(), "2024-10-23-budget.md", "redirect_from: [/briefings/2024/budget/]");
}

#[test]
fn a_draft_is_refused() {
    let project = published().edit(BUDGET, "---\ndate", "---\ndraft: true\ndate");
    lost(&project.build(), "2024-10-23-budget.md:2:1", "take out `draft`");
    project.output("preview").drafts(true).build().done();
    let project = published().edit(BUDGET, "---\ndate", "---\npublish_at: 2025-01-01\ndate");
    lost(&project.build(), "2024-10-23-budget.md:2:1", "take out `publish_at`");
}

#[test]
fn a_briefing_that_is_deleted_is_refused() {
    let project = published().remove("content/briefings/2024/2024-11-20-grid.md");
    lost(&project.build(), "content/record/addresses.tsv", "withdrawn: {date: 2024-12-01");
    let project = project.setting("gone: [{address: /briefings/2024/grid/, date: 2024-12-01, reason: It was of another ministry.}]");
    let build = project.build();
    build.succeeds().page("briefings/2024/grid/index.html").says("It was of another ministry.").says("noindex");
    // What it alone was filed under stays, and says that nothing is there.
    build.page("topics/energy/index.html").says("There are no briefings here now.");
    build.has(["topics/energy/feed.xml", "briefings/2024/11/index.html"]);
    build.page("briefings/2024/11/index.html").says("Nothing is filed here now.");
    assert_eq!(build.tree, project.cold().tree);
}

#[test]
fn a_briefing_in_a_new_file_is_known_by_its_title() {
    let project = published().rename("content/briefings/2024/2024-11-20-grid.md", "content/briefings/2024/2024-11-20-power-lines.md");
    lost(&project.build(), "2024-11-20-power-lines.md", "redirect_from: [/briefings/2024/grid/]");
}

#[test]
fn a_topic_that_is_merged_leaves_its_address_to_the_other() {
    let project = published().remove("content/topics/energy.md").edit("content/briefings/2024/2024-11-20-grid.md", "[energy]", "[telecoms]");
    lost(&project.build(), "content/record/addresses.tsv", "former_ids: [energy]");
    project.edit("content/topics/telecoms.md", "---\nname", "---\nformer_ids: [energy]\nname").build().done();
}

#[test]
fn a_topic_that_is_emptied_stays() {
    let project = published().edit("content/briefings/2024/2024-11-20-grid.md", "[energy]", "[telecoms]");
    let build = project.build();
    build.succeeds().page("topics/energy/index.html").says("There are no briefings here now.");
    assert_eq!(build.tree, project.cold().tree);
}

#[test]
fn a_calendar_that_is_emptied_stays() {
    let project = published().edit(BUDGET, "dates: [{id: hearing, kind: hearing, title: Hearing, date: 2024-12-24}]\n", "");
    let build = project.build();
    build.has(["calendar/index.html", "calendar.ics", "calendar/2024/index.html", "topics/telecoms/calendar.ics"]);
    build.warns([("B0626", BUDGET, 1, 1)]);
    assert_eq!(build.tree, project.cold().tree);
}

#[test]
fn a_language_that_is_dropped_is_refused_once() {
    let project = published().remove("content/briefings/2024/2024-10-23-budget.zh-hans.md").edit("content/site.yaml", "[en, zh-Hans]", "[en]");
    let build = project.build();
    let words = build.words();
    assert_eq!(words.matches("error[B0227]").count(), 1, "{words}");
    project.setting("gone: [{address: /zh-hans/, date: 2024-12-01}]").build().done();
    let project = published().remove("content/briefings/2024/2024-10-23-budget.zh-hans.md");
    lost(&project.build(), "content/briefings/2024/2024-10-23-budget.md", "redirect_from: [/zh-hans/briefings/2024/budget/]");
}

#[test]
fn an_indicator_that_is_renamed_leads_on() {
    let project = published().edit("content/indicators/stations.md", "---\nname", "---\nid: base-stations\nname").edit(
        BUDGET,
        "indicator: stations",
        "indicator: base-stations",
    );
    let told = project.build();
    lost(&told, "content/indicators/stations.md", "former_ids: [stations]");
}

#[test]
fn pages_that_are_switched_off_are_refused() {
    let build = published().setting("outputs: {instruments: false}").build();
    lost(&build, "content/site.yaml", "gone: [{address: /instruments/act/");
}

#[test]
fn data_that_is_lost_is_a_warning() {
    let project = published().setting("outputs: {data: false}");
    let words = project.build().words();
    assert!(words.contains("warning[B0228]") && words.contains("other files of data"), "{words}");
    assert_eq!(words.matches("error[").count(), 2, "its page is one, in each language\n{words}");
}

#[test]
fn a_value_that_changes_without_a_word_is_a_warning() {
    for (from, to, fact) in [
        ("value: 4.089", "value: 4.098", "bs"),
        ("value: 12", "value: 1200", "fee"),
        ("The budget", "The other budget", "title"),
        ("date: 2024-10-23", "date: 2024-10-24", "date"),
        ("date: 2024-12-24", "date: 2024-12-27", "hearing"),
        ("due: 2025", "due: 2026", "more"),
        ("date: 2024-10-20", "date: 2024-10-21", "act"),
    ] {
        let project = published().edit(BUDGET, from, to);
        let words = project.build().words();
        assert!(words.contains("warning[B0626]") && words.contains(&format!("facts: [{fact}]")), "{from} > {to}\n{words}");
        let project =
            project.edit(BUDGET, "---\ndate", &format!("---\nupdates: [{{date: 2024-12-01, kind: correction, facts: [{fact}], note: It was wrong.}}]\ndate"));
        let build = project.build();
        assert!(!build.words().contains("B0626"), "{}", build.words());
        build.page("corrections/index.html").says("It was wrong.").says("told since 1 December 2024");
    }
}

#[test]
fn another_feed_authority_is_a_warning() {
    let words = published().edit("content/site.yaml", "digest.example,2024", "digest.example,2025").build().words();
    assert!(words.contains("warning[B0511]") && words.contains("write feed_authority: digest.example,2024"), "{words}");
}

#[test]
fn another_address_is_a_warning_until_it_is_recorded() {
    let moved = published().edit("content/site.yaml", "https://digest.example", "https://other.example");
    let words = moved.build().words();
    assert!(words.contains("warning[B0512]") && words.contains("lead each address to the same one"), "{words}");
    // For a build alone it is that of a preview.
    let words = published().base_url("https://other.example").build().words();
    assert!(!words.contains("B0512"), "{words}");
}

#[test]
fn an_update_that_names_no_fact_is_refused() {
    let project = Project::new().briefing(
        "2024-10-23-budget",
        "figures: [{id: fee, label: Fee, value: 12, unit: EUR, as_of: 2024-10-01}]\nupdates: [{date: 2024-10-24, facts: [fees], note: So it is.}]",
        "The text.",
    );
    let words = project.build().words();
    assert!(words.contains("error[B0204]") && words.contains("did you mean `fee`?"), "{words}");
}

#[test]
fn what_is_erased_leaves_its_title_and_the_notice() {
    let front = "agencies: [miit]\nsummary: Secretsummary\nkey_points: [Secretpoint]\npeople: [{name: Secretperson}]\nfigures: [{id: f, label: Secretlabel, value: 4711, unit: EUR, as_of: 2024-10-01}]\nsources: [{title: Secretsource}]\nimage: {src: secret.png, alt: Secretalt}";
    let project = Project::new()
        .file("content/agencies/miit.md", "---\nname: The ministry\n---\n")
        .file("content/briefings/2024/secret.png", "PNG")
        .briefing("2024-10-23-budget", front, "Secretbody [[fig:f]].")
        .briefing("2024-10-24-other", "", "The text.");
    project.build().done();
    let project = project
        .record()
        .edit(BUDGET, "---\ntitle", "---\nwithdrawn: {date: 2024-12-01, reason: A court said so., erase: true}\ntitle")
        .at("2024-12-02T12:00:00Z");
    let build = project.build();
    build.never_says("secret").never_says("4711").page("briefings/2024/budget/index.html").says("A court said so.").says("noindex");
    assert!(!String::from_utf8_lossy(&build.tree["sitemap-2024.xml"]).contains("budget"));
    let project = project.record();
    let facts = project.text("content/record/facts-2024.tsv");
    assert!(!facts.contains("4711") && facts.contains("fig:2024/budget/f\t\t2024-12-01"), "{facts}");
    let again = project.text("content/record/facts-2024.tsv");
    assert_eq!(project.record().text("content/record/facts-2024.tsv"), again);
}

#[test]
fn a_site_that_did_nothing_wrong_is_not_refused() {
    let project = published();
    let grid = "content/briefings/2024/2024-11-20-grid.md";
    // New things, other texts, tags that move, other days of the same month, withdrawals, translations.
    let project = project
        .briefing("2024-11-25-new", "", "A new one.")
        .edit(grid, "The grid.", "The grid and its lines.")
        .edit(grid, "[energy]", "[telecoms]")
        .edit(BUDGET, "agencies: [miit]\n", "")
        .file("content/briefings/2024/2024-11-20-grid.zh-hans.md", "---\ntitle: 电网\n---\n电网。\n");
    project.build().succeeds();
    let project = project.edit(grid, "---\ntitle", "---\nwithdrawn: {date: 2024-11-30, reason: It does not hold.}\ntitle");
    project.build().succeeds();
    // Another address of the whole site is no change, nor is a moment before it was published.
    project.base_url("https://preview.example/x").build().succeeds();
    let project = published().remove("content/briefings/2024/2024-11-20-grid.md").at("2024-11-30T12:00:00Z");
    project.build().succeeds();
}

#[test]
fn documents_of_a_kind_have_the_addresses_that_they_had() {
    let project = published().setting("redirects: {briefings: [\"/{year}/{month}/{day}/{id}/\", \"/{language}/{id}.html\"], topics: \"/tag/{id}/\"}");
    let build = project.build();
    build.succeeds().has(["2024/10/23/budget/index.html", "en/budget.html", "zh-Hans/budget.html", "tag/energy/index.html"]);
    build.page("tag/energy/index.html").says("/site/topics/energy/");
    let words = published().setting("redirects: {briefing: \"/{year}/{id}/\", topics: \"/{year}/{id}/\"}").build().words();
    assert!(words.contains("did you mean `briefings`?") && words.contains("these have no day"), "{words}");
}

#[test]
fn a_merge_that_stopped_in_the_record_is_told_at_its_line() {
    let project = published();
    let text = project.text("content/record/addresses.tsv");
    let project = project.file("content/record/addresses.tsv", format!("{text}<<<<<<< ours\n"));
    let line = text.lines().count() + 1;
    project.build().fails([("B0510", "content/record/addresses.tsv", line, 1)]);
}

#[test]
fn without_a_record_a_build_names_what_answers_no_longer() {
    let project = Project::new().briefing("2024-10-23-budget", "", "The text.").briefing("2024-11-20-grid", "", "The grid.");
    project.build().succeeds();
    let build = project.remove("content/briefings/2024/2024-11-20-grid.md").build();
    assert_eq!(build.done().unanswered, ["/briefings/2024/11/", "/briefings/2024/grid/"]);
}

#[test]
fn the_command_records_forgets_and_takes_over() {
    let project = Project::new().briefing("2024-10-23-budget", "figures: [{id: fee, label: Fee, value: 12, unit: EUR, as_of: 2024-10-01}]", "The text.");
    let run = |project: &Project, args: &[&str], code: i32| stdout(bulletin(project.root()).args(args), code);
    assert!(stderr(bulletin(project.root()).args(["check", "--record"]), 1).contains("run `bulletin record`"));
    assert!(run(&project, &["record"], 0).starts_with("recorded: 2"));
    assert_eq!(run(&project, &["record"], 0), "recorded: 0 new addresses, 0 new values\n");
    assert!(run(&project, &["check", "--record"], 0).contains("all good"));
    assert!(run(&project, &["list", "published", "--format", "csv"], 0).contains("/briefings/2024/budget/,content/briefings/2024/2024-10-23-budget.md,"));
    let project = project.edit(BUDGET, "value: 12", "value: 21");
    run(&project, &["record"], 0);
    assert_eq!(run(&project, &["record", "--forget", "fig:2024/budget/fee"], 0), "recorded: 0 new addresses, 0 new values; 1 value blanked\n");
    let facts = project.text("content/record/facts-2024.tsv");
    assert!(!facts.contains("12 EUR") && facts.contains("21 EUR"), "{facts}");
    assert!(stderr(bulletin(project.root()).args(["record", "--forget", "fig:2024/budget/fees"]), 2).contains("did you mean `fig:2024/budget/fee`?"));
    let sitemap = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://digest.example/2024/10/budget.html</loc></url>\
                   <url><loc>https://digest.example/</loc></url><url><loc>https://elsewhere.example/x/</loc></url></urlset>";
    let project = project.file("old.xml", sitemap);
    assert!(run(&project, &["record", "--from-sitemap", "old.xml"], 0).starts_with("taken over: 1 address;"));
    assert!(stderr(bulletin(project.root()).args(["build"]), 1).contains("redirect_from: [/2024/10/budget.html]"));
    let project = project.setting("redirects: {briefings: \"/{year}/{month}/{id}.html\"}");
    run(&project, &["build"], 0);
}

#[test]
fn an_update_of_long_ago_speaks_for_no_change_of_today() {
    let project = published().at("2025-03-01T12:00:00Z");
    let project =
        project.edit(BUDGET, "---\ndate", "---\nupdates: [{date: 2024-12-05, note: Something new.}]\ndate").edit(BUDGET, "value: 4.089", "value: 4.098");
    assert!(project.build().words().contains("B0626"));
}

#[test]
fn facts_follow_a_briefing_to_its_new_address() {
    let project = published().edit(BUDGET, "---\ndate", "---\nid: plan\nredirect_from: [/briefings/2024/budget/, /zh-hans/briefings/2024/budget/]\ndate");
    assert!(!project.build().words().contains("B0626"), "nothing changed but its name");
    let project = project.edit(BUDGET, "value: 4.089", "value: 4.098");
    assert!(project.build().words().contains("facts: [bs]"));
    let project = project.edit(BUDGET, "---\nid", "---\nupdates: [{date: 2024-12-01, kind: correction, facts: [bs], note: It was misread.}]\nid");
    let before = project.build();
    before.page("corrections/index.html").says("4.089");
    assert_eq!(project.record().cold().tree, before.tree);
}

#[test]
fn a_law_with_another_id_is_the_same_law() {
    let project = published().rename("content/instruments/act.md", "content/instruments/big-act.md");
    let project =
        project.edit("content/instruments/big-act.md", "---\nname", "---\nformer_ids: [act]\nname").edit(BUDGET, "instrument: act", "instrument: big-act");
    assert!(!project.build().words().contains("B0626"), "{}", project.build().words());
}

#[test]
fn a_feed_that_is_switched_off_is_no_page_that_moved() {
    let words = published().setting("outputs: {feeds: false}").build().words();
    assert!(words.contains("switch it on again under `outputs`") && !words.contains("former_ids"), "{words}");
}

#[test]
fn one_pattern_gives_no_two_documents_an_address() {
    let project = published().briefing("2023-10-23-budget", "", "An older one.").setting("redirects: {briefings: \"/p/{id}/\"}");
    let words = project.build().words();
    assert!(words.contains("error[B0203]") && words.contains("the address /p/budget/"), "{words}");
}

#[test]
fn what_is_stated_again_is_no_correction() {
    let project = published().edit(
        BUDGET,
        "{id: fee, label: Fee, value: 12, unit: EUR, as_of: 2024-10-01}",
        "{id: other, label: Other, value: 3, unit: EUR, as_of: 2024-10-01}",
    );
    let project = project.record().edit(BUDGET, "{id: other, label: Other, value: 3,", "{id: fee, label: Fee, value: 12,");
    assert!(!project.build().words().contains("of `fee`"), "{}", project.build().words());
}

#[test]
fn a_translation_of_any_kind_that_is_deleted_leads_to_its_original() {
    let path = "content/pages/about.zh-hans.md";
    let project = published().file(path, "---\ntitle: 关于\n---\n文摘。\n").record().remove(path);
    lost(&project.build(), "content/pages/about.md", "redirect_from: [/zh-hans/about/]");
}
