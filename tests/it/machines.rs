//! What pages say to programs: JSON-LD in the words of schema.org, and the terms under which all is published.

use std::collections::{BTreeMap, BTreeSet};

use bulletin::values::Issued;
use serde_json::Value;

use crate::project::{Build, Page, Project, SITE};

/// A digest with something on every kind of page, in two languages and below a path, and hostile where it can be.
fn digest() -> Project {
    let front = "title: 'All </script><!--<script> of & it'
kind: press-conference
agencies: [ministry]
jurisdictions: [de]
event: {name: The presser, place: Berlin}
people: [{name: A. Person, role: Spokesperson, agency: ministry}, {name: 'B. <!--<script>'}]
sources: [{id: s, title: '</script>', publisher: Press, issued: 2024-10, url: 'https://example.org/'}, {title: Other, publisher: ministry}]
figures: [{id: f, indicator: stations, value: 4.1, as_of: 2024-09-30, source: s}]
commitments: [{id: c, text: Build more, due: 2026-12-31, source: s}]
dates:
  - {id: d, kind: applies, date: 2026-03-01, instrument: act, title: It applies, certainty: moved, previous: [2026-02-01], note: At noon}
  - {id: h, kind: hearing, date: 2026-03-02, end: 2026-03-03, instrument: act, certainty: provisional}
  - {id: e, kind: effective, date: 2024-12-01, instrument: act}
instruments: [{instrument: act, status: adopted, date: 2024-10-20, relation: advances}, {instrument: act, status: in-force, date: 2024-12-01}, {instrument: plan}]
updates:
  - {date: 2024-11-01, kind: correction, note: 'A *number* was wrong </script>.'}
  - {date: 2024-11-02, note: More is known.}
  - {date: 2024-11-03, kind: correction, note: Another one.}
";
    let mut project = Project::new()
        .site(&format!("{SITE}languages: [en, zh-Hans]\n"))
        .setting("publisher: {name: {en: An institute, zh-Hans: 研究所}, url: 'https://institute.example/', logo: 'https://institute.example/logo.png'}")
        .setting("license: https://creativecommons.org/licenses/by/4.0/")
        .base_url("https://digest.example/below")
        .topic("telecoms", "name: {en: Telecoms, zh-Hans: 电信}")
        .file("content/agencies/state.md", "---\nname: {en: The state, zh-Hans: 国}\n---\n")
        .file(
            "content/agencies/ministry.md",
            "---\nname: {en: The ministry, zh-Hans: 部}\nshort: MIN\nparent: state\njurisdiction: de\nurl: https://ministry.example/\nvalid_from: 1990-01-01\n---\nIt </script> acts.\n",
        )
        .file(
            "content/indicators/stations.md",
            "---\nname: {en: Stations, zh-Hans: 基站}\nunit: station\nscale: million\nmeasure: stock\ntopics: [telecoms]\nagency: ministry\njurisdiction: de\n---\nAll that stand.\n",
        )
        .file("content/instruments/old-act.md", "---\nname: {en: The old act, zh-Hans: 旧法}\ntype: directive\n---\n")
        .file("content/instruments/plan.md", "---\nname: {en: The plan, zh-Hans: 计划}\ntype: plan\nidentifier: Plan 7\n---\n")
        .file(
            "content/instruments/act.md",
            "---\nname: {en: The act, zh-Hans: 法}\ntype: regulation\nidentifier: Act 1\njurisdiction: de\nagencies: [ministry]\nurl: https://law.example/act\nrelates: [{instrument: old-act, as: repeals}, {instrument: old-act, as: implements}, {instrument: plan, as: amends}]\n---\n",
        )
        .file("content/terms/mast.md", "---\nname: Mast\nshort: M\n---\nA pole.\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nWho we are, under a [[term:mast]].\n")
        .file("content/editions/2024-10.md", "---\ntitle: October\ndate: 2024-10-31\nperiod: 2024-10\n---\nA note.\n")
        .briefing("2024-10-23-a", front, "It was said [@s].")
        .briefing("2024-10-23-a.zh-hans", "title: 甲", "说了[@s]。")
        .briefing("2024-10-24-b", "kind: analysis\nauthors: [C. Author]\ninstruments: [{instrument: old-act, status: repealed}]", "It </script> was said.")
        .briefing("2024-10-25-gone", "withdrawn: {date: 2024-10-26, reason: Wrong.}", "It was said.")
        .at("2025-01-01T00:00:00Z");
    for n in 1..=45 {
        project = project.briefing(&format!("2024-11-{:02}-n{n}", n % 28 + 1), "agencies: [ministry]", "It was said.");
    }
    project
}

