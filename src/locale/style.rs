//! The house style of a site for figures.

use serde::{Deserialize, Serialize};

/// How a site writes figures in one language, where it differs from what the language has by default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberStyle {
    /// How currencies are written.
    pub currency: Option<CurrencyStyle>,
    /// Values below this are written in digits and not with the word for a scale: 22,000 and not 22 thousand.
    pub digits_below: Option<u64>,
}

/// How a currency is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CurrencyStyle {
    /// By its code: `EUR 35 million`.
    Code,
    /// By its symbol, where it has one: `€35 million`.
    Symbol,
    /// By its name: `35 million euros`.
    Word,
}

impl CurrencyStyle {
    /// The word for it in site.yaml.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Symbol => "symbol",
            Self::Word => "word",
        }
    }
}

/// The symbols of currencies; one that several share is told apart.
const SYMBOLS: [(&str, &str); 29] = [
    ("AUD", "A$"),
    ("BRL", "R$"),
    ("CAD", "C$"),
    ("CNY", "¥"),
    ("CRC", "₡"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("GHS", "GH₵"),
    ("HKD", "HK$"),
    ("ILS", "₪"),
    ("INR", "₹"),
    ("JPY", "JP¥"),
    ("KHR", "៛"),
    ("KRW", "₩"),
    ("KZT", "₸"),
    ("LAK", "₭"),
    ("MNT", "₮"),
    ("MXN", "MX$"),
    ("NGN", "₦"),
    ("NZD", "NZ$"),
    ("PHP", "₱"),
    ("PYG", "₲"),
    ("RUB", "₽"),
    ("SGD", "S$"),
    ("TRY", "₺"),
    ("TWD", "NT$"),
    ("UAH", "₴"),
    ("USD", "$"),
    ("VND", "₫"),
];

/// What currencies are called in English, whose default is their codes.
pub(super) const ENGLISH_NAMES: [(&str, &str, &str); 22] = [
    ("AUD", "Australian dollar", "Australian dollars"),
    ("BRL", "real", "reais"),
    ("CAD", "Canadian dollar", "Canadian dollars"),
    ("CHF", "Swiss franc", "Swiss francs"),
    ("CNY", "yuan", "yuan"),
    ("CZK", "Czech koruna", "Czech koruny"),
    ("DKK", "Danish krone", "Danish kroner"),
    ("EUR", "euro", "euros"),
    ("GBP", "pound", "pounds"),
    ("HKD", "Hong Kong dollar", "Hong Kong dollars"),
    ("HUF", "forint", "forints"),
    ("INR", "rupee", "rupees"),
    ("JPY", "yen", "yen"),
    ("KRW", "won", "won"),
    ("MXN", "Mexican peso", "Mexican pesos"),
    ("NOK", "Norwegian krone", "Norwegian kroner"),
    ("PLN", "zloty", "zlotys"),
    ("RUB", "rouble", "roubles"),
    ("SEK", "Swedish krona", "Swedish kronor"),
    ("SGD", "Singapore dollar", "Singapore dollars"),
    ("TWD", "New Taiwan dollar", "New Taiwan dollars"),
    ("USD", "US dollar", "US dollars"),
];

/// The symbol of a currency.
pub(super) fn symbol(code: &str) -> Option<&'static str> {
    SYMBOLS.binary_search_by_key(&code, |(code, _)| code).ok().map(|index| SYMBOLS[index].1)
}

/// Every symbol of a currency, with its code.
pub(super) fn symbols() -> impl Iterator<Item = (&'static str, &'static str)> {
    SYMBOLS.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Language, Locale, Qualifier, Quantity, Scale, Units, Value};

    #[test]
    fn symbols_are_looked_up_by_halves() {
        assert!(SYMBOLS.is_sorted() && ENGLISH_NAMES.is_sorted());
        let units = Units::built_in();
        assert!(SYMBOLS.iter().map(|(code, _)| code).chain(ENGLISH_NAMES.iter().map(|(code, ..)| code)).all(|code| units.find(code).is_some()));
    }

    #[test]
    fn a_site_has_a_house_style() {
        let units = Units::built_in();
        let told = |tag: &str, style: NumberStyle, value: &str, scale: Option<Scale>, code: &str| {
            let locale = Locale::styled(&Language::parse(tag).expect("it is a tag"), style);
            let unit = units.find(code).expect(code);
            let quantity = Quantity { value: Value::One(value), qualifier: Qualifier::Exact, standing: None, scale, unit, base: None };
            locale.quantity(&quantity, None).replace('\u{a0}', "~")
        };
        let million = Some(Scale::Million);
        let currency = |currency| NumberStyle { currency: Some(currency), digits_below: None };
        for (tag, code, symbol, word) in [
            ("en", "EUR~35~million", "€35~million", "35~million euros"),
            ("de", "35~Millionen EUR", "35~Millionen €", "35~Millionen Euro"),
            ("fr", "35~millions EUR", "35~millions €", "35~millions d’euros"),
            ("zh-Hans", "EUR~3500万", "€3500万", "3500万欧元"),
        ] {
            assert_eq!(told(tag, currency(CurrencyStyle::Code), "35", million, "EUR"), code);
            assert_eq!(told(tag, currency(CurrencyStyle::Symbol), "35", million, "EUR"), symbol);
            assert_eq!(told(tag, currency(CurrencyStyle::Word), "35", million, "EUR"), word);
        }
        assert_eq!(told("en", currency(CurrencyStyle::Symbol), "-5", None, "USD"), "−$5");
        assert_eq!(told("en", currency(CurrencyStyle::Symbol), "5", None, "CHF"), "CHF~5");
        assert_eq!(told("en", currency(CurrencyStyle::Word), "1", None, "GBP"), "1~pound");
        let digits = NumberStyle { currency: None, digits_below: Some(1_000_000) };
        assert_eq!(told("en", digits, "22", Some(Scale::Thousand), "job"), "22,000~jobs");
        assert_eq!(told("en", digits, "1.2", million, "job"), "1.2~million jobs");
        assert_eq!(told("en", digits, "-999.5", Some(Scale::Thousand), "job"), "−999,500~jobs");
        assert_eq!(told("zh-Hans", NumberStyle::default(), "200", Some(Scale::Thousand), "person"), "20万人");
        assert_eq!(told("zh-Hans", digits, "200", Some(Scale::Thousand), "person"), "200,000人");
    }
}
