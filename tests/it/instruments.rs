//! Laws and plans: their pages, their life cycles, and where they are named.

use bulletin::content::{InstrumentType, MoveKind, Stage};

use crate::project::Project;

const LAW: &str = "instruments/net-act/index.html";

/// A law that two briefings report on, and a directive that it replaces.
fn digest() -> Project {
    Project::new()
        .file("content/agencies/ministry.md", "---\nname: The Ministry\n---\n")
        .file(
            "content/instruments/net-act.md",
            "---\nname: Network Act\nshort: NA\nidentifier: Act 7 of 2024\ntype: law\njurisdiction: cn\nagencies: [ministry]\nurl: https://law.example/7\nstatus: proposed\nrelates: [{instrument: old-rules, as: replaces}]\n---\nIt orders networks.\n",
        )
        .file("content/instruments/old-rules.md", "---\nname: Old Rules\ntype: directive\n---\n")
        .briefing("2024-03-01-vote", "agencies: [ministry]\njurisdictions: [cn]\ninstruments: [{instrument: NA, status: adopted, date: 2024-02-28}]", "Voted.")
        .briefing(
            "2024-05-01-start",
            "instruments: [{instrument: net-act, status: in-force}]\ndates: [{id: apply, kind: applies, date: 2025-01-01, instrument: net-act}, {id: start, title: The start, kind: effective, date: 2024-05-01, instrument: net-act, previous: [2024-04-01]}]\ncommitments: [{id: masts, text: Build masts, instruments: [net-act], due: 2025-06}]",
            "In force.",
        )
}

#[test]
fn a_law_has_a_page_with_what_the_digest_knows_of_it() {
    let built = digest().build();
    let page = built.succeeds().page(LAW);
    assert_eq!(page.texts("h1"), ["Network Act"]);
    page.says("It orders networks.").says("Act 7 of 2024").says("https://law.example/7");
    assert_eq!(page.texts(".meta dd a"), ["China", "The Ministry", "Old Rules", "https://law.example/7"]);
    assert_eq!(page.texts(".lifecycle .stage"), ["Proposed", "Adopted", "In force current stage"]);
    assert_eq!(page.texts(".lifecycle [aria-current=step] .stage"), ["In force current stage"]);
    assert_eq!(page.texts(".lifecycle .report"), ["Before the first report in this digest", "28 Feb 2024 About vote", "1 May 2024 About start"]);
    assert_eq!(page.attributes(".lifecycle time", "datetime"), ["2024-02-28", "2024-05-01"]);
    assert_eq!(page.attributes(".when time", "datetime"), ["2025-01-01", "2024-05-01"]);
    assert_eq!(page.texts(".event .what"), ["Applies: NA", "The start"]);
    assert_eq!(page.texts(".pledges li"), ["Announced Build masts Due: June 2025"]);
    page.says("Dates ahead").says("Dates past").says("1 April 2024");
    assert_eq!(page.texts(".card h3"), ["About start", "About vote"]);
    let other = built.page("instruments/old-rules/index.html");
    assert_eq!(other.texts(".meta dt"), ["Type", "Replaced by"]);
    other.says("There are no briefings here now.");
    built.page("sitemap-pages.xml").says("https://digest.example/instruments/net-act/").says("https://digest.example/instruments/</loc>");
}

#[test]
fn a_law_is_named_on_the_pages_that_it_belongs_to() {
    let built = digest().build();
    let index = built.page("instruments/index.html");
    assert_eq!(index.texts(".entry h2"), ["China", "International and other"]);
    assert_eq!(index.texts(".instruments li"), ["Network Act NA In force Law Act 7 of 2024", "Old Rules Directive"]);
    let briefing = built.page("briefings/2024/vote/index.html");
    assert_eq!(briefing.texts(".moves li"), ["Network Act NA Adopted 28 February 2024 Act 7 of 2024"]);
    assert_eq!(briefing.attributes(".moves a", "href"), ["/instruments/net-act/"]);
    for page in ["agencies/ministry/index.html", "jurisdictions/cn/index.html", "topics/telecoms/index.html"] {
        assert_eq!(built.page(page).texts(".instruments a"), ["Network Act"], "{page}");
    }
}

#[test]
fn a_stage_is_reached_when_its_day_has_come() {
    let project = digest().edit("content/briefings/2024/2024-05-01-start.md", "status: in-force", "status: in-force, date: 2024-11-30");
    let early = project.at("2024-11-29T12:00:00Z");
    let page = early.build().page(LAW);
    assert_eq!(page.texts(".lifecycle .stage"), ["Proposed", "Adopted current stage", "In force still to come"]);
    assert_eq!(page.attributes(".lifecycle .step-ahead time", "datetime"), ["2024-11-30"]);
    let late = early.at("2024-11-30T00:00:00Z");
    let built = late.build();
    assert_eq!(built.page(LAW).texts(".lifecycle .stage"), ["Proposed", "Adopted", "In force current stage"]);
    assert_eq!(built.tree, late.cold().tree);
}

