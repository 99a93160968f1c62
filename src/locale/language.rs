//! Language tags.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

use icu_locale_core::LanguageIdentifier;
use icu_locale_core::subtags::{Region, Script};
use serde::{Deserialize, Serialize};

use super::conventions::{Conventions, Direction};
use super::languages;

/// The tag of English.
pub const ENGLISH: &str = "en";

/// A checked language tag (BCP 47: language, and script, region, variants where given) in its usual case.
///
/// Two tags are equal if they are the same but for case; `zh` and `zh-Hans` are two languages. Cloning is cheap.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(Arc<Parts>);

struct Parts {
    identifier: LanguageIdentifier,
    tag: String,
    prefix: String,
    conventions: &'static Conventions,
}

/// Text that is not a language tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageError {
    text: String,
}

impl LanguageError {
    /// The text that was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> &'static str {
        "write a language, and a script or region where it matters: `en`, `zh-Hans`, `pt-BR`"
    }
}

impl fmt::Display for LanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a language tag", self.text)
    }
}

impl std::error::Error for LanguageError {}

impl Language {
    /// English, which stands in where there are no words in a language.
    #[must_use]
    pub fn english() -> Self {
        Self::parse(ENGLISH).expect("the tag of English is one")
    }

    /// Whether it is English, of whatever country.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.base() == ENGLISH
    }

    /// Reads a tag in any case.
    ///
    /// # Errors
    ///
    /// Text that is no tag; also `und`, extensions and private use (`en-u-…`, `x-…`), which have no place in an address,
    /// and first parts of more than three letters, which no language has (`english`).
    pub fn parse(text: &str) -> Result<Self, LanguageError> {
        let identifier = LanguageIdentifier::try_from_str(text)
            .ok()
            .filter(|id| !id.language.is_unknown() && id.language.as_str().len() <= 3)
            .ok_or_else(|| LanguageError { text: text.to_owned() })?;
        let tag = identifier.to_string();
        let prefix = tag.to_ascii_lowercase();
        let conventions = languages::find(&tag);
        Ok(Self(Arc::new(Parts { identifier, tag, prefix, conventions })))
    }

    /// The tag in its usual case, for `lang` and `hreflang`: `zh-Hans`.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0.tag
    }

    /// The tag in lower case, for addresses and file names: `zh-hans`.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.0.prefix
    }

    /// The language alone: `zh` of `zh-Hans`.
    #[must_use]
    pub fn base(&self) -> &str {
        self.0.identifier.language.as_str()
    }

    /// The script, where the tag names one: `Hans`.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.0.identifier.script.as_ref().map(Script::as_str)
    }

    /// The region, where the tag names one: `BR`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.identifier.region.as_ref().map(Region::as_str)
    }

    /// The direction of its script; a tag without a script has its language's usual one.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self.script() {
            Some(script) if RTL_SCRIPTS.contains(&script) => Direction::Rtl,
            Some(_) => Direction::Ltr,
            None => self.conventions().direction,
        }
    }

    /// What is known of the language.
    #[must_use]
    pub fn conventions(&self) -> &'static Conventions {
        self.0.conventions
    }

    /// The tag of its columns in the tables of words: `zh-Hans` or `zh-Hant` for every Chinese, since its two scripts are two
    /// written languages; else the language alone.
    pub(super) fn column(&self) -> &str {
        self.conventions().column.unwrap_or(self.base())
    }

    pub(super) fn identifier(&self) -> &LanguageIdentifier {
        &self.0.identifier
    }
}

/// The scripts of living languages that run from right to left.
const RTL_SCRIPTS: [&str; 10] = ["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"];

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.tag() == other.tag()
    }
}

impl Eq for Language {}

impl PartialOrd for Language {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Language {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.tag().cmp(other.tag())
    }
}

