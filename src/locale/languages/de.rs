//! German.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Elided, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::reading::ReadingWords;
use crate::locale::wording::{CurrencyCode, FigureWords, Months, Of, PeriodWords, Scales, Spacing, Words, in_full, word};

pub(super) const VARIETIES: &[Conventions] = &[SWISS, LIECHTENSTEIN, AUSTRIAN, CONVENTIONS];

const CONVENTIONS: Conventions = Conventions {
    tags: &["de"],
    column: None,
    name: Some("Deutsch"),
    named_tags: &[],
    region: Some("DE"),
    data_region: None,
    direction: Direction::Ltr,
    quotes: Some(quotes::GERMAN),
    elided: &ELIDED,
    word_breaks: WordBreaks::Spaced,
    punctuation: Punctuation::SPACED,
    percent: Percent::APART,
    list: List::of(", ", " und ", " und "),
    headings: Headings::Letters,
    capital_i: None,
    latex: Some("ngerman"),
    draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: false, months: &[] },
    reading: Some(&READING),
    words: Some(&WORDS),
};

const SWISS: Conventions =
    Conventions { tags: &["de-CH"], quotes: Some(["«", "»", "‹", "›"]), percent: Percent::CLOSE, latex: Some("nswissgerman"), ..CONVENTIONS };

const LIECHTENSTEIN: Conventions = Conventions { tags: &["de-LI"], latex: CONVENTIONS.latex, ..SWISS };

const AUSTRIAN: Conventions = Conventions { tags: &["de-AT"], latex: Some("naustrian"), ..CONVENTIONS };

const ELIDED: [Elided; 10] =
    [("s", false), ("n", false), ("ne", false), ("nen", false), ("nem", false), ("ner", false), ("rein", true), ("raus", true), ("rum", true), ("nauf", false)];

static WORDS: Words = Words {
    figures: FigureWords {
        scales: Scales::Words([
            in_full("Tausend"),
            word(6, "Million", "Millionen", "Millionen"),
            word(9, "Milliarde", "Milliarden", "Milliarden"),
            word(12, "Billion", "Billionen", "Billionen"),
        ]),
        spacing: Spacing::Spaced,
        currency_code: CurrencyCode::Behind,
        of: Of::Nothing,
        qualifiers: ["rund {0}", "mehr als {0}", "weniger als {0}"],
        between: " bis ",
        up: ["plus {0} {1}"; 3],
        down: ["minus {0} {1}"; 3],
        flat: "unverändert {1}",
        basis: ["gegenüber dem Vorjahr", "gegenüber dem Vorquartal", "gegenüber dem Vormonat"],
        points: "\u{a0}PP",
    },
    periods: PeriodWords {
        halves: ["erstes Halbjahr {0}", "zweites Halbjahr {0}"],
        quarters: ["erstes Quartal {0}", "zweites Quartal {0}", "drittes Quartal {0}", "viertes Quartal {0}"],
        to: " bis ",
        months: Months::Named { between: " bis " },
        short_halves: ["1. Hj. {0}", "2. Hj. {0}"],
        short_quarters: ["Q1 {0}", "Q2 {0}", "Q3 {0}", "Q4 {0}"],
        weeks: ["{1}. Kalenderwoche {0}", "KW {1} {0}"],
    },
    standing: [
        "vorläufig",
        "abgesagt",
        "seither verschoben",
        "seither abgesagt",
        "seither berichtigt",
        "seither berichtigt auf {}",
        "vorläufig",
        "Prognose",
        "Ziel",
    ],
};

static READING: ReadingWords = ReadingWords {
    scales: &[("tausend", 3), ("tsd.", 3), ("tsd", 3), ("millionen", 6), ("million", 6), ("mio.", 6), ("mio", 6), ("milliarden", 9), ("milliarde", 9), ("mrd.", 9), ("mrd", 9), ("billionen", 12), ("billion", 12), ("bio.", 12), ("bio", 12)],
    about: &["rund", "etwa", "ungefähr", "circa", "ca.", "zirka", "gegen", "um die", "schätzungsweise", "in etwa", "nahe", "annähernd", "~", "≈"],
    nearly: &["fast", "knapp", "beinahe", "nahezu", "an die", "bald"],
    over: &["mehr als", "über", "gut", "mindestens", "wenigstens", "nicht weniger als", "oberhalb von", "übersteig*", "überstieg*", "überschr*", "größer als", "höher als", "reichlich", ">", "≥"],
    under: &["weniger als", "unter", "höchstens", "maximal", "nicht mehr als", "bis zu", "unterhalb von", "geringer als", "kleiner als", "niedriger als", "<", "≤"],
    about_behind: &["oder so"],
    over_behind: &["oder mehr", "und mehr", "+"],
    under_behind: &["oder weniger"],
    rise: &["stieg*", "steig*", "gestiegen*", "anstieg*", "zunahm*", "zugenommen*", "nahm zu", "zuwachs*", "wuchs*", "wachs*", "gewachsen*", "plus", "erhöh*", "mehr", "höher*", "zulegt*", "zugelegt*", "legte*", "kletter*", "expandier*", "anzieh*", "zog*", "aufwärts", "verteuer*", "gewann*", "steiger*", "gesteiger*", "hinzugewonn*", "_zu"],
    fall: &["sank*", "sink*", "gesunken*", "fiel*", "fällt", "fallen*", "gefallen*", "rückgang*", "rückläufig*", "zurückg*", "ging zurück", "zurück", "abnahm*", "abgenommen*", "minus", "verringer*", "reduzier*", "weniger", "niedriger*", "geringer*", "schrumpf*", "geschrumpf*", "einbruch*", "brach*", "einbüß*", "eingebüß*", "verlor*", "verlier*", "verloren*", "verlust*", "gab nach", "nachgegeben*", "nachgab*", "senk*", "gesenkt*", "kürz*", "verbillig*", "abbau*", "abgebaut*", "_ab"],
    reached: &["auf", "bei", "betrug*", "beträgt", "betragen", "erreicht*", "lag bei", "liegt bei", "belief sich auf", "beliefen sich auf", "insgesamt", "waren", "war", "sind", "ist", "zu", "von insgesamt"],
    below_zero: &["minus", "negativ*", "defizit*", "fehlbetrag*", "nettoverlust*", "verlust*"],
    percent: &["prozent", "prozents", "v. h.", "vh"],
    points: &["prozentpunkt*", "%-punkt*", "pp"],
    ones: &["ein*", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
    against: &["gegenüber", "als", "seit", "verglichen mit", "im vergleich zu", "im vergleich zum", "gegenüber dem jahr", "zum jahr", "gegenüber dem"],
    common: &["der", "die", "das", "und", "den", "dem", "des", "im", "um", "auf", "von", "mit", "ist", "sind", "wurde", "wurden", "für", "ein", "eine", "zum", "zur", "bei", "gegenüber", "waren"],
};
