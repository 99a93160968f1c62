//! `bulletin publish`, to a folder, and what holds for every target. Targets that need partners are in `tests/publish.rs`.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use bulletin::config::Destination;
use bulletin::output::{EnvironmentError, Manifest};
use bulletin::publish::{Failure, Job, LIST_FILE, List, Site, Step, Surroundings, Target, carry_out, open, plan};
use tempfile::TempDir;

use crate::cli::{bulletin, digest, stderr, stdout};

/// `bulletin publish`, not in a pipeline.
fn publish(folder: &TempDir, options: &[&str]) -> Command {
    let mut command = bulletin(folder);
    command.env_remove("CI").args(["publish", "--root", "d"]).args(options);
    command
}

/// A new digest in `d`, which is published to the folder `www` beside it.
fn published() -> TempDir {
    let folder = digest();
    setting(&folder, "publish: {www: {to: folder, path: ../www}}");
    publish(&folder, &["--quiet"]).assert().success().stdout("").stderr("");
    folder
}

fn setting(folder: &TempDir, yaml: &str) {
    let path = folder.path().join("d/content/site.yaml");
    let site = fs::read_to_string(&path).unwrap();
    fs::write(path, format!("{site}{yaml}\n")).unwrap();
}

fn briefing(folder: &TempDir, id: &str) {
    let text = format!("---\ntitle: About {id}\ndate: 2024-10-23\ntopics: [telecoms]\nsources: [{{title: The paper}}]\n---\nThe text.\n");
    let path = folder.path().join(format!("d/content/briefings/2024/2024-10-23-{id}.md"));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text.replace("[telecoms]", &format!("[{}]", topic(folder)))).unwrap();
}

/// The topic of a new digest.
fn topic(folder: &TempDir) -> String {
    let topics = fs::read_dir(folder.path().join("d/content/topics")).unwrap();
    topics.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).min().unwrap()
}

/// All files below a folder by their path, without those of bulletin's own.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut files, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files.retain(|name, _| !name.starts_with(".bulletin"));
    files
}

fn list(folder: &TempDir) -> List {
    List::parse(&fs::read_to_string(folder.path().join("www").join(LIST_FILE)).unwrap()).unwrap()
}

/// Makes a list say that it is of another moment.
fn at(folder: &TempDir, moment: i64) {
    fs::write(folder.path().join("www").join(LIST_FILE), List { moment, ..list(folder) }.write()).unwrap();
}

#[test]
fn a_site_is_published_and_then_what_changed_alone() {
    let folder = published();
    let mut site = tree(&folder.path().join("d/output"));
    let www = folder.path().join("www");
    // For hosts that read it, and so no part of the output.
    let headers = fs::read_to_string(www.join("_headers")).unwrap();
    site.insert("_headers".to_owned(), headers.clone().into_bytes());
    assert!(headers.contains("/*.bib\n  Content-Type: application/x-bibtex; charset=utf-8\n"), "{headers}");
    assert_eq!(tree(&www), site);
    assert_eq!(list(&folder).files.len(), site.len());
    let again = stdout(&mut publish(&folder, &[]), 0);
    assert_eq!(again, format!("nothing to send to www (../www): all {} files are there as they are\n", site.len()));

    let before = list(&folder).files;
    briefing(&folder, "budget");
    let told = stdout(&mut publish(&folder, &["--format", "json"]), 0);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let after = list(&folder).files;
    let changed = after.iter().filter(|(path, content)| before.get(*path) != Some(content)).count();
    assert!(changed > 3 && changed < after.len(), "{changed}");
    let gone = before.keys().filter(|path| !after.contains_key(*path)).count();
    // Parts of the index for searching, which are named by their content.
    assert!(before.keys().filter(|path| !after.contains_key(*path)).all(|path| path.starts_with("search/")), "{before:?}");
    assert_eq!((told["sent"].as_u64(), told["deleted"].as_u64()), (Some(changed as u64), Some(gone as u64)), "{told}");
    assert_eq!(told["unchanged"].as_u64(), Some((after.len() - changed) as u64));
    assert!(www.join("briefings/2024/budget/index.html").is_file());
}

