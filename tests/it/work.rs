//! How much is done again after the commonest edits of a digest that has grown for years.
//!
//! Files are named as a shell would expand them: `topics/trade/{feed.xml,index.html}`.

use std::fmt::Write as _;

use crate::project::{Build, Project};

/// The moment of the builds: some days after the last month of every digest here.
const AT: &str = "2025-12-28T12:00:00Z";
const YEARS: std::ops::Range<usize> = 2023..2026;

/// A digest of three years with so many briefings in each month.
fn digest(monthly: usize) -> Project {
    let mut project = Project::new().at(AT).hurry();
    for (id, parent) in [("networks", ""), ("mobile", "parent: networks"), ("trade", ""), ("energy", ""), ("courts", "")] {
        project = project.topic(id, &format!("name: Topic {id}\n{parent}"));
    }
    for (id, place) in [("miit", "cn"), ("fcc", "us"), ("council", "eu"), ("court", "eu")] {
        project = project.file(format!("content/agencies/{id}.md"), format!("---\nname: The {id}\njurisdiction: {place}\n---\n"));
    }
    for id in ["stations", "ports", "users"] {
        let front = format!("name: Number of {id}\nunit: station\nscale: million\nmeasure: stock\ntopics: [networks]\n");
        project = project.file(format!("content/indicators/{id}.md"), format!("---\n{front}---\nCounted.\n"));
    }
    project = project.file("content/instruments/act.md", "---\nname: The Act\ntype: law\njurisdiction: eu\n---\n");
    project = project.file("content/terms/redcap.md", "---\nname: Reduced Capability\nshort: RedCap\n---\nA definition.\n");
    let mut n = 0;
    for year in YEARS {
        for month in 1..=12 {
            for nth in 0..monthly {
                let day = 1 + 24 * nth / monthly;
                project = project.briefing(&format!("{year}-{month:02}-{day:02}-note-{n}"), &front(n, year, month), &format!("Note {n}."));
                n += 1;
            }
        }
    }
    project
}

/// The front matter of the `n`-th briefing: now and then with data.
fn front(n: usize, year: usize, month: usize) -> String {
    let one = |all: &[&str]| all[n % all.len()].to_owned();
    let mut front = format!(
        "summary: Summary {n}.\ntopics: [{}]\nagencies: [{}]\njurisdictions: [{}]\n",
        one(&["mobile", "trade", "energy", "courts", "networks"]),
        one(&["miit", "fcc", "council", "court"]),
        one(&["cn", "us", "eu"])
    );
    if n.is_multiple_of(4) {
        let id = ["stations", "ports", "users"][n / 4 % 3];
        let _ = writeln!(front, "figures: [{{id: count, indicator: {id}, value: {}.5, as_of: {year}-{month:02}-01}}]", 1 + n);
    }
    if n % 10 == 3 {
        let _ = writeln!(
            front,
            "commitments: [{{id: word, text: Do {n}, actor: miit, due: 2027}}]\ndates: [{{id: day, kind: hearing, title: Day {n}, date: 2026-05-01}}]"
        );
    }
    if n % 20 == 5 {
        let _ = writeln!(front, "instruments: [{{instrument: act, status: adopted, date: {year}-{month:02}-01}}]");
    }
    front
}

/// A digest of 72 briefings, and of one more that is the newest, built.
fn built() -> Project {
    let project = settled(newest(digest(2)));
    project.build().done();
    settled(project)
}

