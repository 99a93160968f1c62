//! The units of figures: currencies, percentages, physical units and count nouns.
//!
//! The built-in ones come from a table beside this file; a site adds its own. How a number and its unit are put together is
//! the business of [`Locale::quantity`](super::Locale::quantity).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::forms::Forms;
use super::{ENGLISH, Language};

/// What a [`Unit`] counts or measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// Money; the code is that of ISO 4217.
    Currency,
    /// Hundredths of a whole.
    Percent,
    /// Percentage points: the difference of two percentages.
    Points,
    /// A number against a base, `2015 = 100`, which is printed without a unit.
    Index,
    /// A measure with a symbol: `Mbps`, `km`.
    Physical,
    /// Things: stations, people, companies.
    #[default]
    Count,
}

impl UnitKind {
    /// The word for it in sources and data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Currency => "currency",
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Index => "index",
            Self::Physical => "physical",
            Self::Count => "count",
        }
    }
}

/// A unit with its wording in some languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    code: String,
    kind: UnitKind,
    forms: BTreeMap<String, Forms>,
}

/// The key of the forms that any language takes which has none of its own: symbols.
const ANY: &str = "und";

/// A form of a unit, as one language gets it.
pub(super) struct Form<'a> {
    pub(super) text: &'a str,
    pub(super) origin: Origin,
}

/// Where a form is from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The language's own words.
    Own,
    /// A symbol or a currency's code, which is the same in any language.
    Symbol,
    /// The words of another language, in want of own ones.
    Foreign,
}

impl Unit {
    /// A unit; the keys of `forms` are language tags in their usual case (`zh-Hans`), or `und` for a symbol of any language.
    #[must_use]
    pub fn new(code: impl Into<String>, kind: UnitKind, forms: BTreeMap<String, Forms>) -> Self {
        Self { code: code.into(), kind, forms }
    }

    /// What sources write: `CNY`, `percent`, `station`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What it counts or measures.
    #[must_use]
    pub fn kind(&self) -> UnitKind {
        self.kind
    }

    /// The form for a plural category: in the language itself; else a symbol; else in its other script; else, for a currency,
    /// the code; else in English, or whatever there is.
    pub(super) fn form(&self, language: &Language, category: &str) -> Form<'_> {
        let (base, forms) = (language.base(), &self.forms);
        let own = [language.tag(), language.column(), base].into_iter().find_map(|tag| forms.get(tag));
        if let Some(forms) = own {
            return Form { text: forms.get(category), origin: Origin::Own };
        }
        if let Some(symbol) = forms.get(ANY) {
            return Form { text: symbol.get(category), origin: Origin::Symbol };
        }
        if let Some((_, near)) = forms.iter().find(|(tag, _)| tag.split('-').next() == Some(base)) {
            return Form { text: near.get(category), origin: Origin::Own };
        }
        if self.kind == UnitKind::Currency {
            return Form { text: &self.code, origin: Origin::Symbol };
        }
        // The category is this language's own and says nothing of another's forms.
        let text = forms.get(ENGLISH).or_else(|| forms.values().next()).map_or(self.code.as_str(), Forms::other);
        Form { text, origin: Origin::Foreign }
    }

    /// What it is called in a language, and the symbols that any language has.
    pub(super) fn names(&self, language: &Language) -> impl Iterator<Item = &str> {
        let own = [language.tag(), language.column(), language.base()].into_iter().find_map(|tag| self.forms.get(tag));
        let forms = [own, self.forms.get(ANY), own.map_or_else(|| self.forms.get(ENGLISH), |_| None)];
        forms.into_iter().flatten().flat_map(Forms::texts)
    }

    /// Every text for it, in whatever language.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.forms.values().flat_map(Forms::texts)
    }

    /// The English plural, by which sources may also name a count noun.
    fn plural(&self) -> Option<&str> {
        let text = self.forms.get(ENGLISH).filter(|_| self.kind == UnitKind::Count)?.other();
        (!text.contains(' ')).then_some(text)
    }
}

/// The units that sources may name: the built-in ones, which all share, and a site's own.
#[derive(Debug, Clone)]
pub struct Units {
    own: Table,
}

#[derive(Debug, Clone, Default)]
struct Table {
    units: BTreeMap<String, Unit>,
    /// Codes by English plural.
    plurals: BTreeMap<String, String>,
}

impl Table {
    fn add(&mut self, unit: Unit) {
        if let Some(plural) = unit.plural() {
            self.plurals.insert(plural.to_owned(), unit.code.clone());
        }
        self.units.insert(unit.code.clone(), unit);
    }
}

impl Units {
    /// The built-in units: the currencies of ISO 4217, `percent`, `points`, physical units and count nouns.
    #[must_use]
    pub fn built_in() -> Self {
        Self { own: Table::default() }
    }

    /// Adds a unit of the site's own; one of the same code is replaced.
    pub fn add(&mut self, unit: Unit) {
        self.own.add(unit);
    }

    /// The unit of this code, in just this case; a count noun also by its English plural (`stations`).
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Unit> {
        let by_code = |code: &str| self.own.units.get(code).or_else(|| BUILT_IN.units.get(code));
        by_code(code).or_else(|| by_code(self.own.plurals.get(code).or_else(|| BUILT_IN.plurals.get(code))?))
    }

    /// Every code, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let mut codes: Vec<&str> = self.own.units.keys().chain(BUILT_IN.units.keys()).map(String::as_str).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.into_iter()
    }
}

/// The built-in percentage point, which changes are told in.
pub(super) fn points() -> &'static Unit {
    BUILT_IN.units.get("points").expect("the built-in table has percentage points")
}

