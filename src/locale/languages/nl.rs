//! Dutch.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Elided, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::reading::ReadingWords;
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
    reading: Some(&READING),
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

static READING: ReadingWords = ReadingWords {
    scales: &[("duizend", 3), ("miljoenen", 6), ("miljoen", 6), ("mln.", 6), ("mln", 6), ("miljarden", 9), ("miljard", 9), ("mld.", 9), ("mld", 9), ("mrd", 9), ("biljoenen", 12), ("biljoen", 12)],
    about: &["ongeveer", "circa", "ca.", "rond", "rond de", "zo’n", "zo'n", "om en nabij", "naar schatting", "een kleine", "omstreeks", "~", "≈"],
    nearly: &["bijna", "haast", "krap", "net geen", "tegen de", "een kleine"],
    over: &["meer dan", "ruim", "boven", "boven de", "minstens", "minimaal", "ten minste", "tenminste", "over de", "hoger dan", "groter dan", "overschrijd*", "overschreed", "oversteeg", "overstijg*", "niet minder dan", ">", "≥"],
    under: &["minder dan", "onder", "onder de", "hoogstens", "maximaal", "ten hoogste", "niet meer dan", "tot maximaal", "lager dan", "kleiner dan", "beneden", "<", "≤"],
    about_behind: &["ongeveer"],
    over_behind: &["of meer", "en meer", "+"],
    under_behind: &["of minder"],
    rise: &["steeg", "stegen", "stijg*", "gestegen", "toename*", "toenam*", "nam toe", "namen toe", "toegenomen", "groei*", "gegroeid", "hoger", "meer", "verhoog*", "plus", "klom*", "geklommen", "aanwas*", "uitbreid*", "_toe"],
    fall: &["daal*", "gedaald", "afname*", "afnam*", "nam af", "namen af", "afgenomen", "zakt*", "gezakt", "lager", "minder", "kromp", "krimp*", "gekrompen", "verlaag*", "min", "daling*", "verlies", "verloor", "verloren", "terugg*", "terugval*", "gevallen", "viel", "vielen", "vermind*", "_af"],
    reached: &["naar", "tot", "op", "bedroeg*", "bedraagt", "bedragen", "kwam uit op", "komt uit op", "bereikt*", "was", "waren", "is", "zijn", "telde", "tellen", "telt", "van in totaal", "in totaal", "uit op"],
    below_zero: &["min", "minus", "negatie*", "tekort*", "nettoverlies", "verlies*"],
    percent: &["procent", "pct", "pct."],
    points: &["procentpunt*", "procent-punt*", "pp", "%-punt*"],
    ones: &["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"],
    against: &["ten opzichte van", "vergeleken met", "dan in", "sinds", "tegenover", "dan", "in vergelijking met"],
    common: &["de", "het", "een", "van", "en", "in", "is", "met", "op", "voor", "door", "zijn", "was", "werd", "werden", "naar", "dat", "ten", "tot", "bij"],
};
