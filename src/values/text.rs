//! Texts, names in several languages, counts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Unexpected, Visitor};
use serde::{Serialize, Serializer};

use super::number::Number;
use super::scalar;
use super::slips::{shown, typed};
use crate::diagnostics::Code;
use crate::locale::Language;
use crate::yaml::{ValueError, is_unprintable};

/// A text that says something: not empty, trimmed, without characters that cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// Reads a text.
    ///
    /// # Errors
    /// Where nothing but white space is left.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let is_kept = |c: char| !is_unprintable(c) && !matches!(c, '\t' | '\r');
        let spaced = |c: char| if matches!(c, '\t' | '\r') { ' ' } else { c };
        let text: Cow<'_, str> =
            if text.chars().all(is_kept) { text.into() } else { text.replace("\r\n", "\n").chars().filter(|c| !is_unprintable(*c)).map(spaced).collect() };
        let text = text.trim();
        if text.is_empty() {
            return Err(ValueError::new(Code::MissingField, "the text is empty").help("write something, or remove the field"));
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

scalar!(Text, "a text", text);

/// A name by which a source refers to another: an id, a name or an alias, as written.
pub type Name = Text;

/// A whole number, written in digits only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(u64);

impl Count {
    /// Reads a count.
    ///
    /// # Errors
    /// Where anything but digits is found; the right form is shown.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        if let Some(count) = text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit())) {
            return Ok(Self(count));
        }
        let mistake = ValueError::new(Code::BadNumber, format!("`{}` is not a whole number", shown(text)));
        let typed = typed(text);
        let is_whole = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let plain = typed.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '_' | ' ' | '\''));
        let right = if plain && !digits.is_empty() {
            Some(digits)
        } else {
            // `24.0`, `4e3`, `1.005.006`, in the words of other numbers.
            let number = Number::parse(&typed).map(|number| number.to_string()).ok();
            let number = number.or_else(|| Number::parse(&typed).err()?.replacement.map(|replacement| replacement.text));
            number.map(|number| number.strip_suffix(".0").unwrap_or(&number).to_owned()).filter(|number| is_whole(number))
        };
        if let Some(bytes) = bytes(&typed) {
            return Err(mistake.help(format!("write the number of bytes: {bytes}")).offer(bytes.to_string()));
        }
        Err(match right {
            Some(number) => mistake.help(format!("write {number}")).mend(number),
            None => mistake.help("write digits only, such as 24"),
        })
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }
}

impl From<u64> for Count {
    fn from(count: u64) -> Self {
        Self(count)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

scalar!(Count, "a whole number");

/// How many bytes `4 MB` or `512 KiB` is.
fn bytes(text: &str) -> Option<u64> {
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let size: u64 = match unit.trim().to_lowercase().as_str() {
        "b" | "bytes" => 1,
        "k" | "kb" => 1000,
        "kib" => 1 << 10,
        "m" | "mb" => 1_000_000,
        "mib" => 1 << 20,
        "g" | "gb" => 1_000_000_000,
        "gib" => 1 << 30,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(size)
}

/// A text in one language or several: `Telecoms` or `{en: Telecoms, zh-Hans: 电信}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Localised {
    /// One text for all languages.
    One(Text),
    /// A text for each language named.
    Each(BTreeMap<Language, Text>),
}

impl Localised {
    /// The text in `language`, and whether it really is in that language (or is the same for all).
    #[must_use]
    pub fn get(&self, language: &Language, fallback: &Language) -> (&str, bool) {
        match self {
            Self::One(text) => (text.as_str(), true),
            Self::Each(texts) => match texts.get(language) {
                Some(text) => (text.as_str(), true),
                None => (texts.get(fallback).or_else(|| texts.values().next()).map_or("", Text::as_str), false),
            },
        }
    }

    /// Every text.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let (one, each) = match self {
            Self::One(text) => (Some(text), None),
            Self::Each(texts) => (None, Some(texts.values())),
        };
        one.into_iter().chain(each.into_iter().flatten()).map(Text::as_str)
    }
}

