use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
struct Sample {
    title: Option<String>,
    count: Option<u32>,
    draft: bool,
    topics: Vec<String>,
    colour: Option<Colour>,
    sources: Vec<Source>,
    extra: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Colour {
    Red,
    SkyBlue,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
struct Source {
    url: Option<String>,
    year: Option<u32>,
}

fn told(yaml: &str) -> Vec<(Code, String)> {
    match read::<Sample>(yaml) {
        Ok(_) => Vec::new(),
        Err(broken) => broken.found.into_iter().map(|f| (f.mistake.code, yaml[f.span.start..f.span.end.min(yaml.len())].to_owned())).collect(),
    }
}

#[test]
fn every_mistake_is_told_at_its_place() {
    let yaml = "titel: A\ncount: many\ndraft: perhaps\ntopics: {a: b}\ncolour: bleu\nsources:\n  - {url: a, yeer: 1}\n  - {year: x}\n";
    let expected = [
        (Code::UnknownField, "titel"),
        (Code::WrongType, "many"),
        (Code::WrongType, "perhaps"),
        (Code::WrongType, "{a: b}"),
        (Code::UnknownValue, "bleu"),
        (Code::UnknownField, "yeer"),
        (Code::WrongType, "x"),
    ];
    let told = told(yaml);
    assert_eq!(told.iter().map(|(c, t)| (*c, t.as_str())).collect::<Vec<_>>(), expected);
}

#[test]
fn both_of_two_equal_keys_are_shown() {
    let yaml = "title: A\ntopics: []\ntitle: B\n";
    let all = read::<Sample>(yaml).unwrap_err().found;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].mistake.code, Code::DuplicateKey);
    assert_eq!((all[0].span.clone(), all[0].other.clone()), (20..25, Some(0..5)));
}

#[test]
fn syntax_errors_have_a_place() {
    for (yaml, code) in
        [("title: a: b\n", Code::YamlSyntax), ("topics:\n\t- a\n", Code::Tab), ("title: \"a\n", Code::YamlSyntax), ("topics: [a\n", Code::YamlSyntax)]
    {
        let told = told(yaml);
        assert_eq!(told.len(), 1, "{yaml:?}");
        assert_eq!(told[0].0, code, "{yaml:?}");
    }
}

#[test]
fn paths_lead_to_bytes() {
    let yaml = "título: Ä\ntopics: [a, b]\nsources:\n  - url: x\n";
    let tree = Node::parse(yaml).unwrap();
    assert_eq!(tree.value_at("topics[1]").map(|s| &yaml[s]), Some("b"));
    assert_eq!(tree.value_at("sources[0].url").map(|s| &yaml[s]), Some("x"));
    assert_eq!(tree.key_at("sources[0].url").map(|s| &yaml[s]), Some("url"));
    assert_eq!(tree.value_at("absent"), None);
}

#[test]
fn a_number_is_no_name_of_a_field() {
    for (yaml, key) in [("sources:\n  - {url: a, 1}\n", "1"), ("7: a\n", "7")] {
        assert_eq!(told(yaml), [(Code::UnknownField, key.to_owned())], "{yaml}");
    }
}

/// What is written in place of each mistake, and whether it can only be that.
fn mended(yaml: &str) -> Vec<(String, String, bool)> {
    let found = read::<Sample>(yaml).err().map_or(Vec::new(), |broken| broken.found);
    let one = |found: Found| {
        let replacement = found.mistake.replacement?;
        Some((yaml[found.span].to_owned(), replacement.text, replacement.certain))
    };
    found.into_iter().filter_map(one).collect()
}

#[test]
fn a_number_that_braces_divide_is_put_together() {
    for (yaml, number, right, certain) in [
        ("sources:\n  - {year: 1,005.6, url: a}\n", "1,005.6", "1005.6", true),
        ("sources:\n  - {year: 1,234,567, url: a}\n", "1,234,567", "1234567", true),
        ("sources:\n  - {year: -1,234.5}\n", "-1,234.5", "-1234.5", true),
        ("sources:\n  - {url: a, year: 1,005}\n", "1,005", "1005", false),
        ("sources:\n  - {url: a, year: 12,5}\n", "12,5", "12.5", true),
    ] {
        let all = told(yaml);
        assert_eq!(all.iter().filter(|(code, _)| *code == Code::BadNumber).count(), 1, "{all:?}");
        assert!(!all.iter().any(|(code, _)| *code == Code::UnknownField), "{all:?}");
        assert!(mended(yaml).contains(&(number.to_owned(), right.to_owned(), certain)), "{yaml}: {:?}", mended(yaml));
    }
    assert_eq!(mended("sources:\n  - {year: 325,2000}\n"), [("325,2000".to_owned(), "325.2000".to_owned(), true)]);
}

