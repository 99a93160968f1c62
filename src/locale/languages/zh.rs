//! Chinese, in two scripts that are two written languages. A tag without one is in that of its region, else simplified.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks};
use crate::locale::list::List;
use crate::locale::wording::{CurrencyCode, FigureWords, Months, Of, PeriodWords, Scales, Spacing, Words};

pub(super) const VARIETIES: &[Conventions] = &[SIMPLIFIED, HONG_KONG, TRADITIONAL, CONVENTIONS];

const CONVENTIONS: Conventions = Conventions {
    tags: &["zh"],
    column: Some("zh-Hans"),
    name: Some("简体中文"),
    named_tags: &[("zh", "中文"), ("zh-CN", "简体中文"), ("zh-TW", "繁體中文")],
    region: Some("CN"),
    data_region: None,
    direction: Direction::Ltr,
    quotes: None,
    elided: &[],
    word_breaks: WordBreaks::Joined,
    punctuation: Punctuation { comma: "，", colon: "：", brackets: ("（", "）") },
    percent: Percent::CLOSE,
    list: List::of("、", "和", "和"),
    headings: Headings::Pinyin,
    capital_i: None,
    latex: Some("chinese"),
    draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: false, months: &[] },
    scale_words: Some(&SCALE_WORDS),
    words: Some(&SIMPLIFIED_WORDS),
};

const SIMPLIFIED: Conventions = Conventions { tags: &["zh-Hans"], ..CONVENTIONS };

const TRADITIONAL: Conventions = Conventions {
    tags: &["zh-Hant", "zh-TW"],
    column: Some("zh-Hant"),
    name: Some("繁體中文"),
    region: Some("TW"),
    headings: Headings::Strokes,
    words: Some(&TRADITIONAL_WORDS),
    ..CONVENTIONS
};

/// 兆 is a trillion in Taiwan, and not in use in Hong Kong, where it once was a million.
const HONG_KONG: Conventions = Conventions { tags: &["zh-HK", "zh-MO"], words: Some(&HONG_KONG_WORDS), ..TRADITIONAL };

const SCALE_WORDS: [(&str, u32); 12] =
    [("万亿", 12), ("千亿", 11), ("百亿", 10), ("十亿", 9), ("亿", 8), ("千万", 7), ("百万", 6), ("十万", 5), ("万", 4), ("萬", 4), ("億", 8), ("千", 3)];

static SIMPLIFIED_WORDS: Words = Words {
    figures: FigureWords {
        scales: Scales::Myriads(["万", "亿", "万亿"]),
        spacing: Spacing::Dense,
        currency_code: CurrencyCode::Behind,
        of: Of::Nothing,
        qualifiers: ["约{0}", "超过{0}", "不到{0}"],
        between: "至",
        up: ["{1}增长{0}", "{1}上升{0}", "{1}增加{0}"],
        down: ["{1}下降{0}", "{1}下降{0}", "{1}减少{0}"],
        flat: "{1}持平",
        // 环比 is said of quarters and of months: the period of the figure tells which.
        basis: ["同比", "环比", "环比"],
        points: "个百分点",
    },
    periods: PeriodWords {
        halves: ["{0}年上半年", "{0}年下半年"],
        quarters: ["{0}年第一季度", "{0}年第二季度", "{0}年第三季度", "{0}年第四季度"],
        to: "—",
        months: Months::Numbered { unit: '月', between: "—" },
        short_halves: ["{0}年上半年", "{0}年下半年"],
        short_quarters: ["{0}年第一季度", "{0}年第二季度", "{0}年第三季度", "{0}年第四季度"],
        weeks: ["{0}年第{1}周", "{0}年第{1}周"],
    },
    standing: ["暂定", "已取消", "此后改期", "此后取消", "此后修订", "此后修订为{}", "初步数据", "预测", "目标"],
};

static TRADITIONAL_WORDS: Words = traditional("兆");

static HONG_KONG_WORDS: Words = traditional("萬億");

const fn traditional(trillion: &'static str) -> Words {
    Words {
        figures: FigureWords {
            scales: Scales::Myriads(["萬", "億", trillion]),
            spacing: Spacing::Dense,
            currency_code: CurrencyCode::Behind,
            of: Of::Nothing,
            qualifiers: ["約{0}", "超過{0}", "不到{0}"],
            between: "至",
            up: ["{1}增長{0}", "{1}上升{0}", "{1}增加{0}"],
            down: ["{1}下降{0}", "{1}下降{0}", "{1}減少{0}"],
            flat: "{1}持平",
            // 同比 is the mainland's word; these are understood wherever traditional characters are read.
            basis: ["較上年同期", "較上季", "較上月"],
            points: "個百分點",
        },
        periods: PeriodWords {
            halves: ["{0}年上半年", "{0}年下半年"],
            quarters: ["{0}年第一季", "{0}年第二季", "{0}年第三季", "{0}年第四季"],
            to: "至",
            months: Months::Numbered { unit: '月', between: "月至" },
            short_halves: ["{0}年上半年", "{0}年下半年"],
            short_quarters: ["{0}年第一季", "{0}年第二季", "{0}年第三季", "{0}年第四季"],
            weeks: ["{0}年第{1}週", "{0}年第{1}週"],
        },
        standing: ["暫定", "已取消", "此後改期", "此後取消", "此後修訂", "此後修訂為{}", "初步數據", "預測", "目標"],
    }
}
