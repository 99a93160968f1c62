//! Lists in words.

use super::Language;

/// How a language joins the items of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Joiner {
    /// Between two items that are not the last.
    between: &'static str,
    /// Before the last of three or more.
    last: &'static str,
    /// Between the only two.
    pair: &'static str,
    spanish: bool,
}

impl Joiner {
    pub(super) fn new(language: &Language) -> Self {
        let row = ROWS.iter().find(|(tag, ..)| *tag == language.tag()).or_else(|| ROWS.iter().find(|(tag, ..)| *tag == language.base()));
        let (between, last, pair) = row.map_or((", ", ", ", ", "), |row| (row.1, row.2, row.3));
        Self { between, last, pair, spanish: language.base() == "es" }
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
        match front.len() {
            0 => {}
            _ if self.spanish && sounds_like_i(last) => out.push_str(" e "),
            1 => out.push_str(self.pair),
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

/// Tag, between, before the last, between two: CLDR's standard "and" lists. Others are joined by commas alone.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ROWS: [Row; 48] = [
    ("en", ", ", " and ", " and "),
    ("en-US", ", ", ", and ", " and "),
    ("ar", " و", " و", " و"),
    ("az", ", ", " və ", " və "),
    ("bg", ", ", " и ", " и "),
    ("bn", ", ", " এবং ", " এবং "),
    ("bs", ", ", " i ", " i "),
    ("ca", ", ", " i ", " i "),
    ("cs", ", ", " a\u{a0}", " a\u{a0}"),
    ("da", ", ", " og ", " og "),
    ("de", ", ", " und ", " und "),
    ("el", ", ", " και ", " και "),
    ("es", ", ", " y ", " y "),
    ("et", ", ", " ja ", " ja "),
    ("eu", ", ", " eta ", " eta "),
    ("fa", "،\u{200f} ", "، و ", " و "),
    ("fi", ", ", " ja ", " ja "),
    ("fr", ", ", " et ", " et "),
    ("ga", ", ", " agus ", " agus "),
    ("gl", ", ", " e ", " e "),
    ("he", ", ", " ו", " ו"),
    ("hi", ", ", ", और ", " और "),
    ("hr", ", ", " i ", " i "),
    ("hu", ", ", " és ", " és "),
    ("id", ", ", ", dan ", " dan "),
    ("is", ", ", " og ", " og "),
    ("it", ", ", " e ", " e "),
    ("ja", "、", "、", "、"),
    ("ko", ", ", " 및 ", " 및 "),
    ("lt", ", ", " ir ", " ir "),
    ("lv", ", ", " un ", " un "),
    ("ms", ", ", " dan ", " dan "),
    ("nb", ", ", " og ", " og "),
    ("nl", ", ", " en ", " en "),
    ("nn", ", ", " og ", " og "),
    ("no", ", ", " og ", " og "),
    ("pl", ", ", " i ", " i "),
    ("pt", ", ", " e ", " e "),
    ("ro", ", ", " și ", " și "),
    ("ru", ", ", " и ", " и "),
    ("sk", ", ", " a ", " a\u{a0}"),
    ("sl", ", ", " in ", " in "),
    ("sv", ", ", " och ", " och "),
    ("th", " ", " และ", "และ"),
    ("tr", ", ", " ve ", " ve "),
    ("uk", ", ", " і ", " і "),
    ("vi", ", ", " và ", " và "),
    ("zh", "、", "和", "和"),
];

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
