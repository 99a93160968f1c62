//! French.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks};
use crate::locale::list::List;
use crate::locale::wording::{CurrencyCode, FigureWords, Months, Of, PeriodWords, Scales, Spacing, Words, in_full, word};

pub(super) const VARIETIES: &[Conventions] = &[SWISS, CONVENTIONS];

const CONVENTIONS: Conventions = Conventions {
    tags: &["fr"],
    column: None,
    name: Some("Français"),
    named_tags: &[],
    region: Some("FR"),
    data_region: None,
    direction: Direction::Ltr,
    quotes: Some(["«\u{202F}", "\u{202F}»", "“", "”"]),
    elided: &[],
    word_breaks: WordBreaks::Spaced,
    punctuation: Punctuation::SPACED,
    percent: Percent::APART,
    list: List::of(", ", " et ", " et "),
    headings: Headings::Letters,
    capital_i: None,
    latex: Some("french"),
    draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: false, months: &MONTHS },
    scale_words: None,
    words: Some(&WORDS),
};

const SWISS: Conventions =
    Conventions { tags: &["fr-CH"], quotes: Some(["«\u{202F}", "\u{202F}»", "‹\u{202F}", "\u{202F}›"]), percent: Percent::CLOSE, ..CONVENTIONS };

const MONTHS: [&str; 12] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

static WORDS: Words = Words {
    figures: FigureWords {
        scales: Scales::Words([
            in_full("milliers"),
            word(6, "million", "millions", "millions"),
            word(9, "milliard", "milliards", "milliards"),
            // "Billion" is right for 10^12 and mostly read as English: newspapers write thousands of milliards.
            word(9, "milliard", "milliards", "milliers de milliards"),
        ]),
        spacing: Spacing::Spaced,
        currency_code: CurrencyCode::Behind,
        of: Of::Elided {
            full: "de",
            elided: "d’",
            vowels: &['a', 'e', 'i', 'o', 'u', 'é', 'è', 'ê', 'î', 'œ'],
            // The words of ours that begin with a mute h.
            mute: &["habitant", "hectare", "heure", "homme", "hôpita", "hôtel"],
        },
        qualifiers: ["environ {0}", "plus de {0}", "moins de {0}"],
        between: " à ",
        up: ["en hausse de {0} {1}"; 3],
        down: ["en baisse de {0} {1}"; 3],
        flat: "stable {1}",
        basis: ["sur un an", "sur un trimestre", "sur un mois"],
        points: "\u{a0}pt",
    },
    periods: PeriodWords {
        halves: ["premier semestre {0}", "second semestre {0}"],
        quarters: ["premier trimestre {0}", "deuxième trimestre {0}", "troisième trimestre {0}", "quatrième trimestre {0}"],
        to: " à ",
        months: Months::Named { between: " à " },
        short_halves: ["S1 {0}", "S2 {0}"],
        short_quarters: ["T1 {0}", "T2 {0}", "T3 {0}", "T4 {0}"],
        weeks: ["semaine {1} de {0}", "S{1} {0}"],
    },
    standing: ["provisoire", "annulé", "reporté depuis", "annulé depuis", "révisé depuis", "révisé depuis à {}", "provisoire", "prévision", "objectif"],
};