/// The page at an address of the digest.
fn page(build: &Build, permalink: &str) -> Option<Page> {
    let path = permalink.strip_prefix("https://digest.example/below/")?;
    let path = path.split('#').next().unwrap();
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    build.tree.contains_key(&file).then(|| build.page(&file))
}

/// The nodes of a page's graph.
fn graph(page: &Page) -> Vec<Value> {
    let scripts = page.texts("script[type='application/ld+json']");
    assert_eq!(page.texts("script:not([src])").len(), 1, "nothing closes the element, and nothing else is one");
    let graph: Value = serde_json::from_str(&scripts[0]).unwrap();
    assert_eq!(graph["@context"], "https://schema.org");
    graph["@graph"].as_array().unwrap().clone()
}

/// The node of a page that is about what the page is about: that with its address.
fn main_node(build: &Build, path: &str) -> Value {
    let page = build.page(path);
    let own = page.attributes("link[rel=canonical]", "href");
    graph(&page).into_iter().find(|node| node["@id"] == own[0].as_str()).unwrap_or_else(|| panic!("{path} is about nothing"))
}

/// All pages with a graph, which are all that search engines may take up and a few more.
fn graphs(build: &Build) -> Vec<(String, Vec<Value>)> {
    let pages = build.tree.keys().filter(|path| path.ends_with("index.html")).map(|path| (path.clone(), build.page(path)));
    pages.filter(|(_, page)| page.attributes("meta[http-equiv]", "content").is_empty()).map(|(path, page)| (path, graph(&page))).collect()
}

/// Calls `see` for a node and all within it.
fn walk<'v>(node: &'v Value, see: &mut dyn FnMut(&'v serde_json::Map<String, Value>)) {
    match node {
        Value::Object(members) => {
            see(members);
            members.values().for_each(|value| walk(value, see));
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, see)),
        _ => {}
    }
}

/// What schema.org says.
struct Vocabulary {
    /// The types right above each.
    above: BTreeMap<String, Vec<String>>,
    /// Of each property, the types that have it, each with those of its values.
    properties: BTreeMap<String, Vec<(String, Vec<String>)>>,
}

