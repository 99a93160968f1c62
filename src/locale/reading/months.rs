//! The names of the months, as texts have them.

use jiff::civil::date;

use crate::locale::{DateStyle, Language, Locale};

/// The names of the months in a language, long and short, in lower case.
#[derive(Debug)]
pub struct MonthNames(Vec<(String, i8)>);

impl MonthNames {
    /// Those of a language.
    #[must_use]
    pub fn of(language: &Language) -> Self {
        let locale = Locale::new(language);
        let name = |month: i8, style| {
            let date = locale.date(date(2024, month, 15), style).to_lowercase();
            let words = date.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2);
            words.max_by_key(|word| word.len()).map(|word| (word.to_owned(), month))
        };
        let mut names: Vec<(String, i8)> = (1..=12).flat_map(|month| [DateStyle::Long, DateStyle::Medium].map(|style| name(month, style))).flatten().collect();
        names.sort_by_key(|(name, month)| (std::cmp::Reverse(name.len()), *month));
        names.dedup();
        Self(names)
    }

    /// The month that `low`, in lower case, begins with, and the length of its name.
    #[must_use]
    pub fn at_start(&self, low: &str) -> Option<(i8, usize)> {
        self.0
            .iter()
            .find(|(name, _)| low.strip_prefix(name.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
            .map(|(name, month)| (*month, name.len()))
    }

    /// The month that `low`, in lower case, ends with, and the length of its name.
    #[must_use]
    pub fn at_end(&self, low: &str) -> Option<(i8, usize)> {
        self.0
            .iter()
            .find(|(name, _)| low.strip_suffix(name.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphabetic)))
            .map(|(name, month)| (*month, name.len()))
    }
}
