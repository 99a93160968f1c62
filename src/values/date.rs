//! Days of the calendar.

use std::fmt;

use jiff::tz::TimeZone;
use jiff::{ZonedDateTime, civil};

use super::clock::clock;
use super::scalar;
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
                ValueError::new(Code::BadDate, format!("`{text}` has a time of day that no clock shows: {why}"))
                    .help(format!("write {date} alone, or mend the time"))
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
    let mistake = ValueError::new(Code::BadDate, format!("`{text}` is not a date of the form year-month-day"));
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).collect();
    let numbers: Option<Vec<i16>> = parts.iter().map(|p| p.parse().ok()).collect();
    let guesses: Vec<String> = match numbers.as_deref() {
        Some(&[y, m, d]) if y > 999 => valid(y, m, d).into_iter().collect(),
        Some(&[a, b, y]) if y > 999 => {
            let mut guesses: Vec<String> = valid(y, b, a).into_iter().chain(valid(y, a, b)).collect();
            guesses.dedup();
            guesses
        }
        _ => Vec::new(),
    };
    mistake.help(if guesses.is_empty() { "write it like 2024-10-23".to_owned() } else { format!("write {}", guesses.join(" or ")) })
}

fn valid(year: i16, month: i16, day: i16) -> Option<String> {
    let date = civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Date(date).to_string())
}

/// A date of the right form that no calendar has.
fn no_day(text: &str, year: i16, month: i8) -> ValueError {
    let mistake = ValueError::new(Code::BadDate, format!("`{text}` is not a day of the calendar"));
    match civil::Date::new(year, month, 1) {
        Ok(first) => mistake.help(format!("that month has {} days", first.days_in_month())),
        Err(_) => mistake.help("months are 01 to 12, written year-month-day"),
    }
}