#[test]
fn a_correction_takes_the_wrong_stage_off_the_page() {
    let project = digest().briefing(
        "2024-06-01-slip",
        "instruments: [{instrument: net-act, status: adopted, correction: The day of entry into force is not set.}]",
        "It is not in force.",
    );
    let page = project.build().page(LAW);
    assert_eq!(page.texts(".lifecycle .stage"), ["Proposed", "Adopted current stage", "In force still to come"]);
    page.says("The day of entry into force is not set.").says("Not reported yet");
}

#[test]
fn what_is_withdrawn_or_held_back_moves_no_law() {
    let project = digest().edit("content/briefings/2024/2024-05-01-start.md", "title: About", "withdrawn: {date: 2024-06-01, reason: Wrong.}\ntitle: About");
    let page = project.build().page(LAW);
    assert_eq!(page.texts(".lifecycle .stage"), ["Proposed", "Adopted current stage", "In force still to come"]);
    page.never_says("Build masts").never_says("The start");
    let project = digest().edit("content/briefings/2024/2024-05-01-start.md", "title: About", "draft: true\ntitle: About");
    let built = project.build();
    built.page(LAW).never_says("About start");
    built.never_says("Build masts");
}

#[test]
fn a_law_with_many_briefings_has_numbered_pages_that_stay() {
    let mut project = digest();
    for day in 1..=28 {
        for month in ["06", "07"] {
            project = project.briefing(&format!("2024-{month}-{day:02}-n{month}{day}"), "instruments: [{instrument: net-act}]", "News.");
        }
    }
    let built = project.build();
    built.has(["instruments/net-act/page/1/index.html"]).lacks(["instruments/net-act/page/2/index.html"]);
    let numbered = built.page("instruments/net-act/page/1/index.html");
    assert_eq!(numbered.texts(".card").len(), 20);
    numbered.never_says("lifecycle").never_says("Act 7 of 2024");
    let project = project.briefing("2024-08-01-more", "instruments: [{instrument: net-act, status: amended}]", "Amended.");
    let built = project.build();
    let written: Vec<&str> = built.done().written.iter().map(|c| c.path.as_str()).filter(|p| p.starts_with("instruments/")).collect();
    assert_eq!(written, ["instruments/index.html", LAW]);
}

#[test]
fn laws_can_be_switched_off_and_are_named_without_a_link_then() {
    let built = digest().setting("outputs: {instruments: false}").build();
    built.succeeds().lacks([LAW, "instruments/index.html"]);
    assert!(built.tree.keys().all(|path| !path.starts_with("instruments/")));
    let briefing = built.page("briefings/2024/vote/index.html");
    assert_eq!(briefing.texts(".moves li"), ["Network Act NA Adopted 28 February 2024 Act 7 of 2024"]);
    assert!(briefing.attributes(".moves a", "href").is_empty());
    assert!(built.page("agencies/ministry/index.html").texts(".instruments").is_empty());
}

#[test]
fn the_old_address_of_a_law_leads_to_it() {
    let built = digest().edit("content/instruments/net-act.md", "short: NA", "short: NA\nformer_ids: [net-bill]").build();
    built.page("instruments/net-bill/index.html").says("/instruments/net-act/");
}

/// Keys that templates put together are known only when they are used, so each word is looked up here.
#[test]
fn every_word_of_data_has_a_label() {
    let mut keys: Vec<String> = Vec::new();
    keys.extend(Stage::ALL.iter().map(|s| format!("stage-{}", s.word())));
    keys.extend(InstrumentType::ALL.iter().map(|t| format!("instrument-{}", t.word())));
    keys.extend(MoveKind::ALL.iter().map(|m| format!("move-{}", m.word())));
    let relations = ["amends", "repeals", "implements", "replaces", "amended-by", "repealed-by", "implemented-by", "replaced-by"];
    keys.extend(relations.map(|relation| format!("relation-{relation}")));
    for language in ["en", "zh-Hans"] {
        let labels = std::fs::read_to_string(format!("themes/gazette/labels/{language}.yaml")).unwrap();
        let missing: Vec<&String> = keys.iter().filter(|key| !labels.lines().any(|line| line.starts_with(&format!("{key}: ")))).collect();
        assert!(missing.is_empty(), "{language} has no {missing:#?}");
    }
}
