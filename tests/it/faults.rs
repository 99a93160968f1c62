//! What can go wrong while an output is written: each step fails in turn, in each way, in each kind of change. Before the
//! commit point the output stays as it was, byte for byte; at any moment each file is wholly old or wholly new; and the
//! next build comes to what a build from nothing comes to.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bulletin::output::{Disk, DiskOptions, EnvironmentError, MANIFEST_FILE, Manifest, Ops, Store, System};
use rayon::prelude::*;
use tempfile::TempDir;

use crate::project::{Project, Tree, tree};

/// How a step fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// With this number of an error, and whatever follows goes well.
    Once(i32),
    /// A file is cut in its middle, for want of room.
    Torn,
    /// The process is killed: nothing follows.
    Killed,
    /// The machine is cut off: nothing follows, and of files that were not made safe nothing is left but their names.
    CutOff,
}

// The numbers that the system gives its errors.
const NO_SPACE: i32 = if cfg!(unix) { 28 } else { 112 };
const NO_PERMISSION: i32 = if cfg!(unix) { 13 } else { 5 };
const BROKEN: i32 = if cfg!(unix) { 5 } else { 1117 };
const ALL: [How; 6] = [How::Once(NO_SPACE), How::Once(NO_PERMISSION), How::Once(BROKEN), How::Torn, How::Killed, How::CutOff];

/// A file system on which one step fails.
#[derive(Debug)]
pub(crate) struct Faults {
    fails_at: usize,
    how: How,
    steps: AtomicUsize,
    committed: AtomicBool,
    /// Whether that was done by putting one folder in the place of the other.
    exchanged: AtomicBool,
    /// What becomes a link to somewhere else right behind the commit point.
    swapped: Mutex<Option<(PathBuf, PathBuf)>>,
    /// Files of which the disk does not have the content yet, by device and inode.
    unsafe_files: Mutex<BTreeSet<(u64, u64)>>,
}

impl Faults {
    pub(crate) fn new(fails_at: usize, how: How) -> Arc<Self> {
        let (steps, committed, exchanged) = (AtomicUsize::new(0), AtomicBool::new(false), AtomicBool::new(false));
        Arc::new(Self { fails_at, how, steps, committed, exchanged, swapped: Mutex::default(), unsafe_files: Mutex::default() })
    }

    /// None fails; and nothing waits for the disk.
    pub(crate) fn none() -> Arc<Self> {
        Self::new(usize::MAX, How::Killed)
    }

    fn step(&self) -> io::Result<()> {
        let n = self.steps.fetch_add(1, Ordering::SeqCst);
        let number = match self.how {
            How::Once(number) if n == self.fails_at => number,
            How::Torn if n == self.fails_at => NO_SPACE,
            How::Killed | How::CutOff if n >= self.fails_at => BROKEN,
            _ => return Ok(()),
        };
        Err(io::Error::from_raw_os_error(number))
    }

    fn happened(&self) -> bool {
        self.steps.load(Ordering::SeqCst) > self.fails_at
    }

    /// All went well up to here.
    fn commit(&self, by_exchange: bool) {
        self.committed.store(true, Ordering::SeqCst);
        self.exchanged.store(by_exchange, Ordering::SeqCst);
        if let Some((path, target)) = &*self.swapped.lock().unwrap() {
            fs::rename(path, path.with_extension("aside")).unwrap();
            #[cfg(unix)]
            std::os::unix::fs::symlink(target, path).unwrap();
            #[cfg(not(unix))]
            panic!("no link to {} is made on this system", target.display());
        }
    }

    fn committed(&self) -> bool {
        self.committed.load(Ordering::SeqCst)
    }

    /// What the end of the power does to the files below a folder.
    fn cut_off(&self, folder: &Path) {
        if self.how != How::CutOff {
            return;
        }
        let lost = self.unsafe_files.lock().unwrap();
        for path in tree(folder).keys().chain([&format!("output/{MANIFEST_FILE}")]) {
            let path = folder.join(path);
            if path.symlink_metadata().is_ok_and(|data| data.is_file() && identity(&data).is_some_and(|file| lost.contains(&file))) {
                fs::write(path, "").unwrap();
            }
        }
    }
}

