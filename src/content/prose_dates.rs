//! Dates in the words of a text: days, with or without their year, and months with it. A year alone is none.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::markdown::Prose;
use crate::locale::{MonthNames, lower};

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProseDate {
    /// Where it stands, in bytes of the text.
    pub span: Range<u32>,
    /// Its year, where that is said.
    pub year: Option<i16>,
    /// Its month.
    pub month: i8,
    /// Its day; `None` for a month.
    pub day: Option<i8>,
}

/// The dates in the words of a body; spans count from its start.
pub(in crate::content) fn in_body(prose: &Prose, months: &MonthNames) -> Vec<ProseDate> {
    let mut found = dates(&prose.text, months);
    for date in &mut found {
        let span = prose.source(&(date.span.start as usize..date.span.end as usize));
        date.span = offset(span.start)..offset(span.end);
    }
    found
}

/// The dates in plain text, in the language of `names`.
#[must_use]
pub fn dates(text: &str, names: &MonthNames) -> Vec<ProseDate> {
    let low = lower(text);
    let (mut found, mut at): (Vec<ProseDate>, usize) = (Vec::new(), 0);
    while let Some(start) = low[at..].find(|c: char| c.is_ascii_digit()).map(|next| at + next) {
        let end = digits_end(&low, start);
        at = end;
        let date = iso(&low, start).or_else(|| eastern(&low, start, end)).or_else(|| western(&low, start, end, names));
        if let Some((span, year, month, day)) = date.filter(|(_, _, month, day)| (1..=12).contains(month) && day.is_none_or(|day| (1..=31).contains(&day))) {
            at = span.end.max(end);
            found.push(ProseDate { span: offset(span.start)..offset(span.end), year, month, day });
        }
    }
    found
}

/// A date as it is found: where it stands, year, month and day.
type Found = (Range<usize>, Option<i16>, i8, Option<i8>);

/// `2024-10-23`
fn iso(low: &str, start: usize) -> Option<Found> {
    let text = low.get(start..start + 10)?;
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = (year.len(), month.len(), day.len()) == (4, 2, 2)
        && !low[start + 10..].starts_with(|c: char| c.is_ascii_digit())
        && !low[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/'));
    fits.then_some((start..start + 10, Some(year.parse().ok()?), month.parse().ok()?, Some(day.parse().ok()?)))
}

/// 2024年10月23日, 10月23日, 2024年10月, 2024년 10월 23일
fn eastern(low: &str, start: usize, end: usize) -> Option<Found> {
    let number = |at: usize| {
        let at = at + low[at..].len() - low[at..].trim_start().len();
        let end = digits_end(low, at);
        (end > at).then(|| (low[at..end].parse::<i16>().ok(), end))
    };
    let unit = |at: usize, words: [&str; 2]| words.iter().find(|word| low[at..].starts_with(**word)).map(|word| at + word.len());
    let (year, after) = match unit(end, ["年", "년"]) {
        Some(after) => (Some(low[start..end].parse::<i16>().ok().filter(|year| (1000..3000).contains(year))?), after),
        None => (None, start),
    };
    let (month, end) = number(after)?;
    let after = unit(end, ["月", "월"])?;
    let month = i8::try_from(month?).ok()?;
    let day = number(after).and_then(|(day, end)| Some((i8::try_from(day?).ok()?, unit(end, ["日", "일"]).or_else(|| unit(end, ["号", "號"]))?)));
    match day {
        Some((day, end)) => Some((start..end, year, month, Some(day))),
        // A month without a year is none: 3月 may be a length of time.
        None => year.map(|year| (start..after, Some(year), month, None)),
    }
}

/// "23 October 2024", "23. Oktober 2024", "23 de octubre de 2024", "October 23, 2024", "October 2024", "23 October"
fn western(low: &str, start: usize, end: usize, names: &MonthNames) -> Option<Found> {
    let number = &low[start..end];
    let before = low[..start].trim_end_matches([' ', '\u{a0}', '\n', '.']);
    let named_before = names.at_end(before.strip_suffix(" de").unwrap_or(before));
    if number.len() == 4 {
        // A month and its year; where a day stands in front, it has been found from there.
        let (month, length) = named_before?;
        let from = before.strip_suffix(" de").unwrap_or(before).len() - length;
        return Some((from..end, Some(number.parse().ok()?), month, None));
    }
    let day: i8 = (number.len() <= 2).then(|| number.parse().ok())??;
    let rest = &low[end..];
    let behind = ["st", "nd", "rd", "th", "er", "º", "."].iter().find_map(|mark| rest.strip_prefix(mark)).unwrap_or(rest);
    let spaced = behind.trim_start_matches([' ', '\u{a0}', '\n']);
    let word = spaced.strip_prefix("de ").or_else(|| spaced.strip_prefix("of ")).unwrap_or(spaced);
    if let Some((month, length)) = names.at_start(word) {
        let after = low.len() - word.len() + length;
        let (year, end) = year_behind(low, after);
        return Some((start..end, year, month, Some(day)));
    }
    let (month, length) = named_before?;
    let (year, end) = year_behind(low, low.len() - behind.len());
    Some((before.len() - length..end, year, month, Some(day)))
}

/// The year that follows a day, and where it ends.
fn year_behind(low: &str, at: usize) -> (Option<i16>, usize) {
    let rest = low[at..].trim_start_matches(['.', ',', ' ', '\u{a0}', '\n']);
    let rest = rest.strip_prefix("de ").or_else(|| rest.strip_prefix("del ")).unwrap_or(rest);
    let end = digits_end(rest, 0);
    let year = (end == 4).then(|| rest[..end].parse::<i16>().ok()).flatten();
    (year, if year.is_some() { low.len() - rest.len() + end } else { at })
}

fn digits_end(text: &str, start: usize) -> usize {
    start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start)
}

