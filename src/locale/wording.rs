//! The words that figures are told in: one [`Wording`] for each language that we have words for.
//!
//! They are our own, but for the scale words and the place of the percent sign, which follow CLDR where the comments do not say otherwise.

use super::Language;

/// How a language tells figures and their changes.
pub(super) struct Wording {
    pub(super) scales: Scales,
    pub(super) spacing: Spacing,
    /// What joins a number in millions and more to what is counted.
    pub(super) of: Of,
    /// About, over and under; `{0}` is the figure.
    pub(super) qualifiers: [&'static str; 3],
    /// A rise in percent, in points and in units; `{0}` is the amount, `{1}` the basis.
    pub(super) up: [&'static str; 3],
    /// A fall, in the same order.
    pub(super) down: [&'static str; 3],
    /// No change; `{1}` is the basis.
    pub(super) flat: &'static str,
    /// Against a year, a quarter and a month before.
    pub(super) basis: [&'static str; 3],
    /// Percentage points, abbreviated, with the space in front.
    pub(super) points: &'static str,
}

/// What a language counts large numbers in.
pub(super) enum Scales {
    /// Words for the thousand, million, milliard and billion (10^12).
    Words([ScaleWord; 4]),
    /// Words for 10^4, 10^8 and 10^12.
    Myriads([&'static str; 3]),
}

/// How a power of a thousand is written.
pub(super) struct ScaleWord {
    /// The power of ten that the words beside it stand for. A smaller one than the scale's own makes the number longer:
    /// Spanish has no word for 10^9 that a decimal goes well with, and writes it in millions.
    pub(super) power: u32,
    pub(super) one: &'static str,
    pub(super) other: &'static str,
    /// The word for the scale itself, in the title of an axis.
    pub(super) title: &'static str,
}

/// Where spaces stand around a unit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spacing {
    /// Between number, scale word and unit.
    Spaced,
    /// Nowhere: `3252亿元`.
    Dense,
    /// Between a scale word and the unit: `3252억 위안`, `24개사`.
    Korean,
}

/// The preposition after "million".
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// None: "4 million stations".
    Nothing,
    /// French: "4 millions de stations", "4 millions d’euros".
    Elided,
    /// The same before every word.
    Always(&'static str),
}

impl Wording {
    /// The wording for a language, if it is one of ours.
    pub(super) fn of(language: &Language) -> Option<&'static Self> {
        Some(match (language.script_or_base(), language.region()) {
            ("en", _) => &ENGLISH,
            ("zh-Hans", _) => &SIMPLIFIED_CHINESE,
            // 兆 is a trillion in Taiwan, and not in use in Hong Kong, where it once was a million.
            ("zh-Hant", Some("HK" | "MO")) => &HONG_KONG_CHINESE,
            ("zh-Hant", _) => &TRADITIONAL_CHINESE,
            ("ja", _) => &JAPANESE,
            ("ko", _) => &KOREAN,
            ("fr", _) => &FRENCH,
            ("de", _) => &GERMAN,
            ("es", _) => &SPANISH,
            ("it", _) => &ITALIAN,
            // The long scale is Europe's and Africa's; `pt` alone is Brazilian, as in CLDR.
            ("pt", None | Some("BR")) => &BRAZILIAN_PORTUGUESE,
            ("pt", _) => &PORTUGUESE,
            ("nl", _) => &DUTCH,
            _ => return None,
        })
    }
}

const fn word(power: u32, one: &'static str, other: &'static str, title: &'static str) -> ScaleWord {
    ScaleWord { power, one, other, title }
}

/// A thousand that is not put into words: "34.4 thousand" reads well in English alone.
const fn in_full(title: &'static str) -> ScaleWord {
    word(0, "", "", title)
}

static ENGLISH: Wording = Wording {
    scales: Scales::Words([
        word(3, "thousand", "thousand", "thousand"),
        word(6, "million", "million", "million"),
        word(9, "billion", "billion", "billion"),
        word(12, "trillion", "trillion", "trillion"),
    ]),
    spacing: Spacing::Spaced,
    of: Of::Nothing,
    qualifiers: ["about {0}", "over {0}", "under {0}"],
    up: ["up {0} {1}"; 3],
    down: ["down {0} {1}"; 3],
    flat: "unchanged {1}",
    basis: ["year on year", "quarter on quarter", "month on month"],
    points: "\u{a0}pp",
};

static SIMPLIFIED_CHINESE: Wording = Wording {
    scales: Scales::Myriads(["万", "亿", "万亿"]),
    spacing: Spacing::Dense,
    of: Of::Nothing,
    qualifiers: ["约{0}", "超过{0}", "不到{0}"],
    up: ["{1}增长{0}", "{1}上升{0}", "{1}增加{0}"],
    down: ["{1}下降{0}", "{1}下降{0}", "{1}减少{0}"],
    flat: "{1}持平",
    // 环比 is said of quarters and of months: the period of the figure tells which.
    basis: ["同比", "环比", "环比"],
    points: "个百分点",
};

static TRADITIONAL_CHINESE: Wording = traditional_chinese("兆");

static HONG_KONG_CHINESE: Wording = traditional_chinese("萬億");

const fn traditional_chinese(trillion: &'static str) -> Wording {
    Wording {
        scales: Scales::Myriads(["萬", "億", trillion]),
        spacing: Spacing::Dense,
        of: Of::Nothing,
        qualifiers: ["約{0}", "超過{0}", "不到{0}"],
        up: ["{1}增長{0}", "{1}上升{0}", "{1}增加{0}"],
        down: ["{1}下降{0}", "{1}下降{0}", "{1}減少{0}"],
        flat: "{1}持平",
        // 同比 is the mainland's word; these are understood wherever traditional characters are read.
        basis: ["較上年同期", "較上季", "較上月"],
        points: "個百分點",
    }
}

static JAPANESE: Wording = Wording {
    scales: Scales::Myriads(["万", "億", "兆"]),
    spacing: Spacing::Dense,
    of: Of::Nothing,
    qualifiers: ["約{0}", "{0}超", "{0}未満"],
    up: ["{1}{0}増", "{1}{0}上昇", "{1}{0}増"],
    down: ["{1}{0}減", "{1}{0}低下", "{1}{0}減"],
    flat: "{1}横ばい",
    basis: ["前年同期比", "前四半期比", "前月比"],
    points: "ポイント",
};

static KOREAN: Wording = Wording {
    scales: Scales::Myriads(["만", "억", "조"]),
    spacing: Spacing::Korean,
    of: Of::Nothing,
    qualifiers: ["약 {0}", "{0} 초과", "{0} 미만"],
    up: ["{1} {0} 증가", "{1} {0} 상승", "{1} {0} 증가"],
    down: ["{1} {0} 감소", "{1} {0} 하락", "{1} {0} 감소"],
    flat: "{1} 변동 없음",
    basis: ["전년 동기 대비", "전 분기 대비", "전월 대비"],
    points: "%포인트",
};

static FRENCH: Wording = Wording {
    scales: Scales::Words([
        in_full("milliers"),
        word(6, "million", "millions", "millions"),
        word(9, "milliard", "milliards", "milliards"),
        // "Billion" is right for 10^12 and mostly read as English: newspapers write thousands of milliards.
        word(9, "milliard", "milliards", "milliers de milliards"),
    ]),
    spacing: Spacing::Spaced,
    of: Of::Elided,
    qualifiers: ["environ {0}", "plus de {0}", "moins de {0}"],
    up: ["en hausse de {0} {1}"; 3],
    down: ["en baisse de {0} {1}"; 3],
    flat: "stable {1}",
    basis: ["sur un an", "sur un trimestre", "sur un mois"],
    points: "\u{a0}pt",
};

static GERMAN: Wording = Wording {
    scales: Scales::Words([
        in_full("Tausend"),
        word(6, "Million", "Millionen", "Millionen"),
        word(9, "Milliarde", "Milliarden", "Milliarden"),
        word(12, "Billion", "Billionen", "Billionen"),
    ]),
    spacing: Spacing::Spaced,
    of: Of::Nothing,
    qualifiers: ["rund {0}", "mehr als {0}", "weniger als {0}"],
    up: ["plus {0} {1}"; 3],
    down: ["minus {0} {1}"; 3],
    flat: "unverändert {1}",
    basis: ["gegenüber dem Vorjahr", "gegenüber dem Vorquartal", "gegenüber dem Vormonat"],
    points: "\u{a0}PP",
};

static SPANISH: Wording = Wording {
    scales: Scales::Words([
        in_full("miles"),
        word(6, "millón", "millones", "millones"),
        word(6, "millón", "millones", "miles de millones"),
        word(12, "billón", "billones", "billones"),
    ]),
    spacing: Spacing::Spaced,
    of: Of::Always("de"),
    qualifiers: ["alrededor de {0}", "más de {0}", "menos de {0}"],
    up: ["alza {1} del {0}", "alza {1} de {0}", "alza {1} de {0}"],
    down: ["baja {1} del {0}", "baja {1} de {0}", "baja {1} de {0}"],
    flat: "sin variación {1}",
    basis: ["interanual", "intertrimestral", "intermensual"],
    points: "\u{a0}p.\u{a0}p.",
};

static ITALIAN: Wording = Wording {
    scales: Scales::Words([
        in_full("migliaia"),
        word(6, "milione", "milioni", "milioni"),
        word(9, "miliardo", "miliardi", "miliardi"),
        word(9, "miliardo", "miliardi", "migliaia di miliardi"),
    ]),
    spacing: Spacing::Spaced,
    of: Of::Always("di"),
    qualifiers: ["circa {0}", "oltre {0}", "meno di {0}"],
    // A sign, since the article of a noun would change with the figure: "dell’8%", "del 9%", "dello 0,5%".
    up: ["+{0} {1}"; 3],
    down: ["\u{2212}{0} {1}"; 3],
    flat: "stabile {1}",
    basis: ["rispetto a un anno prima", "rispetto al trimestre precedente", "rispetto al mese precedente"],
    points: "\u{a0}p.p.",
};

static BRAZILIAN_PORTUGUESE: Wording = portuguese([word(9, "bilhão", "bilhões", "bilhões"), word(12, "trilhão", "trilhões", "trilhões")]);

static PORTUGUESE: Wording = portuguese([word(9, "mil milhões", "mil milhões", "mil milhões"), word(12, "bilião", "biliões", "biliões")]);

const fn portuguese([billion, trillion]: [ScaleWord; 2]) -> Wording {
    Wording {
        scales: Scales::Words([in_full("milhares"), word(6, "milhão", "milhões", "milhões"), billion, trillion]),
        spacing: Spacing::Spaced,
        of: Of::Always("de"),
        qualifiers: ["cerca de {0}", "mais de {0}", "menos de {0}"],
        up: ["aumento de {0} {1}"; 3],
        down: ["queda de {0} {1}"; 3],
        flat: "estável {1}",
        basis: ["em relação ao ano anterior", "em relação ao trimestre anterior", "em relação ao mês anterior"],
        points: "\u{a0}p.p.",
    }
}

static DUTCH: Wording = Wording {
    scales: Scales::Words([
        in_full("duizend"),
        word(6, "miljoen", "miljoen", "miljoen"),
        word(9, "miljard", "miljard", "miljard"),
        word(12, "biljoen", "biljoen", "biljoen"),
    ]),
    spacing: Spacing::Spaced,
    of: Of::Nothing,
    qualifiers: ["ongeveer {0}", "meer dan {0}", "minder dan {0}"],
    up: ["stijging van {0} {1}"; 3],
    down: ["daling van {0} {1}"; 3],
    flat: "onveranderd {1}",
    basis: ["ten opzichte van een jaar eerder", "ten opzichte van een kwartaal eerder", "ten opzichte van een maand eerder"],
    points: "\u{a0}pp",
};

/// What stands before and after a percentage, by CLDR's patterns of percent in its release 48.
///
/// The sign itself goes with the digits, which `one`, the language's figure 1, shows.
pub(super) fn percent(language: &Language, one: &str) -> (&'static str, &'static str) {
    match (one, language.base()) {
        ("١", "ckb") => return ("", "\u{a0}\u{66a}"),
        ("١", _) => return ("", "\u{66a}\u{61c}"),
        ("۱", _) => return ("", "\u{66a}"),
        (_, "ar") => return ("", "\u{200e}%\u{200e}"),
        _ => {}
    }
    match (language.base(), language.region()) {
        ("tr" | "ku", _) => ("%", ""),
        ("eu", _) => ("%\u{a0}", ""),
        ("oc", _) => ("", "\u{202f}%"),
        ("de", Some("CH" | "LI")) | ("fr", Some("CH")) => ("", "%"),
        ("es", region) => ("", if matches!(region, None | Some("ES" | "EA" | "IC" | "GQ" | "PH")) { "\u{a0}%" } else { "%" }),
        ("en", Some("AT" | "DE" | "DK" | "FI" | "NO" | "SE")) => ("", "\u{a0}%"),
        (base, _) if PERCENT_APART.contains(&base) => ("", "\u{a0}%"),
        _ => ("", "%"),
    }
}

/// The languages that put a space before the percent sign.
const PERCENT_APART: [&str; 42] = [
    "bas", "be", "br", "bua", "ca", "ce", "cs", "cv", "da", "de", "dsb", "dua", "dz", "fi", "fo", "fr", "gl", "gsw", "hr", "hsb", "ht", "kl", "ksh", "lb",
    "lt", "mk", "nb", "nds", "nn", "no", "qu", "rn", "ro", "ru", "se", "sk", "sl", "smn", "sv", "tk", "tt", "zgh",
];
