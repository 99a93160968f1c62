//! Plural categories.

use icu_locale_core::LanguageIdentifier;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use super::{HAS_ROOT, number};

#[derive(Debug)]
pub(super) struct Plurals(PluralRules);

impl Plurals {
    pub(super) fn new(id: &LanguageIdentifier) -> Self {
        let options = PluralRulesOptions::default();
        Self(PluralRules::try_new(id.into(), options).expect(HAS_ROOT))
    }

    pub(super) fn of_count(&self, count: u64) -> &'static str {
        name(self.0.category_for(count))
    }

    /// The categories that the language has, in the order of CLDR.
    pub(super) fn all(&self) -> Vec<&'static str> {
        let has: Vec<&str> = self.0.categories().map(name).collect();
        ["zero", "one", "two", "few", "many", "other"].into_iter().filter(|category| has.contains(category)).collect()
    }

    pub(super) fn of_decimal(&self, decimal: &str) -> &'static str {
        number::parse(decimal).map_or("other", |number| name(self.0.category_for(&number)))
    }
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use crate::locale::locale;

    #[test]
    fn counts_have_the_language_s_categories() {
        for (tag, counts) in [
            ("en", &[(0, "other"), (1, "one"), (2, "other")][..]),
            ("zh-Hans", &[(0, "other"), (1, "other")]),
            ("fr", &[(0, "one"), (1, "one"), (2, "other"), (1_000_000, "many")]),
            ("ru", &[(1, "one"), (3, "few"), (5, "many"), (11, "many"), (21, "one")]),
            ("pl", &[(1, "one"), (22, "few"), (12, "many")]),
            ("ar", &[(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (11, "many"), (100, "other")]),
            ("qaa", &[(1, "other")]),
        ] {
            for &(count, category) in counts {
                assert_eq!(locale(tag).plural(count), category, "{tag} {count}");
            }
        }
    }

    #[test]
    fn decimals_count_as_they_are_written() {
        for (tag, decimal, category) in [
            ("en", "1", "one"),
            ("en", "-1", "one"),
            ("en", "1.0", "other"),
            ("en", "0.9", "other"),
            ("fr", "1.5", "one"),
            ("ru", "1.5", "other"),
            ("ru", "21", "one"),
            ("en", "one", "other"),
        ] {
            assert_eq!(locale(tag).plural_decimal(decimal), category, "{tag} {decimal}");
        }
    }
}
