//! Portuguese. Without a region it is Brazilian in its words, as in CLDR.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::reading::ReadingWords;
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
    reading: Some(&READING),
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

static READING: ReadingWords = ReadingWords {
    scales: &[("mil milhões", 9), ("mil", 3), ("milhares", 3), ("milhões", 6), ("milhão", 6), ("mi", 6), ("bilhões", 9), ("bilhão", 9), ("biliões", 12), ("bilião", 12), ("trilhões", 12), ("trilhão", 12)],
    about: &["cerca de", "aproximadamente", "em torno de", "por volta de", "uns", "umas", "à volta de", "perto de", "~", "≈"],
    nearly: &["quase", "perto de", "pouco menos de", "próximo* de", "próxima* de"],
    over: &["mais de", "mais do que", "acima de", "pelo menos", "ao menos", "no mínimo", "superior* a", "superiores a", "ultrapass*", "supera*", "superou", "excede*", "não menos de", ">", "≥"],
    under: &["menos de", "menos do que", "abaixo de", "no máximo", "inferior* a", "inferiores a", "até", "não mais de", "<", "≤"],
    about_behind: &["aproximadamente"],
    over_behind: &["ou mais", "e mais", "+"],
    under_behind: &["ou menos", "no máximo"],
    rise: &["aument*", "cresc*", "subi*", "sobe", "sobem", "alta", "altas", "increment*", "mais", "maior*", "ganh*", "avanç*", "elev*", "expan*", "acrésc*", "progred*", "melhor*", "saltou", "saltaram"],
    fall: &["diminu*", "caiu", "caíram", "cai", "caem", "caindo", "queda*", "caíd*", "baix*", "recuo*", "recu*", "redu*", "menos", "menor*", "perd*", "retra*", "decresc*", "decrésc*", "encolh*", "retroced*", "tomb*", "quebra*", "contraç*", "contraiu*", "desce*", "desci*"],
    reached: &["a", "ao", "aos", "às", "para", "em", "atingi*", "atinge", "alcanç*", "totaliz*", "foi de", "foram de", "é de", "chegou a", "chegaram a", "situou-se em", "situa-se em", "ascendeu a", "ascende a", "somam", "somaram", "de"],
    below_zero: &["menos", "negativ*", "défice*", "déficit*", "prejuízo*", "saldo negativo"],
    percent: &["por cento", "por cem"],
    points: &["ponto* percentua*", "pp", "p.p.", "ponto*"],
    ones: &["um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze"],
    against: &["em relação a", "em relação ao", "face a", "face ao", "desde", "em comparação com", "comparado com", "comparado a", "do que em", "contra", "frente a", "frente ao"],
    common: &["o", "os", "as", "do", "da", "dos", "das", "e", "em", "no", "na", "que", "por", "com", "uma", "um", "foi", "para", "ao", "se", "é"],
};
