//! A chart as small as a word.

use serde::{Deserialize, Serialize};

use super::{Form, Point, Rectangle, number, px, ticks, time};

/// How many points there are.
const RECENT: usize = 24;

/// The size and the room around the line, in pixels.
const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 32.0;
const EDGE: f64 = 3.0;

/// A chart as small as a word: `spark` in templates. All places are in its own pixels.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Sparkline {
    /// Its size.
    pub width: String,
    pub height: String,
    /// The height of zero, where there are values on both sides of it or bars.
    pub zero: Option<String>,
    /// The line's pieces, each as `x,y x,y …`.
    pub strokes: Vec<String>,
    /// Bars.
    pub bars: Vec<Rectangle>,
    /// The newest point of a line.
    pub dot: Option<(String, String)>,
}

/// The sparkline of the newest points of a series; `None` if that is empty.
pub(in crate::pages) fn sparkline(points: &[Point], form: Form) -> Option<Sparkline> {
    let points = &points[points.len().saturating_sub(RECENT)..];
    let (first, last) = (points.first()?, points.last()?);
    let (low, high) = ticks::reach(points.iter().map(number), form != Form::Bar);
    let (wide, tall) = (WIDTH - 2.0 * EDGE, HEIGHT - 2.0 * EDGE);
    let spread = if high > low { high - low } else { 1.0 };
    let y = |value: f64| EDGE + tall * (1.0 - (value - low) / spread);
    let (start, end) = (time::day(first.at), time::day(last.at));
    // A single point stands at the end, where the newest always is.
    let x = |point: &Point| if end > start { EDGE + wide * (time::day(point.at) - start) / (end - start) } else { WIDTH - EDGE };
    let mut spark = Sparkline {
        width: px(WIDTH),
        height: px(HEIGHT),
        zero: (low < 0.0 || form == Form::Bar).then(|| px(y(0.0))),
        strokes: Vec::new(),
        bars: Vec::new(),
        dot: None,
    };
    if form == Form::Bar {
        let nearest = points.windows(2).map(|two| x(&two[1]) - x(&two[0])).filter(|gap| *gap > 0.0).fold(wide, f64::min);
        let broad = (nearest * 0.7).clamp(1.5, 6.0);
        spark.bars = points
            .iter()
            .map(|p| {
                let (zero, end) = (y(0.0), y(number(p)));
                Rectangle { x: px((x(p) - broad).max(0.0)), y: px(zero.min(end)), width: px(broad), height: px((zero - end).abs()) }
            })
            .collect();
        return Some(spark);
    }
    let mut level = 0.0;
    for (index, point) in points.iter().enumerate() {
        let before = std::mem::replace(&mut level, y(number(point)));
        let place = format!("{},{}", px(x(point)), px(y(number(point))));
        match spark.strokes.last_mut() {
            Some(stroke) if !point.breaks => {
                if form == Form::Step {
                    stroke.extend([" ", &px(x(point)), ",", &px(before)]);
                }
                stroke.push(' ');
                stroke.push_str(&place);
            }
            // A point that nothing follows is a line to itself, so that its round ends are seen.
            _ if points.get(index + 1).is_none_or(|next| next.breaks) => spark.strokes.push(format!("{place} {place}")),
            _ => spark.strokes.push(place),
        }
    }
    spark.dot = Some((px(x(last)), px(y(number(last)))));
    Some(spark)
}
