//! French.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks};
use crate::locale::list::List;
use crate::locale::reading::ReadingWords;
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
    reading: Some(&READING),
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

static READING: ReadingWords = ReadingWords {
    scales: &[("mille", 3), ("milliers", 3), ("millier", 3), ("millions", 6), ("million", 6), ("mio", 6), ("milliards", 9), ("milliard", 9), ("mds", 9), ("md", 9), ("billions", 12), ("billion", 12)],
    about: &["environ", "quelque", "autour de", "autour d’", "aux alentours de", "à peu près", "approximativement", "de l’ordre de", "~", "≈"],
    nearly: &["près de", "près d’", "presque", "un peu moins de", "pas loin de", "quasiment", "proche de"],
    over: &["plus de", "plus d’", "au moins", "supérieur* à", "au-dessus de", "au-delà de", "dépass*", "pas moins de", "excéd*", "un peu plus de", "minimum", ">", "≥"],
    under: &["moins de", "moins d’", "au plus", "inférieur* à", "au-dessous de", "en dessous de", "jusqu’à", "au maximum", "ne dépasse pas", "<", "≤"],
    about_behind: &["environ"],
    over_behind: &["ou plus", "et plus", "au moins", "+"],
    under_behind: &["ou moins", "au plus", "maximum"],
    rise: &["hausse*", "augment*", "progress*", "croissance", "croît", "crû", "accru*", "accroiss*", "gagn*", "bond*", "grimp*", "élév*", "élèv*", "supplémentaire*", "de plus", "plus", "remont*", "relev*", "gonfl*", "avanc*", "s’accélèr*", "accélér*"],
    fall: &["baiss*", "recul*", "diminu*", "chut*", "repli*", "réduit*", "rédui*", "réduc*", "perd*", "perte*", "fléchi*", "cédé", "cède", "effondr*", "inférieur*", "en moins", "décr*", "tomb*", "ralenti*", "moins", "dégringol*", "rétract*", "contracté*", "contraction*"],
    reached: &["à", "s’élève à", "s’élevait à", "s’établit à", "s’établissait à", "s’est établi à", "atteint", "atteignait", "atteignant", "a atteint", "totalis*", "est de", "était de", "compt*", "soit", "au total", "s’élevaient à", "s’élèvent à", "représent*"],
    below_zero: &["moins", "négatif*", "négative*", "déficit*", "perte nette", "solde négatif"],
    percent: &["pour cent", "p. cent", "p. 100", "p.100", "pct"],
    points: &["point* de pourcentage", "pp", "pt*", "point* de %"],
    ones: &["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],
    against: &["par rapport à", "contre", "depuis", "comparé à", "que", "qu’en", "en comparaison de"],
    common: &["le", "la", "les", "des", "du", "et", "en", "de", "au", "aux", "une", "un", "est", "sont", "par", "pour", "dans", "sur", "ont", "été", "à"],
};
