//! Days of the calendar and moments in time.

use std::fmt;

use jiff::civil;
use jiff::tz::{Offset, TimeZone};

use super::scalar;
use crate::diagnostics::Code;
use crate::yaml::Mistake;

/// A day of the calendar. No time zone ever shifts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// Reads `2024-10-23`, and of the forms of older sites (`2013-09-10 10:05:05 -0400`) the date.
    ///
    /// # Errors
    /// Where it is another form or no day of the calendar; the right form is shown.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = text.trim();
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| bytes.get(range).filter(|b| b.iter().all(u8::is_ascii_digit));
        let shape = digits(0..4).is_some() && digits(5..7).is_some() && digits(8..10).is_some() && bytes[4] == b'-' && bytes[7] == b'-';
        if !shape || !is_time(&text[10..]) {
            return Err(other_form(text));
        }
        let number = |range: std::ops::Range<usize>| bytes[range].iter().fold(0, |n, b| n * 10 + i16::from(b - b'0'));
        let (year, month, day) = (number(0..4), number(5..7), number(8..10));
        let (month8, day8) = (i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0));
        civil::Date::new(year, month8, day8).ok().filter(|_| year > 0).map(Self).ok_or_else(|| no_day(text, year, month8))
    }

    /// The date as jiff knows it.
    #[must_use]
    pub fn civil(self) -> civil::Date {
        self.0
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

/// Whether `rest`, behind a date, is nothing or a time of day with or without an offset.
fn is_time(rest: &str) -> bool {
    if rest.is_empty() {
        return true;
    }
    let Some(time) = rest.strip_prefix(['T', 't', ' ']) else { return false };
    let digits = time.chars().filter(char::is_ascii_digit).count();
    digits >= 4 && time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || " :+-.Zz".contains(c))
}

/// A date of another form, with what it seems to mean.
fn other_form(text: &str) -> Mistake {
    let mistake = Mistake::new(Code::BadDate, format!("`{text}` is not a date of the form year-month-day"));
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
fn no_day(text: &str, year: i16, month: i8) -> Mistake {
    let mistake = Mistake::new(Code::BadDate, format!("`{text}` is not a day of the calendar"));
    match civil::Date::new(year, month, 1) {
        Ok(first) => mistake.help(format!("that month has {} days", first.days_in_month())),
        Err(_) => mistake.help("months are 01 to 12, written year-month-day"),
    }
}

/// A moment, with its own offset or in the site's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Instant {
    local: civil::DateTime,
    offset: Option<Offset>,
}

impl Instant {
    /// Reads `2024-10-23T14:00:00+08:00`, `2024-10-23 14:00` or a date, which means its first moment.
    ///
    /// # Errors
    /// Where it is another form; the right one is shown.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let text = text.trim();
        let mistake = || {
            Mistake::new(Code::BadInstant, format!("`{text}` is not a date with a time of day"))
                .help("write it like 2024-10-23T14:00:00+08:00, or without the offset for the site's own time zone")
        };
        let (local, offset) = split_offset(text).ok_or_else(mistake)?;
        let local = local.trim().parse::<civil::DateTime>().or_else(|_| local.trim().parse::<civil::Date>().map(|d| d.to_datetime(civil::Time::midnight())));
        Ok(Self { local: local.map_err(|_| mistake())?, offset })
    }

    /// Seconds since 1970 in UTC; `zone` counts where the moment has no offset of its own.
    #[must_use]
    pub fn seconds(self, zone: &TimeZone) -> i64 {
        let timestamp = match self.offset {
            Some(offset) => offset.to_timestamp(self.local),
            None => zone.to_timestamp(self.local),
        };
        // Moments beyond jiff's years -9999 to 9999 are neither due nor past in any practical sense.
        timestamp.map_or(i64::MAX, jiff::Timestamp::as_second)
    }
}

/// Divides a moment from its offset: `Z`, `+08:00`, `+0800` or `+08`.
fn split_offset(text: &str) -> Option<(&str, Option<Offset>)> {
    if let Some(local) = text.strip_suffix(['Z', 'z']) {
        return Some((local, Some(Offset::UTC)));
    }
    let after_date = text.char_indices().nth(10).map_or(text.len(), |(i, _)| i);
    let Some(at) = text[after_date..].rfind(['+', '-']).map(|n| after_date + n) else { return Some((text, None)) };
    let digits: String = text[at + 1..].chars().filter(|c| *c != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hours: i32 = digits[..2].parse().ok()?;
    let minutes: i32 = if digits.len() == 4 { digits[2..].parse().ok()? } else { 0 };
    let sign = if text.as_bytes()[at] == b'-' { -1 } else { 1 };
    Some((&text[..at], Some(Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok()?)))
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.local)?;
        let Some(offset) = self.offset else { return Ok(()) };
        let minutes = offset.seconds() / 60;
        write!(f, "{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60)
    }
}

scalar!(Instant, "a date with a time of day");