impl Vocabulary {
    fn read() -> Self {
        let text = std::fs::read_to_string("tests/web/schemas/schema-org.tsv").unwrap();
        let mut vocabulary = Self { above: BTreeMap::new(), properties: BTreeMap::new() };
        let list = |field: Option<&str>| field.unwrap_or_default().split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            match (fields.next().unwrap(), fields.next().unwrap()) {
                ("type", name) => drop(vocabulary.above.insert(name.to_owned(), list(fields.next()))),
                ("property", name) => {
                    let domain = fields.next().unwrap().to_owned();
                    vocabulary.properties.entry(name.to_owned()).or_default().push((domain, list(fields.next())));
                }
                (other, _) => panic!("{other}"),
            }
        }
        vocabulary
    }

    fn is_a(&self, name: &str, other: &str) -> bool {
        name == other || self.above.get(name).is_some_and(|above| above.iter().any(|above| self.is_a(above, other)))
    }

    /// What is wrong with a value of a property of a type.
    fn wrong(&self, of: &str, property: &str, value: &Value) -> Option<String> {
        let domains = self.properties.get(property).map_or(&[][..], Vec::as_slice);
        let Some((_, range)) = domains.iter().find(|(domain, _)| self.is_a(of, domain)) else { return Some(format!("{of} has no {property}")) };
        let takes = |names: &[&str]| range.iter().any(|name| names.contains(&name.as_str()));
        let is_right = match value {
            Value::Array(items) => return items.iter().find_map(|item| self.wrong(of, property, item)),
            Value::Bool(_) => takes(&["Boolean"]),
            Value::Number(_) => takes(&["Integer"]),
            Value::String(text) if takes(&["Text"]) => !text.is_empty(),
            Value::String(text) if takes(&["Date"]) => Issued::parse(text).is_ok(),
            Value::String(text) if takes(&["URL"]) => text.starts_with("https://"),
            Value::String(text) if takes(&["EventStatusType", "LegalForceStatus"]) => text.starts_with("https://schema.org/"),
            Value::Object(node) => match node.get("@type") {
                Some(name) => range.iter().any(|other| self.is_a(name.as_str().unwrap(), other)),
                None => node.keys().eq(["@id"]),
            },
            _ => false,
        };
        (!is_right).then(|| format!("{property} of {of} is no {}: {value}", range.join(" or ")))
    }
}

