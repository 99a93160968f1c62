//! German.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Elided, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::wording::{CurrencyCode, FigureWords, Months, Of, PeriodWords, Scales, Spacing, Words, in_full, word};

pub(super) const VARIETIES: &[Conventions] = &[SWISS, LIECHTENSTEIN, AUSTRIAN, CONVENTIONS];

const CONVENTIONS: Conventions = Conventions {
    tags: &["de"],
    column: None,
    name: Some("Deutsch"),
    named_tags: &[],
    region: Some("DE"),
    data_region: None,
    direction: Direction::Ltr,
    quotes: Some(quotes::GERMAN),
    elided: &ELIDED,
    word_breaks: WordBreaks::Spaced,
    punctuation: Punctuation::SPACED,
    percent: Percent::APART,
    list: List::of(", ", " und ", " und "),
    headings: Headings::Letters,
    capital_i: None,
    latex: Some("ngerman"),
    draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: false, months: &[] },
    scale_words: None,
    words: Some(&WORDS),
};

const SWISS: Conventions =
    Conventions { tags: &["de-CH"], quotes: Some(["«", "»", "‹", "›"]), percent: Percent::CLOSE, latex: Some("nswissgerman"), ..CONVENTIONS };

const LIECHTENSTEIN: Conventions = Conventions { tags: &["de-LI"], latex: CONVENTIONS.latex, ..SWISS };

const AUSTRIAN: Conventions = Conventions { tags: &["de-AT"], latex: Some("naustrian"), ..CONVENTIONS };

const ELIDED: [Elided; 10] =
    [("s", false), ("n", false), ("ne", false), ("nen", false), ("nem", false), ("ner", false), ("rein", true), ("raus", true), ("rum", true), ("nauf", false)];

static WORDS: Words = Words {
    figures: FigureWords {
        scales: Scales::Words([
            in_full("Tausend"),
            word(6, "Million", "Millionen", "Millionen"),
            word(9, "Milliarde", "Milliarden", "Milliarden"),
            word(12, "Billion", "Billionen", "Billionen"),
        ]),
        spacing: Spacing::Spaced,
        currency_code: CurrencyCode::Behind,
        of: Of::Nothing,
        qualifiers: ["rund {0}", "mehr als {0}", "weniger als {0}"],
        between: " bis ",
        up: ["plus {0} {1}"; 3],
        down: ["minus {0} {1}"; 3],
        flat: "unverändert {1}",
        basis: ["gegenüber dem Vorjahr", "gegenüber dem Vorquartal", "gegenüber dem Vormonat"],
        points: "\u{a0}PP",
    },
    periods: PeriodWords {
        halves: ["erstes Halbjahr {0}", "zweites Halbjahr {0}"],
        quarters: ["erstes Quartal {0}", "zweites Quartal {0}", "drittes Quartal {0}", "viertes Quartal {0}"],
        to: " bis ",
        months: Months::Named { between: " bis " },
        short_halves: ["1. Hj. {0}", "2. Hj. {0}"],
        short_quarters: ["Q1 {0}", "Q2 {0}", "Q3 {0}", "Q4 {0}"],
        weeks: ["{1}. Kalenderwoche {0}", "KW {1} {0}"],
    },
    standing: [
        "vorläufig",
        "abgesagt",
        "seither verschoben",
        "seither abgesagt",
        "seither berichtigt",
        "seither berichtigt auf {}",
        "vorläufig",
        "Prognose",
        "Ziel",
    ],
};
