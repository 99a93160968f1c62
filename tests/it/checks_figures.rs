//! What briefings state in numbers, held against one another.

use proptest::prelude::*;

use crate::project::{Build, Project};

/// Indicators as the sample digest has them.
const INDICATORS: [(&str, &str); 6] = [
    ("stations", "unit: station\nscale: million\nmeasure: stock"),
    ("subscribers", "unit: subscriber\nscale: million\nmeasure: stock"),
    ("ports", "unit: port\nscale: million\nmeasure: stock"),
    ("revenue", "unit: CNY\nscale: billion\nmeasure: flow\naccumulation: year-to-date"),
    ("emerging", "unit: CNY\nscale: billion\nmeasure: flow\naccumulation: year-to-date\npart_of: revenue"),
    ("volume", "unit: CNY\nmeasure: flow\naccumulation: year-to-date"),
];

/// What the statistics of one industry said in three years, as published: rounded, bounded, with gaps, once on another base.
const STATED: [(&str, &[&str]); 14] = [
    (
        "2023-04-20",
        &[
            "stations, value: 2.64, qualifier: over, scale: million, as_of: 2023-03-31",
            "subscribers, value: 620, scale: million, as_of: 2023-03-31",
            "revenue, period: 2023-Q1, change: {percent: 7.7, basis: year-on-year}",
        ],
    ),
    (
        "2023-08-23",
        &[
            "stations, value: 3.055, scale: million, as_of: 2023-07-31",
            "subscribers, value: 695, scale: million, as_of: 2023-07-31",
            "revenue, value: 1.0056, scale: trillion, period: 2023-01/2023-07, change: {percent: 6.2, basis: year-on-year}",
        ],
    ),
    (
        "2023-11-26",
        &[
            "stations, value: 3.215, scale: million, as_of: 2023-10-31",
            "subscribers, value: 754, scale: million, as_of: 2023-10-31",
            "revenue, value: 1.42, scale: trillion, period: 2023-01/2023-10, change: {percent: 6.9, basis: year-on-year}",
            "emerging, value: 301.2, scale: billion, period: 2023-01/2023-10, change: {percent: 20.5, basis: year-on-year}, part_of: revenue",
        ],
    ),
    (
        "2024-01-19",
        &[
            "stations, value: 3.377, scale: million, as_of: 2023-12-31",
            "subscribers, value: 805, scale: million, as_of: 2023-12-31",
            "ports, value: 23.02, scale: million, as_of: 2023-12-31",
            "revenue, period: 2023, change: {percent: 6.2, basis: year-on-year}",
            "volume, period: 2023, change: {percent: 16.8, basis: year-on-year}",
        ],
    ),
    (
        "2024-04-18",
        &[
            "stations, value: 3.647, scale: million, as_of: 2024-03-31",
            "ports, value: 24.56, scale: million, as_of: 2024-03-31",
            "revenue, value: 443.7, scale: billion, period: 2024-Q1, change: {percent: 4.5, basis: year-on-year}",
        ],
    ),
    (
        "2024-07-23",
        &[
            "stations, value: 3.917, scale: million, as_of: 2024-06-30",
            "subscribers, value: 927, scale: million, as_of: 2024-06-30",
            "revenue, value: 894.1, scale: billion, period: 2024-H1, change: {percent: 3.0, basis: year-on-year}",
            "emerging, value: 227.9, scale: billion, period: 2024-H1, change: {percent: 11.4, basis: year-on-year}, part_of: revenue",
            "volume, period: 2024-H1, change: {percent: 11.1, basis: year-on-year}",
        ],
    ),
    (
        "2024-10-23",
        &[
            "stations, value: 4.089, scale: million, as_of: 2024-09-30",
            "ports, value: 27.32, scale: million, as_of: 2024-09-30",
            "emerging, value: 325.2, scale: billion, period: 2024-01/2024-09, change: {percent: 9.4, basis: year-on-year}",
            "volume, period: 2024-01/2024-09, change: {percent: 10.7, basis: year-on-year}",
        ],
    ),
    (
        "2025-01-21",
        &[
            "stations, value: 4.25, qualifier: about, scale: million, as_of: 2024-12-31",
            "subscribers, value: 1, qualifier: over, scale: billion, as_of: 2024-12-31",
            "revenue, value: 1.7, qualifier: over, scale: trillion, period: 2024",
            "volume, period: 2024, change: {percent: 10, basis: year-on-year}",
        ],
    ),
    ("2025-04-18", &["stations, value: 4.39, qualifier: over, scale: million, as_of: 2025-03-31"]),
    (
        "2025-07-23",
        &[
            "stations, value: 4.549, scale: million, as_of: 2025-06-30",
            "subscribers, value: 1.118, scale: billion, as_of: 2025-06-30",
            "revenue, value: 905.5, scale: billion, period: 2025-H1, change: {percent: 1.0, basis: year-on-year, restated: true}",
            "volume, period: 2025-H1, change: {percent: 9.3, basis: year-on-year}",
        ],
    ),
    ("2025-10-27", &["stations, value: 4.71, qualifier: about, scale: million, as_of: 2025-09-30"]),
    (
        "2025-12-22",
        &[
            "stations, value: 4.83, scale: million, as_of: 2025-11-30",
            "subscribers, value: 1.19, scale: billion, as_of: 2025-11-30",
            "revenue, value: 1.61, qualifier: about, scale: trillion, period: 2025-01/2025-11, change: {percent: 0.9, basis: year-on-year}",
        ],
    ),
    (
        "2026-01-29",
        &[
            "stations, value: 4.838, scale: million, as_of: 2025-12-31",
            "revenue, value: 1.75, scale: trillion, period: 2025, change: {percent: 0.7, basis: year-on-year}",
            "volume, period: 2025, change: {percent: 9.1, basis: year-on-year}",
        ],
    ),
    ("2026-02-10", &["stations, value: 4.84, scale: million, as_of: 2025-12-31"]),
];

