//! Moments in time.

use std::fmt;

use jiff::civil::{DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use super::clock::clock;
use super::date::Date;
use super::slips::{shown as seen, typed};
use super::{calendar, scalar};
use crate::diagnostics::Code;
use crate::yaml::ValueError;

/// A moment: with its own offset, in a time zone of its own, or in the site's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Instant {
    local: DateTime,
    /// Whether it is written as a day alone.
    whole_day: bool,
    offset: Option<Offset>,
    /// The name of a time zone, as IANA spells it. With an offset beside it, it says nothing new.
    zone: Option<Box<str>>,
}

/// Why a wall clock does not tell a moment in a time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unclear {
    /// The clocks leap over it.
    Skipped,
    /// The clocks show it twice, the first time with this many minutes from UTC, the second with that many.
    Twice(i32, i32),
}

impl Instant {
    /// Reads `2024-10-23T14:00:00+08:00`, `2024-10-23T14:00[Asia/Shanghai]` (RFC 9557), `2024-10-23 14:00` or a date, which
    /// means its first moment. All that is written counts: what is not understood is refused.
    ///
    /// # Errors
    /// Where it is another form, names an hour that no clock shows or an unknown time zone, or where offset and zone
    /// disagree; the right form is shown.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        let bad = |why: String| ValueError::new(Code::BadInstant, why);
        let form = "write it like 2024-10-23T14:00:00+08:00, or without the offset for the site's own time zone";
        let other = || other_form(text).unwrap_or_else(|| bad(format!("`{}` is not a date with a time of day", seen(text))).help(form));
        let (rest, zone) = match text.strip_suffix(']') {
            Some(text) => text.split_once('[').map(|(rest, zone)| (rest.trim_end(), Some(zone))).ok_or_else(other)?,
            None => (text, None),
        };
        let (date, time) = rest.split_at_checked(10).ok_or_else(other)?;
        let is_date = date.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
        let date = Date::parse(date).map_err(|mistake| if is_date { ValueError { code: Code::BadInstant, ..mistake } } else { other() })?;
        let (time, offset) = match time.as_bytes().first() {
            None => (Time::midnight(), None),
            Some(b'T' | b't' | b' ') => {
                let clock = clock(&time[1..]).map_err(|why| bad(format!("`{text}` is not a date with a time of day: {why}")).help(form))?;
                (clock.time, clock.offset)
            }
            Some(_) => return Err(other()),
        };
        let zone = zone.map(|name| known(name, text)).transpose()?;
        let instant =
            Self { local: date.civil().to_datetime(time), whole_day: rest.len() == 10, offset, zone: zone.as_ref().map(|(name, _)| name.as_str().into()) };
        let Some((name, zone)) = &zone else { return Ok(instant) };
        match (offset, instant.unclear(zone)) {
            (None, None) => Ok(instant),
            (None, Some(unclear)) => {
                let (message, help) = unclear.told(instant.local, name);
                Err(bad(message).help(help))
            }
            (Some(offset), _) => {
                let there = zone.to_offset(offset.to_timestamp(instant.local).map_err(|_| other())?);
                if there == offset {
                    return Ok(instant);
                }
                let message = format!("`{text}` gives the offset {}, but {name} is at {} then", written(minutes(offset)), written(minutes(there)));
                Err(bad(message).help("write one of the two alone, or mend the wrong one"))
            }
        }
    }

    /// Seconds since 1970 in UTC; `zone` counts where the moment has neither an offset nor a zone of its own. One with a
    /// fraction of a second comes with the next whole one, so that nothing is shown before its time.
    #[must_use]
    pub fn seconds(&self, zone: &TimeZone) -> i64 {
        let timestamp = match (self.offset, &self.zone) {
            (Some(offset), _) => offset.to_timestamp(self.local),
            (None, Some(own)) => TimeZone::get(own).and_then(|own| own.to_timestamp(self.local)),
            (None, None) => zone.to_timestamp(self.local),
        };
        // Moments beyond jiff's years -9999 to 9999 are neither due nor past in any practical sense.
        timestamp.map_or(i64::MAX, |t| t.as_second() + i64::from(t.subsec_nanosecond() > 0))
    }

    /// What is unclear about its wall clock where it counts in `zone`, the site's, with what to do about it.
    #[must_use]
    pub fn unclear_in(&self, zone: &TimeZone) -> Option<(String, String)> {
        if self.offset.is_some() || self.zone.is_some() {
            return None;
        }
        let name = zone.iana_name().unwrap_or("the site's time zone");
        self.unclear(zone).map(|unclear| unclear.told(self.local, name))
    }

    fn unclear(&self, zone: &TimeZone) -> Option<Unclear> {
        // A date alone means the first moment that the day has, whatever the clocks show then.
        if self.whole_day {
            return None;
        }
        match zone.to_ambiguous_timestamp(self.local).offset() {
            AmbiguousOffset::Unambiguous { .. } => None,
            AmbiguousOffset::Gap { .. } => Some(Unclear::Skipped),
            AmbiguousOffset::Fold { before, after } => Some(Unclear::Twice(minutes(before), minutes(after))),
        }
    }
}

