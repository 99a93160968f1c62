//! The schemas of the sources say what the program takes.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use bulletin::config::{Config, site_schema, units_schema};
use bulletin::content::{Folder, Kind, Part, Settings, folder, parse, schema};
use bulletin::diagnostics::{Code, Diagnostic, Severity};
use bulletin::values::lenient;
use bulletin::yaml;
use regex::Regex;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{bulletin, stderr, stdout};
use crate::project::SITE;

/// Whether a schema takes a value. A keyword that it does not know is no keyword of our schemas.
fn takes(root: &Value, schema: &Value, value: &Value) -> bool {
    let Value::Object(members) = schema else { return schema == &Value::Bool(true) };
    members.iter().all(|(keyword, is)| match keyword.as_str() {
        "$schema" | "title" | "description" | "examples" | "default" | "$defs" | "then" => true,
        "$ref" => takes(root, root.pointer(is.as_str().unwrap().trim_start_matches('#')).unwrap(), value),
        "type" => is.as_array().map_or(std::slice::from_ref(is), Vec::as_slice).iter().any(|kind| is_a(value, kind.as_str().unwrap())),
        "enum" => is.as_array().unwrap().contains(value),
        "const" => is == value,
        "anyOf" => is.as_array().unwrap().iter().any(|one| takes(root, one, value)),
        "allOf" => is.as_array().unwrap().iter().all(|one| takes(root, one, value)),
        "oneOf" => is.as_array().unwrap().iter().filter(|one| takes(root, one, value)).count() == 1,
        "not" => !takes(root, is, value),
        "if" => !takes(root, is, value) || takes(root, &members["then"], value),
        "pattern" => value.as_str().is_none_or(|text| matches(is.as_str().unwrap(), text)),
        "minimum" => value.as_f64().is_none_or(|number| number >= is.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|number| number <= is.as_f64().unwrap()),
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| takes(root, is, item))),
        "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= is.as_u64().unwrap()),
        "minProperties" => value.as_object().is_none_or(|fields| fields.len() as u64 >= is.as_u64().unwrap()),
        "required" => value.as_object().is_none_or(|fields| is.as_array().unwrap().iter().all(|name| fields.contains_key(name.as_str().unwrap()))),
        "propertyNames" => value.as_object().is_none_or(|fields| fields.keys().all(|name| takes(root, is, &json!(name)))),
        "properties" => {
            value.as_object().is_none_or(|fields| is.as_object().unwrap().iter().all(|(name, one)| fields.get(name).is_none_or(|own| takes(root, one, own))))
        }
        "additionalProperties" => value.as_object().is_none_or(|fields| {
            let own = members.get("properties").and_then(Value::as_object);
            fields.iter().all(|(name, field)| own.is_some_and(|own| own.contains_key(name)) || takes(root, is, field))
        }),
        other => panic!("{other} is not looked at"),
    })
}

/// Whether a text matches an expression. Each is compiled once: that takes longer than all else here.
fn matches(expression: &str, text: &str) -> bool {
    static KNOWN: LazyLock<Mutex<HashMap<String, Regex>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap();
    known.entry(expression.to_owned()).or_insert_with(|| Regex::new(expression).unwrap()).is_match(text)
}

fn is_a(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other} is no type"),
    }
}

/// What is wrong with the fields themselves; that a source is not there or two dates do not fit is for no schema to say.
fn is_of_fields(diagnostic: &Diagnostic) -> bool {
    use Code::{BadAddress, BadDate, BadId, BadInstant, BadLanguage, BadNumber, BadPath, BadPeriod, MissingField, UnknownField, UnknownValue, WrongType};
    let codes = [
        BadAddress,
        BadDate,
        BadId,
        BadInstant,
        BadLanguage,
        BadNumber,
        BadPath,
        BadPeriod,
        MissingField,
        UnknownField,
        UnknownValue,
        WrongType,
        Code::Contradiction,
    ];
    diagnostic.severity == Severity::Error && codes.contains(&diagnostic.code)
}

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    let (config, _) = Config::parse(&format!("{SITE}languages: [en, zh-Hans]\n"), None).unwrap();
    Settings::of(&config)
});

