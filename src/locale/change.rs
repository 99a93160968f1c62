//! Changes of figures in words.

use serde::{Deserialize, Serialize};

use super::Locale;
use super::quantity::{MINUS, Scale, amount, percent, sign, words};
use super::units::{self, Unit};

/// What a change is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The same period or day of the year before.
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

/// A change of a figure.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// By how much: an exact decimal, negative for a fall.
    pub amount: &'a str,
    /// What the amount is.
    pub kind: ChangeKind<'a>,
    /// Against when, if the source says.
    pub basis: Option<Basis>,
}

/// What the amount of a change is.
#[derive(Debug, Clone, Copy)]
pub enum ChangeKind<'a> {
    /// A percentage of what was.
    Percent,
    /// Percentage points.
    Points,
    /// An amount in the figure's own unit.
    Absolute {
        /// What the amount counts in.
        scale: Option<Scale>,
        /// What it counts.
        unit: &'a Unit,
    },
}

enum Direction {
    Up,
    Down,
    Flat,
}

impl Change<'_> {
    fn direction(&self) -> Direction {
        match self.amount.strip_prefix('-') {
            _ if self.amount.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'-')) => Direction::Flat,
            Some(_) => Direction::Down,
            None => Direction::Up,
        }
    }

    /// How much it is without its direction.
    fn size(&self) -> &str {
        self.amount.strip_prefix('-').unwrap_or(self.amount)
    }
}

pub(super) fn write(locale: &Locale, change: &Change<'_>) -> String {
    let Some(wording) = words(locale) else {
        let short = write_short(locale, change);
        return change.basis.map_or(short.clone(), |basis| format!("{short}\u{a0}{}", self::basis(locale, basis)));
    };
    let (column, size) = match change.kind {
        ChangeKind::Percent => (0, percent(locale, change.size())),
        ChangeKind::Points => (1, amount(locale, &[change.size()], None, units::points())),
        ChangeKind::Absolute { scale, unit } => (2, amount(locale, &[change.size()], scale, unit)),
    };
    let pattern = match change.direction() {
        Direction::Up => wording.up[column],
        Direction::Down => wording.down[column],
        Direction::Flat => wording.flat,
    };
    let basis = change.basis.map_or("", |basis| wording.basis[basis as usize]);
    // Where no basis is given, the space beside it goes with it.
    let pattern = if basis.is_empty() { pattern.replace(" {1}", "").replace("{1} ", "") } else { pattern.to_owned() };
    pattern.replace("{1}", basis).replace("{0}", &size)
}

pub(super) fn write_short(locale: &Locale, change: &Change<'_>) -> String {
    let size = match change.kind {
        ChangeKind::Percent => percent(locale, change.size()),
        ChangeKind::Points => locale.number(change.size()) + words(locale).map_or("\u{a0}pp", |wording| wording.points),
        ChangeKind::Absolute { scale, unit } => amount(locale, &[change.size()], scale, unit),
    };
    match change.direction() {
        Direction::Up => sign(locale, "+") + &size,
        Direction::Down => sign(locale, MINUS) + &size,
        Direction::Flat => size,
    }
}

