//! Ids of headings.

use std::collections::HashMap;

use crate::values::{is_invisible, nfc};

/// Beginnings of ids that pages and footnotes use. Those of a theme begin with `_`.
const RESERVED: [&str; 8] = ["_", "source-", "cite-", "fn-", "fnref-", "figure-", "commitment-", "date-"];

/// Ids longer than this many bytes help nobody who copies an address.
const MAX_LENGTH: usize = 120;

/// The ids of one text, in the order in which they were given out.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Each id in use, with the number from which to try on when it is wanted again.
    taken: HashMap<String, u32>,
    list: Vec<String>,
}

impl Ids {
    /// An id for a heading of that text: the same for the same text, whatever else changes around it, but for a
    /// number behind the second and later ones.
    pub(super) fn automatic(&mut self, text: &str) -> String {
        let mut base = slug(text);
        if is_reserved(&base) {
            base.insert_str(0, "section-");
        }
        if self.take(&base) {
            return base;
        }
        let mut number = self.taken.get(&base).copied().unwrap_or_default().max(2);
        loop {
            let candidate = format!("{base}-{number}");
            number += 1;
            if self.take(&candidate) {
                self.taken.insert(base, number);
                return candidate;
            }
        }
    }

    /// Takes an id, if it is free.
    pub(super) fn take(&mut self, id: &str) -> bool {
        if self.taken.contains_key(id) {
            return false;
        }
        self.taken.insert(id.to_owned(), 0);
        self.list.push(id.to_owned());
        true
    }

    /// Keeps an id of an element in raw HTML from headings that follow. Whether the element stays is known later, unless it
    /// is `kept`.
    pub(super) fn reserve(&mut self, id: &str, kept: bool) {
        if kept {
            self.take(id);
        } else if is_valid(id) && !is_reserved(id) {
            self.taken.entry(id.to_owned()).or_insert(0);
        }
    }

    /// Takes an id that is known to be free.
    pub(super) fn push(&mut self, id: String) {
        self.list.push(id);
    }

    pub(super) fn list(&self) -> &[String] {
        &self.list
    }

    pub(super) fn into_list(self) -> Vec<String> {
        self.list
    }
}

/// Whether a page may use this id for a part of its own.
pub(super) fn is_reserved(id: &str) -> bool {
    RESERVED.iter().any(|prefix| id.starts_with(prefix))
}

/// Whether an author may give a heading this id.
pub(super) fn is_valid(id: &str) -> bool {
    !id.is_empty() && id.len() <= MAX_LENGTH && id.chars().all(|c| (is_word(c) || c == '-' || c == '_') && !is_invisible(c))
}

/// Letters and digits of any script in lower case, joined by hyphens.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in nfc(text).chars() {
        if is_silent(c) {
            continue;
        }
        if !is_word(c) {
            gap = true;
            continue;
        }
        if slug.len() >= MAX_LENGTH - 16 {
            break;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.extend(c.to_lowercase());
    }
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// Characters that are neither part of a word nor a gap: apostrophes, and what nobody sees, such as soft hyphens and joiners.
fn is_silent(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}') || is_invisible(c)
}

/// Letters, digits, and the marks without which words of some scripts fall apart.
fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c,
            '\u{300}'..='\u{36F}' | '\u{5B0}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{E47}'..='\u{E4E}')
        // Nuktas and viramas of the Indic blocks stand at the same places in each.
        || (('\u{900}'..='\u{DFF}').contains(&c) && matches!(u32::from(c) & 0x7F, 0x3C | 0x4D))
        || matches!(c, '\u{DCA}' | '\u{F84}' | '\u{1039}' | '\u{103A}' | '\u{17D2}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (text, id) in [
            ("What was announced", "what-was-announced"),
            ("  5G & 10G: don't stop! ", "5g-10g-dont-stop"),
            ("下一步，工作安排（一）", "下一步-工作安排-一"),
            ("Überblick ÉTÉ", "überblick-été"),
            ("हिन्दी भाषा", "हिन्दी-भाषा"),
            ("Ünïcode", "ünïcode"),
            ("!!!", "section"),
            ("", "section"),
            ("_Sources_", "sources"),
            ("Source-1", "section-source-1"),
            ("fn 1", "section-fn-1"),
            ("Re\u{301}forme\u{3164}", "réforme"),
        ] {
            assert_eq!(Ids::default().automatic(text), id, "{text}");
        }
    }

    #[test]
    fn duplicates_are_numbered_and_never_collide() {
        let mut ids = Ids::default();
        assert!(ids.take("a-2"));
        let got: Vec<String> = ["a", "a", "a", "a-2", "A!"].iter().map(|text| ids.automatic(text)).collect();
        assert_eq!(got, ["a", "a-3", "a-4", "a-2-2", "a-5"]);
    }

    #[test]
    fn many_equal_headings_stay_linear() {
        let mut ids = Ids::default();
        for _ in 0..100_000 {
            ids.automatic("Same");
        }
        assert_eq!(ids.into_list().last().map(String::as_str), Some("same-100000"));
    }

    #[test]
    fn valid_ids() {
        assert!(is_valid("a_b-1") && is_valid("数据"));
        assert!(
            !is_valid("")
                && !is_valid("a b")
                && !is_valid("a\"b")
                && !is_valid("a.b")
                && !is_valid("a\u{3164}")
                && !is_valid("a\u{34f}b")
                && !is_valid(&"x".repeat(200))
        );
    }
}
