//! Where bars stand in time.

use jiff::{ToSpan, civil};

use super::{Point, time};

/// The days that each bar covers. Periods that follow one another are covered but for a gap between them; where periods overlap,
/// as those from the beginning of a year do, or are not known, a bar stands at the end of its own.
pub(super) fn spans(points: &[Point]) -> Vec<(f64, f64)> {
    let end = |p: &Point| time::end(p.at);
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let reach = end(last) - points.iter().filter_map(|p| p.from).map(time::day).fold(time::day(first.at), f64::min);
    let apart = points.iter().all(|p| p.from.is_some_and(|from| from <= p.at)) && points.windows(2).all(|two| two[1].from > Some(two[0].at));
    if apart {
        let widest = if points.len() == 1 { reach * 0.2 } else { reach * 0.14 };
        let span = |p: &Point| {
            let from = p.from.map_or(end(p) - 1.0, time::day);
            let (middle, half) = (f64::midpoint(from, end(p)), ((end(p) - from) * 0.72).min(widest) / 2.0);
            (middle - half, middle + half)
        };
        return points.iter().map(span).collect();
    }
    let nearest = points.windows(2).map(|two| end(&two[1]) - end(&two[0])).filter(|gap| *gap > 0.0).fold(f64::INFINITY, f64::min);
    let broad = (nearest * 0.7).min(reach * 0.06).max(reach * 0.004);
    points.iter().map(|p| (end(p) - broad, end(p))).collect()
}

/// The day on which the axis must begin: that of the first point, or one early enough for the bars and their periods.
pub(super) fn start(points: &[Point], spans: &[(f64, f64)]) -> civil::Date {
    let begins = |(point, (left, _)): (&Point, &(f64, f64))| {
        let (mut first, mut early) = (point.from.unwrap_or(point.at).min(point.at), 0);
        while time::day(first) > *left && early < 12 {
            first = first.saturating_sub(1.month());
            early += 1;
        }
        first
    };
    let bars = points.iter().zip(spans).map(begins).min();
    bars.or_else(|| points.first().map(|p| p.at)).unwrap_or_default()
}

/// Whether two periods begin on the same day: the longer one holds the shorter.
pub(super) fn accumulate(points: &[Point]) -> bool {
    points.windows(2).any(|two| two[0].from.is_some() && two[0].from == two[1].from && two[0].at != two[1].at)
}
