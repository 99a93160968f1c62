//! No circle among the files of the program: who reads one of them need not read it again with every other.
//!
//! A file leads to those whose items it names, in `use` or by a path; what a module hands on with `pub use` leads to the file that
//! has it. The file of a module is the face of its folder: that its own files name what it defines is no circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Module = Vec<String>;

/// The program as files and what they name.
#[derive(Default)]
struct Program {
    /// The file of each module.
    files: BTreeMap<Module, String>,
    texts: BTreeMap<Module, String>,
    /// What each module hands on: the path behind a name.
    handed_on: BTreeMap<(Module, String), Module>,
}

impl Program {
    /// From the text of each file, by its path below `src`.
    fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut program = Self::default();
        for (file, text) in files {
            if file == "main.rs" || file.ends_with("tests.rs") || file.contains("/tests/") {
                continue;
            }
            let mut module: Module = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
            if matches!(module.last().unwrap().as_str(), "mod" | "lib") {
                module.pop();
            }
            program.texts.insert(module.clone(), without_strings(&text));
            program.files.insert(module, file);
        }
        let modules: Vec<Module> = program.texts.keys().cloned().collect();
        for module in modules {
            for (is_public, path) in uses(&program.texts[&module]) {
                let name = path.last().unwrap().clone();
                if let Some(path) = program.absolute(&module, &path).filter(|_| is_public) {
                    program.handed_on.insert((module.clone(), name), path);
                }
            }
        }
        program
    }

    /// A path that is seen in `module`, from the root of the crate; `None` where it is of another crate.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Module> {
        let ups = path.iter().take_while(|part| *part == "super").count();
        match path[0].as_str() {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some([module, &path[1..]].concat()),
            "super" => Some([&module[..module.len().checked_sub(ups)?], &path[ups..]].concat()),
            first => self.files.contains_key(&[module, &[first.to_owned()]].concat()).then(|| [module, path].concat()),
        }
    }

    /// The module whose file has what is at a path.
    fn home(&self, path: &[String]) -> Module {
        let mut module = Module::new();
        for (at, part) in path.iter().enumerate() {
            let below = [module.as_slice(), std::slice::from_ref(part)].concat();
            if self.files.contains_key(&below) {
                module = below;
            } else if let Some(onward) = self.handed_on.get(&(module.clone(), part.clone())).filter(|onward| onward.as_slice() != path) {
                return self.home(&[onward.as_slice(), &path[at + 1..]].concat());
            } else {
                break;
            }
        }
        module
    }

    /// The modules whose files a module's file leads to.
    fn leads_to(&self, module: &Module) -> BTreeSet<Module> {
        let text = &self.texts[module];
        let body = without_uses(text);
        let mut paths = Vec::new();
        for (is_public, path) in uses(text) {
            let Some(whole) = self.absolute(module, &path) else { continue };
            let name = path.last().unwrap();
            if self.files.contains_key(&whole) {
                // A module that is named as such leads to what is used of it.
                paths.extend(paths_from(&body, name).into_iter().map(|rest| [whole.as_slice(), &rest].concat()));
            } else if !is_public || mentions(&body, name) {
                paths.push(whole);
            }
        }
        for root in ["crate", "super", "self"] {
            let here = paths_from(&body, root).into_iter().map(|rest| [&[root.to_owned()][..], &rest].concat());
            paths.extend(here.filter_map(|path| self.absolute(module, &path)));
        }
        for below in self.files.keys().filter(|below| below.len() == module.len() + 1 && below.starts_with(module)) {
            let name = below.last().unwrap();
            paths.extend(paths_from(&body, name).into_iter().map(|rest| [below.as_slice(), &rest].concat()));
        }
        // To the face of one's own folder, or of one around it, is no way out.
        let mut goals: BTreeSet<Module> = paths.iter().map(|path| self.home(path)).collect();
        goals.retain(|goal| !module.starts_with(goal));
        goals
    }

    /// Files that lead to one another, each group sorted.
    fn circles(&self) -> Vec<Vec<&str>> {
        let edges: BTreeMap<&Module, BTreeSet<Module>> = self.files.keys().map(|module| (module, self.leads_to(module))).collect();
        let reach = |from: &Module| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
            while let Some(module) = open.pop() {
                for goal in &edges[&module] {
                    if seen.insert(goal.clone()) {
                        open.push(goal.clone());
                    }
                }
            }
            seen
        };
        let reached: BTreeMap<&Module, BTreeSet<Module>> = self.files.keys().map(|module| (module, reach(module))).collect();
        let mut circles = BTreeSet::new();
        for (module, goals) in &reached {
            if goals.contains(*module) {
                let together = goals.iter().filter(|goal| reached[*goal].contains(*module)).map(|goal| self.files[goal].as_str());
                circles.insert(together.collect::<Vec<_>>());
            }
        }
        circles.into_iter().collect()
    }
}