#[test]
fn a_slip_is_replaced_by_what_was_meant() {
    let one = |wrong: &str, right: &str, certain| [(wrong.to_owned(), right.to_owned(), certain)];
    assert_eq!(mended("titel: A\n"), one("titel", "title", true));
    assert_eq!(mended("colour: Sky Blue\n"), one("Sky Blue", "sky-blue", true));
    assert_eq!(mended("draft: yes\n"), one("yes", "true", true));
    assert_eq!(mended("draft: 'true' # so\n"), one("'true'", "true", true));
    assert_eq!(mended("sources: https://a.example\n"), one("https://a.example", "{url: https://a.example}", false));
    assert_eq!(mended("topics: telecoms, trade policy\n"), one("telecoms, trade policy", "[telecoms, trade policy]", false));
    // The field that is meant stands there already.
    assert_eq!(mended("title: A\ntitel: B\n"), []);
}

#[test]
fn a_tag_makes_a_text() {
    for title in ["!", "! 5", "!!str", "!!str null", "!own x", "! ", "~"] {
        let yaml = format!("title: {title}\n");
        let typed = serde_yaml::from_str::<Sample>(&yaml).map(|s| s.title).ok();
        let marked = Node::parse(&yaml).ok().and_then(|tree| de::read::<Sample>(&tree).ok()).map(|s| s.title);
        assert_eq!(typed, marked, "{title}");
    }
}

#[test]
fn words_that_yaml_takes_for_something_else_are_told() {
    for (yaml, lost) in [
        ("title: &c. and more\n", "&"),
        ("title: &amp; more\n", "&"),
        ("title: !important notice\n", "!important"),
        ("topics: [a, !b c]\n", "!b"),
        ("topics:\n  - &b c\n", "&b"),
        ("extra: {a: !x y}\n", "!x"),
    ] {
        assert_eq!(told(yaml), [(Code::YamlSyntax, lost.to_owned())], "{yaml}");
    }
    for good in ["title: &a A\nextra: {b: *a}\n", "title: !!str 5\n", "title: \"&c.\"\n", "title: a & b!\n", "title: ! 5\n"] {
        assert_eq!(told(good), [], "{good}");
    }
}

#[test]
fn numbers_of_other_bases_are_read_alike() {
    for count in ["0x0", "0x1f", "0o17", "0b101", "007", "0x", "0x+1"] {
        let yaml = format!("count: {count}\n");
        let typed = serde_yaml::from_str::<Sample>(&yaml).map(|s| s.count).ok();
        let marked = Node::parse(&yaml).ok().and_then(|tree| de::read::<Sample>(&tree).ok()).map(|s| s.count);
        assert_eq!(typed, marked, "{count}");
    }
}

/// What an editor does not see is not nothing to YAML.
#[test]
fn a_text_of_signs_that_nobody_sees_is_told_of() {
    for yaml in ["\t\u{200b}", "\u{200b}", "\u{a0}\u{200b}\n", "\u{200b}\n# c\n", "\t\u{200b}\ntitle: A\n", "title: A\n\t\u{200b}\n", "\u{200b}# c\n"] {
        assert!(!read::<Sample>(yaml).unwrap_err().found.is_empty(), "{yaml:?}");
    }
}

#[test]
fn what_is_empty_is_as_if_it_were_not_there() {
    for empty in ["", " null", " ~", " ''", " \"\"", " \" \"", " []"] {
        for field in ["count", "draft", "topics", "colour", "sources", "extra"] {
            let yaml = format!("title: A\n{field}:{empty}\n");
            let expected = Sample { title: Some("A".to_owned()), ..Sample::default() };
            assert_eq!(read::<Sample>(&yaml).unwrap(), expected, "{yaml}");
        }
    }
    let read = read::<Sample>("topics: [a, '', b]\nsources:\n  - {url: a, year: ''}\n  -\nextra: {a: ''}\n").unwrap();
    assert_eq!(read.topics, ["a", "", "b"], "an empty text that is taken is one");
    assert_eq!(read.sources, [Source { url: Some("a".to_owned()), year: None }]);
    assert_eq!(read.extra["a"], "");
    // Beside mistakes, it is none.
    assert_eq!(told("draft: ''\ncount: many\n"), [(Code::WrongType, "many".to_owned())]);
}

