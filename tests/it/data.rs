//! The digest as data: that it says what the pages say, and nothing more; and what is rewritten when.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use crate::project::{Build, Project};

/// A row of a table by the names of its columns.
type Row = BTreeMap<String, String>;

/// A briefing with a figure, a commitment and an event.
const FRONT: &str = "figures:
  - {id: rate, label: Growth, value: 4.10, unit: percent, as_of: 2024-09-30, source: paper}
  - {id: sales, label: Sales, value: 325.2, scale: billion, qualifier: over, unit: CNY, period: 2024-01/2024-09, change: {percent: -0.50, basis: year-on-year}}
commitments:
  - {id: plan, text: \"Publish a plan, soon\", due: 2025-Q1}
dates:
  - {id: start, kind: applies, title: The rules apply, date: 2025-02-02, previous: [2025-01-01]}
";

fn digest() -> Project {
    // Both have the same figures, which are of a time that the first could not know.
    Project::new().setting("lints: {unlikely-time: allow}").briefing("2023-05-02-first", FRONT, "Text.").briefing("2024-10-23-second", FRONT, "Text.")
}

/// The sample digest.
fn sample() -> Project {
    fn copy(project: Project, folder: &std::path::Path) -> Project {
        let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        entries.into_iter().fold(project, |project, path| if path.is_dir() { copy(project, &path) } else { project.file(&path, std::fs::read(&path).unwrap()) })
    }
    copy(Project::empty(), std::path::Path::new("content")).at("2026-06-01T00:00:00Z")
}

fn json(build: &Build, path: &str) -> Value {
    serde_json::from_str(&build.page(path).text).unwrap()
}

fn rows(build: &Build, path: &str) -> Vec<Row> {
    let text = build.page(path).text;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    reader.records().map(|row| names.iter().map(str::to_owned).zip(row.unwrap().iter().map(str::to_owned)).collect()).collect()
}

/// The data files of a name.
fn files<'b>(build: &'b Build, name: &str) -> Vec<&'b str> {
    build.tree.keys().map(String::as_str).filter(|path| path.rsplit('/').next() == Some(name) && !path.starts_with("schema/")).collect()
}

/// A member as the cell of a table says it.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(" "),
        Value::Object(members) => text(&members["id"]),
        other => other.to_string(),
    }
}

fn first<'p>(within: ElementRef<'p>, selector: &str) -> Option<ElementRef<'p>> {
    within.select(&Selector::parse(selector).unwrap()).next()
}

fn words(element: ElementRef<'_>) -> String {
    flat(&element.text().collect::<String>())
}

/// A text with one plain space for every run of white space.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a page shows of an entry of its data.
#[track_caller]
fn entry<'p>(page: &'p Html, list: &str, object: &Value) -> ElementRef<'p> {
    let id = text(&object["id"]);
    let anchor = format!("{list}-{}", id.rsplit('/').next().unwrap());
    first(page.root_element(), &format!("[id='{anchor}']")).unwrap_or_else(|| panic!("{id} is not on its page"))
}

/// The days that are named within the first element that `selector` finds.
fn all_times(within: ElementRef<'_>, selector: &str) -> Vec<String> {
    let times = Selector::parse("time").unwrap();
    first(within, selector)
        .into_iter()
        .flat_map(|found| found.select(&times).map(|time| time.attr("datetime").unwrap().to_owned()).collect::<Vec<_>>())
        .collect()
}

/// Compares a figure of JSON with its row in a page's table.
#[track_caller]
fn shown(page: &Html, figure: &Value) {
    let (id, row) = (text(&figure["id"]), entry(page, "figure", figure));
    assert!(words(first(row, "th").unwrap()).starts_with(&flat(&text(&figure["label"]))), "{id}");
    let value = first(row, "data.value");
    assert_eq!(value.and_then(|data| data.attr("value")).unwrap_or_default(), text(&figure["amount"]), "{id}");
    assert_eq!(first(row, "time").and_then(|time| time.attr("datetime")).unwrap_or_default(), text(&figure["as_of"]), "{id}");
    assert_eq!(first(row, ".change").is_some(), !figure["change"].is_null(), "{id}");
    if let Some(note) = figure["note"].as_str() {
        assert!(words(row).contains(&flat(note)), "{id}");
    }
    // In words there are the digits as they were written, in English, where nothing is scaled.
    if let (Some(value), Some(stated)) = (value, figure["value"].as_str()) {
        let plain = words(value).replace(',', "");
        assert!(page.root_element().attr("lang") != Some("en") || plain.contains(stated), "{id}: {plain} does not say {stated}");
    }
}