#[test]
fn files_of_others_stay_and_are_not_replaced() {
    let folder = published();
    let www = folder.path().join("www");
    fs::write(www.join("CNAME"), "digest.example").unwrap();
    briefing(&folder, "budget");
    publish(&folder, &[]).assert().success();
    fs::remove_file(folder.path().join("d/content/briefings/2024/2024-10-23-budget.md")).unwrap();
    // With it, a build refuses what readers hold.
    fs::remove_dir_all(folder.path().join("d/content/record")).unwrap();
    fs::write(www.join("briefings/2024/note.txt"), "mine").unwrap();
    let out = stdout(&mut publish(&folder, &[]), 0);
    assert!(out.contains(" deleted, ") && !out.contains("\n0 deleted"), "{out}");
    assert!(www.join("CNAME").is_file() && www.join("briefings/2024/note.txt").is_file() && !www.join("briefings/2024/budget").exists());

    fs::create_dir_all(folder.path().join("d/content/static")).unwrap();
    fs::write(folder.path().join("d/content/static/CNAME"), "other.example").unwrap();
    let said = stderr(&mut publish(&folder, &[]), 2);
    assert!(said.contains("CNAME lies at the target, and bulletin has not put it there") && said.contains("--adopt"), "{said}");
    assert_eq!(fs::read_to_string(www.join("CNAME")).unwrap(), "digest.example");
    publish(&folder, &["--adopt"]).assert().success();
    assert_eq!(fs::read_to_string(www.join("CNAME")).unwrap(), "other.example");
}

#[test]
fn a_dry_run_says_what_would_be_done_and_does_nothing() {
    let folder = published();
    briefing(&folder, "budget");
    let (www, known) = (folder.path().join("www"), folder.path().join("d/.bulletin/published/www/known"));
    let before = (tree(&www), list(&folder), fs::read_to_string(&known).unwrap());
    let out = stdout(&mut publish(&folder, &["--dry-run"]), 0);
    assert!(out.contains("new      briefings/2024/budget/index.html\n") && out.contains("changed  index.html\n"), "{out}");
    assert!(out.contains("would publish to www (../www): "), "{out}");
    let page = |path: &str| out.find(path).unwrap();
    assert!(page("budget/index.html") < page(" index.html") && page(" index.html") < page("feed.xml"), "{out}");
    assert_eq!((tree(&www), list(&folder), fs::read_to_string(&known).unwrap()), before);
    assert!(!www.join(".bulletin-lock").exists() && !www.join(".bulletin-staging").exists());
    // Nor does it make a target that is not there.
    setting(&folder, "# more");
    fs::remove_dir_all(&www).unwrap();
    publish(&folder, &["--dry-run"]).assert().success();
    assert!(!www.exists());
}

#[test]
fn many_deletions_are_refused_until_they_are_meant() {
    let folder = published();
    setting(&folder, "outputs: {citations: false, data: false}");
    fs::remove_dir_all(folder.path().join("d/content/record")).unwrap();
    let site = folder.path().join("d/content/site.yaml");
    fs::write(&site, fs::read_to_string(&site).unwrap().replace("path: ../www", "path: ../www, max_deletions: 3")).unwrap();
    let before = tree(&folder.path().join("www"));
    let said = stderr(&mut publish(&folder, &[]), 2);
    let all = said.split(' ').find_map(|word| word.parse::<usize>().ok()).unwrap();
    assert!(all > 3 && said.contains(&format!("{all} files would be deleted at the target, more than the 3 that `max_deletions` allows")), "{said}");
    assert!(said.contains(&format!("--max-deletions {all}")), "{said}");
    assert_eq!(tree(&folder.path().join("www")), before);
    let out = stdout(&mut publish(&folder, &["--max-deletions", &all.to_string()]), 0);
    assert!(out.contains(&format!("\n{all} deleted")), "{out}");
}

#[test]
fn of_two_runners_the_older_loses() {
    let folder = published();
    let before = tree(&folder.path().join("www"));
    // Another one has published in the meantime, from sources that are not here.
    let later = list(&folder).moment + 1;
    at(&folder, later);
    publish(&folder, &[]).assert().success();
    at(&folder, later + 3600);
    briefing(&folder, "budget");
    let said = stderr(&mut publish(&folder, &[]), 2);
    assert!(said.contains("later than this"), "{said}");
    assert_eq!(tree(&folder.path().join("www")), before);
    // Here nothing was published for an hour, so that what is there is not later than this build, but unknown.
    let known = folder.path().join("d/.bulletin/published/www/known");
    fs::write(&known, "2024-01-01T00:00:00Z\n../www\n").unwrap();
    at(&folder, later - 600);
    let said = stderr(&mut publish(&folder, &[]), 2);
    let there = bulletin::publish::shown(later - 600);
    assert!(said.contains(&format!("someone else has published at {there}")) && said.contains(&format!("--after {there}")), "{said}");
    assert_eq!(tree(&folder.path().join("www")), before);
    publish(&folder, &["--after", &there]).assert().success();
    assert!(folder.path().join("www/briefings/2024/budget/index.html").is_file());
    // A pipeline has what it has checked out.
    at(&folder, later - 600);
    fs::write(&known, "2024-01-01T00:00:00Z\n../www\n").unwrap();
    briefing(&folder, "other");
    publish(&folder, &[]).env("CI", "true").assert().success();
}