/// Cut from the table once, by the first who looks for a unit: 1.5 ms without optimisation.
static BUILT_IN: LazyLock<Table> = LazyLock::new(|| {
    let mut units = Table::default();
    let mut lines = include_str!("units.tsv").lines().filter(|line| !line.starts_with('#'));
    let header = lines.next().expect("the built-in table has a header");
    let tags: Vec<_> = header.split('\t').skip(2).collect();
    for line in lines {
        units.add(read_row(&tags, line));
    }
    units
});

fn read_row(tags: &[&str], line: &str) -> Unit {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().expect("a row of the built-in table has all its cells");
    let (code, kind) = (cell(), cell());
    let kind = match kind {
        "currency" => UnitKind::Currency,
        "percent" => UnitKind::Percent,
        "points" => UnitKind::Points,
        "index" => UnitKind::Index,
        "physical" => UnitKind::Physical,
        _ => UnitKind::Count,
    };
    let forms = tags.iter().zip(cells).filter(|(_, text)| !text.is_empty()).map(|(tag, text)| {
        let forms = text.split_once('|').map_or_else(|| Forms::same(text), |(one, other)| Forms::pair(one, other));
        ((*tag).to_owned(), forms)
    });
    Unit::new(code, kind, forms.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).expect("tests use valid tags")
    }

    #[test]
    fn the_table_is_whole() {
        let units = &*BUILT_IN;
        let count = |kind| units.units.values().filter(|unit| unit.kind == kind).count();
        assert_eq!([UnitKind::Percent, UnitKind::Points, UnitKind::Index].map(count), [1, 2, 1]);
        assert!(count(UnitKind::Currency) >= 155 && count(UnitKind::Physical) >= 85 && count(UnitKind::Count) >= 100);
        let header = include_str!("units.tsv").lines().find(|line| !line.starts_with('#')).expect("a header");
        let rows: Vec<_> = include_str!("units.tsv").lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        assert_eq!(rows.len(), units.units.len(), "a code stands twice");
        for row in rows {
            assert_eq!(row.split('\t').count(), header.split('\t').count(), "{row}");
            assert!(row.split('\t').all(|cell| cell == cell.trim()), "{row}");
        }
        for unit in units.units.values() {
            let iso = unit.code.len() == 3 && unit.code.bytes().all(|byte| byte.is_ascii_uppercase());
            assert_eq!(unit.kind == UnitKind::Currency, iso, "{}", unit.code);
            if unit.kind == UnitKind::Count {
                assert!(["en", "zh-Hans", "zh-Hant"].iter().all(|tag| unit.forms.contains_key(*tag)), "{}", unit.code);
            }
        }
    }

    #[test]
    fn a_unit_is_found_by_its_code_or_plural() {
        let units = Units::built_in();
        for (text, code) in [("CNY", "CNY"), ("station", "station"), ("stations", "station"), ("people", "person"), ("Mbps", "Mbps"), ("mbps", ""), ("cny", "")]
        {
            assert_eq!(units.find(text).map_or("", Unit::code), code, "{text}");
        }
        assert!(units.codes().any(|code| code == "per-10000-people"));
        assert!(units.codes().is_sorted());
    }

    #[test]
    fn a_form_is_found_in_some_language() {
        let units = Units::built_in();
        for (code, tag, category, expected) in [
            ("person", "en-GB", "one", "person"),
            ("person", "en", "other", "people"),
            ("company", "zh", "other", "家"),
            ("company", "zh-TW", "other", "家"),
            ("person", "sv", "one", "people"),
            ("GB", "sv", "one", "GB"),
            ("GB", "fr", "one", "Go"),
            ("MW", "zh-Hant", "other", "MW"),
            ("EUR", "fr", "other", "euros"),
            ("EUR", "sv", "other", "EUR"),
            ("KZT", "fr", "other", "KZT"),
        ] {
            let unit = units.find(code).expect(code);
            assert_eq!(unit.form(&language(tag), category).text, expected, "{code} {tag}");
        }
        let bare = Unit::new("gizmo", UnitKind::Count, BTreeMap::new());
        assert_eq!(bare.form(&language("en"), "other").text, "gizmo");
        let simplified = Unit::new("tower", UnitKind::Count, BTreeMap::from([("en".into(), Forms::same("towers")), ("zh-Hans".into(), Forms::same("座"))]));
        assert_eq!(simplified.form(&language("zh-Hant"), "other").text, "座");
    }

    #[test]
    fn a_site_has_units_of_its_own() {
        #[derive(Deserialize)]
        struct Entry {
            kind: UnitKind,
            forms: BTreeMap<String, Forms>,
        }
        let text = r#"{"kind": "count", "forms": {"en": {"one": "mast", "other": "masts"}, "zh-Hans": "座"}}"#;
        let Entry { kind, forms } = serde_json::from_str(text).expect("a unit");
        let mut units = Units::built_in();
        units.add(Unit::new("mast", kind, forms));
        let mast = units.find("masts").expect("it was added");
        assert_eq!((mast.kind().word(), mast.form(&language("en"), "one").text), ("count", "mast"));
        for (text, told) in [(r#"{"one": "mast"}"#, "missing field `other`"), (r#"{"plenty": "masts"}"#, "unknown variant"), ("3", "a text, or a map")] {
            let error = serde_json::from_str::<Forms>(text).expect_err(text).to_string();
            assert!(error.contains(told), "{error}");
        }
    }

    #[test]
    fn units_survive_the_cache() {
        for unit in BUILT_IN.units.values() {
            let bytes = postcard::to_stdvec(unit).expect("a unit has a form in bytes");
            assert_eq!(postcard::from_bytes::<Unit>(&bytes).as_ref(), Ok(unit));
        }
    }
}
