//! Scales and qualifiers of quantities.

use serde::{Deserialize, Serialize};

/// What a value is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// 10³
    Thousand,
    /// 10⁶
    Million,
    /// 10⁹
    Billion,
    /// 10¹²
    Trillion,
}

impl Scale {
    /// The power of ten.
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

/// How a stated value stands to the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// As stated, to the last digit.
    #[default]
    Exact,
    /// Near it.
    About,
    /// More than it.
    Over,
    /// Less than it.
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

/// What a change is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The same period or day a year before.
    YearOnYear,
    /// The quarter before.
    QuarterOnQuarter,
    /// The month before.
    MonthOnMonth,
}

impl Basis {
    /// The word for it in sources and data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::YearOnYear => "year-on-year",
            Self::QuarterOnQuarter => "quarter-on-quarter",
            Self::MonthOnMonth => "month-on-month",
        }
    }
}