impl Unclear {
    /// What is unclear about the wall clock `local` in the zone `name`, and what to do about it.
    fn told(self, local: DateTime, name: &str) -> (String, String) {
        match self {
            Self::Skipped => {
                (format!("the clocks of {name} never show {}", shown(local)), "they are put forward then: write the time before or after".to_owned())
            }
            Self::Twice(first, second) => (
                format!("the clocks of {name} show {} twice", shown(local)),
                format!("say which: {0}{1} comes first, then {0}{2}", shown(local), written(first), written(second)),
            ),
        }
    }
}

/// A moment whose date, or time, is of another form that can be read: `23.10.2024 14:00`, `2024-10-23, 2 pm`.
fn other_form(text: &str) -> Option<ValueError> {
    let plain = typed(text);
    let mistake = || ValueError::new(Code::BadInstant, format!("`{}` is not a date with a time of day", seen(text)));
    if plain != text && Instant::parse(&plain).is_ok() {
        return Some(mistake().mend(plain));
    }
    let colon = plain.find(':');
    let letter = |colon: usize| plain[..colon].char_indices().rev().find(|(_, c)| !c.is_ascii_digit());
    let hour = colon.map(|colon| letter(colon).map_or(0, |(at, c)| at + c.len_utf8()));
    let (date, time) = hour.map_or((plain.as_str(), ""), |hour| plain.split_at(hour));
    let calendar::Reading { days, certain } = calendar::read(date.trim_end_matches(['T', 't', ' ', ',']));
    let [day] = days.as_slice() else { return None };
    let (clock, noon) = twelve(time.trim());
    let time = if clock.is_empty() { String::new() } else { format!("T{clock}") };
    let moment = format!("{}{time}", Date::from(*day));
    // As it stands there, it may be in no form at all.
    if moment == text || Instant::parse(&moment).is_err() {
        return None;
    }
    let mistake = mistake().help(format!("write {moment}"));
    Some(if certain && !noon { mistake.mend(moment) } else { mistake.offer(moment) })
}

/// A time of a clock of twelve hours by one of 24, and whether it was one: `2:30 pm`.
fn twelve(time: &str) -> (String, bool) {
    let lower = time.to_lowercase();
    let (digits, after) = match (lower.strip_suffix("pm"), lower.strip_suffix("am")) {
        (Some(digits), _) => (digits.trim(), 12),
        (_, Some(digits)) => (digits.trim(), 0),
        (None, None) => return (time.to_owned(), false),
    };
    let (hour, rest) = digits.split_once(':').unwrap_or((digits, "00"));
    match hour.parse::<u8>() {
        Ok(hour @ 1..=12) => (format!("{:02}:{rest}", hour % 12 + after), true),
        _ => (time.to_owned(), false),
    }
}

/// The time zone that a text in brackets names, under its own spelling.
fn known(name: &str, text: &str) -> Result<(String, TimeZone), ValueError> {
    // RFC 9557 marks with `!` what must be understood; here all must be.
    let name = name.strip_prefix('!').unwrap_or(name);
    let zone = TimeZone::get(name).ok().and_then(|zone| Some((zone.iana_name()?.to_owned(), zone)));
    zone.ok_or_else(|| {
        ValueError::new(Code::BadInstant, format!("`{text}` names the time zone `{name}`, which is not known"))
            .help("write a zone of the IANA database, such as [America/New_York], or the offset alone: +08:00")
    })
}

/// Minutes from UTC.
fn minutes(offset: Offset) -> i32 {
    offset.seconds() / 60
}

/// An offset as it is written: `+08:00`.
fn written(minutes: i32) -> String {
    format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60)
}

/// A wall clock as it is written: `2024-10-23T14:00`, with seconds where there are any.
fn shown(local: DateTime) -> String {
    let text = local.to_string();
    text.strip_suffix(":00").unwrap_or(&text).to_owned()
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.whole_day {
            write!(f, "{}", self.local.date())?;
        } else {
            write!(f, "{}", self.local)?;
        }
        if let Some(offset) = self.offset {
            f.write_str(&written(minutes(offset)))?;
        }
        if let Some(zone) = &self.zone {
            write!(f, "[{zone}]")?;
        }
        Ok(())
    }
}

scalar!(Instant, "a date with a time of day");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_of_another_form_is_shown_in_the_right_one() {
        for (text, moment) in [
            ("23.10.2024 14:00", "2024-10-23T14:00"),
            ("2024/10/23 14:00", "2024-10-23T14:00"),
            ("23 October 2024, 14:00", "2024-10-23T14:00"),
            ("2024/10/23", "2024-10-23"),
            ("2024–10–23 14:00", "2024-10-23 14:00"),
            ("10/23/2024 2:30 PM", "2024-10-23T14:30"),
        ] {
            let mistake = Instant::parse(text).expect_err(text);
            assert_eq!(mistake.replacement.map(|r| r.text).as_deref(), Some(moment), "{text}");
        }
        for text in ["03/04/2024 14:00", "soon", "14:00", "2024-10-23T25:00"] {
            assert_eq!(Instant::parse(text).expect_err(text).replacement, None, "{text}");
        }
    }
}
