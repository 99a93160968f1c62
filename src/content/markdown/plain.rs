//! From markup to plain text: the one way for listings, descriptions, feeds, data, citations and letters.
//!
//! Plain text says what a reader of the page reads, so that no number changes: what is struck out is left out, `10<sup>6</sup>`
//! is `10⁶`, and where an element breaks the line there is a space. It does not matter whether the text arrives from Markdown
//! or from finished HTML.

use super::Piece;
use super::escape::is_dropped;

/// Elements whose text is not read: struck out, or never shown.
const HIDDEN: [&str; 16] =
    ["del", "s", "strike", "script", "style", "template", "title", "textarea", "noscript", "iframe", "object", "svg", "math", "xmp", "noembed", "noframes"];

/// Elements that stand on lines or in cells of their own.
const APART: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// What is raised for its looks alone: ordinals (5<sup>th</sup>, 2<sup>e</sup>) and abbreviations (M<sup>me</sup>).
const ENDINGS: [&str; 27] = [
    "a", "as", "e", "er", "ers", "eme", "ème", "es", "gr", "le", "lle", "me", "mes", "nd", "nde", "nds", "o", "os", "rd", "re", "res", "ère", "ères", "sm",
    "st", "th", "tm",
];

/// Plain text that is being put together.
#[derive(Debug, Default)]
pub struct Plain {
    text: String,
    /// References, each with its place in the text.
    references: Vec<(usize, u32)>,
    /// Open elements that hide their text.
    hidden: Vec<&'static str>,
    /// Open `<sup>` and `<sub>`, each with whether it is the former and where its text starts.
    shifted: Vec<(bool, usize)>,
    /// Whether something was left out, or a space put in, since the last words.
    gap: bool,
    /// Where the words of a picture end, if any came.
    picture: usize,
    line: Line,
}

/// The line of the source that is being read.
#[derive(Debug, Default)]
struct Line {
    start: usize,
    /// References before it.
    references: usize,
    pictured: bool,
    worded: bool,
}

impl Plain {
    /// Adds words.
    pub fn text(&mut self, words: &str) {
        if !self.hidden.is_empty() {
            self.left_out();
            return;
        }
        let mut words = words;
        if self.gap {
            let behind_space = self.ends_apart();
            let trimmed = words.trim_start_matches([' ', '\n']);
            if behind_space && trimmed.len() < words.len() {
                words = trimmed;
            } else if behind_space && words.starts_with(['.', ',', ';', ':', '!', '?', ')', ']']) && self.text.ends_with(' ') {
                // What was left out leaves no space before the full stop.
                self.text.pop();
            }
            self.gap = words.is_empty();
        }
        self.line.worded |= !words.trim().is_empty();
        if self.picture == self.text.len() && self.text.ends_with(char::is_alphanumeric) && words.starts_with(char::is_alphanumeric) {
            self.text.push(' ');
        }
        if words.bytes().any(|byte| byte < b' ' || byte == 0x7F || byte == 0xC2 || byte >= 0xEF) {
            self.printable(words);
        } else {
            self.text.push_str(words);
        }
    }

    /// Adds words without what cannot be printed; what stood in a space of its own leaves one.
    fn printable(&mut self, words: &str) {
        let mut dropped = false;
        for c in words.chars() {
            let c = if matches!(c, '\n' | '\t' | '\r') { ' ' } else { c };
            if is_dropped(c) {
                dropped = true;
            } else if !(dropped && c == ' ' && self.text.ends_with(' ')) {
                self.text.push(c);
                dropped = false;
            }
        }
    }

    /// Adds what the site resolves.
    pub fn reference(&mut self, index: u32) {
        if self.hidden.is_empty() {
            self.references.push((self.text.len(), index));
            self.line.worded = true;
        }
        self.gap = !self.hidden.is_empty();
    }

    /// Notes that something was left out here.
    pub fn left_out(&mut self) {
        self.gap = true;
    }

    /// A space, unless there is one.
    pub fn space(&mut self) {
        if self.hidden.is_empty() && !self.text.is_empty() && !self.ends_apart() {
            self.text.push(' ');
        }
        self.gap = true;
    }

    /// A space, unless there is one or none is wanted.
    pub(super) fn space_unless(&mut self, joins: bool) {
        if !joins {
            self.space();
        }
    }

    /// The end of a line of the source; `joins` where the next one follows without a space. A picture that has a line to
    /// itself illustrates the text, and is no part of it.
    pub fn line_break(&mut self, joins: bool) {
        if self.line.pictured && !self.line.worded {
            self.text.truncate(self.line.start);
            self.references.truncate(self.line.references);
            self.gap = true;
        } else if !joins {
            self.space();
        }
        self.line = Line { start: self.text.len(), references: self.references.len(), ..Line::default() };
    }

    /// A picture in the midst of words, given the words that stand for it.
    pub fn picture(&mut self, words: &[Piece]) {
        if !self.hidden.is_empty() || words.is_empty() {
            self.left_out();
            return;
        }
        let worded = self.line.worded;
        if self.text.ends_with(char::is_alphanumeric) {
            self.space();
        }
        for piece in words {
            match piece {
                Piece::Text(text) => self.text(text),
                Piece::Reference(index) => self.reference(*index),
            }
        }
        self.line.pictured = true;
        self.line.worded = worded;
        self.picture = self.text.len();
    }

