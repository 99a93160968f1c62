//! The order of the modules and the homes of what is impure or foreign, as `src/lib.rs` states them.

use std::fs;
use std::path::{Path, PathBuf};

/// A line of the program's own code: what is only there for tests is left out, and so are comments.
struct Line {
    /// The file below `src`.
    file: String,
    number: usize,
    text: String,
}

#[test]
fn modules_import_only_from_those_before_them() {
    let order = order();
    let place = |module: &str| order.iter().position(|m| m == module);
    let mut wrong = Vec::new();
    for line in lines() {
        let Some(own) = place(module(&line.file)) else { continue };
        for imported in imports(&line.text) {
            match place(imported) {
                Some(other) if other <= own => {}
                Some(_) => wrong.push(format!("src/{}:{}: `{}` comes before `{imported}`: {}", line.file, line.number, order[own], line.text.trim())),
                None => wrong.push(format!("src/{}:{}: `{imported}` is no module in the order: {}", line.file, line.number, line.text.trim())),
            }
        }
        if leaves_by_super(&line) {
            wrong.push(format!("src/{}:{}: write `crate::`, so that the order can be seen: {}", line.file, line.number, line.text.trim()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_order_names_every_module() {
    let mut modules: Vec<String> = fs::read_dir(source())
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| name != "lib" && name != "main")
        .collect();
    let mut order = order();
    modules.sort();
    order.sort();
    assert_eq!(order, modules);
}

#[test]
fn what_is_foreign_or_impure_has_one_home() {
    // What is named, and where alone it may be.
    let homes: [(&[&str], &[&str]); 19] = [
        (&["tera"], &["theme/"]),
        (&["walkdir"], &["source/"]),
        (&["pulldown_cmark", "ammonia"], &["content/markdown/"]),
        (&["serde_yaml", "libyaml_safer"], &["yaml/"]),
        (&["atom_syndication", "csv", "textwrap", "unicode_segmentation"], &["pages/"]),
        // The schemas of what is published, and those of what is read: values, documents and site.yaml.
        (&["schemars"], &["pages/data/", "content/", "values/", "config"]),
        (&["css_inline", "mail_builder"], &["theme/mail/draft.rs"]),
        (&["icu_plurals", "icu_decimal", "icu_datetime", "icu_collator", "icu_calendar", "icu_provider", "fixed_decimal"], &["locale/"]),
        (&["icu_properties"], &["values/"]),
        (&["clap", "clap_complete", "clap_mangen", "indicatif", "anstream"], &["cli/"]),
        (&["notify"], &["cli/changes.rs"]),
        (&["lsp_server"], &["lsp/", "cli/lsp.rs"]),
        (&["std::net", "httparse"], &["serve/"]),
        (&["ureq", "rusty_s3"], &["publish/s3.rs"]),
        // Other programs: the browser, and what knows how to reach a target.
        (&["std::process"], &["cli/", "publish/", "main.rs"]),
        (&["strsim", "annotate_snippets"], &["diagnostics/"]),
        (
            &["std::fs", "fs"],
            &[
                "source/beneath.rs",
                "source/disk.rs",
                "output/disk/",
                "cache/folder.rs",
                "publish/folder.rs",
                "publish/known.rs",
                "publish/rsync.rs",
                "publish/s3.rs",
                "publish/site.rs",
                "cli/",
            ],
        ),
        (&["rustix"], &["source/beneath.rs", "source/disk.rs", "output/disk/"]),
        (&["signal_hook"], &["cli/"]),
    ];
    let mut wrong = Vec::new();
    for line in lines() {
        for (names, places) in homes {
            for name in names {
                if mentions(&line.text, name) && !places.iter().any(|home| line.file.starts_with(home)) {
                    wrong.push(format!("src/{}:{}: `{name}` belongs into {}: {}", line.file, line.number, places.join(", "), line.text.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_knows_the_clock_and_the_environment() {
    let mut wrong = Vec::new();
    for line in lines().filter(|l| !l.file.starts_with("cli/")) {
        // The readers of stamps must ask the clock how old one is, and the server how long it has listened to someone.
        if line.file == "serve/server.rs" && line.text.contains("Instant::now") {
            continue;
        }
        let asks = ["Instant::now", "Timestamp::now", "ZonedDateTime::now", "std::env", "env::var", "process::exit"];
        let stamps = line.file == "source/disk.rs";
        let clock = line.text.contains("SystemTime::now") && !stamps;
        if clock || asks.iter().any(|name| line.text.contains(name)) {
            wrong.push(format!("src/{}:{}: {}", line.file, line.number, line.text.trim()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn languages_are_named_in_locale_alone() {
    // The endings of Spanish and French ordinals are no tags, and the schemas show readers what a tag looks like.
    let no_tags = [("content/markdown/plain.rs", "es"), ("values/schema.rs", "en"), ("values/schema.rs", "zh-Hans"), ("values/schema.rs", "pt-BR")];
    let known = languages();
    let is_tag = |line: &Line, tag: &str| !no_tags.contains(&(line.file.as_str(), tag));
    let elsewhere: Vec<Line> = lines().filter(|line| line.file.ends_with(".rs") && !line.file.starts_with("locale/")).collect();
    let wrong: Vec<String> = elsewhere
        .iter()
        .flat_map(|line| tags(&line.text, &known).into_iter().filter(|tag| is_tag(line, tag)).map(move |tag| (line, tag)))
        .map(|(line, tag)| format!("src/{}:{}: let the language's `Conventions` tell, not `{tag}`: {}", line.file, line.number, line.text.trim()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (file, literal) in no_tags {
        assert!(elsewhere.iter().any(|line| line.file == file && tags(&line.text, &known).contains(&literal)), "{file} has no \"{literal}\"");
    }
}

/// The modules in the order that the crate's front page gives.
fn order() -> Vec<String> {
    let front = fs::read_to_string(source().join("lib.rs")).unwrap();
    let text = front.lines().filter_map(|line| line.strip_prefix("//! ")).collect::<Vec<_>>().join(" ");
    let list = text.split_once("Modules import from those before them only:").and_then(|(_, rest)| rest.split_once('.')).unwrap().0;
    list.split(',').map(|name| name.trim().trim_matches('`').to_owned()).collect()
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The top-level module of a file below `src`.
fn module(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

fn lines() -> impl Iterator<Item = Line> {
    let (mut files, mut open) = (Vec::new(), vec![source()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files.into_iter().flat_map(|path| {
        let file = path.strip_prefix(source()).unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let for_tests = file.ends_with("tests.rs") || file.contains("/tests/");
        // A module of tests within a file stands at its end.
        let own = if for_tests { "" } else { text.split("#[cfg(test)]\nmod tests {").next().unwrap() };
        let lines = own.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        lines.map(|(i, line)| Line { file: file.clone(), number: i + 1, text: line.to_owned() }).collect::<Vec<_>>()
    })
}

/// The top-level modules that a line names with `crate::`.
fn imports(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => found.push(name(rest)),
            Some(group) => {
                let mut depth = 0;
                for part in group.split_inclusive(['{', '}', ',']) {
                    if depth == 0 {
                        found.extend(Some(name(part.trim_start())).filter(|n| !n.is_empty()));
                    }
                    depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
                    if depth < 0 {
                        break;
                    }
                }
            }
        }
    }
    // What a macro defines stands at the root, and so does the function `build`, which only `cli` calls.
    found.retain(|name| !name.is_empty() && *name != "build");
    found
}

fn name(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())]
}

/// Whether a line goes up to the root of the crate by `super`.
fn leaves_by_super(line: &Line) -> bool {
    let steps = line.file.trim_end_matches("/mod.rs").matches('/').count();
    let mut chain = String::from("super::");
    for _ in 0..steps {
        chain.push_str("super::");
    }
    line.text.contains(&chain)
}

/// Whether a line names a crate or module: `name::…`, or imports it.
fn mentions(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + name.len()..];
        let whole = !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '"' | '/'));
        whole && (after.starts_with("::") || line.trim_start().starts_with("use ") && after.starts_with(';'))
    })
}

/// The languages that `locale` knows: those with words, which have a file each, and the others.
struct Languages {
    with_words: Vec<String>,
    others: Vec<String>,
}

fn languages() -> Languages {
    let folder = source().join("locale/languages");
    let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned());
    let with_words = names.filter(|name| name != "mod" && name != "others").collect();
    let others = fs::read_to_string(folder.join("others.rs")).unwrap();
    let others = others.split("known(&[\"").skip(1).map(|rest| rest[..rest.find(['"', '-']).unwrap()].to_owned()).collect();
    Languages { with_words, others }
}

/// The language tags among the texts of a line. Those of languages without words are two letters that stand for much else (`tr`,
/// `th`, `id`, `no`), so that they count only with a script or region, or beside what asks for a language.
fn tags<'l>(line: &'l str, known: &Languages) -> Vec<&'l str> {
    let asks = ["base()", "language", "tag()"].iter().any(|word| line.contains(word));
    let subtag = |text: &str| matches!(text.len(), 2 | 4) && text.bytes().all(|b| b.is_ascii_alphabetic()) || text.len() == 3 && text.parse::<u16>().is_ok();
    let literals = line.split('"').skip(1).step_by(2);
    let is_tag = |text: &&str| {
        let mut parts = text.split(['-', '_']);
        let base = parts.next().unwrap_or_default();
        let is_one = |languages: &[String]| languages.iter().any(|language| language == base);
        let (rest, more) = (parts.clone().count(), parts.all(subtag));
        more && (is_one(&known.with_words) || is_one(&known.others) && (rest > 0 || asks))
    };
    literals.filter(is_tag).collect()
}

#[test]
fn tags_of_languages_are_found() {
    let known = languages();
    assert!(["de", "en", "zh"].iter().all(|tag| known.with_words.iter().any(|language| language == tag)), "{:?}", known.with_words);
    assert!(["gl", "tr", "ku"].iter().all(|tag| known.others.iter().any(|language| language == tag)), "{:?}", known.others);
    for (line, found) in [
        (r#"if matches!(language.base(), "zh" | "ja") {"#, &["zh", "ja"][..]),
        (r#"("en", "US") => "american","#, &["en"]),
        (r#"    ("de-ch", ["«", "»", "‹", "›"]),"#, &["de-ch"]),
        (r#"let labels = ["zh-Hans", "zh_TW", "es-419", "sr-Latn"];"#, &["zh-Hans", "zh_TW", "es-419", "sr-Latn"]),
        (r#"if language == "gl" {"#, &["gl"]),
        (r#"("tr", closes) => {"#, &[]),
        (r#"if word == "no" || word == "no-one" || word == "denote" {"#, &[]),
    ] {
        assert_eq!(tags(line, &known), found, "{line}");
    }
}

/// A pattern without a root leaves out folders of that name wherever they are: `content` would take src/content along.
#[test]
fn what_the_package_leaves_out_is_named_from_its_root() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let list = manifest.split_once("\nexclude = [").and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
    let patterns: Vec<&str> = list.split(',').map(|pattern| pattern.trim().trim_matches('"')).collect();
    assert!(patterns.contains(&"/content") && patterns.iter().all(|pattern| pattern.starts_with('/')), "{patterns:?}");
    for needed in ["/src", "/themes", "/LICENSE-MIT", "/LICENSE-APACHE", "/Cargo.lock", "/build.rs", "/README.md"] {
        assert!(!patterns.contains(&needed), "{needed}");
    }
}

#[test]
fn imports_are_found_in_groups_and_paths() {
    assert_eq!(imports("use crate::{site::{Address, Site}, values};"), ["site", "values"]);
    assert_eq!(imports("let x = crate::theme::load(crate::config::FILE);"), ["theme", "config"]);
    assert_eq!(imports("pub(crate) fn f() {}"), [""; 0]);
    assert!(mentions("use tera::Tera;", "tera") && mentions("    tera::Value,", "tera") && !mentions("alteration::x", "tera"));
}