fn indicators() -> Project {
    INDICATORS.iter().fold(Project::new().at("2026-06-01T12:00:00Z"), |project, (id, fields)| {
        project.file(format!("content/indicators/{id}.md"), format!("---\nname: {id}\n{fields}\n---\n"))
    })
}

/// Adds a briefing whose figures have their indicators as ids.
fn stating(project: Project, day: &str, figures: &[&str]) -> Project {
    let figures: Vec<String> = figures.iter().map(|f| format!("  - {{id: {}, indicator: {f}}}\n", f.split(',').next().unwrap_or_default())).collect();
    project.briefing(&format!("{day}-statistics-{}", &day[5..7]), &format!("figures:\n{}", figures.concat()), "The text.")
}

fn statistics() -> Project {
    STATED.iter().fold(indicators(), |project, (day, figures)| stating(project, day, figures))
}

fn file(day: &str) -> String {
    format!("content/briefings/{}/{day}-statistics-{}.md", &day[..4], &day[5..7])
}

/// The places that the only diagnostic shows, each as its file and the source line's marked text.
#[track_caller]
fn shows(build: &Build, code: &str, places: &[&str]) {
    assert_eq!(build.codes(), [code], "{}", build.words());
    for place in places {
        assert!(build.words().contains(place), "{place} is not shown in\n{}", build.words());
    }
}

#[test]
fn true_statistics_raise_no_alarm() {
    statistics().check().succeeds();
}

#[test]
fn a_change_on_another_base_must_say_so() {
    let build = statistics().edit(&file("2025-07-23"), ", restated: true", "").check();
    shows(&build, "B0605", &["2025-07-23-statistics-07.md", "2024-07-23-statistics-07.md", "the levels give 1.26 to 1.29 %", "the level of 2024-H1"]);
}