impl Ops for Faults {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        System.make_folder(folder)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let may = self.step();
        if may.is_err() && self.how != How::Torn {
            return may;
        }
        System.write(path, if may.is_ok() { bytes } else { &bytes[..bytes.len() / 2] })?;
        self.unsafe_files.lock().unwrap().extend(identity(&fs::metadata(path)?));
        may
    }

    fn copy(&self, from: &mut dyn io::Read, to: &Path) -> io::Result<[u8; 32]> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)?;
        self.write(to, &bytes)?;
        Ok(*blake3::hash(&bytes).as_bytes())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        System.rename(from, to)?;
        if to.to_str().unwrap().ends_with("bulletin-journal") {
            self.commit(false);
        } else if from.ends_with(".output.bulletin-staging/files") {
            self.commit(true);
        }
        Ok(())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        System.link(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.step()?;
        System.exchange(one, other)?;
        self.commit(true);
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        System.remove_file(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        System.remove_folder(folder)
    }

    fn clear(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        System.clear(folder)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        if let Some(file) = identity(&fs::metadata(path)?) {
            self.unsafe_files.lock().unwrap().remove(&file);
        }
        Ok(())
    }

    fn sync_all(&self, _: &Path) -> io::Result<bool> {
        self.step()?;
        self.unsafe_files.lock().unwrap().clear();
        Ok(true)
    }
}

/// What tells a file from every other, whatever its path: device and inode. Other systems than unix give none; what is cut
/// off there is only killed.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn identity(data: &fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((data.dev(), data.ino()))
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> Option<(u64, u64)> {
    None
}

/// A change of an output: the files before it and after it.
struct Change {
    name: &'static str,
    old: Tree,
    new: Tree,
    /// Files of others in the output, which are also there when the new files are taken for a first build.
    foreign: Tree,
    adopt: bool,
}

fn files<'f>(all: impl IntoIterator<Item = (&'f str, &'f str)>) -> Tree {
    all.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

fn changes() -> Vec<Change> {
    let change = |name, old: &[(&'static str, &'static str)], new: &[(&'static str, &'static str)]| Change {
        name,
        old: files(old.iter().copied()),
        new: files(new.iter().copied()),
        foreign: if old.is_empty() { Tree::new() } else { files([("CNAME", "digest.example"), ("b/note", "mine")]) },
        adopt: false,
    };
    let many = |text: &str| (0..70).map(|n| (format!("{}/{n}", n % 7), format!("{text} {n}").into_bytes())).collect();
    vec![
        change("cold", &[], &[("a", "1"), ("b/c", "2"), ("b/d/e", "3"), ("f/g", "4")]),
        change(
            "edit",
            &[("a", "old a"), ("b/c", "old c"), ("b/d", "same"), ("e", "same")],
            &[("a", "new a"), ("b/c", "new c"), ("b/d", "same"), ("e", "same")],
        ),
        change("delete", &[("a", "same"), ("b/c", "old"), ("d/e/f", "old"), ("d/e/g", "old")], &[("a", "same")]),
        change("nothing is left", &[("a", "old"), ("b/c", "old")], &[]),
        change("file to folder", &[("a", "old"), ("d", "old"), ("e", "old")], &[("a", "new"), ("d/x/y", "new"), ("e/z", "new")]),
        change("folder to file", &[("a", "old"), ("d/x/y", "old"), ("d/z", "old"), ("e/z", "old")], &[("a", "new"), ("d", "new"), ("e", "new")]),
        change("all at once", ALL_AT_ONCE.0, ALL_AT_ONCE.1),
        Change {
            adopt: true,
            foreign: files([("a", "theirs"), ("b/c", "theirs"), ("z", "theirs")]),
            ..change("adopt", &[], &[("a", "1"), ("b/c", "2"), ("d/e", "3")])
        },
        // Of these more is written than kept, and nothing is of others.
        Change { foreign: Tree::new(), ..change("whole", ALL_AT_ONCE.0, ALL_AT_ONCE.1) },
        Change {
            foreign: Tree::new(),
            ..change(
                "whole with folders",
                &[("a", "old"), ("b/c", "same"), ("b/d/e", "same"), ("f/g", "old"), ("h/i", "old")],
                &[("a", "new"), ("b/c", "same"), ("b/d/e", "same"), ("f/g", "new"), ("j/k", "new"), ("l", "new")],
            )
        },
        Change { name: "many", old: many("old"), new: many("new"), foreign: Tree::new(), adopt: false },
    ]
}

