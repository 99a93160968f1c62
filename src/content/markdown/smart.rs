//! Typographic punctuation: what straight quotes, hyphens and dots mean in the text's language.

use super::cjk;
use crate::locale::{Elided, Quotes, WordBreaks, conventions};

/// How a language writes what keyboards lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// Quotation marks: outer opening and closing, inner opening and closing. `None` leaves them straight.
    quotes: Option<Quotes>,
    /// Whether `--`, `---` and `...` are exchanged.
    dashes: bool,
    /// Words that begin with an apostrophe.
    elided: &'static [Elided],
}

/// The style of a language. One of which none is known keeps its quotes straight; Chinese and Japanese have keys for everything,
/// and keep all they typed.
pub(super) fn style(language: &str) -> Style {
    let conventions = conventions(language);
    Style { quotes: conventions.quotes, dashes: conventions.word_breaks != WordBreaks::Joined, elided: conventions.elided }
}

/// Which quotes are open in the current block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Open {
    double: bool,
    single: bool,
    /// An apostrophe before `n` came, as in `'n'`; the next one belongs to it.
    and: bool,
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
                (1, quote(style, &mut open, text.as_bytes()[at], before, after, &text[at + 1..]))
            }
            '-' | '.' => run(style, &text[at..], before),
            _ => (c.len_utf8(), None),
        };
        out.push_str(put.unwrap_or(&text[at..at + taken]));
        at += taken;
        before = out.chars().next_back().unwrap_or('\n');
    }
    out
}

/// What a straight quote between two characters becomes, if anything. `before` is what was written last (a line break
/// at the start of a block), `after` what is shown next, `rest` all that follows in the source.
pub(super) fn quote(style: Style, open: &mut Open, mark: u8, before: char, after: char, rest: &str) -> Option<&'static str> {
    let [outer_open, outer_close, inner_open, inner_close] = style.quotes?;
    if mark == b'"' {
        let opens = opens(before, after, open.double)?;
        open.double = opens;
        return Some(if opens { outer_open } else { outer_close });
    }
    // Between letters, before the digits of a year (’90s), and for letters that are left out (’twas), it is an apostrophe.
    let between = before.is_alphanumeric() && after.is_alphanumeric();
    if between || std::mem::take(&mut open.and) && before.is_alphanumeric() {
        return Some("’");
    }
    if !before.is_alphanumeric() && (is_year(rest) || is_elided(style, open, rest)) {
        return Some("’");
    }
    if opens(before, after, open.single)? {
        open.single = true;
        return Some(inner_open);
    }
    let closes = std::mem::take(&mut open.single);
    Some(if closes { inner_close } else { "’" })
}

/// Whether the last two digits of a year follow: `90s`, `08`, but not `10 percent` or `24.5`.
fn is_year(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &rest[digits..];
    let goes_on = behind.strip_prefix(['.', ',']).is_some_and(|more| more.starts_with(|c: char| c.is_ascii_digit()));
    let measured = [" percent", " per cent", " million", " billion", " trillion"].iter().any(|unit| behind.starts_with(unit));
    let ranges = behind.strip_prefix(['-', '–', '/']).is_none_or(|more| more.starts_with('\''));
    digits == 2 && !goes_on && !measured && ranges && !behind.starts_with(['%', '\'', ':'])
}

/// Whether a word follows that begins with an apostrophe. If it is a word without one too, a quotation that ends is none.
fn is_elided(style: Style, open: &mut Open, rest: &str) -> bool {
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    // No such word is longer, and most quotes open before another word.
    if length == 0 || length > 12 {
        return false;
    }
    let word = &rest[..length];
    let Some((_, quotable)) = style.elided.iter().find(|(elided, _)| elided.eq_ignore_ascii_case(word)) else { return false };
    let closed = rest[length..].starts_with('\'') && !rest[length + 1..].starts_with(char::is_alphanumeric);
    if word.eq_ignore_ascii_case("n") && closed {
        open.and = true;
        return true;
    }
    let is_quoted = closed || (*quotable && !open.single && closes_later(&rest[length..]));
    !is_quoted
}

/// Whether a quote behind a word or its punctuation closes what would be opened, in the same paragraph and not too far off.
fn closes_later(rest: &str) -> bool {
    let near = &rest[..rest.floor_char_boundary(240)];
    let near = near.split("\n\n").next().unwrap_or_default();
    near.match_indices('\'').any(|(at, _)| {
        let before = near[..at].chars().next_back().is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '"' | '“'));
        before && !rest[at + 1..].starts_with(char::is_alphanumeric)
    })
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
    let is_opening = matches!(before, '(' | '[' | '{' | '/' | '¿' | '¡' | '=' | '—' | '–' | '-' | '“' | '„' | '«' | '‘' | '‚' | '‹' | '\u{202F}');
    Some(is_opening && (!is_open || after.is_alphanumeric()))
}

