//! Exact decimals.

use std::fmt;

use rust_decimal::Decimal;

use super::scalar;
use crate::diagnostics::Code;
use crate::yaml::ValueError;

/// An exact decimal, `-?digits(.digits)?`, whose digits are kept as they are written: `4.10` stays `4.10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

impl Number {
    /// Reads a decimal.
    ///
    /// # Errors
    /// Where it has another form, or more than 28 digits; the right form is shown.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        if is_decimal(text) {
            return Decimal::from_str_exact(text).map(Self).map_err(|_| {
                ValueError::new(Code::BadNumber, format!("`{text}` has too many digits"))
                    .help("write at most 28 digits; `scale` stands for thousands and millions")
            });
        }
        Err(other_form(text))
    }

    /// The number for arithmetic.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// The same number without a minus sign.
    #[must_use]
    pub fn without_sign(self) -> Self {
        Self(self.0.abs())
    }

    /// Half of the last digit's place: how far the true value may be from what is written. The whole of it behind the 28th
    /// digit, where a decimal ends.
    #[must_use]
    pub fn half_step(self) -> Decimal {
        Decimal::try_new(5, self.0.scale() + 1).unwrap_or_else(|_| Decimal::new(1, self.0.scale()))
    }
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        Self(decimal)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

scalar!(Number, "a number such as 4.089");

fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = text.strip_prefix('-').unwrap_or(text).split_once('.').map_or((text.strip_prefix('-').unwrap_or(text), "0"), |parts| parts);
    digits(whole) && digits(fraction)
}

/// A number of another form, with what it seems to mean.
fn other_form(text: &str) -> ValueError {
    let mistake = ValueError::new(Code::BadNumber, format!("`{text}` is not a number of the form 1005.6"));
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '_' | ' ' | '\'' | '\u{a0}' | '\u{202f}')).collect();
    let grouped =
        text.split_once('.').map_or(text, |(whole, _)| whole).split([',', '_', ' ', '\'', '\u{a0}', '\u{202f}']).skip(1).all(|group| group.len() == 3);
    if is_decimal(&plain) && grouped {
        return mistake.help(format!("write {plain}"));
    }
    if let Some(number) = text.strip_suffix('%').map(str::trim).filter(|n| is_decimal(n)) {
        return mistake.help(format!("write {number}, and `unit: percent` where it is a value"));
    }
    if let Some((digits, exponent)) = text.split_once(['e', 'E'])
        && is_decimal(digits)
        && exponent.trim_start_matches(['+', '-']).bytes().all(|b| b.is_ascii_digit())
    {
        return mistake.help("write all digits, or a `scale`: thousand, million, billion, trillion");
    }
    mistake.help("write digits with at most one point, such as 4.089, and a `scale` for thousands and millions")
}
