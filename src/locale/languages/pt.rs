//! Portuguese. Without a region it is Brazilian in its words, as in CLDR.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::wording::{CurrencyCode, FigureWords, Months, Of, PeriodWords, ScaleWord, Scales, Spacing, Words, in_full, word};

pub(super) const VARIETIES: &[Conventions] = &[BRAZILIAN, EUROPEAN, CONVENTIONS];

const CONVENTIONS: Conventions = Conventions {
    tags: &["pt"],
    column: None,
    name: Some("Português"),
    named_tags: &[],
    region: Some("BR"),
    data_region: None,
    direction: Direction::Ltr,
    quotes: Some(quotes::GUILLEMETS),
    elided: &[],
    word_breaks: WordBreaks::Spaced,
    punctuation: Punctuation::SPACED,
    percent: Percent::CLOSE,
    list: List::of(", ", " e ", " e "),
    headings: Headings::Letters,
    capital_i: None,
    latex: Some("portuguese"),
    draft_marks: DraftMarks { todo_is_a_word: true, tk_is_to_come: false, months: &[] },
    scale_words: None,
    words: Some(&SHORT_SCALE),
};

const BRAZILIAN: Conventions = Conventions { tags: &["pt-BR"], quotes: Some(quotes::ENGLISH), latex: Some("brazilian"), ..CONVENTIONS };

/// Of every other region.
const EUROPEAN: Conventions = Conventions { tags: &["pt-*"], words: Some(&LONG_SCALE), ..CONVENTIONS };

/// Brazil's.
static SHORT_SCALE: Words = words([word(9, "bilhão", "bilhões", "bilhões"), word(12, "trilhão", "trilhões", "trilhões")]);

/// Europe's and Africa's.
static LONG_SCALE: Words = words([word(9, "mil milhões", "mil milhões", "mil milhões"), word(12, "bilião", "biliões", "biliões")]);

const fn words([billion, trillion]: [ScaleWord; 2]) -> Words {
    Words {
        figures: FigureWords {
            scales: Scales::Words([in_full("milhares"), word(6, "milhão", "milhões", "milhões"), billion, trillion]),
            spacing: Spacing::Spaced,
            currency_code: CurrencyCode::Behind,
            of: Of::Always("de"),
            qualifiers: ["cerca de {0}", "mais de {0}", "menos de {0}"],
            between: " a ",
            up: ["aumento de {0} {1}"; 3],
            down: ["queda de {0} {1}"; 3],
            flat: "estável {1}",
            basis: ["em relação ao ano anterior", "em relação ao trimestre anterior", "em relação ao mês anterior"],
            points: "\u{a0}p.p.",
        },
        periods: PeriodWords {
            halves: ["primeiro semestre de {0}", "segundo semestre de {0}"],
            quarters: ["primeiro trimestre de {0}", "segundo trimestre de {0}", "terceiro trimestre de {0}", "quarto trimestre de {0}"],
            to: " a ",
            months: Months::Named { between: " a " },
            short_halves: ["S1 {0}", "S2 {0}"],
            short_quarters: ["T1 {0}", "T2 {0}", "T3 {0}", "T4 {0}"],
            weeks: ["semana {1} de {0}", "S{1} {0}"],
        },
        standing: [
            "provisório",
            "cancelado",
            "alterado depois",
            "cancelado depois",
            "revisto depois",
            "revisto depois para {}",
            "provisório",
            "previsão",
            "meta",
        ],
    }
}
