//! A text as it is read: with plain digits and signs, in lower case, each character as long as it was; its clauses, and the
//! numbers in it that are a part of something longer.

/// A text with plain digits, signs and apostrophes.
pub(super) fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' if !matches!(c, '，' | '；' | '：' | '（' | '）' | '～' | '！' | '？') => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '\'' | '‘' | 'ʼ' => '’',
        other => other,
    };
    let plain: String = text.chars().map(one).collect();
    // ５，８９５: the comma is a separator where three digits follow.
    let mut out = String::with_capacity(plain.len());
    for (at, c) in plain.char_indices() {
        let rest = &plain.as_bytes()[at + c.len_utf8()..];
        let is_group = rest.len() >= 3 && rest[..3].iter().all(u8::is_ascii_digit) && !rest.get(3).is_some_and(u8::is_ascii_digit);
        out.push(if c == '，' && is_group && out.ends_with(|c: char| c.is_ascii_digit()) { ',' } else { c });
    }
    out
}

/// A text in lower case, each character as long as it was.
#[must_use]
pub fn lower(text: &str) -> String {
    let one = |c: char| {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
            _ => c,
        }
    };
    text.chars().map(one).collect()
}

/// What parts the clauses of a sentence. What stands in the next one says nothing of this one's numbers.
pub(super) const CLAUSES: [char; 16] = [',', ';', '.', ':', '(', ')', '，', '。', '；', '：', '、', '（', '）', '\n', '!', '?'];

/// Where the clause begins that `at` stands in, not before `from`. A point or comma in a number ends none.
pub(super) fn clause(low: &str, from: usize, at: usize) -> usize {
    let from = from.min(at);
    let ends = low[from..at].char_indices().rev().find(|(start, c)| CLAUSES.contains(c) && !is_in_number(low, from + start, *c));
    ends.map_or(from, |(start, c)| from + start + c.len_utf8())
}

/// What is left of a clause at the beginning of `text`.
pub(super) fn clause_end(text: &str) -> &str {
    text.char_indices().find(|(at, c)| CLAUSES.contains(c) && !is_in_number(text, *at, *c)).map_or(text, |(at, _)| &text[..at])
}

fn is_in_number(text: &str, at: usize, c: char) -> bool {
    matches!(c, '.' | ',') && text[..at].ends_with(|c: char| c.is_ascii_digit()) && text[at + 1..].starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a number is a part of something longer: 5G, 2024/1689, COVID-19.
pub(super) fn is_name(text: &str, start: usize, end: usize) -> bool {
    let wide = |c: char| c >= '\u{2E80}';
    let mut before = text[..start].chars().rev();
    let mut after = text[end..].chars();
    let (b, a) = (before.next(), after.next());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !wide(c));
    let left = letter(b) && !text[..start].ends_with("CNY") && !text[..start].ends_with('$')
        || matches!(b, Some('/' | '_' | '@' | '#')) && before.next().is_some_and(char::is_alphanumeric)
        || b == Some('-') && text[..start].strip_suffix('-').is_some_and(|text| text.ends_with(|c: char| c.is_alphabetic() && !wide(c)));
    let joined = matches!(a, Some('/' | '_' | '@')) && after.clone().next().is_some_and(|c| c.is_ascii_digit());
    // 5G, 4K: one digit and a capital.
    let named = end - start <= 2 && matches!(a, Some('G' | 'K' | 'D' | 'P')) && !after.next().is_some_and(|c| c.is_ascii_alphabetic());
    left && !is_code(&text[..start]) || joined || named
}

/// Whether a text ends in the code of a currency, which may stand close to its number.
fn is_code(text: &str) -> bool {
    let tail: Vec<char> = text.chars().rev().take(4).collect();
    tail.len() >= 3 && tail[..3].iter().all(char::is_ascii_uppercase) && !tail.get(3).is_some_and(|c| c.is_alphanumeric())
}
