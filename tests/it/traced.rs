//! What is traced of the numbers and dates in texts, and the floor that site.yaml holds.

use bulletin::diagnostics::Code;
use bulletin::engine::Inputs;
use bulletin::site::Share;
use bulletin::source::Disk;

use crate::project::Project;

fn digest(body: &str) -> Project {
    let front = "summary: It has 4.09 million stations.\n\
        sources:\n  - {id: talk, title: Talk, url: \"https://x.example/talk\", lang: en, text: talk.txt}\n  - {id: paper, title: Paper, url: \"https://x.example/paper\"}\n\
        figures:\n  - {id: bs, label: {en: Stations of over 10 MW}, value: 4.089, scale: million, unit: station, as_of: 2024-09-30, source: talk, quote: \"a total of 4.089 million 5G stations, in 340 cities\"}\n\
        dates:\n  - {id: in, kind: effective, title: {en: In force}, date: 2025-03-01}";
    let text = "There were a total of 4.089 million 5G stations, in 340 cities and 2,850 counties.";
    Project::new().at("2026-06-01T12:00:00Z").briefing("2024-10-23-talk", front, body).file("content/briefings/2024/talk.txt", text)
}

/// The shares of numbers and dates, and how many of each are loose.
fn traced(project: &Project) -> (Share, Share, [usize; 2]) {
    let files = Disk::new(project.root(), false);
    let inputs = Inputs { check_only: true, ..Inputs::new(&files, 1_780_315_200) };
    let trace = bulletin::engine::trace(&inputs).unwrap();
    let of = |code| trace.loose.iter().filter(|loose| loose.code == code).count();
    (trace.numbers(), trace.dates(), [of(Code::UntracedNumber), of(Code::UntracedDate)])
}

#[test]
fn a_number_is_traced_by_reference_figure_quote_or_stored_text() {
    for (body, (traced_numbers, all)) in [
        ("It has [[fig:bs]] now.", (2, 2)),
        ("It has 4.1 million of over 10 MW.", (2, 2)),
        ("It is in 340 cities [@talk].", (2, 2)),
        ("It is in 2,850 counties [@talk].", (2, 2)),
        ("It is in 340 cities.", (1, 2)),
        ("It is in 340 cities [@paper].", (1, 2)),
        ("It is in 350 cities [@talk].", (1, 2)),
        ("In 2024 there were 19 members and 5G, under article 112.", (1, 1)),
    ] {
        let (numbers, ..) = traced(&digest(body));
        assert_eq!(numbers, Share { traced: traced_numbers, all }, "{body}");
    }
}

#[test]
fn a_date_is_traced_by_reference_or_by_a_day_of_the_front_matter() {
    for (body, (traced_dates, all)) in [
        ("From [[date:in]] on.", (1, 1)),
        ("From 1 March 2025 on, and since 23 October; counted in September 2024.", (3, 3)),
        ("From 2 March 2025 on, and in April 2024.", (0, 2)),
        ("From 2025 on.", (0, 0)),
    ] {
        let (_, dates, loose) = traced(&digest(body));
        assert_eq!((dates, loose[1]), (Share { traced: traced_dates, all }, all - traced_dates), "{body}");
    }
}

#[test]
fn the_floor_is_held_by_every_build() {
    let project = digest("It is in 340 cities.").setting("lints: {prose-number: allow}\ntraced: {numbers: 1.0}");
    let words = project.build().words();
    assert!(words.contains("1 of 2 numbers in texts are traced") && words.contains("talk.md"), "{words}");
    let lower = project.edit("content/site.yaml", "numbers: 1.0", "numbers: 0.5");
    lower.build().done();
    assert!(lower.edit("content/site.yaml", "numbers: 0.5", "numbers: 95").build().words().contains("95 is no share"));
}
