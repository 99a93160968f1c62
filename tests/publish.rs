//! `bulletin publish` to partners that we did not write: git over a file and over HTTP, a store that checks signatures, rsync over
//! ssh. What holds for a folder is in `tests/it/publish.rs`.
//!
//! As in `tests/web.rs`, a partner that is not installed makes a test say so and pass, but for CI (`CI=true`), where it fails.
//! `.ci/run` installs them; by hand it is:
//!
//! ```sh
//! apt-get install git openssh-client rsync
//! pip install --require-hashes -r tests/publish/requirements.txt # or into an environment whose Python BULLETIN_PYTHON names
//! ```
#![cfg(all(unix, feature = "s3"))] // the keys of ssh have rights, and programs are killed
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test reads the environment and the disk, and stops where it must")]

mod common;

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use std::{fs, thread};

use bulletin::config::Destination;
use bulletin::output::{MANIFEST_FILE, Manifest};
use bulletin::publish::{Failure, Job, LIST_FILE, List, Site, Surroundings, carry_out, open, plan};
use tempfile::TempDir;

use common::copy_folder;

#[path = "publish/partners.rs"]
mod partners;

use partners::{Host, Repository, SECRET, Server, Store, has, python};

/// What lies at a partner: the bytes of each file, and what tells whether it was written again.
type Files = BTreeMap<String, (Vec<u8>, String)>;

/// A digest, and the partner that it is published to.
struct Digest<'p> {
    folder: TempDir,
    partner: &'p dyn Partner,
}

/// A place to publish to, as a test sees it from the other side.
trait Partner {
    /// What site.yaml says of it.
    fn place(&self) -> String;

    /// The environment that it is reached with.
    fn environment(&self) -> Vec<(String, String)>;

    fn files(&self) -> Files;

    /// Puts a file there by another way.
    fn put(&self, path: &str, bytes: &[u8]);
}

impl<'p> Digest<'p> {
    fn new(partner: &'p dyn Partner) -> Self {
        let folder = TempDir::new().unwrap();
        let made = Command::new(env!("CARGO_BIN_EXE_bulletin")).args(["init", "d"]).current_dir(&folder).output().unwrap();
        assert!(made.status.success());
        let digest = Self { folder, partner };
        digest.setting(&format!("publish: {{there: {}}}", partner.place()));
        digest
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("d")
    }

    fn setting(&self, yaml: &str) {
        let path = self.root().join("content/site.yaml");
        fs::write(&path, format!("{}{yaml}\n", fs::read_to_string(&path).unwrap())).unwrap();
    }

