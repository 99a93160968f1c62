//! What filters, tests and functions are given: an argument that they do not take would be dropped in silence.

use super::closure::Parts;
use super::functions::STYLES;
use super::scan::{Applied, Argument, Form};
use super::tokens::{Kind, Token};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::pages::{Label, Labels};

/// The arguments of all filters, ours first. A test holds that these are the filters of the tera that the table was made for.
const FILTERS: &[(&str, &[&str])] = &[
    ("date", &["style"]),
    ("number", &[]),
    ("json_script", &[]),
    ("safe", &[]),
    ("default", &["value", "boolean"]),
    ("upper", &[]),
    ("lower", &[]),
    ("wordcount", &[]),
    ("escape", &[]),
    ("escape_html", &[]),
    ("escape_xml", &[]),
    ("newlines_to_br", &[]),
    ("pluralize", &["singular", "plural"]),
    ("trim", &["pat"]),
    ("trim_start", &["pat"]),
    ("trim_end", &["pat"]),
    ("replace", &["from", "to"]),
    ("capitalize", &[]),
    ("title", &[]),
    ("truncate", &["length", "end"]),
    ("indent", &["width", "indentation", "first", "blank"]),
    ("str", &[]),
    ("int", &["base"]),
    ("float", &[]),
    ("length", &[]),
    ("reverse", &[]),
    ("split", &["pat"]),
    ("abs", &[]),
    ("round", &["method", "precision"]),
    ("first", &[]),
    ("last", &[]),
    ("nth", &["n"]),
    ("join", &["sep"]),
    ("sort", &["attribute"]),
    ("unique", &[]),
    ("get", &["key", "default"]),
    ("values", &[]),
    ("keys", &[]),
    ("pairs", &[]),
    ("group_by", &["attribute"]),
];

/// Those of the tests.
const TESTS: &[(&str, &[&str])] = &[
    ("string", &[]),
    ("number", &[]),
    ("map", &[]),
    ("bool", &[]),
    ("array", &[]),
    ("integer", &[]),
    ("float", &[]),
    ("none", &[]),
    ("iterable", &[]),
    ("defined", &[]),
    ("undefined", &[]),
    ("odd", &[]),
    ("even", &[]),
    ("divisible_by", &["divisor"]),
    ("starting_with", &["pat"]),
    ("ending_with", &["pat"]),
    ("containing", &["pat"]),
];

/// Those of the functions, but for `t`, which takes whatever its word has a place for.
const FUNCTIONS: &[(&str, &[&str])] = &[("range", &["start", "end", "step_by"]), ("throw", &["message"]), ("super", &[])];

/// Reports arguments that are not taken, and values that are not.
pub(super) fn check(parts: &Parts<'_>, labels: &Labels) -> Vec<Diagnostic> {
    let mut wrong = Vec::new();
    for (template, scan) in parts.templates.iter().zip(&parts.scans) {
        for applied in &scan.applied {
            let mut tell = |(span, message, help, slip): Told| {
                let told = Diagnostic::new(Code::UnknownVariable, Place::bytes(&template.path, span), message).help(help);
                wrong.push(match slip {
                    Some((written, meant)) => told.rewrite(&written, &meant, false),
                    None => told,
                });
            };
            if applied.form == Form::Function && applied.name == "t" {
                word(applied, labels).into_iter().for_each(&mut tell);
                continue;
            }
            let table = match applied.form {
                Form::Filter => FILTERS,
                Form::Test => TESTS,
                Form::Function => FUNCTIONS,
            };
            // A name that is not in it is tera's to tell.
            let Some((_, known)) = table.iter().find(|(name, _)| *name == applied.name) else { continue };
            for argument in applied.arguments.iter().filter(|a| !known.contains(&a.name)) {
                tell(not_taken(applied.name, argument, known));
            }
            if applied.form == Form::Filter && applied.name == "date" {
                applied.arguments.iter().filter_map(style).for_each(&mut tell);
            }
        }
    }
    wrong
}

/// A place, what is wrong there, what to do, and a word there with the one that is meant.
type Told = (std::ops::Range<usize>, String, String, Option<(String, String)>);

/// The names of all filters, tests or functions.
pub(super) fn names(form: Form) -> impl Iterator<Item = &'static str> {
    let (table, own) = match form {
        Form::Filter => (FILTERS, None),
        Form::Test => (TESTS, None),
        Form::Function => (FUNCTIONS, Some("t")),
    };
    table.iter().map(|(name, _)| *name).chain(own)
}

