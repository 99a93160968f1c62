//! The output folder: what is written there, what is left alone, and which folders are refused.

#[cfg(unix)]
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use crate::project::{Project, tree};

fn digest() -> Project {
    Project::new().briefing("2024-10-23-letter", "", "The letter.")
}

#[test]
fn files_of_others_survive_every_build() {
    let project = digest();
    project.build().succeeds();
    let project = project.file("output/CNAME", "digest.example").file("output/.git/HEAD", "ref").file("output/briefings/2024/letter/note.txt", "mine");
    let build = project.remove("content/briefings").build();
    build.has(["CNAME", ".git/HEAD", "briefings/2024/letter/note.txt"]).lacks(["briefings/2024/letter/index.html"]);
}

#[test]
fn a_file_of_others_is_never_written_over() {
    let project = digest();
    project.build().succeeds();
    let project = project.file("output/briefings/2024/reply/index.html", "mine").briefing("2024-10-24-reply", "", "The reply.");
    let build = project.build();
    build.refuses("was not written by bulletin").refuses("--adopt");
    assert_eq!(build.tree["briefings/2024/reply/index.html"], b"mine");
    build.lacks(["sitemap-2025.xml"]);
    project.adopt().build().page("briefings/2024/reply/index.html").says("The reply.");
}

#[test]
fn an_output_with_files_of_others_is_refused_until_it_is_adopted() {
    let project = digest().file("output/index.html", "mine").file("output/CNAME", "digest.example");
    let build = project.build();
    build.refuses("has files that bulletin did not write").refuses("--adopt");
    assert_eq!(build.tree.len(), 2);
    let project = project.adopt();
    project.build().has(["CNAME"]).page("index.html").says("Digest");
    project.build().writes_n(0);
}

/// What tells the output's folder from another that takes its place.
#[cfg(unix)]
fn folder(project: &Project) -> u64 {
    std::fs::metadata(project.root().join("output")).unwrap().ino()
}

#[cfg(unix)] // inodes tell files apart
#[test]
fn an_output_of_which_most_is_written_anew_is_exchanged_in_one_step() {
    // Most of the index for searching would stay.
    let project = digest().setting("outputs: {search: false}");
    let n = project.build().succeeds().done().planned;
    let (before, kept) = (folder(&project), std::fs::metadata(project.root().join("output/robots.txt")).unwrap());
    let project = project.edit("content/site.yaml", "Digest", "Gazette");
    let build = project.build();
    assert!(build.done().written.len() * 2 > n && build.done().kept > 0);
    assert_eq!(build.tree, project.cold().tree);
    assert_ne!(folder(&project), before);
    // What stays is the same file, and its stamp is known.
    let now = std::fs::metadata(project.root().join("output/robots.txt")).unwrap();
    assert_eq!((now.ino(), now.modified().unwrap(), now.nlink()), (kept.ino(), kept.modified().unwrap(), 1));
    let project = project.file(".bulletin/cache", "");
    project.build().writes_n(0).keeps(n).reads(0).renders(0);
    // Little is written: the folder stays.
    let (before, project) = (folder(&project), project.edit("content/briefings/2024/2024-10-23-letter.md", "The letter.", "A letter."));
    project.build().succeeds();
    assert_eq!(folder(&project), before);
}