/// Offsets beyond 4 GiB do not occur: no source may be that large.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    fn found(tag: &str, text: &str) -> Vec<String> {
        let names = MonthNames::of(&Language::parse(tag).expect("tests use valid tags"));
        let shown = |date: &ProseDate| {
            let part = |part: Option<i16>| part.map_or_else(|| "?".to_owned(), |part| part.to_string());
            format!("{} = {}-{}-{}", &text[date.span.start as usize..date.span.end as usize], part(date.year), date.month, part(date.day.map(i16::from)))
        };
        dates(text, &names).iter().map(shown).collect()
    }

    #[test]
    fn dates_are_found() {
        for (tag, text, expected) in [
            (
                "en",
                "on 23 October 2024 and October 24, 2024, by 31 May",
                &["23 October 2024 = 2024-10-23", "October 24, 2024 = 2024-10-24", "31 May = ?-5-31"][..],
            ),
            ("en", "in September 2024, from 2024-10-23 on", &["September 2024 = 2024-9-?", "2024-10-23 = 2024-10-23"]),
            ("en", "the 21st of March 2025", &["21st of March 2025 = 2025-3-21"]),
            ("zh-Hans", "2024年10月23日，10月24日，2024年9月", &["2024年10月23日 = 2024-10-23", "10月24日 = ?-10-24", "2024年9月 = 2024-9-?"]),
            ("ko", "2024년 10월 23일", &["2024년 10월 23일 = 2024-10-23"]),
            ("de", "am 23. Oktober 2024, im März 2025", &["23. Oktober 2024 = 2024-10-23", "März 2025 = 2025-3-?"]),
            ("es", "el 23 de octubre de 2024", &["23 de octubre de 2024 = 2024-10-23"]),
            ("fr", "le 1er mars 2024", &["1er mars 2024 = 2024-3-1"]),
            ("en", "2024 was a year; 5 marches, 12 may well come; Regulation 2024/1689", &["12 may = ?-5-12"]),
        ] {
            assert_eq!(found(tag, text), expected, "{tag}: {text}");
        }
    }
}