type Texts = &'static [(&'static str, &'static str)];

const ALL_AT_ONCE: (Texts, Texts) = (
    &[("a", "old"), ("b/c", "old"), ("d/x", "old"), ("e", "old"), ("g/h", "old"), ("s", "same")],
    &[("a", "new"), ("b/i/j", "new"), ("d", "new"), ("e/y", "new"), ("k/l", "new"), ("s", "same")],
);

/// An output in a folder of its own.
struct Place(TempDir);

impl Place {
    fn new(change: &Change) -> Self {
        // In memory, where there is such a folder: a disk would be waited for.
        let place = Self(TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap());
        if !change.adopt && !change.old.is_empty() {
            write(&place.output(), false, Faults::none(), &change.old).unwrap();
        }
        for (path, bytes) in &change.foreign {
            let path = place.output().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        place
    }

    fn output(&self) -> PathBuf {
        self.0.path().join("output")
    }

    /// The output with its list.
    fn tree(&self) -> Tree {
        let mut all = tree(&self.output());
        all.extend(fs::read(self.output().join(MANIFEST_FILE)).ok().map(|list| (MANIFEST_FILE.to_owned(), list)));
        all
    }

    /// Nothing is left beside the output.
    #[track_caller]
    fn is_clean(&self, case: &str) {
        let names: Vec<_> = fs::read_dir(self.0.path()).unwrap().map(|e| e.unwrap().file_name()).filter(|name| name != "output").collect();
        assert!(names.is_empty(), "{case}: {names:?} is left");
    }
}

/// Writes an output as a build does that knows nothing of it.
fn write(output: &Path, adopt: bool, ops: Arc<dyn Ops>, files: &Tree) -> Result<(), EnvironmentError> {
    let mut disk = Disk::with_ops(output, DiskOptions { adopt, ..DiskOptions::default() }, ops);
    let listed = disk.open(false)?;
    let mut list = Manifest::default();
    let mut staged = BTreeSet::new();
    for (path, bytes) in files {
        list.files.insert(path.clone(), *blake3::hash(bytes).as_bytes());
        if disk.hash(path) != Some(*blake3::hash(bytes).as_bytes()) {
            disk.stage(path, bytes)?;
            staged.insert(path.clone());
        }
    }
    let stale = listed.files.keys().filter(|path| !files.contains_key(*path)).cloned().collect();
    disk.commit(&staged, &stale, &Arc::new(list)).map(drop)
}

/// What a reader may meet while an output changes.
#[track_caller]
fn is_between(change: &Change, now: &Tree, case: &str) {
    for (path, bytes) in now.iter().filter(|(path, _)| *path != MANIFEST_FILE) {
        let whole = [&change.old, &change.new, &change.foreign].iter().any(|tree| tree.get(path) == Some(bytes));
        assert!(whole, "{case}: {path} is {:?}", String::from_utf8_lossy(bytes));
    }
    for path in change.old.keys().filter(|path| change.new.contains_key(*path)) {
        assert!(now.contains_key(path), "{case}: {path} is missing");
    }
    for (path, bytes) in change.foreign.iter().filter(|(path, _)| !change.new.contains_key(*path)) {
        assert_eq!(now.get(path), Some(bytes), "{case}: {path} of someone else");
    }
}

/// What a build of `files` comes to.
fn expected(change: &Change, files: &Tree) -> Tree {
    let mut all = change.foreign.clone();
    all.extend(files.clone());
    let list = Manifest { files: files.iter().map(|(path, bytes)| (path.clone(), *blake3::hash(bytes).as_bytes())).collect(), drafts: false };
    all.insert(MANIFEST_FILE.to_owned(), list.write().into_bytes());
    all
}

#[test]
fn each_step_may_fail_in_each_way() {
    // Side by side, because they wait for the disk more than they work.
    let all = changes();
    let cases: Vec<(&Change, How)> = all.iter().flat_map(|change| ALL.map(|how| (change, how))).collect();
    cases.into_par_iter().filter(|(change, how)| change.new.len() <= 64 || *how == How::CutOff).for_each(|(change, how)| each_step(change, how));
}

fn each_step(change: &Change, how: How) {
    let mut committed = 0;
    // Staging one file more is no other case.
    for n in (0..).filter(|n| change.new.len() <= 64 || !(2..75).contains(n)) {
        let case = format!("{}, step {n}: {how:?}", change.name);
        let place = Place::new(change);
        let before = place.tree();
        let faults = Faults::new(n, how);
        let outcome = write(&place.output(), change.adopt, faults.clone(), &change.new);
        faults.cut_off(place.0.path());
        let now = place.tree();
        is_between(change, &now, &case);
        match &outcome {
            Ok(()) => assert_eq!(now, expected(change, &change.new), "{case}"),
            Err(refusal) if faults.committed() => {
                let exchanged = faults.exchanged.load(Ordering::SeqCst);
                let words = if exchanged { "the new output is in place" } else { "the next build completes it" };
                assert!(refusal.help.as_ref().unwrap().contains(words), "{case}: {refusal:?}");
                assert!(!exchanged || now == expected(change, &change.new), "{case}: it is half there");
                committed += 1;
            }
            Err(_) => {
                assert_eq!(now, before, "{case}");
                if !matches!(how, How::Killed | How::CutOff) {
                    place.is_clean(&case);
                }
            }
        }
        // The next build is another one every second time.
        let next = if n % 2 == 0 { &change.new } else { &change.old };
        write(&place.output(), change.adopt, Faults::none(), next).unwrap_or_else(|refusal| panic!("{case}: {refusal:?}"));
        assert_eq!(place.tree().into_iter().filter(is_ours_or(change, next)).collect::<Tree>(), expected_after(change, next), "{case}");
        place.is_clean(&case);
        if !faults.happened() {
            break;
        }
    }
    assert!(committed > 0, "{}: nothing failed behind the commit point", change.name);
}

/// A file that was taken over is ours for good, and goes when it is no longer made.
fn is_ours_or(change: &Change, next: &Tree) -> impl Fn(&(String, Vec<u8>)) -> bool {
    let taken: BTreeSet<String> = change.foreign.keys().filter(|path| change.new.contains_key(*path) && !next.contains_key(*path)).cloned().collect();
    move |(path, _)| !taken.contains(path)
}

fn expected_after(change: &Change, next: &Tree) -> Tree {
    expected(change, next).into_iter().filter(is_ours_or(change, next)).collect()
}

#[test]
fn completing_may_be_interrupted_too() {
    for change in changes().iter().filter(|c| ["all at once", "adopt"].contains(&c.name)) {
        for n in 0.. {
            let mut first = Faults::new(n, How::Killed);
            for m in 0.. {
                let case = format!("{}, steps {n} and {m}", change.name);
                let place = Place::new(change);
                first = Faults::new(n, How::Killed);
                let _ = write(&place.output(), change.adopt, first.clone(), &change.new);
                let second = Faults::new(m, How::Killed);
                let recovered = Disk::with_ops(&place.output(), DiskOptions::default(), second.clone()).recover();
                let now = place.tree();
                is_between(change, &now, &case);
                if recovered.is_ok() && first.committed() {
                    assert_eq!(now, expected(change, &change.new), "{case}");
                }
                write(&place.output(), change.adopt, Faults::none(), &change.new).unwrap_or_else(|refusal| panic!("{case}: {refusal:?}"));
                assert_eq!(place.tree(), expected(change, &change.new), "{case}");
                place.is_clean(&case);
                if !second.happened() {
                    break;
                }
            }
            if !first.happened() {
                break;
            }
        }
    }
}

/// An output whose build was killed right behind its commit point.
fn killed() -> (Change, Place) {
    let change = Change {
        name: "killed",
        old: files(ALL_AT_ONCE.0.iter().copied()),
        new: files(ALL_AT_ONCE.1.iter().copied()),
        foreign: files([("CNAME", "digest.example")]),
        adopt: false,
    };
    for n in 0.. {
        let place = Place::new(&change);
        let faults = Faults::new(n, How::Killed);
        assert!(write(&place.output(), false, faults.clone(), &change.new).is_err());
        if faults.committed() {
            return (change, place);
        }
    }
    unreachable!("no build passes the commit point")
}

#[test]
fn what_was_begun_is_completed_whatever_the_next_build_is() {
    let (change, place) = killed();
    let mut disk = Disk::new(&place.output(), DiskOptions::default());
    let refusal = disk.open(true).unwrap_err();
    assert!(refusal.message.contains("was built without drafts"), "{refusal:?}");
    assert_eq!(place.tree(), expected(&change, &change.new));
}

#[test]
fn a_journal_that_was_damaged_is_dropped() {
    for damaged in ["seal", "list"] {
        for bytes in ["", "something else\n"] {
            let (change, place) = killed();
            fs::write(place.output().with_file_name(".output.bulletin-journal").join(damaged), bytes).unwrap();
            Disk::new(&place.output(), DiskOptions::default()).recover().unwrap();
            assert_eq!(place.tree(), expected(&change, &change.old), "{damaged}");
            place.is_clean(damaged);
        }
    }
}

#[test]
fn a_file_in_the_journal_that_was_damaged_never_arrives() {
    let (change, place) = killed();
    fs::write(place.output().with_file_name(".output.bulletin-journal").join("files/a"), "ne").unwrap();
    Disk::new(&place.output(), DiskOptions::default()).recover().unwrap();
    assert_eq!(place.tree()["a"], b"old");
    write(&place.output(), false, Faults::none(), &change.new).unwrap();
    assert_eq!(place.tree(), expected(&change, &change.new));
}

#[cfg(unix)] // symbolic links
#[test]
fn completing_writes_over_no_file_of_others_and_through_no_link() {
    let (change, place) = killed();
    fs::create_dir(place.output().join("k")).unwrap();
    fs::write(place.output().join("k/l"), "mine").unwrap();
    let refusal = Disk::new(&place.output(), DiskOptions::default()).recover().unwrap_err();
    assert!(refusal.message.contains("was not written by bulletin") && refusal.help.unwrap().contains("the next build completes it"));
    assert_eq!(place.tree()["k/l"], b"mine");

    fs::remove_dir_all(place.output().join("k")).unwrap();
    let elsewhere = TempDir::new().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), place.output().join("k")).unwrap();
    let refusal = Disk::new(&place.output(), DiskOptions::default()).recover().unwrap_err();
    assert!(refusal.message.contains("is not a folder"), "{refusal:?}");
    assert!(tree(elsewhere.path()).is_empty());

    fs::remove_file(place.output().join("k")).unwrap();
    Disk::new(&place.output(), DiskOptions::default()).recover().unwrap();
    assert_eq!(place.tree(), expected(&change, &change.new));
}