pub(super) fn basis(locale: &Locale, basis: Basis) -> &'static str {
    words(locale).map_or(["y/y", "q/q", "m/m"], |wording| wording.basis)[basis as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Units, locale};

    fn spaced(text: &str) -> String {
        text.replace(['\u{a0}', '\u{202f}'], "~")
    }

    fn change(amount: &'static str, kind: ChangeKind<'static>, basis: Basis) -> Change<'static> {
        Change { amount, kind, basis: Some(basis) }
    }

    #[test]
    fn changes_are_told_in_the_language() {
        use Basis::{MonthOnMonth, QuarterOnQuarter, YearOnYear};
        let rise = change("9.4", ChangeKind::Percent, YearOnYear);
        let fall = change("-1.2", ChangeKind::Points, QuarterOnQuarter);
        let flat = change("0.0", ChangeKind::Percent, MonthOnMonth);
        for (tag, expected) in [
            ("en", "up 9.4% year on year|down 1.2 percentage points quarter on quarter|unchanged month on month"),
            ("zh-Hans", "同比增长9.4%|环比下降1.2个百分点|环比持平"),
            ("zh-Hant", "較上年同期增長9.4%|較上季下降1.2個百分點|較上月持平"),
            ("ja", "前年同期比9.4%増|前四半期比1.2ポイント低下|前月比横ばい"),
            ("ko", "전년 동기 대비 9.4% 증가|전 분기 대비 1.2%포인트 하락|전월 대비 변동 없음"),
            ("fr", "en hausse de 9,4~% sur un an|en baisse de 1,2 point de pourcentage sur un trimestre|stable sur un mois"),
            ("de", "plus 9,4~% gegenüber dem Vorjahr|minus 1,2 Prozentpunkte gegenüber dem Vorquartal|unverändert gegenüber dem Vormonat"),
            ("es", "alza interanual del 9,4~%|baja intertrimestral de 1,2 puntos porcentuales|sin variación intermensual"),
            ("it", "+9,4% rispetto a un anno prima|−1,2 punti percentuali rispetto al trimestre precedente|stabile rispetto al mese precedente"),
            (
                "pt",
                "aumento de 9,4% em relação ao ano anterior|queda de 1,2 ponto percentual em relação ao trimestre anterior|estável em relação ao mês anterior",
            ),
            (
                "nl",
                "stijging van 9,4% ten opzichte van een jaar eerder|daling van 1,2~procentpunt ten opzichte van een kwartaal eerder|\
                 onveranderd ten opzichte van een maand eerder",
            ),
            ("sv", "+9,4~%~y/y|−1,2~pp~q/q|0,0~%~m/m"),
            ("tr", "+%9,4~y/y|−1,2~pp~q/q|%0,0~m/m"),
        ] {
            let locale = locale(tag);
            let told = [&rise, &fall, &flat].map(|change| spaced(&locale.change(change)));
            assert_eq!(told.join("|"), expected, "{tag}");
        }
    }

    #[test]
    fn a_change_may_have_no_basis_and_a_unit() {
        let units = Units::built_in();
        let unit = units.find("station").expect("it is built in");
        let yuan = units.find("CNY").expect("it is built in");
        for (tag, expected) in [
            ("en", "up 9.4%|down 0.3~million stations|up CNY~3.2~billion|unchanged"),
            ("zh-Hans", "增长9.4%|减少30万个|增加32亿元|持平"),
            ("ja", "9.4%増|30万局減|32億元増|横ばい"),
            ("ko", "9.4% 증가|30만~개 감소|32억~위안 증가|변동 없음"),
            ("fr", "en hausse de 9,4~%|en baisse de 0,3~million de~stations|en hausse de 3,2~milliards de~yuans|stable"),
            ("es", "alza del 9,4~%|baja de 0,3~millones de~estaciones|alza de 3200~millones de~yuanes|sin variación"),
            ("nl", "stijging van 9,4%|daling van 0,3~miljoen stations|stijging van 3,2~miljard yuan|onveranderd"),
            ("pl", "+9,4%|−300~000~stations|+3~200~000~000~CNY|0%"),
        ] {
            let locale = locale(tag);
            let told = [
                ("9.4", ChangeKind::Percent),
                ("-0.3", ChangeKind::Absolute { scale: Some(Scale::Million), unit }),
                ("3.2", ChangeKind::Absolute { scale: Some(Scale::Billion), unit: yuan }),
                ("0", ChangeKind::Percent),
            ]
            .map(|(amount, kind)| spaced(&locale.change(&Change { amount, kind, basis: None })));
            assert_eq!(told.join("|"), expected, "{tag}");
        }
    }

    #[test]
    fn tables_show_signs() {
        for (tag, expected) in [
            ("en", "+9.4%|−1.2~pp|0.0%"),
            ("zh-Hans", "+9.4%|−1.2个百分点|0.0%"),
            ("fr", "+9,4~%|−1,2~pt|0,0~%"),
            ("es-MX", "+9.4%|−1.2~p.~p.|0.0%"),
            ("sv", "+9,4~%|−1,2~pp|0,0~%"),
            ("he", "\u{200e}+9.4%|\u{200e}−1.2~pp|0.0%"),
            ("ar-EG", "\u{61c}+٩٫٤٪\u{61c}|\u{61c}−١٫٢~pp|٠٫٠٪\u{61c}"),
            ("fa", "\u{200e}+۹٫۴٪|\u{200e}−۱٫۲~pp|۰٫۰٪"),
            ("qaa", "+9.4%|−1.2~pp|0.0%"),
        ] {
            let locale = locale(tag);
            let told = [("9.4", ChangeKind::Percent), ("-1.2", ChangeKind::Points), ("0.0", ChangeKind::Percent)]
                .map(|(amount, kind)| spaced(&locale.change_short(&Change { amount, kind, basis: Some(Basis::YearOnYear) })));
            assert_eq!(told.join("|"), expected, "{tag}");
        }
    }

    #[test]
    fn a_basis_has_a_name() {
        for (tag, expected) in [("en", "year on year"), ("zh-Hans", "同比"), ("pl", "y/y")] {
            assert_eq!(locale(tag).basis(Basis::YearOnYear), expected);
        }
        assert_eq!(
            [Basis::YearOnYear, Basis::QuarterOnQuarter, Basis::MonthOnMonth].map(Basis::word),
            ["year-on-year", "quarter-on-quarter", "month-on-month"]
        );
    }
}