#[cfg(unix)] // inodes, symbolic links and modes
#[test]
fn an_output_that_is_not_ours_alone_stays_the_folder_that_it_is() {
    let mode = |project: Project, path: &str, mode: u32| {
        std::fs::set_permissions(project.root().join(path), std::fs::Permissions::from_mode(mode)).unwrap();
        project
    };
    let cases: [(&str, &dyn Fn(Project) -> Project); 6] = [
        ("a file of others", &|project| project.file("output/CNAME", "digest.example")),
        ("one in a folder of ours", &|project| project.file("output/briefings/note", "mine")),
        ("a link", &|project| project.link("output/latest", "briefings")),
        ("an empty folder", &|project| project.file("output/mine/x", "").remove("output/mine/x")),
        ("a folder that its group may write to", &|project| mode(project, "output", 0o775)),
        ("another in it", &|project| mode(project, "output/briefings", 0o750)),
    ];
    for (case, change) in cases {
        let project = digest();
        project.build().succeeds();
        let (before, project) = (folder(&project), change(project).edit("content/site.yaml", "Digest", "Gazette"));
        project.build().succeeds().page("index.html").says("Gazette");
        assert_eq!(folder(&project), before, "{case}");
    }
    // A server that was started in it goes on to see it.
    let project = digest();
    project.build().succeeds();
    let mut server = std::process::Command::new("sleep").arg("600").current_dir(project.root().join("output/briefings")).spawn().unwrap();
    let (before, project) = (folder(&project), project.edit("content/site.yaml", "Digest", "Gazette"));
    project.build().succeeds();
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!(folder(&project) == before, cfg!(target_os = "linux"));
}

#[test]
fn placeholders_of_version_control_are_no_files_of_others() {
    digest().file("output/.gitkeep", "").build().has([".gitkeep", "index.html"]);
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    digest().file("output", "").build().refuses("is a file").refuses("name a folder with --output");
}

#[test]
fn an_output_among_the_sources_is_refused() {
    for folder in ["content", "content/static", "themes/x", "."] {
        let project = digest().output(folder);
        let before = tree(project.root());
        let build = project.build();
        build.refuses("the sources").refuses("name another folder with --output");
        assert_eq!(tree(project.root()), before, "{folder}");
    }
}

#[cfg(unix)] // symbolic links
#[test]
fn an_output_that_is_a_link_into_the_sources_is_refused() {
    digest().link("output", "content/static").file("content/static/x", "").build().refuses("lies in the sources");
}

#[cfg(unix)] // symbolic links
#[test]
fn nothing_is_written_through_a_link_out_of_the_output() {
    let project = digest();
    project.build().succeeds();
    let project = project.file("elsewhere/kept", "").remove("output/briefings").link("output/briefings", "../elsewhere");
    project.build().refuses("bulletin writes no file through a link");
    assert_eq!(tree(&project.root().join("elsewhere")).len(), 1);
}

#[cfg(unix)] // symbolic links
#[test]
fn nothing_is_deleted_through_a_link_out_of_the_output() {
    let project = digest();
    project.build().succeeds();
    let project = project.file("elsewhere/2024/letter/index.html", "precious").remove("output/briefings").link("output/briefings", "../elsewhere");
    project.remove("content/briefings").build();
    // Whatever the build says of it, the file is not the output's.
    let project = digest();
    project.build().succeeds();
    let project = project.file("elsewhere/2024/letter/index.html", "precious").remove("output/briefings").link("output/briefings", "../elsewhere");
    let project = project.remove("content/briefings");
    project.build();
    assert_eq!(project.text("elsewhere/2024/letter/index.html"), "precious");
}

#[test]
fn a_list_that_leads_out_of_the_output_deletes_nothing() {
    let hash = "00".repeat(32);
    let project = digest().file("precious", "precious").file("output/.bulletin-files", format!("bulletin 1\n{hash} ../precious\n"));
    project.build().refuses("is damaged in line 2: no output can have this path");
    assert_eq!(project.text("precious"), "precious");
}

#[test]
fn a_list_that_was_damaged_is_refused_before_anything_moves() {
    let hash = "0".repeat(64);
    let project = digest();
    project.build().succeeds();
    let list = project.text("output/.bulletin-files");
    let mut project = project.edit("content/site.yaml", "Digest", "Gazette");
    let lines = [
        format!("{hash} a\0b"),
        format!("{hash} a\u{7}b"),
        format!("{hash} LPT1.html"),
        format!("{hash} {}", "x".repeat(300)),
        format!("{hash} index.html"),
        format!("{hash} index.html/mine"),
        format!("{hash} briefings"),
        "0000 short".to_owned(),
    ];
    for line in lines {
        project = project.file("output/.bulletin-files", format!("{list}{line}\n"));
        let before = tree(&project.root().join("output"));
        project.build().refuses("is damaged in line").refuses("bring the list back as it was, or build once with --adopt");
        assert_eq!(tree(&project.root().join("output")), before, "{line:?}");
        assert_eq!(project.text("output/.bulletin-files"), format!("{list}{line}\n"));
    }
    let project = project.adopt();
    project.build().succeeds().page("index.html").says("Gazette");
    project.build().writes_n(0);
}