#[test]
fn an_output_that_was_removed_in_between_comes_back_whole() {
    let (mut change, place) = killed();
    change.foreign.clear();
    fs::remove_dir_all(place.output()).unwrap();
    write(&place.output(), false, Faults::none(), &change.new).unwrap();
    assert_eq!(place.tree(), expected(&change, &change.new));
}

#[test]
fn what_a_kill_behind_an_exchange_leaves_is_cleared() {
    let changes = changes();
    let change = changes.iter().find(|change| change.name == "whole with folders").unwrap();
    let mut left = 0;
    for n in 0.. {
        let (place, faults) = (Place::new(change), Faults::new(n, How::Killed));
        let outcome = write(&place.output(), false, faults.clone(), &change.new);
        if faults.exchanged.load(Ordering::SeqCst) && outcome.is_err() {
            left += 1;
            assert_eq!(place.tree(), expected(change, &change.new), "step {n}");
            Disk::new(&place.output(), DiskOptions::default()).recover().unwrap();
            assert_eq!(place.tree(), expected(change, &change.new), "step {n}");
            place.is_clean(&format!("step {n}"));
        }
        if !faults.happened() {
            break;
        }
    }
    assert!(left > 0);
}

#[cfg(unix)] // symbolic links
#[test]
fn nothing_is_written_through_a_link_that_was_swapped_in() {
    let changes = changes();
    let change = changes.iter().find(|change| change.name == "edit").unwrap();
    let place = Place::new(change);
    let elsewhere = TempDir::new().unwrap();
    fs::write(elsewhere.path().join("c"), "precious").unwrap();
    let faults = Faults::none();
    *faults.swapped.lock().unwrap() = Some((place.output().join("b"), elsewhere.path().to_owned()));
    let refusal = write(&place.output(), false, faults, &change.new).unwrap_err();
    assert!(refusal.help.as_ref().unwrap().contains("the next build completes it"), "{refusal:?}");
    assert_eq!(tree(elsewhere.path()), files([("c", "precious")]));
}

