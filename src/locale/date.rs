//! Dates in words.

use std::str::FromStr;

use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::fieldsets::{M, MD, Y, YM, YMD};
use icu_datetime::pattern::FixedCalendarDateTimeNames;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};
use icu_locale_core::LanguageIdentifier;
use jiff::civil::Date;

use super::HAS_ROOT;

/// How much of a date is written, and how fully.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// "23 October 2024", "2024年10月23日".
    Long,
    /// The language's shorter form: "23 Oct 2024"; in some languages only figures ("23.10.2024" in German).
    Medium,
    /// "October 2024", "2024年10月".
    MonthYear,
    /// "23 October", "10月23日".
    MonthDay,
    /// The month standing alone: "October", "十月".
    Month,
    /// The year standing alone: "2024", "2024年".
    Year,
}

impl FromStr for DateStyle {
    type Err = ();

    /// Reads the name that templates use: `long`, `medium`, `month-year`, `month-day`, `month`, `year`.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Ok(match name {
            "long" => Self::Long,
            "medium" => Self::Medium,
            "month-year" => Self::MonthYear,
            "month-day" => Self::MonthDay,
            "month" => Self::Month,
            "year" => Self::Year,
            _ => return Err(()),
        })
    }
}

pub(super) type Formatter<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// One formatter for each [`DateStyle`].
///
/// ICU4X writes a date in some 200 ns from them, so that nothing needs a cache.
#[derive(Debug)]
pub(super) struct Dates(Option<Box<Formatters>>);

#[derive(Debug)]
struct Formatters {
    long: Formatter<YMD>,
    medium: Formatter<YMD>,
    month_year: Formatter<YM>,
    month_day: Formatter<MD>,
    month: Formatter<M>,
    year: Formatter<Y>,
}

impl Dates {
    pub(super) fn new(id: &LanguageIdentifier) -> Self {
        let formatters = Formatters::new(id);
        let has_words = formatters.month.format(&civil(Date::constant(2024, 10, 1))).to_string() != NO_WORDS;
        Self(has_words.then(|| Box::new(formatters)))
    }

    pub(super) fn write(&self, date: Date, style: DateStyle) -> String {
        match &self.0 {
            Some(formatters) => formatters.write(civil(date), style),
            None => write_iso(date, style),
        }
    }
}

impl Formatters {
    fn new(id: &LanguageIdentifier) -> Self {
        let wanted = || DateTimeFormatterPreferences::from(id);
        Self {
            long: Formatter::try_new(wanted(), YMD::long()).expect(HAS_ROOT),
            medium: Formatter::try_new(wanted(), YMD::medium()).expect(HAS_ROOT),
            month_year: with_digits(Formatter::try_new(wanted(), YM::long()).expect(HAS_ROOT), wanted()),
            month_day: Formatter::try_new(wanted(), MD::long()).expect(HAS_ROOT),
            month: Formatter::try_new(wanted(), M::long()).expect(HAS_ROOT),
            year: Formatter::try_new(wanted(), Y::long()).expect(HAS_ROOT),
        }
    }

    fn write(&self, date: IcuDate<Gregorian>, style: DateStyle) -> String {
        match style {
            DateStyle::Long => self.long.format(&date).to_string(),
            DateStyle::Medium => self.medium.format(&date).to_string(),
            DateStyle::MonthYear => self.month_year.format(&date).to_string(),
            DateStyle::MonthDay => self.month_day.format(&date).to_string(),
            DateStyle::Month => self.month.format(&date).to_string(),
            DateStyle::Year => self.year.format(&date).to_string(),
        }
    }
}

/// Gives a formatter the language's digits in any case: for Brazilian Portuguese, ICU4X 2.4 does not see that the pattern
/// "outubro de 2024" needs them, and panics in builds with debug assertions.
fn with_digits(formatter: Formatter<YM>, wanted: DateTimeFormatterPreferences) -> Formatter<YM> {
    let mut names = FixedCalendarDateTimeNames::from_formatter(wanted, formatter);
    names.include_decimal_formatter().expect(HAS_ROOT);
    names.try_into_formatter(YM::long()).map_err(|(error, _)| error).expect(HAS_ROOT)
}