/// Compares the members of a JSON object with the cells of a row that have the same names.
#[track_caller]
fn same(object: &Value, row: &Row, but: &[&str]) {
    let mut compared = 0;
    for (name, value) in object.as_object().unwrap() {
        if let Some(cell) = row.get(name).filter(|_| !but.contains(&name.as_str())) {
            assert_eq!(*cell, text(value), "{name} of {}", object["id"]);
            compared += 1;
        }
    }
    assert!(compared > 5, "only {compared} members are in the row");
}

#[test]
fn what_the_data_say_is_what_the_pages_say() {
    let build = sample().build();
    let all = files(&build, "briefing.json");
    let (mut figures, mut commitments, mut events) = (0, 0, 0);
    for path in &all {
        let data = json(&build, path);
        let page = build.page(&path.replace("briefing.json", "index.html"));
        assert_eq!(page.texts("h1"), [text(&data["title"])]);
        assert_eq!(page.attributes(".page-head time", "datetime")[0], text(&data["date"]));
        assert_eq!(page.attributes("link[rel=alternate][type='application/json']", "href"), [format!("/{path}")]);
        assert_eq!(page.attributes(".sources a.title", "href").len(), data["sources"].as_array().unwrap().iter().filter(|s| !s["url"].is_null()).count());
        let points: Vec<String> = data["key_points"].as_array().unwrap().iter().map(|point| flat(&text(point))).collect();
        // A page marks what moved since; the data say what the briefing said.
        let said: Vec<String> = page.texts(".key-points li").iter().map(|point| point.replace(" (moved since)", "")).collect();
        assert_eq!(said, points);
        let html = Html::parse_document(&page.text);
        let year = path.rsplit_once('/').unwrap().0.rsplit_once('/').unwrap().0;
        let row = |table: &str, key: &str, object: &Value| {
            rows(&build, table).into_iter().find(|row| row[key] == text(&object["id"])).unwrap_or_else(|| panic!("{} is not in {table}", object["id"]))
        };
        for figure in data["figures"].as_array().unwrap() {
            shown(&html, figure);
            let row = row(&format!("{year}/figures.csv"), "figure", figure);
            same(figure, &row, &[]);
            let change = &figure["change"];
            assert_eq!([&row["change_percent"], &row["change_basis"]], [&text(&change["percent"]), &text(&change["basis"])]);
            figures += 1;
        }
        for commitment in data["commitments"].as_array().unwrap() {
            let row = row(&format!("{year}/commitments.csv"), "commitment", commitment);
            same(commitment, &row, &["updates", "topics", "instruments"]);
            let item = entry(&html, "commitment", commitment);
            assert!(words(first(item, ".what").unwrap()).starts_with(&flat(&text(&commitment["text"]))), "{}", commitment["id"]);
            let reports: Vec<String> = all_times(item, ".history");
            assert_eq!(reports, commitment["updates"].as_array().unwrap().iter().map(|report| text(&report["date"])).collect::<Vec<_>>());
            assert_eq!(row["updates"], commitment["updates"].as_array().unwrap().len().to_string());
            commitments += 1;
        }
        for event in data["dates"].as_array().unwrap() {
            let calendar = format!("{}calendar/{}/events.csv", year.rsplit_once("briefings").unwrap().0, &text(&event["date"])[..4]);
            same(event, &row(&calendar, "event", event), &[]);
            let item = entry(&html, "date", event);
            let days: Vec<String> = ["date", "end"].iter().map(|name| text(&event[name])).filter(|day| !day.is_empty()).collect();
            assert_eq!(all_times(item, ".when"), days, "{}", event["id"]);
            assert_eq!(words(first(item, ".what").unwrap()), flat(&text(&event["title"])));
            events += 1;
        }
    }
    assert!(all.len() > 15 && figures > 40 && commitments > 5 && events > 5, "{} {figures} {commitments} {events}", all.len());
    // Nothing is in the tables that is not in a briefing.
    assert_eq!(files(&build, "figures.csv").iter().map(|path| rows(&build, path).len()).sum::<usize>(), figures);
    assert_eq!(files(&build, "commitments.csv").iter().map(|path| rows(&build, path).len()).sum::<usize>(), commitments);
    assert_eq!(files(&build, "events.csv").iter().map(|path| rows(&build, path).len()).sum::<usize>(), events);
}