/// What the program says of front matter, which is written as JSON: all of that is YAML.
fn told(kind: Kind, part: Part, front: &Value) -> Vec<Diagnostic> {
    let language = if part == Part::Translation { ".zh-hans" } else { "" };
    let name = if kind == Kind::Jurisdiction { "cn" } else { "a" };
    let path = format!("content/{}/{name}{language}.md", kind.folder());
    parse(&path.into(), kind, format!("---\n{front}\n---\nText.\n").as_bytes(), &SETTINGS).diagnostics
}

/// Whether the program takes front matter as far as a schema can tell.
fn reads(kind: Kind, part: Part, front: &Value) -> bool {
    !told(kind, part, front).iter().any(is_of_fields)
}

/// Front matter of each kind. Together, those of a kind have all of its fields.
const SAMPLES: &[(Kind, &str)] = &[
    (
        Kind::Briefing,
        "id: first
title: First
date: 2024-10-23
topics: [telecoms]
summary: A summary.
kind: law
event: {date: 2024-10-23, name: {en: Conference, zh-Hans: 会议}, place: Beijing, url: 'https://a.example/', checked: It is so.}
agencies: [miit]
jurisdictions: [cn]
people: [{name: Ana, role: Speaker, agency: miit}]
key_points: [One.]
featured: true
sources:
  - {id: paper, title: Paper, publisher: MIIT, type: speech, issued: 2024-10, accessed: 2024, url: 'https://a.example/', archive_url: 'https://b.example/', lang: en, text: paper.txt, publish_text: true, note: A note., checked: It is so.}
  - {title: Another}
  - {url: 'mailto:a@b.example'}
figures:
  - {id: sales, indicator: sales, value: 4.1, qualifier: over, scale: million, unit: CNY, period: 2024-Q3, change: {percent: 1.5, basis: year-on-year, restated: true}, provisional: true, revises: 2024/older/sales, part_of: all, source: paper, quote: Over 4.1 million yuan., note: A note., checked: It is so.}
  - {id: outlook, label: Prices, value: 112, low: 110, high: 114, unit: index, base: 2015, nature: forecast, by: miit, issued: 2024-10-01, as_of: 2025-12-31}
  - {id: all, label: All, as_of: 2024-09-30, change: {points: -2}}
  - {id: some, label: {en: Some}, value: '4.10', unit: CNY, period: 2024, change: {absolute: 3}}
commitments:
  - {id: plan, text: A plan., actor: miit, due: 2025-06, status: delayed, instruments: [act], target: {indicator: sales, value: 5, qualifier: about, scale: million, unit: CNY, by: 2026}, topics: [telecoms], source: paper, checked: It is so.}
commitment_updates: [{commitment: 2024/a/b, status: delivered, date: 2024-10-23, source: paper, note: Done., checked: It is so.}]
dates:
  - {id: start, title: Start, kind: applies, date: 2024-12-01, end: 2024-12-02, certainty: confirmed, previous: [2024-11-01], instrument: act, note: A note., url: 'https://a.example/', checked: It is so.}
  - {id: stop, title: Stop, kind: expiry, date: 2024-12-01}
date_updates:
  - {event: 2024/a/b, date: 2024-12-01, end: 2024-12-02, certainty: provisional, source: paper, note: A note.}
  - {event: 2024/a/c, certainty: cancelled}
instruments: [{instrument: act, status: in-force, date: 2024-10-23, relation: advances, correction: It was wrong.}]
updates: [{date: 2024-10-25, kind: correction, note: A number., facts: [sales, title]}]
withdrawn: {date: 2024-10-25, reason: It was wrong., replaced_by: 2024/other, erase: true}
draft: true
publish_at: 2024-10-23T14:00:00+08:00
publish_with: 2024-10
authors: [Ana]
image: {src: a.png, alt: A picture}
redirect_from: [/old/]
extra: {anything: [1]}",
    ),
    (
        Kind::Topic,
        "id: telecoms
name: {en: Telecoms, zh-Hans: 电信}
aliases: [telephony]
former_ids: [phones]
parent: networks
featured_indicators: [sales]
redirect_from: [/old/]",
    ),
    (
        Kind::Agency,
        "id: miit
name: Ministry
short: MIIT
aliases: [ministry]
former_ids: [mii]
jurisdiction: cn
parent: council
url: 'https://a.example/'
valid_from: 2008-06-29
valid_to: 2030-01-01
successor: other
redirect_from: [/old/]",
    ),
    (Kind::Jurisdiction, "id: cn\nname: China\naliases: [PRC]\nredirect_from: [/old/]"),
    (
        Kind::Indicator,
        "id: sales
name: Sales
aliases: [turnover]
former_ids: [trade]
unit: CNY
base: 2015-Q1
scale: million
measure: count
accumulation: year-to-date
frequency: monthly
jurisdiction: cn
agency: miit
source: Bulletin of the ministry
topics: [telecoms]
chart: bar
part_of: trade
redirect_from: [/old/]",
    ),
    (
        Kind::Instrument,
        "id: act
name: Act
short: A
aliases: [the act]
former_ids: [bill]
identifier: Regulation 1
type: regulation
jurisdiction: eu
agencies: [miit]
url: 'https://a.example/'
status: proposed
relates: [{instrument: other, as: amends}]
redirect_from: [/old/]",
    ),
    (
        Kind::Edition,
        "id: 2024-10
title: October
date: 2024-11-04
period: 2024-10
from: 2024-10-01
to: 2024-10-31
lead: 2024/first
briefings: [2024/first]
preheader: What was.
draft: true
publish_at: 2024-11-04T09:00:00Z
publish_with: 2024/first
redirect_from: [/old/]",
    ),
    (Kind::Edition, "{title: October, date: 2024-11-04, period: 2024-10}"),
    (Kind::Edition, "{title: October, date: 2024-11-04, from: 2024-10-01, to: 2024-10-31}"),
    (Kind::Edition, "{title: October, date: 2024-11-04, briefings: [2024/first]}"),
    (Kind::Term, "id: redcap\nname: Reduced Capability\nshort: RedCap\naliases: [light]\nformer_ids: [red-cap]\ndraft: true\npublish_at: 2024-11-04\nredirect_from: [/old/]"),
    (Kind::Page, "id: about\ntitle: About\nmenu: true\nsummary: What it is.\ndraft: true\npublish_at: 2024-11-04\nredirect_from: [/old/]\nextra: {a: 1}"),
    (
        Kind::Page,
        "title: Laws\nlist: {of: briefings, topic: [telecoms], agency: [miit], jurisdiction: [cn], instrument: [act], kind: [law], person: [Ana], year: [2024], \
         since: 2024-01, until: 2024-12-31, group_by: year, sort: -date, limit: 20, feed: true}",
    ),
    (Kind::Page, "{title: Dates, list: {of: dates, ahead: 30d}}"),
    (Kind::Page, "{title: Promises, list: {of: commitments, ahead: true, open: true, overdue: true}}"),
    (Kind::Page, "{title: Indicators, list: {of: indicators, stale: true, unused: true}}"),
];

