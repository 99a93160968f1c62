//! The tracker of commitments.

use crate::project::Project;

/// A ministry that says four things in 2023 and 2024, and a later briefing on two of them.
fn tracked() -> Project {
    Project::new()
        .topic("fibre", "name: Fibre\nparent: telecoms")
        .file("content/agencies/ministry.md", "---\nname: The Ministry\n---\n")
        .file("content/indicators/ports.md", "---\nname: Ports\nunit: port\nscale: million\nmeasure: stock\ntopics: [telecoms]\n---\nPorts.\n")
        .file("content/instruments/plan.md", "---\nname: The Plan\ntype: plan\n---\n")
        .briefing("2023-05-05-early", "agencies: [ministry]\ncommitments:\n  - {id: old, text: Do what was old.}\n", "Early.")
        .briefing(
            "2024-03-01-plans",
            "agencies: [ministry]\ncommitments:\n\
             \x20 - {id: undated, text: Do it some day.}\n\
             \x20 - {id: late, text: Do it within the year., due: 2024, topics: [fibre], source: paper}\n\
             \x20 - {id: soon, text: Do it soon., due: 2024-12-15, instruments: [plan], target: {indicator: ports, value: 30, qualifier: over}}\n",
            "Plans, see [one](#commitment-soon).",
        )
        .briefing(
            "2024-10-23-report",
            "agencies: [ministry]\nsources: [{id: paper, title: The paper}]\n\
             figures: [{id: ports, indicator: ports, value: 28.2, as_of: 2024-09-30}]\n\
             commitment_updates:\n\
             \x20 - {commitment: 2023/early/old, status: delivered, note: It is done.}\n\
             \x20 - {commitment: 2024/plans/late, status: in-progress, date: 2024-10-01, note: Work has begun., source: paper}\n",
            "A report on [that](../2024/2024-03-01-plans.md#commitment-late), see [[briefing:2024/plans#commitment-soon]].",
        )
}

/// The tracker's texts of the commitments, in its order.
fn open(project: &Project) -> Vec<String> {
    let build = project.build();
    build.succeeds();
    build.page("commitments/index.html").texts("li.commitment > .what")
}

#[test]
fn open_commitments_stand_in_front_by_the_day_they_are_due() {
    let project = tracked();
    assert_eq!(open(&project), ["Do it soon.", "Do it within the year.[1]", "Do it some day."]);
    let build = project.build();
    let page = build.page("commitments/index.html");
    assert_eq!(page.texts("li.commitment > .kicker .state"), ["Announced", "In progress", "Announced"]);
    assert_eq!(page.texts(".tags a[href*='/2']"), ["2024", "2023"]);
    assert_eq!(page.attributes("li.commitment", "id"), ["2024/plans/soon", "2024/plans/late", "2024/plans/undated"]);
    page.says("The Ministry").says("Due: 15 December 2024").says("Due: 2024<").says("href=\"/briefings/2024/plans/#commitment-soon\"").says("The Plan");
    build.page("index.html").says("href=\"/commitments/\"");
    build.page("sitemap-pages.xml").says("https://digest.example/commitments/");
}

#[test]
fn a_target_is_told_with_the_newest_value_beside_it() {
    let build = tracked().build();
    let target = |path: &str| build.page(path).texts("li.commitment .note").join(" ").replace('\u{a0}', " ");
    assert_eq!(target("commitments/index.html"), "Target: Ports, over 30 million ports Newest value: 28.2 million ports (30 September 2024)");
    // The page of the briefing stays as it is when a newer value is reported.
    assert!(!target("briefings/2024/plans/index.html").contains("28.2"));
}

#[test]
fn the_pages_of_years_hold_all_commitments_with_what_became_of_them() {
    let build = tracked().build();
    let early = build.page("commitments/2023/index.html");
    assert_eq!(early.texts("li.commitment > .kicker .state"), ["Delivered"]);
    assert_eq!(early.texts(".history li"), ["23 Oct 2024 Delivered It is done. About report"]);
    early.says("rel=\"next\" href=\"/commitments/2024/\"");
    let late = build.page("commitments/2024/index.html");
    assert_eq!(late.texts("li.commitment > .what"), ["Do it some day.", "Do it within the year.[1]", "Do it soon."]);
    assert_eq!(late.texts(".history li"), ["1 Oct 2024 In progress Work has begun. About report"]);
    build.page("commitments/index.html").never_says("what was old");
}

