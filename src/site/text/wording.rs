//! Figures in the words of a language.

use crate::content::{Change, Target};
use crate::locale::{self, ChangeKind, Qualifier, Quantity, Scale, Unit};
use crate::site::ids::EntryId;
use crate::site::published::Site;
use crate::site::resolution::FigurePart;
use crate::values::Number;

impl<'l> Site<'l> {
    /// A figure in words: "CNY 325.2 billion (up 9.4% year on year)". One without a value is its change.
    #[must_use]
    pub fn figure_words(&self, item: EntryId, part: FigurePart, language: usize) -> String {
        let figure = self.figure(item);
        let locale = &self.localized[language].locale;
        let value = || figure.value.and_then(|value| self.quantity(value, figure.qualifier, self.figure_scale(item), self.figure_unit(item), language));
        let change = || figure.change.as_ref().and_then(|change| self.change(item, change)).map(|(amount, change)| locale.change(&change.of(&amount)));
        match part {
            FigurePart::Value => value().unwrap_or_default(),
            FigurePart::Change => change().unwrap_or_default(),
            FigurePart::Whole => match (value(), change()) {
                (Some(value), Some(change)) => {
                    let (before, behind) = locale.brackets();
                    [&value, before, &change, behind].concat()
                }
                (value, change) => value.or(change).unwrap_or_default(),
            },
        }
    }

    /// A change in figures: "+9.4%".
    #[must_use]
    pub fn change_short(&self, item: EntryId, change: &Change, language: usize) -> String {
        let short = self.change(item, change).map(|(amount, change)| self.localized[language].locale.change_short(&change.of(&amount)));
        short.unwrap_or_default()
    }

    /// The value that a commitment's target names, in words.
    #[must_use]
    pub fn target_words(&self, target: &Target, indicator: Option<usize>, language: usize) -> Option<String> {
        let shared = indicator.map(|index| self.indicator(index).shared());
        let scale = target.scale.or_else(|| shared?.scale);
        let unit = target.unit.as_ref().or_else(|| shared?.unit.as_ref()).map(crate::values::Text::as_str);
        self.quantity(target.value?, target.qualifier, scale, unit, language)
    }

    /// A value in words.
    fn quantity(&self, value: Number, qualifier: Qualifier, scale: Option<Scale>, unit: Option<&str>, language: usize) -> Option<String> {
        let unit = self.unit(unit?)?;
        Some(self.localized[language].locale.quantity(&Quantity { value: &value.to_string(), qualifier, scale, unit }))
    }

    /// The unit of a code: a built-in one or one of the site's own.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&'l Unit> {
        self.config().units.find(code)
    }

    /// A change without its amount, and the amount.
    fn change(&self, item: EntryId, change: &Change) -> Option<(String, Kind<'l>)> {
        let (amount, kind) = if let Some(percent) = change.percent {
            (percent, ChangeKind::Percent)
        } else if let Some(points) = change.points {
            (points, ChangeKind::Points)
        } else {
            (change.absolute?, ChangeKind::Absolute { scale: self.figure_scale(item), unit: self.unit(self.figure_unit(item)?)? })
        };
        Some((amount.to_string(), Kind { kind, basis: change.basis }))
    }
}

/// A change that still lacks its amount.
struct Kind<'l> {
    kind: ChangeKind<'l>,
    basis: Option<locale::Basis>,
}

impl<'l> Kind<'l> {
    fn of(self, amount: &'l str) -> locale::Change<'l> {
        locale::Change { amount, kind: self.kind, basis: self.basis }
    }
}