/// What CLDR's root locale calls October: the sign that it has no words for the language asked for.
pub(super) const NO_WORDS: &str = "M10";

/// The date by ISO 8601, for languages without words of their own.
fn write_iso(date: Date, style: DateStyle) -> String {
    let pattern = match style {
        DateStyle::Long | DateStyle::Medium => "%Y-%m-%d",
        DateStyle::MonthYear => "%Y-%m",
        DateStyle::MonthDay => "%m-%d",
        DateStyle::Month => "%m",
        DateStyle::Year => "%Y",
    };
    date.strftime(pattern).to_string()
}

pub(super) fn civil(date: Date) -> IcuDate<Gregorian> {
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
    IcuDate::try_new_gregorian(i32::from(date.year()), month, day).expect("a civil date of jiff is a Gregorian date")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::DateStyle;
    use crate::locale::locale;

    const NAMES: [&str; 6] = ["long", "medium", "month-year", "month-day", "month", "year"];

    #[test]
    fn dates_follow_the_language() {
        for (tag, expected) in [
            ("en", "23 October 2024|23 Oct 2024|October 2024|23 October|October|2024"),
            ("en-GB", "23 October 2024|23 Oct 2024|October 2024|23 October|October|2024"),
            ("en-US", "October 23, 2024|Oct 23, 2024|October 2024|October 23|October|2024"),
            ("zh-Hans", "2024年10月23日|2024年10月23日|2024年10月|10月23日|十月|2024年"),
            ("zh-Hant", "2024年10月23日|2024年10月23日|2024年10月|10月23日|10月|2024年"),
            ("ja", "2024年10月23日|2024/10/23|2024年10月|10月23日|10月|2024年"),
            ("fr", "23 octobre 2024|23 oct. 2024|octobre 2024|23 octobre|octobre|2024"),
            ("de", "23. Oktober 2024|23.10.2024|Oktober 2024|23. Oktober|Oktober|2024"),
            ("pl", "23 października 2024|23 paź 2024|październik 2024|23 października|październik|2024"),
            ("pt", "23 de outubro de 2024|23 de out. de 2024|outubro de 2024|23 de outubro|outubro|2024"),
            ("he", "23 באוקטובר 2024|23 באוק׳ 2024|אוקטובר 2024|23 באוקטובר|אוקטובר|2024"),
            ("qaa", "2024-10-23|2024-10-23|2024-10|10-23|10|2024"),
        ] {
            let locale = locale(tag);
            let written = NAMES.map(|name| {
                let style = name.parse().expect("a style's name");
                locale.date(date(2024, 10, 23), style)
            });
            assert_eq!(written.join("|"), expected, "{tag}");
        }
        assert_eq!("short".parse::<DateStyle>(), Err(()));
    }

    #[test]
    fn calendars_stay_gregorian() {
        for (tag, expected) in [("th", "23 ตุลาคม ค.ศ. 2024"), ("fa", "۲۳ اکتبر ۲۰۲۴")] {
            assert_eq!(locale(tag).date(date(2024, 10, 23), DateStyle::Long), expected);
        }
    }

    #[test]
    fn every_date_can_be_written() {
        let en = locale("en");
        for (day, expected) in [(date(1900, 1, 1), "1 January 1900"), (date(2024, 2, 29), "29 February 2024"), (date(9999, 12, 31), "31 December 9999")] {
            assert_eq!(en.date(day, DateStyle::Long), expected);
        }
        for day in [jiff::civil::Date::MIN, jiff::civil::Date::ZERO] {
            assert!(!en.date(day, DateStyle::Long).is_empty());
        }
    }
}
