//! The axis of time: whole months, drawn to scale.

use jiff::civil;

use super::{Granularity, NARROW, width};

/// An axis that spans more months than this counts years.
const MONTHS: i32 = 14;

/// The room between two names, in pixels.
const SPACE: f64 = 12.0;

/// Steps between the years of a long axis, and between the months of a short one.
const YEARS: [i32; 10] = [1, 2, 5, 10, 20, 25, 50, 100, 500, 1000];
const MONTH_STEPS: [u8; 4] = [1, 2, 3, 6];

/// An axis from the beginning of a month to the end of another. Months are counted from the year 0.
#[derive(Debug)]
pub(super) struct Timeline {
    first: i32,
    /// The month after the last.
    end: i32,
}

/// A year or month under the axis.
#[derive(Debug, PartialEq)]
pub(super) struct Period {
    /// Its place in percent of the axis.
    pub(super) x: f64,
    /// The year or month in words.
    pub(super) text: String,
}

impl Timeline {
    /// The axis from the month of `start` to that of `last`; over whole years where `whole_years`.
    pub(super) fn new(start: civil::Date, last: civil::Date, whole_years: bool) -> Self {
        let (first, end) = (month(start), month(last.max(start)) + 1);
        if whole_years {
            return Self { first: first - first.rem_euclid(12), end: end + (-end).rem_euclid(12) };
        }
        Self { first, end }
    }

    /// Where a day, or a part of one, stands in percent of the axis.
    pub(super) fn x(&self, day: f64) -> f64 {
        let (start, end) = (month_start(self.first), month_start(self.end));
        100.0 * (day - start) / (end - start).max(1.0)
    }

    /// The boundaries of years or months within the axis in percent, and the names that fit between them on a narrow screen.
    pub(super) fn marks(&self, date: &dyn Fn(civil::Date, Granularity) -> String) -> (Vec<f64>, Vec<Period>) {
        if self.end - self.first <= MONTHS && !self.is_year() { self.months(date) } else { self.years(date) }
    }

    fn is_year(&self) -> bool {
        self.first.rem_euclid(12) == 0 && self.end - self.first == 12
    }

    fn months(&self, date: &dyn Fn(civil::Date, Granularity) -> String) -> (Vec<f64>, Vec<Period>) {
        let boundaries = (self.first..=self.end).map(|m| self.x(month_start(m))).collect();
        let name = |m: i32| Period { x: self.middle(m, m + 1), text: date(month_date(m), Granularity::Month) };
        let widest = (self.first..self.end).map(|m| width(&name(m).text)).fold(0.0, f64::max) + SPACE;
        let room = NARROW / f64::from(self.end - self.first);
        let step = MONTH_STEPS.into_iter().find(|s| f64::from(*s) * room >= widest).map_or(12, usize::from);
        // Backwards: the newest month is always named.
        let mut names: Vec<Period> = (self.first..self.end).rev().step_by(step).map(name).collect();
        names.reverse();
        (boundaries, names)
    }

    fn years(&self, date: &dyn Fn(civil::Date, Granularity) -> String) -> (Vec<f64>, Vec<Period>) {
        let years = self.first.div_euclid(12)..=(self.end - 1).div_euclid(12);
        let name = |y: i32| date(month_date(y * 12), Granularity::Year);
        let widest = width(&name(*years.end())) + SPACE;
        let room = NARROW * 12.0 / f64::from(self.end - self.first);
        let step = YEARS.into_iter().find(|s| f64::from(*s) * room >= widest).unwrap_or(1000);
        if step == 1 {
            // Each year's name stands under the middle of what the axis has of it.
            let part = |y: i32| ((y * 12).max(self.first), (y * 12 + 12).min(self.end));
            let boundaries = years.clone().map(|y| self.x(month_start(part(y).0))).chain([100.0]).collect();
            let fits = |y: &i32| (self.x(month_start(part(*y).1)) - self.x(month_start(part(*y).0))) * NARROW / 100.0 >= widest - SPACE;
            let names = years.filter(fits).map(|y| Period { x: self.middle(part(y).0, part(y).1), text: name(y) }).collect();
            return (boundaries, names);
        }
        // Names of single years under their beginnings.
        let beginnings: Vec<i32> = years.filter(|y| y.rem_euclid(step) == 0 && y * 12 >= self.first).collect();
        let boundaries = beginnings.iter().map(|y| self.x(month_start(y * 12))).collect();
        (boundaries, beginnings.iter().map(|y| Period { x: self.x(month_start(y * 12)), text: name(*y) }).collect())
    }

