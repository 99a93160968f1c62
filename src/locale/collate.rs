//! Alphabetical order.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::LanguageIdentifier;

use super::HAS_ROOT;

/// The orders of one language: they point into compiled data and cost next to nothing to make.
#[derive(Debug)]
pub(super) struct Collation {
    words: CollatorBorrowed<'static>,
    letters: CollatorBorrowed<'static>,
}

impl Collation {
    pub(super) fn new(id: &LanguageIdentifier) -> Self {
        let preferences = CollatorPreferences::from(id);
        let mut letters = CollatorOptions::default();
        letters.strength = Some(Strength::Primary);
        let mut numeric = preferences;
        numeric.numeric_ordering = Some(CollationNumericOrdering::True);
        Self { words: collator(numeric, CollatorOptions::default()), letters: collator(preferences, letters) }
    }

    /// The language's order, with 9 before 10; ties by code points.
    pub(super) fn compare(&self, left: &str, right: &str) -> Ordering {
        self.words.compare(left, right).then_with(|| left.cmp(right))
    }

    /// Whether the language holds two texts to be the same letters, whatever their case and accents.
    pub(super) fn same_letters(&self, left: &str, right: &str) -> bool {
        self.letters.compare(left, right).is_eq()
    }
}

fn collator(preferences: CollatorPreferences, options: CollatorOptions) -> CollatorBorrowed<'static> {
    Collator::try_new(preferences, options).expect(HAS_ROOT)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use crate::locale::locale;

    #[test]
    fn words_have_the_language_s_order() {
        for (tag, sorted) in [
            ("en", &["9", "10", "apple", "Apple", "äpple", "Banana", "zoo"][..]),
            ("sv", &["apple", "zoo", "åka", "äpple", "öl"]),
            ("es", &["nube", "ñandú", "ojo"]),
            ("cs", &["cena", "čas", "hora", "chata", "jaro"]),
            ("ru", &["ёлка", "ель", "жук"]),
            ("zh-Hans", &["重庆", "电信", "工业和信息化部", "宽带", "中国"]),
            ("zh-Hant", &["一", "中國", "電信"]),
        ] {
            let locale = locale(tag);
            let mut words = sorted.to_vec();
            words.reverse();
            locale.sort_by_key(&mut words, |word| word);
            assert_eq!(words, sorted, "{tag}");
        }
    }

    #[test]
    fn no_two_texts_are_equal() {
        let en = locale("en");
        for (left, right) in [("e\u{301}", "é"), ("a\u{0}", "a"), ("a\u{ad}b", "ab")] {
            assert_eq!(en.compare(left, right), left.cmp(right));
            assert_ne!(en.compare(left, right), Ordering::Equal);
        }
        assert_eq!(en.compare("a", "a"), Ordering::Equal);
    }
}
