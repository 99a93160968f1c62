//! Mathematics in a text: where it stands, for sites that say `math: true`. It is left as it was typed, for a script of the
//! theme's to set.
//!
//! `\(…\)` and `$…$` stand in a line, `\[…\]` and `$$…$$` may have lines of their own. None of them holds an empty line. As in
//! Pandoc, a `$` opens before and closes behind what is no space, and no letter or digit follows the closing one, so
//! that `$5 and $6` is money; nor does it open behind a letter or digit, as in `US$`, or before an amount and a word.

use std::ops::Range;

/// Where there is mathematics in a text, in order. Code is left alone.
pub(super) fn spans(source: &str) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // Where the last fruitless search for each kind of end gave up, so that no text is searched for it again and again.
    let mut given_up = [0_usize; 4];
    let mut no_code = [0_usize; 8];
    while let Some(next) = bytes[at..].iter().position(|byte| matches!(byte, b'$' | b'\\' | b'`' | b'~')) {
        let start = at + next;
        let run = bytes[start..].iter().take_while(|byte| **byte == bytes[start]).count();
        at = match bytes[start] {
            b'`' | b'~' if run > 2 && is_fence(source, start) => fence_end(source, start, run),
            b'`' => code_end(source, start, run, &mut no_code),
            b'~' => start + run,
            b'\\' => match bytes.get(start + 1) {
                Some(b'(') => push(&mut found, source, start, 2, "\\)", &mut given_up[0]),
                Some(b'[') => push(&mut found, source, start, 2, "\\]", &mut given_up[1]),
                _ => start + 2,
            },
            _ if run == 2 => push(&mut found, source, start, 2, "$$", &mut given_up[2]),
            _ if run == 1 && opens(source, start) => push(&mut found, source, start, 1, "$", &mut given_up[3]),
            _ => start + run,
        }
        .min(bytes.len());
    }
    found
}

/// Notes what starts at `start` with a sign of `length` bytes and ends with `end`, if it ends; returns where to go on.
fn push(found: &mut Vec<Range<usize>>, source: &str, start: usize, length: usize, end: &str, given_up: &mut usize) -> usize {
    let inside = start + length;
    if inside < *given_up {
        return inside;
    }
    let rest = &source[inside..];
    let mut from = 0;
    loop {
        let Some(at) = rest[from..].find(end).map(|at| from + at) else {
            *given_up = source.len();
            return inside;
        };
        if let Some(broken) = breaks_off(&rest[from..at], end) {
            *given_up = inside + from + broken;
            return inside;
        }
        let before = rest[..at].chars().next_back();
        let escaped = rest.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
        let behind = rest[at + end.len()..].chars().next();
        let closes = end != "$" || (before.is_some_and(|c| !c.is_whitespace()) && !behind.is_some_and(|c| c.is_ascii_alphanumeric() || c == '$'));
        if at > 0 && !escaped && closes {
            found.push(start..inside + at + end.len());
            return inside + at + end.len();
        }
        if end == "$" && opens(source, inside + at) {
            // Another one opens here, so that the first was a sign of money.
            return inside;
        }
        from = at + end.len();
    }
}

/// Where a text stops being inside mathematics, if it does: at an empty line, at a fence, or, for mathematics inside a line,
/// where the next line starts another block.
fn breaks_off(text: &str, end: &str) -> Option<usize> {
    let in_line = matches!(end, "$" | "\\)");
    let mut line_start = text.find('\n')? + 1;
    loop {
        let rest = &text[line_start..];
        let next = rest.find('\n');
        let line = rest[..next.unwrap_or(rest.len())].trim_start_matches([' ', '\t', '>']).trim_end_matches('\r');
        let is_empty = line.is_empty() && next.is_some();
        let is_block = line.starts_with("```") || line.starts_with("~~~") || in_line && line.starts_with(['#', '-', '*', '+', '|']);
        if is_empty || is_block {
            return Some(line_start);
        }
        line_start += next? + 1;
    }
}

