//! Recorded values of facts in the words of a language.

use super::wording::{Kind, standing};
use crate::locale::{ChangeKind, DateStyle, Quantity, Value};
use crate::site::published::Site;
use crate::site::record::Stated;

impl Site<'_> {
    /// What a figure was, as the record wrote it, in words, and the time that it is about; `None` where it has another form.
    #[must_use]
    pub fn stated_words(&self, value: &str, language: usize) -> Option<(String, String)> {
        let Stated { figure, unit } = Stated::parse(value)?;
        let locale = &self.localized[language].locale;
        let unit = unit.and_then(|code| self.unit(&code));
        let change = figure.change.as_ref().and_then(|change| {
            let (amount, kind) = match (change.percent, change.points, change.absolute) {
                (Some(percent), ..) => (percent, ChangeKind::Percent),
                (_, Some(points), _) => (points, ChangeKind::Points),
                (.., absolute) => (absolute?, ChangeKind::Absolute { scale: figure.scale, unit: unit? }),
            };
            Some(locale.change(&Kind { kind, basis: change.basis }.of(&amount.to_string())))
        });
        let [value, low, high] = [figure.value, figure.low, figure.high].map(|number| number.map(|number| number.to_string()));
        let level = match (value.as_deref(), low.as_deref().zip(high.as_deref())) {
            (Some(value), None) => Some(Value::One(value)),
            (Some(value), Some((low, high))) => Some(Value::Within(value, low, high)),
            (None, Some((low, high))) => Some(Value::Between(low, high)),
            (None, None) => None,
        };
        let words = match level {
            Some(value) => {
                let base = figure.base.map(|base| locale.period_short(base.start().civil(), base.end().civil()));
                let quantity =
                    Quantity { value, qualifier: figure.qualifier, standing: standing(&figure), scale: figure.scale, unit: unit?, base: base.as_deref() };
                locale.quantity(&quantity, change.as_deref())
            }
            None => change?,
        };
        let when = match (figure.period, figure.as_of) {
            (Some(period), _) => locale.period(period.start().civil(), period.end().civil()),
            (None, day) => locale.date(day?.civil(), DateStyle::Long),
        };
        Some((words, when))
    }
}
