//! Builds that are stopped, killed, run into limits, or run beside others: the program itself.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bulletin::output::{Disk, DiskOptions};

use crate::project::{NOW, Project, Tree, tree};

/// A digest of so many briefings.
fn digest(briefings: usize) -> Project {
    (0..briefings).fold(Project::new(), |project, n| {
        let name = format!("2024-{:02}-{:02}-briefing-{n}", n % 10 + 1, n % 28 + 1);
        project.briefing(&name, "", &format!("Text {n} and more of it.\n\n## Part\n\nMuch more."))
    })
}

/// `bulletin build` in a project, behind a shell's command such as `ulimit`.
fn build(project: &Project, before: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new("sh");
    let program = assert_cmd::cargo::cargo_bin!("bulletin");
    command.arg("-c").arg(format!("{before}; exec \"$0\" \"$@\"")).arg(program).args(["build", "--at", NOW]).args(arguments);
    command.current_dir(project.root()).env("NO_COLOR", "1").stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(mut command: Command) -> Output {
    command.output().unwrap()
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("sh").arg("-c").arg(format!("kill -{name} {}", child.id())).status().unwrap().success());
}

fn output(project: &Project) -> PathBuf {
    project.root().join("output")
}

fn beside(project: &Project) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(project.root()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Waits until a build is putting files aside.
fn wait_for_staging(project: &Project, child: &mut Child) {
    let staging = project.root().join(".output.bulletin-staging");
    while !staging.exists() {
        assert!(child.try_wait().unwrap().is_none(), "the build is over");
        std::thread::sleep(Duration::from_micros(500));
    }
}

#[test]
fn a_signal_before_the_commit_ends_a_build_and_leaves_all_as_it_was() {
    let project = digest(150);
    assert!(run(build(&project, ":", &[])).status.success());
    let mut project = project;
    for (n, (name, code)) in [("INT", 130), ("TERM", 143), ("HUP", 129)].into_iter().enumerate() {
        project = project.site(&format!("title: Digest {n}\nbase_url: https://digest.example\nfeed_authority: digest.example,2024\n"));
        let before = tree(&output(&project));
        let mut child = build(&project, ":", &[]).spawn().unwrap();
        wait_for_staging(&project, &mut child);
        signal(&child, name);
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(code), "{name}: {}", words(&ended));
        assert!(words(&ended).contains("stopped; output is as it was"), "{}", words(&ended));
        assert_eq!(tree(&output(&project)), before, "{name}");
        assert_eq!(beside(&project), [".bulletin", "content", "output"], "{name}");
    }
    // The lock is free, and nothing was taken for done.
    assert!(run(build(&project, ":", &[])).status.success());
    assert_eq!(tree(&output(&project)), project.cold().tree);
}

#[test]
fn a_signal_finds_the_old_output_or_the_new_one_whenever_it_comes() {
    let site = |title: &str| format!("title: {title}\nbase_url: https://digest.example\nfeed_authority: digest.example,2024\n");
    let mut project = digest(20).site(&site("Other"));
    let other = project.cold().tree;
    project = project.site(&site("One"));
    let one = project.cold().tree;
    let started = Instant::now();
    assert!(run(build(&project, ":", &[])).status.success());
    let whole = u64::try_from(started.elapsed().as_micros()).unwrap();
    let mut number = numbers(11);
    for n in 0..15 {
        project = project.site(&site(if n % 2 == 0 { "Other" } else { "One" }));
        let child = build(&project, ":", &["--quiet"]).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(number(whole * 11 / 10)));
        signal(&child, "INT");
        let ended = child.wait_with_output().unwrap();
        // Before it is asked for, or after all is done, a signal does what it always does.
        assert!(matches!(ended.status.code(), None | Some(0 | 130)), "{:?}: {}", ended.status, words(&ended));
        let now = tree(&output(&project));
        assert!(now == one || now == other, "the output is half of each");
        assert!(beside(&project).iter().all(|name| !name.contains("staging") && !name.contains("journal")), "{:?}", beside(&project));
    }
}

#[test]
fn a_build_under_nohup_does_not_mind_the_end_of_its_terminal() {
    let project = digest(60);
    let mut child = build(&project, "trap '' HUP", &[]).spawn().unwrap();
    wait_for_staging(&project, &mut child);
    signal(&child, "HUP");
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success(), "{}", words(&ended));
}

/// Numbers that are the same each time.
fn numbers(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    }
}

#[test]
fn readers_meet_whole_pages_while_builds_are_killed() {
    builds_are_killed(Some(("output/CNAME", "digest.example")));
}

