use super::*;
use std::time::{Duration, Instant};

/// Small enough for a debug build, large enough that anything quadratic would show.
const SIZE: usize = 300_000;

fn repeated(part: &str) -> String {
    part.repeat(SIZE / part.len())
}

#[test]
fn nesting_is_bounded() {
    for text in [">".repeat(65), "- ".to_owned() + &"> ".repeat(80) + "a"] {
        let compiled = compile(&text, &Options::default());
        assert_eq!(compiled.problems.iter().map(|problem| &problem.kind).collect::<Vec<_>>(), [&ProblemKind::TooDeep], "{text}");
        assert!(compiled.template.is_empty());
    }
    assert_eq!(problems(&"> ".repeat(60)), []);
}

#[test]
fn expansion_is_bounded() {
    let compiled = compile(&"& ".repeat(100_000), &Options { max_expansion: 1, ..Options::default() });
    assert_eq!(compiled.problems.last().map(|problem| &problem.kind), Some(&ProblemKind::TooLarge));
    assert!(compiled.template.is_empty());
    // Each mark of a footnote costs a link back, which is written when all else is.
    let compiled = compile(&("[^1]: a\n\n".to_owned() + &"[^1]".repeat(5_000)), &Options::default());
    assert_eq!(compiled.problems.last().map(|problem| &problem.kind), Some(&ProblemKind::TooLarge));
    assert!(compiled.template.is_empty());
}

#[test]
fn heavy_raw_html_is_refused() {
    for text in ["<b>\n\n<p>x\n\n".repeat(2_000), format!("<b>x</b>{}", "a ".repeat(200_000))] {
        let compiled = compile(&text, &Options::default());
        assert_eq!(compiled.problems.last().map(|problem| &problem.kind), Some(&ProblemKind::RawHtmlTooHeavy));
        assert!(compiled.template.is_empty());
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "what is tested is the time it takes")]
fn known_patterns_stay_linear() {
    for part in [
        "[",
        "[[",
        "[[a:",
        "[[fig:",
        "[[fig:a] ",
        "［［fig:",
        "[topic:a",
        "[!a] ",
        "[a] (",
        "[a](/b c",
        "{{ a ",
        "{{a}}",
        "{%",
        "{#a ",
        "<b c ",
        "<a b='<a b=\"",
        "<svg>",
        "<a>",
        "##a\n",
        "[@",
        "[@a]:",
        "[@a; ",
        "[^",
        "[^a]",
        "![",
        "*a **a ",
        "**中：",
        "）**a",
        "_a ",
        "~~a",
        "<!--",
        "a<!-- ",
        "<?",
        "[a](<b",
        "[a](",
        "|",
        "|a|b|\n",
        "\\",
        "\\[",
        "`a ",
        "&",
        "\"a ",
        "'",
        "-",
        ".",
        "https://[",
        "https://a",
        "a\n",
        "中\n*\n",
        "# a\n",
        "# a {#a}\n",
        "> ",
        "- a\n",
        "a\n: b\n",
        "[^a]: b\n",
    ] {
        let text = repeated(part);
        let started = Instant::now();
        let compiled = compile(&text, &Options { language: "zh", ..Options::default() });
        let _ = compile_inline(&text, &Options { language: "en", ..Options::default() });
        let _ = filled(&compiled);
        assert!(started.elapsed() < Duration::from_mins(1), "{part:?} took {:?}", started.elapsed());
    }
}
