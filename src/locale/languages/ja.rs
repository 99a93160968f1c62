//! Japanese.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks};
use crate::locale::list::List;
use crate::locale::reading::ReadingWords;
use crate::locale::wording::{CurrencyCode, FigureWords, Months, Of, PeriodWords, Scales, Spacing, Words};

pub(super) const VARIETIES: &[Conventions] = &[CONVENTIONS];

const CONVENTIONS: Conventions = Conventions {
    tags: &["ja"],
    column: None,
    name: Some("日本語"),
    named_tags: &[],
    region: Some("JP"),
    data_region: None,
    direction: Direction::Ltr,
    quotes: None,
    elided: &[],
    word_breaks: WordBreaks::Joined,
    plural_is_s: false,
    punctuation: Punctuation { comma: "、", colon: "：", brackets: ("（", "）") },
    percent: Percent::CLOSE,
    list: List::of("、", "、", "、"),
    headings: Headings::Letters,
    capital_i: None,
    latex: Some("japanese"),
    draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: false, months: &[] },
    reading: Some(&READING),
    words: Some(&WORDS),
};

static WORDS: Words = Words {
    figures: FigureWords {
        scales: Scales::Myriads(["万", "億", "兆"]),
        spacing: Spacing::Dense,
        currency_code: CurrencyCode::Behind,
        of: Of::Nothing,
        qualifiers: ["約{0}", "{0}超", "{0}未満"],
        between: "～",
        up: ["{1}{0}増", "{1}{0}上昇", "{1}{0}増"],
        down: ["{1}{0}減", "{1}{0}低下", "{1}{0}減"],
        flat: "{1}横ばい",
        basis: ["前年同期比", "前四半期比", "前月比"],
        points: "ポイント",
    },
    periods: PeriodWords {
        halves: ["{0}年上半期", "{0}年下半期"],
        quarters: ["{0}年第1四半期", "{0}年第2四半期", "{0}年第3四半期", "{0}年第4四半期"],
        to: "～",
        months: Months::Numbered { unit: '月', between: "～" },
        short_halves: ["{0}年上半期", "{0}年下半期"],
        short_quarters: ["{0}年第1四半期", "{0}年第2四半期", "{0}年第3四半期", "{0}年第4四半期"],
        weeks: ["{0}年第{1}週", "{0}年第{1}週"],
    },
    standing: ["暫定", "中止", "その後変更", "その後中止", "その後改定", "その後{}に改定", "速報値", "予測", "目標"],
};

static READING: ReadingWords = ReadingWords {
    scales: &[("百億", 10), ("十億", 9), ("千億", 11), ("千万", 7), ("百万", 6), ("十万", 5), ("千", 3), ("万", 4), ("億", 8), ("兆", 12)],
    about: &["約", "およそ", "おおよそ", "概ね", "ほぼ", "推計", "推定", "≈"],
    nearly: &["ほぼ", "間もなく"],
    over: &["少なくとも", "最低", "最低でも", ">", "≥"],
    under: &["最大", "最大で", "せいぜい", "多くとも", "最大でも", "<", "≤"],
    about_behind: &["前後", "程度", "ほど", "くらい", "ぐらい", "内外", "近く"],
    over_behind: &["超", "を超", "以上", "を上回", "強", "余", "あまり", "を突破", "余り"],
    under_behind: &["未満", "以下", "弱", "足らず", "を下回", "に満た", "以内", "を割"],
    rise: &[
        "増",
        "上昇",
        "拡大",
        "伸び",
        "伸長",
        "上が",
        "高い",
        "高く",
        "プラス",
        "多い",
        "多く",
        "引き上げ",
        "上回",
        "アップ",
        "増加",
        "成長",
        "改善",
        "上積み",
    ],
    fall: &["減", "低下", "下落", "縮小", "落ち", "下が", "低い", "低く", "マイナス", "少な", "引き下げ", "下回", "ダウン", "減少", "悪化", "割り込"],
    reached: &["計", "合計", "総額", "総数", "累計", "全体で", "に達"],
    below_zero: &["マイナス", "▲", "△", "赤字", "純損失", "純流出", "損失"],
    percent: &["パーセント"],
    points: &["ポイント", "pt", "%ポイント"],
    numerals: &[],
    named: &[],
    lengths: &["年", "月", "日", "時", "季", "条", "章", "款", "頁", "ページ", "期", "週", "歳", "号", "分間"],
    joins: &["から", "と", "または"],
    articles: &[],
    minus: &["マイナス"],
    of: &["の"],
    against: &["比", "対", "から", "より", "を下回", "を上回", "に比べ", "と比べ"],
    common: &[],
};
