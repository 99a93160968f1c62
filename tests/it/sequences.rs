//! Whatever is done to a digest between two builds: the second comes to what a build from nothing comes to.
//!
//! `BULLETIN_CASES=1000 cargo test --test it sequences` looks longer.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use crate::project::{Build, Project, SITE, tree};

/// Something that is done to a digest. Numbers choose among what is there, and among a few values.
#[derive(Debug, Clone)]
enum Edit {
    Add(u8, u8),
    Translate(u8),
    Text(u8, u8),
    Front(u8, u8),
    Retag(u8, u8),
    Rename(u8, u8),
    Delete(u8),
    Topic(u8, u8),
    Agency(u8),
    Term(u8),
    Page(u8),
    Static(u8, u8),
    Template(u8, u8),
    Site(u8),
    Moment(u8),
    Touch(u8),
    Backwards(u8),
    SameStamp(u8, u8),
    Tamper(u8, u8),
    Cache(u8),
    Break(u8, u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    let n = any::<u8>;
    prop_oneof![
        4 => (n(), n()).prop_map(|(a, b)| Edit::Add(a, b)),
        1 => n().prop_map(Edit::Translate),
        3 => (n(), n()).prop_map(|(a, b)| Edit::Text(a, b)),
        4 => (n(), n()).prop_map(|(a, b)| Edit::Front(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Retag(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Rename(a, b)),
        2 => n().prop_map(Edit::Delete),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Topic(a, b)),
        1 => n().prop_map(Edit::Agency),
        1 => n().prop_map(Edit::Term),
        1 => n().prop_map(Edit::Page),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Static(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Template(a, b)),
        3 => n().prop_map(Edit::Site),
        1 => n().prop_map(Edit::Moment),
        1 => n().prop_map(Edit::Touch),
        1 => n().prop_map(Edit::Backwards),
        2 => (n(), n()).prop_map(|(a, b)| Edit::SameStamp(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Tamper(a, b)),
        2 => n().prop_map(Edit::Cache),
        1 => (n(), n()).prop_map(|(a, b)| Edit::Break(a, b)),
    ]
}

#[test]
fn a_warm_build_is_a_cold_build() {
    let wanted = std::env::var("BULLETIN_CASES").ok().and_then(|n| n.parse().ok());
    // Without a wish the same cases each time, so that a failure is that of the change at hand; else new ones.
    let rng_seed = wanted.map_or(RngSeed::Fixed(2024), |_| RngSeed::Random);
    let config = Config { cases: wanted.unwrap_or(40), rng_seed, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let steps = prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..7);
    let outcome = TestRunner::new(config).run(&steps, |steps| {
        let mut project = Project::new().hurry().topic("trade", "name: Trade").briefing("2024-03-01-first", "", "The first.");
        step(&project)?;
        for edits in steps {
            project = edits.iter().fold(project, apply);
            step(&project)?;
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// Builds once more and compares.
fn step(project: &Project) -> Result<(), TestCaseError> {
    let before = tree(&project.root().join("output"));
    let (warm, cold) = (project.build(), project.cold());
    prop_assert_eq!(warm.is_done(), cold.is_done(), "{} | {}", warm.words(), cold.words());
    prop_assert_eq!(warm.words(), cold.words());
    prop_assert_eq!(differing(&warm.tree, if cold.is_done() { &cold.tree } else { &before }), Vec::<String>::new());
    if cold.is_done() {
        idle(project)?;
    }
    Ok(())
}

/// Nothing is written where nothing was done.
fn idle(project: &Project) -> Result<(), TestCaseError> {
    let again: Build = project.build();
    prop_assert_eq!(again.done().written.len() + again.done().deleted.len(), 0);
    Ok(())
}

fn differing(one: &crate::project::Tree, other: &crate::project::Tree) -> Vec<String> {
    let mut paths: Vec<String> = one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).cloned().collect();
    paths.dedup();
    paths
}

#[expect(clippy::too_many_lines, reason = "one arm for each thing that may be done")]
fn apply(project: Project, edit: &Edit) -> Project {
    let pick = |n: u8, all: &[&'static str]| all[usize::from(n) % all.len()];
    let sources = files(&project, "content/briefings", "md");
    let one = |n: u8| sources.get(usize::from(n) % sources.len().max(1)).cloned();
    match edit {
        Edit::Add(a, b) => {
            let name = format!("202{}-{:02}-1{}-{}", 3 + a % 2, 1 + b % 12, a % 10, pick(*a, &["letter", "answer", "réforme", "报告"]));
            project.briefing(&name, "", &text(*b))
        }
        Edit::Translate(n) => match one(*n).filter(|p| !p.contains(".zh-hans")) {
            Some(path) => project.file(path.replace(".md", ".zh-hans.md"), format!("---\ntitle: 信{n}\n---\n第{n}封信。\n")),
            None => project,
        },
        Edit::Text(n, m) => with(project, one(*n), |source| source.replace(body(source), &format!("{}\n", text(*m)))),
        Edit::Front(n, m) => with(project, one(*n), |source| fields(source, front(*m))),
        Edit::Retag(n, m) => with(project, one(*n), |source| {
            source.replace(line(source, "topics:"), pick(*m, &["topics: [trade]", "topics: [telecoms]", "topics: [trade, telecoms]", "topics: [energy]"]))
        }),
        Edit::Rename(n, m) => match one(*n) {
            Some(path) if !path.contains(".zh-hans") => {
                let to = format!("content/briefings/{}-renamed-{}.md", &path["content/briefings/2024/".len()..][..10], m % 3);
                project.rename(&path, &to)
            }
            _ => project,
        },
        Edit::Delete(n) => match one(*n) {
            Some(path) => project.remove(&path),
            None => project,
        },
        Edit::Topic(n, m) => {
            let (id, path) = (pick(*n, &["telecoms", "trade", "energy"]), format!("content/topics/{}.md", pick(*n, &["telecoms", "trade", "energy"])));
            match m % 5 {
                0 if project.root().join(&path).exists() => project.remove(&path),
                1 => project.topic(id, &format!("name: {id} {m}\nformer_ids: [former-{id}]")),
                2 if id != "trade" => project.topic(id, &format!("name: {id}\nparent: trade")),
                3 => project.file(path, format!("---\nname: {id}\n---\nAll of {m}, see [[briefing:2024/first]].\n")),
                _ => project.topic(id, &format!("name: {{en: {id} {m}, zh-Hans: 主题{m}}}")),
            }
        }
        Edit::Agency(n) => project.file(
            "content/agencies/miit.md",
            format!("---\nname: Ministry {n}\nshort: {}\njurisdiction: {}\n---\nIt acts.\n", pick(*n, &["MIIT", "MII"]), pick(*n, &["cn", "eu", "us"])),
        ),
        Edit::Term(n) => project.file("content/terms/redcap.md", format!("---\nname: Reduced Capability\nshort: RedCap{}\n---\nDefinition {n}.\n", n % 3)),
        Edit::Page(n) => project.file("content/pages/about.md", format!("---\ntitle: About {}\nmenu: {}\n---\nWe are {n}.\n", n % 3, n % 2 == 0)),
        Edit::Static(n, m) => {
            let (path, other) = if n % 2 == 0 {
                ("content/static/data", "content/static/data/deep/file.txt")
            } else {
                ("content/static/robots2.txt", "content/static/x/y.txt")
            };
            if project.root().join(path).exists() {
                let project = project.remove(path);
                if m % 2 == 0 { project.file(other, format!("{m}")) } else { project }
            } else {
                project.file(path, format!("{m}"))
            }
        }
        Edit::Template(n, m) => {
            let name = pick(*n, &["404.html", "partials/card.html", "briefing.html", "partials/neighbours.html"]);
            let path = format!("content/templates/{name}");
            if m % 3 == 0 && project.root().join(&path).exists() {
                return project.remove(&path);
            }
            let text = match name {
                "404.html" => format!("{{% extends \"theme/404.html\" %}}{{# {m} #}}"),
                "briefing.html" => format!("<!-- {m} --><h1>{{{{ page.title }}}}</h1>{{{{ page.content | safe }}}}"),
                _ => format!("<p>{}</p>", m % 3),
            };
            project.file(path, text)
        }
        Edit::Site(n) => project.site(&format!("{SITE}{}\n", site(*n))),
        Edit::Moment(n) => project.at(pick(*n, &["2024-12-01T12:00:00Z", "2024-06-01T00:00:00Z", "2025-06-01T00:00:00Z", "2024-05-31T22:00:00Z"])),
        Edit::Touch(n) => match one(*n) {
            Some(path) => project.touch(&path),
            None => project,
        },
        Edit::Backwards(n) => {
            if let Some(path) = one(*n) {
                let project = with(project, Some(path.clone()), |source| format!("{source}\nBackwards {n}.\n"));
                date(&project.root().join(path), std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000));
                return project;
            }
            project
        }
        Edit::SameStamp(n, m) => {
            let Some(path) = one(*n) else { return project };
            let full = project.root().join(&path);
            let time = fs::metadata(&full).unwrap().modified().unwrap();
            // Digits for digits: the size stays.
            let source = project.text(&path);
            let (head, body) = source.split_at(source.len() - body(&source).len());
            let digit = char::from(b'0' + m % 10);
            let body: String = body.chars().map(|c| if c.is_ascii_digit() { digit } else { c }).collect();
            let project = project.file(&path, format!("{head}{body}"));
            date(&full, time);
            project
        }
        Edit::Tamper(n, m) => {
            let outputs = files(&project, "output", "");
            let Some(path) = outputs.get(usize::from(*n) % outputs.len().max(1)) else { return project };
            let full = project.root().join(path);
            match m % 4 {
                0 => project.remove(path),
                1 => project.file(path, format!("tampered {m}")),
                2 => project.touch(path),
                _ => {
                    let time = fs::metadata(&full).unwrap().modified().unwrap();
                    let bytes: Vec<u8> = fs::read(&full).unwrap().iter().map(|b| b ^ 1).collect();
                    let project = project.file(path, bytes);
                    date(&full, time);
                    project
                }
            }
        }
        Edit::Cache(n) => {
            let path = ".bulletin/cache";
            let Ok(mut bytes) = fs::read(project.root().join(path)) else { return project };
            match n % 4 {
                0 => project.remove(path),
                1 => project.file(path, &bytes[..usize::from(*n) * bytes.len() / 256]),
                2 => project.file(path, "something else"),
                _ => {
                    let at = usize::from(*n) * bytes.len() / 256;
                    bytes[at] ^= 1;
                    project.file(path, bytes)
                }
            }
        }
        Edit::Break(n, m) => with(project, one(*n), |source| match m % 3 {
            0 => source.replacen("---", "--", 1),
            1 => source.replace("date: 2024", "date: 24"),
            _ => format!("{source}\n[gone](gone.md)\n"),
        }),
    }
}

fn text(n: u8) -> String {
    match n % 9 {
        0 => format!("Plain text {n}."),
        1 => format!("Cited [@paper] and again [@paper] {n}.\n\n## Part {n}\n\nMore[^1].\n\n[^1]: A note."),
        2 => "See [[briefing:2024/first]] and [[topic:trade|trade]].".to_owned(),
        3 => format!("See [it](/topics/) and [[term:redcap]] {n}."),
        4 => "By [[agency:miit]] in [the archive](/briefings/).".to_owned(),
        5 => format!("| a | b |\n| - | - |\n| {n} | 2 |"),
        6 => format!("<b>raw</b> {n} <script>x</script>"),
        7 => "See [the first](../2024/2024-03-01-first.md).".to_owned(),
        _ => format!("First {n}.\n\n> [!NOTE]\n> Noted."),
    }
}

/// A field and its new line; without a line the field goes.
fn front(n: u8) -> (&'static str, Option<String>) {
    match n % 16 {
        0 => ("title:", Some(format!("title: Title {n}"))),
        1 => ("summary:", Some(format!("summary: Summary {n}."))),
        2 => ("summary:", None),
        3 => ("key_points:", Some(format!("key_points: [\"Point *{n}*\"]"))),
        4 => ("agencies:", Some("agencies: [miit]".to_owned())),
        5 => ("agencies:", None),
        6 => ("jurisdictions:", Some(format!("jurisdictions: [{}]", ["cn", "eu", "de"][usize::from(n / 16) % 3]))),
        7 => ("featured:", Some("featured: true".to_owned())),
        8 => ("featured:", None),
        9 => ("updates:", Some(format!("updates: [{{date: 2024-12-{:02}, kind: correction, note: Mended.}}]", 1 + n % 28))),
        10 => ("withdrawn:", Some("withdrawn: {date: 2024-11-01, reason: Wrong.}".to_owned())),
        11 => ("withdrawn:", None),
        12 => ("draft:", Some("draft: true".to_owned())),
        13 => ("draft:", None),
        14 => ("publish_at:", Some("publish_at: 2024-06-01T00:00:00+02:00".to_owned())),
        _ => ("redirect_from:", Some(format!("redirect_from: [/old/{}/]", n / 16))),
    }
}

fn site(n: u8) -> String {
    match n % 12 {
        0 => String::new(),
        1 => format!("description: A digest {n}."),
        2 => "languages: [en, zh-Hans]".to_owned(),
        3 => "theme_options: {accent: green}".to_owned(),
        4 => "outputs: {feeds: false}".to_owned(),
        5 => "outputs: {agencies: false, glossary: false}".to_owned(),
        6 => "raw_html: allow".to_owned(),
        7 => "menu: [{name: Topics, url: /topics/}]".to_owned(),
        8 => "time_zone: Asia/Shanghai".to_owned(),
        9 => "lints: {no-sources: deny}".to_owned(),
        10 => "theme_options: {show_summaries: false, footer_note: Note}".to_owned(),
        _ => "langauges: [en]".to_owned(),
    }
}

/// Files below a folder with an ending, by path.
fn files(project: &Project, folder: &str, ending: &str) -> Vec<String> {
    let all = tree(&project.root().join(folder));
    all.into_keys().filter(|path| path.ends_with(ending)).map(|path| format!("{folder}/{path}")).collect()
}

fn with(project: Project, path: Option<String>, change: impl Fn(&str) -> String) -> Project {
    match path {
        Some(path) => {
            let text = change(&project.text(&path));
            project.file(path, text)
        }
        None => project,
    }
}

fn body(source: &str) -> &str {
    source.split_once("\n---\n").map_or("", |(_, body)| body)
}

fn line<'s>(source: &'s str, start: &str) -> &'s str {
    source.lines().find(|line| line.starts_with(start)).unwrap_or("\u{0}")
}

/// Gives a field another line, adds it or takes it out.
fn fields(source: &str, (field, new): (&str, Option<String>)) -> String {
    let old = source.lines().find(|line| line.starts_with(field));
    match (old, new) {
        (Some(old), Some(new)) => source.replacen(old, &new, 1),
        (Some(old), None) => source.replacen(&format!("{old}\n"), "", 1),
        (None, Some(new)) => source.replacen("\n---\n", &format!("\n{new}\n---\n"), 1),
        (None, None) => source.to_owned(),
    }
}

fn date(path: &PathBuf, time: std::time::SystemTime) {
    fs::File::options().write(true).open(Path::new(path)).unwrap().set_modified(time).unwrap();
}