const SITE_SAMPLE: &str = "format: 1
title: {en: Digest}
base_url: https://digest.example/news
description: A digest.
languages: [en, zh-Hans]
time_zone: Asia/Shanghai
feed_authority: digest.example,2024
theme: gazette
theme_options: {accent: blue}
menu: [{name: {en: About}, url: /about/#team}, {name: Web, url: 'https://a.example/'}, {name: Home, url: /}]
raw_html: forbid
math: true
numbers: {en: {currency: symbol, digits_below: 1000000}}
publish:
  www: {to: folder, path: ../www, max_deletions: 10}
  pages: {to: git, url: 'git@a.example:digest.git', branch: gh-pages, prefix: docs}
  near: {to: git, path: /srv/digest.git, branch: gh-pages}
  store: {to: s3, bucket: digest, prefix: news, endpoint: 'https://s3.a.example', region: eu-1}
  host: {to: rsync, host: editor@a.example, path: /srv/www}
outputs: {feeds: true, json_feeds: false, agency_feeds: true, data: true, sitemap: true, robots: true, agencies: true, jurisdictions: true, archive: true,
  glossary: true, indicators: true, instruments: true, commitments: true, calendar: true, editions: true, citations: true, corrections: true}
redirects: {briefings: '/{year}/{month}/{day}/{id}/', topics: ['/tag/{id}/']}
gone: [{address: /old/, date: 2024-10-23, reason: It went.}]
lints: {no-sources: allow, B0314: deny}
limits: {file_bytes: 1000000, front_matter_bytes: '60000', nesting: 10, outside_links: true, page_bytes: 1000000, loop_turns: 1000}";

/// A sample, with the schema and the judgment of the program that belong to it.
struct Sample {
    what: String,
    value: Value,
    schema: Value,
    reads: Box<dyn Fn(&Value) -> bool>,
}

fn samples() -> Vec<Sample> {
    let documents = SAMPLES.iter().map(|&(kind, front)| Sample {
        what: kind.word().to_owned(),
        value: json_of(front),
        schema: lenient(schema(kind, Part::Original)),
        reads: Box::new(move |front| reads(kind, Part::Original, front)),
    });
    let wrong = |all: &[Diagnostic]| all.iter().any(is_of_fields);
    let site = Sample {
        what: "site".to_owned(),
        value: json_of(SITE_SAMPLE),
        schema: lenient(site_schema()),
        reads: Box::new(move |value| Config::parse(&value.to_string(), None).map_or_else(|all| !wrong(&all), |_| true)),
    };
    let units = Sample {
        what: "units".to_owned(),
        value: json_of("tower: {kind: count, forms: {en: {one: tower, other: towers}, und: T}}"),
        schema: lenient(units_schema()),
        reads: Box::new(move |value| {
            let (mut config, _) = Config::parse(SITE, None).unwrap();
            config.add_units(&value.to_string()).map_or_else(|all| !wrong(&all), |()| true)
        }),
    };
    documents.chain([site, units]).collect()
}

/// YAML as JSON has it.
fn json_of(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error}: {yaml}"))
}

/// The place of each field in a value, at any depth, as JSON pointers.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let at = format!("{at}/{name}");
                places(field, &at, all);
                all.push(at);
            }
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(i, item)| places(item, &format!("{at}/{i}"), all)),
        _ => {}
    }
}

