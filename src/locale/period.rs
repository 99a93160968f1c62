//! Periods in words.

use icu_datetime::DateTimeFormatterPreferences;
use icu_datetime::fieldsets::{M, YM};
use icu_locale_core::LanguageIdentifier;
use jiff::civil::Date;

use super::date::{Formatter, NO_WORDS, civil};
use super::{DateStyle, HAS_ROOT, Locale};

/// Abbreviated months, which only short periods show.
#[derive(Debug)]
pub(super) struct Months(Option<Box<Formatters>>);

#[derive(Debug)]
struct Formatters {
    month: Formatter<M>,
    month_year: Formatter<YM>,
}

impl Months {
    pub(super) fn new(id: &LanguageIdentifier) -> Self {
        let wanted = || DateTimeFormatterPreferences::from(id);
        let month = Formatter::try_new(wanted(), M::medium()).expect(HAS_ROOT);
        let has_words = month.format(&civil(Date::constant(2024, 10, 1))).to_string() != NO_WORDS;
        let month_year = Formatter::try_new(wanted(), YM::medium()).expect(HAS_ROOT);
        Self(has_words.then(|| Box::new(Formatters { month, month_year })))
    }
}

/// A period by its shape.
enum Span {
    /// Whole years; the last may be the first.
    Years,
    /// 1 or 2.
    Half(usize),
    /// 1 to 4.
    Quarter(usize),
    Month,
    /// Whole months of one year.
    Months,
    /// Whole months of several years.
    MonthsOfYears,
    Day,
    Days,
}

impl Span {
    fn of(from: Date, to: Date) -> Self {
        if from == to {
            return Self::Day;
        }
        if from.day() != 1 || to != to.last_of_month() || from > to {
            return Self::Days;
        }
        match (from.month(), to.month()) {
            (1, 12) => Self::Years,
            _ if from.year() != to.year() => Self::MonthsOfYears,
            (1, 6) => Self::Half(1),
            (7, 12) => Self::Half(2),
            (1, 3) => Self::Quarter(1),
            (4, 6) => Self::Quarter(2),
            (7, 9) => Self::Quarter(3),
            (10, 12) => Self::Quarter(4),
            (first, last) if first == last => Self::Month,
            _ => Self::Months,
        }
    }
}

