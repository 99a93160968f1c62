//! Korean.

use crate::locale::conventions::{Conventions, Direction, DraftMarks, Headings, Percent, Punctuation, WordBreaks, quotes};
use crate::locale::list::List;
use crate::locale::reading::ReadingWords;
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
    plural_is_s: false,
    punctuation: Punctuation::SPACED,
    percent: Percent::CLOSE,
    list: List::of(", ", " 및 ", " 및 "),
    headings: Headings::Consonants,
    capital_i: None,
    latex: Some("korean"),
    draft_marks: DraftMarks { todo_is_a_word: false, tk_is_to_come: false, months: &[] },
    reading: Some(&READING),
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

static READING: ReadingWords = ReadingWords {
    scales: &[("천만", 7), ("백만", 6), ("십만", 5), ("천억", 11), ("백억", 10), ("십억", 9), ("천", 3), ("만", 4), ("억", 8), ("조", 12)],
    about: &["약", "대략", "어림", "추정", "≈"],
    nearly: &["거의", "근"],
    over: &["최소", "적어도", "최소한", ">", "≥"],
    under: &["최대", "많아야", "<", "≤"],
    about_behind: &["가량", "정도", "안팎", "내외", "쯤", "가까이", "여"],
    over_behind: &["이상", "초과", "을 넘", "를 넘", "여", "남짓", "을 웃", "를 웃", "을 돌파", "를 돌파", "을 상회", "를 상회"],
    under_behind: &["미만", "이하", "을 밑", "를 밑", "에 못 미", "이내", "을 하회", "를 하회", "에 미치지 못"],
    rise: &["증가", "상승", "늘", "확대", "성장", "오르", "올랐", "오른", "높", "증대", "개선", "플러스", "많", "급증", "인상", "올라", "상향", "신장"],
    fall: &["감소", "하락", "줄", "축소", "내리", "내렸", "내린", "낮", "위축", "악화", "마이너스", "적자", "적", "급감", "인하", "떨어", "하향", "둔화"],
    reached: &["총", "모두", "합계", "전체"],
    below_zero: &["마이너스", "적자", "순손실", "순유출", "손실", "△", "▲"],
    percent: &["퍼센트", "프로"],
    points: &["%포인트", "%p", "퍼센트포인트", "%P", "포인트"],
    numerals: &[],
    named: &[],
    lengths: &["년", "월", "일", "시간", "조", "장", "호", "쪽", "기", "주", "세", "분기", "회"],
    joins: &["에서", "부터", "및"],
    articles: &[],
    minus: &["마이너스"],
    of: &[],
    against: &["보다", "대비", "에서", "부터"],
    common: &[],
};