#[test]
fn both_briefings_tell_of_a_commitment() {
    let build = tracked().build();
    let plans = build.page("briefings/2024/plans/index.html");
    assert_eq!(plans.attributes("li.commitment", "id"), ["commitment-undated", "commitment-late", "commitment-soon"]);
    assert_eq!(plans.texts("li.commitment > .kicker .state"), ["Announced", "In progress", "Announced"]);
    // Numbers of sources are those of the page that they stand on, so none of another page is shown here.
    plans.says("Work has begun.").never_says("/briefings/2024/report/#source-1").says("id=\"_commitments\"");
    let report = build.page("briefings/2024/report/index.html");
    assert_eq!(
        report.attributes("#_commitment-updates + ul .what a", "href"),
        ["/briefings/2023/early/#commitment-old", "/briefings/2024/plans/#commitment-late"]
    );
    assert_eq!(report.texts("#_commitment-updates + ul .state"), ["Delivered", "In progress"]);
    assert_eq!(report.attributes(".prose a", "href"), ["/briefings/2024/plans/#commitment-late", "/briefings/2024/plans/#commitment-soon"]);
}

#[test]
fn topics_and_agencies_list_their_open_commitments() {
    let build = tracked().build();
    let lines = |path: &str| build.page(path).texts(".pledges li > span:last-child > a");
    assert_eq!(lines("agencies/ministry/index.html"), ["Do it soon.", "Do it within the year.", "Do it some day."]);
    assert_eq!(lines("topics/telecoms/index.html"), ["Do it soon.", "Do it within the year.", "Do it some day."]);
    build.page("agencies/ministry/index.html").says("href=\"/commitments/#agency-ministry\"");
    let page = build.page("commitments/index.html");
    assert_eq!(page.texts("#topic-fibre + .pledges a"), ["Do it within the year."]);
    assert_eq!(page.texts("#topic-telecoms + .pledges a").len(), 3);
    assert_eq!(page.attributes("#agency-ministry + .pledges a", "href"), ["#2024/plans/soon", "#2024/plans/late", "#2024/plans/undated"]);
}

#[test]
fn that_nothing_was_reported_is_said_when_the_day_has_passed_and_at_no_other_time() {
    const SILENT: &str = "No update recorded since";
    let project = tracked().at("2024-12-15T23:00:00Z");
    project.build().succeeds();
    project.build().page("commitments/index.html").never_says(SILENT);
    let project = project.at("2024-12-16T00:00:00Z");
    let build = project.build();
    build.writes(["briefings/2024/plans/index.html", "commitments/2024/index.html", "commitments/index.html"]);
    assert_eq!(build.page("commitments/index.html").texts("li.commitment .note")[2], "No update recorded since 1 March 2024");
    // The days that follow change nothing, until the next one passes.
    let project = project.at("2024-12-31T00:00:00Z");
    project.build().writes_n(0);
    let project = project.at("2025-01-01T00:00:00Z");
    project.build().page("commitments/index.html").says("No update recorded since 1 October 2024");
    // What is reported after the day ends the sentence, whatever it is.
    let project = project.briefing("2025-01-02-delay", "commitment_updates: [{commitment: 2024/plans/late, status: delayed}]", "Later.");
    let build = project.at("2025-02-01T00:00:00Z").build();
    build.page("commitments/index.html").never_says("1 October 2024 ").says("Delayed");
    assert_eq!(build.page("commitments/index.html").text.matches(SILENT).count(), 1);
}