    fn briefing(&self, id: &str) {
        let topics = fs::read_dir(self.root().join("content/topics")).unwrap();
        let topic = topics.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).min().unwrap();
        let text = format!("---\ntitle: About {id}\ndate: 2024-10-23\ntopics: [{topic}]\nsources: [{{title: The paper}}]\n---\nThe text.\n");
        fs::create_dir_all(self.root().join("content/briefings/2024")).unwrap();
        fs::write(self.root().join(format!("content/briefings/2024/2024-10-23-{id}.md")), text).unwrap();
    }

    /// `bulletin publish`, not in a pipeline.
    fn command(&self, options: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bulletin"));
        command.arg("publish").args(options).current_dir(self.root()).env_remove("CI").envs(self.partner.environment());
        command
    }

    fn publish(&self, options: &[&str]) -> String {
        let output = self.command(options).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn refused(&self, options: &[&str]) -> String {
        let output = self.command(options).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        String::from_utf8(output.stderr).unwrap()
    }

    /// What is built, with what is made for hosts.
    fn is_there(&self, others: &[&str]) {
        let there = self.partner.files();
        let list = List::parse(std::str::from_utf8(&there[LIST_FILE].0).unwrap()).unwrap();
        assert!(!list.begun);
        let built = Manifest::parse(&fs::read_to_string(self.root().join("output").join(MANIFEST_FILE)).unwrap()).unwrap().unwrap();
        for (path, hash) in &built.files {
            assert_eq!(blake3::hash(&there[path].0).as_bytes(), hash, "{path}");
        }
        for (path, content) in &list.files {
            assert_eq!(blake3::hash(&there[path].0).as_bytes(), &content.unwrap().hash, "{path}");
        }
        let made = ["_headers", "_redirects", ".nojekyll", LIST_FILE];
        let more: Vec<&String> = there.keys().filter(|path| !built.files.contains_key(*path) && !made.contains(&path.as_str())).collect();
        assert_eq!(more, others);
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Those that were written again, came or went.
fn changed(before: &Files, after: &Files) -> Vec<String> {
    let paths = before.keys().chain(after.keys()).filter(|path| before.get(*path) != after.get(*path));
    let paths: std::collections::BTreeSet<&String> = paths.collect();
    paths.into_iter().cloned().collect()
}

/// What is promised of every target.
fn holds(partner: &dyn Partner) {
    let digest = Digest::new(partner);
    partner.put("CNAME", b"digest.example");
    digest.publish(&[]);
    digest.is_there(&["CNAME"]);

    // Nothing changed: nothing is sent.
    let before = partner.files();
    assert!(digest.publish(&[]).starts_with("nothing to send to there "));
    assert_eq!(changed(&before, &partner.files()), [""; 0]);

    // One briefing more: only what changed.
    let pause = Duration::from_millis(1100); // stores and hosts stamp by the second
    thread::sleep(pause);
    digest.briefing("budget");
    let dry: Vec<String> = digest.publish(&["--dry-run"]).lines().filter_map(|line| Some(line.split_once(' ')?.1.trim().to_owned())).collect();
    assert_eq!(changed(&before, &partner.files()), [""; 0]);
    let told: serde_json::Value = serde_json::from_str(&digest.publish(&["--format", "json"])).unwrap();
    let after = partner.files();
    let mut sent = changed(&before, &after);
    // Parts of the index for searching, which are named by their content, go.
    sent.retain(|path| path != LIST_FILE && after.contains_key(path));
    assert!(sent.len() > 5 && sent.len() < before.len() && sent.contains(&"briefings/2024/budget/index.html".to_owned()), "{sent:?}");
    assert!(sent.iter().all(|path| dry.contains(path)), "{sent:?} {dry:?}");
    assert_eq!(told["sent"].as_u64(), Some(sent.len() as u64), "{sent:?}");
    digest.is_there(&["CNAME"]);

    // What goes, goes; what is of others stays, beside it too.
    partner.put("briefings/2024/budget/notes.txt", b"mine");
    fs::remove_file(digest.root().join("content/briefings/2024/2024-10-23-budget.md")).unwrap();
    // With it, a build refuses what readers hold.
    fs::remove_dir_all(digest.root().join("content/record")).unwrap();
    digest.publish(&[]);
    digest.is_there(&["CNAME", "briefings/2024/budget/notes.txt"]);
    fs::create_dir_all(digest.root().join("content/static")).unwrap();
    fs::write(digest.root().join("content/static/CNAME"), "other.example").unwrap();
    let refusal = digest.refused(&[]);
    assert!(refusal.contains("CNAME lies at the target, and bulletin has not put it there"), "{refusal}");
    assert_eq!(partner.files()["CNAME"].0, b"digest.example");
    fs::remove_file(digest.root().join("content/static/CNAME")).unwrap();
    digest.publish(&[]);
    digest.is_there(&["CNAME", "briefings/2024/budget/notes.txt"]);

    // Too many deletions.
    digest.setting("outputs: {citations: false}");
    // With it, a build refuses that the index of sources goes.
    fs::remove_dir_all(digest.root().join("content/record")).unwrap();
    let refusal = digest.refused(&["--max-deletions", "2"]);
    assert!(refusal.contains("files would be deleted at the target, more than the 2"), "{refusal}");
    digest.publish(&[]);
    digest.is_there(&["CNAME", "briefings/2024/budget/notes.txt"]);

    // Another runner, who knows nothing of this one, has published later.
    let other = Digest::new(partner);
    other.setting("outputs: {citations: false}");
    other.briefing("theirs");
    thread::sleep(pause);
    other.publish(&[]);
    other.is_there(&["CNAME", "briefings/2024/budget/notes.txt"]);
    let theirs = partner.files();
    digest.briefing("ours");
    let refusal = digest.refused(&[]);
    assert!(refusal.contains("someone else has published at "), "{refusal}");
    assert_eq!(changed(&theirs, &partner.files()), [""; 0]);
    let after = refusal.split("--after ").nth(1).unwrap().trim();
    digest.publish(&["--after", after]);
    digest.is_there(&["CNAME", "briefings/2024/budget/notes.txt"]);

    at_once(&digest);
    killed(&digest);
}

/// Of two that publish in the same moment, one is told.
fn at_once(digest: &Digest<'_>) {
    digest.briefing("slow");
    let built = Command::new(env!("CARGO_BIN_EXE_bulletin")).args(["build", "--quiet"]).current_dir(digest.root()).output().unwrap();
    assert!(built.status.success(), "{}", said(&built));
    // As it is now, whatever the other one builds.
    let output = digest.folder.path().join("slow");
    copy_folder(&digest.root().join("output"), &output);
    let manifest = Manifest::parse(&fs::read_to_string(output.join(MANIFEST_FILE)).unwrap()).unwrap().unwrap();
    let list = List::parse(std::str::from_utf8(&digest.partner.files()[LIST_FILE].0).unwrap()).unwrap();
    let site = Site::new(&output, &manifest, list.moment, &list.base_url).unwrap();
    let config = fs::read_to_string(digest.root().join("content/site.yaml")).unwrap();
    let (config, _) = bulletin::config::Config::parse(&config, None).unwrap();
    let destination = &config.publish["there"].destination;
    match destination {
        Destination::S3 { .. } => {}
        // The password would come from the environment of this very process.
        Destination::Git { url, .. } if !url.starts_with("http") => {}
        // What others do is seen a moment too late there.
        _ => return,
    }
    let environment = digest.partner.environment();
    let environment = |name: &str| environment.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone());
    let state = TempDir::new().unwrap();
    let mut target = open(destination, Surroundings { root: &digest.root(), state: state.path(), environment: &environment }).unwrap();
    let job = Job { site: &site, is_preview: false, known: None, after: None, max_deletions: 50, adopt: true };
    let planned = plan(&mut *target, &job).unwrap();
    digest.briefing("fast");
    digest.publish(&[]);
    let before = digest.partner.files();
    match carry_out(&mut *target, &job, &planned, &|| Ok(())) {
        Err(Failure::Refused(refusal)) => assert!(refusal.message.starts_with("someone else "), "{refusal}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(changed(&before, &digest.partner.files()), [""; 0]);
}

/// Killed wherever it was, the next run ends it.
fn killed(digest: &Digest<'_>) {
    let mut cut = 0;
    for n in 0..8 {
        digest.briefing(&format!("killed-{n}"));
        let mut child = digest.command(&["--quiet"]).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(40 + 60 * n));
        cut += usize::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
    }
    assert!(cut > 0);
    digest.publish(&[]);
    digest.is_there(&["CNAME", "briefings/2024/budget/notes.txt"]);
    assert!(digest.publish(&[]).starts_with("nothing to send "));
}

#[test]
fn a_branch_of_a_repository_on_this_machine() {
    if has(Command::new("git").arg("--version"), "git") {
        holds(&Repository::new(""));
    }
}

#[test]
fn a_folder_of_a_branch() {
    if has(Command::new("git").arg("--version"), "git") {
        let repository = Repository::new("docs/site");
        repository.git_with(
            &["fast-import", "--quiet"],
            b"commit refs/heads/gh-pages\ncommitter Me <me@a.example> 1700000000 +0000\ndata 2\nx\nM 100644 inline README\ndata 2\nx\n\n",
        );
        holds(&repository);
        assert_eq!(repository.git(&["show", "gh-pages:README"]), b"x\n");
    }
}

#[test]
fn a_branch_over_http() {
    if !has(python(&[]).arg("--version"), "Python") || !has(Command::new("git").args(["http-backend", "--version"]).env("REQUEST_METHOD", "GET"), "git") {
        return;
    }
    let mut repository = Repository::new("");
    let server = Server::start(python(&["git_http.py", repository.folder.path().to_str().unwrap(), "me", "s3cret-word"]));
    let askpass = |password: &str| {
        let path = repository.folder.path().join(format!("ask-{password}"));
        fs::write(&path, format!("#!/bin/sh\ncase \"$1\" in Username*) echo me;; *) echo {password};; esac\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        ("GIT_ASKPASS".to_owned(), path.to_str().unwrap().to_owned())
    };
    let (right, wrong) = (askpass("s3cret-word"), askpass("wrong-word"));
    repository.url = format!("http://127.0.0.1:{}/digest.git", server.said[0]);
    for known in [None, Some(wrong)] {
        let mut stranger = Repository::new("");
        stranger.url.clone_from(&repository.url);
        stranger.environment = repository.environment.iter().cloned().chain(known).collect();
        let refusal = Digest::new(&stranger).refused(&[]);
        assert!(refusal.contains("git ls-remote failed") && refusal.contains("help: let it find who you are") && !refusal.contains("-word"), "{refusal}");
    }
    repository.environment.push(right);
    holds(&repository);
}

#[test]
fn an_earlier_state_of_a_branch_is_put_back() {
    if !has(Command::new("git").arg("--version"), "git") {
        return;
    }
    let repository = Repository::new("");
    let digest = Digest::new(&repository);
    digest.publish(&[]);
    let (first, before) = (repository.tip(), repository.files());
    repository.put("CNAME", b"digest.example");
    let foreign = repository.tip();
    digest.briefing("mistake");
    digest.publish(&[]);
    let refusal = digest.refused(&["--from", "0000000"]);
    assert!(refusal.contains("has no publication `0000000`") && refusal.contains(&first[..7]), "{refusal}");
    // From another machine, which has no history yet.
    fs::remove_dir_all(digest.root().join(".bulletin")).unwrap();
    digest.publish(&["--from", &first[..12]]);
    let mut after = repository.files();
    assert_eq!(after.remove("CNAME").unwrap().0, b"digest.example");
    let without_list = |mut files: Files| {
        files.remove(LIST_FILE);
        files
    };
    assert_eq!(without_list(after), without_list(before));
    assert_eq!(String::from_utf8(repository.git(&["rev-parse", "gh-pages~3"])).unwrap().trim(), first);
    assert_ne!(repository.tip(), foreign);
    // The sources still have it.
    digest.publish(&[]);
    digest.is_there(&["CNAME"]);
}

#[test]
fn a_store_that_checks_signatures() {
    let Some(mut store) = Store::start() else { return };
    let digest = Digest::new(&store);
    let output = digest.command(&[]).env_remove("AWS_SECRET_ACCESS_KEY").output().unwrap();
    assert!(said(&output).contains("AWS_SECRET_ACCESS_KEY is not set"), "{}", said(&output));
    let output = digest.command(&[]).env("AWS_ACCESS_KEY_ID", "stranger").output().unwrap();
    assert!(said(&output).contains("the store does not know AWS_ACCESS_KEY_ID"), "{}", said(&output));
    drop(digest);
    store.secret = "wrong-word";
    let refusal = Digest::new(&store).refused(&[]);
    let clear = "SignatureDoesNotMatch (403)\n  help: AWS_SECRET_ACCESS_KEY is not the secret of AWS_ACCESS_KEY_ID";
    assert!(refusal.contains(clear) && !refusal.contains("-word") && !refusal.contains("editor-key") && !refusal.contains("X-Amz"), "{refusal}");
    assert!(store.files().is_empty());
    store.secret = SECRET;
    holds(&store);
    let head = |path: &str| {
        let answer = ureq::get(&store.address(path)).call().unwrap();
        ["content-type", "cache-control"].map(|name| answer.headers()[name].to_str().unwrap().to_owned())
    };
    for (path, is_type) in
        [("index.html", "text/html; charset=utf-8"), ("style.css", "text/css; charset=utf-8"), ("feed.xml", "application/xml; charset=utf-8")]
    {
        assert_eq!(head(path), [is_type, "no-cache"], "{path}");
    }
    let digest = Digest::new(&store);
    let site = digest.root().join("content/site.yaml");
    fs::write(&site, fs::read_to_string(&site).unwrap().replace("bucket: digest", "bucket: other-one")).unwrap();
    let refusal = digest.refused(&[]);
    assert!(refusal.contains("NoSuchBucket") && refusal.contains("make the bucket other-one first"), "{refusal}");
    assert!(store.folder.path().is_dir());
}

#[test]
fn a_host_by_rsync_over_ssh() {
    let Some(host) = Host::start() else { return };
    let digest = Digest::new(&host);
    let output = digest.command(&[]).env("RSYNC_RSH", host.environment()[0].1.replace("/key", "/none")).output().unwrap();
    assert!(said(&output).contains("Permission denied") && said(&output).contains("help: let it find who you are"), "{}", said(&output));
    // Not even the folder above is there.
    let refusal = digest.refused(&[]);
    assert!(refusal.contains("rsync failed") && refusal.contains("the folder is made if the one that it lies in is there"), "{refusal}");
    drop(digest);
    fs::create_dir(host.www().parent().unwrap()).unwrap();
    holds(&host);
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&host.www().join("index.html")), mode(&host.www().join("topics"))), (0o644, 0o755));
    assert!(!host.www().join("sources").exists(), "an empty folder stays");
}
