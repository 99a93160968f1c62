use proptest::prelude::*;

use super::super::builder::refusal;
use super::super::{Found, Node};
use super::mend;

const FIELDS: &[&str] = &["title", "date", "kind", "topics", "summary", "draft", "key_points", "sources"];

/// The signs that are told and the lines that are offered.
fn told(yaml: &str) -> Vec<(String, String)> {
    let (found, _) = mend(yaml, FIELDS);
    found.into_iter().map(|one| (yaml[one.span.clone()].to_owned(), offered(&one))).collect()
}

fn offered(found: &Found) -> String {
    let help = found.mistake.help.clone().unwrap_or_default();
    help.strip_prefix("write: ").map(str::to_owned).unwrap_or(help)
}

#[track_caller]
fn is_mended(rows: &[(&str, &str, &str)]) {
    for (yaml, sign, line) in rows {
        for around in [("date: 2024-10-23\n", ""), ("date: 2024-10-23\n", "draft: true\n"), ("topics:\n  - a\n\n# c\n", "sources:\n  - {title: A}\n")] {
            let text = format!("{}{yaml}\n{}", around.0, around.1);
            assert_eq!(told(&text), [((*sign).to_owned(), (*line).to_owned())], "{text}");
            let (found, mended) = mend(&text, FIELDS);
            let mended = mended.unwrap().text;
            assert!(refusal(&mended).is_none(), "{text}");
            // The replacement alone makes the same of it.
            let mut replaced = text.clone();
            replaced.replace_range(found[0].line.clone().unwrap(), &found[0].mistake.replacement.as_ref().unwrap().text);
            assert_eq!(replaced, mended);
            let returned = text.replace('\n', "\r\n");
            assert_eq!(told(&returned), [((*sign).to_owned(), (*line).to_owned())], "with CRLF: {text}");
        }
    }
}