fn places_of(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    places(value, "", &mut all);
    // What is in there is the site's own.
    all.retain(|at| !at.starts_with("/extra/") && !at.starts_with("/theme_options/"));
    all
}

/// As much of a sample as makes a good one with the field at `at`: the less is read each time, the sooner it is done.
fn part(value: &Value, schema: &Value, at: &str) -> Value {
    let field = at.split('/').nth(1).unwrap();
    let required = |name: &str| schema["required"].as_array().is_some_and(|all| all.contains(&json!(name)));
    let kept = value.as_object().unwrap().iter().filter(|(name, _)| *name == field || required(name) || ["sources", "period"].contains(&name.as_str()));
    kept.map(|(name, field)| (name.clone(), field.clone())).collect()
}

/// A value without one of its fields.
fn without(value: &Value, at: &str) -> Value {
    let mut value = value.clone();
    let (group, name) = at.rsplit_once('/').unwrap();
    value.pointer_mut(group).unwrap().as_object_mut().unwrap().shift_remove(name).unwrap();
    value
}

/// A value with another value in one of its fields.
fn with(value: &Value, at: &str, other: &Value) -> Value {
    let mut value = value.clone();
    *value.pointer_mut(at).unwrap() = other.clone();
    value
}

#[test]
fn the_samples_are_good_and_have_every_field() {
    for Sample { what, value, schema, reads } in samples() {
        assert!(takes(&schema, &schema, &value) && reads(&value), "{what}: {value}");
    }
    for kind in Kind::ALL {
        let schema = schema(kind, Part::Original);
        let fields: BTreeSet<String> = SAMPLES.iter().filter(|(of, _)| *of == kind).flat_map(|(_, front)| places_of(&json_of(front))).collect();
        let names: BTreeSet<&str> = fields.iter().filter_map(|at| at.rsplit('/').next()).collect();
        let groups = schema["$defs"].as_object().unwrap().values().chain([&schema]);
        for field in groups.filter_map(|group| group["properties"].as_object()).flat_map(serde_json::Map::keys) {
            assert!(names.contains(field.as_str()), "{kind:?}: no sample has {field}");
        }
    }
}

