//! docs/reference.md and docs/units.md say what the types say.
//!
//! Its tables stand between `<!-- made: NAME -->` and `<!-- end -->`, and are made here: from the schemas of the sources, from
//! the command line as clap knows it, from the list of codes, and from the built-in units. After a change of those, write them again with
//!
//! ```sh
//! BLESS=1 cargo test --test it reference
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use bulletin::config::{site_schema, units_schema};
use bulletin::content::{Kind, Part, schema};
use bulletin::diagnostics::{Code, Severity};
use bulletin::locale::{Language, Locale, UnitKind, Units};
use serde_json::Value;

#[test]
fn the_reference_is_what_the_types_say() {
    hold("docs/reference.md", &["values"].into_iter().chain(Kind::ALL.map(Kind::word)).chain(["site", "units", "commands", "codes"]).collect::<Vec<_>>());
}

#[test]
fn the_table_of_units_has_all_of_them() {
    hold("docs/units.md", &["units of things", "measures", "currencies"]);
}

/// The parts of a file that are made, which have these names, are what they would be made as now.
fn hold(file: &str, wanted: &[&str]) {
    let text = fs::read_to_string(file).unwrap();
    let (mut made, mut rest, mut names) = (String::new(), text.as_str(), Vec::new());
    while let Some((before, after)) = rest.split_once("<!-- made: ") {
        let (name, after) = after.split_once(" -->\n").unwrap();
        let (_, after) = after.split_once("<!-- end -->").unwrap_or_else(|| panic!("{name} has no end"));
        let _ = write!(made, "{before}<!-- made: {name} -->\n\n{}\n<!-- end -->", part(name).trim_end().to_owned() + "\n");
        (rest, names) = (after, [names, vec![name]].concat());
    }
    made.push_str(rest);
    assert_eq!(names, wanted, "parts of {file}");
    if std::env::var_os("BLESS").is_some() {
        fs::write(file, made).unwrap();
    } else {
        let differs = made.lines().zip(text.lines()).find(|(made, is)| made != is);
        assert!(made == text, "{file} is out of date, first at {differs:#?}; write it again with BLESS=1 cargo test --test it reference");
    }
}

fn part(name: &str) -> String {
    match name {
        "values" => values(),
        "units of things" => built_in(&[UnitKind::Count]),
        "measures" => built_in(&[UnitKind::Percent, UnitKind::Points, UnitKind::Index, UnitKind::Physical]),
        "currencies" => built_in(&[UnitKind::Currency]),
        "site" => group("site", &site_schema(), None),
        "units" => group("units", &units_schema(), None),
        "commands" => commands(),
        "codes" => codes(),
        word => {
            let kind = Kind::from_word(word).unwrap_or_else(|| panic!("there is nothing called {word}"));
            group(word, &schema(kind, Part::Original), Some(&schema(kind, Part::Translation)))
        }
    }
}

/// The built-in units of some kinds, with what they are called in two languages.
fn built_in(kinds: &[UnitKind]) -> String {
    let units = Units::built_in();
    let locales = ["en", "zh-Hans"].map(|tag| Locale::new(&Language::parse(tag).unwrap()));
    let mut out = "| `unit` | English | Chinese |\n| --- | --- | --- |\n".to_owned();
    for unit in units.codes().filter_map(|code| units.find(code)).filter(|unit| kinds.contains(&unit.kind())) {
        let [english, chinese] = [0, 1].map(|index: usize| locales[index].unit_title(unit, None));
        let _ = writeln!(out, "| `{}` | {english} | {chinese} |", unit.code());
    }
    out
}

/// Every type that is written as one value, with how it is written.
fn values() -> String {
    let mut all = BTreeMap::new();
    for schema in Kind::ALL.into_iter().map(|kind| schema(kind, Part::Original)).chain([site_schema(), units_schema()]) {
        for def in schema["$defs"].as_object().unwrap().values().filter(|def| def["examples"].is_array()) {
            all.insert(def["title"].as_str().unwrap().to_owned(), def.clone());
        }
    }
    let mut text = String::from("| value | what it is | examples |\n| --- | --- | --- |\n");
    for (title, def) in all {
        let examples: Vec<String> = def["examples"].as_array().unwrap().iter().map(|example| format!("`{}`", yaml(example))).collect();
        let _ = writeln!(text, "| <a id=\"{}\"></a>{title} | {} | {} |", anchor(&title), words(&def["description"]), examples.join(", "));
    }
    text
}