#[test]
fn a_wrong_unit_is_caught() {
    let build = statistics().edit(&file("2024-10-23"), "value: 325.2, scale: billion", "value: 325.2, scale: billion, unit: USD").check();
    shows(&build, "B0601", &["2024-10-23-statistics-10.md", "content/indicators/emerging.md", "the indicator's unit"]);
}

/// Every stated level of the stock with `billion` for `million`, one at a time.
#[test]
fn a_wrong_scale_is_caught_wherever_it_stands() {
    for (day, figures) in STATED {
        let Some(stations) = figures.iter().find(|f| f.starts_with("stations") && !day.starts_with("2026")) else { continue };
        let build = statistics().edit(&file(day), stations, &stations.replace("million", "billion")).check();
        shows(&build, "B0604", &[&format!("{day}-statistics"), "write `scale: million` if that is meant", "times as large as", ":::"]);
    }
}

#[test]
fn a_wrong_scale_of_a_flow_is_caught_whatever_its_period() {
    for (day, from, to) in [("2024-04-18", "443.7, scale: billion", "443.7, scale: million"), ("2026-01-29", "1.75, scale: trillion", "1.75, scale: billion")] {
        let build = statistics().edit(&file(day), from, to).check();
        assert!(build.codes().contains(&"B0604"), "{}", build.words());
    }
}

#[test]
fn a_contradicting_change_is_caught() {
    let build = stating(statistics(), "2026-04-20", &["stations, value: 4.9, scale: million, as_of: 2026-03-31, change: {percent: 40, basis: year-on-year}"]);
    shows(&build.check(), "B0605", &["2026-04-20-statistics-04.md", "2025-04-18-statistics-04.md", "at most 12.8 %"]);
}

#[test]
fn changes_of_all_kinds_are_held_against_levels() {
    let project = indicators().file("content/indicators/share.md", "---\nname: Share\nunit: percent\nmeasure: rate\n---\n");
    let level = ["share, value: 25.0, as_of: 2024-12-31", "stations, value: 4.00, scale: million, as_of: 2024-12-31"];
    let project = stating(project, "2025-01-20", &level);
    for (change, fits) in [
        ("share, value: 25.7, as_of: 2025-12-31, change: {points: 0.7, basis: year-on-year}", true),
        ("share, value: 25.7, as_of: 2025-12-31, change: {points: 1.7, basis: year-on-year}", false),
        ("share, value: 25.7, as_of: 2025-01-31, change: {points: 1.7, basis: month-on-month}", false),
        ("share, value: 25.7, as_of: 2025-03-31, change: {percent: 2.8, basis: quarter-on-quarter}", true),
        ("stations, value: 4.20, scale: million, as_of: 2025-12-31, change: {absolute: 0.21, basis: year-on-year}", true),
        ("stations, value: 4.20, scale: million, as_of: 2025-12-31, change: {absolute: 0.3, basis: year-on-year}", false),
        ("stations, value: 4200, scale: thousand, as_of: 2025-12-31, change: {absolute: 200, basis: year-on-year}", true),
        ("stations, value: 4.20, scale: million, as_of: 2025-12-30, change: {percent: 90, basis: year-on-year}", true),
        ("stations, value: 4.20, scale: million, as_of: 2025-12-31, change: {percent: 90}", true),
        ("stations, value: 4.20, scale: million, as_of: 2025-12-31, change: {percent: 90, basis: year-on-year}, checked: The source says so.", true),
    ] {
        let build = stating(copy(&project), "2026-01-20", &[change]).check();
        assert_eq!(build.codes(), if fits { &[][..] } else { &["B0605"] }, "{change}\n{}", build.words());
    }
}

/// A copy of a project, so that several may be tried.
fn copy(project: &Project) -> Project {
    let files = crate::project::tree(project.root()).into_iter();
    files.filter(|(path, _)| path.starts_with("content/")).fold(Project::empty().at("2026-06-01T12:00:00Z"), |copy, (path, bytes)| copy.file(path, bytes))
}

