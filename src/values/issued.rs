//! When something was published, as exactly as is known.

use std::fmt;

use super::date::Date;
use super::period::Period;
use super::scalar;
use super::slips::{shown, typed};
use crate::diagnostics::Code;
use crate::yaml::ValueError;

/// A day, or a month or year where no more is known: many reports have no other date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Issued {
    /// `2024-10-23`
    Day(Date),
    /// `2024-10`
    Month(Period),
    /// `2024`
    Year(Period),
}

impl Issued {
    /// Reads a day, a month or a year.
    ///
    /// # Errors
    /// Where it is none of them; the right form is shown.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        match text.len() {
            4 if text.bytes().all(|b| b.is_ascii_digit()) => Period::parse(text).map(Self::Year).map_err(|_| other(text)),
            7 if text.as_bytes()[4] == b'-' && text.bytes().skip(5).all(|b| b.is_ascii_digit()) => Period::parse(text).map(Self::Month).map_err(|_| {
                ValueError::new(Code::BadDate, format!("`{text}` is not a month of the calendar")).help("months are 01 to 12, written year-month")
            }),
            _ => Date::parse(text)
                .map(Self::Day)
                .map_err(|mistake| if mistake.help.as_deref() == Some("write it like 2024-10-23") { other(text) } else { mistake }),
        }
    }

    /// The first day that it may mean.
    #[must_use]
    pub fn start(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(period) | Self::Year(period) => period.start(),
        }
    }

    /// The last day that it may mean.
    #[must_use]
    pub fn end(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(period) | Self::Year(period) => period.end(),
        }
    }

    /// Year, month and day, as far as they are known.
    #[must_use]
    pub fn parts(self) -> (i16, Option<i8>, Option<i8>) {
        match self {
            Self::Day(day) => (day.year(), Some(day.month()), Some(day.civil().day())),
            Self::Month(month) => (month.start().year(), Some(month.start().month()), None),
            Self::Year(year) => (year.start().year(), None, None),
        }
    }
}

fn other(text: &str) -> ValueError {
    let mistake = ValueError::new(Code::BadDate, format!("`{}` is neither a date nor a month or year", shown(text)));
    // `October 2024` and the like are read as periods are.
    let month = Period::parse(&typed(text)).map(|period| period.to_string()).ok().or_else(|| Some(Period::parse(text).err()?.replacement?.text));
    match month.filter(|month| month != text && Issued::parse(month).is_ok()) {
        Some(month) => mistake.help(format!("write {month}")).mend(month),
        None => mistake.help("write it like 2024-10-23, or 2024-10 or 2024 where no more is known"),
    }
}

impl fmt::Display for Issued {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Month(period) | Self::Year(period) => period.fmt(f),
        }
    }
}

scalar!(Issued, "a date such as 2024-10-23, or a month or year");
