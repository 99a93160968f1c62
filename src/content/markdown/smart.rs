//! Typographic punctuation: what straight quotes, hyphens and dots mean in the text's language.

use super::cjk;

/// How a language writes what keyboards lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// Quotation marks: outer opening and closing, inner opening and closing. `None` leaves them straight.
    quotes: Option<[&'static str; 4]>,
    /// Whether `--`, `---` and `...` are exchanged.
    dashes: bool,
}

const ENGLISH: [&str; 4] = ["“", "”", "‘", "’"];
const GERMAN: [&str; 4] = ["„", "“", "‚", "‘"];
const GUILLEMETS: [&str; 4] = ["«", "»", "“", "”"];
const NORDIC: [&str; 4] = ["”", "”", "’", "’"];
const POLISH: [&str; 4] = ["„", "”", "‚", "’"];

/// Quotation marks by language, by its tag's beginning; the longer tags come first.
const QUOTES: [(&str, [&str; 4]); 45] = [
    ("de-ch", ["«", "»", "‹", "›"]),
    ("de-li", ["«", "»", "‹", "›"]),
    ("fr-ch", ["«\u{202F}", "\u{202F}»", "‹\u{202F}", "\u{202F}›"]),
    ("pt-br", ENGLISH),
    ("bg", GERMAN),
    ("bs", POLISH),
    ("ca", GUILLEMETS),
    ("cs", GERMAN),
    ("cy", ENGLISH),
    ("da", ["„", "“", "‚", "‘"]),
    ("de", GERMAN),
    ("el", GUILLEMETS),
    ("en", ENGLISH),
    ("es", GUILLEMETS),
    ("et", GERMAN),
    ("eu", GUILLEMETS),
    ("fi", NORDIC),
    ("fr", ["«\u{202F}", "\u{202F}»", "“", "”"]),
    ("ga", ENGLISH),
    ("gl", GUILLEMETS),
    ("hi", ENGLISH),
    ("hr", POLISH),
    ("hu", ["„", "”", "»", "«"]),
    ("id", ENGLISH),
    ("is", GERMAN),
    ("it", GUILLEMETS),
    ("ko", ENGLISH),
    ("lb", GERMAN),
    ("lt", GERMAN),
    ("lv", ["“", "”", "‘", "’"]),
    ("ms", ENGLISH),
    ("mt", ENGLISH),
    ("nb", ["«", "»", "‘", "’"]),
    ("nl", ENGLISH),
    ("nn", ["«", "»", "‘", "’"]),
    ("no", ["«", "»", "‘", "’"]),
    ("pl", POLISH),
    ("pt", GUILLEMETS),
    ("ro", ["„", "”", "«", "»"]),
    ("ru", ["«", "»", "„", "“"]),
    ("sk", GERMAN),
    ("sl", GERMAN),
    ("sv", NORDIC),
    ("tr", ENGLISH),
    ("uk", ["«", "»", "„", "“"]),
];

/// The style of a language. One that is not in the list keeps its quotes straight; Chinese and Japanese have keys for
/// everything, and keep all they typed.
pub(super) fn style(language: &str) -> Style {
    let tag = language.to_ascii_lowercase().replace('_', "-");
    let is_of = |prefix: &str| tag.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    Style { quotes: QUOTES.iter().find(|(prefix, _)| is_of(prefix)).map(|(_, quotes)| *quotes), dashes: !cjk::joins_lines(language) }
}

/// Which quotes are open in the current block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Open {
    double: bool,
    single: bool,
}

/// A plain text with its quotes, hyphens and dots as its language writes them: for titles and summaries.
#[must_use]
pub fn typographic(text: &str, language: &str) -> String {
    let style = style(language);
    let mut out = String::with_capacity(text.len() + 8);
    let (mut open, mut before, mut at) = (Open::default(), '\n', 0);
    while let Some(c) = text[at..].chars().next() {
        let (taken, put) = match c {
            '"' | '\'' => {
                let after = text[at + 1..].chars().next().unwrap_or('\n');
                (1, quote(style, &mut open, text.as_bytes()[at], before, after))
            }
            '-' | '.' => run(style, &text.as_bytes()[at..], before),
            _ => (c.len_utf8(), None),
        };
        out.push_str(put.unwrap_or(&text[at..at + taken]));
        at += taken;
        before = out.chars().next_back().unwrap_or('\n');
    }
    out
}

/// What a straight quote between two characters becomes, if anything. `before` is what was written last (a line break
/// at the start of a block), `after` what follows.
pub(super) fn quote(style: Style, open: &mut Open, mark: u8, before: char, after: char) -> Option<&'static str> {
    let [outer_open, outer_close, inner_open, inner_close] = style.quotes?;
    if mark == b'"' {
        let opens = opens(before, after, open.double)?;
        open.double = opens;
        return Some(if opens { outer_open } else { outer_close });
    }
    // Between letters, and before the digits of a year (’90s), it is an apostrophe.
    let between = before.is_alphanumeric() && after.is_alphanumeric();
    let of_year = after.is_ascii_digit() && !before.is_alphanumeric() && !open.single;
    if between || of_year {
        return Some("’");
    }
    if opens(before, after, open.single)? {
        open.single = true;
        return Some(inner_open);
    }
    let closes = std::mem::take(&mut open.single);
    Some(if closes { inner_close } else { "’" })
}

/// Whether a quote opens; `None` where it stands alone between spaces.
fn opens(before: char, after: char, is_open: bool) -> Option<bool> {
    let space_before = before.is_whitespace();
    let space_after = after.is_whitespace();
    if space_before && space_after {
        return (is_open || before == '\n').then_some(!is_open);
    }
    if space_before || space_after {
        return Some(space_before);
    }
    // Neither Chinese nor an elided article (l’«oro») says on which side the quote stands.
    if cjk::is_cjk(before) || before == '’' {
        return Some(!is_open);
    }
    let is_opening = matches!(before, '(' | '[' | '{' | '/' | '=' | '—' | '–' | '-' | '“' | '„' | '«' | '‘' | '‚' | '‹' | '\u{202F}');
    Some(is_opening && (!is_open || after.is_alphanumeric()))
}

/// What a run of hyphens or dots becomes, and how many bytes it takes, whether it is exchanged or not. An option such
/// as `--strict` keeps its hyphens.
pub(super) fn run(style: Style, rest: &[u8], before: char) -> (usize, Option<&'static str>) {
    let length = rest.iter().take_while(|byte| **byte == rest[0]).count();
    let is_option = || before.is_whitespace() && rest.get(length).is_some_and(u8::is_ascii_alphanumeric);
    let exchanged = match (rest[0], length) {
        _ if !style.dashes => None,
        (b'-', 2) if !is_option() => Some("–"),
        (b'-', 3) => Some("—"),
        (b'.', 3) => Some("…"),
        _ => None,
    };
    (length, exchanged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        assert_eq!(style("en-GB").quotes, Some(ENGLISH));
        assert_eq!(style("DE").quotes, Some(GERMAN));
        assert_eq!(style("de_CH").quotes.map(|quotes| quotes[0]), Some("«"));
        assert_eq!(style("zh-Hans"), Style { quotes: None, dashes: false });
        assert_eq!(style("ar"), Style { quotes: None, dashes: true });
        assert_eq!(style("ent").quotes, None);
    }
}