/// A digest with something of everything, the more of each the more briefings there are: an edition for each day with a
/// briefing and for each month, instruments on their way, dates past and ahead, terms, corrections, reports on commitments.
fn full(monthly: usize) -> Project {
    let mut project = digest(monthly).file("content/topics/space.md", "---\nname: Space\n---\n");
    let briefings = YEARS.len() * 12 * monthly;
    for n in 0..briefings / 12 {
        project = project.file(format!("content/instruments/plan-{n}.md"), format!("---\nname: Plan {n}\ntype: plan\njurisdiction: eu\n---\nIt is a plan.\n"));
        project = project.file(format!("content/terms/term-{n}.md"), format!("---\nname: Term number {n}\nshort: T{n}\n---\nDefined.\n"));
    }
    let days = move |month: usize| (0..monthly).map(move |nth| (month * monthly + nth, 1 + 24 * nth / monthly));
    for (month, year) in YEARS.flat_map(|year| [year; 12]).enumerate() {
        let here = format!("{year}-{:02}", month % 12 + 1);
        if here != "2025-12" {
            let text = format!("---\ntitle: All of {here}\ndate: {here}-28\nperiod: {here}\n---\nA *month*.\n");
            project = project.file(format!("content/editions/{here}.md"), text);
        }
        for (n, day) in days(month) {
            let gathers =
                if n % 3 == 0 { format!("briefings: [{year}/more-{n}]\nlead: {year}/note-{n}") } else { format!("from: {here}-{day:02}\nto: {here}-{day:02}") };
            let text = format!("---\ntitle: Day {n}\ndate: {here}-{day:02}\n{gathers}\n---\nIt was {n}.\n");
            project = project.file(format!("content/editions/{here}-{day:02}.md"), text);
            let (plan, stage) = (n % (briefings / 12), ["proposed", "adopted", "in-force", "amended"][3.min(n / (briefings / 12))]);
            let mut front = format!(
                "summary: More.\ntopics: [{}]\nagencies: [miit]\ninstruments: [{{instrument: plan-{plan}, status: {stage}}}]\n",
                ["energy", "space"][n % 2]
            );
            let _ = writeln!(front, "dates: [{{id: day, kind: review, instrument: plan-{plan}, date: {}-{:02}-11}}]", year + n % 3, 1 + n % 12);
            let _ = writeln!(front, "commitments: [{{id: word, text: Do {n}, actor: fcc, due: 202{}, instruments: [plan-{plan}]}}]", 4 + n % 4);
            let _ = writeln!(front, "updates: [{{date: {here}-{:02}, kind: correction, note: Mended.}}]", day + 2);
            if n % 4 == 1 {
                let before = year - usize::from(month % 12 == 0 && n % monthly == 0);
                let _ = writeln!(front, "commitment_updates: [{{commitment: {before}/more-{}/word, status: in-progress}}]", n - 1);
            }
            project = project.briefing(&format!("{here}-{day:02}-more-{n}"), &front, &format!("More of [[term:term-{plan}]]."));
        }
    }
    project
}

/// Waits until stamps say something.
fn settled(project: Project) -> Project {
    std::thread::sleep(std::time::Duration::from_millis(30));
    project
}

const NEWEST: &str = "content/briefings/2025/2025-12-27-newest.md";
const OLD: &str = "content/briefings/2023/2023-05-13-note-9.md";

fn newest(project: Project) -> Project {
    let front = "summary: The newest.\ntopics: [mobile, trade]\nagencies: [miit, fcc]\njurisdictions: [cn]\n\
                 figures: [{id: count, indicator: stations, value: 900.5, as_of: 2025-12-26}, {id: ports, indicator: ports, value: 900.5, as_of: 2025-12-26}]\n\
                 commitments: [{id: word, text: Do it, actor: miit, due: 2027}]\n";
    project.briefing("2025-12-27-newest", front, "News.")
}

/// What is made for the newest briefing alone.
const OWN: &str = "briefings/2025/newest/{briefing.json,citation.bib,citation.json,citation.ris,index.html}";
/// The listings and feeds that show it as a card.
const LISTINGS: &str = "index.html feed.{xml,json} briefings/2025/12/index.html \
    topics/{mobile,networks,trade}/{feed.xml,feed.json,index.html} agencies/{miit,fcc}/{feed.xml,feed.json,index.html} jurisdictions/cn/index.html";
