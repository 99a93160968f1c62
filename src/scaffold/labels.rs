//! New files of labels: the words of the interface in another language, to fill in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::NewFile;
use crate::locale::{Language, Locale};
use crate::pages::Label;

/// A file of labels for `language` with `words` to fill in, beside each of which stands its English.
#[must_use]
pub fn labels(language: &Language, words: &BTreeMap<String, Label>) -> NewFile {
    let tag = language.tag();
    let head = format!(
        "# The words of the interface in {tag}. Write each behind its colon; beside it stands the English one, which is shown as long\n\
         # as the place is empty. Keep {{n}}, {{name}} and the like: values take their place. A text that begins with {{ or holds a\n\
         # colon and a space needs quotation marks.\n\n"
    );
    NewFile { path: path(language), text: head + &lines(language, words) }
}

/// Where the labels of a language of the site's own lie.
#[must_use]
pub fn path(language: &Language) -> String {
    format!("content/labels/{}.yaml", language.tag())
}

/// What is added to a file of labels that ends with `end`, so that it has `words` too.
#[must_use]
pub fn more_labels(language: &Language, words: &BTreeMap<String, Label>, end: &str) -> String {
    let line_break = if end.is_empty() || end.ends_with('\n') { "" } else { "\n" };
    format!("{line_break}\n# Still to be translated.\n{}", lines(language, words))
}

fn lines(language: &Language, words: &BTreeMap<String, Label>) -> String {
    let plurals = Locale::new(language).plurals();
    let mut text = String::new();
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (key, label) in words {
        match label {
            Label::One(english) => drop(writeln!(text, "{key}: # {}", one_line(english))),
            Label::Plural(forms) => {
                let english: Vec<String> = forms.values().map(|form| one_line(form)).collect();
                let _ = writeln!(text, "{key}: # {}", english.join(" / "));
                for category in &plurals {
                    let _ = writeln!(text, "  {category}:");
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_has_each_word_and_the_plurals_of_its_language() {
        let forms = BTreeMap::from([("one".to_owned(), "{n} briefing".to_owned()), ("other".to_owned(), "{n} briefings".to_owned())]);
        let words = BTreeMap::from([("home".to_owned(), Label::One("Home".to_owned())), ("n-briefings".to_owned(), Label::Plural(forms))]);
        let file = labels(&Language::parse("pl").unwrap(), &words);
        assert_eq!(file.path, "content/labels/pl.yaml");
        assert!(file.text.ends_with("\n\nhome: # Home\nn-briefings: # {n} briefing / {n} briefings\n  one:\n  few:\n  many:\n  other:\n"), "{}", file.text);
        assert_eq!(more_labels(&Language::parse("zh").unwrap(), &words, "a: b").lines().last(), Some("  other:"));
        let read: BTreeMap<String, Option<Label>> = crate::yaml::read(&file.text).unwrap();
        assert!(read.values().all(|label| label.as_ref().is_none_or(|label| !label.is_whole())), "nothing is given yet");
    }
}
