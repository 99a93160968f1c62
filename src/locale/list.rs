//! Lists in words.
//!
//! The patterns are ours and not those of `icu_list`, since its release 2.4 has "datos y índices" in Spanish, which wants "e" also
//! before an accent, "a a(n) b" and "a a(c) b" in Luxembourgish and Welsh, which nobody can print, and an English "and" in Uyghur.

/// How a language joins the items of a list: CLDR's standard "and" lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    /// Between two items that are not the last.
    pub(super) between: &'static str,
    /// Before the last of three or more.
    pub(super) last: &'static str,
    /// Between the only two.
    pub(super) pair: &'static str,
    /// Before a last one that begins with the sound of `i`, where that differs.
    pub(super) before_i: Option<&'static str>,
}

impl List {
    pub(super) const fn of(between: &'static str, last: &'static str, pair: &'static str) -> Self {
        Self { between, last, pair, before_i: None }
    }

    pub(super) fn join<S: AsRef<str>>(self, items: &[S]) -> String {
        let Some((last, front)) = items.split_last() else {
            return String::new();
        };
        let last = last.as_ref();
        let mut out = String::new();
        for (place, item) in front.iter().enumerate() {
            if place > 0 {
                out.push_str(self.between);
            }
            out.push_str(item.as_ref());
        }
        match (front.len(), self.before_i) {
            (0, _) => {}
            (_, Some(before_i)) if sounds_like_i(last) => out.push_str(before_i),
            (1, _) => out.push_str(self.pair),
            _ => out.push_str(self.last),
        }
        out.push_str(last);
        out
    }
}

/// Spanish "y" is "e" before a word that begins with the same sound: "España e Italia", but "cobre y hierro".
fn sounds_like_i(word: &str) -> bool {
    let word = word.to_lowercase();
    let vowel = word.strip_prefix('h').unwrap_or(&word);
    let glides = |rest: &str| rest.starts_with(['a', 'e', 'o', 'u']);
    vowel.starts_with('í') || vowel.strip_prefix('i').is_some_and(|rest| !glides(rest))
}

#[cfg(test)]
mod tests {
    use crate::locale::locale;

    #[test]
    fn items_are_joined_by_the_language() {
        for (tag, items, expected) in [
            ("en", &[][..], ""),
            ("en", &["a"], "a"),
            ("en", &["a", "b"], "a and b"),
            ("en", &["a", "b", "c"], "a, b and c"),
            ("en-GB", &["a", "b", "c"], "a, b and c"),
            ("en-US", &["a", "b", "c"], "a, b, and c"),
            ("zh-Hans", &["a", "b", "c"], "a、b和c"),
            ("zh-Hant-HK", &["a", "b"], "a和b"),
            ("ja", &["a", "b", "c"], "a、b、c"),
            ("pt-BR", &["a", "b", "c"], "a, b e c"),
            ("es", &["España", "Francia"], "España y Francia"),
            ("es", &["España", "Italia"], "España e Italia"),
            ("es", &["Fe", "cobre", "hierro"], "Fe, cobre y hierro"),
            ("es", &["padres", "hijos"], "padres e hijos"),
            ("qaa", &["a", "b", "c"], "a, b, c"),
        ] {
            assert_eq!(locale(tag).list(items), expected, "{tag}");
        }
    }
}