/// Whether a `$` at `at` can open.
fn opens(source: &str, at: usize) -> bool {
    let before = source[..at].chars().next_back();
    let after = source[at + 1..].chars().next();
    !before.is_some_and(|c| c.is_ascii_alphanumeric()) && after.is_some_and(|c| !c.is_whitespace()) && !is_money(&source[at + 1..])
}

/// Whether a text starts with an amount in a sentence: `6, `, `5 billion`.
fn is_money(text: &str) -> bool {
    let amount = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = text[amount..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let (last, rest) = (text[..text.len() - behind.len()].chars().next_back(), behind.strip_prefix([' ', '\u{a0}']));
    let word = rest.is_some_and(|rest| rest.bytes().take_while(u8::is_ascii_alphabetic).count() > 1);
    amount > 0 && (word || (rest.is_some() && matches!(last, Some('.' | ','))))
}

/// Where the code ends that starts at `start` with `run` backticks; behind those if it never ends. `given_up` says for each run
/// how far it is known that none closes.
fn code_end(source: &str, start: usize, run: usize, given_up: &mut [usize; 8]) -> usize {
    let inside = start + run;
    let Some(known) = given_up.get_mut(run).filter(|known| **known <= inside) else { return inside };
    let mut at = inside;
    while let Some(next) = source[at..].find('`').map(|next| at + next) {
        if source[at..next].contains("\n\n") {
            *known = next;
            return inside;
        }
        let ticks = source[next..].bytes().take_while(|byte| *byte == b'`').count();
        at = next + ticks;
        if ticks == run {
            return at;
        }
    }
    *known = source.len();
    inside
}

/// Whether nothing but the signs of blocks stands before `at` in its line.
fn is_fence(source: &str, at: usize) -> bool {
    let before = source[..at].rsplit('\n').next().unwrap_or_default();
    before.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')') || byte.is_ascii_digit())
}

/// Where a block of code that starts with a fence ends.
fn fence_end(source: &str, start: usize, run: usize) -> usize {
    let sign = &source[start..=start];
    let mut at = start + run;
    while let Some(line) = source[at..].find('\n') {
        at += line + 1;
        let text = source[at..].split('\n').next().unwrap_or_default().trim_start_matches([' ', '\t', '>']);
        let fence = text.len() - text.trim_start_matches(sign).len();
        if fence >= run && text[fence..].trim().is_empty() {
            return at + source[at..].find('\n').unwrap_or(source.len() - at);
        }
    }
    source.len()
}

#[cfg(test)]
mod tests {
    use super::spans;

    fn found(source: &str) -> Vec<&str> {
        spans(source).into_iter().map(|span| &source[span]).collect()
    }

    #[test]
    fn mathematics() {
        for (source, expected) in [
            ("a $a_{1}*b*c$, \\(x\\) and $$y$$ or \\[z\\].", vec!["$a_{1}*b*c$", "\\(x\\)", "$$y$$", "\\[z\\]"]),
            ("$$\na = b\n- c\n$$\n\ntext", vec!["$$\na = b\n- c\n$$"]),
            ("$a +\nb$", vec!["$a +\nb$"]),
            ("> $$\n> a\n> $$", vec!["$$\n> a\n> $$"]),
            ("$f'(x)$-axis, ($g$)", vec!["$f'(x)$", "$g$"]),
            ("$5 and $6, US$5m/US$7m, 5$ or 6$, \\$a$, \\\\(a\\\\)", vec![]),
            ("costs $5 and so $x$", vec!["$x$"]),
            ("`$x` and `$y` ``a`$b`` $c$", vec!["$c$"]),
            ("```\n$a$\n```\n$b$\n~~~\n$$c\n~~~\n$$d$$", vec!["$b$", "$$d$$"]),
            ("- costs $5x\n- more y$ z", vec![]),
            ("$a\n\nb$ $$c\n\nd$$", vec![]),
            ("$$$ $", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(found(source), expected, "{source}");
        }
    }

    #[test]
    fn what_never_ends_is_searched_once() {
        for part in ["$a ", "$$a ", "\\(a ", "\\[", "`$", "``$ `", "$a\n\n", "\\[a\n", "($5"] {
            spans(&part.repeat(100_000));
        }
    }
}
