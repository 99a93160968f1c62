//! Runs of tokens that belong together: a name with points in it, the arguments in brackets, what a comprehension goes through.

use std::ops::Range;

use crate::theme::tokens::{Kind, Token};

/// The bytes of tokens, from the first to the last.
pub(super) fn span(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    Some(tokens.first()?.span.start..tokens.last()?.span.end)
}

/// A name with points in it, as those of components may be, and how many tokens it takes.
pub(super) fn dotted(tokens: &[Token<'_>]) -> (String, usize) {
    let Some(Token { kind: Kind::Ident(first), .. }) = tokens.first() else { return (String::new(), 0) };
    let (mut name, mut len) = ((*first).to_owned(), 1);
    while let [dot, Token { kind: Kind::Ident(next), .. }, ..] = &tokens[len..] {
        if !dot.is(".") {
            break;
        }
        name = format!("{name}.{next}");
        len += 2;
    }
    (name, len)
}

/// Whether a value may end with this token, so that `<` behind it compares.
pub(super) fn ends_operand(token: &Token<'_>) -> bool {
    match &token.kind {
        Kind::Ident(name) => !["in", "and", "or", "not", "if", "else"].contains(name),
        Kind::Str(_) | Kind::Number => true,
        _ => [")", "]", "}"].iter().any(|op| token.is(op)),
    }
}

/// How deep in brackets the tokens stand: each with the depth around it.
fn depths<'a, 't>(tokens: &'a [Token<'t>]) -> impl Iterator<Item = (usize, usize, &'a Token<'t>)> {
    let mut depth = 0_usize;
    tokens.iter().enumerate().map(move |(at, token)| {
        if [")", "]", "}"].iter().any(|op| token.is(op)) {
            depth = depth.saturating_sub(1);
        }
        let around = depth;
        if ["(", "[", "{", "?["].iter().any(|op| token.is(op)) {
            depth += 1;
        }
        (at, around, token)
    })
}

/// Of what stands behind the `in` of a comprehension, what it goes through.
pub(super) fn comprehended<'a, 't>(tokens: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        if depth == 0 && (token.is("]") || token.is_word("if")) {
            return &tokens[..at];
        }
        if [")", "]", "}"].iter().any(|op| token.is(op)) {
            depth = depth.saturating_sub(1);
        }
        if ["(", "[", "{", "?["].iter().any(|op| token.is(op)) {
            depth += 1;
        }
    }
    tokens
}

/// The arguments in the brackets that open at `open`: the name of each and its value.
pub(super) fn arguments<'a, 't>(tokens: &'a [Token<'t>], open: usize) -> impl Iterator<Item = (&'a Token<'t>, &'a [Token<'t>])> {
    let inner = tokens.get(open + 1..).unwrap_or_default();
    let end = depths(inner).find(|(_, depth, token)| *depth == 0 && token.is(")")).map_or(inner.len(), |(at, ..)| at);
    let inner = &inner[..end];
    let mut commas: Vec<usize> = depths(inner).filter(|(_, depth, token)| *depth == 0 && token.is(",")).map(|(at, ..)| at).collect();
    commas.push(inner.len());
    let mut from = 0;
    commas.into_iter().filter_map(move |to| {
        let argument = inner.get(std::mem::replace(&mut from, to + 1)..to)?;
        let [name, assign, value @ ..] = argument else { return None };
        assign.is("=").then_some((name, value))
    })
}