#[test]
fn marks_within_quotation_marks_are_told_at_the_mark() {
    is_mended(&[
        (r#"title: "The "big" report""#, "\"", r#"title: 'The "big" report'"#),
        (r#"title: "The "big" report" # c"#, "\"", r#"title: 'The "big" report' # c"#),
        (r#"title: "It's the "big" one""#, "\"", r#"title: 'It''s the "big" one'"#),
        ("title: 'China's report'", "'", "title: \"China's report\""),
        (r#"title: 'China's "big" report'"#, "'", r#"title: 'China''s "big" report'"#),
        (r#"title: "Big" report"#, "r", r#"title: '"Big" report'"#),
        (r#"title: "Big" and "small""#, "a", r#"title: '"Big" and "small"'"#),
        ("title: 'Big' report", "r", "title: \"'Big' report\""),
        (r#"title: "C:\Users""#, "\\", r"title: 'C:\Users'"),
    ]);
    is_mended(&[("key_points:\n  - 'China's report'", "'", "- \"China's report\""), (r#"summary: "a", "b""#, ",", r#"summary: ["a", "b"]"#)]);
}

#[test]
fn a_mark_that_is_never_closed_is_told_where_it_opens() {
    is_mended(&[
        ("title: \"abc", "\"", "title: \"abc\""),
        ("title: 'abc", "'", "title: 'abc'"),
        ("title: \"abc: d", "\"", "title: \"abc: d\""),
        ("title: \"abc”", "”", "title: \"abc\""),
        ("title: “abc: d”", "“", "title: \"abc: d\""),
        ("title: «abc: d»", "«", "title: \"abc: d\""),
        ("title: 「abc」: d", "「", "title: \"「abc」: d\""),
        ("topics: [\"a, b]", "\"", "topics: [\"a\", b]"),
    ]);
    is_mended(&[("sources:\n  - title: \"abc\n    url: https://a.example", "\"", "title: \"abc\"")].map(|(a, b, _)| (a, b, "- title: \"abc\"")));
}

#[test]
fn a_text_that_reads_like_something_else_is_put_between_quotation_marks() {
    is_mended(&[
        ("title: AI: the next step", ":", "title: \"AI: the next step\""),
        ("title: AI:", ":", "title: \"AI:\""),
        ("title: [Update] UK", "U", "title: \"[Update] UK\""),
        ("title: > 5%", ">", "title: \"> 5%\""),
        ("title: %5", "%", "title: \"%5\""),
        ("unit: %", "%", "unit: percent"),
        ("title: @x", "@", "title: \"@x\""),
        ("title: `x`", "`", "title: \"`x`\""),
        ("title: - x", "-", "title: \"- x\""),
        ("title: ? x", "?", "title: \"? x\""),
        ("title: *x", "*", "title: \"*x\""),
        ("title: *x* y", "*", "title: \"*x* y\""),
        ("title: &c. and more", "&", "title: \"&c. and more\""),
        ("title: {x} y", "y", "title: \"{x} y\""),
        ("title: | x", "|", "title: \"| x\""),
        ("key_points:\n  - @editor", "@", "- \"@editor\""),
        ("key_points:\n  - AI: the next: step", ":", "- \"AI: the next: step\""),
    ]);
}

#[test]
fn brackets_and_commas_are_told_at_the_sign() {
    is_mended(&[
        ("topics: [a, b", "[", "topics: [a, b]"),
        ("topics: [a, b,", "[", "topics: [a, b]"),
        ("topics: [a,, b]", ",", "topics: [a,b]"),
        ("topics: [a, b}", "}", "topics: [a, b]"),
        ("topics: [a, b]]", "]", "topics: [a, b]"),
        ("topics: [\"a\" \"b\"]", "\"", "topics: [\"a\", \"b\"]"),
        ("topics: ['China's plan', b]", "'", "topics: [\"China's plan\", b]"),
        ("topics: [a, @b]", "@", "topics: [a, \"@b\"]"),
        ("figures:\n  - {id: f, unit: %, value: 3}", "%", "- {id: f, unit: percent, value: 3}"),
        ("topics: [a, %]", "%", "topics: [a, \"%\"]"),
        ("sources: [{title: A, url: B]", "]", "sources: [{title: A, url: B}]"),
        ("sources: [{title: A}", "[", "sources: [{title: A}]"),
    ]);
    assert!(mend("{\n  \"title\": \"A\"\n  \"kind\": \"report\"\n}\n", FIELDS).1.is_none());
}

#[test]
fn what_stands_between_a_field_and_its_value_is_told_at_the_sign() {
    is_mended(&[
        ("kind:report", ":", "kind: report"),
        ("kind：report", "：", "kind: report"),
        ("kind： report", "：", "kind: report"),
        ("kind = report", "=", "kind: report"),
        ("kind=report", "=", "kind: report"),
        ("kind report", "kind", "kind: report"),
        ("draft", "draft", "draft:"),
        ("kind:\u{a0}report", "\u{a0}", "kind: report"),
        ("kind\u{200b}：report", "：", "kind: report"),
        ("topics:\n\u{a0}\u{a0}- a", "\u{a0}", "begin it behind 2 spaces: `  - a`"),
        ("sources:\n\u{a0}\u{a0}- title: A\n    url: B\n  - title: C", "\u{a0}", "begin it behind 2 spaces: `  - title: A`"),
        ("topics:\n\t- a", "\t", "begin it behind 2 spaces: `  - a`"),
        ("topics:\n* a", "*", "- a"),
        ("title: A kind: report", "kind", "write two lines: title: A and below it kind: report"),
    ]);
}

#[test]
fn a_line_at_another_indent_is_told_with_its_place() {
    is_mended(&[
        ("title: A\n  kind: report", "kind: report", "begin it at the very beginning of the line: `kind: report`"),
        ("topics:\n    - a\n  - b", "- b", "begin it behind 4 spaces: `    - b`"),
        ("summary: A text\ngoes on", "goes on", "begin it behind 2 spaces: `  goes on`"),
        ("summary: |\n  A text\n goes on", "goes on", "begin it behind 2 spaces: `  goes on`"),
        ("topics: a\n- b", "a", "write two lines: topics: and below it - a"),
        ("sources:\n  - title: A\n   url: B", "url: B", "begin it behind 4 spaces: `    url: B`"),
        ("sources:\n  - title: A\n   url: B\n    note: C\n    lang: en", "url: B", "begin it behind 4 spaces: `    url: B`"),
        ("sources:\n  - title: A\n     url: B", "url: B", "begin it behind 4 spaces: `    url: B`"),
    ]);
}

/// What stands around a single line of tabs is right.
#[test]
fn a_line_of_tabs_among_lines_of_spaces_begins_where_they_do() {
    for right in [
        "key_points:\n  - a\n  - b\n  - c\n",
        "key_points:\n    - a\n    - b\n    - c\n",
        "key_points:\n- a\n- b\n",
        "figures:\n  - id: a\n    value: 1\n    scale: million\n  - {id: b}\n",
        "sources:\n  - id: a\n    change:\n      percent: 1\n      basis: b\n  - id: d\n    url: e\n",
        "sources:\n    -   id: a\n        url: b\n        note: c\n",
    ] {
        for (index, line) in right.lines().enumerate().filter(|(_, line)| line.starts_with(' ')) {
            let wrong: Vec<String> =
                right.lines().enumerate().map(|(at, other)| if at == index { format!("\t{}", line.trim_start()) } else { other.to_owned() }).collect();
            let wrong = format!("{}\ndraft: true\n", wrong.join("\n"));
            let (found, mended) = mend(&wrong, FIELDS);
            assert_eq!((found.len(), mended.unwrap().text), (1, format!("{right}draft: true\n")), "{wrong}");
        }
    }
}

#[test]
fn a_group_of_fields_is_put_into_braces_and_closed_by_one() {
    is_mended(&[
        ("change: percent: 0.9, basis: yoy", "percent: 0.9, basis: yoy", "change: {percent: 0.9, basis: yoy}"),
        ("change: percent: 0.9", "percent: 0.9", "change: {percent: 0.9}"),
        ("place: en: Beijing, zh-Hans: 北京", "en: Beijing, zh-Hans: 北京", "place: {en: Beijing, zh-Hans: 北京}"),
        ("change: {percent: 0.9, basis: yoy)", ")", "change: {percent: 0.9, basis: yoy}"),
        ("change: {percent: 0.9, basis: yoy]", "]", "change: {percent: 0.9, basis: yoy}"),
        ("topics: [a, b】", "】", "topics: [a, b]"),
        ("change: {percent: 0.9, note: so (it says)", "{", "change: {percent: 0.9, note: so (it says)}"),
    ]);
}

#[test]
fn what_is_wrong_between_braces_is_told_at_the_sign() {
    is_mended(&[
        ("figures:\n  - {id: a, value: 91 qualifier: over, source: b}", "qualifier", "- {id: a, value: 91, qualifier: over, source: b}"),
        ("place: {en: Beijing zh-Hans: 北京}", "zh-Hans", "place: {en: Beijing, zh-Hans: 北京}"),
        ("updates:\n  - {kind: a, note: \"The \"shared\" one, all\"}", "\"", "- {kind: a, note: 'The \"shared\" one, all'}"),
        ("updates:\n  - {note: \"The \"shared\" one, all\", kind: a}", "\"", "- {note: 'The \"shared\" one, all', kind: a}"),
        (
            "event: {name: {en: A, zh-Hans: 甲}, place: {en: Beijing， zh-Hans: 北京}}",
            "zh-Hans",
            "event: {name: {en: A, zh-Hans: 甲}, place: {en: Beijing, zh-Hans: 北京}}",
        ),
        ("event: {name: {en: A, zh-Hans: 甲, place: {en: B}, url: c}", "{", "event: {name: {en: A, zh-Hans: 甲}, place: {en: B}, url: c}"),
        ("place: ｛en: A, fr: B｝", "｛", "place: {en: A, fr: B}"),
        ("image: {src: a.png, alt: Map #3 of it}", "#", "image: {src: a.png, alt: \"Map #3 of it\"}"),
        ("updates:\n  - {kind: a, note: The plan: all}", ":", "- {kind: a, note: \"The plan: all\"}"),
    ]);
}

#[test]
fn a_text_without_any_field_is_mended_line_by_line() {
    let lines = |yaml| told(yaml).into_iter().map(|(_, line)| line).collect::<Vec<_>>();
    assert_eq!(lines("title:A\ndate:2024-10-23\ntopics:[a]\n"), ["title: A", "date: 2024-10-23", "topics: [a]"]);
    assert_eq!(lines("title = A\n"), ["title: A"]);
    assert_eq!(lines("title A\nkind report\n"), ["title: A", "kind: report"]);
    assert!(mend("Just a text.\n", FIELDS).1.is_none());
}

#[test]
fn several_mistakes_are_told_in_one_run() {
    let yaml = "title: \"The \"big\" report\"\nsummary: AI: next\ntopics: [a, b\nkind：report\nkey_points:\n  - 'It's'\n  - @b\ndraft: true\n";
    let lines: Vec<String> = told(yaml).into_iter().map(|(_, line)| line).collect();
    assert_eq!(lines, ["title: 'The \"big\" report'", "summary: \"AI: next\"", "topics: [a, b]", "kind: report", "- \"It's\"", "- \"@b\""]);
}

#[test]
fn a_place_is_one_of_the_text_as_it_was() {
    for yaml in ["\\topics:\n  - a\n[\n  : ", "中：a\n [\n: é"] {
        let (found, _) = mend(yaml, FIELDS);
        assert!(found.iter().all(|one| yaml.get(one.span.clone()).is_some()), "{yaml}: {found:?}");
    }
}

#[test]
fn a_mended_text_knows_where_its_lines_were() {
    let yaml = "title: A kind: report\ncount: x\n";
    let (_, mended) = mend(yaml, FIELDS);
    let mended = mended.unwrap();
    assert_eq!(mended.text, "title: A\nkind: report\ncount: x\n");
    let at = mended.text.find("x\n").unwrap();
    assert_eq!(&yaml[mended.original(&(at..at + 1))], "x");
}

/// Words of YAML and of its parsers, of which an editor knows none.
const JARGON: [&str; 12] =
    ["mapping", "scalar", "block ", "anchor", "alias", "flow", "while parsing", "did not find expected", "sequence", "token", "directive", "simple key"];

#[test]
fn a_space_of_several_bytes_behind_a_bracket_is_passed_over_as_a_whole() {
    for yaml in ["{ é”@中：}]\u{a0}? ", "[a}]\u{a0}b", "a: {b}}\u{3000}c, d"] {
        if refusal(yaml).is_some() {
            assert!(!mend(yaml, FIELDS).0.is_empty(), "{yaml}");
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_wrong_is_told_in_words_of_editors(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "a", "title: ", "kind:", "\n", "\n  ", "- ", "? ", ": ", "[", "]", "{", "}", ", ", "\"", "'", "\\", "|", ">", "# c", "&a ", "*a", "!t ",
                "%", "@", "`", "\r\n", "é", "中：", "“", "”", "\u{a0}", "\t", "\u{200b}", " = ", "title: A\n", "topics:\n  - a\n",
            ]),
            1..16,
        )
    ) {
        let yaml = parts.concat();
        if super::super::is_blank(&yaml) {
            return Ok(());
        }
        if refusal(&yaml).is_some() {
            let (found, mended) = mend(&yaml, FIELDS);
            prop_assert!(!found.is_empty());
            for one in &found {
                let text = format!("{} {}", one.mistake.message, one.mistake.help.as_deref().unwrap_or_default().split("write: ").next().unwrap_or_default());
                prop_assert!(JARGON.iter().all(|word| !text.contains(word)), "{text}");
                prop_assert!(one.span.start <= yaml.len() && yaml.is_char_boundary(one.span.start));
            }
            if let Some(mended) = mended {
                prop_assert!(Node::parse(&mended.text).is_ok());
            }
        } else {
            prop_assert!(Node::parse(&yaml).is_ok());
        }
    }
}
