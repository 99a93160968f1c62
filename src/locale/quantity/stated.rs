//! What is stated of a number.

use serde::{Deserialize, Serialize};

use crate::locale::standing::Standing;
use crate::locale::units::Unit;

/// What a number counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// 10^3.
    Thousand,
    /// 10^6.
    Million,
    /// 10^9, in every language.
    Billion,
    /// 10^12, in every language.
    Trillion,
}

impl Scale {
    /// The power of ten: 3, 6, 9 or 12.
    #[must_use]
    pub fn power(self) -> u32 {
        match self {
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Billion => 9,
            Self::Trillion => 12,
        }
    }

    /// The word for it in sources and data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Thousand => "thousand",
            Self::Million => "million",
            Self::Billion => "billion",
            Self::Trillion => "trillion",
        }
    }
}

/// How a stated number stands to the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// It is the number, as rounded.
    #[default]
    Exact,
    /// It is near it.
    About,
    /// The true one is greater.
    Over,
    /// The true one is less.
    Under,
}

impl Qualifier {
    /// The word for it in sources and data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::Under => "under",
        }
    }
}

/// What a figure is: seen, expected or wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// It was measured or counted.
    #[default]
    Observed,
    /// Somebody expects it.
    Forecast,
    /// Somebody wants to reach it.
    Target,
}

impl Nature {
    /// The word for it in sources and data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Forecast => "forecast",
            Self::Target => "target",
        }
    }
}

/// What is stated of a number. Each is an exact decimal, `-?digits(.digits)?`.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// The number.
    One(&'a str),
    /// Its lower and its upper end alone.
    Between(&'a str, &'a str),
    /// The number, and the lower and the upper end around it.
    Within(&'a str, &'a str, &'a str),
}

/// A figure.
#[derive(Debug, Clone, Copy)]
pub struct Quantity<'a> {
    /// The number.
    pub value: Value<'a>,
    /// Whether the source gives it as a bound.
    pub qualifier: Qualifier,
    /// How it stands, if it is not simply so: provisional, a forecast, a target.
    pub standing: Option<Standing>,
    /// What the value counts in; `None` for ones.
    pub scale: Option<Scale>,
    /// What it counts.
    pub unit: &'a Unit,
    /// The time at which an index is 100, in words.
    pub base: Option<&'a str>,
}
