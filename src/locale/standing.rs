//! The words for how a date or a figure in a text stands: whether it is sure, and what became of it since.
//!
//! They are our own. They stand in brackets behind a date or figure, so they are as short as can be.

use super::{Locale, languages};

/// How a date or a figure in a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The date may still move.
    Provisional,
    /// What was to be on the date does not take place.
    Cancelled,
    /// The date was moved after the text was written.
    MovedSince,
    /// It was cancelled after that.
    CancelledSince,
    /// The figure was revised after that.
    RevisedSince,
    /// The same with what it was corrected to, in the place of `{}`.
    RevisedTo,
    /// Its source may still change the figure.
    Preliminary,
    /// The figure is what somebody expects.
    Forecast,
    /// The figure is what somebody wants to reach.
    Target,
}

/// The word, and whether it is in the language asked for: English stands in for languages that we have no words for.
pub(super) fn word(locale: &Locale, standing: Standing) -> (&'static str, bool) {
    let own = locale.language.conventions().words;
    (own.unwrap_or(languages::english()).standing[standing as usize], own.is_some())
}

#[cfg(test)]
mod tests {
    use super::Standing;
    use crate::locale::locale;

    #[test]
    fn what_became_of_a_date_is_said_in_the_language() {
        for (tag, word, brackets) in [
            ("en-GB", ("moved since", true), (" (", ")")),
            ("de", ("seither verschoben", true), (" (", ")")),
            ("zh-Hans", ("此后改期", true), ("（", "）")),
            ("zh-TW", ("此後改期", true), ("（", "）")),
            ("fi", ("moved since", false), (" (", ")")),
        ] {
            assert_eq!(locale(tag).standing(Standing::MovedSince), word, "{tag}");
            assert_eq!(locale(tag).brackets(), brackets, "{tag}");
        }
    }
}
