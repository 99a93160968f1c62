//! New editions: the briefings of a stretch of time, gathered.

use std::fmt::Write as _;

use jiff::civil::{ISOWeekDate, Weekday};

use super::{NewFile, quoted};
use crate::content::with_prompts;
use crate::diagnostics::Code;
use crate::locale::{DateStyle, Locale};
use crate::values::{Date, Period};
use crate::yaml::ValueError;

/// What an edition gathers, as its editor names it: a week, whole months, or any days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The id that it gives the edition: `2024-w44`.
    pub id: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Where it is of whole months, these.
    period: Option<Period>,
}

impl Stretch {
    /// Reads `2024-W44`, a period (`2024-10`, `2024-Q4`, `2024-H2`, `2024`, `2024-07/2024-10`) or `2024-10-28..2024-11-03`.
    ///
    /// # Errors
    /// Where it has another form, or ends before it begins.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        let mistake = || {
            ValueError::new(Code::BadPeriod, format!("`{text}` is no stretch of time"))
                .help("write a week as 2024-W44, whole months as 2024-10, 2024-Q4, 2024-H2 or 2024, any days as 2024-10-28..2024-11-03")
        };
        if let Some((from, to)) = text.split_once("..") {
            let (from, to) = (Date::parse(from)?, Date::parse(to)?);
            if to < from {
                return Err(ValueError::new(Code::BadPeriod, format!("`{text}` ends before it begins")).help("write the first day, two dots, and the last day"));
            }
            return Ok(Self { id: format!("{from}-to-{to}"), from, to, period: None });
        }
        if let Some((year, week)) = text.split_once(['W', 'w']) {
            let monday = week_of(year.strip_suffix('-').ok_or_else(mistake)?, week).ok_or_else(mistake)?;
            let sunday = ISOWeekDate::new(monday.year(), monday.week(), Weekday::Sunday).map_err(|_| mistake())?;
            return Ok(Self { id: text.to_lowercase(), from: monday.date().into(), to: sunday.date().into(), period: None });
        }
        let period = Period::parse(text).map_err(|_| mistake())?;
        let id = period.to_string().to_lowercase().replace('/', "-to-");
        Ok(Self { id, from: period.start(), to: period.end(), period: Some(period) })
    }

    /// The day after it.
    #[must_use]
    pub fn after(&self) -> Date {
        self.to.civil().tomorrow().map_or(self.to, Date::from)
    }

    /// It in words: "October 2024", "28 October 2024 – 3 November 2024".
    #[must_use]
    pub fn words(&self, locale: &Locale) -> String {
        let day = |date: Date, style| locale.date(date.civil(), style);
        match self.period.map(Period::months) {
            Some(1) => day(self.from, DateStyle::MonthYear),
            Some(12) if self.from.month() == 1 => day(self.from, DateStyle::Year),
            Some(_) => format!("{} – {}", day(self.from, DateStyle::MonthYear), day(self.to, DateStyle::MonthYear)),
            None => format!("{} – {}", day(self.from, DateStyle::Long), day(self.to, DateStyle::Long)),
        }
    }
}

/// The Monday of a week of ISO 8601.
fn week_of(year: &str, week: &str) -> Option<ISOWeekDate> {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    let parsed = (digits(year, 4) && digits(week, 2)).then(|| Some((year.parse().ok()?, week.parse().ok()?)))?;
    let (year, week) = parsed?;
    ISOWeekDate::new(year, week, Weekday::Monday).ok()
}

/// A briefing that an edition gathers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// Year and id: `2024/miit-nine-months`.
    pub name: String,
    /// Its day.
    pub date: Date,
    /// Its title.
    pub title: String,
    /// Whether it is to lead the edition.
    pub leads: bool,
}

/// An edition of `stretch` that comes out on `date`, with `briefings` as a comment.
#[must_use]
pub fn edition(stretch: &Stretch, title: &str, date: Date, briefings: &[Gathered]) -> NewFile {
    let Stretch { id, from, to, period } = stretch;
    let mut text = format!("---\nid: {id}\ntitle: {}\ndate: {date}              # the day that it comes out\n", quoted(title));
    // Writing to a text cannot fail.
    let _ = match period {
        Some(period) => writeln!(text, "period: {period}"),
        None => writeln!(text, "from: {from}\nto: {to}"),
    };
    text.push_str("\n# The briefing that leads it; without one, the newest featured briefing, else the newest.\n");
    for lead in briefings.iter().filter(|b| b.leads) {
        let _ = writeln!(text, "lead: {}", quoted(&lead.name));
    }
    text.push_str(&with_prompts("\n# What mail programs show beside the subject.\n# preheader: {prompt:preheader}\n"));
    text.push_str("\n# It gathers all briefings of its period. When it was made, these were there; to choose among them, name them here.\n# briefings:\n");
    for briefing in briefings {
        let title = briefing.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(text, "#   - {}   # {}: {title}", quoted(&briefing.name), briefing.date);
    }
    text.push_str(&with_prompts("---\n{prompt:brought} {prompt:note}\n"));
    NewFile { path: format!("content/editions/{id}.md"), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn stretches_are_weeks_months_or_days() {
        let days = |text: &str| Stretch::parse(text).map(|s| format!("{} {} {}", s.id, s.from, s.to)).map_err(|m| m.message);
        assert_eq!(days("2024-W44").unwrap(), "2024-w44 2024-10-28 2024-11-03");
        assert_eq!(days("2026-w53").unwrap(), "2026-w53 2026-12-28 2027-01-03");
        assert_eq!(days("2024-10").unwrap(), "2024-10 2024-10-01 2024-10-31");
        assert_eq!(days("2024-Q4").unwrap(), "2024-q4 2024-10-01 2024-12-31");
        assert_eq!(days("2024-07/2024-10").unwrap(), "2024-07-to-2024-10 2024-07-01 2024-10-31");
        assert_eq!(days("2024-10-28..2024-11-03").unwrap(), "2024-10-28-to-2024-11-03 2024-10-28 2024-11-03");
        for wrong in
            ["", "October", "2024-W54", "2025-W53", "2024W44", "2024-W4", "2024-13", "2024-10-28", "2024-11-03..2024-10-28", "2024-10-28..", "2024-W-1", "W"]
        {
            assert!(days(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn stretches_have_words() {
        let english = Locale::new(&Language::parse("en-GB").unwrap());
        let words = |text: &str| Stretch::parse(text).unwrap().words(&english);
        assert_eq!(words("2024-10"), "October 2024");
        assert_eq!(words("2024"), "2024");
        assert_eq!(words("2024-Q4"), "October 2024 – December 2024");
        assert_eq!(words("2024-W44"), "28 October 2024 – 3 November 2024");
    }
}