#[test]
fn an_indicator_s_files_have_the_observations_of_its_page() {
    let build = sample().build();
    let all = files(&build, "indicator.json");
    assert!(all.len() > 10);
    for path in all {
        let data = json(&build, path);
        let page = build.page(&path.replace("indicator.json", "index.html"));
        let rows = rows(&build, &path.replace("indicator.json", "observations.csv"));
        let observations = data["observations"].as_array().unwrap();
        assert_eq!(page.texts("h1"), [text(&data["name"])]);
        assert_eq!((page.texts(".observations tbody tr").len(), rows.len()), (observations.len(), observations.len()), "{path}");
        let amounts: Vec<String> = observations.iter().rev().map(|o| text(&o["amount"])).filter(|amount| !amount.is_empty()).collect();
        assert_eq!(page.attributes(".observations tbody data.value", "value"), amounts, "{path}");
        for (observation, row) in observations.iter().zip(&rows) {
            same(observation, row, &["revised"]);
            assert_eq!(row["figure"], text(&observation["stated"][0]["figure"]["id"]));
            assert_eq!(text(&observation["amount"]), text(&observation["stated"][0]["figure"]["amount"]));
        }
    }
    let stations = json(&build, "indicators/cn-5g-base-stations/indicator.json");
    assert_eq!(stations["observations"].as_array().unwrap().len(), 13);
}

#[test]
fn a_page_leads_to_every_table() {
    let build = digest().build();
    let page = build.page("data/index.html");
    let linked: Vec<String> = page.attributes("main a", "href").iter().map(|url| url.trim_start_matches('/').to_owned()).collect();
    for path in build.tree.keys().filter(|path| path.ends_with(".csv") || path.ends_with("briefings.json")) {
        assert!(linked.contains(path), "{path} is not among {linked:?}");
    }
    assert_eq!(page.texts("tbody th"), ["2025", "2024", "2023"]);
}

#[test]
fn digits_stay_as_they_were_written() {
    let build = digest().build();
    let data = json(&build, "briefings/2024/second/briefing.json");
    let [rate, sales] = &data["figures"].as_array().unwrap()[..] else { panic!("there are two figures") };
    assert_eq!((text(&rate["value"]), text(&sales["value"]), text(&sales["change"]["percent"])), ("4.10".into(), "325.2".into(), "-0.50".into()));
    assert_eq!((text(&sales["amount"]), text(&sales["qualifier"])), ("325200000000".into(), "over".into()));
    let row = &rows(&build, "briefings/2024/figures.csv")[0];
    assert_eq!((row["value"].as_str(), row["source_title"].as_str()), ("4.10", "The paper"));
    assert_eq!(row["amount"].parse::<Decimal>().unwrap(), row["value"].parse::<Decimal>().unwrap());
    let commitment = &rows(&build, "briefings/2024/commitments.csv")[0];
    assert_eq!(
        ["text", "due_start", "due_end", "status"].map(|name| commitment[name].as_str()),
        ["Publish a plan, soon", "2025-01-01", "2025-03-31", "announced"]
    );
    let event = &rows(&build, "calendar/2025/events.csv")[0];
    assert_eq!(["event", "date", "certainty", "previous"].map(|name| event[name].as_str()), ["2023/first/start", "2025-02-02", "moved", "2025-01-01"]);
}

#[test]
fn a_status_is_told_with_the_day_since_when_it_holds() {
    let update = |name: &str, status: &str| (format!("{name}-report"), format!("commitment_updates: [{{commitment: 2023/first/plan, status: {status}}}]"));
    let reports = [update("2024-01-10", "in-progress"), update("2024-02-20", "in-progress"), update("2024-03-30", "delayed"), update("2024-04-10", "delayed")];
    let project = reports.iter().enumerate().fold(digest(), |project, (i, (name, front))| project.briefing(&format!("{name}-{i}"), front, "Text."));
    let build = project.build();
    let row = &rows(&build, "briefings/2023/commitments.csv")[0];
    assert_eq!(["status", "status_since", "reported", "updates"].map(|name| row[name].as_str()), ["delayed", "2024-03-30", "2024-04-10", "4"]);
    let report = json(&build, "briefings/2024/report-3/briefing.json");
    assert_eq!(text(&report["commitment_updates"][0]["commitment"]), "2023/first/plan");
}

#[test]
fn a_new_briefing_rewrites_the_files_of_its_own_year_alone() {
    let project = digest();
    project.build().succeeds();
    let build = project.briefing("2024-11-05-third", "figures: [{id: n, label: Number, value: 1, unit: percent, as_of: 2024-11-01}]", "Text.").build();
    let is_data = |path: &&str| path.ends_with(".csv") || path.ends_with(".json") && !path.ends_with("feed.json") && !path.ends_with("citation.json");
    let written: Vec<&str> = build.done().written.iter().map(|change| change.path.as_str()).filter(is_data).collect();
    assert_eq!(written, ["briefings/2024/briefings.json", "briefings/2024/figures.csv", "briefings/2024/third/briefing.json"]);
}

