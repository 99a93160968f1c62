//! `bulletin units`

use std::process::ExitCode;

use super::arguments::UnitsOptions;
use super::{output, print};
use crate::locale::{ENGLISH, Language, Locale, Qualifier, Quantity, Unit, UnitKind, Units, Value};
use crate::output::EnvironmentError;

/// The kinds in the order of the list, each with its heading. Currencies come last: there are many.
const KINDS: [(UnitKind, &str); 6] = [
    (UnitKind::Percent, "Percentages"),
    (UnitKind::Points, "Points"),
    (UnitKind::Index, "Indices"),
    (UnitKind::Count, "What is counted"),
    (UnitKind::Physical, "Physical units"),
    (UnitKind::Currency, "Currencies"),
];

pub(super) fn run(options: &UnitsOptions) -> ExitCode {
    let tag = options.language.as_deref().unwrap_or(ENGLISH);
    let language = match Language::parse(tag) {
        Ok(language) => language,
        Err(error) => return output::refused(&EnvironmentError::new(format!("`{tag}` is no language: {error}")).help("write a tag such as fr or zh-Hans")),
    };
    let (units, locale) = (Units::built_in(), Locale::new(&language));
    let word = options.word.as_deref().unwrap_or_default().to_lowercase();
    let mut text = String::new();
    for (kind, heading) in KINDS {
        let rows: Vec<String> = units
            .codes()
            .filter_map(|code| units.find(code))
            .filter(|unit| unit.kind() == kind && is_meant(unit, &word))
            .map(|unit| row(unit, &locale))
            .collect();
        if !rows.is_empty() {
            let gap = if text.is_empty() { "" } else { "\n" };
            text.extend([gap, heading, "\n", &rows.concat()]);
        }
    }
    if text.is_empty() {
        text = format!("no built-in unit is called `{word}`; a unit of your own goes into content/units.yaml, as docs/figures.md shows\n");
    }
    print::data(text.as_bytes());
    ExitCode::SUCCESS
}

/// Whether a unit has `word` in its code, or in what it is called in any language.
fn is_meant(unit: &Unit, word: &str) -> bool {
    unit.code().to_lowercase().contains(word) || unit.texts().any(|text| text.to_lowercase().contains(word))
}

/// A unit's code, and a figure in it as the language writes it.
fn row(unit: &Unit, locale: &Locale) -> String {
    let five = Quantity { value: Value::One("5"), qualifier: Qualifier::Exact, standing: None, scale: None, unit, base: Some("2015") };
    format!("  {:<20} {}\n", unit.code(), locale.quantity(&five, None).replace('\u{a0}', " "))
}
