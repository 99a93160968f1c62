//! The tokens of a template, cut as tera cuts them: `raw` is text, comments are nothing, and a text in quotation marks may
//! hold whatever closes a tag.

use std::borrow::Cow;
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// `{{`
    VariableStart,
    /// `}}`
    VariableEnd,
    /// `{%`
    TagStart,
    /// `%}`
    TagEnd,
    Ident(&'t str),
    /// A text in quotation marks, without them.
    Str(Cow<'t, str>),
    Number,
    Op(&'static str),
}

/// A token and its bytes.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) span: Range<usize>,
    /// Of a start, whether a hyphen eats the white space before it.
    pub(super) dash: bool,
}

impl Token<'_> {
    pub(super) fn is(&self, op: &str) -> bool {
        matches!(self.kind, Kind::Op(this) if this == op)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self.kind, Kind::Ident(this) if this == word)
    }
}

/// Operators, the longer ones first.
const OPERATORS: &[&str] = &[
    "...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?[", "+", "-", "*", "/", "%", "!", ".", ",", ":", "~", "|", "=", ">", "<", "(", ")", "[", "]", "{",
    "}", "@",
];

/// The tokens of all tags of `text`. `None` where tera refuses it too: something is not closed, or is no token.
pub(super) fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut lexer = Lexer { text, at: 0, found: Vec::new() };
    while let Some(open) = text[lexer.at..].find('{').map(|n| lexer.at + n) {
        lexer.at = open;
        let start = match text.as_bytes().get(open + 1) {
            Some(b'{') => Kind::VariableStart,
            Some(b'%') => Kind::TagStart,
            Some(b'#') => {
                let body = lexer.inside(open);
                lexer.at = body + text[body..].find("#}")? + 2;
                continue;
            }
            _ => {
                lexer.at += 1;
                continue;
            }
        };
        let body = lexer.inside(open);
        if start == Kind::TagStart
            && let Some(raw) = skip_tag(&text[body..], "raw")
        {
            lexer.at = after_raw(text, body + raw)?;
            continue;
        }
        lexer.found.push(Token { kind: start.clone(), span: open..body, dash: body > open + 2 });
        lexer.at = body;
        lexer.tag(if start == Kind::TagStart { ("%}", Kind::TagEnd) } else { ("}}", Kind::VariableEnd) })?;
    }
    Some(lexer.found)
}

/// How many bytes of `-? NAME -?%}` a text begins with, if it does.
fn skip_tag(text: &str, name: &str) -> Option<usize> {
    let blank = |c: char| c.is_ascii_whitespace();
    let rest = text.strip_prefix('-').unwrap_or(text).trim_start_matches(blank).strip_prefix(name)?.trim_start_matches(blank);
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix("%}")?;
    Some(text.len() - rest.len())
}

/// Where the text goes on behind a `raw` whose content begins at `at`.
fn after_raw(text: &str, mut at: usize) -> Option<usize> {
    loop {
        at += text[at..].find("{%")? + 2;
        if let Some(end) = skip_tag(&text[at..], "endraw") {
            return Some(at + end);
        }
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    found: Vec<Token<'t>>,
}

impl<'t> Lexer<'t> {
    /// The first byte behind what opens a tag at `open`.
    fn inside(&self, open: usize) -> usize {
        open + 2 + usize::from(self.text.as_bytes().get(open + 2) == Some(&b'-'))
    }

    /// Reads on to the end of a tag.
    fn tag(&mut self, (end, last): (&str, Kind<'t>)) -> Option<()> {
        loop {
            self.at = self.text.len() - self.text[self.at..].trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
            let rest = &self.text[self.at..];
            let dash = usize::from(rest.starts_with('-'));
            if rest.as_bytes().get(dash..).is_some_and(|rest| rest.starts_with(end.as_bytes())) {
                self.push(last, dash + 2);
                return Some(());
            }
            let first = *rest.as_bytes().first()?;
            match first {
                b'"' | b'\'' | b'`' => self.quoted(first)?,
                b'0'..=b'9' => {
                    let mut point = false;
                    let len = rest.bytes().take_while(|c| c.is_ascii_digit() || (*c == b'.' && !std::mem::replace(&mut point, true))).count();
                    self.push(Kind::Number, len);
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                    let len = rest.bytes().take_while(|c| c.is_ascii_alphanumeric() || *c == b'_').count();
                    self.push(Kind::Ident(&rest[..len]), len);
                }
                _ => {
                    let op = OPERATORS.iter().find(|op| rest.starts_with(**op))?;
                    self.push(Kind::Op(op), op.len());
                }
            }
        }
    }

    fn push(&mut self, kind: Kind<'t>, len: usize) {
        self.found.push(Token { kind, span: self.at..self.at + len, dash: false });
        self.at += len;
    }

    /// Reads a text in quotation marks.
    fn quoted(&mut self, mark: u8) -> Option<()> {
        let rest = &self.text[self.at + 1..];
        let (mut escaped, mut escapes) = (false, false);
        let len = rest.bytes().position(|c| {
            let ends = c == mark && !escaped;
            escaped = c == b'\\' && !escaped;
            escapes |= escaped;
            ends
        })?;
        let inner = if escapes { Cow::Owned(unescaped(&rest[..len])?) } else { Cow::Borrowed(&rest[..len]) };
        self.push(Kind::Str(inner), len + 2);
        Some(())
    }
}

/// A text with its escapes read.
fn unescaped(text: &str) -> Option<String> {
    let (mut out, mut chars) = (String::with_capacity(text.len()), text.chars());
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                c @ ('"' | '\'' | '/' | '\\') => c,
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}
