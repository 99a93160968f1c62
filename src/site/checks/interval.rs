//! What a rounded or bounded number can stand for, and what can be said of two of them.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::locale::Qualifier;

/// Digits behind the point to which quotients are rounded, outwards: what a division loses never makes a contradiction.
const DIGITS: u32 = 12;

/// All numbers from one to another, both included; `None` is no bound. What would overflow has no bound either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) low: Option<Decimal>,
    pub(super) high: Option<Decimal>,
}

impl Interval {
    /// The numbers that are at most `half` away from `value`.
    pub(super) fn around(value: Decimal, half: Decimal) -> Option<Self> {
        Some(Self { low: Some(value.checked_sub(half)?), high: Some(value.checked_add(half)?) })
    }

    /// What `value` can stand for, which is rounded to `half`: "over" has no upper bound, "under" no lower one.
    pub(super) fn qualified(value: Decimal, half: Decimal, qualifier: Qualifier) -> Option<Self> {
        match qualifier {
            Qualifier::Exact | Qualifier::About => Self::around(value, half),
            Qualifier::Over => Some(Self { low: Some(value), high: None }),
            Qualifier::Under => Some(Self { low: None, high: Some(value) }),
        }
    }

    /// What is left when something of `other` is taken away.
    pub(super) fn minus(self, other: Self) -> Self {
        let difference = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_sub(b?);
        Self { low: difference(self.low, other.high), high: difference(self.high, other.low) }
    }

    /// The growth from `before` to this in per cent. `None` where `before` may be zero or less, for which there is none.
    pub(super) fn growth_from(self, before: Self) -> Option<Self> {
        let (least, most) = (before.low.filter(|low| low.is_sign_positive() && !low.is_zero())?, before.high);
        // A quotient is least where the divisor is most, and the other way round below zero.
        let by_most = |a: Decimal| a.checked_div(most?);
        let low = self.low.and_then(|a| if a.is_sign_negative() { a.checked_div(least) } else { by_most(a) });
        let high = self.high.and_then(|a| if a.is_sign_negative() { by_most(a) } else { a.checked_div(least) });
        let percent = |ratio: Decimal| ratio.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED);
        let rounded = |number: Decimal, strategy| number.round_dp_with_strategy(DIGITS, strategy);
        Some(Self {
            low: low.and_then(percent).map(|n| rounded(n, RoundingStrategy::ToNegativeInfinity)),
            high: high.and_then(percent).map(|n| rounded(n, RoundingStrategy::ToPositiveInfinity)),
        })
    }

    /// Whether the two have a number in common.
    pub(super) fn meets(self, other: Self) -> bool {
        let below = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).is_none_or(|(a, b)| a <= b);
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// Both ends divided by a power of ten.
    pub(super) fn scaled_down(self, power: u32) -> Self {
        let unit = Decimal::from(10_u64.pow(power));
        Self { low: self.low.and_then(|n| n.checked_div(unit)), high: self.high.and_then(|n| n.checked_div(unit)) }
    }

    /// It in words, with `digits` behind the point: `1.26 to 1.29`, `at least 3`.
    pub(super) fn words(self, digits: u32) -> String {
        let shown = |number: Decimal| super::short(number.round_dp(digits));
        match (self.low.map(shown), self.high.map(shown)) {
            (Some(low), Some(high)) if low == high => low,
            (Some(low), Some(high)) => format!("{low} to {high}"),
            (Some(low), None) => format!("at least {low}"),
            (None, Some(high)) => format!("at most {high}"),
            (None, None) => "anything".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::Interval;
    use crate::locale::Qualifier;

    fn qualifiers() -> impl Strategy<Value = Qualifier> {
        prop_oneof![Just(Qualifier::Exact), Just(Qualifier::About), Just(Qualifier::Over), Just(Qualifier::Under)]
    }

    /// What a source that knows `truth` in thousandths states, and what we take it for.
    fn stated(truth: i64, digits: u32, qualifier: Qualifier) -> Interval {
        let truth = Decimal::new(truth, 3);
        let step = Decimal::new(1, digits);
        let value = match qualifier {
            Qualifier::Exact | Qualifier::About => truth.round_dp(digits),
            // The nearest step that is surely below, or above.
            Qualifier::Over => truth.trunc_with_scale(digits) - step,
            Qualifier::Under => truth.trunc_with_scale(digits) + step,
        };
        Interval::qualified(value, step / Decimal::TWO, qualifier).expect("the numbers are small")
    }

    fn holds(interval: Interval, number: Decimal) -> bool {
        interval.meets(Interval { low: Some(number), high: Some(number) })
    }

    proptest! {
        /// However two levels and the change between them were rounded, the truth never contradicts itself.
        #[test]
        fn a_true_change_is_never_contradicted(
            before in 1_i64..5_000_000, now in -2_000_000_i64..5_000_000,
            digits in (0_u32..4, 0_u32..4, 0_u32..4), qualifiers in (qualifiers(), qualifiers()),
        ) {
            let (earlier, later) = (stated(before, digits.0, qualifiers.0), stated(now, digits.1, qualifiers.1));
            let (a, b) = (Decimal::new(before, 3), Decimal::new(now, 3));
            prop_assert!(holds(earlier, a) && holds(later, b));
            prop_assert!(holds(later.minus(earlier), b - a));
            if let Some(growth) = later.growth_from(earlier) {
                let truth = (b / a - Decimal::ONE) * Decimal::ONE_HUNDRED;
                let change = truth.round_dp(digits.2);
                let half = Decimal::new(5, digits.2 + 1);
                let change = Interval::around(change, half).expect("the numbers are small");
                prop_assert!(growth.meets(change), "{growth:?} has nothing of {change:?}");
            }
        }

        /// A change that is wrong by more than all rounding together is told.
        #[test]
        fn a_wrong_change_is_contradicted(before in 100_000_i64..5_000_000, now in 100_000_i64..5_000_000, off in 3_i64..50) {
            let (earlier, later) = (stated(before, 1, Qualifier::Exact), stated(now, 1, Qualifier::Exact));
            let (a, b) = (Decimal::new(before, 3), Decimal::new(now, 3));
            let wrong = (b / a - Decimal::ONE) * Decimal::ONE_HUNDRED * Decimal::ONE + Decimal::from(off) * (Decimal::ONE + b / a);
            let change = Interval::around(wrong.round_dp(1), Decimal::new(5, 2)).expect("the numbers are small");
            prop_assert!(!later.growth_from(earlier).expect("it began above zero").meets(change));
        }

        /// No numbers, however large, make the arithmetic fail.
        #[test]
        fn large_numbers_have_no_bound(a in any::<i128>(), b in any::<i128>(), c in any::<i128>(), scale in 0_u32..28) {
            let decimal = |n: i128| Decimal::from_i128_with_scale(n >> 33, scale);
            let (a, b, c) = (decimal(a), decimal(b), decimal(c));
            let interval = |x: Decimal, y: Decimal| Interval { low: Some(x.min(y)), high: Some(x.max(y)) };
            let (before, now) = (interval(a, b), interval(b, c));
            let _ = (now.minus(before), now.growth_from(before), now.scaled_down(12), now.words(2));
        }
    }
}
