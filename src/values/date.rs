//! Days of the calendar.

use std::fmt;

use jiff::tz::TimeZone;
use jiff::{ZonedDateTime, civil};

use super::clock::clock;
use super::slips::{retyped, shown, typed};
use super::{calendar, scalar};
use crate::diagnostics::Code;
use crate::yaml::ValueError;

/// A day of the calendar. No time zone ever shifts it.
#[derive(Default, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// Reads `2024-10-23`, and of the forms of older sites (`2013-09-10 10:05:05 -0400`) the date.
    ///
    /// # Errors
    /// Where it is another form or no day of the calendar; the right form is shown.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| bytes.get(range).filter(|b| b.iter().all(u8::is_ascii_digit));
        let shape = digits(0..4).is_some() && digits(5..7).is_some() && digits(8..10).is_some() && bytes[4] == b'-' && bytes[7] == b'-';
        if !shape || !matches!(bytes.get(10), None | Some(b'T' | b't' | b' ')) {
            return Err(other_form(text));
        }
        let number = |range: std::ops::Range<usize>| bytes[range].iter().fold(0, |n, b| n * 10 + i16::from(b - b'0'));
        let (year, month, day) = (number(0..4), number(5..7), number(8..10));
        let (month8, day8) = (i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0));
        let date = civil::Date::new(year, month8, day8).ok().filter(|_| year > 0).map(Self).ok_or_else(|| no_day(text, year, month8))?;
        if bytes.len() > 10 {
            // The time of day is not kept, but one that no clock shows is a misprint that may as well be in the date.
            clock(&text[11..]).map_err(|why| {
                if let Some(range) = range(text) {
                    return range;
                }
                ValueError::new(Code::BadDate, format!("`{text}` has a time of day that no clock shows: {why}"))
                    .help(format!("write {date} alone, or mend the time"))
                    .offer(date.to_string())
            })?;
        }
        Ok(date)
    }

    /// The date as jiff knows it.
    #[must_use]
    pub fn civil(self) -> civil::Date {
        self.0
    }

    /// Its first moment in a time zone; a day has one also where the clocks leap over midnight.
    #[must_use]
    pub fn begins(self, zone: &TimeZone) -> ZonedDateTime {
        let first = |zone: TimeZone| self.0.to_zoned_datetime(zone).and_then(|zoned| zoned.start_of_day());
        // Only the days at the ends of jiff's calendar, in the years -9999 and 9999, have none in some zones.
        first(zone.clone()).or_else(|_| first(TimeZone::UTC)).unwrap_or_default()
    }

    /// How many days it comes after `other`; below zero where it comes before.
    #[must_use]
    pub fn days_since(self, other: Self) -> i32 {
        (self.0 - other.0).get_days()
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // By hand: a date is written several times for each briefing of each listing, and padding through `write!` showed.
        let digit = |n: i16| b'0' + u8::try_from(n % 10).unwrap_or(0);
        let (year, month, day) = (self.0.year(), i16::from(self.0.month()), i16::from(self.0.day()));
        let text =
            [digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), b'-', digit(month / 10), digit(month), b'-', digit(day / 10), digit(day)];
        // In one piece: letter by letter took six times as long.
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

scalar!(Date, "a date such as 2024-10-23");

/// A date of another form, with what it seems to mean.
fn other_form(text: &str) -> ValueError {
    retyped(text, told, |text| if typed(text) == text && is_day(text) { Ok(()) } else { Err(told(text)) })
}

/// Whether a text is a day alone, in the right form.
fn is_day(text: &str) -> bool {
    text.len() == 10 && text.is_ascii() && Date::parse(text).is_ok()
}

/// What to say of two days in place of one: `2024-10-23 to 2024-10-25`.
fn range(text: &str) -> Option<ValueError> {
    let plain = typed(text);
    let (first, last) = [" to ", " until ", " bis ", " - ", "..", "/"].iter().find_map(|between| plain.split_once(between))?;
    let day = |text: &str| match calendar::read(text.trim()) {
        calendar::Reading { days, certain: true } => days.first().copied().map(Date),
        calendar::Reading { .. } => None,
    };
    let (first, last) = (day(first)?, day(last)?);
    let mistake = ValueError::new(Code::BadDate, format!("`{}` is two days, and a date is one", shown(text)));
    Some(mistake.help(format!("write the first: {first}; what takes several days has the last beside it: `end: {last}`")).offer(first.to_string()))
}

