//! Looking for words in front of and behind a place.

/// How many bytes in front of a place are looked at for the beginning of a phrase.
const FRONT: usize = 64;

/// The length of the text that `pattern` takes at the beginning of `text`; a `*` takes letters.
fn taken(pattern: &str, text: &str) -> Option<usize> {
    let mut rest = text;
    for c in pattern.chars() {
        if c == '*' {
            rest = rest.trim_start_matches(char::is_alphabetic);
        } else {
            // A line may break between any two words.
            let same = |other: char| other == c || c == ' ' && matches!(other, '\u{a0}' | '\u{202f}' | '\n');
            rest = rest.strip_prefix(same)?;
        }
    }
    Some(text.len() - rest.len())
}

/// Whether a word may begin at `at`.
fn begins(text: &str, at: usize, dense: bool) -> bool {
    dense || !text[at..].starts_with(char::is_alphanumeric) || !text[..at].ends_with(char::is_alphanumeric)
}

/// Whether what is in front of `at` is a whole word. What ends in a sign or an elision always is.
fn ends(text: &str, at: usize, dense: bool) -> bool {
    dense || !text[at..].starts_with(char::is_alphanumeric) || !text[..at].ends_with(char::is_alphanumeric)
}

/// The length of the longest of `words` that `text` begins with.
pub(super) fn at_start(words: &[&str], text: &str, dense: bool) -> Option<usize> {
    words.iter().filter_map(|word| taken(word, text)).filter(|end| *end > 0 && ends(text, *end, dense)).max()
}

/// The length of the longest of `words` that `text` ends with.
pub(super) fn at_end(words: &[&str], text: &str, dense: bool) -> Option<usize> {
    let from = floor(text, text.len().saturating_sub(FRONT));
    let starts = text[from..].char_indices().map(|(at, _)| from + at).filter(|at| begins(text, *at, dense));
    starts.filter(|at| words.iter().any(|word| taken(word, &text[*at..]) == Some(text.len() - at))).map(|at| text.len() - at).max()
}

/// Where one of `words` stands in `text`, from which byte to which, the first first.
pub(super) fn all<'t>(words: &'t [&'t str], text: &'t str, dense: bool) -> impl Iterator<Item = (usize, usize)> + 't {
    let starts = text.char_indices().map(|(at, _)| at).filter(move |at| begins(text, *at, dense));
    starts.filter_map(move |at| at_start(words, &text[at..], dense).map(|length| (at, at + length)))
}

/// The last boundary between characters that is not behind `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
