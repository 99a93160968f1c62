//! The axis of values: round numbers from below the least value to above the greatest.

/// The steps between two ticks, times a power of ten: digits and the shift of the power that makes 25 of 2.5.
const STEPS: [(i64, i32); 5] = [(1, 0), (2, 0), (25, -1), (5, 0), (1, 1)];

/// How many steps there are at most, before both ends are rounded outwards.
const MOST: f64 = 5.0;

/// Differences below this part of a value are those of floating point.
const HAIR: f64 = 1e-9;

/// An axis of values.
#[derive(Debug)]
pub(super) struct Scale {
    /// From the lowest up; at least two.
    pub(super) ticks: Vec<Tick>,
}

/// A round number on the axis.
#[derive(Debug)]
pub(super) struct Tick {
    /// Where it stands, in the unit's base.
    pub(super) value: f64,
    /// The number in units of the axis, with every digit: `-2.5`, `1500`.
    pub(super) text: String,
}

impl Scale {
    /// The axis from `low` to `high` or a little beyond; its texts are in units of 10^`power`. Where both are the same it is one step long.
    pub(super) fn new(low: f64, high: f64, power: u32) -> Self {
        let power = i32::try_from(power).unwrap_or(i32::MAX);
        let (digits, exponent) = step(high - low).unwrap_or((1, power.min(f64::MAX_10_EXP)));
        // Multiplying by 0.1 adds a hair that dividing by 10 does not.
        let product = |n: f64| if exponent < 0 { n / 10_f64.powi(-exponent) } else { n * 10_f64.powi(exponent) };
        let size = product(real(digits));
        let first = whole((low / size + HAIR).floor());
        let last = whole((high / size - HAIR).ceil()).max(first.saturating_add(1));
        let tick = |n: i64| {
            let number = n.saturating_mul(digits);
            Tick { value: product(real(number)), text: text(number, exponent.saturating_sub(power)) }
        };
        Self { ticks: (first..=last).map(tick).collect() }
    }

    /// The lowest value on the axis.
    pub(super) fn low(&self) -> f64 {
        self.ticks.first().map_or(0.0, |t| t.value)
    }

    /// The highest value on the axis.
    pub(super) fn high(&self) -> f64 {
        self.ticks.last().map_or(1.0, |t| t.value)
    }

    /// How far up the axis a value is: 0 to 1.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.low()) / (self.high() - self.low())
    }
}

/// From where to where the axis must reach. It leaves zero out only where `may_leave_zero`, for values all above zero that
/// differ by less than a third of the greatest: their line would be flat.
pub(super) fn reach(values: impl Iterator<Item = f64>, may_leave_zero: bool) -> (f64, f64) {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    let spread = high - low;
    let flat = low > 0.0 && spread * 3.0 < high && spread > high * HAIR;
    if flat && may_leave_zero { (low, high) } else { (low.min(0.0), high.max(0.0)) }
}

/// The smallest round step of which [`MOST`] cover a range, as digits and a power of ten; `None` for an empty range.
fn step(range: f64) -> Option<(i64, i32)> {
    let least = range / MOST;
    if !least.is_normal() || least < 0.0 {
        return None;
    }
    let exponent = i32::try_from(whole(least.log10().floor())).ok()?;
    let (digits, shift) = STEPS.into_iter().find(|(digits, shift)| real(*digits) * 10_f64.powi(exponent + shift) >= least * (1.0 - HAIR)).unwrap_or((1, 1));
    Some((digits, exponent + shift))
}

/// `number` times ten to the `exponent`, exactly, with as many decimals as the exponent asks for; zero has none.
fn text(number: i64, exponent: i32) -> String {
    if number == 0 {
        return "0".to_owned();
    }
    let (sign, digits) = (if number < 0 { "-" } else { "" }, number.unsigned_abs().to_string());
    let places = usize::try_from(exponent.unsigned_abs()).unwrap_or(0);
    if exponent >= 0 {
        return format!("{sign}{digits}{}", "0".repeat(places));
    }
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, decimals) = padded.split_at(padded.len() - places);
    format!("{sign}{whole}.{decimals}")
}

