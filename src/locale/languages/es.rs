//! Spanish.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::wording::{CurrencyCode, FigureWords, Months, Of, PeriodWords, Scales, Spacing, Words, in_full, word};

pub(super) const VARIETIES: &[Conventions] = &[EUROPEAN, AMERICAN, CONVENTIONS];

const CONVENTIONS: Conventions = Conventions {
    tags: &["es"],
    column: None,
    name: Some("Español"),
    named_tags: &[],
    region: Some("ES"),
    data_region: None,
    direction: Direction::Ltr,
    quotes: Some(quotes::GUILLEMETS),
    elided: &[],
    word_breaks: WordBreaks::Spaced,
    punctuation: Punctuation::SPACED,
    percent: Percent::APART,
    list: List { before_i: Some(" e "), ..List::of(", ", " y ", " y ") },
    headings: Headings::Letters,
    capital_i: None,
    latex: Some("spanish"),
    draft_marks: DraftMarks { todo_is_a_word: true, tk_is_to_come: false, months: &[] },
    scale_words: None,
    words: Some(&WORDS),
};

const EUROPEAN: Conventions = Conventions { tags: &["es-ES", "es-EA", "es-IC", "es-GQ", "es-PH"], ..CONVENTIONS };

/// Of every other region.
const AMERICAN: Conventions = Conventions { tags: &["es-*"], percent: Percent::CLOSE, ..CONVENTIONS };

static WORDS: Words = Words {
    figures: FigureWords {
        scales: Scales::Words([
            in_full("miles"),
            word(6, "millón", "millones", "millones"),
            word(6, "millón", "millones", "miles de millones"),
            word(12, "billón", "billones", "billones"),
        ]),
        spacing: Spacing::Spaced,
        currency_code: CurrencyCode::Behind,
        of: Of::Always("de"),
        qualifiers: ["alrededor de {0}", "más de {0}", "menos de {0}"],
        between: " a ",
        up: ["alza {1} del {0}", "alza {1} de {0}", "alza {1} de {0}"],
        down: ["baja {1} del {0}", "baja {1} de {0}", "baja {1} de {0}"],
        flat: "sin variación {1}",
        basis: ["interanual", "intertrimestral", "intermensual"],
        points: "\u{a0}p.\u{a0}p.",
    },
    periods: PeriodWords {
        halves: ["primer semestre de {0}", "segundo semestre de {0}"],
        quarters: ["primer trimestre de {0}", "segundo trimestre de {0}", "tercer trimestre de {0}", "cuarto trimestre de {0}"],
        to: " a ",
        months: Months::Named { between: " a " },
        short_halves: ["S1 {0}", "S2 {0}"],
        short_quarters: ["T1 {0}", "T2 {0}", "T3 {0}", "T4 {0}"],
        weeks: ["semana {1} de {0}", "S{1} {0}"],
    },
    standing: [
        "provisional",
        "cancelado",
        "cambiado después",
        "cancelado después",
        "revisado después",
        "revisado después a {}",
        "provisional",
        "previsión",
        "objetivo",
    ],
};
