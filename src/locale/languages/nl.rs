//! Dutch.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Elided, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::wording::{CurrencyCode, FigureWords, Months, Of, PeriodWords, Scales, Spacing, Words, in_full, word};

pub(super) const VARIETIES: &[Conventions] = &[CONVENTIONS];

const CONVENTIONS: Conventions = Conventions {
    tags: &["nl"],
    column: None,
    name: Some("Nederlands"),
    named_tags: &[],
    region: Some("NL"),
    data_region: None,
    direction: Direction::Ltr,
    quotes: Some(quotes::ENGLISH),
    elided: &ELIDED,
    word_breaks: WordBreaks::Spaced,
    punctuation: Punctuation::SPACED,
    percent: Percent::CLOSE,
    list: List::of(", ", " en ", " en "),
    headings: Headings::Letters,
    capital_i: None,
    latex: Some("dutch"),
    draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: false, months: &[] },
    scale_words: None,
    words: Some(&WORDS),
};

const ELIDED: [Elided; 8] = [("s", false), ("t", false), ("n", false), ("k", false), ("m", false), ("r", false), ("ns", false), ("tis", false)];

static WORDS: Words = Words {
    figures: FigureWords {
        scales: Scales::Words([
            in_full("duizend"),
            word(6, "miljoen", "miljoen", "miljoen"),
            word(9, "miljard", "miljard", "miljard"),
            word(12, "biljoen", "biljoen", "biljoen"),
        ]),
        spacing: Spacing::Spaced,
        currency_code: CurrencyCode::Behind,
        of: Of::Nothing,
        qualifiers: ["ongeveer {0}", "meer dan {0}", "minder dan {0}"],
        between: " tot ",
        up: ["stijging van {0} {1}"; 3],
        down: ["daling van {0} {1}"; 3],
        flat: "onveranderd {1}",
        basis: ["ten opzichte van een jaar eerder", "ten opzichte van een kwartaal eerder", "ten opzichte van een maand eerder"],
        points: "\u{a0}pp",
    },
    periods: PeriodWords {
        halves: ["eerste helft van {0}", "tweede helft van {0}"],
        quarters: ["eerste kwartaal van {0}", "tweede kwartaal van {0}", "derde kwartaal van {0}", "vierde kwartaal van {0}"],
        to: " tot en met ",
        months: Months::Named { between: " tot en met " },
        short_halves: ["H1 {0}", "H2 {0}"],
        short_quarters: ["K1 {0}", "K2 {0}", "K3 {0}", "K4 {0}"],
        weeks: ["week {1} van {0}", "wk {1} {0}"],
    },
    standing: [
        "voorlopig",
        "geannuleerd",
        "sindsdien verplaatst",
        "sindsdien geannuleerd",
        "sindsdien herzien",
        "sindsdien herzien naar {}",
        "voorlopig",
        "prognose",
        "doel",
    ],
};
