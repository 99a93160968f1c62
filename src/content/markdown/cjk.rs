//! Which characters Chinese and Japanese are written with.
//!
//! Korean is apart: it puts spaces between words, so its line breaks stay.

use crate::locale::{WordBreaks, conventions};

/// Whether a character belongs to Chinese or Japanese text: ideographs, kana, bopomofo and full-width punctuation.
pub(super) fn is_cjk(c: char) -> bool {
    c >= '\u{2E80}' && (is_full_width_punctuation(c) || is_letter(c))
}

/// Whether a character belongs to Korean text, whose particles stand close to what they mark.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' | '\u{FFA0}'..='\u{FFDC}')
}

/// Letters of Chinese and Japanese.
fn is_letter(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' // radicals
        | '\u{3005}'..='\u{3007}'
        | '\u{3021}'..='\u{3029}'
        | '\u{3031}'..='\u{3035}'
        | '\u{3038}'..='\u{303C}'
        | '\u{3041}'..='\u{312F}' // kana, bopomofo
        | '\u{3190}'..='\u{31FF}'
        | '\u{3220}'..='\u{325F}' // ㈠ ㊀
        | '\u{3280}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF10}'..='\u{FF19}' // full-width digits and Latin letters
        | '\u{FF21}'..='\u{FF3A}'
        | '\u{FF41}'..='\u{FF5A}'
        | '\u{FF66}'..='\u{FF9F}' // half-width kana
        | '\u{1B000}'..='\u{1B16F}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// Punctuation as wide as an ideograph.
pub(super) fn is_full_width_punctuation(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{3030}'
        | '\u{303D}'
        | '\u{30FB}'
        | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3B}'..='\u{FF40}'
        | '\u{FF5B}'..='\u{FF65}'
        | '\u{FFE0}'..='\u{FFE6}')
}

/// Quotation marks, dashes and the ellipsis: wide in Chinese and Japanese, though Latin text has them too.
pub(super) fn is_shared_punctuation(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' | '\u{2026}' | '\u{00B7}')
}

/// Whether the language joins lines without a space.
pub(super) fn joins_lines(language: &str) -> bool {
    conventions(language).word_breaks == WordBreaks::Joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        for c in "中々〇あア。，（）《》：；！？％ｱ𠀀".chars() {
            assert!(is_cjk(c), "{c}");
        }
        for c in "aé1.,한국 \u{3000}“”—й".chars() {
            assert!(!is_cjk(c), "{c}");
        }
        assert!(joins_lines("zh-Hans") && joins_lines("JA") && !joins_lines("ko") && !joins_lines("en"));
    }
}
