//! What a reviewer found in the policy domain before its release, so that it stays mended.

use crate::project::Project;

/// An indicator, and a briefing that states it.
fn counted(figure: &str) -> Project {
    Project::new().file("content/indicators/masts.md", "---\nname: Masts\nunit: station\nmeasure: stock\n---\n").briefing(
        "2024-10-23-count",
        &format!("figures: [{{{figure}, indicator: masts, as_of: 2024-09-30}}]"),
        "Counted.",
    )
}

#[test]
fn a_number_may_have_as_many_decimals_as_there_are() {
    let tiny = format!("0.{}1", "0".repeat(27));
    let project = counted(&format!("id: tiny, value: {tiny}, change: {{percent: {tiny}, basis: year-on-year}}")).setting("lints: {B0317: warn}");
    let project = project.edit("content/briefings/2024/2024-10-23-count.md", "Counted.", &format!("Counted {tiny}."));
    project.build().succeeds().page("indicators/masts/index.html").says(&tiny);
}

#[test]
fn every_address_of_a_figure_is_a_uri() {
    let build = counted("id: 基站, value: 5").build();
    let place = "/briefings/2024/count/#figure-%E5%9F%BA%E7%AB%99";
    for page in ["indicators/masts/index.html", "indicators/masts/feed.xml", "indicators/masts/indicator.json"] {
        build.succeeds().page(page).says(place);
    }
    build.page("indicators/masts/feed.xml").never_says("#figure-基站");
}

#[test]
fn the_data_of_an_indicator_answer_at_its_former_addresses() {
    let project = counted("id: all, value: 5").edit("content/indicators/masts.md", "name: Masts", "name: Masts\nformer_ids: [towers]");
    let build = project.build();
    let files = ["feed.xml", "indicator.json", "observations.csv", "observations.csv-metadata.json"];
    build.succeeds().has(files.map(|file| format!("indicators/towers/{file}")).each_ref().map(String::as_str));
    assert_eq!(build.tree["indicators/towers/observations.csv"], build.tree["indicators/masts/observations.csv"]);
}

#[test]
fn a_correction_for_the_same_day_is_the_last_word() {
    let project = Project::new()
        .file("content/instruments/act.md", "---\nname: The Act\ntype: law\n---\n")
        .briefing("2024-05-02-start", "instruments: [{instrument: act, status: in-force, date: 2024-05-01}]", "In force.")
        .briefing(
            "2024-06-01-slip",
            "instruments: [{instrument: act, status: adopted, date: 2024-05-01, correction: It was adopted on that day.}]",
            "It is not.",
        );
    let build = project.build();
    let page = build.succeeds().page("instruments/act/index.html");
    assert_eq!(page.texts(".lifecycle .stage"), ["Adopted current stage", "In force still to come"]);
}

#[test]
fn a_change_in_its_own_unit_needs_one() {
    let front = "figures: [{id: jobs, label: Jobs, change: {absolute: 500, basis: year-on-year}, period: 2023}]";
    let build = Project::new().briefing("2024-10-23-count", front, "Up by [[fig:jobs]].").build();
    assert_eq!(build.codes(), ["B0107"]);
}

#[test]
fn many_corrections_do_not_keep_a_letter_from_being_written() {
    let mut project = Project::new().file("content/editions/october.md", "---\ntitle: October\ndate: 2024-11-04\nperiod: 2024-10\n---\nA note.\n");
    for n in 0..120 {
        let note = "The second paragraph counted masts that were planned as masts that stand. ".repeat(3);
        project = project.briefing(&format!("2024-10-01-count-{n}"), &format!("updates: [{{date: 2024-10-20, kind: correction, note: {note}}}]"), "Counted.");
    }
    let build = project.build();
    assert_eq!(build.succeeds().page("editions/october/newsletter.html").text.matches("masts that stand").count(), 30);
    assert_eq!(build.page("editions/october/index.html").text.matches("masts that stand").count(), 360);
}
