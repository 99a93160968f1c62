//! Letters that cannot be seen, and letters that can be written in two ways.

use std::borrow::Cow;

use icu_properties::props::{DefaultIgnorableCodePoint, Script};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Whether nobody sees `c` and nothing shows that it is there: what Unicode lets programs ignore, which includes the marks that
/// turn the direction of writing, and the few blanks and separators beside it.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    !c.is_ascii() && (matches!(c, '\u{2028}' | '\u{2029}' | '\u{2800}') || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c))
}

/// Whether `c` is of a script in which words cannot be told by their characters: Han, kana, and Hangul, whose particles stand
/// close behind words.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    // The mark of a long vowel is common to two scripts.
    c >= '\u{1100}' && (c == 'ー' || matches!(CodePointMapData::<Script>::new().get(c), Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul))
}

/// The first letter of `text` that cannot be seen.
#[must_use]
pub fn invisible(text: &str) -> Option<char> {
    if text.is_ascii() { None } else { text.chars().find(|c| is_invisible(*c)) }
}

/// The first letter of a name that cannot be seen and has no business in one. Joiners, selectors of a glyph and marks of
/// direction belong to the writing of some languages.
#[must_use]
pub fn stray(name: &str) -> Option<char> {
    let belongs = |c: char| matches!(c, '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200c}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    if name.is_ascii() { None } else { name.chars().find(|c| is_invisible(*c) && !belongs(*c)) }
}

/// The text in composed form, in which names and addresses are compared and written.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_nobody_sees_are_known() {
        for c in "\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{17b4}\u{180b}\u{180e}\u{200b}\u{200d}\u{200f}\u{202e}\u{2060}\u{2066}\u{2800}\u{3164}\u{fe0f}\u{feff}\u{ffa0}\u{e0001}\u{e0100}".chars() {
            assert!(is_invisible(c), "U+{:04X}", u32::from(c));
        }
        for c in "a-ß字한é\u{301}\u{94d}\u{3000}\u{e000}🏛".chars() {
            assert!(!is_invisible(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn letters_that_belong_to_a_language_are_no_strays() {
        for name in ["می\u{200c}خواهم", "क्\u{200d}ष", "葛\u{e0100}城", "❤\u{fe0f}", "שלום\u{200f}"] {
            assert_eq!(stray(name), None, "{name}");
        }
        for name in ["tele\u{200b}coms", "a\u{202e}b", "\u{3164}", "x\u{ad}y", "\u{feff}x"] {
            assert!(stray(name).is_some(), "{name}");
        }
    }

    #[test]
    fn composed_text_is_left_alone() {
        assert!(matches!(nfc("réforme"), Cow::Borrowed(_)));
        assert_eq!(nfc("re\u{301}forme"), "réforme");
    }
}
