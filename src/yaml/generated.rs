//! Texts of YAML made at random, in all the forms in which people and programs write it: what the typed path reads, the tree
//! never refuses, and it says where each thing stands.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Node, builder, de, split};

/// A value: how it is written below a field at an indent of `indent`, and what it is read as. `word` occurs nowhere else.
#[derive(Debug, Clone)]
struct Form {
    written: &'static str,
    read: &'static str,
}

/// `W` stands for the word, `I` for the indent of what belongs to the field.
const FORMS: &[Form] = &[
    Form { written: "W", read: "W" },
    Form { written: "W and more # a comment", read: "W and more" },
    Form { written: "W\nI goes on", read: "W goes on" },
    Form { written: "'W'", read: "W" },
    Form { written: "'W it''s'", read: "W it's" },
    Form { written: "'W\nI goes on'", read: "W goes on" },
    Form { written: "'W\ngoes on'", read: "W goes on" },
    Form { written: "'W\n goes on'", read: "W goes on" },
    Form { written: "'W\n\ngoes on'", read: "W\ngoes on" },
    Form { written: "\"W\"", read: "W" },
    Form { written: "\"W \\\"x\\\" \\u00e9\"", read: "W \"x\" é" },
    Form { written: "\"W\ngoes on\"", read: "W goes on" },
    Form { written: "\"W\n goes on\"", read: "W goes on" },
    Form { written: "\"W\n\ngoes on\"", read: "W\ngoes on" },
    Form { written: "\"W\\\ngoes on\"", read: "Wgoes on" },
    Form { written: "\"W\\\nI goes on\"", read: "Wgoes on" },
    Form { written: "\"中文 W é\"", read: "中文 W é" },
    Form { written: "|\nIW\nI two", read: "W\n two\n" },
    Form { written: "|-\nIW\n\nItwo", read: "W\n\ntwo" },
    Form { written: ">-\nIW\nItwo", read: "W two" },
    Form { written: "> # a comment\nIW", read: "W\n" },
    Form { written: "|2-\nI W", read: " W" },
    Form { written: "!!str W", read: "W" },
    Form { written: "&W W", read: "W" },
    Form { written: "\nIW", read: "W" },
    Form { written: "  W \t # a comment", read: "W" },
    Form { written: "\u{a0}W", read: "\u{a0}W" },
];

#[derive(Debug, Clone)]
enum Shape {
    Alone(usize),
    List(Vec<usize>),
    Brackets(Vec<usize>),
    Group(Vec<usize>),
    Explicit(usize),
}

fn shape() -> impl Strategy<Value = Shape> {
    let form = 0..FORMS.len();
    // In brackets only what may stand in one.
    let bracketed = prop::sample::select(vec![0_usize, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16]);
    prop_oneof![
        form.clone().prop_map(Shape::Alone),
        prop::collection::vec(form.clone(), 1..4).prop_map(Shape::List),
        prop::collection::vec(bracketed, 1..4).prop_map(Shape::Brackets),
        prop::collection::vec(form.clone(), 1..4).prop_map(Shape::Group),
        form.prop_map(Shape::Explicit),
    ]
}