#[test]
fn what_is_withdrawn_or_held_back_leaves_no_trace() {
    let project = tracked().edit("content/briefings/2024/2024-10-23-report.md", "agencies:", "withdrawn: {date: 2024-11-01, reason: It was wrong.}\nagencies:");
    let build = project.build();
    build.page("commitments/index.html").says("what was old").never_says("Work has begun");
    build.page("briefings/2024/plans/index.html").never_says("Work has begun").never_says("In progress");
    // An update of what is gone is on its own page alone.
    let project = tracked().edit("content/briefings/2024/2024-03-01-plans.md", "agencies:", "withdrawn: {date: 2024-11-01, reason: It was wrong.}\nagencies:");
    let build = project.build();
    build.lacks(["commitments/2024/index.html"]).page("commitments/index.html").never_says("Do it").says("No open commitments");
    build.page("topics/telecoms/index.html").never_says("Do it");
    let project = tracked().edit("content/briefings/2024/2024-10-23-report.md", "agencies:", "publish_at: 2025-01-01\nagencies:");
    let build = project.build();
    build.never_says("Work has begun").page("commitments/index.html").says("what was old");
}

#[test]
fn a_language_lists_the_commitments_of_its_briefings_in_its_words() {
    let project = tracked()
        .setting("languages: [en, zh-Hans]")
        .topic("telecoms", "name: {en: Telecoms, zh-Hans: 电信}")
        .topic("fibre", "name: {en: Fibre, zh-Hans: 光纤}\nparent: telecoms")
        .file("content/agencies/ministry.md", "---\nname: {en: The Ministry, zh-Hans: 部委}\n---\n")
        .edit("content/briefings/2024/2024-03-01-plans.md", "text: Do it soon.", "text: {en: Do it soon., zh-Hans: 尽快完成。}")
        .briefing("2024-03-01-plans.zh-hans", "title: 计划", "计划。");
    let build = project.at("2024-12-20T00:00:00Z").build();
    let page = build.page("zh-hans/commitments/index.html");
    page.says("尽快完成。").says("期限：2024年12月15日").says("自2024年3月1日以来没有新的记录").says("推进中").never_says("Announced");
    // The later briefing is in English alone.
    page.says("href=\"/briefings/2024/report/\"");
    build.lacks(["zh-hans/commitments/2023/index.html"]).page("zh-hans/index.html").says("href=\"/zh-hans/commitments/\"");
}

#[test]
fn a_site_without_commitments_or_with_the_tracker_off_has_no_tracker() {
    Project::new().briefing("2024-03-01-none", "", "None.").build().lacks(["commitments/index.html"]);
    let build = tracked().setting("outputs: {commitments: false}").build();
    build.succeeds().lacks(["commitments/index.html", "commitments/2024/index.html"]);
    build.page("topics/telecoms/index.html").never_says("/commitments/");
    build.page("briefings/2024/plans/index.html").says("commitment-soon");
}

#[test]
fn links_to_entries_of_a_briefing_must_lead_somewhere() {
    let project =
        tracked().briefing("2024-11-01-links", "", "See [this](../2024/2024-03-01-plans.md#commitment-son) and [that](/briefings/2024/report/#figure-ports).");
    let build = project.build();
    build.fails([("B0302", "content/briefings/2024/2024-11-01-links.md", 7, 5)]);
    assert!(build.words().contains("did you mean `#commitment-soon`?"), "{}", build.words());
}

/// The front page of the tracker has 200 commitments; an agency whose own are behind those is not on it.
#[test]
fn an_agency_that_is_not_on_the_front_page_leads_to_the_page_as_a_whole() {
    let many: String = (0..200).map(|n| format!("  - {{id: c{n}, text: Do {n}., due: 2025-01-01, actor: first}}\n")).collect::<Vec<_>>().concat();
    let project = Project::new()
        .file("content/agencies/first.md", "---\nname: The First\n---\n")
        .file("content/agencies/last.md", "---\nname: The Last\n---\n")
        .briefing("2024-03-01-many", &format!("agencies: [first]\ncommitments:\n{many}"), "Many.")
        .briefing("2024-03-02-one", "agencies: [last]\ncommitments: [{id: c, text: Do it some day., actor: last}]\n", "One.");
    let build = project.build();
    build.succeeds();
    build.page("agencies/first/index.html").says("\"/commitments/#agency-first\"");
    build.page("agencies/last/index.html").says("\"/commitments/\"").never_says("#agency-last");
    // One less before it, and it is.
    let build = project.edit("content/briefings/2024/2024-03-01-many.md", "  - {id: c0, text: Do 0., due: 2025-01-01, actor: first}\n", "").build();
    build.succeeds();
    build.page("agencies/last/index.html").says("\"/commitments/#agency-last\"");
}
