//! Numbers in the words of a text, for whoever holds them against data.
//!
//! Only what states an amount is one: years, days, ordinals, numbers of articles and versions, names such as 5G, and small
//! counts such as 3 are not. What is in doubt is left out: a number that is not looked at costs less than a false alarm.

use std::ops::Range;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::markdown::{HOLE, Prose};
use crate::locale::{Notation, Written};
use crate::values::Number;

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProseNumber {
    /// Where it stands with its scale word, in bytes of the text.
    pub span: Range<u32>,
    /// The number without sign and grouping, its digits as they are written.
    pub value: Number,
    /// The power of ten of its scale word, 0 without one; `None` in a language whose scale words are not known here.
    pub power: Option<u32>,
    /// Whether it is one of a hundred.
    pub percent: bool,
    /// Its sentence with the references in it and right behind it, in bytes of the text.
    pub sentence: Range<u32>,
}

/// The months, by whose side a number is a day.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The numbers in the words of a body; spans count from its start.
pub(in crate::content) fn in_body(body: &str, prose: &Prose, notation: Notation) -> Vec<ProseNumber> {
    let mut found = numbers(&prose.text, notation);
    let behind = |at: u32| prose.behind(at as usize).unwrap_or(body.len());
    for stated in &mut found {
        let span = prose.source(&(stated.span.start as usize..stated.span.end as usize));
        stated.span = offset(span.start)..offset(span.end);
        stated.sentence = offset(behind(stated.sentence.start))..offset(behind(stated.sentence.end));
    }
    found
}

/// The numbers in plain text.
#[must_use]
pub fn numbers(text: &str, notation: Notation) -> Vec<ProseNumber> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    let mut ends: Vec<usize> = Vec::new();
    // Where the last number ends that is a name.
    let mut named = None;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|found| at + found) {
        let Some(Written { digits: end, end: close, value, power }) = notation.number_at(text, start) else {
            at = notation.skip(text, start);
            continue;
        };
        at = end;
        let value = Number::from(value);
        let percent = is_percent(&text[end..]);
        let amount = power > 0 || percent;
        if is_named(text, start, close, power, notation) || named.is_some_and(|named| is_range(&text[named..start])) {
            named = Some(close);
            continue;
        }
        if is_glued(text, start, close) || is_spaced(text, start, end) || (!amount && is_small_or_a_date(text, start, end, value)) {
            continue;
        }
        if ends.is_empty() {
            ends = sentence_ends(text, notation);
        }
        let before = ends.partition_point(|end| *end <= start);
        let sentence = before.checked_sub(1).map_or(0, |index| ends[index])..ends.get(before).copied().unwrap_or(text.len());
        let sentence = offset(sentence.start)..offset(sentence.end);
        found.push(ProseNumber { span: offset(start)..offset(close), value, power: notation.knows_scales().then_some(power), percent, sentence });
        at = close;
    }
    found
}

/// Where each sentence of a text ends, behind the citations that follow it. In doubt it goes on: a citation then serves more of it.
fn sentence_ends(text: &str, notation: Notation) -> Vec<usize> {
    let ends = text.char_indices().filter_map(|(at, c)| match c {
        '\n' | '。' | '！' | '？' => Some(at + c.len_utf8()),
        '.' | '!' | '?' => end_of_sentence(text, at, notation),
        _ => None,
    });
    ends.chain([text.len()]).collect()
}

/// Where a sentence ends whose last sign may be the one at `at`.
fn end_of_sentence(text: &str, at: usize, notation: Notation) -> Option<usize> {
    let rest = text[at + 1..].trim_start_matches(['"', '\'', '”', '’', '»', ')']);
    // A reference that begins the next sentence is followed by a word of it in lower case, or a comma.
    let behind = rest.trim_start_matches([' ', HOLE]);
    let next = behind.chars().next();
    if !rest.is_empty() && !rest.starts_with([' ', '\n', HOLE]) || next.is_some_and(|c| c.is_lowercase() && !rest.trim_start_matches(' ').starts_with(HOLE)) {
        return None;
    }
    let is_cited = rest.trim_start_matches(' ').starts_with(HOLE);
    if text.as_bytes()[at] == b'.' && !is_cited {
        let word = word_before(text, at);
        let is_initial = word.len() == 1 && text[..at].ends_with(|c: char| c.is_ascii_alphabetic());
        if is_initial || text[..at].ends_with(|c: char| c.is_ascii_alphabetic()) && notation.is_named(&text[..at]) {
            return None;
        }
    }
    let goes_on = next.is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | ':' | '.' | '(')) && rest.contains(HOLE);
    Some(if goes_on { text.len() - rest.len() } else { text.len() - behind.len() })
}

