//! Stretches of whole months or a week, as statistics count them.

use std::fmt;

use jiff::{ToSpan, civil};

use super::date::Date;
use super::slips::{oddity, shown, typed};
use super::{scalar, stretches};
use crate::diagnostics::Code;
use crate::yaml::ValueError;

/// A stretch of whole months, `2024`, `2024-H1`, `2024-Q3`, `2024-09` or `2024-01/2024-09`, both ends included; or a week of ISO 8601,
/// `2024-W44`, from Monday to Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First month, counted from year 0.
    from: i32,
    /// Last month, likewise.
    to: i32,
    form: Form,
}

/// How a period was written, which is how it is written out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Form {
    Year,
    Half,
    Quarter,
    Month,
    Months,
    /// Of a year that begins with the week of its first Thursday.
    Week(i16, i8),
}

impl Period {
    /// Reads a period.
    ///
    /// # Errors
    /// Where it has another form, or ends before it begins.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        let mistake = || other_form(text);
        if let Some((from, to)) = text.split_once('/') {
            let (from, to) = (month(from.trim()).ok_or_else(mistake)?, month(to.trim()).ok_or_else(mistake)?);
            if to < from {
                let turned = ValueError::new(Code::BadPeriod, format!("the period `{text}` ends before it begins"));
                let right = Self { from: to, to: from, form: Form::Months };
                return Err(turned.help(format!("write the first month, a slash, and the last month: {right}")).offer(right.to_string()));
            }
            return Ok(Self { from, to, form: Form::Months });
        }
        let (year, part) = text.split_at_checked(4).ok_or_else(mistake)?;
        if let Some(week) = part.strip_prefix("-W").or_else(|| part.strip_prefix("-w")) {
            return Self::week(year, week).ok_or_else(mistake);
        }
        let first = year.parse::<i32>().ok().filter(|_| year.bytes().all(|b| b.is_ascii_digit())).filter(|y| *y > 0).ok_or_else(mistake)? * 12;
        let (offset, length, form) = match part {
            "" => (0, 12, Form::Year),
            "-H1" | "-h1" => (0, 6, Form::Half),
            "-H2" | "-h2" => (6, 6, Form::Half),
            "-Q1" | "-q1" => (0, 3, Form::Quarter),
            "-Q2" | "-q2" => (3, 3, Form::Quarter),
            "-Q3" | "-q3" => (6, 3, Form::Quarter),
            "-Q4" | "-q4" => (9, 3, Form::Quarter),
            _ => (month(text).ok_or_else(mistake)? - first, 1, Form::Month),
        };
        Ok(Self { from: first + offset, to: first + offset + length - 1, form })
    }

    /// A week from the digits of its year and its number.
    fn week(year: &str, week: &str) -> Option<Self> {
        let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        let (year, week) = (year.parse().ok().filter(|_| digits(year, 4))?, week.parse().ok().filter(|_| digits(week, 2))?);
        let monday = monday(year, week)?;
        let month = |day: civil::Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        Some(Self { from: month(monday), to: month(monday.checked_add(6.days()).ok()?), form: Form::Week(year, week) })
    }

    /// Its first day.
    #[must_use]
    pub fn start(self) -> Date {
        match self.form {
            Form::Week(year, week) => monday(year, week).unwrap_or(civil::Date::MIN).into(),
            _ => first_day(self.from).into(),
        }
    }

    /// Its last day.
    #[must_use]
    pub fn end(self) -> Date {
        match self.form {
            Form::Week(..) => self.start().civil().saturating_add(6.days()).into(),
            _ => first_day(self.to).last_of_month().into(),
        }
    }

    /// How many months it has a part of.
    #[must_use]
    pub fn months(self) -> u32 {
        u32::try_from(self.to - self.from + 1).unwrap_or(1)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, date: Date) -> bool {
        (self.start()..=self.end()).contains(&date)
    }
}

/// The Monday of a week of ISO 8601; `None` where the year has no such week.
fn monday(year: i16, week: i8) -> Option<civil::Date> {
    civil::ISOWeekDate::new(year, week, civil::Weekday::Monday).ok().map(civil::ISOWeekDate::date)
}

/// A week as it is to be written, from `W43` or `w3` behind its year.
fn week(year: &str, rest: &str) -> Option<String> {
    let week: i8 = rest.strip_prefix('W')?.trim_start_matches(['-', ' ']).parse().ok()?;
    monday(year.parse().ok()?, week).map(|_| format!("{year}-W{week:02}"))
}

