//! Figures in the words of a language.

use crate::content::{Change, Figure, Target};
use crate::locale::{self, ChangeKind, Locale, Nature, Quantity, Scale, Standing, Unit, Value};
use crate::site::ids::EntryId;
use crate::site::published::Site;
use crate::site::resolution::FigurePart;
use crate::values::{Number, Period, Text};

impl<'l> Site<'l> {
    /// A figure in words: "CNY 325.2 billion (up 9.4% year on year, provisional)". One without a value is its change. Whatever is
    /// asked for, what qualifies it is part of the words.
    #[must_use]
    pub fn figure_words(&self, item: EntryId, part: FigurePart, language: usize) -> String {
        let figure = self.figure(item);
        let locale = &self.localized[language].locale;
        let change = || figure.change.as_ref().and_then(|change| self.change(item, change)).map(|(amount, change)| locale.change(&change.of(&amount)));
        let alone = |change: String| self.standing_alone(item, change, language);
        match part {
            FigurePart::Value => self.level(item, None, language).unwrap_or_default(),
            FigurePart::Change => change().map(alone).unwrap_or_default(),
            FigurePart::Digits => self.digits(item, language).unwrap_or_default(),
            FigurePart::Absolute => {
                let figure = Figure { value: figure.value.map(Number::without_sign), low: None, high: None, ..figure.clone() };
                self.stated(item, &figure, None, language).unwrap_or_default()
            }
            FigurePart::Percent => {
                let percent = figure.change.as_ref().and_then(|change| change.percent);
                percent.map(|percent| alone(locale.percent(&percent.without_sign().to_string()))).unwrap_or_default()
            }
            FigurePart::Whole => {
                let change = change();
                self.level(item, change.as_deref(), language).or_else(|| change.map(alone)).unwrap_or_default()
            }
        }
    }

    /// The change of a figure in words, for a place where its value, with all that qualifies it, stands beside; a change that has
    /// no value beside it is qualified itself.
    #[must_use]
    pub fn change_beside(&self, item: EntryId, language: usize) -> Option<String> {
        let (amount, change) = self.change(item, self.figure(item).change.as_ref()?)?;
        let words = self.localized[language].locale.change(&change.of(&amount));
        Some(if self.figure(item).has_level() { words } else { self.standing_alone(item, words, language) })
    }

    /// A change with what qualifies it in brackets.
    fn standing_alone(&self, item: EntryId, change: String, language: usize) -> String {
        let locale = &self.localized[language].locale;
        let Some(standing) = standing(self.figure(item)) else { return change };
        let (open, close) = locale.brackets();
        [&change, open, locale.standing(standing).0, close].concat()
    }

    /// The value or range of a figure in words. `beside` is what else is said of it in the brackets.
    fn level(&self, item: EntryId, beside: Option<&str>, language: usize) -> Option<String> {
        self.stated(item, self.figure(item), beside, language)
    }

    /// The number of a figure in digits alone, still with all that qualifies it.
    fn digits(&self, item: EntryId, language: usize) -> Option<String> {
        let figure = self.figure(item);
        let (value, unit) = (figure.value?.to_string(), self.unit(self.figure_unit(item)?)?);
        let quantity =
            Quantity { value: Value::One(&value), qualifier: figure.qualifier, standing: standing(figure), scale: self.figure_scale(item), unit, base: None };
        Some(self.localized[language].locale.digits(&quantity))
    }

    /// What `figure` states, in the scale and unit of the figure `item`.
    fn stated(&self, item: EntryId, figure: &Figure, beside: Option<&str>, language: usize) -> Option<String> {
        if !figure.has_level() {
            return None;
        }
        let unit = self.unit(self.figure_unit(item)?)?;
        quantity(&self.localized[language].locale, figure, unit, (self.figure_scale(item), self.figure_base(item)), beside)
    }

    /// The change of a figure in signs, for a table: "+9.4%". As in [`Site::change_beside`], what has no value beside it is qualified.
    #[must_use]
    pub fn change_short(&self, item: EntryId, language: usize) -> Option<String> {
        let (amount, change) = self.change(item, self.figure(item).change.as_ref()?)?;
        let short = self.localized[language].locale.change_short(&change.of(&amount));
        Some(if self.figure(item).has_level() { short } else { self.standing_alone(item, short, language) })
    }

    /// The value that a commitment's target names, in words: what it is a target of stands beside it.
    #[must_use]
    pub fn target_words(&self, target: &Target, indicator: Option<usize>, language: usize) -> Option<String> {
        let shared = indicator.map(|index| self.indicator(index).shared());
        let scale = target.scale.or_else(|| shared?.scale);
        let unit = target.unit.as_ref().or_else(|| shared?.unit.as_ref()).map(Text::as_str);
        let (value, unit) = (target.value?.to_string(), self.unit(unit?)?);
        let quantity = Quantity { value: Value::One(&value), qualifier: target.qualifier, standing: None, scale, unit, base: None };
        Some(self.localized[language].locale.quantity(&quantity, None))
    }

    /// The unit of a code: a built-in one or one of the site's own.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&'l Unit> {
        self.config().units.find(code)
    }

    /// A change without its amount, and the amount.
    fn change(&self, item: EntryId, change: &Change) -> Option<(String, Kind<'l>)> {
        Kind::split(change, || Some((self.figure_scale(item), self.unit(self.figure_unit(item)?)?)))
    }
}

/// What a figure states, in a unit and in its scale; an index, against its base.
pub(super) fn quantity(locale: &Locale, figure: &Figure, unit: &Unit, (scale, base): (Option<Scale>, Option<Period>), beside: Option<&str>) -> Option<String> {
    let [value, low, high] = [figure.value, figure.low, figure.high].map(|number| number.map(|number| number.to_string()));
    let value = match (value.as_deref(), low.as_deref().zip(high.as_deref())) {
        (Some(value), None) => Value::One(value),
        (Some(value), Some((low, high))) => Value::Within(value, low, high),
        (None, Some((low, high))) => Value::Between(low, high),
        (None, None) => return None,
    };
    let base = base.map(|base| locale.period_short(base.start().civil(), base.end().civil()));
    let quantity = Quantity { value, qualifier: figure.qualifier, standing: standing(figure), scale, unit, base: base.as_deref() };
    Some(locale.quantity(&quantity, beside))
}

/// How a figure stands, if it is not simply what was observed.
fn standing(figure: &Figure) -> Option<Standing> {
    match figure.nature {
        Nature::Observed => figure.provisional.then_some(Standing::Preliminary),
        Nature::Forecast => Some(Standing::Forecast),
        Nature::Target => Some(Standing::Target),
    }
}

/// A change that still lacks its amount.
pub(super) struct Kind<'l> {
    kind: ChangeKind<'l>,
    basis: Option<locale::Basis>,
}

impl<'l> Kind<'l> {
    /// A change without its amount, and the amount; `counted` gives scale and unit of one that is counted in the figure's own.
    pub(super) fn split(change: &Change, counted: impl FnOnce() -> Option<(Option<Scale>, &'l Unit)>) -> Option<(String, Self)> {
        let (amount, kind) = if let Some(percent) = change.percent {
            (percent, ChangeKind::Percent)
        } else if let Some(points) = change.points {
            (points, ChangeKind::Points)
        } else {
            let (amount, (scale, unit)) = (change.absolute?, counted()?);
            (amount, ChangeKind::Absolute { scale, unit })
        };
        Some((amount.to_string(), Self { kind, basis: change.basis }))
    }

    pub(super) fn of(self, amount: &'l str) -> locale::Change<'l> {
        locale::Change { amount, kind: self.kind, basis: self.basis }
    }
}
