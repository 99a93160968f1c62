//! Japanese.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks};
use crate::locale::list::List;
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
    punctuation: Punctuation { comma: "、", colon: "：", brackets: ("（", "）") },
    percent: Percent::CLOSE,
    list: List::of("、", "、", "、"),
    headings: Headings::Letters,
    capital_i: None,
    latex: Some("japanese"),
    draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: false, months: &[] },
    scale_words: Some(&[("千", 3), ("万", 4), ("億", 8)]),
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
