//! What word of a fixed set is meant by another one.

use super::near::{Near, near};

/// What people write in place of words of fields; the head of the table says how it is read.
const SYNONYMS: &str = include_str!("synonyms.tsv");

/// The word of `expected` that `written` is meant for: the same but for its case or hyphens, another word for it, or one with a slip
/// in it.
#[must_use]
pub fn meant<'c>(written: &str, expected: &[&'c str]) -> Option<Near<'c>> {
    let wanted = plain(written);
    if wanted.is_empty() {
        return None;
    }
    if let Some(name) = expected.iter().find(|word| plain(word) == wanted) {
        return Some(Near { name, certain: true });
    }
    let rows = SYNONYMS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()? == "=", cells.next()?))
    });
    let mut known = rows.filter(|(_, _, others)| others.split('|').any(|other| plain(other) == wanted));
    let synonym = known.find_map(|(word, certain, _)| expected.iter().find(|name| **name == word).map(|name| Near { name, certain }));
    // A word of another meaning may be a letter away from one of them.
    synonym.or_else(|| near(written, expected.iter().copied()))
}

/// A word without what people write in different ways.
fn plain(word: &str) -> String {
    word.trim().trim_end_matches('.').to_lowercase().replace([' ', '_'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_what_people_write() {
        let found = |written: &str, expected: &[&'static str]| meant(written, expected).map(|near| (near.name, near.certain));
        let (scales, qualifiers) = (["thousand", "million", "billion", "trillion"], ["exact", "about", "over", "under"]);
        for (written, word, certain) in [("mn", "million", true), ("m", "million", false), ("Bn.", "billion", true), ("billions", "billion", true)] {
            assert_eq!(found(written, &scales), Some((word, certain)), "{written}");
        }
        for (written, word) in [("more than", "over"), (">", "over"), ("~", "about"), ("approx.", "about"), ("Less than", "under")] {
            assert_eq!(found(written, &qualifiers), Some((word, true)), "{written}");
        }
        assert_eq!(found("Press Conference", &["press-conference", "release"]), Some(("press-conference", true)));
        assert_eq!(found("postponed", &["delayed", "dropped"]), Some(("delayed", true)));
        assert_eq!(found("postponed", &["moved", "cancelled"]), Some(("moved", true)));
        assert_eq!(found("亿", &scales), None);
        assert_eq!(found("", &scales), None);
    }

    #[test]
    fn the_table_says_each_thing_once() {
        let mut seen = std::collections::BTreeSet::new();
        for line in SYNONYMS.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(cells.len() == 3 && matches!(cells[1], "=" | "~"), "{line}");
            for other in cells[2].split('|') {
                assert!(seen.insert((cells[0], plain(other))), "{line}: {other} stands twice");
            }
        }
    }
}
