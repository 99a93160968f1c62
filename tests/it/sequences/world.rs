//! A digest between two builds, with edits done to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use super::digest::{self, TOPICS};
use super::edits::Edit;
use crate::faults::{Faults, How};
use crate::project::{Build, Project, SITE, Tree, tree};
use bulletin::output::MANIFEST_FILE;

/// The files of a cache, as far as they are there.
type CacheFiles = [(&'static str, Option<Vec<u8>>); 2];

/// A digest with what was known of it before.
pub(super) struct World {
    pub(super) project: Project,
    settings: BTreeMap<&'static str, String>,
    drafts: bool,
    list_damaged: bool,
    /// What it was made from when it could last be built.
    good: Option<(BTreeMap<&'static str, String>, [Tree; 2])>,
    /// Its cache after each build.
    caches: Vec<CacheFiles>,
}

const CACHE: [&str; 2] = [".bulletin/cache", ".bulletin/still"];
const SOURCES: [&str; 2] = ["content", "themes"];

/// What a page lists.
const LISTS: [&str; 9] = [
    "of: briefings, topic: telecoms, group_by: year, feed: true",
    "of: briefings, agency: miit, sort: title, limit: 2, feed: true",
    "of: briefings, year: 2024, group_by: agency",
    "of: dates, ahead: 30d, group_by: month, feed: true",
    "of: dates, sort: -date",
    "of: commitments, open: true, group_by: agency",
    "of: indicators, stale: true, group_by: topic",
    "of: instruments, group_by: jurisdiction",
    "of: terms, sort: -title",
];

impl World {
    pub(super) fn new() -> Self {
        let settings = BTreeMap::from([("languages", "[en, zh-Hans]".to_owned())]);
        let world = Self { project: digest::digest(), settings, drafts: false, list_damaged: false, good: None, caches: Vec::new() };
        world.write_settings();
        world
    }

    fn write_settings(&self) {
        let written: Vec<String> = self.settings.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        let (title, rest) = SITE.split_once('\n').unwrap();
        let title = if self.settings.contains_key("title") { String::new() } else { format!("{title}\n") };
        self.put("content/site.yaml", format!("{title}{rest}{}", written.concat()));
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        put(self.project.root(), path, text);
    }

    fn is_there(&self, path: &str) -> bool {
        self.project.root().join(path).exists()
    }

    fn remove(&self, path: &str) {
        if self.is_there(path) {
            fs::remove_file(self.project.root().join(path)).unwrap();
        }
    }

    /// The name of the output that it is built into.
    pub(super) fn output(&self) -> &'static str {
        if self.drafts { "preview" } else { "output" }
    }

    pub(super) fn output_tree(&self) -> Tree {
        tree(&self.project.root().join(self.output()))
    }

    /// The list that lies in the output.
    pub(super) fn list(&self) -> Option<String> {
        fs::read_to_string(self.project.root().join(self.output()).join(MANIFEST_FILE)).ok()
    }

    /// Whether the list that lies in the output no longer says all that is ours.
    pub(super) fn is_list_damaged(&self) -> bool {
        self.list_damaged
    }

    /// Builds as the command line does, but for waiting for the disk.
    pub(super) fn build(&self) -> Build {
        self.project.build_by(Faults::none())
    }

    /// What stands for the log of the cache: it is another one, or a longer one, after each build that read it.
    pub(super) fn cache_stamp(&self) -> Option<(u64, i64)> {
        #[cfg(unix)]
        let stamp = |data: fs::Metadata| {
            use std::os::unix::fs::MetadataExt;
            (data.ino(), data.ctime_nsec())
        };
        #[cfg(not(unix))]
        let stamp = |data: fs::Metadata| (data.len(), data.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos() as i64);
        fs::metadata(self.project.root().join(CACHE[0])).ok().map(stamp)
    }

    /// Keeps in mind that it could be built.
    pub(super) fn note(&mut self) {
        self.good = Some((self.settings.clone(), SOURCES.map(|folder| tree(&self.project.root().join(folder)))));
        self.caches.push(CACHE.map(|path| (path, fs::read(self.project.root().join(path)).ok())));
    }

    /// Takes back whatever was done since it could last be built.
    pub(super) fn mend(&mut self) {
        let Some((settings, good)) = &self.good else { return };
        self.settings.clone_from(settings);
        for (folder, good) in SOURCES.iter().zip(good) {
            let folder = self.project.root().join(folder);
            let now = tree(&folder);
            for path in now.keys().filter(|path| !good.contains_key(*path)) {
                fs::remove_file(folder.join(path)).unwrap();
            }
            for (path, bytes) in good.iter().filter(|(path, bytes)| now.get(*path) != Some(bytes)) {
                let _ = fs::remove_dir_all(folder.join(path));
                put(&folder, path, bytes);
            }
        }
    }

    /// Takes the output away, as one who does not know what is in it.
    pub(super) fn clear(&mut self) {
        fs::remove_dir_all(self.project.root().join(self.output())).unwrap();
        self.list_damaged = false;
    }

    fn files(&self, folder: &str, ending: &str) -> Vec<String> {
        let all = tree(&self.project.root().join(folder));
        all.into_keys().filter(|path| path.ends_with(ending)).map(|path| format!("{folder}/{path}")).collect()
    }

    fn briefing(&self, n: u8) -> Option<String> {
        let all = self.files("content/briefings", ".md");
        all.get(usize::from(n) % all.len().max(1)).cloned()
    }

    fn change(&self, n: u8, change: impl FnOnce(&str) -> String) {
        if let Some(path) = self.briefing(n) {
            let text = self.project.text(&path);
            self.put(&path, change(&text));
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each thing that may be done")]
    pub(super) fn apply(mut self, edit: &Edit) -> Self {
        let root = self.project.root().to_owned();
        match edit {
            Edit::Add(a, b) => {
                let name = format!("202{}-{:02}-1{}-{}", 3 + a % 2, 1 + b % 11, a % 10, pick(*a, &["letter", "answer", "réforme", "报告"]));
                let (field, line) = digest::front(b.wrapping_mul(7));
                let line = line.filter(|_| field != "title:" && field != "date:").map_or(String::new(), |line| format!("{line}\n"));
                self.project = self.project.briefing(&name, &line, &digest::text(*b));
            }
            Edit::Translate(n) => {
                if let Some(path) = self.briefing(*n).filter(|path| !path.contains(".zh-hans")) {
                    self.put(&path.replace(".md", ".zh-hans.md"), format!("---\ntitle: 信{n}\n---\n第{n}封信。\n"));
                }
            }
            Edit::Text(n, m) => self.change(*n, |source| source.replace(body(source), &format!("{}\n", digest::text(*m)))),
            Edit::Front(n, m) => self.change(*n, |source| field(source, digest::front(*m))),
            Edit::Retag(n, m) => {
                let topics = pick(*m, &["[trade]", "[telecoms]", "[trade, fibre]", "[fibre]", "[energy]"]);
                self.change(*n, |source| field(source, ("topics:", Some(format!("topics: {topics}")))));
            }
            Edit::Rename(n, m) => {
                if let Some(path) = self.briefing(*n).filter(|path| !path.contains(".zh-hans")) {
                    let name = path.rsplit('/').next().unwrap();
                    // Into a folder of its own, and with letters that are decomposed, too.
                    let to = ["renamed-0.md", "renamed-1.md", "renamed-2.md", "renamed-1/index.md", "renomme\u{301}.md"][usize::from(m % 5)];
                    let to = root.join(format!("content/briefings/{}-{to}", &name[..10]));
                    fs::create_dir_all(to.parent().unwrap()).unwrap();
                    fs::rename(root.join(&path), to).unwrap();
                }
            }
            Edit::MoveFolder(n) => {
                let (from, to) = if n % 2 == 0 { ("2024", "moved/2024") } else { ("moved", "2024/a") };
                let (from, to) = (root.join("content/briefings").join(from), root.join("content/briefings").join(to));
                if from.exists() && !to.exists() {
                    fs::create_dir_all(to.parent().unwrap()).unwrap();
                    fs::rename(from, to).unwrap();
                }
            }
            Edit::Swap(n, m) => {
                if let (Some(one), Some(other)) = (self.briefing(*n), self.briefing(*m)) {
                    fs::rename(root.join(&one), root.join("content/passing")).unwrap();
                    let _ = fs::rename(root.join(&other), root.join(&one));
                    fs::rename(root.join("content/passing"), root.join(&other)).unwrap();
                }
            }
            Edit::Delete(n) => {
                if let Some(path) = self.briefing(*n) {
                    self.remove(&path);
                }
            }
            Edit::Topic(n, m) => {
                let id = pick(*n, &TOPICS);
                let path = format!("content/topics/{id}.md");
                match m % 6 {
                    0 => self.remove(&path),
                    1 => self.put(&path, format!("---\nname: {id} {m}\nformer_ids: [former-{id}]\nredirect_from: [/old/{id}.xml, /old/{id}.json]\n---\n")),
                    2 => self.put(&path, format!("---\nname: {id}\nparent: {}\n---\n", pick(*m, &["trade", "telecoms"]))),
                    3 => self.put(&path, format!("---\nname: {id}\n---\nAll of {m}, see [[briefing:2024/first]].\n")),
                    4 => self.put(&path, format!("---\nname: {id}\nfeatured_indicators: [emerging]\n---\n")),
                    _ => self.put(&path, format!("---\nname: {{en: {id} {m}, zh-Hans: 主题{m}}}\n---\n")),
                }
            }
            Edit::Agency(n) => self.put(
                "content/agencies/miit.md",
                format!("---\nname: Ministry {n}\nshort: {}\njurisdiction: {}\n---\nIt acts.\n", pick(*n, &["MIIT", "MII"]), pick(*n, &["cn", "eu", "us"])),
            ),
            Edit::Indicator(n, m) => {
                let path = format!("content/indicators/{}.md", pick(*n, &["stations", "revenue", "emerging"]));
                let (key, line) = match m % 8 {
                    0 => return self.removed(&path),
                    1 => ("name:", format!("name: Name {m}")),
                    2 => ("unit:", format!("unit: {}", pick(m / 8, &["subscriber", "CNY", "station", "gizmo"]))),
                    3 => ("chart:", format!("chart: {}", pick(m / 8, &["bar", "line"]))),
                    4 => ("part_of:", format!("part_of: {}", pick(m / 8, &["revenue", "stations"]))),
                    5 => ("topics:", format!("topics: [{}]", pick(m / 8, &TOPICS))),
                    6 => ("scale:", format!("scale: {}", pick(m / 8, &["thousand", "million", "billion"]))),
                    _ => ("agency:", "agency: miit".to_owned()),
                };
                if self.is_there(&path) {
                    let text = self.project.text(&path);
                    self.put(&path, field(&text, (key, Some(line))));
                } else {
                    self.put(&path, format!("---\nname: Again\nunit: station\nscale: million\nmeasure: stock\n---\nText {m}.\n"));
                }
            }
            Edit::Instrument(n) => match n % 5 {
                0 => self.remove("content/instruments/act.md"),
                1 => self.put("content/instruments/old.md", format!("---\nname: Old {n}\ntype: directive\n---\n")),
                2 => self.put("content/instruments/act.md", "---\nname: The Act\ntype: law\nrelates: [{instrument: old, as: replaces}]\n---\nIt orders.\n"),
                _ => self.put(
                    "content/instruments/act.md",
                    format!("---\nname: Act {n}\nshort: A{}\ntype: law\nagencies: [miit]\nformer_ids: [bill]\n---\nIt orders {n}.\n", n % 3),
                ),
            },
            Edit::Edition(n) => match n % 16 {
                13 => self.put(
                    "content/editions/2024-10.md",
                    "---\ntitle: Held\ndate: 2024-12-15\nperiod: 2024-10\npublish_at: 2024-12-15T00:00:00Z\n---\nOn [[term:redcap]].\n",
                ),
                14 => self.put("content/editions/2024-11.md", "---\ntitle: With\ndate: 2024-12-01\nbriefings: [2024/first]\npublish_with: report\n---\n"),
                15 => self.put("content/editions/2024-11.md", "---\ntitle: With\ndate: 2024-12-01\nbriefings: [2024/report]\npublish_with: 2024/report\n---\n"),
                12 => self.put("content/editions/2024-10.md", format!("---\ntitle: October\ndate: 2024-10-31\nperiod: 2024-10\n---\nTODO {n}: a note.\n")),
                0 => self.remove("content/editions/2024-10.md"),
                5 => self.put("content/editions/2024-01.md", format!("---\ntitle: January\ndate: 2024-01-2{}\nperiod: 2024-01\n---\n", n % 9)),
                6 => {
                    self.put(
                        "content/editions/2024-11.md",
                        format!("---\ntitle: Led {n}\ndate: 2024-11-25\nbriefings: [2024/act]\n---\nBy [[agency:miit]].\n"),
                    );
                }
                7 => self.put("content/editions/2024-11.md", "---\ntitle: Chosen\ndate: 2024-11-25\nbriefings: [2024/first, 2024/act]\ndraft: true\n---\n"),
                8 => self
                    .put("content/editions/2024-11.md", format!("---\ntitle: Later\ndate: 2024-12-0{}\nbriefings: [2024/first, 2024/plan]\n---\n", 1 + n % 9)),
                9 => {
                    let (from, to) = (root.join("content/editions/2024-01.md"), root.join(format!("content/editions/first-{}.md", n % 2)));
                    if from.exists() {
                        fs::rename(from, to).unwrap();
                    }
                }
                10 => self.put("content/editions/2024-01.zh-hans.md", format!("---\ntitle: 一月\npreheader: 第{n}\n---\n本期[[term:redcap]]。\n")),
                11 => self.put("content/editions/2024-06.md", "---\ntitle: June\ndate: 2024-06-30\nperiod: 2024-02/2024-06\n---\nBetween.\n"),
                1 => self.put("content/editions/2024-10.md", "---\ntitle: Chosen\ndate: 2024-10-31\nbriefings: [2024/first, 2024/plan]\nlead: 2024/act\n---\n"),
                2 => self.put("content/editions/2024-10.zh-hans.md", "---\ntitle: 十月\n---\n本期。\n"),
                3 => self.put("content/editions/2024.md", format!("---\ntitle: The year {n}\ndate: 2024-12-31\nperiod: 2024\npreheader: All.\n---\nA year.\n")),
                _ => self.put("content/editions/2024-10.md", format!("---\ntitle: October {n}\ndate: 2024-10-31\nperiod: 2024-10\n---\nA note {n}.\n")),
            },
            Edit::Term(n) if n % 5 == 3 => {
                let held = ["draft: true", "publish_at: 2024-12-20", "publish_at: 2025-01-01T00:00:00Z"][usize::from(n / 5 % 3)];
                let path = ["content/terms/redcap.md", "content/terms/arpu.md"][usize::from(n / 15 % 2)];
                self.put(path, format!("---\nname: Held {n}\n{held}\n---\nHeld back.\n"));
            }
            Edit::Term(n) if n % 5 == 2 => self.put("content/terms/arpu.md", "---\nname: Average revenue\n---\nUnused.\n"),
            Edit::Term(n) if n % 5 == 4 => {
                self.put("content/terms/arpu.md", format!("---\nname: Average revenue {n}\nshort: ARPU\n---\nNot [[term:redcap]].\n"));
            }
            Edit::Term(n) => self.put("content/terms/redcap.md", format!("---\nname: Reduced Capability\nshort: RedCap{}\n---\nDefinition {n}.\n", n % 3)),
            Edit::Page(n) if n % 5 == 3 => {
                let held = ["draft: true", "publish_at: 2024-12-20", "publish_at: 2025-01-01T00:00:00Z"][usize::from(n / 5 % 3)];
                self.put("content/pages/imprint.md", format!("---\ntitle: Held\nmenu: true\n{held}\n---\nOn [[term:arpu]].\n"));
            }
            Edit::Page(n) if n % 5 == 2 => {
                let query = LISTS[usize::from(n / 5) % LISTS.len()];
                self.put("content/pages/lists.md", format!("---\ntitle: Lists\nlist: {{{query}}}\n---\nOf all.\n"));
            }
            Edit::Page(n) if n % 5 == 4 => self.put("content/pages/imprint.md", format!("---\ntitle: Imprint\n---\nBy [[agency:miit]] {n}.\n")),
            Edit::Page(n) => self.put("content/pages/about.md", format!("---\ntitle: About {}\nmenu: {}\n---\nWe are {n}.\n", n % 3, n % 2 == 0)),
            Edit::Stored(n) => {
                let path = format!("content/briefings/2024/paper.{}", ["txt", "md"][usize::from(*n) % 2]);
                match n % 5 {
                    0 => self.remove(&path),
                    _ => self.put(&path, format!("It has 4.{} million stations{}.\n", n % 3, n % 7)),
                }
            }
            Edit::Record(n) => match n % 6 {
                4 => drop(std::fs::remove_dir_all(self.project.root().join("content/record"))),
                5 => {
                    self.settings
                        .insert("gone", "[{address: /briefings/2024/plan/, date: 2024-11-30}, {address: /topics/trade/, date: 2024-12-15}]".to_owned());
                    self.write_settings();
                }
                // What cannot be built is not recorded.
                _ => {
                    for (path, text) in self.project.recorded() {
                        self.put(&path, text);
                    }
                }
            },
            Edit::Static(n, m) => {
                let (path, other) = if n % 2 == 0 { ("data", "data/deep/file.txt") } else { ("robots2.txt", "x/y.txt") };
                let full = root.join("content/static").join(path);
                if full.exists() {
                    self.project = self.project.remove(&format!("content/static/{path}"));
                    if m % 3 > 0 {
                        self.put(&format!("content/static/{other}"), format!("{m}"));
                    }
                } else {
                    self.put(&format!("content/static/{path}"), format!("{m}"));
                }
            }
            Edit::Template(n, m) => {
                let name = pick(
                    *n,
                    &[
                        "404.html",
                        "partials/card.html",
                        "briefing.html",
                        "partials/neighbours.html",
                        "indicator.html",
                        "base.html",
                        "topic.html",
                        "partials/figures.html",
                    ],
                );
                let path = format!("content/templates/{name}");
                if m % 3 == 0 {
                    self.remove(&path);
                } else if name == "briefing.html" {
                    self.put(&path, format!("<!-- {m} --><h1>{{{{ page.title }}}}</h1>{{{{ page.content | safe }}}}"));
                } else if name.starts_with("partials/") {
                    self.put(&path, format!("<p>{}</p>", m % 3));
                } else if m % 3 == 1 {
                    let link =
                        pick(m / 3, &["/about/", "/topics/trade/", "/glossary/#redcap", "/briefings/2024/first/#part-1", "#nowhere", "/topics/telecoms/#no"]);
                    let extended = format!("{{% extends \"theme/{name}\" %}}{{% block content %}}{{{{ super() }}}}");
                    self.put(&path, format!("{extended}<a href=\"{link}\">x</a>{{% endblock %}}"));
                } else {
                    self.put(&path, format!("{{% extends \"theme/{name}\" %}}{{# {m} #}}"));
                }
            }
            Edit::Theme(n) => {
                self.put("themes/mine/theme.yaml", "name: mine\nversion: 1.0.0\napi: \"1\"\n");
                match n % 7 {
                    0 => self.put("themes/mine/static/style.css", format!("p {{ order: {n} }}")),
                    1 => self.put("themes/mine/templates/404.html", format!("<p>{n}</p>")),
                    2 => self.put("themes/mine/labels/en.yaml", format!("home: House {n}\n")),
                    3 => self.put("themes/mine/static/logo.svg", format!("<svg id=\"{n}\"/>")),
                    4 => self.put("themes/mine/labels/de.yaml", format!("home: Haus {n}\ntopics:\n")),
                    5 => {
                        self.put("themes/mine/templates/own.html", format!("{{%component\nown ( )%}}{n}{{% endcomponent %}}"));
                        self.put("themes/mine/templates/404.html", "{% for page in [1, 2] %}{{<own/>}}{% endfor %}");
                    }
                    _ => self.remove("themes/mine/templates/404.html"),
                }
            }
            Edit::Labels(n) => match n % 4 {
                0 => self.remove("content/labels/en.yaml"),
                1 => self.put("content/labels/zh-Hans.yaml", format!("home: 家{n}\n")),
                2 => self.put("content/labels/en.yaml", "no-such-label: Nothing\n"),
                _ => self.put("content/labels/en.yaml", format!("indicators: Numbers {n}\n")),
            },
            Edit::Units(n) => match n % 4 {
                0 => self.remove("content/units.yaml"),
                1 => self.put("content/units.yaml", "CNY: {kind: count}\n"),
                _ => self.put(
                    "content/units.yaml",
                    format!("gizmo:\n  kind: count\n  forms:\n    en: {{one: gizmo, other: gizmos{n}}}\n    zh-Hans: {{other: 个}}\n"),
                ),
            },
            Edit::Site(n) => {
                match digest::setting(*n) {
                    (key, Some(value)) => drop(self.settings.insert(key, value)),
                    (key, None) => drop(self.settings.remove(key)),
                }
                if self.settings.contains_key("theme") && !self.is_there("themes/mine/theme.yaml") {
                    self.put("themes/mine/theme.yaml", "name: mine\nversion: 1.0.0\napi: \"1\"\n");
                }
                self.write_settings();
            }
            Edit::Moment(n) => {
                const MOMENTS: [&str; 9] = [
                    "2024-12-01T12:00:00Z",
                    "2024-12-01T18:00:00Z",
                    "2024-12-15T23:59:59Z",
                    "2024-12-16T00:00:00Z",
                    "2024-12-20T00:00:00Z",
                    "2025-01-01T00:00:00Z",
                    "2025-06-01T00:00:00Z",
                    "2024-06-01T00:00:00Z",
                    "2024-05-31T22:00:00Z",
                ];
                self.project = self.project.at(pick(*n, &MOMENTS));
            }
            Edit::Drafts if self.list_damaged => {}
            Edit::Drafts => {
                self.drafts = !self.drafts;
                let output = self.output();
                self.project = self.project.drafts(self.drafts).output(output);
            }
            Edit::BaseUrl => self.project = self.project.base_url("https://other.example/digest"),
            Edit::Touch(n) => self.change(*n, str::to_owned),
            Edit::Backwards(n) => {
                self.change(*n, |source| format!("{source}\nBackwards {n}.\n"));
                if let Some(path) = self.briefing(*n) {
                    date(&root.join(path), UNIX_EPOCH + Duration::from_secs(1_000_000_000));
                }
            }
            Edit::SameStamp(n, m) => {
                if let Some(path) = self.briefing(*n).map(|path| root.join(path)) {
                    let time = fs::metadata(&path).unwrap().modified().unwrap();
                    // Letters for letters: the size stays.
                    let from = ["e", "a", "s"][usize::from(m % 3)];
                    self.change(*n, |source| {
                        let (head, body) = source.split_at(source.len() - body(source).len());
                        format!("{head}{}", if body.contains('[') { body.replace('.', "!") } else { body.replace(from, "o") })
                    });
                    date(&path, time);
                }
            }
            Edit::Tamper(n, m) => {
                let outputs = self.files(self.output(), "");
                let Some(path) = outputs.get(usize::from(*n) * 7 % outputs.len().max(1)) else { return self };
                let full = root.join(path);
                match m % 5 {
                    0 => fs::remove_file(full).unwrap(),
                    1 => self.put(path, format!("tampered {m}")),
                    2 => self.put(path, fs::read(&full).unwrap()),
                    3 => {
                        let other = &outputs[usize::from(*m) % outputs.len()];
                        fs::copy(root.join(other), full).unwrap();
                    }
                    _ => {
                        let time = fs::metadata(&full).unwrap().modified().unwrap();
                        let bytes: Vec<u8> = fs::read(&full).unwrap().iter().map(|b| b ^ 1).collect();
                        self.put(path, bytes);
                        date(&full, time);
                    }
                }
            }
            Edit::List(n) => {
                let path = format!("{}/{MANIFEST_FILE}", self.output());
                match (n % 4, self.list()) {
                    (_, None) => {}
                    (0, _) => {
                        self.remove(&path);
                        self.list_damaged = true;
                    }
                    (1, Some(list)) => {
                        self.put(&path, &list[..list.floor_char_boundary(usize::from(*n) * list.len() / 512)]);
                        self.list_damaged = true;
                    }
                    (2, _) => self.clear(),
                    // Another hash than the file has.
                    (_, Some(list)) => self.put(&path, list.replace("0 ", "1 ")),
                }
            }
            Edit::Cache(n, m) => {
                let path = pick(*n, &CACHE);
                let Ok(mut bytes) = fs::read(root.join(path)) else { return self };
                match m % 4 {
                    0 => self.remove(path),
                    1 => self.put(path, &bytes[..usize::from(*n) * bytes.len() / 256]),
                    2 => self.put(path, "something else"),
                    _ => {
                        let at = usize::from(*m) * bytes.len() / 256;
                        bytes[at] ^= 1;
                        self.put(path, bytes);
                    }
                }
            }
            Edit::OldCache(n, m) => {
                let Some(files) = self.caches.get(usize::from(*n) % self.caches.len().max(1)) else { return self };
                // All parts of an earlier build, or all but one beside that one of now.
                for (path, bytes) in files.iter().enumerate().filter(|(index, _)| usize::from(m % 3) != *index).map(|(_, file)| file) {
                    match bytes {
                        Some(bytes) => self.put(path, bytes),
                        None => self.remove(path),
                    }
                }
            }
            Edit::Interrupt(n) => drop(self.project.build_by(Faults::new(usize::from(*n), How::Killed))),
            Edit::Copy => self.project = self.project.copied(),
            Edit::Move => self.project = self.project.moved(),
            Edit::Break(n, m) => self.change(*n, |source| match m % 3 {
                0 => source.replacen("---", "--", 1),
                1 => source.replace("date: 2024", "date: 24"),
                _ => format!("{source}\n[gone](gone.md)\n"),
            }),
        }
        self
    }

    fn removed(self, path: &str) -> Self {
        self.remove(path);
        self
    }
}

/// Writes a file; its folders are made.
pub(super) fn put(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn pick<'a>(n: u8, all: &[&'a str]) -> &'a str {
    all[usize::from(n) % all.len()]
}

fn body(source: &str) -> &str {
    source.split_once("\n---\n").map_or("", |(_, body)| body)
}

/// Gives a field another line, adds it or takes it out.
fn field(source: &str, (field, new): (&str, Option<String>)) -> String {
    let old = source.lines().find(|line| line.starts_with(field));
    match (old, new) {
        (Some(old), Some(new)) => source.replacen(old, &new, 1),
        (Some(old), None) => source.replacen(&format!("{old}\n"), "", 1),
        (None, Some(new)) => source.replacen("\n---\n", &format!("\n{new}\n---\n"), 1),
        (None, None) => source.to_owned(),
    }
}

fn date(path: &Path, time: std::time::SystemTime) {
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}
