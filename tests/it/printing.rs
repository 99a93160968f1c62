//! What commands print, where nobody reads it or it cannot be written; and what they say stands all the same.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::cli::{bulletin, digest};

/// Each command that prints, in a folder with the digest `d`, of which there is an output.
#[cfg(unix)]
const COMMANDS: [&[&str]; 14] = [
    &["build", "--root", "d"],
    &["build", "--root", "d", "--explain", "--reread"],
    &["build", "--root", "d", "--explain", "/", "--format", "json"],
    &["check", "--root", "d"],
    &["check", "--root", "d", "--format", "json"],
    &["check", "--root", "d", "--format", "github"],
    &["verify", "--root", "d"],
    &["explain"],
    &["explain", "B0101"],
    &["completions", "zsh"],
    &["man"],
    &["--help"],
    &["--version"],
    &["new", "topic", "Printed"],
];

/// A digest with a warning, so that every format has something to say, and its output.
fn built() -> TempDir {
    let folder = digest();
    fs::write(folder.path().join("d/content/briefings/bare.md"), "---\ntitle: Bare\ndate: 2024-10-23\ntopics: [telecoms]\n---\nText.\n").unwrap();
    bulletin(&folder).args(["build", "--root", "d"]).assert().success();
    folder
}

fn command(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("bulletin"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1");
    if arguments[0] == "new" {
        command.args(["--root", "d"]);
    }
    command
}

fn words(output: &Output) -> (String, String) {
    (String::from_utf8(output.stdout.clone()).unwrap(), String::from_utf8(output.stderr.clone()).unwrap())
}

/// A pipe that nobody reads.
#[cfg(unix)]
fn closed() -> Stdio {
    let mut child = Command::new("true").stdin(Stdio::piped()).spawn().unwrap();
    let pipe = child.stdin.take().unwrap();
    child.wait().unwrap();
    pipe.into()
}

/// A file that takes nothing, as on a full disk.
#[cfg(target_os = "linux")]
fn full() -> fs::File {
    fs::OpenOptions::new().write(true).open("/dev/full").unwrap()
}

#[cfg(unix)] // a broken pipe is an error of its own
#[test]
fn a_reader_who_has_gone_hears_nothing_and_the_code_stays() {
    let folder = built();
    for arguments in COMMANDS {
        let output = command(&folder, arguments).stdout(closed()).output().unwrap();
        let (_, said) = words(&output);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(!said.contains("error") && !said.contains("panicked"), "{arguments:?}: {said}");
        fs::remove_file(folder.path().join("d/content/topics/printed.md")).ok();
    }
    // A command that fails goes on to fail.
    fs::write(folder.path().join("d/content/topics/bad.md"), "no front matter\n").unwrap();
    for format in ["json", "human"] {
        let mut check = command(&folder, &["check", "--root", "d", "--format", format]);
        assert_eq!(check.stdout(closed()).stderr(closed()).status().unwrap().code(), Some(1));
    }
    assert_eq!(command(&folder, &["build", "--wat"]).stderr(closed()).status().unwrap().code(), Some(2));
}

/// A reader who goes in the middle.
#[test]
fn the_first_lines_may_be_all_that_is_read() {
    let folder = built();
    let mut child = command(&folder, &["explain"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().starts_with("B0101"));
    drop(lines);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), words(&output).1.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_on_the_other_stream() {
    let folder = built();
    for arguments in COMMANDS {
        let output = command(&folder, arguments).stdout(full()).output().unwrap();
        let (_, said) = words(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("error: cannot print to the standard output: the disk is full"), "{arguments:?}: {said}");
        assert!(!said.contains("nothing was written") && !said.contains("panicked") && !said.contains("itself failed"), "{arguments:?}: {said}");
        assert_eq!(said.contains("the site in d/output is built and stands"), arguments[0] == "build", "{arguments:?}: {said}");
    }
    assert!(folder.path().join("d/content/topics/printed.md").is_file());
    // What is said beside cannot be said either: then on the standard output, unless a program reads that.
    let output = command(&folder, &["check", "--root", "d"]).stderr(full()).output().unwrap();
    let (printed, _) = words(&output);
    assert!(output.status.code() == Some(2) && printed.contains("cannot print to the standard error"), "{printed}");
    let output = command(&folder, &["check", "--root", "nowhere", "--format", "json"]).stderr(full()).output().unwrap();
    assert!(words(&output).0.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{output:?}");
    assert_eq!(command(&folder, &["check", "--root", "d"]).stdout(full()).stderr(full()).status().unwrap().code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_site_that_could_not_be_told_of_is_there() {
    let folder = digest();
    let output = command(&folder, &["build", "--root", "d"]).stdout(full()).output().unwrap();
    assert!(output.status.code() == Some(2) && folder.path().join("d/output/index.html").is_file());
    let output = command(&folder, &["init", "e"]).stdout(full()).output().unwrap();
    assert!(output.status.code() == Some(2) && words(&output).1.contains("the digest is in e"), "{output:?}");
    assert!(folder.path().join("e/content/site.yaml").is_file());
    let output = command(&folder, &["new", "briefing", "Told", "--date", "2024-10-23"]).stdout(full()).output().unwrap();
    assert!(words(&output).1.contains("2024-10-23-told.md is written"), "{output:?}");
}

#[test]
fn only_who_writes_says_that_nothing_was_written() {
    let folder = built();
    fs::write(folder.path().join("d/content/topics/bad.md"), "no front matter\n").unwrap();
    for (arguments, says) in [(&["build"][..], true), (&["check"], false), (&["verify"], false), (&["new", "edition", "2024-10"], true)] {
        let mut command = command(&folder, arguments);
        if arguments[0] != "new" {
            command.args(["--root", "d"]);
        }
        let (_, said) = words(&command.output().unwrap());
        assert!(said.contains("1 error") && said.contains("nothing was written") == says, "{arguments:?}: {said}");
    }
}

#[test]
fn errors_are_shown_before_warnings() {
    let folder = built();
    let write = |name: &str, text: &str| fs::write(folder.path().join("d/content/briefings").join(name), text).unwrap();
    for n in 0..60 {
        write(&format!("a{n}.md"), &format!("---\ntitle: T{n}\ndate: 2024-10-23\ntopics: [telecoms]\n---\nText.\n"));
    }
    write("z.md", "---\ntitle: Z\ndate: 2024-10-23\ntopics: [telecom]\n---\nText.\n");
    let (_, said) = words(&command(&folder, &["check", "--root", "d"]).output().unwrap());
    assert!(said.starts_with("error[B0204]"), "{said}");
    assert!(said.contains("13 more, which are not shown") && said.contains("1 error and 62 warnings"), "{said}");
    assert!(said.contains("B0121 no-sources") && said.contains("content/briefings (13)") && said.contains("bulletin check --code B0121"), "{said}");
    // All errors are shown, whatever the number of warnings.
    for n in 0..70 {
        write(&format!("e{n}.md"), &format!("---\ntitle: E{n}\ndate: 2024-10-23\ntopics: [telecom]\n---\nText.\n"));
    }
    let (_, said) = words(&command(&folder, &["check", "--root", "d"]).output().unwrap());
    assert_eq!((said.matches("error[B0204]").count(), said.matches("warning[").count()), (71, 0), "{said}");
    let (_, said) = words(&command(&folder, &["check", "--root", "d", "--code", "no-sources"]).output().unwrap());
    assert!(said.matches("warning[B0121]").count() > 130 && !said.contains("error[") && said.contains("71 errors"), "{said}");
}

/// The upper folders are looked at as git and cargo do, and paths stay those of who stands there.
#[test]
fn a_digest_is_found_from_anywhere_within_it() {
    let folder = built();
    let run = |place: &str, arguments: &[&str]| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("bulletin"));
        let output = command.args(arguments).current_dir(folder.path().join(place)).env("NO_COLOR", "1").output().unwrap();
        (output.status.code(), words(&output))
    };
    for (place, up) in [("d/content", ".."), ("d/content/briefings", "../.."), ("d/output/topics/telecoms", "../../..")] {
        let (code, (printed, said)) = run(place, &["build"]);
        assert!(code == Some(0) && printed.contains(&format!("2 briefings in {up}/output: 0 written")), "{place}: {printed}{said}");
        assert!(said.contains("--> content/briefings/bare.md:1:1"), "{said}");
        assert_eq!(run(place, &["check"]).0, Some(0));
        assert_eq!(run(place, &["verify"]).0, Some(0));
    }
    let (_, (printed, _)) = run("d/content/topics", &["new", "topic", "Found"]);
    assert_eq!(printed, "../../content/topics/found.md\n");
    let (code, _) = run("d/content", &["build", "--output", "../../preview"]);
    assert!(code == Some(0) && folder.path().join("preview/index.html").is_file());
    // A folder that is named is that one, and none above it.
    let (code, (_, said)) = run("d/content", &["build", "--root", "."]);
    assert!(code == Some(1) && said.contains("B0501"), "{said}");
    let (code, (_, said)) = run("d/content", &["new", "topic", "Nowhere", "--root", "briefings"]);
    assert!(code == Some(2) && said.contains("is no digest"), "{said}");
}

#[test]
fn a_moment_has_bounds() {
    let folder = digest();
    for moment in ["9999-12-31T00:00:00Z", "9999-01-01", "1969-12-31T23:59:59Z", "0001-01-01", "1970-01-01T00:00:00+01:00"] {
        let (_, said) = words(&command(&folder, &["build", "--root", "d", "--at", moment]).output().unwrap());
        assert!(
            said.contains(&format!("no site can be built as of `{moment}`")) && said.contains("from 1970-01-01T00:00:00Z to 9998-12-31T23:59:59Z"),
            "{said}"
        );
    }
    assert!(!folder.path().join("d/output").exists());
    for moment in ["9998-12-31T23:59:59Z", "1970-01-01T00:00:00Z"] {
        assert!(command(&folder, &["check", "--root", "d", "--at", moment]).status().unwrap().success(), "{moment}");
    }
}

/// What `init` finds is kept, and it makes a whole digest or none.
#[test]
fn init_looks_at_all_places_first() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    let init = |name: &str| {
        let output = command(&folder, &["init", name]).output().unwrap();
        (output.status.code(), words(&output))
    };
    let tree = |name: &str| crate::project::tree(&path(name)).into_keys().collect::<Vec<_>>();
    fs::create_dir_all(path("a/content/topics")).unwrap();
    fs::write(path("a/.gitignore"), "node_modules\n").unwrap();
    fs::write(path("a/content/topics/telecoms.md"), "---\nname: Mine\n---\n").unwrap();
    let (code, (printed, said)) = init("a");
    assert_eq!((code, said.as_str()), (Some(0), ""), "{printed}");
    assert!(printed.contains("a/.gitignore was there already and is kept as it is; add to it what git should not keep: /output/ /.bulletin/"), "{printed}");
    assert!(printed.contains("a/content/topics/telecoms.md was there already and is kept as it is.\n"), "{printed}");
    assert_eq!(fs::read_to_string(path("a/.gitignore")).unwrap(), "node_modules\n");
    assert!(fs::read_to_string(path("a/content/topics/telecoms.md")).unwrap().contains("Mine"));
    assert!(command(&folder, &["build", "--root", "a", "--strict"]).status().unwrap().success());

    for (name, file) in [("b", "b/content/topics"), ("c", "c/content"), ("e", "e"), ("f/g/h", "f/g")] {
        fs::create_dir_all(path(file).parent().unwrap()).unwrap();
        fs::write(path(file), "mine").unwrap();
        let (code, (_, said)) = init(name);
        assert!(code == Some(2) && said.contains(&format!("{file} is no folder")), "{said}");
        assert_eq!(fs::read_to_string(path(file)).unwrap(), "mine");
    }
    assert_eq!((tree("b"), tree("c")), (vec!["content/topics".to_owned()], vec!["content".to_owned()]));
    fs::create_dir_all(path("i/.gitignore")).unwrap();
    assert!(init("i").1.1.contains("i/.gitignore is a folder"));
    assert!(!path("i/content").exists());
    // A link that leads nowhere is something too.
    #[cfg(unix)]
    {
        fs::create_dir(path("j")).unwrap();
        std::os::unix::fs::symlink("/nowhere", path("j/.gitignore")).unwrap();
        assert_eq!(init("j").0, Some(0));
        assert_eq!(fs::read_link(path("j/.gitignore")).unwrap(), std::path::Path::new("/nowhere"));
    }
}

/// Where the disk is full, nothing is left, and it can be begun again.
#[cfg(target_os = "linux")]
#[test]
fn init_leaves_no_half_a_digest() {
    let folder = TempDir::new().unwrap();
    let program = assert_cmd::cargo::cargo_bin!("bulletin");
    // Files can be made and take no byte, as on a full disk.
    let limited = format!("ulimit -f 0; trap '' XFSZ; '{}' init a/b", program.display());
    let output = Command::new("sh").args(["-c", &limited]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "something was left");
    assert!(command(&folder, &["init", "a/b"]).status().unwrap().success());
    // The same for a new source.
    let limited = format!("ulimit -f 1; trap '' XFSZ; '{}' new briefing Long --root a/b --date 2020-01-01", program.display());
    let output = Command::new("sh").args(["-c", &limited]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(!folder.path().join("a/b/content/briefings/2020").exists());
}

#[test]
fn a_title_that_gives_no_address_says_why() {
    let folder = digest();
    let new = |kind: &str, title: &str| {
        let output = command(&folder, &["new", kind, title]).output().unwrap();
        (output.status.code(), words(&output))
    };
    for (title, why) in [
        ("CON", "Windows reserves the name"),
        ("aux", "Windows reserves the name"),
        ("COM1", "Windows reserves the name"),
        ("..", "no letters or digits"),
        ("🎉", "no letters or digits"),
    ] {
        for kind in ["topic", "agency", "term", "page"] {
            let (code, (_, said)) = new(kind, title);
            assert!(code == Some(2) && said.contains(&format!("no address can be made of `{title}`: ")) && said.contains(why), "{said}");
        }
    }
    for title in ["信".repeat(67), "a".repeat(300), "é".repeat(200), "..hidden".to_owned()] {
        let (code, (printed, said)) = new("page", &title);
        assert_eq!(code, Some(0), "{said}");
        assert!(fs::read_to_string(folder.path().join(printed.trim())).unwrap().contains(&format!("title: \"{title}\"")));
    }
    assert!(command(&folder, &["check", "--root", "d"]).status().unwrap().success());
}
