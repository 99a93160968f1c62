//! The built-in jurisdictions: ISO 3166-1's countries and territories, the European Union, and bodies that issue policy.
//!
//! An id is the two-letter code in lower case (`cn`, `gb`, `eu`, `un`) or the body's own short name (`oecd`, `world-bank`).
//! A body whose initials are a country's code is written out: `au` is Australia, so the African Union is `african-union`.
//! Names come from a table beside this file, whose head states their source and licence. A site adds what it misses (Kosovo,
//! say, has no official code) as jurisdictions of its own.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::Language;

/// What a [`Region`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegionKind {
    /// A country or territory with a code of ISO 3166-1.
    Country,
    /// A union, organisation or group of countries.
    Body,
}

/// One built-in jurisdiction.
#[derive(Debug)]
pub struct Region {
    id: &'static str,
    alpha3: Option<&'static str>,
    aliases: Vec<&'static str>,
    names: Vec<&'static str>,
}

impl Region {
    /// Its id, which is also its place in addresses: `cn`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// ISO's three-letter code in lower case: `chn`. Bodies have none.
    #[must_use]
    pub fn alpha3(&self) -> Option<&'static str> {
        self.alpha3
    }

    /// Whether it is a country or a body.
    #[must_use]
    pub fn kind(&self) -> RegionKind {
        if self.alpha3.is_some() { RegionKind::Country } else { RegionKind::Body }
    }

    /// Further names it goes by, in several languages: "UK", "Russian Federation".
    #[must_use]
    pub fn aliases(&self) -> &[&'static str] {
        &self.aliases
    }

    /// Its name in `language`; where that is missing, in English.
    #[must_use]
    pub fn name(&self, language: &Language) -> &'static str {
        TABLE.column(language).and_then(|column| self.names.get(column)).filter(|name| !name.is_empty()).unwrap_or(&self.names[ENGLISH])
    }
}

/// Every built-in jurisdiction, in the order of ids.
#[must_use]
pub fn all() -> impl ExactSizeIterator<Item = &'static Region> {
    TABLE.regions.iter()
}

/// The jurisdiction with this id, as ids are written: in lower case.
#[must_use]
pub fn get(id: &str) -> Option<&'static Region> {
    let at = TABLE.regions.binary_search_by(|region| region.id.cmp(id)).ok()?;
    Some(&TABLE.regions[at])
}

/// The name of the jurisdiction with this id, in `language` or else its base language or else English.
#[must_use]
pub fn name(id: &str, language: &Language) -> Option<&'static str> {
    get(id).map(|region| region.name(language))
}

/// The id of the jurisdiction that `text` names: an id, an alias, a three-letter code or a name in any of the table's
/// languages, in any case.
///
/// Where no such name matches, one that differs in accents, apostrophes, full stops, hyphens, "&" for "and", "St" for "Saint"
/// or a leading "the" does. Where a text names two, an id or code comes before a name, and English before other languages.
#[must_use]
pub fn find(text: &str) -> Option<&'static str> {
    get(text).map(Region::id).or_else(|| EXACT.get(&lower(text)).copied()).or_else(|| LOOSE.get(&loosen(text)).copied())
}

/// The place of English among a region's names.
const ENGLISH: usize = 0;

struct Table {
    /// The tags that names are given in; English is the first.
    languages: Vec<&'static str>,
    regions: Vec<Region>,
}

/// Cutting the table takes a quarter of a millisecond, once, in sites that name a jurisdiction.
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("regions.tsv")));

impl Table {
    fn read(text: &'static str) -> Self {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let header = lines.next().expect("the built-in table has a header");
        Self { languages: header.split('\t').skip(3).collect(), regions: lines.map(read_row).collect() }
    }

    fn column(&self, language: &Language) -> Option<usize> {
        self.languages.iter().position(|tag| *tag == language.column())
    }
}

fn read_row(line: &'static str) -> Region {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().expect("a row of the built-in table has all its cells");
    let (id, alpha3, aliases) = (cell(), cell(), cell());
    Region {
        id,
        alpha3: Some(alpha3).filter(|code| !code.is_empty()),
        aliases: aliases.split('|').filter(|alias| !alias.is_empty()).collect(),
        names: cells.collect(),
    }
}

type Names = HashMap<String, &'static str>;

/// The ids by name in lower case. Made only when a text is looked up that is no id: 2 ms.
static EXACT: LazyLock<Names> = LazyLock::new(|| first_claims(lower));

/// The ids by loosened name. Made only when a text is looked up that [`EXACT`] does not know: 2 ms more.
static LOOSE: LazyLock<Names> = LazyLock::new(|| first_claims(loosen));

fn first_claims(key: fn(&str) -> String) -> Names {
    let mut names = Names::with_capacity(10_000);
    for (name, id) in names_by_rank() {
        names.entry(key(name)).or_insert(id);
    }
    names
}

/// Every name with its id; where two regions share one, the better claim comes first.
fn names_by_rank() -> impl Iterator<Item = (&'static str, &'static str)> {
    let ids = all().map(|region| (region.id, region.id));
    let codes = all().filter_map(|region| Some((region.alpha3?, region.id)));
    let aliases = all().flat_map(|region| region.aliases.iter().map(|alias| (*alias, region.id)));
    let names = (0..TABLE.languages.len()).flat_map(|column| {
        let name = move |region: &'static Region| region.names.get(column).map(|name| (*name, region.id));
        all().filter_map(name).filter(|(name, _)| !name.is_empty())
    });
    ids.chain(codes).chain(aliases).chain(names)
}