#[test]
fn a_level_that_was_corrected_since_is_no_contradiction() {
    let project = stating(indicators(), "2024-01-20", &["stations, value: 4.00, scale: million, as_of: 2023-12-31"]);
    let now = "stations, value: 4.20, scale: million, as_of: 2024-12-31, change: {percent: 5.0, basis: year-on-year}";
    let project = stating(project, "2025-01-20", &[now]);
    project.check().succeeds();
    let project = stating(project, "2025-03-20", &["stations, value: 4.10, scale: million, as_of: 2023-12-31, revises: 2024/statistics-01/stations"]);
    project.check().succeeds();
}

#[test]
fn a_corrected_value_conflicts_with_nothing() {
    let first = "stations, value: 4.089, scale: million, as_of: 2024-09-30";
    let project = stating(stating(indicators(), "2024-10-23", &[first]), "2024-11-20", &["stations, value: 4.2, scale: million, as_of: 2024-09-30"]);
    shows(&project.check(), "B0603", &["2024-11-20-statistics-11.md", "2024-10-23-statistics-10.md", "revises: 2024/statistics-10/stations"]);
    let later = file("2024-11-20");
    let corrected = project.edit(&later, "as_of: 2024-09-30", "as_of: 2024-09-30, revises: 2024/statistics-10/stations");
    corrected.check().succeeds();
    let explained = corrected.edit(&later, "revises: 2024/statistics-10/stations", "checked: Counted in another way.");
    explained.check().succeeds();
    explained.edit(&later, "checked: Counted in another way.", "qualifier: over").check().succeeds();
}

#[test]
fn hidden_briefings_are_checked_and_withdrawn_ones_are_not() {
    let project = stating(indicators(), "2024-10-23", &["stations, value: 4.089, scale: million, as_of: 2024-09-30"]);
    let project = stating(project, "2024-11-20", &["stations, value: 4.2, scale: million, as_of: 2024-09-30"]);
    let path = file("2024-11-20");
    let hidden = project.edit(&path, "figures:", "draft: true\nfigures:");
    shows(&hidden.check(), "B0603", &["2024-11-20-statistics-11.md:8", "2024-10-23-statistics-10.md"]);
    hidden.edit(&path, "draft: true", "withdrawn: {date: 2024-12-01, reason: It was wrong.}").check().succeeds();
}

#[test]
fn parts_of_indicators_are_held_against_the_whole_of_the_same_time() {
    let project = stating(indicators(), "2024-07-23", &["revenue, value: 200, scale: billion, period: 2024-H1"]);
    let project = stating(project, "2024-08-23", &["emerging, value: 227.9, scale: billion, period: 2024-H1"]);
    shows(&project.check(), "B0606", &["2024-07-23-statistics-07.md", "2024-08-23-statistics-08.md"]);
    let whole = file("2024-07-23");
    let bound = project.edit(&whole, "value: 200", "value: 200, qualifier: over");
    bound.check().succeeds();
    bound.edit(&whole, "qualifier: over", "checked: The parts overlap.").check().succeeds();
}

#[test]
fn a_commitment_is_overdue_from_the_day_after() {
    let target = "commitments:\n  - {id: more, text: Build more., target: {indicator: stations, value: 5, scale: million, by: 2024}}";
    let project = indicators().briefing("2024-01-10-plan", target, "Text.").at("2024-12-31T12:00:00Z");
    project.check().succeeds();
    let project = project.at("2025-01-01T12:00:00Z");
    shows(&project.check(), "B0607", &["due by 2024-12-31", "announced on 2024-01-10"]);
    copy(&project).setting("lints: {overdue-commitment: allow}").check().succeeds();
    project.briefing("2025-01-01-reply", "commitment_updates:\n  - {commitment: 2024/plan/more, status: delayed}", "Text.").check().succeeds();
}

