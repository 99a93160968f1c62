//! The languages, a file each. To add one: its file, its line in `mod` and in [`LANGUAGES`], and its words in the tables beside
//! this folder (units.tsv, regions.tsv) and in the theme's labels.
//!
//! A file has one [`Conventions`] for each variety of its language: those of some regions or scripts first, each as what differs
//! from the rest, and the language itself last.

mod de;
mod en;
mod en_reading;
mod es;
mod fr;
mod it;
mod ja;
mod ko;
mod nl;
mod others;
mod pt;
mod zh;

use super::conventions::Conventions;
use super::reading::ReadingWords;
use super::wording::Words;

/// The languages that Bulletin has words for.
static LANGUAGES: &[&[Conventions]] =
    &[de::VARIETIES, en::VARIETIES, es::VARIETIES, fr::VARIETIES, it::VARIETIES, ja::VARIETIES, ko::VARIETIES, nl::VARIETIES, pt::VARIETIES, zh::VARIETIES];

/// The conventions of a language by its tag, in any case and with hyphens or underscores. Of a language that is not in the list,
/// nothing is known.
pub(super) fn find(tag: &str) -> &'static Conventions {
    let subtags = || tag.split(['-', '_']);
    let is_region = |subtag: &str| subtag.len() == 2 || subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_digit());
    let is_of = |own: &&str| {
        let mut own = own.split('-');
        let has_base = own.next().zip(subtags().next()).is_some_and(|(own, base)| own.eq_ignore_ascii_case(base));
        has_base && own.all(|own| subtags().skip(1).any(|given| own.eq_ignore_ascii_case(given) || own == "*" && is_region(given)))
    };
    let serves = |conventions: &&Conventions| conventions.tags.iter().any(is_of);
    // Its last variety is the language itself.
    let varieties = LANGUAGES.iter().find(|varieties| varieties.last().as_ref().is_some_and(serves)).copied().unwrap_or(others::LANGUAGES);
    varieties.iter().find(serves).unwrap_or(&others::UNKNOWN)
}

/// The words of English, for languages without own ones.
pub(super) fn english() -> &'static Words {
    &en::WORDS
}

/// What English words say of numbers, for languages without own ones.
pub(super) fn english_reading() -> &'static ReadingWords {
    &en_reading::READING
}

/// The scale words of all languages in which they are known: a text in one may well use those of another.
pub(super) fn scales() -> impl Iterator<Item = &'static (&'static str, u32)> {
    LANGUAGES.iter().filter_map(|varieties| Some(varieties.last()?.reading?.scales)).flatten()
}

/// The languages whose words tell a text in them from one in another, each with its tag.
pub(super) fn told_by_words() -> impl Iterator<Item = (&'static str, &'static ReadingWords)> {
    LANGUAGES.iter().filter_map(|varieties| varieties.last().and_then(|own| Some((own.tags[0], own.reading?))).filter(|(_, words)| !words.common.is_empty()))
}

/// Every variety of every language that is known.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = &'static Conventions> {
    with_words().chain(others::LANGUAGES)
}