    fn middle(&self, from: i32, to: i32) -> f64 {
        f64::midpoint(self.x(month_start(from)), self.x(month_start(to)))
    }
}

/// The number of a day, from 1970.
pub(super) fn day(date: civil::Date) -> f64 {
    let hours = date.duration_since(civil::date(1970, 1, 1)).as_hours();
    f64::from(i32::try_from(hours / 24).expect("jiff knows dates of twenty thousand years"))
}

/// The end of a day: what is stated of a day is true at its end.
pub(super) fn end(date: civil::Date) -> f64 {
    day(date) + 1.0
}

fn month(date: civil::Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

/// The first day of a month; the last day there is for those after it.
fn month_date(month: i32) -> civil::Date {
    let year = i16::try_from(month.div_euclid(12)).ok();
    let number = i8::try_from(month.rem_euclid(12) + 1).ok();
    year.zip(number).and_then(|(year, number)| civil::Date::new(year, number, 1).ok()).unwrap_or(civil::Date::MAX)
}

fn month_start(month: i32) -> f64 {
    day(month_date(month))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{self, date};

    use super::{Period, Timeline, day};
    use crate::pages::chart::{Granularity, NARROW, width};

    fn words(date: civil::Date, granularity: Granularity) -> String {
        match granularity {
            Granularity::Year => date.year().to_string(),
            Granularity::Month => format!("{}/{}", date.year(), date.month()),
        }
    }

    fn names(start: civil::Date, last: civil::Date) -> Vec<String> {
        Timeline::new(start, last, false).marks(&words).1.into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn time_is_to_scale() {
        let line = Timeline::new(date(2023, 3, 31), date(2025, 12, 31), false);
        assert!(line.x(day(date(2023, 3, 1))).abs() < 1e-9);
        assert!((line.x(day(date(2026, 1, 1))) - 100.0).abs() < 1e-9);
        let (one, two) = (line.x(day(date(2024, 1, 1))), line.x(day(date(2025, 1, 1))));
        assert!(((two - one) * 1037.0 / 100.0 - 366.0).abs() < 1e-9, "{one} {two}");
    }

    #[test]
    fn years_are_named_where_they_fit() {
        assert_eq!(names(date(2023, 3, 31), date(2025, 12, 31)), ["2023", "2024", "2025"]);
        // Of 2022 and 2026 there is only a month.
        assert_eq!(names(date(2022, 12, 31), date(2026, 1, 31)), ["2023", "2024", "2025"]);
        assert_eq!(names(date(2010, 1, 1), date(2025, 12, 31)), ["2010", "2015", "2020", "2025"]);
        assert_eq!(names(date(1901, 1, 1), date(2025, 12, 31)), ["1920", "1940", "1960", "1980", "2000", "2020"]);
    }

    #[test]
    fn months_are_named_where_there_are_few() {
        assert_eq!(names(date(2024, 1, 31), date(2024, 12, 31)), ["2024"]);
        assert_eq!(names(date(2024, 3, 31), date(2024, 5, 31)), ["2024/3", "2024/4", "2024/5"]);
        assert_eq!(names(date(2024, 3, 31), date(2025, 3, 31)), ["2024/3", "2024/6", "2024/9", "2024/12", "2025/3"]);
        assert_eq!(names(date(2024, 3, 31), date(2024, 3, 31)), ["2024/3"]);
    }

    #[test]
    fn a_single_day_gets_its_year() {
        let line = Timeline::new(date(2024, 10, 31), date(2024, 10, 31), true);
        assert_eq!(line.marks(&words), (vec![0.0, 100.0], vec![Period { x: 50.0, text: "2024".to_owned() }]));
        assert!((line.x(day(date(2024, 11, 1))) - 83.33).abs() < 0.1);
    }

    #[test]
    fn names_never_touch() {
        for months in 1..600_i32 {
            let last = date(1990, 5, 31).checked_add(jiff::Span::new().months(months)).unwrap();
            let (_, names) = Timeline::new(date(1990, 5, 31), last, false).marks(&words);
            assert!(!names.is_empty(), "{months}");
            for two in names.windows(2) {
                let apart = (two[1].x - two[0].x) * NARROW / 100.0;
                assert!(apart >= f64::midpoint(width(&two[0].text), width(&two[1].text)), "{months}: {two:?}");
            }
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trouble() {
        for end in [civil::Date::MIN, civil::Date::MAX] {
            let line = Timeline::new(end, end, true);
            assert!(line.x(day(end)).is_finite());
            assert!(!line.marks(&words).1.is_empty());
        }
    }
}
