//! Character references: `&amp;`, `&#39;`, `&ldquo;`.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The longest name of a character reference has so many bytes, with the ampersand and the semicolon.
const LONGEST: usize = 34;

/// `text` with its character references decoded, and the first of them; `None` if it has none.
pub(in crate::content) fn decoded(text: &str) -> Option<(String, &str)> {
    let mut first = None;
    let mut plain = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices('&') {
        let length = text.as_bytes()[at..].iter().take(LONGEST).position(|byte| *byte == b';');
        let Some(reference) = length.map(|length| &text[at..=at + length]) else { continue };
        let Some(character) = character(reference) else { continue };
        first.get_or_insert(reference);
        plain.push_str(&text[from..at]);
        plain.push_str(&character);
        from = at + reference.len();
    }
    let first = first?;
    plain.push_str(&text[from..]);
    Some((plain, first))
}

/// What one reference stands for. Markdown's parser knows the whole list.
fn character(reference: &str) -> Option<String> {
    let name = &reference[1..reference.len() - 1];
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#') {
        return None;
    }
    let mut text = String::new();
    for event in Parser::new(reference) {
        match event {
            Event::Text(piece) => text.push_str(&piece),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            _ => return None,
        }
    }
    (!text.is_empty() && text != reference).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn references_are_decoded() {
        for (text, plain) in [
            ("It&#39;s", Some(("It's", "&#39;"))),
            ("&ldquo;R&amp;D&rdquo; &amp; more", Some(("\u{201C}R&D\u{201D} & more", "&ldquo;"))),
            ("a&nbsp;b", Some(("a\u{a0}b", "&nbsp;"))),
            ("&#x4E2D;", Some(("中", "&#x4E2D;"))),
            ("AT&T; R&D", None),
            ("a & b; c", None),
            ("x&y=1;", None),
            ("中&文;", None),
            ("&", None),
        ] {
            assert_eq!(decoded(text), plain.map(|(plain, first)| (plain.to_owned(), first)), "{text}");
        }
    }
}
