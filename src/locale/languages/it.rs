//! Italian.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Elided, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::wording::{CurrencyCode, FigureWords, Months, Of, PeriodWords, Scales, Spacing, Words, in_full, word};

pub(super) const VARIETIES: &[Conventions] = &[CONVENTIONS];

const CONVENTIONS: Conventions = Conventions {
    tags: &["it"],
    column: None,
    name: Some("Italiano"),
    named_tags: &[],
    region: Some("IT"),
    data_region: None,
    direction: Direction::Ltr,
    quotes: Some(quotes::GUILLEMETS),
    elided: &ELIDED,
    word_breaks: WordBreaks::Spaced,
    punctuation: Punctuation::SPACED,
    percent: Percent::CLOSE,
    list: List::of(", ", " e ", " e "),
    headings: Headings::Letters,
    capital_i: None,
    latex: Some("italian"),
    draft_marks: DraftMarks { todo_is_a_word: true, tk_is_to_come: false, months: &[] },
    scale_words: None,
    words: Some(&WORDS),
};

const ELIDED: [Elided; 4] = [("ndrangheta", false), ("sto", true), ("sta", true), ("l", false)];

static WORDS: Words = Words {
    figures: FigureWords {
        scales: Scales::Words([
            in_full("migliaia"),
            word(6, "milione", "milioni", "milioni"),
            word(9, "miliardo", "miliardi", "miliardi"),
            word(9, "miliardo", "miliardi", "migliaia di miliardi"),
        ]),
        spacing: Spacing::Spaced,
        currency_code: CurrencyCode::Behind,
        of: Of::Always("di"),
        qualifiers: ["circa {0}", "oltre {0}", "meno di {0}"],
        between: " a ",
        // A sign, since the article of a noun would change with the figure: "dell’8%", "del 9%", "dello 0,5%".
        up: ["+{0} {1}"; 3],
        down: ["\u{2212}{0} {1}"; 3],
        flat: "stabile {1}",
        basis: ["rispetto a un anno prima", "rispetto al trimestre precedente", "rispetto al mese precedente"],
        points: "\u{a0}p.p.",
    },
    periods: PeriodWords {
        halves: ["primo semestre {0}", "secondo semestre {0}"],
        quarters: ["primo trimestre {0}", "secondo trimestre {0}", "terzo trimestre {0}", "quarto trimestre {0}"],
        to: "\u{a0}– ",
        months: Months::Named { between: "–" },
        short_halves: ["S1 {0}", "S2 {0}"],
        short_quarters: ["T1 {0}", "T2 {0}", "T3 {0}", "T4 {0}"],
        weeks: ["settimana {1} del {0}", "sett. {1} {0}"],
    },
    standing: ["provvisorio", "annullato", "poi spostato", "poi annullato", "poi rivisto", "poi rivisto a {}", "provvisorio", "previsione", "obiettivo"],
};