/// Every variety of the languages that Bulletin has words for.
#[cfg(test)]
pub(super) fn with_words() -> impl Iterator<Item = &'static Conventions> {
    LANGUAGES.iter().copied().flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::locale::wording::{Months, Scales};
    use crate::locale::{Language, WordBreaks};

    /// The nouns of units.tsv for which a language has no word of its own yet, so that English stands in.
    const LEFT_TO_ENGLISH: [(&str, &str); 7] = [
        ("de", "application county pilot rack student town"),
        ("es", "application county pilot rack site student town"),
        ("fr", "application county pilot rack student town"),
        ("it", "application county pilot rack student town"),
        ("ja", "county job platform"),
        ("nl", "application county operator pilot rack student town"),
        ("pt", "application connection county home household operator parcel pilot rack site student town user website"),
    ];

    /// A table of words: its header, and its rows.
    fn table(text: &'static str) -> (Vec<&'static str>, Vec<Vec<&'static str>>) {
        let mut rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect());
        (rows.next().expect("a header"), rows.collect())
    }

    #[test]
    fn every_tag_finds_its_own_conventions() {
        let mut seen = BTreeSet::new();
        for conventions in all() {
            for tag in conventions.tags {
                assert!(seen.insert(*tag), "{tag} stands twice");
                let given = tag.replace('*', "ZZ");
                assert_eq!(find(&given).tags, conventions.tags, "{tag}");
                assert_eq!(find(&given.to_uppercase().replace('-', "_")).tags, conventions.tags, "{tag}");
                let language = Language::parse(&given).expect("tags of the list are tags");
                assert_eq!((language.tag(), language.conventions().tags), (given.as_str(), conventions.tags));
            }
        }
        for (tag, tags) in
            [("en-IN", &["en"][..]), ("zh-Hant-HK", &["zh-HK", "zh-MO"]), ("zh-Hans-HK", &["zh-Hans"]), ("de-CH-1996", &["de-CH"]), ("es-419", &["es-*"])]
        {
            assert_eq!(find(tag).tags, tags, "{tag}");
        }
        for tag in ["qaa", "", "-", "deu", "d", "zh中", "english"] {
            assert!(find(tag).tags.is_empty(), "{tag}");
        }
    }

    #[test]
    fn every_language_has_all_its_words() {
        for conventions in with_words() {
            let tag = conventions.tags[0];
            assert!(conventions.name.is_some() && conventions.region.is_some() && conventions.latex.is_some(), "{tag}");
            assert!(conventions.quotes.is_some() || conventions.word_breaks == WordBreaks::Joined, "{tag}");
            let words = conventions.words.expect("it has words");
            let (figures, periods) = (&words.figures, &words.periods);
            let changes = || figures.up.iter().chain(&figures.down);
            assert!(figures.qualifiers.iter().chain(changes()).all(|pattern| pattern.matches("{0}").count() == 1), "{tag}");
            assert!(changes().chain([&figures.flat]).all(|pattern| pattern.matches("{1}").count() == 1), "{tag}");
            assert!(figures.basis.iter().chain([&figures.points]).chain(&words.standing).all(|word| !word.trim().is_empty()), "{tag}");
            let named = periods.halves.iter().chain(&periods.quarters).chain(&periods.short_halves).chain(&periods.short_quarters);
            assert!(named.into_iter().all(|pattern| pattern.matches("{0}").count() == 1), "{tag}");
            let (Months::Named { between } | Months::Numbered { between, .. }) = periods.months;
            assert!(!between.is_empty() && !periods.to.is_empty(), "{tag}");
            match &figures.scales {
                Scales::Words(scales) => assert!(scales.iter().all(|word| !word.title.is_empty() && (word.power == 0 || !word.one.is_empty())), "{tag}"),
                Scales::Myriads(myriads) => assert!(myriads.iter().all(|word| !word.is_empty()), "{tag}"),
            }
        }
    }

    #[test]
    fn the_tables_have_every_language_s_words() {
        let base = |conventions: &Conventions| conventions.tags[0].split('-').next().unwrap_or_default();
        let columns: BTreeSet<&str> = with_words().map(|conventions| conventions.column.unwrap_or_else(|| base(conventions))).collect();
        let (header, units) = table(include_str!("../units.tsv"));
        for tag in &columns {
            let at = header.iter().position(|column| column == tag).unwrap_or_else(|| panic!("units.tsv has no column {tag}"));
            let missing: Vec<&str> = units.iter().filter(|row| matches!(row[1], "count" | "points") && row[at].is_empty()).map(|row| row[0]).collect();
            let left = LEFT_TO_ENGLISH.iter().find(|(known, _)| known == tag).map_or("", |(_, left)| left);
            assert_eq!(missing.iter().copied().collect::<BTreeSet<_>>(), left.split_whitespace().collect(), "{tag}");
        }
        let (header, regions) = table(include_str!("../regions.tsv"));
        for tag in &columns {
            let at = header.iter().position(|column| column == tag).unwrap_or_else(|| panic!("regions.tsv has no column {tag}"));
            let missing: Vec<&str> = regions.iter().filter(|row| !row[1].is_empty() && row[at].is_empty()).map(|row| row[0]).collect();
            assert!(missing.is_empty(), "{tag}: {missing:?}");
        }
        for column in all().filter_map(|conventions| conventions.column) {
            assert!(header.contains(&column), "regions.tsv has no column {column}");
        }
    }
}
