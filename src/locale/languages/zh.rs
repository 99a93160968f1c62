//! Chinese, in two scripts that are two written languages. A tag without one is in that of its region, else simplified.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks};
use crate::locale::list::List;
use crate::locale::reading::ReadingWords;
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
    plural_is_s: false,
    punctuation: Punctuation { comma: "，", colon: "：", brackets: ("（", "）") },
    percent: Percent::CLOSE,
    list: List::of("、", "和", "和"),
    headings: Headings::Pinyin,
    capital_i: None,
    latex: Some("chinese"),
    draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: false, months: &[] },
    reading: Some(&READING),
    words: Some(&SIMPLIFIED_WORDS),
};

const SIMPLIFIED: Conventions = Conventions { tags: &["zh-Hans"], ..CONVENTIONS };

const TRADITIONAL: Conventions = Conventions {
    tags: &["zh-Hant", "zh-TW"],
    column: Some("zh-Hant"),
    name: Some("繁體中文"),
    region: Some("TW"),
    headings: Headings::Strokes,
    reading: Some(&TRADITIONAL_READING),
    words: Some(&TRADITIONAL_WORDS),
    ..CONVENTIONS
};

/// 兆 is a trillion in Taiwan, and not in use in Hong Kong, where it once was a million.
const HONG_KONG: Conventions = Conventions { tags: &["zh-HK", "zh-MO"], words: Some(&HONG_KONG_WORDS), ..TRADITIONAL };

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

static READING: ReadingWords = WORDS_READ;

/// In Taiwan a 兆 is a trillion; on the mainland it is a million in the names of units alone.
static TRADITIONAL_READING: ReadingWords = ReadingWords {
    scales: &[
        ("萬億", 12),
        ("兆", 12),
        ("千億", 11),
        ("百億", 10),
        ("十億", 9),
        ("億", 8),
        ("千萬", 7),
        ("百萬", 6),
        ("十萬", 5),
        ("萬", 4),
        ("千", 3),
        ("亿", 8),
        ("万", 4),
    ],
    ..WORDS_READ
};

const WORDS_READ: ReadingWords = ReadingWords {
    scales: &[
        ("万亿", 12),
        ("萬億", 12),
        ("千亿", 11),
        ("百亿", 10),
        ("十亿", 9),
        ("亿", 8),
        ("億", 8),
        ("千万", 7),
        ("百万", 6),
        ("十万", 5),
        ("万", 4),
        ("萬", 4),
        ("千", 3),
    ],
    about: &["约", "約", "大约", "大約", "约为", "約為", "约合", "約合", "估计", "估計", "大概", "约达", "約達", "≈", "约占", "~"],
    nearly: &["近", "将近", "將近", "接近", "逼近", "临近", "接近于", "几乎"],
    over: &[
        "超过",
        "超過",
        "超",
        "逾",
        "突破",
        "高于",
        "高於",
        "多于",
        "多於",
        "大于",
        "大於",
        "至少",
        "不少于",
        "不少於",
        "不低于",
        "不低於",
        "超出",
        ">",
        "≥",
        "超越",
    ],
    under: &["不到", "不足", "低于", "低於", "少于", "少於", "小于", "小於", "至多", "最多", "不超过", "不超過", "以内", "不高于", "<", "≤"],
    about_behind: &["左右", "上下", "前后", "前後"],
    over_behind: &["多", "余", "餘", "以上", "及以上", "有余"],
    under_behind: &["以下", "以内", "以內", "及以下"],
    rise: &[
        "增长", "增長", "上升", "增加", "提高", "提升", "上涨", "上漲", "增幅", "扩大", "擴大", "回升", "增", "升", "涨", "漲", "新增", "净增", "淨增", "多",
        "高出", "提速", "加快", "走高", "攀升", "增速", "涨幅", "上调", "上調", "年增", "调高", "高",
    ],
    fall: &[
        "下降",
        "减少",
        "減少",
        "降低",
        "下跌",
        "下滑",
        "回落",
        "降幅",
        "收窄",
        "萎缩",
        "萎縮",
        "减",
        "減",
        "降",
        "跌",
        "亏损",
        "流出",
        "跌幅",
        "缩小",
        "縮小",
        "走低",
        "滑落",
        "缩减",
        "下调",
        "下調",
        "负增长",
        "負增長",
        "低",
        "调降",
        "調降",
        "收缩",
        "年減",
        "年减",
    ],
    reached: &["至", "到", "达至", "增至", "升至", "降至", "跌至", "减至", "下调至", "上调至", "调整为", "降为", "升为"],
    below_zero: &["负", "負", "亏损", "虧損", "逆差", "赤字", "净流出", "淨流出", "净亏损", "缺口"],
    percent: &["百分比"],
    points: &["个百分点", "個百分點", "百分点", "百分點"],
    numerals: &[],
    named: &[],
    lengths: &[
        "年", "月", "日", "时", "時", "点", "點", "季", "届", "次", "条", "條", "章", "款", "页", "頁", "期", "周", "週", "天", "岁", "歲", "号", "號", "小时",
        "小時", "分钟",
    ],
    joins: &["至", "到", "和", "或"],
    articles: &[],
    minus: &["负", "負"],
    of: &[],
    against: &["比", "较", "較", "相比", "自", "与", "與", "对比", "相较"],
    common: &[],
};