#[test]
fn one_thing_is_a_list_of_one() {
    let sample = read::<Sample>("topics: telecoms\nsources: {url: a, year: 1}\n").unwrap();
    assert_eq!(sample.topics, ["telecoms"]);
    assert_eq!(sample.sources, [Source { url: Some("a".to_owned()), year: Some(1) }]);
    assert_eq!(told("sources: {url: a, year: x}\n"), [(Code::WrongType, "x".to_owned())]);
    assert_eq!(told("sources: telecoms\n"), [(Code::WrongType, "telecoms".to_owned())]);
    let tree = Node::parse("sources:\n  url: a\n  year: 1\n").unwrap();
    assert_eq!(tree.value_at("sources[0].year"), tree.value_at("sources.year"));
}

#[test]
fn a_sign_in_a_name_that_nobody_sees_is_told_at_the_sign() {
    assert_eq!(told("ti\u{200b}tle: A\n"), [(Code::UnknownField, "\u{200b}".to_owned())]);
    assert_eq!(told("count: 1\n\u{a0}title: A\n"), [(Code::UnknownField, "\u{a0}".to_owned())]);
}

#[test]
fn a_text_that_a_colon_makes_a_field_of_is_put_between_quotation_marks() {
    for (text, better) in [("The plan: a first look", "\"The plan: a first look\""), ("“AI: next”", "\"AI: next\""), ("AI: the \"next\"", "'AI: the \"next\"'")]
    {
        assert_eq!(mended(&format!("topics:\n  - b\n  - {text}\n")), [(text.to_owned(), better.to_owned(), true)]);
    }
    assert_eq!(mended("topics:\n  - name: b\n"), []);
}

/// The files of an archive that were called broken: texts in quotation marks that go on in the next line.
#[test]
fn a_text_in_quotation_marks_goes_on_anywhere() {
    for yaml in [
        "count: x\ntitle: 'one\ntwo'\n",
        "count: x\ntitle: \"one\ntwo\"\n",
        "count: x\ntitle: 'one\n two'\n",
        "count: x\ntitle: \"one\n\ntwo\"\n",
        "count: x\ntitle: \"one\\\ntwo\"\n",
        "count: x\ntopics:\n  - 'one\ntwo'\n  - b\n",
        "count: x\ntopics: ['one\ntwo', b]\n",
        "count: x\nsources:\n  - url: \"one\ntwo\"\n    year: 1\n",
    ] {
        assert_eq!(told(yaml), [(Code::WrongType, "x".to_owned())], "{yaml}");
    }
}

proptest! {
    /// What the typed path accepts, the marked path accepts with the same result.
    #[test]
    fn typed_and_marked_accept_the_same(title in "[ -~]{0,8}", count in "[0-9x]{1,3}", draft in "(true|false|yes|no)", topic in "[a-z:#, ]{0,6}", colour in "(red|sky-blue|green)") {
        let yaml = format!("title: {title}\ncount: {count}\ndraft: {draft}\ntopics:\n  - {topic}\ncolour: {colour}\n");
        let typed = serde_yaml::from_str::<Sample>(&yaml);
        if let Ok(tree) = Node::parse(&yaml) {
            let marked = de::read::<Sample>(&tree);
            if let (Ok(typed), Ok(marked)) = (&typed, &marked) {
                prop_assert_eq!(typed, marked);
            }
            if typed.is_ok() {
                prop_assert!(marked.is_ok(), "{:?}", marked);
            }
        }
        // Words may be lost that the typed path takes; and it refuses what is empty.
        let lost = Node::parse(&yaml).is_ok_and(|tree| !tree.lost_words(&yaml).is_empty());
        prop_assert!(lost || typed.is_err() || read::<Sample>(&yaml).is_ok());
    }
}