/// How a language names periods; `{0}` is the year.
struct Words {
    tag: &'static str,
    halves: [&'static str; 2],
    quarters: [&'static str; 4],
    /// Between two months or dates.
    to: &'static str,
    /// The same between months of one year, where the first is written without its year.
    months: &'static str,
    short_halves: [&'static str; 2],
    short_quarters: [&'static str; 4],
    /// How the months of one year are written: by their names or, as in East Asia, by their numbers.
    by_number: bool,
}

fn words(locale: &Locale) -> Option<&'static Words> {
    WORDS.iter().find(|words| words.tag == locale.language.script_or_base())
}

pub(super) fn write(locale: &Locale, from: Date, to: Date) -> String {
    let words = words(locale);
    let between = words.map_or(DASH, |words| words.to);
    let join = |style| [&locale.date(from, style), between, &locale.date(to, style)].concat();
    match (Span::of(from, to), words) {
        (Span::Years, _) => years(locale, from, to, between),
        (Span::Half(half), Some(words)) => of_year(words.halves[half - 1], from),
        (Span::Quarter(quarter), Some(words)) => of_year(words.quarters[quarter - 1], from),
        (Span::Month, _) => locale.date(from, DateStyle::MonthYear),
        (Span::Months, Some(words)) if words.by_number => numbered(locale, words, from, to),
        (Span::Months, Some(words)) => [&locale.date(from, DateStyle::Month), words.months, &locale.date(to, DateStyle::MonthYear)].concat(),
        (Span::Half(_) | Span::Quarter(_) | Span::Months | Span::MonthsOfYears, _) => join(DateStyle::MonthYear),
        (Span::Day, _) => locale.date(from, DateStyle::Long),
        (Span::Days, _) => join(DateStyle::Long),
    }
}

pub(super) fn write_short(locale: &Locale, from: Date, to: Date) -> String {
    let words = words(locale);
    let by_number = words.is_some_and(|words| words.by_number);
    let between = words.filter(|_| by_number).map_or("–", |words| words.to);
    match (Span::of(from, to), words) {
        (Span::Years, _) => years(locale, from, to, between),
        (Span::Half(half), Some(words)) => of_year(words.short_halves[half - 1], from),
        (Span::Quarter(quarter), Some(words)) => of_year(words.short_quarters[quarter - 1], from),
        (Span::Month, _) => short_month_year(locale, from),
        (Span::Months, Some(words)) if by_number => numbered(locale, words, from, to),
        (Span::Months, Some(_)) => [&short_month(locale, from), between, &short_month_year(locale, to)].concat(),
        (Span::Half(_) | Span::Quarter(_) | Span::Months | Span::MonthsOfYears, _) => {
            [&short_month_year(locale, from), between, &short_month_year(locale, to)].concat()
        }
        (Span::Day, _) => locale.date(from, DateStyle::Medium),
        (Span::Days, _) => [&locale.date(from, DateStyle::Medium), between, &locale.date(to, DateStyle::Medium)].concat(),
    }
}

/// Between two dates, where we have no words of the language.
const DASH: &str = "\u{a0}– ";

fn of_year(pattern: &str, date: Date) -> String {
    pattern.replace("{0}", &date.strftime("%Y").to_string())
}

/// A year or several: "2023 to 2024", 2023—2024年.
fn years(locale: &Locale, from: Date, to: Date, between: &str) -> String {
    let last = locale.date(to, DateStyle::Year);
    if from.year() == to.year() {
        return last;
    }
    match words(locale) {
        Some(words) if words.by_number => [&from.strftime("%Y").to_string(), between, &last].concat(),
        _ => [&locale.date(from, DateStyle::Year), between, &last].concat(),
    }
}

/// Months by their numbers: 2024年1—9月.
fn numbered(locale: &Locale, words: &Words, from: Date, to: Date) -> String {
    let [year, first] = [DateStyle::Year, DateStyle::MonthYear].map(|style| locale.date(from, style));
    let last = locale.date(to, DateStyle::MonthYear);
    // 2024年9月 without its year is 9月; Korean has a space there.
    let [first, last] = [&first, &last].map(|text| text.strip_prefix(year.as_str()).unwrap_or(text));
    let first = if words.months.starts_with('月') { first.trim_end_matches('月') } else { first.trim_end_matches(['月', '월']) };
    [&year, first, words.months, last.trim_start()].concat()
}

fn short_month(locale: &Locale, date: Date) -> String {
    match &locale.months.0 {
        Some(formatters) => formatters.month.format(&civil(date)).to_string(),
        None => locale.date(date, DateStyle::Month),
    }
}

fn short_month_year(locale: &Locale, date: Date) -> String {
    let Some(formatters) = &locale.months.0 else {
        return locale.date(date, DateStyle::MonthYear);
    };
    let text = formatters.month_year.format(&civil(date)).to_string();
    // Some languages' shorter form is all figures ("09/2024" in German), which does not go with a month by its name.
    if words(locale).is_some() && !text.contains(char::is_alphabetic) {
        return format!("{} {}", short_month(locale, date), locale.date(date, DateStyle::Year));
    }
    text
}

const fn numbered_words(tag: &'static str, halves: [&'static str; 2], quarters: [&'static str; 4], [to, months]: [&'static str; 2]) -> Words {
    Words { tag, halves, quarters, to, months, short_halves: halves, short_quarters: quarters, by_number: true }
}

static WORDS: [Words; 11] = [
    Words {
        tag: "en",
        halves: ["first half of {0}", "second half of {0}"],
        quarters: ["first quarter of {0}", "second quarter of {0}", "third quarter of {0}", "fourth quarter of {0}"],
        to: " to ",
        months: " to ",
        short_halves: ["H1 {0}", "H2 {0}"],
        short_quarters: ["Q1 {0}", "Q2 {0}", "Q3 {0}", "Q4 {0}"],
        by_number: false,
    },
    numbered_words("zh-Hans", ["{0}年上半年", "{0}年下半年"], ["{0}年第一季度", "{0}年第二季度", "{0}年第三季度", "{0}年第四季度"], ["—", "—"]),
    numbered_words("zh-Hant", ["{0}年上半年", "{0}年下半年"], ["{0}年第一季", "{0}年第二季", "{0}年第三季", "{0}年第四季"], ["至", "月至"]),
    numbered_words("ja", ["{0}年上半期", "{0}年下半期"], ["{0}年第1四半期", "{0}年第2四半期", "{0}年第3四半期", "{0}年第4四半期"], ["～", "～"]),
    numbered_words("ko", ["{0}년 상반기", "{0}년 하반기"], ["{0}년 1분기", "{0}년 2분기", "{0}년 3분기", "{0}년 4분기"], ["~", "~"]),
    Words {
        tag: "fr",
        halves: ["premier semestre {0}", "second semestre {0}"],
        quarters: ["premier trimestre {0}", "deuxième trimestre {0}", "troisième trimestre {0}", "quatrième trimestre {0}"],
        to: " à ",
        months: " à ",
        short_halves: ["S1 {0}", "S2 {0}"],
        short_quarters: ["T1 {0}", "T2 {0}", "T3 {0}", "T4 {0}"],
        by_number: false,
    },
    Words {
        tag: "de",
        halves: ["erstes Halbjahr {0}", "zweites Halbjahr {0}"],
        quarters: ["erstes Quartal {0}", "zweites Quartal {0}", "drittes Quartal {0}", "viertes Quartal {0}"],
        to: " bis ",
        months: " bis ",
        short_halves: ["1. Hj. {0}", "2. Hj. {0}"],
        short_quarters: ["Q1 {0}", "Q2 {0}", "Q3 {0}", "Q4 {0}"],
        by_number: false,
    },
    Words {
        tag: "es",
        halves: ["primer semestre de {0}", "segundo semestre de {0}"],
        quarters: ["primer trimestre de {0}", "segundo trimestre de {0}", "tercer trimestre de {0}", "cuarto trimestre de {0}"],
        to: " a ",
        months: " a ",
        short_halves: ["S1 {0}", "S2 {0}"],
        short_quarters: ["T1 {0}", "T2 {0}", "T3 {0}", "T4 {0}"],
        by_number: false,
    },
    Words {
        tag: "it",
        halves: ["primo semestre {0}", "secondo semestre {0}"],
        quarters: ["primo trimestre {0}", "secondo trimestre {0}", "terzo trimestre {0}", "quarto trimestre {0}"],
        to: "\u{a0}– ",
        months: "–",
        short_halves: ["S1 {0}", "S2 {0}"],
        short_quarters: ["T1 {0}", "T2 {0}", "T3 {0}", "T4 {0}"],
        by_number: false,
    },
    Words {
        tag: "pt",
        halves: ["primeiro semestre de {0}", "segundo semestre de {0}"],
        quarters: ["primeiro trimestre de {0}", "segundo trimestre de {0}", "terceiro trimestre de {0}", "quarto trimestre de {0}"],
        to: " a ",
        months: " a ",
        short_halves: ["S1 {0}", "S2 {0}"],
        short_quarters: ["T1 {0}", "T2 {0}", "T3 {0}", "T4 {0}"],
        by_number: false,
    },
    Words {
        tag: "nl",
        halves: ["eerste helft van {0}", "tweede helft van {0}"],
        quarters: ["eerste kwartaal van {0}", "tweede kwartaal van {0}", "derde kwartaal van {0}", "vierde kwartaal van {0}"],
        to: " tot en met ",
        months: " tot en met ",
        short_halves: ["H1 {0}", "H2 {0}"],
        short_quarters: ["K1 {0}", "K2 {0}", "K3 {0}", "K4 {0}"],
        by_number: false,
    },
];

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use crate::locale::locale;

    fn periods() -> [(Date, Date); 8] {
        [
            (date(2024, 1, 1), date(2024, 12, 31)),
            (date(2023, 1, 1), date(2024, 12, 31)),
            (date(2024, 1, 1), date(2024, 6, 30)),
            (date(2024, 7, 1), date(2024, 9, 30)),
            (date(2024, 9, 1), date(2024, 9, 30)),
            (date(2024, 1, 1), date(2024, 9, 30)),
            (date(2023, 11, 1), date(2024, 2, 29)),
            (date(2024, 9, 1), date(2024, 10, 15)),
        ]
    }

    #[test]
    fn periods_are_named_by_the_language() {
        for (tag, expected) in [
            (
                "en",
                "2024|2023 to 2024|first half of 2024|third quarter of 2024|September 2024|January to September 2024|November 2023 to February 2024|\
                 1 September 2024 to 15 October 2024",
            ),
            ("zh-Hans", "2024年|2023—2024年|2024年上半年|2024年第三季度|2024年9月|2024年1—9月|2023年11月—2024年2月|2024年9月1日—2024年10月15日"),
            ("zh-Hant", "2024年|2023至2024年|2024年上半年|2024年第三季|2024年9月|2024年1月至9月|2023年11月至2024年2月|2024年9月1日至2024年10月15日"),
            ("ja", "2024年|2023～2024年|2024年上半期|2024年第3四半期|2024年9月|2024年1～9月|2023年11月～2024年2月|2024年9月1日～2024年10月15日"),
            ("ko", "2024년|2023~2024년|2024년 상반기|2024년 3분기|2024년 9월|2024년 1~9월|2023년 11월~2024년 2월|2024년 9월 1일~2024년 10월 15일"),
            (
                "fr",
                "2024|2023 à 2024|premier semestre 2024|troisième trimestre 2024|septembre 2024|janvier à septembre 2024|novembre 2023 à février 2024|\
                 1 septembre 2024 à 15 octobre 2024",
            ),
            (
                "de",
                "2024|2023 bis 2024|erstes Halbjahr 2024|drittes Quartal 2024|September 2024|Januar bis September 2024|November 2023 bis Februar 2024|\
                 1. September 2024 bis 15. Oktober 2024",
            ),
            (
                "es",
                "2024|2023 a 2024|primer semestre de 2024|tercer trimestre de 2024|septiembre de 2024|enero a septiembre de 2024|\
                 noviembre de 2023 a febrero de 2024|1 de septiembre de 2024 a 15 de octubre de 2024",
            ),
            (
                "it",
                "2024|2023 – 2024|primo semestre 2024|terzo trimestre 2024|settembre 2024|gennaio–settembre 2024|novembre 2023 – febbraio 2024|\
                 1 settembre 2024 – 15 ottobre 2024",
            ),
            (
                "pt",
                "2024|2023 a 2024|primeiro semestre de 2024|terceiro trimestre de 2024|setembro de 2024|janeiro a setembro de 2024|\
                 novembro de 2023 a fevereiro de 2024|1 de setembro de 2024 a 15 de outubro de 2024",
            ),
            (
                "nl",
                "2024|2023 tot en met 2024|eerste helft van 2024|derde kwartaal van 2024|september 2024|januari tot en met september 2024|\
                 november 2023 tot en met februari 2024|1 september 2024 tot en met 15 oktober 2024",
            ),
            (
                "pl",
                "2024|2023 – 2024|styczeń 2024 – czerwiec 2024|lipiec 2024 – wrzesień 2024|wrzesień 2024|styczeń 2024 – wrzesień 2024|\
                 listopad 2023 – luty 2024|1 września 2024 – 15 października 2024",
            ),
            ("qaa", "2024|2023 – 2024|2024-01 – 2024-06|2024-07 – 2024-09|2024-09|2024-01 – 2024-09|2023-11 – 2024-02|2024-09-01 – 2024-10-15"),
        ] {
            let locale = locale(tag);
            let told = periods().map(|(from, to)| locale.period(from, to).replace('\u{a0}', " "));
            assert_eq!(told.join("|"), expected, "{tag}");
        }
    }

    #[test]
    fn tables_have_short_periods() {
        for (tag, expected) in [
            ("en", "2024|2023–2024|H1 2024|Q3 2024|Sept 2024|Jan–Sept 2024|Nov 2023–Feb 2024|1 Sept 2024–15 Oct 2024"),
            ("en-US", "2024|2023–2024|H1 2024|Q3 2024|Sep 2024|Jan–Sep 2024|Nov 2023–Feb 2024|Sep 1, 2024–Oct 15, 2024"),
            ("zh-Hans", "2024年|2023—2024年|2024年上半年|2024年第三季度|2024年9月|2024年1—9月|2023年11月—2024年2月|2024年9月1日—2024年10月15日"),
            ("fr", "2024|2023–2024|S1 2024|T3 2024|sept. 2024|janv.–sept. 2024|nov. 2023–févr. 2024|1 sept. 2024–15 oct. 2024"),
            ("de", "2024|2023–2024|1. Hj. 2024|Q3 2024|Sep 2024|Jan–Sep 2024|Nov 2023–Feb 2024|01.09.2024–15.10.2024"),
            ("qaa", "2024|2023–2024|2024-01–2024-06|2024-07–2024-09|2024-09|2024-01–2024-09|2023-11–2024-02|2024-09-01–2024-10-15"),
        ] {
            let locale = locale(tag);
            let told = periods().map(|(from, to)| locale.period_short(from, to).replace('\u{a0}', " "));
            assert_eq!(told.join("|"), expected, "{tag}");
        }
    }

    #[test]
    fn a_day_is_a_date() {
        let day = date(2024, 9, 30);
        for (tag, expected) in [("en", "30 September 2024|30 September 2024|30 Sept 2024"), ("zh-Hans", "2024年9月30日|2024年9月30日|2024年9月30日")] {
            let locale = locale(tag);
            assert_eq!([locale.as_of(day), locale.period(day, day), locale.period_short(day, day)].join("|"), expected);
        }
    }

    #[test]
    fn leap_years_and_reversed_days_are_told_as_they_are() {
        let en = locale("en");
        assert_eq!(en.period(date(2024, 2, 1), date(2024, 2, 29)), "February 2024");
        assert_eq!(en.period(date(2024, 2, 1), date(2024, 2, 28)), "1 February 2024 to 28 February 2024");
        assert_eq!(en.period(date(2024, 9, 30), date(2024, 1, 1)), "30 September 2024 to 1 January 2024");
    }
}