#[test]
fn a_correction_lets_an_instrument_go_back() {
    let step = |status: &str| format!("instruments:\n  - {{instrument: act, status: {status}}}");
    let project = Project::new()
        .file("content/instruments/act.md", "---\nname: Act\ntype: law\n---\n")
        .briefing("2024-08-01-force", &step("in-force"), "Text.")
        .briefing("2024-09-01-adopted", &step("adopted"), "Text.");
    shows(&project.check(), "B0217", &["2024-08-01-force.md", "2024-09-01-adopted.md"]);
    project.edit("content/briefings/2024/2024-09-01-adopted.md", "status: adopted", "status: adopted, correction: It is not in force yet.").check().succeeds();
}

#[test]
fn prose_numbers_are_told_by_every_build_unless_the_site_allows_them() {
    let figures = "key_points: [\"It counted 5 million.\"]\nfigures:\n  - {id: stations, indicator: stations, value: 4.089, scale: million, as_of: 2024-09-30}";
    let project = indicators().briefing("2024-10-23-counted", figures, "There were 4.098 million of them, [[fig:stations]].");
    let path = "content/briefings/2024/2024-10-23-counted.md";
    project.build().warns([("B0317", path, 6, 14), ("B0317", path, 10, 12)]).parses(8);
    project.build().warns([("B0317", path, 6, 14), ("B0317", path, 10, 12)]).parses(0);
    let allowed = project.setting("lints: {prose-number: allow}");
    allowed.build().succeeds().parses(8);
    let asked = allowed.edit("content/site.yaml", "allow", "warn");
    asked.build().warns([("B0317", path, 6, 14), ("B0317", path, 10, 12)]);
    // Without figures there is nothing to hold a number against.
    asked
        .edit(path, "figures:\n  - {id: stations, indicator: stations, value: 4.089, scale: million, as_of: 2024-09-30}\n", "")
        .edit(path, "[[fig:stations]]", "so")
        .build()
        .succeeds();
}

#[test]
fn a_number_that_is_no_figure_is_said_to_be_right_by_its_source() {
    let before = "figures:\n  - {id: stations, indicator: stations, value: 3.917, scale: million, as_of: 2024-06-30}";
    let figures = "figures:\n  - {id: stations, indicator: stations, value: 4.089, scale: million, as_of: 2024-09-30}\n  - {id: share, label: \"Share, of 17.3 million masts\", value: 28, unit: percent, as_of: 2024-09-30}";
    let with = |front: &str, body: &str| {
        let project = indicators().briefing("2024-07-23-before", before, "Text.");
        project.briefing("2024-10-23-counted", &format!("{front}{figures}"), body).check()
    };
    for (front, body) in [
        // Cited, and near to no figure.
        ("", "It cost 35 million [@paper], and no more."),
        ("", "It cost 35 million. [@paper] Nobody knew."),
        ("", "- It cost 35 million [@paper]"),
        ("", "It cost [@paper]:\n\n- 35 million here;\n- 36.5 million there."),
        ("", "What it cost [@paper].\n\n| | before | now |\n| --- | --- | --- |\n| masts | 35 | 36.5 |\n| men | 70 | 71 |"),
        ("", "| | before | now |\n| --- | --- | --- |\n| masts [@paper] | 35 | 36.5 |\n| men | 70 | 71 |"),
        // Given with a source once, it may stand elsewhere.
        ("summary: It cost 35 million.\nkey_points: [\"35 million, it cost\"]\ntitle: At 35 million\n", "It cost 35 million [@paper]. That is 35 million."),
        // Near to a figure that the sentence tells too.
        ("", "There were [[fig:stations]], and 4.3 million with those of the army [@paper]."),
        ("", "There were 4.089 million, and 4.3 million with those of the army [@paper]."),
        // What the figure was at another time, told beside it.
        ("", "There are [[fig:stations]], after 3.917 million in June."),
        // In the words of the data.
        ("", "Of 17.3 million masts few are left."),
        // No amounts.
        ("title: Regulation 2024/1689 of 12 July 2024\n", "On 23 October 2024 the 28th and article 12 of No. 45, in 18 months."),
    ] {
        let build = with(front, body);
        assert!(build.codes().is_empty(), "{front}{body}\n{}", build.words());
    }
    for (front, body) in [
        ("", "It cost 35 million. Nobody knew [@paper]."),
        ("", "There are 4.2 million of them [@paper]."),
        ("", "It cost [@paper].\n\n- 35 million"),
        ("", "There are 3.917 million of them."),
        ("title: At 35 million\n", "Text."),
        ("summary: It cost 35 million.\n", "Text."),
    ] {
        assert_eq!(with(front, body).codes(), ["B0317"], "{front}{body}");
    }
    let words = with("", "There are 3.917 million of them.").words();
    assert!(words.contains("[[fig:2024/before/stations]]"), "{words}");
}

