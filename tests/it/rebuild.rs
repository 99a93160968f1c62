//! What a build does again, and what it leaves alone.

use crate::project::{Build, Project};

const LETTER: &str = "content/briefings/2024/2024-10-23-letter.md";

/// Two topics and three briefings, built.
fn built() -> Project {
    let project = Project::new()
        .topic("trade", "name: Trade")
        .briefing("2024-03-01-tariffs", "topics: [trade]", "Tariffs rose.")
        .briefing("2024-10-23-letter", "summary: A letter was sent.", "The letter said much.\n\n## Reply\n\nNone came.")
        .briefing("2024-11-05-answer", "topics: [telecoms, trade]", "The answer came.");
    project.build().succeeds();
    project
}

/// A build does no more and no less than a build from nothing would have come to.
#[track_caller]
fn is_as_from_nothing(project: &Project, build: &Build) {
    let cold = project.cold().tree;
    let paths: std::collections::BTreeSet<&String> = build.tree.keys().chain(cold.keys()).collect();
    let other: Vec<&String> = paths.into_iter().filter(|path| build.tree.get(*path) != cold.get(*path)).collect();
    assert!(other.is_empty(), "a build from nothing makes others: {other:?}");
}

#[test]
fn a_second_build_writes_nothing() {
    let project = built();
    let n = project.build().done().planned;
    project.build().writes_n(0).keeps(n).deletes([]).reads(0).parses(0).renders(0);
}

#[test]
fn a_second_build_asks_for_no_file_whatever_the_moment() {
    let project = built().at("2025-06-01T00:00:00Z");
    project.build().writes_n(0).reads(0).renders(0);
}

#[test]
fn a_touched_file_is_read_and_not_parsed() {
    let project = built().touch(LETTER);
    project.build().writes_n(0).reads(1).parses(0).renders(0);
    project.build().reads(0);
}

#[test]
fn reread_reads_all_and_trusts_no_stamp() {
    let project = built().reread();
    project.build().writes_n(0).reads(5).parses(0).renders(0);
}

#[test]
fn another_text_touches_its_page_and_the_feed_that_holds_it() {
    let project = built().edit(LETTER, "None came.", "One came later.");
    let build = project.build();
    build.reads(1).parses(1).writes(["briefings/2024/letter/index.html", "feed.xml", "feed.json"]);
    is_as_from_nothing(&project, &build);
}

#[test]
fn another_summary_touches_what_shows_it() {
    let project = built().edit(LETTER, "A letter was sent.", "Two letters were sent.");
    let build = project.build();
    build.parses(1).writes([
        "briefings/2024/10/index.html",
        "briefings/2024/briefings.json",
        "briefings/2024/letter/briefing.json",
        "briefings/2024/letter/citation.bib",
        "briefings/2024/letter/citation.json",
        "briefings/2024/letter/citation.ris",
        "briefings/2024/letter/index.html",
        "feed.xml",
        "feed.json",
        "index.html",
        "topics/telecoms/feed.xml",
        "topics/telecoms/feed.json",
        "topics/telecoms/index.html",
    ]);
    is_as_from_nothing(&project, &build);
}

#[test]
fn a_new_briefing_leaves_older_pages_as_they_are() {
    let project = built().briefing("2024-11-20-ruling", "topics: [trade]", "The court ruled.");
    let build = project.build();
    build.has(["briefings/2024/ruling/index.html"]).parses(1);
    for written in &build.done().written {
        assert!(!["tariffs", "letter", "answer"].iter().any(|old| written.path.contains(old)), "{} was written", written.path);
    }
    is_as_from_nothing(&project, &build);
}

#[test]
fn a_deleted_briefing_goes_with_all_that_only_it_had() {
    let project = built().remove("content/briefings/2024/2024-03-01-tariffs.md");
    let build = project.build();
    let gone = ["briefing.json", "index.html", "citation.bib", "citation.json", "citation.ris"].map(|file| format!("briefings/2024/tariffs/{file}"));
    build.deletes(gone.iter().map(String::as_str).chain(["briefings/2024/03/index.html"]));
    is_as_from_nothing(&project, &build);
    assert!(!project.root().join("output/briefings/2024/tariffs").exists(), "an empty folder is left");
}