#[test]
fn drafts_are_never_published() {
    let folder = published();
    fs::remove_dir_all(folder.path().join("d/output")).unwrap();
    bulletin(&folder).args(["build", "--root", "d", "--drafts", "--output", "d/output", "--quiet"]).assert().success();
    let said = stderr(&mut publish(&folder, &["--built"]), 2);
    assert!(said.contains("shows drafts, which are never published"), "{said}");
    let said = stderr(&mut publish(&folder, &[]), 2);
    assert!(said.contains("shows drafts"), "{said}");
}

#[test]
fn what_is_built_is_sent_if_it_is_the_site() {
    let folder = published();
    briefing(&folder, "budget");
    bulletin(&folder).args(["build", "--root", "d", "--quiet"]).assert().success();
    // What came after the build is not looked at.
    briefing(&folder, "later");
    publish(&folder, &["--built"]).assert().success();
    let www = folder.path().join("www/briefings/2024");
    assert!(www.join("budget").is_dir() && !www.join("later").exists());

    let build = |options: &[&str]| bulletin(&folder).args(["build", "--root", "d", "--quiet"]).args(options).assert().success();
    build(&["--at", "2999-01-01"]);
    let said = stderr(&mut publish(&folder, &["--built"]), 2);
    assert!(said.contains("was built as of 2999-01-01T00:00:00Z, which is still to come"), "{said}");
    build(&["--base-url", "https://other.example"]);
    let said = stderr(&mut publish(&folder, &["--built"]), 2);
    assert!(said.contains("was built for https://other.example, and site.yaml says"), "{said}");
    build(&[]);
    fs::write(folder.path().join("d/output/feed.xml"), "other").unwrap();
    let said = stderr(&mut publish(&folder, &["--built"]), 2);
    assert!(said.contains("feed.xml is not as the build wrote it"), "{said}");
    fs::remove_dir_all(folder.path().join("d/.bulletin")).unwrap();
    let said = stderr(&mut publish(&folder, &["--built"]), 2);
    assert!(said.contains("it is not known at which moment"), "{said}");
}

#[test]
fn a_preview_is_kept_from_search_engines_and_from_the_place_of_the_site() {
    let folder = published();
    setting(&folder, "# two\n");
    let site = folder.path().join("d/content/site.yaml");
    fs::write(&site, fs::read_to_string(&site).unwrap().replace("publish: {", "publish: {preview: {to: folder, path: ../preview}, ")).unwrap();
    let output = tree(&folder.path().join("d/output"));
    let said = stderr(&mut publish(&folder, &["www", "--base-url", "https://preview.example"]), 2);
    assert!(said.contains("a preview would take the place of the site at https://example.org"), "{said}");
    publish(&folder, &["preview", "--base-url", "https://preview.example"]).assert().success();
    let page = fs::read_to_string(folder.path().join("preview/index.html")).unwrap();
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">") && page.contains("https://preview.example/"), "{page}");
    assert_eq!(tree(&folder.path().join("d/output")), output);
    let page = fs::read_to_string(folder.path().join("www/index.html")).unwrap();
    assert!(!page.contains("noindex"));
}

#[test]
fn a_mistake_publishes_nothing() {
    let folder = published();
    let before = tree(&folder.path().join("www"));
    briefing(&folder, "budget");
    let path = folder.path().join("d/content/briefings/2024/2024-10-23-budget.md");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("title:", "titel:")).unwrap();
    let said = stderr(&mut publish(&folder, &[]), 1);
    assert!(said.contains("; nothing was published"), "{said}");
    assert_eq!(tree(&folder.path().join("www")), before);
}

