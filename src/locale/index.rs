//! The headings of an alphabetical index.

use unicode_normalization::char::decompose_compatible;

use super::collate::Collation;
use super::conventions::{Conventions, Headings};
use super::{Language, Locale};

/// The heading of everything that does not begin with a letter: "5G".
const OTHER: &str = "#";

/// The heading of `text`; see [`Locale::index_letter`].
pub(super) fn letter(language: &Language, collation: &Collation, text: &str) -> String {
    let Some(text) = text.find(char::is_alphanumeric).map(|at| &text[at..]) else {
        return OTHER.to_owned();
    };
    let Some(first) = text.chars().next().filter(|first| first.is_alphabetic()) else {
        return OTHER.to_owned();
    };
    let conventions = language.conventions();
    let special = match conventions.headings {
        Headings::Pinyin if is_han(first) => pinyin(collation, text),
        Headings::Strokes if is_han(first) => strokes(collation, text),
        Headings::Consonants => initial_consonant(first),
        _ => None,
    };
    special.unwrap_or_else(|| capital(conventions, base_letter(collation, first)))
}

/// The items under their headings; see [`Locale::index_groups`].
pub(super) fn groups<T>(locale: &Locale, mut items: Vec<T>, key: impl Fn(&T) -> &str) -> Vec<(String, Vec<T>)> {
    locale.sort_by_key(&mut items, &key);
    let mut groups: Vec<(String, Vec<T>)> = Vec::new();
    for item in items {
        let heading = locale.index_letter(key(&item));
        match groups.iter_mut().rev().find(|(known, _)| *known == heading) {
            Some((_, members)) => members.push(item),
            None => groups.push((heading, vec![item])),
        }
    }
    groups.sort_by(|(left, _), (right, _)| locale.collation.compare(left, right));
    groups
}

/// The mark that CLDR's Chinese orders put before the first word of each heading.
const HEADING_MARK: char = '\u{FDD0}';

/// The last of `headings` whose mark is not behind `text` in the order; they are in order themselves.
fn last_mark(collation: &Collation, text: &str, headings: impl Iterator<Item = char>) -> Option<char> {
    let is_before = |heading: &char| {
        let mark = String::from_iter([HEADING_MARK, *heading]);
        collation.compare(&mark, text).is_le()
    };
    headings.take_while(is_before).last()
}

/// The initial of a Chinese word in pinyin; CLDR's order knows common words with a second reading (重庆 is under C).
fn pinyin(collation: &Collation, text: &str) -> Option<String> {
    let initials = ('A'..='Z').filter(|initial| !matches!(initial, 'I' | 'U' | 'V'));
    last_mark(collation, text, initials).map(String::from)
}

/// The number of strokes of a Chinese word's first character; CLDR marks a count as U+2800 plus itself.
fn strokes(collation: &Collation, text: &str) -> Option<String> {
    let counts = '\u{2801}'..='\u{2830}';
    let mark = last_mark(collation, text, counts)?;
    Some(format!("{}劃", u32::from(mark) - 0x2800))
}

/// The consonant a Hangul syllable begins with, doubled ones under their single form, as Korean dictionaries group them.
fn initial_consonant(first: char) -> Option<String> {
    const SYLLABLES: std::ops::RangeInclusive<char> = '가'..='힣';
    const PER_CONSONANT: u32 = 21 * 28;
    const CONSONANTS: [char; 19] = ['ㄱ', 'ㄱ', 'ㄴ', 'ㄷ', 'ㄷ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅂ', 'ㅅ', 'ㅅ', 'ㅇ', 'ㅈ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];
    let place = SYLLABLES.contains(&first).then(|| u32::from(first) - u32::from('가'))?;
    let at = usize::try_from(place / PER_CONSONANT).ok()?;
    CONSONANTS.get(at).copied().map(String::from)
}

/// The letter without its accents, where the language sorts the two together: É is E in French, Å stays itself in Swedish.
fn base_letter(collation: &Collation, letter: char) -> char {
    let mut base = None;
    decompose_compatible(letter, |part| {
        base.get_or_insert(part);
    });
    let mut buffers = [[0; 4]; 2];
    let [left, right] = &mut buffers;
    match base {
        Some(base) if collation.same_letters(letter.encode_utf8(left), base.encode_utf8(right)) => base,
        _ => letter,
    }
}

fn capital(conventions: &Conventions, letter: char) -> String {
    match conventions.capital_i {
        Some(capital) if letter == 'i' => capital.to_owned(),
        _ => letter.to_uppercase().collect(),
    }
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

#[cfg(test)]
mod tests {
    use crate::locale::locale;

    #[test]
    fn letters_follow_the_language() {
        for (tag, text, expected) in [
            ("en", "policy", "P"),
            ("en", "“open RAN”", "O"),
            ("en", "5G", "#"),
            ("en", "…", "#"),
            ("en", "", "#"),
            ("fr", "État", "E"),
            ("fr", "e\u{301}tat", "E"),
            ("en", "ＡＰＥＣ", "A"),
            ("sv", "åtgärd", "Å"),
            ("es", "ñandú", "Ñ"),
            ("de", "Übertragung", "U"),
            ("tr", "ihracat", "İ"),
            ("ru", "ёлка", "Е"),
            ("ru", "йод", "Й"),
            ("el", "άρθρο", "Α"),
            ("ko", "까치", "ㄱ"),
            ("ko", "통신", "ㅌ"),
            ("ja", "電気", "電"),
            ("zh-Hans", "电信", "D"),
            ("zh-Hans", "宽带", "K"),
            ("zh-Hans", "重庆", "C"),
            ("zh-Hans", "《中国》", "Z"),
            ("zh-Hans", "一", "Y"),
            ("zh-Hans", "RedCap", "R"),
            ("zh-Hans", "ABC", "A"),
            ("zh-Hant", "寬頻", "15劃"),
            ("zh-Hant", "一", "1劃"),
            ("zh-Hant", "中國", "4劃"),
        ] {
            assert_eq!(locale(tag).index_letter(text), expected, "{tag} {text}");
        }
    }

    #[test]
    fn groups_are_whole_and_in_order() {
        let groups = locale("zh-Hans").index_groups(vec!["QoS", "ABC", "中国", "安全", "5G", "爱"], |term| term);
        let seen: Vec<_> = groups.iter().map(|(heading, terms)| (heading.as_str(), terms.join(" "))).collect();
        let expected = [("#", "5G"), ("A", "爱 安全 ABC"), ("Q", "QoS"), ("Z", "中国")];
        assert_eq!(seen, expected.map(|(heading, terms)| (heading, terms.to_owned())));
        let strokes = locale("zh-Hant").index_groups(vec!["寬頻", "中國", "ABC"], |term| term);
        let headings: Vec<_> = strokes.iter().map(|(heading, _)| heading.as_str()).collect();
        assert_eq!(headings, ["4劃", "15劃", "A"]);
    }
}
