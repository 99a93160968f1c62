//! The files of a theme in odd spellings, edited one after the other: a warm build comes to what a cold one does.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use crate::faults::Faults;
use crate::project::Project;

/// Sequences that are played.
const CASES: u32 = 10;

/// Choices that make a spelling, taken one after the other.
struct Choices<'c>(std::iter::Cycle<std::slice::Iter<'c, u8>>);

impl Choices<'_> {
    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[usize::from(*self.0.next().unwrap()) % all.len()]
    }

    /// The words of a tag with any white space between them; a `·` is white space that must be there.
    fn tag(&mut self, open: &str, words: &str, close: &str) -> String {
        let mut tag = open.to_owned();
        tag.push_str(self.of(&["", "", "-"]));
        for word in words.split(' ') {
            tag.push_str(self.of(&["", " ", "\n", "\t  "]));
            tag.push_str(&word.replace('·', self.of(&[" ", "\n", " \t"])));
        }
        tag.push_str(self.of(&["", " ", "\n"]));
        tag.push_str(self.of(&["", "", "-"]));
        tag + close
    }

    fn block(&mut self, words: &str) -> String {
        self.tag("{%", words, "%}")
    }

    fn print(&mut self, words: &str) -> String {
        self.tag("{{", words, "}}")
    }

    fn quoted(&mut self, text: &str) -> String {
        let mark = self.of(&["\"", "'", "`"]);
        format!("{mark}{text}{mark}")
    }

    /// What means nothing, and looks as if it did.
    fn noise(&mut self) -> String {
        self.of(&[
            "",
            "{# {% include \"no.html\" %} {{ page.nothing }} #}",
            "{#- {% raw %} -#}",
            "{% raw %}{% include \"no.html\" %}{{ <nothing /> }}{% endraw %}",
            "{%- raw -%}{% component other.own() %}{% raw %}{#{%- endraw -%}",
            "{{ \"{% include 'no.html' %}\" }}",
            "{{ '%}' ~ \"}}\" }}",
            "{% set page_of_mine = {\"a\": {\"b\": 1}} %}{{ page_of_mine.a.b }}",
            "{% set_global paginator = {\"colour\": 1} %}{{ paginator.colour }}",
            "{% for x, y in {\"k\": 2} %}{{ x }}{{ loop.index }}{% endfor %}",
            "{{ [1 < 2, 2 < 3] | length }}",
            "{ { % } }",
        ])
        .to_owned()
    }
}

/// One of the files, as `version` has it.
fn file(n: u8, version: u8, spelling: &[u8]) -> (&'static str, String) {
    let mut c = Choices(spelling.iter().cycle());
    let (before, after) = (c.noise(), c.noise());
    let around = |text: String| format!("{before}{text}{after}");
    match n % 8 {
        0 => {
            let (define, call) = (c.block("component·own.card ( x , n = 1 )"), c.print("< deep·x = {x} />"));
            let (include, end) = (c.quoted("partials/inc.html"), c.block("endcomponent"));
            let include = c.block(&format!("include {include}"));
            ("content/templates/partials/own.html", format!("{before}{define}card {version} {{{{ n }}}}{after}{call}{include}{end}"))
        }
        1 => {
            let (define, end) = (c.block("component·deep ( x : string )"), c.block("endcomponent·deep"));
            let read = c.print("x | upper");
            ("content/templates/partials/deep.html", around(format!("{define}deep {version} {read}{end}")))
        }
        2 => ("content/templates/partials/inc.html", around(format!("included {version}"))),
        3 => {
            let call = c.print("< own.card·x = \"a\" />");
            let include = c.quoted("partials/inc.html");
            let (include, word) = (c.block(&format!("include {include}")), c.print("t( key = 'mine' , name = page.title )"));
            ("content/templates/404.html", around(format!("<p>{version} {call}{include}{word}{{{{ theme.colour }}}}</p>")))
        }
        4 => {
            let (extends, block, end) = (c.quoted("theme/briefing.html"), c.block("block·content"), c.block("endblock"));
            let (extends, parent, body) = (c.block(&format!("extends {extends}")), c.print("super ( )"), c.block("< own.card·x = \"b\" >"));
            let close = c.block("</ own.card >");
            let call = if version.is_multiple_of(2) { format!("{body}{version}{close}") } else { c.print("< own.card·x = \"c\" n = {2} />") };
            ("content/templates/briefing.html", format!("{extends}{block}{before}{parent}{call}{end}"))
        }
        5 => {
            let (extends, block, end) = (c.quoted("theme/base.html"), c.block("block·head"), c.block("endblock·head"));
            let extends = c.block(&format!("extends {extends}"));
            ("content/templates/base.html", format!("{extends}{block}{before}<meta name=\"v\" content=\"{version}\">{end}"))
        }
        6 => ("content/labels/en.yaml", format!("mine: {}Mine {version} {{name}}{0}\n", c.of(&["\"", "'"]))),
        _ => ("themes/mine/theme.yaml", format!("name: mine\nversion: 1.0.0\napi: \"1\"\noptions: {{colour: {{type: text, default: c{version}}}}}\n")),
    }
}

/// Edits of files: which, to what, and how it is spelt.
fn edits() -> impl Strategy<Value = Vec<(u8, u8, Vec<u8>)>> {
    prop::collection::vec((0..9_u8, 0..10_u8, prop::collection::vec(any::<u8>(), 23)), 3..6)
}

#[test]
fn a_theme_in_any_spelling_is_never_shown_as_it_was() {
    let config = Config { cases: CASES, rng_seed: RngSeed::Fixed(2024), failure_persistence: None, max_shrink_iters: 40, ..Config::default() };
    let strategy = (prop::collection::vec(any::<u8>(), 23), edits());
    TestRunner::new(config).run(&strategy, |(spelling, edits)| play(&spelling, &edits)).unwrap_or_else(|error| panic!("{error}"));
}

fn play(spelling: &[u8], edits: &[(u8, u8, Vec<u8>)]) -> Result<(), TestCaseError> {
    let mut project = Project::new().setting("theme: mine").briefing("2024-10-23-letter", "title: The letter", "The letter.");
    for n in 0..8 {
        let spelling: Vec<u8> = spelling.iter().map(|byte| byte.wrapping_add(n)).collect();
        let (path, text) = file(n, 0, &spelling);
        project = project.file(path, text);
    }
    compare(&project)?;
    for (n, version, spelling) in edits {
        if *n == 8 {
            project = project.file("themes/mine/static/style.css", format!("p {{ order: {version} }}"));
        } else {
            let (path, text) = file(*n, *version, spelling);
            project = project.file(path, text);
        }
        compare(&project)?;
    }
    Ok(())
}

fn compare(project: &Project) -> Result<(), TestCaseError> {
    let (warm, cold) = (project.build_by(Faults::none()), project.cold());
    prop_assert!(cold.is_done() && cold.words().is_empty(), "{}", cold.words());
    prop_assert!(warm.is_done(), "{}", warm.words());
    prop_assert_eq!(warm.words(), cold.words());
    let differing: Vec<&String> = cold.tree.keys().filter(|path| warm.tree.get(*path) != cold.tree.get(*path)).collect();
    prop_assert!(differing.is_empty(), "{:?}", differing);
    Ok(())
}