#[test]
fn the_place_is_named_where_there_are_several() {
    let folder = digest();
    let said = stderr(&mut publish(&folder, &[]), 2);
    assert!(said.contains("site.yaml names no place to publish to") && said.contains("to: folder"), "{said}");
    setting(&folder, "publish: {a: {to: folder, path: ../a}, b: {to: folder, path: ../b}}");
    let said = stderr(&mut publish(&folder, &[]), 2);
    assert!(said.contains("name one of them: `a`, `b`"), "{said}");
    let said = stderr(&mut publish(&folder, &["c"]), 2);
    assert!(said.contains("no place `c`"), "{said}");
    let said = stderr(&mut publish(&folder, &["a", "--from", "x"]), 2);
    assert!(said.contains("../a keeps nothing of what was there earlier") && said.contains("git revert"), "{said}");
}

#[test]
fn the_folder_is_none_of_the_digest_itself() {
    for (path, what) in [("content/www", "content"), ("output", "output"), (".", "content"), (".bulletin/www", ".bulletin")] {
        let folder = digest();
        setting(&folder, &format!("publish: {{www: {{to: folder, path: {path}}}}}"));
        let said = stderr(&mut publish(&folder, &[]), 2);
        assert!(said.contains("is, holds or lies in") && said.contains(&format!("d/{what}")), "{said}");
    }
}

#[cfg(unix)] // links
#[test]
fn nothing_is_written_or_deleted_through_a_link() {
    let folder = published();
    let (www, elsewhere) = (folder.path().join("www"), folder.path().join("elsewhere"));
    fs::rename(www.join("briefings"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, www.join("briefings")).unwrap();
    let before = tree(&elsewhere);
    briefing(&folder, "budget");
    let said = stderr(&mut publish(&folder, &[]), 2);
    assert!(said.contains("briefings is not a folder") && said.contains("through a link"), "{said}");
    assert_eq!(tree(&elsewhere), before);
    // A list that was replaced by a link is written in the place of the link.
    fs::remove_file(www.join("briefings")).unwrap();
    fs::rename(&elsewhere, www.join("briefings")).unwrap();
    fs::rename(www.join(LIST_FILE), folder.path().join("list")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("list"), www.join(LIST_FILE)).unwrap();
    let before = fs::read(folder.path().join("list")).unwrap();
    publish(&folder, &[]).assert().success();
    assert_eq!(fs::read(folder.path().join("list")).unwrap(), before);
    assert!(!www.join(LIST_FILE).symlink_metadata().unwrap().is_symlink());
}

#[test]
fn redirects_of_the_site_follow_its_own_lines() {
    let folder = published();
    fs::create_dir_all(folder.path().join("d/content/static")).unwrap();
    fs::write(folder.path().join("d/content/static/_redirects"), "/a /b 302").unwrap();
    briefing(&folder, "budget");
    let path = folder.path().join("d/content/briefings/2024/2024-10-23-budget.md");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("title: About", "redirect_from: [/old/, '/alt/ü & x/']\ntitle: About")).unwrap();
    publish(&folder, &[]).assert().success();
    let redirects = fs::read_to_string(folder.path().join("www/_redirects")).unwrap();
    let ours = "/alt/%C3%BC%20%26%20x/ /briefings/2024/budget/ 301\n/old/ /briefings/2024/budget/ 301\n";
    assert_eq!(redirects.replace("%20&%20", "%20%26%20"), format!("/a /b 302\n{ours}"));
    assert_eq!(fs::read_to_string(folder.path().join("d/output/_redirects")).unwrap(), "/a /b 302");
}

/// A target that fails at one of the things that are done to it.
struct Failing {
    target: Box<dyn Target>,
    left: Cell<usize>,
}

impl Failing {
    fn step(&self) -> Result<(), EnvironmentError> {
        let left = self.left.get().checked_sub(1);
        self.left.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or_else(|| EnvironmentError::new("cut off"))
    }
}

impl Target for Failing {
    fn shown(&self) -> String {
        self.target.shown()
    }

    fn lock(&mut self, wait: &dyn Fn()) -> Result<(), EnvironmentError> {
        self.target.lock(wait)
    }

    fn list(&mut self) -> Result<Option<String>, EnvironmentError> {
        self.target.list()
    }

    fn foreign(&mut self, site: &Site, paths: &[&str]) -> Result<Vec<String>, EnvironmentError> {
        self.target.foreign(site, paths)
    }

    fn begin(&mut self, list: &List) -> Result<(), EnvironmentError> {
        self.step()?;
        self.target.begin(list)
    }

    fn send(&mut self, site: &Site, paths: &[String], step: &Step<'_>) -> Result<(), Failure> {
        for path in paths {
            self.step()?;
            self.target.send(site, std::slice::from_ref(path), step)?;
        }
        Ok(())
    }

