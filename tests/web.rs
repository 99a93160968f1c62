//! The sample digest, built and then judged by tools that we did not write.
//!
//! The tests share one output; each runs a script of `tests/web`, which says what it found, one line each.
//! A tool that is not installed makes a test say so and pass, but for CI (`CI=true`), where it fails.
//! `.ci/run` installs them all; by hand it is:
//!
//! ```sh
//! apt-get install chromium default-jre-headless fonts-noto-cjk libxml2-utils nodejs npm
//! npm ci --prefix tests/web
//! cargo install hyperlink --locked
//! pip install --require-hashes -r tests/web/requirements.txt # or into an environment whose Python BULLETIN_PYTHON names
//! ```

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test reads the environment and the disk, and stops where it must")]

mod common;

use std::{
    env,
    ffi::OsString,
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tempfile::TempDir;

use common::copy_folder;

/// HTML, CSS and SVG as the standards want them.
#[test]
fn nu_html_checker_finds_nothing() {
    check("html.mjs", &[Tool::NODE, Tool::PACKAGES, Tool::JAVA]);
}

/// WCAG 2.2 AA as far as a program can tell, a strict content security policy, and no page that scrolls sideways.
#[test]
fn axe_finds_nothing_in_chromium() {
    check("browser.mjs", &[Tool::NODE, Tool::PACKAGES, Tool::CHROMIUM]);
}

/// The script of the search alone: its terms, and its answers beside a scan of all texts.
#[test]
fn the_script_of_the_search_finds_what_a_scan_finds() {
    check("search-client.mjs", &[Tool::NODE]);
}

/// Typing, filters, back and forward, without script, with what is gone: the search in Chromium.
#[test]
fn the_search_finds_in_chromium() {
    check("search.mjs", &[Tool::NODE, Tool::PACKAGES, Tool::CHROMIUM]);
}

/// Atom, JSON Feed and sitemaps.
#[test]
fn no_page_scrolls_sideways_at_any_width() {
    check("widths.mjs", &[Tool::NODE, Tool::PACKAGES, Tool::CHROMIUM]);
}

#[test]
fn long_words_and_many_topics_scroll_nowhere() {
    check_site("widths.mjs", &[Tool::NODE, Tool::PACKAGES, Tool::CHROMIUM], || Arc::new(Site::unwieldy()));
}

#[test]
fn feeds_and_sitemaps_are_valid() {
    check("feeds.mjs", &[Tool::NODE, Tool::PACKAGES, Tool::JAVA, Tool::XMLLINT]);
}

/// JSON by the schemas that the site publishes, CSV by the metadata beside it.
#[test]
fn data_follow_their_schemas() {
    check("data.mjs", &[Tool::NODE, Tool::PACKAGES]);
}

/// iCalendar, and that the same event is the same in every calendar.
#[test]
fn calendars_open_in_ical_js() {
    check("calendars.mjs", &[Tool::NODE, Tool::PACKAGES]);
}

/// iCalendar again: another reader stumbles over other things.
#[test]
fn calendars_open_in_icalendar_for_python() {
    check("calendars.py", &[Tool::ICALENDAR]);
}

/// Newsletters, by what mail programs can show and by rules of our own, and their messages.
#[test]
fn newsletters_are_fit_for_mail_programs() {
    check("newsletters.mjs", &[Tool::NODE, Tool::PACKAGES]);
}

/// CSL-JSON, BibTeX and RIS, and that the three say the same.
#[test]
fn citations_open_in_libraries_for_each_format() {
    check("citations.py", &[Tool::CITATIONS]);
}

/// Addresses and anchors, on pages and wherever else the site names one.
#[test]
fn every_internal_link_leads_somewhere() {
    check("links.mjs", &[Tool::NODE, Tool::HYPERLINK]);
}

/// The preview: reloads that keep the scroll, style sheets without one, mistakes over the page, drafts, twenty tabs.
#[test]
fn the_preview_follows_saves_in_chromium() {
    run("serve.mjs", &[Tool::NODE, Tool::PACKAGES, Tool::CHROMIUM], || env!("CARGO_BIN_EXE_bulletin").into());
}

/// Something that a check needs, and how to get it.
struct Tool {
    name: &'static str,
    found: fn() -> bool,
    install: &'static str,
}

impl Tool {
    const CHROMIUM: Self = Self {
        name: "chromium",
        found: || {
            env::var_os("CHROMIUM").is_some_and(|path| Path::new(&path).exists()) || ["chromium", "chromium-browser", "google-chrome"].into_iter().any(on_path)
        },
        install: "apt-get install chromium",
    };
    const CITATIONS: Self = Self {
        name: "bibtexparser, pybtex or rispy for Python",
        found: || imports("bibtexparser, pybtex, rispy"),
        install: "pip install --require-hashes -r tests/web/requirements.txt",
    };
    const HYPERLINK: Self = Self { name: "hyperlink", found: || on_path("hyperlink"), install: "cargo install hyperlink --locked" };
    const ICALENDAR: Self =
        Self { name: "icalendar for Python", found: || imports("icalendar"), install: "pip install --require-hashes -r tests/web/requirements.txt" };
    const JAVA: Self = Self { name: "java", found: || on_path("java"), install: "apt-get install default-jre-headless" };
    const NODE: Self = Self { name: "node", found: || on_path("node"), install: "apt-get install nodejs npm" };
    const PACKAGES: Self = Self { name: "tests/web/node_modules", found: || scripts().join("node_modules").is_dir(), install: "npm ci --prefix tests/web" };
    const XMLLINT: Self = Self { name: "xmllint", found: || on_path("xmllint"), install: "apt-get install libxml2-utils" };
}

/// Runs one script over the sample digest; its lines are the failure's message.
fn check(script: &str, tools: &[Tool]) {
    check_site(script, tools, Site::shared);
}

/// Runs one script over the site that `site` makes.
fn check_site(script: &str, tools: &[Tool], site: impl FnOnce() -> Arc<Site>) {
    let mut kept = None;
    run(script, tools, || kept.insert(site()).output());
}

/// Runs one script on what `subject` gives: a site, or the program.
fn run(script: &str, tools: &[Tool], subject: impl FnOnce() -> PathBuf) {
    let missing: Vec<String> = tools.iter().filter(|tool| !(tool.found)()).map(|tool| format!("{} is not installed ({})", tool.name, tool.install)).collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "{missing}");
        // Past the test harness, which swallows what `println!` says in a test that passes.
        let notice = format!("SKIPPED {script}: {missing}\n");
        io::stderr().write_all(notice.as_bytes()).unwrap();
        return;
    }
    let subject = subject();
    let program = if Path::new(script).extension().is_some_and(|extension| extension == "py") { python() } else { "node".into() };
    let output = Command::new(&program).arg(scripts().join(script)).arg(&subject).output().unwrap();
    assert!(
        output.status.success(),
        "{script} (again by hand: {} tests/web/{script} {})\n{}{}",
        program.display(),
        subject.display(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
}

/// A word that fits on no phone.
const WORD: &str = "Telekommunikationsmindestversorgungsverordnung";

/// The sample digest in a folder that goes when the last test that looks at it ends.
struct Site {
    root: TempDir,
}

impl Site {
    /// The site that another test of this process has built just now, or a new one.
    fn shared() -> Arc<Self> {
        static LATEST: Mutex<Weak<Site>> = Mutex::new(Weak::new());
        let mut latest = LATEST.lock().unwrap_or_else(PoisonError::into_inner);
        latest.upgrade().unwrap_or_else(|| {
            let site = Arc::new(Self::build());
            *latest = Arc::downgrade(&site);
            site
        })
    }

    /// Builds a copy of the sources, because a build keeps its cache beside them.
    fn build() -> Self {
        let root = tempfile::Builder::new().prefix("bulletin-web-").tempdir().unwrap();
        for folder in ["content", "themes"] {
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            if source.is_dir() {
                copy_folder(&source, &root.path().join(folder));
            }
        }
        Self::build_in(root)
    }

    /// A digest of words that fit on no phone, of more topics than anybody reads, and of a table that is wide.
    fn unwieldy() -> Self {
        let root = tempfile::Builder::new().prefix("bulletin-web-").tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.path().join("content").join(path);
            fs::create_dir_all(path.parent().expect("it has a folder")).unwrap();
            fs::write(path, text).unwrap();
        };
        write(
            "site.yaml",
            &format!("format: 1\ntitle: {WORD}sblatt\nbase_url: https://digest.example\nlanguages: [en]\nfeed_authority: digest.example,2024\n"),
        );
        let topics: Vec<String> = (1..=60).map(|n| format!("t{n}")).collect();
        for topic in &topics {
            write(&format!("topics/{topic}.md"), &format!("---\nname: Telekommunikationsmodernisierungsgesetz {topic}\n---\nAlles über {WORD}en.\n"));
        }
        write("agencies/amt.md", &format!("---\nname: Bundesamt für {WORD}\njurisdiction: de\n---\n"));
        write(
            "indicators/anteil.md",
            &format!("---\nname: Anteil der {WORD}sempfänger\nunit: station\nscale: million\nmeasure: stock\ntopics: [t1]\n---\n{WORD}.\n"),
        );
        write("instruments/gesetz.md", &format!("---\nname: {WORD}sdurchführungsgesetz\ntype: regulation\njurisdiction: de\nagencies: [amt]\n---\n"));
        write("terms/wort.md", &format!("---\nname: {WORD}\n---\nEin langes Wort.\n"));
        write("editions/2024-10.md", &format!("---\ntitle: {WORD} im Oktober\ndate: 2024-10-31\nperiod: 2024-10\n---\n## {WORD}\n\n{WORD}.\n"));
        let front = format!(
            "title: Die {WORD} und das Telekommunikationsmodernisierungsgesetz\ndate: 2024-10-23\ntopics: [{topics}]\nagencies: [amt]\njurisdictions: [de]\n\
             people: [{{name: Dr. Donaudampfschifffahrtsgesellschaftskapitän, role: {WORD}sbeauftragter}}]\n\
             sources: [{{id: s, title: {WORD}, publisher: {WORD}, url: 'https://example.org/{WORD}/{WORD}/{WORD}'}}]\n\
             figures: [{{id: f, indicator: anteil, value: 123456789.123456789, qualifier: about, as_of: 2024-09-30, provisional: true, source: s}}, {{id: g, label: {WORD}sgebühr, value: 1234567.89, unit: EUR, period: 2024-01/2024-09, source: s}}]\n\
             commitments: [{{id: c, text: {WORD} ändern, due: 2026-12-31, source: s, instruments: [gesetz]}}]\n\
             dates: [{{id: d, kind: effective, date: 2026-03-01, instrument: gesetz, title: {WORD} tritt in Kraft}}]\n\
             instruments: [{{instrument: gesetz, status: adopted, date: 2024-10-20, relation: advances}}]\n\
             key_points: [{WORD}]\n",
            topics = topics.join(", ")
        );
        let cells = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(14));
        let table = [cells("Spalte"), cells("---"), cells("1,234,567,890")].concat();
        let body = format!(
            "## {WORD}\n\n[[fig:f]] [@s]. `{WORD}{WORD}` https://example.org/{WORD}{WORD}{WORD}\n\n### {WORD}sdurchführungsverordnung\n\n- [ ] {WORD}\n  - [x] {WORD}\n\n{table}\n> {WORD}\n"
        );
        for n in 1..=3 {
            write(
                &format!("briefings/2024/2024-10-2{n}-{n}.md"),
                &format!("---\nid: b{n}\n{}---\n{body}", front.replace("2024-10-23", &format!("2024-10-2{n}"))),
            );
        }
        Self::build_in(root)
    }

    fn build_in(root: TempDir) -> Self {
        let site = Self { root };
        let output = Command::new(env!("CARGO_BIN_EXE_bulletin"))
            .args(["build", "--quiet", "--root"])
            .arg(site.root.path())
            .arg("--output")
            .arg(site.output())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "the sample digest does not build:\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        site
    }

    fn output(&self) -> PathBuf {
        self.root.path().join("output")
    }
}

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/web")
}

/// The Python that checks run with.
fn python() -> OsString {
    env::var_os("BULLETIN_PYTHON").unwrap_or_else(|| "python3".into())
}

/// Whether it has these modules.
fn imports(modules: &str) -> bool {
    Command::new(python()).arg("-c").arg(format!("import {modules}")).output().is_ok_and(|output| output.status.success())
}

fn on_path(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}