impl Hash for Language {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.tag().hash(state);
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.tag())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Language {
    type Error = LanguageError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.tag().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).expect("tests use valid tags")
    }

    #[test]
    fn tags_take_their_usual_case() {
        for (text, tag, prefix) in [
            ("EN", "en", "en"),
            ("zh-hans", "zh-Hans", "zh-hans"),
            ("ZH-HANT-hk", "zh-Hant-HK", "zh-hant-hk"),
            ("pt-br", "pt-BR", "pt-br"),
            ("es-419", "es-419", "es-419"),
            ("de-1996", "de-1996", "de-1996"),
            ("fil", "fil", "fil"),
        ] {
            let language = language(text);
            assert_eq!((language.tag(), language.prefix()), (tag, prefix));
            assert_eq!(text.parse::<Language>(), Ok(language));
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in ["", "e", "english", "und", "zh_Hans", "en-", "en-u-nu-latn", "x-klingon", "i-klingon", "中文", "en US", "../en"] {
            let error = Language::parse(text).expect_err(text);
            assert_eq!(error.to_string(), format!("`{text}` is not a language tag"));
            assert_eq!(error.text(), text);
        }
    }

    #[test]
    fn parts_are_named() {
        let language = language("zh-Hant-HK");
        assert_eq!((language.base(), language.script(), language.region()), ("zh", Some("Hant"), Some("HK")));
    }

    #[test]
    fn direction_is_the_script_s() {
        for tag in ["ar", "ar-EG", "he", "fa", "ur", "ps", "dv", "az-Arab", "pa-PK", "ckb", "yi"] {
            assert_eq!(language(tag).direction(), Direction::Rtl, "{tag}");
        }
        for tag in ["en", "zh-Hans", "ar-Latn", "ur-Latn", "pa", "uz", "el", "ru", "qaa"] {
            assert_eq!(language(tag).direction(), Direction::Ltr, "{tag}");
        }
        assert_eq!(Direction::Rtl.as_str(), "rtl");
    }

    #[test]
    fn own_names_are_in_the_language_itself() {
        for (tag, name) in [
            ("en", "English"),
            ("en-US", "English (United States)"),
            ("zh", "中文"),
            ("zh-Hans", "简体中文"),
            ("zh-CN", "简体中文"),
            ("zh-TW", "繁體中文"),
            ("zh-Hant-HK", "繁體中文（香港）"),
            ("zh-HK", "繁體中文（香港）"),
            ("fr", "Français"),
            ("fr-CA", "Français (Canada)"),
            ("pt-BR", "Português (Brasil)"),
            ("de-AT", "Deutsch (Österreich)"),
            ("ar", "العربية"),
            ("sr-Latn", "Srpski"),
            ("uz-Cyrl", "Oʻzbekcha (Cyrl)"),
            ("es-419", "Español"),
            ("tlh", "tlh"),
        ] {
            assert_eq!(language(tag).own_name(), name, "{tag}");
        }
    }

    #[test]
    fn og_locale_has_a_region() {
        for (tag, expected) in [
            ("en", Some("en_US")),
            ("en-GB", Some("en_GB")),
            ("zh-Hans", Some("zh_CN")),
            ("zh-Hant", Some("zh_TW")),
            ("zh-Hant-HK", Some("zh_HK")),
            ("pt", Some("pt_BR")),
            ("es-419", Some("es_ES")),
            ("tlh", None),
        ] {
            assert_eq!(language(tag).og_locale().as_deref(), expected, "{tag}");
        }
    }

    #[test]
    fn serde_goes_through_the_tag() {
        let language: Language = serde_json::from_str("\"ZH-hans\"").expect("a valid tag");
        assert_eq!(serde_json::to_string(&language).expect("a string"), "\"zh-Hans\"");
        let error = serde_json::from_str::<Language>("\"zh_Hans\"").expect_err("an underscore");
        assert!(error.to_string().starts_with("`zh_Hans` is not a language tag"));
        assert!(language < self::language("zh-Hant"));
    }
}
