//! A figure in the form of the record: all that readers are told of its number, in one line that no language or style changes.

use std::fmt;

use crate::content::{Change, Figure};
use crate::locale::{Basis, Nature, Qualifier, Scale};
use crate::values::{Date, Number, Period};

/// What the change of a figure is counted in.
const PERCENT: &str = "percent";
const POINTS: &str = "points";
const ABSOLUTE: &str = "absolute";

/// A figure as the record writes it: `over 4.089 million station @2024-09-30, 9.4 percent year-on-year`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::site) struct Stated {
    /// Its fields; of those that say how it came about, none.
    pub(in crate::site) figure: Figure,
    /// The code of its unit.
    pub(in crate::site) unit: Option<String>,
}

impl Stated {
    /// What `figure` states, in the unit and scale that it has or takes from its indicator.
    pub(in crate::site) fn of(figure: &Figure, unit: Option<&str>, scale: Option<Scale>, base: Option<Period>) -> Self {
        let Figure { value, low, high, qualifier, nature, period, as_of, change, provisional, .. } = figure.clone();
        let change = change.map(|change| Change { restated: false, ..change });
        let has_level = figure.has_level();
        let figure = Figure {
            value,
            low,
            high,
            qualifier,
            nature,
            period,
            as_of,
            change,
            provisional,
            scale: scale.filter(|_| has_level),
            base: base.filter(|_| has_level),
            ..Figure::default()
        };
        Self { figure, unit: unit.filter(|_| has_level).map(str::to_owned) }
    }

    /// Reads what [`Stated`] writes; nothing where a later version wrote it.
    pub(in crate::site) fn parse(text: &str) -> Option<Self> {
        let (level, change) = text.split_once(", ").map_or((text, None), |(level, change)| (level, Some(change)));
        let mut stated = Self::default();
        let figure = &mut stated.figure;
        for word in level.split(' ') {
            let scale = [Scale::Thousand, Scale::Million, Scale::Billion, Scale::Trillion].into_iter().find(|scale| scale.word() == word);
            let number = |text: &str| Number::parse(text).ok();
            match word {
                "provisional" => figure.provisional = true,
                "forecast" => figure.nature = Nature::Forecast,
                "target" => figure.nature = Nature::Target,
                "about" => figure.qualifier = Qualifier::About,
                "over" => figure.qualifier = Qualifier::Over,
                "under" => figure.qualifier = Qualifier::Under,
                _ if scale.is_some() => figure.scale = scale,
                _ => {
                    if let Some(time) = word.strip_prefix('@') {
                        figure.as_of = Date::parse(time).ok();
                        figure.period = if figure.as_of.is_some() { None } else { Period::parse(time).ok() };
                    } else if let Some(base) = word.strip_prefix("base:") {
                        figure.base = Some(Period::parse(base).ok()?);
                    } else if let Some((low, high)) = word.split_once("..") {
                        (figure.low, figure.high) = (Some(number(low)?), Some(number(high)?));
                    } else if figure.value.is_none() && word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
                        figure.value = Some(number(word)?);
                    } else if !word.is_empty() && stated.unit.is_none() {
                        stated.unit = Some(word.to_owned());
                    } else {
                        return None;
                    }
                }
            }
        }
        if let Some(text) = change {
            let mut words = text.split(' ');
            let (amount, of) = (Number::parse(words.next()?).ok()?, words.next()?);
            let basis = words.next().and_then(|word| [Basis::YearOnYear, Basis::QuarterOnQuarter, Basis::MonthOnMonth].into_iter().find(|b| b.word() == word));
            let mut change = Change { basis, ..Change::default() };
            match of {
                PERCENT => change.percent = Some(amount),
                POINTS => change.points = Some(amount),
                ABSOLUTE => change.absolute = Some(amount),
                _ => return None,
            }
            figure.change = Some(change);
        }
        Some(stated)
    }
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figure { value, low, high, qualifier, nature, scale, base, period, as_of, change, provisional, .. } = &self.figure;
        let mut words: Vec<String> = Vec::new();
        words.extend((*nature != Nature::Observed).then(|| nature.word().to_owned()));
        words.extend(provisional.then(|| "provisional".to_owned()));
        words.extend((*qualifier != Qualifier::Exact).then(|| qualifier.word().to_owned()));
        words.extend(value.map(|value| value.to_string()));
        words.extend(low.zip(*high).map(|(low, high)| format!("{low}..{high}")));
        words.extend(scale.map(|scale| scale.word().to_owned()));
        words.extend(self.unit.clone());
        words.extend(base.map(|base| format!("base:{base}")));
        words.extend(period.map(|period| period.to_string()).or_else(|| as_of.map(|day| day.to_string())).map(|time| format!("@{time}")));
        f.write_str(&words.join(" "))?;
        let Some(Change { percent, points, absolute, basis, .. }) = change else { return Ok(()) };
        for (amount, of) in [(percent, PERCENT), (points, POINTS), (absolute, ABSOLUTE)] {
            if let Some(amount) = amount {
                write!(f, ", {amount} {of}")?;
                if let Some(basis) = basis {
                    write!(f, " {}", basis.word())?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Stated;

    #[test]
    fn what_is_written_is_read_again() {
        for text in [
            "4.089 million station @2024-09-30",
            "over 300 million person @2024-10-23",
            "325.2 billion CNY @2024-01/2024-09, 9.4 percent year-on-year",
            "@2024-01/2024-09, -10.7 percent year-on-year",
            "provisional 4.10 percent @2024-Q3, -0.2 points quarter-on-quarter",
            "forecast about 4.5 3.9..5.1 percent @2025",
            "2..3 thousand ship @2024-10",
            "target 101.25 index base:2015 @2024-10, 3 absolute",
        ] {
            let stated = Stated::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(stated.to_string(), text);
        }
        for text in ["4.089 million station of all @2024", "4.089 million station @2024, nine percent", "4.089 x y"] {
            assert_eq!(Stated::parse(text), None, "{text}");
        }
    }
}