fn is_percent(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    rest.starts_with(['%', '％', '‰']) || ["per cent", "percent"].iter().any(|word| rest.get(..word.len()).is_some_and(|r| r.eq_ignore_ascii_case(word)))
}

/// Whether it is a part of something longer: 5G, 24-27, 2024/1689, 10:30, an address.
fn is_glued(text: &str, start: usize, close: usize) -> bool {
    let wide = |c: char| c >= '\u{2E80}';
    let joins = |c: char| matches!(c, '/' | '-' | '\u{2010}'..='\u{2015}' | ':' | '_' | '@' | '.' | '~' | '^');
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !wide(c));
    let mut before = text[..start].chars().rev();
    let mut after = text[close..].chars();
    let (b, a) = (before.next(), after.next());
    let left =
        word(b) || b.is_some_and(|c| matches!(c, '#' | '§' | '№' | '第' | '前')) || (b.is_some_and(joins) && before.next().is_some_and(char::is_alphanumeric));
    let right = word(a) || (a.is_some_and(joins) && after.next().is_some_and(char::is_alphanumeric));
    // A number far behind the beginning of an address is told apart by what joins it.
    let from = text[..start].char_indices().rev().take(128).take_while(|(_, c)| !c.is_whitespace()).last().map_or(start, |(at, _)| at);
    let head = &text[from..start];
    left || right || head.contains("://") || head.starts_with("www.")
}

/// Whether the words beside it make it a name or a length of time.
fn is_named(text: &str, start: usize, close: usize, power: u32, notation: Notation) -> bool {
    notation.is_named(&text[..start]) || notation.is_length(&text[close..], power > 0)
}

/// Whether what stands between two numbers makes a range or list of them: articles 12 to 15.
fn is_range(between: &str) -> bool {
    matches!(between.trim(), "to" | "and" | "or" | "bis" | "und" | "à" | "et" | "-" | "–" | "至")
}

/// Whether it is a group of digits beside another: those of telephones, and thousands that are parted by plain spaces.
fn is_spaced(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    start >= 2 && bytes[start - 1] == b' ' && digit(start - 2) || bytes.get(end) == Some(&b' ') && digit(end + 1)
}

/// Whether it is one digit, a year, or a day beside a month.
fn is_small_or_a_date(text: &str, start: usize, end: usize, value: Number) -> bool {
    let value = value.decimal();
    let run = &text[start..end];
    if !run.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let year = run.len() == 4 && value >= Decimal::from(1800) && value < Decimal::from(2200);
    let month = |word: &str| word.get(..3).is_some_and(|start| MONTHS.contains(&start));
    // "23. Oktober 2024", "23 de octubre de 2024": words and a year, in whatever language.
    let year_follows = || {
        let rest: String = text[end..].chars().take(24).collect();
        let digits = rest.find(|c: char| c.is_ascii_digit() || matches!(c, '\n' | '\t' | ';' | '\u{FFFC}'));
        digits.is_some_and(|at| rest[at..].chars().take_while(char::is_ascii_digit).count() == 4 && rest[..at].split_whitespace().count() <= 4)
    };
    let day = run.len() == 2 && value <= Decimal::from(31) && (month(&word_before(text, start)) || month(&word_after(text, end)) || year_follows());
    run.len() == 1 || year || day
}

/// The word before a place, in lower case.
fn word_before(text: &str, at: usize) -> String {
    let rest = text[..at].trim_end_matches([' ', '\u{a0}', '.', ':']);
    let word: String = rest.chars().rev().take_while(char::is_ascii_alphabetic).take(16).collect();
    word.chars().rev().map(|c| c.to_ascii_lowercase()).collect()
}

/// The word after a place, in lower case.
fn word_after(text: &str, at: usize) -> String {
    let rest = text[at..].trim_start_matches([' ', '\u{a0}', '.', '-']);
    rest.chars().take_while(char::is_ascii_alphabetic).take(16).map(|c| c.to_ascii_lowercase()).collect()
}