fn told(text: &str) -> ValueError {
    if let Some(range) = range(text) {
        return range;
    }
    if let Ok(first) = format!("{text}-01").parse::<civil::Date>().map(Date)
        && text.len() == "2024-10".len()
    {
        return ValueError::new(Code::BadDate, format!("`{text}` is a month, and a date is a day"))
            .help(format!("add the day: {}, its last, or another such as {first}", Date(first.civil().last_of_month())));
    }
    let mistake = ValueError::new(Code::BadDate, format!("`{}` is not a date of the form year-month-day", shown(text)));
    let calendar::Reading { days, certain } = calendar::read(text);
    let days: Vec<String> = days.into_iter().map(|day| Date(day).to_string()).collect();
    match days.as_slice() {
        [] => mistake.help("write it like 2024-10-23"),
        [one] if certain => mistake.help(format!("write {one}")).mend(one),
        [one] => mistake.help(format!("write {one}, if that day is meant")).offer(one),
        _ => mistake.help(format!("write {}", days.join(" or "))),
    }
}

/// A date of the right form that no calendar has.
fn no_day(text: &str, year: i16, month: i8) -> ValueError {
    let mistake = ValueError::new(Code::BadDate, format!("`{text}` is not a day of the calendar"));
    match civil::Date::new(year, month, 1) {
        Ok(first) => {
            let last = Date(first.last_of_month()).to_string();
            mistake.help(format!("that month has {} days: write {last}, or the day that is meant", first.days_in_month())).offer(last)
        }
        Err(_) => match calendar::read(text.get(..10).unwrap_or(text)).days.as_slice() {
            [day] if text.len() == 10 => {
                let day = Date(*day).to_string();
                mistake.help(format!("months are 01 to 12, written year-month-day: {day}, if that is meant")).offer(day)
            }
            _ => mistake.help("months are 01 to 12, written year-month-day"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_another_form_is_shown_in_the_right_one() {
        for text in [
            "23.10.2024",
            "10/23/2024",
            "23 October 2024",
            "October 23, 2024",
            "23 Oct 2024",
            "Oct 23 2024",
            "23rd of October 2024",
            "Wed, 23 Oct 2024",
            "23. Oktober 2024",
            "23 octobre 2024",
            "20241023",
            "2024/10/23",
            "2024.10.23",
            "2024年10月23日",
            "2024–10–23",
            "２０２４-10-23",
            "2024-10-23\u{200b}",
            "2024 10 23",
            "23-Oct-2024",
            "23Oct2024",
            "2024 Oct 23",
            "10/23/2024 14:00",
            "2024/10/23T00:00",
            "23-10-2024",
        ] {
            let mistake = Date::parse(text).expect_err(text);
            assert_eq!(mistake.replacement.as_ref().map(|r| (r.text.as_str(), r.certain)), Some(("2024-10-23", true)), "{text}: {mistake:?}");
            assert!(mistake.help.is_some_and(|help| help.contains("2024-10-23")), "{text}");
        }
        for (text, help, offered) in [
            ("03/04/2024", "write 2024-04-03 or 2024-03-04", None),
            ("13/04/2024", "write 2024-04-13", Some("2024-04-13")),
            ("23.10.24", "write 2024-10-23, if that day is meant", Some("2024-10-23")),
            ("23102024", "write 2024-10-23, if that day is meant", Some("2024-10-23")),
            ("2024-02-30", "that month has 29 days: write 2024-02-29, or the day that is meant", Some("2024-02-29")),
            ("2024-23-10", "months are 01 to 12, written year-month-day: 2024-10-23, if that is meant", Some("2024-10-23")),
            ("2024-10", "add the day: 2024-10-31, its last, or another such as 2024-10-01", None),
            ("2024-10-23 to 2024-10-25", "write the first: 2024-10-23; what takes several days has the last beside it: `end: 2024-10-25`", Some("2024-10-23")),
            ("23.10.2024–25.10.2024", "write it like 2024-10-23", None),
            ("23.10.2024 – 25.10.2024", "write the first: 2024-10-23; what takes several days has the last beside it: `end: 2024-10-25`", Some("2024-10-23")),
            ("soon", "write it like 2024-10-23", None),
            ("99999999", "write it like 2024-10-23", None),
            ("2024-13-32", "months are 01 to 12, written year-month-day", None),
        ] {
            let mistake = Date::parse(text).expect_err(text);
            assert_eq!((mistake.help.as_deref(), mistake.replacement.as_ref().map(|r| r.text.as_str())), (Some(help), offered), "{text}");
        }
    }
}