/// The indexes that count it.
const INDEXES: &str = "briefings/index.html briefings/2025/index.html topics/index.html agencies/index.html jurisdictions/index.html";
/// What shows its figures and its commitment.
const DATA: &str = "indicators/index.html indicators/{stations,ports}/{feed.xml,index.html,indicator.json,observations.csv} \
    commitments/index.html commitments/2025/index.html briefings/2025/{figures,commitments}.csv";

/// Paths as a shell would expand them.
fn expand(all: &str) -> Vec<String> {
    all.split_whitespace().flat_map(one).collect()
}

fn one(path: &str) -> Vec<String> {
    let Some((head, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
    let (choices, tail) = rest.split_once('}').unwrap();
    choices.split(',').flat_map(|choice| one(tail).into_iter().map(move |tail| format!("{head}{choice}{tail}"))).collect()
}

/// The build parsed so many sources, rendered so many outputs and wrote exactly those in the lists; and it comes to what a
/// build from nothing comes to.
#[track_caller]
fn comes_to(project: &Project, parses: usize, renders: usize, written: &[&str]) -> Build {
    let build = project.build();
    let written = expand(&written.join(" "));
    build.parses(parses).writes(written.iter().map(String::as_str)).renders(renders).deletes([]);
    assert_eq!(build.tree, project.cold().tree);
    build
}

#[test]
fn nothing_done_is_nothing_read() {
    comes_to(&built(), 0, 0, &[]).reads(0);
}

#[test]
fn a_newest_briefing_writes_as_much_in_a_large_digest_as_in_a_small_one() {
    let written = [OWN, LISTINGS, INDEXES, DATA, "briefings/2025/briefings.json sources/2025/index.html sitemap-2025.xml"];
    // Of those that it is filed under or states: three topics, with the one above, two agencies, a jurisdiction, two figures,
    // a commitment.
    let allowed = 15 + 5 * (3 + 2) + 2 + 4 * 2 + 2;
    assert!(expand(&written.join(" ")).len() <= allowed);
    for monthly in [2, 7] {
        let project = digest(monthly);
        project.build().done();
        let build = comes_to(&newest(settled(project)), 1, 46, &written);
        // What is looked at is what reads what changed: neighbours, and whatever shows a whole list.
        let report = build.done();
        assert!(report.views < 200, "{} of {} views were made", report.views, report.planned);
    }
}

/// How many views are made after an edit of a digest with something of everything, in a small one and in a large one. It comes
/// to what a build from nothing comes to.
fn views(edit: impl Fn(Project) -> Project) -> [usize; 2] {
    [1, 3].map(|monthly| {
        let project = full(monthly);
        project.build().done();
        let project = edit(settled(project));
        let build = project.build();
        assert_eq!(build.tree, project.cold().tree);
        build.done().views
    })
}

#[test]
fn a_newest_briefing_is_looked_for_in_as_few_places_in_a_large_digest_as_in_a_small_one() {
    let front = "topics: [courts]\nagencies: [council]\njurisdictions: [eu]\nfigures: [{id: count, indicator: ports, value: 900.5, as_of: 2025-12-26}]\n\
                 commitments: [{id: word, text: Do it, actor: council, due: 2027}]\ndates: [{id: day, kind: hearing, title: One more, date: 2026-05-01}]\n\
                 instruments: [{instrument: act, status: in-force, date: 2025-12-26}]\n";
    let [small, large] = views(|project| project.briefing("2025-12-27-newest", front, "News of [[term:redcap]]."));
    assert!(small < 100 && large < 100, "{small} and {large} views were made");
}

#[test]
fn one_more_edition_is_looked_for_in_its_feeds_its_index_and_the_edition_before() {
    let edition = "---\ntitle: The last\ndate: 2025-12-28\nperiod: 2025-12\n---\nIt was all.\n";
    // Its page and the one before, each with three letters; the index and two feeds; the home page; the sitemap; and four files of
    // the index for searching.
    assert_eq!(views(|project| project.file("content/editions/2025-12.md", edition)), [17, 17]);
}

#[test]
fn another_definition_is_looked_for_where_its_term_is_named() {
    // The term is named by the briefings that tell of the plan of its number, twelve in each digest; by the glossary; and by
    // two feeds where it holds one of them. And the index for searching has a file of texts for the month of each, and of the terms.
    let made = views(|project| project.edit("content/terms/term-2.md", "Defined.", "Defined again."));
    assert!(made.iter().all(|made| (27..=31).contains(made)), "{made:?} views were made");
}

#[test]
fn a_day_that_passes_is_looked_for_nowhere() {
    let project = full(1);
    project.build().done();
    let project = settled(project).at("2025-12-29T12:00:00Z");
    assert_eq!(project.build().done().views, 0);
    // By then something was due, and a date is over.
    let project = settled(project).at("2026-02-12T12:00:00Z");
    let build = project.build();
    assert!(build.done().views > 0);
    assert_eq!(build.tree, project.cold().tree);
}

#[test]
fn another_text_is_looked_for_where_it_may_be_shown() {
    let build = built().edit(OLD, "Note 9.", "Another text.").build();
    let report = build.done();
    assert!(report.views * 4 < report.planned, "{} of {} views were made", report.views, report.planned);
}

#[test]
fn a_briefing_of_one_topic_writes_little() {
    let project = digest(2);
    project.build().done();
    let project = settled(project).briefing("2025-12-27-newest", "topics: [trade]", "News.");
    let written = [
        OWN,
        "index.html feed.{xml,json} topics/trade/{feed.xml,feed.json,index.html} topics/index.html briefings/{index.html,2025/index.html,2025/12/index.html}",
        "briefings/2025/briefings.json sources/2025/index.html sitemap-2025.xml",
    ];
    comes_to(&project, 1, 18, &written);
}

#[test]
fn another_text_of_the_newest_briefing() {
    comes_to(&built().edit(NEWEST, "News.", "Newer."), 1, 3, &["briefings/2025/newest/index.html feed.{xml,json}"]);
}

#[test]
fn another_summary_of_the_newest_briefing() {
    comes_to(&built().edit(NEWEST, "The newest.", "The very newest."), 1, 27, &[OWN, LISTINGS, "briefings/2025/briefings.json"]);
}

#[test]
fn another_title_of_the_newest_briefing() {
    let written = [
        OWN,
        LISTINGS,
        "briefings/2025/{briefings.json,index.html} sources/2025/index.html",
        "indicators/{stations,ports}/{feed.xml,index.html,indicator.json}",
    ];
    comes_to(&built().edit(NEWEST, "About newest", "About all"), 1, 36, &written);
}

#[test]
fn one_more_topic_of_the_newest_briefing() {
    let written = [
        OWN,
        "topics/energy/{feed.xml,feed.json,index.html} topics/index.html",
        // Entries and records name topics; cards do not.
        "index.html feed.{xml,json} topics/{mobile,networks,trade}/feed.{xml,json} agencies/{miit,fcc}/feed.{xml,json}",
        "briefings/2025/{briefings.json,commitments.csv} commitments/{index.html,2025/index.html}",
    ];
    comes_to(&built().edit(NEWEST, "[mobile, trade]", "[mobile, trade, energy]"), 1, 34, &written);
}

#[test]
fn another_text_of_an_old_briefing() {
    comes_to(&built().edit(OLD, "Note 9.\n", "Note nine.\n"), 1, 1, &["briefings/2023/note-9/index.html"]);
}

#[test]
fn a_correction_of_an_old_briefing() {
    let project = built().edit(OLD, "summary:", "updates: [{date: 2025-12-27, kind: correction, note: Mended.}]\nsummary:");
    let written = [
        "briefings/2023/note-9/{briefing.json,citation.bib,citation.json,citation.ris,index.html} briefings/2023/briefings.json",
        // The feeds that still hold it, and the days of change of what it is part of.
        "agencies/fcc/feed.{xml,json} sitemap-2023.xml",
        "corrections/{index.html,feed.xml,feed.json}",
    ];
    comes_to(&project, 1, 12, &written);
}

#[test]
fn another_name_of_a_topic() {
    // Its briefings are every fifth, 24 a year, and the newest.
    let notes = (1..72).step_by(5).map(|n| OWN.replace("2025/newest", &format!("{}/note-{n}", 2023 + n / 24)));
    let notes: Vec<String> = notes.collect();
    let written = [
        &notes.join(" "),
        OWN,
        "briefings/{2023,2024,2025}/briefings.json topics/trade/{feed.xml,feed.json,index.html} topics/index.html index.html 404.html search/index.html",
        // Entries of feeds and commitments name topics.
        "feed.{xml,json} topics/{mobile,networks}/feed.{xml,json} agencies/{miit,fcc,council,court}/feed.{xml,json} commitments/{index.html,2025/index.html}",
    ];
    comes_to(&built().edit("content/topics/trade.md", "Topic trade", "Commerce"), 1, 133, &written);
}

#[test]
fn another_template_of_a_listing() {
    let template = "content/templates/jurisdiction.html";
    let project = built().file(template, "{% extends \"theme/jurisdiction.html\" %}");
    project.build().writes_n(0);
    comes_to(&settled(project).file(template, "<h1>{{ page.title }}</h1>"), 0, 3, &["jurisdictions/{cn,eu,us}/index.html"]);
}

#[test]
fn a_figure_that_a_later_briefing_corrects() {
    let front = "topics: [energy]\nfigures: [{id: count, indicator: ports, value: 6.5, as_of: 2023-03-01, revises: 2023/note-4/count}]";
    let project = built().briefing("2025-12-27-restated", front, "It was less.");
    let own = OWN.replace("newest", "restated");
    let written = [
        &own,
        // The page and the record of the briefing that is corrected say so.
        "briefings/2023/note-4/{briefing.json,index.html} indicators/ports/{feed.xml,index.html,indicator.json,observations.csv}",
        "index.html feed.{xml,json} topics/energy/{feed.xml,feed.json,index.html} topics/index.html briefings/{index.html,2025/index.html,2025/12/index.html}",
        "briefings/2025/{briefings.json,figures.csv} sources/2025/index.html sitemap-2025.xml",
    ];
    comes_to(&project, 1, 25, &written);
}

#[test]
fn a_date_that_a_later_briefing_moves() {
    let front = "topics: [energy]\ndate_updates: [{event: 2023/note-13/day, date: 2026-06-01}]";
    let project = built().briefing("2025-12-27-moved", front, "It comes later.");
    let own = OWN.replace("newest", "moved");
    let written = [
        &own,
        // The page and the record of the briefing that gave it, and the calendars that have it.
        "briefings/2023/note-13/{briefing.json,index.html} calendar/{index.html,2026/index.html,2026/events.csv} calendar.ics",
        "topics/courts/calendar.ics agencies/fcc/calendar.ics",
        // Those whose next dates it is among.
        "topics/courts/index.html agencies/fcc/index.html",
        "index.html feed.{xml,json} topics/energy/{feed.xml,feed.json,index.html} topics/index.html briefings/{index.html,2025/index.html,2025/12/index.html}",
        "briefings/2025/briefings.json sources/2025/index.html sitemap-2025.xml",
    ];
    comes_to(&project, 1, 28, &written);
}

#[test]
fn a_briefing_that_is_withdrawn() {
    let project = built().edit(NEWEST, "summary:", "withdrawn: {date: 2025-12-27, reason: Wrong.}\nsummary:");
    let written = [
        "briefings/2025/newest/{briefing.json,index.html}",
        LISTINGS,
        INDEXES,
        DATA,
        "briefings/2025/briefings.json sources/2025/index.html",
        // It is no longer one of those that search engines are to find.
        "corrections/{index.html,feed.xml,feed.json} sitemap-2025.xml",
    ];
    comes_to(&project, 1, 46, &written);
}
