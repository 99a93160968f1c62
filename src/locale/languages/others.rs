//! Languages that Bulletin has no words for: their figures, periods and changes are told in digits and signs.
//!
//! What is known of them is a line each. One that gets words gets a file of its own, and its line here goes.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, Quotes, WordBreaks, quotes};
use crate::locale::list::List;

/// A language of which nothing is known.
pub(super) static UNKNOWN: Conventions = known(&[]);

/// In alphabetical order, but that varieties come before the language itself.
pub(super) const LANGUAGES: &[Conventions] = &[
    known(&["af"]).named("Afrikaans", "ZA"),
    known(&["am"]).named("አማርኛ", "ET"),
    known(&["ar"]).named("العربية", "EG").right_to_left().percent(Percent::latin("", "\u{200e}%\u{200e}")).listed(" و", " و", " و").latex("arabic"),
    known(&["arc"]).right_to_left(),
    known(&["ary"]).right_to_left(),
    known(&["arz"]).right_to_left(),
    known(&["az"]).named("Azərbaycan", "AZ").listed(", ", " və ", " və ").dotted(),
    known(&["azb"]).right_to_left(),
    known(&["bal"]).right_to_left(),
    known(&["bas"]).percent(Percent::APART),
    known(&["be"]).named("Беларуская", "BY").percent(Percent::APART),
    known(&["bg"]).named("Български", "BG").quoted(quotes::GERMAN).listed(", ", " и ", " и ").latex("bulgarian"),
    known(&["bn"]).named("বাংলা", "BD").listed(", ", " এবং ", " এবং "),
    known(&["br"]).percent(Percent::APART),
    known(&["bs"]).named("Bosanski", "BA").quoted(quotes::POLISH).listed(", ", " i ", " i "),
    known(&["bua"]).percent(Percent::APART),
    known(&["ca"]).named("Català", "ES").quoted(quotes::GUILLEMETS).percent(Percent::APART).listed(", ", " i ", " i ").says_todo().latex("catalan"),
    known(&["ce"]).percent(Percent::APART),
    known(&["ckb"]).right_to_left().percent(Percent { arabic: ("", "\u{a0}\u{66a}"), ..Percent::CLOSE }),
    known(&["cmn"]).joined(),
    known(&["cs"]).named("Čeština", "CZ").quoted(quotes::GERMAN).percent(Percent::APART).listed(", ", " a\u{a0}", " a\u{a0}").latex("czech"),
    known(&["cv"]).percent(Percent::APART),
    known(&["cy"]).named("Cymraeg", "GB").quoted(quotes::ENGLISH),
    known(&["da"]).named("Dansk", "DK").quoted(quotes::GERMAN).percent(Percent::APART).listed(", ", " og ", " og ").latex("danish"),
    known(&["dsb"]).percent(Percent::APART),
    known(&["dua"]).percent(Percent::APART),
    known(&["dv"]).right_to_left(),
    known(&["dz"]).percent(Percent::APART),
    known(&["el"]).named("Ελληνικά", "GR").quoted(quotes::GUILLEMETS).listed(", ", " και ", " και ").latex("greek"),
    known(&["et"]).named("Eesti", "EE").quoted(quotes::GERMAN).listed(", ", " ja ", " ja ").latex("estonian"),
    known(&["eu"]).named("Euskara", "ES").quoted(quotes::GUILLEMETS).percent(Percent::latin("%\u{a0}", "")).listed(", ", " eta ", " eta ").latex("basque"),
    known(&["fa"]).named("فارسی", "IR").right_to_left().listed("،\u{200f} ", "، و ", " و "),
    known(&["fi"]).named("Suomi", "FI").quoted(quotes::NORDIC).percent(Percent::APART).listed(", ", " ja ", " ja ").latex("finnish"),
    known(&["fil"]).named("Filipino", "PH"),
    known(&["fo"]).percent(Percent::APART),
    known(&["ga"]).named("Gaeilge", "IE").quoted(quotes::ENGLISH).listed(", ", " agus ", " agus "),
    known(&["gl"]).named("Galego", "ES").quoted(quotes::GUILLEMETS).percent(Percent::APART).listed(", ", " e ", " e ").says_todo().latex("galician"),
    known(&["glk"]).right_to_left(),
    known(&["gsw"]).percent(Percent::APART),
    known(&["hak"]).joined(),
    known(&["he"]).named("עברית", "IL").right_to_left().listed(", ", " ו", " ו").latex("hebrew"),
    known(&["hi"]).named("हिन्दी", "IN").quoted(quotes::ENGLISH).listed(", ", ", और ", " और "),
    known(&["hr"]).named("Hrvatski", "HR").quoted(quotes::POLISH).percent(Percent::APART).listed(", ", " i ", " i ").latex("croatian"),
    known(&["hsb"]).percent(Percent::APART),
    known(&["ht"]).percent(Percent::APART),
    known(&["hu"]).named("Magyar", "HU").quoted(["„", "”", "»", "«"]).listed(", ", " és ", " és ").latex("hungarian"),
    known(&["hy"]).named("Հայերեն", "AM"),
    known(&["id"]).named("Bahasa Indonesia", "ID").quoted(quotes::ENGLISH).listed(", ", ", dan ", " dan "),
    known(&["is"]).named("Íslenska", "IS").quoted(quotes::GERMAN).listed(", ", " og ", " og ").latex("icelandic"),
    known(&["ka"]).named("ქართული", "GE"),
    known(&["kk"]).named("Қазақ тілі", "KZ"),
    known(&["kl"]).percent(Percent::APART),
    known(&["km"]).named("ខ្មែរ", "KH"),
    known(&["ks"]).right_to_left(),
    known(&["ksh"]).percent(Percent::APART),
    known(&["ku-IQ", "ku-IR"]).percent(Percent::latin("%", "")).right_to_left(),
    known(&["ku"]).percent(Percent::latin("%", "")),
    known(&["lah"]).right_to_left(),
    known(&["lb"]).quoted(quotes::GERMAN).percent(Percent::APART),
    known(&["lo"]).named("ລາວ", "LA"),
    known(&["lrc"]).right_to_left(),
    known(&["lt"]).named("Lietuvių", "LT").quoted(quotes::GERMAN).percent(Percent::APART).listed(", ", " ir ", " ir ").latex("lithuanian"),
    known(&["lv"]).named("Latviešu", "LV").quoted(quotes::ENGLISH).listed(", ", " un ", " un ").latex("latvian"),
    known(&["lzh"]).joined(),
    known(&["mk"]).named("Македонски", "MK").percent(Percent::APART),
    known(&["mn"]).named("Монгол", "MN"),
    known(&["ms"]).named("Bahasa Melayu", "MY").quoted(quotes::ENGLISH).listed(", ", " dan ", " dan "),
    known(&["mt"]).named("Malti", "MT").quoted(quotes::ENGLISH),
    known(&["my"]).named("မြန်မာ", "MM"),
    known(&["mzn"]).right_to_left(),
    known(&["nan"]).joined(),
    known(&["nb"]).named("Norsk bokmål", "NO").quoted(quotes::NORWEGIAN).percent(Percent::APART).listed(", ", " og ", " og ").latex("norsk"),
    known(&["nds"]).percent(Percent::APART),
    known(&["ne"]).named("नेपाली", "NP"),
    known(&["nn"]).in_column("nb").named("Norsk nynorsk", "NO").quoted(quotes::NORWEGIAN).percent(Percent::APART).listed(", ", " og ", " og ").latex("nynorsk"),
    known(&["no"]).in_column("nb").named("Norsk", "NO").quoted(quotes::NORWEGIAN).percent(Percent::APART).listed(", ", " og ", " og ").latex("norsk"),
    known(&["nqo"]).right_to_left(),
    known(&["oc"]).percent(Percent::latin("", "\u{202f}%")),
    known(&["pa-PK"]).right_to_left(),
    known(&["pl"]).named("Polski", "PL").quoted(quotes::POLISH).listed(", ", " i ", " i ").latex("polish"),
    known(&["pnb"]).right_to_left(),
    known(&["prs"]).right_to_left(),
    known(&["ps"]).right_to_left(),
    known(&["qu"]).percent(Percent::APART),
    known(&["rhg"]).right_to_left(),
    known(&["rn"]).percent(Percent::APART),
    known(&["ro"]).named("Română", "RO").quoted(["„", "”", "«", "»"]).percent(Percent::APART).listed(", ", " și ", " și ").latex("romanian"),
    known(&["ru"]).named("Русский", "RU").quoted(quotes::RUSSIAN).percent(Percent::APART).listed(", ", " и ", " и ").latex("russian"),
    known(&["sd"]).right_to_left(),
    known(&["sdh"]).right_to_left(),
    known(&["se"]).percent(Percent::APART),
    known(&["sk"]).named("Slovenčina", "SK").quoted(quotes::GERMAN).percent(Percent::APART).listed(", ", " a ", " a\u{a0}").latex("slovak"),
    known(&["skr"]).right_to_left(),
    known(&["sl"]).named("Slovenščina", "SI").quoted(quotes::GERMAN).percent(Percent::APART).listed(", ", " in ", " in ").latex("slovene"),
    known(&["smn"]).percent(Percent::APART),
    known(&["sq"]).named("Shqip", "AL"),
    known(&["sr"]).named("Српски", "RS").with_names(&[("sr-Latn", "Srpski")]).latex("serbian"),
    known(&["sv"]).named("Svenska", "SE").quoted(quotes::NORDIC).percent(Percent::APART).listed(", ", " och ", " och ").latex("swedish"),
    known(&["sw"]).named("Kiswahili", "TZ"),
    known(&["syr"]).right_to_left(),
    known(&["ta"]).named("தமிழ்", "IN"),
    known(&["th"]).named("ไทย", "TH").listed(" ", " และ", "และ"),
    known(&["tk"]).percent(Percent::APART),
    known(&["tr"]).named("Türkçe", "TR").quoted(quotes::ENGLISH).percent(Percent::latin("%", "")).listed(", ", " ve ", " ve ").dotted().latex("turkish"),
    known(&["tt"]).percent(Percent::APART),
    known(&["ug"]).right_to_left(),
    known(&["uk"]).named("Українська", "UA").quoted(quotes::RUSSIAN).listed(", ", " і ", " і ").latex("ukrainian"),
    known(&["ur"]).named("اردو", "PK").right_to_left(),
    known(&["uz-AF"]).named("Oʻzbekcha", "UZ").right_to_left(),
    known(&["uz"]).named("Oʻzbekcha", "UZ"),
    known(&["vi"]).named("Tiếng Việt", "VN").listed(", ", " và ", " và "),
    known(&["wuu"]).joined(),
    known(&["yi"]).right_to_left(),
    known(&["yue"]).joined(),
    known(&["zgh"]).percent(Percent::APART),
];

