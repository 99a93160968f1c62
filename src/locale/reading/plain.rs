//! A text as it is read: with plain digits and signs, and in lower case, each character as long as it was.

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
pub(super) fn lower(text: &str) -> String {
    let one = |c: char| {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
            _ => c,
        }
    };
    text.chars().map(one).collect()
}