#[cfg(unix)] // symbolic links
#[test]
fn an_output_that_is_a_link_in_place_of_a_page_is_replaced() {
    let project = digest().file("elsewhere", "precious");
    project.build().succeeds();
    let project = project.remove("output/index.html").link("output/index.html", "../elsewhere");
    let build = project.build();
    build.page("index.html").says("Digest");
    assert_eq!(project.text("elsewhere"), "precious");
}

#[test]
fn a_file_where_a_page_needs_a_folder_is_told_of() {
    // In the order of paths, others stand between the two: `-` comes before `/`.
    let page = "content/pages/old.md";
    let project = digest().file("content/static/Old", "").file("content/static/old-one.txt", "").file("content/static/old.txt", "");
    project.file(page, "---\ntitle: Old\n---\nText.\n").build().fails([("B0203", page, 1, 1)]);
}

#[test]
fn a_folder_in_place_of_a_page_is_told_of() {
    let project = digest();
    project.build().succeeds();
    let project = project.remove("output/index.html").file("output/index.html/mine", "").edit("content/site.yaml", "Digest", "Gazette");
    let before = tree(&project.root().join("output"));
    let build = project.build();
    build.refuses("index.html is a folder");
    assert_eq!(build.tree, before, "a part of the new pages is there");
    let project = project.remove("output/index.html/mine");
    let build = project.build();
    build.refuses("index.html is a folder");
    assert!(String::from_utf8_lossy(&build.tree["404.html"]).contains("Digest"));
    std::fs::remove_dir(project.root().join("output/index.html")).unwrap();
    project.build().succeeds().page("index.html").says("Gazette");
}

#[test]
fn a_page_becomes_a_folder_and_a_page_again() {
    let project = digest().file("content/static/mine", "1");
    project.build().succeeds().has(["mine"]);
    let project = project.remove("content/static/mine").file("content/static/mine/one", "1");
    project.build().succeeds().has(["mine/one"]).lacks(["mine"]);
    let project = project.remove("content/static/mine").file("content/static/mine", "1");
    project.build().succeeds().has(["mine"]).lacks(["mine/one"]);
}

#[cfg(unix)] // modes
#[test]
fn what_is_written_can_be_read_by_a_web_server() {
    let project = digest();
    project.build().succeeds();
    for path in ["output", "output/index.html", "output/briefings/2024/letter", "output/briefings/2024/letter/index.html", "output/.bulletin-files"] {
        let mode = std::fs::metadata(project.root().join(path)).unwrap().permissions().mode() & 0o777;
        let expected = if path.contains("html") || path.contains("files") { 0o644 } else { 0o755 };
        assert_eq!(mode, expected, "{path} has the mode {mode:o}");
    }
}

#[test]
fn nothing_is_left_beside_the_output() {
    let project = digest();
    project.build().succeeds();
    project.build().succeeds();
    let project = project.briefing("2024-10-24-reply", "kind: speach", "");
    project.build().fails([("B0116", "content/briefings/2024/2024-10-24-reply.md", 6, 7)]);
    let mut names: Vec<String> = std::fs::read_dir(project.root()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, [".bulletin", "content", "output"]);
}

#[test]
fn two_outputs_of_one_digest_do_not_disturb_each_other() {
    let project = digest();
    project.build().succeeds();
    let project = project.output("other");
    let n = project.build().succeeds().done().planned;
    project.build().writes_n(0);
    let project = project.output("output");
    project.build().writes_n(0).keeps(n).renders(0);
}

#[test]
fn the_output_in_memory_is_the_output_on_the_disk() {
    let project = digest();
    assert_eq!(project.build().tree, project.cold().tree);
}
