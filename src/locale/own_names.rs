//! The names of languages in themselves, for a language switcher.

/// One language: its tag, its own name with a capital, and the region it is likeliest to mean.
pub(super) struct OwnName {
    pub(super) tag: &'static str,
    pub(super) name: &'static str,
    pub(super) region: &'static str,
}

/// The row of exactly this tag.
pub(super) fn find(tag: &str) -> Option<&'static OwnName> {
    OWN_NAMES.binary_search_by(|row| row.tag.cmp(tag)).ok().map(|at| &OWN_NAMES[at])
}

const fn own(tag: &'static str, name: &'static str, region: &'static str) -> OwnName {
    OwnName { tag, name, region }
}

/// Sorted by tag, for [`find`].
static OWN_NAMES: [OwnName; 73] = [
    own("af", "Afrikaans", "ZA"),
    own("am", "አማርኛ", "ET"),
    own("ar", "العربية", "EG"),
    own("az", "Azərbaycan", "AZ"),
    own("be", "Беларуская", "BY"),
    own("bg", "Български", "BG"),
    own("bn", "বাংলা", "BD"),
    own("bs", "Bosanski", "BA"),
    own("ca", "Català", "ES"),
    own("cs", "Čeština", "CZ"),
    own("cy", "Cymraeg", "GB"),
    own("da", "Dansk", "DK"),
    own("de", "Deutsch", "DE"),
    own("el", "Ελληνικά", "GR"),
    own("en", "English", "US"),
    own("es", "Español", "ES"),
    own("et", "Eesti", "EE"),
    own("eu", "Euskara", "ES"),
    own("fa", "فارسی", "IR"),
    own("fi", "Suomi", "FI"),
    own("fil", "Filipino", "PH"),
    own("fr", "Français", "FR"),
    own("ga", "Gaeilge", "IE"),
    own("gl", "Galego", "ES"),
    own("he", "עברית", "IL"),
    own("hi", "हिन्दी", "IN"),
    own("hr", "Hrvatski", "HR"),
    own("hu", "Magyar", "HU"),
    own("hy", "Հայերեն", "AM"),
    own("id", "Bahasa Indonesia", "ID"),
    own("is", "Íslenska", "IS"),
    own("it", "Italiano", "IT"),
    own("ja", "日本語", "JP"),
    own("ka", "ქართული", "GE"),
    own("kk", "Қазақ тілі", "KZ"),
    own("km", "ខ្មែរ", "KH"),
    own("ko", "한국어", "KR"),
    own("lo", "ລາວ", "LA"),
    own("lt", "Lietuvių", "LT"),
    own("lv", "Latviešu", "LV"),
    own("mk", "Македонски", "MK"),
    own("mn", "Монгол", "MN"),
    own("ms", "Bahasa Melayu", "MY"),
    own("mt", "Malti", "MT"),
    own("my", "မြန်မာ", "MM"),
    own("nb", "Norsk bokmål", "NO"),
    own("ne", "नेपाली", "NP"),
    own("nl", "Nederlands", "NL"),
    own("nn", "Norsk nynorsk", "NO"),
    own("no", "Norsk", "NO"),
    own("pl", "Polski", "PL"),
    own("pt", "Português", "BR"),
    own("ro", "Română", "RO"),
    own("ru", "Русский", "RU"),
    own("sk", "Slovenčina", "SK"),
    own("sl", "Slovenščina", "SI"),
    own("sq", "Shqip", "AL"),
    own("sr", "Српски", "RS"),
    own("sr-Latn", "Srpski", "RS"),
    own("sv", "Svenska", "SE"),
    own("sw", "Kiswahili", "TZ"),
    own("ta", "தமிழ்", "IN"),
    own("th", "ไทย", "TH"),
    own("tr", "Türkçe", "TR"),
    own("uk", "Українська", "UA"),
    own("ur", "اردو", "PK"),
    own("uz", "Oʻzbekcha", "UZ"),
    own("vi", "Tiếng Việt", "VN"),
    own("zh", "中文", "CN"),
    own("zh-CN", "简体中文", "CN"),
    own("zh-Hans", "简体中文", "CN"),
    own("zh-Hant", "繁體中文", "TW"),
    own("zh-TW", "繁體中文", "TW"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_their_tags_canonical() {
        assert!(OWN_NAMES.is_sorted_by(|a, b| a.tag < b.tag));
        for row in &OWN_NAMES {
            let language = crate::locale::Language::parse(row.tag).expect(row.tag);
            assert_eq!(language.tag(), row.tag);
            assert_eq!(find(row.tag).map(|found| found.name), Some(row.name));
        }
        assert!(find("tlh").is_none());
    }
}
