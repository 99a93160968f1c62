//! Dates in the forms that people write, each as the days that it may mean.

use jiff::civil;

/// The names of months; the head of the table says more.
const MONTHS: &str = include_str!("months.tsv");

/// What a text that is no date in our form seems to mean.
pub(super) struct Reading {
    /// The days, the more likely one first.
    pub(super) days: Vec<civil::Date>,
    /// Whether its author can have meant nothing else.
    pub(super) certain: bool,
}

/// A part of a date.
enum Part {
    /// A number, and how many digits it has.
    Number(i16, usize),
    Month(i8),
}

/// The month of this name, in one of a few languages, whole or cut short.
pub(super) fn month_named(name: &str) -> Option<i8> {
    word(name).filter(|month| *month > 0)
}

/// The month of a name; 0 for a word that says nothing of the day.
fn word(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let rows = MONTHS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.filter(|(_, names)| names.split('|').any(|other| other == name)).find_map(|(number, _)| number.parse().ok())
}

/// The days that `text`, typed on a keyboard, may mean; none where it is no date.
pub(super) fn read(text: &str) -> Reading {
    let nothing = Reading { days: Vec::new(), certain: false };
    let Some(parts) = parts(without_time(text)) else { return nothing };
    let civil = |year: i16, month: i16, day: i16| civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    // A year of two digits is one of this century to those who leave it out.
    let whole = |year: i16, digits: usize| if digits == 2 { 2000 + year } else { year };
    match parts[..] {
        [Part::Number(year, 4), Part::Number(month, _), Part::Number(day, _)] => match (civil(year, month, day), civil(year, day, month)) {
            (Some(right), _) => Reading { days: vec![right], certain: true },
            // The day in front of the month is the custom of nobody.
            (None, Some(turned)) => Reading { days: vec![turned], certain: false },
            (None, None) => nothing,
        },
        [Part::Number(one, 1 | 2), Part::Number(other, 1 | 2), Part::Number(year, digits @ (2 | 4))] => {
            let year = whole(year, digits);
            let mut days: Vec<civil::Date> = civil(year, other, one).into_iter().chain(civil(year, one, other)).collect();
            days.dedup();
            Reading { certain: days.len() == 1 && digits == 4, days }
        }
        [Part::Number(day, 1 | 2), Part::Month(month), Part::Number(year, digits @ (2 | 4))]
        | [Part::Month(month), Part::Number(day, 1 | 2), Part::Number(year, digits @ (2 | 4))] => {
            Reading { days: civil(whole(year, digits), i16::from(month), day).into_iter().collect(), certain: digits == 4 }
        }
        [Part::Number(year, 4), Part::Month(month), Part::Number(day, _)] => {
            Reading { days: civil(year, i16::from(month), day).into_iter().collect(), certain: true }
        }
        _ => compact(text).unwrap_or(nothing),
    }
}

/// `20241023`.
fn compact(text: &str) -> Option<Reading> {
    let is_compact = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let date = |year: &str, month: &str, day: &str| civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    let plausible = |date: &civil::Date| (1000..=2999).contains(&date.year());
    is_compact.then(|| {
        let right = date(&text[..4], &text[4..6], &text[6..]).filter(plausible);
        let turned = date(&text[4..], &text[2..4], &text[..2]).filter(plausible);
        Reading { certain: right.is_some(), days: right.or(turned).into_iter().collect() }
    })
}

/// A date without a time of day behind it.
fn without_time(text: &str) -> &str {
    let begins = |(at, c): (usize, char)| {
        let rest = &text[at + c.len_utf8()..];
        let hour = rest.find(':').filter(|colon| *colon <= 2).is_some_and(|colon| rest[..colon].bytes().all(|b| b.is_ascii_digit()));
        (matches!(c, 'T' | 't' | ' ' | ',') && hour).then_some(at)
    };
    text.char_indices().find_map(begins).map_or(text, |at| text[..at].trim_end_matches([' ', ',']))
}

/// The numbers and months of a date; `None` where there is anything else in it.
fn parts(text: &str) -> Option<Vec<Part>> {
    let is_between = |c: char| matches!(c, '/' | '.' | '-' | ' ' | ',' | '年' | '月' | '日' | '년' | '월' | '일');
    let mut parts = Vec::new();
    for piece in text.split(is_between).filter(|piece| !piece.is_empty()) {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = piece.split_at(digits);
        match (number, rest) {
            ("", name) => match word(name)? {
                0 => {}
                month => parts.push(Part::Month(month)),
            },
            (number, "" | "st" | "nd" | "rd" | "th" | "er") if digits <= 4 => parts.push(Part::Number(number.parse().ok()?, digits)),
            // 23Oct2024
            (number, rest) if digits <= 2 => {
                let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
                parts.push(Part::Number(number.parse().ok()?, digits));
                parts.push(Part::Month(month_named(&rest[..letters])?));
                if letters < rest.len() {
                    parts.push(Part::Number(rest[letters..].parse().ok()?, rest.len() - letters));
                }
            }
            _ if digits == 8 && rest.is_empty() => {}
            _ => return None,
        }
    }
    Some(parts)
}