#[test]
fn every_graph_is_in_the_words_of_schema_org() {
    let (build, vocabulary) = (digest().build(), Vocabulary::read());
    let mut wrong = BTreeSet::new();
    let (mut types, mut properties) = (BTreeSet::new(), BTreeSet::new());
    let graphs = graphs(&build);
    for (path, nodes) in &graphs {
        for node in nodes {
            walk(node, &mut |members| {
                let Some(name) = members.get("@type").and_then(Value::as_str) else { return };
                types.insert(name);
                if !vocabulary.above.contains_key(name) {
                    wrong.insert(format!("{path}: there is no type {name}"));
                }
                for (property, value) in members.iter().filter(|(property, _)| !property.starts_with('@')) {
                    properties.insert(property.as_str());
                    wrong.extend(vocabulary.wrong(name, property, value).map(|why| format!("{path}: {why}")));
                }
            });
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(graphs.len() > 45 && types.len() > 18 && properties.len() > 50, "{} {types:?} {properties:?}", graphs.len());
}

/// An id is that of a node of the same page, or of a place on a page of the digest.
#[test]
fn every_id_leads_somewhere() {
    let build = digest().build();
    for (path, nodes) in graphs(&build) {
        let mut ids = BTreeSet::new();
        let mut described = BTreeSet::new();
        for node in &nodes {
            walk(node, &mut |members| {
                if let Some(id) = members.get("@id").and_then(Value::as_str) {
                    ids.insert(id);
                    if members.contains_key("@type") {
                        described.insert(id);
                    }
                }
            });
        }
        for id in ids {
            let there = page(&build, id).filter(|page| id.split_once('#').is_none_or(|(_, anchor)| !page.texts(&format!("[id='{anchor}']")).is_empty()));
            let is_publisher = id == "https://digest.example/below/#_publisher";
            assert!(there.is_some() || is_publisher && described.contains(id), "{path}: {id}");
        }
    }
    // What stands for the publisher is described at the home page.
    assert!(build.page("index.html").text.contains("\"@id\":\"https://digest.example/below/#_publisher\""));
}

#[test]
fn a_briefing_is_an_article_with_its_sources_and_corrections() {
    let build = digest().build();
    let article = main_node(&build, "briefings/2024/a/index.html");
    let permalink = "https://digest.example/below/briefings/2024/a/";
    let pick = |names: &[&str]| names.iter().map(|name| article[*name].clone()).collect::<Vec<_>>();
    assert_eq!(
        pick(&["@type", "headline", "datePublished", "dateModified", "inLanguage", "license"]),
        ["NewsArticle", "All </script><!–<script> of & it", "2024-10-23", "2024-11-03", "en", "https://creativecommons.org/licenses/by/4.0/"]
    );
    assert_eq!(article["publisher"]["name"], "An institute");
    assert_eq!(article["publisher"]["url"], "https://institute.example/");
    assert_eq!(article["publisher"]["logo"], "https://institute.example/logo.png");
    assert_eq!(article["author"]["@id"], article["publisher"]["@id"]);
    assert_eq!(article["workTranslation"]["@id"], "https://digest.example/below/zh-hans/briefings/2024/a/");
    assert_eq!(article["spatialCoverage"]["name"], "Germany");
    let names = |value: &Value| value.as_array().unwrap().iter().map(|node| format!("{} {}", node["@type"], node["name"]).replace('"', "")).collect::<Vec<_>>();
    assert_eq!(names(&article["about"]), ["DefinedTerm Telecoms", "Event The presser"]);
    assert_eq!(
        names(&article["mentions"]),
        [
            "GovernmentOrganization The ministry",
            "Person A. Person",
            "Person B. <!--<script>",
            "Legislation The act",
            "CreativeWork The plan",
            "Dataset Stations"
        ]
    );
    assert_eq!(names(&article["citation"]), ["CreativeWork </script>", "CreativeWork Other"]);
    assert_eq!(article["citation"][0]["datePublished"], "2024-10");
    assert_eq!(article["citation"][1]["publisher"]["@type"], "GovernmentOrganization");
    assert_eq!(article["isBasedOn"][1]["@id"], format!("{permalink}#source-2"));
    let correction = |i: usize| [&article["correction"][i]["datePublished"], &article["correction"][i]["text"]].map(|value| value.as_str().unwrap().to_owned());
    assert_eq!([correction(0), correction(1)].concat(), ["2024-11-03", "Another one.", "2024-11-01", "A number was wrong."]);
    assert_eq!(article["correction"].as_array().unwrap().len(), 2, "other updates are none");

    let translation = main_node(&build, "zh-hans/briefings/2024/a/index.html");
    assert_eq!(translation["translationOfWork"]["@id"], permalink);
    assert_eq!(translation["publisher"]["name"], "研究所");
    assert_eq!(translation["correction"][0]["inLanguage"], "en");

    let report = main_node(&build, "briefings/2024/b/index.html");
    assert_eq!((&report["@type"], &report["author"]["name"]), (&"Report".into(), &"C. Author".into()));
    assert_eq!(main_node(&build, "briefings/2024/gone/index.html")["creativeWorkStatus"], "withdrawn");
}

#[test]
fn laws_data_and_agencies_say_what_is_known_of_them() {
    let build = digest().build();
    let act = main_node(&build, "instruments/act/index.html");
    let pick = |node: &Value, names: &[&str]| names.iter().map(|name| node[*name].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>();
    let fields = ["@type", "legislationIdentifier", "legislationType", "legislationDate", "temporalCoverage", "legislationDateOfApplicability", "sameAs"];
    assert_eq!(pick(&act, &fields), ["Legislation", "Act 1", "regulation", "2024-10-20", "2024-12-01/..", "2026-03-01", "https://law.example/act"]);
    assert_eq!(act["legislationLegalForce"], "https://schema.org/InForce");
    assert_eq!(act["legislationRepeals"]["name"], "The old act");
    assert_eq!(act["legislationTransposes"]["name"], "The old act");
    assert_eq!(act["legislationChanges"], Value::Null, "a plan is no legislation");
    assert_eq!(main_node(&build, "instruments/old-act/index.html")["legislationLegalForce"], "https://schema.org/NotInForce");
    assert_eq!(pick(&main_node(&build, "instruments/plan/index.html"), &["@type", "identifier"]), ["CreativeWork", "Plan 7"]);

    let data = main_node(&build, "indicators/stations/index.html");
    assert_eq!(pick(&data, &["@type", "name", "description", "temporalCoverage"]), ["Dataset", "Stations", "All that stand.", "2024-09-30"]);
    assert_eq!(data["variableMeasured"]["unitText"], "million stations");
    assert_eq!(data["creator"]["name"], "The ministry");
    for file in data["distribution"].as_array().unwrap() {
        let path = file["contentUrl"].as_str().unwrap().strip_prefix("https://digest.example/below/").unwrap();
        assert!(build.tree.contains_key(path), "{path}");
    }

    let agency = main_node(&build, "agencies/ministry/index.html");
    assert_eq!(
        pick(&agency, &["@type", "alternateName", "sameAs", "foundingDate"]),
        ["GovernmentOrganization", "MIN", "https://ministry.example/", "1990-01-01"]
    );
    assert_eq!(agency["parentOrganization"]["name"], "The state");
    assert_eq!(agency["areaServed"]["name"], "Germany");
    assert_eq!(main_node(&build, "agencies/ministry/page/1/index.html")["@type"], "CollectionPage");
    assert_eq!(main_node(&build, "glossary/index.html")["hasDefinedTerm"]["description"], "A pole.");
    assert_eq!(main_node(&build, "index.html")["@type"], "WebSite");
}

#[test]
fn dated_events_that_take_place_are_events() {
    let build = digest().build();
    for path in ["briefings/2024/a/index.html", "calendar/index.html"] {
        let nodes = graph(&build.page(path));
        let events: Vec<&Value> = nodes.iter().filter(|node| node["@type"] == "Event").collect();
        assert_eq!(events.len(), 2, "{path}: that a law is in force is said of the law");
        assert_eq!(events[0]["startDate"], "2026-03-01");
        assert_eq!(events[0]["previousStartDate"], "2026-02-01");
        assert_eq!(events[0]["eventStatus"], "https://schema.org/EventRescheduled");
        assert_eq!(events[0]["subjectOf"]["@id"], "https://digest.example/below/briefings/2024/a/");
        assert_eq!((&events[1]["endDate"], &events[1]["description"]), (&"2026-03-03".into(), &"Provisional".into()));
        assert_eq!(events[1]["eventStatus"], Value::Null, "nothing is surer than it is");
    }
}

/// Where a page stands is said wherever readers see it.
#[test]
fn breadcrumbs_are_those_of_the_page() {
    let build = digest().build();
    for (path, nodes) in graphs(&build) {
        let shown = build.page(&path).texts(".breadcrumbs a");
        let list = nodes.iter().find(|node| node["@type"] == "BreadcrumbList");
        let said: Vec<&str> = list.iter().flat_map(|list| list["itemListElement"].as_array().unwrap()).map(|item| item["name"].as_str().unwrap()).collect();
        assert_eq!(said[..said.len().saturating_sub(1)], shown[..], "{path}");
    }
}

#[test]
fn publisher_and_licence_are_named_wherever_something_is_published() {
    let build = digest().build();
    let (license, institute) = ("https://creativecommons.org/licenses/by/4.0/", "https://institute.example/");
    let page = build.page("topics/telecoms/page/1/index.html");
    assert_eq!(page.texts(".imprint a"), ["Published by An institute", "Licence: CC BY 4.0"]);
    assert_eq!(page.attributes(".imprint a", "href"), [institute, license]);
    assert_eq!(build.page("zh-hans/index.html").texts(".imprint a"), ["出版者：研究所", "许可协议：CC BY 4.0"]);
    for feed in ["feed.xml", "indicators/stations/feed.xml", "editions/feed.xml", "corrections/feed.xml"] {
        build.page(feed).says("<name>An institute</name>").says(&format!("<uri>{institute}</uri>")).says(&format!("<rights>CC BY 4.0: {license}</rights>"));
        build.page(feed).says(&format!("<link href=\"{license}\" rel=\"license\"/>"));
    }
    let json = |path: &str| serde_json::from_str::<Value>(&build.page(path).text).unwrap();
    assert_eq!(json("feed.json")["authors"], serde_json::json!([{ "name": "An institute", "url": institute }]));
    for path in ["briefings.json", "briefings/2024/briefings.json", "briefings/2024/a/briefing.json", "indicators/stations/indicator.json"] {
        assert_eq!((&json(path)["license"], &json(path)["publisher"]["name"]), (&license.into(), &"An institute".into()), "{path}");
    }
    assert_eq!(json("indicators/stations/observations.csv-metadata.json")["dc:license"]["@id"], license);

    // What says nothing of a publisher publishes itself.
    let build = Project::new().briefing("2024-10-23-a", "", "It was said.").build();
    let page = build.page("briefings/2024/a/index.html");
    assert_eq!(page.texts(".imprint"), [""; 0]);
    let article = &graph(&page)[0];
    assert_eq!((&article["publisher"]["name"], &article["publisher"]["url"]), (&"Digest".into(), &"https://digest.example/".into()));
    assert_eq!(article["license"], Value::Null);
    build.page("feed.xml").says("<author><name>Digest</name></author>").never_says("rights");
}

#[test]
fn a_publisher_or_licence_that_is_none_is_refused_at_its_place() {
    for (setting, code) in [
        ("license: mailto:a@example.org", "B0113"),
        ("license: CC-BY-4.0", "B0113"),
        ("license: {name: CC-BY-4.0, url: 'tel:1'}", "B0113"),
        ("license: {name: CC-BY-4.0}", "B0107"),
        ("publisher: {url: 'https://example.org/'}", "B0107"),
        ("publisher: {name: A, logo: 'mailto:a@example.org'}", "B0113"),
        ("publisher: {name: A, ulr: 'https://example.org/'}", "B0104"),
    ] {
        let build = Project::new().briefing("2024-10-23-a", "", "It was said.").setting(setting).build();
        assert_eq!(build.codes(), [code], "{setting}: {}", build.words());
        assert_eq!(build.told()[0].main.line_column().map(|(line, _)| line), Some(SITE.lines().count() + 1), "{setting}");
    }
    let named = Project::new().briefing("2024-10-23-a", "", "It was said.").setting("license: {name: House terms, url: 'https://example.org/terms/'}").build();
    assert_eq!(named.page("index.html").texts(".imprint a"), ["Licence: House terms"]);
}

/// A graph names other things: it must change with them, and with nothing else.
#[test]
fn a_graph_that_is_kept_is_the_one_that_would_be_made() {
    let project = digest();
    project.build();
    let project = project
        .edit("content/agencies/ministry.md", "en: The ministry", "en: The department")
        .edit("content/instruments/act.md", "identifier: Act 1", "identifier: Act 2")
        .edit("content/briefings/2024/2024-10-23-a.md", "note: Another one.", "note: One more.")
        .briefing("2024-12-01-late", "figures: [{id: f, indicator: stations, value: 4.2, as_of: 2024-10-31}]", "It was said.");
    let build = project.build();
    let cold = project.cold();
    let differ: Vec<&String> = build.tree.iter().filter(|(path, bytes)| cold.tree.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert_eq!((differ, build.tree.len()), (Vec::new(), cold.tree.len()));
    build.page("briefings/2024/a/index.html").says("Act 2").says("\"name\":\"The department\"").says("\"text\":\"One more.\"");
    build.page("indicators/stations/index.html").says("2024-09-30/2024-10-31");
}

/// A briefing that names something of everything: as servers pack it, a tenth of this.
#[test]
fn a_graph_is_small() {
    let build = digest().build();
    let page = build.page("briefings/2024/a/index.html");
    let (before, rest) = page.text.split_once("<script type=\"application/ld+json\">").unwrap();
    let (graph, after) = rest.split_once("</script>").unwrap();
    assert!(graph.len() < 8_000, "{}", graph.len());
    assert!(before.contains("</title>") && after.contains("<body>"), "it stands in the head");
}
