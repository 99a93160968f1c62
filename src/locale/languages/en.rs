//! English. Without a region it is the international one.

use icu_locale_core::subtags::region;

use super::en_reading;
use crate::locale::conventions::{Conventions, Direction, DraftMarks, Elided, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::wording::{CurrencyCode, FigureWords, Months, Of, PeriodWords, Scales, Spacing, Words, word};

pub(super) const VARIETIES: &[Conventions] = &[AMERICAN, BRITISH, AUSTRALIAN, CANADIAN, NEW_ZEALAND, EUROPEAN, CONVENTIONS];

const CONVENTIONS: Conventions = Conventions {
    tags: &["en"],
    column: None,
    name: Some("English"),
    named_tags: &[],
    region: Some("US"),
    data_region: Some(region!("001")),
    direction: Direction::Ltr,
    quotes: Some(quotes::ENGLISH),
    elided: &ELIDED,
    word_breaks: WordBreaks::Spaced,
    plural_is_s: true,
    punctuation: Punctuation::SPACED,
    percent: Percent::CLOSE,
    list: List::of(", ", " and ", " and "),
    headings: Headings::Letters,
    capital_i: None,
    latex: Some("english"),
    draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: true, months: &[] },
    reading: Some(&en_reading::READING),
    words: Some(&WORDS),
};

const AMERICAN: Conventions = Conventions { tags: &["en-US"], list: List::of(", ", ", and ", " and "), latex: Some("american"), ..CONVENTIONS };

const BRITISH: Conventions = Conventions { tags: &["en-GB"], latex: Some("british"), ..CONVENTIONS };

const AUSTRALIAN: Conventions = Conventions { tags: &["en-AU"], latex: Some("australian"), ..CONVENTIONS };

const CANADIAN: Conventions = Conventions { tags: &["en-CA"], latex: Some("canadian"), ..CONVENTIONS };

const NEW_ZEALAND: Conventions = Conventions { tags: &["en-NZ"], latex: Some("newzealand"), ..CONVENTIONS };

/// English where neighbours write `9 %`.
const EUROPEAN: Conventions = Conventions { tags: &["en-AT", "en-DE", "en-DK", "en-FI", "en-NO", "en-SE"], percent: Percent::APART, ..CONVENTIONS };

const ELIDED: [Elided; 35] = [
    ("n", false),
    ("tis", false),
    ("tisn", false),
    ("twas", false),
    ("twasn", false),
    ("twere", false),
    ("twill", false),
    ("twould", false),
    ("twixt", false),
    ("tween", false),
    ("til", false),
    ("em", true),
    ("cause", true),
    ("cos", true),
    ("coz", false),
    ("cuz", false),
    ("bout", true),
    ("round", true),
    ("cross", true),
    ("neath", false),
    ("fore", true),
    ("gainst", false),
    ("gin", true),
    ("mid", true),
    ("midst", false),
    ("mongst", false),
    ("nother", false),
    ("nuff", false),
    ("nuther", false),
    ("pon", false),
    ("scuse", false),
    ("sup", true),
    ("tude", false),
    ("fraid", false),
    ("ol", false),
];

pub(super) static WORDS: Words = Words {
    figures: FigureWords {
        scales: Scales::Words([
            word(3, "thousand", "thousand", "thousand"),
            word(6, "million", "million", "million"),
            word(9, "billion", "billion", "billion"),
            word(12, "trillion", "trillion", "trillion"),
        ]),
        spacing: Spacing::Spaced,
        currency_code: CurrencyCode::InFront,
        of: Of::Nothing,
        qualifiers: ["about {0}", "over {0}", "under {0}"],
        between: " to ",
        up: ["up {0} {1}"; 3],
        down: ["down {0} {1}"; 3],
        flat: "unchanged {1}",
        basis: ["year on year", "quarter on quarter", "month on month"],
        points: "\u{a0}pp",
    },
    periods: PeriodWords {
        halves: ["first half of {0}", "second half of {0}"],
        quarters: ["first quarter of {0}", "second quarter of {0}", "third quarter of {0}", "fourth quarter of {0}"],
        to: " to ",
        months: Months::Named { between: " to " },
        short_halves: ["H1 {0}", "H2 {0}"],
        short_quarters: ["Q1 {0}", "Q2 {0}", "Q3 {0}", "Q4 {0}"],
        weeks: ["week {1} of {0}", "W{1} {0}"],
    },
    standing: ["provisional", "cancelled", "moved since", "cancelled since", "revised since", "since revised to {}", "provisional", "forecast", "target"],
};