/// Offsets beyond 4 GiB do not occur: no source may be that large.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::markdown;
    use crate::locale::Language;

    fn found(tag: &str, text: &str) -> Vec<String> {
        let language = Language::parse(tag).expect("it is a tag");
        let shown = |s: &ProseNumber| match s.power {
            Some(0) => s.value.to_string(),
            Some(power) => format!("{}e{power}", s.value),
            None => format!("{}?", s.value),
        };
        numbers(text, Notation::of(&language)).iter().map(shown).collect()
    }

    #[test]
    fn amounts_are_found() {
        let text = "It counted 4.089 million, 15,000 apps and 1.17 trillion yuan (CNY 325.2 billion, up 9.4%), 3 per cent, €35m and 24 companies.";
        assert_eq!(found("en", text), ["4.089e6", "15000", "1.17e12", "325.2e9", "9.4", "3", "24"]);
        assert_eq!(found("zh-Hans", "共408.9万个，收入3252亿元，同比增长9.4%，1.17万亿元，24家企业"), ["408.9e4", "3252e8", "9.4", "1.17e12", "24"]);
        assert_eq!(found("de", "Es waren 4,089 Millionen und 15.000 Dienste, mit 2 Billionen Euro"), ["4.089e6", "15000", "2e12"]);
        assert_eq!(found("fr", "15\u{202f}000 services, en hausse de 9,4\u{a0}%"), ["15000", "9.4"]);
        assert_eq!(found("zh-Hans", "11亿9000万人"), ["119000e4"]);
        assert_eq!(found("sv", "4,089 miljoner"), ["4.089?"]);
    }

    #[test]
    fn what_states_no_amount_is_left_out() {
        for text in [
            "in 2024 and 2025, from 23 October 2024, on October 23, by 31 May, 3 firms, the 21st, 5G, 10G PON, the 26 GHz band",
            "Regulation (EU) 2024/1689, FCC 24-27, Docket No. 22-270, article 12, Art. 99, the top 30, ten per 10,000 people, version 1.12.3, §14, #15",
            "articles 112 to 115 and 118, tables 12 and 13, 47 CFR 54.410, +1 202 452 3000",
            "at 10:30, 100/20, https://a.example/a/123 www.a.example/456, over 18 months, 10–20, 2023–24, B0104, 12-month",
        ] {
            assert_eq!(found("en", text), [""; 0], "{text}");
        }
        assert_eq!(found("zh-Hans", "2024年10月23日，第12条，5G，18个月，第30届，前30，10时"), ["18"]);
        assert_eq!(found("de", "am 23. Oktober 2024"), [""; 0]);
        assert_eq!(found("es", "el 23 de octubre de 2024"), [""; 0]);
    }

    #[test]
    fn a_sentence_takes_the_citations_behind_it() {
        let body = "The rate is 3.25 per cent in the U.S. [@fed] Then 4.75% came.\n\n- It was 5.25% [@a; @b]\n- [[fig:x]] and 6.25%. [[fig:y]] rose to 7.25%, or No. 12, then 8.25%\n";
        let language = Language::parse("en").expect("it is a tag");
        let sentences: Vec<&str> = in_body(body, &markdown::prose(body, false), Notation::of(&language))
            .iter()
            .map(|n| body[n.sentence.start as usize..n.sentence.end as usize].trim())
            .collect();
        let expected = [
            "The rate is 3.25 per cent in the U.S. [@fed]",
            "Then 4.75% came.",
            "It was 5.25% [@a; @b]",
            "[[fig:x]] and 6.25%.",
            "[[fig:y]] rose to 7.25%, or No. 12, then 8.25%",
            "[[fig:y]] rose to 7.25%, or No. 12, then 8.25%",
        ];
        // Marks of lists may be at the end of what is in front of them.
        let plain = |text: &&str| text.trim_matches(['-', ' ', '\n']).to_owned();
        assert_eq!(sentences.iter().map(plain).collect::<Vec<_>>(), expected.iter().map(plain).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn numbers_lie_in_any_text(text in "[0-9a ,.%/:\\-万亿年第\u{a0}\u{fffc}é–]{0,40}", tag in prop_oneof![Just("en"), Just("zh-Hans"), Just("fr")]) {
            let language = Language::parse(tag).expect("it is a tag");
            let mut last = 0;
            for stated in numbers(&text, Notation::of(&language)) {
                let (start, end) = (stated.span.start as usize, stated.span.end as usize);
                prop_assert!(last <= start && start < end && text.get(start..end).is_some());
                last = end;
            }
        }

        #[test]
        fn places_of_a_body_are_in_it(body in "[0-9a *_`.,\\[\\]()#<>|\\\\&;\n万亿—é-]{0,60}") {
            let language = Language::parse("en").expect("it is a tag");
            for stated in in_body(&body, &markdown::prose(&body, false), Notation::of(&language)) {
                prop_assert!(body.get(stated.span.start as usize..stated.span.end as usize).is_some(), "{stated:?}");
            }
        }
    }
}