#[test]
fn a_field_that_is_required_is_missed_by_both_and_no_other() {
    // What a figure of its own counts in is needed where it has a value, which only the program says; and it takes a form of
    // a unit that is null for a text. So is the source of a quote, where there are several.
    // Nor does a schema count the languages of a name that are left when one of them is empty.
    let names = [("briefing", "/figures/3/label/en"), ("site", "/title/en"), ("site", "/menu/0/name/en")];
    let known = [
        ("briefing", "/figures/1/unit"),
        ("briefing", "/figures/3/unit"),
        ("briefing", "/figures/0/source"),
        ("units", "/tower/forms/en/one"),
        ("units", "/tower/forms/en/other"),
    ];
    let (mut wrong, mut missed) = (Vec::new(), 0);
    for Sample { what, value, schema, reads } in samples() {
        for at in places_of(&value) {
            for (how, changed) in [("is absent", without(&value, &at)), ("is null", with(&value, &at, &Value::Null))] {
                let (program, schema) = (reads(&changed), takes(&schema, &schema, &changed));
                missed += usize::from(!program);
                if program != schema && !known.contains(&(what.as_str(), at.as_str())) && !names.contains(&(what.as_str(), at.as_str())) {
                    wrong.push(format!("{what} in which {at} {how}: program {program}, schema {schema}"));
                }
            }
        }
    }
    assert!(wrong.is_empty() && missed > 50, "{missed}\n{}", wrong.join("\n"));
}