#[test]
fn a_topic_without_briefings_has_no_page_any_more() {
    let project =
        built().edit(LETTER, "topics: [telecoms]", "topics: [trade]").edit("content/briefings/2024/2024-11-05-answer.md", "[telecoms, trade]", "[trade]");
    let build = project.build();
    build.deletes(["topics/telecoms/feed.xml", "topics/telecoms/feed.json", "topics/telecoms/index.html"]);
    is_as_from_nothing(&project, &build);
}

#[test]
fn a_renamed_file_that_keeps_its_id_changes_nothing() {
    let project = built().edit(LETTER, "---\ntitle:", "---\nid: letter\ntitle:");
    project.build().writes_n(0);
    let project = project.rename(LETTER, "content/briefings/2024/a/2024-10-23-mail.md");
    let build = project.build();
    build.writes_n(0).deletes([]).reads(1);
    is_as_from_nothing(&project, &build);
}

#[test]
fn a_renamed_file_without_an_id_moves_its_page() {
    let project = built().rename(LETTER, "content/briefings/2024/2024-10-23-mail.md");
    let build = project.build();
    let gone = ["briefing.json", "index.html", "citation.bib", "citation.json", "citation.ris"].map(|file| format!("briefings/2024/letter/{file}"));
    build.has(["briefings/2024/mail/index.html"]).deletes(gone.iter().map(String::as_str));
    is_as_from_nothing(&project, &build);
}

#[test]
fn a_renamed_topic_touches_what_names_it() {
    let project = built().edit("content/topics/trade.md", "Trade", "Commerce");
    let build = project.build();
    build.parses(1);
    build.page("briefings/2024/tariffs/index.html").says("Commerce");
    assert!(build.done().written.iter().all(|c| c.path != "briefings/2024/letter/index.html"));
    is_as_from_nothing(&project, &build);
}

#[test]
fn a_template_of_the_site_touches_the_pages_made_from_it() {
    let project = built().file("content/templates/404.html", "{% extends \"theme/404.html\" %}");
    project.build().renders(1);
    let project = project.file("content/templates/404.html", "<p>{{ config.title }}: gone</p>\n");
    let build = project.build();
    build.reads(0).renders(1).writes(["404.html"]);
    is_as_from_nothing(&project, &build);
    project.remove("content/templates/404.html").build().writes(["404.html"]);
}

#[test]
fn a_partial_touches_every_page_that_includes_it() {
    let project = built().file("content/templates/partials/neighbours.html", "<p>neighbours</p>");
    let build = project.build();
    assert!(build.done().rendered > 0 && build.done().rendered < build.done().planned);
    is_as_from_nothing(&project, &build);
}

#[test]
fn a_theme_that_earns_a_warning_is_checked_each_time() {
    let template = "content/templates/breifing.html";
    let project = built().file(template, "<p>Nothing includes this.</p>");
    let warning = ("B0411", template, 1, 1);
    project.build().warns([warning]);
    let project = project.edit(LETTER, "much", "little");
    project.build().warns([warning]).parses(1);
    project.remove(template).edit(LETTER, "little", "a little").build().succeeds();
}

#[test]
fn a_theme_that_was_good_is_checked_again_when_it_changes() {
    let template = "content/templates/404.html";
    let project = built().file(template, "<p>{{ config.title }}</p>{{ t(key=\"gone\") }}").file("content/labels/en.yaml", "gone: Gone\n");
    project.build().succeeds();
    let project = project.edit(template, "title", "titel");
    let misspelt = ("B0402", template, 1, 14);
    project.build().fails([misspelt]);
    project.build().fails([misspelt]);
    let project = project.edit(template, "titel", "title").edit("content/labels/en.yaml", "gone", "went");
    project.build().fails([("B0406", template, 1, 36)]);
    let project = project.edit("content/labels/en.yaml", "went", "gone");
    let build = project.build();
    build.succeeds();
    is_as_from_nothing(&project, &build);
}

