//! Equal sources and an equal moment give equal bytes, whatever the machine and its user.

use crate::project::Project;
#[cfg(unix)]
use crate::project::{NOW, Tree, tree};

/// A digest with enough in it for threads to overtake each other. `order` says in which order its files are made.
fn digest(order: impl Fn(&mut Vec<usize>)) -> Project {
    let mut numbers: Vec<usize> = (0..40).collect();
    order(&mut numbers);
    let project = Project::new().setting("languages: [en, zh-Hans]\ntime_zone: Pacific/Auckland").topic("telecoms", "name: {en: Telecoms, zh-Hans: 电信}");
    let project = project.topic("trade", "name: {en: Trade, zh-Hans: 贸易}").file("content/static/a/b.txt", "b").file("content/static/a.txt", "a");
    numbers.into_iter().fold(project, |project, n| {
        let name = format!("20{:02}-{:02}-{:02}-letter-{n}", 20 + n % 4, 1 + n % 12, 1 + n % 28);
        let topics = if n % 3 == 0 { "topics: [trade, telecoms]" } else { "topics: [telecoms]" };
        let project = project.briefing(&name, topics, "The letter [@paper].\n\n> [!NOTE]\n> A note[^1].\n\n[^1]: Below.");
        if n % 5 == 0 { project.briefing(&format!("{name}.zh-hans"), "title: 信", "信。") } else { project }
    })
}

/// Builds with the program under an environment, through a shell that first runs `before`.
#[cfg(unix)]
fn build(project: &Project, before: &str, environment: &[(&str, &str)]) -> (Tree, Vec<u32>) {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    let output = project.root().join("output");
    let _ = fs::remove_dir_all(&output);
    let _ = fs::remove_dir_all(project.root().join(".bulletin"));
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{before}; exec \"$0\" \"$@\"")).arg(assert_cmd::cargo::cargo_bin!("bulletin"));
    command.args(["build", "--quiet", "--at", NOW, "--root"]).arg(project.root()).envs(environment.iter().copied());
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let files = tree(&output);
    let mode = |path: &String| fs::metadata(output.join(path)).unwrap().permissions().mode() & 0o777;
    let modes = files.keys().map(mode).collect();
    (files, modes)
}

#[cfg(unix)] // a shell, umask and modes
#[test]
fn zone_language_umask_and_threads_do_not_matter() {
    let project = digest(|_| {});
    let expected = build(&project, "umask 022", &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LANG", "C")]);
    assert!(expected.1.iter().all(|mode| *mode == 0o644));
    for (before, environment) in [
        ("umask 077", &[("RAYON_NUM_THREADS", "7")][..]),
        ("umask 000", &[("TZ", "Pacific/Kiritimati"), ("RAYON_NUM_THREADS", "2")]),
        ("cd /", &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "zh_CN.UTF-8"), ("LANGUAGE", "zh")]),
        ("true", &[("TZ", "America/Los_Angeles"), ("LANG", "tr_TR.UTF-8"), ("COLUMNS", "20"), ("NO_COLOR", "1"), ("HOME", "/nowhere")]),
    ] {
        let found = build(&project, before, environment);
        assert_eq!(found, expected, "{before} {environment:?}");
    }
}

#[test]
fn the_order_in_which_files_were_made_does_not_matter() {
    let expected = digest(|_| {}).cold().tree;
    assert_eq!(digest(|n| n.reverse()).cold().tree, expected);
    assert_eq!(digest(|n| n.sort_by_key(|n| (n * 17) % 40)).cold().tree, expected);
}

#[test]
fn neither_the_folder_nor_the_day_matter() {
    let project = digest(|_| {});
    let build = project.build();
    build.never_says(project.root().to_str().unwrap());
    let project = project.at("2031-05-05T05:05:05Z");
    assert_eq!(project.cold().tree, build.tree);
    project.build().writes_n(0);
}

#[test]
fn the_moment_is_in_the_memo() {
    let project = digest(|_| {}).at("2024-12-24T18:00:00Z");
    assert_eq!(project.build().done().at, 1_735_063_200);
    let mut cache = bulletin::cache::CacheDir::new(&project.root().join(".bulletin")).load();
    assert_eq!(cache.data().outputs.values().map(|o| o.at).collect::<Vec<_>>(), [1_735_063_200]);
}
