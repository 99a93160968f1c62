//! Recorded values of facts in the words of a language.

use super::wording::{Kind, quantity};
use crate::locale::DateStyle;
use crate::site::published::Site;
use crate::site::record::Stated;

impl Site<'_> {
    /// What a figure was, as the record wrote it, in words, and the time that it is about; `None` where it has another form.
    #[must_use]
    pub fn stated_words(&self, value: &str, language: usize) -> Option<(String, String)> {
        let Stated { figure, unit } = Stated::parse(value)?;
        let locale = &self.localized[language].locale;
        let unit = unit.and_then(|code| self.unit(&code));
        let change = figure.change.as_ref().and_then(|change| Kind::split(change, || Some((figure.scale, unit?))));
        let change = change.map(|(amount, change)| locale.change(&change.of(&amount)));
        let words = match unit.filter(|_| figure.has_level()) {
            Some(unit) => quantity(locale, &figure, unit, (figure.scale, figure.base), change.as_deref())?,
            None if figure.has_level() => return None,
            None => change?,
        };
        let when = match (figure.period, figure.as_of) {
            (Some(period), _) => locale.period(period.start().civil(), period.end().civil()),
            (None, day) => locale.date(day?.civil(), DateStyle::Long),
        };
        Some((words, when))
    }
}
