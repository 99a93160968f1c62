//! Spanish.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::reading::ReadingWords;
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
    reading: Some(&READING),
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

static READING: ReadingWords = ReadingWords {
    scales: &[("mil millones", 9), ("mil", 3), ("miles", 3), ("millones", 6), ("millón", 6), ("millardos", 9), ("millardo", 9), ("billones", 12), ("billón", 12)],
    about: &["alrededor de", "aproximadamente", "unos", "unas", "cerca de", "en torno a", "en torno al", "más o menos", "~", "≈"],
    nearly: &["casi", "cerca de", "poco menos de", "próximo* a"],
    over: &["más de", "más del", "por encima de", "por encima del", "al menos", "como mínimo", "supera*", "superó", "superior* a", "superior* al", "superaron", "superan", "no menos de", "excede*", "excedió", "sobrepas*", ">", "≥"],
    under: &["menos de", "menos del", "por debajo de", "por debajo del", "como máximo", "inferior* a", "inferior* al", "hasta", "no más de", "a lo sumo", "<", "≤"],
    about_behind: &["aproximadamente"],
    over_behind: &["o más", "y más", "como mínimo", "+"],
    under_behind: &["o menos", "como máximo"],
    rise: &["aument*", "crec*", "creci*", "subi*", "sube", "suben", "subida*", "alza*", "increment*", "más", "mayor*", "avanz*", "gan*", "elev*", "mejor*", "repunt*", "escal*", "expan*", "añad*"],
    fall: &["disminu*", "cay*", "caí*", "cae*", "caída*", "descend*", "desciend*", "descens*", "reduc*", "reduj*", "menos", "menor*", "retroced*", "retroces*", "perd*", "pierd*", "pérdida*", "recort*", "desplom*", "merm*", "decrec*", "contracc*", "contraj*", "baja*", "bajó", "bajaron"],
    reached: &["a", "al", "en", "hasta los", "hasta las", "alcanz*", "alcanzó", "se situó en", "se sitúa en", "asciend* a", "ascendi* a", "ascendió a", "totaliz*", "fue de", "fueron", "es de", "suman", "sumaron", "llegó a", "llegaron a", "de"],
    below_zero: &["menos", "negativo*", "negativa*", "déficit*", "saldo negativo", "pérdida neta*"],
    percent: &["por ciento", "por 100"],
    points: &["punto* porcentual*", "pp", "p.p.", "punto*"],
    ones: &["un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"],
    against: &["respecto a", "respecto al", "respecto de", "frente a", "frente al", "desde", "comparado con", "en comparación con", "que en", "con relación a"],
    common: &["el", "la", "los", "las", "del", "y", "en", "de", "al", "que", "por", "con", "una", "un", "se", "fue", "para", "su", "es"],
};
