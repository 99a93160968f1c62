//! Stand-ins for the characters beside a run of `*` or `~~`, so that emphasis opens and closes beside Chinese, Japanese and
//! Korean: [`mending`] tells what to exchange, [`as_punctuation`] undoes it.

use std::ops::Range;

use crate::content::markdown::cjk;

/// Stands in for a letter of three bytes: punctuation, and rare.
pub(super) const STOP: char = '\u{2E2E}';

/// Stands in for a letter of four bytes.
pub(super) const WIDE_STOP: char = '\u{10100}';

/// One character to exchange, and what for.
pub(super) struct Change {
    pub(super) at: usize,
    pub(super) to: char,
}

/// What to exchange so that a run of delimiters beside CJK can open and close.
pub(super) fn mending(source: &str, run: Range<usize>) -> Option<Change> {
    let bytes = source.as_bytes();
    let ascii_before = run.start == 0 || bytes[run.start - 1].is_ascii();
    if ascii_before && bytes.get(run.end).is_none_or(u8::is_ascii) {
        return None;
    }
    let before = source[..run.start].chars().next_back()?;
    let after = source[run.end..].chars().next()?;
    // Korean has spaces, so that a single star may well be a mark of its own: `가격*(원)`. It is emphasis where one opened it.
    let is_korean = cjk::is_hangul(before) || cjk::is_hangul(after);
    let counts = is_korean && (run.len() > 1 || (cjk::is_hangul(after) && is_opened(source, run.start)));
    if before.is_whitespace() || after.is_whitespace() || !(counts || cjk::is_cjk(before) || cjk::is_cjk(after)) {
        return None;
    }
    // Between two letters or two punctuation marks a run opens and closes anyway.
    let before_at = run.start - before.len_utf8();
    match (before.is_alphanumeric(), after.is_alphanumeric()) {
        (false, true) => as_letter(before_at, before).or_else(|| as_stop(source, run.end, after)),
        (true, false) => as_letter(run.end, after).or_else(|| as_stop(source, before_at, before)),
        _ => None,
    }
}

/// Whether the star before `at` in its line opens emphasis: with a space before it, and none behind.
fn is_opened(source: &str, at: usize) -> bool {
    // No emphasis that matters is longer, and a line may be as long as a file.
    let near = &source[source.ceil_char_boundary(at.saturating_sub(400))..at];
    let line = near.rsplit('\n').next().unwrap_or_default();
    let Some(star) = line.rfind('*') else { return false };
    let before = line[..star].chars().next_back();
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '\'' | '“' | '‘' | '「' | '『' | '《'))
        && !line[star + 1..].starts_with(char::is_whitespace)
}

/// Full-width punctuation as a letter.
fn as_letter(at: usize, c: char) -> Option<Change> {
    if !cjk::is_full_width_punctuation(c) {
        return None;
    }
    let code = match u32::from(c) {
        code @ 0x3000..=0x30FF => code - 0x3000 + 0xE000,
        code @ 0xFE00..=0xFFFF => code - 0xFE00 + 0xE200,
        _ => return None,
    };
    char::from_u32(code).map(|to| Change { at, to })
}

/// A CJK letter as punctuation. One that is alone between two runs stays: what helps one would harm the other.
fn as_stop(source: &str, at: usize, c: char) -> Option<Change> {
    let to = match c.len_utf8() {
        3 => STOP,
        4 => WIDE_STOP,
        _ => return None,
    };
    let is_delimiter = |byte: Option<&u8>| matches!(byte, Some(b'*' | b'~'));
    let bytes = source.as_bytes();
    let alone = is_delimiter(bytes.get(at.wrapping_sub(1))) && is_delimiter(bytes.get(at + c.len_utf8()));
    (!alone && (cjk::is_cjk(c) || cjk::is_hangul(c))).then_some(Change { at, to })
}

/// Undoes [`as_letter`].
pub(super) fn as_punctuation(c: char) -> char {
    let back = match u32::from(c) {
        code @ 0xE000..=0xE0FF => code - 0xE000 + 0x3000,
        code @ 0xE200..=0xE3FF => code - 0xE200 + 0xFE00,
        code => code,
    };
    char::from_u32(back).unwrap_or(c)
}

/// Whether a character stands for one beside emphasis.
pub(super) fn is_beside_emphasis(c: char) -> bool {
    ('\u{E000}'..='\u{E3FF}').contains(&c) || c == STOP || c == WIDE_STOP
}

/// Whether the author's text holds characters that are meant as stand-ins, private use for one. Its emphasis is then
/// left alone.
pub(super) fn holds_stand_ins(source: &str) -> bool {
    source.as_bytes().contains(&0xEE) || source.contains(STOP) || source.contains(WIDE_STOP)
}