#[test]
fn a_full_disk_is_told_of_in_plain_words() {
    let change = &changes()[0];
    let place = Place::new(change);
    let refusal = write(&place.output(), false, Faults::new(4, How::Torn), &change.new).unwrap_err();
    assert!(refusal.message.contains("the disk is full"), "{refusal:?}");
    assert_eq!(refusal.help.as_deref(), Some("make room and build again"));
}

#[test]
fn a_build_that_is_killed_at_any_step_is_made_good_by_the_next() {
    let mut project = Project::new()
        .hurry()
        .setting("outputs: {feeds: false, json_feeds: false, agencies: false, jurisdictions: false, glossary: false, calendar: false}")
        .briefing("2024-10-23-letter", "", "The letter.");
    project.build().succeeds();
    for n in 0.. {
        // A page and a file are rewritten, one goes, one comes, a file becomes a folder or the other way round.
        let (gone, come) = if n % 2 == 0 { ("content/static/mine", "content/static/mine/one") } else { ("content/static/mine/one", "content/static/mine") };
        if project.root().join(gone).is_file() {
            project = project.remove("content/static/mine");
        }
        project = project.file(come, format!("{n}")).file(format!("content/static/{n}"), "").briefing("2024-10-23-letter", "", &format!("Letter {n}."));
        if n > 0 {
            project = project.remove(&format!("content/static/{}", n - 1));
        }
        let faults = Faults::new(n, How::Killed);
        let killed = project.build_by(faults.clone());
        assert!(killed.is_done() || faults.happened());
        let build = project.build();
        assert_eq!(build.tree, project.cold().tree, "step {n}");
        if !faults.happened() {
            assert!(n > 20, "a build has {n} steps only");
            break;
        }
    }
}

#[test]
fn a_memo_that_is_older_than_the_output_does_no_harm() {
    let project = Project::new().briefing("2024-10-23-letter", "", "The letter.");
    project.build().succeeds();
    let old = fs::read(project.root().join(".bulletin/cache")).unwrap();
    let project = project.briefing("2024-10-23-letter", "", "The reply.");
    project.build().succeeds();
    // As if the process had been killed between the commit and the memo.
    let project = project.file(".bulletin/cache", &old);
    let build = project.build();
    build.writes_n(0);
    assert_eq!(build.tree, project.cold().tree);
    // And with the former text again, which the memo still knows.
    let project = project.file(".bulletin/cache", &old).briefing("2024-10-23-letter", "", "The letter.");
    let build = project.build();
    assert_eq!(build.tree, project.cold().tree);
    build.page("briefings/2024/letter/index.html").says("The letter.");
}
