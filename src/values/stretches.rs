//! Periods in the forms that people write, each in ours.

use super::calendar::month_named;

/// What a text that is no period in our form seems to mean, and whether it can mean nothing else.
pub(super) struct Reading {
    pub(super) period: String,
    pub(super) certain: bool,
}

/// A month of a year, or of one that is said elsewhere.
#[derive(Clone, Copy)]
struct Month {
    year: Option<u16>,
    month: u8,
}

/// The period that `text`, typed on a keyboard, seems to mean.
pub(super) fn read(text: &str) -> Option<Reading> {
    let text = text.to_lowercase().replace('年', "-").replace(['월', '月'], " ").replace("년", "-");
    let text = text.trim().trim_end_matches('-').trim();
    // Whether the end, the first or any day of it counts, is for its author to say.
    for start in ["by the end of ", "by end of ", "before the end of ", "the end of ", "end of ", "end-", "end ", "late ", "by ", "until ", "during ", "in "] {
        if let Some(Reading { period, .. }) = text.strip_prefix(start).and_then(read) {
            return Some(Reading { period, certain: false });
        }
    }
    let sure = |period: String| Some(Reading { period, certain: true });
    if let Some(period) = part_of_year(text) {
        return sure(period);
    }
    if let Some(year) = year(text) {
        return sure(format!("{year}"));
    }
    if let Some(Month { year: Some(year), month }) = month(text) {
        return sure(format!("{year}-{month:02}"));
    }
    if let Some((from, to)) = years(text) {
        // Whose year begins in April and whose in July, only its author knows.
        return if to == from + 1 && !text.contains(" to ") {
            Some(Reading { period: format!("{from}-04/{to}-03"), certain: false })
        } else {
            sure(format!("{from}-01/{to}-12"))
        };
    }
    stretch(text).and_then(sure)
}

fn year(text: &str) -> Option<u16> {
    let text = text.strip_prefix("year").unwrap_or(text).trim();
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?.filter(|year| (1000..=2999).contains(year))
}

/// A quarter, a half, or the first months of a year: `q3 2024`, `2024q3`, `3q2024`, `third quarter of 2024`, `9m 2024`.
fn part_of_year(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', '/', '-', '\'', ',', '.']).filter(|word| !word.is_empty() && !matches!(*word, "of" | "the" | "in" | "a")).collect();
    let (year, rest) = match words.as_slice() {
        [one] => match (one.get(..4).and_then(year), one.len().checked_sub(4).and_then(|at| one.get(at..)).and_then(year)) {
            (Some(year), _) => (year, vec![&one[4..]]),
            (None, Some(year)) => (year, vec![&one[..one.len() - 4]]),
            (None, None) => return None,
        },
        words => {
            let at = words.iter().position(|word| year(word).is_some())?;
            (year(words[at])?, words.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, word)| *word).collect())
        }
    };
    let ordinal = |word: &str| match word {
        "first" | "1st" | "i" | "1" | "one" => Some(1),
        "second" | "2nd" | "ii" | "2" | "two" => Some(2),
        "third" | "3rd" | "iii" | "3" | "three" => Some(3),
        "fourth" | "4th" | "last" | "iv" | "4" | "four" => Some(4),
        "six" => Some(6),
        "nine" => Some(9),
        _ => word.parse::<u8>().ok(),
    };
    let (letter, number) = match rest.as_slice() {
        [one] => {
            let digits = one.trim_matches(|c: char| c.is_alphabetic());
            (one.trim_matches(|c: char| !c.is_alphabetic()), digits.parse::<u8>().ok()?)
        }
        [number, word] if ordinal(number).is_some() => (*word, ordinal(number)?),
        [word, number] if ordinal(number).is_some() => (*word, ordinal(number)?),
        ["first", number, "months"] => ("m", ordinal(number)?),
        _ => return None,
    };
    match letter {
        "q" | "quarter" | "qtr" | "quartal" | "trimestre" | "t" if (1..=4).contains(&number) => Some(format!("{year}-Q{number}")),
        "h" | "half" | "s" | "semester" | "semestre" if (1..=2).contains(&number) => Some(format!("{year}-H{number}")),
        // `9M 2024`, as reports say it; `m9` is a month.
        "m" | "months" if text.contains('m') && rest.first().is_some_and(|one| one.starts_with(|c: char| c.is_ascii_digit())) || rest.len() == 3 => {
            (2..=11).contains(&number).then(|| format!("{year}-01/{year}-{number:02}"))
        }
        "m" if (1..=12).contains(&number) => Some(format!("{year}-{number:02}")),
        _ => None,
    }
}

