//! Numbers in words: 三亿, "three million".

use rust_decimal::Decimal;

use super::digits::{Notation, Written, ten_to};
use super::glob;

const DIGITS: [(char, u32); 12] =
    [('〇', 0), ('零', 0), ('一', 1), ('二', 2), ('两', 2), ('兩', 2), ('三', 3), ('四', 4), ('五', 5), ('六', 6), ('七', 7), ('八', 8)];
const STEPS: [(char, u32); 3] = [('十', 1), ('百', 2), ('千', 3)];
const MYRIADS: [(char, u32); 6] = [('万', 4), ('萬', 4), ('亿', 8), ('億', 8), ('兆', 12), ('点', 0)];

fn digit(c: char) -> Option<u32> {
    if c == '九' { Some(9) } else { DIGITS.iter().find(|(known, _)| *known == c).map(|(_, value)| *value) }
}

fn step(c: char) -> Option<u32> {
    STEPS.iter().chain(&MYRIADS[..5]).find(|(known, _)| *known == c).map(|(_, power)| *power)
}

/// The next number in words from `at` on. Chinese characters count only where one for tens or more is among them, or where
/// a share follows: 一 alone is a word like any other.
pub(super) fn next(low: &str, at: usize, notation: Notation) -> Option<(usize, Written)> {
    // 十万 is a number without a digit in front; 千万 rather is an adverb.
    let begins =
        |found: usize, c: char| digit(c).is_some() || matches!(c, '十' | '百') && low[at + found + c.len_utf8()..].starts_with(['万', '萬', '亿', '億']);
    let east = low[at..].char_indices().filter(|(found, c)| begins(*found, *c)).map(|(found, _)| at + found);
    let mut east = east.filter(|start| {
        !low[..*start].ends_with(['第', '万', '十', '百', '千', '亿', '億', '萬'])
            && !low[..*start].ends_with(|c: char| digit(c).is_some() || c.is_ascii_digit())
    });
    let east = east.find_map(|start| Some((start, chinese(low, start)?)));
    let west = notation.words.and_then(|words| western(low, at, words.numerals, notation));
    match (east, west) {
        (Some(east), Some(west)) => Some(if east.0 < west.0 { east } else { west }),
        (east, west) => east.or(west),
    }
}

/// A number in the words of a language with spaces.
fn western(low: &str, at: usize, numerals: &[(&str, &str)], notation: Notation) -> Option<(usize, Written)> {
    let starts = low[at..].char_indices().map(|(found, _)| at + found).filter(|start| low[*start..].starts_with(char::is_alphabetic));
    starts.filter(|start| !low[..*start].ends_with(char::is_alphanumeric)).find_map(|start| {
        let fitting = numerals.iter().filter_map(|(word, value)| Some((glob::at_start(&[word], &low[start..], false)?, *value)));
        let (length, value) = fitting.max_by_key(|(length, _)| *length)?;
        let (end, value) = (start + length, Decimal::from_str_exact(value).ok()?);
        let (power, scale) = match notation.scale(&low[end..]) {
            Some(scale) => scale,
            None if value >= Decimal::ONE_THOUSAND => (0, 0),
            None => return None,
        };
        Some((start, Written { digits: end, end: end + scale, value, power }))
    })
}

/// A number in Chinese characters that begins at `start`.
fn chinese(low: &str, start: usize) -> Option<Written> {
    // All so far, what stands before the next 万 or 亿, and the last digit.
    let (mut total, mut part, mut last) = (Decimal::ZERO, Decimal::ZERO, None::<u32>);
    let (mut end, mut has_step) = (start, false);
    let mut chars = low[start..].chars().peekable();
    let mut fraction: Option<u32> = None;
    while let Some(c) = chars.next() {
        if let Some(value) = digit(c) {
            if let Some(places) = fraction {
                part = part.checked_add(Decimal::from(value).checked_div(ten_to(places)?)?)?;
                fraction = Some(places + 1);
            } else {
                last = Some(value);
            }
        } else if c == '点' && fraction.is_none() && chars.peek().is_some_and(|next| digit(*next).is_some()) {
            part += Decimal::from(last.take().unwrap_or(0));
            fraction = Some(1);
        } else if let Some(power) = step(c) {
            has_step = true;
            let unit = ten_to(power)?;
            if power >= 4 {
                part += Decimal::from(last.take().unwrap_or(0));
                // 一千万亿: what came before is counted in it too, unless it stands for itself.
                let counted = if part.is_zero() { std::mem::take(&mut total) } else { std::mem::take(&mut part) };
                total = total.checked_add(counted.checked_mul(unit)?)?;
                fraction = None;
            } else {
                part += Decimal::from(last.take().unwrap_or(1)).checked_mul(unit)?;
            }
        } else {
            break;
        }
        end += c.len_utf8();
    }
    part += Decimal::from(last.unwrap_or(0));
    let value = total.checked_add(part)?;
    let share = low[..start].ends_with("百分之") || low[end..].starts_with(['成', '割']);
    (has_step || share).then_some(Written { digits: end, end, value: value.normalize(), power: 0 })
}
