//! Italian.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Elided, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::reading::ReadingWords;
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
    reading: Some(&READING),
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

static READING: ReadingWords = ReadingWords {
    scales: &[("mila", 3), ("mille", 3), ("migliaia", 3), ("milioni", 6), ("milione", 6), ("mln", 6), ("miliardi", 9), ("miliardo", 9), ("mld", 9), ("bilioni", 12), ("bilione", 12)],
    about: &["circa", "intorno a", "intorno ai", "intorno al", "all’incirca", "approssimativamente", "attorno a", "attorno ai", "attorno al", "~", "≈"],
    nearly: &["quasi", "poco meno di", "vicino a", "vicino ai", "prossim* a", "prossim* ai"],
    over: &["oltre", "più di", "più del", "almeno", "non meno di", "superior* a", "superior* ai", "superior* al", "supera*", "al di sopra di", "sopra i", "sopra le", "sopra il", "eccede*", ">", "≥"],
    under: &["meno di", "meno del", "al massimo", "non più di", "inferior* a", "inferior* ai", "inferior* al", "fino a", "sotto i", "sotto le", "sotto il", "al di sotto di", "<", "≤"],
    about_behind: &["circa"],
    over_behind: &["o più", "e oltre", "e più", "+"],
    under_behind: &["o meno", "al massimo"],
    rise: &["aument*", "cresc*", "salit*", "sale", "salgono", "rialz*", "increment*", "più", "in più", "maggior*", "guadagn*", "progress*", "avanz*", "crebb*", "miglior*", "accelera*", "balz*", "saliva*"],
    fall: &["calo", "diminu*", "scend*", "sces*", "flession*", "ridu*", "riduz*", "meno", "in meno", "minor*", "perd*", "perso", "persi", "cadut*", "croll*", "arretra*", "ribass*", "contrazion*", "decresc*", "taglia*", "cala*", "cali", "contrae*"],
    reached: &["a", "ai", "al", "alle", "allo", "all’", "pari a", "pari al", "raggiun*", "raggiunto", "è stato di", "sono stati", "ammont* a", "ammontava a", "ammontano a", "si attesta a", "si è attestat* a", "si attesta al", "si è attestat* al", "totale di", "di"],
    below_zero: &["meno", "negativ*", "disavanzo", "deficit", "perdita netta", "passivo"],
    percent: &["per cento", "percento"],
    points: &["punti percentuali", "punto percentuale", "pp", "p.p.", "punt*"],
    ones: &["un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici"],
    against: &["rispetto a", "rispetto al", "rispetto ai", "contro", "dal", "da", "sul", "su", "in confronto a", "in confronto al", "nei confronti del", "che nel"],
    common: &["il", "lo", "la", "gli", "le", "di", "del", "della", "dei", "delle", "e", "in", "nel", "che", "per", "con", "una", "un", "è", "sono", "al", "da", "dal"],
};
