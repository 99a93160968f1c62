//! Korean.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::wording::{CurrencyCode, FigureWords, Months, Of, PeriodWords, Scales, Spacing, Words};

pub(super) const VARIETIES: &[Conventions] = &[CONVENTIONS];

const CONVENTIONS: Conventions = Conventions {
    tags: &["ko"],
    column: None,
    name: Some("한국어"),
    named_tags: &[],
    region: Some("KR"),
    data_region: None,
    direction: Direction::Ltr,
    quotes: Some(quotes::ENGLISH),
    elided: &[],
    word_breaks: WordBreaks::Particles(&PARTICLES),
    punctuation: Punctuation::SPACED,
    percent: Percent::CLOSE,
    list: List::of(", ", " 및 ", " 및 "),
    headings: Headings::Consonants,
    capital_i: None,
    latex: Some("korean"),
    draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: false, months: &[] },
    scale_words: None,
    words: Some(&WORDS),
};

/// Particles that may stand behind an address.
const PARTICLES: [&str; 22] =
    ["가", "과", "까지", "께", "는", "도", "로", "를", "만", "부터", "에", "에는", "에서", "에서는", "와", "으로", "은", "을", "의", "이", "입니다", "에서도"];

static WORDS: Words = Words {
    figures: FigureWords {
        scales: Scales::Myriads(["만", "억", "조"]),
        spacing: Spacing::BehindScale,
        currency_code: CurrencyCode::Behind,
        of: Of::Nothing,
        qualifiers: ["약 {0}", "{0} 초과", "{0} 미만"],
        between: "~",
        up: ["{1} {0} 증가", "{1} {0} 상승", "{1} {0} 증가"],
        down: ["{1} {0} 감소", "{1} {0} 하락", "{1} {0} 감소"],
        flat: "{1} 변동 없음",
        basis: ["전년 동기 대비", "전 분기 대비", "전월 대비"],
        points: "%포인트",
    },
    periods: PeriodWords {
        halves: ["{0}년 상반기", "{0}년 하반기"],
        quarters: ["{0}년 1분기", "{0}년 2분기", "{0}년 3분기", "{0}년 4분기"],
        to: "~",
        months: Months::Numbered { unit: '월', between: "~" },
        short_halves: ["{0}년 상반기", "{0}년 하반기"],
        short_quarters: ["{0}년 1분기", "{0}년 2분기", "{0}년 3분기", "{0}년 4분기"],
        weeks: ["{0}년 제{1}주", "{0}년 제{1}주"],
    },
    standing: ["잠정", "취소", "이후 변경", "이후 취소", "이후 수정", "이후 {}(으)로 수정", "잠정치", "전망", "목표"],
};