/// A value as it is written in YAML, on one line.
fn yaml(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(fields) => format!("{{{}}}", fields.iter().map(|(name, field)| format!("{name}: {}", yaml(field))).collect::<Vec<_>>().join(", ")),
        Value::Array(items) => format!("[{}]", items.iter().map(yaml).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

/// The name of a value's place on the page.
fn anchor(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).collect::<String>().to_lowercase().replace(' ', "-")
}

fn words(value: &Value) -> String {
    value.as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|")
}

/// The fields of a group, then those of the groups within it.
fn group(name: &str, root: &Value, translation: Option<&Value>) -> String {
    let mut text = String::new();
    if let Some(values) = root.get("additionalProperties").filter(|values| values.is_object()) {
        let _ = writeln!(text, "A group for each {name_of}, under its code:\n", name_of = name.trim_end_matches('s'));
        fields(name, "", root, resolved(root, values).0, &mut Seen::new(), &mut text);
        return text;
    }
    fields(name, "", root, root, &mut Seen::new(), &mut text);
    if let Some(translation) = translation {
        let all = translation["properties"].as_object().unwrap();
        let required: Vec<String> = translation["required"].as_array().into_iter().flatten().map(|name| format!("`{}`", name.as_str().unwrap())).collect();
        let may: Vec<String> = all.keys().map(|name| format!("`{name}`")).filter(|name| !required.contains(name)).collect();
        let must = if required.is_empty() { String::new() } else { format!("gives {}, and ", required.join(", ")) };
        // Before the groups within, which follow their own headings.
        let at = text.find("\n### ").unwrap_or(text.len());
        text.insert_str(at, &format!("\nA translation {must}may give {}; all else it takes from its original.\n", may.join(", ")));
    }
    text
}

/// The words that were explained, with the headings above them.
type Seen = BTreeMap<*const Value, String>;

/// The table of a group's fields, what rules there are beside it, and the tables of the groups and words within it.
fn fields(kind: &str, path: &str, root: &Value, group: &Value, seen: &mut Seen, text: &mut String) {
    let required: Vec<&str> = group["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    text.push_str("| field | what it holds | default | |\n| --- | --- | --- | --- |\n");
    let mut within = Vec::new();
    for (name, field) in group["properties"].as_object().unwrap() {
        let at = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let holds = holds(kind, &at, root, field, &mut within, seen);
        let default = match field.get("default") {
            _ if required.contains(&name.as_str()) => "**required**".to_owned(),
            Some(default) => format!("`{}`", yaml(default)),
            None => String::new(),
        };
        let _ = writeln!(text, "| `{name}` | {holds} | {default} | {} |", words(&field["description"]));
    }
    for rule in group["allOf"].as_array().into_iter().flatten() {
        let _ = writeln!(text, "\n{}", said(rule));
    }
    for (at, def) in within {
        let _ = writeln!(text, "\n### {kind}: {at}\n\n{}\n", words(&def["description"]));
        if let Some(list) = def["oneOf"].as_array() {
            text.push_str("| word | |\n| --- | --- |\n");
            for word in list.iter().filter(|word| word["const"].is_string()) {
                let _ = writeln!(text, "| `{}` | {} |", word["const"].as_str().unwrap(), words(&word["description"]));
            }
        } else {
            fields(kind, &at, root, def, seen, text);
        }
    }
}

/// A schema, and the type behind it where it refers to one. What may be nothing is taken for what it is else.
fn resolved<'s>(root: &'s Value, schema: &'s Value) -> (&'s Value, bool) {
    if let Some(at) = schema["$ref"].as_str() {
        return (root.pointer(at.trim_start_matches('#')).unwrap(), true);
    }
    match schema["anyOf"].as_array().map(Vec::as_slice) {
        Some([one, nothing]) if nothing["type"] == "null" => resolved(root, one),
        _ => (schema, false),
    }
}

/// What a field holds, in words; groups and lists of words with a meaning each are kept for tables of their own.
fn holds<'s>(kind: &str, at: &str, root: &'s Value, field: &'s Value, within: &mut Vec<(String, &'s Value)>, seen: &mut Seen) -> String {
    let (def, _) = resolved(root, field);
    let types = |name: &str| def["type"] == name || def["type"].as_array().is_some_and(|types| types[0] == name);
    if types("array") {
        let of = holds(kind, &format!("{at}[]"), root, &def["items"], within, seen);
        return format!("list: {of}");
    }
    if def["examples"].is_array() {
        let title = def["title"].as_str().unwrap();
        return format!("[{title}](#{})", anchor(title));
    }
    if let Some(words) = def["enum"].as_array() {
        return words.iter().map(|word| format!("`{}`", word.as_str().unwrap())).collect::<Vec<_>>().join(", ");
    }
    if let Some(list) = def["oneOf"].as_array() {
        let is_telling = list.iter().any(|word| word["description"].as_str().is_some_and(|text| text.contains(' ')));
        if !is_telling {
            let words =
                list.iter().flat_map(|word| word["const"].as_str().into_iter().chain(word["enum"].as_array().into_iter().flatten().filter_map(Value::as_str)));
            return words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        }
        let title = format!("{kind}: {at}");
        // Words that several fields take are explained where the first of them stands.
        let first = seen.entry(std::ptr::from_ref(def)).or_insert_with(|| {
            within.push((at.to_owned(), def));
            title
        });
        return format!("a [word](#{})", anchor(first));
    }
    if def["properties"].is_object() {
        within.push((at.to_owned(), def));
        return format!("[group](#{})", anchor(&format!("{kind}: {at}")));
    }
    if types("boolean") {
        return "`true`, `false`".to_owned();
    }
    match &def["additionalProperties"] {
        values if values.is_object() => {
            let of = holds(kind, at, root, values, within, seen);
            format!("for each name, {of}")
        }
        _ => "any fields".to_owned(),
    }
}

