//! Times of day as they are written.

use jiff::civil::Time;
use jiff::tz::Offset;

/// The offsets that clocks are set to somewhere, in minutes from UTC: one beyond them is a misprint.
const OFFSETS: std::ops::RangeInclusive<i32> = -12 * 60..=14 * 60;

/// A time of day, perhaps with its offset from UTC.
pub(super) struct Clock {
    pub(super) time: Time,
    pub(super) offset: Option<Offset>,
}

/// Reads `14:00`, `14:00:30`, `14:00:30.5`, each with `Z`, `+08:00`, `+0800` or `+08` behind it, perhaps after a space.
///
/// # Errors
/// Why it is none, in a few words.
pub(super) fn clock(text: &str) -> Result<Clock, String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(text.len());
    let (time, rest) = text.split_at(end);
    let mut parts = time.split(':');
    let number = |part: Option<&str>, most: i8, what: &str| {
        let part = part.unwrap_or_default();
        let n = part.parse::<i8>().ok().filter(|_| part.len() == 2).ok_or_else(|| format!("{what} have two digits"))?;
        if n > most { Err(format!("{what} are 00 to {most}")) } else { Ok(n) }
    };
    // Older sites write `9:05`.
    let hour = match parts.next() {
        Some(digit) if digit.len() == 1 => digit.parse().map_err(|_| "hours are 00 to 23".to_owned())?,
        hour => number(hour, 23, "hours")?,
    };
    let minute = number(parts.next(), 59, "minutes")?;
    let (second, fraction) = match parts.next().map(|s| s.split_once('.').map_or((s, None), |(s, f)| (s, Some(f)))) {
        Some((second, fraction)) => (number(Some(second), 59, "seconds")?, fraction),
        None => (0, None),
    };
    if parts.next().is_some() || fraction.is_some_and(|f| f.is_empty() || f.len() > 9 || f.contains('.')) {
        return Err("it is written hours:minutes:seconds".to_owned());
    }
    let nanoseconds = fraction.map_or(Ok(0), |f| format!("{f:0<9}").parse::<i32>()).map_err(|_| "it is written hours:minutes:seconds".to_owned())?;
    let time = Time::new(hour, minute, second, nanoseconds).map_err(|error| error.to_string())?;
    Ok(Clock { time, offset: offset(rest.strip_prefix(' ').unwrap_or(rest))? })
}

/// Reads `Z`, `+08:00`, `+0800`, `+08` or nothing.
fn offset(text: &str) -> Result<Option<Offset>, String> {
    let form = || "an offset from UTC is written like +08:00".to_owned();
    let digits = match text.as_bytes() {
        [] => return Ok(None),
        b"Z" | b"z" => return Ok(Some(Offset::UTC)),
        [b'+' | b'-', digits @ ..] => digits,
        _ => return Err(form()),
    };
    let (hours, minutes) = match digits {
        [a, b] => ([*a, *b], [b'0', b'0']),
        [a, b, c, d] | [a, b, b':', c, d] => ([*a, *b], [*c, *d]),
        _ => return Err(form()),
    };
    let number = |[a, b]: [u8; 2]| (a.is_ascii_digit() && b.is_ascii_digit()).then(|| i32::from(a - b'0') * 10 + i32::from(b - b'0'));
    let (hours, minutes) = number(hours).zip(number(minutes)).filter(|(_, minutes)| *minutes < 60).ok_or_else(form)?;
    let minutes = (hours * 60 + minutes) * if text.starts_with('-') { -1 } else { 1 };
    if !OFFSETS.contains(&minutes) {
        return Err("offsets from UTC lie between -12:00 and +14:00".to_owned());
    }
    Offset::from_seconds(minutes * 60).map(Some).map_err(|error| error.to_string())
}
