//! Periods in words.

use icu_datetime::DateTimeFormatterPreferences;
use icu_datetime::fieldsets::{M, YM};
use icu_locale_core::LanguageIdentifier;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::date::{Formatter, NO_WORDS, civil};
use super::wording::{Months, PeriodWords};
use super::{DateStyle, HAS_ROOT, Locale};

/// Abbreviated months, which only short periods show.
#[derive(Debug)]
pub(super) struct ShortMonths(Option<Box<Formatters>>);

#[derive(Debug)]
struct Formatters {
    month: Formatter<M>,
    month_year: Formatter<YM>,
}

impl ShortMonths {
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
    /// A week of ISO 8601, with its number and a day of its year.
    Week(i8, Date),
    Days,
}

impl Span {
    fn of(from: Date, to: Date) -> Self {
        if from == to {
            return Self::Day;
        }
        if from.weekday() == Weekday::Monday && from.saturating_add(6.days()) == to && !(from.day() == 1 && to == to.last_of_month()) {
            // The year of a week is that of its Thursday.
            let thursday = from.saturating_add(3.days());
            return Self::Week(from.iso_week_date().week(), thursday);
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

fn words(locale: &Locale) -> Option<&'static PeriodWords> {
    locale.language.conventions().words.map(|words| &words.periods)
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
        (Span::Months, Some(words)) => match words.months {
            Months::Named { between } => [&locale.date(from, DateStyle::Month), between, &locale.date(to, DateStyle::MonthYear)].concat(),
            Months::Numbered { unit, between } => numbered(locale, unit, between, from, to),
        },
        (Span::Half(_) | Span::Quarter(_) | Span::Months | Span::MonthsOfYears, _) => join(DateStyle::MonthYear),
        (Span::Day, _) => locale.date(from, DateStyle::Long),
        (Span::Week(week, year), Some(words)) => of_year(words.weeks[0], year).replace("{1}", &week.to_string()),
        (Span::Week(..) | Span::Days, _) => join(DateStyle::Long),
    }
}

pub(super) fn write_short(locale: &Locale, from: Date, to: Date) -> String {
    let words = words(locale);
    let between = words.and_then(PeriodWords::by_number).unwrap_or("–");
    match (Span::of(from, to), words) {
        (Span::Years, _) => years(locale, from, to, between),
        (Span::Half(half), Some(words)) => of_year(words.short_halves[half - 1], from),
        (Span::Quarter(quarter), Some(words)) => of_year(words.short_quarters[quarter - 1], from),
        (Span::Month, _) => short_month_year(locale, from),
        (Span::Months, Some(words)) => match words.months {
            Months::Named { .. } => [&short_month(locale, from), between, &short_month_year(locale, to)].concat(),
            Months::Numbered { unit, between } => numbered(locale, unit, between, from, to),
        },
        (Span::Half(_) | Span::Quarter(_) | Span::Months | Span::MonthsOfYears, _) => {
            [&short_month_year(locale, from), between, &short_month_year(locale, to)].concat()
        }
        (Span::Day, _) => locale.date(from, DateStyle::Medium),
        (Span::Week(week, year), Some(words)) => of_year(words.weeks[1], year).replace("{1}", &week.to_string()),
        (Span::Week(..) | Span::Days, _) => [&locale.date(from, DateStyle::Medium), between, &locale.date(to, DateStyle::Medium)].concat(),
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
    let first = match words(locale).and_then(PeriodWords::by_number) {
        Some(_) => from.strftime("%Y").to_string(),
        None => locale.date(from, DateStyle::Year),
    };
    [&first, between, &last].concat()
}

/// Months by their numbers: 2024年1—9月.
fn numbered(locale: &Locale, unit: char, between: &str, from: Date, to: Date) -> String {
    let [year, first] = [DateStyle::Year, DateStyle::MonthYear].map(|style| locale.date(from, style));
    let last = locale.date(to, DateStyle::MonthYear);
    // 2024年9月 without its year is 9月; Korean has a space there.
    let [first, last] = [&first, &last].map(|text| text.strip_prefix(year.as_str()).unwrap_or(text));
    [&year, first.trim_end_matches(unit), between, last.trim_start()].concat()
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