#[test]
fn what_the_program_takes_the_schema_takes_and_each_field_has_values_that_both_refuse() {
    let others = [
        json!(true),
        json!(1.5),
        json!(-1),
        json!(2024),
        json!(3),
        json!(""),
        json!(" "),
        json!("x"),
        json!("Not a word!"),
        json!(" x-y "),
        json!("2024-02-30"),
        json!("2024-10-23"),
        json!(" 2024-10-23 "),
        json!("2024-10-23 10:05:05 -0400"),
        json!("2024-10-23t9:05Z"),
        json!("2024-10-23T14:00[Asia/Shanghai]"),
        json!("2024-10-23[UTC]"),
        json!("2024-q3"),
        json!("2024-01 / 2024-03"),
        json!("2024-13"),
        json!("0999"),
        json!("4.10"),
        json!("-.5"),
        json!("1e3"),
        json!("/a/"),
        json!("/"),
        json!("a/b"),
        json!("HTTPS://a.example/"),
        json!("javascript:alert(1)"),
        json!("tel:112"),
        json!("频谱"),
        json!("strasse-ß"),
        json!("en"),
        json!("zh_hans"),
        json!("24"),
        json!("law"),
        json!("stock"),
        json!([]),
        json!([""]),
        json!(["x"]),
        json!([[1]]),
        json!({}),
        json!({ "en": "x" }),
        json!({ "other": "x" }),
        json!({ "english": "x" }),
        json!({ "unknown": 1 }),
    ];
    let mut wrong = Vec::new();
    for Sample { what, value, schema, reads } in samples() {
        for at in places_of(&value) {
            let (mut refused, part) = (0, part(&value, &schema, &at));
            for other in &others {
                let changed = with(&part, &at, other);
                match (reads(&changed), takes(&schema, &schema, &changed)) {
                    (true, false) => wrong.push(format!("{what}: {at}: {other} is good, but not by the schema")),
                    (false, false) => refused += 1,
                    _ => {}
                }
            }
            if refused < 5 {
                wrong.push(format!("{what}: {at}: only {refused} values are refused by both"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_field_of_another_name_is_refused_by_both() {
    for Sample { what, value, schema, reads } in samples() {
        // Any name may be that of a unit, and many are those of languages.
        let groups: BTreeSet<String> = places_of(&value).iter().map(|at| at.rsplit_once('/').unwrap().0.to_owned()).collect();
        for group in groups.iter().filter(|group| what != "units" || *group == "/tower") {
            let mut changed = value.clone();
            changed.pointer_mut(group).unwrap()["titel"] = json!("x");
            assert!(!takes(&schema, &schema, &changed) && !reads(&changed), "{what}: {group}: {changed}");
        }
    }
}

#[test]
fn a_translation_may_give_what_its_schema_has() {
    for kind in Kind::ALL {
        let schema = schema(kind, Part::Translation);
        let required = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
        let (_, front) = SAMPLES.iter().find(|(of, _)| *of == kind).unwrap();
        let full = json_of(front);
        let least: Value = full.as_object().unwrap().iter().filter(|(name, _)| required.contains(&json!(name))).map(|(n, v)| (n.clone(), v.clone())).collect();
        assert!(takes(&schema, &schema, &least) && reads(kind, Part::Translation, &least), "{kind:?}: {least}");
        for name in required {
            let less = without(&least, &format!("/{}", name.as_str().unwrap()));
            assert!(!takes(&schema, &schema, &less) && !reads(kind, Part::Translation, &less), "{kind:?}: {less}");
        }
        for (name, field) in full.as_object().unwrap() {
            let mut more = least.clone();
            more[name] = field.clone();
            let ignored = told(kind, Part::Translation, &more).iter().any(|diagnostic| diagnostic.code == Code::IgnoredInTranslation);
            assert_eq!(takes(&schema, &schema, &more), !ignored, "{kind:?}: {name} in a translation");
        }
    }
}

#[test]
fn every_source_of_the_sample_digest_follows_its_schema() {
    let (mut open, mut counted) = (vec![Path::new("content").to_owned()], 0);
    while let Some(at) = open.pop() {
        for path in fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let (text, shown) = (fs::read(&path).unwrap(), path.display().to_string());
            let Some(Folder::Documents(kind)) = shown.split('/').nth(1).and_then(folder).filter(|_| shown.ends_with(".md")) else { continue };
            let text = String::from_utf8(text).unwrap();
            let part = if shown.ends_with(".zh-hans.md") { Part::Translation } else { Part::Original };
            let front = json_of(&text[yaml::split(&text).unwrap().yaml]);
            let schema = schema(kind, part);
            assert!(takes(&schema, &schema, &front), "{shown}: {front:#}");
            counted += 1;
        }
    }
    assert!(counted > 60, "{counted}");
    for (file, schema) in [("content/site.yaml", site_schema()), ("content/units.yaml", units_schema())] {
        assert!(takes(&schema, &schema, &json_of(&fs::read_to_string(file).unwrap())), "{file}");
    }
}

#[test]
fn each_field_is_described() {
    for Sample { what, schema, .. } in samples() {
        let groups = schema["$defs"].as_object().unwrap().iter().map(|(name, group)| (name.as_str(), group)).chain([("", &schema)]);
        for (name, group) in groups {
            assert!(group["description"].is_string() || what == "units" && name.is_empty(), "{what}: {name} says nothing of itself");
            for (field, own) in group["properties"].as_object().into_iter().flatten() {
                assert!(own["description"].is_string(), "{what}: {name}: {field} says nothing of itself");
            }
        }
    }
}

#[test]
fn the_command_prints_a_schema_of_each_kind() {
    let folder = TempDir::new().unwrap();
    for word in Kind::ALL.map(Kind::word).into_iter().chain(["site", "units"]) {
        let printed: Value = serde_json::from_str(&stdout(bulletin(&folder).args(["schema", word]), 0)).unwrap();
        assert_eq!(printed["$schema"], "https://json-schema.org/draft/2020-12/schema", "{word}");
        assert_eq!(printed["additionalProperties"] == false, word != "units", "{word}");
    }
    let printed: Value = serde_json::from_str(&stdout(bulletin(&folder).args(["schema", "briefing", "--translation"]), 0)).unwrap();
    assert_eq!(printed["required"], json!(["title"]));
    assert!(stderr(bulletin(&folder).args(["schema", "site", "--translation"]), 2).contains("site.yaml has no translations"));
    assert!(stderr(bulletin(&folder).args(["schema", "person"]), 2).contains("possible values: briefing, topic"));
}