/// A period of another form, with what it seems to mean.
fn other_form(text: &str) -> ValueError {
    let plain = typed(text);
    let odd = oddity(text).filter(|_| plain != text && Period::parse(&plain).is_ok());
    let why = odd.as_ref().map_or_else(|| "is not a period".to_owned(), |odd| format!("has {odd}"));
    let mistake = ValueError::new(Code::BadPeriod, format!("`{}` {why}", shown(text)));
    if odd.is_some() {
        return mistake.mend(plain);
    }
    if let Some(stretches::Reading { period, certain }) = stretches::read(&plain).filter(|reading| Period::parse(&reading.period).is_ok()) {
        return if certain {
            mistake.help(format!("write {period}")).mend(period)
        } else if period.contains("-04/") {
            mistake.help(format!("write its first and its last month: {period} for a year from April to March")).offer(period)
        } else {
            mistake.help(format!("write {period}, if all of it is meant")).offer(period)
        };
    }
    if let Some(months) = plain.split_once('/').and_then(|(first, last)| between(first.trim(), last.trim())) {
        return mistake.help(format!("write its first and its last month: {months}")).offer(months);
    }
    let (year, part) = plain.split_at_checked(4).unwrap_or_default();
    if year.bytes().all(|b| b.is_ascii_digit()) && !year.is_empty() {
        let rest = part.trim_start_matches(['-', ' ', '/']).to_uppercase();
        let beyond = |letter: char, what: &str| {
            rest.strip_prefix(letter).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())).then(|| what.to_owned())
        };
        let quarters = beyond('Q', "quarters are Q1 to Q4").or_else(|| beyond('H', "halves are H1 and H2"));
        if let Some(week) = week(year, &rest) {
            return mistake.help(format!("write {week}")).mend(week);
        }
        if let Some(why) = quarters {
            return mistake.help(format!("{why}: write it like {year}-Q3, {year}-H1 or {year}-09"));
        }
        if let Ok(day) = Date::parse(&plain) {
            let month = format!("{year}-{:02}", day.month());
            return mistake.help(format!("a period is of whole months: write {month}, or the day as `as_of`")).offer(month);
        }
        if rest.len() == 2 && rest.bytes().all(|b| b.is_ascii_digit()) {
            return mistake.help(format!("months are 01 to 12: write it like {year}-09"));
        }
    }
    mistake.help("write it like 2024, 2024-H1, 2024-Q3, 2024-09, 2024-W44 or 2024-01/2024-09, which are months, both included")
}

/// The months from the beginning of one day or period to the end of another: `2025-Q1/2025-Q3`, `2025-01-01/2025-09-30`.
fn between(first: &str, last: &str) -> Option<String> {
    let first = Period::parse(first).map(Period::start).or_else(|_| Date::parse(first)).ok()?;
    let last = Period::parse(last).map(Period::end).or_else(|_| Date::parse(last)).ok()?;
    let month = |date: Date| format!("{}-{:02}", date.year(), date.month());
    (first < last).then(|| format!("{}/{}", month(first), month(last)))
}

/// The first day of a month that is counted from year 0.
fn first_day(month: i32) -> civil::Date {
    let year = i16::try_from(month.div_euclid(12)).unwrap_or(i16::MAX);
    let month = i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
    civil::Date::new(year, month, 1).unwrap_or(civil::Date::MAX)
}

/// Reads `2024-09`.
fn month(text: &str) -> Option<i32> {
    let (year, month) = text.split_once('-')?;
    let number = |part: &str, digits: usize| part.parse::<i32>().ok().filter(|_| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()));
    let (year, month) = (number(year, 4).filter(|y| *y > 0)?, number(month, 2).filter(|m| (1..=12).contains(m))?);
    Some(year * 12 + month - 1)
}

/// Writes `2024-09`, which most periods are, without what `write!` needs for padding.
fn written(year: i32, month: i32) -> [u8; 7] {
    let digit = |n: i32| b'0' + u8::try_from(n % 10).unwrap_or(0);
    [digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), b'-', digit(month / 10), digit(month)]
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, part) = (self.from.div_euclid(12), self.from.rem_euclid(12));
        match self.form {
            Form::Year => write!(f, "{year:04}"),
            Form::Half => write!(f, "{year:04}-H{}", part / 6 + 1),
            Form::Quarter => write!(f, "{year:04}-Q{}", part / 3 + 1),
            Form::Month => f.write_str(std::str::from_utf8(&written(year, part + 1)).unwrap_or_default()),
            Form::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            Form::Months => write!(f, "{year:04}-{:02}/{:04}-{:02}", part + 1, self.to.div_euclid(12), self.to.rem_euclid(12) + 1),
        }
    }
}

scalar!(Period, "a period such as 2024-Q3 or 2024-01/2024-09");

/// A day or a period: when something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// A day.
    Day(Date),
    /// A period.
    Period(Period),
}

/// What people write where nobody knows.
const UNKNOWN: [&str; 16] = ["tbd", "t.b.d.", "tba", "tbc", "n/a", "na", "none", "unknown", "unclear", "open", "pending", "later", "soon", "?", "待定", "未定"];

