//! What a value that is refused was meant to be: characters that look right and are not, and forms that people write.

use unicode_normalization::UnicodeNormalization;

use super::letter::is_invisible;
use crate::yaml::ValueError;

/// Minus signs and dashes, which stand where a hyphen is meant.
fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// The text as a keyboard gives it: without what cannot be seen, with plain spaces and hyphens, and with plain digits and signs in
/// place of wide ones.
#[must_use]
pub fn typed(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_invisible(*c)).map(|c| if is_dash(c) { '-' } else { c });
    let plain: String = seen.collect::<String>().nfkc().collect();
    plain.trim().to_owned()
}

/// The text with an escape for each character that nobody sees: `telecoms\u{200B}`.
#[must_use]
pub fn shown(text: &str) -> String {
    let escape = |c: char| is_invisible(c) || c == '\u{a0}' || c == '\u{202f}';
    text.chars().fold(String::new(), |out, c| if escape(c) { out + &format!("\\u{{{:04X}}}", u32::from(c)) } else { out + c.encode_utf8(&mut [0; 4]) })
}

/// What is odd about the first character of a text that is none of a keyboard.
#[must_use]
pub fn oddity(text: &str) -> Option<String> {
    let told = |c: char| {
        let code = u32::from(c);
        Some(match c {
            _ if is_invisible(c) => format!("a character that cannot be seen (U+{code:04X})"),
            '\u{2212}' => "a minus sign (U+2212) where a hyphen belongs".to_owned(),
            _ if is_dash(c) => format!("a dash (U+{code:04X}) where a hyphen belongs"),
            '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' => format!("a space that is none of the keyboard (U+{code:04X})"),
            '\u{ff01}'..='\u{ff5e}' | '\u{3000}' => format!("the wide character `{c}`"),
            _ if !c.is_ascii() && std::iter::once(c).nfkc().ne(std::iter::once(c)) => format!("the character `{c}` (U+{code:04X})"),
            _ => return None,
        })
    };
    text.chars().find_map(told)
}

/// The mistake of a text that `parse` refused: where it would do if it were typed, that is all there is to say.
pub(super) fn retyped<T>(text: &str, mistake: impl FnOnce(&str) -> ValueError, parse: impl Fn(&str) -> Result<T, ValueError>) -> ValueError {
    let plain = typed(text);
    let Some(odd) = oddity(text).filter(|_| plain != text) else { return mistake(text) };
    match parse(&plain) {
        Ok(_) => {
            let code = mistake(text).code;
            ValueError::new(code, format!("`{}` has {odd}", shown(text))).mend(plain)
        }
        // With the second reading in place of the first, the right form is found behind both slips.
        Err(other) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_from_what_a_keyboard_gives() {
        for (text, plain, odd) in [
            ("−13", "-13", "a minus sign (U+2212) where a hyphen belongs"),
            ("–13", "-13", "a dash (U+2013) where a hyphen belongs"),
            ("１２", "12", "the wide character `１`"),
            ("telecoms\u{200b}", "telecoms", "a character that cannot be seen (U+200B)"),
            ("1\u{a0}005", "1 005", "a space that is none of the keyboard (U+00A0)"),
            ("\u{202e}x", "x", "a character that cannot be seen (U+202E)"),
        ] {
            assert_eq!((typed(text).as_str(), oddity(text).as_deref()), (plain, Some(odd)));
        }
        assert_eq!(shown("a\u{200b}b"), "a\\u{200B}b");
        for text in ["telecoms", "电信", "é", "-13"] {
            assert_eq!(oddity(text), None, "{text}");
        }
    }
}