#[test]
fn an_option_touches_pages_and_no_feed() {
    let project = built().setting("theme_options: {accent: green}");
    let build = project.build();
    build.parses(0);
    for change in &build.done().written {
        assert!(change.path.ends_with(".html"), "{} was written", change.path);
    }
    is_as_from_nothing(&project, &build);
}

#[test]
fn another_site_title_parses_nothing() {
    let project = built().edit("content/site.yaml", "title: Digest", "title: Gazette");
    let build = project.build();
    build.reads(0).parses(0);
    build.page("index.html").says("Gazette");
    is_as_from_nothing(&project, &build);
}

#[test]
fn another_limit_of_parsing_parses_all() {
    let project = built().setting("raw_html: forbid");
    project.build().reads(5).parses(5).writes_n(0);
}

#[test]
fn an_output_that_was_tampered_with_is_mended() {
    let project = built().file("output/index.html", "<p>defaced</p>").remove("output/robots.txt");
    project.build().writes(["index.html", "robots.txt"]);
    project.build().writes_n(0);
}

#[test]
fn tampering_that_keeps_size_and_time_is_mended() {
    let project = built();
    let path = project.root().join("output/index.html");
    let times = std::fs::metadata(&path).unwrap().modified().unwrap();
    let page = project.text("output/index.html").replace("Digest", "Tsegid");
    let project = project.file("output/index.html", page);
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(times).unwrap();
    project.build().writes(["index.html"]);
}

#[test]
fn an_output_that_was_touched_is_read_and_then_left_alone() {
    let project = built().touch("output/index.html").touch("output/feed.xml");
    project.build().writes_n(0).renders(0);
    let project = project.file(".bulletin/cache", "");
    project.build().writes_n(0).renders(0);
}

#[test]
fn a_digest_that_was_copied_is_read_and_nothing_is_made() {
    let project = built();
    let n = project.build().done().planned;
    let project = project.copied();
    project.build().writes_n(0).keeps(n).reads(5).parses(0).renders(0);
    // And now its stamps are known.
    let project = project.file(".bulletin/cache", "");
    project.build().writes_n(0).keeps(n).reads(0).renders(0);
}

#[test]
fn a_digest_that_was_copied_and_then_edited_makes_what_the_edit_asks_for() {
    let project = built().copied().edit(LETTER, "None came.", "One came later.").file("output/index.html", "<p>defaced</p>").remove("output/robots.txt");
    let build = project.build();
    build.reads(5).parses(1).writes(["briefings/2024/letter/index.html", "feed.xml", "feed.json", "index.html", "robots.txt"]);
    is_as_from_nothing(&project, &build);
}

#[test]
fn a_digest_that_was_moved_is_not_even_read() {
    let project = built();
    let n = project.build().done().planned;
    let project = project.moved().file(".bulletin/cache", "");
    project.build().writes_n(0).keeps(n).reads(0).renders(0);
}

#[test]
fn a_clone_with_cache_and_output_restored_makes_nothing() {
    let project = built();
    // As a service that builds sites does: the sources from one place, cache and output from another.
    let other = project.copied();
    let text = other.text("content/site.yaml");
    let other = other.remove("content/site.yaml").file("content/site.yaml", text).moved();
    other.build().writes_n(0).parses(0).renders(0);
}

#[test]
fn a_stamp_that_was_young_when_its_file_was_read_is_not_relied_on() {
    let project = built().copied().hurry();
    let n = project.build().done().planned;
    // Another text of the same size, in the moment in which the copy was made or in one after that.
    let page = project.text("output/index.html").replace("Digest", "Tsegid");
    let project = project.file("output/index.html", page);
    let build = project.build();
    build.keeps(n - 1).writes(["index.html"]);
    is_as_from_nothing(&project, &build);
}

