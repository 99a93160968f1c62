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

/// Atom, JSON Feed and sitemaps.
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

/// Addresses and anchors, on pages and wherever else the site names one.
#[test]
fn every_internal_link_leads_somewhere() {
    check("links.mjs", &[Tool::NODE, Tool::HYPERLINK]);
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
    const HYPERLINK: Self = Self { name: "hyperlink", found: || on_path("hyperlink"), install: "cargo install hyperlink --locked" };
    const ICALENDAR: Self = Self {
        name: "icalendar for Python",
        found: || Command::new(python()).args(["-c", "import icalendar"]).output().is_ok_and(|output| output.status.success()),
        install: "pip install --require-hashes -r tests/web/requirements.txt",
    };
    const JAVA: Self = Self { name: "java", found: || on_path("java"), install: "apt-get install default-jre-headless" };
    const NODE: Self = Self { name: "node", found: || on_path("node"), install: "apt-get install nodejs npm" };
    const PACKAGES: Self = Self { name: "tests/web/node_modules", found: || scripts().join("node_modules").is_dir(), install: "npm ci --prefix tests/web" };
    const XMLLINT: Self = Self { name: "xmllint", found: || on_path("xmllint"), install: "apt-get install libxml2-utils" };
}

/// Runs one script over the sample digest; its lines are the failure's message.
fn check(script: &str, tools: &[Tool]) {
    let missing: Vec<String> = tools.iter().filter(|tool| !(tool.found)()).map(|tool| format!("{} is not installed ({})", tool.name, tool.install)).collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "{missing}");
        // Past the test harness, which swallows what `println!` says in a test that passes.
        let notice = format!("SKIPPED {script}: {missing}\n");
        io::stderr().write_all(notice.as_bytes()).unwrap();
        return;
    }
    let site = Site::shared();
    let program = if Path::new(script).extension().is_some_and(|extension| extension == "py") { python() } else { "node".into() };
    let output = Command::new(&program).arg(scripts().join(script)).arg(site.output()).output().unwrap();
    assert!(
        output.status.success(),
        "{script} (again by hand: cargo run -- build && {} tests/web/{script} output)\n{}{}",
        program.display(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
}

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

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/web")
}

/// The Python that checks run with.
fn python() -> OsString {
    env::var_os("BULLETIN_PYTHON").unwrap_or_else(|| "python3".into())
}

fn on_path(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}