/// A rule of a group in words.
fn said(rule: &Value) -> String {
    let list = |sets: &Value, between: &str| {
        let set =
            |set: &Value| set["required"].as_array().unwrap().iter().map(|name| format!("`{}`", name.as_str().unwrap())).collect::<Vec<_>>().join(" and ");
        sets.as_array().unwrap().iter().map(set).collect::<Vec<_>>().join(between)
    };
    if rule["oneOf"].is_array() {
        return format!("One of {}, and no more, is required.", list(&rule["oneOf"], ", "));
    }
    let word =
        rule["if"]["properties"].as_object().and_then(|fields| fields.iter().find_map(|(name, field)| Some(format!("{name}: {}", field["const"].as_str()?))));
    if let Some(word) = word {
        let then = &rule["then"];
        let sets = then["allOf"].as_array().map_or_else(|| vec![then], |all| all.iter().collect());
        let needs = sets.into_iter().map(|set| if set["anyOf"].is_array() { list(&set["anyOf"], " or ") } else { list(&serde_json::json!([set]), "") });
        return format!("`{word}` needs {}.", needs.collect::<Vec<_>>().join(" and "));
    }
    if rule["if"].is_object() {
        return format!("`{}` goes with `{}`.", rule["if"]["required"][0].as_str().unwrap(), rule["then"]["required"][0].as_str().unwrap());
    }
    let unless = rule["anyOf"].as_array().unwrap().iter().find_map(|one| {
        let (name, field) = one["properties"].as_object()?.iter().find(|(_, field)| field["const"].is_string())?;
        Some(format!("`{}` is required, unless `{name}` is `{}`.", rule["anyOf"][0]["required"][0].as_str()?, field["const"].as_str()?))
    });
    unless.unwrap_or_else(|| format!("At least one of {} is required.", list(&rule["anyOf"], ", ")))
}

/// The commands with their arguments, as `bulletin help` has them.
fn commands() -> String {
    let mut text = String::from("| command | |\n| --- | --- |\n");
    let command = bulletin::cli::command();
    for one in command.get_subcommands().filter(|one| one.get_name() != "help") {
        let name = one.get_name();
        let _ = writeln!(text, "| [`bulletin {name}`](#bulletin-{name}) | {} |", one.get_about().unwrap());
    }
    for one in command.get_subcommands().filter(|one| one.get_name() != "help") {
        let _ = writeln!(text, "\n### bulletin {}\n\n{}.\n", one.get_name(), one.get_about().unwrap());
        let inner: Vec<&clap::Command> = one.get_subcommands().filter(|inner| inner.get_name() != "help").collect();
        if inner.is_empty() {
            arguments(one, &mut text);
        } else {
            text.push_str("| what | |\n| --- | --- |\n");
            for inner in &inner {
                let names: Vec<String> = inner.get_positionals().map(|arg| format!(" {}", arg.get_value_names().unwrap()[0])).collect();
                let _ = writeln!(text, "| `{}{}` | {} |", inner.get_name(), names.concat(), inner.get_about().unwrap());
            }
            for inner in inner {
                let _ = writeln!(text, "\n`bulletin {} {}` takes\n", one.get_name(), inner.get_name());
                arguments(inner, &mut text);
            }
        }
    }
    text
}

fn arguments(command: &clap::Command, text: &mut String) {
    let all: Vec<&clap::Arg> = command.get_arguments().filter(|arg| !matches!(arg.get_id().as_str(), "help" | "version")).collect();
    if all.is_empty() {
        text.push_str("It takes no arguments.\n");
        return;
    }
    text.push_str("| argument | |\n| --- | --- |\n");
    for arg in all {
        let value = arg.get_value_names().filter(|_| arg.get_action().takes_values()).map(|names| names[0].to_string());
        let possible: Vec<String> = arg.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect();
        let name = match (arg.get_long(), value) {
            (None, value) => value.unwrap(),
            (Some(long), Some(value)) if arg.get_num_args().is_some_and(|n| n.min_values() == 0) => format!("--{long} [{value}]"),
            (Some(long), Some(value)) => format!("--{long} {value}"),
            (Some(long), None) => format!("--{long}"),
        };
        let short = arg.get_short().map_or_else(String::new, |short| format!("`-{short}`, "));
        let words = if possible.is_empty() || !arg.get_action().takes_values() { String::new() } else { format!(": {}", possible.join(", ")) };
        let _ = writeln!(text, "| {short}`{name}` | {}{words} |", arg.get_help().unwrap().to_string().replace('|', "\\|"));
    }
}

/// All codes, each with its paragraph.
fn codes() -> String {
    let mut text = String::new();
    for code in Code::ALL {
        let weight = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
            Severity::Off => "off by default",
        };
        let _ = writeln!(text, "- **{}** `{}` ({weight}): {}", code.number(), code.name(), code.explanation());
    }
    text
}