#[test]
fn the_cache_forgets_outputs_that_are_gone() {
    let mut project = built();
    let cache = |project: &Project| {
        let size = |part: &str| std::fs::metadata(project.root().join(".bulletin").join(part)).map_or(0, |data| data.len());
        size("cache") + size("changes")
    };
    let mut sizes = Vec::new();
    for n in 0..5 {
        let folder = format!("passing-{n}");
        project = project.output(&folder);
        project.build().succeeds();
        project = project.remove(&folder);
        sizes.push(cache(&project));
    }
    assert!(sizes[1..].iter().all(|size| size.abs_diff(sizes[1]) < 64), "{sizes:?}");
    // And the output that is still there is still known.
    let project = project.output("output").touch(LETTER);
    project.build().renders(0).writes_n(0);
    assert!(cache(&project) < sizes[1]);
}

#[test]
fn an_edit_that_keeps_size_and_time_is_seen() {
    let project = built();
    let path = project.root().join(LETTER);
    let times = std::fs::metadata(&path).unwrap().modified().unwrap();
    let project = project.edit(LETTER, "said much", "said less");
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(times).unwrap();
    let build = project.build();
    build.parses(1).page("briefings/2024/letter/index.html").says("said less");
}

#[test]
fn an_output_that_is_gone_is_made_again() {
    let project = built();
    let n = project.build().done().planned;
    let project = project.remove("output");
    let build = project.build();
    build.writes_n(n).reads(0);
    is_as_from_nothing(&project, &build);
}

#[test]
fn a_build_with_nothing_to_do_looks_at_stamps_alone() {
    let project = built();
    let n = project.build().done().planned;
    // The large part of the memo is not even read.
    let project = project.file(".bulletin/cache", "");
    project.build().writes_n(0).keeps(n).reads(0).parses(0).renders(0);
    // Whatever changes by a byte, a stamp, a name or a folder is seen.
    for project in [
        project.touch(LETTER),
        built().file("output/index.html", "tampered"),
        built().remove("output/index.html"),
        built().file("content/static/new.txt", "new"),
        built().remove("content/briefings/2024/2024-03-01-tariffs.md"),
        built().base_url("https://other.example"),
    ] {
        project.build();
        is_as_from_nothing(&project, &project.build());
    }
}

#[test]
fn a_lost_or_damaged_cache_costs_time_alone() {
    let project = built();
    let n = project.build().done().planned;
    let project = project.remove(".bulletin");
    project.build().writes_n(0).keeps(n).renders(n);
    for part in ["cache", "still"] {
        let path = format!(".bulletin/{part}");
        let bytes = std::fs::read(project.root().join(&path)).unwrap();
        let middle = bytes.len() / 2;
        let mut flipped = bytes.clone();
        flipped[middle] ^= 1;
        for damaged in [&flipped[..], &bytes[..middle], b""] {
            std::fs::write(project.root().join(&path), damaged).unwrap();
            // What tells at a glance spares reading the rest; so it goes when that is what is damaged.
            if part == "cache" {
                std::fs::remove_file(project.root().join(".bulletin/still")).unwrap();
            }
            project.build().writes_n(0).keeps(n).renders(if part == "cache" { n } else { 0 });
            std::fs::write(project.root().join(&path), &bytes).unwrap();
        }
    }
}