#[expect(clippy::cast_precision_loss, reason = "ticks are a few digits long")]
fn real(number: i64) -> f64 {
    number as f64
}

#[expect(clippy::cast_possible_truncation, reason = "it is a whole number, and a cast saturates")]
fn whole(number: f64) -> i64 {
    number as i64
}

#[cfg(test)]
mod tests {
    use super::{Scale, reach, text};

    fn texts(low: f64, high: f64, power: u32) -> Vec<String> {
        Scale::new(low, high, power).ticks.into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn ticks_are_round_and_exact() {
        assert_eq!(texts(0.0, 4_838_000.0, 6), ["0", "1", "2", "3", "4", "5"]);
        assert_eq!(texts(0.0, 4_838_000.0, 4), ["0", "100", "200", "300", "400", "500"]);
        assert_eq!(texts(0.0, 1750.0e9, 9), ["0", "500", "1000", "1500", "2000"]);
        assert_eq!(texts(0.0, 7.7, 0), ["0", "2", "4", "6", "8"]);
        assert_eq!(texts(-1.2, 1.1, 0), ["-1.5", "-1.0", "-0.5", "0", "0.5", "1.0", "1.5"]);
        assert_eq!(texts(0.0, 12.0, 0), ["0", "2.5", "5.0", "7.5", "10.0", "12.5"]);
        assert_eq!(texts(4.5, 5.2, 0), ["4.4", "4.6", "4.8", "5.0", "5.2"]);
    }

    #[test]
    fn a_value_on_a_tick_needs_no_further_tick() {
        for (high, ticks) in [(0.3, 4), (0.7, 5), (1.0, 6), (0.6, 4), (5.0, 6), (10.0, 6), (0.5, 6)] {
            let scale = Scale::new(0.0, high, 0);
            assert!(scale.high() >= high * 0.999_999_999, "{high}: {scale:?}");
            assert_eq!(scale.ticks.len(), ticks, "{high}: {scale:?}");
        }
    }

    #[test]
    fn ranges_of_any_size_have_few_ticks() {
        for exponent in -25..29 {
            for digits in [1.0, 1.3, 2.0, 2.7, 4.9, 5.0, 7.5, 9.99] {
                let high = digits * 10_f64.powi(exponent);
                for (low, high) in [(0.0, high), (-high, 0.0), (-high, high / 3.0), (high * 0.9, high)] {
                    let scale = Scale::new(low, high, 3);
                    assert!((2..=8).contains(&scale.ticks.len()), "{low} {high}: {scale:?}");
                    let all: Vec<f64> = [low, high].iter().map(|v| scale.share(*v)).collect();
                    assert!(all.iter().all(|s| (-1e-6..=1.000_001).contains(s)), "{low} {high}: {all:?}");
                    assert!(scale.ticks.windows(2).all(|two| two[0].value < two[1].value));
                }
            }
        }
    }

    #[test]
    fn nothing_but_zero_has_one_step() {
        assert_eq!(texts(0.0, 0.0, 0), ["0", "1"]);
        assert_eq!(texts(0.0, 0.0, 6), ["0", "1"]);
    }

    #[test]
    fn the_axis_leaves_zero_out_only_where_the_line_would_be_flat() {
        assert_eq!(reach([2.64, 4.838].into_iter(), true), (0.0, 4.838));
        assert_eq!(reach([4.5, 5.2].into_iter(), true), (4.5, 5.2));
        assert_eq!(reach([4.5, 5.2].into_iter(), false), (0.0, 5.2));
        assert_eq!(reach([5.0, 5.0].into_iter(), true), (0.0, 5.0));
        assert_eq!(reach([-1.0, -0.9].into_iter(), true), (-1.0, 0.0));
        assert_eq!(reach([0.0, 0.0].into_iter(), true), (0.0, 0.0));
    }

    #[test]
    fn numbers_keep_every_digit() {
        assert_eq!(text(25, -1), "2.5");
        assert_eq!(text(-25, -3), "-0.025");
        assert_eq!(text(10, -1), "1.0");
        assert_eq!(text(15, 2), "1500");
        assert_eq!(text(0, -3), "0");
    }
}
