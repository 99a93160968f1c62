//! Numbers, grouped and with the language's own signs.

use std::fmt::Write;

use fixed_decimal::Decimal;
use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::LanguageIdentifier;

use super::HAS_ROOT;

#[derive(Debug)]
pub(super) struct Numbers(DecimalFormatter);

impl Numbers {
    pub(super) fn new(id: &LanguageIdentifier) -> Self {
        let options = DecimalFormatterOptions::default();
        Self(DecimalFormatter::try_new(id.into(), options).expect(HAS_ROOT))
    }

    pub(super) fn write(&self, decimal: &str) -> String {
        match parse(decimal) {
            Some(number) => self.format(&number),
            None => decimal.to_owned(),
        }
    }

    pub(super) fn write_integer(&self, count: u64) -> String {
        self.format(&Decimal::from(count))
    }

    fn format(&self, number: &Decimal) -> String {
        let mut out = String::with_capacity(24);
        write!(out, "{}", self.0.format(number)).expect("writing to a string does not fail");
        out
    }
}

/// Reads `-?digits(.digits)?` and keeps every digit; `None` for other text and for more digits than ICU4X counts (32,768).
pub(super) fn parse(decimal: &str) -> Option<Decimal> {
    let digits = decimal.strip_prefix('-').unwrap_or(decimal);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    Decimal::try_from_str(decimal).ok()
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::locale::locale;

    #[test]
    fn numbers_are_grouped_by_the_language() {
        for (tag, decimal, expected) in [
            ("en", "4.10", "4.10"),
            ("en", "1005.6", "1,005.6"),
            ("en", "-1234567.50", "-1,234,567.50"),
            ("en", "0", "0"),
            ("zh-Hans", "1005.6", "1,005.6"),
            ("de", "1005.60", "1.005,60"),
            ("fr", "1005.6", "1\u{202f}005,6"),
            ("es", "1005.6", "1005,6"),
            ("es", "10005.6", "10.005,6"),
            ("pl", "1005.6", "1005,6"),
            ("hi", "12345678.9", "1,23,45,678.9"),
            ("sv", "-3.0", "\u{2212}3,0"),
            ("ar-EG", "1005.6", "١٬٠٠٥٫٦"),
            ("qaa", "1005.6", "1,005.6"),
        ] {
            assert_eq!(locale(tag).number(decimal), expected, "{tag} {decimal}");
        }
    }

    #[test]
    fn no_digit_is_changed() {
        let en = locale("en");
        let long = format!("{}.{}", "9".repeat(40), "10".repeat(40));
        for decimal in ["4.10", "0.000", "-0.50", "-0", "007", "00.10", "18446744073709551616", &long] {
            assert_eq!(en.number(decimal).replace(',', ""), decimal);
        }
    }

    #[test]
    fn other_text_comes_back_as_it_is() {
        let en = locale("en");
        let huge = "9".repeat(40_000);
        for text in ["", "-", ".5", "5.", "1e3", "1_000", "1,005.6", "+1000", "١٠٠٠", "about 5000", &huge] {
            assert!(parse(text).is_none());
            assert_eq!(en.number(text), text);
        }
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!(locale("en").integer(u64::MAX), "18,446,744,073,709,551,615");
        assert_eq!(locale("de").integer(1000), "1.000");
        assert_eq!(locale("es").integer(1000), "1000");
    }
}