#[test]
fn what_a_build_changed_is_added_to_the_log_of_the_cache() {
    // In so small a digest, an edit changes much of the index for searching.
    let project = built().setting("outputs: {search: false}");
    project.build();
    let cache = project.root().join(".bulletin");
    let read = |part: &str| std::fs::read(cache.join(part)).ok();
    let whole = read("cache").unwrap();
    let project = project.edit(LETTER, "None came", "One came");
    let n = project.build().done().planned;
    let first = read("cache").unwrap();
    assert!(first.starts_with(&whole) && first.len() > whole.len() && first.len() < 2 * whole.len());
    let mut project = project.touch("output/index.html");
    project.build().writes_n(0).keeps(n).renders(0);
    let second = read("cache").unwrap();
    assert!(second.starts_with(&first) && second.len() > first.len());
    // Without it, what it told of is made again and is what it was.
    let flipped = |at: usize| [&second[..at], &[second[at] ^ 1], &second[at + 1..]].concat();
    for damaged in [whole.clone(), second[..first.len() - 1].to_vec(), flipped(whole.len() + 100)] {
        std::fs::remove_file(cache.join("still")).unwrap();
        std::fs::write(cache.join("cache"), &damaged).unwrap();
        let build = project.build();
        build.writes_n(0).keeps(n);
        assert!(build.done().rendered > 0);
        // Nothing is put behind damage.
        assert_eq!(read("cache").unwrap().starts_with(&damaged), damaged == whole);
    }
    // What one build adds is kept where the next one adds to it.
    std::fs::remove_file(cache.join("still")).unwrap();
    std::fs::write(cache.join("cache"), &second).unwrap();
    project.build().writes_n(0).keeps(n).renders(0);
    // After many changes it is compacted.
    for id in ["one", "two", "three", "four", "five", "six"] {
        project = project.briefing(&format!("2024-04-01-{id}"), "topics: [telecoms]\n", "More.");
    }
    project.build().succeeds();
    assert!(!read("cache").unwrap().starts_with(&whole));
}

#[test]
fn the_log_of_the_cache_is_compacted_when_much_of_it_is_dead() {
    let mut project = built();
    let size = |project: &Project| std::fs::metadata(project.root().join(".bulletin/cache")).unwrap().len();
    let whole = size(&project);
    let mut sizes = Vec::new();
    for _ in 0..40 {
        project = project.touch(LETTER).touch("output/index.html");
        project.build().writes_n(0).renders(0);
        sizes.push(size(&project));
    }
    assert!(sizes.iter().all(|size| *size < whole + whole / 4), "{whole}: {sizes:?}");
    assert!(sizes.windows(2).any(|pair| pair[1] < pair[0]), "{whole}: {sizes:?}");
    assert!(sizes.windows(2).any(|pair| pair[1] > pair[0]), "{whole}: {sizes:?}");
}

#[test]
fn a_log_that_another_build_added_to_is_written_anew() {
    let project = built();
    let folder = bulletin::cache::CacheDir::new(&project.root().join(".bulletin"));
    let read = || std::fs::read(project.root().join(".bulletin/cache")).unwrap();
    let (mut one, mut other) = (folder.load(), folder.load());
    (one.data().taken, other.data().taken) = (1, 2);
    let before = read();
    folder.save(&mut one);
    let after_one = read();
    assert!(after_one.starts_with(&before) && after_one.len() > before.len());
    folder.save(&mut other);
    assert!(!read().starts_with(&after_one));
    assert_eq!(folder.load().data().taken, 2);
}

/// Builds again after `edit`, which must come to what a build from nothing comes to, and must change `page`.
#[track_caller]
fn changes(project: Project, page: &str, edit: impl FnOnce(Project) -> Project) {
    let before = project.build();
    before.succeeds();
    let project = edit(project);
    let build = project.build();
    is_as_from_nothing(&project, &build);
    assert_ne!(build.tree[page], before.tree[page]);
}

#[test]
fn a_briefing_that_comes_right_before_another_is_seen_wherever_it_stands() {
    for count in [1, 63, 64, 65, 128] {
        let mut project = built();
        for n in 0..count {
            project = project.briefing(&format!("2023-{:02}-{:02}-n{n}", 1 + n / 28, 1 + n % 28), "topics: [trade]\n", "One.");
        }
        let project = project.briefing("2023-12-20-last", "topics: [trade]\n", "The last one.");
        let between = |project: Project| project.briefing("2023-12-10-between", "topics: [trade]\n", "Between.");
        changes(project, "briefings/2023/last/index.html", between);
    }
}

#[test]
fn another_day_of_a_neighbour_is_seen() {
    let withdrawn = "topics: [trade]\nwithdrawn: {date: 2023-06-01, reason: It was wrong.}\n";
    let project = built()
        .briefing("2023-05-01-x", "topics: [trade]\n", "X.")
        .briefing("2023-05-10-b", withdrawn, "B.")
        .file("content/briefings/2023/y.md", "---\ntitle: Y\ndate: 2023-05-12\ntopics: [trade]\nsources: [{title: A}]\n---\nY.\n");
    changes(project, "briefings/2023/b/index.html", |project| project.edit("content/briefings/2023/y.md", "05-12", "05-05"));
}