impl When {
    /// Reads a day or a period.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        if let Ok(period) = Period::parse(text) {
            return Ok(Self::Period(period));
        }
        Date::parse(text).map(Self::Day).map_err(|mistake| {
            let period = || Period::parse(text).err().filter(|mistake| mistake.replacement.is_some());
            let neither = || mistake.clone().help("write a day such as 2024-10-23, or a period such as 2024, 2024-H1, 2024-Q3 or 2024-09");
            if UNKNOWN.contains(&text.trim().to_lowercase().as_str()) {
                return neither().help("leave the line out until the day or the period is known: 2024-10-23, 2024-Q3 or 2024");
            }
            let is_day = mistake.replacement.is_some() || mistake.help.as_deref().is_some_and(|help| help.contains(" or "));
            if is_day { mistake.clone() } else { period().unwrap_or_else(neither) }
        })
    }

    /// The first day that it may mean.
    #[must_use]
    pub fn start(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Period(period) => period.start(),
        }
    }

    /// The last day that it may mean.
    #[must_use]
    pub fn end(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Period(period) => period.end(),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => date.fmt(f),
            Self::Period(period) => period.fmt(f),
        }
    }
}

scalar!(When, "a day such as 2024-10-23, or a period such as 2024-Q3");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_of_another_form_is_shown_in_the_right_one() {
        for (text, period) in [
            ("Q3 2024", "2024-Q3"),
            ("2024Q3", "2024-Q3"),
            ("2024 Q3", "2024-Q3"),
            ("3Q2024", "2024-Q3"),
            ("3Q 2024", "2024-Q3"),
            ("Q3/2024", "2024-Q3"),
            ("third quarter of 2024", "2024-Q3"),
            ("H1 2024", "2024-H1"),
            ("2024/H1", "2024-H1"),
            ("first half of 2024", "2024-H1"),
            ("9M 2024", "2024-01/2024-09"),
            ("first nine months of 2024", "2024-01/2024-09"),
            ("Sept 2024", "2024-09"),
            ("September 2024", "2024-09"),
            ("2024/09", "2024-09"),
            ("09/2024", "2024-09"),
            ("2024-9", "2024-09"),
            ("202409", "2024-09"),
            ("2024年9月", "2024-09"),
            ("2024年", "2024"),
            ("2024年1-9月", "2024-01/2024-09"),
            ("2024-01 to 2024-09", "2024-01/2024-09"),
            ("2024-01 - 2024-09", "2024-01/2024-09"),
            ("2024-01–2024-09", "2024-01/2024-09"),
            ("2024-01..2024-09", "2024-01/2024-09"),
            ("2024-01/09", "2024-01/2024-09"),
            ("Jan-Sep 2024", "2024-01/2024-09"),
            ("January to September 2024", "2024-01/2024-09"),
            ("2024-2026", "2024-01/2026-12"),
            ("2024–Q3", "2024-Q3"),
            ("2024W43", "2024-W43"),
            ("2024-W3", "2024-W03"),
            ("２０２４", "2024"),
            ("2024-Q3\u{200b}", "2024-Q3"),
        ] {
            let mistake = Period::parse(text).expect_err(text);
            assert_eq!(mistake.replacement.as_ref().map(|r| (r.text.as_str(), r.certain)), Some((period, true)), "{text}: {mistake:?}");
            assert!(Period::parse(period).is_ok() && mistake.help.is_some_and(|help| help.contains(period)), "{text}");
        }
        for (text, help, offered) in [
            ("2024-Q1/2024-Q3", "write its first and its last month: 2024-01/2024-09", Some("2024-01/2024-09")),
            ("2024-01-01/2024-09-30", "write its first and its last month: 2024-01/2024-09", Some("2024-01/2024-09")),
            ("2024/25", "write its first and its last month: 2024-04/2025-03 for a year from April to March", Some("2024-04/2025-03")),
            ("2024-Q5", "quarters are Q1 to Q4: write it like 2024-Q3, 2024-H1 or 2024-09", None),
            ("2024-13", "months are 01 to 12: write it like 2024-09", None),
            ("2024-10-23", "a period is of whole months: write 2024-10, or the day as `as_of`", Some("2024-10")),
            ("2024-09/2024-01", "write the first month, a slash, and the last month: 2024-01/2024-09", Some("2024-01/2024-09")),
            ("soon", "write it like 2024, 2024-H1, 2024-Q3, 2024-09, 2024-W44 or 2024-01/2024-09, which are months, both included", None),
        ] {
            let mistake = Period::parse(text).expect_err(text);
            let found = mistake.replacement.as_ref().map(|r| (r.text.as_str(), r.certain));
            assert_eq!((mistake.help.as_deref(), found), (Some(help), offered.map(|text| (text, false))), "{text}");
        }
    }

    #[test]
    fn a_day_or_period_of_another_form_is_either() {
        for (text, right) in [("23.10.2024", "2024-10-23"), ("Q3 2024", "2024-Q3"), ("end of 2024", "2024"), ("some day", ""), ("03/04/2024", "")] {
            let mistake = When::parse(text).expect_err(text);
            assert_eq!(mistake.replacement.map_or(String::new(), |r| r.text), right, "{text}");
        }
    }
}