/// What holds for a language as long as nothing else is said of it.
const fn known(tags: &'static [&'static str]) -> Conventions {
    Conventions {
        tags,
        column: None,
        name: None,
        named_tags: &[],
        region: None,
        data_region: None,
        direction: Direction::Ltr,
        quotes: None,
        elided: &[],
        word_breaks: WordBreaks::Spaced,
        plural_is_s: false,
        punctuation: Punctuation::SPACED,
        percent: Percent::CLOSE,
        list: List::of(", ", ", ", ", "),
        headings: Headings::Letters,
        capital_i: None,
        latex: None,
        draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: false, months: &[] },
        reading: None,
        words: None,
    }
}

impl Conventions {
    const fn named(mut self, name: &'static str, region: &'static str) -> Self {
        self.name = Some(name);
        self.region = Some(region);
        self
    }

    const fn with_names(mut self, names: &'static [(&'static str, &'static str)]) -> Self {
        self.named_tags = names;
        self
    }

    const fn in_column(mut self, tag: &'static str) -> Self {
        self.column = Some(tag);
        self
    }

    const fn right_to_left(mut self) -> Self {
        self.direction = Direction::Rtl;
        self
    }

    const fn quoted(mut self, quotes: Quotes) -> Self {
        self.quotes = Some(quotes);
        self
    }

    const fn joined(mut self) -> Self {
        self.word_breaks = WordBreaks::Joined;
        self
    }

    const fn percent(mut self, percent: Percent) -> Self {
        self.percent = percent;
        self
    }

    const fn listed(mut self, between: &'static str, last: &'static str, pair: &'static str) -> Self {
        self.list = List::of(between, last, pair);
        self
    }

    /// The capital of its `i` keeps the dot.
    const fn dotted(mut self) -> Self {
        self.capital_i = Some("İ");
        self
    }

    const fn says_todo(mut self) -> Self {
        self.draft_marks.todo_is_a_word = true;
        self
    }

    const fn latex(mut self, name: &'static str) -> Self {
        self.latex = Some(name);
        self
    }
}