#[test]
fn what_is_held_back_is_in_no_data_and_what_is_withdrawn_in_no_list() {
    let hidden = "draft: true\nfigures: [{id: secret-figure, label: Secret, value: 77.7, unit: percent, as_of: 2024-11-01}]";
    let gone = format!("withdrawn: {{date: 2024-11-20, reason: It was *wrong*.}}\n{}", FRONT.replace("Growth", "Gone growth").replace("plan,", "gone-plan,"));
    let build = digest().briefing("2024-11-04-gone", &gone, "Text.").briefing("2024-11-05-hidden", hidden, "Text.").build();
    build.never_says("secret").never_says("77.7").lacks(["briefings/2024/hidden/briefing.json"]);
    let data = json(&build, "briefings/2024/gone/briefing.json");
    assert_eq!((text(&data["withdrawn"]["date"]), text(&data["withdrawn"]["reason"])), ("2024-11-20".into(), "It was wrong.".into()));
    assert_eq!(text(&data["figures"][0]["label"]), "Gone growth");
    for list in ["briefings/2024/briefings.json", "briefings/2024/figures.csv", "briefings/2024/commitments.csv", "calendar/2025/events.csv"] {
        build.page(list).never_says("/gone");
    }
}

#[test]
fn data_can_be_switched_off() {
    let indicator = "---\nname: Stations\nunit: station\nmeasure: stock\n---\nMasts.\n";
    let counted = "figures: [{id: n, indicator: stations, value: 5, as_of: 2024-11-01}]";
    let project = digest().file("content/indicators/stations.md", indicator).briefing("2024-11-05-count", counted, "Text.");
    let build = project.build();
    build.has(["indicators/stations/indicator.json", "indicators/stations/observations.csv-metadata.json", "schema/1/indicator.json"]);
    assert!(text(&json(&build, "indicators/stations/indicator.json")["definition"]).starts_with("Masts"));
    let project = project.setting("outputs: {indicators: false}");
    let build = project.build();
    assert!(build.tree.keys().all(|path| !path.starts_with("indicators/")));
    assert_eq!(json(&build, "briefings.json")["indicators"].as_array().unwrap().len(), 0);
    let build = project.edit("content/site.yaml", "indicators: false", "data: false").build();
    let is_data = |path: &&String| path.contains("csv") || path.starts_with("schema/") || path.ends_with("briefing.json") || path.ends_with("briefings.json");
    assert_eq!(build.tree.keys().find(is_data), None);
    build.lacks(["data/index.html"]).page("briefings/2024/second/index.html").never_says("application/json");
}

/// What the published schemas promise, in short. A line that goes or changes is another form of the data: see `pages/data/schema.rs`.
#[test]
fn the_form_of_the_data_is_what_was_published() {
    let build = digest().build();
    let mut form = String::new();
    for path in build.tree.keys().filter(|path| path.starts_with("schema/")) {
        let schema = json(&build, path);
        assert_eq!(schema["$id"], format!("https://digest.example/{path}"));
        form += &(path.clone() + "\n" + &members("", &schema));
        for (name, definition) in schema["$defs"].as_object().unwrap() {
            form += &members(name, definition);
        }
    }
    insta::assert_snapshot!(form);
}

fn members(name: &str, schema: &Value) -> String {
    let Some(properties) = schema["properties"].as_object() else {
        return format!("  {name} = {}\n", schema.get("enum").or(schema.get("pattern")).unwrap());
    };
    let required = schema["required"].as_array().unwrap();
    assert_eq!(required.len(), properties.len(), "every member of {name} is always there, if null");
    let lines: Vec<String> = properties.iter().map(|(member, schema)| format!("  {name}.{member}: {}\n", kind(schema))).collect();
    lines.concat()
}

fn kind(schema: &Value) -> String {
    let of = |value: &Value| value.as_str().map(str::to_owned);
    let plain = of(&schema["$ref"]).map(|name| name.replace("#/$defs/", "")).or_else(|| of(&schema["format"])).or_else(|| of(&schema["type"]));
    let nullable = schema["type"].as_array().map(|types| types.iter().map(text).collect::<Vec<_>>().join(" or "));
    let any = schema["anyOf"].as_array().map(|any| any.iter().map(kind).collect::<Vec<_>>().join(" or "));
    match (plain, nullable, any) {
        (Some(kind), _, _) if kind == "array" => format!("[{}]", self::kind(&schema["items"])),
        (Some(kind), Some(_), _) => format!("{kind} or null"),
        (Some(kind), None, _) | (None, Some(kind), _) | (None, None, Some(kind)) => kind,
        _ => panic!("{schema} is of no known kind"),
    }
}