#[test]
fn another_day_of_an_old_figure_brings_it_into_the_feed() {
    let mut project = built().file("content/indicators/masts.md", "---\nname: Masts\nunit: station\nmeasure: stock\n---\nCounted.\n");
    for n in 0..24 {
        let figure =
            format!("topics: [trade]\nsources: [{{title: A}}]\nfigures: [{{id: f, indicator: masts, value: {}, as_of: {}-01-01}}]\n", 100 + n, 1990 + n);
        let file = format!("---\ntitle: N{n}\ndate: 2023-02-{:02}\n{figure}---\nOne.\n", 1 + n);
        project = project.file(format!("content/briefings/2023/n{n}.md"), file);
    }
    changes(project, "indicators/masts/feed.xml", |project| project.edit("content/briefings/2023/n0.md", "2023-02-01", "2023-02-27"));
}

#[test]
fn a_build_that_fails_leaves_the_output_and_the_next_one_goes_on() {
    let project = built();
    let before = project.build().tree;
    let project = project.edit(LETTER, "telecoms", "telecom").edit("content/topics/trade.md", "Trade", "Commerce");
    let build = project.build();
    build.fails([("B0204", LETTER, 4, 10)]);
    assert_eq!(build.tree, before);
    let project = project.edit(LETTER, "telecom]", "telecoms]");
    let build = project.build();
    build.succeeds();
    is_as_from_nothing(&project, &build);
}

#[test]
fn a_check_finds_what_a_build_finds_and_writes_nothing() {
    let project = Project::new().briefing("2024-10-23-letter", "topics: [telecom]", "The letter.");
    project.check().fails([("B0204", LETTER, 5, 10)]);
    project.edit(LETTER, "telecom]", "telecoms]").check().succeeds();
}

#[test]
fn warnings_come_back_from_the_memo_and_fail_a_strict_build() {
    let project = Project::new().briefing("2024-10-23-letter", "sources: []", "The letter.");
    let warning = ("B0121", LETTER, 1, 1);
    project.build().warns([warning]);
    project.build().writes_n(0).parses(0).warns([warning]);
    let project = project.strict();
    project.build().fails([warning]);
    project.setting("lints: {no-sources: allow}").build().succeeds();
}

#[test]
fn a_lint_can_be_denied() {
    let project = Project::new().briefing("2024-10-23-letter", "sources: []", "The letter.").setting("lints: {no-sources: deny}");
    project.build().fails([("B0121", LETTER, 1, 1)]);
}

#[test]
fn every_bad_file_is_told_of_in_one_run() {
    let project = Project::new()
        .briefing("2024-01-01-a", "kind: speach", "")
        .briefing("2024-01-02-b", "", "[x](nowhere.md)")
        .file("content/briefings/2024/2024-01-03-c.md", "no front matter")
        .setting("theme_options: {accent: pink}");
    project.build().fails([
        ("B0116", "content/briefings/2024/2024-01-01-a.md", 6, 7),
        ("B0301", "content/briefings/2024/2024-01-02-b.md", 7, 1),
        ("B0101", "content/briefings/2024/2024-01-03-c.md", 1, 1),
        ("B0405", "content/site.yaml", 4, 25),
    ]);
}

#[test]
fn a_reference_to_a_refused_file_is_no_second_error() {
    let project = Project::new().topic("trade", "name: Trade\nparnet: telecoms").briefing("2024-01-01-a", "kind: speach", "").briefing(
        "2024-01-02-b",
        "topics: [trade]",
        "See [[briefing:2024/a]] and [a](2024-01-01-a.md).",
    );
    project.build().fails([("B0116", "content/briefings/2024/2024-01-01-a.md", 6, 7), ("B0104", "content/topics/trade.md", 3, 1)]);
}