/// The text, with the path of each value, its word, and what it is read as.
fn written(shapes: &[Shape], ending: &str, bom: bool, last: &str) -> (String, Vec<(String, String, String)>) {
    let mut text = format!("{}---\n", if bom { "\u{feff}" } else { "" });
    let (mut expected, mut count) = (Vec::new(), 0);
    let mut value = |form: usize, indent: usize, path: String| {
        count += 1;
        let word = format!("w{count}w");
        let put = |pattern: &str| pattern.replace('W', &word).replace('I', &" ".repeat(indent));
        expected.push((path, word.clone(), FORMS[form].read.replace('W', &word)));
        put(FORMS[form].written)
    };
    for (n, shape) in shapes.iter().enumerate() {
        match shape {
            Shape::Alone(form) => text.extend([&*format!("k{n}: "), &*value(*form, 2, format!("k{n}")), "\n"]),
            Shape::Explicit(form) => text.extend([&*format!("? k{n}\n: "), &*value(*form, 2, format!("k{n}")), "\n"]),
            Shape::List(forms) => {
                text.extend([&*format!("k{n}:"), " # a comment\n\n"]);
                for (i, form) in forms.iter().enumerate() {
                    text.extend(["  - ", &*value(*form, 4, format!("k{n}[{i}]")), "\n"]);
                }
            }
            Shape::Group(forms) => {
                text.extend([&*format!("k{n}:"), "\n"]);
                for (i, form) in forms.iter().enumerate() {
                    text.extend([&*format!("  m{i}: "), &*value(*form, 4, format!("k{n}.m{i}")), "\n"]);
                }
            }
            Shape::Brackets(forms) => {
                let items: Vec<String> = forms.iter().enumerate().map(|(i, form)| value(*form, 4, format!("k{n}[{i}]"))).collect();
                text.extend([&*format!("k{n}: ["), &*items.join(",\n   "), "]\n"]);
            }
        }
    }
    text.extend([last, "---\nThe body: 'is' [none of it.\n"]);
    (text.replace('\n', ending), expected)
}

proptest! {
    #[test]
    fn what_the_one_path_reads_the_other_reads_and_knows_the_place_of(
        shapes in prop::collection::vec(shape(), 1..6),
        ending in prop::sample::select(vec!["\n", "\r\n"]),
        bom in any::<bool>(),
        last in prop::sample::select(vec!["", "\n", "# the end\n", "...\n"]),
    ) {
        let (source, expected) = written(&shapes, ending, bom, last);
        let yaml = &source[split(&source).unwrap().yaml];
        let typed = serde_yaml::from_str::<serde_yaml::Value>(yaml);
        prop_assert!(typed.is_ok(), "{yaml}\n{typed:?}");
        let tree = Node::parse(yaml);
        prop_assert!(tree.is_ok(), "{yaml}");
        let tree = tree.unwrap();
        let leaves = tree.leaves();
        prop_assert_eq!(leaves.len(), expected.len());
        for (leaf, (path, word, read)) in leaves.iter().zip(&expected) {
            prop_assert_eq!(&leaf.path, path);
            prop_assert_eq!(leaf.text, read.as_str());
            let stands = &yaml[tree.value_at(path).unwrap()];
            prop_assert!(stands.contains(word.as_str()) && !stands.trim_start_matches(['"', '\'']).starts_with(['&', '!']), "{stands:?} in {yaml}");
            prop_assert_eq!(stands.trim_matches([' ', '\t', '\r', '\n']), stands);
            prop_assert!(expected.iter().all(|(_, other, _)| other == word || !stands.contains(other.as_str())), "{stands:?} in {yaml}");
            let key = &yaml[tree.key_at(path).unwrap()];
            prop_assert_eq!(key, leaf.key);
        }
        let marked = de::read::<BTreeMap<String, serde_yaml::Value>>(&tree);
        prop_assert!(marked.is_ok());
    }

    /// Any text at all: either both take it or neither.
    #[test]
    fn no_text_is_refused_by_one_path_alone(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "a", "b: ", "c:\n", "\n", "\n  ", "- ", "? ", ": ", "[", "]", "{", "}", ", ", "\"", "'", "\\", "|", "|-\n", ">2+\n", "# c\n", "&a ", "*a",
                "!t ", "!!str ", "!", "--- ", "...\n", "\r\n", "\r", "\u{feff}", "é", "\u{2028}", "\u{85}", "\t", "%YAML 1.2\n", "'q\nr'", "\"q\n\n r\"",
            ]),
            1..14,
        )
    ) {
        let yaml = parts.concat();
        let tree = Node::parse(&yaml);
        if let (None, Err(refused)) = (builder::refusal(&yaml), &tree) {
            prop_assert_eq!(refused.mistake.code, crate::diagnostics::Code::TooLarge, "{}", yaml);
        }
        if let Ok(tree) = tree {
            for (_, span) in tree.scalars() {
                prop_assert!(yaml.get(span).is_some());
            }
        }
    }
}