    fn delete(&mut self, site: &Site, paths: &[String]) -> Result<(), EnvironmentError> {
        for path in paths {
            self.step()?;
            self.target.delete(site, std::slice::from_ref(path))?;
        }
        Ok(())
    }

    fn finish(&mut self, list: &List) -> Result<(), EnvironmentError> {
        self.step()?;
        self.target.finish(list)
    }
}

/// A site of a few files in a folder.
fn small(folder: &Path, files: &[(&str, &str)], moment: i64) -> Site {
    let mut manifest = Manifest::default();
    for (path, text) in files {
        let full = folder.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
        manifest.files.insert((*path).to_owned(), *blake3::hash(text.as_bytes()).as_bytes());
    }
    Site::new(folder, &manifest, moment, "https://a.example").unwrap()
}

/// Publishes a site to a folder; all is done but what comes after `most` steps.
fn to_folder(www: &Path, site: &Site, most: usize) -> Result<usize, Failure> {
    let destination = Destination::Folder { path: www.to_str().unwrap().to_owned() };
    let around = Surroundings { root: Path::new("/nowhere"), state: Path::new("/nowhere"), environment: &|_| None };
    let mut target = Failing { target: open(&destination, around)?, left: Cell::new(most) };
    let job = Job { site, is_preview: false, known: None, after: None, max_deletions: 50, adopt: false };
    target.lock(&|| {})?;
    let planned = plan(&mut target, &job)?;
    carry_out(&mut target, &job, &planned, &|| Ok(()))?;
    Ok(most - target.left.get())
}

/// Wherever a run is cut off, the next one ends it, whether it has the same site or the one after it; and each page is whole.
#[test]
fn what_is_cut_off_is_ended_by_the_next_run() {
    let folder = TempDir::new().unwrap();
    let sites = [
        small(&folder.path().join("1"), &[("index.html", "one"), ("a/index.html", "one"), ("a.css", "one"), ("b", "one"), ("feed.xml", "one")], 1),
        small(&folder.path().join("2"), &[("index.html", "two"), ("c/index.html", "two"), ("a.css", "one"), ("b/c", "two"), ("feed.xml", "two")], 2),
        small(&folder.path().join("3"), &[("index.html", "three"), ("a/index.html", "one"), ("d/index.html", "three"), ("b", "three")], 3),
    ];
    let mut runs = 0;
    for next in [1, 2] {
        for most in 0.. {
            let www = folder.path().join(format!("www-{next}-{most}"));
            to_folder(&www, &sites[0], 1000).unwrap();
            fs::write(www.join("CNAME"), "mine").unwrap();
            let ended = to_folder(&www, &sites[1], most);
            let there = tree(&www);
            let pages = there.iter().filter(|(name, _)| *name != "CNAME");
            assert!(pages.clone().all(|(_, bytes)| matches!(&bytes[..], b"one" | b"two")), "{there:?}");
            to_folder(&www, &sites[next], 1000).unwrap_or_else(|failure| panic!("{most}: {failure:?}"));
            let mut wanted = tree(&folder.path().join((next + 1).to_string()));
            wanted.insert("CNAME".to_owned(), b"mine".to_vec());
            assert_eq!(tree(&www), wanted, "cut off after {most} steps");
            assert_eq!(to_folder(&www, &sites[next], 1000).unwrap(), 0, "nothing is left to do");
            runs += 1;
            if ended.is_ok() {
                break;
            }
        }
    }
    assert!(runs > 15, "{runs}");
}

#[test]
fn what_is_published_is_recorded_and_a_dry_run_tells_what_changes() {
    let folder = published();
    let record = folder.path().join("d/content/record/addresses.tsv");
    assert!(fs::read_to_string(&record).unwrap().contains("# base_url: "));
    briefing(&folder, "budget");
    let out = stdout(&mut publish(&folder, &[]), 0);
    assert!(out.contains("recorded: ") && out.contains("commit content/record"), "{out}");
    assert!(fs::read_to_string(&record).unwrap().contains("/briefings/2024/budget/\tcontent/briefings/2024/2024-10-23-budget.md\t"));
    let source = folder.path().join("d/content/briefings/2024/2024-10-23-budget.md");
    let text = fs::read_to_string(&source).unwrap();
    fs::write(&source, text.replace("title: ", "title: New ")).unwrap();
    let out = stdout(&mut publish(&folder, &["--dry-run"]), 0);
    assert!(out.contains("tells    briefing:2024/budget/title: New "), "{out}");
}