/// `sept 2024`, `september`, `2024/09`, `09/2024`, `2024-9`, `202409`.
fn month(text: &str) -> Option<Month> {
    let words: Vec<&str> = text.split([' ', '/', '-', '.', ',']).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| (word.len() <= 2).then(|| word.parse::<u8>().ok())?.filter(|month| (1..=12).contains(month));
    let named = |word: &str| month_named(word).and_then(|month| u8::try_from(month).ok());
    let any = |word: &str| named(word).or_else(|| number(word));
    match words.as_slice() {
        [one] if one.len() == 6 && one.bytes().all(|b| b.is_ascii_digit()) => Some(Month { year: Some(year(&one[..4])?), month: number(&one[4..])? }),
        [one] => named(one).map(|month| Month { year: None, month }),
        [a, b] => match (year(a), year(b)) {
            (Some(year), None) => Some(Month { year: Some(year), month: any(b)? }),
            (None, Some(year)) => Some(Month { year: Some(year), month: any(a)? }),
            _ => None,
        },
        _ => None,
    }
}

/// `2024/25`, `2024-2025`, `fy 2024/25`.
fn years(text: &str) -> Option<(u16, u16)> {
    let text = text.trim_start_matches("fy").trim();
    let (from, to) = divided(text)?;
    let from = year(from)?;
    let to = if to.len() == 2 { to.parse::<u16>().ok().map(|short| from / 100 * 100 + short)? } else { year(to)? };
    // `2024-09` is a month, which the right form takes.
    (to > from && (to - from == 1 || text.len() > 7)).then_some((from, to))
}

/// Two months: `2024-01 to 2024-09`, `jan-sep 2024`, `2024-01/09`, `2024年1-9月`.
fn stretch(text: &str) -> Option<String> {
    let (from, to) = divided(text)?;
    let number = |text: &str| text.trim().parse::<u8>().ok().filter(|month| (1..=12).contains(month));
    let alone = |text: &str| number(text).map(|month| Month { year: None, month });
    let (from, to) = (month(from).or_else(|| alone(from))?, month(to).or_else(|| alone(to))?);
    let (first, last) = match (from.year, to.year) {
        (Some(first), Some(last)) => (first, last),
        (Some(year), None) | (None, Some(year)) => (year, year),
        (None, None) => return None,
    };
    ((first, from.month) <= (last, to.month)).then(|| format!("{first}-{:02}/{last}-{:02}", from.month, to.month))
}

/// A text at what stands between its beginning and its end.
fn divided(text: &str) -> Option<(&str, &str)> {
    for between in [" to ", " until ", " till ", " through ", " bis ", " - ", "..", " / ", "至", "~", "/"] {
        if let Some((from, to)) = text.split_once(between) {
            return Some((from.trim().trim_start_matches("from ").trim(), to.trim_start_matches('.').trim()));
        }
    }
    // `jan-sep 2024`, `2024-2025`, `2024-01-2024-09`, `2024-1-9`: at a hyphen, the middle one.
    let hyphens: Vec<usize> = text.match_indices('-').map(|(at, _)| at).collect();
    let at = match hyphens.as_slice() {
        [one] | [_, one, _] => *one,
        [_, two] => *two,
        _ => return None,
    };
    Some((text[..at].trim(), text[at + 1..].trim()))
}