    /// The start or end of the element `name`.
    pub fn tag(&mut self, name: &str, closes: bool) {
        let is = |other: &&&str| other.eq_ignore_ascii_case(name);
        if let Some(name) = HIDDEN.iter().find(is) {
            self.gap = true;
            if !closes {
                self.hidden.push(name);
            } else if let Some(open) = self.hidden.iter().rposition(|open| open == name) {
                self.hidden.truncate(open);
            }
        } else if APART.iter().any(|other| is(&other)) {
            self.space();
        } else if name.eq_ignore_ascii_case("sup") || name.eq_ignore_ascii_case("sub") {
            self.shift(name.eq_ignore_ascii_case("sup"), closes);
        }
    }

    /// Whether the element `name`, in lower case, stands on lines or in cells of its own.
    #[must_use]
    pub fn is_apart(name: &str) -> bool {
        APART.contains(&name)
    }

    fn shift(&mut self, up: bool, closes: bool) {
        if !closes {
            self.shifted.push((up, self.text.len()));
            return;
        }
        let Some(open) = self.shifted.iter().rposition(|(other, _)| *other == up) else { return };
        let start = self.shifted[open].1;
        self.shifted.truncate(open);
        if start > self.text.len() {
            return;
        }
        let sign = if up { '^' } else { '_' };
        if self.references.last().is_some_and(|(at, _)| *at >= start) {
            // What the site puts there is not known yet.
            self.text.insert_str(start, &format!("{sign}("));
            self.references.iter_mut().filter(|(at, _)| *at >= start).for_each(|(at, _)| *at += 2);
            self.text.push(')');
        } else if let Some(written) = shifted(self.text[start..].trim(), up) {
            self.text.truncate(start);
            self.text.push_str(&written);
        }
    }

    /// Whether more words would stand apart from what is there.
    fn ends_apart(&self) -> bool {
        let behind_reference = self.references.last().is_some_and(|(at, _)| *at == self.text.len());
        !behind_reference && (self.text.is_empty() || self.text.ends_with([' ', '(', '[']))
    }

    /// The text without the space around it, in pieces. `whole` keeps a picture that is all there is in its line.
    #[must_use]
    pub fn into_pieces(mut self, whole: bool) -> Vec<Piece> {
        if !whole {
            self.line_break(true);
        }
        let (first, last) = (self.references.first().map_or(usize::MAX, |(at, _)| *at), self.references.last().map_or(0, |(at, _)| *at));
        let end = self.text.trim_end().len().max(last);
        self.text.truncate(end);
        let mut pieces = Vec::new();
        let mut from = (self.text.len() - self.text.trim_start().len()).min(first);
        for (at, index) in self.references {
            if from < at {
                pieces.push(Piece::Text(self.text[from..at].to_owned()));
            }
            pieces.push(Piece::Reference(index));
            from = at;
        }
        if from < end {
            pieces.push(Piece::Text(self.text[from..].to_owned()));
        }
        pieces
    }

    /// The text without the space around it, where nothing was left for the site.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text.trim().to_owned()
    }
}

/// Raised or lowered characters in a text that knows no such thing; `None` where they stay as they are.
fn shifted(text: &str, up: bool) -> Option<String> {
    if !text.contains(char::is_alphanumeric) || text.starts_with('[') {
        return None;
    }
    if let Some(all) = text.chars().map(if up { raised } else { lowered }).collect() {
        return Some(all);
    }
    if up && ENDINGS.iter().any(|ending| text.to_lowercase() == *ending) {
        return None;
    }
    Some(format!("{}({text})", if up { '^' } else { '_' }))
}

fn raised(c: char) -> Option<char> {
    Some(match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + u32::from(c) - u32::from('0'))?,
        '+' => '⁺',
        '-' | '−' | '–' => '⁻',
        '=' => '⁼',
        '(' => '⁽',
        ')' => '⁾',
        'n' => 'ⁿ',
        'i' => 'ⁱ',
        _ => return None,
    })
}

fn lowered(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32(0x2080 + u32::from(c) - u32::from('0'))?,
        '+' => '₊',
        '-' | '−' | '–' => '₋',
        '=' => '₌',
        '(' => '₍',
        ')' => '₎',
        'a' => 'ₐ',
        'e' => 'ₑ',
        'o' => 'ₒ',
        'x' => 'ₓ',
        'h' => 'ₕ',
        'k' => 'ₖ',
        'l' => 'ₗ',
        'm' => 'ₘ',
        'n' => 'ₙ',
        'p' => 'ₚ',
        's' => 'ₛ',
        't' => 'ₜ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_and_lowered() {
        for (text, up, expected) in [
            ("6", true, Some("⁶")),
            ("-12", true, Some("⁻¹²")),
            ("n+1", true, Some("ⁿ⁺¹")),
            ("1.5", true, Some("^(1.5)")),
            ("x", true, Some("^(x)")),
            ("th", true, None),
            ("ème", true, None),
            ("[1]", true, None),
            ("*", true, None),
            ("2", false, Some("₂")),
            ("max", false, Some("ₘₐₓ")),
            ("b", false, Some("_(b)")),
        ] {
            assert_eq!(shifted(text, up).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn elements_that_are_never_closed_or_opened_do_no_harm() {
        let mut plain = Plain::default();
        for (name, closes) in [("sup", true), ("del", true), ("sub", false), ("DEL", false), ("s", true), ("del", true), ("BR", false)] {
            plain.text("a ");
            plain.tag(name, closes);
        }
        plain.text(" b");
        assert_eq!(plain.into_text(), "a a a a a b");
    }
}