/// What a run of hyphens or dots becomes, and how many bytes it takes, whether it is exchanged or not. An option such
/// as `--strict` keeps its hyphens, unless it turns out to be the start of an insertion `--such as this--`.
pub(super) fn run(style: Style, text: &str, before: char) -> (usize, Option<&'static str>) {
    let rest = text.as_bytes();
    let length = rest.iter().take_while(|byte| **byte == rest[0]).count();
    let is_option = || before.is_whitespace() && rest.get(length).is_some_and(u8::is_ascii_alphanumeric) && !is_inserted(&text[length..]);
    let exchanged = match (rest[0], length) {
        _ if !style.dashes => None,
        (b'-', 2) if !is_option() => Some("–"),
        (b'-', 3) => Some("—"),
        (b'.', 3) => Some("…"),
        _ => None,
    };
    (length, exchanged)
}

/// Whether the next two hyphens behind the start of an insertion, or of an option, end an insertion. Looking ends there, so
/// that no byte is looked at for many options.
fn is_inserted(rest: &str) -> bool {
    let mut from = 0;
    while let Some(found) = rest[from..].find("--") {
        let at = from + found;
        let behind = rest[at..].trim_start_matches('-');
        let is_run = rest[at..].len() - behind.len() == 2;
        let stands_free = rest[..at].ends_with(char::is_whitespace);
        if !is_run || stands_free || rest[from..at].contains("\n\n") {
            return false;
        }
        if !behind.starts_with(char::is_alphanumeric) {
            return true;
        }
        from = at + 2;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Quotes = ["“", "”", "‘", "’"];
    const GERMAN: Quotes = ["„", "“", "‚", "‘"];

    #[test]
    fn apostrophes() {
        for (language, text, expected) in [
            ("en", "'Twas the plan; rock 'n' roll; wait 'til May.", "’Twas the plan; rock ’n’ roll; wait ’til May."),
            ("en", "'growth in the '90s was slow'", "‘growth in the ’90s was slow’"),
            ("en", "'rock 'n' roll and 'til May', he said", "‘rock ’n’ roll and ’til May’, he said"),
            ("en", "(\"'Tis so\") get 'em, just 'cause, fish 'n chips", "(“’Tis so”) get ’em, just ’cause, fish ’n chips"),
            ("en", "'Cause and effect' is what 'em' means", "‘Cause and effect’ is what ‘em’ means"),
            ("en", "the class of '08, '90s music, in '68.", "the class of ’08, ’90s music, in ’68."),
            ("en", "'90 percent of it' and '24.5% of it' and '2024 was'", "‘90 percent of it’ and ‘24.5% of it’ and ‘2024 was’"),
            ("en", "the firms' 'second' plan's end", "the firms’ ‘second’ plan’s end"),
            ("nl", "'s avonds in 't veld, 'dus'", "’s avonds in ’t veld, ‘dus’"),
            ("de", "'ne Idee, 'so', geht's", "’ne Idee, ‚so‘, geht’s"),
            ("es", "¿\"Qué plazo\" rige? ¡\"Ahora\"! (¿'ya'?)", "¿«Qué plazo» rige? ¡«Ahora»! (¿“ya”?)"),
        ] {
            assert_eq!(typographic(text, language), expected);
        }
    }

    #[test]
    fn both_ends_of_an_insertion_are_dashes_or_neither() {
        for (text, expected) in [
            ("The plan --first of its kind-- passed.", "The plan –first of its kind– passed."),
            ("--first-- and --second, a 10--20 kind--, passed", "–first– and –second, a 10–20 kind–, passed"),
            ("use --strict and --all -- or neither", "use --strict and --all – or neither"),
            ("use --strict for 10--20 pages", "use --strict for 10–20 pages"),
            ("use --strict\n\nnext kind-- x", "use --strict\n\nnext kind– x"),
        ] {
            assert_eq!(typographic(text, "en"), expected);
        }
    }

    #[test]
    fn languages() {
        assert_eq!(style("en-GB").quotes, Some(ENGLISH));
        assert_eq!(style("DE").quotes, Some(GERMAN));
        assert_eq!(style("de_CH").quotes.map(|quotes| quotes[0]), Some("«"));
        assert_eq!(style("zh-Hans"), Style { quotes: None, dashes: false, elided: &[] });
        assert_eq!(style("ar"), Style { quotes: None, dashes: true, elided: &[] });
        assert_eq!(style("ent").quotes, None);
    }
}
