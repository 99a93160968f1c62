//! What is read of one number, and whether it may be a number that a figure states.

use std::ops::Range;

use rust_decimal::Decimal;

use super::digits::ten_to;
use crate::locale::units::{Unit, UnitKind, Units};

/// A number of a text.
#[derive(Debug, Clone)]
pub struct Reading<'u> {
    /// It as it is written, with what qualifies it and what it counts.
    pub words: String,
    /// The number without its sign, in ones.
    pub amount: Decimal,
    /// Half of its last digit's place, in ones.
    pub half: Decimal,
    /// How it stands to the true number.
    pub bound: Bound,
    /// Whether a minus sign stands in front of it.
    pub minus: bool,
    /// Whether the words say that what it tells of is below zero.
    pub below_zero: bool,
    /// Whether the words say that something grew or shrank by it.
    pub course: Option<Direction>,
    /// Whether they say so right beside it.
    pub is_close: bool,
    /// The codes of the units that it may be of; none if none is known.
    pub units: Vec<&'u str>,
    /// The scale of the number behind it, where both are ends of a range: 3 to 4 million.
    pub(super) shared: Option<u32>,
    /// Where it stands, in bytes of the text as it is read.
    pub(super) span: Range<usize>,
    pub(super) power: u32,
}

/// How a number of a text stands to the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It is the number, as rounded.
    Exact,
    /// It is near it: about, around.
    About,
    /// It is near it, and greater: nearly, almost.
    Nearly,
    /// The true one is greater.
    Over,
    /// The true one is less.
    Under,
}

/// Which way something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It grew.
    Rise,
    /// It shrank.
    Fall,
}

impl Reading<'_> {
    /// Whether `amount` of a unit, without its sign, is this number, rounded as it is here.
    #[must_use]
    pub fn is_of(&self, amount: Decimal, unit: &Unit) -> bool {
        match self.factor(unit.code()) {
            Some(factor) => amount.checked_mul(factor).is_some_and(|amount| self.is(amount)),
            None => self.is(amount),
        }
    }

    /// How many of the unit that was read one of the unit `code` is, if both measure the same.
    fn factor(&self, code: &str) -> Option<Decimal> {
        let (base, power) = multiple(code)?;
        self.units.iter().find_map(|read| {
            let (other, less) = multiple(read)?;
            (other == base).then(|| if power >= less { ten_to(power - less) } else { Decimal::ONE.checked_div(ten_to(less - power)?) })?
        })
    }

    /// Whether `amount` without its sign is this number, rounded as it is here.
    #[must_use]
    pub fn is(&self, amount: Decimal) -> bool {
        let near = |read: Decimal, half: Decimal| amount.abs().checked_sub(read).is_some_and(|gap| gap.abs() <= half);
        let shared = || {
            let unit = ten_to(self.shared?)?;
            Some((self.amount.checked_mul(unit)?, self.half.checked_mul(unit)?))
        };
        near(self.amount, self.half) || shared().is_some_and(|(amount, half)| near(amount, half))
    }

    /// Whether what it counts may be what `unit` counts.
    #[must_use]
    pub fn fits(&self, unit: &Unit, units: &Units) -> bool {
        let code = unit.code();
        if self.units.is_empty() || self.units.contains(&code) {
            return true;
        }
        let kinds = || self.units.iter().filter_map(|code| units.find(code));
        let any = |kind: UnitKind| kinds().any(|unit| unit.kind() == kind);
        match unit.kind() {
            // "143.03 €/MWh" is read as a sum of money.
            _ if self.units.iter().any(|read| code.strip_prefix(read).is_some_and(|rest| rest.starts_with("-per-"))) => true,
            UnitKind::Percent | UnitKind::Points => false,
            UnitKind::Physical => self.factor(code).is_some(),
            UnitKind::Currency => !any(UnitKind::Currency) && !any(UnitKind::Percent) && !any(UnitKind::Points),
            UnitKind::Index => any(UnitKind::Points) || any(UnitKind::Index) || kinds().all(|unit| unit.kind() == UnitKind::Count),
            // A share of something else is told in per cent: of GDP; a ratio by what it is a part of.
            UnitKind::Count if code.starts_with("percent-") => any(UnitKind::Percent),
            UnitKind::Count if code.starts_with("per-") => !any(UnitKind::Currency),
            UnitKind::Count => kinds().any(|other| other.kind() == UnitKind::Count) && self.counts(code),
        }
    }

    /// Whether what counts its things counts those of a unit too: a word for things of several kinds counts whatever there is.
    fn counts(&self, code: &str) -> bool {
        let mut families: Vec<&str> = self.units.iter().map(|code| family(code)).collect();
        families.sort_unstable();
        families.dedup();
        families.len() > 2 || families.contains(&family(code)) || families.contains(&"thing") || family(code) == "thing"
    }

    /// Whether it is one of a hundred, or a difference of two such.
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.units.iter().any(|code| matches!(*code, "percent" | "points" | "basis-points"))
    }
}

/// What a unit measures, and which power of ten of that it is.
fn multiple(code: &str) -> Option<(&'static str, u32)> {
    MULTIPLES.iter().find_map(|(base, codes)| codes.iter().find(|(known, _)| *known == code).map(|(_, power)| (*base, *power)))
}

/// A unit's code, and the power of ten that it is of the smallest of its measure.
type Multiple = (&'static str, u32);

/// Units of one measure that are powers of ten of each other: a source may well count in another one than its digest.
const MULTIPLES: [(&str, &[Multiple]); 10] = [
    ("power", &[("W", 0), ("kW", 3), ("MW", 6), ("GW", 9), ("TW", 12)]),
    ("energy", &[("Wh", 0), ("kWh", 3), ("MWh", 6), ("GWh", 9), ("TWh", 12)]),
    ("rate", &[("bps", 0), ("kbps", 3), ("Mbps", 6), ("Gbps", 9), ("Tbps", 12)]),
    ("bytes", &[("B", 0), ("kB", 3), ("MB", 6), ("GB", 9), ("TB", 12), ("PB", 15), ("EB", 18)]),
    ("mass", &[("g", 0), ("kg", 3), ("t", 6), ("kt", 9), ("Mt", 12)]),
    ("length", &[("nm", 0), ("mm", 6), ("cm", 7), ("m", 9), ("km", 12)]),
    ("area", &[("m2", 0), ("ha", 4), ("km2", 6)]),
    ("frequency", &[("Hz", 0), ("kHz", 3), ("MHz", 6), ("GHz", 9)]),
    ("emissions", &[("tCO2e", 0), ("ktCO2e", 3), ("MtCO2e", 6), ("GtCO2e", 9)]),
    ("computing", &[("FLOPS", 0), ("TFLOPS", 12), ("PFLOPS", 15), ("EFLOPS", 18)]),
];

/// The family of what a unit counts, within which a text and its figure may choose different words.
fn family(code: &str) -> &str {
    match code {
        "unit" | "item" | "piece" => "thing",
        "visit" | "person" | "user" | "subscriber" | "subscription" | "customer" | "worker" | "job" | "student" | "teacher" | "member" | "passenger"
        | "death" | "birth" | "fte" => "person",
        "household" | "home" => "household",
        "connection" | "line" => "connection",
        "company" | "operator" | "bank" | "institution" | "factory" => "company",
        "village" | "town" | "county" | "city" | "province" | "region" | "country" | "site" => "place",
        "case" | "incident" | "event" | "complaint" | "inspection" | "session" | "call" => "event",
        "app" | "application" | "service" | "product" | "platform" | "website" | "model" | "project" | "pilot" | "measure" => "offer",
        other => other,
    }
}
