//! Stretches of time from some moment on: `30d`, `6w`, `6m`, `1y`.

use std::fmt;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::Date;
use super::scalar;
use super::slips::shown;
use crate::diagnostics::Code;
use crate::yaml::ValueError;

/// A stretch of time as people count it: a month from 31 January on ends with February.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    number: u16,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

impl Span {
    /// Reads a number and the letter of a unit: `d`, `w`, `m` or `y`.
    ///
    /// # Errors
    /// Where it is another form; the right one is shown.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        let unit = match text.chars().next_back() {
            Some('d') => Some(Unit::Days),
            Some('w') => Some(Unit::Weeks),
            Some('m') => Some(Unit::Months),
            Some('y') => Some(Unit::Years),
            _ => None,
        };
        let number =
            text.get(..text.len().saturating_sub(1)).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit())).and_then(|digits| digits.parse().ok());
        unit.zip(number).map(|(unit, number)| Self { number, unit }).ok_or_else(|| {
            ValueError::new(Code::BadPeriod, format!("`{}` is no stretch of time", shown(text))).help("write a number and d, w, m or y: 30d, 6w, 6m, 1y")
        })
    }

    /// The day that lies so far behind `day`; the last one of all where there is none.
    #[must_use]
    pub fn after(self, day: Date) -> Date {
        day.civil().saturating_add(self.jiff()).into()
    }

    /// The same time of day there in `zone`, from a moment in seconds since 1970.
    #[must_use]
    pub fn after_moment(self, seconds: i64, zone: &TimeZone) -> i64 {
        let moment = Timestamp::from_second(seconds).ok().map(|moment| moment.to_zoned_datetime(zone.clone()));
        moment.and_then(|moment| moment.checked_add(self.jiff()).ok()).map_or(i64::MAX, |later| later.timestamp().as_second())
    }

    fn jiff(self) -> jiff::Span {
        let number = i64::from(self.number);
        match self.unit {
            Unit::Days => number.days(),
            Unit::Weeks => number.weeks(),
            // No longer than jiff takes.
            Unit::Months => number.months(),
            Unit::Years => number.min(19_998).years(),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Days => 'd',
            Unit::Weeks => 'w',
            Unit::Months => 'm',
            Unit::Years => 'y',
        };
        write!(f, "{}{unit}", self.number)
    }
}

/// What lies ahead of the day of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ahead {
    /// All of it.
    All,
    /// So far and no further.
    Within(Span),
}

impl Ahead {
    /// Reads `true`, or a stretch of time.
    ///
    /// # Errors
    /// Where it is another form; the right one is shown.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        if text.trim() == "true" {
            return Ok(Self::All);
        }
        Span::parse(text).map(Self::Within).map_err(|mistake| ValueError { help: Some("write true, or how far: 30d, 6w, 6m, 1y".to_owned()), ..mistake })
    }

    /// The last day that counts, from `today` on; `None` where all do.
    #[must_use]
    pub fn end(self, today: Date) -> Option<Date> {
        match self {
            Self::All => None,
            Self::Within(span) => Some(span.after(today)),
        }
    }
}

impl fmt::Display for Ahead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("true"),
            Self::Within(span) => span.fmt(f),
        }
    }
}

scalar!(Ahead, "`true` or a stretch of time such as 30d");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_counted_as_people_do() {
        let day = |text: &str| Date::parse(text).unwrap();
        for (text, from, to) in [
            ("30d", "2024-01-31", "2024-03-01"),
            ("6w", "2024-01-01", "2024-02-12"),
            ("1m", "2024-01-31", "2024-02-29"),
            ("6m", "2024-08-31", "2025-02-28"),
            ("1y", "2024-02-29", "2025-02-28"),
            ("0d", "2024-02-29", "2024-02-29"),
            ("65535y", "2024-02-29", "9999-12-31"),
            ("65535w", "2024-02-29", "3280-02-29"),
        ] {
            let span = Span::parse(text).unwrap();
            assert_eq!(span.after(day(from)), day(to), "{text}");
            assert_eq!(span.to_string(), text);
        }
        for text in ["", "d", "30", "30 d", "1.5y", "-1d", "+1d", "30h", "66000d", "三d", "6ｍ"] {
            assert!(Span::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_lies_ahead_is_all_or_within_a_span() {
        let today = Date::parse("2024-01-31").unwrap();
        assert_eq!(Ahead::parse("true").unwrap().end(today), None);
        assert_eq!(Ahead::parse("1m").unwrap().end(today), Some(Date::parse("2024-02-29").unwrap()));
        for text in ["true", "30d"] {
            assert_eq!(Ahead::parse(text).unwrap().to_string(), text);
        }
        assert!(Ahead::parse("false").unwrap_err().help.unwrap().contains("true"));
    }

    /// Clocks that are put forward in between do not shift the time of day.
    #[test]
    fn a_moment_keeps_its_time_of_day() {
        let zone = TimeZone::get("America/New_York").unwrap();
        // 9 March 2024, 12:00 there; the next day has 23 hours.
        assert_eq!(Span::parse("1d").unwrap().after_moment(1_710_003_600, &zone), 1_710_003_600 + 23 * 3600);
        assert_eq!(Span::parse("65535y").unwrap().after_moment(0, &zone), i64::MAX);
    }
}
