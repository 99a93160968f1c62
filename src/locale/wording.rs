//! What words a language needs: one [`Words`] for each language that we have words for, in the language's file.
//!
//! They are our own, but for the scale words, which follow CLDR where the comments do not say otherwise.

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) figures: FigureWords,
    pub(super) periods: PeriodWords,
    /// How a date or a figure stands, in the order of [`Standing`](super::Standing).
    pub(super) standing: [&'static str; 9],
}

/// How a language tells figures and their changes.
#[derive(Debug)]
pub(super) struct FigureWords {
    pub(super) scales: Scales,
    pub(super) spacing: Spacing,
    pub(super) currency_code: CurrencyCode,
    /// What joins a number in millions and more to what is counted.
    pub(super) of: Of,
    /// About, over and under; `{0}` is the figure.
    pub(super) qualifiers: [&'static str; 3],
    /// Between the two ends of a range.
    pub(super) between: &'static str,
    /// A rise in percent, in points and in units; `{0}` is the amount, `{1}` the basis.
    pub(super) up: [&'static str; 3],
    /// A fall, in the same order.
    pub(super) down: [&'static str; 3],
    /// No change; `{1}` is the basis.
    pub(super) flat: &'static str,
    /// Against a year, a quarter and a month before.
    pub(super) basis: [&'static str; 3],
    /// Percentage points, abbreviated, with the space in front.
    pub(super) points: &'static str,
}

/// What a language counts large numbers in.
#[derive(Debug)]
pub(super) enum Scales {
    /// Words for the thousand, million, milliard and billion (10^12).
    Words([ScaleWord; 4]),
    /// Words for 10^4, 10^8 and 10^12.
    Myriads([&'static str; 3]),
}

/// How a power of a thousand is written.
#[derive(Debug)]
pub(super) struct ScaleWord {
    /// The power of ten that the words beside it stand for. A smaller one than the scale's own makes the number longer:
    /// Spanish has no word for 10^9 that a decimal goes well with, and writes it in millions.
    pub(super) power: u32,
    pub(super) one: &'static str,
    pub(super) other: &'static str,
    /// The word for the scale itself, in the title of an axis.
    pub(super) title: &'static str,
}

/// Where spaces stand around a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spacing {
    /// Between number, scale word and unit.
    Spaced,
    /// Nowhere: `3252亿元`.
    Dense,
    /// Between a scale word and the unit: `3252억 위안`, `24개사`.
    BehindScale,
}

/// Where the code of a currency stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CurrencyCode {
    /// `CNY 325.2 billion`
    InFront,
    /// `325,2 milliards de CNY`
    Behind,
}

/// The preposition after "million".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// None: "4 million stations".
    Nothing,
    /// Another before a vowel and some words: "4 millions de stations", "4 millions d’euros".
    Elided {
        full: &'static str,
        elided: &'static str,
        vowels: &'static [char],
        /// The beginnings of words with a mute h.
        mute: &'static [&'static str],
    },
    /// The same before every word.
    Always(&'static str),
}

pub(super) const fn word(power: u32, one: &'static str, other: &'static str, title: &'static str) -> ScaleWord {
    ScaleWord { power, one, other, title }
}

/// A thousand that is not put into words: "34.4 thousand" reads well in English alone.
pub(super) const fn in_full(title: &'static str) -> ScaleWord {
    word(0, "", "", title)
}

/// How a language names periods; `{0}` is the year.
#[derive(Debug)]
pub(super) struct PeriodWords {
    pub(super) halves: [&'static str; 2],
    pub(super) quarters: [&'static str; 4],
    /// Between two months or dates.
    pub(super) to: &'static str,
    pub(super) months: Months,
    pub(super) short_halves: [&'static str; 2],
    pub(super) short_quarters: [&'static str; 4],
    /// A week of the year, `{1}` its number: in texts, and for tables.
    pub(super) weeks: [&'static str; 2],
}

/// How a language writes the months from one to another of the same year; what stands between them is part of it.
#[derive(Debug)]
pub(super) enum Months {
    /// By their names, the first without its year.
    Named { between: &'static str },
    /// By their numbers, as in East Asia, the first without its year and the word for month.
    Numbered { unit: char, between: &'static str },
}

impl PeriodWords {
    /// What stands between two dates in figures, where months are told by their numbers.
    pub(super) fn by_number(&self) -> Option<&'static str> {
        matches!(self.months, Months::Numbered { .. }).then_some(self.to)
    }
}