#[test]
fn an_output_that_is_exchanged_is_never_half_of_each() {
    builds_are_killed(None);
}

/// Builds two digests by turns, and kills each at some moment, while someone reads. `foreign` is a file of others in the output,
/// beside which files are moved one by one.
fn builds_are_killed(foreign: Option<(&str, &str)>) {
    let project = digest(20).file("content/static/mine", "a file");
    let site = |title: &str| format!("title: {title}\nbase_url: https://digest.example\nfeed_authority: digest.example,2024\n");
    // Two digests that differ in every page, in what there is, and in what is a folder.
    let with = |project: Project, one: bool| {
        let project = project.site(&site(if one { "The one" } else { "The other digest" })).remove("content/static/mine");
        if one { project.file("content/static/mine", "a file") } else { project.file("content/static/mine/deep/file", "in a folder") }
    };
    let project = with(project, false);
    let other = project.cold().tree;
    let mut project = with(project, true);
    let one = project.cold().tree;
    let started = Instant::now();
    assert!(run(build(&project, ":", &[])).status.success());
    let whole = u64::try_from(started.elapsed().as_micros()).unwrap();
    if let Some((path, text)) = foreign {
        project = project.file(path, text);
    }

    let (over, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let folder = output(&project);
        let reader = scope.spawn(|| {
            let folder = folder;
            while !over.load(Ordering::Relaxed) {
                reads.fetch_add(look(&folder, &one, &other), Ordering::Relaxed);
            }
        });
        let mut number = numbers(2024);
        for n in 0..40 {
            project = with(std::mem::replace(&mut project, Project::empty()), n % 2 == 1);
            let mut child = build(&project, ":", &["--quiet"]).spawn().unwrap();
            std::thread::sleep(Duration::from_micros(number(whole * 12 / 10)));
            let _ = child.kill();
            child.wait().unwrap();
            assert!(!reader.is_finished(), "a reader met something else");
            if foreign.is_none() {
                let now = tree(&output(&project));
                assert!(now == one || now == other, "the output is half of each");
            }
        }
        over.store(true, Ordering::Relaxed);
        reader.join().unwrap();
    });
    assert!(reads.load(Ordering::Relaxed) > one.len(), "no one read");
    project = with(project, true);
    let ended = run(build(&project, ":", &[]));
    assert!(ended.status.success(), "{}", words(&ended));
    let expected = one.into_iter().chain(foreign.map(|(path, text)| (path["output/".len()..].to_owned(), text.as_bytes().to_vec()))).collect::<Tree>();
    assert_eq!(tree(&output(&project)), expected);
    assert_eq!(beside(&project), [".bulletin", "content", "output"]);
}