/// A file's own code without comments and without what stands between quotation marks.
fn without_strings(text: &str) -> String {
    let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let mut code = String::with_capacity(own.len());
    for line in own.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut parts = line.replace("'\"'", "").replace("\\\"", "");
        while let Some((start, end)) = parts.find('"').and_then(|start| Some((start, start + 1 + parts[start + 1..].find('"')?))) {
            parts.replace_range(start..=end, "");
        }
        code.push_str(&parts);
        code.push('\n');
    }
    code
}

/// The imports of a file: whether others may use them, and their paths.
fn uses(text: &str) -> Vec<(bool, Module)> {
    let mut found = Vec::new();
    for (start, end) in imports(text) {
        let import = text[start..end].trim();
        let is_public = import.starts_with("pub");
        let (_, tree) = import.split_once("use ").unwrap();
        let mut paths = Vec::new();
        expand(&Module::new(), tree.trim_end_matches(';'), &mut paths);
        found.extend(paths.into_iter().map(|path| (is_public, path)));
    }
    found
}

/// Where imports stand.
fn imports(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let code = line.trim_start();
        let is_import =
            code.starts_with("use ") || code.starts_with("pub") && code.split_once("use ").is_some_and(|(before, _)| !before.contains(['{', '=', ';']));
        if is_import && let Some(length) = text[at..].find(';') {
            found.push((at, at + length + 1));
        }
        at += line.len();
    }
    found
}

fn without_uses(text: &str) -> String {
    let mut body = text.to_owned();
    for (start, end) in imports(text).into_iter().rev() {
        body.replace_range(start..end, "");
    }
    body
}

/// The paths of a tree of imports.
fn expand(before: &[String], tree: &str, paths: &mut Vec<Module>) {
    let parts = |text: &str| text.split("::").map(str::trim).filter(|part| !part.is_empty() && *part != "self").map(str::to_owned).collect::<Module>();
    let Some((head, rest)) = tree.split_once('{') else {
        let name = tree.split(" as ").next().unwrap().trim();
        if !name.is_empty() {
            let leading: Module = if name.starts_with("self::") { vec!["self".to_owned()] } else { Module::new() };
            paths.push([before, &leading, &parts(name)].concat());
        }
        return;
    };
    let before = [before, &parts(head)].concat();
    let (mut depth, mut start) = (0_i32, 0);
    let inner = &rest[..rest.rfind('}').unwrap_or(rest.len())];
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&before, &inner[start..at], paths);
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// What stands behind `root::` in a text, taken apart.
fn paths_from(text: &str, root: &str) -> Vec<Module> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let whole = |at: usize| !text[..at].ends_with(|c: char| is_name(c) || c == ':');
    let rest = |at: usize| text[at..].strip_prefix(root)?.strip_prefix("::");
    let found = text.match_indices(root).filter(|(at, _)| whole(*at)).filter_map(|(at, _)| rest(at));
    found.map(|rest| rest[..rest.find(|c: char| !is_name(c) && c != ':').unwrap_or(rest.len())].split("::").map(str::to_owned).collect()).collect()
}

fn mentions(text: &str, name: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
}

/// Every file below `src` with its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut files, mut open) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).unwrap().components().map(|part| part.as_os_str().to_str().unwrap()).collect::<Vec<_>>().join("/");
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files
}

#[test]
fn no_files_import_from_one_another() {
    let program = Program::new(sources());
    let circles = program.circles();
    assert!(circles.is_empty(), "these files lead to one another: {circles:#?}");
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let program = |files: &[(&str, &str)]| Program::new(files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())));
    for other in [
        "use super::b::B;",
        "use crate::a::{\n    c::C,\n    b::{self, B},\n};\nfn f(_: B) {}",
        "use super::b;\nfn f() { b::g(); }",
        "fn f() { super::b::g(); }",
        "use crate::a::B;",
    ] {
        let files = [
            ("lib.rs", "mod a;"),
            ("a/mod.rs", "mod b;\nmod c;\nmod d;\npub use b::B;"),
            ("a/b.rs", "use super::d::D;"),
            ("a/c.rs", "pub struct C;"),
            ("a/d.rs", other),
        ];
        assert_eq!(program(&files).circles(), [["a/b.rs", "a/d.rs"]], "{other}");
    }
    // A folder's own face may be named from within, and a word in a text is no import.
    let files =
        [("lib.rs", "mod a;"), ("a/mod.rs", "mod b;\npub struct A;\nfn f() { b::g(); }"), ("a/b.rs", "use super::A;\nconst TEXT: &str = \"crate::a::b\";")];
    assert!(program(&files).circles().is_empty());
}

/// Lines that a file has without a reason for more, tests aside.
const LONG: usize = 400;

#[test]
fn a_long_file_says_why() {
    let is_long = |(_, text): &&(String, String)| text.lines().count() > LONG;
    let says_why = |text: &str| text.lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains("Long because"));
    let wrong: Vec<String> =
        sources().iter().filter(is_long).filter(|(_, text)| !says_why(text)).map(|(file, text)| format!("src/{file}: {}", text.lines().count())).collect();
    assert!(wrong.is_empty(), "divide these files, or say at the head of each why it is \"Long because …\": {wrong:#?}");
}