fn not_taken(name: &str, argument: &Argument<'_>, known: &[&str]) -> Told {
    let near = nearest(argument.name, known.iter().copied());
    let help = match (near, known) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => "it takes none".to_owned(),
        (None, known) => format!("it takes {}", known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")),
    };
    (argument.span.clone(), format!("`{name}` takes no argument `{}`", argument.name), help, near.map(|near| (argument.name.to_owned(), near.to_owned())))
}

/// A value that is no text, if one is written out.
fn is_no_text(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Number) || ["true", "True", "false", "False", "none", "None", "null"].iter().any(|word| token.is_word(word))
}

/// A style that `date` does not have.
fn style(argument: &Argument<'_>) -> Option<Told> {
    let value = argument.value.as_ref().filter(|_| argument.name == "style")?;
    let styles = STYLES.join(", ");
    match &value.kind {
        Kind::Str(name) if !STYLES.contains(&&**name) => {
            let near = nearest(name, STYLES.iter().copied());
            let help = near.map_or_else(|| format!("it is one of {styles}"), |near| format!("did you mean `{near}`?"));
            let slip = near.map(|near| (name.to_string(), near.to_owned()));
            Some((value.span.start + 1..value.span.end - 1, format!("`{name}` is no style of a date"), help, slip))
        }
        _ if is_no_text(value) => Some((value.span.clone(), "the style of a date is a text".to_owned(), format!("it is one of {styles}"), None)),
        _ => None,
    }
}

/// What is wrong with a word of the interface.
fn word(applied: &Applied<'_>, labels: &Labels) -> Vec<Told> {
    let find = |name: &str| applied.arguments.iter().find(|a| a.name == name);
    let Some(key) = find("key") else {
        let near = nearest("key", applied.arguments.iter().map(|a| a.name)).map(|n| format!("in place of `{n}`, "));
        return vec![(applied.span.clone(), "`t` is not told which word".to_owned(), format!("{}write t(key=\"…\")", near.unwrap_or_default()), None)];
    };
    let mut wrong = Vec::new();
    if let Some(value) = key.value.as_ref().filter(|value| is_no_text(value)) {
        wrong.push((value.span.clone(), "the key of a word is a text".to_owned(), "write t(key=\"…\")".to_owned(), None));
    }
    if let Some(value) = find("n").and_then(|n| n.value.as_ref()).filter(|value| matches!(value.kind, Kind::Str(_))) {
        wrong.push((value.span.clone(), "`n` of a word is a number".to_owned(), "write it without quotation marks".to_owned(), None));
    }
    if let Some(Token { kind: Kind::Str(key), .. }) = &key.value {
        for argument in applied.arguments.iter().filter(|a| a.name != "key" && a.name != "n") {
            if let Some(place) = misspelt(applied, argument, key, labels) {
                let told = format!("the word `{key}` has no place for `{}`", argument.name);
                let slip = (argument.name.to_owned(), place.to_owned());
                wrong.push((argument.span.clone(), told, format!("did you mean `{place}`?"), Some(slip)));
            }
        }
    }
    wrong
}

/// The place in a word that an argument was likely meant for. A language may leave an argument out, so one that no language
/// has a place for is a slip only where a place stays empty.
fn misspelt<'l>(applied: &Applied<'_>, argument: &Argument<'_>, key: &str, labels: &'l Labels) -> Option<&'l str> {
    let words = || labels.languages().filter_map(|language| labels.all(language).get(key));
    if words().flat_map(Label::arguments).any(|place| place == argument.name) {
        return None;
    }
    let empty = words().flat_map(Label::arguments).filter(|place| *place != "n" && !applied.arguments.iter().any(|a| a.name == *place));
    let empty: Vec<&str> = empty.collect();
    nearest(argument.name, empty.iter().copied()).or(empty.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tera_has_the_filters_and_tests_of_the_table_and_is_the_one_it_was_made_for() {
        for (name, _) in &FILTERS[3..] {
            tera::Tera::new().add_raw_template("a", &format!("{{{{ a | {name} }}}}")).expect("a filter of tera");
        }
        for (name, _) in TESTS {
            tera::Tera::new().add_raw_template("a", &format!("{{{{ a is {name} }}}}")).expect("a test of tera");
        }
        let lock = include_str!("../../Cargo.lock");
        let tera = lock.split("name = \"tera\"\n").nth(1).and_then(|rest| rest.lines().next());
        assert_eq!(tera, Some("version = \"2.4.0\""), "look whether its filters take other arguments now, and mend the table");
    }
}