fn lower(text: &str) -> String {
    text.trim().nfc().flat_map(char::to_lowercase).collect()
}

/// Drops what people leave out or write in two ways; the words that remain are parted by single spaces.
fn loosen(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.nfd() {
        match letter {
            '\u{300}'..='\u{36f}' | '.' | '’' | '\'' | 'ʼ' => {}
            '&' => plain.push_str(" and "),
            _ if letter.is_ascii_punctuation() => plain.push(' '),
            _ => plain.extend(letter.to_lowercase()),
        }
    }
    let mut words = plain.split_whitespace().peekable();
    words.next_if_eq(&"the");
    let mut loose = String::with_capacity(plain.len());
    for word in words {
        if !loose.is_empty() {
            loose.push(' ');
        }
        loose.push_str(if word == "st" { "saint" } else { word });
    }
    loose
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).expect("tests use valid tags")
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(all().filter(|region| region.kind() == RegionKind::Country).count(), 249);
        assert!(TABLE.regions.is_sorted_by(|a, b| a.id < b.id));
        assert_eq!(TABLE.languages[ENGLISH], "en");
        for region in all() {
            assert_eq!(region.names.len(), TABLE.languages.len(), "{}", region.id);
            let is_iso_form = region.id.len() == 2 && !matches!(region.id, "eu" | "un" | "g7");
            assert_eq!(region.kind() == RegionKind::Country, is_iso_form, "{}", region.id);
            let named = region.names.iter().filter(|name| !name.is_empty()).count();
            let own = !matches!(region.id, "eu" | "un") && region.kind() == RegionKind::Body;
            assert_eq!(named, if own { 6 } else { TABLE.languages.len() }, "{}", region.id);
            assert_eq!(find(region.id), Some(region.id));
            assert_eq!(find(region.names[ENGLISH]), Some(region.id));
            assert!(region.aliases.iter().all(|alias| find(alias) == Some(region.id)));
        }
    }

    #[test]
    fn every_name_leads_to_its_region_but_for_one() {
        let lost: Vec<_> = names_by_rank().filter(|(name, id)| find(name) != Some(*id)).collect();
        // Vietnamese for Russia is Nigeria's three-letter code.
        assert_eq!(lost, [("Nga", "ru")]);
    }

    #[test]
    fn names_are_in_the_language_asked_for() {
        for (id, tag, expected) in [
            ("cn", "en", "China"),
            ("cn", "zh-Hans", "中国"),
            ("cn", "zh-Hant-HK", "中國"),
            ("cn", "zh-TW", "中國"),
            ("cn", "zh", "中国"),
            ("hk", "en-US", "Hong Kong"),
            ("hk", "zh-Hans", "香港"),
            ("us", "fr-CA", "États-Unis"),
            ("gb", "pt-BR", "Reino Unido"),
            ("ba", "en", "Bosnia and Herzegovina"),
            ("no", "nn", "Norge"),
            ("de", "tlh", "Germany"),
            ("eu", "zh-Hans", "欧盟"),
            ("eu", "pl", "Unia Europejska"),
            ("un", "ar", "الأمم المتحدة"),
            ("itu", "zh-Hans", "国际电信联盟"),
            ("itu", "ja", "International Telecommunication Union"),
            ("coe", "de", "Europarat"),
            ("au", "en", "Australia"),
            ("african-union", "fr", "Union africaine"),
        ] {
            assert_eq!(name(id, &language(tag)), Some(expected), "{id} {tag}");
        }
        assert_eq!(name("zz", &language("en")), None);
    }

    #[test]
    fn a_region_is_found_by_what_people_write() {
        for (text, id) in [
            ("CN", "cn"),
            ("chn", "cn"),
            ("china", "cn"),
            ("中国", "cn"),
            ("中國", "cn"),
            ("UK", "gb"),
            ("U.K.", "gb"),
            ("USA", "us"),
            ("The Netherlands", "nl"),
            ("Cote d'Ivoire", "ci"),
            ("Ivory Coast", "ci"),
            ("Bosnia & Herzegovina", "ba"),
            ("saint lucia", "lc"),
            ("Sao Tome and Principe", "st"),
            ("Turkiye", "tr"),
            ("Turkey", "tr"),
            ("Viet Nam", "vn"),
            ("Republic of Korea", "kr"),
            ("Guinea Bissau", "gw"),
            ("Alemania", "de"),
            ("Bỉ", "be"),
            ("bi", "bi"),
            ("European Union", "eu"),
            ("World Bank", "world-bank"),
            ("oecd", "oecd"),
            ("OCDE", "oecd"),
            ("African Union", "african-union"),
            (" Perú ", "pe"),
        ] {
            assert_eq!(find(text), Some(id), "{text}");
        }
        for text in ["", "Atlantis", "zz", ".", "the"] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn no_body_takes_a_country_s_code() {
        assert_eq!(get("au").map(Region::kind), Some(RegionKind::Country));
        assert_eq!(get("uk").map(Region::id), None);
        assert_eq!(get("gb").and_then(Region::alpha3), Some("gbr"));
        assert!(get("gb").is_some_and(|region| region.aliases().contains(&"UK")));
    }
}