/// Reads every file that may be there; each must be that of one digest or of the other. How many there were.
fn look(folder: &Path, one: &Tree, other: &Tree) -> usize {
    let mut found = 0;
    for path in one.keys().chain(other.keys().filter(|path| !one.contains_key(*path))) {
        match fs::read(folder.join(path)) {
            Ok(bytes) => assert!(one.get(path) == Some(&bytes) || other.get(path) == Some(&bytes), "{path} is of neither: {} bytes", bytes.len()),
            Err(_) => assert!(!one.contains_key(path) || !other.contains_key(path), "{path} is missing"),
        }
        found += 1;
    }
    found
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_like_any_other() {
    let project = digest(3);
    assert!(run(build(&project, ":", &[])).status.success());
    let before = tree(&output(&project));
    let project = project.file("content/static/large", "x".repeat(200_000)).briefing("2024-11-01-new", "", "New.");
    let ended = run(build(&project, "ulimit -f 128", &[]));
    assert_eq!(ended.status.code(), Some(2), "{}", words(&ended));
    assert!(words(&ended).contains("cannot write") && words(&ended).contains("make room and build again"), "{}", words(&ended));
    assert_eq!(tree(&output(&project)), before);
    assert_eq!(beside(&project), [".bulletin", "content", "output"]);
}

/// So much memory a build has, in kB: what it needs anyway, and less than it copies.
const MEMORY: u32 = 200_000;

#[test]
fn files_of_any_size_are_read_piece_by_piece_or_not_at_all() {
    let project = digest(3);
    let sparse = |path: &str, size: u64| {
        let path = project.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::File::create(path).unwrap().set_len(size).unwrap();
    };
    let limited = |command: &str, arguments: &[&str]| {
        let mut limited = Command::new("sh");
        let program = assert_cmd::cargo::cargo_bin!("bulletin");
        limited.arg("-c").arg(format!("ulimit -d {MEMORY}; exec \"$0\" \"$@\"")).arg(program).arg(command).args(["--at", NOW]).args(arguments);
        run({
            limited.current_dir(project.root()).env("NO_COLOR", "1");
            limited
        })
    };
    sparse("content/static/recording.bin", 300 << 20);
    sparse("content/briefings/2024/unused.png", 300 << 20);
    for (command, arguments) in [("build", &[][..]), ("build", &["--reread"]), ("verify", &[])] {
        let ended = limited(command, arguments);
        assert!(ended.status.success(), "{command}: {}", words(&ended));
    }
    assert_eq!(fs::metadata(output(&project).join("recording.bin")).unwrap().len(), 300 << 20);
    fs::remove_file(output(&project).join("recording.bin")).unwrap();
    for (path, told) in [
        ("content/briefings/2024/2024-11-01-large.md", "the file has 21474836480 bytes; the limit is 4194304"),
        ("content/units.yaml", "it has more than 33554432 bytes"),
        ("content/site.yaml", "it has more than 33554432 bytes"),
    ] {
        sparse(path, 20 << 30);
        let ended = limited("build", &[]);
        assert_eq!(ended.status.code(), Some(1), "{}", words(&ended));
        assert!(words(&ended).contains(told), "{path}: {}", words(&ended));
        fs::remove_file(project.root().join(path)).unwrap();
    }
}

#[test]
fn a_cache_that_cannot_be_kept_is_no_failure() {
    let project = digest(3).file(".bulletin", "not a folder");
    let ended = run(build(&project, ":", &[]));
    assert!(ended.status.success() && ended.stderr.is_empty(), "{}", words(&ended));
    assert_eq!(tree(&output(&project)), project.cold().tree);
}

#[test]
fn a_build_waits_for_another_of_the_same_output() {
    let project = digest(1);
    let mut lock = Disk::new(&output(&project), DiskOptions::default());
    lock.lock(|| unreachable!("no one else is there"));
    let mut child = build(&project, ":", &[]).spawn().unwrap();
    let mut line = String::new();
    let mut told = BufReader::new(child.stderr.take().unwrap());
    told.read_line(&mut line).unwrap();
    assert_eq!(line, "waiting for another build of this output to end\n");
    assert!(!output(&project).exists());
    drop(lock);
    assert!(child.wait().unwrap().success());
    assert_eq!(tree(&output(&project)), project.cold().tree);
    assert_eq!(beside(&project), [".bulletin", "content", "output"]);
}

#[test]
fn builds_at_once_take_turns() {
    // Two digests into one output, each twice; and one digest into two outputs.
    let (one, other) = (digest(12), digest(20).setting("description: Another."));
    let shared = one.root().join("shared");
    let shared = shared.to_str().unwrap();
    let mut all: Vec<Child> = Vec::new();
    for _ in 0..2 {
        for project in [&one, &other] {
            all.push(build(project, ":", &["--output", shared]).spawn().unwrap());
        }
        all.push(build(&one, ":", &["--output", "second"]).spawn().unwrap());
    }
    for child in all {
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{}", words(&ended));
    }
    let built = tree(Path::new(shared));
    assert!(built == one.cold().tree || built == other.cold().tree, "two digests are mixed");
    assert_eq!(tree(&one.root().join("second")), one.cold().tree);
    assert_eq!(beside(&one), [".bulletin", "content", "second", "shared"]);
}

#[test]
fn what_may_not_be_written_to_stays_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let project = digest(3);
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    assert!(run(build(&project, ":", &[])).status.success());
    let closed = output(&project).join("briefings/2024/briefing-1");
    mode(&closed, 0o555);
    if fs::write(closed.join("try"), "").is_ok() {
        // The administrator may write everywhere.
        return;
    }
    let before = tree(&output(&project));
    let project = project.edit("content/site.yaml", "Digest", "Gazette");
    let ended = run(build(&project, ":", &[]));
    assert_eq!(ended.status.code(), Some(2));
    assert!(words(&ended).contains("briefing-1: permission denied"), "{}", words(&ended));
    assert_eq!(tree(&output(&project)), before);
    mode(&closed, 0o755);

    // Where only the output is the builder's, new files wait in it.
    mode(project.root(), 0o555);
    let ended = run(build(&project, ":", &[]));
    mode(project.root(), 0o755);
    assert!(ended.status.success(), "{}", words(&ended));
    assert_eq!(tree(&output(&project)), project.cold().tree);
}