impl Localised {
    /// Changes each text by `f`, which is given its language; `language` is that of a text for all languages.
    pub(crate) fn change(&mut self, language: &str, f: impl Fn(&mut Text, &str)) {
        match self {
            Self::One(text) => f(text, language),
            Self::Each(texts) => texts.iter_mut().for_each(|(language, text)| f(text, language.tag())),
        }
    }
}

impl Serialize for Localised {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // One form for both: a single text goes under the tag "".
        match self {
            Self::One(text) => BTreeMap::from([("", text)]).serialize(serializer),
            Self::Each(texts) => texts.iter().map(|(l, t)| (l.tag(), t)).collect::<BTreeMap<_, _>>().serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Localised {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() { deserializer.deserialize_any(Human) } else { deserializer.deserialize_map(Human) }
    }
}

struct Human;

impl<'de> Visitor<'de> for Human {
    type Value = Localised;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or one for each language: {en: …, zh-Hans: …}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Localised, E> {
        Text::parse(text).map(Localised::One).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Localised, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Localised, E> {
        Err(E::custom(ValueError::new(Code::WrongType, "this is a yes or no to YAML, not a text").help("put it in quotation marks")))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Localised, E> {
        Err(E::custom(ValueError::new(Code::WrongType, "this is a number to YAML, not a text").help("put it in quotation marks")))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Localised, E> {
        Err(E::invalid_type(Unexpected::Unit, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Localised, A::Error> {
        let mut texts = BTreeMap::new();
        while let Some(Tag(language)) = map.next_key::<Tag>()? {
            let text: Text = map.next_value()?;
            let Some(language) = language else { return Ok(Localised::One(text)) };
            let tag = language.tag().to_owned();
            if texts.insert(language, text).is_some() {
                let twice = ValueError::new(Code::Contradiction, format!("`{tag}` is given twice"));
                return Err(de::Error::custom(twice.help("remove one of the two")));
            }
        }
        if texts.is_empty() {
            return Err(de::Error::invalid_value(Unexpected::Map, &self));
        }
        Ok(Localised::Each(texts))
    }
}

/// The language of one of several texts; none for the text of all.
struct Tag(Option<Language>);

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = Cow::<str>::deserialize(deserializer)?;
        // Refused here and not by the map, so that the place is that of the tag.
        if tag.is_empty() { Ok(Self(None)) } else { language(&tag).map(|language| Self(Some(language))).map_err(de::Error::custom) }
    }
}

/// The names of languages that people write in place of their tags; its head says more.
const NAMES: &str = include_str!("languages.tsv");

/// The tag of the language that people call `name`, or mean by the code of a country.
#[must_use]
pub fn language_named(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let mut rows = NAMES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.find(|(_, names)| names.split('|').any(|other| other == name)).map(|(tag, _)| tag)
}

/// What to write in place of `tag`, where that is known, if it is not the tag of a language: `Chinese`, `english`, `xx`.
#[must_use]
pub fn right_language(tag: &str) -> Option<Option<&'static str>> {
    let base = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let is_known = match base.len() {
        2 => TWO_LETTERS.split_whitespace().any(|known| known == base),
        // Those of three letters are thousands.
        3 => base.bytes().all(|byte| byte.is_ascii_alphabetic()),
        _ => false,
    };
    (!is_known || Language::parse(tag).is_err()).then(|| language_named(tag))
}

/// The languages of ISO 639-1.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu \
    fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la \
    lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg \
    sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Reads a language tag.
pub(crate) fn language(tag: &str) -> Result<Language, ValueError> {
    Language::parse(tag).map_err(|_| {
        let mistake = ValueError::new(Code::BadLanguage, format!("`{}` is not a language", shown(tag)));
        let plain = typed(tag).replace('_', "-");
        let named = language_named(&plain).map(str::to_owned);
        match named.or_else(|| Language::parse(&plain).ok().map(|language| language.tag().to_owned())) {
            Some(right) => mistake.help(format!("write its tag: {right}")).mend(right),
            None => mistake.help("write a BCP 47 tag such as `en`, `fr` or `zh-Hans`"),
        }
    })
}