#[test]
fn a_translation_is_held_against_the_figures_of_its_original() {
    let figures = "figures:\n  - {id: stations, indicator: stations, value: 4.089, scale: million, as_of: 2024-09-30}";
    let project = indicators()
        .setting("languages: [en, zh-Hans]\nlints: {missing-translation: allow}")
        .briefing("2024-10-23-counted", figures, "Text.")
        .briefing("2024-10-23-counted.zh-hans", "title: 基站", "截至2024年9月，5G基站达408.9万个，即约409万个。");
    project.check().succeeds();
    let wrong = project.edit("content/briefings/2024/2024-10-23-counted.zh-hans.md", "408.9万", "409.8万");
    shows(&wrong.check(), "B0621", &["counted.zh-hans.md", "the nearest number of the original is 4089000"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever figures say, they are checked to the end, and told of at places that can be shown.
    #[test]
    fn any_figures_are_checked(
        figures in proptest::collection::vec(
            (0_usize..6, "-?[0-9]{1,28}", 0_usize..6, 0_usize..4, 0_usize..7, proptest::option::of("-?[0-9]{1,26}\\.[0-9]"), 0_usize..3, 0_usize..3),
            1..12,
        )
    ) {
        let scales = ["", ", scale: thousand", ", scale: million", ", scale: billion", ", scale: trillion", ""];
        let qualifiers = ["", ", qualifier: about", ", qualifier: over", ", qualifier: under"];
        let times = ["as_of: 2024-02-29", "as_of: 2023-02-28", "period: 2024", "period: 2023", "period: 2024-Q2", "period: 2024-Q1", "period: 0001"];
        let mut project = indicators();
        for (n, (indicator, value, scale, qualifier, time, change, kind, basis)) in figures.iter().enumerate() {
            let change = change.as_ref().map_or_else(String::new, |number| {
                let (kind, basis) = (["percent", "points", "absolute"][*kind], ["year-on-year", "quarter-on-quarter", "month-on-month"][*basis]);
                format!(", change: {{{kind}: {number}, basis: {basis}}}")
            });
            let revises = if n % 3 == 2 { format!(", revises: 2024/figures-{}/figure", n - 1) } else { String::new() };
            let part = if n % 4 == 3 { ", part_of: whole" } else { "" };
            let one = format!("indicator: {}, value: {value}{}{}, {}{change}", INDICATORS[*indicator].0, scales[*scale], qualifiers[*qualifier], times[*time]);
            let front = format!("figures:\n  - {{id: figure, {one}{revises}{part}}}\n  - {{id: whole, {one}}}\n");
            project = project.briefing(&format!("2024-10-{:02}-figures-{n}", n + 1), &front, "Text.");
        }
        prop_assert!(!project.check().words().contains("panicked"));
    }
}
